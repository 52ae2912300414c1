"""Whether the Chinese names of a sentence stand in its English, letter by letter in pinyin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from rapidfuzz.distance import Levenshtein

from service.checks.form import Complaint
from service.cues import ABROAD
from service.mentions import Mention, find_people
from service.minorities import is_minority
from service.names import PLACES, is_tibetan, pinyin, split_name, syllable
from service.romanisation import Nation, spell
from service.surnames import COMPOUND, READINGS, SURNAMES
from service.termbase import base
from service.transliteration import TRANSLITERATES

_SYLLABLE = (
    "(?:[bpm](?:iao|ian|ing|ang|eng|ai|ao|an|ei|en|ie|in|a|i|o|u)|f(?:ang|eng|an|ei|en|ou|a|o|u)"
    "|[dt](?:iao|ian|ing|ang|eng|ong|uan|ai|ao|an|ei|en|ia|ie|iu|ou|ui|un|uo|a|e|i|u)"
    "|[nl](?:iang|iao|ian|ing|ang|eng|ong|uan|ai|ao|an|ei|en|ia|ie|in|iu|ou|ue|un|uo|yu|a|e|i|u)"
    "|[gkh](?:uang|uai|uan|ang|eng|ong|ai|ao|an|ei|en|ou|ua|ui|un|uo|a|e|u)"
    "|[jqx](?:iang|iong|iao|ian|ing|uan|ia|ie|in|iu|ue|un|i|u)"
    "|(?:zh|ch|sh|[zcs])(?:uang|uai|uan|ang|eng|ong|ai|ao|an|ei|en|ou|ua|ui|un|uo|a|e|i|u)"
    "|r(?:ang|eng|ong|uan|ao|an|en|ou|ui|un|uo|e|i|u)|y(?:ang|ing|ong|uan|an|ao|in|ou|ue|un|a|e|i|o|u)"
    "|w(?:ang|eng|ai|an|ei|en|a|o|u)|ang|ai|an|ao|en|er|ou|a|e)"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?", re.IGNORECASE)
_PAIR = re.compile(r"\b(?=([A-Z][a-z]+(?:-[A-Z][a-z]+)?) ([A-Z][a-z]+(?:['’-][A-Za-z]?[a-z]+)?)(?<!['’]s)\b)")
_ROMANISED = re.compile(r"\b[A-Z][a-z]{4,}(?:['’][a-z]+)?(?<!['’]s)\b")
_LIKE_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{2,4}}")
_KOREAN = (Nation.NORTH, Nation.SOUTH)
# Pairs of words that read like a Chinese name and are none.
_KNOWN = frozenset(["hongkong", "laocai", "tangdynasty", "songdynasty", "suidynasty", "wenlake"])
# What a post in this country has in it.
_LOCAL = re.compile("[州县市区旗乡镇村盟]|自治|人大|政协|党[委组]")
# Characters of transliterations that given names do not have.
_FOREIGN = frozenset("尔斯克普兹茨歇契佩卡塞萨帕巴瓦扎耶顿特夫姆蒂什滕耐弗尼")


def names_lost(zh: str, en: str) -> Iterator[Complaint]:
    """A Chinese name that the English has in no order or reading of its characters; a Korean reading passes, for the
    sentence need not say whose name it is."""
    letters = _letters(en)
    for mention in find_people(zh):
        korean = (_letters(form) for nation in _KOREAN for form in spell(mention.name, nation))
        if is_chinese(mention) and not any(form in letters for form in (*_forms(mention.name), *korean)):
            spelled = pinyin(mention.name)[0]
            yield f"the name {mention.name} ({spelled}) is not in the translation", mention.name, spelled


def names_added(zh: str, en: str) -> Iterator[Complaint]:
    """An English name in pinyin that no characters of the source are read as."""
    for match in _PAIR.finditer(en):
        surname, given = _letters(match[1]), _letters(match[2])
        name = f"{match[1]} {match[2]}"
        if surname not in _surnames() or surname + given in _KNOWN or name in zh:
            continue
        if is_spelled(zh, surname + given):
            continue
        # Hyphens are how names of other places are written: Moon Jae-in.
        if (_GIVEN.fullmatch(match[2]) and "-" not in match[2]) or _is_nearly_spelled(zh, surname, given):
            yield f"the name {name} is not in the source", "", name


def names_misspelt(zh: str, en: str) -> Iterator[Complaint]:
    """A word in pinyin that is nearly, but not quite, how a name of the source is read: Guangzou for 广州."""
    letters = _letters(en)
    absent = [name for name in _proper_names(zh) if not any(form in letters for form in _whole(name))]
    for match in _ROMANISED.finditer(en) if absent else ():
        word = _letters(match[0])
        if not _LIKE_PINYIN.fullmatch(word) or is_spelled(zh, word):
            continue
        for name in absent:
            spelled = "".join(syllable(character)[0].replace("v", "yu") for character in name)
            if Levenshtein.distance(spelled, word) <= len(word) // 5:
                yield f"{match[0]} may be {name} ({spelled.capitalize()}) misspelt", name, match[0]


def _proper_names(zh: str) -> set[str]:
    """What the segmenter takes for names of places and people, but for those that are not written in pinyin."""
    import rjieba

    return {
        word
        for word, tag in rjieba.tag(zh)
        if tag.startswith(("ns", "nr", "nz")) and 2 <= len(word) <= 4 and word not in PLACES
        if not TRANSLITERATES.issuperset(word)
    }


def _whole(name: str) -> frozenset[str]:
    return frozenset(map("".join, product(*map(_readings, name))))


def is_chinese(mention: Mention) -> bool:
    """Whether a name is to be looked for in pinyin: not one of another country, nor a transliteration."""
    name = mention.name
    if mention.nation:
        return False
    surname, given = split_name(name)
    if is_tibetan(name):
        return True
    if re.search("[·•・]", name) or not (surname in COMPOUND or SURNAMES.issuperset(surname)):
        return False
    transliterated = TRANSLITERATES.issuperset(given) and not _FOREIGN.isdisjoint(given)
    return not transliterated and not ABROAD.search(mention.post)


def of_minority(mention: Mention) -> bool:
    """Whether someone with a dot in the name has a post in this country, or none abroad and a given name such as
    minorities have: of a people that spells names its own way."""
    if ABROAD.search(mention.post) or _is_of_city_abroad(mention.post):
        return False
    dotted = re.search("[·•・]", mention.name)
    return bool(_LOCAL.search(mention.full_post)) if dotted else is_minority(mention.name)


def _is_of_city_abroad(post: str) -> bool:
    """Whether a post is that of the mayor of a city abroad: 阿斯塔纳市长, not 喀什市长."""
    city = post.removesuffix("长").rstrip("市")
    place = len(city) > 1 and post != city and f"{city}市" not in base().terms
    return place and (city in base().terms or TRANSLITERATES.issuperset(city))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower().replace("ü", "yu"))


@cache
def _readings(character: str) -> frozenset[str]:
    """The readings of a character in small letters, ü as yu and as u; of a surname the common one and its own."""
    every = syllable(character)[:1] if character in SURNAMES else syllable(character)
    known = {*every, *([READINGS[character]] if character in READINGS else [])}
    return frozenset(reading.replace("v", form) for reading in known for form in ("yu", "u", "v"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_letters(pinyin(name + "王")[0].split()[0]) for name in SURNAMES | COMPOUND) | {"lu"}


@cache
def _forms(name: str) -> frozenset[str]:
    """How the name may be spelled: either order, any reading of its characters."""
    surname, given = (list(map("".join, product(*map(_readings, part)))) for part in split_name(name))
    forms = {form for one in surname for other in given for form in (one + other, other + one)}
    return frozenset({*forms, _letters(pinyin(name)[0])})


def spelled_names(zh: str, en: str) -> list[str]:
    """The names in pinyin, surname first, that the English has and characters of the Chinese are read as."""
    names = dict.fromkeys(f"{match[1]} {match[2]}" for match in _PAIR.finditer(en) if _letters(match[1]) in _surnames())
    return [name for name in names if is_spelled(zh, name)]


def is_spelled(zh: str, word: str) -> bool:
    """Whether some two to four characters in a row are read like this word."""
    letters = _letters(word)
    return any(_reads_on(zh, at, letters, 4) for at in range(len(zh)))


def _reads_on(zh: str, at: int, letters: str, most: int) -> bool:
    if not letters:
        return True
    if at >= len(zh) or not most or not "\u4e00" <= zh[at] <= "\u9fff":
        return False
    compound = READINGS.get(zh[at : at + 2], "")
    if compound and letters.startswith(compound) and _reads_on(zh, at + 2, letters[len(compound) :], most - 2):
        return True
    return any(letters.startswith(r) and _reads_on(zh, at + 1, letters[len(r) :], most - 1) for r in _readings(zh[at]))


def _is_nearly_spelled(zh: str, surname: str, given: str) -> bool:
    """Whether a surname of the source is followed by characters read nearly like the given name."""
    for at, character in enumerate(zh[:-1]):
        if character in SURNAMES and surname in _readings(character):
            for size in (1, 2):
                part = zh[at + 1 : at + 1 + size]
                if len(part) == size and re.fullmatch("[\u4e00-\u9fff]+", part):
                    readings = map("".join, product(*map(_readings, part)))
                    if any(Levenshtein.distance(reading, given) <= len(given) // 3 for reading in readings):
                        return True
    return False


# Characters within which a post belongs to a name.
NEAR = 60
# English words for the head of a post.
_HEADS = {
    "总书记": "general secretary", "书记": "secretary|chief", "主席": "chair|president", "委员": "member",
    "常委": "member", "主任": "director|chair|head|minister", "成员": "member",
    "秘书长": "secretary.general", "检察长": "procurator",
    "总理": "premier|prime minister", "首相": "prime minister", "总统": "president", "发言人": "spokes",
    "董事长": "chair", "教授": "professor", "大使": "ambassador", "外长": "foreign minister", "议长": "speaker",
    "长": "head|mayor|governor|chief|director|magistrate|minister|president|dean|principal|captain",
    "经理": "manager",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person of the English, where the name stands in it, and the words for the post before it in the Chinese."""

    name: str
    start: int
    end: int
    heads: str


def posts_swapped(zh: str, en: str) -> Iterator[Complaint]:
    """Two people of a sentence, each of whom has the other's post beside the name."""
    holders = list(_holders(zh, en))
    titles = _titles(en, holders) if len(holders) > 1 else {}
    for one, other in combinations(holders, 2):
        first, second = titles.get(one.name), titles.get(other.name)
        if first and second and _is(first, other) and _is(second, one) and not (_is(first, one) and _is(second, other)):
            yield f"the posts of {one.name} and {other.name} may be exchanged", "", one.name


def _holders(zh: str, en: str) -> Iterator[_Holder]:
    """The people whom the English names in pinyin and to whom the Chinese gives a post."""
    seen = set()
    for match in _PAIR.finditer(en):
        surname, given = _letters(match[1]), _letters(match[2])
        name = f"{match[1]} {match[2]}"
        if surname not in _surnames() or name in seen:
            continue
        seen.add(name)
        heads = {_heads(zh[:at]) for at in range(1, len(zh)) if _reads_on(zh, at, surname + given, 4)} - {""}
        if len(heads) == 1:
            yield _Holder(name, match.start(), match.start() + len(name), heads.pop())


def _titles(en: str, holders: Sequence[_Holder]) -> dict[str, str]:
    """By name the word for a post that stands nearest to it; one right before a name is this one's alone."""
    found = list(re.finditer(rf"\b(?:{'|'.join(holder.heads for holder in holders)})\w*", en, re.IGNORECASE))
    before = {holder.name: match for holder in holders for match in found if 0 <= holder.start - match.end() <= 1}
    titles = {}
    for holder in holders:
        taken = [match for name, match in before.items() if name != holder.name]
        near = [(_gap(match, holder), match[0]) for match in found if match not in taken]
        gap, title = min(near, default=(NEAR, ""))
        if gap < NEAR:
            titles[holder.name] = title
    return titles


def _gap(match: re.Match[str], holder: _Holder) -> int:
    return holder.start - match.end() if match.end() <= holder.start else match.start() - holder.end


def _is(title: str, holder: _Holder) -> bool:
    return re.match(holder.heads, title, re.IGNORECASE) is not None


def _heads(before: str) -> str:
    """The words for all the posts that end right here: 县委副书记、县长."""
    posts = re.split("[，。；：“”]", before)[-1].split("、")
    found = [next((words for head, words in _HEADS.items() if post.endswith(head)), "") for post in posts]
    return "|".join(filter(None, found)) if found[-1] else ""
