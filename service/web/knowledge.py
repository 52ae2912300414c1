"""The HTTP API of what an organisation knows: its termbases and its translation memory."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field, field_validator

from service import tmx
from service.codec import to_dict
from service.dictionary import SOURCE, Headword, headwords
from service.errors import BadRequest, EmptyInput, UnsupportedFormat
from service.queue import BATCH
from service.script import to_simplified
from service.storage.library import PRODUCT, Layer, Remembered, TermbaseLine, TermChange
from service.termbase import STATUSES, Term, base
from service.termfiles import FORMS, HAN, TermConflict, conflicts, read_file, write_terms
from service.web.caller import caller, organisation
from service.web.openapi import (
    BINARY,
    COMPLAINTS,
    MEMORY,
    TERMS,
    Strict,
    complaint,
    form,
    listed,
    shown,
    whole,
)
from service.web.parts import parts

NAME = r"^[\w.-]{1,64}$"
TMX_TYPE = "application/x-tmx+xml"
NUMBER = {"type": "integer"}
CHANGES = whole(
    {
        "changes": {"type": "array", "items": form(TermChange)},
        "conflicts": {"type": "array", "items": form(TermConflict)},
        "jobs": {"type": "array", "items": {"type": "string"}},
    }
)
CHANGED = "What changed, which terms are rendered differently elsewhere, and the jobs that make touched briefings anew."
BODIES: dict[str, Any] = {
    "required": True,
    "description": "A file of terms: CSV, TSV or TBX.",
    "content": {form.media_type: {"schema": {"type": "string"}} for form in FORMS.values()},
}
TMX_BODY = {
    "required": True,
    "description": "A translation memory, TMX 1.4.",
    "content": {TMX_TYPE: {"schema": BINARY}, "application/xml": {"schema": BINARY}},
}
UNREADABLE = complaint("The file is damaged, or is none of the forms that are read.")

knowledge = APIBlueprint("knowledge", __name__, url_prefix="/v1", abp_responses=COMPLAINTS)  # type: ignore[arg-type]


class TermbasePath(BaseModel):
    name: str = Field(pattern=NAME, description="The termbase's name.")


class EntryPath(BaseModel):
    entry: str = Field(pattern="^[0-9a-f]{32}$", description="The id of an entry of the memory.")


class Signed(Strict):
    author: str = Field("", max_length=100, description="Who makes the change, where no proxy says it.")


class PutQuery(Signed):
    layer: Layer = Field("desk", description="house: the organisation's own word, which counts before any desk's.")


class FileQuery(Strict):
    format: str = Field("csv", description=", ".join(FORMS))


class TermQuery(Signed):
    zh: str = Field(min_length=1, max_length=200, description="The Chinese term.")


class RestoreQuery(Signed):
    version: int = Field(ge=0, le=2**31 - 1, description="The version to go back to; 0: before the first.")


class HistoryQuery(Strict):
    zh: str = Field("", max_length=200, description="Of one entry only.")
    limit: int = Field(200, ge=1, le=1_000)


class LookUpQuery(Strict):
    q: str = Field(min_length=1, max_length=200, description="Chinese or English; part of a term will do.")
    limit: int = Field(50, ge=1, le=200)


class TextQuery(Strict):
    q: str = Field(min_length=1, max_length=200, description="Chinese text.")


class MemoryQuery(Strict):
    q: str = Field("", max_length=200, description="Part of a sentence, Chinese or English.")
    limit: int = Field(50, ge=1, le=200)


class TermBody(Strict):
    zh: str = Field(min_length=1, max_length=200, json_schema_extra={"pattern": HAN.pattern})
    en: str = Field(min_length=1, max_length=500, pattern=r"\S")
    accepted: list[str] = Field(default_factory=list, max_length=50, description="Other forms that pass.")
    kind: str = Field("concept", max_length=50)
    status: str = Field("common", pattern=f"^({'|'.join(STATUSES)})$")
    source: str = Field("", max_length=500)
    note: str = Field("", max_length=2_000)

    @field_validator("zh")
    @classmethod
    def chinese(cls, value: str) -> str:
        if not HAN.search(value):
            raise ValueError("a Chinese term has a Chinese character")
        return value

    def term(self) -> Term:
        """The entry, without white space around it."""
        accepted = tuple(text for each in self.accepted if (text := each.strip()))
        return Term(self.zh.strip(), self.en.strip(), accepted, self.kind, self.status, self.source, self.note)


def changed(changes: Sequence[TermChange], settled: Sequence[TermConflict] = ()) -> dict[str, Any]:
    """The answer to a change of terms. Briefings that have one of these terms are made anew, and no others."""
    storage, mine = parts().storage, organisation()
    zhs = {change.zh for change in changes}
    jobs = storage.renew(storage.touched({to_simplified(zh) for zh in zhs}, mine), BATCH)
    for job in jobs:
        parts().queue.send_job(job, BATCH)
    differing = [c for c in conflicts(layers()) if c.zh in zhs] if changes else []
    return {"changes": to_dict(changes), "conflicts": to_dict([*settled, *differing]), "jobs": jobs}


def layers() -> list[tuple[str, Sequence[Term]]]:
    """The organisation's termbases and the product's own, in order of precedence."""
    return [*parts().storage.layers(organisation()), (PRODUCT, list(base().terms.values()))]


@knowledge.get(
    "/termbases", tags=[TERMS], responses={200: shown(listed(TermbaseLine, "termbases"), "In order of precedence.")}
)
def get_termbases() -> Any:
    """List the organisation's termbases. The product's own, which counts last, is not among them."""
    return {"termbases": to_dict(parts().storage.termbases(organisation()))}


@knowledge.put(
    "/termbases/<string:name>",
    tags=[TERMS],
    request_body=BODIES,
    responses={200: shown(CHANGES, CHANGED), 413: complaint("It is over a limit."), 422: UNREADABLE},
)
def put_termbase(path: TermbasePath, query: PutQuery) -> Any:
    """Make a termbase hold exactly the entries of a file, new or not."""
    who, given = caller(query.author), read_file(body(), "the file")
    return changed(
        parts().storage.put_termbase(path.name, query.layer, given.terms, who.author, who.organisation),
        given.conflicts,
    )


@knowledge.get(
    "/termbases/<string:name>",
    tags=[TERMS],
    responses={
        200: {
            "description": "The entries as a file.",
            "content": {form.media_type: {"schema": {"type": "string"}} for form in FORMS.values()},
        },
        415: complaint("There is no such form of file."),
    },
)
def get_termbase(path: TermbasePath, query: FileQuery) -> Response:
    """A termbase as a CSV, TSV or TBX file."""
    if query.format not in FORMS:
        raise UnsupportedFormat(f"there is no form {query.format!r}: ask for {', '.join(FORMS)}")
    wanted = FORMS[query.format]
    return attached(
        write_terms(parts().storage.terms(path.name, organisation()), query.format),
        wanted.media_type,
        path.name + wanted.suffix,
    )


@knowledge.delete("/termbases/<string:name>", tags=[TERMS], responses={200: shown(CHANGES, CHANGED)})
def delete_termbase(path: TermbasePath, query: Signed) -> Any:
    """Delete a termbase; its history stays."""
    who = caller(query.author)
    return changed(parts().storage.delete_termbase(path.name, who.author, who.organisation))


@knowledge.put("/termbases/<string:name>/terms", tags=[TERMS], responses={200: shown(CHANGES, CHANGED)})
def put_term(path: TermbasePath, query: Signed, body: TermBody) -> Any:
    """Add an entry to a termbase, or put it in the place of the one it has."""
    who = caller(query.author)
    return changed(parts().storage.put_terms(path.name, [body.term()], who.author, who.organisation))


@knowledge.delete("/termbases/<string:name>/terms", tags=[TERMS], responses={200: shown(CHANGES, CHANGED)})
def delete_term(path: TermbasePath, query: TermQuery) -> Any:
    """Take an entry out of a termbase."""
    who = caller(query.author)
    return changed(parts().storage.remove_term(path.name, query.zh, who.author, who.organisation))


@knowledge.get(
    "/termbases/<string:name>/history",
    tags=[TERMS],
    responses={200: shown(listed(TermChange, "changes"), "What each version changed, the newest first.")},
)
def get_history(path: TermbasePath, query: HistoryQuery) -> Any:
    """What was changed in a termbase, by whom and when; also of one that was deleted."""
    return {"changes": to_dict(parts().storage.term_history(path.name, query.zh, organisation(), query.limit))}


@knowledge.post("/termbases/<string:name>/restore", tags=[TERMS], responses={200: shown(CHANGES, CHANGED)})
def post_restore(path: TermbasePath, query: RestoreQuery) -> Any:
    """Bring a termbase back to what it held after a version; also one that was deleted."""
    who = caller(query.author)
    return changed(parts().storage.restore_termbase(path.name, query.version, who.author, who.organisation))


@knowledge.get(
    "/terms",
    tags=[TERMS],
    responses={200: shown(listed(Term, "terms"), "Of several entries for a term the first counts.")},
)
def get_terms(query: LookUpQuery) -> Any:
    """Look a term up in every termbase, the product's own included (`termbase` is then empty)."""
    return {"terms": to_dict(look_up(query.q, query.limit))}


def look_up(query: str, limit: int) -> list[Term]:
    """Entries that have the query in either language: the very term first, then the shortest."""
    zh, en = to_simplified(query), query.lower()
    found = (term for _, terms in layers() for term in terms if zh in to_simplified(term.zh) or en in term.en.lower())
    return sorted(found, key=lambda term: (zh != to_simplified(term.zh) and en != term.en.lower(), len(term.zh)))[
        :limit
    ]


@knowledge.get(
    "/dictionary",
    tags=[TERMS],
    responses={200: shown(listed(Headword, "words"), f"The words of the text in order. {SOURCE}.")},
)
def get_dictionary(query: TextQuery) -> Any:
    """What the words of a Chinese text may mean, by CC-CEDICT."""
    return {"words": to_dict(headwords(query.q))}


@knowledge.get(
    "/terms/conflicts",
    tags=[TERMS],
    responses={200: shown(listed(TermConflict, "conflicts"), "Where termbases differ, and which of them counts.")},
)
def get_conflicts() -> Any:
    """Terms that more than one termbase has, with different English."""
    return {"conflicts": to_dict(conflicts(layers()))}


@knowledge.get(
    "/memory",
    tags=[MEMORY],
    responses={200: shown(listed(Remembered, "entries"), "The newest first.")},
)
def get_memory(query: MemoryQuery) -> Any:
    """Search the sentences that were translated before."""
    return {"entries": to_dict(parts().storage.remembered(query.q, query.limit, organisation()))}


@knowledge.post(
    "/memory",
    tags=[MEMORY],
    request_body=TMX_BODY,
    responses={
        200: shown(whole({"added": NUMBER, "known": NUMBER, "skipped": NUMBER}), "How many pairs were new."),
        413: complaint("It is over a limit."),
        422: UNREADABLE,
    },
)
def post_memory() -> Any:
    """Add the pairs of a TMX file to the memory. Briefings that are there already stay as they are."""
    given = tmx.read_file(body(), "the file")
    added = parts().storage.remember(given.entries, organisation())
    return {"added": added, "known": len(given.entries) - added, "skipped": given.skipped}


@knowledge.get(
    "/memory.tmx",
    tags=[MEMORY],
    responses={200: {"description": "All of it, TMX 1.4b.", "content": {TMX_TYPE: {"schema": BINARY}}}},
)
def get_tmx() -> Response:
    """The organisation's memory as a file that other tools read."""
    return attached(tmx.write_tmx(parts().storage.memory(organisation())), TMX_TYPE, "memory.tmx")


@knowledge.delete("/memory/<string:entry>", tags=[MEMORY], responses={204: {"description": "It is forgotten."}})
def delete_entry(path: EntryPath) -> Any:
    """Take a pair out of the memory."""
    parts().storage.forget_pair(path.entry, organisation())
    return "", 204


def body() -> bytes:
    """The file that the request carries, bare or in a form's field `file`. Raises EmptyInput, BadRequest."""
    if request.mimetype == "multipart/form-data":
        file = request.files.get("file")
        if file is None:
            raise BadRequest("the form has no field `file`")
        data: bytes = file.read()
    else:
        data = request.get_data()
    if not data:
        raise EmptyInput("the request has no body: send a file")
    return data


def attached(data: bytes, media_type: str, name: str) -> Response:
    answer = Response(data, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
