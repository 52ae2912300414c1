"""The database: documents, jobs, stories. The job table is the truth about work; everything here may be repeated.

SQLite in WAL mode, or PostgreSQL by URL. Nothing is pickled: records are kept as JSON (`service.codec`).
"""

import json
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from service import search
from service.briefing import now
from service.codec import from_dict, to_dict
from service.errors import Conflict, NotFound, ServiceUnavailable
from service.intake import digest
from service.jobs import ArticleProgress, BriefingLine, Job, State, StoryLine
from service.records import Briefing, Page, Repair, Source, Story
from service.schema import documents, job_articles, jobs, sources, stories, translations, workers

GOING_ON = (State.QUEUED, State.RUNNING)
STOPPED = "stopped on request; finished stories are kept"
# Any number will do: two services that start at once on one PostgreSQL must ask for the same.
MIGRATION_LOCK = 8722


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that `worker` has taken, with what it needs to begin."""

    job: str
    worker: str
    document: str
    queue: str
    sources: tuple[Source, ...]


class Storage:
    """All reading and writing of the database. Methods are short transactions of their own; safe between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.sqlite = url.startswith("sqlite")
        arguments: dict[str, Any] = {"timeout": 30} if self.sqlite else {}
        self.engine = sa.create_engine(url, connect_args=arguments, pool_pre_ping=not self.sqlite)
        if self.sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def migrate(self) -> None:
        """Bring the tables to the present version, all or nothing; of two that try at once, one waits.

        Raises ServiceUnavailable when the database cannot be reached.
        """
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        lock = "BEGIN IMMEDIATE" if self.sqlite else f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"
        try:
            with self.engine.begin() as connection:
                connection.exec_driver_sql(lock)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except DBAPIError as error:
            raise ServiceUnavailable(f"the database cannot be opened: {error.orig}") from None

    def ping(self) -> None:
        """Raises ServiceUnavailable when the database does not answer."""
        try:
            with self.engine.connect() as connection:
                connection.execute(select(jobs.c.id).limit(1))
        except DBAPIError as error:
            raise ServiceUnavailable(f"the database does not answer: {error.orig}") from None

    # Documents and jobs

    def add_document(self, given: Sequence[Source], queue: str = "interactive") -> tuple[str, str, bool]:
        """Store a document and a job for it: (document id, job id, whether it is new).

        The same bytes are the same document; while its job goes on, or is done, that job is the answer.
        """
        sha256 = digest(given)
        document = sha256[:16]
        row = {"id": document, "sha256": sha256, "name": ", ".join(source.name for source in given), "created": now()}
        files = [
            {"document": document, "position": i, "name": s.name, "media_type": s.media_type, "data": s.data}
            for i, s in enumerate(given)
        ]
        with self.engine.begin() as db:
            mine = self._insert(documents).values(row).on_conflict_do_nothing().returning(documents.c.id)
            if db.execute(mine).first():
                db.execute(insert(sources), files)
                return document, _new_job(db, document, queue), True
            # Whoever sends the same bytes at the same moment waits here.
            db.execute(select(documents.c.id).where(documents.c.id == document).with_for_update())
            newest = db.execute(
                select(jobs.c.id, jobs.c.state).where(jobs.c.document == document).order_by(jobs.c.created.desc())
            ).first()
            if newest is not None and newest.state in (*GOING_ON, State.DONE):
                return document, newest.id, False
            return document, _new_job(db, document, queue), True

    def add_job(self, document: str, queue: str = "interactive") -> str:
        """A new job for a document that is there: translate it again. Raises NotFound."""
        with self.engine.begin() as db:
            if db.execute(select(documents.c.id).where(documents.c.id == document)).first() is None:
                raise NotFound(f"no document {document}")
            return _new_job(db, document, queue)

    def claim(self, job: str, worker: str, most: int) -> Claim | None:
        """Take a job for `worker`; None when it is not to be taken: ended, or in another's hands.

        A worker does one thing at a time: what it is given again while it seems to have it, it lost by dying.
        Counts the delivery. A job delivered more than `most` times without coming to an end is quarantined.
        """
        free = (jobs.c.state == State.QUEUED) | (jobs.c.worker == worker)
        taken = {"state": State.RUNNING, "worker": worker, "heartbeat": time.time(),
                 "deliveries": jobs.c.deliveries + 1, "updated": now()}  # fmt: skip
        with self.engine.begin() as db:
            row = db.execute(
                update(jobs)
                .where((jobs.c.id == job) & jobs.c.state.in_(GOING_ON) & free)
                .values(taken)
                .returning(jobs.c.document, jobs.c.queue, jobs.c.deliveries, jobs.c.cancel)
            ).first()
            if row is None:
                return None
            given = db.execute(select(sources).where(sources.c.document == row.document).order_by(sources.c.position))
            claim = Claim(
                job, worker, row.document, row.queue, tuple(Source(s.name, s.data, s.media_type) for s in given)
            )
            if row.cancel:
                _end(db, claim, State.CANCELLED, STOPPED)
            elif row.deliveries > most:
                reason = f"given up after {most} tries: the worker died each time; see its log"
                _end(db, claim, State.QUARANTINED, reason)
            else:
                return claim
        return None

    def beat(self, claim: Claim) -> bool:
        """Say that the job is alive. Returns whether its owner has asked it to stop. Raises Conflict when it is not
        this worker's any more."""
        with self.engine.begin() as db:
            row = db.execute(
                update(jobs).where(_held(claim)).values(heartbeat=time.time()).returning(jobs.c.cancel)
            ).first()
        if row is None:
            raise Conflict("another worker has the job")
        return bool(row.cancel)

    def finish(self, claim: Claim) -> None:
        """The job is done, if it is still this worker's."""
        with self.engine.begin() as db:
            _end(db, claim, State.DONE, "")

    def fail(self, claim: Claim, error: str, state: State = State.FAILED) -> None:
        """End a job, if it is still this worker's, with the message that its owner reads."""
        with self.engine.begin() as db:
            _end(db, claim, state, error)

    def give_back(self, worker: str) -> None:
        """Put what a worker has in hand back in its queue, as if never delivered: it stops in good order."""
        with self.engine.begin() as db:
            db.execute(
                update(jobs)
                .where((jobs.c.worker == worker) & (jobs.c.state == State.RUNNING))
                .values(state=State.QUEUED, worker="", deliveries=jobs.c.deliveries - 1)
            )

    def take_back(self, older_than: float) -> list[tuple[str, str]]:
        """Put running jobs without a sign of life for `older_than` seconds back in their queues: (id, queue)."""
        moment = time.time()
        with self.engine.begin() as db:
            rows = db.execute(
                update(jobs)
                .where((jobs.c.state == State.RUNNING) & (jobs.c.heartbeat <= moment - older_than))
                .values(state=State.QUEUED, worker="", heartbeat=moment)
                .returning(jobs.c.id, jobs.c.queue)
            )
            return [(row.id, row.queue) for row in rows]

    def waiting(self, queue: str, older_than: float = 0.0) -> list[str]:
        """Jobs that have waited in the queue for `older_than` seconds since they were last sent, oldest first."""
        with self.engine.connect() as db:
            mine = (jobs.c.queue == queue) & (jobs.c.state == State.QUEUED)
            old = jobs.c.heartbeat <= time.time() - older_than
            return list(db.execute(select(jobs.c.id).where(mine & old).order_by(jobs.c.created)).scalars())

    def touch(self, job: str) -> None:
        """Note that a waiting job was sent to the broker now."""
        with self.engine.begin() as db:
            db.execute(
                update(jobs).where((jobs.c.id == job) & (jobs.c.state == State.QUEUED)).values(heartbeat=time.time())
            )

    def cancel(self, job: str) -> Job:
        """Ask a job to stop: at once while it waits, between two batches while it runs. Raises NotFound, Conflict."""
        mine = jobs.c.id == job
        stopped = {"state": State.CANCELLED, "error": STOPPED, "updated": now()}
        with self.engine.begin() as db:
            if not db.execute(update(jobs).where(mine & (jobs.c.state == State.QUEUED)).values(stopped)).rowcount:
                db.execute(update(jobs).where(mine & (jobs.c.state == State.RUNNING)).values(cancel=1))
        found = self.job(job)
        if found.ended and found.state is not State.CANCELLED:
            raise Conflict(f"the job is {found.state} already")
        return found

    def job(self, job: str) -> Job:
        """Raises NotFound."""
        found = self._jobs(select(jobs.c.id).where(jobs.c.id == job))
        if not found:
            raise NotFound(f"no job {job}")
        return found[0]

    def newest_job(self, document: str) -> Job:
        """The job of a document that was made last. Raises NotFound."""
        mine = select(jobs.c.id).where(jobs.c.document == document)
        found = self._jobs(mine.order_by(jobs.c.created.desc(), jobs.c.id).limit(1))
        if not found:
            raise NotFound(f"no document {document}")
        return found[0]

    def recent_jobs(self, limit: int = 50) -> list[Job]:
        """The newest jobs, newest first."""
        return self._jobs(select(jobs.c.id).order_by(jobs.c.created.desc(), jobs.c.id).limit(limit))

    def _jobs(self, wanted: sa.Select[Any]) -> list[Job]:
        """The jobs whose ids `wanted` selects, newest first."""
        named = select(jobs, documents.c.name).join(documents, documents.c.id == jobs.c.document)
        with self.engine.connect() as db:
            ids = db.execute(wanted).scalars().all()
            rows = db.execute(named.where(jobs.c.id.in_(ids)).order_by(jobs.c.created.desc(), jobs.c.id)).all()
            articles: dict[str, list[ArticleProgress]] = {}
            for a in db.execute(
                select(job_articles).where(job_articles.c.job.in_(ids)).order_by(job_articles.c.position)
            ):
                articles.setdefault(a.job, []).append(ArticleProgress(a.article, a.title, a.stage, a.done, a.total))
        return [
            Job(row.id, row.document, row.name, row.queue, State(row.state), row.deliveries, row.error, row.created,
                row.updated, tuple(articles.get(row.id, ())))
            for row in rows
        ]  # fmt: skip

    # The work's results

    def put_page(self, claim: Claim, page: Page) -> None:
        """Store what a page holds beside its articles, and the articles as those of the job; stories of articles that
        the document, read anew, no longer has are removed."""
        rest = {
            "furniture": [p.text for p in page.furniture],
            "unassigned": [p.text for p in page.unassigned],
            "repairs": to_dict(page.repairs),
        }
        kept = [article.id for article in page.articles]
        gone = (stories.c.document == claim.document) & stories.c.article.not_in(kept)
        with self.engine.begin() as db:
            db.execute(
                update(documents)
                .where(documents.c.id == claim.document)
                .values(page=json.dumps(rest, ensure_ascii=False))
            )
            db.execute(delete(stories).where(gone))
            db.execute(delete(job_articles).where(job_articles.c.job == claim.job))
            for a in page.articles:
                title = a.title.text if a.title else ""
                self._upsert(db, job_articles, {"job": claim.job, "article": a.id, "position": a.order, "title": title,
                                                "stage": "waiting", "done": 0, "total": 0})  # fmt: skip

    def progress(self, claim: Claim, article: str, stage: str, done: int, total: int) -> None:
        """Note how far an article of the job is."""
        with self.engine.begin() as db:
            db.execute(
                update(job_articles)
                .where((job_articles.c.job == claim.job) & (job_articles.c.article == article))
                .values(stage=stage, done=done, total=total)
            )

    def put_story(self, document: str, story: Story) -> None:
        """Store a story; one of the same article is replaced."""
        title = story.title
        text = [unit.zh for unit in (*story.headings, *story.units)] + [
            unit.en for unit in (*story.headings, *story.units)
        ]
        row = {
            "document": document, "article": story.id, "signature": story.provenance.signature, "position": story.order,
            "publisher": story.publisher.zh, "date": story.date.iso, "title_zh": title.zh, "title_en": title.en,
            "level": story.quality.level, "record": json.dumps(to_dict(story), ensure_ascii=False),
            "terms": search.terms(" ".join([*text, *(p.pinyin for p in story.people)])), "created": now(),
        }  # fmt: skip
        with self.engine.begin() as db:
            self._upsert(db, stories, row)

    def held(self, document: str, signature: str) -> set[str]:
        """Articles whose stories are stored under this signature: they need not be made again."""
        with self.engine.connect() as db:
            wanted = (stories.c.document == document) & (stories.c.signature == signature)
            return set(db.execute(select(stories.c.article).where(wanted)).scalars())

    # Reading

    def briefing(self, document: str) -> Briefing:
        """The briefing as far as it is finished. Raises NotFound."""
        with self.engine.connect() as db:
            row = db.execute(select(documents).where(documents.c.id == document)).first()
            if row is None:
                raise NotFound(f"no briefing {document}")
            found = db.execute(
                select(stories.c.record).where(stories.c.document == document).order_by(stories.c.position)
            ).scalars()
            page = json.loads(row.page or "{}")
            return Briefing(
                id=row.id,
                name=row.name,
                created=row.created,
                stories=tuple(from_dict(Story, json.loads(record)) for record in found),
                furniture=tuple(page.get("furniture", ())),
                repairs=tuple(from_dict(Repair, repair) for repair in page.get("repairs", ())),
                unassigned=tuple(page.get("unassigned", ())),
            )

    def briefings(
        self, date: str = "", query: str = "", publisher: str = "", limit: int = 50, before: str = ""
    ) -> list[BriefingLine]:
        """Documents newest first, with the stories that match. Without a filter, documents still without stories too.

        `date` is the story's date or the day of the upload (YYYY-MM-DD), `before` a time of creation to page on.
        """
        wanted = select(stories, documents.c.created.label("uploaded")).join(
            documents, documents.c.id == stories.c.document
        )
        if date:
            wanted = wanted.where(sa.or_(stories.c.date == date, documents.c.created.startswith(date, autoescape=True)))
        if publisher:
            wanted = wanted.where(stories.c.publisher.contains(publisher, autoescape=True))
        for phrase in search.phrases(query):
            wanted = wanted.where(self._holds(phrase))
        filtered = bool(date or query.strip() or publisher)
        if query.strip() and not search.phrases(query):
            return []
        listed = select(documents).order_by(documents.c.created.desc(), documents.c.id)
        if filtered:
            listed = listed.where(documents.c.id.in_(wanted.with_only_columns(stories.c.document)))
        if before:
            listed = listed.where(documents.c.created < before)
        with self.engine.connect() as db:
            rows = db.execute(listed.limit(limit)).all()
            ids = [row.id for row in rows]
            lines: dict[str, list[StoryLine]] = {}
            for s in db.execute(wanted.where(stories.c.document.in_(ids)).order_by(stories.c.position)):
                line = StoryLine(s.article, s.title_zh, s.title_en, s.publisher, s.date, s.level)
                lines.setdefault(s.document, []).append(line)
            newest = {
                job.document: job
                for job in db.execute(select(jobs).where(jobs.c.document.in_(ids)).order_by(jobs.c.created))
            }
        return [
            BriefingLine(row.id, row.name, row.created, State(newest[row.id].state), newest[row.id].id,
                         tuple(lines.get(row.id, ())))
            for row in rows
        ]  # fmt: skip

    def _holds(self, phrase: str) -> Any:
        """That a story's terms hold the phrase as whole terms in order; a final * asks for a beginning only."""
        padded = sa.literal(" ") + stories.c.terms + sa.literal(" ")
        tail = phrase[:-1] if phrase.endswith("*") else phrase + " "
        return padded.contains(" " + tail, autoescape=True)

    def publishers(self) -> list[str]:
        """Publishers that have stories."""
        with self.engine.connect() as db:
            wanted = (
                select(stories.c.publisher).where(stories.c.publisher != "").distinct().order_by(stories.c.publisher)
            )
            return list(db.execute(wanted).scalars())

    # Short texts, and who works

    def ask(self, texts: Sequence[str]) -> str:
        """Put short texts down for a worker to translate. Returns the request's id."""
        request = uuid.uuid4().hex
        with self.engine.begin() as db:
            values = {"id": request, "texts": json.dumps(list(texts)), "state": State.QUEUED, "created": time.time()}
            db.execute(insert(translations).values(values))
        return request

    def take_request(self) -> tuple[str, list[str]] | None:
        """The oldest waiting request, now this worker's; None when none waits."""
        oldest = (
            select(translations.c.id)
            .where(translations.c.state == State.QUEUED)
            .order_by(translations.c.created)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        with self.engine.begin() as db:
            row = db.execute(
                update(translations)
                .where(translations.c.id == oldest)
                .values(state=State.RUNNING)
                .returning(translations.c.id, translations.c.texts)
            ).first()
            return None if row is None else (row.id, json.loads(row.texts))

    def answer(self, request: str, result: Any) -> None:
        with self.engine.begin() as db:
            db.execute(
                update(translations)
                .where(translations.c.id == request)
                .values(state=State.DONE, result=json.dumps(result, ensure_ascii=False))
            )

    def answered(self, request: str) -> Any:
        """The request's result, None while there is none."""
        with self.engine.connect() as db:
            result = db.execute(select(translations.c.result).where(translations.c.id == request)).scalar()
            return json.loads(result) if result else None

    def forget(self, request: str = "", older_than: float = 3600) -> None:
        """Delete a request, and those left behind by clients that went away."""
        old = translations.c.created < time.time() - older_than
        with self.engine.begin() as db:
            db.execute(delete(translations).where(sa.or_(translations.c.id == request, old)))

    def greet(self, worker: str, engines: str = "") -> None:
        """Note that a worker lives, and which engines it has ("" leaves what is known)."""
        seen = {"heartbeat": time.time()} | ({"engines": engines} if engines else {})
        with self.engine.begin() as db:
            self._upsert(db, workers, {"name": worker, **seen})

    def forget_workers(self) -> None:
        """For a service that starts and knows that no worker runs: what they had in hand goes back."""
        self.take_back(older_than=0)
        with self.engine.begin() as db:
            db.execute(delete(workers))

    def alive(self, within: float) -> list[tuple[str, str]]:
        """Workers (name, engines) that gave a sign of life in the last `within` seconds."""
        with self.engine.connect() as db:
            rows = db.execute(
                select(workers).where(workers.c.heartbeat > time.time() - within).order_by(workers.c.name)
            )
            return [(row.name, row.engines) for row in rows]

    def _insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        return sqlite.insert(table) if self.sqlite else postgresql.insert(table)

    def _upsert(self, db: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> None:
        """Insert the row, or put it in the place of the one that has its primary key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        db.execute(self._insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=rest))


def _new_job(db: sa.Connection, document: str, queue: str) -> str:
    job = uuid.uuid4().hex
    values = {"id": job, "document": document, "queue": queue, "state": State.QUEUED, "heartbeat": time.time()}
    db.execute(insert(jobs).values(**values, created=now(), updated=now()))
    return job


def _held(claim: Claim) -> sa.ColumnElement[bool]:
    """That the job is still the worker's."""
    return (jobs.c.id == claim.job) & (jobs.c.worker == claim.worker) & (jobs.c.state == State.RUNNING)


def _end(db: sa.Connection, claim: Claim, state: State, error: str) -> None:
    db.execute(update(jobs).where(_held(claim)).values(state=state, error=error, updated=now()))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
