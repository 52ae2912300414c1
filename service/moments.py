"""Moments, and what lasts until one or from one to another: 12日18时, 持续至22时, 自8月1日起至8月15日止.

Engines take the one end for the other, or lose the hour behind a day; so both go into the sentence as one.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.numbers import han_value, ordinal
from service.said import put, time_of_day
from service.termbase import TermMatch

_PARTS = {
    "凌晨": "early hours", "清晨": "early morning", "早上": "morning", "早晨": "morning", "早": "morning",
    "上午": "morning", "中午": "noon", "下午": "afternoon", "午后": "afternoon", "傍晚": "evening", "晚上": "evening",
    "晚间": "evening", "夜间": "night", "白天": "daytime", "夜里": "night", "深夜": "late night", "晚": "evening",
}  # fmt: skip
_DAYS = {
    "今天": "today", "今日": "today", "明天": "tomorrow", "明日": "tomorrow", "昨天": "yesterday", "昨日": "yesterday",
    "当天": "that day", "当日": "that day", "次日": "the next day", "翌日": "the next day", "第二天": "the next day",
}  # fmt: skip
_YEARS = {
    "今年": "this year",
    "明年": "next year",
    "去年": "last year",
    "次年": "the next year",
    "翌年": "the next year",
    "第二年": "the next year",
}
_MONTHS = {
    "本月": "this month",
    "当月": "that month",
    "上月": "last month",
    "下月": "next month",
    "次月": "the next month",
}
_OF = {"today": "this", "that day": "that", "the next day": "the next"}


def _when(end: str) -> str:
    """A pattern for a moment, or nothing, the groups of which end in `end`."""
    return (
        rf"(?P<year{end}>\d{{4}}年|{'|'.join(_YEARS)})?(?P<month{end}>(?:1[0-2]|0?[1-9])月|{'|'.join(_MONTHS)})?"
        rf"(?:(?P<day{end}>[12]\d|3[01]|0?[1-9])[日号]|(?P<named{end}>{'|'.join(_DAYS)}))?"
        rf"(?P<part{end}>{'|'.join(_PARTS)})?"
        rf"(?:(?P<hour{end}>2[0-4]|1\d|0?\d|零|[一两三四五六七八九]|二?十[一二三四]?|二(?!十))(?:[时点](?!建议|意见|要求|希望|\d+[^\d分])|(?=[:：]))(?:(?P<minute{end}>[0-5]?\d)分|[:：](?P<digits{end}>[0-5]\d)|(?P<half{end}>半))?整?)?"
    )


_TO = "[至到—~-]+"
_RANGE = re.compile(
    rf"(?:自|从|由|于|(?<![现正存])在)?(?<!\d){_when('1')}(?:起|开始)?{_TO}{_when('2')}(?!\d)(?:为?止)?"
)
# What lasts, before its end.
LASTS = (
    "持续|延续|延长|展期|保留|维持|有效|开放|营业|运营|运行|停运|停[水电气课工产]|关闭|封闭|禁止?|管[制控]|暂停|一直"
)
_UNTIL = re.compile(
    rf"(?:(?:{LASTS})(?:时间|期限|期)?|(?=直))(?P<until>直?(?:至|到){_when('')}(?:为?止)?)(?![\d的底末初前]|[^。；]{{0,16}}才)"
)
# From when something lasts that has its end behind the verb: 从5月3日持续到5月20日.
_FROM = re.compile(rf"[自从由]{_when('')}(?:起|开始)?(?=一?直?(?:{LASTS})?[了]?[至到])")
_AT = re.compile(
    rf"(?:(?P<since>[自从由])|于|(?<![现正存])在|(?<![第年月—~\d-])(?<!(?<![截直])至)(?<!(?<=[\u4e00-\u9fff])(?<!止)到))(?P<zone>北京时间|当地时间)?{_when('')}"
    rf"(?P<behind>许|左右|前后|[之以]?前(?![往来去方])|起|开始|[之以]?后(?![续来方])|以来)?(?!\d|{_TO}[\d次翌第明下上中凌晚])"
)
_ABOUT = ("许", "左右", "前后")
_ZONES = {"北京时间": "Beijing Time", "当地时间": "local time"}
_BARE = re.compile("到$|时间[为是]$|截[至止]$|直[至到]$")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment of a sentence: hour, minute and part of the day; day and year as English says them, "" for none; and the
    day alone where no month is said with it."""

    hour: int | None
    minute: int
    part: str
    day: str = ""
    year: str = ""
    alone: str = ""
    dated: bool = False

    @property
    def clock(self) -> str:
        return "" if self.hour is None else time_of_day(self.hour, self.minute, self.part)

    @property
    def on(self) -> str:
        """The day behind a clock: on the 12th, tomorrow."""
        return f" {'on ' if self.dated else ''}{self.day}{self.year}" if self.day else ""

    @property
    def said(self) -> str:
        """6 p.m. on the 12th, 8 a.m. tomorrow, the night of June 8."""
        if self.clock:
            return self.clock + self.on
        if self.part and not self.dated and self.part != "凌晨":
            return f"{_OF.get(self.day, self.day)} {_PARTS[self.part]}"
        return f"the {_PARTS[self.part]} of {self.day}{self.year}" if self.part else self.day + self.year


def _moment(match: re.Match[str], end: str = "") -> _Moment | None:
    """The moment that a match has; None for one without day and hour, or with less than a day."""
    year, month, day, named, part, hour, minute, digits, half = (
        match[f"{group}{end}"] for group in "year month day named part hour minute digits half".split()
    )
    if not (day or named or hour) or (month and not day) or (year and not month):
        return None
    said, alone, told = _DAYS.get(named or "", ""), "", ""
    if day and month in _MONTHS:
        said = f"the {ordinal(int(day))} of {_MONTHS[month]}"
    elif day and month:
        said = f"{month_name[int(month.removesuffix('月'))]} {int(day)}"
        told = "" if not year else f" {_YEARS[year]}" if year in _YEARS else f", {year.removesuffix('年')}"
    elif day:
        said, alone = f"the {ordinal(int(day))}", str(int(day))
    value = han_value(hour) if hour else None
    minutes = 30 if half else int(minute or digits or 0)
    return _Moment(None if value is None else int(value), minutes, part or "", said, told, alone, bool(day))


def find_moments(text: str) -> Iterator[TermMatch]:
    """The days with their hours, what lasts until a moment, and what goes from one moment to another."""
    for match in _RANGE.finditer(text):
        first, last = _moment(match, "1"), _moment(match, "2")
        if first and last and (said := _range(first, last, match[0])):
            yield put(text, *match.span(), f"from {said}")
    for match in _UNTIL.finditer(text):
        if (moment := _moment(match)) and (moment.day or moment.clock):
            yield put(text, *match.span("until"), f"until {moment.said}")
    for match in _FROM.finditer(text):
        if (moment := _moment(match)) and (moment.day or moment.clock):
            yield put(text, *match.span(), f"from {moment.said}")
    for match in _AT.finditer(text):
        moment = _moment(match)
        if moment and moment.clock and (moment.dated or (moment.day and not moment.part)):
            zone = f" {_ZONES[match['zone']]}" if match["zone"] else ""
            yield put(text, *match.span(), f"{_word(match)}{moment.clock}{zone}{moment.on}")


def _word(match: re.Match[str]) -> str:
    """What English has before a moment: before, after, from or at; "" behind what says it (截至)."""
    behind = match["behind"] or ""
    if behind in _ABOUT:
        return "around "
    if behind in ("前", "之前", "以前"):
        return "before "
    if behind.endswith("后"):
        return "after "
    if behind == "以来":
        return "since "
    if match["since"] or behind:
        return "from "
    return "" if _BARE.search(match.string[: match.start()]) else "at "


def _range(first: _Moment, last: _Moment, text: str) -> str:
    """From one moment to another as “8 a.m. on May 1 to noon on May 3”, in one month as “May 10 to 14”; "" where a
    plain range says as much."""
    if first.day and first.clock and last.clock and not last.day:
        part = last.part or (first.part if (last.hour or 0) >= (first.hour or 0) else "")
        return f"{first.clock} to {replace(last, part=part).clock}{first.on}"
    timed = first.clock or last.clock or first.part or last.part
    if first.dated and not first.alone and last.alone and not timed:
        return f"{first.day} to {last.alone}{first.year}"
    if first.year and last.dated and not (last.alone or last.year):
        # The year is said once, of the end.
        first, last = replace(first, year=""), replace(last, year=first.year)
    stated = text[0] in "自从由" or text[-1] == "止"
    if first.day and last.day and (timed or stated or not (first.alone or last.alone)):
        return f"{first.said} to {last.said}"
    return ""
