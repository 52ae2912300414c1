"""Matter that keeps its lines: tables, poems, the signatures of notices."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence, Set

from service.bylines import bare_names, parse_byline
from service.captions import is_caption
from service.datelines import is_dateline
from service.days import DAY
from service.flow import Flow
from service.furniture import recognise, unspaced
from service.lines import Line, habits
from service.rows import cells

_UNIT = re.compile(
    r"[（(]?(?:[^，。（）()]{2,20}[，,；;])?[ 　]*(?:计量|計量)?(?:单位|單位)\s*[:：][^，。]{1,20}?[）)]?"
)
_NOTE = re.compile(
    r"[（(]?(?:(?:(?:数据|數據|资料|資料)(?:来源|來源)|制表|製表|[备備]?[注註]|说明|說明|单位|單位)\s*[:：]|(?:以上)?(?:数据|數據|价格|價格)[由为為仅僅]|[㐀-鿿]{2,20}(?:提供|发布|發布)[）)]"
    r"|[（(]本[报報刊][㐀-鿿]{0,6}(?:中心|部|室|[组組])[）)]$)"
)
_FIGURE = re.compile(r"[约近超]?[\d.,]+[^\s\d，。：]{0,4}(?<!月)(?<!日)[ 　]+[㐀-鿿“”]{4,20}")
_MARK = re.compile("[，。；]")
LONGEST_VERSE, SHORTEST_POEM = 18, 6  # characters, lines
MOST_ALIKE = 0.5  # share of a poem's verses that are of one length; more are a column's
RIGHT = 12  # half-widths from where a line on its own stands at the right
_ANNEX = re.compile(r"附件[ 　]*[\d一二三四五六七八九十]{0,2}[:：][^，。；]*$")
_ANNEXED = re.compile(r"(?:附件[ 　]*)?\d{1,2}[.．、:：][^，。；]{2,}$")
OFFICE = re.compile(
    r"[㐀-鿿（）]{2,24}(?:局|委|委员会|办公室|公司|中心|政府|部|法院|检察院|银行|医院|学校|协会|社|处|室|站|所|馆|院)"
)


def displayed(lines: Sequence[Line]) -> set[int]:
    """Where the lines begin that are of such matter."""
    return _table_rows(lines) | _signatures(lines) | _verses(lines)


def signs(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the office that signs a notice, with the day below."""
    below = lines[at + 1].clean if at + 1 < len(lines) else ""
    return bool(OFFICE.fullmatch(lines[at].clean) and re.fullmatch(DAY, below))


def annexes(lines: Sequence[Line]) -> set[int]:
    """Which lines say what is annexed to a notice: 附件：1．缴费指南 / 2．办理地点"""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if _ANNEX.match(line.clean) or (at - 1 in found and _ANNEXED.match(line.clean)):
            found.add(at)
    return found


def _signatures(lines: Sequence[Line]) -> set[int]:
    """Where the lines begin that sign a notice: who gives it and, below that, on which day."""
    annexed = annexes(lines)
    return {
        line.flow.at[0]
        for at in range(1, len(lines) - 1)
        if (lines[at - 1].ends or at - 1 in annexed or lines[at].indent >= RIGHT) and signs(lines, at)
        for line in lines[at : at + 2]
    }


def _verses(lines: Sequence[Line]) -> set[int]:
    """Where the lines of poems begin: short ones in a row, of which none ends a sentence. On a page of columns these
    are of different lengths, and stand below who wrote them."""
    wrapped = habits(lines).wrapped
    runs: list[list[Line]] = [[]]
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        verse = len(line.clean) <= LONGEST_VERSE and "。" not in line.clean and not line.ends
        verse = verse and not (parse_byline(line.clean) or is_caption(line.clean))
        verse = verse and recognise(line.clean, True, True) is None
        after = below.clean if below else ""
        text = len(after) > LONGEST_VERSE
        headline = text or parse_byline(after) or is_dateline(after)
        if verse and line.indent < RIGHT and not headline and not (above and _leaves(runs[-1], line)):
            runs[-1].append(line)
        else:
            if wrapped and "。" in line.clean and not line.blank:
                runs[-1] = []  # prose goes on
            elif text and bare_names(line.clean, told=True):
                runs[-1] = runs[-1][:-1]  # the headline over another author
            titled = wrapped and above and not above.ends and parse_byline(line.clean)
            runs.append([above, line] if above and titled else [])
    if wrapped:
        poems = [verses for run in runs if len(verses := _below_author(run)) >= SHORTEST_POEM]
    else:
        long = (run for run in runs if len(run) >= SHORTEST_POEM and all(len(line.clean) > 4 for line in run[-4:]))
        poems = [run[-_poem(run) :] for run in long]
    return {line.flow.at[0] for poem in poems for line in poem}


def _leaves(run: Sequence[Line], line: Line) -> bool:
    """Whether more white stands above a line than between the first two stanzas above it."""
    stanza = next((each.blank for each in run[2:] if each.blank), line.blank) if line.blank else 0
    return line.blank > stanza


def _below_author(run: Sequence[Line]) -> list[Line]:
    """The lines of a run on a page of columns that are below a headline and who wrote them, if they do not fill a
    column."""
    names = [line.clean.split()[-1] for line in run[:3]]  # behind where the author is from, if that is said
    named = [at for at in range(1, len(names)) if parse_byline(run[at].clean) or bare_names(names[at], told=True)]
    verses = list(run[named[-1] + 1 :]) if named else []
    widths = Counter(line.extent for line in verses)
    alike = max((sum(widths[width + off] for off in (-1, 0, 1)) for width in list(widths)), default=0)
    return verses if alike <= MOST_ALIKE * len(verses) else []


def _poem(run: Sequence[Line]) -> int:
    """How many of the last lines of a run are a poem's: those behind the last line that has spaces or figures."""
    plain = [not re.search(r"[\d 　|｜…]", line.clean) for line in run]
    return next((count for count, verse in enumerate(reversed(plain)) if not verse), len(plain))


def _table_rows(lines: Sequence[Line]) -> set[int]:
    """Where the lines begin that are rows of a table: two and more in a row with the same number of short cells."""
    rows = [_row(line.flow) for line in lines]
    rows = [row if len(row) > 1 else tight for row, tight in zip(rows, _tight_rows(lines), strict=True)]
    like = [
        len(row) >= 3
        and statistics.median(len(cell) for cell in row) <= 8
        and "。" not in line.clean
        and not parse_byline(line.clean)
        and not is_caption(line.clean)
        and (sum(map(_is_number, row)) > 1 or recognise(line.clean, True, True) is None)
        for row, line in zip(rows, lines, strict=True)
    ]
    found: set[int] = set()
    for index in range(1, len(lines)):
        if like[index] and like[index - 1] and abs(len(rows[index]) - len(rows[index - 1])) <= 1:
            found |= {index - 1, index}
    return {lines[index].flow.at[0] for index in found | _beside_rows(lines, found) | _figures(lines)}


def _tight_rows(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of lines that single spaces part, as text layers do that keep no white: of several in a row with the
    same number of cells, of which two and more have a number among them; none of other lines."""
    rows = [[] if _MARK.search(line.clean) else line.clean.split() for line in lines]
    found: list[list[str]] = []
    for size, run in itertools.groupby(rows, len):
        group = list(run)
        counted = sum(any(map(_is_number, row)) for row in group) > 1
        found += group if size >= 3 and counted else [[] for _ in group]
    return found


def _row(flow: Flow) -> list[str]:
    """The cells of a line, words in spaced letters (品　种) whole: between cells more white was printed."""
    shown = "".join(
        character + "\t" * (character.isspace() and onward > at + 1)
        for character, at, onward in zip(flow.text, flow.at, [*flow.at[1:], flow.at[-1]], strict=True)
    )
    return cells(unspaced(shown))


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?\d[\d.,]*%?", cell.strip()))


def _beside_rows(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """Which lines right above a table's rows say what its figures count, and right below them from where they are."""
    above = {at - 1 for at in rows if at and at - 1 not in rows and _UNIT.fullmatch(lines[at - 1].clean)}
    ends = [at + 1 for at in rows if at + 1 not in rows and at + 1 < len(lines)]
    return above | {at for at in ends if _NOTE.match(lines[at].clean)}


def _figures(lines: Sequence[Line]) -> set[int]:
    """Which lines are of a box of figures, two and more that have a number with what it counts behind it."""
    told = [bool(_FIGURE.fullmatch(line.clean)) for line in lines]
    pairs = [at for at in range(1, len(lines)) if told[at - 1] and told[at]]
    return {each for at in pairs for each in (at - 1, at)}
