"""The words in which the endpoints describe themselves in the OpenAPI document."""

from typing import Any

from flask_openapi import Tag
from pydantic import BaseModel, ConfigDict

from service.codec import describe
from service.web import problems

REFS = "#/components/schemas/"
DEFINITIONS: dict[str, Any] = {}
DOCUMENTS, JOBS, BRIEFINGS, TEXTS, CORRECTIONS, TERMS, MEMORY, SERVICE = (
    Tag(name=name) for name in ("documents", "jobs", "briefings", "texts", "corrections", "terms", "memory", "service")
)
BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}


class Strict(BaseModel):
    """Parameters or a body in which nothing else may stand."""

    model_config = ConfigDict(extra="forbid")


def form(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a record, or of nothing but itself."""
    return kind if isinstance(kind, dict) else describe(kind, DEFINITIONS, REFS)


def shown(kind: Any, text: str) -> dict[str, Any]:
    """An answer of the record `kind` (or a JSON Schema)."""
    return {"description": text, "content": {"application/json": {"schema": form(kind)}}}


def complaint(text: str) -> dict[str, Any]:
    return {"description": text, "content": {problems.MEDIA_TYPE: {"schema": problems.SCHEMA}}}


def listed(kind: Any, name: str) -> dict[str, Any]:
    """The JSON Schema of an object with a list of `kind` under `name`."""
    return whole({name: {"type": "array", "items": form(kind)}})


def whole(properties: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of an object with all of these properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


COMPLAINTS = {
    400: complaint("A parameter is missing or malformed."),
    403: complaint("A page of another site made the request, or the proxy did not say whose it is."),
    404: complaint("There is no such thing."),
    503: complaint("The database, the broker or the workers do not answer."),
}
