"""What a client sends, as sources: a file form, JSON, or a bare body."""

import json
import re
import unicodedata
from typing import Any

from flask import request

from service.encoding import decode
from service.errors import BadRequest, EmptyInput
from service.records import Source

PASTED, UNNAMED = "pasted text", "upload"
NAME_LENGTH = 200
FIRST_WORDS = 24  # characters


def received(name: str = "") -> list[Source]:
    """The sources of this request; `name` is for what has no file name. Raises BadRequest, EmptyInput, TooLarge,
    UnreadableInput."""
    kind = request.mimetype
    if kind == "multipart/form-data":
        return _form(name)
    data = request.get_data()
    if not data:
        raise EmptyInput("the request has no body: send a file, or JSON with a text")
    # Also what curl says of any body that it is given: only a form with our field is one.
    if kind == "application/x-www-form-urlencoded" and "text" in request.form:
        return _form(name)
    if kind == "application/json":
        text = _text_of(data)
        if text is not None:
            return [_pasted(name or str(text.get("name", "")), text["text"])]
    return [Source(plain(name) or UNNAMED, data, request.content_type or "")]


def plain(name: str) -> str:
    """A name as it may be shown: the last part of a path, without control and direction characters, not too long."""
    return _visible(re.split(r"[/\\]", name)[-1])[-NAME_LENGTH:]


def _visible(text: str) -> str:
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(shown.split())


def _form(name: str) -> list[Source]:
    files = [file for file in request.files.getlist("file") if file.filename]
    if files:
        # Browsers guess the type from the name: the name is checked anyway, and the bytes decide.
        return [Source(plain(file.filename or "") or plain(name) or UNNAMED, file.read()) for file in files]
    text = request.form.get("text", "")
    if not text.strip():
        raise EmptyInput("choose a file or paste a text")
    return [_pasted(name or request.form.get("name", ""), text)]


def _pasted(name: str, text: str) -> Source:
    """A text without a file: where nobody named it, it goes by its first words."""
    first = next(filter(None, map(_visible, text.splitlines())), "")[:FIRST_WORDS]
    return Source(plain(name) or (f"{first}…" if first else PASTED), encoded(text), "text/plain")


def encoded(text: str) -> bytes:
    """UTF-8. Raises BadRequest for what JSON can write and no text has."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise BadRequest("the text has half a character in it (a lone surrogate)") from None


def _text_of(data: bytes) -> dict[str, Any] | None:
    """The object if it is of the form {text, name?}; None for an article in JSON, which has a reader of its own.

    As in any other file what the bytes say counts, whatever charset is declared. Raises BadRequest, UnreadableInput.
    """
    try:
        value = json.loads(decode(data, request.mimetype_params.get("charset", "")).text)
    except (ValueError, RecursionError):
        raise BadRequest("the body is declared as JSON, and is not JSON") from None
    if not isinstance(value, dict) or "text" not in value:
        return None
    if not isinstance(value["text"], str):
        raise BadRequest("`text` must be a string")
    return value
