"""The checks that every translation passes. One that may cause another try is called a guard.

A check sees a sentence and its English and says what is wrong, in one line each. How often each fires rightly and
wrongly is measured by `python -m benchmarks.guards`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from service.checks.bodies import bodies_added
from service.checks.coverage import addition, is_rendered, omission
from service.checks.direction import direction
from service.checks.extent import extent
from service.checks.foreign import countries_added, places_added
from service.checks.form import Complaint, empty, explains, length, quotation, repetition, untranslated
from service.checks.measures import units
from service.checks.negation import negation_gained, negation_lost
from service.checks.persons import names_added, names_lost, names_misspelt, posts_swapped
from service.checks.quantities import bounds, currency, dates_added, hedges, numbers_added, numbers_lost
from service.checks.story import check_story, grade
from service.checks.things import things_added
from service.checks.times import times
from service.records import Finding, Severity

__all__ = ["CHECKS", "Check", "asks_again", "check_story", "check_unit", "grade", "weight"]


@dataclass(frozen=True, slots=True)
class Check:
    """`about` says in one line what it looks for. `run(zh, en)` yields complaints: a message, and what it is about in
    either language. `guard` asks for another try."""

    id: str
    severity: Severity
    guard: bool
    about: str
    run: Callable[[str, str], Iterator[Complaint]]


CHECKS = {
    check.id: check
    for check in (
        Check("empty", Severity.ERROR, True, "nothing came out", empty),
        Check("untranslated", Severity.ERROR, True, "Chinese characters left over", untranslated),
        Check("repetition", Severity.ERROR, True, "words or phrases in a loop", repetition),
        Check("explains", Severity.ERROR, True, "the engine talks about its task", explains),
        Check("length", Severity.WARNING, True, "far shorter or longer than the source", length),
        Check("omission", Severity.WARNING, True, "a part of the source that nothing renders", omission),
        Check("addition", Severity.WARNING, True, "a part of the English that renders nothing", addition),
        Check("number-lost", Severity.ERROR, True, "a number of the source is missing", numbers_lost),
        Check("number-added", Severity.WARNING, True, "a number that the source has not", numbers_added),
        Check("date-added", Severity.NOTE, False, "a month that the sentence does not state", dates_added),
        Check("hedge", Severity.NOTE, False, "about, over or nearly so much given as exactly so much", hedges),
        Check(
            "bound",
            Severity.ERROR,
            True,
            "nearly so much given as more than that, so much and above as below, or the other way",
            bounds,
        ),
        Check("currency", Severity.ERROR, True, "an amount in another currency", currency),
        Check(
            "unit",
            Severity.ERROR,
            True,
            "another unit of the same kind (吨 as kilograms, 亩 as acres, points as percent), a minus lost",
            units,
        ),
        Check(
            "time",
            Severity.ERROR,
            True,
            "another day of the week, half of the day, year or month, from then for until",
            times,
        ),
        Check("name-lost", Severity.ERROR, True, "a person's name is missing or misspelt", names_lost),
        Check("name-added", Severity.ERROR, True, "a Chinese name that the source has not", names_added),
        Check("name-misspelt", Severity.WARNING, True, "a word nearly like a name of the source", names_misspelt),
        Check("country-added", Severity.WARNING, True, "a country that the source does not speak of", countries_added),
        Check("place-added", Severity.WARNING, True, "a place that the source does not speak of", places_added),
        Check("body-added", Severity.WARNING, True, "a body, law or river the source does not speak of", bodies_added),
        Check(
            "thing-added", Severity.WARNING, True, "a crop, animal or metal the source does not speak of", things_added
        ),
        Check("post-swapped", Severity.WARNING, True, "two people with each other's posts", posts_swapped),
        Check("negation-lost", Severity.WARNING, True, "不, 没有, 无, 未 left out", negation_lost),
        Check("negation-gained", Severity.WARNING, True, "a no that the source has not", negation_gained),
        Check("direction", Severity.ERROR, True, "a rise rendered as a fall, or a fall as a rise", direction),
        Check("extent", Severity.ERROR, True, "a rise or fall by so much as one to so much, or the other way", extent),
        Check("quotation", Severity.NOTE, False, "quotation marks left out or without a partner", quotation),
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


def asks_again(zh: str, en: str, findings: Sequence[Finding]) -> bool:
    """Whether the sentence is worth another try: a guard is among its findings (a check that says so, or a name that
    is lost), or a term is lost in English that is otherwise one of the sentence."""
    if any(CHECKS[f.check].guard if f.check in CHECKS else f.severity is Severity.ERROR for f in findings):
        return True
    return any(f.check == "term-lost" for f in findings) and is_rendered(zh, en)


def weight(findings: Sequence[Finding]) -> int:
    """How bad they are together: an error counts ten, a warning three."""
    return sum(WEIGHT[finding.severity] for finding in findings)
