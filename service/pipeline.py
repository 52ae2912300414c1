"""The whole way of a newspaper page to its briefing, one call a stage.

Sources → Document → Page of Articles → Knowledge, Segments, Tasks → Units → Points, People, Figures → Findings → Story
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from models.engine import Scorer, Summarizer, Translator
from service.assets import Assets
from service.briefing import Engines, compose
from service.checks import check_story
from service.consistency import consistent
from service.errors import EmptyInput
from service.intake import Limits, read
from service.manuscript import Manuscript, Progress, Watch, batches, translated
from service.page import analyse
from service.placeables import study
from service.records import Article, Page, Source, Story
from service.segment import segment
from service.summary import summarise
from service.translation import make_ready

__all__ = ["Pipeline", "Progress", "require_articles", "take_apart"]

NOTHING: Mapping[str, str] = MappingProxyType({})


def take_apart(sources: Sequence[Source], limits: Limits) -> Page:
    """Read the sources and find their articles. Raises InputError."""
    page = analyse(read(sources, limits))
    limits.check("articles", len(page.articles))
    return page


def require_articles(page: Page) -> None:
    """Raise EmptyInput for a page on which there is nothing to translate."""
    if not page.articles:
        raise EmptyInput("no article was found in it: check that the text is a newspaper page")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Two engines, what is known beside them, who reads after them, and the way through them. `watch` hears of progress
    between batches, and may raise Cancelled."""

    translator: Translator
    summarizer: Summarizer | None
    assets: Assets = field(default_factory=Assets)
    scorer: Scorer | None = None

    @property
    def engines(self) -> Engines:
        return Engines(self.translator.identity, self.summarizer.identity if self.summarizer else None)

    def stories(self, page: Page, held: Mapping[str, str] = NOTHING, watch: Watch = lambda _: None) -> Iterator[Story]:
        """The page's stories, each as soon as it is finished, shortest first.

        `held` has the signatures of stories that are there, by article: what would get the same one is left out.
        """
        fresh = []
        for article in page.articles:
            manuscript = self.manuscript(page, article)
            if manuscript.signature == held.get(article.id):
                watch(manuscript.at("done", len(manuscript.tasks)))
            else:
                watch(manuscript.at("waiting", 0))
                fresh.append(manuscript)
        for batch in batches(fresh, self.translator.batch_size):
            for manuscript, units in zip(
                batch, map(consistent, translated(batch, self.translator, watch, self.scorer)), strict=True
            ):
                watch(manuscript.at("summarising", len(units)))
                points, notes = summarise(manuscript.article, units, self.summarizer)
                yield check_story(compose(manuscript, page, units, points, notes, self.engines))
                watch(manuscript.at("done", len(units)))

    def manuscript(self, page: Page, article: Article) -> Manuscript:
        """What is known of the article, and its segments made ready for the engine."""
        knowledge = study(page, article, self.assets.termbase)
        segments = segment(article, self.translator.count_tokens, self.translator.max_tokens)
        tasks = make_ready(segments, knowledge, self.translator, self.assets.memory)
        return Manuscript(article, knowledge, tasks, self.engines.sign(tasks))
