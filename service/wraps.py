"""Which lines of a page's headlines are one headline that the column breaks, and which are kicker, headline, deck."""

import re
from collections.abc import Sequence

from service.display import OFFICE
from service.lines import Line
from service.matching import Bodies

USUAL, LONGEST = 22, 34  # characters of a headline that takes two lines and more
HALF = 9  # characters of the first line of a headline that is broken in two; the second may have one more
LONGEST_PAPER = 4  # lines of the title of an office's paper
LABEL = 4  # characters of a column's name; what is twice as long below is no half of it
NARROW = 24  # half-widths of a column in which any headline is broken in short lines
LIKE = 3  # characters by which the clauses of one headline differ
PLAUSIBLE = 0.3  # least similarity at which a headline that does not stand above the body is believed
# 陆景行出席并讲话 is a line of its own, however short the headline above it.
_LEADS = re.compile(
    r"^[㐀-鿿]{2,3}(?:[ 　]?[㐀-鿿]{2,3})?(?:主持|出席|参加|讲话|作报告)(?:并?(?:讲话|主持|致辞|会议|活动)){0,2}$"
)
_LEADS_UP = re.compile("[^—]{8,}——")
# What a deck says behind a dash of the headline: of what this is a report.
_TOLD_OF = re.compile(
    "^(?:[记記][^者]|写在|寫在|[访訪]|来自|來自)|(?:纪实|紀實|侧记|側記|综述|綜述|观察|觀察|见闻|見聞|纪事|扫描|掠影|之[一二三四五六七八九十])$"
)
SENTENCE = re.compile(r"[，。；]")
# What names of columns end with.
_COLUMN = re.compile(
    "(?:来信|评论|快评|短评|时评|观察|手记|手札|札记|聚焦|调查|专栏|特稿|专题|漫谈|漫笔|漫步|随笔|杂谈|夜话|闲话|絮语|论坛|茶座|沙龙"
    "|走笔|视点|追踪|纪事|速递|速記|快讯|简讯|簡訊|短訊|连线|之窗|信箱|问答|读者问|课堂|讲堂|百科|心事|连载|選載|选载|编后|社论|人物|新闻|新聞|链接|連結|话你知|話你知|小知识|小贴士)"
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?)?$"
)
# 长篇连载⑰, 数看青岚·民生篇, 劳模风采展之六
_SERIES = re.compile("[①-⑳⑴-⒇]$|^[㐀-鿿]{2,6}[·‧•・][㐀-鿿]{2,6}$|之[一二三四五六七八九十]{1,2}$")
# What has no object yet: 市气象局发布 / 大风沙尘蓝色预警.
_LACKS = re.compile(
    "(?:[局委部厅府院办社]|公司|中心|集团|[我全][省市县区])(?:发布|印发|出台|公布|推出|启动|开展|部署)$|(?:荣获|入选|走进|签署|获评)$"
)
# What kind of piece it is: a line below the headline.
KIND = re.compile(
    "(?:纪实|侧记|见闻|掠影|综述|述评|巡礼|访谈录?|(?:调查|测试|试验|实验|考察|采访|研究|观察|跟踪)(?:报告|札记|手记|记))$"
)
FIGURES = re.compile(
    r"(?:\d[\d.]* ?[万亿]?|[一二三四五六七八九十百千两]+[余多]?[万亿]?[余多]?)"
    r"(?:元|分钟|小时|天|公里|人|次|%|个|件|家|户|名|吨|亩|成)$"
)
# The title of an office's paper, and what it ends with: 关于印发…方案的 / 通知.
_REGARDING = re.compile("[^，。]{0,24}(?:关于|關於)")
_PAPER = re.compile(
    "(?:通知|公告|通告|公示|通报|意见|决定|办法|规定|细则|条例|方案|批复|倡议书|公报|命令|的函|的报告|的说明|解读|通報|意見|決定|辦法|規定)$"
)
# What was dealt with at a meeting.
DEALS = re.compile("(?:审议|听取|研究|传达|讨论|審議|聽取)(?!.*会)")
_STRESSED = re.compile("(?:强调|指出|要求|強調|表示)：?$")
# On what occasion something came about: a line over the headline that says what did.
OCCASION = re.compile("^在[^，。]{2,}(?:[会會赛賽节節展]|活动|行动|竞赛|评选|评比|考核|检查|测评)[上中]$")


def whole_headlines(lines: Sequence[Line], bodies: Bodies) -> list[list[Line]]:
    """The lines, those of one headline together."""
    groups: list[list[Line]] = []
    within = _of_papers(lines)
    for at, (line, below) in enumerate(zip(lines, [*lines[1:], None], strict=True)):
        if at in within:
            groups[-1].append(line)
            continue
        joins = groups and _runs_on(groups[-1], line, bodies) and not _is_first(groups[-1], line, below, bodies)
        if joins or (len(groups) > 1 and _STRESSED.search(groups[-2][-1].clean) and _is_stressed(groups[-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _of_papers(lines: Sequence[Line]) -> set[int]:
    """Which lines go on with the title of an office's paper: from whose it is, or what it is about, to what it is."""
    found: set[int] = set()
    for first, line in enumerate(lines):
        whole = line.clean
        whose = OFFICE.fullmatch(whole) and any(_REGARDING.match(below.clean) for below in lines[first + 1 : first + 2])
        for last in range(first + 1, min(first + LONGEST_PAPER, len(lines))):
            below = lines[last]
            begun = not (first in found or _PAPER.search(whole)) and (whose or _REGARDING.match(whole))
            if below.blank or not begun or re.match("——|[（(]", below.clean):
                break
            whole += below.clean
            if _PAPER.search(whole):
                found |= set(range(first + 1, last + 1))
                break
    return found


def is_deck(text: str) -> bool:
    """Whether a line below a headline says what only lines below headlines do."""
    dealt = DEALS.match(text) or re.match("传达学习|学习贯彻|研究部署|部署", text)
    return bool(_LEADS.search(text) or dealt or FIGURES.search(text) or KIND.search(text) or text.startswith("—"))


def leads(text: str) -> bool:
    """Whether a line says no more than who led a meeting or spoke there."""
    return bool(_LEADS.search(text))


def leads_up(text: str, below: str) -> bool:
    """Whether a clause leads with a dash to the headline below it: 退耕还湖十年，候鸟重回—— / 一片湿地的“重生记”"""
    return bool(_LEADS_UP.fullmatch(text)) and not _TOLD_OF.search(below)


def names_column(text: str) -> bool:
    """Whether a short line is the name of a column or a serial."""
    return bool(_SERIES.search(text) or (len(text) <= HALF and _COLUMN.search(text)))


def _runs_on(group: Sequence[Line], line: Line, bodies: Bodies) -> bool:
    """Whether a headline goes on with the line: it stops where no headline can, or both fit into one headline."""
    last, text = group[-1].clean, line.clean
    if line.listed or group[-1].listed:
        return False
    if re.match("[（(][^（）()]+[）)]$", last) and re.search(r"\d", last):
        return False
    apart = re.match(r"——|[■▲◆●▼【]|[（(][^（）()]+[）)]$", text)
    if apart or _LEADS.search(text) or _STRESSED.search(last) or OCCASION.search(last):
        return False
    if leads_up(last, text):
        return False
    if (re.search(r"[，、《“（：—]$", last) and not re.fullmatch("—.+—", last)) or re.match(r"[》”），、。；]", text):
        return True
    if group[-1].run or line.run:
        return group[-1].run == line.run
    if group[-1].size or line.size:
        return group[-1].size == line.size and not line.blank
    if group[-1].dense != line.dense or line.blank:
        return False
    if KIND.search(text) and not re.search("[的和与及在之]$", last):
        return False
    whole = "".join(member.clean for member in group)
    if len(group) == 1 and _are_halves(group[0], line, bodies):
        return True
    if names_column(whole) and (_SERIES.search(whole) or not 0 < line.wide <= NARROW):
        return False
    lacks = _LACKS.search(whole) or text.startswith("赴")
    if lacks and len(whole) + len(text) <= LONGEST and not re.search("[ 　]", whole + text):
        return True
    if SENTENCE.search(whole):
        return group[-1].width >= max(50, 0.8 * group[0].width)
    even = all(abs(member.width - group[0].width) <= 2 for member in group) and line.width <= group[0].width + 2
    if not even or re.search(r"[ 　，；—]", whole + text) or bodies.differ(whole, text, PLAUSIBLE):
        return False
    return len(whole) + len(text) <= USUAL or (len(whole) + len(text) <= LONGEST and _parts_word(whole, text))


def _is_stressed(group: Sequence[Line], line: Line) -> bool:
    """Whether a line is, with those above it, what somebody stressed, in clauses of like length."""
    whole = "".join(member.clean for member in group) + line.clean
    alike = abs(len(line.clean) - len(group[0].clean)) <= LIKE and (group[-1].size, group[-1].dense) == (
        line.size,
        line.dense,
    )
    return alike and len(whole) <= LONGEST and not is_deck(line.clean)


def _is_first(group: Sequence[Line], line: Line, below: Line | None, bodies: Bodies) -> bool:
    """Whether a line that could go on with the one above begins a headline with the one below: a kicker stands over two
    short lines more often than a deck stands under them."""
    if below is None or line.run or line.size or len(group) > 1 or _LEADS.search(below.clean):
        return False
    last = group[-1].clean
    return (
        _are_halves(line, below, bodies)
        and not re.search(r"[，、《“（：—]$", last)
        and not _parts_word(last, line.clean)
    )


def _are_halves(line: Line, below: Line, bodies: Bodies) -> bool:
    """Whether two lines are so short that together they are one headline, which a kicker or deck seldom is."""
    one, other = line.clean, below.clean
    marked = re.search("[ 　；。]|：$", one + other)
    apart = below.blank or line.dense != below.dense or marked or len(one) <= 2 or names_column(one)
    short = len(one) <= HALF and len(other) <= HALF + 1 and not 0 < line.wide <= NARROW
    apart = apart or (len(one) <= LABEL and len(other) >= 2 * len(one))
    return short and not apart and not _LEADS.search(other) and not bodies.differ(one, other, PLAUSIBLE)


def _parts_word(before: str, after: str) -> bool:
    """Whether the line break stands inside a word."""
    import rjieba

    at = 0
    for word in rjieba.cut(before + after):
        at += len(word)
        if at >= len(before):
            return at > len(before)
    return False
