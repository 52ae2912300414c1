"""The people an article names, with their posts, and the place it is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.checks.persons import is_chinese, of_minority
from service.cutouts import is_cut_out
from service.dictionary import is_common
from service.gazetteer import find_names
from service.mentions import Mention, find_people, named_at
from service.names import KINDS, pinyin, place_pinyin
from service.places import WORDS
from service.posts import CALLED, HEADS_ABROAD, PLAIN, TITLES, TITLES_ABROAD, VICES, both, post_english, role
from service.records import Bilingual, Person, Placeable, Span, Unit
from service.romanisation import spell, surnames
from service.script import to_simplified
from service.termbase import FOREIGNER, STANDARD, Home, Term, Termbase, base
from service.transliteration import TRANSLITERATES

__all__ = ["Mention", "Place", "find_people", "find_place", "named", "people", "person", "placed"]


@dataclass(frozen=True, slots=True)
class Place:
    """The place an article is about: romanised name without its level, the level in Chinese; `zh` as it is printed."""

    name: str = ""
    level: str = ""
    zh: str = field(default="", compare=False)

    @property
    def english(self) -> str:
        """Its name with its level: "Qinglan County"; "" for no place."""
        return f"{self.name} {KINDS[self.level]}" if self.name else ""


_OVERSEAS = re.compile(
    "香港|澳门|台湾|台北|高雄|台中|两岸|民进党|国民党|港府|立法会|[美英加澳]籍|华裔|总统|首相|国王|外相|联合国|欧盟|北约|东盟|越共"
)


def is_abroad(text: str, termbase: Termbase) -> bool:
    """Whether a text speaks of another country, or of Hong Kong, Macao or Taiwan."""
    if _OVERSEAS.search(text):
        return True
    matches = termbase.find(text, Home(), {})
    return any(match.term.kind == "country" and not match.term.zh.startswith("中国") for match in matches)


def people(units: Sequence[Unit], place: Place, termbase: Termbase) -> tuple[Person, ...]:
    """Everyone named with a post, in order of first mention; a name met again is the same person. A name that the
    termbase has as a person's is spelled as it has it."""
    found: dict[str, Person] = {}
    abroad = any(is_abroad(unit.zh, termbase) for unit in units)
    for unit in units:
        for _, each in named(unit, place, termbase, abroad):
            known = found.get(each.name)
            if known is None or (not known.post.en and each.post.zh):
                found[each.name] = replace(each, unit=known.unit) if known else each
    return tuple(found.values())


def named(unit: Unit, place: Place, termbase: Termbase, abroad: bool) -> Iterator[tuple[Mention, Person]]:
    """Who is named in a unit, from left to right, with the post in English as the sentence was given it, else as it is
    at that place; `abroad` as whether the text speaks of abroad."""
    text, terms = to_simplified(unit.zh), list(placed(unit))
    guesses = {span.start: term for span, term in terms if _is_guess(term)}
    others = {i for span, term in terms if term.kind not in _OF_PEOPLE for i in range(span.start, span.end)}
    found = find_people(unit.zh)
    mentions = [each for each in found if others.isdisjoint(_span(each)) or _listed(each, termbase, abroad)]
    taken = {i for each in mentions for i in _span(each)}
    mentions += [each for each in _known_people(terms, termbase) if taken.isdisjoint(_span(each))]
    for mention in sorted(mentions, key=lambda each: each.start):
        own = person(mention, unit.id, place, termbase, abroad)
        if guess := guesses.get(mention.start):
            own = replace(own, pinyin=guess.en, uncertain=True)
        posts = list(_posts_before(mention.start, text, terms))
        start = posts[0][0].start if posts else mention.start
        whole = start <= mention.start - len(mention.post) and not mention.body
        if posts and (whole or not own.post.en):
            told = both([re.sub(r"\bleaders\b", "leader", term.en) for _, term in posts])
            own = replace(own, post=Bilingual(text[start : mention.start], told))
        if own.pinyin != pinyin(own.name)[0]:
            own = replace(own, post=replace(own.post, en=HEADS_ABROAD.get(own.post.en, own.post.en)))
        yield replace(mention, post=own.post.zh), own


# Kinds of placeables within which someone is named.
_OF_PEOPLE = frozenset(("person", "post", "name", "number", FOREIGNER))


def placed(unit: Unit) -> Iterator[tuple[Span, Placeable]]:
    """The unit's placeables, each with where it stands in the simplified text."""
    text, at = to_simplified(unit.zh), 0
    for term in unit.terms:
        start = text.find(term.zh, at)
        if start >= 0:
            at = start + len(term.zh)
            yield Span(start, at), term


def _span(mention: Mention) -> range:
    return range(mention.start, mention.start + len(mention.name))


def _is_guess(term: Placeable) -> bool:
    """Whether it is someone's full name, spelled as such names mostly are."""
    return term.kind == "person" and term.status == "unverified" and term.zh not in surnames()


def _known_people(terms: Iterable[tuple[Span, Placeable]], termbase: Termbase) -> Iterator[Mention]:
    """The people of the termbase among placeables, with the title behind the name (莫迪总理), and whose name is spelled
    by guess."""
    for span, term in terms:
        title = next((title for title in CALLED if term.kind == "post" and term.zh.endswith(title)), "")
        known = termbase.terms.get(term.zh.removesuffix(title))
        if known and known.kind in ("person", FOREIGNER):
            yield Mention(known.zh, span.start, title)
        elif _is_guess(term):
            yield Mention(term.zh, span.start, "")


def _posts_before(end: int, text: str, terms: Sequence[tuple[Span, Placeable]]) -> Iterator[tuple[Span, Placeable]]:
    """The placeables that are the posts of whoever is named at `end`, in their order."""
    for i, (span, term) in enumerate(terms):
        if term.kind == "post" and span.end <= end and text[span.end : end] in ("", "、", "兼"):
            yield from _posts_before(span.start, text, terms[:i])
            yield span, term
            return


def person(mention: Mention, unit: str, place: Place, termbase: Termbase, abroad: bool) -> Person:
    """Someone mentioned in a unit, the post in English as it is at that place; `abroad` as whether the text speaks of
    abroad."""
    if known := _listed(mention, termbase, abroad or mention.nation is not None):
        spelled, uncertain = known, False
    elif mention.nation:
        spelled, uncertain = next(iter(spell(mention.name, mention.nation)), ""), True
    elif is_chinese(mention) or of_minority(mention):
        spelled, uncertain = pinyin(mention.name)
    else:
        spelled, uncertain = "", True
    english = post_of(mention, place, termbase)
    return Person(mention.name, spelled, Bilingual(mention.post, english), unit, uncertain)


def _listed(mention: Mention, termbase: Termbase, abroad: bool) -> str:
    """How the termbase spells someone, by the name or behind the post (律政司司长林定国: Paul Lam), or ""."""
    alone, behind = termbase.terms.get(mention.name), termbase.terms.get(mention.post + mention.name)
    if alone and (alone.kind == "person" or spells(alone) or (abroad and alone.kind == FOREIGNER)):
        return alone.en
    names = [form for form in behind.accepted if " " in form] if behind and behind.kind == "person" else []
    return min(names, key=len, default="")


def spells(term: Term) -> bool:
    """Whether an entry for what a text has as someone's name spells it. In an organisation's own termbase it does
    whatever its kind, which few who write one say, unless it is a word in the English (高峰, peak)."""
    return bool(term.termbase) and all(word[:1].isupper() for word in term.en.split())


def post_of(mention: Mention, place: Place, termbase: Termbase) -> str:
    """Someone's post in English as it is at that place; "" when a part of it is unknown.

    Posts that the termbase has are as it has them, unless they leave out the place that the article is about.
    """
    parts = mention.post.split("、")
    if len(parts) > 1 and (all_former := _ALL_FORMER.fullmatch(mention.post)):
        now = post_of(replace(mention, post=all_former["body"] + all_former["posts"]), place, termbase)
        return f"former {now}" if now else ""
    if len(parts) > 1 and any(map(_FORMER.search, parts)):
        told = [post_of(replace(mention, post=part), place, termbase) for part in parts]
        return both(told) if all(told) else ""
    if _FORMER.search(mention.post):
        now = post_of(replace(mention, post=_FORMER.sub("", mention.post)), place, termbase)
        return f"former {now}" if now else ""
    told = [_known(part, termbase) for part in parts]
    # Behind a body that was named, 副主任 is its vice chairperson, and no deputy director.
    of_body = mention.body or (place.level and any(part.startswith(place.level) for part in parts))
    if all(told) and not of_body:
        return both(told)
    if english := post_english(mention.full_post, place.name, place.level):
        return english
    told = [
        known
        or _abroad(part, termbase)
        or _of_body(part, termbase)
        or post_english(part, place.name, place.level)
        or _of_body(part, termbase, place)
        for known, part in zip(told, parts, strict=True)
    ]
    if all(told):
        return both(told)
    full = "、".join(_ELIDED.sub(r"\1\2\2长", part) for part in parts)
    return post_of(replace(mention, post=full), place, termbase) if full != mention.post else ""


# 组织部部长 and 公安局局长 as papers shorten them.
_ELIDED = re.compile("([^部局院厅馆站校队所社])([部局院厅馆站校队所社])长$")


# 市政协原副主席, 前总统; not of 此前 and of posts joined by 、.
_HELD = f"(?:{'|'.join(VICES)})?(?:{'|'.join([*TITLES, *PLAIN, *TITLES_ABROAD])})"
_FORMER = re.compile(rf"(?:原|(?<![以目之此日当年提])前)(?={_HELD}$)|^原(?!平市|阳县|州区)(?=[^、]{{2,12}}{_HELD}$)")

# 市人大常委会原党组书记、主任: both posts are former ones.
_ALL_FORMER = re.compile(
    r"(?P<body>[^、原]{2,12})原(?P<posts>党[组委](?:副?书记|成员|委员)、(?![省市县区州乡镇])[^原前现、]{2,6}(?:、[^原前现、]{2,6})*)"
)


def _known(post: str, termbase: Termbase) -> str:
    term = termbase.terms.get(post)
    return term.en if term and term.kind == "post" else ""


# A title behind the body that it is held in; ministers are named by the ministry (公安部部长, 外交部副部长).
_IN_BODY = re.compile(
    rf"(?P<body>.+?)(?P<vice>{'|'.join(VICES)})?(?P<title>{'|'.join(sorted(TITLES, key=len, reverse=True))})"
)


def _of_body(post: str, termbase: Termbase, place: Place | None = None) -> str:
    """A post in a body of the termbase: "minister of public security", "director of the State Taxation Administration";
    with a place, also in one that the termbase has by its pattern: "director of the Qinglan County Emergency Management
    Bureau". "" for others."""
    match = _IN_BODY.fullmatch(post)
    body = _body(match["body"], termbase, place) if match else None
    if not match or not body:
        return ""
    ministry = body.en.removeprefix("Ministry of ")
    if match["title"] == "部长" and ministry != body.en:
        return f"{role(match['vice'], 'minister')} of {ministry.lower()}"
    if match["title"] == "部长" and (department := _OF_THE_US.fullmatch(body.en)):
        return f"US {role(match['vice'], 'secretary')} of {department[1].lower()}"
    if match["title"] == "行长" and _CENTRAL_BANK.match(body.en):
        return f"{VICES[match['vice']] if match['vice'] else ''} governor of the {body.en}".lstrip()
    article = "the " if body.kind == "body" or _GENERIC.search(body.en) else ""
    return f"{role(match['vice'], TITLES[match['title']])} of {article}{body.en}"


def _body(name: str, termbase: Termbase, place: Place | None) -> Term | None:
    if place is None:
        term = termbase.terms.get(name)
        terms = [term] if term else []
    else:
        found = termbase.find(name, Home(place.level, place.english), {})
        terms = [match.term for match in found if match.span == Span(0, len(name))]
    return next((term for term in terms if term.kind in ("body", "organisation")), None)


_OF_THE_US = re.compile("US Department of (.+)")
# Organisations that have the article: the World Economic Forum, the Bank of Japan; not Lanzhou University.
_GENERIC = re.compile(
    "^US |^(?:FBI|CIA)$| (?:of|for|in) |(?:Association|Federation|Union|Organization|Forum|Commission|Committee|Council"
    "|Party|Front|Society|Assembly|Center|Bureau|Department|Office|League|Alliance|Kuomintang|Congress|Brigade|Detachment"
    "|Station|Hospital)$"
)
# Banks that a governor heads: Bank of Japan, not Bank of China.
_CENTRAL_BANK = re.compile(
    "People's Bank of China|(?:Reserve|Central|National) Bank of |State Bank of Vietnam|Bank of (?:Japan|England|Korea"
    "|Canada|Russia|Israel|Thailand|Mexico|France|Italy|Spain|Greece)$"
)
_WITH_THE = re.compile(
    "United |Philippines|Netherlands|Maldives|Bahamas|Gambia|Seychelles|.*(?:Republic|Islands|Congo|Union)"
)


def _abroad(post: str, termbase: Termbase) -> str:
    """A post of another country (希腊总统): "president of Greece"; "" where country or title is unknown."""
    for title, english in TITLES_ABROAD.items():
        country = termbase.terms.get(post.removesuffix(title)) if post.endswith(title) else None
        if country and country.kind == "country":
            return f"{english} of {with_article(country.en)}"
    return ""


def with_article(country: str) -> str:
    """A country's name as it stands within a sentence: the Philippines."""
    return f"the {country}" if _WITH_THE.match(country) else country


# A place's name with its level, where a word may begin. 应到市委委员 are members who should have come.
_PLACE = re.compile(
    r"(?![应实]到)(?:(?<![\u4e00-\u9fff])|(?<=[省市州在到为由赴于对从把将]))"
    r"((?:(?!青团)(?![各全本我该这那两老好多省市县区乡镇村级上下了和与及为在是对的把将从被让给])[\u4e00-\u9fff]){2,3})"
    r"(县|市|区)(?![场民域级区值面属直管])"
)
# Measure words and numerals.
_COUNTS = frozenset("个座条片项月日年分经一二三四五六七八九十百")
_LEVELS = ("县", "市", "区")


def find_place(texts: Sequence[str]) -> Place:
    """The county (or city, or district) that the texts name most; empty when none is named."""
    counts = Counter(place for text in texts for place in _places(to_simplified(text)))
    if not counts:
        return Place()
    # Of places named as often the smaller one is meant: 岚州市青岚县.
    name, level = max(counts, key=lambda place: (counts[place], -_LEVELS.index(place[1])))
    known = base().terms.get(name + level)
    english = known.en.removesuffix(f" {KINDS[level]}") if known else place_pinyin(name)
    return Place(english, level, name + level)


def _places(text: str) -> Iterator[tuple[str, str]]:
    import rjieba

    tags, at = {}, 0
    for word, tag in rjieba.tag(text):
        tags[at] = (len(word), tag)
        at += len(word)
    people = named_at(text)
    for match in _PLACE.finditer(text):
        if match.start() in people:
            continue
        size, tag = tags.get(match.start(), (0, ""))
        # 提升城市, 并向震区: what begins with an everyday word is no name.
        if size and ((size == 1 and tag not in ("c", "p", "d", "r")) or tag.startswith(("ns", "nr", "nz", "nt", "x"))):
            name = _listed_place(match[1] + match[2]) or _unlisted_place(match)
            if name and not is_cut_out(text, Span(match.start(), match.end(2))):
                yield name[:-1], name[-1]


def _listed_place(name: str) -> str:
    """The place that the termbase has of this name, or behind its province or another word (甘肃岷县, 像西吉县); "" for
    none."""
    if _is_place(name):
        return name
    within = base().terms.get(name[:2])
    behind = name[2:] if within and within.kind == "place" else name[1:]
    return behind if len(name) == 4 and _is_place(behind) else ""


def _is_place(name: str) -> bool:
    """Whether the termbase has a place of China that is of this level in English too, or a city."""
    term = base().terms.get(name)
    if term is None or term.kind != "place" or not term.source.startswith(STANDARD):
        return False
    return term.en.endswith(f" {KINDS[name[-1]]}") or (name[-1] == "市" and " " not in term.en)


def _unlisted_place(match: re.Match[str]) -> str:
    """A place that no list has, of two characters and its level, if these are no words of everyday (贫困县, 中东地区)
    and no name of abroad (大阪市); "" for none."""
    stem, name, end = match[1], match[1] + match[2], match[1][-1] + match[2]
    everyday = not WORDS.isdisjoint((stem, end, name)) or any(map(is_common, (stem, end, name)))
    known = stem in base().terms or name in base().terms or bool(find_names(stem))
    strange = len(stem) > 2 or stem[0] in _COUNTS or TRANSLITERATES.issuperset(stem)
    return "" if everyday or known or strange else name
