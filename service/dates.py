"""When an article is from: what is printed, and what can be concluded from it, marked as concluded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from prompts.phrases import MONTHS
from service.numbers import Quantity, find_numbers_zh
from service.records import Article, DateRef, Page
from service.script import to_simplified

_DAY = re.compile(r"(\d{4}|-)-(0[1-9]|1[0-2])-(\d\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# What a text says that only one year can mean. The five-year plans end in 2020, 2025 and 2030.
_PLAN = '[“"「]?{}[”"」]?(?:规划)?(?:圆满|胜利|顺利|全面)?{}'
CLUES = tuple(
    (re.compile(_PLAN.format(plan, word)), year, f"“{plan}”…{word}: the {number}th Five-Year Plan {verb} in {year}")
    for plan, number, opening in (("十三五", 13, 2016), ("十四五", 14, 2021), ("十五五", 15, 2026))
    for word, year, verb in (("收官", opening + 4, "ends"), ("开局", opening, "opens"))
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date in a text: as printed, and what it says; `year` 0 for none."""

    text: str
    year: int
    month: int
    day: int

    def iso(self, year: int) -> str:
        return f"{year:04}-{self.month:02}-{self.day:02}" if year else f"--{self.month:02}-{self.day:02}"


def day_and_year(iso: str) -> tuple[str, str]:
    """A `DateRef.iso` as briefings write it: 2025-08-06 → (6 Aug, 2025), --08-06 → (6 Aug, ""), no date → ("", "")."""
    known = _DAY.fullmatch(iso)
    if not known:
        return "", ""
    year, month, day = known.groups()
    return f"{int(day)} {MONTHS[int(month) - 1]}", year.strip("-")


def article_date(article: Article, page: Page) -> DateRef:
    """The article's date: from its metadata, else its dateline, else the first date in its text, else the page's own.

    A year that is not printed is concluded from the page's date (the last such day before it), or from clues in the
    text such as the end of a five-year plan; both are marked inferred with the reason. Without any, `iso` is --MM-DD.
    """
    published = article.metadata.published
    if (match := _ISO.search(published)) and _is_day(*map(int, match.groups())):
        return DateRef(published, date(*map(int, match.groups())).isoformat(), False, "")
    body = [passage.text for passage in (*article.paragraphs, *(() if article.title is None else (article.title,)))]
    found = next((day for text in (published, article.dateline, *body) for day in printed_dates(text)), None)
    issue = next((day for passage in page.furniture for day in printed_dates(passage.text) if day.year), None)
    if found is None:
        if issue is None:
            return DateRef("", "", False, "")
        return DateRef(issue.text, issue.iso(issue.year), True, f"the page is dated {issue.text}")
    if found.year:
        return DateRef(found.text, found.iso(found.year), False, "")
    year, reason = _year(found, issue, body, page)
    return DateRef(found.text, found.iso(year), bool(year), reason)


def printed_dates(text: str) -> Iterator[Printed]:
    """The dates with month and day."""
    numbers = [q for q in find_numbers_zh(text) if q.kind == "date"]
    for before, (month, day) in zip([None, *numbers], pairwise(numbers), strict=False):
        if (month.unit, day.unit) != ("月", "日") or not _parted(text, month, "月", day):
            continue
        dated = before is not None and before.unit == "年" and _parted(text, before, "年", month)
        year = int(before.value) if before and dated else 0
        start = before.span.start if before and dated else month.span.start
        mark = re.match(r"\s?[日号]", text[day.span.end :])
        if _is_day(year or 2024, int(month.value), int(day.value)):
            printed = text[start : day.span.end + (len(mark[0]) if mark else 0)]
            yield Printed(printed, year, int(month.value), int(day.value))


def _parted(text: str, one: Quantity, by: str, other: Quantity) -> bool:
    """Whether nothing stands between two numbers but a character and perhaps spaces about it: 3 月 12 日."""
    return text[one.span.end : other.span.start].strip() == by


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _year(day: Printed, issue: Printed | None, body: Iterable[str], page: Page) -> tuple[int, str]:
    """The year of a day that has none printed, and what it was concluded from; 0 for no conclusion."""
    if issue:
        later = (day.month, day.day) > (issue.month, issue.day)
        return issue.year - later, f"the page is dated {issue.text}"
    own = "".join(body) + "".join(passage.text for passage in page.furniture)
    whole = "".join(passage.text for article in page.articles for passage in article.paragraphs)
    for text, where in ((own, ""), (whole, " (elsewhere on the page)")):
        for pattern, year, reason in CLUES:
            if pattern.search(to_simplified(text)):
                return year, reason + where
    return 0, ""
