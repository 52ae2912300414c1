"""Which lines of a page are furniture, by what stands around them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from service.boxes import boxes
from service.bylines import parse_byline
from service.datelines import is_dateline
from service.days import day
from service.electronic import heads_aside, is_rule, sent
from service.furniture import SECTION, Facts, label, points, recognise
from service.jumps import page_number
from service.lines import Line
from service.roles import DESK

FOOT = 4  # lines at the end of a page among which its imprint may stand
_PROSE = re.compile("[，。；]")
_SECTION = re.compile("0[1-9]|1[0-9]")
_PAPER = re.compile("[㐀-鿿]{2,5}")  # a name that no list of papers' names has, among what mastheads say
_NUMBERED = re.compile(r"[A-D]\s?\d{1,2}|0[1-9]|[1-9]\d")  # the number of a page
# Of what lists beside the news are: the weather, lotteries, whom to call.
_SERVICE = re.compile(
    r"天[气氣]|气温|℃|[风風]\s?\d|空气质量|双色球|大乐透|排列\s?[35三五]|[福体]彩|开奖|[热熱][线線]|[电電]话|电話|限行|[订定]价"
    r"|^供[水电热气]|^燃气|\d{3,4}-\d{7,8}"
)
LISTED, LISTING, SERVICES = 8, 20, 3  # lines of a list, characters of each at most, and how many say what it is


@dataclass(frozen=True, slots=True)
class Sifted:
    """A line, what it says of the whole page (None: nothing), whether it is furniture, and whether the number of a
    section or the name of a column stands above it."""

    line: Line
    facts: Facts | None
    furniture: bool
    numbered: bool = False
    labelled: bool = False


def sift(lines: Sequence[Line], rows: Set[int]) -> Iterator[Sifted]:
    """The lines in order, page by page. `rows` are where the rows of tables begin, which are no furniture."""
    for number in sorted({line.page for line in lines}):
        yield from _sift_page([line for line in lines if line.page == number], rows)


def _sift_page(lines: Sequence[Line], rows: Set[int]) -> Iterator[Sifted]:
    papers = {facts.publisher for line in lines if (facts := recognise(line.clean, False)) and facts.publisher}
    sections = _section_numbers(lines)
    listed = _lists(lines, rows)
    boxed = {index for index in boxes(lines) if lines[index].flow.at[0] not in rows}
    mastheads = _mastheads(lines)
    head, edge, aside = True, True, False
    above: Line | None = None
    for index, line in enumerate(lines):
        ahead = lines[index + 1 :]
        aside = heads_aside(line.clean) or (aside and not _resumes(line, ahead))
        if aside or index in sections or (head and _indexes(line, ahead)):
            yield Sifted(line, Facts(), True)
            continue
        facts = None
        if line.flow.at[0] not in rows:
            below = [] if index + 1 in sections else ahead
            facts = _says(line, below, head, edge or len(ahead) < FOOT, papers)
        if index in mastheads or index in boxed:
            told = recognise(line.clean, True, True) if index in mastheads else None
            yield Sifted(line, told or Facts(), True)
            continue
        if facts is None and index in listed:
            yield Sifted(line, Facts(), True)
            continue
        names = parse_byline(line.clean)
        made = bool(names) and not all(name.role in DESK for name in names)
        if facts is not None and not made and (names or label(line.clean) or facts != Facts() or not _goes_on(above)):
            yield Sifted(line, facts, True)
            continue
        published = sent(line.clean)
        labelled = index > 0 and label(lines[index - 1].clean)
        facts = Facts(published=day(published)) if published else facts
        yield Sifted(line, facts, False, index - 1 in sections, labelled)
        edge = False
        head = head and not (line.ends or names)
        above = line


def _says(line: Line, ahead: Sequence[Line], head: bool, edge: bool, papers: Set[str]) -> Facts | None:
    """What a line says as furniture; None where it is none."""
    if line.clean in papers:
        return Facts(publisher=line.clean)
    if head and edge and ahead and _NUMBERED.fullmatch(ahead[0].clean) and len(line.clean) <= SECTION:
        return Facts(placement=f"p.{page_number(ahead[0].clean)} {line.clean}")
    shown = (line.clean,) if line.dense else (line.flow.text, line.clean)
    if found := next(filter(None, (recognise(text, head, edge) for text in shown)), None):
        return found
    over = bool(ahead) and len(ahead[0].clean) > SECTION and recognise(ahead[0].clean, True, True) is not None
    if head and edge and over and _PAPER.fullmatch(line.clean):
        return Facts(publisher=line.clean)
    index = bool(ahead) and points(ahead[0].clean) and not _PROSE.search(line.clean)
    return Facts() if index else None


def _mastheads(lines: Sequence[Line]) -> set[int]:
    """Which lines are of a masthead, wherever a program gives it: several that can be, with the day among them."""
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(lines) + 1):
        facts = recognise(lines[at].clean, True, True) if at < len(lines) else None
        if facts is not None:
            run.append(at)
            continue
        told = [recognise(lines[each].clean, True, True) for each in run]
        dated = any(each and len(each.published) == len("2025-08-06") for each in told)
        if len(run) >= 3 and dated and any(each and (each.publisher or each.placement) for each in told):
            found |= set(run)
        run = []
    return found


def _goes_on(above: Line | None) -> bool:
    """Whether a sentence goes on below the line."""
    return above is not None and bool(re.search(r"[，、；“（]$", above.clean))


def _section_numbers(lines: Sequence[Line]) -> set[int]:
    """Which lines are nothing but the numbers of sections, 01, 02, …"""
    found = [index for index, line in enumerate(lines) if _SECTION.fullmatch(line.clean)]
    counted = [int(lines[index].clean) for index in found] == list(range(1, len(found) + 1))
    return set(found) if counted and len(found) > 1 else set()


def _lists(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """Which lines are of a list beside the news: the weather, numbers drawn, telephones."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line and len(line.clean) <= LISTING and not _PROSE.search(line.clean) and line.flow.at[0] not in rows:
            run.append(index)
            continue
        services = [at for at in run if _SERVICE.search(lines[at].clean)]
        told = bool(run) and run[0] > 0 and lines[run[0] - 1].clean.endswith("：")
        if len(services) >= SERVICES and not told:
            label = [services[0] - 1] if services[0] - 1 in run and len(lines[services[0] - 1].clean) <= SECTION else []
            within = [*label, *(at for at in run if services[0] <= at <= services[-1])]
            found |= set(within) if len(within) >= LISTED else set()
        run = []
    return found


def _indexes(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line is of a list of the page's headlines: it stands again below."""
    bare = line.clean.lstrip("·•●■ ")
    return bare != line.clean and any(other.clean == bare for other in below)


def _resumes(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether news go on after links and comments: a rule is drawn, or the headline has its date or author below it, or
    a text with a dateline."""
    if is_rule(line.clean) or is_dateline(line.clean):
        return True
    return any(sent(other.clean) or parse_byline(other.clean) or is_dateline(other.clean) for other in ahead[:2])
