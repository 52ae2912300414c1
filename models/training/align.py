"""Which source piece each target piece comes from, learned from the pairs alone; and first embeddings from that.

The aligner is IBM Model 1 (Brown et al. 1993) with fast_align's prior for the diagonal (Dyer et al. 2013), in both
directions at once, each step counting what the two agree on (Liang, Taskar & Klein 2006).
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


class Aligner:
    """Expected counts of target piece beside source piece, and the links that follow from them."""

    def __init__(self, vocabulary: int) -> None:
        import torch

        self.counts = torch.ones(vocabulary, vocabulary)
        self._vocabulary = vocabulary
        self._measure()

    def _measure(self) -> None:
        """The sums that counts are divided by, in either direction."""
        self._of_target = self.counts.sum(1)
        self._of_source = self.counts.sum(0)
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
                self.counts = counts
                self._measure()

    def links(self, corpus: Tokens, pairs: Array) -> Iterator[NDArray[np.uint8]]:
        """For each target piece of each pair, the place of the source piece that it comes from, or NO_LINK."""
        for rows in chunks(corpus, pairs):
            _, agreed = self._posterior(corpus, rows)
            best, place = agreed.max(2)
            place = place.where((best > LINKED) & (place < NO_LINK), NO_LINK).numpy().astype(np.uint8)
            lengths = corpus.target_lengths(rows)
            yield from (line[:length] for line, length in zip(place, lengths, strict=True))

    def _posterior(self, corpus: Tokens, rows: Array) -> tuple[Any, Any]:
        """For pairs (rows) and their pieces (target, source): the cell of the table, and the probability that both
        directions see a link."""
        import torch

        batch = corpus.batch(rows, filler=-1)
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        there = (target >= 0)[:, :, None] & (source >= 0)[:, None, :]
        source, target = source.clamp(min=0), target.clamp(min=0)
        cells = target[:, :, None] * self._vocabulary + source[:, None, :]
        together = self.counts.view(-1)[cells] * there
        near = self._prior(torch.from_numpy(batch.target) >= 0, torch.from_numpy(batch.source) >= 0) * there
        forward = together / self._of_source[source].clamp(min=1e-9)[:, None, :] * near / near.sum(2, True).clamp(min=1e-9)
        backward = together / self._of_target[target].clamp(min=1e-9)[:, :, None] * near / near.sum(1, True).clamp(min=1e-9)
        alone = NOTHING * self._of_target[target] / self._total, NOTHING * self._of_source[source] / self._total
        forward /= forward.sum(2, True) + alone[0][:, :, None] + 1e-12
        backward /= backward.sum(1, True) + alone[1][:, None, :] + 1e-12
        return cells, forward * backward

    @staticmethod
    def _prior(target: Any, source: Any) -> Any:
        """How near the diagonal a cell is."""
        import torch

        def along(there: Any) -> Any:
            return torch.arange(there.shape[1]) / there.sum(1, True)

        return torch.exp(-TENSION * (along(target)[:, :, None] - along(source)[:, None, :]).abs())


def chunks(corpus: Tokens, pairs: Array) -> Iterator[Array]:
    """The pairs in their order, few enough at a time for CELLS."""
    start, widest = 0, 0
    lengths = (corpus.lengths[pairs] + 8).tolist()
    for end, length in enumerate(lengths):
        widest = max(widest, length)
        if end > start and widest * widest * (end + 1 - start) > CELLS:
            yield pairs[start:end]
            start, widest = end, length
    yield pairs[start:]


def embeddings(counts: Any, width: int, seed: int) -> NDArray[np.float32]:
    """Vectors of length 1 for all pieces, translations of each other near each other: random ones, smoothed twice over
    the graph of links (random projection of a graph, Chen et al. 2019).

    Truncated SVD of the same table would keep `width` of its thousands of nearly equal singular values.
    """
    import torch

    both = counts + counts.T
    share = both / both.sum(1, True).clamp(min=1.0)
    vectors = torch.randn(len(counts), width, generator=torch.Generator().manual_seed(seed))
    for _ in range(2):
        vectors = torch.nn.functional.normalize(vectors + share @ vectors)
    return np.asarray(vectors.numpy(), dtype=np.float32)


def align(config: Config) -> tuple[Path, Path]:
    """Write `links.npz` (`links`: uint8, for each pair the places that its target pieces come from, end to end) and
    `embeddings.npy` (a row a piece, for the configured shape). Does nothing when they are there already."""
    paths = config.work / "links.npz", config.work / "embeddings.npy"
    if all(path.exists() for path in paths):
        return paths
    if not (config.work / "tokens.npz").exists():
        raise TrainingError(f"{config.work / 'tokens.npz'} is not there: run `yibao train tokenizer` first")
    corpus = Tokens(config.work / "tokens.npz")
    aligner = Aligner(len(vocabulary_of(config)))
    order = np.argsort(corpus.lengths, kind="stable")
    fitting = order[corpus.lengths[order] <= LONGEST]
    chosen = np.random.default_rng(config.seed).permutation(len(fitting))[:SAMPLE]
    aligner.learn(corpus, fitting[np.sort(chosen)])
    vectors = embeddings(aligner.counts, SHAPES[config.shape].width, config.seed)
    found = dict(zip(order.tolist(), aligner.links(corpus, order), strict=True))
    pack(paths[0], {"links": np.concatenate([found[i] for i in range(len(corpus))])})
    np.save(paths[1], vectors)
    return paths
