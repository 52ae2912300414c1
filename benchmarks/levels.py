"""Whether a low level means a bad sentence: `python -m benchmarks.levels --set SET.zh SET.en … [--engine NAME]`.

The sentences are translated as the service does it, with what is known of each, second tries and checks, and scored by
level against the human translations. The bound on the engine's score was chosen on the first 80 sentences of two sets:
`--skip 80` measures on others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import get_args

import click
from sacrebleu.metrics import CHRF

from service.engines import open_engines, open_scorer
from service.evaluation import read_set
from service.passages import translate_texts
from service.records import Level, Unit
from service.settings import Settings

AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Row:
    """The sentences of a level, or all: how many, chrF2 of all their text, and the mean of each one's."""

    level: str
    sentences: int
    corpus: float
    mean: float


def rows(units: Sequence[Unit], references: Sequence[str]) -> list[Row]:
    """A row for each level that a sentence has, and one for all."""
    pairs = list(zip(units, references, strict=True))
    groups = {level: [pair for pair in pairs if pair[0].level == level] for level in get_args(Level)} | {"all": pairs}
    return [_row(level, members) for level, members in groups.items() if members]


def _row(level: str, pairs: Sequence[tuple[Unit, str]]) -> Row:
    metric = CHRF()
    english, references = [unit.en for unit, _ in pairs], [reference for _, reference in pairs]
    each = [metric.sentence_score(en, [ref]).score for en, ref in zip(english, references, strict=True)]
    return Row(level, len(pairs), metric.corpus_score(english, [references]).score, mean(each))


def table(name: str, found: Sequence[Row]) -> str:
    """For a reader."""
    lines = [f"{name:12}{'sentences':>10}{'chrF2':>8}{'mean of sentences':>19}"]
    lines += [f"{row.level:12}{row.sentences:10}{row.corpus:8.1f}{row.mean:19.1f}" for row in found]
    return "\n".join(lines)


@click.command()
@click.option("--set", "sets", nargs=2, multiple=True, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--engine", default="auto", show_default=True)
@click.option("--skip", default=0, help="Not the first so many sentences of each set.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many sentences of each set.")
def main(sets: Sequence[tuple[Path, Path]], engine: str, skip: int, limit: int | None) -> None:
    settings = Settings.from_environ()
    translator, _ = open_engines(engine, "extractive", settings)
    scorer = open_scorer(settings)
    everything: list[Unit] = []
    references: list[str] = []
    for source, reference in sets:
        test = read_set(source, reference)
        chosen = slice(skip, skip + limit if limit else None)
        texts, human = test.sources[chosen], test.references[chosen]
        starts = range(0, len(texts), AT_ONCE)
        batches = (texts[start : start + AT_ONCE] for start in starts)
        units = [unit for batch in batches for unit in translate_texts(batch, translator, scorer=scorer)]
        print(table(test.name, rows(units, human)), flush=True)
        everything += units
        references += human
    if len(sets) > 1:
        print(table("together", rows(everything, references)))


if __name__ == "__main__":
    main()
