"""China and another country by a character each: 中博关系, beside 博茨瓦纳."""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.checks.lexicon import words_across
from service.dictionary import is_word
from service.people import with_article
from service.records import Span
from service.termbase import Home, Term, Termbase, TermMatch

# What goes on about two countries, and not about 中建 or 中远.
_SHARED = re.compile(
    "友|建交|合作|战略|全面|双边|经贸|贸易|人文|边境|务实|政治|传统|命运|互信|自贸|自由贸易|元首|领导人|两军|两党|各领域|各界|外长"
    "|外交|联合|民间|高层|青年|媒体|论坛|人民"
)


def learn_partners(texts: Sequence[str], termbase: Termbase) -> dict[str, str]:
    """Character → English of the countries that texts name and that are the only ones there to begin with it."""
    named = {
        match.term.zh: match.term.en
        for text in texts
        for match in termbase.find(text, Home(), {})
        if match.term.kind == "country" and match.term.zh[0] not in "中我祖"
    }
    found: dict[str, set[str]] = {}
    for zh, en in named.items():
        found.setdefault(zh[0], set()).add(en)
    if any("阿拉伯" in text for text in texts):
        found.pop("阿", None)  # 中阿 is China and the Arab states
    return {first: next(iter(countries)) for first, countries in found.items() if len(countries) == 1}


def _is_of_words(text: str, match: re.Match[str]) -> bool:
    """Whether the two characters are a word or parts of words: 中文媒体, 其中新媒体, 立法中全面."""
    start, end = match.start(), match.start() + 2
    return not words_across(text).keys().isdisjoint((start, end)) or is_word(text[start:end])


def find_pairs(text: str, partners: Mapping[str, str]) -> Iterator[TermMatch]:
    """The pairs of a text: 中博关系 as “China-Botswana relations”, 博中两国 as “Botswana and China”. They can be said
    in many ways, so none of the words is demanded."""
    if not partners:
        return
    second = f"[{''.join(partners)}]"
    for match in re.finditer(f"(?:中(?P<behind>{second})|(?P<before>{second})中)(?P<what>关系|两国|双方)?", text):
        if not (match["what"] or _SHARED.match(text, match.end())) or _is_of_words(text, match):
            continue
        country = partners[match["behind"] or match["before"]]
        if match["what"] in ("两国", "双方"):
            pair = ["China", with_article(country)]
            english = " and ".join(pair if match["behind"] else reversed(pair))
        else:
            pair = ["China", country]
            english = "-".join(pair if match["behind"] else reversed(pair))
            english += " relations" if match["what"] else ""
        yield TermMatch(Span(*match.span()), Term(match[0], english, kind="phrase"))
