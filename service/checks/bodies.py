"""Bodies, laws, works and rivers that the English names and of which the Chinese does not speak."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from service.checks.form import Complaint
from service.checks.lexicon import chinese_words, renderings, stem
from service.checks.persons import is_spelled
from service.termbase import STANDARD, Term, base

if TYPE_CHECKING:
    import ahocorasick_rs

# Of whom other checks speak: people, countries, and the places of the standard.
_OTHERS = ("person", "country")
# Two characters that stand together in the Chinese of fewer terms than this point to one of them.
RARE = 25
_SMALL = frozenset("of the and for in on to at a an with by from de la s".split())
# Words of so many names that they tell nothing.
_TOLD_BY_NONE = _SMALL | frozenset(
    "province city county festival dynasty international day company limited falls group games airport university"
    " republic people state states united kingdom national co ltd corporation north south east west central china"
    " chinese area conference affairs".split()
)
# The name goes on before or behind what was found of it.
_BEFORE = re.compile(r"(?<![.!?] )(?<!^)[A-Z][\w’'.-]* $")
_BEHIND = re.compile(r" [A-Z]|-")


@dataclass(frozen=True, slots=True)
class _Index:
    """The names by which the termbase knows something in English, as an automaton and in its order; by name the Chinese
    that tells of it (its terms, and what points to one of them), and the words that are its own."""

    automaton: "ahocorasick_rs.AhoCorasick"
    names: tuple[str, ...]
    hints: Mapping[str, frozenset[str]]
    own: Mapping[str, tuple[str, ...]]


def bodies_added(zh: str, en: str) -> Iterator[Complaint]:
    """A name of two words or more that the termbase knows and of which nothing in the Chinese tells: none of the terms
    that are called so, no two characters that are rare but in them, and some word of it that neither the lexicon nor
    pinyin explains."""
    index, told = _index(), frozenset[str]()
    for at, start, end in index.automaton.find_matches_as_indexes(en):
        name = index.names[at]
        if en[start - 1 : start].isalnum() or en[end : end + 1].isalnum() or name in zh:
            continue
        if _BEFORE.search(en[:start]) or _BEHIND.match(en[end:]):
            continue
        if any(hint in zh for hint in index.hints[name]):
            continue
        told = told or frozenset(key for word in chinese_words(zh) for key in renderings(word.text))
        if any(stem(word.lower()) not in told and not is_spelled(zh, word) for word in index.own[name]):
            yield f"the source does not speak of {name}", "", name


@cache
def _index() -> _Index:
    import ahocorasick_rs

    every = base().terms.values()
    shared = Counter(pair for term in every for pair in set(_pairs(term.zh)))
    countries = {word for term in every if term.kind == "country" for word in _words(term)}
    elsewhere = {form for term in every if term.source == STANDARD for form in (term.en, *term.accepted)}
    called: dict[str, set[str]] = defaultdict(set)  # 外长 and 外交部部长 are one post
    for term in every:
        called[term.en.lower()].add(term.zh)
    terms: dict[str, set[str]] = defaultdict(set)
    for term in every:
        if term.kind not in _OTHERS:
            for form in (term.en, *term.accepted):
                if form not in elsewhere and _is_name(form):
                    terms[form].update(called[term.en.lower()])
    names = tuple(terms)
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return _Index(
        ahocorasick_rs.AhoCorasick(names, matchkind=longest),
        names,
        {
            name: frozenset(zhs) | {pair for zh in zhs for pair in _pairs(zh) if shared[pair] < RARE}
            for name, zhs in terms.items()
        },
        {
            name: tuple(w for w in re.findall("[A-Za-z]+", name) if w.lower() not in _TOLD_BY_NONE | countries)
            for name in terms
        },
    )


def _pairs(zh: str) -> Iterator[str]:
    return map("".join, pairwise(zh))


def _words(term: Term) -> Iterator[str]:
    return (word.lower() for form in (term.en, *term.accepted) for word in re.findall("[A-Za-z]+", form))


def _is_name(form: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z'’-]+", form) if word.lower() not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)
