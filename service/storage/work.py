"""Documents and the work on them. The job table is the truth about work; everything here may be repeated."""

import hashlib
import json
import time
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import delete, insert, select, update

from service.briefing import now
from service.codec import to_dict
from service.errors import Conflict, NotFound
from service.intake import digest
from service.jobs import ArticleProgress, Job, State
from service.records import Page, Source
from service.schema import documents, job_articles, jobs, sources, stories, translations, workers
from service.storage.database import Database

GOING_ON = (State.QUEUED, State.RUNNING)
NEWEST = (jobs.c.created.desc(), jobs.c.id.desc())
STOPPED = "stopped on request; finished stories are kept"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that `worker` has taken, with what it needs to begin."""

    job: str
    worker: str
    document: str
    queue: str
    sources: tuple[Source, ...]
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Short texts that somebody waits for."""

    id: str
    texts: tuple[str, ...]
    organisation: str


class Work(Database):
    """Documents, jobs, short texts, and who works."""

    # Documents and jobs

    def add_document(
        self, given: Sequence[Source], queue: str = "interactive", organisation: str = ""
    ) -> tuple[str, str, bool]:
        """Store a document and a job for it: (document id, job id, whether it is new).

        The same bytes are the same document to one organisation; while its job goes on, or is done, that job is the
        answer.
        """
        sha256 = digest(given)
        document = document_id(sha256, organisation)
        row = {"id": document, "sha256": sha256, "name": ", ".join(source.name for source in given), "created": now(),
               "organisation": organisation}  # fmt: skip
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
                select(jobs.c.id, jobs.c.state).where(jobs.c.document == document).order_by(*NEWEST)
            ).first()
            if newest is not None and newest.state in (*GOING_ON, State.DONE):
                return document, newest.id, False
            return document, _new_job(db, document, queue), True

    def add_job(self, document: str, organisation: str = "") -> str:
        """A job for a document that is there: translate it again, now. One that waits already is it, and waits for the
        night no longer. Raises NotFound."""
        with self.engine.begin() as db:
            if db.execute(select(documents.c.id).where(owned(document, organisation))).first() is None:
                raise NotFound(f"no document {document}")
            if job := _waiting(db, [document]).get(document):
                db.execute(update(jobs).where(jobs.c.id == job).values(queue="interactive"))
                return job
            return _new_job(db, document, "interactive")

    def renew(self, wanted: Collection[str], queue: str) -> list[str]:
        """New jobs for documents, but for those of which a job waits already: it will see what is new."""
        with self.engine.begin() as db:
            waiting = _waiting(db, wanted)
            return [_new_job(db, document, queue) for document in wanted if document not in waiting]

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
            files = tuple(Source(s.name, s.data, s.media_type) for s in given)
            owner = db.execute(select(documents.c.organisation).where(documents.c.id == row.document)).scalar_one()
            claim = Claim(job, worker, row.document, row.queue, files, owner)
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
            return hold(db, claim)

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
            return list(db.execute(select(jobs.c.id).where(mine & old).order_by(jobs.c.created, jobs.c.id)).scalars())

    def touch(self, job: str) -> None:
        """Note that a waiting job was sent to the broker now."""
        with self.engine.begin() as db:
            db.execute(
                update(jobs).where((jobs.c.id == job) & (jobs.c.state == State.QUEUED)).values(heartbeat=time.time())
            )

    def cancel(self, job: str, organisation: str = "") -> Job:
        """Ask a job to stop: at once while it waits, between two batches while it runs. Raises NotFound, Conflict."""
        owned = select(documents.c.id).where(documents.c.organisation == organisation)
        mine = (jobs.c.id == job) & jobs.c.document.in_(owned)
        stopped = {"state": State.CANCELLED, "error": STOPPED, "updated": now()}
        with self.engine.begin() as db:
            if not db.execute(update(jobs).where(mine & (jobs.c.state == State.QUEUED)).values(stopped)).rowcount:
                db.execute(update(jobs).where(mine & (jobs.c.state == State.RUNNING)).values(cancel=1))
        found = self.job(job, organisation)
        if found.ended and found.state is not State.CANCELLED:
            raise Conflict(f"the job is {found.state} already")
        return found

    def job(self, job: str, organisation: str = "") -> Job:
        """Raises NotFound."""
        found = self._jobs(select(jobs.c.id).where(jobs.c.id == job), organisation)
        if not found:
            raise NotFound(f"no job {job}")
        return found[0]

    def newest_job(self, document: str, organisation: str = "") -> Job:
        """The job of a document that was made last. Raises NotFound."""
        mine = select(jobs.c.id).where(jobs.c.document == document)
        found = self._jobs(mine.order_by(*NEWEST).limit(1), organisation)
        if not found:
            raise NotFound(f"no document {document}")
        return found[0]

    def recent_jobs(self, limit: int = 50, organisation: str = "", ids: Collection[str] = ()) -> list[Job]:
        """The newest jobs, newest first; of `ids` only where there are any."""
        wanted = select(jobs.c.id).where(jobs.c.id.in_(ids)) if ids else select(jobs.c.id)
        return self._jobs(wanted.order_by(*NEWEST).limit(limit), organisation)

    def _jobs(self, wanted: sa.Select[Any], organisation: str) -> list[Job]:
        """The organisation's jobs whose ids `wanted` selects, newest first."""
        wanted = wanted.join(documents, documents.c.id == jobs.c.document).where(
            documents.c.organisation == organisation
        )
        named = select(jobs, documents.c.name).join(documents, documents.c.id == jobs.c.document)
        with self.engine.connect() as db:
            ids = db.execute(wanted).scalars().all()
            rows = db.execute(named.where(jobs.c.id.in_(ids)).order_by(*NEWEST)).all()
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
        the document, read anew, no longer has are removed. Raises Conflict when the job is not this worker's any more.
        """
        rest = {
            "furniture": [p.text for p in page.furniture],
            "unassigned": [p.text for p in page.unassigned],
            "repairs": to_dict(page.repairs),
        }
        kept = [article.id for article in page.articles]
        gone = (stories.c.document == claim.document) & stories.c.article.not_in(kept)
        with self.engine.begin() as db:
            hold(db, claim)
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
        """Note how far an article of the job is. Raises Conflict when the job is not this worker's any more."""
        with self.engine.begin() as db:
            hold(db, claim)
            db.execute(
                update(job_articles)
                .where((job_articles.c.job == claim.job) & (job_articles.c.article == article))
                .values(stage=stage, done=done, total=total)
            )

    # Short texts, and who works

    def ask(self, texts: Sequence[str], organisation: str = "") -> str:
        """Put short texts down for a worker to translate. Returns the request's id."""
        request = uuid.uuid4().hex
        with self.engine.begin() as db:
            values = {"id": request, "texts": json.dumps(list(texts)), "state": State.QUEUED, "created": time.time(),
                      "organisation": organisation}  # fmt: skip
            db.execute(insert(translations).values(values))
        return request

    def take_request(self) -> Request | None:
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
                .returning(translations.c.id, translations.c.texts, translations.c.organisation)
            ).first()
            return None if row is None else Request(row.id, tuple(json.loads(row.texts)), row.organisation)

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


def hold(db: sa.Connection, claim: Claim) -> bool:
    """Keep the job in the worker's hands to the end of the transaction, which is a sign of life. Returns whether its
    owner has asked it to stop. Raises Conflict when it is not this worker's any more."""
    beating = update(jobs).where(_held(claim)).values(heartbeat=time.time()).returning(jobs.c.cancel)
    row = db.execute(beating).first()
    if row is None:
        raise Conflict("another worker has the job")
    return bool(row.cancel)


def document_id(sha256: str, organisation: str) -> str:
    """The id of a document of these bytes: other organisations have another, and can't tell whether there is one."""
    return (hashlib.sha256(f"{organisation}\0{sha256}".encode()).hexdigest() if organisation else sha256)[:16]


def owned(document: str, organisation: str) -> sa.ColumnElement[bool]:
    """That the document is the organisation's."""
    return (documents.c.id == document) & (documents.c.organisation == organisation)


def _waiting(db: sa.Connection, wanted: Collection[str]) -> dict[str, str]:
    """The jobs that wait, by document. Until the transaction ends nobody else adds one to these documents."""
    named = select(documents.c.id).where(documents.c.id.in_(wanted))
    db.execute(named.order_by(documents.c.id).with_for_update())
    # SQLite knows no FOR UPDATE: there whoever writes first goes first.
    waits = update(jobs).where((jobs.c.state == State.QUEUED) & jobs.c.document.in_(wanted))
    rows = db.execute(waits.values(state=State.QUEUED).returning(jobs.c.document, jobs.c.id))
    return {row.document: row.id for row in rows}


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
