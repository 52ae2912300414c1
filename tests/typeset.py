"""Sets articles as a county paper's page would come out of its text layer: columns, headlines, bylines, jump lines.

`STORIES` are the articles, `Style` says how they are set, `set_page` gives the text and the articles that a reader
would find.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.flow import columns as columns_of
from service.flow import width

MAST = ("QINGLAN DAILY", "2025年8月6日　星期三　乙巳年闰六月十三　今日8版", "国内统一连续出版物号 CN 00-0000　第1234期")
IMPRINT = "责任编辑：邵知远　版式：钟鸣"


@dataclass(frozen=True)
class Story:
    """An article as its author handed it in. `names` are (role, name); `jump` the line it ends in and its page."""

    title: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    deck: str = ""
    names: tuple[tuple[str, str], ...] = ()
    jump: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Style:
    """How a page is set. `width` is a line's length in characters, `gutter` the space between columns in half-widths.

    `flow` says whether an article runs across all columns below its headline, or columns hold articles of their own;
    in "rows" an article across all columns and a row of articles side by side, one in each, take turns.
    """

    width: int = 17
    columns: int = 1
    gutter: int = 4
    flow: str = "stacked"  # across, rows
    indent: str = "kept"  # stripped
    blank: str = "articles"  # every, none: where white lines stand
    doubled: str = "no"  # whole, runs, each, lines: how bold type comes out
    heads: str = "above"  # after, end
    credit: str = "line"  # bar, square, opening, closing, below, agency, none
    head_size: float = 1.0  # type size of headlines in columns, in body sizes; they wrap where the column ends
    centred: bool = False  # headlines that stand over several columns
    masthead: bool = True
    wide_quotes: bool = False


STORIES = (
    Story(
        "县政协专题协商农村养老服务工作",
        (
            "8月5日，县政协召开主席会议，专题协商“推进农村养老服务”工作。县政协主席陆以宁主持会议，副主席韩若水、罗庭芳参加。",
            "会议指出，全县现有60岁以上老年人口4.2万人，占户籍人口的26.3%。要坚持问题导向，把协商成果转化为改善民生的具体举措。",
            "会前，与会人员实地察看了石桥镇幸福食堂。该食堂今年3月开业，日均供餐160余份。",
        ),
        kicker="聚焦一老一小　办好民生实事",
        names=(("记者", "叶知秋"), ("通讯员", "罗田")),
    ),
    Story(
        "投资12.8亿元岚谷智能传感器产业园投产",
        (
            "8月4日，从青岚经济开发区传来消息，投资12.8亿元的岚谷智能传感器产业园一期正式投产，首批8家企业入驻，预计年产值可达20亿元。",
            "园区党工委书记方启明介绍，产业园从签约到投产仅用了19个月，跑出了项目建设的“青岚速度”。",
            "下一步，园区将推行“三张清单”服务机制，为企业提供全生命周期服务，力争明年二期项目开工。",
        ),
        deck="——首批8家企业入驻，预计年产值可达20亿元",
        names=(("本报记者", "江小渔"),),
    ),
    Story(
        "松溪镇杨梅卖出“甜蜜经济”",
        (
            "为期三天的松溪镇杨梅文化节日前落下帷幕。活动期间，全镇接待游客3.6万人次，线上线下销售杨梅及深加工产品210吨，销售额突破1500万元。",
            "“今年我们把杨梅做成了果酒、果干，一斤能多卖十几元。”种植大户纪南星说，他家的15亩杨梅林收入超过20万元。",
        ),
        names=(("记者", "江小渔"), ("通讯员", "苏晚")),
    ),
    Story(
        "清晨五点的环卫工人",
        (
            "清晨五点，天刚蒙蒙亮，白鹭街道的环卫工人温桂兰已经扫完了半条望湖路。她今年56岁，在这条街上干了整整12年。",
            "望湖路长1.6公里，两旁种着香樟，落叶四季不断。温桂兰每天要扫四遍，推着小车来回走上两万多步。",
            "“路干净了，大家走着舒心，我心里也亮堂。”她擦着汗说。去年冬天下大雪，她和同事凌晨两点就上街除冰，赶在早高峰之前清出了一条通道。",
        ),
        names=(("记者", "林听雨"),),
    ),
    Story(
        "县公安局破获一起电信网络诈骗案",
        (
            "近日，县公安局破获一起电信网络诈骗案，抓获犯罪嫌疑人11名，涉案金额380余万元。",
            "据了解，该团伙以“刷单返利”为名，先后骗取省内外受害人46名，其中年龄最大的73岁。",
            "警方提醒，凡是要求转账到“安全账户”的，都是诈骗，遇到可疑情况请立即拨打96110。",
        ),
        names=(("通讯员", "何川"), ("记者", "唐小满")),
    ),
    Story(
        "石桥镇老粮仓里飘出咖啡香",
        (
            "走进石桥镇老粮仓文创园，咖啡的香气扑面而来。这座建于1968年的粮仓，去年改造成乡村咖啡馆以后，已接待游客8.3万人次。",
            "返乡青年陆清和辞去城里的工作，与三位同学一起租下粮仓，投入120万元进行改造。她说，村里的桂花和蜂蜜都成了招牌饮品的原料。",
        ),
        kicker="老屋新生　青年返乡",
        names=(("记者", "韩一舟"),),
    ),
    Story(
        "全县启动防台风三级应急响应",
        (
            "8月6日，县气象台发布台风黄色预警。县防汛防台抗旱指挥部随即启动三级应急响应，要求各乡镇、街道立即转移低洼地带群众。",
            "截至当日18时，全县已转移群众1260人，开放避灾安置点37个，备足帐篷、棉被等物资4800件。",
            "县应急管理局局长程远山表示，将严格落实二十四小时值班制度，确保不发生人员伤亡。",
        ),
        names=(("记者", "何川"),),
    ),
    Story(
        "青岚中学新校区九月启用",
        (
            "总投资3.5亿元的青岚中学新校区即将迎来第一批学生。8月5日，记者在现场看到，教学楼、图书馆和体育馆已全部完工，工人们正在铺设跑道。",
            "县教育局副局长孟知秋说，新校区可容纳54个班级、2700名学生，将有效缓解城区学位紧张的状况。",
        ),
        deck="可容纳54个班级，将有效缓解城区学位紧张状况",
        names=(("见习记者", "顾晚晴"),),
    ),
    Story(
        "两千亩水稻用上无人机施肥",
        (
            "伴着嗡嗡的轰鸣声，四架植保无人机从双桥村的田埂上腾空而起，把肥料均匀地撒向稻田。不到半天时间，两百亩水稻的追肥作业就完成了。",
            "县农业农村局高级农艺师贺云亭介绍，今年全县有两千亩水稻采用无人机施肥，每亩可节省人工成本45元，肥料利用率提高了一成。",
        ),
        names=(("记者", "苏晚"), ("通讯员", "葛长青")),
    ),
    Story(
        "县委召开理论学习中心组专题学习会",
        (
            "8月5日上午，县委理论学习中心组举行专题学习会，深入学习贯彻省委、市委全会精神，研究部署下半年重点工作。县委书记沈知远主持并讲话。",
            "沈知远指出，上半年全县实现地区生产总值186.4亿元，同比增长6.1%，主要指标好于预期、稳于全年，成绩来之不易。",
            "会议强调，一要聚焦项目攻坚，紧盯23个省市重点项目；二要聚焦民生实事，加快建设两个养老服务综合体；三要聚焦安全生产，抓好防汛防台各项工作。",
        ),
        kicker="研究部署下半年工作　确保圆满收官",
        deck="沈知远主持并讲话　许明川等参加",
        names=(("记者", "苏晚"), ("记者", "何川")),
    ),
    Story(
        "人大代表视察松溪流域水环境治理",
        (
            "昨日，岚州市人大常委会副主任邬明一行来我县，专题视察松溪流域水环境治理工作。县人大常委会主任顾怀清陪同。",
            "邬明一行先后察看了松溪湿地公园和石桥镇污水处理厂，听取了县生态环境局的情况汇报。他指出，要一张蓝图绘到底，让群众见到实实在在的变化。",
        ),
        names=(("记者", "简明远"),),
    ),
    Story(
        "图书馆暑期开放到晚上十点",
        (
            "从8月6日起，青岚县图书馆每天开放至晚上十点，并新增自习座位120个、儿童阅读区一处。",
            "馆长温知夏说，暑期以来日均到馆读者超过1500人次，比去年同期增长三成，天天都有孩子在门口排队。",
        ),
        names=(("记者", "唐小满"),),
    ),
)

# Paragraphs that can follow any of the stories, for pages whose articles run over many columns.
MORE = (
    "据介绍，这项工作今年被列入青岚县十件民生实事，由县委、县政府主要领导牵头推进，每月召开一次调度会，逐项销号、逐件落实，让群众看得见、摸得着。",
    "“以前办一件事要跑好几个部门，现在在家门口就能办。”家住望湖社区的居民周素琴说，变化就在这一年之间，街坊邻居都竖起了大拇指。",
    "为了摸清底数，工作人员花了两个多月时间，走访了11个乡镇、142个村社区，收集意见建议860余条，梳理出需要解决的问题37个。",
    "县财政局有关负责人表示，下半年将统筹安排专项资金5200万元，优先保障重点项目和薄弱环节，同时加强监督检查，确保每一分钱都用在刀刃上。",
    "记者了解到，类似的做法正在全县推开。截至7月底，已有28个村完成改造提升，受益群众超过6万人，满意度调查结果达到98.6%。",
    "业内人士认为，县域发展离不开产业支撑，也离不开人才。近三年来，青岚县累计引进各类人才3400余名，其中博士112名，为高质量发展注入了新的动力。",
    "石桥镇党委书记段远山说，镇里将因地制宜，把闲置的厂房、校舍和农房盘活起来，让年轻人愿意来、留得住、干得好。",
    "傍晚时分，松溪两岸的步道上渐渐热闹起来，散步的老人、奔跑的孩子、骑行的青年，构成了一幅安宁祥和的乡村画卷。",
    "专家建议，要进一步完善基础设施，加强部门协同和信息共享，推动服务资源向基层下沉，形成可复制、可推广的经验。",
    "在随后举行的座谈会上，七位代表先后发言，围绕制度保障、队伍建设和宣传引导等方面谈了看法，提出了许多中肯的建议。",
    "下一阶段，有关部门将对照目标任务，倒排时间、挂图作战，力争在国庆节前完成全部建设内容，年底前通过验收并投入使用。",
    "双桥村村民吴秋生算了一笔账：土地流转费每年9600元，在合作社打工月收入4500元，年底还能分红，一家人的日子越过越红火。",
)

# Jump lines as papers print them, and the page that they name.
JUMPS = (
    ("（下转第5版）", "p.5"),
    ("(下转第 2 版）", "p.2"),
    ("（下转2版）", "p.2"),
    ("（下转A3版）", "p.A3"),
    ("（下转第二版）", "p.2"),
    ("▶下转第十二版", "p.12"),
    ("（全文见A3版）", "p.A3"),
    ("【转第Ｂ０４版】", "p.B4"),
    ("", ""),
)


@dataclass(frozen=True)
class Article:
    """What a reader would find: as the page shows it, the marks of bylines and jumps taken off."""

    title: str
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    paragraphs: tuple[str, ...]
    byline: tuple[tuple[str, str], ...]
    dateline: str
    jump: str


def wrap(text: str, width: int) -> list[str]:
    """Lines of `width` Han characters; closing marks hang, numbers and Latin words stay whole."""
    lines, used = [""], 0
    pieces: list[str] = []
    for character in text:
        if pieces and pieces[-1][-1].isascii() and character.isascii() and character not in " (":
            pieces[-1] += character
        else:
            pieces.append(character)
    for piece in pieces:
        size = sum(columns_of(character) for character in piece)
        if used + size > 2 * width and piece not in "，。；：！？、”’）》%" and used:
            if lines[-1][-1] in "“‘（《":
                lines.append(lines[-1][-1])
                lines[-2] = lines[-2][:-1]
                used = columns_of(lines[-1])
            else:
                lines.append("")
                used = 0
        lines[-1] += piece
        used += size
    return [line for line in lines if line]


def double(text: str, how: str) -> list[str]:
    """A headline line as bold type leaves it in a text layer."""
    if how == "whole":
        return [text + text]
    if how == "runs":
        marks = "，。、：；“”‘’（）《》()　 ！？—"
        found: list[str] = []
        for character in text:
            if found and (character in marks) == (found[-1][-1] in marks) and character not in marks:
                found[-1] += character
            else:
                found.append(character)
        return ["".join(run if run.isspace() else run + run for run in found)]
    if how == "each":
        return ["".join(c if c.isspace() else c + c for c in text)]
    return [text, text] if how == "lines" else [text]


def credit_lines(story: Story, how: str, width: int) -> tuple[list[str], str, str]:
    """Byline above the body, what opens its first paragraph, what closes its last."""
    groups: dict[str, list[str]] = {}
    for role, name in story.names:
        groups.setdefault(role, []).append(name if len(name) > 2 else f"{name[0]} {name[1]}")
    plain = "　".join(f"{role} {' '.join(names)}" for role, names in groups.items())
    match how:
        case "line" | "bar" | "square":
            mark = {"line": "", "bar": "| ", "square": "■ "}[how]
            room = 2 * width >= sum(map(columns_of, mark + plain))
            return [mark + plain] if room else [mark + p for p in plain.split("　")], "", ""
        case "opening":
            return [], f"本报讯（{plain}）", ""
        case "agency":
            return [], "新华社岚州8月5日电（记者 {})".format(" ".join(n for _, n in story.names)).replace(")", "）"), ""
        case "closing":
            return [], "", f"（{plain}）"
        case "below":
            return [], "", ""
    return [], "", ""


def set_body(story: Story, style: Style) -> list[str]:
    above, opening, closing = credit_lines(story, style.credit, style.width)
    lines = list(above)
    for number, paragraph in enumerate(story.paragraphs):
        first, last = number == 0, number == len(story.paragraphs) - 1
        text = (opening if first else "") + paragraph + (closing + story.jump[0] if last else "")
        wrapped = wrap("　　" + text, style.width)
        if style.indent == "stripped":
            wrapped[0] = wrapped[0][2:]
        lines += wrapped
    if style.credit == "below":
        lines += wrap("　　　　（" + credit_lines(story, "line", 99)[0][0] + "）", style.width)
    return lines


def set_heads(story: Story, style: Style, measure: int | None) -> list[str]:
    """Headline lines; `measure` is the width they must keep to, None where there is room."""
    lines = []
    for text in (story.kicker, story.title, story.deck):
        if text:
            room = int(measure / style.head_size) if measure and text == story.title else measure
            for line in wrap(text, room) if room else [text]:
                lines += double(line, style.doubled)
    return lines


def expect(story: Story, style: Style) -> Article:
    dateline = {"opening": "本报讯", "agency": "新华社岚州8月5日电"}.get(style.credit, "")
    names = () if style.credit == "none" else story.names
    if style.credit == "agency":
        names = tuple(("记者", name) for _, name in names)
    return Article(
        story.title,
        (story.kicker,) if story.kicker else (),
        (story.deck,) if story.deck else (),
        story.paragraphs,
        tuple((name, role) for role, name in names),
        dateline,
        story.jump[1],
    )


def beside(cells: Sequence[Sequence[str]], style: Style) -> list[str]:
    """Columns set side by side."""
    pitch = 2 * style.width + style.gutter
    rows = []
    for row in range(max(len(cell) for cell in cells)):
        text, done = "", 0
        for number, cell in enumerate(cells):
            piece = cell[row] if row < len(cell) else ""
            text += " " * max(number and 1, number * pitch - done) + piece
            done = max(done + (number and 1), number * pitch) + width(piece)
            if style.wide_quotes:
                done += sum(c in "“”‘’—…" for c in piece)
        rows.append(text.rstrip())
    return rows


def balanced(lines: Sequence[str], count: int) -> list[list[str]]:
    depth = -(-len(lines) // count)
    return [list(lines[at : at + depth]) for at in range(0, len(lines), depth)]


def set_across(story: Story, style: Style) -> list[list[str]]:
    """An article that runs over all columns, its headlines above them."""
    span = style.columns * (2 * style.width + style.gutter) - style.gutter
    heads = [" " * (style.centred * (span - width(head)) // 2) + head for head in set_heads(story, style, None)]
    return [heads, beside(balanced(set_body(story, style), style.columns), style)]


def _fitted(story: Story, width: int) -> Story:
    """The story without the lines beside its title that a column has no room for."""
    fits = {text: len(text) <= width for text in (story.kicker, story.deck)}
    return replace(story, kicker=story.kicker * fits[story.kicker], deck=story.deck * fits[story.deck])


def set_page(stories: Sequence[Story], style: Style) -> tuple[str, list[Article]]:
    """The text layer of a page, and its articles in the order in which their bodies are read."""
    blocks: list[list[str]] = []
    if style.columns == 1:
        narrow = style.head_size > 1
        stories = [_fitted(story, style.width) if narrow else story for story in stories]
        heads = [set_heads(story, style, style.width if narrow else None) for story in stories]
        bodies = [set_body(story, style) for story in stories]
        if style.heads == "above":
            blocks = [head + body for head, body in zip(heads, bodies, strict=True)]
        elif style.heads == "after":
            blocks = [lines for head, body in zip(heads, bodies, strict=True) for lines in (body, head)]
        else:
            blocks = [*bodies, *reversed(heads)]
    elif style.flow == "across":
        blocks = [block for story in stories for block in set_across(story, style)]
    elif style.flow == "rows":
        turn = style.columns + 1
        stories = [_fitted(story, style.width) if at % turn else story for at, story in enumerate(stories)]
        for at in range(0, len(stories), turn):
            row = [set_heads(s, style, style.width) + set_body(s, style) for s in stories[at + 1 : at + turn]]
            blocks += [*set_across(stories[at], style), *([beside(row, style)] if row else [])]
    else:
        stories = [_fitted(story, style.width) for story in stories]
        columns: list[list[str]] = [[] for _ in range(style.columns)]
        order: list[list[Story]] = [[] for _ in range(style.columns)]
        for story in stories:
            least = min(range(style.columns), key=lambda c: len(columns[c]))
            white = [""] if columns[least] and style.blank != "none" else []
            columns[least] += white + set_heads(story, style, style.width) + set_body(story, style)
            order[least].append(story)
        stories = [story for column in order for story in column]
        blocks = [beside([column for column in columns if column], style)]
    if style.masthead:
        blocks = [list(MAST), *blocks, [IMPRINT]]
    gap = {"every": "\n\n", "articles": "\n\n", "none": "\n"}[style.blank]
    inner = "\n\n" if style.blank == "every" else "\n"
    return gap.join(inner.join(block) for block in blocks) + "\n", [expect(story, style) for story in stories]
