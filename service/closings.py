"""What stands behind the last sentence of an article."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.bylines import ORGANISATION, PADDED, Credit, bare_names, parse_byline
from service.datelines import AGENCY, DATELINE_FORM
from service.flow import REMEMBERED, SENTENCE_END
from service.jumps import find_jump
from service.records import Continuation
from service.roles import DESK

_END_MARK = re.compile(r"[（(【]\s*(?:完|全文完)\s*[）)】]\s*$|—+\s*END\s*—+\s*$")
_ENDED = re.compile(r"[\s—–\-·•*]*(?:THE\s)?(?:END|End|全文完|完)[\s—–\-·•*]*")  # a line of its own
# That a serial goes on, and when a column comes out: （未完待续）, （逢周三刊出）.
_REMARK = re.compile(
    r"[（(【]\s*(?:(?:全文)?(?:未完)?[，, ]?(?:明日|下周|下期)?(?:待续|待續|续完|續完)|未完|[连連][载載][^，。）)]{0,8}"
    r"|(?:本[栏欄专專][^，。）)]{0,4})?[每逢隔][^，。）)]{1,8}(?:刊[出登發发載载]|见报|見報|出版))\s*[）)】]\s*$"
)
_SOURCE = re.compile(
    rf"(?:来源[:：]\s*|综合|据|據)《?{AGENCY}》?(?:[^，。）)]{{0,12}}(?:电|電|消息|报道))?|(?:文章|稿件)?(?:来源|來源)\s*[:：｜|丨]\s*[^，。\s]{{2,16}}"
    r"|本报综合(?:报道|消息)?"
)
# Who the author is, where the text is from, where more is to be read.
_ABOUT = re.compile(
    r"(?:本文)?(?:第一|通讯)?作者(?:单位|简介|分别|系|为|是|均|供职|任职)|(?:摘|选|节选)自[^，。]*《|原[载刊]于?[^，。]*《|(?:转载|摘编|编译)自"
    r"|[据刊](?:发|载)?于?《[^》]+》|(?:相关|更多|详细|有关)(?:报道|新闻|内容|评论|解读|图片)[^，。]{0,4}[见在]|(?:文中|本文|以上)?(?:图片|照片|配图)(?:均)?(?:由|为|来[自源])"
)
_PRESS_OFFICE = re.compile("(?:宣|通讯组|报道组)$")
# Where who signs works or lives.
_AT = re.compile(
    "^[㐀-鿿]{2,14}(?:[局委部办院台馆校会所站处系科室厂矿场队社村乡镇区县组连排班店]|中心|公司|车间|街道)[\\s　]+"
)
_AUTHOR = re.compile("^作者(?:系|为|是|单位[：:])(?=.*[ 　])(?:.*[ 　])?")  # what an author is
_SCANNED = re.compile("[㐀-鿿][.．oO]\\s*$")  # how scanners read the end of a sentence
_REMARKS = frozenset("全文 连载 未完 待续 剧终 续完 完结 节选 摘编 转载 何时".split())  # padded like names


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands behind the last sentence, from `start` on: bylines, the jump line, the agency it was taken from, and
    whether a mark says that it is `done`: （完）."""

    start: int
    credits: tuple[Credit, ...] = ()
    jump: Continuation | None = None
    source: str = ""
    done: bool = False


def _told(before: str, bracket: re.Match[str]) -> Closing | None:
    """What stands in brackets at the end of a text, or alone: names, a source, an office that signs, or what is said of
    author and origin; None for anything else."""
    above, told, start = before[: bracket.start()], bracket.group(1).strip(), bracket.start()
    if DATELINE_FORM.fullmatch(above.strip()):
        return None
    inner, round_ = _AUTHOR.sub("", told), before[start] in "（("
    padded = bool(PADDED.search(inner)) and PADDED.sub(r"\1\2", inner) not in _REMARKS
    ended = not above.strip() or bool(SENTENCE_END.search(above) or _SCANNED.search(above))
    about = inner == told and _ABOUT.match(told)
    sure = padded or _has_name(inner)
    bare = bare_names(_AT.sub("", inner), told=sure) if padded or ended else ()  # …抵抗运动（哈马斯）
    if not about and (given := parse_byline(inner) or bare):
        return Closing(start, tuple(credit for credit in given if credit.role not in DESK))
    if _SOURCE.fullmatch(inner):
        return Closing(start, source=told)
    if (round_ or before[start] == "【") and _ABOUT.match(told):
        return Closing(start, done=True)
    signed = ended and (above.strip() or _PRESS_OFFICE.search(inner))
    if round_ and signed and (ORGANISATION.fullmatch(PADDED.sub(r"\1\2", inner)) or _PRESS_OFFICE.search(inner)):
        return Closing(start, source=told)
    return None


def _has_name(text: str) -> bool:
    """Whether one of several words is a name of three characters, beside which a word of everyday is one as well."""
    words = text.split()
    return len(words) > 1 and any(len(word) > 2 and bare_names(word) for word in words)


@lru_cache(maxsize=REMEMBERED)
def closing(text: str) -> Closing:
    """The bracketed bylines, sources and jump line that end a body; with none they begin where the text ends."""
    names: tuple[Credit, ...] = ()
    end, jump, source, done = len(text), None, "", False
    found = True
    if _ENDED.fullmatch(text):
        return Closing(0, done=True)
    while found:
        found = False
        before = text[:end].rstrip()
        onward = find_jump(before)
        if onward and onward.continuation.direction == "to":
            end, jump, found = onward.start, onward.continuation, True
            continue
        if mark := _END_MARK.search(before) or _REMARK.search(before):
            end, found, done = mark.start(), True, True
            continue
        if alone := _SOURCE.fullmatch(before.strip(" 　—")):
            end, source = 0, source or alone.group()
            break
        bracket = re.search(r"[（(【]([^（）()【】。]{2,60})[）)】]\s*(?:[。.]|\d{7})?$", before) or re.search(
            r"(?<=[。！？”])(?:[\s　]+|(?=(?:本报)?(?:记者|通讯员)[^。]{2,24}(?:文/图|图/文)$))(\S[^。！？，]{2,60})$",
            before,
        )
        if bracket and (told := _told(before, bracket)):
            end, names, found = told.start, (*told.credits, *names), True
            source, done = source or told.source, done or told.done
    end = len(text[:end].rstrip()) if end < len(text) else end
    return Closing(end, names, jump, source, done)
