"""Every finding that a briefing can have, by the name of its check: the checks of sentences, and what is found where
no check of a sentence could see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.checks import CHECKS
from service.records import Severity


@dataclass(frozen=True, slots=True)
class Known:
    """A check: its name, how much its findings weigh, and in one line what it finds."""

    id: str
    severity: Severity
    about: str


ELSEWHERE = (
    # sentences
    Known("cut-off", Severity.ERROR, "the engine did not come to an end"),
    Known("numbers-exchanged", Severity.ERROR, "two numbers in each other's place"),
    Known("names-exchanged", Severity.WARNING, "two people, countries or places in each other's place"),
    Known("opposite", Severity.WARNING, "a word that means the contrary (exports for imports, west for east)"),
    Known("word", Severity.NOTE, "a word that nothing in the engine's English seems to render"),
    Known("term-lost", Severity.WARNING, "a term, post or body is not rendered as the termbase has it"),
    Known("foreign-name", Severity.NOTE, "a name is in no termbase: its spelling is a guess"),
    Known("coined", Severity.NOTE, "a phrase in quotation marks is in no termbase: its rendering is a guess"),
    Known("phrase", Severity.NOTE, "a turn of phrase that the engine gave otherwise than the termbase has it"),
    Known("drift", Severity.WARNING, "a term has another rendering than elsewhere in the story"),
    Known("repaired", Severity.NOTE, "a rendering, number or year was put right without the engine"),
    # stories
    Known("headline", Severity.NOTE, "no headline was found for the article"),
    Known("excerpt", Severity.NOTE, "the article begins or goes on on a page that is not held"),
    Known("unfinished", Severity.NOTE, "the text ends without a full stop and with no jump line"),
    Known("year", Severity.NOTE, "the year of the date is inferred"),
    Known("summary", Severity.NOTE, "points of the summariser were replaced, which the article does not bear out"),
    Known("correction", Severity.WARNING, "an editor's correction no longer fits, or its article is no more"),
)


def catalogue() -> Iterator[Known]:
    """All of them, the checks of sentences first."""
    yield from (Known(check.id, check.severity, check.about) for check in CHECKS.values())
    yield from ELSEWHERE
