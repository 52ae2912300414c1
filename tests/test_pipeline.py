"""The whole way of a page, on an engine written by hand."""

from pathlib import Path

import pytest

from models.errors import Cancelled
from service.errors import EmptyInput, InputError, NotChinese
from service.intake import Limits
from service.manuscript import batches
from service.pipeline import Pipeline, Progress, take_apart
from service.records import Page, Source, Story
from tests.fakes import FakeSummarizer, FakeTranslator, Fault

SEEDS = Path(__file__).parents[1] / "seeds"


def seed(name: str) -> Page:
    return take_apart([Source(name, (SEEDS / name).read_bytes())], Limits())


@pytest.fixture(scope="module")
def front_page() -> Page:
    return seed("front-page.txt")


@pytest.fixture(scope="module")
def stories(front_page: Page) -> list[Story]:
    return list(Pipeline(FakeTranslator(), FakeSummarizer()).stories(front_page))


def test_every_article_becomes_a_story(front_page: Page, stories: list[Story]) -> None:
    assert {story.id for story in stories} == {article.id for article in front_page.articles}
    assert sorted(story.order for story in stories) == list(range(len(stories)))


def test_short_articles_come_first(front_page: Page, stories: list[Story]) -> None:
    sizes = [len(story.units) + len(story.headings) for story in stories]
    assert sizes == sorted(sizes)


def test_nothing_of_an_article_is_lost_on_the_way(front_page: Page, stories: list[Story]) -> None:
    articles = {article.id: article for article in front_page.articles}
    for story in stories:
        article = articles[story.id]
        for index, passage in enumerate(article.paragraphs):
            own = [unit.zh for unit in story.units if unit.part == "body" and unit.paragraph == index]
            assert "".join(own) == passage.text


def test_stories_have_points_people_and_provenance(stories: list[Story]) -> None:
    assert all(story.points and story.provenance.signature for story in stories)
    assert all(
        {p for point in story.points for p in point.evidence} <= {u.id for u in story.units} for story in stories
    )
    assert any(story.people for story in stories)


def test_the_same_page_gives_the_same_text(front_page: Page, stories: list[Story]) -> None:
    again = list(Pipeline(FakeTranslator(), FakeSummarizer()).stories(front_page))
    assert [(s.id, s.headings, s.units, s.points) for s in again] == [
        (s.id, s.headings, s.units, s.points) for s in stories
    ]


def test_articles_that_are_held_are_left_out(front_page: Page, stories: list[Story]) -> None:
    held = {stories[0].id: stories[0].provenance.signature, stories[1].id: "another"}
    rest = Pipeline(FakeTranslator(), FakeSummarizer()).stories(front_page, held)
    assert {story.id for story in rest} == {story.id for story in stories[1:]}


def test_progress_goes_on_to_the_end_of_every_article(front_page: Page) -> None:
    heard: list[Progress] = []
    for _ in Pipeline(FakeTranslator(), None).stories(front_page, watch=heard.append):
        pass
    for article in front_page.articles:
        own = [progress for progress in heard if progress.article == article.id]
        assert [progress.done for progress in own] == sorted(progress.done for progress in own)
        assert all(0 <= progress.done <= progress.total for progress in own)
        assert own[-1] == Progress(article.id, "done", own[-1].total, own[-1].total)
        assert {progress.stage for progress in own} == {"waiting", "translating", "summarising", "done"}
    # All of the work is known before any of it is done.
    assert {progress.stage for progress in heard[: len(front_page.articles)]} == {"waiting"}


def test_a_watch_may_stop_the_work(front_page: Page) -> None:
    def stop(progress: Progress) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        next(Pipeline(FakeTranslator(), None).stories(front_page, watch=stop))


def test_short_articles_share_batches_and_long_ones_fill_them(front_page: Page) -> None:
    pipeline = Pipeline(FakeTranslator(), None)
    manuscripts = [pipeline.manuscript(front_page, article) for article in front_page.articles]
    made = list(batches(manuscripts, 16))
    sizes = [sum(len(manuscript.tasks) for manuscript in batch) for batch in made]
    assert sum(len(batch) for batch in made) == len(front_page.articles)
    assert all(size <= 16 or len(batch) == 1 for size, batch in zip(sizes, made, strict=True))


def test_the_first_batches_are_small_though_the_engine_takes_many(front_page: Page) -> None:
    one = Pipeline(FakeTranslator(), None).manuscript(front_page, front_page.articles[0])
    count = len(one.tasks)
    made = [len(batch) * count for batch in batches([one] * 60, 128)]
    assert made[0] <= 16
    assert all(now <= 16 * 2**i for i, now in enumerate(made))
    assert max(made) > 64
    assert sum(made) == 60 * count


def test_what_is_held_is_told_before_the_rest_is_made_ready(front_page: Page, stories: list[Story]) -> None:
    held = {story.id: story.provenance.signature for story in stories}
    heard: list[Progress] = []

    def stop(progress: Progress) -> None:
        heard.append(progress)
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(Pipeline(FakeTranslator(), FakeSummarizer()).stories(front_page, held, stop))
    assert [progress.stage for progress in heard] == ["done"]


def test_a_sentence_that_cannot_be_translated_is_marked_and_the_story_is_low(front_page: Page) -> None:
    engine = FakeTranslator([Fault("", "empty")])
    story = next(Pipeline(engine, None).stories(front_page))
    spoken = [unit for unit in story.units if unit.origin != "verbatim"]
    assert all("empty" in {finding.check for finding in unit.findings} for unit in spoken)
    assert story.quality.level == "low"


def test_two_pages_given_together_are_one_document() -> None:
    sources = [Source(name, (SEEDS / name).read_bytes()) for name in ("front-page.txt", "page-2.txt")]
    joined = take_apart(sources, Limits())
    alone = seed("front-page.txt")
    assert sum(c.held for article in joined.articles for c in article.continued) > sum(
        c.held for article in alone.articles for c in article.continued
    )


@pytest.mark.parametrize(("data", "error"), [(b"", EmptyInput), (b"Only English here.", NotChinese)])
def test_what_is_no_page_is_refused(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        take_apart([Source("page.txt", data)], Limits())
