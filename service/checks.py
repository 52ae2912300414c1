"""The checks that every translation passes. One that may cause a second try is called a guard.

A check sees a sentence and its English and says what is wrong, in one line each.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import prompts
from service.numbers import compare
from service.records import Finding, Quality, Severity, Story, Unit

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
Complaint = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """`run(zh, en)` yields complaints: a message, and what it is about in either language. `guard` asks for a second
    try."""

    id: str
    severity: Severity
    guard: bool
    run: Callable[[str, str], Iterator[Complaint]]


# English words for a Chinese character. Of 2,997 human and 11,988 system translations of the development sets with at
# least twelve characters 0.3% lie outside (`python -m benchmarks.guards`).
SHORTEST, LONGEST = 0.22, 1.35
LABELS = re.compile(
    r"\b(?:the (?:english )?translation (?:of|is)|translated (?:as|text)|translate (?:the|this|it)|chinese text|note:"
    r"|here is the|as an ai)\b",
    re.I,
)


def _empty(zh: str, en: str) -> Iterator[Complaint]:
    if HAN.search(zh) and not re.search(r"\w", en):
        yield "no translation came out", "", ""


def _untranslated(zh: str, en: str) -> Iterator[Complaint]:
    left = re.findall(r"[\u3400-\u9fff\uf900-\ufaff]+", en)
    if left:
        yield f"left in Chinese: {'、'.join(dict.fromkeys(left))}", "", left[0]


def _repetition(zh: str, en: str) -> Iterator[Complaint]:
    words = re.findall(r"\w+", en.lower())
    for size, most in ((1, 5), (2, 4), (4, 3), (7, 2)):
        grams = [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]
        run = _longest_run(grams, size)
        if run >= most and run > _longest_run(list(zh), 1):
            yield "the same words again and again", "", grams[0] if len(set(grams)) == 1 else _most(grams)
            return
    gram, times = _commonest([" ".join(words[i : i + 6]) for i in range(len(words) - 5)])
    if times >= 3:
        yield "the same phrase three times or more", "", gram


def _longest_run(grams: Sequence[str], step: int) -> int:
    """How often the same gram follows itself directly."""
    best = run = 1 if grams else 0
    for i in range(step, len(grams)):
        run = run + 1 if grams[i] == grams[i - step] else 1
        best = max(best, run)
    return best if step == 1 else 1 + (best - 1) // step


def _most(grams: Sequence[str]) -> str:
    return _commonest(grams)[0]


def _commonest(grams: Sequence[str]) -> tuple[str, int]:
    return Counter(grams).most_common(1)[0] if grams else ("", 0)


def _length(zh: str, en: str) -> Iterator[Complaint]:
    han, words = len(HAN.findall(zh)), len(en.split())
    if han >= 12 and words:
        if words / han < SHORTEST:
            yield f"much shorter than the source ({words} words for {han} characters): something may be missing", "", ""
        elif words / han > LONGEST:
            yield f"much longer than the source ({words} words for {han} characters): something may be added", "", ""


def _numbers_lost(zh: str, en: str) -> Iterator[Complaint]:
    for quantity in compare(zh, en).missing:
        yield f"the number {quantity.text} of the source is not in the translation", quantity.text, ""


def _numbers_added(zh: str, en: str) -> Iterator[Complaint]:
    for quantity in compare(zh, en).added:
        yield f"the number {quantity.text} is not in the source", "", quantity.text


def _explains(zh: str, en: str) -> Iterator[Complaint]:
    if match := LABELS.search(en):
        yield "the engine speaks about the translation", "", match[0]
    elif echoed := _sixes(en) & _sixes(prompts.text("translate")):
        yield "the engine repeats what it was told", "", min(echoed)


def _sixes(text: str) -> set[str]:
    """Every six words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}


CHECKS = {
    check.id: check
    for check in (
        Check("empty", Severity.ERROR, True, _empty),
        Check("untranslated", Severity.ERROR, True, _untranslated),
        Check("repetition", Severity.ERROR, True, _repetition),
        Check("length", Severity.WARNING, True, _length),
        Check("number-lost", Severity.ERROR, True, _numbers_lost),
        Check("number-added", Severity.WARNING, True, _numbers_added),
        Check("explains", Severity.ERROR, True, _explains),
    )
}
WEIGHT = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.NOTE: 0}


def check_unit(zh: str, en: str) -> tuple[Finding, ...]:
    """What the checks say of a sentence and its English."""
    return tuple(
        Finding(check.id, check.severity, message, source, target)
        for check in CHECKS.values()
        for message, source, target in check.run(zh, en)
    )


def asks_again(findings: Sequence[Finding]) -> bool:
    """Whether a guard is among them: a check that says so, or a placeable that is lost."""
    return any(
        CHECKS[finding.check].guard if finding.check in CHECKS else finding.severity is not Severity.NOTE
        for finding in findings
    )


def weight(findings: Sequence[Finding]) -> int:
    """How bad they are together: an error counts ten, a warning three."""
    return sum(WEIGHT[finding.severity] for finding in findings)


# Mean log-probability below which an engine was guessing: the worst tenth of sentences of the development sets.
UNSURE = -0.75


def check_story(story: Story) -> Story:
    """The story with the findings that concern it whole, and its quality.

    Low: a sentence in eight, or the headline, has an error. Moderate: any error, a warning in a sentence of four, or
    the engine was unsure on the whole. High otherwise.
    """
    findings = (*story.findings, *_story_findings(story))
    units = [*story.headings, *story.units]
    wrong = [u for u in units if any(f.severity is Severity.ERROR for f in u.findings)]
    doubtful = [u for u in units if u not in wrong and any(f.severity is Severity.WARNING for f in u.findings)]
    unsure = [u for u in units if u.score is not None and u.score < UNSURE]
    reasons = [
        reason
        for many, reason in (
            (wrong, f"{_of(wrong, units)} an error that a check found: {_kinds(wrong)}"),
            (doubtful, f"{_of(doubtful, units)} a warning: {_kinds(doubtful)}"),
            (unsure, f"the engine was unsure of {len(unsure)} of {len(units)} sentences"),
        )
        if many
    ]
    reasons += [f.message for f in findings if f.severity is Severity.WARNING]
    low = 8 * len(wrong) >= len(units) or any(u in wrong for u in story.headings)
    moderate = wrong or 4 * len(doubtful) >= len(units) or 4 * len(unsure) >= len(units)
    level = "low" if low and wrong else "moderate" if moderate else "high"
    return replace(story, findings=findings, quality=Quality(level, tuple(reasons)))  # type: ignore[arg-type]


def _of(some: Sequence[Unit], units: Sequence[Unit]) -> str:
    return f"{len(some)} of {len(units)} sentences {'has' if len(some) == 1 else 'have'}"


def _kinds(units: Sequence[Unit]) -> str:
    return ", ".join(sorted({f.check for u in units for f in u.findings if f.severity is not Severity.NOTE}))


def _story_findings(story: Story) -> Iterator[Finding]:
    if not story.title.zh:
        yield Finding("headline", Severity.NOTE, "no headline was found for this article")
    if story.continued and not story.continued.held:
        way = "continues on" if story.continued.direction == "to" else "begins on"
        yield Finding("excerpt", Severity.NOTE, f"excerpt: the article {way} {story.continued.page}, which is not held")
    if story.date.inferred:
        yield Finding("year", Severity.NOTE, f"the year is inferred: {story.date.reason}", story.date.text)
