"""Whose names stand on lines of their own, and which of them sign the text above."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.bylines import MARKERS, PADDED, Credit, bare_names, everyday, parse_byline
from service.display import RIGHT
from service.jumps import find_jump
from service.lines import Line
from service.patterns import PROSE
from service.reading import DEEPEST, is_list
from service.roles import ANONYMOUS, DESK

_FROM = re.compile(
    "^(?:党委)?(?:书记|院长|校长|董事长|总经理|主任|局长|所长)[ 　]+"
    "|^[㐀-鿿]{2,14}(?:[科室部处站局委办院校所馆台社队]|车间|公司|中心|协会|学会|大学|[中小]学|银行|社区)[ 　]+"
    "|^(?:[㐀-鿿]{2,10})?(?:读者|旅客|市民|居民|村民|家长|职工|社员|农民|工人|战士|教师|学生)[ 　]+"
    "|^[㐀-鿿]{2,6}[省市县区镇乡村][ 　]+|^[㐀-鿿]{2,8}(?:学院|系)\\d{4}级[ 　]+"
    "|^[初高大小一二三四五六七八九年级]{2,4}(?:（\\d+）)?班[ 　]*"
)
LONGEST_HEADING = 24  # characters of a line of a headline in a column


@dataclass(frozen=True, slots=True)
class Signatures:
    """The names that stand on lines of their own, by where these begin, and which lines of them sign the text above;
    `trailing` says that the page sets all bylines below the articles."""

    trailing: bool
    authors: Mapping[int, tuple[Credit, ...]] = field(default_factory=dict)
    below: frozenset[int] = frozenset()


def signatures(lines: Sequence[Line]) -> Signatures:
    """The names that stand alone on a line between a headline and its text, also behind a place or class (南川市
    唐小雅), those that sign a text at its right, and those that a white line or a headline parts from what follows, and
    none from the text above."""
    found: dict[int, tuple[Credit, ...]] = {}
    below: set[int] = set()
    plain = [line for line in lines if not _comes_from(line)]
    for above, line, after in zip(plain, plain[1:], [*plain[2:], None], strict=False):
        at = line.flow.at[0]
        if signed := _beneath(above, line, after):
            found[at] = signed
            below.add(at)
            continue
        bare = without_origin(_unmarked(line))
        names = bare_names(bare, told=line.indent >= RIGHT or bool(PADDED.fullmatch(bare)))
        if not names or parse_byline(above.clean) or is_list(above):
            continue
        office, parted = _FROM.match(line.clean), not (after and PROSE.search(after.clean))
        if above.ends and ((office and line.indent >= DEEPEST) or (parted and line.indent >= RIGHT)):
            found[at] = names
            below.add(at)
        elif _is_under_headline(above, line, after) and not everyday(bare):
            found[at] = names
    return Signatures(_trail(lines), found, frozenset(below))


def _comes_from(line: Line) -> bool:
    """Whether a line says no more than where the article comes from."""
    jump = find_jump(line.clean)
    return jump is not None and jump.continuation.direction == "from" and jump.end == len(line.clean)


def _beneath(above: Line, line: Line, after: Line | None) -> tuple[Credit, ...]:
    """Who signs the text right above: with a white line below, or with his role and a headline below. A mark before the
    name opens an article, and so does what the paper says in its own name."""
    if not above.ends or above.closes or line.blank or not after or line.clean[0] in MARKERS:
        return ()
    names = parse_byline(line.clean)
    if after.blank:
        return names or bare_names(line.clean, told=True)
    own = any(name.name in ANONYMOUS for name in names)
    return names if _is_headline(after) and line.indent >= after.indent and not own else ()


def without_origin(text: str) -> str:
    """Names without where those are from or work who bear them: 南川市 唐小雅, 市民 唐小雅."""
    return _FROM.sub("", text)


def _is_headline(line: Line) -> bool:
    prose = PROSE.search(line.clean) or line.ends or parse_byline(line.clean) or is_list(line)
    return not prose and len(line.clean) <= LONGEST_HEADING


def _unmarked(line: Line) -> str:
    return line.clean.lstrip(f"{MARKERS} 　")


def _is_under_headline(above: Line, line: Line, after: Line | None) -> bool:
    """Whether a headline stands above names and its text below them."""
    office = bool(_FROM.match(_unmarked(line)))
    if not after or not (office or after.width > 2 * line.width):
        return False
    deep = line.indent > after.indent > 0 and after.indent <= DEEPEST
    opens = office or after.indent > line.indent or deep or bool(PROSE.search(after.clean))
    centred = line.indent > DEEPEST and not re.search("[。；]|[，、]$", above.clean)
    heading = not PROSE.search(above.clean) or centred
    return opens and heading and (office or above.blank > 0 or above.width > line.width)


def _trail(lines: Sequence[Line]) -> bool:
    """Whether this page sets bylines below the articles: prose stands above the first, nothing below the last."""
    at = [
        index
        for index, line in enumerate(lines)
        if (names := parse_byline(line.clean)) and not all(name.role in DESK for name in names)
    ]
    if not at:
        return False
    return any(line.ends for line in lines[: at[0]]) and not any(line.ends for line in lines[at[-1] + 1 :])
