"""The tasks: an id in, the service's pipeline, results in the database."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from types import FrameType
from typing import Any

from celery.exceptions import Reject
from celery.signals import heartbeat_sent, worker_process_init, worker_ready, worker_shutting_down
from sqlalchemy.exc import DBAPIError

from models.errors import Cancelled
from service.codec import to_dict
from service.engines import open_engines, open_scorer
from service.errors import Conflict, InternalError, YibaoError, noted
from service.intake import Limits
from service.jobs import State, worker_name
from service.logs import log
from service.orphans import die_with_parent
from service.passages import translate_texts
from service.pipeline import Pipeline, Progress, require_articles, take_apart
from service.queue import ANSWER, BATCH, INTERACTIVE, PROCESS
from service.settings import Settings
from service.storage import STOPPED, Claim, Storage
from workers import app


@cache
def settings() -> Settings:
    return Settings.from_environ()


def storage() -> Storage:
    """The process's database: connections do not survive a fork."""
    return _storage_of(os.getpid())


@cache
def _storage_of(_: int) -> Storage:
    return Storage(settings().database)


@cache
def pipeline() -> Pipeline:
    """The process's engines, loaded at its first task: never in the parent, whose fork they would not survive."""
    engines = open_engines(settings().translator, settings().summarizer, settings(), log().info)
    made = Pipeline(*engines, scorer=open_scorer(settings(), log().info))
    names = [i.model for i in (made.engines.translator, made.engines.summarizer) if i]
    storage().greet(worker_name(os.getppid()), " · ".join(dict.fromkeys(names)))
    return made


@app.task(name=PROCESS)
def process_document(job: str) -> None:
    """Make the briefing of a job's document. Repeating it changes nothing."""
    if not take_up(job):
        # Where the worker gave it back, the next one is to hear of it.
        raise Reject(requeue=True)


def take_up(job: str) -> bool:
    """Work on a job, if it is to be had. Returns False where it was lost on the way."""
    claim = storage().claim(job, worker_name(os.getppid()), settings().max_deliveries)
    return claim is None or process(claim)


@app.task(name=ANSWER)
def answer_requests() -> None:
    """Translate the short texts that wait."""
    while request := storage().take_request():
        try:
            units = translate_texts(
                request.texts, pipeline().translator, storage().assets(request.organisation), scorer=pipeline().scorer
            )
            result = {"units": to_dict(units), "translator": to_dict(pipeline().engines.translator)}
        except YibaoError as error:
            result = noted(error)
        except Exception as error:  # noqa: BLE001 - the document that this one overtakes must not fail with it
            log().exception("short text failed", request=request.id)
            result = noted(InternalError(internal(error)))
        storage().answer(request.id, result)


def process(claim: Claim) -> bool:
    """The way from a claimed job to stored stories; every end is written down. Returns False where the job is another's
    by now, or nobody's.

    Where the database itself fails, the job stays as it is and is sent again when it has been silent for too long.
    """
    log().info("job begins", job=claim.job, queue=claim.queue)
    try:
        with heart(claim):
            make_stories(claim)
        storage().finish(claim)
        log().info("job done", job=claim.job)
    except Conflict as error:
        log().warning("job lost", job=claim.job, error=str(error))
        return False
    except Cancelled as error:
        storage().fail(claim, str(error), State.CANCELLED)
    except YibaoError as error:
        log().warning("job failed", job=claim.job, error=str(error))
        storage().fail(claim, str(error))
    except DBAPIError:
        log().exception("no database", job=claim.job)
    except Exception as error:  # noqa: BLE001 - whatever it is, the job's owner must hear of it; the log has the rest
        log().exception("job failed", job=claim.job)
        storage().fail(claim, internal(error))
    return True


def internal(error: Exception) -> str:
    return f"internal error: {type(error).__name__}; see the worker's log"


@contextmanager
def heart(claim: Claim) -> Iterator[None]:
    """Say every few seconds that the job is alive, also while the engine is long at a batch."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(settings().stale_seconds / 6):
            try:
                storage().beat(claim)
            except (Conflict, DBAPIError) as error:
                log().warning("no heartbeat", job=claim.job, error=str(error))

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def make_stories(claim: Claim) -> None:
    page = take_apart(claim.sources, Limits.of(settings()))
    storage().put_page(claim, page)
    require_articles(page)

    def watch(progress: Progress) -> None:
        if storage().beat(claim):
            raise Cancelled(STOPPED)
        storage().progress(claim, progress.article, progress.stage, progress.done, progress.total)
        let_others_through(claim.queue)

    ours = replace(pipeline(), assets=storage().assets(claim.organisation))
    for story in ours.stories(page, storage().held(claim.document), watch):
        storage().put_story(claim, story)


def let_others_through(queue: str) -> None:
    """Between two batches of sentences: short texts overtake every document, interactive documents a night's batch."""
    answer_requests()
    if queue == BATCH:
        for job in storage().waiting(INTERACTIVE):
            take_up(job)


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A child without its parent would go on with a job that others take for lost."""
    die_with_parent(signal.SIGKILL)


@heartbeat_sent.connect
def say_that_it_lives(**_: Any) -> None:
    """The parent speaks for the worker, every two seconds; it loads no engine."""
    storage().greet(worker_name(os.getpid()))


@worker_ready.connect
def hand_over_first(**_: Any) -> None:
    """Celery says that the worker stops when its child has, and one that is long at a batch may outlast whoever waits
    for the worker."""
    for number in (signal.SIGQUIT, signal.SIGTERM):
        before = signal.getsignal(number)
        if callable(before) and getattr(before, "__name__", "") == "worker_Cold":  # so Celery names it
            signal.signal(number, HandOver(before))


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a worker does at a signal that stops it at once: it gives back its work, then what Celery does."""

    then: Callable[[int, FrameType | None], object]

    def __call__(self, number: int, frame: FrameType | None) -> None:
        hand_over("Cold")
        self.then(number, frame)


@worker_shutting_down.connect
def hand_over(how: str, **_: Any) -> None:
    """A worker that is told to stop at once leaves nothing in its hands, also not what its child took as it stopped; a
    warm stop comes to the end of its task."""
    if how != "Cold":
        return
    try:
        storage().give_back(worker_name(os.getpid()))
    except DBAPIError as error:
        log().warning("nothing given back", error=str(error.orig))
