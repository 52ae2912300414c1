"""Reading order: side-by-side columns of a text layer taken apart.

A row of text is cut into cells where white space stands. Where cells begin at the same place again and again, and are
lines of prose, a printed column begins: a gutter. The page is then cut recursively (the XY-cut of Nagy and Seth 1984,
on characters): the longest band of rows that keep to one gutter is read left side first, then right side, between what
stands above and below it. A row that runs across a gutter, such as a headline over two columns, ends the band.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.credits import closing, is_dateline, parse_byline
from service.flow import Flow, cut, width
from service.furniture import recognise
from service.records import Document

_GAP = re.compile(r"[ \xa0]{2,}[ \t\xa0　]*|　[ \t\xa0　]+|[ \xa0]　[ \t\xa0　]*|\t[ \t\xa0　]*")
_TOLD = re.compile(r"[，；。、：]|[㐀-鿿][,;]")
_RUNNING = re.compile(r"[^。！？!?”]$")
NARROWEST = 12  # half-widths; what is narrower is a column of a table
MOST_INDENT = 8  # ideographic spaces before a byline set at the right
SUPPORT = 3  # rows that must begin a cell at a gutter
BEFORE, BEYOND = 6, 7  # half-widths by which a cell may miss its gutter: quotation marks of unsure width, an indent


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text in a row. `start` in half-widths from the left; `indent` in ideographic spaces before it."""

    start: int
    indent: int
    flow: Flow

    @property
    def edge(self) -> int:
        """Where its column begins: before the indent."""
        return self.start - 2 * self.indent if self.indent > 1 else self.start

    @property
    def end(self) -> int:
        return self.start + width(self.flow.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the source that is not blank; `number` counts all lines, `white` says that more white lines than usual
    stand before it, `left` is where its column begins, `centred` that it begins where no column does."""

    cells: tuple[Cell, ...]
    number: int
    page: int
    size: float | None
    white: bool = False
    left: int = 0
    centred: bool = False


def read_rows(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[Row]:
    """The rows of the blocks (start, end, size), a row for each line of one column, in reading order."""
    rows: list[Row] = []
    number, done = 0, 0
    for begin, finish, size in blocks:
        for line in re.finditer(r"[^\n\r\f]+", document.text[begin:finish]):
            start, end = begin + line.start(), begin + line.end()
            number += document.text.count("\n", done, start)
            done = start
            if document.text[start:end].strip():
                head = max(document.text.rfind(mark, 0, start) for mark in "\n\r\f") + 1
                rows.append(Row(_cells(document.text, start, end, head), number, page_of(document, start), size))
    ordered: list[Row] = []
    for page in sorted({row.page for row in rows}):
        mine = _spaced([row for row in rows if row.page == page])
        found = gutters(mine)
        ordered += _read(_split(mine, found), found)
    return ordered


def _spaced(rows: Sequence[Row]) -> list[Row]:
    gaps = [row.number - above.number for above, row in pairwise(rows)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    return [replace(row, white=gap > usual) for row, gap in zip(rows, [0, *gaps], strict=True)]


def page_of(document: Document, offset: int) -> int:
    """Which of the document's pages the offset is on, from 0."""
    return max((number for number, span in enumerate(document.pages) if span.start <= offset), default=0)


def _cells(source: str, start: int, end: int, head: int) -> tuple[Cell, ...]:
    """The cells of the source characters `start:end`, a part of the line that begins at `head`."""
    found: list[Cell] = []
    at = start
    for gap in [*_GAP.finditer(source, start, end), None]:
        stop = gap.start() if gap else end
        if source[at:stop].strip():
            flow = cut(source, at, stop)
            before = source[head : flow.at[0]]
            space = before[len(before.rstrip()) :]
            indent = len(space) - len(space.rstrip("　"))
            if indent == len(space) and (found or indent > MOST_INDENT):
                indent = 0  # the gutter itself
            found.append(Cell(width(before.replace("\t", " " * 8)), indent, flow))
        at = gap.end() if gap else end
    return tuple(found)


def gutters(rows: Sequence[Row]) -> list[int]:
    """Where a second, third … printed column begins, in half-widths from the left.

    Columns are equally wide: where one is known, little is needed to believe in another that is twice as far.
    """
    starts = [(cell.edge, cell) for row in rows for cell in row.cells[1:]]
    found: list[int] = []
    narrow: list[int] = []
    while starts:
        windows = [[s for s in starts if at <= s[0] <= at + BEYOND] for at in sorted({start for start, _ in starts})]
        best = max(windows, key=len)
        at = round(statistics.median_low([start for start, _ in best]))
        cut_rows = [
            replace(row, cells=tuple(part for cell in row.cells for part in _cut_at(cell, [at]))) for row in rows
        ]
        if len(best) >= SUPPORT and _is_prose([cell for _, cell in best]) and _band(cut_rows, [at], SUPPORT):
            found.append(at)
        elif len(best) > 1:
            narrow.append(at)
        starts = [s for s in starts if s not in best]
    pitch = min(found, default=0)
    found += [at for at in narrow if pitch and at > pitch and abs(at - round(at / pitch) * pitch) <= 2]
    return sorted(at for at in found if at >= NARROWEST)


def _is_prose(cells: Sequence[Cell]) -> bool:
    """Whether cells below each other are lines of a column: wide, marked by punctuation, and many equally wide."""
    marked = sum(bool(_TOLD.search(cell.flow.text)) for cell in cells)
    if marked < 0.3 * len(cells) or statistics.median(map(_extent, cells)) < NARROWEST:
        return False
    running = [_extent(cell) for cell in cells if _RUNNING.search(cell.flow.text)]
    return any(_agree(extents) for extents in (running, [_extent(cell) for cell in cells]))


def _agree(extents: Sequence[int]) -> bool:
    """Whether two and more, and a quarter, are as wide as each other."""
    most = max((sum(abs(one - other) <= 3 for other in extents) for one in extents), default=0)
    return most >= max(2, 0.25 * len(extents))


def _split(rows: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """Cut cells once more where a single space stands at a gutter; put those together that no gutter parts.

    A line that hangs over leaves a single space; rows near it have the gutter in full.
    """
    margin = Counter(row.cells[0].edge for row in rows).most_common(1)[0][0] if rows else 0
    spaced = any(3 <= cell.edge - gutter <= 5 for row in rows for cell in row.cells[1:] for gutter in at)
    near = [{gutter for gutter in at for cell in row.cells[1:] if _begins_at(cell, gutter)} for row in rows]
    found = []
    for index, row in enumerate(rows):
        around = {gutter for other in near[max(0, index - 3) : index + 4] for gutter in other} - near[index]
        if recognise(join_cells(row.cells).text, True, True):
            found.append(replace(row, cells=(replace(row.cells[0], flow=join_cells(row.cells)),)))
            continue
        cells = [part for cell in row.cells for part in _cut_at(cell, sorted(around))]
        groups: list[list[Cell]] = []
        for cell in cells:
            if groups and not any(_begins_at(cell, gutter) for gutter in at):
                groups[-1].append(cell)
            else:
                groups.append([cell])
        cells = [replace(group[0], flow=join_cells(group)) for group in groups]
        found.append(replace(row, cells=tuple(cells)))
    return _centred(found, (margin, *at), spaced)


def _centred(rows: Sequence[Row], edges: Sequence[int], spaced: bool) -> list[Row]:
    """The rows with `centred` found: one line alone that begins at no `edges` of columns, nor, on a page where indents
    are `spaced` with narrow spaces, at an indent; or at one by chance, with nothing beside it, white above (on a page that
    has white lines) and text in the first column again below. A byline may stand anywhere."""
    tight = not any(row.white for row in rows)
    found: list[Row] = []
    for index, row in enumerate(rows):
        cell, text = row.cells[0], row.cells[0].flow.text
        offsets = [cell.edge - edge for edge in edges]
        here = any(-1 <= offset <= 1 or (spaced and 3 <= offset <= 5) for offset in offsets)
        if (
            here
            and offsets[0] > NARROWEST
            and not _TOLD.search(text)
            and (tight or row.white or (found and found[-1].centred))
        ):
            below = next((other for other in rows[index + 1 :] if len(other.cells) > 1 or other.white), None)
            here = not (below and len(below.cells) > 1 and below.cells[0].edge < edges[1] - BEFORE)
        alone = len(edges) > 1 and len(row.cells) == 1
        centred = alone and not here and text[0] not in "（(" and not parse_byline(text)
        found.append(replace(row, centred=centred))
    return found


def _begins_at(cell: Cell, gutter: int) -> bool:
    return gutter - BEFORE <= cell.edge <= gutter + BEYOND


def _cut_at(cell: Cell, at: Sequence[int]) -> list[Cell]:
    """The cell, cut where a single space stands at a gutter."""
    column = cell.start
    for index, character in enumerate(cell.flow.text):
        column += width(character)
        if character in " \xa0" and any(gutter - BEFORE < column <= gutter + 1 for gutter in at):
            rest = Cell(column, 0, cell.flow.part(index + 1, len(cell.flow)))
            return [replace(cell, flow=cell.flow.part(0, index)), *_cut_at(rest, at)]
    return [cell]


def join_cells(cells: Sequence[Cell]) -> Flow:
    """Cells of one row as one flow, the white space between them kept as one ideographic space."""
    text, at = cells[0].flow.text, cells[0].flow.at
    for cell in cells[1:]:
        text, at = f"{text}　{cell.flow.text}", (*at, at[-1] + 1, *cell.flow.at)
    return Flow(text, at)


def _side(row: Row, gutter: int) -> str:
    """On which side of a gutter the row has text: "left", "right", "both", or "across" the gutter."""
    if row.centred:
        return "across"
    first = next((n for n, cell in enumerate(row.cells) if cell.edge >= gutter - BEFORE), len(row.cells))
    if first == 0:
        return "right"
    if first < len(row.cells):
        return "both" if row.cells[first].edge <= gutter + BEYOND or row.cells[first - 1].end <= gutter else "across"
    return "left" if row.cells[-1].end <= gutter else "across"


def _read(rows: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """Rows of one column in reading order."""
    band = _band(rows, at)
    if band is None:
        return [replace(row, cells=(replace(row.cells[0], flow=join_cells(row.cells)),)) for row in rows]
    gutter, first, last = band
    ordered = _read(rows[:first], at)
    starts = [
        first,
        *(first + at for at in _headlines(rows[first:last], gutter, rows[last] if last < len(rows) else None)),
        last,
    ]
    for begin, end in pairwise(starts):
        for beyond in (False, True):
            parts = [(row, _sides(row, gutter)[beyond]) for row in rows[begin:end]]
            side = [replace(row, cells=tuple(cells)) for row, cells in parts if cells]
            side = [replace(row, left=gutter) for row in side] if beyond else side
            ordered += _read(side, [other for other in at if (other > gutter) == beyond and other != gutter])
    return ordered + _read(rows[last:], at)


def _band(rows: Sequence[Row], at: Sequence[int], least: int = 1) -> tuple[int, int, int] | None:
    """The gutter that most rows in succession keep to, and these rows as `first:last`; None for fewer than `least`."""
    best: tuple[int, int, int] | None = None
    most = least - 1
    for gutter in at:
        sides = [_side(row, gutter) for row in rows]
        first = 0
        for index in range(len(rows) + 1):
            if index == len(rows) or sides[index] == "across":
                both = sides[first:index].count("both")
                if both > most:
                    best, most = (gutter, first, index), both
                first = index + 1
    return best


def _headlines(rows: Sequence[Row], gutter: int, beneath: Row | None) -> list[int]:
    """Which rows begin headlines that stand over the columns below them, though none reaches across the gutter.

    Such rows have text on the left alone, below rows with both sides, and a white line above; on a page that has none
    they follow the left column's last line at once. (On a page that has white lines a row of the left column may
    also stand beside one in the right column, between two articles.)
    """
    sides = [_side(row, gutter) for row in rows]
    inner = range(sides.index("both") + 1, len(rows)) if "both" in sides else range(0)
    if any(row.white for row in rows):
        over = [
            bool(beneath) or "both" in sides[at:] or recognise(rows[at].cells[0].flow.text, False, True) for at in inner
        ]
        return [at for at, on in zip(inner, over, strict=True) if on and rows[at].white and sides[at] == "left"]
    wide = _usual([_extent(row.cells[0]) for row, side in zip(rows, sides, strict=True) if side != "right"])
    ends = [
        at
        for at in [*inner, len(rows)]
        if sides[at - 1] == "left" and (sides[at] != "left" if at < len(rows) else bool(beneath))
    ]
    return [begin for at in ends if (begin := _first_headline(rows, sides, at, wide, beneath)) < at]


def _first_headline(rows: Sequence[Row], sides: Sequence[str], after: int, wide: int, beneath: Row | None) -> int:
    """The first of the lines above row `after` that look like headlines and not like the column's; `after` for none."""
    first, at = after, after - 1
    if after < len(rows):
        begun = sides[after] != "right" and _opens(rows[after].cells[0])
    else:
        begun = bool(beneath and beneath.cells[0].flow.text.startswith("——"))
    while at > 0 and sides[at] == "left" and len(rows[at].cells) == 1:
        text = rows[at].cells[0].flow.text
        above = rows[at - 1].cells[0].flow.text
        if re.search(r"。|[，,；;、：）)】]$", text) or closing(above + text).start < len(above):
            break
        miss = abs(_extent(rows[at].cells[0]) - wide)
        plain = not _TOLD.search(text) or text.startswith("——")
        over = _extent(rows[at].cells[0]) >= wide + 2 and text[-1] not in "，。；：、！？”》）"
        twice = text == above or (at + 1 < len(rows) and text == rows[at + 1].cells[0].flow.text)
        if begun or twice or miss > max(6, wide // 6) or (plain and (miss > 3 or over or "　" in text)):
            first = at
        elif not plain:
            break
        begun = text.startswith("——")
        at -= 1
    return first


def _opens(cell: Cell) -> bool:
    """Whether a cell begins a body: what stands above it and ends no sentence is then a headline."""
    text = cell.flow.text
    return cell.indent >= 2 or bool(parse_byline(text)) or is_dateline(text)


def _sides(row: Row, gutter: int) -> tuple[list[Cell], list[Cell]]:
    beyond = [cell for cell in row.cells if cell.edge >= gutter - BEFORE]
    return [cell for cell in row.cells if cell not in beyond], beyond


def _extent(cell: Cell) -> int:
    return width(cell.flow.text) + 2 * cell.indent


def _usual(extents: Sequence[int]) -> int:
    """The extent that most lines share."""
    if not extents:
        return 0
    return max(extents, key=lambda at: (sum(abs(at - other) <= 2 for other in extents), at))
