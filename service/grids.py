"""Boxes beside columns whose lines stand on a grid of their own.

Columns of one page share a grid: their lines stand beside each other. A box in other type or with other leading does
not keep to it, so a program that prints the page in lines gives its lines and theirs in turn. What stands on either
side is then taken apart by itself, as if each were a page.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.furniture import recognise
from service.gutters import BEFORE, NARROWEST, TOLD, cut_at, ends, is_whole
from service.rows import Cell, Row, spaced

SHARED = -1.5  # what a row with text on both sides counts, and one alone beside one of the other side 1
LEAST = 6.0  # what such rows must come to
EDGE = 2  # half-widths within which cells begin at the same edge
FEWEST = 3  # cells that do
OFTEN = 0.15  # share of a box's lines with so many lines of the columns between them, and no white
_STARTS = (-1, 0, 1, 3, 4, 5)  # half-widths from where a column begins to where its lines and paragraphs do


@dataclass(frozen=True, slots=True)
class _Wall:
    """An edge that parts the rows `first:last`, of which each side has its own grid."""

    edge: int
    first: int
    last: int


def apart(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of a page in parts that are to be read one after the other, each by itself."""
    wall = _wall(rows)
    if wall is None:
        return [list(rows)] if rows else []
    inside = rows[wall.first : wall.last]
    left, right = [], []
    for row in inside:
        cells = _cut(row, wall.edge)
        beyond = [cell for cell in cells if cell.edge >= wall.edge - BEFORE]
        before = [cell for cell in cells if cell not in beyond]
        left += [replace(row, cells=tuple(before))] * bool(before)
        right += [replace(row, cells=tuple(beyond), left=wall.edge)] * bool(beyond)
    sides = (_numbered(side, inside) for side in (left, right))
    return [part for each in (rows[: wall.first], *sides, rows[wall.last :]) for part in (apart(each) if each else ())]


def _wall(rows: Sequence[Row]) -> _Wall | None:
    """The wall that most rows speak for."""
    edges = sorted({cell.edge for row in rows for cell in row.cells if cell.edge >= NARROWEST})
    starts = [cell.edge for row in rows for cell in row.cells]
    found: list[tuple[float, int, _Wall]] = []
    for edge in edges:
        if (begun := sum(edge <= start <= edge + EDGE for start in starts)) >= FEWEST:
            sides = [_side(row, edge) for row in rows]
            worth, first, last = _best(_points(rows, sides))
            if worth >= LEAST and _are_prose(rows[first:last], edge):
                found.append((worth, begun, _Wall(edge, first, last)))
    if not found:
        return None
    wall = max(found, key=lambda each: each[:2])[2]
    first, last = _reach(rows, [_side(row, wall.edge) for row in rows], wall.first, wall.last)
    return replace(wall, first=first, last=last)


def _cut(row: Row, edge: int) -> list[Cell]:
    return [part for cell in row.cells for part in cut_at(cell, [edge])]


def _side(row: Row, edge: int) -> str:
    """On which side of an edge a row has text: "left", "right", "both", or "across" it."""
    cells = _cut(row, edge)
    if any(cell.edge < edge - BEFORE and cell.end > edge for cell in cells):
        return "across"
    beyond = [cell.edge >= edge - BEFORE for cell in cells]
    if all(beyond):
        return "right"
    if not any(beyond):
        return "left"
    return "across" if is_whole(row) else "both"


def _points(rows: Sequence[Row], sides: Sequence[str]) -> list[float]:
    """What each row says for a wall: one alone that has one of the other side beside it speaks for it."""
    turns = [
        {one, other} == {"left", "right"} and not below.white
        for below, (one, other) in zip(rows[1:], pairwise(sides), strict=True)
    ]
    alone = [before or after for before, after in zip([False, *turns], [*turns, False], strict=True)]
    never = -float(len(rows)) - LEAST
    return [{"both": SHARED, "across": never}.get(side, float(turn)) for side, turn in zip(sides, alone, strict=True)]


def _best(points: Sequence[float]) -> tuple[float, int, int]:
    """The stretch with the greatest sum (Kadane's algorithm): the sum, where it begins and ends."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for at, point in enumerate(points):
        if total <= 0:
            total, start = 0.0, at
        total += point
        best = max(best, (total, start, at + 1), key=lambda each: each[0])
    return best


def _are_prose(rows: Sequence[Row], edge: int) -> bool:
    """Whether either side has lines of prose."""
    cells = [cell for row in rows for cell in _cut(row, edge) if TOLD.search(cell.flow.text)]
    beyond = sum(cell.edge >= edge - BEFORE for cell in cells)
    return min(beyond, len(cells) - beyond) >= FEWEST


def _reach(rows: Sequence[Row], sides: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The stretch with what belongs to it above and below: the rest of its block, blocks above that are more than
    furniture, in which one row may happen to have text on both sides, and blocks below that go on with one side. On a
    page that has no white lines it begins and ends with a headline."""
    one = ("left", "right")
    tight = not any(row.white for row in rows)
    while first and sides[first - 1] != "across":
        if _begins(rows, first) and not (tight and _is_headed(rows[first - 1])):
            break
        first -= 1
    while last < len(rows) and sides[last] != "across" and not _begins(rows, last):
        last += 1
    if tight:
        return first, last
    at, shared = first, False
    while at and sides[at - 1] != "across" and not (shared and sides[at - 1] == "both"):
        at -= 1
        shared = shared or sides[at] == "both"
        if rows[at].white or not at:
            if all(recognise(cell.flow.text, True, True) is not None for row in rows[at:first] for cell in row.cells):
                break
            first, shared = at, False
    within = zip(rows, sides, strict=True)
    box = "right" if all(len(row.cells) == 1 for row, side in within if side == "right") else ""
    while last < len(rows) and sides[last] in one:
        if rows[last].white and sides[last] != box and not _is_text(rows[last]):
            break
        last += 1
    return first, last


def _begins(rows: Sequence[Row], at: int) -> bool:
    """Whether articles may begin with a row: white stands above it or, on a page that has no white lines, it has
    nothing but headlines, below text that has ended or where no column is."""
    if any(row.white for row in rows):
        return rows[at].white
    cell = rows[at].cells[0]
    column = (each for row in reversed(rows[:at]) for each in row.cells if cell.edge - each.edge in _STARTS)
    above = next((each for each in column if TOLD.search(each.flow.text) or ends(each)), None)
    return _is_headed(rows[at]) and (ends(above) if above else len(rows[at].cells) == 1)


def _is_headed(row: Row) -> bool:
    """Whether a row has nothing but headlines."""
    return not any(TOLD.search(cell.flow.text) or ends(cell) for cell in row.cells)


def _is_text(row: Row) -> bool:
    """Whether a row is of columns that run on."""
    return len(row.cells) > 1 and any(TOLD.search(cell.flow.text) for cell in row.cells)


def _numbered(side: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows of one side, numbered as if the lines that the other side alone has did not stand between them: not more
    of these, that is, than usual."""
    texts = [row.number for row in rows]
    between = [bisect_left(texts, row.number) - bisect_right(texts, above.number) for above, row in pairwise(side)]
    counts = Counter(filter(None, between))
    usual = max((count for count, times in counts.items() if times >= OFTEN * counts.total()), default=0)
    found = list(side[:1])
    for (above, row), count in zip(pairwise(side), between, strict=True):
        gap = row.number - above.number - min(count, usual)
        found.append(replace(row, number=found[-1].number + gap))
    return spaced(found)
