"""Who wrote it, from where it was sent, on which page it goes on: bylines, datelines, jump lines, list markers."""

import re
from dataclasses import dataclass

from service.records import Byline, Continuation

ROLES = {
    "本报记者": "staff reporter",
    "本报通讯员": "contributing correspondent",
    "全媒体记者": "reporter",
    "融媒体记者": "reporter",
    "融媒记者": "reporter",
    "首席记者": "chief reporter",
    "特约记者": "special correspondent",
    "特约通讯员": "special contributing correspondent",
    "特派记者": "special correspondent",
    "见习记者": "trainee reporter",
    "实习记者": "trainee reporter",
    "驻地记者": "resident reporter",
    "记者": "reporter",
    "通讯员": "contributing correspondent",
    "通訊員": "contributing correspondent",
    "記者": "reporter",
    "本報記者": "staff reporter",
    "实习生": "intern",
    "實習生": "intern",
    "摄影报道": "text and photos",
    "攝影報道": "text and photos",
    "摄影": "photographer",
    "攝影": "photographer",
    "摄": "photographer",
    "攝": "photographer",
    "文/图": "text and photos",
    "文/摄": "text and photos",
    "图/文": "photos and text",
    "文图": "text and photos",
    "图文": "photos and text",
    "文": "text",
    "图": "photos",
    "圖": "photos",
    "供图": "photo courtesy of",
    "制图": "graphics",
    "作者": "author",
    "整理": "compiled by",
    "编辑": "editor",
    "編輯": "editor",
    "责编": "editor in charge",
    "責編": "editor in charge",
    "责任编辑": "editor in charge",
    "責任編輯": "editor in charge",
    "校对": "proofreader",
    "校對": "proofreader",
    "版式": "layout",
    "版式设计": "layout",
    "美编": "art editor",
    "美術編輯": "art editor",
    "美术编辑": "art editor",
    "值班编辑": "duty editor",
    "值班主任": "duty desk head",
    "值班总编": "duty editor-in-chief",
    "主编": "editor-in-chief",
    "审核": "checked by",
    "监制": "supervising producer",
}
DESK = {role for role, english in ROLES.items() if "editor" in english or english in ("proofreader", "layout")} | {
    "值班主任",
    "审核",
    "监制",
}
_AFTER = {
    "摄",
    "攝",
    "摄影",
    "攝影",
    "摄影报道",
    "攝影報道",
    "文/图",
    "文/摄",
    "图/文",
    "文图",
    "图文",
    "文",
    "图",
    "圖",
} | {
    "供图",
    "制图",
    "整理",
}
SURNAMES = set(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古"
    "易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关"
    "蒯相查后荆红游竺权逯盖益桓公付俞肖闫覃苟邸候仝佟原楚但代占岳帅亓冼萨尉练官揭青"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴魏謝鄒竇雲蘇魯韋馬鳳費賀湯羅畢鄔樂時齊顧黃蕭貝計談龐紀項閔賈婁顏鐘鍾徐駱萬盧經單諸"
    "龔陸榮儲劉葉龍喬陰聞黨譚貢勞邊農溫莊閻習廣歐師鞏聶簡饒關蓋權"
)
COMPOUND = {
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "司徒",
    "东方",
    "夏侯",
    "慕容",
    "歐陽",
    "諸葛",
}
MARKERS = "|｜○●■□◆◇▲△▼▽◎★☆►▶"
_LEAD = re.compile(rf"^[{re.escape(MARKERS)}\s丨/—-]+")
_SEPARATORS = re.compile(rf"[\s、，,;；:：{re.escape(MARKERS)}丨]+|[/／]")
_HAN = re.compile(r"[㐀-鿿]+(?:[·•][㐀-鿿]+)*")
_WHEN = re.compile(
    r"^\d{4}[-年/]\d{1,2}[-月/]\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:来源[:：]\s*\S+)?\s*|^来源[:：]\s*\S+\s+"
)
_FIRST = re.compile("|".join(sorted(map(re.escape, ROLES), key=len, reverse=True)))


def role_english(role: str) -> str:
    """The English word for a credit's Chinese one; "" where the credit says none or it is not known."""
    return ROLES.get(role, "")


def is_name(token: str) -> bool:
    """Whether a token can be a person's name: a surname and one or two characters, or a name with a middle dot."""
    if not _HAN.fullmatch(token):
        return False
    if "·" in token or "•" in token:
        return len(token) >= 4
    return (2 <= len(token) <= 3 and token[0] in SURNAMES) or (3 <= len(token) <= 4 and token[:2] in COMPOUND)


@dataclass(frozen=True, slots=True)
class Credit:
    """A name and the Chinese role it stands under, "" for none."""

    name: str
    role: str


def _tokens(text: str) -> list[str]:
    text = re.sub(r"([文图圖摄攝])\s*[/／]\s*([文图圖摄攝])", r"\1\2", text)
    return [token for token in _SEPARATORS.split(text) if token]


def _split_role(token: str) -> list[str]:
    found = _FIRST.match(token)
    if found and found.end() < len(token) and is_name(token[found.end() :]):
        return [found.group(), token[found.end() :]]
    for role in ("摄影报道", "摄影", "供图", "文图", "摄", "攝"):
        if token.endswith(role) and is_name(token[: -len(role)]):
            return [token[: -len(role)], role]
    return [token]


def parse_byline(text: str) -> tuple[Credit, ...]:
    """The credits of a line that is nothing but a byline; empty when it is anything else.

    Understands roles before or after names, names padded to three characters (杨 名), and every separator in use.
    A line of bare names counts when a bar or ring stands before it.
    """
    bare = _WHEN.sub("", _LEAD.sub("", text)).strip("（()） 　")
    if not bare or len(bare) > 80:
        return ()
    marked = bool(text.strip()) and text.strip()[0] in "|｜○丨"
    tokens = [piece for token in _tokens(bare) for piece in _split_role(token)]
    credits: list[Credit] = []
    role, pending, seen, index = "", 0, False, 0
    while index < len(tokens):
        token = tokens[index]
        if token in ROLES:
            seen = True
            if token in _AFTER and pending < len(credits) and (not role or index == len(tokens) - 1):
                after = role or token
                credits[pending:] = [Credit(credit.name, credit.role or after) for credit in credits[pending:]]
                role = ""
            else:
                role = token
            pending = len(credits)
        elif is_name(token):
            credits.append(Credit(token, role))
        elif index + 1 < len(tokens) and len(token) == 1 and is_name(token + tokens[index + 1]):
            credits.append(Credit(token + tokens[index + 1], role))
            index += 1
        else:
            return ()
        index += 1
    return tuple(credits) if seen or marked else ()


def byline(credits: tuple[Credit, ...]) -> tuple[Byline, ...]:
    """The credits with their English: names by GB/T 28039-2011, roles by the table here."""
    from service.names import pinyin

    return tuple(Byline(c.name, pinyin(c.name)[0], c.role, role_english(c.role)) for c in credits)


# 新华社北京5月1日电, 据新华社…电, 本报讯, 本报青岚8月1日讯
_DATELINE = re.compile(
    r"(?:据?(?:新华社|新華社|中新社|中央社|新华网)[^，。；（(\n]{0,14}?(?:电|電|消息)"
    r"|本[报報台刊网網](?:[^，。；（(\s]{0,12}?\d{1,2}日)?[讯訊电電]"
    r"|综合消息)"
)
_BRACKET = re.compile(r"\s*[（(]([^（）()]{3,60})[）)]\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first sentence: `end` is where that begins; `text` is the dateline."""

    end: int
    text: str
    credits: tuple[Credit, ...]


def opening(text: str) -> Opening:
    """The dateline and bracketed byline that open a body."""
    found = _DATELINE.match(text)
    end = found.end() if found else 0
    credits: tuple[Credit, ...] = ()
    if bracket := _BRACKET.match(text, end):
        credits = parse_byline(bracket.group(1))
        end = bracket.end() if credits else end
    if found:
        end += len(text[end:]) - len(text[end:].lstrip(" 　，:："))
    return Opening(end, found.group() if found else "", credits)


def closing(text: str) -> tuple[int, tuple[Credit, ...]]:
    """Where the bracketed byline at a body's end begins, and its credits; the length of the text when there is none."""
    found = re.search(r"[（(]([^（）()]{2,60})[）)]\s*[。.]?\s*$", text)
    credits = parse_byline(found.group(1)) if found else ()
    return (found.start(), credits) if found and credits else (len(text), ())


_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_PAGE = r"第?\s*([A-ZＡ-Ｚ]?\s*[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*版"
_JUMP = re.compile(
    rf"[（(【\[]\s*(?P<w>下转|下轉|转|轉|上接|紧接|緊接|接)\s*{_PAGE}[^）)】\]\n]{{0,30}}[）)】\]]"
    rf"|[►▶▼▲■]?\s*(?P<v>下转|下轉|上接|紧接|緊接)\s*{_PAGE}"
)


def page_number(text: str) -> str:
    """A page number as digits, full-width and Chinese numerals included: 二 → 2, 十二 → 12, Ａ０２ → A2."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if plain and plain[-1].isdigit():
        letters = plain.rstrip("0123456789")
        return letters + str(int(plain[len(letters) :]))
    tens, _, units = plain.rpartition("十")
    if "十" not in plain:
        return "".join(_DIGITS.get(digit, "") for digit in plain)
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(units, '0')}"


@dataclass(frozen=True, slots=True)
class Jump:
    start: int
    end: int
    continuation: Continuation


def find_jump(text: str) -> Jump | None:
    """The jump line in a text: 下转 at the very end, 上接 at the very beginning."""
    for found in _JUMP.finditer(text):
        word = found.group("w") or found.group("v")
        number = found.group(2) or found.group(4)
        onward = word[-1] in "转轉"
        if (onward and text[found.end() :].strip("）)。 　\n")) or (
            not onward and text[: found.start()].strip("（( 　\n")
        ):
            continue
        return Jump(
            found.start(), found.end(), Continuation("to" if onward else "from", f"p.{page_number(number)}", False)
        )
    return None
