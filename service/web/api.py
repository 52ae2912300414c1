"""The HTTP API, version 1: documents in, jobs to watch, briefings out."""

import re
import time
from datetime import date
from typing import Annotated, Any, Literal

from flask import Response, current_app, json, request, url_for
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field, ValidationInfo, field_validator

from models.engine import Identity
from service.codec import schema, to_dict
from service.errors import BadRequest, ServiceUnavailable, TooLarge, UnsupportedFormat, renewed
from service.intake import Limits, accept
from service.jobs import BriefingLine, Job
from service.queue import INTERACTIVE
from service.records import Briefing, Source, Unit
from service.web.caller import organisation
from service.web.events import stream
from service.web.limits import ALIVE_SECONDS, SHORT_TEXT, SHORT_TEXTS
from service.web.openapi import (
    BINARY,
    BRIEFINGS,
    COMPLAINTS,
    DOCUMENTS,
    JOBS,
    SERVICE,
    TEXTS,
    Strict,
    complaint,
    form,
    listed,
    shown,
)
from service.web.parts import parts
from service.web.uploads import encoded, received
from service.web.waiting import place
from service.writers import WRITERS, html

FORMATS = tuple(WRITERS)
# Both also stand in the OpenAPI document.
DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
MOMENT = rf"{DAY}(T[\d:.]{{2,12}}Z?)?(_[0-9a-f]{{16}})?"
# A worker at work looks for short texts between two batches, also when nothing tells it to.
UNSENT_SECONDS = 2
LINKS = {"type": "object", "additionalProperties": {"type": "string"}}
JOB_STATE = {
    "type": "object",
    "description": "A job and where to look next.",
    "properties": {"job": form(Job), "new": {"type": "boolean"}, "links": LINKS},
    "required": ["job", "links"],
}
TEXTS_DONE = {
    "type": "object",
    "properties": {
        "translations": {"type": "array", "items": form(Unit)},
        "translator": form(Identity),
    },
    "required": ["translations", "translator"],
}
UPLOAD = {
    "required": True,
    "description": "A text in JSON, an article in JSON ({title, paragraphs, publisher, published, url}), files in a "
    "form (several files are the pages of one issue), or the bytes of one file as the body.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"text": {"type": "string", "minLength": 1}, "name": {"type": "string"}},
                "required": ["text"],
            }
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "array", "items": BINARY}, "text": {"type": "string"}},
            }
        },
        "text/plain": {"schema": {"type": "string"}},
        "text/html": {"schema": {"type": "string"}},
        "application/pdf": {"schema": BINARY},
    },
}

v1 = APIBlueprint("v1", __name__, url_prefix="/v1", abp_responses=COMPLAINTS)  # type: ignore[arg-type]


class JobPath(BaseModel):
    job: str = Field(description="A job's id.", pattern="^[0-9a-f]{32}$")


class DocumentPath(BaseModel):
    document: str = Field(description="The id of a document and its briefing.", pattern="^[0-9a-f]{16}$")


class UploadQuery(Strict):
    name: str = Field("", max_length=200, description="A name for what has no file name.")
    queue: Literal["interactive", "batch"] = Field("interactive", description="batch: work for the night.")


class JobsQuery(Strict):
    limit: int = Field(50, ge=1, le=200)
    id: list[Annotated[str, Field(pattern="^[0-9a-f]{32}$")]] = Field([], max_length=200, description="Of these only.")


class BriefingQuery(Strict):
    format: str = Field("", description=f"{', '.join(FORMATS)}. Without it `Accept` decides; JSON else.")


class ListQuery(Strict):
    date: str = Field(
        "", json_schema_extra={"pattern": f"^({DAY})?$"}, description="Day of the story or of the upload."
    )
    q: str = Field("", max_length=200, description="Words that must all occur, Chinese or English.")
    publisher: str = Field("", max_length=200, description="Part of the publisher's Chinese name.")
    limit: int = Field(50, ge=1, le=200)
    before: str = Field(
        "",
        json_schema_extra={"pattern": f"^({MOMENT})?$"},
        description="The `cursor` of the last one seen, or a time: what is older.",
    )

    @field_validator("date", "before")
    @classmethod
    def in_the_calendar(cls, value: str, field: ValidationInfo) -> str:
        form, told = (
            (DAY, "a day is written 2026-11-24")
            if field.field_name == "date"
            else (MOMENT, "it is the `cursor` of a briefing, a day or a time")
        )
        if value and not re.fullmatch(form, value, re.ASCII):
            raise ValueError(told)
        if value:
            date.fromisoformat(value[:10])
        return value


class ShortTexts(Strict):
    text: str | list[str] = Field(description="Chinese text, or a list of such.")


def state_of(job: Job, **more: object) -> dict[str, Any]:
    links = {
        "job": url_for("v1.get_job", job=job.id),
        "events": url_for("v1.get_events", job=job.id),
        "briefing": url_for("v1.get_briefing", document=job.document),
    }
    return {"job": to_dict(job), **more, "links": links}


def taken(job: str, **more: object) -> tuple[dict[str, Any], int, dict[str, str]]:
    """The answer 202 for a job; it has been sent to the broker, or the sweeper will."""
    found = parts().storage.job(job, organisation())
    return state_of(found, **more), 202, {"Location": url_for("v1.get_job", job=job)}


def submit(sources: list[Source], queue: str) -> tuple[str, str, bool]:
    """Store the sources and send their job: (document id, job id, whether it is new). Raises InputError for what cannot
    be read."""
    accept(sources, Limits.of(parts().settings))
    document, job, new = parts().storage.add_document(sources, queue, organisation())
    if new:
        parts().queue.send_job(job, queue)
    return document, job, new


@v1.post(
    "/documents",
    tags=[DOCUMENTS],
    request_body=UPLOAD,
    responses={
        202: shown(JOB_STATE, "Taken: the job, new or the one that these bytes have already."),
        413: complaint("It is over a limit."),
        415: complaint("It is of a format that is not read, or not of the one declared."),
        422: complaint("There is no Chinese text in it that can be read."),
    },
)
def post_document(query: UploadQuery) -> Any:
    """Send a newspaper page; a job makes its briefing.

    The same bytes are the same document: while its job goes on, or is done, that job is the answer.
    """
    _, job, new = submit(received(query.name), query.queue)
    return taken(job, new=new)


@v1.delete(
    "/documents/<string:document>",
    tags=[DOCUMENTS],
    responses={204: {"description": "It is gone, with its jobs, stories and corrections."}},
)
def delete_document(path: DocumentPath) -> Any:
    """Delete a document and its briefing for good. Sentences that were corrected in it stay in the memory."""
    parts().storage.delete_document(path.document, organisation())
    return "", 204


@v1.post(
    "/documents/<string:document>/jobs",
    tags=[DOCUMENTS],
    responses={202: shown(JOB_STATE, "Taken: the new job, or the one that waits.")},
)
def post_job(path: DocumentPath) -> Any:
    """Make the briefing of a document again: stories that the present engines have made already are kept."""
    job = parts().storage.add_job(path.document, organisation=organisation())
    parts().queue.send_job(job, INTERACTIVE)
    return taken(job)


@v1.get(
    "/jobs",
    tags=[JOBS],
    responses={200: shown(listed(Job, "jobs"), "The newest jobs first.")},
)
def get_jobs(query: JobsQuery) -> Any:
    """List jobs, all or those of some ids."""
    return {"jobs": to_dict(parts().storage.recent_jobs(query.limit, organisation(), query.id))}


@v1.get("/jobs/<string:job>", tags=[JOBS], responses={200: shown(JOB_STATE, "The job's state and progress.")})
def get_job(path: JobPath) -> Any:
    """A job: its state, and the stage of each of its articles."""
    return state_of(parts().storage.job(path.job, organisation()))


@v1.get(
    "/jobs/<string:job>/events",
    tags=[JOBS],
    responses={
        200: {
            "description": "`progress` events; the data of each is the job as it then is, in JSON.",
            "content": {"text/event-stream": {}},
        }
    },
)
def get_events(path: JobPath) -> Response:
    """A job's progress as server-sent events; the stream ends with the job."""
    return stream(parts().storage, path.job, organisation())


@v1.post(
    "/jobs/<string:job>/cancel",
    tags=[JOBS],
    responses={202: shown(JOB_STATE, "It stops after the sentences in hand."), 409: complaint("It has ended already.")},
)
def post_cancel(path: JobPath) -> Any:
    """Stop a job. Stories that are finished are kept."""
    return state_of(parts().storage.cancel(path.job, organisation())), 202


@v1.get(
    "/briefings",
    tags=[BRIEFINGS],
    responses={200: shown(listed(BriefingLine, "briefings"), "The newest first.")},
)
def get_briefings(query: ListQuery) -> Any:
    """List briefings and search them, in both languages."""
    found = parts().storage.briefings(query.date, query.q, query.publisher, query.limit, query.before, organisation())
    return {"briefings": to_dict(found)}


@v1.get(
    "/briefings/<string:document>",
    tags=[BRIEFINGS],
    responses={
        200: {
            "description": "The briefing, as far as it is finished.",
            "content": {
                writer.media_type: {"schema": form(Briefing) if name == "json" else {"type": "string"}}
                for name, writer in WRITERS.items()
            },
        },
        406: complaint("None of the formats that `Accept` names can be written."),
        415: complaint("There is no such format."),
    },
)
def get_briefing(path: DocumentPath, query: BriefingQuery) -> Response:
    """A briefing in the format asked for."""
    wanted = query.format or preferred()
    if wanted not in WRITERS:
        raise UnsupportedFormat(f"there is no format {wanted!r}: ask for {', '.join(FORMATS)}")
    return written(parts().storage.briefing(path.document, organisation()), wanted)


def preferred() -> str:
    """The format that `Accept` likes best. Raises HTTP 406 through NotAcceptable."""
    from werkzeug.exceptions import NotAcceptable

    offered = {writer.media_type: name for name, writer in WRITERS.items()}
    wanted = request.accept_mimetypes
    best = wanted.best_match(list(offered)) if wanted else "application/json"
    if best is None:
        raise NotAcceptable(f"a briefing comes as {', '.join(offered)}")
    return offered[best]


def written(briefing: Briefing, name: str) -> Response:
    """The briefing as an answer: with a tag to ask again by, as a file where browsers do not show the format."""
    writer = WRITERS[name]
    # The framework says of every text that it is UTF-8; Markdown must say so itself (RFC 7763).
    answer = Response(writer.write(briefing), mimetype=writer.media_type)
    if not writer.shown:
        answer.headers["Content-Disposition"] = f'attachment; filename="{briefing.id}.{writer.suffix.lstrip(".")}"'
    if name == "html":
        answer.headers["Content-Security-Policy"] = f"{html.policy()}; frame-ancestors 'none'"
    answer.headers["Vary"] = "Accept"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@v1.post(
    "/translate",
    tags=[TEXTS],
    responses={
        200: shown(TEXTS_DONE, "A unit for each text, in order."),
        413: complaint("Send it as a document."),
        500: complaint("Something went wrong in the worker; its log has the details."),
    },
)
def post_translate(body: ShortTexts) -> Any:
    """Translate short texts and wait for them: up to 50 texts, 5,000 characters in all."""
    texts = [body.text] if isinstance(body.text, str) else body.text
    if not any(text.strip() for text in texts):
        raise BadRequest("`text` is empty")
    encoded("".join(texts))
    if sum(map(len, texts)) > SHORT_TEXT or len(texts) > SHORT_TEXTS:
        raise TooLarge(f"more than {SHORT_TEXT} characters or {SHORT_TEXTS} texts: send it to /v1/documents")
    result = answer_to(texts)
    return {"translations": result["units"], "translator": result["translator"]}


def answer_to(texts: list[str]) -> Any:
    """Have a worker translate the texts now. Raises ServiceUnavailable when none does so in time, and what the worker
    raises."""
    storage, wait = parts().storage, parts().settings.answer_seconds
    if not storage.alive(ALIVE_SECONDS):
        raise ServiceUnavailable("no worker is running: start one, or try again in a moment")
    why = f"no worker had time within {wait} seconds: try again, or send it to /v1/documents"
    with place("try again in a moment, or send it to /v1/documents"):
        key = storage.ask(texts, organisation())
        try:
            if not parts().queue.send_request():
                wait = min(wait, UNSENT_SECONDS)
                why = "the broker does not answer: try again in a moment"
            deadline = time.monotonic() + wait
            while time.monotonic() < deadline:
                result = storage.answered(key)
                if result is not None:
                    if "error" in result:
                        raise renewed(result)
                    return result
                time.sleep(0.05)
        finally:
            storage.forget(key)
    raise ServiceUnavailable(why)


@v1.get(
    "/openapi.json",
    tags=[SERVICE],
    responses={200: shown({"type": "object"}, "This document (OpenAPI 3.1).")},
)
def get_openapi() -> Any:
    """The description of this interface."""
    return current_app.api_doc  # type: ignore[attr-defined]


@v1.get(
    "/schema/briefing.json",
    tags=[SERVICE],
    responses={
        200: {
            "description": "The JSON Schema (2020-12) of a briefing in JSON.",
            "content": {"application/schema+json": {"schema": {"type": "object"}}},
        }
    },
)
def get_schema() -> Response:
    """The form of a briefing."""
    return Response(json.dumps(schema(), ensure_ascii=False), mimetype="application/schema+json")
