"""One rendering for a term throughout a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.checks.lexicon import english_words
from service.records import Finding, Placeable, Severity, Unit

# What an engine wrote may be put right; what a person wrote is only remarked upon.
OURS = frozenset({"mt", "mt-retry"})
# Kinds of terms whose forms are names and nouns; those of the others may be verbs (expanded domestic demand), which
# stand in a sentence otherwise than nouns do.
NOUNS = frozenset("person foreigner place country body organisation post media document".split())
_NOUN = re.compile(r"(?:[tsx]ion|ment|ity|ness|ism|ship|ance|ence)s?$")


def consistent(units: Sequence[Unit]) -> list[Unit]:
    """The units, each term in its preferred form where they would have it in more than one.

    A form that stands once in a sentence is replaced, and the change noted; where it cannot be, the sentence is marked.
    Short forms are no drift (CPPCC; Trump for Donald Trump): English has them after the first mention. Nor are forms of
    the same words (victim, victims), nor what may be a verb.
    """
    forms: dict[str, set[str]] = {}
    for unit in units:
        for term, form in _used(unit):
            forms.setdefault(term.zh, set()).add(form)
    drifting = {zh for zh, found in forms.items() if len(found) > 1}
    return [_settled(unit, drifting) if drifting else unit for unit in units]


def _used(unit: Unit) -> Iterator[tuple[Placeable, str]]:
    """The terms of a unit that have more than one form, with the form that its English has."""
    for term in {term.zh: term for term in unit.terms if term.accepted and term.kind != "phrase"}.values():
        form = next((form for form in sorted(term.forms, key=len, reverse=True) if _standing(form, unit.en)), None)
        if form and (form == term.en or _is_other(term, form)):
            yield term, form


def _is_other(term: Placeable, form: str) -> bool:
    """Whether a form says the term in other words than the preferred one, and could stand where that stands."""
    if (
        form.isupper()
        or form in term.en
        or {w.key for w in english_words(form)} == {w.key for w in english_words(term.en)}
    ):
        return False
    return term.kind in NOUNS or all(_NOUN.search(text) for text in (form, term.en))


def _standing(form: str, en: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", en, re.IGNORECASE))


def _settled(unit: Unit, drifting: set[str]) -> Unit:
    for term, form in list(_used(unit)):
        if term.zh not in drifting or form == term.en:
            continue
        places = _standing(form, unit.en)
        if unit.origin in OURS and len(places) == 1:
            place = places[0]
            better = term.en[0].upper() + term.en[1:] if place[0][0].isupper() else term.en
            en = unit.en[: place.start()] + better + unit.en[place.end() :]
            message = f"{form} is {term.en} elsewhere in the article, and was made so here"
            note = Finding("repaired", Severity.NOTE, message, term.zh, term.en)
            unit = replace(unit, en=en, findings=(*unit.findings, note))
        else:
            message = f"{term.zh} is “{term.en}” elsewhere in the article"
            mark = Finding("drift", Severity.WARNING, message, term.zh, form)
            unit = replace(unit, findings=(*unit.findings, mark))
    return unit
