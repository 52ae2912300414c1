"""Token batches in an order that depends on nothing but the seed and the epoch, so that a run resumes exactly."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
WINDOW = 50_000


class Corpus:
    """The token arrays that `encode` wrote."""

    def __init__(self, path: Path) -> None:
        arrays = np.load(path)
        self.source, self.target = arrays["source"], arrays["target"]
        self.source_at, self.target_at = arrays["source_at"].astype(np.int64), arrays["target_at"].astype(np.int64)
        self.weight = arrays["weight"].astype(np.float64)
        self.lengths = np.maximum(np.diff(self.source_at), np.diff(self.target_at))

    def __len__(self) -> int:
        return len(self.weight)

    def rows(self, indices: Array) -> tuple[list[Array], list[Array]]:
        """Source and target tokens of these pairs."""
        return (
            [self.source[self.source_at[i] : self.source_at[i + 1]].astype(np.int64) for i in indices],
            [self.target[self.target_at[i] : self.target_at[i + 1]].astype(np.int64) for i in indices],
        )

    def batches(self, epoch: int, seed: int, tokens: int) -> list[Array]:
        """The epoch's batches of pair indices: of like length within a window, at most `tokens` padded tokens each.

        A pair of weight 1.5 comes once or twice, by lot.
        """
        rng = np.random.default_rng([seed, epoch])
        times = np.floor(self.weight + rng.random(len(self)))
        order = rng.permutation(np.repeat(np.arange(len(self)), times.astype(np.int64)))
        made = []
        for start in range(0, len(order), WINDOW):
            window = order[start : start + WINDOW]
            window = window[np.argsort(self.lengths[window], kind="stable")]
            made += list(self._cut(window, tokens))
        return [made[i] for i in rng.permutation(len(made))]

    def _cut(self, window: Array, tokens: int) -> Iterator[Array]:
        start = 0
        for end in range(1, len(window) + 1):
            if end == len(window) or self.lengths[window[end]] * (end + 1 - start) > tokens:
                yield window[start:end]
                start = end


def pad(rows: list[Array], filler: int, multiple: int = 8) -> Array:
    """Rows as one array, the width a multiple of 8 (matrix units like it, and there are fewer shapes to compile)."""
    width = -(-max(map(len, rows)) // multiple) * multiple
    padded = np.full((len(rows), width), filler, dtype=np.int64)
    for row, line in zip(padded, rows, strict=True):
        row[: len(line)] = line
    return padded
