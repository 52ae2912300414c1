"""What concerns a story whole, and how far it can be relied on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.records import HEADINGS, Finding, Level, Part, Quality, Severity, Story, Unit

# What may stand behind the mark that ends a sentence, and the marks that end one. A closing bracket does by itself:
# (完), （记者 王波）.
_BEHIND, _ENDS = "”’」』》", tuple("。！？…!?.）)】")
QUOTED = 12  # characters


def check_story(story: Story) -> Story:
    """The story with the findings that concern it whole, and its quality."""
    story = replace(story, findings=(*story.findings, *_story_findings(story)))
    return replace(story, quality=grade(story))


def grade(story: Story) -> Quality:
    """How far a story can be relied on, and why.

    Low: a sentence in eight, or a heading, has an error, or half of the sentences are low. Moderate: any sentence is
    low, or one in four is moderate. High otherwise.
    """
    units = [*story.headings, *story.units]
    wrong = [u for u in units if _has(u, Severity.ERROR)]
    doubtful = [u for u in units if u not in wrong and _has(u, Severity.WARNING)]
    unsure = [u for u in units if u.unsure]
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
    return Quality(_level(units, wrong), tuple(reasons))


def doubted(story: Story, ids: Sequence[str]) -> tuple[str, ...]:
    """Which of the sentences that a statement rests on a check complains of, and why: "s5: number-added". Notes do not
    count."""
    units = [unit for unit in (*story.headings, *story.units) if unit.id in ids]
    wrong = [(u.id, [f.check for f in u.findings if f.severity is not Severity.NOTE]) for u in units]
    return tuple(f"{name}: {', '.join(dict.fromkeys(checks))}" for name, checks in wrong if checks)


def _level(units: Sequence[Unit], wrong: Sequence[Unit]) -> Level:
    low = [unit for unit in units if unit.level == "low"]
    moderate = [unit for unit in units if unit.level == "moderate"]
    if wrong and (8 * len(wrong) >= len(units) or any(unit.part in HEADINGS for unit in wrong)):
        return "low"
    if low and 2 * len(low) >= len(units):
        return "low"
    return "moderate" if low or (moderate and 4 * len(moderate) >= len(units)) else "high"


def _has(unit: Unit, severity: Severity) -> bool:
    return any(finding.severity is severity for finding in unit.findings)


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
    end = next((unit.zh.rstrip() for unit in reversed(story.units) if unit.part is Part.BODY), "")
    goes_on = story.continued and story.continued.direction == "to" and not story.continued.held
    if end and not goes_on and not end.rstrip(_BEHIND).endswith(_ENDS):
        message = "unfinished: the text ends without a full stop and may go on elsewhere"
        yield Finding("unfinished", Severity.NOTE, message, end[-QUOTED:])
    if story.date.inferred:
        yield Finding("year", Severity.NOTE, f"the year is inferred: {story.date.reason}", story.date.text)
