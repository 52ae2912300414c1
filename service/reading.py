"""Which lines are headlines, and where paragraphs begin.

Every line is a headline, opens a paragraph, or runs on. Each reading has a price: what speaks against it in the line
(its width against the column's, its indent, type, punctuation) and in what it follows (a headline in the middle of a
sentence costs most). The cheapest reading of all lines together is found by dynamic programming (Viterbi 1967).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from service.bylines import MARKERS, Credit, bare_names
from service.datelines import LEDE
from service.lines import Habits, Line

# Words that open a paragraph of official prose: a speaker or a meeting that says, an exhortation, a list's ordinal.
_SPEAKER = re.compile(
    r"(?:(?:会议|會議|全会|大会|大會|座谈会|活动|当天|隨後|随后|期间)[^，。]{0,6}|[他她]|[㐀-鿿]{2,4}(?:在[^，。]{2,16})?"
    r"|[^，。“”]{2,16})"
    r"(?:指出|强调|強調|要求|认为|認為|号召|號召|明确|表示|介绍|介紹|提出|希望)[，：“,:]"
    r"|(?:会议|會議|全会|大会)(?:指出|强调|要求|认为|听取|審議|审议)"
    r"|要(?:抓|在|坚持|聚焦|强化|深化|加快|持续|以|把|突出|堅持|強化)|本次|[一二三四五六七八九十]要|[一二三四五六七八九十]是"
    r"|[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\d{1,2}月\d{1,2}日"
)
_CLAUSE = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日[上下午晚早晨间]*|近日|日前|昨日|昨天)，")
# Notices that papers print among the news: a line of its own opens one.
NOTICE = re.compile(
    r"[㐀-鿿]{0,12}(?:[遗遺]失[声聲]明|公[ 　]*告|[启啟啓][ 　]*事|[讣訃][ 　]*[告聞闻]|公[ 　]*示|通[ 　]*[告知]"
    r"|停[水电電气氣暖][ 　]*[预預]告|更[ 　]*正|致[ 　]*歉|[鸣鳴][ 　]*[谢謝])"
)
# What opens a piece of news, a report of older papers, a letter to the editor.
_BEGINS = re.compile(
    rf"(?:{LEDE.pattern})|[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日|编[辑者](?:同志)?[：:]"
)
# Whom a notice or a letter is to.
_ADDRESSED = re.compile(
    "(?:各[^，。；：]|全[市县区镇乡村校体]|广大|尊敬的|敬爱的|亲爱的|编辑(?:同志|部)|[㐀-鿿]{2,20}(?:[局委部办院厅]|政府|中心|公司|单位|部门)[，、：])"
    "[^。；！？]{0,60}[：:]$|[㐀-鿿]{2,8}(?:同志|先生|女士|部门|单位|政府)[：:]$"
    "|(?:编辑|编者|记者|主编)(?:部|同志|先生|老师|朋友)*们?[：:]$"
)
# What a notice tells line by line: 公示时间：7月15日至23日
_TOLD = re.compile(
    "[㐀-鿿]{0,6}(?:时间|日期|期限|地点|地址|对象|范围|方式|电话|传真|邮箱|部门|单位|联系人)[：:]\\s*\\S"
)
_TURN = re.compile("《?[㐀-鿿A-Za-z·]{1,12}》?[：:]")  # who speaks, in an interview
_ASKED = re.compile("(?:记者|主持人|[问答]|[QA])\\s*[：:]")  # in an interview
_PUNCTUATION = re.compile(r"[，。；：、！？“”《》（）—…]")
_GOES_ON = re.compile("[，、；：—]$")
_MARK = re.compile(rf"[{re.escape(MARKERS)}]\s*\S|【[^】]{{2,40}}】")
NEVER = math.inf
GRAM, ECHO = 4, 1.0  # characters that make a line an echo of what follows, and what that is worth
LISTED = 3  # names from which on they are a list of people
LOST_ROOM = 6  # half-widths that a line in the midst of a paragraph does not leave empty
FULL = 2  # half-widths by which a line may miss its column that fills it
DEEPEST = 8  # half-widths of a paragraph's indent; what stands further in is centred
AMID = 2.0  # what it costs to be a headline and fill the column as the lines about it do
TURN = 3.0  # what it costs to be no paragraph where somebody begins to speak who spoke before
OVER, LONGEST_TITLE = 3.0, 36  # what it is worth to stand short over a text, and the characters of a line that does
NARROWED = 4.5  # half-widths by which a first line without its indent falls short


class Kind(Enum):
    """What a line is: a headline's, the first of a paragraph, or another of it."""

    HEAD = auto()
    OPEN = auto()
    RUN = auto()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands about some lines: `before` them "nothing" at all, a "byline", a "jump" line, the "end" of an article
    or the "middle" of a sentence that a picture has interrupted; `after` them a "byline", what a site has "stated" of
    the article below, a "photographer", a "picture" that interrupts a sentence, or what is "closing" the article."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together: headlines, or a paragraph of a body, which may run on from text before it."""

    heading: bool
    lines: tuple[Line, ...]
    runs_on: bool


def stretches(lines: Sequence[Line], manner: Habits, around: Surroundings) -> list[Stretch]:
    """Cut lines into paragraphs and headlines."""
    found: list[list[Line]] = []
    kinds: list[Kind] = []
    for line, kind in zip(lines, read(lines, manner, around), strict=True):
        if found and (kinds[-1] is Kind.HEAD if kind is Kind.HEAD else kind is Kind.RUN):
            found[-1].append(line)
        else:
            found.append([line])
            kinds.append(kind)
    return [
        Stretch(kind is Kind.HEAD, tuple(group), kind is Kind.RUN) for kind, group in zip(kinds, found, strict=True)
    ]


def read(lines: Sequence[Line], manner: Habits, around: Surroundings) -> list[Kind]:
    """The cheapest reading of the lines."""
    if not lines:
        return []
    alone = [{kind: _cost(line, kind, manner) for kind in Kind} for line in lines]
    turns = _turns(lines)
    for index, prices in enumerate(alone):
        prices[Kind.HEAD] += TURN * (index in turns)
        prices[Kind.RUN] += TURN * (index in turns and index > 0 and lines[index - 1].ends)
        prices[Kind.HEAD] -= ECHO * is_echoed(lines, index)
        if manner.wrapped and index and _is_amid(lines[index - 1], lines[index], lines[index + 1 : index + 2]):
            prices[Kind.HEAD] += AMID
    if around.before == "nothing" and not manner.wrapped and _is_over(lines):
        alone[0][Kind.HEAD] -= OVER
    costs = [{kind: _start(kind, around) + alone[0][kind] for kind in Kind}]
    came: list[dict[Kind, Kind]] = []
    for above, line, prices in zip(lines, lines[1:], alone[1:], strict=False):
        step: dict[Kind, float] = {}
        best: dict[Kind, Kind] = {}
        for kind in Kind:
            choices = {before: costs[-1][before] + _follow(above, before, line, kind, manner) for before in Kind}
            best[kind] = min(choices, key=lambda before: choices[before])
            step[kind] = choices[best[kind]] + prices[kind]
        costs.append(step)
        came.append(best)
    ends = {kind: cost + _end(lines[-1], kind, around) for kind, cost in costs[-1].items()}
    kinds = [min(ends, key=lambda kind: ends[kind])]
    for best in reversed(came):
        kinds.append(best[kinds[-1]])
    return kinds[::-1]


def _turns(lines: Sequence[Line]) -> set[int]:
    """Where somebody begins to speak who spoke before, if the lines are an interview, in which questions are asked."""
    said = {at: speaker[0] for at, line in enumerate(lines) if (speaker := _TURN.match(line.clean))}
    names = Counter(said.values())
    asked = any(lines[at].clean.endswith("？") for at in said if names[said[at]] > 1)
    return {at for at, name in said.items() if asked and names[name] > 1}


def _is_over(lines: Sequence[Line]) -> bool:
    """Whether the first line of a text in which each line is a paragraph is far shorter than the next, and its only
    sentence."""
    first, below = lines[0], lines[1:2]
    plain = not re.search("[。；：，、]$|。", first.clean) and len(first.clean) <= LONGEST_TITLE
    return plain and any(len(line.clean) >= 2 * len(first.clean) for line in below)


def _is_amid(above: Line, line: Line, below: Sequence[Line]) -> bool:
    """Whether a line that fills its column stands among lines of text, with nothing that sets it off: the first of a
    paragraph that has no indent."""
    full = bool(line.wide) and abs(line.lack) <= FULL
    onward = any(not (each.blank or each.indent or each.sent or _BEGINS.match(each.clean)) for each in below)
    return full and onward and above.ends and not (line.blank or line.indent or line.labelled)


def _start(kind: Kind, around: Surroundings) -> float:
    if around.before == "byline":
        return {Kind.HEAD: 2.5, Kind.OPEN: -1.0, Kind.RUN: 0.5}[kind]
    if around.before == "jump":
        return {Kind.HEAD: 1.0, Kind.OPEN: 0.0, Kind.RUN: 0.0}[kind]
    if around.before == "middle":
        return {Kind.HEAD: 1.0, Kind.OPEN: 1.0, Kind.RUN: 0.0}[kind]
    if around.before in ("end", "nothing"):
        return {Kind.HEAD: 0.0, Kind.OPEN: 0.3, Kind.RUN: 4.0}[kind]
    return {Kind.HEAD: 0.0, Kind.OPEN: 0.3, Kind.RUN: 1.0}[kind]


def _end(line: Line, kind: Kind, around: Surroundings) -> float:
    if kind is Kind.HEAD:
        return {"byline": -1.5, "stated": -3.0, "closing": 4.0, "picture": 4.0}.get(around.after, 0.0)
    if line.ends or line.closes or around.after in ("closing", "picture"):
        return 0.0
    return 6.0 if around.after in ("byline", "stated") else 4.0


def is_echoed(lines: Sequence[Line], index: int) -> bool:
    """Whether words of the line come again at once: a headline's do, in the sentence that it stands over."""
    text = lines[index].clean
    if re.search(r"[，。；]", text):
        return False
    after = "".join(line.clean for line in lines[index + 1 : index + 7])
    return any(text[at : at + GRAM] in after for at in range(len(text) - GRAM + 1))


def _cost(line: Line, kind: Kind, manner: Habits) -> float:
    """What speaks against the line being of the kind, whatever stands before it."""
    if kind is Kind.HEAD:
        return _cost_of_head(line, manner)
    lack = line.lack
    hung = lack + 2 * line.hangs
    plain = not _PUNCTUATION.search(line.clean)
    listed = is_list(line)
    runs = bool(manner.wrapped and line.wide) and not line.ends and not line.closes and not listed
    cost = 4.0 if line.dense or _large(line, manner) else 0.0
    if manner.wrapped and line.wide:
        cost += min(3.0, max(0, -lack - 4) / 4)
    if runs:
        if kind is Kind.OPEN and manner.narrowed:
            miss = min(abs(lack - NARROWED), abs(hung - NARROWED))
        else:
            miss = (lack + hung) / 2 if manner.narrowed else lack
        cost += min(3.0, max(0.0, miss - 1.5) * 0.8)
    if kind is Kind.OPEN and not manner.wrapped and not (line.ends or line.closes or _GOES_ON.search(line.clean)):
        cost += 2.0  # a paragraph in one line ends with a sentence
    if plain and not listed:  # the longer a line of prose, the less likely that it has no mark in it
        cost += 0.06 * len(line.clean) + 1.0 * bool(re.search(r"\S[ 　]+\S", line.clean))
    if kind is Kind.OPEN:
        if manner.indented:
            cost += -1.5 if 0 < line.indent <= DEEPEST else 0.0 if _MARK.match(line.clean) else 2.0
        elif manner.narrowed and runs and hung >= 3:
            cost -= 0.5
    else:
        cost += 3.0 * (manner.indented and line.indent > 0) + 2.0 * bool(_MARK.match(line.clean))
    return cost


def _names(text: str) -> tuple[Credit, ...]:
    """The people of whom a line is a list, whose they are set before them: 青石沟矿：张 磊 李建国."""
    return () if re.search("[，。、；]", text) else bare_names(text.rpartition("：")[2], told=True)


def is_list(line: Line) -> bool:
    """Whether a line is of a list of people; with a single name it is the list's last."""
    return len(_names(line.clean)) > (line.lack <= LOST_ROOM)


def _large(line: Line, manner: Habits) -> bool:
    return bool(manner.size and line.size and line.size >= 1.12 * manner.size)


def _cost_of_head(line: Line, manner: Habits) -> float:
    text = line.clean
    if line.dense or _large(line, manner):
        return -6.0
    cost = 1.0
    if manner.size and line.size:
        cost += 3.0 if line.size == manner.size else 1.0
    cost += 5.0 * ("。" in text) + 3.0 * ("；" in text) + 1.2 * min(2, text.count("，"))
    cost += 1.0 * bool(re.search(r"[，、：（《“—]$", text)) + 3.0 * bool(re.match(r"[，。、；：”）》！？]", text))
    cost += 5.0 * (len(_names(text)) >= LISTED) + 3.0 * bool(_ASKED.match(text)) + 6.0 * bool(_ADDRESSED.match(text))
    cost += 3.0 * bool(_TOLD.match(text))
    cost += 2.0 * (len(text) > 44) + 0.7 * any(text.count(a) != text.count(b) for a, b in ("“”", "（）", "《》"))
    if line.wide and manner.wrapped:
        miss = abs(line.lack)
        cost += 0.8 if miss <= 3 else -0.8 if miss > 0.2 * line.wide else 0.0
    if line.sent:
        cost += 5.0
    elif _BEGINS.match(text):
        cost += 1.0
    if line.closes:
        cost += 4.0
    cost -= 2.0 * bool(NOTICE.fullmatch(text)) + 1.0 * line.labelled
    full = manner.wrapped and line.wide and abs(line.lack) <= FULL
    marked = _MARK.match(text) and not full and not re.search("[，；]", text)
    return cost - 1.5 * bool(marked or text.startswith("——")) - 0.5 * (manner.spaced and line.blank > 0)


def _follow(above: Line, before: Kind, line: Line, kind: Kind, manner: Habits) -> float:
    """What speaks against a line of `kind` after a line of kind `before`."""
    lede = -4.0 if line.sent else -1.5 if _BEGINS.match(line.clean) else 0.0
    if before is Kind.HEAD:
        return {Kind.HEAD: 0.0 if manner.wrapped else 0.3, Kind.OPEN: 0.4 + lede, Kind.RUN: NEVER}[kind]
    if above.closes:
        return {Kind.HEAD: 0.0, Kind.OPEN: 0.5 + lede, Kind.RUN: 8.0}[kind]
    whole = _ADDRESSED.match(above.clean) or (not manner.wrapped and _TOLD.match(above.clean))
    if whole and kind is not Kind.HEAD:
        return 0.0 if kind is Kind.OPEN else 3.0
    if not above.ends and not is_list(above):
        if kind is Kind.RUN:  # a clause that opens with a date follows on a mark
            fresh = _CLAUSE.match(line.clean) and not _PUNCTUATION.search(above.clean[-1:])
            return 2.5 if fresh else 0.0 if manner.wrapped or above.page != line.page else 1.5
        if above.page != line.page:
            return 2.0
        set_in = kind is Kind.OPEN and line.indent > 0
        return 5.0 - 3.5 * (set_in and above.clean[-1:] in "；：") - 3.0 * (set_in and above.lack > LOST_ROOM)
    white = manner.spaced and line.blank > 0
    if kind is Kind.HEAD:  # a deck stands below a headline
        return 0.6 - 0.6 * white + 3.0 * line.clean.startswith("——")
    if not manner.wrapped:
        return 0.0 if kind is Kind.OPEN else 3.0
    room = 4 if before is Kind.OPEN and manner.narrowed else 0
    short = min(1.0, max(0.0, (above.lack - room - 2) / 4)) if above.wide else 0.0
    if kind is Kind.RUN:
        return 3.0 * short + 2.0 * white
    if manner.indented or manner.narrowed:
        return 1.0 - 0.7 * short - 1.0 * white
    return 1.0 - 0.7 * short - 1.0 * white - 1.5 * bool(_SPEAKER.match(line.clean)) + max(-1.0, lede)
