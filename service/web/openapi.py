"""The words in which the endpoints describe themselves in the OpenAPI document."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask_openapi import Tag
from pydantic import BaseModel, ConfigDict, field_validator

from service.codec import describe
from service.errors import BadRequest
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

    @field_validator("*")
    @classmethod
    def without_nul(cls, value: object) -> object:
        # PostgreSQL takes none.
        if any("\0" in text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)):
            raise ValueError("there is a NUL in it")
        return value


Fields = TypeVar("Fields", bound=BaseModel)


def held(kind: type[Fields], given: Mapping[str, object], told: str) -> Fields:
    """What a page's form gives, held to what the API takes. Raises BadRequest, which says `told`."""
    try:
        return kind.model_validate(dict(given))
    except ValueError:
        raise BadRequest(told) from None


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
