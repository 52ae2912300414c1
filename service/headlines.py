"""Which headline belongs to which body: decided by content, not by place on the page.

A headline's words stand in the first sentences of its body. Similarity is the share of the headline's character
bigrams, numerals counted double, that the body has, each weighted by how few of the page's bodies have it (inverse
document frequency, Spärck Jones 1972). The best pairing of all is found with the Hungarian method (Kuhn 1955; in the
shortest-path form of Jonker and Volgenant 1987).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.draft import Draft
from service.flow import Flow, join
from service.lines import Line
from service.reading import opens_news
from service.repair import undouble

LEAD = 120  # characters of a body that its headline sums up
USUAL, LONGEST = 22, 34  # characters of a headline that takes two lines and more
SUBHEAD = 16  # characters of the longest headline inside an article
SUMMED_UP = 0.45  # similarity at which a headline is that of the text below it
PLAUSIBLE = 0.3  # least similarity at which a headline that does not stand above the body is believed
_SENTENCE = re.compile(r"[，。；]")
_TOKENS = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[㐀-鿿]+")


def features(text: str) -> Counter[str]:
    """Character bigrams of Han, and whole numerals and Latin words."""
    found: Counter[str] = Counter()
    for run in _TOKENS.findall(text):
        if run[0].isascii():
            found[run] += 2
        else:
            found.update(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    return found


class Bodies:
    """The bodies of a page, ready to be compared with headlines."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.whole = [features(text) for text in texts]
        self.lead = [features(text[:LEAD]) for text in texts]
        self.count = Counter(feature for body in self.whole for feature in body)

    def _weight(self, feature: str) -> float:
        return math.log(1 + len(self.whole) / (0.5 + self.count[feature]))

    def similarity(self, headline: str, body: int) -> float:
        """From 0 (nothing shared) to 1 (every word of the headline stands in the body's lead)."""
        words = features(headline)
        total = sum(self._weight(word) * times for word, times in words.items())
        if not total:
            return 0.0
        whole, lead = self.whole[body], self.lead[body]
        shared = sum(self._weight(word) * times * ((word in whole) + (word in lead)) for word, times in words.items())
        return shared / (2 * total)


def assign(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row the column given to it, so that the sum of scores is greatest; None for rows beyond the columns.

    Scores below zero stand for pairs that must not be.
    """
    rows = len(scores)
    size = max(rows, max((len(row) for row in scores), default=0))
    cost = [[-max(0.0, score) for score in row] + [0.0] * (size - len(row)) for row in scores]
    cost += [[0.0] * size for _ in range(size - rows)]
    match = _hungarian(cost)
    return [
        column if row < rows and column < len(scores[row]) and scores[row][column] > 0 else None
        for row, column in enumerate(match[:rows])
    ]


def _hungarian(cost: Sequence[Sequence[float]]) -> list[int]:
    """Columns by row of the cheapest complete pairing of a square matrix; O(n³)."""
    size = len(cost)
    rows, cols = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0], at = row, 0
        least, seen = [math.inf] * (size + 1), [False] * (size + 1)
        while owner[at]:
            seen[at] = True
            delta, following = math.inf, 0
            for column in range(1, size + 1):
                if seen[column]:
                    continue
                reduced = cost[owner[at] - 1][column - 1] - rows[owner[at]] - cols[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(size + 1):
                if seen[column]:
                    rows[owner[column]] += delta
                    cols[column] -= delta
                else:
                    least[column] -= delta
            at = following
        while at:
            owner[at], at = owner[way[at]], way[at]
    result = [0] * size
    for column in range(1, size + 1):
        result[owner[column] - 1] = column - 1
    return result


@dataclass
class Heads:
    """Headlines that stand together, between two bodies. `sizes` of their type in points."""

    page: int
    units: list[Flow]
    sizes: list[float | None]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Heads":
        """The headlines of these lines, those that run on over a line break put together."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and _runs_on(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return cls(
            lines[0].page, [join(line.flow for line in group) for group in groups], [group[0].size for group in groups]
        )


def _runs_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a headline goes on with the line: it stops where no headline can, or both fit into one headline."""
    last, text = group[-1].clean, line.clean
    if re.match(r"——|[■▲◆●▼【]", text) or group[-1].page != line.page:
        return False
    if re.search(r"[，、《“（：—]$", last) or re.match(r"[》”），、。；]", text):
        return True
    if group[-1].size or line.size:
        return group[-1].size == line.size and not line.blank
    if group[-1].dense != line.dense or line.blank:
        return False
    whole = "".join(member.clean for member in group)
    if any(_SENTENCE.search(member.clean) for member in group):
        return group[-1].width >= max(50, 0.8 * group[0].width)
    if len(whole) + len(text) > LONGEST or re.search(r"[ 　，；—]", whole + text):
        return False
    even = all(abs(member.width - group[0].width) <= 2 for member in group) and line.width <= group[0].width + 2
    return (even and len(whole) + len(text) <= USUAL) or _parts_word(whole, text)


def _parts_word(before: str, after: str) -> bool:
    """Whether the line break stands inside a word."""
    import rjieba

    at = 0
    for word in rjieba.cut(before + after):
        at += len(word)
        if at >= len(before):
            return at > len(before)
    return False


def place(sequence: Sequence[Heads | Draft]) -> list[Draft]:
    """Give every headline to a body: the drafts of the sequence, with title, kicker and deck."""
    sequence = _subheads(sequence)
    drafts = [item for item in sequence if isinstance(item, Draft)]
    zones: list[list[tuple[Flow, float]]] = [[] for _ in range(len(drafts) + 1)]
    pages: list[set[int]] = [set() for _ in zones]
    place = 0
    for item in sequence:
        if isinstance(item, Draft):
            place += 1
        else:
            top = max((size or 0 for size in item.sizes), default=0)
            zones[place] += [
                (unit, (size or 0) / top if top else 0.0) for unit, size in zip(item.units, item.sizes, strict=True)
            ]
            pages[place].add(item.page)
    heads = [(flow, size, zone) for zone, units in enumerate(zones) for flow, size in units]
    bodies = Bodies([draft.text or "".join(flow.text for flow in draft.captions) for draft in drafts])
    scores = [
        [_score(flow, size, zone, body, bodies, drafts, pages) for body in range(len(drafts))]
        for flow, size, zone in heads
    ]
    given = assign(scores)
    titled = {body: row for row, body in enumerate(given) if body is not None and drafts[body].title is None}
    for body, row in titled.items():
        drafts[body].title = heads[row][0]
    rows = set(titled.values())
    for row, (flow, _, zone) in enumerate(heads):
        if row in rows:
            continue
        _attach(row, flow, zone, [h[2] for h in heads], given, rows, bodies, drafts)
    return drafts


def _clean(flow: Flow) -> str:
    return undouble(flow.text)


def _score(
    flow: Flow, size: float, zone: int, body: int, bodies: Bodies, drafts: Sequence[Draft], pages: Sequence[set[int]]
) -> float:
    """How well a headline would be the title of a body; below zero for never."""
    text = _clean(flow)
    likeness = bodies.similarity(text, body)
    above = zone == body
    if drafts[body].page not in pages[zone] or (not above and likeness < PLAUSIBLE):
        return -1.0
    score = 0.3 + likeness + (0.35 if above else 0.0) + 0.5 * size
    if _SENTENCE.search(text):
        score -= 0.6
    if re.search(r"[ 　]", text.strip()) and not re.search(r"[A-Za-z]", text):
        score -= 0.12
    if re.match(r"——|—", text) or re.search(r"(?:主持|讲话|講話|出席|参加|參加)$", text):
        score -= 0.3
    if len(text) < 5:
        score -= 0.2
    return max(score, 0.01)


def _attach(
    row: int,
    flow: Flow,
    zone: int,
    zones: Sequence[int],
    given: Sequence[int | None],
    rows: set[int],
    bodies: Bodies,
    drafts: Sequence[Draft],
) -> None:
    """A headline that is no title goes with a title beside it, as kicker or deck; without one it is left over."""
    text = _clean(flow)
    before = [at for at in rows if at < row and zones[at] == zone]
    after = [at for at in rows if at > row and zones[at] == zone]
    near = ([max(before)] if before else []) + ([min(after)] if after else [])
    choices = [(bodies.similarity(text, body), at, body) for at in near if (body := given[at]) is not None]
    if not choices:
        return
    _, at, body = max(choices, key=lambda choice: (choice[0], choice[1]))
    prose = _SENTENCE.search(text) or len(text) > 40 or text.startswith("—")
    (drafts[body].kicker if at > row and not prose else drafts[body].deck).append(flow)


def _subheads(sequence: Sequence[Heads | Draft]) -> list[Heads | Draft]:
    """Short headlines between the sections of one article become paragraphs of it."""
    kept: list[Heads | Draft] = []
    index = 0
    while index < len(sequence):
        item, above = sequence[index], kept[-1] if kept else None
        following = sequence[index + 1] if index + 1 < len(sequence) else None
        if (
            isinstance(item, Heads)
            and isinstance(above, Draft)
            and isinstance(following, Draft)
            and _is_subhead(item, above, following)
        ):
            above.extend(following, item.units[0])
            index += 2
        else:
            kept.append(item)
            index += 1
    return kept


def _is_subhead(heads: Heads, above: Draft, following: Draft) -> bool:
    """Whether a headline goes on with the article above: one byline serves both parts, and what follows neither opens
    like a piece of news nor is summed up by the headline."""
    text = heads.units[0].text
    if len(heads.units) > 1 or len(text) > SUBHEAD or re.match(r"[■▲◆●▼【]", text) or above.page != following.page:
        return False
    if above.closed or following.opened or any(c.direction == "from" for c in following.continued):
        return False
    shared = not following.names if above.opened else bool(following.names and not above.names)
    return shared and not opens_news(following.text) and Bodies([following.text]).similarity(text, 0) < SUMMED_UP
