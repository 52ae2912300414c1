"""The measure: how wide the column is that each line stands in."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.bylines import parse_byline
from service.datelines import is_dateline
from service.flow import width
from service.lines import PROSE, Line

_WHOLE = re.compile(r"[“‘《（(]*[0-9A-Za-z][0-9A-Za-z.,%]+")  # what no line break parts
_AGENCIES = frozenset("新中人本据【〔（")  # first characters of datelines
BEYOND = 0.3  # what a line of another article counts
REACH, BLOCK = 14, 3  # lines up and down that tell how wide a column is, for this many lines at once
LOST_INDENT = 4  # half-widths


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a line tells of its column: where it ends, and where the line ends that it runs on from (0 for none).
    `worth` is how much it counts, `part` the article that it may be of."""

    extent: int
    above: int
    ends: bool
    hangs: bool
    worth: float
    part: int


def measured(lines: Sequence[Line]) -> list[Line]:
    """The lines with `wide` found: how far the column reaches that each stands in, 0 where no two lines agree.

    It is where the lines around are least surprising: those in the middle of a paragraph end at it, first lines at it
    or short of it by an indent that the text layer has lost, last lines anywhere before it.
    """
    columns: dict[tuple[int, int], list[int]] = {}
    told: dict[int, _Measured] = {}
    part, parts = 0, []  # bylines and closings part articles
    for index, line in enumerate(lines):
        between = line.closes or bool(parse_byline(line.clean))
        if not line.dense and not between:
            columns.setdefault((line.page, line.left), []).append(index)
            above = told.get(index - 1)
            start = above.extent if above and not above.ends else 0
            worth = 1.0 if PROSE.search(line.clean) else 0.3
            told[index] = _Measured(line.extent, start, line.ends, line.hangs, worth, part)
        parts.append(part)
        part += between
    widths: dict[tuple[int, int, int, int], int] = {}
    found = []
    for index, line in enumerate(lines):
        column = columns.get((line.page, line.left), [])
        block = bisect_left(column, index) // BLOCK
        key = line.page, line.left, parts[index], block
        if key not in widths:
            middle = block * BLOCK + BLOCK // 2
            near = range(max(0, middle - REACH), min(len(column), middle + REACH + 1))
            mine = [(at, told[column[at]]) for at in near]
            widths[key] = _width(
                [(t, (1.0 if t.part == parts[index] else BEYOND) / (4 + abs(at - middle))) for at, t in mine]
            )
        found.append(widths[key])
    pages: dict[int, Counter[int]] = {line.page: Counter() for line in lines}
    for line, wide in zip(lines, found, strict=True):
        pages[line.page].update([wide] * bool(wide))
    below = [*(line.clean for line in lines[1:]), ""][: len(lines)]
    return [
        replace(
            line,
            wide=_agreed(wide, pages[line.page]),
            sent=is_dateline(line.clean) or (line.clean[:1] in _AGENCIES and is_dateline(line.clean + after)),
            carried=width(carried[0]) if (carried := _WHOLE.match(after)) else 0,
        )
        for line, wide, after in zip(lines, found, below, strict=True)
    ]


def _width(near: Sequence[tuple[_Measured, float]]) -> int:
    running = [line.extent for line, _ in near if not line.ends]
    shared = {at for at in set(running) if sum(abs(at - other) <= 3 for other in running) > 1}
    return min(sorted(shared | {at + LOST_INDENT for at in shared}), key=lambda wide: _surprise(near, wide), default=0)


def _agreed(wide: int, counts: Mapping[int, int]) -> int:
    """The width that is near the given one and most frequent on the page; the most frequent of all for 0."""
    near = {other: count for other, count in counts.items() if not wide or abs(other - wide) <= 3}
    return max(near, key=lambda other: near[other], default=wide)


def _surprise(near: Iterable[tuple[_Measured, float]], wide: int) -> float:
    """How badly lines, each with a weight, fit a column of a width."""
    total = 0.0
    for line, weight in near:
        lack = wide - line.extent
        if lack < -3:
            cost = 3.0
        elif line.ends:
            cost = 0.3 * (lack < -1)
        elif lack <= 2:
            cost = 0.1 * lack if lack >= 0 else -0.3 * lack * (0.6 if line.hangs else 1.0)
        else:
            indented = abs(lack - LOST_INDENT) <= 1
            cost = (2.0 if abs(wide - line.above) <= 6 else 0.2) if indented else 3.0
        total += cost * weight * line.worth
    return total
