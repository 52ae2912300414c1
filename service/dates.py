"""When an article is from: what is printed, and what can be concluded from it, marked as concluded."""

import re
from collections.abc import Iterable

from service.numbers import find_numbers_zh
from service.records import Article, DateRef, Page

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# What a text says that only one year can mean. The five-year plans end in 2025 and 2030.
CLUES = (
    (re.compile("“?十四五”?(?:规划)?(?:圆满|胜利)?收官"), 2025, "“十四五”…收官: the 14th Five-Year Plan ends in 2025"),
    (re.compile("“?十四五”?开局"), 2021, "“十四五”开局: the 14th Five-Year Plan opened in 2021"),
    (re.compile("“?十五五”?开局"), 2026, "“十五五”开局: the 15th Five-Year Plan opens in 2026"),
    (re.compile("“?十五五”?(?:规划)?(?:圆满|胜利)?收官"), 2030, "“十五五”…收官: the 15th Five-Year Plan ends in 2030"),
    (re.compile("“?十三五”?(?:规划)?(?:圆满|胜利)?收官"), 2020, "“十三五”…收官: the 13th Five-Year Plan ended in 2020"),
)


def article_date(article: Article, page: Page) -> DateRef:
    """The article's date: from its metadata, else dateline, else the first date in its text.

    A year that is not printed is taken from the page's other text when only one year stands there, or concluded from
    clues such as the end of a five-year plan; both are marked inferred with the reason. Without any, `iso` is --MM-DD.
    """
    published = article.metadata.published
    if match := _ISO.search(published):
        return DateRef(published, f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", False, "")
    body = [p.text for p in (*article.paragraphs, *(() if article.title is None else (article.title,)))]
    for text in (published, article.dateline, *body):
        if (found := _first(text)) is not None:
            printed, year, month, day = found
            if year:
                return DateRef(printed, f"{year:04}-{month:02}-{day:02}", False, "")
            year, reason = _year(body, page)
            return DateRef(
                printed, f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}", bool(year), reason
            )
    return DateRef("", "", False, "")


def _first(text: str) -> tuple[str, int, int, int] | None:
    """The first date with month and day: as printed, year (0 for none), month, day."""
    numbers = [q for q in find_numbers_zh(text) if q.kind == "date"]
    for month, day in zip(numbers, numbers[1:], strict=False):
        if month.unit == "月" and day.unit == "日" and day.span.start - month.span.end <= 2:
            if not (1 <= month.value <= 12 and 1 <= day.value <= 31):
                continue
            at = numbers.index(month)
            year = (
                numbers[at - 1]
                if at and numbers[at - 1].unit == "年" and month.span.start - numbers[at - 1].span.end <= 2
                else None
            )
            printed = text[(year or month).span.start : day.span.end + 1]
            return printed, int(year.value) if year else 0, int(month.value), int(day.value)
    return None


def _year(body: Iterable[str], page: Page) -> tuple[int, str]:
    texts = [*body, *(p.text for p in page.furniture)]
    whole = "".join(p.text for article in page.articles for p in article.paragraphs)
    for pattern, year, reason in CLUES:
        if any(pattern.search(text) for text in texts):
            return year, reason
    for pattern, year, reason in CLUES:
        if pattern.search(whole):
            return year, f"{reason} (elsewhere on the page)"
    return 0, ""
