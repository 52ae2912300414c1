"""When an article is from."""

import pytest

from service.dates import article_date, day_and_year
from service.records import Article, DateRef, Metadata
from tests.stories import article, page


def dated(text: str, furniture: str = "", **about: str) -> DateRef:
    """The date of an article with this text."""
    return article_date(one := made(text, **about), page(one, furniture=furniture))


def made(text: str, dateline: str = "", published: str = "") -> Article:
    return article("", text, dateline=dateline, metadata=Metadata(published=published))


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2025-08-06", ("6 Aug", "2025")), ("--12-31", ("31 Dec", "")),
        ("", ("", "")), ("2025-13-01", ("", "")), ("2025", ("", "")),
    ],
)  # fmt: skip
def test_a_day_is_written_with_its_year(iso: str, written: tuple[str, str]) -> None:
    assert day_and_year(iso) == written


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025年8月1日，县人大常委会召开会议。", DateRef("2025年8月1日", "2025-08-01", False, "")),
        ("二〇二五年八月一日，会议召开。", DateRef("二〇二五年八月一日", "2025-08-01", False, "")),
        ("2025年8月5日至7日举行。", DateRef("2025年8月5日", "2025-08-05", False, "")),
        ("截至2025年8月底，8月31日前报名。", DateRef("8月31日", "--08-31", False, "")),
        ("8月1日，县人大常委会召开会议。", DateRef("8月1日", "--08-01", False, "")),
        ("8月1号上午开会。", DateRef("8月1号", "--08-01", False, "")),
        ("2025 年 8 月 1 日，会议召开。", DateRef("2025 年 8 月 1 日", "2025-08-01", False, "")),
        ("8月底到12日报名。", DateRef("", "", False, "")),
        ("2月30日不是日子，3月1日才是。", DateRef("3月1日", "--03-01", False, "")),
        ("30日，记者获悉。", DateRef("", "", False, "")),
        ("8月的一天。", DateRef("", "", False, "")),
    ],
)
def test_the_first_date_of_the_text(text: str, date: DateRef) -> None:
    assert dated(text) == date


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2025-08-06", DateRef("2025-08-06", "2025-08-06", False, "")),
        ("2025-8-6 09:30", DateRef("2025-8-6 09:30", "2025-08-06", False, "")),
        ("2025年8月6日", DateRef("2025年8月6日", "2025-08-06", False, "")),
        ("2025-13-40", DateRef("8月1日", "--08-01", False, "")),
    ],
)
def test_what_the_format_says_comes_first(published: str, date: DateRef) -> None:
    assert dated("8月1日，会议召开。", published=published) == date


def test_a_dateline_comes_before_the_text() -> None:
    assert dated("8月1日，会议召开。", dateline="新华社北京5月2日电").iso == "--05-02"


@pytest.mark.parametrize(
    ("text", "iso", "reason"),
    [
        ("8月1日，决战“十四五”收官。", "2025-08-01", "“十四五”…收官: the 14th Five-Year Plan ends in 2025"),
        ("8月1日，“十四五”规划圆满收官。", "2025-08-01", "“十四五”…收官: the 14th Five-Year Plan ends in 2025"),
        ("1月5日，“十五五”开局之年。", "2026-01-05", "“十五五”…开局: the 15th Five-Year Plan opens in 2026"),
        ("8月1日，「十四五」規劃收官。", "2025-08-01", "“十四五”…收官: the 14th Five-Year Plan ends in 2025"),
    ],
)
def test_a_year_concluded_from_a_plan(text: str, iso: str, reason: str) -> None:
    date = dated(text)
    assert (date.iso, date.inferred, date.reason) == (iso, True, reason)


@pytest.mark.parametrize(
    ("text", "issue", "iso"),
    [
        ("8月5日，会议召开。", "2025年8月6日 星期三", "2025-08-05"),
        ("12月31日，晚会举行。", "2026年1月1日", "2025-12-31"),
    ],
)
def test_a_year_concluded_from_the_date_of_the_page(text: str, issue: str, iso: str) -> None:
    date = dated(text, furniture=issue)
    assert (date.iso, date.inferred) == (iso, True)
    assert date.reason.startswith("the page is dated 202")


def test_an_article_without_a_date_has_that_of_its_page() -> None:
    assert dated("晚会举行。", furniture="2025年8月6日") == DateRef(
        "2025年8月6日", "2025-08-06", True, "the page is dated 2025年8月6日"
    )


def test_a_clue_elsewhere_on_the_page() -> None:
    one, other = made("8月1日，会议召开。"), made("决胜“十四五”收官。")
    assert article_date(one, page(one, other)).reason.endswith("(elsewhere on the page)")
