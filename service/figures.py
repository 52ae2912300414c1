"""The figures an article states: amounts, counts and shares, not dates, ordinals or numerals that are names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from service.numbers import (
    HEDGES_AFTER,
    HEDGES_BEFORE,
    UNITS,
    Quantity,
    find_numbers_en,
    find_numbers_zh,
    is_pair,
    write_english,
    write_pair,
)
from service.records import Bilingual, Figure, Span, Unit
from service.rows import cells
from service.script import to_simplified

# Where the words end that say what a figure counts.
_STOPS = re.compile(r"[，。；：！？、（）()【】\t　]")
_QUOTES = "“”‘’「」《》"
_PARTNERS = {"”": "“", "’": "‘", "」": "「", "》": "《", '"': '"'}
_STOPS_EN = re.compile(r"[,;:.!?](?=\s|$)")
# A change and a share are of what stands before them.
_RELATIVE = re.compile(r"同比|环比|環比|增长|增長|下降|上涨|上漲|提高|减少|增加|比|较|較|占|佔|其中|达|為|为")
_RELATIVE_EN = re.compile(r"(?:up|down|an? (?:increase|decrease|rise|fall)|accounting|representing|or|which)\b", re.I)
_HEDGES = "|".join(sorted(filter(None, HEDGES_BEFORE), key=len, reverse=True))
_LOOSE_END = re.compile(rf"(?:{_HEDGES}|达到?|達到?|为|為|至|到|共计?|总计|累计)+$")
_BLURS = re.compile(rf"(?:{'|'.join(HEDGES_AFTER)})")
_NO_WORD = re.compile(r"[\W\d]+")
_WIDEST, _MOST_WORDS = 40, 18
_NOUNS = ("n", "a", "b", "j", "l", "s", "x", "z", "i")


def figures(units: Sequence[Unit]) -> tuple[Figure, ...]:
    """Every figure once, in order: what is measured or shared out, and counts large enough to be more than grammar."""
    found: list[Figure] = []
    for unit, head in zip(units, _heads(units), strict=True):
        for figure in _of_unit(unit, head):
            if not any(_is_met(figure, other) for other in found):
                found.append(figure)
    return tuple(found)


def _of_unit(unit: Unit, head: Sequence[str]) -> Iterator[Figure]:
    """The figures of a sentence; the two ends of 二三十名 are one, by the lower."""
    numbers = find_numbers_zh(unit.zh)
    pairs = {low.span: high for low, high in pairwise(numbers) if is_pair(low, high)}
    ends = set(pairs.values())
    for quantity in numbers:
        if quantity in ends or not _is_figure(quantity):
            continue
        if high := pairs.get(quantity.span):
            both = replace(quantity, span=Span(quantity.span.start, high.span.end), hedge="")
            yield replace(_figure(both, unit, head), en=write_pair(quantity, high))
        else:
            yield _figure(quantity, unit, head)


def _is_met(figure: Figure, other: Figure) -> bool:
    """Whether a figure is another again: of one value, and of what seems the same. In one sentence that is said in the
    same words, in another with more than half of them (投资, 总投资)."""
    if (figure.value, figure.unit) != (other.value, other.unit):
        return False
    one, two = Counter(figure.meaning.zh), Counter(other.meaning.zh)
    if figure.source == other.source:
        return one == two
    least = min(one.total(), two.total())
    return least < 2 or 2 * (one & two).total() > least  # 1.2亿元中: only “of which”


def _heads(units: Sequence[Unit]) -> list[list[str]]:
    """What stands over the columns of the table that each unit is a row of; [] where it is of none.

    The head is the row above that has no number in any cell; the corner above the row's own names may be empty.
    """
    found: list[list[str]] = []
    head: list[str] = []
    for unit in units:
        row = cells(unit.zh)
        if len(row) > 1 and not any(_is_value(cell) for cell in row):
            head = row
            found.append([])
        else:
            head = head if len(row) > 1 and len(row) - len(head) in (0, 1) else []
            found.append([""] * (len(row) - len(head)) + head if head else [])
    return found


def _is_value(cell: str) -> bool:
    """Whether a cell is a number, with its unit, or a dash for none."""
    return bool(_NO_WORD.fullmatch(cell)) or any(map(_is_figure, find_numbers_zh(cell)))


def _is_figure(quantity: Quantity) -> bool:
    if quantity.loose or quantity.kind not in ("amount", "percent", "fraction"):
        return False
    # 三张清单 is grammar, 160份 a count, 186.4 a figure of a table.
    least = 0 if quantity.kind != "amount" or quantity.unit in UNITS else 10 if quantity.unit else 100
    return abs(quantity.value) >= least


def _figure(quantity: Quantity, source: Unit, head: Sequence[str]) -> Figure:
    unit = (
        UNITS.get(quantity.unit, "") if quantity.kind == "amount" else "percent" if quantity.kind == "percent" else ""
    )
    start, end = quantity.span.start, quantity.span.end
    measured = quantity.kind == "amount" and quantity.unit
    if measured and (behind := re.match(rf"[余多]?\s?个?{re.escape(quantity.unit)}", to_simplified(source.zh)[end:])):
        end += behind.end()
    return Figure(
        zh=source.zh[start:end],
        value=f"{quantity.value.normalize():f}",
        unit=unit,
        hedge=quantity.hedge,
        en=write_english(quantity),
        source=source.id,
        meaning=Bilingual(
            _paired(
                _in_table(source.zh, start, head) if head else _counted(source.zh, start, end) or _row_name(source.zh)
            ),
            _paired(_english(source.en, quantity)),
        ),
    )


def _paired(text: str) -> str:
    """A part of a sentence without the quotation marks whose partners are not in it. An apostrophe stays."""
    waiting: list[tuple[int, str]] = []
    loose: set[int] = set()
    for at, mark in enumerate(text):
        partner = _PARTNERS.get(mark)
        if partner and waiting and waiting[-1][1] == partner:
            waiting.pop()
        elif mark in _PARTNERS.values():
            waiting.append((at, mark))
        elif partner and mark != "’":
            loose.add(at)
    loose.update(at for at, _ in waiting)
    return "".join(mark for at, mark in enumerate(text) if at not in loose).strip()


def _in_table(text: str, start: int, head: Sequence[str]) -> str:
    """What the figure at `start` of a row counts: the row's name and the column's, 工业增加值，同比增长."""
    column = len(cells(text[:start] + "0")) - 1
    return "，".join(filter(None, (_row_name(text), head[column])))


def _row_name(text: str) -> str:
    """What a row of a table is about: its first cell that is no number; "" for no row."""
    row = cells(text)
    return next((cell for cell in row if not _is_value(cell)), "") if len(row) > 1 else ""


def _counted(text: str, start: int, end: int) -> str:
    """What the figure at `start:end` counts: the noun behind it (12个村级服务站), else the clause before it
    (地区生产总值…), with the clause before that where it only compares."""
    stop = _STOPS.search(text, end)
    last = stop.start() if stop else len(text)
    if blur := _BLURS.match(text, end):
        end = blur.end()
    behind = re.split(f"[{_QUOTES}]", text[end:last].lstrip(_QUOTES))[0]
    if noun := _noun(behind):
        return noun
    stops = [match.end() for match in _STOPS.finditer(text, 0, start)]
    first = stops[-1] if stops else 0
    if stops and _RELATIVE.match(text[first:start].strip() or "比") and text[first - 1] in "，、（(":
        first = stops[-2] if len(stops) > 1 else 0
    before = _LOOSE_END.sub("", text[first:start].lstrip(_QUOTES)).strip()
    return _end(before) or behind.removeprefix("的").strip()


def _noun(text: str) -> str:
    """The noun that a text opens with; a verb may be its first word (自习座位)."""
    import rjieba

    size = noun = 0
    for word, tag in rjieba.tag(to_simplified(text[:24])):
        if not (tag.startswith(_NOUNS) or (tag == "v" and not size)) or word == "全部":
            break
        size += len(word)
        noun = size if tag.startswith("n") else noun
    return text[:noun]


def _end(text: str) -> str:
    """The end of a text, of at most `_WIDEST` characters, whole words."""
    import rjieba

    words = rjieba.cut(text) if len(text) > _WIDEST else []
    for word in words:
        if len(text) <= _WIDEST:
            break
        text = text[len(word) :]
    return text


def _english(text: str, quantity: Quantity) -> str:
    """The English phrase that has the figure, "" where none has: its clause, with the one before where it compares."""
    found = [
        q
        for q in find_numbers_en(text)
        if q.kind not in ("ordinal", "date", "time") and quantity.value in (q.value, *q.also)
    ]
    if not found:
        return ""
    start, end = found[0].span.start, found[0].span.end
    stop = _STOPS_EN.search(text, end)
    stops = [match.end() for match in _STOPS_EN.finditer(text, 0, start)]
    first = stops[-1] if stops else 0
    if stops and _RELATIVE_EN.match(text[first:].strip()):
        first = stops[-2] if len(stops) > 1 else 0
    words = list(re.finditer(r"\S+", text[first : stop.start() if stop else len(text)]))
    at = next((n for n, word in enumerate(words) if first + word.end() > start), 0)
    kept = words[max(0, at - _MOST_WORDS // 2) :][:_MOST_WORDS]
    return text[first + kept[0].start() : first + kept[-1].end()] if kept else ""
