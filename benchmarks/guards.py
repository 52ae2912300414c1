"""How well the checks see errors: `python -m benchmarks.guards [--set SET.zh SET.en]… [--systems]`.

Errors of every kind are planted with a fixed seed in human translations of the sets and in clean sentences of our own
(clean.tsv). A sentence that the checks for a kind complain of before anything is planted is a false alarm, and no test
of recall: human translations have errors of their own, so part of what counts as a false alarm is none. Recall is the
share of the other errors that a check for their kind sees, the second reader settling its doubts as in the service;
precision the share of complaints that are right, over as many sentences with an error as without. `--systems` adds how
often each check fires on the outputs of other systems.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import click

from benchmarks.planted import KINDS
from models.engine import Scorer
from service.checks import CHECKS, check_unit
from service.checks.catalogue import catalogue
from service.checks.contrast import settled
from service.engines import open_scorer
from service.evaluation import Bitext, read_set
from service.settings import Settings
from service.translation import for_engine

CLEAN = Path(__file__).with_name("clean.tsv")
Pair = tuple[str, str]
# The groups that have an aim: numbers 0.98 recall at 0.95 precision, names 0.95 at 0.95.
GROUPS = {
    "numbers": ("number changed", "number scaled", "number dropped", "number repeated", "number word"),
    "names": ("name changed", "name misspelt"),
    "numbers for each other": ("numbers exchanged",),
    "names for each other": ("names exchanged",),
    "negation": ("negation removed", "negation put in"),
    "direction": ("direction turned",),
    "extent": ("by and to",),
    "hedge": ("hedge dropped",),
    "bound": ("hedge turned",),
    "posts": ("posts exchanged",),
    "omission": ("omission",),
    "clause": ("clause dropped",),
    "addition": ("addition",),
    "quotation": ("quotation dropped", "one mark dropped"),
    "repetition": ("looped",),
    "untranslated": ("left in Chinese",),
    "currency": ("other currency",),
    "unit": ("other unit",),
    "time": ("other time",),
    "opposite": ("opposite",),
    "limit": ("bound turned",),
    "country": ("other country",),
    "body": ("other body",),
    "thing": ("other thing",),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """An error: the source, its good English and its English with an error of `kind`."""

    kind: str
    zh: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the checks of a group make of its errors: planted ones, those seen by its own checks, by any, and the
    sentences that its checks complain of without them."""

    group: str
    planted: int
    seen: int
    by_any: int
    false: int

    @property
    def recall(self) -> float:
        return self.seen / max(1, self.planted - self.false)

    @property
    def precision(self) -> float:
        return self.seen / (self.seen + self.false) if self.seen else 0.0


def clean() -> list[Pair]:
    """The sentences of our own with their English."""
    lines = CLEAN.read_text(encoding="utf-8").splitlines()
    return [(zh, en) for zh, en in (line.split("\t") for line in lines)]


def plant(pairs: Sequence[Pair], seed: int = 1) -> list[Planted]:
    """Errors of every kind, at most as many as the kind says, in pairs drawn with the seed."""
    planted = []
    for kind, (planter, most, _) in KINDS.items():
        rng = random.Random(f"{seed} {kind}")
        order = list(pairs)
        rng.shuffle(order)
        made = 0
        for zh, good in order:
            bad = planter(zh, good, rng)
            if bad is not None and bad != good:
                planted.append(Planted(kind, zh, good, bad))
                made += 1
            if made == most:
                break
    return planted


def found(zh: str, en: str, scorer: Scorer | None = None) -> Counter[str]:
    """How often each check complains."""
    source = for_engine(zh)
    (borne_out,) = settled([(source, en)], scorer)
    return Counter(finding.check for finding in (*check_unit(source, en), *borne_out))


def measure(planted: Sequence[Planted], scorer: Scorer | None = None) -> list[Row]:
    """A row for each group."""
    rows = []
    for group, kinds in GROUPS.items():
        own = [error for error in planted if error.kind in kinds]
        seen = by_any = false = 0
        for error in own:
            checks = set(KINDS[error.kind][2])
            good, bad = (found(error.zh, en, scorer) for en in (error.good, error.bad))
            alarmed = any(good[check] for check in checks)
            false += alarmed
            seen += not alarmed and any(bad[check] for check in checks)
            by_any += bool(bad - good)
        rows.append(Row(group, len(own), seen, by_any, false))
    return rows


def missed(planted: Sequence[Planted], group: str, scorer: Scorer) -> list[Planted]:
    """The errors of a group that none of its checks sees."""
    own = [error for error in planted if error.kind in GROUPS[group]]
    return [error for error in own if not set(KINDS[error.kind][2]) & found(error.zh, error.bad, scorer).keys()]


def false_alarms(pairs: Sequence[Pair], scorer: Scorer | None = None) -> Counter[str]:
    """On how many of the pairs each check fires."""
    return Counter(check for zh, en in pairs for check in found(zh, en, scorer))


@click.command()
@click.option("--set", "sets", nargs=2, multiple=True, type=click.Path(path_type=Path, exists=True))
@click.option("--seeds", type=click.IntRange(1), default=1, show_default=True, help="Plant so many times.")
@click.option("--systems", is_flag=True, help="Also the outputs of other systems.")
@click.option("--missed", "show", type=click.Choice(list(GROUPS)), help="Print the errors of a group that are missed.")
def main(sets: Sequence[tuple[Path, Path]], seeds: int, systems: bool, show: str | None) -> None:
    scorer = open_scorer(Settings.from_environ())
    tests = [read_set(source, reference) for source, reference in sets]
    human = [pair for test in tests for pair in zip(test.sources, test.references, strict=True)]
    drawn = [plant([*human, *clean()], seed) for seed in range(1, seeds + 1)]
    planted = [error for errors in drawn for error in errors]
    print(f"{len(planted)} errors planted in {len(human)} human translations and {len(clean())} sentences of our own")
    print(f"{'errors':24}{'planted':>8}{'recall':>8}{'by any':>8}{'false':>7}{'precision':>11}  recall of each draw")
    for rows in zip(*(measure(errors, scorer) for errors in drawn), strict=True):
        row = Row(rows[0].group, *(sum(counts) for counts in zip(*(astuple(each)[1:] for each in rows), strict=True)))
        any_ = row.by_any / row.planted if row.planted else 0.0
        spread = f"{min(each.recall for each in rows):.3f} to {max(each.recall for each in rows):.3f}"
        print(f"{row.group:24}{row.planted:8}{row.recall:8.3f}{any_:8.3f}{row.false:7}{row.precision:11.3f}  {spread}")
    print()
    everything = false_alarms([*human, *clean()], scorer)
    print("Complaints of each check on good translations, of a thousand")
    for known in catalogue():
        if known.id in CHECKS or everything[known.id]:
            print(f"{known.id:19}{1000 * everything[known.id] / len([*human, *clean()]):6.1f}  {known.about}")
    for test in tests if systems else []:
        _print_systems(test, scorer)
    for error in missed(planted, show, scorer) if show else []:
        print(f"{error.kind}: {error.zh} | {error.bad}")


def fired(test: Bitext, scorer: Scorer | None = None) -> dict[str, Counter[str]]:
    """Segments that each check complains of, by system; "human" is the reference."""
    outputs = {"human": test.references, **test.outputs}
    return {name: false_alarms(list(zip(test.sources, lines, strict=True)), scorer) for name, lines in outputs.items()}


def _print_systems(test: Bitext, scorer: Scorer) -> None:
    print(f"\n{test.name}: segments of {len(test.sources)} that a check complains of")
    print(f"{'':24}" + "".join(f"{check:>17}" for check in CHECKS))
    for system, counts in fired(test, scorer).items():
        print(f"{system:24}" + "".join(f"{counts[check]:17}" for check in CHECKS))


if __name__ == "__main__":
    main()
