"""Who wrote it, from where it was sent, on which page it goes on: bylines, datelines, jump lines, list markers."""

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.days import CLOCK, DAY
from service.electronic import original_author
from service.records import Byline, Continuation
from service.script import to_simplified
from service.surnames import COMPOUND, RARE, SURNAMES, TIBETAN

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
    "文摄": "text and photos",
    "文图": "text and photos",
    "图文": "photos and text",
    "文": "text",
    "文字": "text",
    "图": "photos",
    "圖": "photos",
    "供图": "photo courtesy of",
    "制图": "graphics",
    "新华社记者": "Xinhua reporter",
    "新華社記者": "Xinhua reporter",
    "作者": "author",
    "执笔": "written by",
    "撰文": "author",
    "采写": "report by",
    "报道": "report by",
    "報導": "report by",
    "综合报道": "compiled by",
    "特稿": "feature by",
    "专访": "interview by",
    "專訪": "interview by",
    "供稿": "contributed by",
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
    "版面设计": "layout",
    "版面設計": "layout",
    "版式设计": "layout",
    "美编": "art editor",
    "美術編輯": "art editor",
    "美术编辑": "art editor",
    "值班编辑": "duty editor",
    "值班主任": "duty desk head",
    "值班总编": "duty editor-in-chief",
    "主编": "editor-in-chief",
    "总编辑": "editor-in-chief",
    "执行总编": "executive editor-in-chief",
    "值班编委": "duty editor",
    "本版编辑": "page editor",
    "本期编辑": "editor of this issue",
    "本期责编": "editor of this issue",
    "本期校对": "proofreader of this issue",
    "本版责编": "page editor",
    "图文编辑": "editor",
    "电子编辑": "editor",
    "审核": "checked by",
    "审读": "checked by",
    "审校": "checked by",
    "编审": "checked by",
    "签发": "checked by",
    "一审": "checked by",
    "二审": "checked by",
    "三审": "checked by",
    "初审": "checked by",
    "复审": "checked by",
    "终审": "checked by",
    "责任校对": "proofreader",
    "组版": "layout",
    "排版": "layout",
    "制版": "layout",
    "设计": "layout",
    "视觉": "layout",
    "视觉设计": "layout",
    "美术设计": "layout",
    "监制": "supervising producer",
    "统筹": "coordinated by",
    "策划": "planned by",
}
# Who stands for no person: what the paper says in its own name.
ANONYMOUS = {
    "本报评论员": "staff commentator",
    "特约评论员": "guest commentator",
    "新华社评论员": "Xinhua commentator",
    "人民日报评论员": "People's Daily commentator",
    "本报综合": "compiled by this paper",
    "本报综合报道": "compiled by this paper",
    "本报编辑部": "the editors",
}
_DESK = re.compile("editor|proofreader|layout|checked by|duty|supervising")
PHOTOGRAPHER = frozenset("摄 攝 摄影 攝影 供图 图 圖".split())
DESK = {role for role, english in ROLES.items() if _DESK.search(english)}
PREFIXED = ("记者", "記者", "通讯员", "通訊員", "实习生", "實習生")
PHOTO = {
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
    "图",
    "圖",
    "供图",
    "文摄",
}
AFTER = PHOTO | set("文 文字 制图 整理 撰文 采写 报道 報導 综合报道 供稿 特稿 专访 專訪".split())
MARKERS = "|｜○●■□◆◇▲△▼▽◎★☆►▶"
_LEAD = re.compile(rf"^[{re.escape(MARKERS)}\s丨/—-]+")
_SEPARATORS = re.compile(rf"[\s、，,;；:：{re.escape(MARKERS)}丨]+|[/／∕╱]")
_HAN = re.compile(r"[㐀-鿿]+(?:[·•][㐀-鿿]+)*")
_WHEN = re.compile(rf"^{DAY}\s*(?:{CLOCK})?\s*(?:来源[:：]\s*\S+)?\s*|^来源[:：]\s*\S+\s+")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z.'’-]+(?:\s+[A-Z][A-Za-z.'’-]+)*")
# Whose a photograph is that no reporter took.
_GIVEN = frozenset("受访者提供 受访者供图 资料图片 资料图 网络 网络图片 本报资料 主办方提供 校方提供 单位提供".split())
# Roles that are words of everyday as well (统筹安排): only standing alone are they roles.
_ALONE = frozenset("统筹 策划 设计 视觉 文字 一审 二审 三审 初审 复审 终审 签发 审读 审校 编审 组版 排版 制版".split())
_ROLE = re.compile(
    "(" + "|".join(sorted((r for r in ROLES if len(r) > 1 and r not in _ALONE), key=len, reverse=True)) + ")"
)
# Whose reporter it is, before the role: 潮新闻客户端 记者.
_EMPLOYER = re.compile(
    r"^[㐀-鿿·]{2,12}(?:客户端|新闻|日报|晚报|融媒体?|融媒体中心|电视台|发布|通讯社|网|报社)\s+"
    r"(?=(?:[㐀-鿿]{2})?(?:记者|通讯员))"
)
_ORGANISATION = re.compile(
    "[㐀-鿿]{2,14}(?:[局委部办院台馆校会所站镇乡]|中心|公司|集团|街道|大队|支队)|[㐀-鿿]{1,14}宣"
)
# From where a report comes, between the name and the word for it: 記者林佳蓉／台北報導.
_REPORTED_FROM = re.compile(
    r"(?<=[／/∕╱])(?!综合|綜合|摄影|攝影|本[报報])[㐀-鿿]{2,6}?(?=(?:報導|报道|特稿|專訪|专访)$)"
)
_AT = re.compile("^[㐀-鿿]{2,12}(?:[局委部办院台馆校会所站处系科室]|中心|公司)[\\s　]+")  # where who signs works
_AUTHOR = re.compile("^作者(?:系|为|是|单位[：:])(?=.*[ 　])(?:.*[ 　])?")  # what an author is
_BESIDE = re.compile(r"[\s　]+(?:(?:来源|來源)\s*[:：]\s*\S+|[电電][话話][\s　:：]*[\d-]{6,})$")  # what is no person
_REMARKS = frozenset("全文 连载 未完 待续 剧终 续完 完结 节选 摘编 转载 何时".split())  # padded like names
_SHOT = re.compile("(?<![㐀-鿿])([㐀-鿿])[ 　]([㐀-鿿])(?<![拍图文航跟])([摄攝])$")  # 本报记者 贺 帆摄
_PADDED = re.compile("(?<![㐀-鿿])([㐀-鿿])[ 　]+([㐀-鿿])(?![㐀-鿿])")  # 杨 名
_PAIRED = re.compile(r"([文图圖摄攝])\s*[/／]\s*([文图圖摄攝])")


def role_english(role: str) -> str:
    """The English word for a credit's Chinese one; "" where the credit says none or it is not known.

    Of a role with an employer before it (青岚日报记者) the role alone.
    """
    return ROLES.get(role) or next((ROLES[word] for word in PREFIXED if role.endswith(word)), "")


def is_name(token: str) -> bool:
    """Whether a token can be a person's name: a surname and one or two characters, a Tibetan name, or one with a middle
    dot."""
    if not _HAN.fullmatch(token):
        return False
    if "·" in token or "•" in token:
        return len(token) >= 4
    if not 2 <= len(token) <= 4:
        return False
    simple = to_simplified(token)
    if len(token) == 4:
        return simple[:2] in COMPOUND or {simple[:2], simple[2:]} <= TIBETAN
    return simple[0] in SURNAMES or simple[0] in RARE or (len(token) == 3 and simple[:2] in COMPOUND)


def _names(text: str) -> list[str]:
    """The names in a text that padding (杨 名) and line breaks have parted in the wrong places; none if it is others'.

    Names of three characters are tried before those of two.
    """
    if is_name(text):
        return [text]
    for at in (3, 2):
        if is_name(text[:at]) and (rest := _names(text[at:])):
            return [text[:at], *rest]
    return []


@dataclass(frozen=True, slots=True)
class Credit:
    """A name and the Chinese role it stands under, "" for none."""

    name: str
    role: str


def _tokens(text: str) -> list[str]:
    """Names and roles of a byline: parted where a separator stands, and where a role stands without one."""
    found: list[str] = []
    for token in _SEPARATORS.split(_PAIRED.sub(r"\1\2", text)):
        pieces = [piece for piece in _ROLE.split(token) if piece]
        for index, piece in enumerate(pieces):
            before = pieces[index - 1] if index else ""
            if piece.endswith(PREFIXED) and len(before) > 1 and (not found[1:] or not is_name(before)):
                found[-1] += piece  # an employer: 青岚日报记者
            elif (
                len(piece) > 2
                and piece[-1] in AFTER
                and is_name(piece[:-1])
                and (piece[-1] in "摄攝" or not is_name(piece))
            ):
                found += [piece[:-1], piece[-1]]
            else:
                found.append(piece)
    return found


def _bare(text: str) -> str:
    """A line without the mark, date and source before it, without brackets, and, where it is in both languages, without
    the names in Latin letters."""
    if _ROLE.search(text) and len(re.findall("[㐀-鿿]", text)) >= 4:
        text = _LATIN_NAME.sub(" ", text)
    text = _BESIDE.sub("", _SHOT.sub(r"\1\2 \3", text))
    return _WHEN.sub("", _LEAD.sub("", text)).strip("（()）【】〔〕[] 　")


def _is_role(token: str) -> bool:
    return token in ROLES or (len(token) <= 10 and token.endswith(PREFIXED) and bool(_HAN.fullmatch(token)))


@lru_cache(maxsize=4096)
def parse_byline(text: str) -> tuple[Credit, ...]:
    """The credits of a line that is nothing but a byline; empty when it is anything else.

    Understands roles before or after names, names padded to three characters (杨 名), and every separator in use.
    A line of bare names counts when a bar or ring stands before it. Who took the photograph or wrote and photographed
    is named for that (记者 李青 摄 → 摄).
    """
    if author := original_author(text):
        return (Credit(author, "作者"),)
    bare = _bare(text)
    if not bare or len(bare) > 80:
        return ()
    if bare in ANONYMOUS:
        return (Credit(bare, ""),)
    mark = text.strip()[0]
    marked = mark in "|｜○丨□" or (mark in "■●◎◆▲" and not _everyday(bare))
    tokens = _tokens(_REPORTED_FROM.sub("", _EMPLOYER.sub("", bare)))
    opens = bool(tokens) and tokens[0] in AFTER
    credits: list[Credit] = []
    role, pending, seen, index = "", 0, False, 0
    while index < len(tokens):
        token = tokens[index]
        if _is_role(token):
            seen = True
            last = index == len(tokens) - 1
            shown = token in PHOTO and role not in AFTER and (last or _is_role(tokens[index + 1]))
            behind = not opens and (not role or last or shown)
            if token in AFTER and pending < len(credits) and behind:
                credits[pending:] = [
                    Credit(c.name, token if token in PHOTO or not c.role else c.role) for c in credits[pending:]
                ]
                role = ""
            else:
                role = token
            pending = len(credits)
        elif is_name(token):
            credits.append(Credit(token, role))
        elif credits and (token in _GIVEN or (role.endswith(PREFIXED) and _ORGANISATION.fullmatch(token))):
            pass  # 通讯员 县气象台: nobody's name
        elif (
            index + 1 < len(tokens) and len(token) == 1 == len(tokens[index + 1]) and is_name(token + tokens[index + 1])
        ):
            credits.append(Credit(token + tokens[index + 1], role))
            index += 1
        else:
            run = [token]
            while index + 1 < len(tokens) and not _is_role(tokens[index + 1]) and not is_name(run[-1]):
                index += 1
                run.append(tokens[index])
            names = _names("".join(run))
            if not names or (len(names) > 1 and _is_deed(names[0])):
                return ()
            credits += [Credit(name, role) for name in names]
        index += 1
    return tuple(credits) if seen or marked else ()


def _is_deed(token: str) -> bool:
    """Whether it is a verb, which may look like a name: 记者来到南湖镇."""
    import rjieba

    words = rjieba.tag(token)
    return len(words) == 1 and words[0][1].startswith("v")


def _everyday(text: str) -> bool:
    """Whether one of the words is of everyday and no name, though it begins like one: 时政, 安全, 成都."""
    import rjieba

    tags = [rjieba.tag(token) for token in _SEPARATORS.split(text) if token]
    return any(len(words) == 1 and not words[0][1].startswith("nr") for words in tags)


@lru_cache(maxsize=4096)
def bare_names(text: str, told: bool = False) -> tuple[Credit, ...]:
    """The credits of nothing but names, where a byline may stand without a role, or is `told` to stand; empty for
    anything else."""
    text = _PADDED.sub(r"\1\2", text.strip())
    tokens = [token for token in _SEPARATORS.split(text) if token]
    rare = any(to_simplified(token)[0] in RARE for token in tokens)
    sure = bool(tokens) and all(map(is_name, tokens)) and (told or not (rare or _everyday(text)))
    return tuple(Credit(token, "") for token in tokens) if sure else ()


def byline(credits: tuple[Credit, ...]) -> tuple[Byline, ...]:
    """The credits with their English: names by GB/T 28039-2011, roles by the table here."""
    from service.names import pinyin

    return tuple(
        Byline(c.name, ANONYMOUS.get(c.name) or pinyin(c.name)[0], c.role, role_english(c.role)) for c in credits
    )


# 新华社北京5月1日电, 据新华社…电, 本报讯, 本报青岚8月1日讯
_AGENCY = r"(?:新华社|新華社|中新社|中央社|新华网|中新网|人民网|[㐀-鿿]{2,4}(?:日报|晚报|日報|晚報))"
_DATELINE = re.compile(
    rf"[【〔\[]?(?:本[报報](?!通[讯訊]|综合)[㐀-鿿]{{2,4}}(?<![资通])[讯訊](?=[\s　（(])"
    rf"|据?{_AGENCY}[^，。；（(\s]{{0,8}}?(?:\s?\d{{1,2}}月\s?\d{{1,2}}日)?\s?(?:专电|电|電|消息|讯)"
    r"|本[报報台刊网網](?:[^，。；（(\s]{0,12}?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?(?:综合)?(?:[讯訊汛电電]|消息)"
    r"|综合消息|(?<=[【〔])本[報报][㐀-鿿]{2,6}[讯訊電电](?=[】〕]))[】〕\]]?"
)
# 【本報記者陳蕙芬三藩市報導】: who reports from where.
_REPORTS = re.compile(
    r"[【〔\[](?P<role>本[報报](?:特派)?[記记]者)\s*(?P<who>[㐀-鿿、]{2,16}?)(?:\s+[㐀-鿿]{2,5}?)?(?:綜合)?[報报][導道][】〕\]]\s*"
)
# 〔記者林宜蓁／台南報導〕
_BYLINED = re.compile(r"[【〔\[](?P<who>[^】〕\]，。]{4,28}[報报][導道])[】〕\]]\s*")
_END_MARK = re.compile(r"[（(【]\s*(?:完|全文完)\s*[）)】]\s*$|—+\s*END\s*—+\s*$")
_SENT_FROM = re.compile(
    rf"(?:据?{_AGENCY}|本[报報台刊网網])(?!综合|綜合)([㐀-鿿]{{2,6}}?)\s?(?:(?:\d{{1,2}}月\s?)?\d{{1,2}}日|专?[电電讯訊])"
)
_BRACKET = re.compile(r"\s*[（(]([^（）()]{3,60})[）)]\s*")
_REPORTED = re.compile(r"\s*([^，。：:\s][^，。：:]{2,40}(?:报道|報導|摄影报道))\s*[:：]?\s*")
# 【本報訊】記者 杜家駒 地政總署…
_NAMED_BEHIND = re.compile(r"[\s　]*((?:本[报報])?[记記]者[\s　]+[㐀-鿿]{2,4}(?:、[㐀-鿿]{2,4})*)(?:[\s　]+(?=\S)|$)")
_SOURCE = re.compile(
    rf"(?:来源[:：]\s*|综合|据|據)《?{_AGENCY}》?(?:[^，。）)]{{0,12}}(?:电|電|消息|报道))?|(?:文章|稿件)?(?:来源|來源)[:：｜|丨]\s*[^，。\s]{{2,16}}"
    r"|本报综合(?:报道|消息)?"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first sentence: `end` is where that begins; `text` is the dateline."""

    end: int
    text: str
    credits: tuple[Credit, ...]


def opening(text: str) -> Opening:
    """The dateline and bracketed byline that open a body."""
    if reports := _REPORTS.match(text):
        *others, last = reports["who"].split("、")
        # What is left behind the last name is a place, of two characters at least.
        name = next((last[:n] for n in (3, 2) if is_name(last[:n]) and len(last) - n != 1), "")
        return Opening(reports.end(), "", tuple(Credit(each, reports["role"]) for each in (*others, name) if each))
    if (bylined := _BYLINED.match(text)) and (credits := parse_byline(bylined["who"])):
        return Opening(bylined.end(), "", credits)
    found = _DATELINE.match(text)
    end = found.end() if found else 0
    credits = ()
    if bracket := _BRACKET.match(text, end):
        credits = parse_byline(bracket.group(1)) or (bare_names(bracket.group(1)) if found else ())
        end = bracket.end() if credits else end
    elif found and (named := _NAMED_BEHIND.match(text, end)) and (credits := parse_byline(named[1])):
        end = named.end()
    elif found and (reported := _REPORTED.match(text, end)) and (credits := parse_byline(reported.group(1))):
        end = reported.end()
    if found:
        end += len(text[end:]) - len(text[end:].lstrip(" 　，:："))
    return Opening(end, found.group().strip("【】〔〕[]") if found else "", credits)


def is_dateline(text: str) -> bool:
    """Whether a line opens with a dateline."""
    return bool(_DATELINE.match(text) or _BYLINED.match(text))


LEDE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|连日|本[报報台]|新华社|新華社|据|今年|截至|為|为"
)


def opens_news(text: str) -> bool:
    """Whether a text begins as a piece of news does: with a dateline, a date, or the like."""
    return bool(is_dateline(text) or LEDE.match(text))


def dateline_place(text: str) -> str:
    """The place that a dateline names (新华社北京5月1日电 → 北京), "" for none."""
    found = _SENT_FROM.match(text)
    return found.group(1) if found else ""


def dateline_english(text: str, places: Mapping[str, str]) -> str:
    """A dateline as English papers have it: BEIJING, May 1 (Xinhua) -- ; "" where it names no agency that is known, or
    a place that is not. `places` are those known, Chinese → English."""
    agency = next((english for zh, english in AGENCIES.items() if text.removeprefix("据").startswith(zh)), "")
    place = places.get(dateline_place(text), "")
    if not agency or not place:
        return ""
    day = re.search(r"(\d{1,2})月\s?(\d{1,2})日", text)
    dated = f", {month_name[int(day[1])]} {int(day[2])}" if day and 0 < int(day[1]) <= 12 else ""
    return f"{place.upper()}{dated} ({agency}) --"


AGENCIES = {
    "新华社": "Xinhua", "新华网": "Xinhuanet", "中新社": "China News Service", "中新网": "China News Service",
    "人民网": "People's Daily Online", "中央社": "Central News Agency", "人民日报": "People's Daily",
}  # fmt: skip
_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_PAGE = (
    r"(?:今日|本报)?第?\s*(?P<{0}>[A-ZＡ-Ｚ]?\s*[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}|头)\s*[、，0-9]*\s*版"
)
_TO = "下转|下轉|全文见|全文見|余文见|详见|詳見|续见"
_FROM = "上接|紧接|緊接"
_JUMP = re.compile(
    rf"[（(【\[〔]\s*(?P<w>{_TO}|{_FROM}|转|轉|见|見|接|续|續)\s*{_PAGE.format('p')}[^）)】\]〕\n]{{0,30}}[）)】\]〕]"
    rf"|[►▶▼▲■→★]*\s*(?P<v>{_TO}|{_FROM})\s*{_PAGE.format('q')}"
    rf"|(?:[►▶▼▲■→★]|——)\s*(?P<u>见|見|转|轉)\s*{_PAGE.format('r')}|^\s*(?P<x>见|見)\s*{_PAGE.format('s')}\s*$"
    r"|[（(【]\s*(?:文|全文|下)?(?P<y>轉|转|見|见)\s*(?P<t>[A-Z]\s?[0-9]{1,2})\s*[）)】]"
)
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》】\"]*\s*$")


def page_number(text: str) -> str:
    """A page number as digits, full-width and Chinese numerals included: 二 → 2, 十二 → 12, Ａ０２ → A2, 头 → 1."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("头", "1")
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


@lru_cache(maxsize=4096)
def find_jump(text: str) -> Jump | None:
    """The jump line in a text: 下转 at the very end, 上接 at the very beginning."""
    for found in _JUMP.finditer(text):
        word = next(found.group(name) for name in "wvuxy" if found.group(name))
        number = next(found.group(name) for name in "pqrst" if found.group(name))
        onward = word[-1] in "转轉见見"
        if (onward and text[found.end() :].strip("）)。 　\n▶►→》>▲▼■★")) or (
            not onward and text[: found.start()].strip("（( 　\n")
        ):
            continue
        if word in ("详见", "詳見") and found.group("v") and not _free(text[: found.start()]):
            continue  # 名单详见第3版 is prose
        return Jump(
            found.start(), found.end(), Continuation("to" if onward else "from", f"p.{page_number(number)}", False)
        )
    return None


def _free(before: str) -> bool:
    return not before.strip() or bool(_SENTENCE_END.search(before)) or before.endswith(tuple(" 　►▶▼▲■→★—"))


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands behind the last sentence, from `start` on: bylines, the jump line, the agency it was taken from, and
    whether a mark says that it is `done`: （完）."""

    start: int
    credits: tuple[Credit, ...] = ()
    jump: Continuation | None = None
    source: str = ""
    done: bool = False


@lru_cache(maxsize=4096)
def closing(text: str) -> Closing:
    """The bracketed bylines, sources and jump line that end a body; with none they begin where the text ends."""
    names: tuple[Credit, ...] = ()
    end, jump, source, done = len(text), None, "", False
    found = True
    while found:
        found = False
        before = text[:end].rstrip()
        onward = find_jump(before)
        if onward and onward.continuation.direction == "to":
            end, jump, found = onward.start, onward.continuation, True
            continue
        if mark := _END_MARK.search(before):
            end, found, done = mark.start(), True, True
            continue
        if alone := _SOURCE.fullmatch(before.strip(" 　—")):
            end, source = 0, source or alone.group()
            break
        bracket = re.search(r"[（(【]([^（）()【】。]{2,60})[）)】]\s*[。.]?$", before) or re.search(
            r"(?<=[。！？”])(?:[\s　]+|(?=(?:本报)?(?:记者|通讯员)[^。]{2,24}(?:文/图|图/文)$))(\S[^。！？，]{2,60})$",
            before,
        )
        if bracket and not _DATELINE.fullmatch(before[: bracket.start()].strip()):
            inner = _AUTHOR.sub("", bracket.group(1).strip())
            padded = bool(_PADDED.search(inner)) and _PADDED.sub(r"\1\2", inner) not in _REMARKS
            given = parse_byline(inner) or bare_names(_AT.sub("", inner), told=padded)
            signed = before[bracket.start()] in "（(" and _ORGANISATION.fullmatch(inner)
            if given or _SOURCE.fullmatch(inner) or (signed and _SENTENCE_END.search(before[: bracket.start()])):
                source = source or ("" if given else bracket.group(1).strip())
                end, names, found = bracket.start(), (*given, *names), True
    end = len(text[:end].rstrip()) if end < len(text) else end
    return Closing(end, names, jump, source, done)
