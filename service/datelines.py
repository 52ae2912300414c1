"""From where and by whom a report was sent: what stands before its first sentence."""

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass

from service.bylines import Credit, bare_names, is_name, parse_byline

# 新华社北京5月1日电, 据新华社…电, 本报讯, 本报青岚8月1日讯
AGENCY = r"(?:新华社|新華社|中新社|中央社|新华网|中新网|人民网|[㐀-鿿]{2,4}(?:日报|晚报|日報|晚報))"
# Media that send reports under their own name, without or with where from: 香江商報, 江岭新闻网, 南河融媒.
_MEDIUM = r"[㐀-鿿]{1,7}(?:[报報网網台社]|新[闻聞]|在线|融媒体?(?:中心)?|客户端|发布)"
_DAY = r"(?:\d{1,2}月)?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_WORD = r"(?:[专專特]?[电電讯訊]|消息)"
DATELINE_FORM = re.compile(
    rf"[【〔\[](?:{_MEDIUM}|[A-Za-z.]{{2,8}}[㐀-鿿]{{1,6}}|[㐀-鿿]{{2,4}}(?=[专專特][电電讯訊][】〕\]]))"
    rf"[㐀-鿿]{{0,6}}(?:{_DAY})?{_WORD}[】〕\]]"
    rf"|[（(]{_MEDIUM}(?:[报報][道導]|[㐀-鿿]{{0,6}}(?:{_DAY})?{_WORD})[）)]"
    rf"|{_MEDIUM}[㐀-鿿]{{0,4}}(?:{_DAY}{_WORD}|{_WORD}(?=\s?[（(](?:本[报報])?(?:全媒体|融媒体?|见习)?[记記通])"
    rf"|[讯訊](?=[\s　]))"
    rf"|[【〔\[]?(?:本[报報](?!通[讯訊]|综合)[㐀-鿿]{{2,4}}(?<![资通])[讯訊](?=[\s　（(])"
    rf"|据?{AGENCY}[^，。；（(\s]{{0,8}}?(?:\s?\d{{1,2}}月\s?\d{{1,2}}日)?\s?(?:专电|电|電|消息|讯)"
    r"|本[报報台刊网網站](?:[^，。；（(\s]{0,12}?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?(?:综合)?(?:[讯訊汛电電]|消息)"
    r"|综合消息|(?<=[【〔])本[報报][㐀-鿿]{2,6}[讯訊電电](?=[】〕]))[】〕\]]?"
)
# 【本報記者陳蕙芬三藩市報導】, （中央社記者林宜蓁台南5日電）: who reports from where.
_REPORTS = re.compile(
    r"[【〔\[（(](?P<role>(?:本[報报台]|[㐀-鿿]{2,6}[社報报網网台])?(?:特派|特約|特约)?(?:[記记]者|特派[員员]))\s*"
    r"(?P<who>[㐀-鿿、]{2,16}?)(?:\s+[㐀-鿿]{2,5}?)?"
    rf"(?:(?:綜合|综合|專題)?[報报][導道]|{_DAY}(?:综合|綜合)?[专專]?[電电])[】〕\]）)]\s*"
)
# （香江商報訊 記者 黃煒）
_SIGNED = re.compile(
    rf"[（(](?P<from>{_MEDIUM}{_WORD})\s*(?P<who>[^，。（）()]{{0,4}}[记記]者[^，。（）()]{{2,24}})[）)]\s*"
)
# 〔即時新聞／綜合報導〕: a desk reports.
_BY_DESK = re.compile(
    r"[【〔\[](?:(?:[㐀-鿿]{2,6}(?:新聞|新闻|中心|組|组|部)|[㐀-鿿]{2,4}社)[/／∕╱][㐀-鿿]{2,8}(?:[報报][導道]|[電电])"
    r"|[㐀-鿿]{2,4}[組组](?:[報报][導道])?)[】〕\]]\s*"
)
# 〔記者林宜蓁／台南報導〕
_BYLINED = re.compile(r"[【〔\[](?P<who>[^】〕\]，。]{4,28}[報报][導道])[】〕\]]\s*")
_SENT_FROM = re.compile(
    rf"(?:据?{AGENCY}|本[报報台刊网網])(?!综合|綜合)([㐀-鿿]{{2,6}}?)\s?(?:(?:\d{{1,2}}月\s?)?\d{{1,2}}日|专?[电電讯訊])"
)
_BRACKET = re.compile(r"\s*[（(]([^（）()]{3,60})[）)]\s*")
_REPORTED = re.compile(r"\s*([^，。：:\s][^，。：:]{2,40}(?:[报報][道導]|摄影报道))\s*[:：]?\s*")
_REPORTER = re.compile(
    r"\s*((?:[㐀-鿿]{1,6}[报報])?(?:[记記]者|通[讯訊][员員])[^，。：:]{2,24}[报報][道導])\s*[:：]\s*"
)
_FROM_THERE = re.compile(
    r"(?!.*通[讯訊][员員])(?P<role>(?:本[報报台])?[記记]者)\s*(?P<who>[㐀-鿿、]{2,20}?)(?:綜合|综合)?[報报][導道]"
)
# 新华社北京5月1日电 题：…
_TITLED = re.compile(r"[题題]\s*[：:]\s*([^。]{4,50})$")
# 【本報訊】記者 杜家駒 地政總署…
_NAMED_BEHIND = re.compile(r"[\s　]*((?:本[报報])?[记記]者[\s　]+[㐀-鿿]{2,4}(?:、[㐀-鿿]{2,4})*)(?:[\s　]+(?=\S)|$)")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first sentence: `end` is where that begins; `text` is the dateline; `title` is where the
    headline of a feature stands in it, if it has one (新华社北京5月1日电 题：…)."""

    end: int
    text: str
    credits: tuple[Credit, ...]
    title: range = range(0)


def opening(text: str) -> Opening:
    """The dateline and bracketed byline that open a body."""
    if reports := _REPORTS.match(text):
        return Opening(reports.end(), "", _from_there(reports["who"], reports["role"]))
    if (bylined := _BYLINED.match(text)) and (credits := parse_byline(bylined["who"])):
        return Opening(bylined.end(), "", credits)
    if (signed := _SIGNED.match(text)) and (credits := parse_byline(signed["who"])):
        return Opening(signed.end(), signed["from"], credits)
    if desk := _BY_DESK.match(text):
        return Opening(desk.end(), desk.group().strip("【】〔〕[] 　"), ())
    if (reporter := _REPORTER.match(text)) and (credits := _reporters(reporter[1])):
        return Opening(reporter.end(), "", credits)
    found = DATELINE_FORM.match(text)
    end = found.end() if found else 0
    credits = ()
    if bracket := _BRACKET.match(text, end):
        credits = parse_byline(bracket.group(1)) or (bare_names(bracket.group(1)) if found else ())
        end = bracket.end() if credits else end
    elif found and (named := _NAMED_BEHIND.match(text, end)) and (credits := parse_byline(named[1])):
        end = named.end()
    elif found and (reported := _REPORTED.match(text, end)) and (credits := _reporters(reported.group(1))):
        end = reported.end()
    if found:
        end += len(text[end:]) - len(text[end:].lstrip(" 　，:："))
    if found and (titled := _TITLED.match(text, end)):
        told = found.group().strip("【】〔〕[]（()）")
        return Opening(len(text), told, credits, range(*titled.span(1)))
    return Opening(end, found.group().strip("【】〔〕[]（()）") if found else "", credits)


def _from_there(who: str, role: str) -> tuple[Credit, ...]:
    """Names, of which the last may have a place behind it, of two characters at least."""
    *others, last = who.split("、")
    name = next((last[:n] for n in (3, 2) if is_name(last[:n]) and len(last) - n != 1), "")
    return tuple(Credit(each, role) for each in (*others, name) if each)


def _reporters(text: str) -> tuple[Credit, ...]:
    """Who reports, and maybe from where: 記者方俊明、黃寶儀廣州報道."""
    found = _FROM_THERE.fullmatch(text.strip())
    names = _from_there(found["who"], found["role"]) if found else ()
    return names if names and all(is_name(credit.name) for credit in names) else parse_byline(text)


def is_dateline(text: str) -> bool:
    """Whether a line opens with a dateline."""
    return any(form.match(text) for form in (DATELINE_FORM, _BYLINED, _REPORTS, _SIGNED, _BY_DESK, _REPORTER))


LEDE = re.compile(
    r"[从自從]?(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|连日来|连日|本[报報台]|新华社|新華社|据|今年|截至|為|为"
)


def opens_news(text: str) -> bool:
    """Whether a text begins as a piece of news does: with a dateline, a date, or the like."""
    return bool(is_dateline(text) or LEDE.match(text))


def dateline_place(text: str) -> str:
    """The place that a dateline names (新华社北京5月1日电 → 北京), "" for none."""
    found = _SENT_FROM.match(text)
    return found.group(1) if found else ""


def dateline_english(text: str, places: Mapping[str, str]) -> str:
    """A dateline as English papers have it: BEIJING, May 1 (Xinhua) -- ; "" where it names no agency that is known, or
    a place that is not. `places` are those known, Chinese → English."""
    agency = next((english for zh, english in AGENCIES.items() if text.removeprefix("据").startswith(zh)), "")
    place = places.get(dateline_place(text), "")
    if not agency or not place:
        return ""
    day = re.search(r"(\d{1,2})月\s?(\d{1,2})日", text)
    dated = f", {month_name[int(day[1])]} {int(day[2])}" if day and 0 < int(day[1]) <= 12 else ""
    return f"{place.upper()}{dated} ({agency}) --"


AGENCIES = {
    "新华社": "Xinhua", "新华网": "Xinhuanet", "中新社": "China News Service", "中新网": "China News Service",
    "人民网": "People's Daily Online", "中央社": "Central News Agency", "人民日报": "People's Daily",
}  # fmt: skip
