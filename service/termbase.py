"""Termbases: what a Chinese term is called in English, and where terms stand in a text.

A termbase is a CSV file with the columns zh, en, accepted, kind, status, source, note. Entries with braces are
patterns: `{P}` stands for a place with its level, `{N}` and `{N2}` for numerals, written in English as `{N}` (digits),
`{Nth}` (17th) or `{nth}` (in words up to ninth), `{N2}`, `{Nth2}` or `{nth2}`.

Matching is one pass of an Aho-Corasick automaton (Aho and Corasick 1975) over terms and over the longest fixed part of
each pattern, whatever the size of the termbase; leftmost-longest as translators' tools have it.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from service.errors import UnreadableInput
from service.numbers import han_value
from service.records import Span

COLUMNS = ("zh", "en", "accepted", "kind", "status", "source", "note")
STATUSES = ("official", "common", "unverified")
NUMERAL = "[0-9零〇一二两三四五六七八九十百]+"
WORDS = dict(enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), start=1))
_FIELD = re.compile(r"\{(P|N|N2|Nth|Nth2|nth|nth2)\}")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry. `accepted` are other renderings that pass; `status` is "official", "common" or "unverified"; `source`
    says where the rendering is from, `note` what a reader should know."""

    zh: str
    en: str
    accepted: tuple[str, ...] = ()
    kind: str = "concept"
    status: str = "common"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found at `span` of a text; `term` has a pattern's places and numbers filled in."""

    span: Span
    term: Term


@dataclass(frozen=True)
class Home:
    """The place a text is about: 县 there means this county. `level` is 省, 市, 县, 区 …; `en` its English name."""

    level: str = ""
    en: str = ""


@dataclass(frozen=True)
class Termbase:
    """Entries, by Chinese term. Where several termbases are joined, the later one counts."""

    terms: Mapping[str, Term]
    _automaton: Any = field(init=False, repr=False, compare=False)
    _keys: list[tuple[str, tuple[Term, re.Pattern[str]] | None]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        import ahocorasick_rs

        keys: list[tuple[str, tuple[Term, re.Pattern[str]] | None]] = []
        for term in self.terms.values():
            if "{" in term.zh:
                fixed = max(_FIELD.sub("\0", term.zh).split("\0"), key=len)
                keys.append((fixed, (term, _compile(term.zh))))
            else:
                keys.append((term.zh, None))
        object.__setattr__(self, "_keys", keys)
        object.__setattr__(self, "_automaton", ahocorasick_rs.AhoCorasick([key for key, _ in keys]))

    @cached_property
    def digest(self) -> str:
        """12 hex digits over all entries: the termbase's version."""
        return hashlib.sha256(repr(sorted(map(repr, self.terms.values()))).encode()).hexdigest()[:12]

    def find(self, text: str, home: Home, places: Mapping[Span, str]) -> list[TermMatch]:
        """Every match in `text`, overlapping ones too, patterns first. `places`: the places known there, in English."""
        filled: list[TermMatch] = []
        found: list[TermMatch] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            key, pattern = self._keys[index]
            if pattern is None:
                found.append(TermMatch(Span(start, end), self.terms[key]))
            else:
                filled += _fill(pattern[0], pattern[1], text, Span(start, end), home, places)
        return filled + found


def _compile(zh: str) -> re.Pattern[str]:
    """A pattern entry as a regular expression: P is any run of Han, held against the known places afterwards."""
    forms = {"P": r"(?P<P>[\u4e00-\u9fff]{1,12}?)", "N": f"第?(?P<N>{NUMERAL})", "N2": f"(?P<N2>{NUMERAL})"}
    parts = _FIELD.split(zh)
    return re.compile("".join(forms[part] if i % 2 else re.escape(part) for i, part in enumerate(parts)))


def _fill(
    term: Term, pattern: re.Pattern[str], text: str, fixed: Span, home: Home, places: Mapping[Span, str]
) -> Iterator[TermMatch]:
    """The pattern's matches around the place where its fixed part was found."""
    starts = (
        [p.start for p in places if p.start <= fixed.start and fixed.end - p.start <= 40] if "{P}" in term.zh else []
    )
    if home.en:
        starts += [at for at in range(max(0, fixed.start - 8), fixed.start) if text.startswith(home.level, at)]
    if "{P}" not in term.zh:
        starts = list(range(max(0, fixed.start - 8), fixed.start + 1))
    for start in sorted(set(starts)):
        match = pattern.match(text, start)
        if not match or match.end() < fixed.end:
            continue
        values: dict[str, str] = {}
        if "{P}" in term.zh:
            span = Span(*match.span("P"))
            english = places.get(span) or (home.en if match["P"] == home.level and not _inside(span, places) else "")
            if not english:
                continue
            values["P"] = english
        for name in ("N", "N2"):
            if f"{{{name}}}" in term.zh:
                number = han_value(match[name])
                if number is None:
                    break
                digits, second = _ordinal(int(number)), name[1:]
                values |= {name: f"{number:f}", f"Nth{second}": digits, f"nth{second}": WORDS.get(int(number), digits)}
        else:
            english, *accepted = (form.format_map(values) for form in (term.en, *term.accepted))
            yield TermMatch(Span(*match.span()), replace(term, zh=match[0], en=english, accepted=tuple(accepted)))
            return


def _ordinal(number: int) -> str:
    """17 → 17th."""
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _inside(span: Span, places: Mapping[Span, str]) -> bool:
    """Whether a level character belongs to the name of another place: the 县 of 安吉县委."""
    return any(place.start < span.start and span.end <= place.end for place in places)


def read_csv(text: str, name: str = "the termbase") -> list[Term]:
    """The entries of a CSV or TSV file. Raises UnreadableInput, naming the line."""
    lines = text.removeprefix("\ufeff").splitlines()
    dialect = "excel-tab" if lines and "\t" in lines[0] else "excel"
    rows = csv.DictReader(lines, dialect=dialect)
    if not {"zh", "en"} <= set(rows.fieldnames or ()):
        raise UnreadableInput(f"{name}: the first line must name the columns zh and en")
    terms = []
    for number, row in enumerate(rows, start=2):
        zh, en = (row["zh"] or "").strip(), (row["en"] or "").strip()
        if not zh or not en:
            raise UnreadableInput(f"{name}, line {number}: zh and en must both be there")
        accepted = tuple(form.strip() for form in (row.get("accepted") or "").split("|") if form.strip())
        kind, status = (row.get("kind") or "concept").strip(), (row.get("status") or "common").strip()
        if status not in STATUSES:
            raise UnreadableInput(f"{name}, line {number}: the status must be one of {', '.join(STATUSES)}")
        terms.append(
            Term(zh, en, accepted, kind, status, (row.get("source") or "").strip(), (row.get("note") or "").strip())
        )
    return terms


def join(*termbases: Iterable[Term]) -> Termbase:
    """One termbase of several: for a term that more than one has, the last counts."""
    return Termbase({term.zh: term for terms in termbases for term in terms})


@cache
def house() -> Termbase:
    """The termbase that ships with the product."""
    return join(read_csv(files("seeds").joinpath("termbase.csv").read_text(encoding="utf-8"), "seeds/termbase.csv"))


def leftmost_longest(matches: Sequence[TermMatch]) -> list[TermMatch]:
    """Matches of which no two overlap: from left to right, the longest at each place, of equal ones the first."""
    chosen: list[TermMatch] = []
    for match in sorted(matches, key=lambda m: (m.span.start, -m.span.end)):
        if not chosen or match.span.start >= chosen[-1].span.end:
            chosen.append(match)
    return chosen
