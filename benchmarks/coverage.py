"""Where the thresholds of `service.checks.coverage` come from: `python -m benchmarks.coverage CORPUS.tsv.gz…`.

The corpora are good translations that the lexicon was not learned from. For each share of them that a check would
complain of: the score that it takes, and the share of planted errors above it. Also how many English characters there
are for a Chinese one, and how far that varies.
"""

import gzip
import math
import random
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks.planted import Planter, addition, clause_dropped, omission
from service.checks.coverage import Run, unlicensed, unrendered
from service.checks.form import source_length
from service.translation import for_engine

# Of shorter sentences the lengths say little.
LEAST = 12
SHARES = (0.005, 0.01, 0.02, 0.03, 0.05)
MEASURED: dict[str, tuple[Callable[[str, str], Run], Planter]] = {
    "a third missing": (unrendered, omission),
    "a clause missing": (unrendered, clause_dropped),
    "a clause added": (unlicensed, addition),
}


def read(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """The pairs of the corpora that are no fragments."""
    pairs = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        pairs += [(for_engine(zh), en) for zh, en, *_ in rows]
    return [(zh, en) for zh, en in pairs if source_length(zh) >= LEAST and en]


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def main(corpora: Sequence[Path]) -> None:
    pairs = read(corpora)
    ratios = [math.log(len(en) / source_length(zh)) for zh, en in pairs]
    mean, deviation = math.exp(statistics.mean(ratios)), statistics.stdev(ratios)
    print(f"{len(pairs)} pairs; English characters for a Chinese one: {mean:.2f}, deviation of the log {deviation:.2f}")
    print(f"{'complaints':20}" + "".join(f"{share:>14.1%}" for share in SHARES))
    for name, (find, planter) in MEASURED.items():
        rng = random.Random(1)
        good = sorted((find(zh, en).score for zh, en in pairs), reverse=True)
        planted = [(zh, planter(zh, en, rng)) for zh, en in pairs]
        bad = [find(zh, en).score for zh, en in planted if en]
        at = [good[int(share * len(good))] for share in SHARES]
        print(f"{name:20}" + "".join(f"{h:8.1f}{sum(s > h for s in bad) / max(1, len(bad)):6.2f}" for h in at))


if __name__ == "__main__":
    main()
