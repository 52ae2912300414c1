"""The tasks: an id in, the service's pipeline, results in the database."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from celery.signals import worker_ready

from models.errors import Cancelled
from service.codec import to_dict
from service.engines import open_engines
from service.errors import ModelError, YibaoError
from service.intake import Limits
from service.jobs import State
from service.logs import log
from service.pipeline import Pipeline, Progress, take_apart
from service.queue import ANSWER, BATCH, INTERACTIVE, PROCESS
from service.settings import Settings
from service.storage import JobWork, Storage
from service.translation import translate_texts
from workers import app

BEAT_SECONDS = 5.0


@cache
def settings() -> Settings:
    return Settings.from_environ()


@cache
def storage() -> Storage:
    """The process's database. Called in the child: connections do not survive a fork."""
    return Storage(settings().database)


@cache
def pipeline() -> Pipeline:
    """The process's engines, loaded at its first task: never in the parent, whose fork they would not survive."""
    made = Pipeline(*open_engines(settings().translator, settings().summarizer, settings(), log().info))
    names = [i.model for i in (made.engines.translator, made.engines.summarizer) if i]
    storage().greet(name(), " · ".join(dict.fromkeys(names)))
    return made


def name() -> str:
    return f"{socket.gethostname()}-{os.getppid()}"[-64:]


class Pulse(threading.Thread):
    """Says every few seconds that the job is alive, and hears whether it is to stop."""

    def __init__(self, job: str) -> None:
        super().__init__(daemon=True)
        self.job, self.cancelled, self._over = job, False, threading.Event()

    def run(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            self.cancelled = storage().beat(self.job) or self.cancelled

    def stop(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def pulse(job: str) -> Iterator[Pulse]:
    beating = Pulse(job)
    beating.start()
    try:
        yield beating
    finally:
        beating.stop()


@app.task(name=PROCESS)
def process_document(job: str) -> None:
    """Make the briefing of a job's document. Repeating it changes nothing."""
    work = storage().claim(job, name(), settings().stale_seconds, settings().max_deliveries)
    if work is not None:
        process(work)


@app.task(name=ANSWER)
def answer_requests() -> None:
    """Translate the short texts that wait."""
    while request := storage().take_request():
        key, texts = request
        try:
            units = translate_texts(texts, pipeline().translator)
            identity = to_dict(pipeline().engines.translator)
            storage().answer(key, {"units": to_dict(units), "translator": identity})
        except YibaoError as error:
            storage().answer(key, {"error": str(error)})


def process(work: JobWork) -> None:
    """The way from a claimed job to stored stories; every end is written down."""
    log().info("job begins", job=work.job, queue=work.queue)
    try:
        with pulse(work.job) as beating:
            make_stories(work, beating)
    except Cancelled as error:
        storage().fail(work.job, str(error), State.CANCELLED)
    except ModelError as error:
        log().error("no engine", job=work.job, error=str(error))
        storage().fail(work.job, str(error))
    except YibaoError as error:
        storage().fail(work.job, str(error))
    except Exception as error:
        # Whatever it is, the owner of the job must hear of it; the log has the rest.
        log().exception("job failed", job=work.job)
        storage().fail(work.job, f"internal error: {type(error).__name__}; see the worker's log")
        raise
    else:
        storage().finish(work.job)
        log().info("job done", job=work.job)


def make_stories(work: JobWork, beating: Pulse) -> None:
    page = take_apart(work.sources, Limits.of(settings()))
    storage().put_page(work.job, work.document, page)
    storage().keep_only(work.document, [article.id for article in page.articles])
    held = storage().held(work.document, pipeline().engines.signature)
    for article in held:
        storage().progress(work.job, article, "done", 1, 1)

    def watch(progress: Progress) -> None:
        if beating.cancelled:
            raise Cancelled("stopped on request; finished stories are kept")
        storage().progress(work.job, progress.article, progress.stage, progress.done, progress.total)
        let_others_through(work.queue)

    for story in pipeline().stories(page, held, watch):
        storage().put_story(work.document, story)


def let_others_through(queue: str) -> None:
    """Between two batches of sentences: short texts overtake every document, interactive documents a night's batch."""
    answer_requests()
    if queue == BATCH:
        for job, _ in storage().queued(INTERACTIVE):
            process_document(job)


@worker_ready.connect  # type: ignore[untyped-decorator]
def greet_from_parent(**_: Any) -> None:
    """The parent says that the worker lives; it has a database of its own and no engine."""

    def greet() -> None:
        parent = Storage(settings().database)
        worker = f"{socket.gethostname()}-{os.getpid()}"[-64:]
        while True:
            parent.greet(worker, "")
            threading.Event().wait(BEAT_SECONDS)

    threading.Thread(target=greet, daemon=True).start()
