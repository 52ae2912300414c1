"""Pages to send and briefings made of them at once, by the fake engine and without a worker."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from models.engine import Scorer
from service.codec import to_dict
from service.errors import YibaoError, noted
from service.intake import Limits
from service.passages import translate_texts
from service.pipeline import Pipeline, take_apart
from service.records import Page, Source, Story
from service.storage import Claim, Storage
from tests.fakes import FakeTranslator

SEEDS = Path(__file__).parents[1] / "seeds"
# Five short articles, and one page of longer ones.
BRIEFS, FRONT = SEEDS / "briefs.txt", SEEDS / "front-page.txt"
NOTE = "松溪镇建成六处口袋公园\n\n记者 林听雨\n\n8月6日，松溪镇六处口袋公园全部建成开放。\n"


def source(text: str = NOTE, name: str = "note.txt") -> Source:
    return Source(name, text.encode(), "text/plain")


def file(path: Path) -> Source:
    return Source(path.name, path.read_bytes())


@cache
def finished(*sources: Source, scorer: Scorer | None = None) -> tuple[Page, tuple[Story, ...]]:
    """The page of the sources and its stories."""
    page = take_apart(sources, Limits())
    return page, tuple(Pipeline(FakeTranslator(), None, scorer=scorer).stories(page))


def taken(storage: Storage, job: str, worker: str = "w1", most: int = 3) -> Claim:
    """The job, which must be there for the taking, in the worker's hands."""
    claim = storage.claim(job, worker, most)
    assert claim is not None
    return claim


def brief(storage: Storage, *sources: Source, queue: str = "interactive") -> str:
    """Store the sources with a finished job and their stories. Returns the document's id."""
    page, stories = finished(*sources)  # first: the first time takes longer than a running service waits for a worker
    document, job, _ = storage.add_document(sources, queue)
    claim = taken(storage, job)
    storage.put_page(claim, page)
    for story in stories:
        storage.put_story(claim, story)
        storage.progress(claim, story.id, "done", len(story.units), len(story.units))
    storage.finish(claim)
    return document


def remade(storage: Storage, document: str, *stories: Story) -> None:
    """Store stories of a document that is there, by a job of their own."""
    claim = taken(storage, storage.add_job(document))
    for story in stories:
        storage.put_story(claim, story)
    storage.finish(claim)


@contextmanager
def answering(storage: Storage, translator: FakeTranslator) -> Iterator[None]:
    """A thread that does a worker's part for short texts."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(0.01):
            storage.greet("w1", "fake")
            if request := storage.take_request():
                try:
                    units = translate_texts(request.texts, translator, storage.assets(request.organisation))
                    storage.answer(request.id, {"units": to_dict(units), "translator": to_dict(translator.identity)})
                except YibaoError as error:
                    storage.answer(request.id, noted(error))

    storage.greet("w1", "fake")
    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
