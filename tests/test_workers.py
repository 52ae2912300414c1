"""A real worker behind a real broker, with the fake engine: jobs to briefings, short texts, order, and the sweeper."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from service.jobs import State
from service.queue import BATCH, INTERACTIVE, Queue, send_waiting
from service.records import Source
from service.settings import Settings
from service.storage import Storage
from tests.desk import BRIEFS, FRONT, file, finished, source
from tests.running import broker, suspend, until, worker
from workers.sweeper import sweep


@pytest.fixture(scope="module")
def settings(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("works")
    (home / "yibao.db").write_bytes(empty_database.read_bytes())
    return Settings(home=home, stale_seconds=3)


@pytest.fixture(scope="module")
def storage(settings: Settings) -> Iterator[Storage]:
    storage = Storage(settings.database)
    yield storage
    storage.close()


@pytest.fixture(scope="module")
def queue(settings: Settings) -> Iterator[Queue]:
    """The broker, from the web's side."""
    with broker(settings):
        yield Queue(settings)


@pytest.fixture(scope="module")
def _worker(settings: Settings, queue: Queue) -> Iterator[None]:
    with worker(settings):
        yield


@pytest.fixture
def own(tmp_path: Path, empty_database: Path) -> Iterator[tuple[Settings, Storage, Queue]]:
    """Settings, database and queue of the test's own; no broker runs yet."""
    (tmp_path / "yibao.db").write_bytes(empty_database.read_bytes())
    settings = Settings(home=tmp_path)
    storage = Storage(settings.database)
    yield settings, storage, Queue(settings)
    storage.close()


def sent(storage: Storage, queue: Queue, *sources: object, name: str = INTERACTIVE) -> tuple[str, str]:
    """A document whose job has been sent: (document, job)."""
    document, job, _ = storage.add_document(sources, name)  # type: ignore[arg-type]
    assert queue.send_job(job, name)
    return document, job


def ended(storage: Storage, job: str) -> State:
    until(lambda: storage.job(job).ended, what=f"the end of {storage.job(job)}")
    return storage.job(job).state


# The broker alone


def test_a_message_waits_in_its_queue(storage: Storage, queue: Queue) -> None:
    assert queue.depth(BATCH) == 0
    for number in range(3):
        assert queue.send_job(f"{number:032x}", BATCH)
    assert (queue.depth(BATCH), queue.depth(INTERACTIVE)) == (3, 0)


def test_without_a_broker_nothing_waits_for_it(tmp_path: Path) -> None:
    absent = Queue(Settings(home=tmp_path))
    start = time.monotonic()
    assert absent.send_job("0" * 32, INTERACTIVE) is False
    assert absent.send_request() is False
    assert absent.ping() is False
    assert absent.depth(INTERACTIVE) is None
    assert time.monotonic() - start < 10  # the rest would take a minute


def test_a_broker_that_comes_back_is_found_again(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    queue = Queue(settings)
    for _ in range(2):
        with broker(settings) as process:
            assert queue.send_job("0" * 32, INTERACTIVE)
            process.kill()
            process.wait()
            assert queue.send_job("0" * 32, INTERACTIVE) is False
    with broker(settings):
        assert queue.send_job("0" * 32, INTERACTIVE)
        assert queue.depth(INTERACTIVE)


# The sweeper


def test_what_the_broker_has_is_not_sent_again(storage: Storage, queue: Queue) -> None:
    _, job = sent(storage, queue, source("县里的第一篇。"), name=BATCH)
    depth = queue.depth(BATCH)
    sweep(storage, queue, stale_seconds=0)
    assert queue.depth(BATCH) == depth
    storage.cancel(job)


def test_what_the_broker_lost_is_sent_again(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    jobs = [storage.add_document([source(f"第{i}篇。")], BATCH)[1] for i in range(3)]
    with broker(settings):
        sweep(storage, queue, stale_seconds=60)
        assert queue.depth(BATCH) == 0
        sweep(storage, queue, stale_seconds=0)
        assert queue.depth(BATCH) == len(jobs)
        sweep(storage, queue, stale_seconds=0)
        assert queue.depth(BATCH) == len(jobs)


def test_what_a_starting_service_sends_is_not_sent_again_at_once(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    job = storage.add_document([source()])[1]
    assert send_waiting(storage, queue) == []
    time.sleep(0.6)
    with broker(settings):
        assert send_waiting(storage, queue) == [job]
        assert queue.depth(INTERACTIVE) == 1
        assert send_waiting(storage, queue) == []
        assert storage.waiting(INTERACTIVE, older_than=0.5) == []


def test_what_a_dead_worker_had_is_sent_again(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    job = storage.add_document([source()])[1]
    assert storage.claim(job, "w1", 3)
    sweep(storage, queue, stale_seconds=60)
    assert storage.job(job).state is State.RUNNING
    with broker(settings):
        sweep(storage, queue, stale_seconds=0)
        assert storage.job(job).state is State.QUEUED
        assert queue.depth(INTERACTIVE) == 1


# With a worker


@pytest.mark.usefixtures("_worker")
def test_a_job_becomes_a_briefing(storage: Storage, queue: Queue) -> None:
    document, job = sent(storage, queue, file(BRIEFS))
    assert ended(storage, job) is State.DONE
    _, stories = finished(file(BRIEFS))
    found = storage.briefing(document)
    assert [story.title for story in found.stories] == [s.title for s in sorted(stories, key=lambda s: s.order)]
    assert [story.units for story in found.stories] == [s.units for s in sorted(stories, key=lambda s: s.order)]
    assert {article.stage for article in storage.job(job).articles} == {"done"}
    assert storage.job(job).deliveries == 1


@pytest.mark.usefixtures("_worker")
def test_a_message_that_comes_twice_changes_nothing(storage: Storage, queue: Queue) -> None:
    document, job = sent(storage, queue, file(FRONT))
    queue.send_job(job, INTERACTIVE)
    assert ended(storage, job) is State.DONE
    before = storage.briefing(document)
    queue.send_job(job, INTERACTIVE)
    until(lambda: queue.depth(INTERACTIVE) == 0)
    again = storage.add_job(document)
    queue.send_job(again, INTERACTIVE)
    assert ended(storage, again) is State.DONE
    # The engines are the same: the stories need not be made again, and were not.
    assert storage.briefing(document) == before
    assert storage.job(job).deliveries == 1


@pytest.mark.usefixtures("_worker")
def test_a_document_that_cannot_be_read_fails_with_its_reason(storage: Storage, queue: Queue) -> None:
    damaged = Source("page.pdf", b"%PDF-1.7 damaged")
    _, job = sent(storage, queue, damaged)
    assert ended(storage, job) is State.FAILED
    assert "damaged" in storage.job(job).error


@pytest.mark.usefixtures("_worker")
def test_a_document_without_an_article_fails_and_shows_what_is_on_it(storage: Storage, queue: Queue) -> None:
    document, job = sent(storage, queue, source("青岚日报 2025年8月6日 星期三 第3版"))
    assert ended(storage, job) is State.FAILED
    assert "no article was found" in storage.job(job).error
    assert storage.briefing(document).furniture != ()


@pytest.mark.usefixtures("_worker")
def test_short_texts_are_answered(storage: Storage, queue: Queue) -> None:
    key = storage.ask(["书记讲话。", ""])
    queue.send_request()
    result = until(lambda: storage.answered(key))
    assert [unit["zh"] for unit in result["units"]] == ["书记讲话。", ""]
    assert result["translator"]["model"] == "fake"


@pytest.mark.usefixtures("_worker")
def test_the_worker_is_known(storage: Storage, queue: Queue) -> None:
    sent(storage, queue, source("甲乙丙丁。"))
    until(lambda: [engines for _, engines in storage.alive(5) if engines] == ["fake"])


def test_an_engine_that_fails_ends_the_job_and_not_the_worker(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings), worker(settings, {"FAKE_FAULTS": '[{"needle": "难题", "kind": "raise"}]'}):
        _, bad = sent(storage, queue, source("这是一道难题。"))
        assert ended(storage, bad) is State.FAILED
        assert storage.job(bad).error == "the fake engine was told to fail"
        _, good = sent(storage, queue, source("这是一道易题。"))
        assert ended(storage, good) is State.DONE


def test_no_engine_is_told_to_whoever_waits(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings), worker(settings, {"YIBAO_TRANSLATOR": "no.such:engine"}):
        _, job = sent(storage, queue, source())
        assert ended(storage, job) is State.FAILED
        assert "no engine 'no.such:engine'" in storage.job(job).error
        key = storage.ask(["书记讲话。"])
        queue.send_request()
        told = until(lambda: storage.answered(key))
        assert (told["error"], "no engine" in told["detail"]) == ("UnknownModel", True)


SLOW = {"FAKE_SECONDS": "0.3"}


def sentences(count: int, about: str) -> Source:
    """An article that takes the engine many batches."""
    return source("".join(f"{about}的第{number}件事情已经办好。" for number in range(count)), f"{about}.txt")


def running(storage: Storage, job: str) -> int:
    """Sentences done of a job that is being translated."""
    return sum(article.done for article in storage.job(job).articles if article.stage == "translating")


def test_stopping_stops_between_two_batches(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings), worker(settings, SLOW):
        document, job = sent(storage, queue, file(BRIEFS), sentences(200, "县里"))
        until(lambda: len(storage.briefing(document).stories) == 5 and running(storage, job))
        storage.cancel(job)
        start = time.monotonic()
        assert ended(storage, job) is State.CANCELLED
        assert time.monotonic() - start < 10  # the rest would take a minute
        found = storage.job(job)
        assert found.error == "stopped on request; finished stories are kept"
        assert len(storage.briefing(document).stories) == 5
        # The worker is free for the next one.
        _, other = sent(storage, queue, source())
        assert ended(storage, other) is State.DONE


def test_what_somebody_waits_for_overtakes_the_night(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings), worker(settings, SLOW):
        _, night = sent(storage, queue, sentences(200, "夜里"), name=BATCH)
        until(lambda: running(storage, night))
        key = storage.ask(["书记讲话。"])
        _, day = sent(storage, queue, source())
        assert ended(storage, day) is State.DONE
        assert storage.job(night).state is State.RUNNING
        assert storage.answered(key)
        # Another document of the night waits for the first.
        _, later = sent(storage, queue, source("夜里的另一篇。"), name=BATCH)
        time.sleep(1)
        assert storage.job(later).state is State.QUEUED
        storage.cancel(night)
        assert ended(storage, later) is State.DONE


def test_one_that_overtakes_and_fails_does_not_take_the_night_with_it(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    faults = {"FAKE_FAULTS": '[{"needle": "难题", "kind": "raise"}]'}
    with broker(settings), worker(settings, SLOW | faults):
        _, night = sent(storage, queue, sentences(40, "夜里"), name=BATCH)
        until(lambda: running(storage, night))
        _, bad = sent(storage, queue, source("这是一道难题。"))
        _, broken = sent(storage, queue, Source("page.pdf", b"%PDF-1.7 damaged"))
        assert ended(storage, bad) is ended(storage, broken) is State.FAILED
        assert ended(storage, night) is State.DONE


def test_a_worker_that_is_told_to_stop_hands_its_job_over(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings):
        with worker(settings, SLOW) as process:
            document, job = sent(storage, queue, file(BRIEFS), sentences(200, "县里"))
            until(lambda: running(storage, job))
            process.terminate()
            process.wait(20)
        assert (storage.job(job).state, storage.job(job).deliveries) == (State.QUEUED, 0)
        with worker(settings):
            assert ended(storage, job) is State.DONE
        assert len(storage.briefing(document).stories) == 6


def test_one_whose_child_is_long_at_a_batch_hands_over_no_later(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings):
        with worker(settings, SLOW) as process:
            document, job = sent(storage, queue, file(BRIEFS), sentences(200, "县里"))
            until(lambda: running(storage, job))
            (child,) = psutil.Process(process.pid).children()
            suspend(child, storage)
            process.terminate()
            until(lambda: storage.job(job).state is State.QUEUED)
            assert process.poll() is None  # a child that is halted ends at a kill only
        # The worker was killed, and so the broker waits long before it gives the message to another.
        assert (storage.job(job).state, storage.job(job).deliveries) == (State.QUEUED, 0)
        assert send_waiting(storage, queue) == [job]
        with worker(settings):
            assert ended(storage, job) is State.DONE
        assert len(storage.briefing(document).stories) == 6


def test_two_workers_share_the_work(own: tuple[Settings, Storage, Queue]) -> None:
    settings, storage, queue = own
    with broker(settings), worker(settings, SLOW), worker(settings, SLOW):
        jobs = [sent(storage, queue, sentences(30, about))[1] for about in ("甲", "乙", "丙", "丁")]
        until(lambda: sum(storage.job(job).state is State.RUNNING for job in jobs) == 2)
        assert {ended(storage, job) for job in jobs} == {State.DONE}
        assert {storage.job(job).deliveries for job in jobs} == {1}
