"""The places of a text: those of the termbase, and towns, streets and villages that no list has."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from service.gazetteer import find_counties, find_names, is_another_word
from service.landmarks import WATERS, called_after, landmark, roads, ships
from service.mentions import named_at
from service.names import KINDS, place_pinyin
from service.naming import is_place
from service.patterns import any_of
from service.posts import ZONES
from service.prepositions import whole_names
from service.records import Span
from service.termbase import Home, Termbase
from service.transliteration import TRANSLITERATES

# Words that end like a place and are none.
WORDS = frozenset(
    "全县 全市 全省 全区 全镇 全乡 全村 本县 本市 本省 该县 该市 该村 各县 各市 各区 "
    "震区 疫区 战区 牧区 林区 矿区 雨区 洪区 "
    "各镇 各乡 各村 两县 两市 农村 乡村 山村 渔村 新村 中心村 城市 都市 超市 上市 股市 "
    "楼市 夜市 门市 集市 社区 小区 园区 城区 山区 景区 库区 灾区 厂区 校区 地区 片区 "
    "应到市 实到市 应到县 实到县 街区 辖区 郊区 市区 县区 城镇 乡镇 集镇 重镇 古镇 小镇 家乡 故乡 城乡 下乡 返乡 "
    "水乡 街道 贫困县 强县 百强县 大县 示范县 试点县 先进县 特色小镇 示范村 美丽乡村 行政村 "
    "自然村 示范区 开发区 高新区 经开区 度假区 保护区 工业区 试验区 先行区 新区 特区 自治区 "
    "功能区 核心区 未来社区 未来乡村 中心镇 强镇 省市县 县市区 镇村 镇街 乡镇街道 "
    "大城市 大都市 小城镇 小山村 小渔村 后进村 先进村 薄弱村 空壳村 软弱涣散村 强村 弱村 "
    "回村 进村 入村 驻村 返村 到村 回乡 进城 "
    "智慧社区 和谐社区 文明社区 示范社区 国际社区 平安社区 绿色社区 完整社区".split()
)
_WATERS = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,4}})(?P<kind>{'|'.join(WATERS)})")
_RIVER = re.compile("[\u4e00-\u9fff][江河溪]")
_NO_RIVERS = frozenset(
    "沿江 沿河 运河 小河 大河 内河 界河 滨河 滨江 临江 两江 过江 跨江 山溪 小溪 大江 "
    "江河 山河 长河 河溪 沟河 开河 开江 渡江 通江 一江 一河 三河 七河".split()
)
# What a river has, and no town that is called after one: 潜江, 天河, 开江.
_BANKS = tuple(
    "流域 沿岸 两岸 水系 水位 水质 上游 中游 下游 上下游 干流 支流 大堤 河道 河段 航道 江段 段 畔 汛期 洪水".split()
)
_ZONE = re.compile("|".join(sorted(ZONES, key=len, reverse=True)))
# Districts and provinces are all in the termbase; what else ends like one (东北地区, 示范区) is none.
SUFFIX = "街道|社区|市|县|镇|乡|村"
# Tags of the segmenter that a name's stem may carry.
NAMES = ("ns", "nr", "nrt", "nrfg", "nz", "nt")


_GOING = "在到进入往从"
# Characters that stand in no place's name.
_NO_NAME = "各全等的和与及为是有在该本某两几数多每个这此最较区县"
# Where a name may begin: behind a mark, a preposition, a verb of going and looking.
_BEGINS = re.compile(
    r"^|[，。；：、（“《\s]|[到在赴至往从由的和与及是沿对等]|来自|抵达|深入|走进|走访|巡查|视察|考察|位于|地处|落户|途经|流经"
    r"|名叫|前往|调研|检查|察看"
)
# Zones that are called after where they are; a 新区 or 园区 is more often none.
_SITES = ZONES.keys() - set("新区 园区 开发区 合作区 景区 度假区 科技园 产业园 自贸港 自由贸易港".split())
_STANDING = re.compile(
    rf"(?P<stem>(?![小大老新上下内外]村|[市镇县乡原沿赴经过跨穿进抵入去访住建修产]|回(?!龙))(?:(?![{_NO_NAME}了之零无非条座驻围看让将把使受由对向着地得像如到])[\u4e00-\u9fff]){{2,3}}?)"
    r"(?:村(?![民级落镇乡里貌容集规史务头])|镇(?![村上域长压守])|乡(?![镇村亲愁音土情间下贤域企办])|县(?![级城域直处团中内外乡区])|[河溪](?![流道长湖北南内口畔岸段床套西水源池津间曲])"
    rf"|水库|遗址|隧道|大桥|林场|农场|{any_of(_SITES)})"
)
# Scenic areas, right behind the place that they are in: elsewhere 景区 ends what kinds of them there are.
_SCENIC = re.compile(rf"(?P<stem>(?:(?![{_NO_NAME}内外旅风])[\u4e00-\u9fff]){{2,4}})景区(?![内外里点])")
# What ends so and has no name.
_UNNAMED = re.compile(
    "(?:[山长拔运亲美市江内滨沿界封消治开]河|黑臭河|[大山][江川]大河|[小山]溪|(?:[名奥运会治进住联驻包帮入返]|嘎查|开放式|网红)村"
    "|[村街乡]镇|(?:康养|卫星|特色)镇|(?:新建|平原|大型)水库|(?:国营|民营|智慧|都市|海洋|家庭|休闲|生态|共享)[农林]场"
    "|(?:文明|古城|都城|夏都|文化|抗战|集中营|史前|宫殿|陶窑|聚落)遗址|(?:山岭|穿山|[过穿跨].|海峡|城市|新建)隧道"
    "|(?:新[建修]|撞断|[跨沿].|友谊|连心|独塔|斜拉|悬索)大桥)$"
    "|(?:国家|省|市|县|[一-龥]级|现代|高端|绿色|循环|特色|海滨|综合)(?:经济|高新|工业|产业|风景|旅游)[^江河]*区"
    "|^(?:干部|美丽|民族|贫困|长寿|边境|三角洲|海洋|新设|做强|[省国]|[一二三四五六七八九十]市)"
)
# Characters with which places' names end, whatever words stand before them.
_GROUND = frozenset(
    "湾峪庙寺庵沟坎滩洲潭崖峰关营塘屯庄岭坡洼店铺桥坊窑寨堡坪坝墩头口坑圩畈垸甸子家楼园窝泉井洞岗台墙街厂岘垭坳嘴渡埠港"
)


def learn_places(texts: Sequence[str], termbase: Termbase) -> dict[str, str]:
    """Chinese → English of the places with a level (松溪镇 → Songxi Town) that the texts of one article name, of its
    rivers, bridges and the like.

    A name counts when the segmenter takes its stem for a proper name, at the head of a word, when it stands behind a
    place that it is in, or where a name may begin and is made of no everyday words.
    """
    found: dict[str, str] = {}
    for text in texts:
        matches = [*termbase.find(text, Home(), {}), *find_counties(text)]
        known = {match.term.zh: match.term.en for match in matches if match.term.kind == "place"}
        people = named_at(text)
        named = [*(name for name in _named(text) if text.find(name) not in people), *known]
        for name in (*named, *_within(text, named)):
            # 吉林长春市 is the city in its province.
            if name.endswith(tuple(KINDS)) and (name in known or not {name[:2], name[2:]} <= known.keys()):
                found[name] = known.get(name) or _city_abroad(name, termbase) or _english(name, termbase)
        found |= dict(_unlisted(text, known))
        behind = [match.span.end for match in matches if match.term.kind == "place"]
        taken = people.union(*(range(match.span.start, match.span.end) for match in matches))
        for span in _standing(text, behind, termbase):
            name = text[span.start : span.end]
            if taken.isdisjoint((span.start, span.start + 1)) and not any(name in other for other in found):
                found[name] = landmark(name) or _english(name, termbase)
        found |= {name: english for name, english in called_after(text, termbase) if name not in known}
        # 临汾乡 is none in 临汾乡宁县.
        starts = {match.span.start for match in matches if match.term.kind == "place" and level_of(match.term.zh)}
        found = {n: en for n, en in found.items() if n in known or starts.isdisjoint(_last_characters(n, text))}
        found |= {**roads(text), **ships(text, termbase)}
        whole = {name: _english(name, termbase) for name in whole_names(text, behind) if name not in known}
        found = {n: en for n, en in found.items() if not any(name[1:] == n for name in whole)} | whole
    return found


def _is_word(stem: str) -> bool:
    """Whether the segmenter's dictionary has it."""
    import rjieba

    return len(rjieba.cut(stem, False)) == 1


def without_level(places: Mapping[str, str], termbase: Termbase) -> Iterator[tuple[str, str]]:
    """Places by their names alone, where these are no other words: 青岚 of 青岚县."""
    for name, english in places.items():
        level = level_of(name)
        stem, kind = name.removesuffix(level), f" {KINDS.get(level, '')}"
        # Below a county nearly any word may be a name: 石桥镇, 大桥镇, 长河村.
        another = is_another_word(stem) or stem in termbase.terms or (_is_word if level in TOWNS else _everyday)(stem)
        if level and len(stem) > 1 and english.endswith(kind) and not another:
            yield stem, english.removesuffix(kind)


def _last_characters(name: str, text: str) -> Iterator[int]:
    """Where the last character of a name stands, each time it does."""
    return (match.end() - 1 for match in re.finditer(re.escape(name), text))


def _standing(text: str, behind: Iterable[int], termbase: Termbase) -> Iterator[Span]:
    """Villages, rivers, bridges and the like with a name of their own, where a name may begin or `behind` a place:
    of no everyday words, unless it ends as places do, and of no place that is known."""
    import rjieba

    behind = set(behind)
    for start in sorted({*(match.end() for match in _BEGINS.finditer(text)), *behind}, reverse=True):
        scenic = _SCENIC.match(text, start) if start in behind else None
        if not (match := _STANDING.match(text, start) or scenic):
            continue
        name, stem = match[0], match["stem"]
        if (
            (name.removeprefix(stem) not in ZONES and (not _proper(name) or _ordinary(name)))
            or _UNNAMED.search(name)
            or (stem[2:] and TRANSLITERATES.issuperset(stem))
        ):
            continue
        parts = [*(name[i:] for i in range(1, len(stem))), *(name[:i] for i in range(2, len(name) - 1))]
        strange = not any(
            tag in ("r", "p", "c", "d") or (len(word) > 1 and not tag.startswith(NAMES) and stem[-1] not in _GROUND)
            for word, tag in rjieba.tag(stem, False)
        )
        if strange and not _everyday(stem) and termbase.terms.keys().isdisjoint(parts):
            yield Span(*match.span())


def _city_abroad(name: str, termbase: Termbase) -> str:
    """The English of a city abroad that is called one: 法兰克福市, Frankfurt; "" for none."""
    if not name.endswith("市"):
        return ""
    stem = name.removesuffix("市")
    named = [term for term in [termbase.terms.get(stem)] if term and term.kind == "place"]
    return next(
        (
            term.en
            for term in [
                *named,
                *(m.term for m in find_names(stem) if m.term.kind == "name" and len(m.term.zh) == len(stem)),
            ]
        ),
        "",
    )


def _english(name: str, termbase: Termbase) -> str:
    """A place by its pinyin, an ethnic group's by the group's name: 司前畲族镇, Siqian She Ethnic Town."""
    level = level_of(name)
    stem = name.removesuffix(level)
    peoples: list[str] = []
    while stem.endswith("族") and (size := _people(stem, termbase)):
        peoples.insert(0, termbase.terms[stem[-size:]].en.removesuffix(" ethnic group"))
        stem = stem[:-size]
    named = f"{' and '.join(peoples)} Ethnic {KINDS[level]}"
    return (f"{place_pinyin(stem)} {named}" if stem else named) if peoples else place_pinyin(name)


def _people(stem: str, termbase: Termbase) -> int:
    """How many characters of the stem's end name a people; 0 for none."""
    return next((size for size in (5, 4, 3, 2) if len(stem) >= size and stem[-size:] in termbase.terms), 0)


def _unlisted(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Zones that are called by a place without its level (平潭综合实验区), rivers and lakes; with their English."""
    import rjieba

    at, named = 0, ""
    for word, tag in rjieba.tag(text):
        water = _WATERS.fullmatch(word) if tag == "ns" and word not in known else None
        if water and not TRANSLITERATES.issuperset(water["stem"]) and not _UNNAMED.search(word):
            yield word, f"{place_pinyin(water['stem'])} {WATERS[water['kind']]}"
        elif (
            word not in known
            and word not in _NO_RIVERS
            and _RIVER.fullmatch(word)
            and text.startswith(_BANKS, at + len(word))
        ):
            # A river of one character keeps its kind in the name: Fujiang River.
            yield word, f"{place_pinyin(word)} River"
        zone = _ZONE.match(text, at)
        if named and zone and f"{named}{zone[0]}" not in known:
            yield f"{named}{zone[0]}", f"{place_pinyin(named)} {ZONES[zone[0]]}"
        at += len(word)
        named = word if tag == "ns" and 2 <= len(word) <= 4 and not word.endswith(tuple(KINDS)) else ""


TOWNS = ("镇", "乡", "村", "街道", "社区")
# Characters that end the names of places, whatever word they make.
_OF_PLACES = tuple("堡屯寨坪沟岭坡坝墩塘铺营庄")
# What follows a place and ends like a smaller one; not 安吉县全村, 德清县多个村. It may be called by peoples as well.
_NAMING = rf"(?:(?![{_NO_NAME}]|示范)[\u4e00-\u9fff])"
_SMALLER = re.compile(
    rf"(?P<name>{_NAMING}{{1,4}}?(?:{_NAMING}{{1,4}}?族){{0,3}})"
    "(?P<level>街道|社区|镇|乡(?![镇村])|村(?![民级落镇乡]))"
)
_NO_TOWN = re.compile("[域压长级村风道愁情音]")
# What kind of town or township it is, not how it is called.
_KINDS_OF_TOWN = frozenset(
    "中心 重点 特色 工业 农业 旅游 边境 民族 贫困 示范 文明 经济 新兴 沿海 山区 偏远 千年 历史 文化 著名 周边 全部 "
    "所辖 下辖 部分 其他 其余 主要 建制 试点 产粮 产业 商贸 生态 卫生 美丽 智慧 先进 康养 边远 高原 沿江 沿河 城郊 "
    "近郊 远郊 百强 千强 卫星 风情 古老 水乡 山地 数个 多个 几个 各个 两个 三个 四个 五个 六个 七个 八个 九个 十个 "
    "有关 相关 乡村 城市 农村 小城 爱家 老家 明星".split()
)
# Where one goes to, or is: what follows is a place.
_GONE_TO = re.compile(
    rf"(?:到|在|赴|往|(?:深入|走进)到?|来到|位于|地处|落户)(?P<name>(?P<stem>(?:(?![{_NO_NAME}了之])[\u4e00-\u9fff]){{2,4}}?)"
    "(?:街道|镇))"
)


def _within(text: str, places: Iterable[str]) -> Iterator[str]:
    """The towns and villages that stand right behind a place that they are in, those listed after them (安吉县余村,
    钟管镇东舍墩村、蠡村), and those that a mountain or lake has given its name (下渚湖街道)."""
    ends = [
        m.end() + (name[-1] in "镇乡道" and text[m.end() : m.end() + 1] == "、")
        for name in dict.fromkeys(places)
        if name[-1] in "县市区镇乡道"
        for m in re.finditer(re.escape(name), text)
    ]
    while ends:
        start = ends.pop()
        match = _SMALLER.match(text, start)
        if match and _proper(match[0]) and not _ordinary(match[0]) and not _says_what(match):
            yield match[0]
            ends.append(match.end() + (text[match.end() : match.end() + 1] == "、"))
    for name in (name for name in dict.fromkeys(places) if not level_of(name)):
        found = (m[0] for m in re.finditer(f"{re.escape(name)}(?:街道|镇|乡(?!村)|村(?!民))", text))
        yield from (smaller for smaller in found if not _ordinary(smaller))


def _says_what(match: re.Match[str]) -> bool:
    """Whether what stands before a level says what kind of place it is (重点镇, 经济薄弱村). A town right behind its
    county may be called by any other word of two characters: 青川县木鱼镇."""
    import rjieba

    name = match["name"]
    if match["level"] in ("镇", "乡", "街道") and len(name) == 2 and not _NO_TOWN.match(match.string, match.end()):
        (_, tag), *more = rjieba.tag(name)
        return _everyday(name) and (name in _KINDS_OF_TOWN or bool(more) or not tag.startswith("n"))
    return _everyday(name)


def _proper(name: str) -> bool:
    """Whether a place is called by more than what it is. 哲古镇 is no old town, 胡集镇 no market town, 包家乡 nobody's
    home: those would have a name of two characters before that. A 街道 whose name is a word of everyday may be any
    street (繁华街道)."""
    if stem := name.removesuffix("街道") if name.endswith("街道") else "":
        told = stem.endswith("主要") or stem.startswith("按") or (len(stem) > 3 and is_place(stem[:2]))
        return len(stem) > 1 and not told and not _everyday(stem)
    return name[-2:] not in WORDS or (len(name) == 3 and name.endswith(("古镇", "集镇", "家乡")))


def _everyday(stem: str) -> bool:
    """Whether a stem is made of words of everyday (经济薄弱村), none of which is a name."""
    import rjieba

    if stem.endswith(_OF_PLACES):
        return False
    if stem.endswith("族"):
        return False
    return all(len(word) > 1 and not tag.startswith(NAMES) for word, tag in rjieba.tag(stem, False))


def _named(text: str) -> Iterator[str]:
    import rjieba

    for gone in _GONE_TO.finditer(text):
        if not _ordinary(gone["name"]) and _proper(gone["name"]) and not _everyday(gone["stem"]):
            yield gone["name"]
    tokens = list(_levels_apart(_prepositions_apart(rjieba.tag(text))))
    for i, (word, tag) in enumerate(tokens):
        match = re.fullmatch(rf"([\u4e00-\u9fff]{{2,4}})({SUFFIX})", word)
        if match and tag.startswith(NAMES) and not _ordinary(word):
            yield word
            continue
        after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        suffix = re.match(rf"(?:{SUFFIX})", after)
        if suffix and tag in NAMES and re.fullmatch("[\u4e00-\u9fff]{2,4}", word) and _stands(after, suffix[0]):
            name = word + suffix[0]
            if not _ordinary(name):
                yield name


def _prepositions_apart(tokens: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The tokens, with a preposition cut from the head of a place's name: 对, 岚溪县."""
    for word, tag in tokens:
        joined = tag == "ns" and len(word) == 4 and word[0] in "对把被"
        yield from [(word[0], "p"), (word[1:], tag)] if joined else [(word, tag)]


def _levels_apart(tokens: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The tokens, with the level of a place cut from the head of the next one's name: 莫干山, 镇仙潭村."""
    named = False
    for word, tag in tokens:
        crossed = re.fullmatch(rf"([县镇乡])([\u4e00-\u9fff]{{2,3}}(?:{SUFFIX}))", word) if named else None
        yield from [(crossed[1], "n"), (crossed[2], "ns")] if crossed else [(word, tag)]
        named = not crossed and tag in NAMES


def _stands(token: str, suffix: str) -> bool:
    """Whether the token after a stem is its level, or begins with it as part of a post or body (县委, 镇长)."""
    return token == suffix or token[len(suffix) :][:1] in "委长政人纪监"


def _ordinary(name: str) -> bool:
    long = any(name.endswith(word) for word in WORDS if len(word) > 2)
    urban = (len(name) > 3 and name.endswith("城市")) or name.endswith("城乡")
    return long or urban or not WORDS.isdisjoint((name, name.lstrip(_GOING))) or name[0] in "各全" or "共青团" in name


def find_places(text: str, known: Mapping[str, str]) -> dict[Span, str]:
    """Where the known places stand in `text`, longest first, and their English."""
    if not known:
        return {}
    listed = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    names = re.compile(rf"(?:{listed})(?!(?<=村)[民庄]|(?<=河)[道流])")
    return {Span(*match.span()): known[match[0]] for match in names.finditer(text)}


def level_of(place: str) -> str:
    """The level that ends a place's name: 德清县 → 县; "" for none."""
    return next((kind for kind in sorted(KINDS, key=len, reverse=True) if place.endswith(kind)), "")
