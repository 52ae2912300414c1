"""Japanese, Koreans and Vietnamese, whose names Chinese news writes in characters as if they were Chinese.

A Korean or Vietnamese name looks like a Chinese one: only the words before it tell. Of a Japanese the surname tells,
where the text speaks of Japan or the given name is one that nobody but Japanese has.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from service.boundaries import Sentence, means_other
from service.cues import FOLLOW, POST
from service.dictionary import is_common
from service.naming import is_place, model
from service.romanisation import Nation, given_names, spell, surnames, usual_names
from service.surnames import SURNAMES


class Evidence(IntEnum):
    """What tells that a Japanese is meant: the name alone, an article or the sentence that speaks of Japan, the words
    before it."""

    NAME = 0
    ARTICLE = 1
    SENTENCE = 2
    POST = 3


_NATION = re.compile(
    "(?P<JAPAN>日本|日籍|日方|日媒|自民党|公明党|立宪民主党|东京|大阪|名古屋|北海道|冲绳)"
    "|(?P<NORTH>朝鲜(?!族|半岛|战[争场]|王朝)|朝中社|平壤)|(?P<SOUTH>韩国|韩籍|韩方|韩媒|首尔|青瓦台|共同民主党|国民力量党)"
    "|(?P<VIETNAM>越南|越共|越籍|河内|胡志明市)"
)
# Posts that are in Japan where no country is named.
_JAPANESE = re.compile(
    "外相|防卫[相大]|官房长官|天皇|(?:财务|外务|环境|厚生劳动|经济产业|农林水产|国土交通|总务|法务)(?:大臣|省|相)"
)
# Where an envoy is sent is not where he is from.
_SENT = re.compile("驻(?:中国|华|香港|澳门|台湾|上海|广州|日本|韩国|朝鲜|越南|[日韩朝越])")
# What tells a Chinese who lives or studies there, or has to do with them.
_OURS = re.compile(
    "中国|我国|中方|中共|中华|华[侨人裔商]|侨[领胞民]|孔子|台湾|香港|澳门|[赴访旅留援入抗在](?:日本|韩国|朝鲜|越南|[日韩朝越])"
)
_SPEAKS = re.compile(
    "日本|日方|日媒|日籍|日军|日元|日经|[对中美韩访侵抗驻]日(?![常报益夜前内历起])|东京|大阪|自民党|官房长官|防卫省"
)
_OF_NORTH = re.compile("朝鲜(?!族|半岛|战[争场]|王朝)|朝中社|平壤|金正恩")
# What is called after people, their name in quotation marks: ships, factories and schools.
_CALLED_AFTER = re.compile(
    "(?<=[“‘「『])[\u4e00-\u9fff]{2,4}(?=[”’」』](?:号|级|型|舰|奖|勋章|[\u4e00-\u9fff]{0,4}(?:大学|学院|军校|工厂|联合企业|农场)))"
)
# What people are besides their posts, right before the name.
_DESCRIBED = re.compile(
    "(?:组合|国手|名宿|球星|影星|歌星|巨星|明星|歌手|女将|猛将|悍将|战犯|建筑师|漫画家|画家|人|籍)$"
)
_REACH = 12
# Characters of the longest thing that a place or country of the termbase is called.
_LONGEST = 9
_HAN = re.compile("[\u4e00-\u9fff]+")
# Levels of places: 宫城县.
_LEVELS = "县市区镇乡村省"
_LINKS = ("、", "和", "/", "与")
# What follows a name as well: titles behind it, and what is called after whoever governs.
_CALLED = re.compile("内阁|政[府权]|组合|社长|会长|首相|外相|议员|选手|氏|/")


def nation_of(post: str) -> Nation | None:
    """Whose people someone with this post is of; None where nothing tells, and for Chinese."""
    post = _SENT.sub("", post)
    told = [match.lastgroup for match in _NATION.finditer(post) if match.lastgroup]
    if _OURS.search(post):
        return None
    return Nation[told[-1]] if told else Nation.JAPAN if _JAPANESE.search(post) else None


@lru_cache(maxsize=256)
def speaks_of_japan(text: str) -> bool:
    """Whether a text speaks of Japan."""
    return _SPEAKS.search(text) is not None


@lru_cache(maxsize=256)
def speaks_of_north_korea(text: str) -> bool:
    """Whether a text speaks of North Korea."""
    return _OF_NORTH.search(text) is not None


def called_after_koreans(text: str) -> Iterator[tuple[int, str]]:
    """Where names in quotation marks begin after which a thing of North Korea is called, and the names: “崔贤”号."""
    for match in _CALLED_AFTER.finditer(text):
        if spell(match[0], Nation.NORTH) and not (_is_worded(match[0]) or means_other(match[0])):
            yield match.start(), match[0]


def neighbour_at(sentence: Sentence, start: int, nation: Nation) -> str:
    """The name of someone of a nation that begins at `start`, behind a post there; "" for none that can be spelled."""
    if nation is Nation.JAPAN:
        return japanese_at(sentence, start, Evidence.POST)
    text = sentence.text
    said, sizes = FOLLOW.match(text, start), (4, 3) if text[start + 1 : start + 2] == "氏" else (3, 2, 4)
    if (said and len(said[0]) > 1) or any(means_other(text[start : start + size]) for size in range(2, _LONGEST)):
        return ""
    names = ((text[start : start + size], start + size) for size in sizes)
    ended = (name for name, end in names if (_ends if len(name) > 2 else _ends_surely)(sentence, end))
    return next((name for name in ended if spell(name, nation) and not _is_worded(name)), "")


def _is_worded(name: str) -> bool:
    """Whether it is a word, or begins with one and is hardly made as a name: 任命案."""
    return is_common(name) or (is_common(name[:2]) and model().spelling.odds(name) < 0)


def is_japanese(sentence: Sentence, start: int) -> bool:
    """Whether the name that begins at `start` is a Japanese's, whatever stands before it."""
    return bool(japanese_at(sentence, start, _context(sentence.text)))


def _context(text: str) -> Evidence:
    return Evidence.SENTENCE if speaks_of_japan(text) else Evidence.NAME


def find_japanese(sentence: Sentence, of_japan: bool = False) -> Iterator[tuple[int, str]]:
    """Where the names of Japanese begin that no post stands before, and the names; `of_japan` as whether the article
    that the sentence is of speaks of Japan."""
    text, last, listed = sentence.text, 0, False
    context = max(_context(text), Evidence.ARTICLE if of_japan else Evidence.NAME)
    for start in range(len(text) - 1):
        if start < last or not any(text[start : start + size] in surnames() for size in (2, 3, 1)):
            continue
        before = text[max(0, start - _REACH) : start]
        described = _DESCRIBED.search(before) and nation_of(_HAN.findall(before)[-1]) is Nation.JAPAN
        described = described or (listed and start == last + 1 and before[-1:] in _LINKS)
        if name := japanese_at(sentence, start, Evidence.POST if described else context):
            last, listed = start + len(name), bool(described)
            yield start, name


def japanese_at(sentence: Sentence, start: int, evidence: Evidence) -> str:
    """The Japanese name that begins at `start`, as far as the evidence bears it out; "" for none."""
    text = sentence.text
    for size in (4, 3, 2, 1):
        surname = text[start : start + size]
        if len(surname) < size or surname not in surnames():
            continue
        for given in (text[start + size : start + size + more] for more in (3, 2, 1)):
            if evidence >= _asks(surname, given) and _is_given(sentence, start + size, given):
                whole = not (sentence.is_within(start) or sentence.is_within(start + size + len(given)))
                if whole or evidence is Evidence.POST:
                    return surname + given
        if evidence is Evidence.POST and stands_alone(surname):
            if FOLLOW.match(text, start + size):
                return surname
            if _ends(sentence, start + size + 2):
                return text[start : start + size + 2]
    return ""


def _is_given(sentence: Sentence, start: int, given: str) -> bool:
    """Whether what stands behind a surname is the given name as a whole: not the words that the sentence goes on with
    (安倍希望, 佐藤还说), nor the beginning of a longer name or word (村山|谈话, 日|高官)."""
    text, end = sentence.text, start + len(given)
    if len(given) == 1:
        beside = is_common(text[start - 1 : end]) or is_common(text[start : end + 1])
        goes_on = FOLLOW.match(text, end) or (sentence.goes_on(end) and is_common(text[end : end + 2]))
        return bool(goes_on) and not beside and not FOLLOW.match(text, start)
    if given.endswith("和") and given[:-1] in given_names() and text[end : end + 1].isalnum():
        return _ends_surely(sentence, end)
    word = is_common(given) and (given not in usual_names() or sentence.goes_on(start))
    return _ends(sentence, end) and not word


def _asks(surname: str, given: str) -> float:
    """What evidence there must be that this surname and given name are a Japanese's; infinite where none is enough."""
    if given not in given_names():
        return float("inf")
    if len(surname) == 1:
        return Evidence.POST
    if len(given) > 1 and given in usual_names():
        return Evidence.SENTENCE if is_doubtful(surname) else Evidence.NAME
    if is_doubtful(surname) or given[0] in _LEVELS:
        return Evidence.POST
    if _is_foreign(surname):
        return Evidence.NAME
    if len(given) == 1:
        return Evidence.POST if surname[0] in SURNAMES else Evidence.SENTENCE
    return Evidence.ARTICLE


@lru_cache(maxsize=5_000)
def is_doubtful(surname: str) -> bool:
    """Whether a Japanese surname means something else in Chinese as well: 清水, 福岛."""
    return is_common(surname) or means_other(surname)


def stands_alone(surname: str) -> bool:
    """Whether a Japanese surname alone means someone where such a one was named: 佐藤, not 中山."""
    return len(surname) > 1 and not is_doubtful(surname) and not is_place(surname)


def _is_foreign(surname: str) -> bool:
    """Whether neither a Chinese name nor other words begin like a Japanese surname: 佐佐木, 齐藤; but 田中 may begin
    田中禾, and 村上 may begin 村上游."""
    return len(surname) > 2 or surname[-1] == "藤"


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether a name may end here."""
    return sentence.goes_on(at) or bool(_CALLED.match(sentence.text, at) or POST.match(sentence.text, at))


def _ends_surely(sentence: Sentence, at: int) -> bool:
    """Whether a name that may end here has no character more: 崔辉和, 竹田恒和|近日; but 郑烘|原致电."""
    follow = FOLLOW.match(sentence.text, at)
    return follow is not None and (len(follow[0]) != 1 or not follow[0].isalnum() or follow[0] in "和与在说称等于")
