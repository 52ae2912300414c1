"""The people an article names, with their posts, and the place it is about."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.checks.persons import is_chinese, of_minority
from service.mentions import Mention, find_people, named_at
from service.names import KINDS, pinyin, place_pinyin
from service.posts import PLAIN, TITLES, TITLES_ABROAD, VICES, post_english, role
from service.records import Bilingual, Person, Unit
from service.script import to_simplified
from service.termbase import FOREIGNER, Home, Term, Termbase

__all__ = ["Mention", "Place", "find_people", "find_place", "people", "person"]


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
        for mention in find_people(unit.zh):
            known = found.get(mention.name)
            if known is None or (not known.post.en and mention.post):
                first = known.unit if known else unit.id
                found[mention.name] = person(mention, first, place, termbase, abroad)
    return tuple(found.values())


def person(mention: Mention, unit: str, place: Place, termbase: Termbase, abroad: bool) -> Person:
    """Someone mentioned in a unit, the post in English as it is at that place; `abroad` as whether the text speaks of
    abroad."""
    if known := _listed(mention, termbase, abroad):
        spelled, uncertain = known, False
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
        return " and ".join(told) if all(told) else ""
    if _FORMER.search(mention.post):
        now = post_of(replace(mention, post=_FORMER.sub("", mention.post)), place, termbase)
        return f"former {now}" if now else ""
    told = [_known(part, termbase) for part in parts]
    # Behind a body that was named, 副主任 is its vice chairperson, and no deputy director.
    of_body = mention.body or (place.level and any(part.startswith(place.level) for part in parts))
    if all(told) and not of_body:
        return " and ".join(told)
    if english := post_english(mention.full_post, place.name, place.level):
        return english
    told = [
        known or _abroad(part, termbase) or _of_body(part, termbase) or post_english(part, place.name, place.level)
        for known, part in zip(told, parts, strict=True)
    ]
    return " and ".join(told) if all(told) else ""


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


def _of_body(post: str, termbase: Termbase) -> str:
    """A post in a body of the termbase: "minister of public security", "director of the State Taxation Administration";
    "" for others."""
    match = _IN_BODY.fullmatch(post)
    body = termbase.terms.get(match["body"]) if match else None
    if not match or not body or body.kind != "body":
        return ""
    ministry = body.en.removeprefix("Ministry of ")
    if match["title"] == "部长" and ministry != body.en:
        return f"{role(match['vice'], 'minister')} of {ministry.lower()}"
    return f"{role(match['vice'], TITLES[match['title']])} of the {body.en}"


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
    r"(?:(县|(?<![\u4e00-\u9fff]{2}城)市)|(?<![社校园景灾街片辖库厂小新山郊城港矿林牧战考特专发展范验护业能心行易游务作])(区))(?![场民域级区值面属直管])"
)
_LEVELS = ("县", "市", "区")


def find_place(texts: Sequence[str]) -> Place:
    """The county (or city, or district) that the texts name most; empty when none is named."""
    counts = Counter(place for text in texts for place in _places(to_simplified(text)))
    if not counts:
        return Place()
    # Of places named as often the smaller one is meant: 岚州市青岚县.
    name, level = max(counts, key=lambda place: (counts[place], -_LEVELS.index(place[1])))
    return Place(place_pinyin(name), level, name + level)


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
            yield match[1], match[2] or match[3]
