"""How the lexicon of the checks is learned: `python -m benchmarks.lexicon CORPUS.tsv.gz… [-o FOLDER]`.

A corpus has a pair of sentences a line, zh<TAB>en. What renders what is learned by IBM model 1 (Brown et al. 1993,
"The Mathematics of Statistical Machine Translation"), on words, the words within them and characters on the Chinese
side, on stems on the English side. Then the weights: how often a rendering of a word is found in the sentence's own
translation, and how often in that of another sentence of its length.

The corpora of the committed tables are listed in `service/checks/LEXICON.md`;
they take a few minutes and 13 GB.
"""

import gzip
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from service.checks.lexicon import HAN, english_words, parts
from service.translation import for_engine

ROUNDS = 5
# Pairs of one corpus at most, so that none sets the tone for all; of Chinese words in a sentence, because what every
# word of a long one is tried with costs the square of its length and says little.
MOST, LONGEST = 60_000, 80
# A word is learned when it comes so often, and is the rendering of another one in so many sentences, for so large a
# part of the other's or of its own occurrences.
OFTEN, TOGETHER, THERE, BACK = 3, 2.0, 0.03, 0.05
# The commonest English stems render everything and nothing.
COMMON = 60
# Sentences of fewer words, mostly spoken ones, say little about news.
LEAST = 8
# So many average occurrences are added to what was counted of a word.
SMOOTHING = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Chinese words and English stems of a sentence."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


def read(paths: Iterable[Path]) -> list[Pair]:
    """The pairs of all corpora, MOST of each at most, drawn with a fixed seed."""
    import rjieba

    found = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
        random.Random(1).shuffle(lines)
        for zh, en in [(line[0], line[1]) for line in lines[:MOST] if len(line) > 1]:
            words = tuple(word for word in rjieba.cut(for_engine(zh)) if HAN.search(word))
            stems = tuple(word.key for word in english_words(en))
            if stems and 0 < len(words) <= LONGEST:
                found.append(Pair(words, stems))
    return found


def learn(pairs: Sequence[Pair]) -> dict[str, set[str]]:
    """Stems that render each Chinese word or part of a word."""
    sides = [({part for word in pair.zh for part in parts(word)}, set(pair.en)) for pair in pairs]
    known_zh, known_en = (
        [word for word, count in Counter(w for pair in sides for w in pair[side]).most_common() if count >= OFTEN]
        for side in (0, 1)
    )
    # Word 0 is the empty word, from which comes what renders nothing.
    place_zh, place_en = ({word: i for i, word in enumerate(known, 1)} for known in (known_zh, known_en))
    width = len(known_en) + 1
    keys, groups, tokens = [], [], 0
    for zh, en in sides:
        row = np.array([0, *(place_zh[word] for word in zh if word in place_zh)])
        column = np.array([place_en[word] for word in en if word in place_en], dtype=np.int64)
        keys.append((row[None, :] * width + column[:, None]).ravel())
        groups.append(np.repeat(np.arange(tokens, tokens + len(column), dtype=np.int32), len(row)))
        tokens += len(column)
    group = np.concatenate(groups)
    cells, where = np.unique(np.concatenate(keys), return_inverse=True)
    keys.clear()
    zh_of, en_of = cells // width, cells % width
    there: NDArray[np.float64] = np.ones(len(cells))
    together = there
    for _ in range(ROUNDS):
        share = there[where]
        share /= np.bincount(group, weights=share)[group]
        together = np.bincount(where, weights=share).astype(np.float64)
        there = together / _sums(zh_of, together)
    back = together / _sums(en_of, together)
    common = {place_en[word] for word in known_en[:COMMON]}
    kept = (zh_of > 0) & (together >= TOGETHER) & ((there >= THERE) | (back >= BACK))
    table: dict[str, set[str]] = defaultdict(set)
    for zh_at, en_at in zip(zh_of[kept], en_of[kept], strict=True):
        if en_at not in common:
            table[known_zh[zh_at - 1]].add(known_en[en_at - 1])
    return dict(table)


def _sums(of: NDArray[np.int64], amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each cell the sum over the cells of the same word."""
    return np.bincount(of, weights=amounts).astype(np.float64)[of]


def weigh(
    pairs: Sequence[Pair], table: Mapping[str, set[str]]
) -> tuple[dict[str, tuple[float, float]], dict[str, tuple[float, float]]]:
    """The weights of Chinese words and of English stems."""

    def rendered(word: str) -> set[str]:
        return set().union(*(table.get(part, ()) for part in parts(word)))

    long = sorted((pair for pair in pairs if len(pair.zh) >= LEAST), key=lambda pair: len(pair.en))
    counts: tuple[dict[str, list[int]], ...] = (defaultdict(lambda: [0, 0, 0]), defaultdict(lambda: [0, 0, 0]))
    for pair, other in zip(long, [*long[1:], long[0]], strict=True):
        own, strange = set(pair.en), set(other.en)
        for word in set(pair.zh):
            if stems := rendered(word):
                _count(counts[0][word], not stems.isdisjoint(own), not stems.isdisjoint(strange))
        licensed, elsewhere = (set().union(*map(rendered, each.zh)) for each in (pair, other))
        for word in own:
            _count(counts[1][word], word in licensed, word in elsewhere)
    zh, en = (_weights(count) for count in counts)
    return {word: weight for word, weight in zh.items() if word in table or not word}, en


def _count(row: list[int], own: bool, strange: bool) -> None:
    row[0] += 1
    row[1] += own
    row[2] += strange


def _weights(counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[float, float]]:
    total, own, strange = (sum(row[i] for row in counts.values()) for i in range(3))
    made = {}
    for word, row in {"": (0, 0, 0), **counts}.items():
        here = min(max((row[1] + SMOOTHING * own / total) / (row[0] + SMOOTHING), 0.02), 0.98)
        there = min(max((row[2] + SMOOTHING * strange / total) / (row[0] + SMOOTHING), 0.01), here)
        made[word] = (math.log(there / here), math.log((1 - there) / (1 - here)))
    return made


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", default="service/checks", type=click.Path(path_type=Path), help="Where to write.")
def main(corpora: Sequence[Path], output: Path) -> None:
    pairs = read(corpora)
    table = learn(pairs)
    chinese, english = weigh(pairs, table)
    missing = {word: chinese[""] for word in table if word not in chinese}
    words = [
        f"{word}\t{found:.1f}\t{absent:.1f}\t{' '.join(sorted(table.get(word, ())))}"
        for word, (found, absent) in sorted((chinese | missing).items())
    ]
    stems = [f"{word}\t{found:.1f}\t{absent:.1f}" for word, (found, absent) in sorted(english.items()) if absent > 0.05]
    for name, lines in (("words.tsv", words), ("stems.tsv", stems)):
        (output / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main()
