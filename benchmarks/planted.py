"""Errors planted in good translations, one in each, of the kinds that machines make.

Where an error goes is decided without the parsers of the checks: numbers by their digits and words, names by spelling
out every run of Chinese characters. What a check cannot read it may miss, and the miss is counted.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from itertools import product

from benchmarks.planted_measures import opposite_said, time_changed, unit_changed

Planter = Callable[[str, str, random.Random], str | None]

# numbers

_DIGITS = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_SCALES = ("thousand", "million", "billion", "trillion")
_NUMBER_WORDS = tuple("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split())
_MONTHS = tuple(
    "January February March April June July August September October November December".split()
)  # fmt: skip


def number_changed(zh: str, en: str, rng: random.Random) -> str | None:
    """One digit of a number is another: 186.4 becomes 136.4."""
    found = [match for match in _DIGITS.finditer(en) if en.count(match[0]) == 1]
    if not found:
        return None
    match = rng.choice(found)
    places = [i for i, c in enumerate(match[0]) if c.isdigit()]
    place = rng.choice(places)
    digits = [c for c in "123456789" if c != match[0][place]]
    return en[: match.start() + place] + rng.choice(digits) + en[match.start() + place + 1 :]


def number_scaled(zh: str, en: str, rng: random.Random) -> str | None:
    """A number is a power of ten too large or too small: 860亿 becomes 860 billion."""
    scales = list(re.finditer(rf"(?<=\d )(?:{'|'.join(_SCALES)})\b", en))
    if scales:
        match = rng.choice(scales)
        return en[: match.start()] + rng.choice([s for s in _SCALES if s != match[0]]) + en[match.end() :]
    whole = [
        m for m in _DIGITS.finditer(en) if re.fullmatch(r"[\d,]{3,}", m[0]) and not re.fullmatch("[12]\\d{3}", m[0])
    ]
    if not whole:
        return None
    match = rng.choice(whole)
    return en[: match.end()] + "0" + en[match.end() :]


def number_dropped(zh: str, en: str, rng: random.Random) -> str | None:
    """A number is left out."""
    found = [
        m for m in _DIGITS.finditer(en) if en.count(m[0]) == 1 and not re.match("(?:st|nd|rd|th)?[-/]", en[m.end() :])
    ]
    if not found:
        return None
    match = rng.choice(found)
    behind = re.sub(rf"^(?:st|nd|rd|th|%| percent| (?:{'|'.join(_SCALES)}))", "", en[match.end() :])
    return en[: match.start()] + "some" + behind


def number_word(zh: str, en: str, rng: random.Random) -> str | None:
    """A number in words is another: three becomes seven; a month is another."""
    words = list(re.finditer(rf"\b(?:{'|'.join(_NUMBER_WORDS[1:])})\b", en))
    months = list(re.finditer(rf"\b(?:{'|'.join(_MONTHS)})\b(?= \d)", en)) if "月" in zh else []
    if not words and not months:
        return None
    match = rng.choice(words + months)
    pool = _NUMBER_WORDS[1:] if match in words else _MONTHS
    other = rng.choice([word for word in pool if word not in en])
    return en[: match.start()] + other + en[match.end() :]


def number_repeated(zh: str, en: str, rng: random.Random) -> str | None:
    """A number is said once more: “23 projects in 23 provinces”."""
    found = [m for m in _DIGITS.finditer(en) if en.count(m[0]) == 1 and float(m[0].replace(",", "")) > 2]
    places = [m.end() for m in re.finditer(r"\b(?:in|of|for|from|with|and) (?=[a-z]{4,}s\b)", en)]
    pairs = [(number, place) for number in found for place in places if not -12 < place - number.end() < 12]
    if not pairs:
        return None
    number, place = rng.choice(pairs)
    return f"{en[:place]}{number[0]} {en[place:]}"


# names

_GIVEN = tuple("Wei Jun Min Hua Jing Lei Qiang Yan Ping Gang Mei Xin Tao Chao Fang Xiaoming Jianguo Guoqiang".split())
_SURNAMES = tuple("Wang Li Zhang Chen Yang Zhao Huang Zhou Xu Sun Zhu Gao Lin".split())
# The hundred commonest, and those of our own sentences: what begins with another character is mostly no person.
_HAN_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭"
    "廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严习单乐纪"
)
_FULL = re.compile(r"\b(?=(([A-Z][a-z]+) ([A-Z][a-z]+(?:['’-][A-Za-z]?[a-z]+)?))\b)")


@cache
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    return frozenset(reading.replace("v", form) for reading in found for form in ("yu", "u"))


def _spells(han: str, word: str) -> bool:
    letters = re.sub("[^a-z]", "", word.lower())
    return any("".join(reading) == letters for reading in product(*map(_readings, han)))


def aligned_names(zh: str, en: str) -> list[tuple[str, str]]:
    """Names of the English that two to four characters of the Chinese spell, a surname first, with these characters."""
    found = []
    for match in _FULL.finditer(en):
        for run in re.findall("[\u4e00-\u9fff]{2,}", zh):
            for at, size in product(range(len(run)), (2, 3, 4)):
                han = run[at : at + size]
                cut = 2 if size == 4 else 1
                if (
                    len(han) == size
                    and han[0] in _HAN_SURNAMES
                    and _spells(han[:cut], match[2])
                    and _spells(han[cut:], match[3])
                ):
                    found.append((han, match[1]))
    return found


def name_changed(zh: str, en: str, rng: random.Random) -> str | None:
    """A person's surname, given name or both are other ones."""
    names = aligned_names(zh, en)
    if not names:
        return None
    _, name = rng.choice(names)
    surname, given = name.split(" ", 1)
    others = [word for word in _GIVEN if word.lower() not in given.lower()]
    other = rng.choice(
        [
            f"{surname} {rng.choice(others)}",
            f"{rng.choice([word for word in _SURNAMES if word != surname])} {given}",
            f"{rng.choice([word for word in _SURNAMES if word != surname])} {rng.choice(others)}",
        ]
    )
    return en.replace(name, other)


def name_misspelt(zh: str, en: str, rng: random.Random) -> str | None:
    """A letter of a given name is another."""
    names = aligned_names(zh, en)
    if not names:
        return None
    _, name = rng.choice(names)
    at = rng.randrange(name.index(" ") + 2, len(name))
    letters = [c for c in "aeioungz" if c != name[at]]
    return en.replace(name, name[:at] + rng.choice(letters) + name[at + 1 :])


_NATIONS = re.compile(
    r"\b(?:China|Hong Kong|Taiwan|United States|US|Russia|Japan|Germany|France|India|Italy|Canada|Britain|UK|Iran"
    r"|Israel|Syria|Turkey|Thailand|Australia|Brazil|(?:North|South) Korea|Beijing|Shanghai|Tokyo|Washington|Moscow)\b"
    r"(?![’'-]?\w)"
)


def numbers_exchanged(zh: str, en: str, rng: random.Random) -> str | None:
    """Two numbers stand in each other's place."""
    return _exchanged(en, [match.span() for match in _DIGITS.finditer(en)], rng)


def names_exchanged(zh: str, en: str, rng: random.Random) -> str | None:
    """Two people, countries or capitals with words between them stand in each other's place."""
    people = (match for _, name in aligned_names(zh, en) for match in re.finditer(re.escape(name), en))
    return _exchanged(en, sorted({match.span() for match in (*_NATIONS.finditer(en), *people)}), rng)


def _exchanged(en: str, spans: list[tuple[int, int]], rng: random.Random) -> str | None:
    found = [
        (one, other)
        for i, one in enumerate(spans)
        for other in spans[i + 1 : i + 3]
        if en[slice(*one)] != en[slice(*other)] and len(re.findall(r"[a-z]+", en[one[1] : other[0]])) > 1
    ]
    if not found:
        return None
    (start, end), (at, last) = rng.choice(found)
    return en[:start] + en[at:last] + en[end:at] + en[start:end] + en[last:]


# meaning

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|will|can|could|should|would|must)\b(?! not| no|n['’]t)")
_DENIAL = re.compile(r"\b(?:do|does|did) not |\bcannot\b|(?<= )(?:not|never) |(?<=\w)n[’']t\b")
_OPPOSITE = {
    "increase": "decrease", "increased": "decreased", "increasing": "decreasing", "rise": "fall", "rose": "fell",
    "risen": "fallen", "grew": "shrank", "growth": "decline", "higher": "lower", "up": "down", "raised": "lowered",
    "faster": "slower",
}  # fmt: skip
_OPPOSITE |= {down: up for up, down in _OPPOSITE.items()} | {
    "declined": "rose",
    "dropped": "rose",
    "reduced": "increased",
}
_BESIDE_NUMBER = re.compile(
    rf"\b(?:{'|'.join(_OPPOSITE)})\b(?=(?: by| of| to)? ?[\d$]| \w+ percent)"
    r"|(?:(?<=percent )|(?<=points )|(?<=% ))(?:higher|lower|faster|slower)\b"
)
_MOVES = re.compile("增|升|涨|提高|高于|快|降|减|跌|低|少|慢|缩")


def negation_removed(zh: str, en: str, rng: random.Random) -> str | None:
    """A no is left out."""
    found = [m for m in _DENIAL.finditer(en) if not en.startswith("only", m.end())]
    if not found or not re.search("[不没无未]", zh):
        return None
    match = rng.choice(found)
    return en[: match.start()] + ("can" if match[0] == "cannot" else "") + en[match.end() :]


def negation_put_in(zh: str, en: str, rng: random.Random) -> str | None:
    """A no is put in."""
    found = list(_AUXILIARY.finditer(en))
    if not found:
        return None
    match = rng.choice(found)
    return f"{en[: match.end()]} not{en[match.end() :]}"


def direction_turned(zh: str, en: str, rng: random.Random) -> str | None:
    """What rises falls: with a number beside it, so that it is meant."""
    found = list(_BESIDE_NUMBER.finditer(en))
    if not found or not _MOVES.search(zh):
        return None
    match = rng.choice(found)
    return en[: match.start()] + _OPPOSITE[match[0]] + en[match.end() :]


_MOVED = re.compile(r"(?<=[a-z] )(?P<word>by|to) (?=(?:[$¥]|about |nearly |over |more than )?\d)")
_MOVES = re.compile("增|升|提高|涨|扩大|降|减|跌|缩小|落")


def by_and_to_exchanged(zh: str, en: str, rng: random.Random) -> str | None:
    """A rise by five percent becomes one to five percent, or the other way round."""
    found = [
        m
        for m in _MOVED.finditer(en)
        if re.search(
            r"(?:increas|ris|rose|grew|grow|fell|fall|drop|declin|reduc|decreas|rais|cut)\w*(?: \w+){0,3} $",
            en[: m.start()],
        )
    ]
    if not found or not _MOVES.search(zh):
        return None
    match = rng.choice(found)
    return en[: match.start()] + ("to" if match["word"] == "by" else "by") + en[match.end("word") :]


_BOUNDS = {"above": "below", "over": "under", "older": "younger", "more": "less", "at least": "at most"}
_BOUNDS |= {turned: said for said, turned in _BOUNDS.items()}
_BOUND = re.compile(
    r"(?<=\d)(?: [a-z]+){0,2} (?:and|or) (?P<behind>above|below|over|under|older|younger|more|less)\b(?! than)"
    r"|\b(?P<before>at least|at most) (?=\d)",
    re.IGNORECASE,
)


def bound_turned(zh: str, en: str, rng: random.Random) -> str | None:
    """So much and above becomes so much and below, at least at most."""
    found = list(_BOUND.finditer(en))
    if not found or not re.search("以[上下内]|[至最]少|[至最]多|不[少低超]", zh):
        return None
    match = rng.choice(found)
    group = "behind" if match["behind"] else "before"
    start, end = match.span(group)
    return en[:start] + _BOUNDS[match[group].lower()] + en[end:]


_BLURRED = re.compile(r"\b(?:more than|over|nearly|almost|about|around|approximately|at least) (?=\d)")


def hedge_dropped(zh: str, en: str, rng: random.Random) -> str | None:
    """More than 300 becomes 300."""
    if not re.search("余|多|超|逾|近|约|以上|左右|至少|不少于", zh):
        return None
    found = list(_BLURRED.finditer(en))
    if len(found) != 1:
        return None
    return en[: found[0].start()] + en[found[0].end() :]


def hedge_turned(zh: str, en: str, rng: random.Random) -> str | None:
    """Nearly 300 becomes over 300, and the other way."""
    found = re.search(r"\b(nearly|almost|over|more than) (?=\$?\d)", en)
    if not found or not re.search("余|多|超|逾|近|以上|不足|不到", zh):
        return None
    turned = "over" if found[1] in ("nearly", "almost") else "nearly"
    return f"{en[: found.start()]}{turned} {en[found.end() :]}"


# extent

FILLERS = (
    ", which experts from several universities have described as an important step for the whole region",
    ". Local residents said that they were very satisfied with the results and hoped for more of the same",
    ", and the provincial government has promised further support for similar projects in other places",
    ". The event attracted wide attention at home and abroad and was covered by many media",
    ", while farmers in the neighboring village complain that the river is polluted by a paper mill",
    ". Doctors advise patients to rest, drink warm water and avoid smoking until they recover",
    ", because the engine of the old truck broke down on the mountain road in heavy snow",
    ". The court will announce its ruling after both lawyers have presented their evidence",
)


def omission(zh: str, en: str, rng: random.Random) -> str | None:
    """The sentence stops before its last clauses: a third of it or more is missing."""
    cuts = [m.start() for m in re.finditer(r"[,;] ", en) if 0.3 * len(en) < m.start() < 0.67 * len(en)]
    return en[: rng.choice(cuts)] + "." if cuts and len(en) > 80 else None


def clause_dropped(zh: str, en: str, rng: random.Random) -> str | None:
    """A clause of five to sixteen words is missing, wherever it stood."""
    clauses = re.split(r"(?<=[,;]) ", en)
    found = [i for i, clause in enumerate(clauses) if 5 <= len(clause.split()) <= 16]
    if not found or len(clauses) < 2:
        return None
    at = rng.choice(found)
    return " ".join(clauses[:at] + clauses[at + 1 :])


def addition(zh: str, en: str, rng: random.Random) -> str | None:
    """A clause that the source has nothing of."""
    return en.rstrip(". ") + rng.choice(FILLERS) + "." if len(en) > 60 else None


# form

_TITLES = (
    "secretary|county head|chairperson|chairman|director|premier|president|speaker|governor|spokesperson|minister"
    "|professor|ambassador|principal|procurator|member|station head|factory head"
)


def posts_exchanged(zh: str, en: str, rng: random.Random) -> str | None:
    """Two people of the sentence exchange their names, and so their posts."""
    names = list(dict.fromkeys(name for _, name in aligned_names(zh, en)))
    titles = set(re.findall(rf"\b(?:{_TITLES})\b", en, re.IGNORECASE))
    if len(names) != 2 or len(titles) < 2:
        return None
    one, other = names
    return en.replace(one, "\0").replace(other, one).replace("\0", other)


def quotation_dropped(zh: str, en: str, rng: random.Random) -> str | None:
    """The quotation marks of what somebody says are gone."""
    marked = re.search("[说称道：，]“[^”]{12,}”|“[^”]{12,}”[，。]?[^“]{0,12}[说称道]", zh)
    return re.sub('["“”]', "", en) if marked and re.search('["“”]', en) else None


def one_mark_dropped(zh: str, en: str, rng: random.Random) -> str | None:
    """One of two quotation marks is gone."""
    found = [i for i, c in enumerate(en) if c in '"“”']
    return en[: found[-1]] + en[found[-1] + 1 :] if len(found) == 2 else None


def looped(zh: str, en: str, rng: random.Random) -> str | None:
    """A phrase comes again and again."""
    words = en.split()
    if len(words) < 12:
        return None
    at, size = rng.randrange(4, len(words) - 4), rng.choice([1, 2, 3])
    return " ".join([*words[: at + size], *(words[at : at + size] * (7 - size)), *words[at + size :]])


def left_in_chinese(zh: str, en: str, rng: random.Random) -> str | None:
    """A word is left as it was."""
    runs = re.findall("[\u4e00-\u9fff]{2,4}", zh)
    words = en.split()
    if not runs or len(words) < 6:
        return None
    at = rng.randrange(len(words))
    return " ".join([*words[:at], rng.choice(runs), *words[at + 1 :]])


_COUNTRIES = {
    "United States": "American", "Russia": "Russian", "Japan": "Japanese", "Germany": "German", "France": "French",
    "India": "Indian", "Italy": "Italian", "Canada": "Canadian", "Vietnam": "Vietnamese", "Brazil": "Brazilian",
}  # fmt: skip


def other_country(zh: str, en: str, rng: random.Random) -> str | None:
    """China, Chinese or another of ten countries is exchanged for one that the English does not name."""
    forms = {"China": "Chinese", **_COUNTRIES}
    found = [m for m in re.finditer(r"\b[A-Z]\w+(?: States)?\b", en) if m[0] in forms or m[0] in forms.values()]
    others = [name for name, of in _COUNTRIES.items() if name not in en and of not in en]
    if not found or not others:
        return None
    match, other = rng.choice(found), rng.choice(others)
    return en[: match.start()] + (other if match[0] in forms else _COUNTRIES[other]) + en[match.end() :]


_BODIES = (
    "Ministry of Education", "Supreme People's Court", "National Development and Reform Commission", "Yangtze River",
    "Chinese Academy of Sciences", "United Nations Security Council", "World Trade Organization", "Silk Road",
    "State Administration for Market Regulation", "Bank of China",
)  # fmt: skip
_BODY = re.compile(
    r"(?<![A-Z]\w )\b(?:[A-Z]\w+ ){1,4}(?:Committee|Ministry|Commission|Council|Bank|University|Court|River|Group"
    r"|Administration|Association|Organization|Office|Department)\b(?! (?:of|for|and|in|on)\b|[ -][A-Z])"
)


def other_body(zh: str, en: str, rng: random.Random) -> str | None:
    """A body or river is exchanged for another of ten."""
    found = list(_BODY.finditer(en))
    if not found:
        return None
    match, other = rng.choice(found), rng.choice([body for body in _BODIES if body not in en])
    return en[: match.start()] + other + en[match.end() :]


_THINGS = (
    "rice", "wheat", "cotton", "bamboo", "pork", "beef", "fish", "coal", "copper", "gold", "silver", "grapes", "apples",
    "tea", "tobacco", "garlic", "tomatoes", "snow", "hail", "drought", "earthquake", "typhoon", "fog", "museum",
    "library", "tunnel", "subway", "dam", "horse", "sheep", "elephant", "vaccine", "cancer", "satellite", "helicopter",
)  # fmt: skip


def other_thing(zh: str, en: str, rng: random.Random) -> str | None:
    """A plant, animal, metal or work is exchanged for another one."""
    found = [match for match in re.finditer(r"\b[a-z]+\b", en) if match[0] in _THINGS]
    if not found:
        return None
    match, other = rng.choice(found), rng.choice([thing for thing in _THINGS if thing not in en])
    return en[: match.start()] + other + en[match.end() :]


def other_currency(zh: str, en: str, rng: random.Random) -> str | None:
    """An amount in another currency."""
    if re.search(r"\d [a-z]*\s?yuan\b", en) and re.search(r"(?<!美|欧|港|日)元", zh):
        return re.sub(r"\byuan\b", "US dollars", en, count=1)
    if re.search(r"[万亿\d]美元", zh) and re.search(r"\d (?:[a-z]+ )?(?:US )?dollars\b|\$\d", en):
        return re.sub(r"(?:US )?dollars\b", "yuan", re.sub(r"(?:US)?\$(\d)", r"RMB \1", en))
    return None


# Kind → how it is planted, how many at most, and the checks that are to see it.
KINDS: dict[str, tuple[Planter, int, tuple[str, ...]]] = {
    "number changed": (number_changed, 120, ("number-lost", "number-added")),
    "number scaled": (number_scaled, 80, ("number-lost", "number-added")),
    "number dropped": (number_dropped, 80, ("number-lost",)),
    "number repeated": (number_repeated, 60, ("number-added",)),
    "number word": (number_word, 80, ("number-lost", "number-added", "date-added")),
    "numbers exchanged": (numbers_exchanged, 100, ("numbers-exchanged", "number-lost", "number-added")),
    "names exchanged": (names_exchanged, 100, ("names-exchanged", "post-swapped")),
    "name changed": (name_changed, 120, ("name-lost", "name-added", "name-misspelt")),
    "name misspelt": (name_misspelt, 120, ("name-lost", "name-added", "name-misspelt")),
    "negation removed": (negation_removed, 250, ("negation-lost",)),
    "negation put in": (negation_put_in, 250, ("negation-gained",)),
    "direction turned": (direction_turned, 100, ("direction",)),
    "hedge dropped": (hedge_dropped, 40, ("hedge",)),
    "hedge turned": (hedge_turned, 40, ("bound",)),
    "by and to": (by_and_to_exchanged, 40, ("extent",)),
    "posts exchanged": (posts_exchanged, 30, ("post-swapped",)),
    "omission": (omission, 150, ("omission", "length", "number-lost", "name-lost")),
    "clause dropped": (clause_dropped, 150, ("omission", "length", "number-lost", "name-lost")),
    "addition": (addition, 150, ("addition", "length", "number-added", "name-added")),
    "quotation dropped": (quotation_dropped, 40, ("quotation",)),
    "one mark dropped": (one_mark_dropped, 40, ("quotation",)),
    "looped": (looped, 40, ("repetition",)),
    "left in Chinese": (left_in_chinese, 40, ("untranslated",)),
    "other currency": (other_currency, 40, ("currency",)),
    "other unit": (unit_changed, 80, ("unit",)),
    "other time": (time_changed, 60, ("time",)),
    "opposite": (opposite_said, 200, ("opposite",)),
    "bound turned": (bound_turned, 40, ("bound",)),
    "other country": (other_country, 100, ("country-added",)),
    "other body": (other_body, 80, ("body-added", "country-added", "place-added")),
    "other thing": (other_thing, 60, ("thing-added",)),
}
