"""Whether all of the Chinese is rendered, and all of the English has something in the Chinese to render.

Every word that the lexicon knows adds its log-likelihood ratio: below nothing where a counterpart stands in the other
language, above where none does. The run of words with the greatest sum is what most looks left out, or put in: the
maximal scoring segment of Karlin and Altschul (1990, "Methods for assessing the statistical significance of molecular
sequence features"), found as in Page's CUSUM (1954, "Continuous inspection schemes"). To it comes what the lengths say:
the logarithm of English characters to Chinese ones is normally distributed about a mean (Gale and Church 1993, "A
program for aligning sentences in bilingual corpora") that the loss of the run would move.

A sentence is judged only by what the lexicon knows of it: the words around the run must have their counterparts, and
the English must be made of words that it has met.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from service.checks.form import USUAL, Complaint, source_length
from service.checks.lexicon import (
    Weights,
    Word,
    chinese_weights,
    chinese_words,
    english_weights,
    english_words,
    licensed,
    renderings,
)
from service.names import syllable
from service.numbers import compare
from service.transliteration import TRANSLITERATES

# Mean and deviation of the logarithm of English characters for a Chinese one. Translations out of Chinese and those of
# English originals deviate by 0.18 each, about means that differ; together they deviate by this.
MEAN, DEVIATION = math.log(USUAL), 0.23
# The scores that three and one in a hundred good translations are above: `python -m benchmarks.coverage` on
# news_newsdev2017, from which the lexicon was not learned.
OMITTED, ADDED = 6.0, 7.0
# A name before its initials, by which the English may call it.
_INITIALS = re.compile(r"[\u4e00-\u9fff]{2,12} ?[（(]([A-Z][A-Za-z]+)[）)]")
# What is left of the sentence must be so clearly rendered.
AROUND = -2.0
# Of the words in small letters, the share that the lexicon has met.
KNOWN = 0.5
# The weight above which it tells something that a word is not rendered: 今年, not 方面.
TELLING = 0.6
# Words that stand in no table because they may belong to anything.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Run:
    """The words that look most as if they had no counterpart: where, how much so, and what all others add up to."""

    start: int
    end: int
    score: float
    around: float


def omission(zh: str, en: str) -> Iterator[Complaint]:
    """A run of Chinese words that nothing in the English renders."""
    run = unrendered(zh, en)
    if run.score > OMITTED and is_judged(run, en):
        yield said(zh, run)


def addition(zh: str, en: str) -> Iterator[Complaint]:
    """A run of English words that render nothing in the Chinese."""
    run = unlicensed(zh, en)
    if run.score > ADDED and is_judged(run, en):
        text = en[run.start : run.end]
        yield f"nothing in the source seems to say: {text}", "", text


def said(zh: str, run: Run) -> Complaint:
    """The complaint that a run of the Chinese is left out."""
    text = zh[run.start : run.end]
    return f"nothing in the English seems to render {text}", text, ""


def is_rendered(zh: str, en: str) -> bool:
    """Whether the English is one of this Chinese at all, whatever is wrong with parts of it."""
    return is_judged(unrendered(zh, en), en)


def is_judged(run: Run, en: str) -> bool:
    """Whether the lexicon knows enough to judge: the rest of the sentence is clearly rendered, in words it has met."""
    return run.around < AROUND and _is_known(en)


def unrendered(zh: str, en: str) -> Run:
    """The run of the Chinese that most looks left out."""
    run = _greatest([(word, _weight(chinese_weights(word.text), found)) for word, found in _looked_for(zh, en)])
    lost = source_length(zh[run.start : run.end])
    return _with_length(run, zh, en, lost / max(1.0, source_length(zh)), 1)


def missing_words(zh: str, en: str) -> list[Word]:
    """The words of the Chinese, of two characters or more, none of whose renderings the English has, though a good
    translation would."""
    return [
        word
        for word, found in _looked_for(zh, en)
        if not found and len(word.text) > 1 and chinese_weights(word.text).missing > TELLING
    ]


def _looked_for(zh: str, en: str) -> Iterator[tuple[Word, bool]]:
    """The words of the Chinese that the lexicon has, and whether the English renders them.

    What is spelled in pinyin counts as rendered, and so do numbers and what is given by its initials.
    Transliterations are not judged.
    """
    stems, letters = {word.key for word in english_words(en)}, re.sub("[^a-z]", "", en.lower())
    spans = [(quantity.span.start, quantity.span.end) for quantity, _ in compare(zh, en).pairs]
    spans += [match.span() for match in _INITIALS.finditer(zh) if match[1] in en]
    for word in chinese_words(zh):
        rendered = renderings(word.text)
        if rendered and not TRANSLITERATES.issuperset(word.text):
            yield (
                word,
                not rendered.isdisjoint(stems)
                or any(word.start < end and start < word.end for start, end in spans)
                or _spelled(word.text) in letters,
            )


def unlicensed(zh: str, en: str) -> Run:
    """The run of the English that most looks put in. What is not in the Chinese but has a capital may be a name."""
    weighed = []
    for word in english_words(en):
        found, weights = word.key in licensed(zh), english_weights(word.key)
        if weights and (found or word.text[0].islower()):
            weighed.append((word, _weight(weights, found)))
    run = _greatest(weighed)
    return _with_length(run, zh, en, (run.end - run.start) / max(1, len(en)), -1)


def _weight(weights: Weights, found: bool) -> float:
    return weights.found if found else weights.missing


@lru_cache(maxsize=1 << 14)
def _spelled(word: str) -> str:
    """A Chinese word of two characters or more in the letters of pinyin; of one "·", which is in no English."""
    return "".join(syllable(character)[0].replace("v", "u") for character in word) if len(word) > 1 else "·"


def _greatest(weighed: Sequence[tuple[Word, float]]) -> Run:
    best = Run(0, 0, 0.0, 0.0)
    total, start = 0.0, 0
    for word, weight in weighed:
        if total <= 0:
            total, start = 0.0, word.start
        total += weight
        if total > best.score:
            best = Run(start, word.end, total, 0.0)
    return replace(best, around=sum(weight for _, weight in weighed) - best.score)


def _with_length(run: Run, zh: str, en: str, share: float, sign: int) -> Run:
    """The run, scored also by how well its loss explains the length of the English: `share` of a text is the run."""
    if not run.score or not en:
        return run
    ratio = math.log(len(en) / max(1.0, source_length(zh))) - MEAN
    shift = sign * math.log(max(0.1, 1 - share))
    gain = (ratio**2 - (ratio - shift) ** 2) / (2 * DEVIATION**2)
    return replace(run, score=run.score + gain)


def _is_known(en: str) -> bool:
    """Whether the English consists of words that the lexicon has met."""
    words = [word for word in english_words(en) if word.text[0].islower() and len(word.text) > SHORT]
    return sum(english_weights(word.key) is not None for word in words) >= KNOWN * len(words)
