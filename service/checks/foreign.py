"""Countries, places and names that the English has and the Chinese does not say, or not so that one could spell it."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise

from service.checks.form import Complaint
from service.checks.lexicon import english_weights, licensed, stem
from service.checks.persons import is_spelled
from service.termbase import STANDARD, base

# Not looked for: home, of which a sentence need not speak.
_HOME = frozenset(["China", "Hong Kong", "Macao", "Taiwan"])
# Nobody of that country, where it is cold.
_POLE = re.compile("(?:North|South) Pole|the Pole")
_WORD = re.compile(r"[A-Za-z]{3,}")
# Words that stand in the names of several countries.
_SHARED = frozenset(map(stem, "united states kingdom republic north south new guinea the democratic people".split()))
_LEVELS = re.compile("(?:省|自治区|自治州|市|盟)$")
# Names too short to be told from other words are left out.
_NAME = re.compile(r"([A-Z][a-z]{4,}(?:['’][a-z]+)?)(?: (?:Province|City|Prefecture|League|.*Autonomous \w+))?")
_NO_PLACE = "(?![\u4e00-\u9fff]{1,2}[县市区镇乡村旗州])"
# The characters by which provinces and cities are called, besides the first of their names.
_SHORT = {
    "天津": "津", "重庆": "渝", "上海": "沪申浦", "河北": "冀燕", "山西": "晋", "内蒙": "蒙", "辽宁": "辽",
    "吉林": "吉", "湖北": "鄂楚荆",
    "江苏": "苏", "浙江": "浙", "安徽": "皖徽", "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫",
    "湖南": "湘", "广东": "粤珠", "广西": "桂", "海南": "琼", "四川": "川蜀", "贵州": "黔", "云南": "滇", "西藏": "藏",
    "陕西": "秦", "甘肃": "陇", "宁夏": "宁", "新疆": "疆", "广州": "穗羊", "深圳": "圳", "成都": "蓉",
    "南京": "宁陵",
    "宁波": "甬", "福州": "榕", "厦门": "鹭", "青岛": "岛", "杭州": "钱", "苏州": "吴", "武汉": "汉", "长沙": "沙",
    "哈尔": "冰", "昆明": "春",
}  # fmt: skip
# A place of one word where something is, comes from or goes to; and a declaration made there.
_PLACED = re.compile(
    r"\b(?:(?:in|at|near|from|to|outside|off) (?=\w+\b(?! [A-Z]|-))|(?=\w+ (?:Declaration|Consensus)\b))"
    r"(?P<name>[A-Z][a-z]{4,})\b"
)
# A word with a capital behind another word of its sentence.
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?![’'-]?[A-Z])")


def countries_added(zh: str, en: str) -> Iterator[Complaint]:
    """A country of the English, or what belongs to it, of which nothing in the Chinese tells: no part of its name, not
    the one character that it is called by in 中巴, no word that the lexicon renders by it."""
    for form in dict.fromkeys(match[0] for match in _named_countries().finditer(_POLE.sub("", en))):
        country, hints, stems = _spoken()[form]
        if any(hint in zh for hint in hints) or is_spelled(zh, form):
            continue
        if stems.isdisjoint(licensed(zh)):
            yield f"the source does not speak of {country}", "", form


def places_added(zh: str, en: str) -> Iterator[Complaint]:
    """A province or city of China in the English of which nothing in the Chinese tells: not the first character of its
    name, no character that it is called by in 沪宁, no 全省 or 我市. Beijing is also who governs there. And any other
    place that the termbase knows, where something is in it, for a capital is also who governs there: held in Seoul,
    where the source has 庆州."""
    for form in dict.fromkeys(match[0] for match in _named_places().finditer(en)):
        if not any(_tells(hint, zh) for hint in _located()[form]) and not is_spelled(zh, form):
            yield f"the source does not speak of {form}", "", form
    for form in dict.fromkeys(match["name"] for match in _PLACED.finditer(en)):
        hints = _elsewhere().get(form, ())
        if hints and form not in zh and not any(hint in zh for hint in hints) and not is_spelled(zh, form):
            yield f"the source does not speak of {form}", "", form


def _tells(hint: str, zh: str) -> bool:
    """Whether a hint stands in the Chinese; a single character not as the beginning of another place (青岚县)."""
    return hint in zh if len(hint) > 1 else re.search(f"{hint}{_NO_PLACE}", zh) is not None


@cache
def _elsewhere() -> Mapping[str, frozenset[str]]:
    """By the name of a place that is no province or city of China nor a country, what may tell of it."""
    called: dict[str, set[str]] = {}
    for term in base().terms.values():
        called.setdefault(term.en, set()).add(term.zh[:2])
    told: dict[str, set[str]] = {}
    for term in base().terms.values():
        if term.kind == "place" and term.source != STANDARD:
            for form in {term.en, *term.accepted} - _HOME - {"Macau", "England"} - _spoken().keys():
                told.setdefault(form, set()).update(called[term.en], [term.zh[:2]])
    return {form: frozenset(hints) for form, hints in told.items()}


@cache
def _located() -> Mapping[str, frozenset[str]]:
    """By its English, without its level, what may tell of a province or city."""
    hints: dict[str, set[str]] = {}
    for term in base().terms.values():
        level = _LEVELS.search(term.zh) if term.source == STANDARD else None
        name = _NAME.fullmatch(term.en) if level else None
        if name and level and name[1] not in ("Beijing", "Taiwan", "Inner"):
            own = "省" if level[0] in ("省", "自治区") else "市"
            told = {term.zh[:2], term.zh[0], *_SHORT.get(term.zh[:2], ""), *(f"{word}{own}" for word in "全我该本各")}
            hints.setdefault(name[1], set()).update(told)
    return {form: frozenset(told) for form, told in hints.items()}


@cache
def _named_places() -> re.Pattern[str]:
    forms = sorted(_located(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b(?![-’'](?!s\b)[A-Za-z])")


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
