"""Whether what is measured is measured in the same unit, and on the same side of zero."""

import re
from collections.abc import Iterable, Iterator

from service.checks.form import Complaint
from service.numbers import Quantity, compare, han_value

_ANNIVERSARY = re.compile(r"(?P<number>[\d一二三四五六七八九十百]+)周年")
_ACRES = re.compile(r"\bacre(?:s|age)?\b", re.IGNORECASE)
# English words for units, by what they measure: a name of the unit and how it is written.
_FAMILIES = (
    {
        "kilogram": "kilo(?:gram(?:me)?)?s?|kgs?", "gram": "gram(?:me)?s?", "ton": "tons?|tonnes?",
        "jin": "jin|catt(?:y|ies)", "milligram": "milligrams?|mg", "ounce": "ounces?",
    },
    {
        "meter": "met(?:er|re)s?|m", "kilometer": "kilomet(?:er|re)s?|kms?", "centimeter": "centimet(?:er|re)s?|cm",
        "millimeter": "millimet(?:er|re)s?|mm", "mile": "miles?", "foot": "feet|foot", "inch": "inch(?:es)?",
        "nautical mile": "nautical miles?", "li": "li",
    },
    {
        "mu": "mu|mou", "hectare": "hectares?", "acre": "acres?",
        "square kilometer": "square kilomet(?:er|re)s?|sq\\.? ?km|km2|km²",
        "square meter": "square met(?:er|re)s?|sq\\.? ?m|m2|m²",
        "square mile": "square miles?", "square foot": "square f(?:ee|oo)t",
    },
    {
        "year": "years?", "month": "months?", "week": "weeks?", "day": "days?", "hour": "hours?|hrs?",
        "minute": "minutes?|mins?", "second": "seconds?|secs?",
    },
    {
        "kilowatt-hour": "kilowatt[- ]hours?|kwh", "megawatt-hour": "megawatt[- ]hours?|mwh",
        "gigawatt-hour": "gigawatt[- ]hours?|gwh",
        "kilowatt": "kilowatts?|kw", "megawatt": "megawatts?|mw", "gigawatt": "gigawatts?|gw",
    },
)  # fmt: skip
_ZH = {
    "公斤": "kilogram", "千克": "kilogram", "克": "gram", "毫克": "milligram", "吨": "ton", "斤": "jin",
    "米": "meter", "公里": "kilometer", "千米": "kilometer", "厘米": "centimeter", "毫米": "millimeter", "英里": "mile",
    "英尺": "foot", "海里": "nautical mile",
    "亩": "mu", "公顷": "hectare", "平方公里": "square kilometer", "平方千米": "square kilometer",
    "平方米": "square meter", "平米": "square meter",
    "年": "year", "岁": "year", "周岁": "year", "月": "month", "周": "week", "天": "day", "小时": "hour",
    "分钟": "minute", "秒": "second",
    "千瓦时": "kilowatt-hour", "度电": "kilowatt-hour", "兆瓦时": "megawatt-hour", "吉瓦时": "gigawatt-hour",
    "千瓦": "kilowatt", "兆瓦": "megawatt", "吉瓦": "gigawatt",
}  # fmt: skip
_OF = {name: family for family in _FAMILIES for name in family}
_NAMED = {
    name: re.compile(rf"[\s-]{{0,2}}(?:(?:whole|full|long|consecutive|more)[\s-])?(?:{words})(?![\w²])", re.IGNORECASE)
    for family in _FAMILIES
    for name, words in family.items()
}
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b)(?![\s-]?(?:percentage )?points?\b)", re.IGNORECASE)
_PERCENTAGE_POINTS = re.compile(r"\s?(?:percentage|percent|%)[\s-]points?\b", re.IGNORECASE)
_DEGREES = ("度", "摄氏度", "℃")
# What says that it is cold enough: before the number, or somewhere about it.
_MINUS = re.compile(
    r"(?:[-−–—]|\bminus|\bnegative)\s?$|\b(?:below|sub)[- ]?(?:zero|freezing|0)\b|\bminus\b|°F|Fahrenheit",
    re.IGNORECASE,
)
NEAR = 60


def units(zh: str, en: str) -> Iterator[Complaint]:
    """An amount whose unit is another of the same kind though nothing was converted (500万吨 as 5 million kilograms);
    亩 called acres, six times as large, 周年 called weeks; percentage points and percent; degrees below zero without
    their minus."""
    for years in _ANNIVERSARY.finditer(zh):
        number = han_value(years["number"])
        weeks = re.search(rf"\b{number:f}(?:st|nd|rd|th)?[ -]weeks?\b", en) if number else None
        if weeks:
            yield f"{years[0]} are years, the English says weeks", years[0], weeks[0]
    pairs = compare(zh, en).pairs
    acres = _ACRES.search(en) if "亩" in zh and "英亩" not in zh else None
    areas = [(q.value, other.value) for q, others in pairs if q.unit == "亩" for other in others]
    if acres and all(source == target for source, target in areas):
        yield "亩 is no acre: it is a fifteenth of a hectare, a sixth of an acre", "亩", acres[0]
        return
    for quantity, others in pairs:
        text = quantity.text + ("" if quantity.kind == "percent" else quantity.unit)
        if said := _another_unit(quantity, others, en) or _another_share(quantity, others, en):
            yield f"{text} is given in another unit: {said}", text, said
        elif quantity.value < 0 and quantity.unit in _DEGREES and not any(_is_cold(other, en) for other in others):
            yield f"{text} is below zero, the English does not say so", text, others[0].text


def _another_unit(quantity: Quantity, others: Iterable[Quantity], en: str) -> str:
    """The number with the unit that English gives it, where that is another of its kind each time the number is said;
    "" where it is the right one, or none."""
    right = _ZH.get(quantity.unit) if quantity.kind == "amount" else None
    said = ""
    for other in others if right else ():
        if other.value != quantity.value:
            return ""
        named = {name for name in _OF[right or ""] if _NAMED[name].match(en, other.span.end)}
        if not named or right in named:
            return ""
        match = _NAMED[named.pop()].match(en, other.span.end)
        said = other.text + match[0] if match else ""
    return said


def _another_share(quantity: Quantity, others: Iterable[Quantity], en: str) -> str:
    """The number with what English says of it, percent of percentage points or the other way, wherever it is said."""
    if quantity.kind != "percent":
        return ""
    wrong = _PERCENT if quantity.unit == "个百分点" else _PERCENTAGE_POINTS
    found = [(other, wrong.match(en, other.span.end)) for other in others]
    return next((other.text + match[0] for other, match in found if match), "") if all(m for _, m in found) else ""


def _is_cold(other: Quantity, en: str) -> bool:
    return bool(
        _MINUS.search(en, max(0, other.span.start - NEAR), other.span.start)
        or _MINUS.search(en, other.span.end, other.span.end + NEAR)
    )
