"""The lines of a text layer: reading order of side-by-side columns, and paragraphs out of hard-wrapped lines."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.flow import Flow, cut, width
from service.records import Document
from service.repair import is_dense, undouble

_GAP = re.compile(r"(?<=\S)(?: {3,}|[ 　]*　{2,}[ 　]*|\t+)(?=\S)")
_END = re.compile(r"[。！？!?…][”’」』）)》】\"]*$")
_STOP = re.compile(r"。")
# Words that open a paragraph of official prose: a speaker or a meeting that says, a date, an exhortation.
_OPENS = re.compile(
    r"(?:(?:会议|會議|全会|大会|大會|座谈会|活动|当天|隨後|随后|期间)[^，。]{0,6}|[他她]|[㐀-鿿]{2,4}(?:在[^，。]{2,16})?)"
    r"(?:指出|强调|強調|要求|认为|認為|号召|號召|明确|表示|说|說|提出|希望)[，：“,:]"
    r"|(?:会议|會議|全会|大会)(?:指出|强调|要求|认为|听取|審議|审议)"
    r"|要(?:抓|在|坚持|聚焦|强化|深化|加快|持续|以|把|突出|堅持|強化)|本次|[一二三四五六七八九十]要|[一二三四五六七八九十]是"
    r"|[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\d{1,2}月\d{1,2}日"
)
_LEDE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|连日|本[报報台]|新华社|新華社|据|今年|截至|為|为"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column. `indent` and `width` in columns (see `flow.columns`), `clean` its text with
    doubling undone, `blank` whether white lines stand before it, `dense` whether it is set in doubled type."""

    flow: Flow
    clean: str
    width: int
    indent: int
    blank: int
    page: int
    size: float | None
    dense: bool

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(_END.search(self.clean))


def _line(flow: Flow, indent: int, blank: int, page: int, size: float | None) -> Line:
    clean = undouble(flow.text)
    return Line(flow, clean, width(clean), indent, blank, page, size, is_dense(flow.text))


def page_of(document: Document, offset: int) -> int:
    """Which of the document's pages the offset is on, from 0."""
    return max((number for number, span in enumerate(document.pages) if span.start <= offset), default=0)


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int  # column
    flow: Flow


def read_lines(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[Line]:
    """The lines of the blocks (start, end, size) in reading order, side-by-side columns taken apart."""
    rows: list[tuple[list[_Cell], int, int, float | None]] = []
    previous = 0
    for begin, finish, size in blocks:
        for found in re.finditer(r"[^\n\r\f]+", document.text[begin:finish]):
            start, end = begin + found.start(), begin + found.end()
            if not document.text[start:end].strip():
                continue
            head = max(document.text.rfind(mark, 0, start) for mark in "\n\r\f") + 1
            row = document.text[head:end]
            edges = [match.span() for match in _GAP.finditer(row)]
            bounds = [0, *[edge for gap in edges for edge in gap], len(row)]
            cells = [
                _Cell(
                    width(row[:a]) + width(row[a:b]) - width(row[a:b].lstrip()), cut(document.text, head + a, head + b)
                )
                for a, b in zip(bounds[::2], bounds[1::2], strict=True)
            ]
            blank = document.text.count("\n", previous, start) - 1
            rows.append((cells, max(0, blank), page_of(document, start), size))
            previous = end
    return _in_order(rows)


def _in_order(rows: Sequence[tuple[list[_Cell], int, int, float | None]]) -> list[Line]:
    lines: list[Line] = []
    for number in sorted({page for _, _, page, _ in rows}):
        mine = [row for row in rows if row[2] == number]
        cuts = _cuts([cells for cells, *_ in mine])
        held: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
        for cells, blank, page, size in mine:
            whole = join_cells(cells)
            spans_cut = len(cells) == 1 and any(
                cells[0].start < at - 2 and cells[0].start + width(cells[0].flow.text) > at for at in cuts
            )
            if not cuts or spans_cut or is_table_row(cells, cuts):
                for column in held:
                    lines += column
                    column.clear()
                lines.append(_line(whole, cells[0].start, blank, page, size))
                continue
            for index, group in _by_column(cells, cuts):
                start = group[0].start - (cuts[index - 1] if index else 0)
                held[index].append(_line(join_cells(group), max(0, start), blank, page, size))
        lines += [line for column in held for line in column]
    return lines


def join_cells(cells: Sequence[_Cell]) -> Flow:
    """Cells of one row as one flow, the white space between them kept as one ideographic space."""
    text, at = cells[0].flow.text, cells[0].flow.at
    for cell in cells[1:]:
        text, at = f"{text}　{cell.flow.text}", (*at, at[-1] + 1, *cell.flow.at)
    return Flow(text, at)


def _by_column(cells: Sequence[_Cell], cuts: Sequence[int]) -> list[tuple[int, list[_Cell]]]:
    groups: dict[int, list[_Cell]] = {}
    for cell in cells:
        groups.setdefault(sum(cell.start >= at - 2 for at in cuts), []).append(cell)
    return sorted(groups.items())


def _cuts(rows: Sequence[Sequence[_Cell]]) -> list[int]:
    """Columns at which a second, third … printed column begins: where cells of prose length start again and again."""
    split = [row for row in rows if len(row) > 1]
    starts = [cell.start for row in split for cell in row[1:] if width(cell.flow.text) >= 10]
    found: list[int] = []
    for at in sorted(set(starts)):
        near = [start for start in starts if at <= start <= at + 4]
        if len(near) >= max(5, len(split) * 2 // 5) and (not found or at - found[-1] > 12):
            sides = [width(row[0].flow.text) for row in split]
            if statistics.median(sides) >= 12:
                found.append(min(near))
    return found


def is_table_row(cells: Sequence[_Cell], cuts: Sequence[int]) -> bool:
    """Three cells and more, more than the columns would make, most of them short."""
    return len(cells) >= 3 and len(cells) > len(cuts) + 1 and statistics.median(len(c.flow) for c in cells) <= 8


def typical_width(lines: Sequence[Line]) -> float:
    """The width of the column that the lines stand in: the median of those that run on."""
    full = [line.width for line in lines if not line.ends] or [line.width for line in lines]
    return statistics.median(full) if full else 0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page is set: `wrapped` hard-wrapped columns, `indented` paragraphs, `spaced` blank lines that mean
    something, `size` of body type in points (None where unknown)."""

    wrapped: bool
    indented: bool
    spaced: bool
    size: float | None


def habits(lines: Sequence[Line]) -> Habits:
    """The habits of the page, by count over its lines."""
    long = [line for line in lines if line.width >= 12]
    prose = [line for line in long if re.search(r"[，。；、]", line.clean)]
    running = [line for line in prose if not line.ends]
    indents = sum(line.indent >= 4 for line in prose)
    blanks = sum(bool(line.blank) for line in prose)
    weights: dict[float, int] = {}
    for line in lines:
        if line.size is not None:
            weights[line.size] = weights.get(line.size, 0) + len(line.flow)
    return Habits(
        wrapped=len(running) > 0.4 * len(prose),
        indented=indents >= 2 and indents <= 0.7 * len(prose),
        spaced=0 < blanks < 0.6 * len(prose),
        size=max(weights, key=lambda size: weights[size]) if weights else None,
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together: a paragraph of a body, or headlines."""

    heading: bool
    lines: tuple[Line, ...]


def _is_heading(lines: Sequence[Line], index: int, last: int, column: float, manner: Habits) -> bool:
    """Whether the line, in front of a sentence that ends in line `last`, is a headline and not the sentence's begin."""
    line, after = lines[index], lines[index + 1] if index < last else None
    if manner.size and line.size and line.size != manner.size:
        return line.size >= 1.12 * manner.size
    if line.dense:
        return True
    if _STOP.search(line.clean) or re.search(r"[，、；：,（《“]$", line.clean) or after is None or line.width > 96:
        return False
    if manner.indented and line.indent == 4 and column and abs(line.width + 4 - column) <= 3:
        return False
    if manner.indented and after.indent >= 4 and line.indent != after.indent:
        return True
    if manner.spaced and after.blank and not re.search(r"[，、；]", line.clean[-1:]):
        return True
    following = lines[index + 1 : last + 1]
    wide = following[0].width if len(following) == 1 else typical_width(following[:-1])
    if not manner.wrapped:
        return "，" not in line.clean or line.width < 60
    odd = [abs(line.width + line.indent - at) > 0.22 * at for at in (wide, column) if at]
    return (all(odd) and not _LEDE.match(line.clean)) or bool(_LEDE.match(after.clean) and not _LEDE.match(line.clean))


def stretches(lines: Sequence[Line], manner: Habits, opened: bool) -> list[Stretch]:
    """Cut lines into paragraphs and headlines. `opened` says that a body begins with the first line."""
    found: list[Stretch] = []
    column, index = 0.0, 0
    while index < len(lines):
        last = next(
            (at for at in range(index, len(lines)) if lines[at].ends and not _heading_cry(lines, at, manner)), None
        )
        if last is None:
            found += _unended(lines[index:], opened and index == 0, column)
            break
        first = index
        if not (opened and index == 0) or lines[index].dense:
            while first < last and _is_heading(lines, first, last, column, manner):
                first += 1
        # a headline inside what looked like one sentence: what is before it is not ended, so it is headline as well
        inner = [at for at in range(first, last) if lines[at].dense]
        first = inner[-1] + 1 if inner and not opened else first
        if first > index:
            found.append(Stretch(True, tuple(lines[index:first])))
        body = lines[first : last + 1]
        found.append(Stretch(False, tuple(body)))
        column = typical_width(body) if len(body) > 1 else column
        index = last + 1
    return _paragraphs(found, manner)


def _heading_cry(lines: Sequence[Line], at: int, manner: Habits) -> bool:
    """A headline that ends in an exclamation or question mark, or in doubled type."""
    line = lines[at]
    if line.dense:
        return True
    if manner.size and line.size and line.size >= 1.12 * manner.size:
        return True
    if "。" in line.clean or "，" in line.clean or line.width > 50 or not re.search(r"[！？!?]”?$", line.clean):
        return False
    before = lines[at - 1] if at else None
    return (before is None or before.ends) and at + 1 < len(lines) and bool(_LEDE.match(lines[at + 1].clean))


def _unended(lines: Sequence[Line], opened: bool, column: float) -> list[Stretch]:
    """Lines after which no sentence ends: headlines, unless a body has just begun or they are set like its column."""
    prose = sum(bool(re.search(r"[，；]", line.clean)) for line in lines if not line.dense)
    even = len(lines) >= 3 and prose >= len(lines) / 3 and not any(line.dense for line in lines)
    body = (opened or even) and prose > 0
    return [Stretch(not body, tuple(lines))] if lines else []


def _paragraphs(found: Sequence[Stretch], manner: Habits) -> list[Stretch]:
    """Put sentences that end with their lines back into paragraphs."""
    merged: list[Stretch] = []
    for stretch in found:
        last = merged[-1] if merged else None
        if last and not last.heading and not stretch.heading and not _breaks(last.lines, stretch.lines, manner):
            merged[-1] = replace(last, lines=last.lines + stretch.lines)
        else:
            merged.append(stretch)
    return merged


def _breaks(before: Sequence[Line], after: Sequence[Line], manner: Habits) -> bool:
    if not manner.wrapped or before[-1].page != after[0].page:
        return True
    if manner.indented:
        return after[0].indent >= 4
    if manner.spaced and after[0].blank:
        return True
    column = typical_width([*before[-8:], *after[:8]])
    return before[-1].width <= column - 4 or bool(_OPENS.match(after[0].clean))
