"""Where the printed columns of a page begin.

Where cells begin at the same place again and again, and are lines of prose, a column begins: a gutter.
"""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.closings import closing
from service.flow import SENTENCE_END, width
from service.furniture import points, recognise
from service.rows import Cell, Row, join_cells
from service.stated import sent

TOLD = re.compile(r"[，；。、：]|[㐀-鿿][,;]")
_MARKED = re.compile("[，；。、]")
_LEADER = re.compile("[.…·]{2,}")  # dots that lead to a page's number
_RUNNING = re.compile(r"[^。！？!?”]$")
NARROWEST = 12  # half-widths; what is narrower is a column of a table
SUPPORT = 3  # rows that must begin a cell at a gutter
BESIDE = 6  # rows of prose that do where what stands beside it is none
FEWEST, EVEN = 2, 4  # rows that do where both columns are equally wide, and by how many half-widths they may differ
BEFORE, BEYOND = 6, 8  # half-widths by which a cell may miss its gutter: quotation marks of unsure width, an indent
EXACT = 2  # the same before it where each character counts as a column, which leaves nothing unsure


def gutters(rows: Sequence[Row]) -> list[int]:
    """Where a second, third … printed column begins, in half-widths from the left.

    Columns are equally wide: where one is known, little is needed to believe in another that is twice as far.
    """
    rows = [row for row in rows if not is_whole(row)]
    starts = [(cell.edge, (before, cell)) for row in rows for before, cell in pairwise(row.cells)]
    found: list[int] = []
    narrow: list[int] = []
    while starts:
        windows = [[s for s in starts if at <= s[0] <= at + BEYOND] for at in sorted({start for start, _ in starts})]
        best = max(windows, key=len)
        first = min(start for start, _ in best)
        at = round(statistics.median_low([start for start, _ in best]))
        parted = [replace(row, cells=tuple(part for cell in row.cells for part in cut_at(cell, [at]))) for row in rows]
        pairs = [pair for _, pair in best]
        listed = len(best) >= BESIDE and _is_prose([cell for cell, _ in pairs]) and not _crosses(parted, [at])
        prose = listed or _is_prose([cell for _, cell in pairs])
        many = len(best) >= SUPPORT and prose and band(parted, [at], SUPPORT)
        if many or (_are_even(pairs) and band(parted, [at], FEWEST)):
            found.append(at)
        elif len(best) > 1:
            narrow.append(at)
        starts = [s for s in starts if not first <= s[0] <= first + BEYOND]
    pitch = min(found, default=0)
    found += [at for at in narrow if pitch and at > pitch and abs(at - round(at / pitch) * pitch) <= 2]
    return sorted(at for at in found if at >= NARROWEST)


def is_whole(row: Row) -> bool:
    """Whether a row is the page's or an article's own line, and of no column: furniture, a byline, where it is from.
    What stands far from a pointer to another page is not what that points at."""
    text = join_cells(row.cells).text
    far = any(cell.start - before.end > 2 * BEFORE for before, cell in pairwise(row.cells))
    pointed = far and any(points(cell.flow.text) or _LEADER.match(cell.flow.text) for cell in row.cells)
    return bool(sent(text)) or (recognise(text, True, True) is not None and not pointed)


def _is_prose(cells: Sequence[Cell]) -> bool:
    """Whether cells below each other are lines of a column: wide, marked by punctuation, and many equally wide."""
    marked = sum(bool(TOLD.search(cell.flow.text)) for cell in cells)
    if marked < 0.3 * len(cells) or statistics.median(cell.extent for cell in cells) < NARROWEST:
        return False
    running = [cell.extent for cell in cells if _RUNNING.search(cell.flow.text)]
    return any(_agree(extents) for extents in (running, [cell.extent for cell in cells]))


def zones(rows: Sequence[Row]) -> list[list[Row]]:
    """The parts of a page, one below the other, whose columns are not the same: three columns and, below them, two.

    A part begins below a white line or, on a page that has none, with a line alone that can be a headline, or with
    several such beside each other.
    """
    tight = not any(row.white for row in rows)
    parts: list[list[Row]] = [[]]
    columns = False  # whether the part at hand has a row of several cells
    for row in rows:
        heads = all(cell.indent < 2 and not TOLD.search(cell.flow.text) for cell in row.cells)
        heads = heads and (len(row.cells) == 1 or not any(ends(cell) for cell in row.cells))
        if (row.white or (tight and heads)) and columns:
            parts.append([])
            columns = False
        parts[-1].append(row)
        columns = columns or len(row.cells) > 1
    found: list[tuple[list[Row], list[int]]] = []
    for part in parts:
        at = gutters(part)
        if found and _are_alike(*found[-1], part, at):
            found[-1] = [*found[-1][0], *part], max(found[-1][1], at, key=len)
        else:
            found.append((part, at))
    return [part for part, _ in found]


def _are_alike(above: Sequence[Row], one: Sequence[int], below: Sequence[Row], other: Sequence[int]) -> bool:
    """Whether the columns of two parts of a page may be the same, some of them perhaps empty in one."""
    few, many = sorted((one, other), key=len)
    near = all(any(abs(at - known) <= BEFORE for known in many) for at in few)
    return near and not _crosses(above, other) and not _crosses(below, one)


def _crosses(rows: Sequence[Row], at: Sequence[int]) -> bool:
    """Whether most rows of several columns run across one of these gutters."""
    beside = [row for row in rows if len(row.cells) > 1]
    over = [sum(any(c.edge < g - BEYOND and g + BEYOND < c.end for c in row.cells) for row in beside) for g in at]
    return max(over, default=0) > 0.5 * len(beside)


def _are_even(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether a few cells and those beside them are lines of two columns: prose on either side, as wide."""
    sides = [[cell for cell, _ in pairs], [cell for _, cell in pairs]]
    marked = [sum(bool(_MARKED.search(cell.flow.text)) for cell in cells) for cells in sides]
    if len(pairs) < FEWEST or min(marked) < max(1, 0.3 * len(pairs)):
        return False
    left, right = (max(cell.extent for cell in cells) for cells in sides)
    return min(left, right) >= NARROWEST and abs(left - right) <= EVEN


def _agree(extents: Sequence[int]) -> bool:
    """Whether two and more, and a quarter, are as wide as each other."""
    counts = Counter(extents)
    most = max((sum(counts[one + off] for off in range(-3, 4)) for one in counts), default=0)
    return most >= max(2, 0.25 * len(extents))


def ends(cell: Cell) -> bool:
    """Whether an article can end with the line: with a sentence, or names in brackets."""
    text = cell.flow.text
    return bool(SENTENCE_END.search(text)) or text.endswith(("）", ")", "】")) or closing(text).start < len(text)


def begins_at(cell: Cell, gutter: int) -> bool:
    return gutter - BEFORE <= cell.edge <= gutter + BEYOND


def cut_at(cell: Cell, at: Sequence[int]) -> list[Cell]:
    """The cell, cut where a single space stands at a gutter."""
    column, before = cell.start, EXACT if cell.even else BEFORE
    for index, character in enumerate(cell.flow.text):
        column += 2 if cell.even else width(character)
        if character in " \xa0" and any(gutter - before < column <= gutter + 1 for gutter in at):
            rest = Cell(column, 0, cell.flow.part(index + 1, len(cell.flow)), even=cell.even)
            return [replace(cell, flow=cell.flow.part(0, index)), *cut_at(rest, at)]
    return [cell]


def side(row: Row, gutter: int) -> str:
    """On which side of a gutter the row has text: "left", "right", "both", or "across" the gutter."""
    if row.centred:
        return "across"
    first = next((n for n, cell in enumerate(row.cells) if cell.edge >= gutter - BEFORE), len(row.cells))
    if first == 0:
        return "right"
    if first < len(row.cells):
        return "both" if row.cells[first].edge <= gutter + BEYOND or row.cells[first - 1].end <= gutter else "across"
    return "left" if row.cells[-1].end <= gutter else "across"


def band(rows: Sequence[Row], at: Sequence[int], least: int = 1) -> tuple[int, int, int] | None:
    """The gutter that is kept to over most rows in succession, and these rows as `first:last`; None where fewer than
    `least` have text on either side. Of two gutters it is the one at which texts end, then the one that has text on
    either side from a row to another that is further away, then in more rows."""
    best: tuple[int, int, int] | None = None
    most = (0, False, 0, 0)
    for gutter in at:
        sides = [side(row, gutter) for row in rows]
        first = 0
        for index in range(len(rows) + 1):
            if index == len(rows) or sides[index] == "across":
                both = [row for row in range(first, index) if sides[row] == "both"]
                if both and len(both) >= least:
                    closed = _is_closed(rows[first:index], gutter, at)
                    size = (index - first, closed, both[-1] - both[0] + 1, len(both))
                    best, most = ((gutter, first, index), size) if size > most else (best, most)
                first = index + 1
    return best


def _is_closed(rows: Sequence[Row], gutter: int, at: Sequence[int]) -> bool:
    """Whether the text in the column before a gutter ends there, above each headline too, and does not run on beyond
    it."""
    edge = max((other for other in at if other < gutter), default=-BEFORE)
    last: Cell | None = None
    for row in rows:
        if last and len(row.cells) == 1 and not TOLD.search(row.cells[0].flow.text) and not ends(last):
            return False
        last = next((cell for cell in row.cells if edge - BEFORE <= cell.edge < gutter - BEFORE), last)
    return last is not None and ends(last)
