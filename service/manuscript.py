"""Articles made ready for the engine: how they share its batches, and how far they are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from models.engine import Scorer, Translator
from service.mending import Task
from service.placeables import Knowledge
from service.records import Article, Unit
from service.translation import translate

# Sentences of the first batch.
FIRST = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article is: `stage` "waiting", "translating", "summarising" or "done"; `done` of `total` sentences."""

    article: str
    stage: str
    done: int
    total: int


Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article with what is known of it and its sentences as tasks; `signature` is over all that shapes its
    English."""

    article: Article
    knowledge: Knowledge
    tasks: tuple[Task, ...]
    signature: str

    def at(self, stage: str, done: int) -> Progress:
        """It, when `done` of its sentences have passed the stage."""
        return Progress(self.article.id, stage, done, len(self.tasks))


def batches(manuscripts: Sequence[Manuscript], size: int) -> Iterator[list[Manuscript]]:
    """The manuscripts, shortest first; short ones together, so that batches of `size` sentences are full.

    The first batches are smaller, each twice the one before: stories of one batch are finished together, and whoever
    waits or stops the work has some soon.
    """
    batch: list[Manuscript] = []
    full = min(size, FIRST)
    for manuscript in sorted(manuscripts, key=lambda manuscript: len(manuscript.tasks)):
        if batch and sum(len(m.tasks) for m in batch) + len(manuscript.tasks) > full:
            yield batch
            batch, full = [], min(size, 2 * full)
        batch.append(manuscript)
    if batch:
        yield batch


def translated(
    manuscripts: Sequence[Manuscript], translator: Translator, watch: Watch, scorer: Scorer | None = None
) -> list[list[Unit]]:
    """The units of each manuscript."""
    starts = [0, *accumulate(len(manuscript.tasks) for manuscript in manuscripts)]

    def tell(done: int) -> None:
        for manuscript, start in zip(manuscripts, starts, strict=False):
            watch(manuscript.at("translating", min(max(done - start, 0), len(manuscript.tasks))))

    units = translate([task for manuscript in manuscripts for task in manuscript.tasks], translator, tell, scorer)
    return [units[start:end] for start, end in pairwise(starts)]
