"""The contract of the database, kept by SQLite and by PostgreSQL.

PostgreSQL is tried where `YIBAO_TEST_POSTGRES` has the URL of a database; everything in it is deleted.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from service.errors import Conflict, NotFound, ServiceUnavailable
from service.jobs import ENDED, ArticleProgress, State
from service.schema import corrections, documents, jobs, metadata
from service.storage import Claim, Request, Storage
from tests.desk import BRIEFS, FRONT, brief, file, finished, remade, source, taken

POSTGRES = os.environ.get("YIBAO_TEST_POSTGRES", "")
DATABASES = ["sqlite", *(["postgres"] if POSTGRES else [])]


def emptied(url: str) -> Storage:
    """PostgreSQL with nothing in it."""
    storage = Storage(url)
    with storage.engine.begin() as db:
        db.execute(sa.text("DROP SCHEMA public CASCADE"))
        db.execute(sa.text("CREATE SCHEMA public"))
    return storage


@pytest.fixture(params=DATABASES)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """A database without tables."""
    storage = emptied(POSTGRES) if request.param == "postgres" else Storage(f"sqlite:///{tmp_path}/bare.db")
    yield storage
    storage.close()


@pytest.fixture(params=DATABASES)
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    """A database with empty tables."""
    if request.param == "sqlite":
        yield request.getfixturevalue("storage_of_sqlite")
        return
    storage = emptied(POSTGRES)
    storage.migrate()
    yield storage
    storage.close()


@pytest.fixture
def storage_of_sqlite(empty_database: Path, tmp_path: Path) -> Iterator[Storage]:
    path = tmp_path / "yibao.db"
    path.write_bytes(empty_database.read_bytes())
    storage = Storage(f"sqlite:///{path}")
    yield storage
    storage.close()


def added(storage: Storage, text: str = "松溪镇建成六处口袋公园。", queue: str = "interactive") -> str:
    """The job of a new document."""
    return storage.add_document([source(text)], queue)[1]


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `count` threads get that begin at the same moment."""
    barrier = threading.Barrier(count)

    def run(number: int) -> Any:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


# The tables


def form(db: sa.Connection) -> dict[str, str]:
    """Everything that the database says of its tables."""
    seen = sa.inspect(db)
    parts = (seen.get_columns, seen.get_pk_constraint, seen.get_foreign_keys, seen.get_indexes,
             seen.get_unique_constraints)  # fmt: skip
    return {table: repr([part(table) for part in parts]) for table in seen.get_table_names()}


def test_the_migrations_make_the_tables_of_the_schema(bare: Storage) -> None:
    with bare.engine.begin() as db:
        metadata.create_all(db)
        wanted = form(db)
        metadata.drop_all(db)
    bare.migrate()
    with bare.engine.begin() as db:
        db.execute(sa.text("DROP TABLE alembic_version"))
        assert form(db) == wanted


def test_migrating_again_changes_nothing(storage: Storage) -> None:
    job = added(storage)
    storage.migrate()
    assert storage.job(job).state is State.QUEUED


def test_a_database_of_an_older_version_keeps_what_it_has(bare: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: upgrade(config, "0001"))
        bare.migrate()
    with bare.engine.begin() as db:
        db.execute(sa.text("INSERT INTO documents (id, sha256, name, created) VALUES ('d', 'd', 'page.txt', '2025')"))
        db.execute(
            sa.text("INSERT INTO sources (document, position, name, media_type, data) VALUES ('d', 0, '', '', '')")
        )
    bare.migrate()
    assert bare.briefing("d").name == "page.txt"
    with bare.engine.connect() as db, pytest.raises(sa.exc.IntegrityError):
        db.execute(sa.text("DELETE FROM documents"))


def test_corrections_of_an_older_version_keep_their_order(bare: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: upgrade(config, "0002"))
        bare.migrate()
    row = {"document": "d", "story": "s", "target": "s1", "zh": "一", "before": "a", "after": "b", "author": "Li",
           "undone": "", "undone_by": ""}  # fmt: skip
    old = sa.table("corrections", *map(sa.column, ("id", "created", *row)))
    with bare.engine.begin() as db:
        db.execute(sa.text("INSERT INTO documents (id, sha256, name, created) VALUES ('d', 'd', 'page.txt', '2025')"))
        db.execute(sa.insert(old), [{**row, "id": f"{9 - day}", "created": f"2025-08-0{day}"} for day in (3, 1, 2)])
    bare.migrate()
    assert [(c.id, c.created) for c in bare.corrections("d")] == [
        ("8", "2025-08-01"), ("7", "2025-08-02"), ("6", "2025-08-03"),
    ]  # fmt: skip
    with bare.engine.begin() as db:
        db.execute(sa.insert(corrections), {**row, "id": "0", "created": "2025-08-01"})
    assert [c.id for c in bare.corrections("d")] == ["8", "7", "6", "0"]


def test_two_may_migrate_at_once(bare: Storage) -> None:
    bare.engine.connect().close()
    others = [Storage(bare.url) for _ in range(2)]
    at_once(2, lambda i: others[i].migrate())
    for other in others:
        other.close()
    bare.ping()


def test_a_migration_that_breaks_leaves_no_table(bare: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", broken)
        patch.setattr("alembic.operations.BatchOperations.create_index", broken)
        with pytest.raises(RuntimeError):
            bare.migrate()
    assert sa.inspect(bare.engine).get_table_names() == []
    bare.migrate()
    bare.ping()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/yibao.db", "postgresql+psycopg://127.0.0.1:1/none"])
def test_a_database_that_does_not_answer_is_said_to(url: str) -> None:
    if url.startswith("postgresql"):
        pytest.importorskip("psycopg", exc_type=ImportError)
    for ask in (Storage(url).ping, Storage(url).migrate):
        with pytest.raises(ServiceUnavailable, match="the database"):
            ask()


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "yibao.db").write_bytes(b"not a database" * 100)
    with pytest.raises(ServiceUnavailable, match="the database"):
        Storage(f"sqlite:///{tmp_path}/yibao.db").migrate()


# Documents


def test_a_document_comes_with_a_job_that_waits(storage: Storage) -> None:
    document, job, new = storage.add_document([source(name="a.txt"), source("第二版", "b.txt")], "batch")
    assert new
    found = storage.job(job)
    assert (found.document, found.name, found.queue, found.state) == (document, "a.txt, b.txt", "batch", State.QUEUED)
    assert (found.deliveries, found.error, found.articles, found.ended) == (0, "", (), False)
    assert storage.waiting("batch") == [job]
    assert storage.waiting("interactive") == []


def test_the_worker_gets_the_bytes_that_were_sent(storage: Storage) -> None:
    given = (source(name="a.txt"), replace(source(name="b"), data=bytes(range(256)), media_type="text/plain"))
    _, job, _ = storage.add_document(given)
    assert taken(storage, job).sources == given


def test_the_same_bytes_are_the_same_document(storage: Storage) -> None:
    first = storage.add_document([source(name="a.txt")])
    assert storage.add_document([source(name="again.txt")]) == (*first[:2], False)
    assert storage.add_document([source("另一篇")])[0] != first[0]
    # Pages are in order: the other way about they are another document.
    assert (
        storage.add_document([source("一"), source("二")])[0] != storage.add_document([source("二"), source("一")])[0]
    )


@pytest.mark.parametrize(
    ("ended", "anew"), [(State.DONE, False), (State.FAILED, True), (State.CANCELLED, True), (State.QUARANTINED, True)]
)
def test_bytes_that_came_to_nothing_are_tried_anew(storage: Storage, ended: State, anew: bool) -> None:
    document, job, _ = storage.add_document([source()])
    storage.fail(taken(storage, job), "", ended)
    again = storage.add_document([source()])
    assert again[0] == document
    assert again[2] is anew
    assert (again[1] != job) is anew


def test_the_same_bytes_from_many_at_once_are_one_job(storage: Storage) -> None:
    found = at_once(6, lambda _: storage.add_document([source()]))
    assert len({(document, job) for document, job, _ in found}) == 1
    assert sum(new for *_, new in found) == 1


def test_failed_bytes_from_many_at_once_are_one_new_job(storage: Storage) -> None:
    _, job, _ = storage.add_document([source()])
    storage.fail(taken(storage, job), "broken")
    found = at_once(4, lambda _: storage.add_document([source()]))
    assert len({job for _, job, _ in found}) == 1


def test_a_document_can_have_another_job(storage: Storage) -> None:
    document = brief(storage, source())
    job = storage.add_job(document)
    assert storage.newest_job(document).id == job
    assert storage.newest_job(document).state is State.QUEUED
    with pytest.raises(NotFound):
        storage.add_job("0" * 16)


def test_a_document_has_one_job_that_waits(storage: Storage) -> None:
    document, job, _ = storage.add_document([source()], "batch")
    assert {storage.add_job(document) for _ in range(3)} == {job}
    assert (storage.waiting("interactive"), storage.waiting("batch")) == ([job], [])
    assert storage.renew([document], "batch") == []
    taken(storage, job)
    # One that runs may have seen what is no longer so.
    (again,) = set(at_once(4, lambda _: storage.add_job(document)))
    assert again != job
    assert storage.waiting("interactive") == [again]


def test_documents_renewed_by_many_at_once_have_one_job_that_waits(storage: Storage) -> None:
    wanted = [brief(storage, source(f"第{i}篇")) for i in range(3)]
    made = at_once(4, lambda i: storage.renew(wanted[:: (-1) ** i], "batch"))
    assert sorted(chain(*made)) == sorted(storage.waiting("batch"))
    assert len(storage.waiting("batch")) == 3


@pytest.mark.parametrize("ask", [Storage.job, Storage.newest_job, Storage.briefing, Storage.cancel])
def test_what_is_not_there_is_not_found(storage: Storage, ask: Callable[[Storage, str], object]) -> None:
    with pytest.raises(NotFound):
        ask(storage, "0" * 16)


# Claims


def test_a_job_is_one_workers(storage: Storage) -> None:
    job = added(storage)
    claim = taken(storage, job, "w1")
    assert storage.claim(job, "w2", 3) is None
    assert storage.job(job).state is State.RUNNING
    assert storage.waiting("interactive") == []
    storage.finish(claim)
    assert storage.job(job).state is State.DONE
    assert storage.claim(job, "w1", 3) is None
    assert storage.claim("0" * 32, "w1", 3) is None


def test_of_many_workers_one_gets_the_job(storage: Storage) -> None:
    work = [added(storage, f"第{i}篇") for i in range(12)]

    def take(number: int) -> list[str]:
        return [job for job in work if storage.claim(job, f"w{number}", 3)]

    assert sorted(chain(*at_once(4, take))) == sorted(work)


def test_a_worker_whose_child_died_takes_its_job_again(storage: Storage) -> None:
    job = added(storage)
    taken(storage, job, "w1")
    assert taken(storage, job, "w1").job == job
    assert storage.job(job).deliveries == 2


def test_a_document_that_kills_its_worker_is_given_up(storage: Storage) -> None:
    job = added(storage)
    for _ in range(3):
        taken(storage, job, most=3)
    assert storage.claim(job, "w1", 3) is None
    found = storage.job(job)
    assert found.state is State.QUARANTINED
    assert found.error == "given up after 3 tries: the worker died each time; see its log"


def test_a_worker_that_stops_in_good_order_gives_back(storage: Storage) -> None:
    mine, theirs = added(storage, "一"), added(storage, "二")
    claim = taken(storage, mine, "w1")
    taken(storage, theirs, "w2")
    storage.give_back("w1")
    assert (storage.job(mine).state, storage.job(mine).deliveries) == (State.QUEUED, 0)
    assert (storage.job(theirs).state, storage.job(theirs).deliveries) == (State.RUNNING, 1)
    with pytest.raises(Conflict):
        storage.beat(claim)


def test_a_silent_worker_loses_its_job(storage: Storage) -> None:
    job = added(storage)
    claim = taken(storage, job, "w1")
    assert storage.take_back(older_than=60) == []
    assert storage.take_back(older_than=0) == [(job, "interactive")]
    taken(storage, job, "w2")
    # The first one lives after all: nothing that it says counts any more.
    with pytest.raises(Conflict, match="another worker"):
        storage.beat(claim)
    storage.finish(claim)
    storage.fail(claim, "late")
    found = storage.job(job)
    assert (found.state, found.error) == (State.RUNNING, "")


def test_a_worker_that_lost_its_job_stores_nothing(storage: Storage) -> None:
    page, (story, *_) = finished(file(BRIEFS))
    document = brief(storage, file(BRIEFS))
    before = storage.briefing(document)
    job = storage.add_job(document)
    late = taken(storage, job, "w1")
    storage.take_back(older_than=0)
    claim = taken(storage, job, "w2")
    storage.put_page(claim, page)
    storage.progress(claim, story.id, "translating", 1, 2)
    going_on = storage.job(job).articles
    for store in (
        lambda: storage.put_page(late, replace(page, articles=())),
        lambda: storage.progress(late, story.id, "done", 2, 2),
        lambda: storage.put_story(late, replace(story, headings=())),
    ):
        with pytest.raises(Conflict, match="another worker"):
            store()
    assert storage.job(job).articles == going_on
    assert storage.briefing(document) == before


def test_a_beating_job_is_not_taken_back(storage: Storage) -> None:
    claim = taken(storage, added(storage))
    time.sleep(0.3)
    assert storage.beat(claim) is False
    assert storage.take_back(older_than=0.2) == []
    time.sleep(0.3)
    assert storage.take_back(older_than=0.2) == [(claim.job, "interactive")]


def test_a_job_that_was_just_sent_does_not_wait_for_long(storage: Storage) -> None:
    first, second = added(storage, "一"), added(storage, "二")
    time.sleep(0.3)
    storage.touch(second)
    assert storage.waiting("interactive", older_than=0.2) == [first]
    assert storage.waiting("interactive") == [first, second]


def test_a_starting_service_forgets_the_workers_it_had(storage: Storage) -> None:
    job = added(storage)
    taken(storage, job)
    storage.greet("w1")
    storage.forget_workers()
    assert storage.job(job).state is State.QUEUED
    assert storage.job(job).deliveries == 1
    assert storage.alive(60) == []


# Cancelling


def test_a_waiting_job_stops_at_once(storage: Storage) -> None:
    job = added(storage)
    assert storage.cancel(job).state is State.CANCELLED
    assert storage.claim(job, "w1", 3) is None
    assert storage.cancel(job).state is State.CANCELLED


def test_a_running_job_is_asked_to_stop(storage: Storage) -> None:
    claim = taken(storage, added(storage))
    assert storage.beat(claim) is False
    assert storage.cancel(claim.job).state is State.RUNNING
    assert storage.beat(claim) is True


def test_a_job_asked_to_stop_whose_worker_died_does_not_begin_again(storage: Storage) -> None:
    claim = taken(storage, added(storage))
    storage.cancel(claim.job)
    assert storage.claim(claim.job, "w1", 3) is None
    assert storage.job(claim.job).state is State.CANCELLED


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.QUARANTINED])
def test_an_ended_job_cannot_stop(storage: Storage, state: State) -> None:
    claim = taken(storage, added(storage))
    storage.fail(claim, "as it went", state)
    with pytest.raises(Conflict, match=state.value):
        storage.cancel(claim.job)
    assert (storage.job(claim.job).state, storage.job(claim.job).error) == (state, "as it went")


# Results


def test_a_briefing_is_what_was_stored(storage: Storage) -> None:
    page, stories = finished(file(FRONT))
    document = brief(storage, file(FRONT))
    found = storage.briefing(document)
    assert found.stories == tuple(sorted(stories, key=lambda story: story.order))
    assert found.furniture == tuple(p.text for p in page.furniture)
    assert found.unassigned == tuple(p.text for p in page.unassigned)
    assert found.repairs == page.repairs
    assert (found.id, found.name) == (document, "front-page.txt")


def test_a_briefing_grows(storage: Storage) -> None:
    page, stories = finished(file(BRIEFS))
    document, job, _ = storage.add_document([file(BRIEFS)])
    assert storage.briefing(document).stories == ()
    claim = taken(storage, job)
    storage.put_page(claim, page)
    assert [a.stage for a in storage.job(job).articles] == ["waiting"] * len(stories)
    storage.put_story(claim, stories[0])
    storage.progress(claim, stories[0].id, "done", 1, 1)
    assert storage.briefing(document).stories == stories[:1]
    assert storage.job(job).articles[0] == ArticleProgress(stories[0].id, stories[0].title.zh, "done", 1, 1)


def test_storing_again_changes_nothing(storage: Storage) -> None:
    page, stories = finished(file(BRIEFS))
    document = brief(storage, file(BRIEFS))
    once = storage.briefing(document)
    claim = taken(storage, storage.add_job(document))
    storage.put_page(claim, page)
    for story in stories:
        storage.put_story(claim, story)
    assert storage.briefing(document) == once


def test_two_workers_may_store_the_same_stories_at_once(storage: Storage) -> None:
    page, stories = finished(file(BRIEFS))
    document, job, _ = storage.add_document([file(BRIEFS)])
    claim = taken(storage, job)

    def work(_: int) -> None:
        storage.put_page(claim, page)
        for story in stories:
            storage.put_story(claim, story)
        storage.greet("w1", "fake")

    at_once(2, work)
    assert sorted(s.id for s in storage.briefing(document).stories) == sorted(s.id for s in stories)


def test_a_story_under_another_signature_is_made_again(storage: Storage) -> None:
    document = brief(storage, file(BRIEFS))
    story = storage.briefing(document).stories[0]
    assert storage.held(document)[story.id] == story.provenance.signature
    changed = replace(story, provenance=replace(story.provenance, signature="other"))
    remade(storage, document, changed)
    assert storage.held(document)[story.id] == "other"
    assert changed in storage.briefing(document).stories


def test_stories_of_articles_that_are_no_more_go(storage: Storage) -> None:
    page, stories = finished(file(BRIEFS))
    document = brief(storage, file(BRIEFS))
    claim = taken(storage, storage.add_job(document))
    storage.put_page(claim, replace(page, articles=page.articles[1:]))
    assert len(storage.briefing(document).stories) == len(stories) - 1


# The list, and search


@pytest.fixture
def library(storage: Storage) -> tuple[Storage, dict[str, str]]:
    """A database with three briefings, oldest first, and their ids by name."""
    found = {}
    for given in (file(BRIEFS), file(FRONT), source()):
        found[given.name] = brief(storage, given)
    return storage, found


def test_the_newest_stands_first(library: tuple[Storage, dict[str, str]]) -> None:
    storage, ids = library
    assert [line.id for line in storage.briefings()] == list(reversed(ids.values()))
    newest, middle, oldest = storage.briefings()
    assert (newest.name, newest.state, len(newest.stories)) == ("note.txt", State.DONE, 1)
    assert [line.id for line in storage.briefings(limit=1)] == [newest.id]
    assert [line.id for line in storage.briefings(before=newest.created)] == [middle.id, oldest.id]


def test_briefings_of_one_moment_are_all_paged_through(storage: Storage) -> None:
    ids = {storage.add_document([source(f"第{i}篇")])[0] for i in range(4)}
    with storage.engine.begin() as db:
        db.execute(sa.update(documents).values(created="2025-08-06T09:30:00.000Z"))
    first = storage.briefings(limit=2)
    second = storage.briefings(limit=2, before=first[-1].cursor)
    assert {line.id for line in (*first, *second)} == ids
    assert [line.id for line in (*first, *second)] == [line.id for line in storage.briefings()]
    assert storage.briefings(before=second[-1].cursor) == storage.briefings(before=first[0].created) == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("县图书馆", ["briefs.txt"]),
        ("縣圖書館", ["briefs.txt"]),
        ("县图书馆 石桥镇", []),
        ("松溪镇", ["note.txt", "front-page.txt", "briefs.txt"]),
        ("松溪 口袋公园", ["note.txt"]),
        ("松 园", ["note.txt"]),
        ("园", ["note.txt", "front-page.txt"]),
        ("Opera", []),
        ("percent", ["front-page.txt"]),
        ("PERCENT shen zhiyuan", ["front-page.txt"]),
        ("perc", []),
        ("沈知远", ["front-page.txt"]),
        ("知沈", []),
        ("zhiyuan", ["front-page.txt"]),
        ("186.4", ["front-page.txt"]),
        ("%", []),
        ("_", []),
        ("' OR title_zh != '' --", []),
        ("。", []),
    ],
)
def test_search_in_both_languages(library: tuple[Storage, dict[str, str]], query: str, names: list[str]) -> None:
    assert [line.name for line in library[0].briefings(query=query)] == names


def test_a_search_shows_the_stories_that_match(library: tuple[Storage, dict[str, str]]) -> None:
    (line,) = library[0].briefings(query="图书馆")
    assert [story.title_zh for story in line.stories] == ["县图书馆延长开放时间"]


def test_what_is_searched_in_one_language_is_found_in_the_other(library: tuple[Storage, dict[str, str]]) -> None:
    story = library[0].briefings(query="图书馆")[0].stories[0]
    (line,) = library[0].briefings(query=story.title_en)
    assert story in line.stories


def test_the_day_is_the_storys_or_the_uploads(library: tuple[Storage, dict[str, str]]) -> None:
    storage, _ = library
    uploaded = storage.briefings()[0].created[:10]
    assert {line.name for line in storage.briefings(date="2025-08-06")} == {"briefs.txt", "front-page.txt"}
    assert len(storage.briefings(date=uploaded)) == 3
    assert storage.briefings(date="1999-01-01") == []


def test_publishers(library: tuple[Storage, dict[str, str]]) -> None:
    storage, _ = library
    assert "青岚日报" in storage.publishers()
    assert [line.name for line in storage.briefings(publisher="日报")] == ["briefs.txt"]
    assert storage.briefings(publisher="%") == []
    assert [line.name for line in storage.briefings(publisher="日报", query="图书馆", date="2025-08-06")] == [
        "briefs.txt"
    ]


def test_a_document_shows_before_it_has_a_story(storage: Storage) -> None:
    document, job, _ = storage.add_document([source()])
    (line,) = storage.briefings()
    assert (line.id, line.job, line.state, line.stories) == (document, job, State.QUEUED, ())
    storage.fail(taken(storage, job), "no article")
    assert storage.briefings()[0].state is State.FAILED


def test_the_newest_jobs(storage: Storage) -> None:
    made = [added(storage, f"第{i}篇") for i in range(4)]
    assert [job.id for job in storage.recent_jobs(3)] == made[:0:-1]


# Short texts and workers


def test_short_texts_are_answered_in_order(storage: Storage) -> None:
    first = storage.ask(["一", "\x00二"])
    time.sleep(0.002)
    second = storage.ask(["三"])
    assert storage.answered(first) is None
    assert storage.take_request() == Request(first, ("一", "\x00二"), "")
    assert storage.take_request() == Request(second, ("三",), "")
    assert storage.take_request() is None
    storage.answer(first, {"units": ["one"]})
    assert storage.answered(first) == {"units": ["one"]}
    storage.forget(first)
    assert storage.answered(first) is None


def test_a_short_text_is_answered_once(storage: Storage) -> None:
    asked = {storage.ask([f"第{i}"]) for i in range(8)}

    def work(_: int) -> list[str]:
        found = []
        while request := storage.take_request():
            found.append(request.id)
        return found

    assert sorted(chain(*at_once(4, work))) == sorted(asked)


def test_texts_that_nobody_waits_for_are_forgotten(storage: Storage) -> None:
    storage.ask(["一"])
    storage.forget(older_than=60)
    assert storage.take_request() is not None
    storage.ask(["二"])
    storage.forget(older_than=-1)
    assert storage.take_request() is None


def test_workers_are_known_by_their_sign_of_life(storage: Storage) -> None:
    storage.greet("w1")
    storage.greet("w1", "fake")
    storage.greet("w1")
    storage.greet("w2")
    assert storage.alive(60) == [("w1", "fake"), ("w2", "")]
    assert storage.alive(-1) == []


# The life of a job, as any workers may lead it


class Lives(RuleBasedStateMachine):
    """Workers that take, work on, lose and end jobs in any order, beside a plain account of what must be."""

    held = Bundle("held")

    @initialize()
    def begin(self) -> None:
        self.storage = Storage("sqlite://")
        with self.storage.engine.begin() as db:
            metadata.create_all(db)
        self.jobs = [added(self.storage, f"第{i}篇") for i in range(2)]
        self.holder: dict[str, tuple[str, Claim] | None] = dict.fromkeys(self.jobs)
        self.ended: dict[str, State] = {}
        self.asked: set[str] = set()
        self.deliveries = dict.fromkeys(self.jobs, 0)

    def teardown(self) -> None:
        if hasattr(self, "storage"):
            self.storage.close()

    @rule(target=held, which=st.integers(0, 1), worker=st.sampled_from(["w1", "w2"]))
    def claim(self, which: int, worker: str) -> Any:
        job = self.jobs[which]
        holder = self.holder[job]
        free = job not in self.ended and (holder is None or holder[0] == worker)
        claim = self.storage.claim(job, worker, 3)
        if not free:
            assert claim is None
            return multiple()
        self.deliveries[job] += 1
        if job in self.asked or self.deliveries[job] > 3:
            assert claim is None
            self.ended[job] = State.CANCELLED if job in self.asked else State.QUARANTINED
            return multiple()
        assert claim is not None
        self.holder[job] = (worker, claim)
        return claim

    def holds(self, claim: Claim) -> bool:
        holder = self.holder[claim.job]
        return claim.job not in self.ended and holder is not None and holder[0] == claim.worker

    @rule(claim=held)
    def beat(self, claim: Claim) -> None:
        if self.holds(claim):
            assert self.storage.beat(claim) is (claim.job in self.asked)
        else:
            with pytest.raises(Conflict):
                self.storage.beat(claim)

    @rule(claim=consumes(held), state=st.sampled_from([State.DONE, State.FAILED, State.CANCELLED]))
    def end(self, claim: Claim, state: State) -> None:
        if self.holds(claim):
            self.ended[claim.job] = state
        self.storage.fail(claim, "", state)

    @rule(which=st.integers(0, 1))
    def cancel(self, which: int) -> None:
        job = self.jobs[which]
        if job in self.ended:
            if self.ended[job] is not State.CANCELLED:
                with pytest.raises(Conflict):
                    self.storage.cancel(job)
            return
        if self.holder[job] is None:
            self.ended[job] = State.CANCELLED
        else:
            self.asked.add(job)
        self.storage.cancel(job)

    @rule()
    def silence(self) -> None:
        self.storage.take_back(older_than=0)
        self.holder = dict.fromkeys(self.jobs)

    @rule(worker=st.sampled_from(["w1", "w2"]))
    def stop(self, worker: str) -> None:
        self.storage.give_back(worker)
        for job, holder in self.holder.items():
            if holder is not None and holder[0] == worker and job not in self.ended:
                self.holder[job] = None
                self.deliveries[job] -= 1

    @invariant()
    def the_database_agrees(self) -> None:
        with self.storage.engine.connect() as db:
            rows = {row.id: row for row in db.execute(sa.select(jobs))}
        for job in self.jobs:
            expected = self.ended.get(job) or (State.RUNNING if self.holder[job] else State.QUEUED)
            assert (rows[job].state, rows[job].deliveries) == (expected, self.deliveries[job])
            assert (rows[job].state in ENDED) == (job in self.ended)


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
