"""Names of the wider world that CC-CEDICT has: places, people and institutions whose English no reader would dispute;
cities abroad that GeoNames has; and cities and counties of long names without their level.

A dictionary is no termbase, and most of its proper names have another English in the mouth of an official. Kept are
those in transliteration (博洛尼亚, 斯诺登), and what says by its ending what it is (黄浦江, 耶鲁大学, 诺贝尔奖).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from service.checks.lexicon import Word, chinese_words
from service.dictionary import SOURCE, is_common, is_word, proper_names
from service.names import place_pinyin
from service.records import Span
from service.surnames import SURNAMES
from service.termbase import DOTS, STANDARD, Term, TermMatch, base
from service.transliteration import TRANSLITERATES

GEONAMES = "GeoNames, CC BY 4.0"
# The English: words with capitals, small ones between them; what kind of place it is, another name, a remark.
_NAME = r"[A-Z][\w'’.-]*(?: (?:(?:of|the|and|de|del|da|do|for|von|van|al|du|la|le|to) )*[A-Z][\w'’.-]*){0,5}"
_LEVELS = {
    "county": "County", "city": "City", "district": "District", "province": "Province", "river": "River",
    "mountain": "Mountain", "mountains": "Mountains", "island": "Island", "lake": "Lake", "peninsula": "Peninsula",
}  # fmt: skip
_GLOSS = re.compile(
    rf"(?:\((?:name|Tw|loanword)\) )?(?:the )?(?P<en>{_NAME})(?: (?P<level>{'|'.join(_LEVELS)}))?"
    rf"(?: or (?P<other>{_NAME}))?(?: \([^)]*\))*(?:,.*| (?:in|of|on|near|between|at)\b.*)?"
)
_KINDS = re.compile(
    ".+(?:[江河湖寺宫桥峡岛湾庙陵洋峰奖杯]|大学|邮报|时报|晚报|晨报|海峡|群岛|半岛|战争|战役|事变|起义|王朝|帝国|铁塔|石窟"
    "|沙漠|盆地|平原|高原|山脉|机场|公路|运河|大桥|冰川|圣母院|节)"
)
# What may be left out of the English where the Chinese has it.
_BARE = re.compile(" (?:Ocean|River|Islands?|Sea|Lake|Shehiri|State)$")
# Endings that a transliteration may have.
_ENDINGS = frozenset("·州城市山河湖海岛港语教湾角洲堡邦")
# Characters of transliteration that are words as well.
_WORDS = frozenset("东西南于因多当万本明黑")
# Those that a paper calls otherwise, or that are words of everyday.
OTHERWISE = frozenset(
    "普陀山 北部湾 澎湖列岛 千岛群岛 中沙群岛 狮子山 金刚山 黑瞎子岛 国庆节 少年宫 青年节 南沙群岛 西沙群岛 东沙群岛 "
    "斯普拉特利群岛 朝鲜战争 台湾岛 建三江 三里河 对马海峡 都拉斯 新大陆 阿富汗语 "
    "南部 公安 合作 资源 平安 复兴 和平 运河 振兴 延长 比如 共和 安定 "
    "安宁 小店 太平 海港 回民 站前 长子 古塔 灯塔 宏伟 "
    "新星 会同 同心 温泉 向阳 前进 友好 清水 惠农 东风 工农 红旗 "
    "新华 光明 新建 解放 老边 城关 城东 城西 城中 城北 河口 "
    "江南 江北 江汉 "
    "友谊 南岸 我孙子 议政府 达尔汗 多普勒 岳阳楼 下花园 伊斯兰 阿拉伯 奥克兰 圣保罗 布鲁克 库尔勒".split()
)
_SEATS = ("县城", "市区", "城区")
# Counties whose name is another word, or of which alone another place is called more often.
_SELDOM = frozenset(
    "榕江 盘山 千山 威信 大安 大名 两当 武功 大方 大通 "
    "兴业 政和 双城 双塔 双桥 建安 伊美 巴中 华龙 同德 平昌 大田 万荣 爱民 建华 新民 卫东 三江 中原 西夏 西湖 "
    "南湖 东湖 天河 龙门 长安 江海 月湖 石楼 石门 水城 金山 武定 永新 太白 弥勒 改则 当阳 四会 云和 左权 南宫 天全 "
    "凯里 乐业 新和 中方 大观 沿河 瑞安 市中 三水 上党 金塔 沙市 江岸 开江 英德 荷塘 滨城 进贤 通江 "
    "德州 大城 海伦 安达 大英 巴马 三台 南岳 大化 华州 多伦 湖里 连江 兰西 中卫 石林 独山 东坡 二七".split()
)
# What follows a name that is another place's with it: 永福镇, 梁山泊.
_GOES_ON = re.compile("[县市区旗州镇乡村街社寺关山峪湖河江溪港岛峡泊洞寨屯庄店桥路]")


# Behind a surname it is somebody's given name; left out are surnames that are prepositions and the like as well.
_CALLS = SURNAMES - set("于向从时应和")

# Counties whose name goes with what stands before it (和县, 新县), and those of which it seldom does.
_AMBIGUOUS = "应代古兴义和单新道南高理成文"
_SMALL = re.compile(f"[{_AMBIGUOUS}涉易费息叶房云富环宁康礼范沧]县(?!城|域|级)")
SHORT = 2  # characters
_MARKS = "，。；：、（“《！？"
_OWN = re.compile("县[委长政人]|人民[政法检]|委书记|委副书记|[\u4e00-\u9fff]{2,3}[镇乡](?!村)")


def find_names(text: str) -> list[TermMatch]:
    """The names of a text, whole words of it, the longest at each place. One with dots counts when all of its parts are
    known, and is one."""
    words = chinese_words(text)
    edges = {0, *(word.end for word in words)}
    # What a transliteration goes on with: 利斯基 is no city within 尼科利斯基.
    beside = [word for word in words if _is_syllables(word.text)]
    starts, ends = {word.start for word in beside}, {word.end for word in beside}
    automaton, terms = _index()
    found = [
        TermMatch(Span(start, end), terms[index])
        for index, start, end in automaton.find_matches_as_indexes(text)
        if start in edges and end in edges
        if not (set(text[start:end]) <= TRANSLITERATES and (start in ends or end in starts))
    ]
    return [*_joined(text, found), *find_counties(text)]


def _is_syllables(word: str) -> bool:
    """Whether a word of the segmenter is in the characters of transliteration and no word of the language."""
    return bool(word) and set(word) <= TRANSLITERATES - _WORDS and (len(word) == 1 or not is_word(word))


def find_counties(text: str) -> list[TermMatch]:
    """Cities and counties without their level, and counties whose name is one character and its level, as far as they
    can be told from other words."""
    return [*_counties(text), *_small_counties(text)]


def _counties(text: str) -> Iterator[TermMatch]:
    """Cities and counties of two characters without their level: those whose name is no other word (门源), the others
    behind the province or city that they are in, or from which a way leads to them, or that are listed with others:
    舟山普陀, 龙岩至龙川, 琼海、万宁."""
    words = [Word("", 0, ""), *(word for word in chinese_words(text) if word.text != "至"), Word("", len(text), "")]
    for i, word in enumerate(words[1:-1], 1):
        if (term := _short().get(word.text)) and (_is_told(words, i) or _is_plain(words, i)):
            yield TermMatch(Span(word.start, word.end), term)


def _is_told(words: Sequence[Word], i: int) -> bool:
    """Whether what stands beside a word says that it is a place."""
    listed = [words[i + step].text for step in (2, -2) if words[i + step // 2].text == "、"]
    return _is_place(words[i - 1].text) or any(_is_place(other) or other in _short() for other in listed)


def _is_plain(words: Sequence[Word], i: int) -> bool:
    """Whether a county's name is nothing else, and no part of another name."""
    before, word, behind = words[i - 1 : i + 2]
    foreign = TRANSLITERATES.issuperset(word.text) and (_is_syllables(before.text) or _is_syllables(behind.text))
    return not (is_another_word(word.text) or before.text in _CALLS or _is_longer(behind) or foreign)


def _is_longer(behind: Word) -> bool:
    """Whether a name goes on with the word behind it; the seat of a county is none."""
    return behind.text not in _SEATS and _GOES_ON.match(behind.text) is not None


def is_another_word(stem: str) -> bool:
    """Whether a place's name without its level is a word as well, or more often another place."""
    return is_common(stem) or stem in OTHERWISE or stem in _SELDOM


def _small_counties(text: str) -> Iterator[TermMatch]:
    """Counties whose name of one character goes with other words (新县, 和县), where their city or province stands
    before them or, of the less ambiguous, a clause begins or their own authorities or towns stand behind: 信阳新县,
    环县县委."""
    for match in _SMALL.finditer(text):
        before = any(_is_place(text[max(0, match.start() - size) : match.start()]) for size in (2, 3, 4))
        begins = match.start() == 0 or text[match.start() - 1] in _MARKS
        if before or (match[0][0] not in _AMBIGUOUS and (begins or _OWN.match(text, match.end()))):
            yield TermMatch(Span(*match.span()), Term(match[0], place_pinyin(match[0]), kind="place", source=STANDARD))
    # Others the termbase takes for a part of a longer name: the 岚县 of 青岚县, but not the 嵩县 of 中共嵩县.
    words = chinese_words(text)
    for ahead, word in zip((Word("", 0, ""), *words), words, strict=False):
        whole = len(ahead.text) != 1 or not ahead.text.isalpha()
        if whole and len(word.text) == SHORT and word.text.endswith("县") and _is_place(word.text):
            yield TermMatch(Span(word.start, word.end), base().terms[word.text])


def _is_place(name: str) -> bool:
    term = base().terms.get(name)
    return term is not None and term.kind == "place"


def _joined(text: str, found: list[TermMatch]) -> Iterator[TermMatch]:
    at = 0
    while at < len(found):
        parts = [found[at]]
        while at + len(parts) < len(found) and text[parts[-1].span.end : found[at + len(parts)].span.start] in DOTS:
            parts.append(found[at + len(parts)])
        at += len(parts)
        span = Span(parts[0].span.start, parts[-1].span.end)
        if text[span.start - 1 : span.start] in DOTS or text[span.end : span.end + 1] in DOTS:
            continue
        if len(parts) == 1:
            yield parts[0]
        else:
            english = " ".join(part.term.en for part in parts)
            yield TermMatch(span, Term(text[span.start : span.end], english, kind="name", source=SOURCE))


@cache
def _index() -> tuple[Any, tuple[Term, ...]]:
    import ahocorasick_rs

    terms = (*_stems(3), *_stems_abroad(), *_terms())
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick([term.zh for term in terms], matchkind=longest), terms


@cache
def _short() -> dict[str, Term]:
    return {term.zh: term for term in _stems(2)}


def _stems_abroad() -> Iterator[Term]:
    """Cities abroad without their level, those of three characters and more: 十和田."""
    terms = base().terms
    for term in terms.values():
        stem = term.zh.removesuffix("市")
        city = term.kind == "place" and stem != term.zh and f"{term.en} City" in term.accepted
        if city and len(stem) > SHORT and stem not in terms and stem not in OTHERWISE:
            yield Term(stem, term.en, term.accepted, "place", term.status, term.source)


def _stems(fewest: int) -> Iterator[Term]:
    """Cities and counties of China without their level, those of so many characters: 吉木乃, 呼和浩特."""
    terms = base().terms
    for term in terms.values():
        english = re.fullmatch(r"([A-Z][\w'-]+) (?:City|County|District|Banner)", term.en)
        stem = term.zh[:-1]
        home = term.kind == "place" and term.source.startswith(STANDARD)
        if home and english and len(stem) >= fewest and stem not in terms and stem not in OTHERWISE:
            yield Term(stem, english[1], kind="place", status=term.status, source=term.source)


def _terms() -> Iterator[Term]:
    yield from _cities()
    for word in proper_names():
        zh, gloss = word.zh, _GLOSS.fullmatch(word.glosses[0])
        if gloss and zh not in OTHERWISE and (set(zh) <= TRANSLITERATES | _ENDINGS or _KINDS.fullmatch(zh)):
            english = f"{gloss['en']} {_LEVELS[gloss['level']]}" if gloss["level"] else gloss["en"]
            surname = gloss["en"].split()[-1] if set(zh) - {"·"} <= TRANSLITERATES else ""
            bare = _BARE.sub("", gloss["en"])
            accepted = (form for form in (gloss["en"], gloss["other"], surname, bare) if form and form != english)
            yield Term(zh, english, tuple(dict.fromkeys(accepted)), "name", "common", SOURCE)


def _cities() -> Iterator[Term]:
    """Those of `seeds/cities.tsv`: zh, English, the name with the marks of its own alphabet."""
    for line in files("seeds").joinpath("cities.tsv").read_text(encoding="utf-8").splitlines():
        zh, english, own = line.split("\t")
        yield Term(zh, english, () if own == english else (own,), "name", "common", GEONAMES)
