"""Articles cut into translation units, and units into pieces that the engine can hold. Cutting loses no character."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from itertools import count as numbers

from service.numbers import han_value
from service.records import Article, Part, Passage, Segment

Count = Callable[[str], int]
# Characters beyond which a sentence is cut at ； and list markers, and a unit into pieces. On the development sets
# sentences of up to 80 characters are translated whole by every engine; from about 110 on small ones drop clauses.
COMFORT = 90
_NUMERAL = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# What opens an item of a list: 一要, 二是, 第三，, 四、, 一来，, （五）; but not 五一、, 三要素, 一则消息, 一、二级.
_MARK = (
    "(?=要(?![素点件害塞义领道闻地务求]))|[是，]|[则来]，"
    "|、(?![一二三四五六七八九十]{1,3}[级类等批期季月线次层号产环楼档审日年届])"
)
ITEM = re.compile(rf"[“（(]?(?:第?({_NUMERAL})(?:{_MARK})|[（(]({_NUMERAL})[）)])")
# Where a sentence may be cut, best first. A closing quotation mark or bracket stays with what it closes.
BREAKS = tuple(re.compile(rf"[{marks}][”’」』）》)]*") for marks in ("；;", "，,：", "、", "”」）》"))
_OPEN, _CLOSE = "“‘「『（(《〈", "”’」』）)》〉"


def segment(article: Article, count: Count, budget: int) -> tuple[Segment, ...]:
    """The article's segments: kicker, title and deck, then body, then captions.

    `count` says how many tokens the engine makes of a text, `budget` how many it takes. Segments of a passage together
    are the passage; pieces of a segment together are the segment.
    """
    title = () if article.title is None else (article.title,)
    headings = [
        (part, index, text)
        for part, passages in ((Part.KICKER, article.kicker), (Part.TITLE, title), (Part.DECK, article.deck))
        for index, text in _texts(passages)
    ]
    body = [(Part.BODY, index, text) for index, passage in _texts(article.paragraphs) for text in sentences(passage)]
    captions = [(Part.CAPTION, index, text) for index, text in _texts(article.captions)]
    made = []
    for letter, parts in (("h", headings), ("s", body), ("c", captions)):
        for number, (part, index, text) in zip(numbers(1), parts, strict=False):
            pieces = tuple(cut(text, count, budget))
            made.append(Segment(f"{letter}{number}", part, index, text, pieces, ordinal(text)))
    return tuple(made)


def _texts(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    return ((index, passage.text) for index, passage in enumerate(passages))


def ordinal(text: str) -> int | None:
    """The number of the list item that `text` is: 一要 → 1, （二） → 2; None for no item."""
    match = ITEM.match(text)
    return int(han_value(match[1] or match[2]) or 0) if match else None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, with the white space behind them; long ones cut at ； and before list items."""
    from sentencex import segment as split

    whole = split("zh", text)
    return [part for sentence in whole for part in _clauses(sentence)]


def _clauses(sentence: str) -> list[str]:
    if len(sentence) <= COMFORT or not re.search("[；;]", sentence):
        return [sentence]
    parts = _cut_at(sentence, BREAKS[0])
    # Clauses too short to stand alone are read with the one before, unless a list numbers them.
    joined = [parts[0]]
    for part in parts[1:]:
        if len(joined[-1]) + len(part) <= COMFORT // 2 and ordinal(part) is None and ordinal(joined[-1]) is None:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def cut(text: str, count: Count, budget: int) -> Iterator[str]:
    """Pieces of `text`, each of at most `budget` tokens and about COMFORT characters, cut where it reads best."""
    if len(text) <= COMFORT and count(text) <= budget:
        yield text
        return
    halves = next((h for mark in BREAKS if (h := _halve(_cut_at(text, mark)))), None)
    if halves is None:
        if count(text) <= budget or len(text) < 2:
            yield text
            return
        middle = _between_words(text)
        halves = text[:middle], text[middle:]
    for half in halves:
        yield from cut(half, count, budget)


def _between_words(text: str) -> int:
    """The boundary of words that is nearest to the middle of a text of at least two characters."""
    import rjieba

    ends = list(accumulate(map(len, rjieba.cut(text))))[:-1]
    return min(ends, key=lambda end: abs(2 * end - len(text)), default=len(text) // 2)


def _halve(parts: list[str]) -> tuple[str, str] | None:
    """The parts as two texts of nearest length; None where there are no two worth cutting."""
    whole = "".join(parts)
    ends, at = [], 0
    for part in parts[:-1]:
        at += len(part)
        ends.append(at)
    best = min(ends, key=lambda end: abs(2 * end - len(whole)), default=0)
    if not min(best, len(whole) - best) > len(whole) // 8:
        return None
    return whole[:best], whole[best:]


def _cut_at(text: str, mark: re.Pattern[str]) -> list[str]:
    """`text` cut behind every `mark` that stands outside brackets and quotation marks."""
    depth, depths = 0, []
    for char in text:
        depth = depth + 1 if char in _OPEN else max(0, depth - 1) if char in _CLOSE else depth
        depths.append(depth)
    parts, start = [], 0
    for match in mark.finditer(text):
        if depths[match.end() - 1] == 0 and match.end() < len(text):
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]]
