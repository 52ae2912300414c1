"""The whole way of a newspaper page to its briefing, one call a stage.

Sources → Document → Page of Articles → Segments → Units → Points, People, Figures → Findings → Story → Briefing
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from models.engine import Summarizer, Translator
from service.briefing import Engines, compose
from service.checks import check_story
from service.intake import Limits, read
from service.page import analyse
from service.records import Article, Page, Source, Story
from service.segment import segment
from service.summary import summarise
from service.translation import translate


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one article is: `stage` is "translating", "summarising" or "done"; `done` of `total` sentences."""

    article: str
    stage: str
    done: int
    total: int


Watch = Callable[[Progress], None]


def take_apart(sources: Sequence[Source], limits: Limits) -> Page:
    """Read the sources and find their articles. Raises InputError."""
    return analyse(read(sources, limits))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Two engines and the way through them. `watch` hears of progress between batches, and may raise Cancelled."""

    translator: Translator
    summarizer: Summarizer | None

    @property
    def engines(self) -> Engines:
        return Engines(self.translator.identity, self.summarizer.identity if self.summarizer else None)

    def stories(self, page: Page, held: Collection[str] = (), watch: Watch = lambda _: None) -> Iterator[Story]:
        """The page's stories, each as soon as it is finished, shortest first. Articles in `held` (ids) are left out."""
        waiting = [article for article in page.articles if article.id not in held]
        for article in sorted(waiting, key=length):
            yield self.story(article, page, watch)

    def story(self, article: Article, page: Page, watch: Watch = lambda _: None) -> Story:
        """One article, translated, summarised and checked."""
        segments = segment(article, self.translator.count_tokens, self.translator.max_tokens)
        units = translate(
            segments,
            self.translator,
            article,
            lambda done: watch(Progress(article.id, "translating", done, len(segments))),
        )
        watch(Progress(article.id, "summarising", len(segments), len(segments)))
        points, notes = summarise(article, units, self.summarizer)
        story = compose(article, page, units, points, notes, self.engines)
        watch(Progress(article.id, "done", len(segments), len(segments)))
        return check_story(story)


def length(article: Article) -> int:
    """Characters to translate."""
    return sum(len(p.text) for p in (*article.paragraphs, *article.captions))
