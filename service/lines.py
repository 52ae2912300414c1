"""The lines of a text layer, and how its page is set."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from service.captions import POINTED, ends_caption
from service.closings import Closing, closing
from service.columns import in_order
from service.flow import SENTENCE_END, Flow, join, marked, width
from service.records import Document
from service.repair import is_all_doubled, is_dense, undouble
from service.roles import PHOTO
from service.rows import Row
from service.stated import Stated

PROSE = re.compile(r"[，。；、]")
_OPEN = re.compile(r"[（(【\[►▶▼▲][^）)】\]。]*$|[下上转接见]$|[^）)】\]\s]{2}$")
# 本报记者　周海 / 舟　摄
_SHOT = re.compile(
    "[。！）](?:[ 　]*[（(]?[㐀-鿿]{0,4}(?:[记記]者|通[讯訊][员員]|[摄攝]影)[ 　]*[㐀-鿿]{0,3}"
    "|[ 　]*[（(][㐀-鿿 　]{0,8})$"
)
_TAKEN = re.compile("[㐀-鿿· 　]{0,6}(?:[摄攝]影?|供[图圖]|翻[摄攝拍])[）)]?")
# What numbers a section: 一、…, （二）… (and not 一、二年级).
ORDINAL = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[（(][一二三四五六七八九十]{1,3}[）)])"
)
CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[编編章节節][\s　]")  # of a law
MOST_INDENT = 4  # ideographic spaces before a paragraph; what stands further in is set at the right
FEWEST_INDENTS = 3  # lines from which on a single space before them is an indent
LONGEST_CAPTION = 5  # lines
LEAST_DOUBLED = 12  # characters of two lines that are doubled together
BOLD = 0.5  # share of the lines ending with a sentence above which bold type is that of the text
LONGEST_TAIL = 8  # lines over which a bracketed byline and a jump line may run


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column. `indent` and `width` in half-widths (see `flow.columns`), `clean` its text with
    doubling undone and marks full-width, `blank` how many more white lines than usual stand before it, `dense` whether
    it is set in doubled type, `left` where its column begins, `close` the bylines and jump line that end it, `wide`
    where running lines around it end (0 unknown), `sent` whether it opens with a dateline, which the next line may
    end, `carried` the width of the number or Latin word that did not fit into it, `numbered` whether a section's
    number stands above it, `labelled` whether a column's name does, `run` which lines bold type has laid down twice
    together (0 for none), `listed` whether it stands in the page's own index of headlines, `under` what a site has
    printed right above it: "stated" when an article was published, the "end" of one, or a "picture", `told` what it
    states there of the article below."""

    flow: Flow
    clean: str
    width: int
    indent: int
    blank: int
    page: int
    size: float | None
    dense: bool
    left: int
    close: Closing
    wide: int = 0
    sent: bool = False
    carried: int = 0
    numbered: bool = False
    labelled: bool = False
    run: int = 0
    listed: bool = False
    under: str = ""
    told: Stated | None = None

    @property
    def lack(self) -> int:
        """How much of its column the line leaves empty, though more would have fitted in."""
        lack = self.wide - self.extent
        return 0 if 0 < lack < self.carried else lack

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(SENTENCE_END.search(self.clean[: self.close.start]))

    @property
    def closes(self) -> bool:
        """Whether an article ends with the line: with a byline, a source or a jump line, but not a photographer's."""
        names = any(credit.role not in PHOTO for credit in self.close.credits)
        return bool(names or self.close.jump or self.close.source or self.close.done)

    @property
    def hangs(self) -> bool:
        """Whether the line ends with a mark that may stand beyond the column."""
        return bool(re.search(r"[，、；：。]$", self.clean))

    @property
    def extent(self) -> int:
        """Where the line ends in its column, in half-widths."""
        return self.indent + self.width

    def with_flow(self, flow: Flow) -> "Line":
        """The line with other text."""
        shown = undouble(flow.text)
        clean = marked(shown)
        return replace(
            self, flow=flow, clean=clean, width=width(shown), dense=is_dense(flow.text), close=closing(clean)
        )


def read_lines(document: Document, blocks: Iterable[tuple[int, int, float | None]]) -> list[Line]:
    """The lines of the blocks (start, end, size) in reading order: columns taken apart, lines printed twice put
    together, and bylines and jump lines that run over a line break made whole."""
    rows = in_order(document, blocks)
    gaps = [_gap(above, row) for above, row in pairwise(rows)]
    usual = Counter(gap for gap in gaps if gap >= 0).most_common(1)
    margins: dict[tuple[int, int], int] = {}
    for row in rows:
        if row.cells[0].indent == 0:
            key = row.page, row.left
            margins[key] = min(row.cells[0].start, margins.get(key, row.cells[0].start))
    lines = []
    narrow, shallow, deep = _indented_by_one(rows), _indented_by_two(rows, margins), _indented_by_four(rows)
    least = {row.page: 1 if row.page in shallow else 2 for row in rows}
    columns = (list(run) for _, run in groupby(rows, lambda row: (row.page, row.left)))
    edges = [edge for run in columns for edge in [min(row.cells[0].start for row in run)] * len(run)]
    for row, gap, edge in zip(rows, [0, *gaps], edges, strict=False):
        cell = row.cells[0]
        margin = row.left or margins.get((row.page, 0), 0)
        margin = edge if row.left and row.page in deep else margin
        told = cell.indent >= 2 or (cell.indent and row.page in narrow)
        indent = 2 * cell.indent if told else max(0, cell.start - margin) // (1 + (row.page in deep))
        empty = Line(Flow("", ()), "", 0, 0, 0, row.page, row.size, False, row.left, Closing(0))
        line = empty.with_flow(cell.flow)
        blank = max(gap - usual[0][0], int(row.white and gap < 0), 0) if usual else 0
        lines.append(replace(line, indent=indent if told or indent > least[row.page] else 0, blank=blank))
    return _mend(_doubled(_once(lines)))


def _indented_by_one(rows: Sequence[Row]) -> set[int]:
    """The pages on which paragraphs are set in by one ideographic space, as in Taiwan, and none by two."""
    ones = Counter(row.page for row in rows if row.cells[0].indent == 1)
    more = {row.page for row in rows if 1 < row.cells[0].indent <= MOST_INDENT}
    return {page for page, count in ones.items() if count >= FEWEST_INDENTS and page not in more}


def _indented_by_two(rows: Sequence[Row], margins: Mapping[tuple[int, int], int]) -> set[int]:
    """The pages of a single column on which paragraphs are set in by two narrow spaces, and none by more."""
    plain = [row for row in rows if not row.cells[0].indent]
    starts = Counter((row.page, row.cells[0].start - margins.get((row.page, 0), 0)) for row in plain)
    beside = {row.page for row in rows if row.left}
    beside |= {page for page, start in starts if 2 < start <= 2 * MOST_INDENT}
    return {page for page, start in starts if start == 2 and starts[page, 2] >= FEWEST_INDENTS} - beside


def _indented_by_four(rows: Sequence[Row]) -> set[int]:
    """The pages that count each character as a column and set paragraphs in by four spaces, which are no wider for
    that."""
    indents = Counter((row.page, row.cells[0].start - row.left) for row in rows if row.cells[0].even)
    pages = {page for page, _ in indents}
    return {page for page in pages if indents[page, 8] >= FEWEST_INDENTS and indents[page, 8] > 2 * indents[page, 4]}


def _gap(above: Row, row: Row) -> int:
    """White lines between two rows of one column; -1 where a new column begins."""
    return row.number - above.number - 1 if (above.page, above.left) == (row.page, row.left) else -1


def _once(lines: Sequence[Line]) -> list[Line]:
    """One line for each that bold type laid down twice, one below the other, alone or by two and three; and for two of
    which the second ends the doubling that the first begins."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        if _is_doubled_over(*lines[index : index + 2]):
            found.append(lines[index].with_flow(join(line.flow for line in lines[index : index + 2])))
            index += 2
            continue
        for count in (1, 2, 3):
            first, second = lines[index : index + count], lines[index + count : index + 2 * count]
            least = 1 if found and found[-1].dense else 3
            if len(second) == count and all(_same(a, b, least) for a, b in zip(first, second, strict=True)):
                run = first[0].flow.at[0] + 1 if count > 1 else 0
                found += [
                    replace(a.with_flow(Flow(a.flow.text + b.flow.text, a.flow.at + b.flow.at)), run=run)
                    for a, b in zip(first, second, strict=True)
                ]
                index += 2 * count
                break
        else:
            found.append(lines[index])
            index += 1
    return found


def _is_doubled_over(line: Line, below: Line | None = None) -> bool:
    """Whether nothing stands once in two lines together, but in the first: 领衔领衔，三年产业 / 集群三年产业集群."""
    if not below or line.dense or len(line.flow) + len(below.flow) < LEAST_DOUBLED:
        return False
    return is_all_doubled(line.flow.text + below.flow.text) and not is_all_doubled(line.flow.text)


def _doubled(lines: Sequence[Line]) -> list[Line]:
    """On a page that has doubled type, short lines in which nothing stands once are doubled as well."""
    found = list(lines)
    pages = {line.page for line in lines if line.dense}
    for index, line in enumerate(lines):
        beside = any(found[at].dense for at in (index - 1, index + 1) if 0 <= at < len(lines))
        known = beside or (line.page in pages and line.width >= 12)
        if not line.dense and known and is_all_doubled(line.flow.text):
            clean = undouble(line.flow.text, sure=True)
            found[index] = replace(line, clean=marked(clean), width=width(clean), dense=True)
    return found


def _same(one: Line, other: Line, least: int) -> bool:
    text = one.flow.text
    return text == other.flow.text and len(text) >= least and "。" not in text and bool(re.search(r"[㐀-鿿]", text))


def _mend(lines: Sequence[Line]) -> list[Line]:
    """Put back a byline or jump line at the end of a text, or a caption, that runs over line breaks."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        line, taken = lines[index], 0
        if (shown := _caption(lines[index : index + LONGEST_CAPTION])) > 1:
            line, taken = line.with_flow(join(each.flow for each in lines[index : index + shown])), shown - 1
        if not taken and line.close.start and _OPEN.search(line.clean[-30:]):
            whole = line.flow
            for count, following in enumerate(lines[index + 1 : index + LONGEST_TAIL], 1):
                if following.page != line.page or len(following.flow) > 60:
                    break
                whole = join([whole, following.flow])
                start = closing(whole.text).start
                if start < len(line.flow) < len(whole.text) and len(whole.text) - start > 3:
                    line, taken = line.with_flow(whole), count
                    break
                if SENTENCE_END.search(following.clean):
                    break
        found.append(line)
        index += 1 + taken
    return found


_POINTS_ON = re.compile("[▲▼]\\s*[▲▼]")  # ▼▼▼: to what comes, a video or a link


def _caption(lines: Sequence[Line]) -> int:
    """How many of the lines are one caption: from a mark that points to a photograph to who took it, or with the second
    half of his name or role; 0 for none."""
    if len(lines) > 1 and _SHOT.search(lines[0].clean) and _TAKEN.fullmatch(lines[1].clean):
        return 2 * ends_caption(join(each.flow for each in lines[:2]).text)
    if not POINTED.match(lines[0].clean) or _POINTS_ON.match(lines[0].clean):
        return 0
    for count, line in enumerate(lines, 1):
        if (line.page, line.left) != (lines[0].page, lines[0].left):
            return 0
        if ends_caption(join(each.flow for each in lines[:count]).text):
            return count
    return 0


def evenly(lines: Sequence[Line]) -> list[Line]:
    """The lines; where most of the text is in doubled type that tells no headlines."""
    prose = [line for line in lines if SENTENCE_END.search(line.clean)]
    bold = sum(line.dense for line in prose) > BOLD * len(prose)
    return [replace(line, dense=False) for line in lines] if bold else list(lines)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page is set: `wrapped` hard-wrapped columns, `indented` paragraphs, `narrowed` first lines (the indent
    lost, its room kept), `spaced` blank lines that mean something, `size` of body type in points (None: unknown)."""

    wrapped: bool
    indented: bool
    narrowed: bool
    spaced: bool
    size: float | None


def habits(lines: Sequence[Line]) -> Habits:
    """The habits of the page, by count over its lines."""
    prose = [line for line in lines if line.width >= 12 and PROSE.search(ORDINAL.sub("", line.clean))]
    running = [line for line in prose if not line.ends]
    indents = sum(0 < line.indent <= 5 for line in lines)
    blanks = sum(bool(line.blank) for line in prose)
    weights: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            weights[line.size] += len(line.flow)
    indented = 0 < indents <= 0.8 * len(lines)
    firsts = [
        line.wide - line.extent
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if above.ends and not line.ends and line.wide and (below.ends or abs(below.wide - below.extent) <= 2)
    ]
    narrow = sum(3 <= lack <= 7 for lack in firsts)
    flush = [line for line in prose if line.indent == 0]
    return Habits(
        wrapped=len(running) > 0.4 * len(prose) or (indented and len(flush) > 0.4 * len(prose)),
        indented=indented,
        narrowed=indents == 0 and narrow > 0 and narrow >= 0.4 * len(firsts),
        spaced=0 < blanks < 0.6 * len(prose),
        size=max(weights, key=lambda size: weights[size]) if weights else None,
    )
