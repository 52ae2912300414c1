"""Which source piece each target piece comes from, learned from the pairs alone; and first embeddings from that.

The aligner is IBM Model 1 (Brown et al. 1993) with fast_align's prior for the diagonal (Dyer et al. 2013), in both
directions at once, each round counting what the two agree on (Liang, Taskar & Klein 2006).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.batches import NO_LINK, Array, Tokens
from models.training.config import SHAPES, Config, TrainingError
from models.training.tokenizer import pack, vocabulary_of

# Pairs that the aligner learns from, and the longest of them in tokens.
SAMPLE, LONGEST = 200_000, 60
ROUNDS = 3
# Table look-ups at a time.
CELLS = 2_000_000
# How strongly the diagonal draws, how often a piece comes from nothing, and the posterior that makes a link.
TENSION, NOTHING, LINKED = 3.0, 0.1, 0.15
# What keeps a sum that is divided by from being zero.
LEAST = 1e-9


class Aligner:
    """How often a target piece (row) was seen to come from a source piece (column), and the links that follow."""

    def __init__(self, vocabulary: int) -> None:
        import torch

        self._take(torch.ones(vocabulary, vocabulary))

    def _take(self, counts: Any) -> None:
        self.counts = counts
        self._of_target, self._of_source = counts.sum(1).clamp(min=LEAST), counts.sum(0).clamp(min=LEAST)
        self._total = self._of_target.sum()

    def learn(self, corpus: Tokens, pairs: Array, rounds: int = ROUNDS) -> None:
        """Expectation maximisation over the pairs."""
        import torch
        from tqdm import tqdm

        with tqdm(total=rounds * len(pairs), unit="pair", desc="align") as bar:
            for _ in range(rounds):
                counts = torch.zeros_like(self.counts)
                for rows in chunks(corpus, pairs):
                    cells, agreed = self._posterior(corpus, rows)
                    counts.view(-1).scatter_add_(0, cells.flatten(), agreed.flatten())
                    bar.update(len(rows))
                self._take(counts)

    def links(self, corpus: Tokens, pairs: Array) -> Iterator[NDArray[np.uint8]]:
        """For each target piece of each pair, the place of the source piece that it comes from, or NO_LINK."""
        for rows in chunks(corpus, pairs):
            _, agreed = self._posterior(corpus, rows)
            best, place = agreed.max(2)
            found = place.where((best > LINKED) & (place < NO_LINK), NO_LINK).numpy().astype(np.uint8)
            yield from (line[:length] for line, length in zip(found, corpus.target_lengths(rows), strict=True))

    def _posterior(self, corpus: Tokens, rows: Array) -> tuple[Any, Any]:
        """For the pairs (rows) and their pieces (target, source): the place in the flattened table, and the probability
        that both directions see a link."""
        import torch

        batch = corpus.batch(rows, filler=-1)
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        near = diagonal(target >= 0, source >= 0)
        source, target = source.clamp(min=0), target.clamp(min=0)
        cells = target[:, :, None] * len(self.counts) + source[:, None, :]
        together, of_target, of_source = self.counts.view(-1)[cells], self._of_target[target], self._of_source[source]
        forward = together / of_source[:, None, :] * near / near.sum(2, True).clamp(min=LEAST)
        backward = together / of_target[:, :, None] * near / near.sum(1, True).clamp(min=LEAST)
        forward /= forward.sum(2, True) + NOTHING * of_target[:, :, None] / self._total
        backward /= backward.sum(1, True) + NOTHING * of_source[:, None, :] / self._total
        return cells, forward * backward


def diagonal(target: Any, source: Any) -> Any:
    """How near the diagonal each pair of places is; zero beside either sentence (`target` and `source` say where
    tokens are)."""
    import torch

    def along(there: Any) -> Any:
        return torch.arange(there.shape[1]) / there.sum(1, True)

    distance = (along(target)[:, :, None] - along(source)[:, None, :]).abs()
    return torch.exp(-TENSION * distance) * target[:, :, None] * source[:, None, :]


def chunks(corpus: Tokens, pairs: Array) -> Iterator[Array]:
    """The pairs in their order, few enough at a time for CELLS."""
    start, widest = 0, 0
    lengths = (corpus.lengths[pairs] + 8).tolist()
    for end, length in enumerate(lengths):
        widest = max(widest, length)
        if end > start and widest * widest * (end + 1 - start) > CELLS:
            yield pairs[start:end]
            start, widest = end, length
    if start < len(pairs):
        yield pairs[start:]


def embeddings(counts: Any, width: int, seed: int) -> NDArray[np.float32]:
    """Vectors of length 1 for all pieces, translations of each other near each other: random ones, smoothed twice over
    the graph of links (random projection of a graph, Chen et al. 2019).

    Truncated SVD of the same table would keep `width` of its thousands of nearly equal singular values.
    """
    import torch

    share = counts + counts.T
    share /= share.sum(1, True).clamp(min=1.0)
    vectors = torch.randn(len(counts), width, generator=torch.Generator().manual_seed(seed))
    for _ in range(2):
        vectors = torch.nn.functional.normalize(vectors + share @ vectors)
    return np.asarray(vectors.numpy(), dtype=np.float32)


def align(config: Config) -> Path:
    """Write `alignment.npz`: `links`, uint8, for each pair the places that its target pieces come from, end to end; and
    `embeddings`, float32, a row a piece, for the configured shape. Does nothing when it is there already.

    The table has four bytes for every pair of pieces, 1 GB for 16,000, and while learning there are two of it.
    """
    from tqdm import tqdm

    path = config.work / "alignment.npz"
    if path.exists():
        return path
    if not (config.work / "tokens.npz").exists():
        raise TrainingError(f"{config.work / 'tokens.npz'} is not there: run `yibao train tokenizer` first")
    corpus = Tokens(config.work / "tokens.npz")
    aligner = Aligner(len(vocabulary_of(config)))
    order = np.argsort(corpus.lengths, kind="stable")
    short = order[corpus.lengths[order] <= LONGEST]
    chosen = np.random.default_rng(config.seed).permutation(len(short))[:SAMPLE]
    aligner.learn(corpus, short[np.sort(chosen)])
    found = list(tqdm(aligner.links(corpus, order), total=len(order), unit="pair", desc="link"))
    back = np.argsort(order)
    vectors = embeddings(aligner.counts, SHAPES[config.shape].width, config.seed)
    pack(path, {"links": np.concatenate([found[i] for i in back]), "embeddings": vectors})
    return path
