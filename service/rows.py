"""The rows of a text layer: lines cut into cells where white space stands, and where on the page these begin.

Programs that print text in lines keep columns apart by spaces, and count a Han character as two columns, as a terminal
shows it, or as one, as poppler's pdftotext does. A page is read the way in which its cells stand below each other.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.bylines import bare_names
from service.flow import SENTENCE_END, Flow, cut, width
from service.records import Block, Document

# The rule between two columns, as programs draw it and as scanners read it at the end of a line.
_RULE = r"[│┃┆┇┊┋║]|(?<=[ \t\xa0　])[|丨](?=[ \t\xa0　]*$)"
_RULED = rf"[ \t\xa0　]*(?:{_RULE})[ \t\xa0　]*|"
_GAP = re.compile(_RULED + r"[ \xa0]{2,}[ \t\xa0　]*|　[ \t\xa0　]+|[ \xa0]　[ \t\xa0　]*|\t[ \t\xa0　]*")
_LETTERED = re.compile(r"[㐀-鿿](?:[ \xa0　][㐀-鿿]){3,}")
_LETTERED_REPORT = re.compile("本[ \xa0　][报報][ \xa0　][讯訊]")  # 本 报 讯
MOST_INDENT = 8  # ideographic spaces before a byline set at the right
_CLAUSE = re.compile("[，、；。：]")
_HAN = "[㐀-鿿，。、；：！？“”‘’（）《》〈〉「」『』…—％·]"
_SPACE = re.compile(rf"(?<={_HAN})[ \xa0]+(?=\S)|(?<=\S)[ \xa0]+(?={_HAN})|(?<=\d)[ \xa0](?=\d)")
_WIDE_GAP = re.compile(
    _RULED + r"[ \xa0]{4,}[ \t\xa0　]*|　[ \t\xa0　]+|\t[ \t\xa0　]*"
)  # where spaces stand between characters
_NUMBER = re.compile(r"(\d{1,4})(?:(?=[ 　\t])[ \t]*|$)")
COUNTED = 3  # lines from which on numbers before all of them count them
PARTED = 3  # such spaces from which on they part two clauses
ALIGNED, AGREEING = 4, 3  # half-widths within which cells stand below each other, and how many do where a column begins
DEEP, IN_TURN, SURE = 24, 6, 0.9  # half-widths of the right column's begin, pairs of lines, share of them that agree
SURELY = 1.1  # by which factor they must gather more for another way of counting
MOST_COLUMNS = 9  # that are looked for
OFF = 2  # half-widths by which a cell misses its column; an indent is twice that
PUSHED = 3  # times as many cells has a column than a place to which some were pushed from it
TIGHT = 3  # spaces behind a text that may have run over the place where the next column begins
OFTEN = 0.2  # share of the lines in the midst of sentences that stand so far below the line before
SPACED = 0.3  # share of Han with a space on either side on a page whose characters are parted


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text in a row. `start` in half-widths from the left; `indent` in ideographic spaces before it. `counted`
    is the start where each character counts as a column of two half-widths, `even` that on this page each does, `gap`
    the other spaces before it, `ruled` that nothing but a rule parts it from the cell before."""

    start: int
    indent: int
    flow: Flow
    counted: int = 0
    gap: int = 0
    ruled: bool = False
    even: bool = False

    @property
    def edge(self) -> int:
        """Where its column begins: before the indent."""
        return self.start - 2 * self.indent if self.indent > 1 else self.start

    @property
    def counted_edge(self) -> int:
        """The same where each character counts as a column."""
        return self.counted - 2 * self.indent if self.indent > 1 else self.counted

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + width(self.flow.text)

    @property
    def extent(self) -> int:
        """How wide it is, its indent counted."""
        return width(self.flow.text) + 2 * self.indent


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


def read_rows(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[list[Row]]:
    """The rows of the blocks (start, end, size), page by page."""
    pages: dict[int, list[_Printed]] = {}
    number, done = 0, 0
    for begin, finish, size in blocks:
        for line in re.finditer(r"[^\n\r\f]+", document.text[begin:finish]):
            start, end = begin + line.start(), begin + line.end()
            number += document.text.count("\n", done, start)
            done = start
            if document.text[start:end].strip():
                head = max(document.text.rfind(mark, 0, start) for mark in "\n\r\f") + 1
                page = page_of(document, start)
                pages.setdefault(page, []).append(_Printed(start, end, head, number, size))
    found = (_rows(document.text, pages[page], page) for page in sorted(pages))
    return [spaced(_aligned(rows)) for rows in found if rows]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line: where its text stands in the source, where the line begins there, its number and its type's size."""

    start: int
    end: int
    head: int
    number: int
    size: float | None


def _rows(source: str, lines: Sequence[_Printed], page: int) -> list[Row]:
    """The lines as rows; where recognition of characters has set a space behind each, without these."""
    texts = [source[line.start : line.end] for line in lines]
    alone = sum(len(re.findall("(?<![㐀-鿿])[㐀-鿿](?=[ \xa0]{1,2}[㐀-鿿])", text)) for text in texts)
    spaced = alone > SPACED * sum(len(re.findall("[㐀-鿿]", text)) for text in texts)
    found = []
    for line in lines:
        cells = _cells(source, line, _WIDE_GAP if spaced else _GAP)
        cells = tuple(replace(cell, flow=_tight(cell.flow)) if spaced else _unlettered(cell) for cell in cells)
        if cells:
            found.append(Row(cells, line.number, page, line.size))
    return found


def column_rules(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[Flow]:
    """What the blocks have of rules between columns, page by page."""
    found: dict[int, list[int]] = {}
    for begin, finish, _ in blocks:
        for line in re.finditer(r"[^\n\r\f]+", document.text[begin:finish]):
            start, end = begin + line.start(), begin + line.end()
            at = [rule.start() for rule in re.compile(_RULE).finditer(document.text, start, end)]
            found.setdefault(page_of(document, start), []).extend(at)
    return [Flow("".join(document.text[each] for each in at), tuple(at)) for at in found.values()]


def line_numbers(document: Document, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where the numbers stand that a program has set before every line, counting them; none where it has not, or where
    they number sentences."""
    found = [_NUMBER.match(document.text, block.span.start, block.span.end) for block in blocks]
    numbers = [number for number in found if number]
    steps = [int(below[1]) - int(above[1]) for above, below in pairwise(numbers)]
    counted = len(numbers) == len(blocks) > COUNTED and steps.count(1) >= 0.9 * len(steps)
    whole = [block for block in blocks if document.text[block.span.end - 1] in "。！？"]
    counted = counted and len(whole) < 0.5 * len(blocks)
    return [number.span() for number in numbers] if counted else []


def _unlettered(cell: Cell) -> Cell:
    """The cell without the spaces between all letters of a headline, or of the words that open a report; a list of
    padded names and a paper's name, which furniture keeps as it is printed, as they are."""
    text = cell.flow.text
    names = text.endswith(("报", "報")) or bare_names(text, told=True)
    lettered = _LETTERED.fullmatch(text) if not names else None
    opens = lettered or _LETTERED_REPORT.match(text)
    if not opens:
        return cell
    kept = [at for at in range(len(text)) if at >= opens.end() or not text[at].isspace()]
    return replace(cell, flow=Flow("".join(text[at] for at in kept), tuple(cell.flow.at[at] for at in kept)))


def page_of(document: Document, offset: int) -> int:
    """Which of the document's pages the offset is on, from 0."""
    return max((number for number, span in enumerate(document.pages) if span.start <= offset), default=0)


def _aligned(rows: Sequence[Row]) -> list[Row]:
    """The rows, their cells where they stand by the way of counting columns by which they agree."""
    inner = [cell for row in rows for cell in row.cells[1:]]
    counted, plain = _columns([cell.counted_edge for cell in inner]), _columns([cell.edge for cell in inner])
    if _stand_in_turn(rows):
        return [
            replace(row, cells=tuple(replace(cell, start=cell.counted, even=True) for cell in row.cells))
            for row in rows
        ]
    if _concentration(counted) <= SURELY * _concentration(plain):
        return list(rows)
    columns = {statistics.median_low(column): len(column) for column in counted}
    return [replace(row, cells=_settled(row.cells, columns)) for row in rows]


def _stand_in_turn(rows: Sequence[Row]) -> bool:
    """Whether lines of two columns are printed in turn, because they stand at different heights, by a program that
    counts a character as a column: by half-widths those on the left would reach into those on the right."""
    pairs = [
        (left.cells[0], right.cells[0])
        for one, other in pairwise(rows)
        for left, right in [(one, other) if one.cells[0].edge < other.cells[0].edge else (other, one)]
        if len(left.cells) == 1 == len(right.cells) and right.cells[0].edge >= DEEP > left.cells[0].edge
    ]
    reaching = [(left, right) for left, right in pairs if left.end > right.edge + OFF]
    apart = [1 for left, right in reaching if left.counted + 2 * len(left.flow) <= right.counted_edge]
    return len(reaching) >= IN_TURN and len(apart) >= SURE * len(reaching)


def _columns(edges: Sequence[int]) -> list[list[int]]:
    """The edges that agree, column by column, the largest columns first."""
    found: list[list[int]] = []
    rest = Counter(edges)
    while rest and len(found) < MOST_COLUMNS:
        best = max(rest, key=lambda at: (sum(rest[at + more] for more in range(ALIGNED + 1)), -at))
        column = sorted(edge for more in range(ALIGNED + 1) for edge in [best + more] * rest.pop(best + more, 0))
        if len(column) < AGREEING:
            break
        found.append(column)
    return found


def _concentration(columns: Sequence[Sequence[int]]) -> int:
    """How much cells gather in few columns (Herfindahl's index, but for its scale)."""
    return sum(len(column) ** 2 for column in columns)


def _settled(cells: Sequence[Cell], columns: Mapping[int, int]) -> tuple[Cell, ...]:
    """The cells of a row with their starts by counted characters: at a column where one is near; one that was pushed on
    by a long text before it, at the column that it was pushed from. `columns` are the largest first, with how many
    cells each has: where few stand, they may have been pushed as well."""
    found: list[Cell] = []
    for cell in cells:
        edge = least = cell.counted_edge
        if found and cell.gap <= TIGHT:
            least = found[-1].end + cell.gap
        fits = [at for at in columns if least <= at + OFF and at <= edge + OFF]
        near = [at for at in fits if abs(at - edge) <= OFF and PUSHED * columns[at] >= columns[fits[0]]]
        edge = next(iter([*near, *fits]), edge)
        found.append(replace(cell, start=edge + cell.counted - cell.counted_edge, even=True))
    return tuple(found)


def _tight(flow: Flow) -> Flow:
    spaces = {
        at
        for space in _SPACE.finditer(flow.text)
        for at in range(space.start() + (len(space[0]) >= PARTED), space.end())
    }
    kept = [at for at in range(len(flow)) if at not in spaces]
    return Flow("".join(flow.text[at] for at in kept), tuple(flow.at[at] for at in kept))


def spaced(rows: Sequence[Row]) -> list[Row]:
    """The rows with `white` found: what stands beside them in other columns makes no difference."""
    gaps = [row.number - above.number for above, row in pairwise(rows)]
    usual = _usual_gap(rows)
    return [replace(row, white=gap > usual) for row, gap in zip(rows, [0, *gaps], strict=True)]


def regular(rows: Sequence[Row], page: Sequence[Row]) -> list[Row]:
    """The rows of a column, numbered as if its leading were that of the page, with `white` found. White above the first
    is white above the columns, which says nothing of those that a text runs on into."""
    usual, own = _usual_gap(page), max(_usual_gap(rows), *_gaps_within(rows), 0)
    found = list(rows[:1])
    for above, row in pairwise(rows):
        gap = row.number - above.number
        gap = max(usual, gap - own + usual) if own > usual else gap
        found.append(replace(row, number=found[-1].number + gap))
    first = [replace(row, white=row.white and not row.left) for row in rows[:1]]
    return [*first, *spaced(found)[1:]]


def _usual_gap(rows: Sequence[Row]) -> int:
    """How many lines further the next row mostly stands."""
    gaps = Counter(row.number - above.number for above, row in pairwise(rows))
    return gaps.most_common(1)[0][0] if gaps else 0


def _gaps_within(rows: Sequence[Row]) -> list[int]:
    """How many lines further the next row often stands where a sentence goes on, in which no white line stands."""
    pairs = [(above, row) for above, row in pairwise(rows) if len(above.cells) == len(row.cells) == 1]
    gaps = Counter(row.number - above.number for above, row in pairs if _runs_on(above))
    return [gap for gap, count in gaps.items() if count > 1 and count >= OFTEN * gaps.total()]


def _runs_on(row: Row) -> bool:
    """Whether a sentence goes on below the row."""
    text = row.cells[0].flow.text
    return bool(_CLAUSE.search(text)) and not SENTENCE_END.search(text)


def _cells(source: str, line: _Printed, gaps: re.Pattern[str]) -> tuple[Cell, ...]:
    """The cells of a line, parted by `gaps`."""
    found: list[Cell] = []
    at = line.start
    for gap in [*gaps.finditer(source, line.start, line.end), None]:
        stop = gap.start() if gap else line.end
        if source[at:stop].strip():
            flow = cut(source, at, stop)
            before = source[line.head : flow.at[0]]
            space = before[len(before.rstrip()) :]
            indent = len(space) - len(space.rstrip("　"))
            gutter = bool(found) and not re.search(_RULE, before[len(before.rstrip()) - 1 :])
            if indent == len(space) and (gutter or indent > MOST_INDENT):
                indent = 0  # the gutter itself
            place = before.replace("\t", " " * 8)
            ruled = bool(found) and not source[found[-1].flow.at[-1] + 1].isspace()
            found.append(Cell(width(place), indent, flow, 2 * len(place), len(space) - indent, ruled))
        at = gap.end() if gap else line.end
    return tuple(found)


def join_cells(cells: Sequence[Cell]) -> Flow:
    """Cells of one row as one flow, the white space between them kept as one ideographic space."""
    text, at = cells[0].flow.text, cells[0].flow.at
    for cell in cells[1:]:
        space = ((), "") if cell.ruled else ((at[-1] + 1,), "　")
        text, at = f"{text}{space[1]}{cell.flow.text}", (*at, *space[0], *cell.flow.at)
    return Flow(text, at)


def cells(text: str) -> list[str]:
    """The cells of a table's row."""
    return [cell for cell in re.split(r"　+|\t| {2,}|｜|\|", text.strip("|｜ ")) if cell.strip()]
