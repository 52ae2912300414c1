"""Token batches in an order that depends on nothing but the seed and the epoch, so that a run resumes exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
# Pairs that are sorted by length together: enough that batches waste little, few enough that they differ by epoch.
WINDOW = 50_000
# In a file of links: the target piece comes from nothing that stands in the source.
NO_LINK = 255


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step is given: `source` and `target` tokens (rows, padded), where in the flattened target the tokens are
    that count (`places`) with their values (`gold`), and in a run that is guided the place in the source that each
    comes from (`links`), -1 where none is known."""

    source: Array
    target: Array
    places: Array
    gold: Array
    links: Array | None = None


class Tokens:
    """The token arrays that `encode` wrote, as pairs. `weights` says how often an epoch sees a corpus' pairs; `links`
    are what `align` wrote for them."""

    def __init__(
        self, path: Path, weights: Mapping[str, float] | None = None, links: NDArray[np.uint8] | None = None
    ) -> None:
        with np.load(path) as arrays:
            self._source, self._target = arrays["source"], arrays["target"]
            self._source_at, self._target_at = starts(arrays["source_length"]), starts(arrays["target_length"])
            self._target_of = np.cumsum(arrays["fresh"]) - 1
            names, corpus = arrays["names"].tolist(), arrays["corpus"]
        self._weight = np.array([(weights or {}).get(name, 1.0) for name in names])[corpus]
        self._target_lengths = np.diff(self._target_at)[self._target_of]
        # Of each pair the longer side, in tokens.
        self.lengths: Array = np.maximum(np.diff(self._source_at), self._target_lengths)
        self._links, self._links_at = links, starts(self._target_lengths)

    def __len__(self) -> int:
        return len(self._target_of)

    def target_lengths(self, pairs: Array) -> list[int]:
        """The tokens of each pair's target."""
        lengths: list[int] = self._target_lengths[pairs].tolist()
        return lengths

    def batches(self, epoch: int, seed: int, tokens: int) -> list[Array]:
        """The epoch's batches of pair indices: of like length, at most `tokens` padded tokens each, in random order.

        A pair of weight 1.5 comes once or twice, by lot.
        """
        rng = np.random.default_rng([seed, epoch])
        times = np.floor(self._weight + rng.random(len(self))).astype(np.int64)
        order = rng.permutation(np.repeat(np.arange(len(self)), times))
        made: list[Array] = []
        for start in range(0, len(order), WINDOW):
            window = order[start : start + WINDOW]
            made += self._cut(window[np.argsort(self.lengths[window], kind="stable")], tokens)
        return [made[i] for i in rng.permutation(len(made))]

    def _cut(self, window: Array, tokens: int) -> Iterator[Array]:
        start, lengths = 0, self.lengths[window].tolist()
        for end in range(1, len(window) + 1):
            if end == len(window) or lengths[end] * (end + 1 - start) > tokens:
                yield window[start:end]
                start = end

    def batch(self, indices: Array, filler: int, shift: int = 0) -> Batch:
        """These pairs, padded with `filler`; each with the source of the pair that stands `shift` later."""
        target = pad([self._row(self._target, self._target_at, self._target_of[i]) for i in indices], filler)
        places = np.flatnonzero(target != filler)
        sources = (indices + shift) % len(self)
        source = pad([self._row(self._source, self._source_at, i) for i in sources], filler)
        return Batch(source, target, places, target.ravel()[places], self._link(indices))

    def _link(self, indices: Array) -> Array | None:
        if self._links is None:
            return None
        links = np.concatenate([self._row(self._links, self._links_at, i) for i in indices]).astype(np.int64)
        links[links == NO_LINK] = -1
        return links

    @staticmethod
    def _row(tokens: NDArray[Any], starts: Array, i: int) -> NDArray[Any]:
        return tokens[starts[i] : starts[i + 1]]


def starts(lengths: NDArray[Any]) -> Array:
    """Where each of the rows that lie end to end begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def pad(rows: Sequence[NDArray[np.uint16]], filler: int, multiple: int = 8) -> Array:
    """Rows as one array, the width a multiple of 8 (matrix units like it, and there are fewer shapes to compile)."""
    width = -(-max(map(len, rows)) // multiple) * multiple
    padded = np.full((len(rows), width), filler, dtype=np.int64)
    for row, line in zip(padded, rows, strict=True):
        row[: len(line)] = line
    return padded
