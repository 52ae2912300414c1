"""Captions, told by their words: what points to a photograph, where it is from, who took it."""

import re

from service.bylines import Credit, bare_names, parse_byline
from service.datelines import opens_news
from service.days import DAY

POINTED = re.compile(r"[▲▼]|[\[【〔]\s*[图圖]片?\s*[\]】〕]\s*\S")  # ▲…, [图] …
# 图为…, （资料图片）, 记者 李青 摄
_CAPTION = re.compile(
    r"^[▲▼△▽◀▶\s（(]*(?:[上下左右]?图[①-⑳一二三四五六\d]{0,2}[为：:]|[上下左右]圖|圖為|图片说明|[〔【［\[][图圖][〕】］\]]\s*\S)"
)
_PHOTO = re.compile(
    r"(?:[（(]\s*)?((?:(?:本报|本報|融媒体?|全媒体|见习|实习|[㐀-鿿]{1,3}[社报報网網])?"
    r"(?:记者|記者|通讯员|通訊員)[\s　]*)?"
    r"[㐀-鿿][㐀-鿿 　、·]{1,12}[／/]?(?:摄影报道|摄影|攝影|翻[摄攝拍]|摄|攝|供[图圖]|文/图|图/文))[）)]?"
    rf"\s*(?:[（(][㐀-鿿]{{2,6}}[）)])?\s*(?:(?:{DAY}|\d{{2,3}}年\d{{1,2}}月\d{{1,2}}日)\s*)?$"
)
_PHOTO_BY = re.compile(
    r"(?:[（(]|(?<=[。！？\s　]))\s*((?:[摄攝]影?|[图圖]片?)\s*[:：/／|｜]\s*[㐀-鿿][㐀-鿿 　、·]{1,12})\s*[）)]?\s*$"
)
_BOTH = re.compile(r"(?:文/图|图/文)[）)]?\s*$")
# Where somebody stands in the picture: 村支书林知夏（左二）在田头。
_STANDS = re.compile(
    "(?!.*[“「：])[^。]{2,40}[（(](?:[左右前后後][一二三四五六]|[左右]起[^（）()]{0,6}|[前后後]排[^（）()]{0,6}|[图圖][左右中])[）)][^。]{0,60}。"
)
_MARKED = re.compile(r"[▲▼△▽◀▶]\s*[^。\s]{4,44}。")
_GIVEN = ("供图", "供圖")  # by whom no person need be: 林场供图
_REACHED = re.compile(r"\d{7,}|\d{3,4}[-－—]\d{7,8}")  # a telephone number
# A picture that somebody made and did not take: 山村晨曦（国画）　　李　青　作
_MADE = re.compile(
    r"[（(](?:[国國中]画|國畫|油画|油畫|水墨画?|水彩画?|版画|版畫|年画|漫画|漫畫|素描|速写|剪纸|剪紙|书法|書法|篆刻|农民画|摄影|攝影)[）)]"
    r"[\s　]*(?P<who>[㐀-鿿][㐀-鿿 　]{1,8}?)[\s　]*[作绘繪画畫书書刻摄攝]?$"
)
_ARCHIVE = re.compile(
    r"[\s（(](?:本[报報](?:[记記]者[摄攝]|[图圖]片|资料[图圖]片)|资料(?:图片|照片|图)"
    r"|(?:警方|消防|受访者|校方|家属|本人|网友|读者|民眾)(?:提供|供[图圖]))[）)]?$"
    r"|(?:^|(?<=[\s。！])|[（(])(?:供[图圖]|[图圖]源|[图圖]片[来來]源)\s*[：:／/]\s*[^（）()。，]{2,16}[）)]?$"
    r"|[（(](?:[图圖]片?[／/：:])?[㐀-鿿]{2,12}(?:提供|翻[摄攝拍])[）)]$|[\s　][㐀-鿿]{2,10}供[图圖]$"
)


def is_caption(text: str) -> bool:
    """Whether a paragraph is what stands under a photograph."""
    if len(text) > 220:
        return False
    marked = _MARKED.fullmatch(text) and not (opens_news(text[1:].lstrip()) or _REACHED.search(text))
    told = _BOTH.search(text) and text.count("。") > 1
    pointed = POINTED.match(text) and text[0] not in "▲▼"
    stands = _STANDS.fullmatch(text)
    return bool(_CAPTION.match(text) or pointed or marked or stands or (not told and photographed(text)))


def ends_caption(text: str) -> bool:
    """Whether a line ends with where the photograph is from."""
    return photographed(text) is not None


def photographed(text: str) -> tuple[int, tuple[Credit, ...]] | None:
    """Where the words begin that say from where a photograph is, at the end of a text, and who took it; a title may
    stand before them (古镇晨雾　　李青　摄)."""
    if found := _ARCHIVE.search(text):
        return found.start(), ()
    if (made := _MADE.search(text)) and bare_names(made["who"], told=True):
        return made.start("who"), ()  # an artist, who is no article's author
    if (found := _PHOTO_BY.search(text)) and (names := parse_byline(found[1])):
        return found.start(), names
    for at in (0, *(space.end() for space in re.finditer(r"[\s　]+", text))):
        found = _PHOTO.search(text, at)
        titled = not at or not re.search("[，；]|。(?!$)", text[:at].rstrip())
        names = parse_byline(found[1]) if found and titled else ()
        if found and (names or (titled and found[1].endswith(_GIVEN))):
            return found.start(), names
    return None
