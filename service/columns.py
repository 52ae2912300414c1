"""Reading order: side-by-side columns of a text layer taken apart.

The page is cut recursively (the XY-cut of Nagy and Seth 1984, on characters): the longest band of rows that keep to one
gutter is read left side first, then right side, between what stands above and below it. A row that runs across a
gutter, such as a headline over two columns, ends the band.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from service.bylines import parse_byline
from service.captions import is_caption
from service.closings import closing
from service.cuts import is_below, margin, split
from service.datelines import opens_news
from service.furniture import recognise
from service.grids import apart
from service.gutters import BEFORE, TOLD, band, ends, gutters, side, zones
from service.records import Document
from service.rows import Cell, Row, join_cells, read_rows, regular

NOWHERE = 1 << 20  # right of all columns
MIDDLE = 6  # half-widths that the white on either side of a line in the middle may differ
MOST_HEADS = 5  # lines of a headline in one column, with kicker and deck


def in_order(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[Row]:
    """The rows of the blocks (start, end, size), a row of one cell for each line of one column, in reading order."""
    ordered: list[Row] = []
    for rows in (zone for page in read_rows(document, blocks) for part in apart(page) for zone in zones(part)):
        found = gutters(rows)
        parted = split(rows, found)
        ordered += _read(_around_pictures(parted, max(found)) if found else parted, found)
    return ordered


def _read(rows: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """Rows of one column in reading order."""
    found = band(rows, at)
    if found is None:
        return [replace(row, cells=(replace(row.cells[0], flow=join_cells(row.cells)),)) for row in rows]
    gutter, first, last = found
    ordered = _read(rows[:first], at)
    beneath = rows[last] if last < len(rows) else None
    inside = rows[first:last]
    starts = _sections(inside, gutter, at, [0, *_headlines(inside, gutter, beneath)])
    for begin, end in pairwise([*(first + index for index in starts), last]):
        for beyond in (False, True):
            half = _half(rows[begin:end], gutter, beyond)
            half = regular(half, rows) if any(row.white for row in half) else half
            inner = [other for other in at if (other > gutter) == beyond and other != gutter]
            ordered += _read(_alone(half, inner), inner)
    return ordered + _read(rows[last:], at)


def _half(rows: Sequence[Row], gutter: int, beyond: bool) -> list[Row]:
    """What the rows have on one side of a gutter."""
    parts = [(row, _sides(row, gutter)[beyond]) for row in rows]
    return [replace(row, cells=tuple(cells), left=gutter if beyond else row.left) for row, cells in parts if cells]


def _alone(half: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """One side of some rows with `centred` found of those lines that are alone now that they are parted from the other:
    right below a headline over several columns, or in the middle over text in all of them."""
    if not at:
        return list(half)
    found: list[Row] = []
    left, right = margin(half, at), max((cell.end for row in half for cell in row.cells), default=0)
    for row, below in zip(half, [*half[1:], None], strict=False):
        cell, above = row.cells[0], found[-1] if found else None
        alone = len(row.cells) == 1 and not _crosses(row, at) and not TOLD.search(cell.flow.text)
        under = above and len(above.cells) == 1 and _crosses(above, at) and is_below(above, row)
        over = below and len(below.cells) > 1 and below.cells[0].edge < at[0] - BEFORE
        middle = over and abs(cell.start + cell.end - left - right) <= MIDDLE
        found.append(replace(row, centred=True) if alone and (under or middle) else row)
    return found


def _crosses(row: Row, at: Sequence[int]) -> bool:
    return any(side(row, gutter) == "across" for gutter in at)


def _around_pictures(rows: Sequence[Row], end: int) -> list[Row]:
    """The rows, captions in the midst of columns that run on below them moved behind these. `end` is the gutter of the
    last column."""
    found, at = list(rows), 1
    while at < len(found):
        below = next((n for n in range(at, len(found)) if not _is_picture(found[n])), len(found))
        if below == at:
            at += 1
            continue
        after = below
        while after < len(found) and side(found[after], end) != "across" and not (after > below and found[after].white):
            after += 1
        broken = side(found[at - 1], end) == "both" and not ends(found[at - 1].cells[-1])
        if broken and below < after:
            found[at:after] = [*found[below:after], *found[at:below]]
        at = below + 1
    return found


def _is_picture(row: Row) -> bool:
    first, *others = row.cells
    alone = is_caption(first.flow.text) or all(parse_byline(cell.flow.text) for cell in others)
    return alone and is_caption(join_cells(row.cells).text)


def _headlines(rows: Sequence[Row], gutter: int, beneath: Row | None) -> list[int]:
    """Which rows begin headlines that stand over the columns below them, though none reaches across the gutter.

    Such rows have text on the left alone, below rows with both sides, and a white line above; on a page that has none
    they follow the left column's last line at once. (On a page that has white lines a row of the left column may
    also stand beside one in the right column, between two articles.)
    """
    sides = [side(row, gutter) for row in rows]
    inner = range(sides.index("both") + 1, len(rows)) if "both" in sides else range(0)
    if any(row.white for row in rows):
        over = [
            bool(beneath) or "both" in sides[at:] or recognise(rows[at].cells[0].flow.text, False, True) for at in inner
        ]
        headed = [bool(on) and not _is_in_columns(rows[at]) for at, on in zip(inner, over, strict=True)]
        return [
            at
            for at, on in zip(inner, headed, strict=True)
            if on and rows[at].white and sides[at] == "left" and not _signs(rows[at], rows[at - 1])
        ]
    wide = _usual([row.cells[0].extent for row, side in zip(rows, sides, strict=True) if side != "right"])
    ends = [
        at
        for at in [*inner, len(rows)]
        if sides[at - 1] == "left" and (sides[at] != "left" if at < len(rows) else bool(beneath))
    ]
    return [begin for at in ends if (begin := _first_headline(rows, sides, at, wide, beneath)) < at]


def _signs(row: Row, above: Row) -> bool:
    """Whether a row is the byline below the headline above, which may stand in a column."""
    return bool(parse_byline(row.cells[0].flow.text)) and not TOLD.search(above.cells[0].flow.text)


def _is_in_columns(row: Row) -> bool:
    """Whether a row is text in several columns."""
    return any(TOLD.search(cell.flow.text) for cell in row.cells[1:])


def _first_headline(rows: Sequence[Row], sides: Sequence[str], after: int, wide: int, beneath: Row | None) -> int:
    """The first of the lines above row `after` that look like headlines and not like the column's; `after` for none."""
    first, at = after, after - 1
    lost = not any(cell.indent > 1 for row in rows for cell in row.cells)
    if after < len(rows):
        begun = sides[after] != "right" and _opens(rows[after].cells[0])
    else:
        begun = bool(beneath and beneath.cells[0].flow.text.startswith("——"))
    while at > 0 and sides[at] == "left" and len(rows[at].cells) == 1:
        text = rows[at].cells[0].flow.text
        above = rows[at - 1].cells[0].flow.text
        if re.search(r"。|[，,；;、：）)】]$", text) or closing(above + text).start < len(above):
            break
        miss = abs(rows[at].cells[0].extent - wide)
        if lost and not begun and ends(rows[at - 1].cells[0]) and 3 <= miss <= 5:
            break  # the first line of a paragraph
        plain = not TOLD.search(text) or text.startswith("——")
        over = rows[at].cells[0].extent >= wide + 2 and text[-1] not in "，。；：、！？”》）"
        twice = text == above or (at + 1 < len(rows) and text == rows[at + 1].cells[0].flow.text)
        if begun or twice or miss > max(6, wide // 6) or (plain and (miss > 3 or over or "　" in text)):
            first = at
        elif not plain:
            break
        begun = text.startswith("——")
        at -= 1
    return first


def _sections(rows: Sequence[Row], gutter: int, edges: Sequence[int], starts: Sequence[int]) -> list[int]:
    """`starts`, and the rows at which articles begin side by side, each below its own headline, under an article that
    runs on from column to column and ends in the last of these `edges`, or in one before it with something else beside
    it, which has a headline."""
    tight = not any(row.white for row in rows)
    last = max(edges)
    found = sorted(starts)
    for at, row in enumerate(rows):
        parted = row.white or (tight and row.cells[-1].edge >= last - BEFORE)
        if at in starts or not parted or not _is_beside(rows[at : at + MOST_HEADS + 1], gutter):
            continue
        opens = _opens if tight else _is_text
        heads = (list(islice(_column(rows[at:], gutter, beyond), MOST_HEADS + 1)) for beyond in (False, True))
        if not all(_titled(column, opens) for column in heads):
            continue
        above = rows[max(start for start in found if start < at) : at]
        left, right = list(_column(above, gutter, False)), list(_column(above, gutter, True))
        over = [
            column
            for a, b in pairwise([*edges, NOWHERE])
            if a >= gutter and (column := list(_column(above, a, True, b)))
        ]
        ended = [one for one, other in pairwise(over) if _titled(other, _is_text)] + over[-1:]
        if left and any(ends(one[-1]) for one in ended) and not (ends(left[-1]) and _titled(right, _opens)):
            found.append(at)
    return sorted(found)


def _is_beside(rows: Sequence[Row], gutter: int) -> bool:
    """Whether text stands on either side of a gutter in the first row, or below lines of headlines on one side or the
    other, which stand at different heights."""
    sides = [side(row, gutter) for row in rows]
    if "both" not in sides:
        return False
    first = sides.index("both")
    told = any(TOLD.search(cell.flow.text) for row in rows[:first] for cell in row.cells)
    white = any(row.white for row in rows[1 : first + 1])
    return not first or ({"left", "right"} <= set(sides[:first]) and not told and not white)


def _column(rows: Sequence[Row], gutter: int, beyond: bool, until: int = NOWHERE) -> Iterator[Cell]:
    """The first cell of each row that has any on this side of the gutter, before the one that is `until` there."""
    for row in rows:
        cells = _sides(row, gutter)[beyond]
        if cells and cells[0].edge < until - BEFORE:
            yield cells[0]


def _titled(cells: Sequence[Cell], opens: Callable[[Cell], bool]) -> bool:
    """Whether a column begins with lines of a headline and then a line that `opens` a body."""
    for number, cell in enumerate(cells[: MOST_HEADS + 1]):
        if opens(cell) and not (number == 0 and _heads_text(cells)):
            return number > 0
        if re.search(r"[。；]|^[（(]|[，、：）)】]$", cell.flow.text) and not re.fullmatch(
            "【[^】]+】", cell.flow.text
        ):
            return False
    return False


def _heads_text(cells: Sequence[Cell]) -> bool:
    """Whether the first line of a column is a headline though it has a mark of prose in it (青石乡：茶园管护正当时):
    the next one opens a body."""
    first = cells[0]
    plain = not _opens(first) and not re.search("[。；]|[，、：]$", first.flow.text)
    return plain and len(cells) > 1 and _opens(cells[1])


def _is_text(cell: Cell) -> bool:
    """Whether a line is of a body, opening it or running on."""
    return _opens(cell) or bool(re.search("[，。；：]", cell.flow.text))


def _opens(cell: Cell) -> bool:
    """Whether a cell begins a body: what stands above it and ends no sentence is then a headline."""
    text = cell.flow.text
    return cell.indent >= 2 or bool(parse_byline(text)) or opens_news(text)


def _sides(row: Row, gutter: int) -> tuple[list[Cell], list[Cell]]:
    beyond = [cell for cell in row.cells if cell.edge >= gutter - BEFORE]
    return [cell for cell in row.cells if cell not in beyond], beyond


def _usual(extents: Sequence[int]) -> int:
    """The extent that most lines share."""
    if not extents:
        return 0
    counts = Counter(extents)
    return max(counts, key=lambda at: (sum(counts[at + off] for off in range(-2, 3)), at))
