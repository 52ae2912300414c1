"""How good an engine is on a set of sentences with reference translations.

What is measured is the engine alone: sentences are cut and prepared as in the service, and its first answer counts. No
guard asks again.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from models.engine import Translator
from service.checks import check_unit
from service.errors import BadRequest, NotFound
from service.segment import cut, sentences
from service.translation import for_engine, join

Watch = Callable[[int], object]
# What is counted, by the checks that find it.
DEFECTS = {
    "numbers": ("number-lost", "number-added"),
    "names": ("name-lost",),
    "empty": ("empty",),
    "looping": ("repetition",),
    "untranslated": ("untranslated",),
}


@dataclass(frozen=True, slots=True)
class Bitext:
    """Chinese segments, their references, and outputs of other systems by name, all of one length."""

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    outputs: dict[str, tuple[str, ...]]

    def first(self, count: int) -> "Bitext":
        """The set of the first `count` segments."""
        cutoff = {name: lines[:count] for name, lines in self.outputs.items()}
        return Bitext(self.name, self.sources[:count], self.references[:count], cutoff)


@dataclass(frozen=True, slots=True)
class Score:
    """BLEU and chrF2 (0 to 100), and how many segments of a thousand have each of DEFECTS. `seconds` is the time that
    the translation took, None for outputs that were there."""

    system: str
    bleu: float
    chrf: float
    per_thousand: dict[str, float]
    seconds: float | None = None


def own_set() -> Bitext:
    """The set that comes with yibao: county news of our own writing."""
    text = files("seeds").joinpath("evaluation.tsv").read_text(encoding="utf-8")
    pairs = [line.split("\t") for line in text.splitlines()]
    return Bitext("county news", tuple(zh for zh, _ in pairs), tuple(en for _, en in pairs), {})


def read_set(source: Path, reference: Path) -> Bitext:
    """A set from two files of one segment a line. Outputs of other systems for it are read where they lie beside it, as
    `outputs/NAME.SYSTEM.en` for a source NAME.zh. Raises NotFound, or BadRequest when lengths differ."""
    paths = sorted((source.parent / "outputs").glob(f"{source.stem}.*.en"))
    outputs = {path.name.removeprefix(f"{source.stem}.").removesuffix(".en"): _lines(path) for path in paths}
    made = Bitext(source.stem, _lines(source), _lines(reference), outputs)
    for name, lines in {reference.name: made.references, **outputs}.items():
        if len(lines) != len(made.sources):
            raise BadRequest(f"{source.name} has {len(made.sources)} lines, {name} {len(lines)}")
    if not made.sources:
        raise BadRequest(f"{source.name} is empty")
    return made


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"cannot read {path}: {error}") from None


def evaluate(translator: Translator, test: Bitext, watch: Watch = lambda _: None) -> Score:
    """Translate the set and score it. `watch` hears of each batch how many segments of the set it ended."""
    start = time.perf_counter()
    english = translate(test.sources, translator, watch)
    return score(translator.identity.model, test, english, time.perf_counter() - start)


def translate(texts: Sequence[str], translator: Translator, watch: Watch = lambda _: None) -> list[str]:
    """The engine's first answer for each text, in order; long texts in the pieces that the service would make."""
    whole = [(index, sentence) for index, text in enumerate(texts) for sentence in sentences(text)]
    pieces = [
        (number, for_engine(piece))
        for number, (_, sentence) in enumerate(whole)
        for piece in cut(sentence, translator.count_tokens, translator.max_tokens)
    ]
    english: list[list[str]] = [[] for _ in whole]
    done = 0
    for start in range(0, len(pieces), translator.batch_size):
        batch = pieces[start : start + translator.batch_size]
        for (number, _), made in zip(batch, translator.translate([piece for _, piece in batch]), strict=True):
            english[number].append(made.text)
        last = start + len(batch) == len(pieces)
        ended = len(texts) if last else whole[batch[-1][0]][0]
        watch(ended - done)
        done = ended
    joined: list[list[str]] = [[] for _ in texts]
    for (index, _), parts in zip(whole, english, strict=True):
        joined[index].append(join(parts))
    return [" ".join(filter(None, parts)) for parts in joined]


def score(system: str, test: Bitext, english: Sequence[str], seconds: float | None = None) -> Score:
    """The scores of `english` as a translation of the set."""
    bleu, chrf = _metrics()
    found = [defects(zh, en) for zh, en in zip(test.sources, english, strict=True)]
    counts = {kind: sum(kind in one for one in found) for kind in DEFECTS}
    return Score(
        system,
        round(bleu.corpus_score(list(english), [list(test.references)]).score, 2),
        round(chrf.corpus_score(list(english), [list(test.references)]).score, 2),
        {kind: round(1000 * count / len(test.sources), 1) for kind, count in counts.items()},
        None if seconds is None else round(seconds, 1),
    )


def signatures(test: Bitext) -> dict[str, str]:
    """sacrebleu's signatures of the two metrics: with them the scores can be had again."""
    bleu, chrf = _metrics()
    for metric in (bleu, chrf):
        metric.corpus_score(list(test.references), [list(test.references)])
    return {"bleu": str(bleu.get_signature()), "chrf": str(chrf.get_signature())}


def _metrics() -> tuple[Any, Any]:
    from sacrebleu.metrics import BLEU, CHRF

    return BLEU(), CHRF()


def defects(zh: str, en: str) -> set[str]:
    """Which of DEFECTS a translation has."""
    checks = {finding.check for finding in check_unit(for_engine(zh), en)}
    return {kind for kind, names in DEFECTS.items() if checks.intersection(names)}
