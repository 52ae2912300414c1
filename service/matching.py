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
MOST = 100  # headlines or bodies of a page that are paired at best; one has ten
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
        self.size = len(texts)
        self._found: dict[str, dict[int, int]] = {}  # feature → body → 1 where it stands in the body, 2 in its lead
        for body, text in enumerate(texts):
            lead = features(text[:LEAD])
            for feature in features(text):
                self._found.setdefault(feature, {})[body] = 2 if feature in lead else 1

    def likeness(self, headline: str) -> list[float]:
        """Of each body, from 0 (nothing shared) to 1 (every word of the headline stands in the body's lead)."""
        shared, total = [0.0] * self.size, 0.0
        for feature, times in features(headline).items():
            bodies = self._found.get(feature, {})
            weight = times * math.log(1 + self.size / (0.5 + len(bodies)))
            total += 2 * weight
            for body, share in bodies.items():
                shared[body] += weight * share
        return [found / total for found in shared] if total else shared

    def similarity(self, headline: str, body: int) -> float:
        """The likeness of one body."""
        return self.likeness(headline)[body]

    def differ(self, one: str, other: str, least: float) -> bool:
        """Whether two headlines are like different bodies, each by `least` and more."""
        if not self.size or min(len("".join(_TOKENS.findall(text))) for text in (one, other)) < SURE:
            return False
        first, second = self.likeness(one), self.likeness(other)
        return min(max(first), max(second)) >= least and first.index(max(first)) != second.index(max(second))


def assign(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row the column given to it, so that the sum of scores is greatest; None for rows that get none.

    Scores of zero and less stand for pairs that must not be. Rows and columns that no chain of possible pairs connects
    are paired apart from each other.
    """
    given: list[int | None] = [None] * len(scores)
    for rows, columns in _components(scores):
        size = max(len(rows), len(columns))
        if size > MOST:
            _give_greedily(scores, rows, columns, given)
            continue
        cost = [[-max(0.0, scores[row][column]) for column in columns] + [0.0] * (size - len(columns)) for row in rows]
        cost += [[0.0] * size for _ in range(size - len(rows))]
        for row, match in zip(rows, _hungarian(cost), strict=False):
            if match < len(columns) and scores[row][columns[match]] > 0:
                given[row] = columns[match]
    return given


def _give_greedily(
    scores: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int], given: list[int | None]
) -> None:
    """Give the best pairs first: for parts too large for the best pairing of all."""
    free = set(columns)
    for score, row, column in sorted(((scores[r][c], r, c) for r in rows for c in columns), reverse=True):
        if score > 0 and given[row] is None and column in free:
            given[row] = column
            free.remove(column)


def _components(scores: Sequence[Sequence[float]]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that are connected by scores above zero."""
    by_column: dict[int, list[int]] = {}
    for row, found in enumerate(scores):
        for column, score in enumerate(found):
            if score > 0:
                by_column.setdefault(column, []).append(row)
    parts: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for start in range(len(scores)):
        if start in seen:
            continue
        rows, columns, waiting = [], set(), [start]
        seen.add(start)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for column in (c for c, score in enumerate(scores[row]) if score > 0 and c not in columns):
                columns.add(column)
                waiting += [other for other in by_column[column] if other not in seen]
                seen.update(by_column[column])
        parts.append((sorted(rows), sorted(columns)))
    return parts


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
