"""What is left out, by contrastive conditioning (Vamvas and Sennrich 2022, "As Little as Possible, as Much as
Necessary: Detecting Over- and Undertranslations with Contrastive Conditioning").

Where the lexicon finds a stretch thin, but not thin enough to say so, a translation model is asked how likely it finds
the English, given the whole sentence, and given the sentence without the stretch or without a clause that it touches.
An English that is likelier without has nothing for what was taken out. The logarithms are added: the lexicon's ratio of
likelihoods and a share of the model's, whose words are not independent of each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.engine import Scorer
from service.checks.coverage import OMITTED, Run, is_judged, said, unrendered
from service.records import Finding, Severity

# The lexicon's score from which a stretch is in doubt: one human translation of news in six has such a one.
DOUBTED = 2.0
# The share of the model's score, and the sum that is a finding: set on errors planted in the development sets.
SHARE, LEFT_OUT = 0.5, 5.5
_CLAUSE = re.compile("[^，；：。？！、,;:?!]+[，；：。？！、,;:?!]*")
# What is shorter says nothing by itself.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a sentence that may be left out of its English, and the sentence without it or a clause of it."""

    zh: str
    en: str
    run: Run
    without: tuple[str, ...]


def doubt(zh: str, en: str) -> Doubt | None:
    """What the lexicon alone cannot decide about a sentence and its English."""
    run = unrendered(zh, en)
    if not DOUBTED < run.score <= OMITTED or not is_judged(run, en):
        return None
    clauses = [match.span() for match in _CLAUSE.finditer(zh)]
    cuts = [(run.start, run.end), *(span for span in clauses if span[0] < run.end and run.start < span[1])]
    without = dict.fromkeys(zh[:start] + zh[end:] for start, end in cuts)
    return Doubt(zh, en, run, tuple(text for text in without if len(text) >= SHORTEST))


def omissions(pairs: Sequence[tuple[str, str]], scorer: Scorer | None) -> Iterator[Finding | None]:
    """For each sentence and its English a finding, where the model settles the lexicon's doubt; without one, none."""
    doubts = [doubt(zh, en) if scorer else None for zh, en in pairs]
    asked = [(text, each.en) for each in doubts if each for text in (each.zh, *each.without)]
    answers = iter(scorer.log_likelihoods(asked) if scorer else ())
    for each in doubts:
        yield _settled(each, next(answers), [next(answers) for _ in each.without]) if each else None


def _settled(doubt: Doubt, whole: float, without: Sequence[float]) -> Finding | None:
    gain = max(without, default=whole) - whole
    if doubt.run.score + SHARE * gain <= LEFT_OUT:
        return None
    message, zh, en = said(doubt.zh, doubt.run)
    return Finding("omission", Severity.WARNING, message, zh, en)
