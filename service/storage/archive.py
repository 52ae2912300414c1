"""Finished stories: kept, corrected, found and read."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import delete, insert, select, update

from service import search
from service.briefing import now
from service.codec import from_dict, to_dict
from service.corrections import REVIEW, Correction, apply, present
from service.errors import BadRequest, Conflict, NotFound
from service.jobs import BriefingLine, State, StoryLine
from service.memory import Entry
from service.records import Briefing, Finding, Repair, Severity, Story
from service.schema import corrections, documents, job_articles, jobs, memory, sources, stories
from service.storage.library import Library
from service.storage.work import Claim, hold, owned


class Archive(Library):
    """Stories as the machine made them, with their editors' corrections laid over them when they are read."""

    def put_story(self, claim: Claim, story: Story) -> None:
        """Store a story as made; one of the same article is replaced, its corrections kept. Raises Conflict when the
        job is not this worker's any more."""
        with self.engine.begin() as db:
            hold(db, claim)
            shown = apply(story, _corrections(db, claim.document, story.id))
            made = {"record": json.dumps(to_dict(story), ensure_ascii=False), "created": now()}
            self._upsert(db, stories, {"document": claim.document, "article": story.id, **_about(shown), **made})

    def held(self, document: str) -> dict[str, str]:
        """The signatures of the document's stories, by article."""
        with self.engine.connect() as db:
            wanted = select(stories.c.article, stories.c.signature).where(stories.c.document == document)
            return {row.article: row.signature for row in db.execute(wanted)}

    # Corrections

    def correct(self, document: str, story: str, target: str, before: str, after: str, author: str,
                organisation: str = "") -> Correction:  # fmt: skip
        """Lay a correction over a story and remember a corrected sentence. `before` is what the editor saw.

        Raises NotFound for what is not there, Conflict when it does not read so any more, BadRequest for a correction
        that says nothing or changes nothing.
        """
        if target != REVIEW and (not after or after == before):
            raise BadRequest("a correction needs a text that is not the present one")
        with self.engine.begin() as db:
            made = _locked(db, document, story, organisation)
            if made is None:
                raise NotFound(f"no story {story} in briefing {document}")
            earlier = _corrections(db, document, story)
            seen = apply(made, earlier)
            reads = present(seen, target)
            if reads.en != before:
                now_reads = "the article was changed meanwhile" if target == REVIEW else f"it reads “{reads.en}” by now"
                raise Conflict(f"{now_reads}: look at it again")
            correction = Correction(uuid.uuid4().hex, document, story, target, reads.zh, before, after, author, now())
            db.execute(insert(corrections).values(_columns(correction)))
            _index(db, document, apply(made, [*earlier, correction]))
            if entry := _entry(made, correction):
                self._remember(db, organisation, [entry])
        return correction

    def undo(self, correction: str, author: str, organisation: str = "") -> Correction:
        """Take a correction back, and out of the memory, also where its story is no more. Raises NotFound, Conflict
        when it is undone already."""
        with self.engine.begin() as db:
            mine = select(documents.c.id).where(documents.c.organisation == organisation)
            row = db.execute(
                select(corrections).where((corrections.c.id == correction) & corrections.c.document.in_(mine))
            ).first()
            if row is None:
                raise NotFound(f"no correction {correction}")
            made = _locked(db, row.document, row.story, organisation)
            undone = {"undone": now(), "undone_by": author}
            holding = (corrections.c.id == correction) & (corrections.c.undone == "")
            if not db.execute(update(corrections).where(holding).values(undone)).rowcount:
                raise Conflict("the correction is undone already")
            if made is not None:
                _index(db, row.document, apply(made, _corrections(db, row.document, row.story)))
            db.execute(delete(memory).where(memory.c.origin == correction))
            self._revise(db, organisation)
            return replace(_correction(row), **undone)

    def corrections(self, document: str = "", story: str = "", organisation: str = "") -> list[Correction]:
        """The corrections of a story, of a document, or all of the organisation's, oldest first. Raises NotFound for a
        document that is not there."""
        named = corrections.join(documents, documents.c.id == corrections.c.document)
        wanted = select(corrections).select_from(named).where(documents.c.organisation == organisation)
        for column, value in ((corrections.c.document, document), (corrections.c.story, story)):
            if value:
                wanted = wanted.where(column == value)
        with self.engine.connect() as db:
            if document and not db.execute(select(sa.exists().where(owned(document, organisation)))).scalar():
                raise NotFound(f"no briefing {document}")
            return [_correction(row) for row in db.execute(wanted.order_by(corrections.c.number))]

    # Deleting

    def delete_document(self, document: str, organisation: str = "") -> None:
        """Delete a document with all that was made of it: jobs, stories, corrections. What its editors wrote stays in
        the memory. A worker that has it in hand finds its job gone. Raises NotFound."""
        mine, its_jobs = jobs.c.document == document, select(jobs.c.id).where(jobs.c.document == document)
        with self.engine.begin() as db:
            if db.execute(select(documents.c.id).where(owned(document, organisation))).first() is None:
                raise NotFound(f"no document {document}")
            # Jobs first, as a worker holds them: what it is storing is stored, and deleted with the rest.
            db.execute(update(jobs).where(mine).values(cancel=1))
            db.execute(select(documents.c.id).where(documents.c.id == document).with_for_update())
            db.execute(delete(job_articles).where(job_articles.c.job.in_(its_jobs)))
            db.execute(delete(jobs).where(mine))
            for table in (stories, corrections, sources):
                db.execute(delete(table).where(table.c.document == document))
            db.execute(delete(documents).where(documents.c.id == document))

    # Reading

    def story(self, document: str, story: str, organisation: str = "") -> Story:
        """A story as its editors left it. Raises NotFound."""
        with self.engine.connect() as db:
            mine = owned(document, organisation) & (stories.c.article == story)
            record = db.execute(select(stories.c.record).join(documents).where(mine)).scalar()
            if record is None:
                raise NotFound(f"no story {story} in briefing {document}")
            return apply(from_dict(Story, json.loads(record)), _corrections(db, document, story))

    def briefing(self, document: str, organisation: str = "") -> Briefing:
        """The briefing as far as it is finished, as its editors left it. Raises NotFound."""
        with self.engine.connect() as db:
            row = db.execute(select(documents).where(owned(document, organisation))).first()
            if row is None:
                raise NotFound(f"no briefing {document}")
            changed = _corrections(db, document)  # before the stories: none may seem to have lost one made meanwhile
            found = db.execute(
                select(stories.c.record).where(stories.c.document == document).order_by(stories.c.position)
            ).scalars()
            made = [from_dict(Story, json.loads(record)) for record in found]
            changes: dict[str, list[Correction]] = {story.id: [] for story in made}
            orphans: list[Correction] = []
            for correction in changed:
                changes.get(correction.story, orphans).append(correction)
            page = json.loads(row.page or "{}")
            return Briefing(
                id=row.id,
                name=row.name,
                created=row.created,
                stories=tuple(apply(story, changes[story.id]) for story in made),
                furniture=tuple(page.get("furniture", ())),
                repairs=tuple(from_dict(Repair, repair) for repair in page.get("repairs", ())),
                unassigned=tuple(page.get("unassigned", ())),
                findings=_orphaned(orphans),
            )

    def briefings(
        self,
        date: str = "",
        query: str = "",
        publisher: str = "",
        limit: int = 50,
        before: str = "",
        organisation: str = "",
    ) -> list[BriefingLine]:
        """Documents newest first, with the stories that match. Without a filter, documents still without stories too.

        `date` is the story's date or the day of the upload (YYYY-MM-DD), `before` the `cursor` of
        a line, or a time of creation, to page on.
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
        mine = documents.c.organisation == organisation
        listed = select(documents).where(mine).order_by(documents.c.created.desc(), documents.c.id.desc())
        if filtered:
            listed = listed.where(documents.c.id.in_(wanted.with_only_columns(stories.c.document)))
        if before:
            created, _, last = before.partition("_")
            listed = listed.where(sa.tuple_(documents.c.created, documents.c.id) < sa.tuple_(created, last))
        with self.engine.connect() as db:
            rows = db.execute(listed.limit(limit)).all()
            ids = [row.id for row in rows]
            lines: dict[str, list[StoryLine]] = {}
            for s in db.execute(wanted.where(stories.c.document.in_(ids)).order_by(stories.c.position)):
                line = StoryLine(s.article, s.title_zh, s.title_en, s.publisher, s.date, s.level)
                lines.setdefault(s.document, []).append(line)
            newest = {
                job.document: job
                for job in db.execute(select(jobs).where(jobs.c.document.in_(ids)).order_by(jobs.c.created, jobs.c.id))
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

    def publishers(self, organisation: str = "") -> list[str]:
        """Publishers that have stories."""
        with self.engine.connect() as db:
            named = stories.join(documents, documents.c.id == stories.c.document)
            mine = (documents.c.organisation == organisation) & (stories.c.publisher != "")
            wanted = select(stories.c.publisher).select_from(named).where(mine)
            return list(db.execute(wanted.distinct().order_by(stories.c.publisher)).scalars())


def _about(story: Story) -> dict[str, Any]:
    """What lists and searches know of a story as it is shown."""
    units = (*story.headings, *story.units)
    text = " ".join([*(u.zh for u in units), *(u.en for u in units), *(p.pinyin for p in story.people)])
    return {
        "signature": story.provenance.signature, "position": story.order, "publisher": story.publisher.zh,
        "date": story.date.iso, "title_zh": story.label.zh, "title_en": story.label.en, "level": story.quality.level,
        "terms": search.terms(text),
    }  # fmt: skip


def _index(db: sa.Connection, document: str, shown: Story) -> None:
    mine = (stories.c.document == document) & (stories.c.article == shown.id)
    db.execute(update(stories).where(mine).values(_about(shown)))


def _locked(db: sa.Connection, document: str, story: str, organisation: str) -> Story | None:
    """The story as made, None for none; who else would change it waits."""
    owned = select(documents.c.id).where(documents.c.organisation == organisation)
    mine = (stories.c.document == document) & (stories.c.article == story) & stories.c.document.in_(owned)
    locked = update(stories).where(mine).values(created=stories.c.created).returning(stories.c.record)
    record = db.execute(locked).scalar()
    found: Story | None = record and from_dict(Story, json.loads(record))
    return found


def _corrections(db: sa.Connection, document: str, story: str = "") -> list[Correction]:
    """Those of a document, or of one of its stories, oldest first."""
    wanted = select(corrections).where(corrections.c.document == document)
    if story:
        wanted = wanted.where(corrections.c.story == story)
    return [_correction(row) for row in db.execute(wanted.order_by(corrections.c.number))]


def _orphaned(corrections: Sequence[Correction]) -> tuple[Finding, ...]:
    """What is to be said of corrections whose story is no more: of each target the last, as it would be laid over."""
    last = {(correction.story, correction.target): correction for correction in corrections if not correction.undone}
    return tuple(
        Finding("correction", Severity.WARNING, f"{_what(c)} no longer fits: its article is no more", c.zh, c.after)
        for c in last.values()
    )


def _what(correction: Correction) -> str:
    if correction.target == REVIEW:
        return f"the signature of {correction.author}"
    return f"a correction, “{correction.after}” ({correction.author}),"


def _correction(row: Any) -> Correction:
    found: Correction = from_dict(Correction, row._mapping)
    return found


def _columns(correction: Correction) -> dict[str, Any]:
    columns: dict[str, Any] = to_dict(correction)
    return columns


def _entry(story: Story, correction: Correction) -> Entry | None:
    """A corrected sentence for the memory, with its neighbours; None for what is no sentence."""
    units = [*story.headings, *story.units]
    at = next((i for i, unit in enumerate(units) if unit.id == correction.target), None)
    if at is None:
        return None
    before, after = ("".join(unit.zh for unit in units[i : i + 1]) for i in (at - 1 if at else len(units), at + 1))
    return Entry(correction.zh, correction.after, before, after, correction.author, correction.created, correction.id)
