"""What a page carries that is no article: mastheads, page numbers, imprint, telephone lines, weather, labels."""

import re
from dataclasses import dataclass

from service.credits import DESK, page_number, parse_byline

_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DATE_LINE = re.compile(
    r"^(?:星期[一二三四五六日天]\s*)?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:[（(]?星期[一二三四五六日天][）)]?)?[^，。]{0,40}$"
)
_PLACE = re.compile(
    r"^[■●\s]*(?:第\s*([0-9０-９A-Z]{1,3}|[一二三四五六七八九十]{1,3})\s*版|([0-9０-９]{1,2}|[A-Z]\d{1,2})\s*版?)[\s:：·|]*"
    r"([㐀-鿿·]{2,6})?$"
    r"|^([㐀-鿿·]{2,6})[\s:：|]+([0-9０-９]{1,2}|[A-Z]\d{1,2})\s*版?$"
)
_MASTHEAD = re.compile(r"^《?([㐀-鿿]{2,8}(?:日报|日報|晚报|晚報|时报|時報|周报|晨报|新闻|新聞|商报|导报|特刊))》?$")
_LATIN = re.compile(r"^[A-Z][A-Z .&'-]{3,40}$")
_SPONSOR = re.compile(
    r"^(?:[^，。]{2,24}?)\s*(?:主办|主辦|主管|承办|协办|出品|编印|編印|出版)(?:[\s　][^，。]{2,40})?$|^(?:主办|主管|主辦)(?:单位)?[:：]"
)
_IMPRINT = re.compile(
    r"连续出版物|連續出版物|邮发代号|郵發代號|国内统一刊号|國內統一|CN\s?\d{2}[-—]\d{2,4}|ISSN|新闻热线|新聞熱線|广告热线|投稿|邮箱|信箱"
    r"|https?://|www\.|[\w.]+@[\w.]+|^(?:电话|電話|地址|邮编|传真|网址)[:：]|扫码|扫一扫|二维码|掃碼|今日\s*\d+\s*版|总第\s*\d+\s*期|總第\s*\d+\s*期"
    r"|零售|每份|定价|承印|印刷厂|法律顾问|^农历|^農曆|责任编辑|責任編輯|美术编辑|版式设计|客户端下载|新闻网[:：]"
)
_WEATHER = re.compile(r"^[^。]{0,30}(?:天气|气温|℃|多云|阵雨|东南风|偏[东南西北]风|天氣|氣溫|多雲)[^。]{0,40}$")
_LABELS = set(
    "要闻 综合 导读 今日导读 简讯 简明新闻 一句话新闻 短讯 新闻集萃 本版导读 要聞 簡訊 综合新闻 图片新闻 时政 民生 乡村 广告 公告栏 "
    "简讯集 本地要闻 快讯 新闻简报 今日看点 一周简讯 導讀".split()
)
_APPS = re.compile(r"^[^，。\s]{2,8}(?:发布|客户端|融媒|新闻网|视频号|公众号|抖音号|發布|发佈)$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line of furniture says of the whole page; "" for what it does not."""

    publisher: str = ""
    sponsor: str = ""
    published: str = ""
    placement: str = ""


def label(text: str) -> bool:
    """Whether the line is the name of a section, such as 简讯."""
    return re.sub(r"[\s◆■●▲【】\[\]·|]", "", text) in _LABELS


def recognise(text: str, head: bool, edge: bool = False) -> Facts | None:
    """What a furniture line says, or None when the line is none.

    `head` is true above the page's first body, where names of papers and apps stand; `edge` where only furniture
    has been seen so far, or the line is among the last of the page.
    """
    text = text.strip()
    masthead = _MASTHEAD.match(re.sub(r"[\s　]+", "", text)) if head and edge else None
    if masthead:
        return Facts(publisher=masthead.group(1))
    if head and _LATIN.match(text):
        return Facts(publisher=text)
    if place := _PLACE.match(text):
        number = next(g for g in (place.group(1), place.group(2), place.group(5)) if g)
        section = place.group(3) or place.group(4) or ""
        return Facts(placement=f"p.{page_number(number)} {section}".strip())
    if "。" in text or len(text) > 120:
        return None
    sponsor = _SPONSOR.match(text) if len(text) <= 60 and (head or edge) else None
    if sponsor or _DATE_LINE.match(text) or (_IMPRINT.search(text) and "，" not in text):
        name = re.sub(r"[\s　]*(?:主办|主辦|主管|承办|编印|編印|出版).*$", "", text) if sponsor else ""
        return Facts(sponsor=name, published=_date(text), placement=_inner_place(text))
    if label(text) or (_WEATHER.match(text) and (head or edge)):
        return Facts()
    credits = parse_byline(text)
    if credits and all(credit.role in DESK for credit in credits):
        return Facts()
    if head and edge and _APPS.match(text) and len(text) <= 10:
        return Facts()
    return None


def _date(text: str) -> str:
    found = _DATE.search(text)
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else ""


def _inner_place(text: str) -> str:
    found = re.search(r"第\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*版[\s:：·]*([㐀-鿿]{2,4}(?=\s|$))?", text)
    return f"p.{page_number(found.group(1))} {found.group(2) or ''}".strip() if found else ""
