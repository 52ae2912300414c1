"""How like a headline is to a body, and which pairs them best.

A headline's words stand in the first sentences of its body. Similarity is the share of the headline's character
bigrams, numerals counted double, that the body has, each weighted by how few of the page's bodies have it (inverse
document frequency, Spärck Jones 1972). The best pairing of all is found with the Hungarian method (Kuhn 1955; in the
shortest-path form of Jonker and Volgenant 1987).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

LEAD = 120  # characters of a body that its headline sums up
SURE = 6  # characters of a headline that can tell one body from another
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

    def differ(self, one: str, other: str, least: float) -> bool:
        """Whether two headlines are like different bodies, each by `least` and more."""
        if not self.whole or min(len(one), len(other)) < SURE:
            return False
        likeness = [[self.similarity(text, body) for body in range(len(self.whole))] for text in (one, other)]
        first, second = (max(found) for found in likeness)
        return min(first, second) >= least and likeness[0].index(first) != likeness[1].index(second)


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
