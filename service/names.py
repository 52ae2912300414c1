"""Chinese names in the Latin alphabet.

Personal names follow GB/T 28039-2011: surname first, the given name joined, an apostrophe before a syllable that opens
with a vowel, two surnames joined by a hyphen. ü is written yu (Lyu), as passports have it.
"""

import re
from functools import cache

from service.minorities import is_minority
from service.script import to_simplified
from service.surnames import COMPOUND, READINGS, SURNAMES, TIBETAN, UNSURE

# Given-name characters of two readings, with the one that names nearly always have; after them those where either may
# stand, which a reader should check.
LIKELY = {
    "长": "chang", "重": "chong", "曾": "zeng", "晟": "sheng", "都": "du", "还": "huan", "调": "tiao", "薄": "bo",
    "佛": "fo", "栅": "shan", "隽": "jun", "焯": "zhuo", "厦": "xia",
}  # fmt: skip
DOUBTFUL = frozenset("长行乐重朝茜单传还藏调柏曾参朴莎莞炅筠栅隽焯")
_VOWELS = frozenset("aeo")


@cache
def syllable(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, commonest first; ü as v."""
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]))


def _join(syllables: list[str]) -> str:
    word = syllables[0]
    for part in syllables[1:]:
        word += f"'{part}" if part[0] in _VOWELS else part
    return _umlaut(word).capitalize()


def _umlaut(text: str) -> str:
    return re.sub(r"([ln])ve", r"\1ue", text).replace("v", "yu")


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name. Four characters that open with two surnames (陈方安生) have both; the parts of a Tibetan
    name are taken apart likewise."""
    if (name[:2] in COMPOUND and len(name) > 2) or is_tibetan(name):
        return name[:2], name[2:]
    size = 2 if len(name) == 4 and name[0] in SURNAMES and name[1] in SURNAMES else 1
    return name[:size], name[size:]


def is_tibetan(name: str) -> bool:
    """Whether it is made of two parts of Tibetan names."""
    return len(name) == 4 and name[:2] in TIBETAN and name[2:] in TIBETAN


@cache
def pinyin(name: str) -> tuple[str, bool]:
    """A personal name in pinyin (付露波 → "Fu Lubo"), and whether a character's reading is uncertain.

    Names with · (transliterated or of a minority) and Tibetan ones are joined part by part, given names of minorities
    are one word (卓玛 → Zhuoma); they and unknown surnames are uncertain.
    """
    name = re.sub(r"\s", "", to_simplified(name))
    if re.search("[·•]", name) or is_tibetan(name):
        parts = split_name(name) if is_tibetan(name) else re.split("[·•]", name)
        return " ".join(_join([syllable(c)[0] for c in part]) for part in parts if part), True
    if is_minority(name):
        return _join([syllable(c)[0] for c in name]), True
    surname, given = split_name(name)
    words = [_surname(surname)]
    if given:
        words.append(_join([LIKELY.get(c) or syllable(c)[0] for c in given]))
    known = surname in COMPOUND or SURNAMES.issuperset(surname)
    return " ".join(words), not known or surname in UNSURE or not DOUBTFUL.isdisjoint(given)


def _surname(surname: str) -> str:
    if len(surname) == 2 and surname not in COMPOUND:
        return "-".join(map(_surname, surname))
    whole = READINGS.get(surname) or "".join(READINGS.get(c) or syllable(c)[0] for c in surname)
    return _umlaut(whole).capitalize()


PLACES = {
    "北京": "Beijing", "陕西": "Shaanxi", "山西": "Shanxi", "内蒙古": "Inner Mongolia", "西藏": "Xizang",
    "香港": "Hong Kong", "澳门": "Macao", "新疆": "Xinjiang", "哈尔滨": "Harbin", "呼和浩特": "Hohhot",
    "乌鲁木齐": "Urumqi", "拉萨": "Lhasa", "重庆": "Chongqing", "长沙": "Changsha", "厦门": "Xiamen", "六安": "Lu'an",
    "台州": "Taizhou", "乐清": "Yueqing", "丽水": "Lishui", "蚌埠": "Bengbu", "西安": "Xi'an", "长春": "Changchun",
    "成都": "Chengdu", "大连": "Dalian", "长兴": "Changxing", "铅山": "Yanshan", "番禺": "Panyu", "亳州": "Bozhou",
    "泌阳": "Biyang", "单县": "Shanxian County", "歙县": "Shexian County", "黄陂": "Huangpi", "吐鲁番": "Turpan",
    "喀什": "Kashgar", "克拉玛依": "Karamay", "台湾": "Taiwan", "长三角": "Yangtze River Delta",
    "新疆维吾尔": "Xinjiang Uygur", "广西壮族": "Guangxi Zhuang", "宁夏回族": "Ningxia Hui",
}  # fmt: skip
KINDS = {
    "省": "Province", "市": "City", "县": "County", "区": "District", "镇": "Town", "乡": "Township",
    "街道": "Subdistrict", "村": "Village", "自治区": "Autonomous Region", "自治县": "Autonomous County",
    "州": "Prefecture", "社区": "Community",
}  # fmt: skip


# Where places nearly always have another reading than the commonest.
_OF_PLACES = {
    "长": "chang", "重": "chong", "曾": "zeng", "晟": "sheng", "都": "du", "佛": "fo", "厦": "xia", "什": "shi",
    "泊": "bo", "牟": "mu", "茄": "qie", "弥": "mi", "勒": "le",
}  # fmt: skip
# A surname begins the names of many villages: 单家村, 仇庄.
_SURNAMED = re.compile("[\u4e00-\u9fff](?=家)|[仇单解曾翟查盖覃缪牟卜区朴阚](?=[庄店营屯寨沟坪湾][\u4e00-\u9fff]?$|$)")


def _syllables(place: str) -> list[str]:
    """The syllables of a place's name."""
    readings = [_OF_PLACES.get(c) or syllable(c)[0] for c in place]
    if surname := _SURNAMED.match(place):
        readings[0] = READINGS.get(surname[0]) or readings[0]
    return readings


def place_pinyin(place: str) -> str:
    """A place in English, by table, else by pinyin: 六安市 → Lu'an City, 泾县 → Jingxian County"""
    place = to_simplified(place)
    if place in PLACES:
        return PLACES[place]
    for kind in sorted(KINDS, key=len, reverse=True):
        stem = place.removesuffix(kind)
        if stem != place and len(stem) > 1:
            return f"{PLACES.get(stem) or _join(_syllables(stem))} {KINDS[kind]}"
    whole = _join(_syllables(place)) if place else ""
    return f"{whole} {KINDS[place[1]]}" if re.fullmatch(".[县镇乡村]", place) else whole


PUBLISHERS = {
    "人民日报": "People's Daily", "新华社": "Xinhua News Agency", "新华网": "Xinhuanet",
    "光明日报": "Guangming Daily", "经济日报": "Economic Daily", "环球时报": "Global Times",
    "中国新闻社": "China News Service", "中新社": "China News Service", "解放军报": "PLA Daily",
    "科技日报": "Science and Technology Daily", "中国青年报": "China Youth Daily", "央视新闻": "CCTV News",
    "参考消息": "Reference News", "法治日报": "Legal Daily", "求是": "Qiushi", "大公报": "Ta Kung Pao",
    "香港文汇报": "Wen Wei Po", "明报": "Ming Pao", "星岛日报": "Sing Tao Daily",
    "联合报": "United Daily News", "中国时报": "China Times", "自由时报": "Liberty Times",
    "澳门日报": "Macao Daily News", "联合早报": "Lianhe Zaobao",
}  # fmt: skip
MEDIA = {
    "日报": "Daily", "晚报": "Evening News", "晨报": "Morning Post", "早报": "Morning Post", "新闻": "News",
    "周报": "Weekly", "时报": "Times", "商报": "Business Daily", "新闻网": "News Network",
    "融媒体中心": "Convergence Media Center", "发布": "Release", "广播电视台": "Radio and Television Station",
    "电视台": "Television", "报": "News",
}  # fmt: skip


def publisher_english(publisher: str) -> str:
    """A paper's English name: official where known, else pinyin and the kind of paper; Latin names stay."""
    if " / " in publisher:
        return " / ".join(publisher_english(part) for part in publisher.split(" / "))
    name = to_simplified(publisher.strip("《》 "))
    if not re.search(r"[\u3400-\u9fff]", name):
        return name
    if name in PUBLISHERS:
        return PUBLISHERS[name]
    for kind in sorted(MEDIA, key=len, reverse=True):
        stem = name.removesuffix(kind)
        if stem != name and stem:
            return f"{place_pinyin(stem)} {MEDIA[kind]}"
    return place_pinyin(name)
