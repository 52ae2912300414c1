"""What a second reader settles, by contrastive conditioning (Vamvas and Sennrich 2022, "As Little as Possible, as Much
as Necessary: Detecting Over- and Undertranslations with Contrastive Conditioning").

Where the lexicon leaves a doubt, a translation model is asked how likely it finds the English given the sentence, and
how likely a pair in which what is suspected is undone: the sentence without the stretch that nothing seems to render or
without its no, the English without its no or with one, with two numbers or names exchanged, or with the opposite of one
of its words. A pair that is likelier bears the suspicion out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.engine import Scorer
from service.checks.coverage import OMITTED, is_judged, missing_words, said, unrendered
from service.checks.exchanged import Exchange, names_exchanged, numbers_exchanged
from service.checks.negation import GAINED, LOST, negation_gained, negation_lost, noes, unanswered
from service.checks.opposites import opposed
from service.checks.undenied import denying, undenied_en, undenied_zh
from service.records import Finding, Severity

Pair = tuple[str, str]

# The lexicon's score from which a stretch is in doubt: one human translation of news in six has such a one.
DOUBTED = 2.0
# The share of the model's score, whose words are not independent of each other, and the sum with the lexicon's that is
# a finding; then the gains that are a finding about a no, an exchange or an opposite: set on errors planted in the
# development sets; then one of a word, for which one in five human translations gives a reason.
SHARE, LEFT_OUT = 0.5, 5.5
NO_GAINED, NO_LOST, EXCHANGED, OPPOSITE, UNSAID = 5.0, -1.0, 5.0, 4.0, 3.0
_CLAUSE = re.compile("[^，；：。？！、,;:?!]+[，；：。？！、,;:?!]*")
# What is shorter says nothing by itself.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that may be made about a sentence and its English. It is when the best pair of each group of `undone`,
    in which what is suspected is undone, gains together more than `bound` over the sentence and English as they are,
    in natural logarithms of likelihood."""

    finding: Finding
    undone: tuple[tuple[Pair, ...], ...]
    bound: float


def doubts(zh: str, en: str) -> Iterator[Doubt]:
    """What the lexicon alone cannot decide about a sentence and its English."""
    run = unrendered(zh, en)
    if DOUBTED < run.score <= OMITTED and is_judged(run, en):
        message, stretch, rest = said(zh, run)
        clauses = [match.span() for match in _CLAUSE.finditer(zh)]
        cuts = [(run.start, run.end), *(span for span in clauses if span[0] < run.end and run.start < span[1])]
        without = dict.fromkeys(zh[:start] + zh[end:] for start, end in cuts)
        finding = Finding("omission", Severity.WARNING, message, stretch, rest)
        cut = tuple((text, en) for text in without if len(text) >= SHORTEST)
        yield Doubt(finding, (cut,), (LEFT_OUT - run.score) / SHARE)
    for word in () if any(negation_lost(zh, en)) else unanswered(zh, en):
        finding = Finding("negation-lost", Severity.WARNING, LOST, word.text, "")
        if put_in := denying(zh, en, word):
            yield Doubt(finding, (((undenied_zh(zh, word), en),), tuple((zh, text) for text in put_in)), NO_LOST)
    for no in () if any(negation_gained(zh, en)) else noes(en):
        finding = Finding("negation-gained", Severity.WARNING, GAINED, "", no[0])
        yield Doubt(finding, (((zh, undenied_en(en, no)),),), NO_GAINED)
    for exchange in numbers_exchanged(en):
        finding = Finding("numbers-exchanged", Severity.ERROR, _in_place(exchange), "", exchange.first)
        yield Doubt(finding, (((zh, exchange.en),),), EXCHANGED)
    for exchange in names_exchanged(zh, en):
        finding = Finding("names-exchanged", Severity.WARNING, _in_place(exchange), "", exchange.first)
        yield Doubt(finding, (((zh, exchange.en),),), EXCHANGED)
    for turn in opposed(zh, en):
        message = f"“{turn.word}” may be the contrary of what is said: {' or '.join(turn.opposites)}"
        finding = Finding("opposite", Severity.WARNING, message, "", turn.word)
        yield Doubt(finding, (tuple((zh, text) for text in turn.texts),), OPPOSITE)


def _in_place(exchange: Exchange) -> str:
    return f"{exchange.first} and {exchange.second} may stand in each other's place"


def unsaid(zh: str, en: str) -> Iterator[Doubt]:
    """Single words of the sentence that the English may leave out or render by others. That is a note: translators do
    so for good reasons, engines without."""
    for word in missing_words(zh, en) if is_judged(unrendered(zh, en), en) else ():
        message = f"nothing in the English seems to render {word.text}"
        without = zh[: word.start] + zh[word.end :]
        yield Doubt(Finding("word", Severity.NOTE, message, word.text, ""), (((without, en),),), UNSAID)


def settled(
    pairs: Sequence[Pair], scorer: Scorer | None, doubted_of: Callable[[str, str], Iterator[Doubt]] = doubts
) -> Iterator[tuple[Finding, ...]]:
    """For each sentence and its English the findings that the model bears out, the surest of each kind about the same
    Chinese; without a scorer none."""
    raised = [list(doubted_of(zh, en)) if scorer else [] for zh, en in pairs]
    asked = dict.fromkeys(
        pair
        for each, doubted in zip(pairs, raised, strict=True)
        if doubted
        for pair in (each, *(pair for doubt in doubted for group in doubt.undone for pair in group))
    )
    likely = dict(zip(asked, scorer.log_likelihoods(list(asked)) if scorer else (), strict=True))
    for each, doubted in zip(pairs, raised, strict=True):
        gains = [
            sum(max(likely[pair] for pair in group) - likely[each] for group in doubt.undone if group)
            for doubt in doubted
        ]
        borne_out = {
            (doubt.finding.check, doubt.finding.zh): doubt.finding
            for gain, doubt in sorted(zip(gains, doubted, strict=True), key=lambda pair: pair[0] - pair[1].bound)
            if gain > doubt.bound
        }
        yield tuple(borne_out.values())
