"""Countries and names that the English has and the Chinese does not say, or not so that one could spell them."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise

from service.checks.form import Complaint
from service.checks.lexicon import chinese_words, english_weights, renderings, stem
from service.checks.persons import is_spelled
from service.termbase import base

# Not looked for: home, of which a sentence need not speak.
_HOME = frozenset(["China", "Hong Kong", "Macao", "Taiwan"])
# Nobody of that country, where it is cold.
_POLE = re.compile("(?:North|South) Pole|the Pole")
_WORD = re.compile(r"[A-Za-z]{3,}")
# Words that stand in the names of several countries.
_SHARED = frozenset(map(stem, "united states kingdom republic north south new guinea the democratic people".split()))
# A word with a capital behind another word of its sentence.
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?![’'-]?[A-Z])")


def countries_added(zh: str, en: str) -> Iterator[Complaint]:
    """A country of the English, or what belongs to it, of which nothing in the Chinese tells: no part of its name, not
    the one character that it is called by in 中巴, no word that the lexicon renders by it."""
    told: frozenset[str] = frozenset()
    for form in dict.fromkeys(match[0] for match in _named_countries().finditer(_POLE.sub("", en))):
        country, hints, stems = _spoken()[form]
        if any(hint in zh for hint in hints) or is_spelled(zh, form):
            continue
        told = told or frozenset(key for word in chinese_words(zh) for key in renderings(word.text))
        if stems.isdisjoint(told):
            yield f"the source does not speak of {country}", "", form


def unheard(zh: str, en: str, known: Collection[str]) -> Iterator[str]:
    """Words of the English that can only be names and that nothing explains: the lexicon never met them, they are not
    among the `known`, and no characters of the Chinese are read like them."""
    ordinary = {match[0].capitalize() for match in re.finditer(r"\b[a-z]+\b", en)}
    for word in dict.fromkeys(match[0] for match in _NAMED.finditer(en)):
        if word in known or word in ordinary or word in zh or english_weights(stem(word.lower())):
            continue
        if not is_spelled(zh, word):
            yield word


@cache
def _spoken() -> Mapping[str, tuple[str, frozenset[str], frozenset[str]]]:
    """By English form the country, what may tell of it in Chinese, and the stems of its forms."""
    forms: dict[str, set[str]] = {}
    hints: dict[str, set[str]] = {}
    for term in base().terms.values():
        if term.kind == "country" and term.en not in _HOME:
            forms.setdefault(term.en, set()).update((term.en, *term.accepted))
            hints.setdefault(term.en, set()).update((term.zh[0], *map("".join, pairwise(term.zh))))
    return {
        form: (country, frozenset(hints[country]), frozenset(map(stem, _words(every))) - _SHARED)
        for country, every in forms.items()
        for form in every
    }


def _words(forms: Collection[str]) -> Iterator[str]:
    for form in forms:
        yield from (match[0].lower() for match in _WORD.finditer(form))


@cache
def _named_countries() -> re.Pattern[str]:
    forms = sorted(_spoken(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})(?!\w)")
