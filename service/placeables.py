"""Placeables: the spans of a sentence that must survive translation, and what they are called in English.

Names, posts, terms, places and large numbers are put into the Chinese sentence in English, which every engine copies,
and are looked for in what comes back (see docs/quality.md for how often that holds).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from service.amounts import find_amounts
from service.bilateral import find_pairs, learn_partners
from service.cutouts import is_cut_out
from service.gazetteer import find_names
from service.named import learn_people
from service.names import KINDS, pinyin, place_pinyin
from service.numbers import han_value, ordinal
from service.numbers.english_words import ONES, ORDINALS
from service.patterns import CALLED_LONG, any_of
from service.people import Place, find_people, find_place, is_abroad, post_of, spells
from service.places import find_places, learn_places, without_level
from service.posts import CALLED, HEADS_ABROAD, RANKS, role
from service.records import Article, Finding, Page, Placeable, Severity, Span, TermUse, Unit
from service.romanisation import surnames
from service.script import to_simplified
from service.surnames import COMPOUND, SURNAMES
from service.termbase import FOREIGNER, Home, Term, Termbase, TermMatch, base, leftmost_longest

_BEHIND = re.compile(rf"(?:{'|'.join(CALLED)})(?!级|员|助理|办|室|府|夫人|会议)")
_SEVERAL = {"部门": "departments", "单位": "units", "部委": "ministries and commissions"}
_AND_MORE = re.compile(rf"等(?P<number>\d+|[一二三四五六七八九十]+)个?(?P<what>{'|'.join(_SEVERAL)})")
_FIGURES = {word: str(number) for word, number in ONES.items()}
_FIGURES |= {word: ordinal(number) for word, number in ORDINALS.items()}
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_FIGURES)})\b")
LINKS = frozenset("of for in on at and to by".split())
# People whose given name is kept back: 李某, 欧阳某某.
_UNNAMED = re.compile(
    rf"({'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES - set('于向从时应')))}])某{{1,2}}"
    r"(?=$|[^\u4e00-\u9fff]|[犯有因在的等被涉驾持酒通为以将对与和到向说称及是介告表交承供]|一家|夫妇)"
)
# What stands before a post. 前 and 原 are "former" behind a mark, a country or body, or what is done to people: 此前,
# 会前 and 平原 are other words.
_RANK = re.compile("(?P<former>[前原])?(?P<vice>(?<!正)副)?$")
_UNDER = re.compile(r"\b(deputy|vic|assistant) (?=\w)")  # folded
_HOLDERS = frozenset("country place organisation body".split())
_LED, _LONG = ("省长", "市长", "县长", "区长", "州长", "镇长"), re.compile(CALLED_LONG)
RANK = 3  # characters of 正, 前 or 原, and 副
_FORMER = re.compile("(?:^|[^\u4e00-\u9fff]|击败|会见|接替|逮捕|起诉|指控|弹劾|审判|[与和由对被])$")
_RANKED = re.compile("former|deputy|vice|executive", re.IGNORECASE)
_BODY = re.compile(r" of the (?:Standing Committee of the )?[\w ]*?(?:[Pp]eople's [Cc]ongress|CPPCC)")


@dataclass(frozen=True)
class Knowledge:
    """What is known about the text at hand: the termbase, its people and places, the place it is about, whether it
    speaks of abroad, and of which countries."""

    termbase: Termbase = field(default_factory=base)
    people: Mapping[str, Term] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    abroad: bool = False
    partners: Mapping[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        return Home(self.place.level, self.place.english)


def learn(texts: Sequence[str], place: Place, termbase: Termbase) -> Knowledge:
    """What the texts of one article teach: who is named in it, and which places."""
    abroad = any(is_abroad(text, termbase) for text in texts)
    people = learn_people(texts, termbase, abroad)
    places = learn_places(texts, termbase)
    if place.zh:
        places.setdefault(place.zh, place.english)
    places = dict(without_level(places, termbase)) | places
    counties = [name for name in places if name.endswith(("县", "市", "区")) and not name.endswith("自治区")]
    if not place.name and len(counties) == 1:
        english, level = place_pinyin(counties[0]), counties[0][-1]
        place = Place(english.removesuffix(f" {KINDS[level]}"), level, counties[0])
    return Knowledge(termbase, people, places, place, abroad, learn_partners(texts, termbase) if abroad else {})


def study(page: Page, article: Article, termbase: Termbase) -> Knowledge:
    """What is known about an article of a page: the masthead and the imprint help to tell which county it is about."""
    passages = (*article.kicker, *([article.title] if article.title else []), *article.deck, *article.paragraphs)
    texts = [to_simplified(passage.text) for passage in (*passages, *article.captions)]
    around = [to_simplified(passage.text) for passage in page.furniture]
    return learn(texts, find_place([article.metadata.publisher, *around, *texts]), termbase)


def find(text: str, knowledge: Knowledge) -> tuple[Placeable, ...]:
    """The placeables of a sentence, from left to right, no two overlapping, the longest at each place."""
    places = {span: en for span, en in find_places(text, knowledge.places).items() if not is_cut_out(text, span)}
    # Behind a body that was named, 副主任 is its vice chairperson: more than the termbase knows.
    terms = knowledge.termbase.find(text, knowledge.home, places)
    matches = [*find_pairs(text, knowledge.partners), *_posts(text, knowledge, in_body=True)]
    matches += _meant(text, _persons(text, terms, knowledge), knowledge.abroad)
    matches += (
        match
        for match in find_names(text)
        if match.term.zh not in knowledge.people and not is_cut_out(text, match.span)
    )
    matches += [TermMatch(span, Term(text[span.start : span.end], en, kind="place")) for span, en in places.items()]
    matches += [*_posts(text, knowledge, in_body=False), *_people(text, knowledge)]
    matches += find_amounts(text)
    for put in (_several, _called, _ranked):
        matches += put(text, leftmost_longest(matches))
    return tuple(
        Placeable(m.span, t.zh, t.en, t.accepted, t.kind, t.status, t.source, t.note, t.termbase)
        for m in leftmost_longest(matches)
        for t in [m.term]
    )


def _persons(text: str, matches: Iterable[TermMatch], knowledge: Knowledge) -> Iterator[TermMatch]:
    """The matches, of which those that spell someone named here are people."""
    names = knowledge.people.keys() | {mention.name for mention in find_people(text)}
    for match in matches:
        named = match.term.zh in names and spells(match.term)
        yield replace(match, term=replace(match.term, kind="person")) if named else match


def _meant(text: str, matches: Iterable[TermMatch], abroad: bool) -> Iterator[TermMatch]:
    """The matches. Foreigners whose names could be anybody's are people where the text speaks of abroad, else none; in
    福建省长汀县 no governor is spoken of."""
    for match in matches:
        led = text[match.span.start : match.span.end].endswith(_LED) and _LONG.match(text, match.span.end)
        if led or is_cut_out(text, match.span, match.term.kind in ("person", FOREIGNER)):
            continue
        if match.term.kind != FOREIGNER:
            yield match
        elif abroad:
            yield replace(match, term=replace(match.term, kind="person"))


def _several(text: str, matches: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """教育部等九部门 are nine departments with the Ministry of Education, not that and nine others."""
    for match in matches:
        more = _AND_MORE.match(text, match.span.end) if match.term.kind in ("body", "organisation") else None
        number = han_value(more["number"]) if more else None
        if more and number:
            english = f"{number:f} {_SEVERAL[more['what']]} including the {match.term.en}"
            yield TermMatch(Span(match.span.start, more.end()), Term(match.term.zh + more[0], english, kind="body"))


def _called(text: str, matches: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """People with a title behind the name, which English has before it: 李强总理, Premier Li Qiang."""
    for match in matches:
        behind = _BEHIND.match(text, match.span.end) if match.term.kind == "person" else None
        if behind:
            called = CALLED[behind[0]]
            if match.term.en != pinyin(match.term.zh)[0]:
                called = HEADS_ABROAD.get(called, called)
            english, *accepted = (f"{called} {name}" for name in (match.term.en, *match.term.accepted))
            span = Span(match.span.start, behind.end())
            yield TermMatch(span, Term(text[span.start : span.end], english, tuple(accepted), kind="post"))


def _ranked(text: str, matches: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """Posts with what no list has before them: 副司令员 is a deputy commander, 前台北市长 a former
    mayor of Taipei."""
    ends = {match.span.end for match in matches if match.term.kind in _HOLDERS}
    for match in matches:
        start = match.span.start
        before = _RANK.search(text[max(0, start - RANK) : start])
        if match.term.kind != "post" or not before or not before[0] or _RANKED.match(match.term.en):
            continue
        start -= len(before[0])
        if before["former"] and not (start in ends or _FORMER.search(text[:start][-2:])):
            continue
        former = "former " if before["former"] else ""
        english, *accepted = (former + role(before["vice"], en) for en in (match.term.en, *match.term.accepted))
        span = Span(start, match.span.end)
        yield TermMatch(span, Term(text[span.start : span.end], english, tuple(accepted), kind="post"))


def _posts(text: str, knowledge: Knowledge, in_body: bool) -> Iterator[TermMatch]:
    """The posts of people, of those whose body the sentence names before or of the others."""
    for mention in find_people(text):
        if bool(mention.body) != in_body:
            continue
        english = post_of(mention, knowledge.place, knowledge.termbase)
        if mention.body:
            # In the sentence the body stands before already, and saying it again with every name misleads engines.
            english = _BODY.sub("", english)
        if english:
            start = mention.start - len(mention.post)
            if text[start : mention.start] == mention.post:
                start -= text[:start].endswith("该")  # 该省政协副主席: what province that is stands before
                yield TermMatch(Span(start, mention.start), Term(mention.post, english, kind="post"))


def _people(text: str, knowledge: Knowledge) -> Iterator[TermMatch]:
    for mention in find_people(text):
        end = mention.start + len(mention.name)
        if rank := next((rank for rank in RANKS if text.startswith(rank, end)), ""):
            yield TermMatch(Span(end, end + len(rank)), Term(rank, RANKS[rank], kind="post"))
    for match in _UNNAMED.finditer(text):
        surname = pinyin(match[1] + "某")[0].split()[0]
        accepted = (f"{surname} Mou", f"{surname} Moumou", surname)
        yield TermMatch(Span(*match.span()), Term(match[0], f"surnamed {surname}", accepted, kind="person"))
    for name, term in knowledge.people.items():
        for match in re.finditer(re.escape(name), text) if name in text else ():
            if name not in surnames() or not is_cut_out(text, Span(*match.span()), person=True):
                yield TermMatch(Span(*match.span()), term)


def plant(text: str, placeables: Sequence[Placeable]) -> str:
    """The sentence as the engine is given it: the English in place of the Chinese, a person's name before the post."""
    parts, at = [], 0
    for span, english in _english(text, placeables):
        parts += [text[at : span.start], f" {english} "]
        at = span.end
    planted = re.sub(" +", " ", "".join([*parts, text[at:]]))
    # Spaces only between words in Latin letters: English that touches Chinese is copied more often (docs/quality.md).
    return re.sub(r"(?<![A-Za-z0-9.,%)’']) | (?![A-Za-z0-9(‘'])", "", planted)


def _english(text: str, placeables: Sequence[Placeable]) -> Iterator[tuple[Span, str]]:
    """What goes where: 县长许明川 as “Xu Mingchuan, county head,”; a post before a list of names stays before them."""
    rest = list(placeables)
    while rest:
        first = rest.pop(0)
        if first.kind == "post" and rest and rest[0].kind == "person" and rest[0].span.start == first.span.end:
            after = text[rest[0].span.end :][:1]
            if after not in ("、", "和"):
                person = rest.pop(0)
                comma = "," if after and after not in "，。；：！？）" else ""
                yield Span(first.span.start, person.span.end), f"{person.en}, {first.en}{comma}"
                continue
        yield first.span, first.en


def lost(placeables: Sequence[Placeable], en: str) -> tuple[Finding, ...]:
    """A finding for every placeable that the English lacks in all of its accepted forms. Numbers have checks of their
    own; turns of phrase (会议指出) may be turned: see `phrases_lost`."""
    findings = []
    for placeable in _lacking([each for each in placeables if each.kind not in ("number", "phrase")], en):
        check = "name-lost" if placeable.kind in ("person", "place") else "term-lost"
        severity = Severity.ERROR if check == "name-lost" else Severity.WARNING
        message = f"{placeable.zh} should read “{placeable.en}”"
        findings.append(Finding(check, severity, message, placeable.zh, placeable.en))
    return tuple(findings)


def phrases_lost(placeables: Sequence[Placeable], en: str) -> tuple[Finding, ...]:
    """A note for every turn of phrase that the English has in none of its accepted forms: it may be said otherwise, or
    left out."""
    return tuple(
        Finding("phrase", Severity.NOTE, f"{each.zh} is usually “{each.en}”", each.zh, each.en)
        for each in _lacking([each for each in placeables if each.kind == "phrase"], en)
    )


def _lacking(placeables: Iterable[Placeable], en: str) -> Iterator[Placeable]:
    folded = fold(en)
    words, ranked = folded.split(), _UNDER.sub(r"\1_", folded).split()
    for placeable in placeables:
        forms, loose = [fold(form) for form in placeable.forms], placeable.kind != "person"
        # A post within a lower one is not said: the general manager of “deputy general manager”.
        held = (
            _held(form.split(), ranked if placeable.kind == "post" and not _UNDER.search(form) else words, loose)
            for form in forms
        )
        if not any(held):
            yield placeable


def _held(form: Sequence[str], words: Sequence[str], loose: bool) -> bool:
    """Whether the words of a rendering stand in a sentence: in a row, or, if `loose`, in any order close together
    (“the committee's study group” for “study group of the committee”)."""
    if f" {' '.join(form)} " in f" {' '.join(words)} ":
        return True
    bare = {word.removesuffix("'") for word in form} - LINKS
    window = len(form) + 3
    spans = (words[i : i + window] for i in range(max(1, len(words) - window + 1)))
    return loose and len(bare) > 1 and any(bare <= {word.removesuffix("'") for word in span} for span in spans)


def used(units: Sequence[Unit]) -> tuple[TermUse, ...]:
    """The terms of a story, in order of first use; people with their posts and numbers are listed elsewhere."""
    uses: dict[tuple[str, str], list[str]] = {}
    terms: dict[tuple[str, str], Placeable] = {}
    for unit in units:
        for term in unit.terms:
            if term.kind not in ("person", "place", "number", "phrase", "post"):
                terms.setdefault((term.zh, term.en), term)
                uses.setdefault((term.zh, term.en), []).append(unit.id)
    return tuple(
        TermUse(t.zh, t.en, t.kind, t.status, t.note, tuple(dict.fromkeys(uses[key])), t.termbase)
        for key, t in terms.items()
    )


@cache
def _countries() -> Mapping[str, str]:
    """By every form of a country, its people's too, the one that stands for all of them."""
    terms = [term for term in base().terms.values() if term.kind == "country"]
    return {form: re.sub(r"\W", "", term.en) for term in reversed(terms) for form in (*term.accepted, term.en)}


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_countries())})(?!\w)")


def fold(text: str) -> str:
    """Small letters, no articles, hyphens and endings, small numbers in figures, countries in one form (German as
    Germany): what makes two writings of a rendering the same."""
    countries = _countries()
    text = _country().sub(lambda match: countries[match[0]], text)
    text = re.sub("chair(?:man|woman|person)", "chair", re.sub("[’‘`´]", "'", text).lower())
    text = _IN_WORDS.sub(lambda match: _FIGURES[match[0]], text)
    words = re.sub(r"'s\b|\b(?:the|a|an)\b|[^\w']+", " ", text).split()
    return " ".join(re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word) for word in words)
