"""What concerns a story whole, and how far it can be relied on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from service.records import Finding, Part, Quality, Severity, Story, Unit

# Mean log-probability below which an engine was guessing: the worst tenth of sentences of the development sets.
UNSURE = -0.75


def check_story(story: Story) -> Story:
    """The story with the findings that concern it whole, and its quality."""
    story = replace(story, findings=(*story.findings, *_story_findings(story)))
    return replace(story, quality=grade(story))


def grade(story: Story) -> Quality:
    """How far a story can be relied on, and why.

    Low: a sentence in eight, or the headline, has an error. Moderate: any error, a warning in a sentence of four, or
    the engine was unsure on the whole. High otherwise.
    """
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
    reasons += [f.message for f in story.findings if f.severity is Severity.WARNING]
    return Quality(_level(len(units), wrong, doubtful, unsure), tuple(reasons))


def _level(
    units: int, wrong: Sequence[Unit], doubtful: Sequence[Unit], unsure: Sequence[Unit]
) -> Literal["high", "moderate", "low"]:
    headings = (Part.KICKER, Part.TITLE, Part.DECK)
    if wrong and (8 * len(wrong) >= units or any(unit.part in headings for unit in wrong)):
        return "low"
    if wrong or (doubtful and 4 * len(doubtful) >= units) or (unsure and 4 * len(unsure) >= units):
        return "moderate"
    return "high"


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
