"""The people an article names, with their posts: a name is believed where a post stands before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.names import KINDS, pinyin
from service.posts import post_english
from service.records import Article, Bilingual, Person, Unit
from service.surnames import COMPOUND, SURNAMES

POST = (
    "书记|主席|主任|委员|常委|部长|局长|院长|检察长|秘书长|组长|成员|厅长|处长|科长|负责人|经理|董事长|总裁|校长|所长|站长|会长|行长|馆长"
    "|社长|总编辑|理事长|队长|工程师|专员|省长|市长|县长|区长|镇长|乡长|总理|总统|首相|大使|发言人|部长|国务委员|教授|研究员|院士|专家|领导"
    "|村支书|村民|居民|企业家|创始人|司令员|政委|大户|党员|老师|医生|同志|干部|员工|代表|主播|店主|农户|志愿者|网格员|民警"
)
# What a name may be followed by: punctuation, or one of the words that news puts behind a person.
FOLLOW = re.compile(
    r"$|[，。、；：！？（）()“”《》\s,.;:|]|同志|讲话|主持|出席|参加|指出|强调|表示|要求|说|介绍|告诉|作|就|在|为|到|带队|率|调研|宣布|受|"
    r"代表|等|和|与|以及|及|对|向|从|走访|看望|慰问|参观|认为|坦言|感慨|回忆|透露|通报|部署|传达|领|致辞|会见|视察|考察|督查|检查|陪同|"
    r"一行|先后|分别|详细|围绕|结合|主讲|授课|宣读|汇报|发言|总结|点评|提出|称|笑|一边|正|的|是|被|将|也|已|获|当选|任|兼|一家|家|今年|每|及其"
)
# Words that begin with a surname and stand where a name could.
WORDS = frozenset("干部 主任 书记 和谐 高度 高效 高质 安全 安排 常委 党员 党组 党委 文化 文明 时代 时间 全体 全会 全县 应急 明确 包括 成员 平安 方面 "
                  "路径 时下 车辆 房屋 金融 石油 水利 温暖 和平 项目 都是 那么 查处 任务 施工 丁点 万家 常务 宣传 宣布 曲艺 马上 强调 要求 通过 相关 "
                  "于是 于此 荣获 许多 许可 有关 计划 经验 严格 严肃 应当 应该 关于 关注 关心 方案 方式 华侨 黄金 金额 段时 经济".split())  # fmt: skip
LEAD = re.compile(
    r"^(?:据|由|和|与|对|听取|邀请|在|向|受|是|会见|以及|及|让|把|随|经|请|被|给|时任|现任|原|前|以|同|跟|了|的|，)+"
)
_TAIL = re.compile(rf"((?:[\u4e00-\u9fff（）]{{0,16}}?(?:{POST})(?:[、兼](?=[\u4e00-\u9fff]{{0,10}}(?:{POST})))?)+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset of a text, with the post before it."""

    name: str
    start: int
    post: str


def name_at(text: str, start: int) -> str:
    """The personal name that begins at `start`, "" for none. Padded two-character names (杨 名) are known."""
    padded = re.match(r"([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?=$|[，。、；）)\s|])", text[start:])
    if padded and padded[1] in SURNAMES:
        return padded[1] + padded[2]
    minority = re.match(r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,6})+", text[start:])
    if minority:
        return minority[0]
    compound = text[start : start + 2] in COMPOUND
    if not compound and text[start : start + 1] not in SURNAMES:
        return ""
    for size in (4, 3) if compound else (3, 2):
        name = text[start : start + size]
        if (
            len(name) == size
            and name[:2] not in WORDS
            and re.fullmatch("[\u4e00-\u9fff]+", name)
            and FOLLOW.match(text, start + size)
        ):
            longer_is_word = (
                size == 3 and not compound and FOLLOW.match(text, start + 2) and not _closed(text, start + 3)
            )
            if not longer_is_word:
                return name
    return ""


def _closed(text: str, at: int) -> bool:
    return not text[at : at + 1] or text[at] in "，。、；：！？（）()“”《》 \u3000"


def find_people(text: str) -> list[Mention]:
    """Names that stand behind a post, and those listed after them: the post holds for the whole list."""
    found: list[Mention] = []
    last = 0
    for match in re.finditer(POST, text):
        start = match.end()
        if start < last or not (name := name_at(text, start)):
            continue
        post = _post(text, match.end(), last)
        while name:
            found.append(Mention(name, start, post))
            start += len(name) + (1 if re.match(r"[\u4e00-\u9fff][ \u3000]", text[start:]) else 0)
            last = start
            if text[start : start + 1] not in "、和" or not text[start : start + 1]:
                break
            start += 1
            name = name_at(text, start)
    return found


def _post(text: str, end: int, floor: int) -> str:
    """The post that ends at `end`: back to the last mark of punctuation, posts joined by 、 included."""
    start = end
    while start > floor and re.match(r"[\u4e00-\u9fff（）]", text[start - 1]):
        start -= 1
    post = text[start:end]
    while start > floor and text[start - 1] == "、":
        before = re.search(rf"[\u4e00-\u9fff]{{0,12}}(?:{POST})$", text[floor : start - 1])
        if not before:
            break
        start = floor + before.start()
        post = text[start:end]
    post = LEAD.sub("", post)
    # A long run before the title is a clause, not a post: keep what can be read as one.
    if len(post) > 18:
        cut = re.search(rf"(?:[省市县区镇乡]|中共|国家|中央|全国)[\u4e00-\u9fff]{{0,12}}(?:{POST})$", post)
        post = cut[0] if cut else post[-8:]
    return post


@dataclass(frozen=True, slots=True)
class Place:
    """The place an article is about: romanised name without its level, and the level in Chinese."""

    name: str = ""
    level: str = ""

    @property
    def english(self) -> str:
        """Its name with its level: "Qinglan County"; "" for no place."""
        return f"{self.name} {KINDS[self.level]}" if self.name else ""


def people(article: Article, units: Sequence[Unit], place: Place) -> tuple[Person, ...]:
    """Everyone named with a post, in order of first mention; a name met again is the same person."""
    found: dict[str, Person] = {}
    for unit in units:
        for mention in find_people(unit.zh):
            known = found.get(mention.name)
            if known is None or (not known.post.en and mention.post):
                first = known.unit if known else unit.id
                found[mention.name] = _person(mention, first, place)
    return tuple(found.values())


def _person(mention: Mention, unit: str, place: Place) -> Person:
    spelled, uncertain = pinyin(mention.name)
    post = Bilingual(mention.post, post_english(mention.post, place.name, place.level))
    return Person(mention.name, spelled, post, unit, uncertain)


def find_place(texts: Sequence[str]) -> Place:
    """The one county (or city, or district) that the texts name most; empty when none stands out."""
    from collections import Counter

    from service.names import place_pinyin

    counts = Counter(match for text in texts for match in _places(text))
    if not counts:
        return Place()
    (name, level), _ = counts.most_common(1)[0]
    return Place(place_pinyin(name), level)


def _places(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})(县|市|区)(?!长|委书记)", text):
        yield match[1], match[2]
