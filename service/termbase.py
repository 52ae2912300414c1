"""Termbases: what a Chinese term is called in English, and where terms stand in a text.

Entries with braces are patterns: `{P}` stands for a place with its level, `{N}` and `{N2}` for numerals, written in
English as `{N}` (digits), `{Nth}` (17th) or `{nth}` (in words up to ninth), `{N2}`, `{Nth2}` or `{nth2}`.
`service/termfiles.py` has the files that entries come in.

Matching is one pass of an Aho-Corasick automaton (Aho and Corasick 1975) over terms and over the longest fixed part of
each pattern, whatever the size of the termbase; leftmost-longest as translators' tools have it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from service.numbers import han_value
from service.records import Span

COLUMNS = ("zh", "en", "accepted", "kind", "status", "source", "note")
# Words across whose first character a match ends: the 市 of 上海市场 is not the city's.
_CROSSING = frozenset(
    "市场 市民 市集 市值 市价 市面 市容 区域 区间 区别 长期 长远 长效 会场 会员 员工 "
    "法律 法治 法院 法庭 法国 法学 法人 法典 法规 法制 部长 部队 部门 部署 考核 考察 考验 考虑 风险 风光 风电 风貌 "
    "业态 难民 功臣 "
    "军事 军方 军队 军费 军舰 军机 军备 军地 军营 军人 军委 军工 军警 军援 军火 军售 军演 军改 人员 房屋".split()
)
_STEM = re.compile("[\u4e00-\u9fff](?<![省市州区的在到于从向和与及对赴至由为])$")
# Between the parts of a name.
DOTS = ("·", "•", "・")
# The codes of the divisions of China down to counties: the source of their entries.
STANDARD = "GB/T 2260"
# People of other countries whose names could be anybody's: they are meant where the text speaks of abroad.
FOREIGNER = "foreigner"
STATUSES = ("official", "common", "unverified")
NUMERAL = "[0-9零〇一二两三四五六七八九十百]+"
WORDS = dict(enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), start=1))
_FIELD = re.compile(r"\{(P|N|N2|Nth|Nth2|nth|nth2)\}")
# What a field of the Chinese gives the English.
_GIVES = {"P": ("P",), "N": ("N", "Nth", "nth"), "N2": ("N2", "Nth2", "nth2")}


@dataclass(frozen=True, slots=True)
class Term:
    """An entry. `accepted` are other renderings that pass; `status` is "official", "common" or "unverified"; `source`
    says where the rendering is from, `note` what a reader should know; `termbase` names the termbase that has it, ""
    for the product's own."""

    zh: str
    en: str
    accepted: tuple[str, ...] = ()
    kind: str = "concept"
    status: str = "common"
    source: str = ""
    note: str = ""
    termbase: str = ""


def fault(term: Term) -> str:
    """What makes an entry useless, in words for who wrote it; "" where nothing does."""
    fields = _FIELD.findall(term.zh)
    given = [name for field in fields for name in _GIVES.get(field, ())]
    if len(set(fields)) < len(fields) or not _GIVES.keys() >= set(fields):
        return f"{term.zh}: the fields of a Chinese term are {{P}}, {{N}} and {{N2}}, each once"
    if not _FIELD.sub("", term.zh).strip():
        return f"{term.zh}: a pattern needs words beside its fields"
    for form in (term.zh, term.en, *term.accepted):
        if set(_FIELD.sub("", form)) & set("{}"):
            return f"{form}: a brace stands for nothing but a field, as in {{P}}"
    for form in (term.en, *term.accepted):
        if strange := [name for name in _FIELD.findall(form) if name not in given]:
            return f"{form}: {{{strange[0]}}} has no field in the Chinese, {term.zh}"
    return ""


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
    _keyed: tuple[Term, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        import ahocorasick_rs

        keyed = tuple(self.terms.values())
        keys = [max(_FIELD.sub("\0", term.zh).split("\0"), key=len) for term in keyed]
        object.__setattr__(self, "_keyed", keyed)
        object.__setattr__(self, "_automaton", ahocorasick_rs.AhoCorasick(keys))

    @cached_property
    def digest(self) -> str:
        """12 hex digits over all entries: the termbase's version."""
        return hashlib.sha256(repr(sorted(map(repr, self.terms.values()))).encode()).hexdigest()[:12]

    def occurs(self, text: str) -> bool:
        """Whether one of the terms, or the fixed part of a pattern, stands in the text."""
        return bool(self._automaton.find_matches_as_indexes(text))

    def find(self, text: str, home: Home, places: Mapping[Span, str]) -> list[TermMatch]:
        """Every match in `text`, overlapping ones too. `places`: the places known there beside the termbase's own.

        Of matches of one span the first counts: patterns that name the home by its level alone (县委), then plain
        entries, then patterns with a place or none.
        """
        plain, hits = [], []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            term = self._keyed[index]
            if "{" in term.zh:
                hits.append((term, Span(start, end)))
            elif not _crosses(text, end) and not _within_name(term, text, Span(start, end)):
                plain.append(TermMatch(Span(start, end), term))
        known = {match.span: match.term.en for match in plain if match.term.kind == "place"} | dict(places)
        at_home = [match for hit in hits if home.en and (match := _fill(*hit, text, _home_spans(text, home, known)))]
        filled = [match for hit in hits if (match := _fill(*hit, text, known))]
        found = [*at_home, *plain, *filled]
        own = [match for match in plain if match.term.termbase and match.term.zh in base().terms]
        return [_as_they_say(match, own) for match in found] if own else found


def _as_they_say(match: TermMatch, own: Sequence[TermMatch]) -> TermMatch:
    """A match of the product's own that has a term of an organisation's in it, in that organisation's words: who says
    “regular session” for 常务会议 has 第45次常务会议 as the 45th regular session. Official names stay."""
    term, span = match.term, match.span
    if term.termbase or term.status == "official":
        return match
    for each in own:
        if not (span.start <= each.span.start and each.span.end <= span.end):
            continue
        theirs = base().terms[each.term.zh]
        words = sorted((theirs.en, *theirs.accepted), key=len, reverse=True)
        said = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
        if said.search(term.en):
            forms = [form for form in (term.en, *term.accepted) if said.search(form)]
            news = [new.replace("\\", r"\\") for new in (each.term.en, *each.term.accepted)]
            english, *accepted = dict.fromkeys(said.sub(new, form) for new in news for form in forms)
            term = replace(term, en=english, accepted=tuple(accepted), termbase=each.term.termbase)
    return TermMatch(span, term)


def _crosses(text: str, end: int) -> bool:
    """Whether the last character of a match begins a word: 公司法律顾问; but not in 公司法规定."""
    return text[end - 1 : end + 1] in _CROSSING and text[end : end + 2] not in ("规定", "制定")


def _within_name(term: Term, text: str, span: Span) -> bool:
    """Whether it is a part of a longer name: a place of two characters with its level (the 岚县 of 青岚县), or a person
    of whom the dot says that there is more to the name (the 特朗普 of 埃里克·特朗普)."""
    if term.kind in ("person", FOREIGNER):
        return text[span.start - 1 : span.start] in DOTS or text[span.end : span.end + 1] in DOTS
    short = len(term.zh) == 2 and term.zh[1] in "县市区" and term.kind == "place"
    return short and bool(_STEM.search(text[: span.start]))


def _home_spans(text: str, home: Home, known: Mapping[Span, str]) -> dict[Span, str]:
    """Where the level alone stands for the home: the 县 of 县委, but not that of 安吉县委."""
    spans = [Span(*match.span()) for match in re.finditer(re.escape(home.level), text)]
    return {s: home.en for s in spans if not any(k.start < s.start and s.end <= k.end for k in known)}


@cache
def _compiled(zh: str) -> re.Pattern[str]:
    """A pattern entry as a regular expression."""
    forms = {"P": r"(?P<P>[\u4e00-\u9fff]{1,12}?)", "N": f"第?(?P<N>{NUMERAL})", "N2": f"(?P<N2>{NUMERAL})"}
    parts = _FIELD.split(zh)
    return re.compile("".join(forms[part] if i % 2 else re.escape(part) for i, part in enumerate(parts)))


def _fill(term: Term, fixed: Span, text: str, places: Mapping[Span, str]) -> TermMatch | None:
    """The pattern's match around the place where its fixed part was found, with place and numbers in English."""
    before, placed, _ = term.zh.partition("{P}")
    near = range(max(0, fixed.start - (20 if placed else 8)), fixed.start + 1)
    begins = {span.start - len(before) for span in places}
    sure = placed and not _FIELD.search(before)
    starts = {at for at in begins if max(0, fixed.end - 40) <= at <= fixed.start} if sure else near
    for start in sorted(starts):
        match = _compiled(term.zh).match(text, start)
        if match is None or match.end() < fixed.end:
            continue
        place = places.get(Span(*match.span("P")), "") if placed else ""
        numbers = _numbers(match)
        if (placed and not place) or numbers is None:
            continue
        values = {"P": place, **numbers}
        english, *accepted = (adjective(_filled(form, values)) for form in (term.en, *term.accepted))
        return TermMatch(Span(*match.span()), replace(term, zh=match[0], en=english, accepted=tuple(accepted)))
    return None


def _filled(form: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: values[field[1]], form)


def _numbers(match: re.Match[str]) -> dict[str, str] | None:
    """The pattern's numerals in the forms that English entries use; None when one of them is no number."""
    values: dict[str, str] = {}
    for name, text in match.groupdict().items():
        if name.startswith("N"):
            number = han_value(text)
            if number is None:
                return None
            digits, second = _ordinal(int(number)), name[1:]
            values |= {name: f"{number:f}", f"Nth{second}": digits, f"nth{second}": WORDS.get(int(number), digits)}
    return values


_ADJECTIVES = {"Province": "Provincial", "City": "Municipal", "Autonomous Region": "Autonomous Regional"}


def adjective(english: str) -> str:
    """Bodies of provinces, regions and cities are named by the adjective: CPC Zhejiang Provincial Committee."""
    return re.sub(
        r"\b(Province|City|Autonomous Region)"
        r"(?= (?:Committee|Commission|Higher|Intermediate|People's|Supervisory|Party))",
        lambda match: _ADJECTIVES[match[1]],
        english,
    )


def _ordinal(number: int) -> str:
    """17 → 17th."""
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def join(*termbases: Iterable[Term]) -> Termbase:
    """One termbase of several: for a term that more than one has, the last counts."""
    return Termbase({term.zh: term for terms in termbases for term in terms})


@cache
def base() -> Termbase:
    """The termbase that ships with the product."""
    from service.termfiles import read_terms  # which knows of terms

    return join(read_terms(files("seeds").joinpath("termbase.csv").read_bytes(), "seeds/termbase.csv"))


def leftmost_longest(matches: Sequence[TermMatch]) -> list[TermMatch]:
    """Matches of which no two overlap: from left to right, the longest at each place, of equal ones the first."""
    chosen: list[TermMatch] = []
    for match in sorted(matches, key=lambda m: (m.span.start, -m.span.end)):
        if not chosen or match.span.start >= chosen[-1].span.end:
            chosen.append(match)
    return chosen
