"""Bodies, laws, works and rivers that the English names and of which the Chinese does not speak."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from service.checks.form import Complaint
from service.checks.lexicon import licensed, stem
from service.checks.persons import is_spelled
from service.termbase import STANDARD, base

if TYPE_CHECKING:
    import ahocorasick_rs

# Of whom other checks speak.
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


def bodies_added(zh: str, en: str) -> Iterator[Complaint]:
    """A name of two words or more that the termbase knows and of which nothing in the Chinese tells: none of the terms
    that are called so, no two characters that are rare but in them, and some word of it that neither the lexicon nor
    pinyin explains."""
    automaton, names = _names()
    for at, start, end in automaton.find_matches_as_indexes(en):
        name, terms = names[at]
        if en[start - 1 : start].isalnum() or en[end : end + 1].isalnum() or name in zh:
            continue
        if _BEFORE.search(en[:start]) or _BEHIND.match(en[end:]):
            continue
        if any(term in zh for term in terms) or any(pair in zh and _is_rare(pair) for pair in _pairs(terms)):
            continue
        own = (word for word in re.findall("[A-Za-z]+", name) if word.lower() not in _TOLD_BY_NONE | _countries())
        if any(stem(word.lower()) not in licensed(zh) and not is_spelled(zh, word) for word in own):
            yield f"the source does not speak of {name}", "", name


@cache
def _names() -> tuple["ahocorasick_rs.AhoCorasick", Sequence[tuple[str, Collection[str]]]]:
    """The names by which the termbase knows something in English, as an automaton, and in its order with the Chinese
    terms that are called so."""
    import ahocorasick_rs

    every = base().terms.values()
    elsewhere = {form for term in every if term.source == STANDARD for form in (term.en, *term.accepted)}
    called: dict[str, set[str]] = defaultdict(set)  # 外长 and 外交部部长 are one post
    for term in every:
        called[term.en.lower()].add(term.zh)
    names: dict[str, set[str]] = defaultdict(set)
    for term in every:
        if term.kind not in _OTHERS:
            for form in (term.en, *term.accepted):
                if form[:1].isupper() and " " in form and form not in elsewhere and _is_name(form):
                    names[form] |= called[term.en.lower()]
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(list(names), matchkind=longest), list(names.items())


def _is_name(form: str) -> bool:
    """Whether the words have capitals, two of them at least, but for small ones."""
    words = [word for word in re.findall(r"[A-Za-z'’-]+", form) if word.lower() not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _pairs(terms: Collection[str]) -> set[str]:
    """Every two characters that stand together in the terms."""
    return {pair for zh in terms for pair in map("".join, pairwise(zh))}


@lru_cache(maxsize=1 << 12)
def _is_rare(pair: str) -> bool:
    within = (None for zh in base().terms if pair in zh)
    return sum(1 for _ in islice(within, RARE)) < RARE


@cache
def _countries() -> frozenset[str]:
    """The words of which the names of countries are made."""
    terms = [term for term in base().terms.values() if term.kind == "country"]
    forms = " ".join(form.lower() for term in terms for form in (term.en, *term.accepted))
    return frozenset(re.findall("[a-z]+", forms))
