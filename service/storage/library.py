"""What organisations know: their termbases and what they have translated before."""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import delete, insert, select, update

from service.assets import Assets, over_base
from service.briefing import now
from service.codec import from_dict, to_dict
from service.errors import BadRequest, NotFound
from service.memory import Entry, Memory
from service.schema import documents, memory, organisations, stories, term_changes, termbases, terms
from service.script import to_simplified
from service.storage.database import Database
from service.termbase import Term, Termbase, fault

Layer = Literal["house", "desk"]
# Which termbase counts where several have a term: the organisation's own word, then a desk's, then the product's.
LAYERS: tuple[Layer, ...] = ("house", "desk")
PRODUCT = "yibao"  # what the product's own termbase is called
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class TermbaseLine:
    """A termbase in a list. `version` counts its changes; `updated` is when the last was made."""

    name: str
    layer: Layer
    version: int
    terms: int
    updated: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """An entry before and after a version of its termbase; None for no entry."""

    version: int
    zh: str
    before: Term | None
    after: Term | None
    author: str
    created: str


@dataclass(frozen=True, slots=True)
class TermVersion:
    """A version of a termbase: who made it when, and how many entries it added, put in the place of others, removed."""

    version: int
    author: str
    created: str
    added: int
    replaced: int
    removed: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entry of the memory under its id."""

    id: str
    entry: Entry


class Library(Database):
    """Termbases and translation memory, by organisation: nothing of one reaches another."""

    # Termbases

    def termbases(self, organisation: str = "") -> list[TermbaseLine]:
        """The organisation's termbases in order of precedence."""
        counted = (
            select(terms.c.termbase, sa.func.count().label("terms"))
            .where(terms.c.organisation == organisation)
            .group_by(terms.c.termbase)
            .subquery()
        )
        wanted = (
            select(termbases, sa.func.coalesce(counted.c.terms, 0).label("terms"))
            .outerjoin(counted, counted.c.termbase == termbases.c.name)
            .where(termbases.c.organisation == organisation)
        )
        with self.engine.connect() as db:
            found = [TermbaseLine(r.name, r.layer, r.version, r.terms, r.updated) for r in db.execute(wanted)]
        return sorted(found, key=lambda line: (LAYERS.index(line.layer), line.name))

    def put_termbase(
        self, name: str, layer: Layer, given: Sequence[Term], author: str, organisation: str = ""
    ) -> list[TermChange]:
        """Make the termbase hold exactly these entries, new or not. Returns what that changed. Raises BadRequest for a
        pattern that cannot be used, and for the name of the product's own termbase."""
        if name.casefold() == PRODUCT:
            raise BadRequest(f"{name} is what yibao's own termbase is called: take another name")
        with self.engine.begin() as db:
            self._found(db, name, organisation, layer)
            db.execute(update(termbases).where(_named(termbases.c, name, organisation)).values(layer=layer))
            held = _terms(db, name, organisation)
            return self._change(db, name, organisation, author, {**dict.fromkeys(held), **_own(given, name)}, held)

    def restore_termbase(self, name: str, version: int, author: str, organisation: str = "") -> list[TermChange]:
        """Bring a termbase back to what it held after a version, as its next one; one that was deleted is there again,
        for a desk. Raises NotFound."""
        later = _past(name, organisation) & (term_changes.c.version > version)
        with self.engine.begin() as db:
            newest = db.execute(select(sa.func.max(term_changes.c.version)).where(_past(name, organisation))).scalar()
            if newest is None or not 0 <= version <= newest:
                raise NotFound(f"the termbase {name} has no version {version}")
            self._found(db, name, organisation, LAYERS[-1])
            held = _terms(db, name, organisation)
            wanted: dict[str, Term | None] = {}
            for row in db.execute(select(term_changes).where(later).order_by(term_changes.c.id.desc())):
                wanted[row.zh] = _term(row.before)
            return self._change(db, name, organisation, author, wanted, held)

    def put_terms(self, name: str, given: Iterable[Term], author: str, organisation: str = "") -> list[TermChange]:
        """Add entries to a termbase, or put them in the place of those it has. Raises NotFound, and
        BadRequest for a pattern that cannot be used."""
        with self.engine.begin() as db:
            _exists(db, name, organisation)
            held = _terms(db, name, organisation)
            return self._change(db, name, organisation, author, _own(given, name), held)

    def remove_term(self, name: str, zh: str, author: str, organisation: str = "") -> list[TermChange]:
        """Take an entry out of a termbase. Raises NotFound."""
        with self.engine.begin() as db:
            _exists(db, name, organisation)
            held = _terms(db, name, organisation)
            if zh not in held:
                raise NotFound(f"the termbase {name} has no entry {zh}")
            return self._change(db, name, organisation, author, {zh: None}, held)

    def delete_termbase(self, name: str, author: str, organisation: str = "") -> list[TermChange]:
        """Delete a termbase; its history stays. Raises NotFound."""
        with self.engine.begin() as db:
            _exists(db, name, organisation)
            held = _terms(db, name, organisation)
            changes = self._change(db, name, organisation, author, dict.fromkeys(held), held)
            db.execute(delete(termbases).where(_named(termbases.c, name, organisation)))
            return changes

    def terms(self, name: str, organisation: str = "") -> list[Term]:
        """The entries of a termbase. Raises NotFound."""
        with self.engine.connect() as db:
            _exists(db, name, organisation)
            return list(_terms(db, name, organisation).values())

    def term_history(
        self, name: str, zh: str = "", organisation: str = "", limit: int = 1_000, version: int | None = None
    ) -> list[TermChange]:
        """What was changed in a termbase, in one of its entries or by one of its versions, newest first; also of one
        that was deleted."""
        wanted = select(term_changes).where(_past(name, organisation))
        if zh:
            wanted = wanted.where(term_changes.c.zh == zh)
        if version is not None:
            wanted = wanted.where(term_changes.c.version == version)
        with self.engine.connect() as db:
            rows = db.execute(wanted.order_by(term_changes.c.id.desc()).limit(limit))
            return [
                TermChange(row.version, row.zh, _term(row.before), _term(row.after), row.author, row.created)
                for row in rows
            ]

    def term_versions(self, name: str, organisation: str = "") -> list[TermVersion]:
        """The versions of a termbase, newest first; also of one that was deleted."""
        version, author, created = term_changes.c.version, term_changes.c.author, term_changes.c.created
        removed, added = (
            sa.func.sum(sa.case((c == "", 1), else_=0)) for c in (term_changes.c.after, term_changes.c.before)
        )
        counted = select(version, author, created, added, removed, sa.func.count())
        grouped = counted.where(_past(name, organisation)).group_by(version, author, created)
        with self.engine.connect() as db:
            return [
                TermVersion(number, who, when, new, total - new - gone, gone)
                for number, who, when, new, gone, total in db.execute(grouped.order_by(version.desc()))
            ]

    def layers(self, organisation: str = "") -> list[tuple[str, list[Term]]]:
        """The organisation's termbases with their entries, in order of precedence; all as they are at one moment."""
        here = (terms.c.organisation == termbases.c.organisation) & (terms.c.termbase == termbases.c.name)
        wanted = (
            select(termbases.c.layer, termbases.c.name, terms.c.record)
            .outerjoin(terms, here)
            .where(termbases.c.organisation == organisation)
            .order_by(termbases.c.name, terms.c.zh)
        )
        found: dict[tuple[int, str], list[Term]] = {}
        with self.engine.connect() as db:
            for row in db.execute(wanted):
                entries = found.setdefault((LAYERS.index(row.layer), row.name), [])
                if term := _term(row.record or ""):
                    entries.append(term)
        return [(name, entries) for (_, name), entries in sorted(found.items(), key=lambda layer: layer[0])]

    def touched(self, zhs: Collection[str], organisation: str = "") -> list[str]:
        """Documents that have a story in which one of the terms (or the fixed part of a pattern) stands."""
        if not zhs:
            return []
        changed = Termbase({zh: Term(zh, "-") for zh in zhs})
        named = stories.join(documents, documents.c.id == stories.c.document)
        wanted = select(stories.c.document, stories.c.record).select_from(named)
        found: dict[str, None] = {}
        with self.engine.connect() as db:
            rows = db.execution_options(yield_per=AT_ONCE).execute(
                wanted.where(documents.c.organisation == organisation).order_by(documents.c.created.desc())
            )
            for row in rows:
                if row.document not in found and changed.occurs(to_simplified(row.record)):
                    found[row.document] = None
        return list(found)

    # Memory

    def remember(self, entries: Sequence[Entry], organisation: str = "") -> int:
        """Add sentence pairs to the memory, but for those it has word for word. Returns how many were new."""
        fresh = {(e.zh, e.en, e.before, e.after): e for e in entries}
        with self.engine.begin() as db:
            for start in range(0, len(entries), AT_ONCE):
                same = memory.c.zh.in_([entry.zh for entry in entries[start : start + AT_ONCE]])
                for known in _entries(db, organisation, same):
                    fresh.pop((known.zh, known.en, known.before, known.after), None)
            self._remember(db, organisation, list(fresh.values()))
        return len(fresh)

    def remembered(self, query: str = "", limit: int = 50, organisation: str = "") -> list[Remembered]:
        """Entries of the memory that have `query` in either language, newest first."""
        wanted = select(memory).where(memory.c.organisation == organisation)
        if query:
            wanted = wanted.where(
                sa.or_(memory.c.zh.contains(query, autoescape=True), memory.c.en.icontains(query, autoescape=True))
            )
        with self.engine.connect() as db:
            rows = db.execute(wanted.order_by(memory.c.created.desc(), memory.c.id).limit(limit))
            return [Remembered(row.id, _entry(row)) for row in rows]

    def memory(self, organisation: str = "") -> list[Entry]:
        """All that the organisation has translated before, oldest first."""
        with self.engine.connect() as db:
            return _entries(db, organisation)

    def forget_pair(self, entry: str, organisation: str = "") -> None:
        """Take an entry out of the memory. Raises NotFound."""
        with self.engine.begin() as db:
            mine = (memory.c.id == entry) & (memory.c.organisation == organisation)
            if not db.execute(delete(memory).where(mine)).rowcount:
                raise NotFound(f"the memory has no entry {entry}")
            self._revise(db, organisation)

    # All of it

    def assets(self, organisation: str = "") -> Assets:
        """The organisation's terms over the product's own, and its memory. Kept until one of them changes."""
        with self.engine.connect() as db:
            found = db.execute(select(organisations.c.revision).where(organisations.c.id == organisation)).scalar()
        return self._assets(organisation, found) if found else Assets()

    @lru_cache(maxsize=8)  # noqa: B019 - a process has one database, for as long as it lives
    def _assets(self, organisation: str, revision: int) -> Assets:
        return Assets(over_base(self.layers(organisation)), Memory(self.memory(organisation)))

    def _found(self, db: sa.Connection, name: str, organisation: str, layer: Layer) -> None:
        """Make the termbase where there is none of this name; its versions go on from those of an earlier one."""
        version = db.execute(
            select(sa.func.coalesce(sa.func.max(term_changes.c.version), 0)).where(_past(name, organisation))
        ).scalar()
        first = {"organisation": organisation, "name": name, "layer": layer, "version": version, "updated": now()}
        db.execute(self._insert(termbases).values(first).on_conflict_do_nothing())

    def _change(
        self, db: sa.Connection, name: str, organisation: str, author: str, wanted: Mapping[str, Term | None],
        held: Mapping[str, Term],
    ) -> list[TermChange]:  # fmt: skip
        """Bring a termbase's entries to what is wanted (None: no entry) as its next version; no change, no version."""
        differing = {zh: term for zh, term in wanted.items() if term != held.get(zh)}
        if not differing:
            return []
        mine, moment = _named(termbases.c, name, organisation), now()
        version = db.execute(
            update(termbases)
            .where(mine)
            .values(version=termbases.c.version + 1, updated=moment)
            .returning(termbases.c.version)
        ).scalar_one()
        changes = [TermChange(version, zh, held.get(zh), term, author, moment) for zh, term in differing.items()]
        owner = {"organisation": organisation, "termbase": name}
        gone = [{"zh_": zh} for zh in differing if zh in held]
        if gone:
            here = (terms.c.organisation == organisation) & (terms.c.termbase == name)
            db.execute(delete(terms).where(here & (terms.c.zh == sa.bindparam("zh_"))), gone)
        if fresh := [{**owner, "zh": zh, "record": _record(term)} for zh, term in differing.items() if term]:
            db.execute(insert(terms), fresh)
        db.execute(
            insert(term_changes),
            [
                {**owner, "version": version, "zh": change.zh, "before": _record(change.before),
                 "after": _record(change.after), "author": author, "created": moment}
                for change in changes
            ],
        )  # fmt: skip
        self._revise(db, organisation)
        return changes

    def _remember(self, db: sa.Connection, organisation: str, entries: Sequence[Entry]) -> None:
        """Add the entries, known or not: each lasts as long as what it is from."""
        moment = now()
        rows = [
            {**to_dict(e), "id": uuid.uuid4().hex, "organisation": organisation, "created": e.created or moment}
            for e in entries
        ]
        if rows:
            db.execute(insert(memory), rows)
            self._revise(db, organisation)

    def _revise(self, db: sa.Connection, organisation: str) -> None:
        first = self._insert(organisations).values(id=organisation, revision=1)
        db.execute(first.on_conflict_do_update(index_elements=["id"], set_={"revision": organisations.c.revision + 1}))


def _named(columns: sa.ColumnCollection[str, sa.Column[str]], name: str, organisation: str) -> sa.ColumnElement[bool]:
    return (columns["organisation"] == organisation) & (columns["name"] == name)


def _past(name: str, organisation: str) -> sa.ColumnElement[bool]:
    return (term_changes.c.organisation == organisation) & (term_changes.c.termbase == name)


def _own(given: Iterable[Term], name: str) -> dict[str, Term | None]:
    given = list(given)
    if wrong := next(filter(None, map(fault, given)), ""):
        raise BadRequest(wrong)
    return {term.zh: replace(term, termbase=name) for term in given}


def _exists(db: sa.Connection, name: str, organisation: str) -> None:
    if db.execute(select(termbases.c.name).where(_named(termbases.c, name, organisation))).first() is None:
        raise NotFound(f"no termbase {name}")


def _terms(db: sa.Connection, name: str, organisation: str) -> dict[str, Term]:
    mine = (terms.c.organisation == organisation) & (terms.c.termbase == name)
    rows = db.execute(select(terms.c.zh, terms.c.record).where(mine).order_by(terms.c.zh))
    return {row.zh: found for row in rows if (found := _term(row.record))}


def _record(term: Term | None) -> str:
    return json.dumps(to_dict(term), ensure_ascii=False) if term else ""


def _term(record: str) -> Term | None:
    found: Term | None = from_dict(Term, json.loads(record)) if record else None
    return found


def _entries(db: sa.Connection, organisation: str, *which: sa.ColumnElement[bool]) -> list[Entry]:
    mine = select(memory).where(memory.c.organisation == organisation, *which)
    return [_entry(row) for row in db.execute(mine.order_by(memory.c.created, memory.c.id))]


def _entry(row: sa.Row[tuple[str, ...]]) -> Entry:
    return Entry(row.zh, row.en, row.before, row.after, row.author, row.created, row.origin)
