"""The samples of every format, through intake and page analysis: the articles that a reader of the page would name."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.intake import Limits
from service.pipeline import take_apart
from service.records import Page, Source

ROOT = Path(__file__).parents[1]
SAMPLES = (
    "seeds/county-feed.xml",
    "seeds/county-page.pdf",
    "seeds/village-coffee.html",
    "tests/data/pages/article.json",
    "tests/data/pages/atom.xml",
    "tests/data/pages/gb18030.html",
    "tests/data/pages/race.docx",
)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> tuple[Page, dict[str, Any]]:
    path = ROOT / request.param
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return take_apart([Source(path.name, path.read_bytes())], Limits()), expected


def squeeze(text: str) -> str:
    return "".join(text.split())


def test_articles(sample: tuple[Page, dict[str, Any]]) -> None:
    page, expected = sample
    assert [article.title and article.title.text for article in page.articles] == [
        article["title"] for article in expected["articles"]
    ]
    for article, wanted in zip(page.articles, expected["articles"], strict=True):
        assert [squeeze(p.text) for p in article.paragraphs] == [squeeze(text) for text in wanted["paragraphs"]]
        assert [person.name for person in article.byline] == wanted["byline"]
        assert [p.text for p in article.captions] == wanted["captions"]
        if wanted["published"]:
            assert article.metadata.published == wanted["published"]


def test_furniture_and_nothing_left_over(sample: tuple[Page, dict[str, Any]]) -> None:
    page, expected = sample
    shown = squeeze("".join(p.text for p in page.furniture))
    for line in expected["furniture"]:
        assert squeeze(line) in shown
    assert page.unassigned == ()
