"""The whole way of a newspaper page to its briefing, one call a stage.

Sources → Document → Page of Articles → Knowledge, Segments → Units → Points, People, Figures → Findings → Story
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from models.engine import Summarizer, Translator
from service.briefing import Engines, compose
from service.checks import check_story
from service.intake import Limits, read
from service.page import analyse
from service.placeables import Knowledge, study
from service.records import Article, Page, Segment, Source, Story, Unit
from service.segment import segment
from service.summary import summarise
from service.translation import translate


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article is: `stage` "waiting", "translating", "summarising" or "done"; `done` of `total` sentences."""

    article: str
    stage: str
    done: int
    total: int


Watch = Callable[[Progress], None]
Draft = tuple[Article, Knowledge, tuple[Segment, ...]]


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
        for drafts in self.batches(page, [article for article in page.articles if article.id not in held], watch):
            for (article, knowledge, segments), units in zip(drafts, self.translate(drafts, watch), strict=True):
                watch(Progress(article.id, "summarising", len(segments), len(segments)))
                points, notes = summarise(article, units, self.summarizer)
                yield check_story(compose(article, page, knowledge, units, points, notes, self.engines))
                watch(Progress(article.id, "done", len(segments), len(segments)))

    def batches(self, page: Page, articles: Sequence[Article], watch: Watch = lambda _: None) -> Iterator[list[Draft]]:
        """Articles with their segments, shortest first; short ones together, so that the engine's batches are full."""
        count, budget = self.translator.count_tokens, self.translator.max_tokens
        drafts = [(article, study(page, article), segment(article, count, budget)) for article in articles]
        for article, _, segments in drafts:
            watch(Progress(article.id, "waiting", 0, len(segments)))
        batch: list[Draft] = []
        for draft in sorted(drafts, key=lambda draft: len(draft[2])):
            if batch and sum(len(s) for *_, s in batch) + len(draft[2]) > self.translator.batch_size:
                yield batch
                batch = []
            batch.append(draft)
        if batch:
            yield batch

    def translate(self, drafts: Sequence[Draft], watch: Watch) -> list[list[Unit]]:
        """The units of each draft."""
        starts = [0, *accumulate(len(segments) for *_, segments in drafts)]

        def tell(done: int) -> None:
            for (article, _, segments), start in zip(drafts, starts, strict=False):
                watch(Progress(article.id, "translating", min(max(done - start, 0), len(segments)), len(segments)))

        units = translate([(s, known) for _, known, segments in drafts for s in segments], self.translator, tell)
        return [units[start:end] for start, end in pairwise(starts)]
