"""Sentences with two of their numbers, or two of their names, in each other's place, for a second reader to weigh.

Where a translation has every number and every name no count sees that two of them changed places: exports rose by what
imports rose, one country sued the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.checks.persons import spelled_names
from service.termbase import Home, base

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d,.]*\d)")
_KINDS = frozenset(["country", "place", "person", "foreigner", "organisation", "diplomacy"])
# What shows that a form is only part of a word: before it, and behind it.
_INNER, _GOES_ON = re.compile(r"[\w’'-]"), re.compile(r"\w|[-’'](?!s\b)\w")
# Between two things of one list nothing stands that a change of places would alter.
_LISTED = re.compile(r"\W*(?:(?:and|or|of|in|from|with)\b\W*)?")
# How many things further on one may have changed places with another, and how many exchanges are tried.
FURTHER, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Thing:
    """A number or name where it stands in the English; `of` tells the same thing in other words."""

    start: int
    end: int
    of: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two things of an English text and the text with each in the other's place."""

    first: str
    second: str
    en: str


def numbers_exchanged(en: str) -> list[Exchange]:
    """The text with two of its numbers exchanged."""
    return _exchanges(en, [Thing(*match.span(), match[0]) for match in _NUMBER.finditer(en)])


def names_exchanged(zh: str, en: str) -> list[Exchange]:
    """The text with two people, countries, places or bodies exchanged, as far as Chinese and English have them."""
    return _exchanges(en, named(zh, en))


def named(zh: str, en: str) -> list[Thing]:
    """The people, countries, places and bodies of the English that the Chinese has too, in the order of the English."""
    return _apart(_named(zh, en))


def _named(zh: str, en: str) -> Iterator[Thing]:
    terms = dict.fromkeys(match.term for match in base().find(zh, Home(), {}) if match.term.kind in _KINDS)
    forms = [(term.zh, form) for term in terms for form in (term.en, *term.accepted)]
    for of, form in (*forms, *((name, name) for name in spelled_names(zh, en))):
        at = en.find(form)
        while at >= 0:
            end = at + len(form)
            if not (_INNER.match(en, at - 1) if at else None) and not _GOES_ON.match(en, end):
                yield Thing(at, end, of)
            at = en.find(form, end)


def _apart(things: Iterator[Thing]) -> list[Thing]:
    """Of things that overlap the longest; in order."""
    kept: list[Thing] = []
    for thing in sorted(things, key=lambda each: each.start - each.end):
        if all(thing.end <= other.start or other.end <= thing.start for other in kept):
            kept.append(thing)
    return sorted(kept, key=lambda each: each.start)


def _exchanges(en: str, things: Sequence[Thing]) -> list[Exchange]:
    made = []
    for step in range(1, FURTHER + 1):
        for one, other in zip(things, things[step:], strict=False):
            first, between, second = en[one.start : one.end], en[one.end : other.start], en[other.start : other.end]
            if one.of != other.of and not _LISTED.fullmatch(between):
                text = f"{en[: one.start]}{second}{between}{first}{en[other.end :]}"
                made.append(Exchange(first, second, text))
    return made[:MOST]
