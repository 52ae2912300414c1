"""Chinese names in the Latin alphabet, and where names stand in a text.

Personal names follow GB/T 28039-2011: surname first, the given name joined, an apostrophe where syllables could be
misread. ü is written yu after l and n when it opens the rime (Lyu), as passports have it.
"""

import re
from functools import cache

# The commonest surnames, and rarer ones that page after page of officials has shown.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金"
    "石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷"
    "詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司"
    "卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑"
    "迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索"
    "宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣"
    "信展阴昝智幸奉植衡富尧闭由竺朝"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "司徒", "令狐", "端木",
            "夏侯", "轩辕", "独孤", "南宫", "西门", "东郭", "百里", "呼延", "万俟", "澹台", "闻人", "申屠", "拓跋")  # fmt: skip
READINGS = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "翟": "zhai", "覃": "qin",
    "朴": "piao", "乐": "yue", "尉迟": "yuchi", "万俟": "moqi", "任": "ren", "华": "hua", "缪": "miao", "宁": "ning",
    "纪": "ji", "卜": "bu", "燕": "yan", "黑": "he", "种": "chong", "召": "shao", "繁": "po", "员": "yun", "折": "she",
    "逄": "pang", "洗": "xian", "冼": "xian", "缴": "jiao", "要": "yao", "令狐": "linghu", "长孙": "zhangsun", "澹台": "tantai",
    "尹": "yin", "谌": "chen", "郗": "xi", "冯": "feng", "柏": "bai", "臧": "zang", "阚": "kan", "祭": "zhai", "车": "che",
    "石": "shi", "贾": "jia", "沈": "shen", "那": "na", "行": "xing", "参": "shen", "牟": "mu", "曲": "qu", "都": "du",
    "干": "gan", "應": "ying", "应": "ying", "隗": "wei", "佴": "nai", "乜": "nie", "撒": "sa", "晟": "cheng", "於": "yu",
    "相": "xiang", "和": "he", "过": "guo", "葛": "ge", "盛": "sheng", "强": "qiang", "重": "chong", "余": "yu", "俞": "yu",
    "夏侯": "xiahou", "叶": "ye", "教": "jiao", "秘": "bi", "藏": "zang", "句": "gou", "适": "kuo", "幺": "yao",
}  # fmt: skip
# Given-name characters whose reading a reader should check, with the reading that names nearly always have.
LIKELY = {"长": "chang", "行": "hang", "乐": "le", "重": "chong", "朝": "chao", "曾": "zeng", "盛": "sheng", "晟": "sheng",
          "茜": "qian", "娜": "na", "单": "dan", "传": "chuan", "都": "du", "还": "huan", "藏": "cang", "少": "shao",
          "正": "zheng", "兴": "xing", "华": "hua", "中": "zhong", "相": "xiang", "应": "ying", "为": "wei", "调": "tiao"}  # fmt: skip
UNSURE = frozenset("长行乐重朝盛茜娜单传都还藏调柏晟朴曾参")
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
    return re.sub(r"([ln])v(?=e)", r"\1ue", text).replace("uee", "ue").replace("v", "yu") if "v" in text else text


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name."""
    size = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:size], name[size:]


@cache
def pinyin(name: str) -> tuple[str, bool]:
    """A personal name in pinyin (付露波 → "Fu Lubo"), and whether a character's reading is uncertain.

    Names with · (transliterated or of a minority) are joined part by part and are always uncertain.
    """
    name = re.sub(r"\s", "", name)
    if "·" in name or "•" in name:
        parts = re.split("[·•]", name)
        return " ".join(_join([syllable(c)[0] for c in part]) for part in parts if part), True
    surname, given = split_name(name)
    first = READINGS.get(surname) or "".join(READINGS.get(c) or syllable(c)[0] for c in surname)
    words = [_umlaut(first).capitalize()]
    if given:
        words.append(_join([LIKELY.get(c) or syllable(c)[0] for c in given]))
    return " ".join(words), any(c in UNSURE for c in given)


PLACES = {
    "北京": "Beijing", "陕西": "Shaanxi", "山西": "Shanxi", "内蒙古": "Inner Mongolia", "西藏": "Xizang", "香港": "Hong Kong",
    "澳门": "Macao", "新疆": "Xinjiang", "哈尔滨": "Harbin", "呼和浩特": "Hohhot", "乌鲁木齐": "Urumqi", "拉萨": "Lhasa",
    "重庆": "Chongqing", "长沙": "Changsha", "厦门": "Xiamen", "六安": "Lu'an", "台州": "Taizhou", "乐清": "Yueqing",
    "丽水": "Lishui", "蚌埠": "Bengbu", "西安": "Xi'an", "长春": "Changchun", "成都": "Chengdu", "大连": "Dalian", "长兴": "Changxing",
    "铅山": "Yanshan", "番禺": "Panyu", "亳州": "Bozhou", "泌阳": "Biyang", "单县": "Shanxian", "歙县": "Shexian", "黄陂": "Huangpi",
    "吐鲁番": "Turpan", "喀什": "Kashgar", "克拉玛依": "Karamay", "台湾": "Taiwan", "长三角": "Yangtze River Delta",
}  # fmt: skip
KINDS = {
    "省": "Province", "市": "City", "县": "County", "区": "District", "镇": "Town", "乡": "Township", "街道": "Subdistrict",
    "村": "Village", "自治区": "Autonomous Region", "自治县": "Autonomous County", "州": "Prefecture", "社区": "Community",
}  # fmt: skip


def place_pinyin(place: str) -> str:
    """A place in English: 松溪镇 → Songxi Town, 六安市 → Lu'an City. Proper names by table, others by pinyin."""
    if place in PLACES:
        return PLACES[place]
    for kind in sorted(KINDS, key=len, reverse=True):
        stem = place.removesuffix(kind)
        if stem != place and len(stem) > 1:
            return f"{PLACES.get(stem) or _join([syllable(c)[0] for c in stem])} {KINDS[kind]}"
    return _join([syllable(c)[0] for c in place]) if place else ""


PUBLISHERS = {
    "人民日报": "People's Daily", "新华社": "Xinhua News Agency", "新华网": "Xinhuanet", "光明日报": "Guangming Daily",
    "经济日报": "Economic Daily", "环球时报": "Global Times", "中国新闻社": "China News Service", "中新社": "China News Service",
    "解放军报": "PLA Daily", "科技日报": "Science and Technology Daily", "中国青年报": "China Youth Daily",
    "央视新闻": "CCTV News", "参考消息": "Reference News", "法治日报": "Legal Daily", "求是": "Qiushi",
}  # fmt: skip
MEDIA = {"日报": "Daily", "晚报": "Evening News", "晨报": "Morning Post", "早报": "Morning Post", "新闻": "News",
         "周报": "Weekly", "时报": "Times", "商报": "Business Daily", "新闻网": "News Network", "融媒体中心": "Convergence Media Center",
         "发布": "Release", "广播电视台": "Radio and Television Station", "电视台": "Television", "报": "News"}  # fmt: skip


def publisher_english(publisher: str) -> str:
    """A paper's English name: official where known, else pinyin and the kind of paper; Latin names stay."""
    name = publisher.strip("《》 ")
    if not re.search(r"[\u3400-\u9fff]", name):
        return name
    if name in PUBLISHERS:
        return PUBLISHERS[name]
    for kind in sorted(MEDIA, key=len, reverse=True):
        stem = name.removesuffix(kind)
        if stem != name and stem:
            return f"{place_pinyin(stem)} {MEDIA[kind]}"
    return place_pinyin(name)
