"""What a client sends, as sources: a file form, JSON, or a bare body."""

import json
from typing import Any

from flask import request

from service.errors import BadRequest, EmptyInput
from service.records import Source


def received(name: str = "") -> list[Source]:
    """The sources of this request; `name` is for what has no file name. Raises BadRequest, EmptyInput, TooLarge."""
    kind = request.mimetype
    if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        return _form(name)
    data = request.get_data(cache=False)
    if not data:
        raise EmptyInput("the request has no body: send a file, or JSON with a text")
    if kind == "application/json":
        text = _text_of(data)
        if text is not None:
            return [Source(name or str(text.get("name") or "pasted text"), str(text["text"]).encode(), "text/plain")]
    return [Source(name or "upload", data, request.content_type or "")]


def _form(name: str) -> list[Source]:
    files = [file for file in request.files.getlist("file") if file.filename]
    if files:
        # Browsers guess the type from the name: the name is checked anyway, and the bytes decide.
        return [Source(file.filename or name or "upload", file.read()) for file in files]
    text = request.form.get("text", "")
    if not text.strip():
        raise EmptyInput("choose a file or paste a text")
    return [Source(name or request.form.get("name", "") or "pasted text", text.encode(), "text/plain")]


def _text_of(data: bytes) -> dict[str, Any] | None:
    """The object if it is of the form {text, name?}; None for an article in JSON, which has a reader of its own."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise BadRequest("the body is declared as JSON, and is not JSON") from None
    if not isinstance(value, dict) or "text" not in value:
        return None
    if not isinstance(value["text"], str):
        raise BadRequest("`text` must be a string")
    return value
