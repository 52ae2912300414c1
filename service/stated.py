"""What sites state of an article, below its headline or in the table over an office's document: when it was published,
from where it is, who wrote and who has read it, under what it is filed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.days import CLOCK, DAY, day
from service.electronic import is_button, is_medium, steps
from service.flow import REMEMBERED

_WHEN = (
    "发送时间|发送日期|寄件日期|傳送時間|发布时间|发布日期|發布時間|發布日期|發佈時間|發佈日期|发稿时间|發稿時間|更新时间|更新日期|更新時間|最新更新|最后更新|最後更新"
    "|信息时间|信息日期|刊登日期|刊登時間|刊发时间|上稿時間|上稿时间|发表时间|时间|日期|時間|公开日期"
)
_MADE = "成文日期|发文日期|生成日期|印发日期"
_FROM = "来源|來源|信息来源|文章来源|稿件来源|新闻来源|资料来源|稿源|发布机构|发文机关|公开机构|发布单位|出處"
_BY = "作者|文章作者|记者|記者|撰稿|通讯员"
_DESK = "责任编辑|責任編輯|责编|編輯|编辑|审核|校对|签发|签稿|编发|发稿人|录入|信息员|发布人|值班编辑"
_FILED = (
    "索引号|索 引 号|主题分类|主题词|主题|信息分类|分类|公文种类|组配分类|体裁分类|体裁|服务对象|发文字号|文号"
    "|文件编号|名称"
    "|标题|内容概述|关键词|效力状态|有效性|时效性|信息有效性|公开方式|公开范围|公开属性|公开形式|生效日期|废止日期|所属机构"
    "|发布于|发表于|文章编号|文章編號|输出日期|輸出日期|导出时间|打印日期|列印日期|文章数目|文章數目|检索结果|搜尋條件"
    "|发件人|收件人|抄送|密送|寄件者|收件者|副本|附件|主旨|IP属地|版次|版面|版位|所属栏目|栏目|類別|类别|分類|优先级|稿件序号|稿件编号|稿件編號|发稿编号|發稿編號|稿号"
)
_READ = (
    "浏览次数|浏览量|阅读次数|阅读量|点击数|点击量|点击率|访问量|访问次数|点击次数|点击|浏览|阅读|字体|字号|分享到|分享|打印"
    "|保护视力色|视力保护色|本文字数|全文字数|字数|字數|文章字数|阅读时间|预计阅读"
)
_SPACE = "[ 　]*"  # within a key: 文　　号
_KEYS = {name: kind for kind in (_WHEN, _MADE, _FROM, _BY, _DESK, _FILED, _READ) for name in kind.split("|")}
_KEY = re.compile(rf"({'|'.join(map(_SPACE.join, sorted(_KEYS, key=len, reverse=True)))})\s*[:：]\s*")
# Those that say alone that a line is no text.
_TELLING = frozenset(
    "索引号|发文字号|公文种类|主题分类|组配分类|信息分类|效力状态|时效性|公开方式|公开范围|公开属性|成文日期"
    "|发文日期|发布日期|发布时间|更新时间|發布時間|最新更新|最后更新|最後更新|更新時間|稿件序号|稿件编号|稿件編號|发稿编号|發稿編號|稿号"
    "|本文字数|全文字数|文章字数|字数|字數|文章编号|文章編號|发件人|收件人|寄件者|收件者".split("|")
)
# What the table over an office's document says of it.
_REGISTERED = frozenset(
    "索引号 发文字号 文号 公文种类 主题分类 成文日期 发文日期 有效性 效力状态 发文机关 发布机构".split()
)
_NOWHERE = frozenset("本站 本网 本報 本报 本刊 本台 原创 網路 网络 互联网 综合 整理 转载 自采 未知 其他 其它".split())
MOST_LINES = 4  # of an account's below its headline, up to the moment
LONGEST = 60  # characters of what such a line says of one thing
LONGEST_NAME = 4  # characters of a person's
# What e-papers, archives and digests print above and below an article: 《 江城日报 》（ 2024年06月12日 第 03 版）,
# 江城日报/2024年/6月/12日/第003版, 江城日報 | 2024-06-12, 《江城日报》 2024-06-12 A03版  记者 陆一舟
_CITED = re.compile(
    rf"(?:《\s*(?P<paper>[㐀-鿿]{{2,10}})\s*》[\s|｜]*[（(]?|(?P<named>[㐀-鿿]{{2,10}})\s*[|｜/]\s*)\s*"
    rf"(?P<day>{DAY})(?:[^，。（）()]{{0,12}}版)?(?:\s+(?P<author>(?:本报)?[记記]者[^，。]{{2,24}}))?\s*[）)]?"
)
# 報章 | A06 | 港聞 | By 陸一舟: what an archive says of an article, under its headline.
_FILED_AS = re.compile(
    r"(?:報章|报章|報紙|报纸|雜誌|杂志|期刊|網站|网站|通訊社|通讯社)\s*(?:[|｜](?!\s*By\b)[^|｜，。]{1,20})+"
    r"(?:[|｜]\s*By\s+(?P<author>[^|｜，。]{2,24}))?"
)
# What an account prints below its headline: 原创 陆一舟 江城慢生活 2024年6月28日 07:30 浙江, or the first half alone.
_ACCOUNT = r"(?P<own>原创\s+(?:(?P<author>\S{2,12})\s+)?)?(?P<paper>[^\s\d|｜]{2,16})"
_ORIGINAL = re.compile(
    rf"{_ACCOUNT}\s+(?P<day>{DAY})(?(own)(?:\s*{CLOCK})?|\s*{CLOCK})(?:\s+[㐀-鿿]{{2,4}})?"
    r"|原创\s+(?P<writer>\S{2,12})\s+(?P<account>[^\s\d|｜]{2,16})"
)
# From where an account was sent, behind the moment: a province or a city, and no medium.
_SENT_FROM = re.compile("(?:发布于|发表于|来自)?(?:中国)?[㐀-鿿]{2,3}(?<![社网網报報台刊])")
_PROVINCE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西"
    "|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|(?:中国)?(?:台湾|香港|澳门)"
)
# Whose site it is, before the moment.
_NAMED = re.compile(
    r"^(?:\S{2,12}(?:[网網报報]|在线|新[闻聞]|融媒|客户端)[\s　|｜]+)?(?:(?:https?://|www\.)\S+[\s　|｜]+)?(?=\d)"
)
_MOMENT = re.compile(rf"{DAY}(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s*{CLOCK})?")
_LAST = re.compile(rf"(?<=[^\s:：])[\s　|｜]+{_MOMENT.pattern}[\s　|｜]*$")
_REPORTER = re.compile(r"[^，。]{0,12}[記记]者[^，。]{2,24}(?:[報报][導道])?")
_PAGE = re.compile(r"第?\s*[A-Z]?\d{1,2}\s*版(?:\s*[:：·]\s*[㐀-鿿·]{2,8})?")
_COUNT = re.compile(r"约?[\d.,]*万?\+?\s*(?:[次人字]|分钟|words)?")
_SIZES = re.compile(r"[\s\[\]【】（()）|｜大中小特T+-]*")
_SPREAD = re.compile("(?<![㐀-鿿])(?<![㐀-鿿][ 　])([㐀-鿿])[ 　]+([㐀-鿿])(?=[ 　]*[:：])")  # 编　辑：
_SERIAL = re.compile(r"第?\s*[A-Z]{0,4}\d[\d-]{2,}\s*号?")  # the number of a dispatch, before what it is filed under
_BLANK = " 　|｜[]【】·•"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a line says of an article: the day, where it is from, who wrote it, as it says that; "" for none."""

    day: str = ""
    source: str = ""
    author: str = ""

    def with_rest(self, more: "Stated") -> "Stated":
        """This, and what another line adds."""
        return Stated(self.day or more.day, self.source or more.source, self.author or more.author)


@lru_cache(maxsize=REMEMBERED)
def stated(text: str) -> Stated | None:
    """What a line states of an article; None for one that says anything else, or no more than who wrote it or from
    where it is."""
    if named := _named(text.strip()):
        return named
    text = keyed(text)
    last = _LAST.search(text) if _KEY.search(text) else None
    head, found = _fields(text[: last.start()] if last else text)
    numbered = bool(found and _SERIAL.fullmatch(head) and not day(head))
    head = "" if numbered else _NAMED.sub("", head)
    first = None if last else _MOMENT.match(head)
    moment = last or first
    rest = head[first.end() :].strip(_BLANK) if first else head
    if first and not found and _REPORTER.fullmatch(rest):
        return Stated(day(first.group()), author=rest)
    if first and (_PAGE.fullmatch(rest) or (":" in first.group() and _SENT_FROM.fullmatch(rest))):
        rest = ""
    dotted = first and ":" in first.group() and re.match(r"\s*[·•|｜]\s*\S{2,12}$", head[first.end() :])
    told_from = first and (dotted or _is_source(rest))
    if (rest and not told_from) or not all(_fits(_KEYS[key], value) for key, value in found):
        return None
    kinds = [_KEYS[key] for key, _ in found]
    clock = moment and ":" in moment.group()
    dated = (moment and (clock or {_FROM, _BY, _READ} & set(kinds))) or _WHEN in kinds
    told = (
        numbered or any(key in _TELLING for key, _ in found) or len(kinds) - kinds.count(_BY) - kinds.count(_DESK) > 1
    )
    if not (dated or told or (_FROM in kinds and len(set(kinds)) > 1)):
        return None
    when = moment.group() if moment else next((value for _, value in _of(found, _WHEN)), "")
    source, _, reporter = next((_said(value) for _, value in _of(found, _FROM)), "").partition(" ")
    authors = [reporter, *(_said(value) for _, value in _of(found, _BY))]
    return Stated(day(when), source or _said(rest), " ".join(filter(None, authors)))


def keyed(text: str) -> str:
    """The text, the two characters put together of keys that are spread to be as wide as those of four."""
    return _SPREAD.sub(r"\1\2", text)


def _named(text: str) -> Stated | None:
    """What a line says that names a medium or an account in the form of its own."""
    if (cited := _CITED.fullmatch(text)) and (cited["paper"] or is_medium(cited["named"])):
        return Stated(day(cited["day"]), cited["paper"] or cited["named"], cited["author"] or "")
    if filed := _FILED_AS.fullmatch(text):
        return Stated(author=(filed["author"] or "").strip())
    if original := _ORIGINAL.fullmatch(text):
        source, author = original["paper"] or original["account"], original["author"] or original["writer"] or ""
        whose = author == source or len(author) > LONGEST_NAME or is_medium(author)
        return Stated(day(original["day"] or ""), source, "" if whose else author)
    return None


def _fields(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first key of a line, and its keys with what each says."""
    keys = list(_KEY.finditer(text))
    ends = [*(key.start() for key in keys), len(text)]
    values = [
        (re.sub(r"\s", "", key[1]), text[key.end() : end].strip(_BLANK))
        for key, end in zip(keys, ends[1:], strict=True)
    ]
    return text[: ends[0]].strip(_BLANK), values


def _of(found: list[tuple[str, str]], kind: str) -> list[tuple[str, str]]:
    return [(key, value) for key, value in found if _KEYS[key] is kind]


def _said(value: str) -> str:
    """A value without the buttons behind it."""
    parts = re.split(r"[\s　]+", value)
    while len(parts) > 1 and (is_button(parts[-1]) or not re.search(r"\w", parts[-1])):
        parts.pop()
    return " ".join(parts)


def _is_source(text: str) -> bool:
    """Whether what stands behind the moment is the name of a medium or an account, or buttons."""
    return is_button(text) or is_medium(_said(text)) or text.endswith(("官方账号", "官方帐号"))


def _fits(kind: str, value: str) -> bool:
    """Whether a value is of the kind that its key asks for."""
    if kind in (_WHEN, _MADE):
        rest = _MOMENT.sub("", value).strip()
        return bool(day(value)) and (not rest or is_button(rest))
    if kind is _READ:
        rest = value[match.end() :] if (match := _COUNT.match(value)) else value
        rest = rest[sizes.end() :] if (sizes := _SIZES.match(rest)) else rest
        return not rest or is_button(rest)
    return len(value) <= LONGEST and not re.search("[，。！？]", value)


def sent(text: str) -> str:
    """The day on which an article was published, as a site states it; "" for other lines."""
    told = stated(text)
    return told.day if told else ""


def origin(text: str) -> str:
    """From where an article is, as a line says that states nothing but such things; "" for other lines."""
    told = stated(text)
    source = told.source if told else _stated_alone(text)
    return "" if source in _NOWHERE else re.sub("(?:官方[账帐]号|(?<=.)综合)$", "", source.strip("《》"))


def _stated_alone(text: str) -> str:
    head, found = _fields(text)
    rest = _MOMENT.sub("", _NAMED.sub("", head), count=1).strip(_BLANK)
    values = [re.split(r"[\s　|｜丨]", value)[0] for _, value in _of(found, _FROM) if not rest and _fits(_FROM, value)]
    return values[0] if values else ""


def is_field(text: str) -> bool:
    """Whether a line states anything of an article, be it one thing alone."""
    head, found = _fields(keyed(text))
    return bool(stated(text)) or (not head and bool(found) and all(_fits(_KEYS[key], value) for key, value in found))


def is_registered(text: str) -> bool:
    """Whether a line is of the table over an office's document: its number, its date, under what it is filed."""
    return is_field(text) and any(key in _REGISTERED for key, _ in _fields(text)[1])


def original_author(text: str) -> str:
    """The author whom an account names below its headline (原创 陆一舟 江城慢生活 2024年6月28日); "" for other
    lines."""
    return told.author if _ORIGINAL.fullmatch(text.strip()) and (told := stated(text)) else ""


def account(texts: Sequence[str]) -> int:
    """How many of some lines are what an account prints below its headline, one thing a line: 原创 / 陆一舟 /
    江城慢生活 / 2024年6月28日 07:30 / 浙江; 0 where they are anything else."""
    begins = texts[0].strip() == "原创"
    moment = next(
        (at for at, text in enumerate(texts[:MOST_LINES]) if re.fullmatch(rf"{DAY}\s*{CLOCK}", text.strip())), 0
    )
    if not moment or not (begins or (moment == 1 and len(texts) > 2 and _PROVINCE.fullmatch(texts[2]))):
        return 0
    placed = len(texts) > moment + 1 and _PROVINCE.fullmatch(texts[moment + 1].strip())
    count = moment + 1 + bool(placed)
    return count if _ORIGINAL.fullmatch(" ".join(texts[:count])) else 0


def published_by(text: str) -> tuple[str, str] | None:
    """The publisher and the day that a line says which names no author; "" for what it does not, None for other
    lines."""
    told = stated(text)
    if told:
        named = _named(text.strip())
        return None if told.author and not (named and named.source) else (named.source if named else "", told.day)
    medium = next((name for step in steps(text) if is_medium(name := step.removesuffix("首页"))), "")
    return (medium, "") if medium else None
