"""The numbers of a sentence that engines need help with: large and blurred ones, measures, days, times of day."""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from service.moments import find_moments
from service.numbers import (
    CURRENCIES,
    HEDGES_BEFORE,
    Quantity,
    find_numbers_zh,
    is_pair,
    ordinal,
    write_english,
    write_pair,
)
from service.numbers.units import UNITS
from service.said import find_said, put, time_of_day
from service.termbase import TermMatch

# Numbers in digits are copied by every engine; others come out wrong by factors of ten, or lose hedge or unit.
_DIGITS = re.compile(r"\d+(?:\.\d+)?%?")
_BEFORE = re.compile(
    f"(?:{'|'.join(sorted((word for word, hedge in HEDGES_BEFORE.items() if hedge), key=len, reverse=True))})$"
)
_ORDER = re.compile("[数几上](?!以)")  # 游客数以万计 is said otherwise
_AFTER, _BEHIND = "[余多来几]", "以上|以下|左右|上下"
_UNITS = frozenset(CURRENCIES) | frozenset(
    "亩 斤 公斤 千克 公顷 人次 户 千瓦时 兆瓦 吉瓦 兆瓦时 吉瓦时 平方公里 平方米 立方米 标箱".split()
)
_ALONE = "元人年天吨米亩斤户"  # units of one character that begin no other word: not 国 of 国家
# A day of which the month is not said; behind these words it needs no "on".
_DAY = re.compile(r"(\d{1,2})日(?![至到—~-]|电)")
_MONTH = re.compile(r"(?:[月、/]|[日号时点晚午晨夜\d][至到—~-]+|[—~-])$")
_ON = re.compile("[于在从自至到的]$|截至$")
# A time of day that is no end of a range.
_CLOCK = re.compile(
    r"(?<![至到—~-])(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|当晚|深夜)?(?P<hour>\d{1,2})[时点]"
    r"(?:(?P<minute>[0-5]?\d)分|(?P<half>半))?整?(?P<about>许|左右|前后)?+(?![\d至—~-]|到[\d上下中凌晚])"
)
_SINCE = re.compile(r"(?:自|从|截至|[到至])(?:\d{1,2}日)?$")


def find_amounts(text: str) -> Iterator[TermMatch]:
    """The numbers that need help, with the words that blur them and, where it is one of measure, their unit; days
    without a month, which engines leave out or give one; times without a part of the day, or with minutes."""
    yield from find_said(text)
    yield from find_moments(text)
    numbers = find_numbers_zh(text)
    pairs = [(low, high) for low, high in pairwise(numbers) if is_pair(low, high)]
    yield from (_pair(text, low, high) for low, high in pairs)
    for quantity in numbers:
        if any(quantity in pair for pair in pairs):
            continue
        match quantity.kind:
            case "date":
                yield from _day(text, quantity.span.start)
            case "time":
                yield from _clock(text, quantity.span.start)
            case "amount" | "percent" | "fraction" if _needs_help(quantity):
                yield _amount(text, quantity)
            case "ordinal" if quantity.text[-1] in "万亿":
                start = quantity.span.start - text[: quantity.span.start].endswith("第")
                yield put(text, start, quantity.span.end, write_english(quantity))
            case "magnitude" if _is_planted(text, quantity):
                yield _magnitude(text, quantity)


def _needs_help(quantity: Quantity) -> bool:
    if quantity.hedge or quantity.value < 0 or _is_measured(quantity):
        return True
    small = quantity.kind == "amount" and quantity.value < 10
    return not (quantity.loose or small or _DIGITS.fullmatch(quantity.text))


def _is_measured(quantity: Quantity) -> bool:
    """Whether its unit is put into English with it: one that engines lose, or any behind a half (两个半小时) or of
    what is below zero."""
    return quantity.unit in (UNITS if "半" in quantity.text or quantity.value < 0 else _UNITS)


def _amount(text: str, quantity: Quantity) -> TermMatch:
    start, end = quantity.span.start, quantity.span.end
    measured, before = _is_measured(quantity), _BEFORE.search(text[:start])
    if quantity.hedge and before:
        start = before.start()
    elif quantity.hedge:
        end = _end(_AFTER, text, end)
    if measured:
        blurs = quantity.hedge and not before and not re.search(_AFTER, text[start:end])
        end = _end(f"{re.escape(quantity.unit)}{'[余多]?' if blurs else ''}", text, end)
        start -= 3 * text[:start].endswith("人民币")
    behind = quantity.unit and not before and re.match(f"个?{re.escape(quantity.unit)}(?:{_BEHIND}|[余多])", text[end:])
    if quantity.hedge and not behind:
        end = _end(_BEHIND, text, end)
    named = quantity if measured or quantity.kind != "amount" else replace(quantity, unit="")
    named = replace(named, hedge="") if behind else named  # the hedge stays where it is, behind the unit
    return put(text, start, end, write_english(named))


def _pair(text: str, low: Quantity, high: Quantity) -> TermMatch:
    """二三十名 as “20 to 30”, 四五万块钱 as “40,000 to 50,000 yuan”, 四五月 as “April and May”."""
    if high.unit == "月" and text[high.span.end :].startswith("月"):
        months = f"{month_name[int(low.value)]} and {month_name[int(high.value)]}"
        return put(text, low.span.start, high.span.end + 1, months)
    measured = _is_measured(high)
    end = _end(re.escape(high.unit), text, high.span.end) if measured else high.span.end
    unit = high.unit if measured else ""
    return put(text, low.span.start, end, write_pair(replace(low, unit=unit), replace(high, unit=unit)))


def _is_planted(text: str, quantity: Quantity) -> bool:
    """Whether an order of magnitude is said with its number, and not as 几十年如一日."""
    said = _ORDER.match(quantity.text) and not text.startswith("年如一日", quantity.span.end)
    return bool(said) and not quantity.loose


def _magnitude(text: str, quantity: Quantity) -> TermMatch:
    """数十万 as “hundreds of thousands of”, 数亿元 as “hundreds of millions of yuan”, 几十年 as “decades”, 上千 as
    “more than 1,000”."""
    start, end = quantity.span.start, quantity.span.end
    if quantity.unit == "年" and quantity.value == 10:
        return put(text, start, end + 1, "decades")
    unit = quantity.unit
    whole = unit in UNITS and (len(unit) > 1 or unit in _ALONE)
    counted = whole or unit in ("名", "位") or unit not in UNITS
    end = _end(f"个?{re.escape(unit)}" if counted else "个", text, end) if unit else end
    if whole:
        return put(text, start, end, write_english(quantity))
    # Of measure words English has none: 数十个国家.
    return put(text, start, end, write_english(replace(quantity, unit="")) + ("" if quantity.hedge else " of"))


def _end(pattern: str, text: str, at: int) -> int:
    """Where `pattern` ends if it stands at `at`, else `at`."""
    match = re.compile(pattern).match(text, at)
    return match.end() if match else at


def _day(text: str, start: int) -> Iterator[TermMatch]:
    day = _DAY.match(text, start)
    if day and not _MONTH.search(text[:start]):
        on = "" if _ON.search(text[:start]) else "on "
        yield put(text, *day.span(), f"{on}the {ordinal(int(day[1]))}")


def _clock(text: str, start: int) -> Iterator[TermMatch]:
    """The time whose hour stands at `start`: 18时 as “at 6 p.m.”, 上午9时5分 as “at 9:05 a.m.”."""
    match = next((m for m in _CLOCK.finditer(text) if m.start("hour") == start), None)
    bare = match and match["part"] and not (match["minute"] or match["half"] or match["about"])
    if not match or int(match["hour"]) > 24 or bare:
        return
    said = time_of_day(int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0), text[:start])
    at = "around " if match["about"] else "" if _SINCE.search(text[: match.start()]) else "at "
    yield put(text, *match.span(), f"{at}{said}")
