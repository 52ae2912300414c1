"""Days as papers, sites and archives print them beside an article: 2026年3月7日, 2026-03-07, 二〇二六年三月七日,
民國一百一十五年三月七日, March 7, 2026. Days within sentences are read by `service/numbers`."""

import re
from calendar import month_name
from datetime import date

from service.numbers.numerals import han_value

_HAN = "〇零○一二三四五六七八九十廿卅百"
_NUMERIC = r"(\d{4})\s*(?:[-./]|年/?)\s*(\d{1,2})\s*(?:[-./]|月/?)\s*(\d{1,2})\s*日?"
_SPELLED = r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日"
_REPUBLIC = rf"(?:中華)?民國\s*([0-9{_HAN}]{{2,5}})\s*年\s*([0-9{_HAN}]{{1,2}})\s*月\s*([0-9{_HAN}]{{1,3}})\s*日"
_MONTHS = {month[:3]: number for number, month in enumerate(month_name) if month}
_ENGLISH = re.compile(rf"\b({'|'.join([*month_name[1:], *_MONTHS, 'Sept'])})\.? (\d{{1,2}}),? (\d{{4}})\b")
_YEARS = ((re.compile(_NUMERIC), 0), (re.compile(_SPELLED), 0), (re.compile(_REPUBLIC), 1911))
# A Chinese day with its year, for expressions that have one among other things.
DAY = "(?:" + "|".join(re.sub(r"\((?!\?)", "(?:", form) for form in (_NUMERIC, _SPELLED, _REPUBLIC)) + ")"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"


def day(text: str) -> str:
    """The first day with a year that the text names, as YYYY-MM-DD; "" for none."""
    for form, before in _YEARS:
        for found in form.finditer(text):
            year, month, number = (int(han_value(part) or 0) for part in found.groups())
            if iso := _iso(year + before, month, number):
                return iso
    english = _ENGLISH.search(text)
    return _iso(int(english[3]), _MONTHS[english[1][:3]], int(english[2])) if english else ""


def _iso(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""
