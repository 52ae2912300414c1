"""The rows of a page, cut at its gutters, and which of them stand over several columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.bylines import parse_byline
from service.captions import ends_caption, is_caption
from service.gutters import BEFORE, BEYOND, NARROWEST, TOLD, begins_at, cut_at, ends, is_whole
from service.rows import Cell, Row, join_cells

NEAR = 2  # half-widths by which the middles of two lines of a headline may differ
LOOSE = 4  # half-widths between two names of one byline


def split(rows: Sequence[Row], at: Sequence[int]) -> list[Row]:
    """Cut cells once more where a single space stands at a gutter; put those together that no gutter parts.

    A line that hangs over leaves a single space; rows near it have the gutter in full. A line between white ones is a
    headline: its space parts two halves of it.
    """
    edges = (margin(rows, at), *at)
    near = [{gutter for gutter in at for cell in row.cells[1:] if begins_at(cell, gutter)} for row in rows]
    found = []
    for index, row in enumerate(rows):
        alone = row.white and all(below.white for below in rows[index + 1 : index + 2])
        if (alone and _is_one_line(row, edges)) or is_whole(row) or _is_one_byline(row) or _is_one_caption(row):
            found.append(replace(row, cells=(replace(row.cells[0], flow=join_cells(row.cells)),)))
            continue
        around = {gutter for other in near[max(0, index - 3) : index + 4] for gutter in other} - near[index]
        around = set() if alone else around
        cells = [part for cell in _whole_byline(row.cells) for part in _parts(cell, sorted(around), edges)]
        groups: list[list[Cell]] = []
        for cell in cells:
            if groups and not any(begins_at(cell, gutter) or _over(groups[-1][-1], cell, gutter) for gutter in at):
                groups[-1].append(cell)
            else:
                groups.append([cell])
        cells = [replace(group[0], flow=join_cells(group)) for group in groups]
        found.append(replace(row, cells=tuple(cells)))
    return _centred(found, edges)


def margin(rows: Sequence[Row], at: Sequence[int]) -> int:
    """Where the first column begins, before those at the gutters."""
    firsts = Counter(row.cells[0].edge for row in rows if not at or row.cells[0].edge < at[0] - BEFORE)
    return firsts.most_common(1)[0][0] if firsts else 0


def _parts(cell: Cell, around: Sequence[int], edges: Sequence[int]) -> list[Cell]:
    """The cell, cut where a single space stands at a gutter; whole where it is a headline over columns or a caption."""
    whole = is_caption(cell.flow.text) or parse_byline(cell.flow.text)
    return cut_at(cell, around) if _runs(cell, edges) and not whole else [cell]


def _is_one_line(row: Row, edges: Sequence[int]) -> bool:
    """Whether the cells of a row are parts of one headline: little white stands between them, and the first begins
    where no column does."""
    gaps = [cell.start - before.end for before, cell in pairwise(row.cells)]
    return not _runs(row.cells[0], edges) and all(0 <= gap <= 2 * BEFORE for gap in gaps)


def _is_one_byline(row: Row) -> bool:
    """Whether the cells of a row are one byline: no more than a few spaces part them."""
    near = all(0 <= cell.start - before.end <= LOOSE for before, cell in pairwise(row.cells))
    return len(row.cells) > 1 and near and bool(parse_byline(join_cells(row.cells).text))


def _whole_byline(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, the first of them put together that are one byline, though text stands beside it: it may
    stand over several columns."""
    for count in range(len(cells) - 1, 1, -1):
        first = cells[:count]
        near = all(0 <= cell.start - before.end <= LOOSE for before, cell in pairwise(first))
        alone = not any(parse_byline(cell.flow.text) for cell in first[1:])
        if near and alone and parse_byline(join_cells(first).text):
            return [replace(first[0], flow=join_cells(first)), *cells[count:]]
    return list(cells)


def _is_one_caption(row: Row) -> bool:
    """Whether the cells of a row are a caption and who took the photograph, which no more than a few spaces part."""
    near = all(0 <= cell.start - before.end <= LOOSE for before, cell in pairwise(row.cells))
    names = [parse_byline(cell.flow.text) for cell in row.cells[1:]]
    return near and bool(names) and all(names) and ends_caption(join_cells(row.cells).text)


def _runs(cell: Cell, edges: Sequence[int]) -> bool:
    """Whether a cell begins where a column does, or a paragraph of it."""
    return any(-BEFORE <= cell.edge - edge <= BEYOND for edge in edges)


def _centred(rows: Sequence[Row], edges: Sequence[int]) -> list[Row]:
    """The rows with `centred` found: one line alone that begins at no `edges` of columns, nor, on a page where indents
    are narrow spaces, at an indent; or at one by chance, with nothing beside it, white above (on a page
    that has white lines) and text in the first column again below; or right below such a line. Else a byline may stand
    anywhere."""
    tight = not any(row.white for row in rows)
    right = max((cell.end for row in rows for cell in row.cells), default=0)
    spaced = any(3 <= cell.edge - edge <= BEFORE for row in rows for cell in row.cells[1:] for edge in edges[1:])
    middles = _middles([cell for row in rows for cell in row.cells if TOLD.search(cell.flow.text)], edges)
    found: list[Row] = []
    for index, row in enumerate(rows):
        cell, text = row.cells[0], row.cells[0].flow.text
        alone = len(edges) > 1 and len(row.cells) == 1 and text[0] not in "（("
        if alone and found and found[-1].centred and is_below(found[-1], row):
            found.append(replace(row, centred=True))
            continue
        offsets = [cell.edge - edge for edge in edges]
        here = any(-1 <= offset <= 1 or (spaced and 3 <= offset <= BEFORE) for offset in offsets)
        around = [other.cells[-1].edge for other in (*found[-1:], *rows[index + 1 : index + 2])]
        runs_on = around == [cell.edge] * 2 and len(rows[index + 1].cells) == 1 and not ends(found[-1].cells[-1])
        apart = not index or row.white or found[-1].centred or (tight and not runs_on)
        if here and apart and offsets[0] > NARROWEST and not TOLD.search(text):
            here = not _is_over_first(rows[index + 1 :], edges)
        own = not tight and (_goes_on(found, row) or _is_within(cell, edges, right))
        beside = [other for other in (*found[-1:], *rows[index + 1 : index + 2]) if abs(other.number - row.number) == 1]
        own = own or any(_are_beside(row, other, edges) for other in beside)
        own = own or (not tight and _is_over_some(cell, middles))
        found.append(replace(row, centred=alone and not own and not here and not parse_byline(text)))
    return found


def is_below(above: Row, row: Row) -> bool:
    """Whether a line that is no prose stands right below another, not aside of it."""
    one, other = above.cells[0], row.cells[0]
    near = one.edge < other.end + LOOSE and other.edge < one.end + LOOSE
    return near and not row.white and not TOLD.search(other.flow.text)


def _is_over_first(below: Sequence[Row], edges: Sequence[int]) -> bool:
    """Whether the text that comes next, perhaps below more lines of a headline, stands in the first column as well."""
    text = next(
        (row for row in below if len(row.cells) > 1 or (row.white and TOLD.search(row.cells[0].flow.text))), None
    )
    return bool(text and len(text.cells) > 1 and text.cells[0].edge < edges[1] - BEFORE)


def _are_beside(row: Row, near: Row, edges: Sequence[int]) -> bool:
    """Whether two lines, each alone in its row, are of headlines side by side: each right at the edge of a column, and
    one of them all before the other's; or one in the last column and the other before it."""
    cell, other = row.cells[0], near.cells[0]
    if cell.end <= edges[-1] and other.edge >= edges[-1] - BEFORE:
        return True
    if near.cells[-1].end <= edges[-1] and cell.edge >= edges[-1] - BEFORE:
        return True
    left, right = sorted((cell, other), key=lambda each: each.edge)
    heads = len(near.cells) == 1 and not TOLD.search(other.flow.text)
    begun = all(any(abs(each.edge - edge) <= 1 for edge in edges) for each in (left, right))
    return heads and begun and any(left.end <= edge <= right.edge + 1 for edge in edges[1:])


def _goes_on(above: Sequence[Row], row: Row) -> bool:
    """Whether a line alone stands in the middle below the last of several cells: the second of a column's headline."""
    last = above[-1].cells if above and not row.white else ()
    return len(last) > 1 and abs(last[-1].edge + last[-1].end - row.cells[0].edge - row.cells[0].end) <= 2 * NEAR


def _is_within(cell: Cell, edges: Sequence[int], right: int) -> bool:
    """Whether a line stands in the middle of the last column, which ends at `right`, and begins far from its edge."""
    middle = (edges[-1] + right) / 2
    return cell.edge > edges[-1] + BEFORE and abs((cell.edge + cell.end) / 2 - middle) <= 2 * NEAR


def _middles(told: Sequence[Cell], edges: Sequence[int]) -> list[tuple[int, float | None, float | None]]:
    """For each gutter the middle of the text before it and of that beyond; `told` are the lines of text."""
    found = []
    for gutter in edges[1:]:
        sides = ([each for each in told if each.end <= gutter], [each for each in told if each.edge >= gutter - BEFORE])
        before, beyond = (
            (min(each.edge for each in side) + max(each.end for each in side)) / 2 if side else None for side in sides
        )
        found.append((gutter, before, beyond))
    return found


def _is_over_some(cell: Cell, middles: Sequence[tuple[int, float | None, float | None]]) -> bool:
    """Whether a line stands in the middle over the columns on one side of a gutter, as a headline of an article that
    has only these."""
    for gutter, before, beyond in middles:
        middle = before if cell.end <= gutter else beyond if cell.edge >= gutter - BEFORE else None
        if middle is not None and abs((cell.edge + cell.end) / 2 - middle) <= 2 * NEAR:
            return True
    return False


def _over(before: Cell, cell: Cell, gutter: int) -> bool:
    """Whether a gutter lies in wide white space between two cells: headlines of articles side by side."""
    return before.end + 2 < gutter <= cell.edge and cell.edge - before.end > 2 * BEFORE
