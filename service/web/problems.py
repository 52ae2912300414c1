"""Errors as answers: problem details for programs (RFC 9457), a page for people."""

import json
import re
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.errors import (
    BadRequest,
    InternalError,
    ServiceUnavailable,
    TooLarge,
    YibaoError,
    http_status,
    of_status,
)
from service.logs import log

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `type` is stable, `detail` says what to do.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}


def problem(name: str, status: int, detail: str, text: str = "") -> Response:
    """The answer for an error: `name` in CamelCase becomes its title and type. On a page the `text` that was refused
    stands in the form again."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    title, slug = words.capitalize().replace("chinese", "Chinese"), words.lower().replace(" ", "-")
    if wants_page():
        return Response(
            render_template("problem.html", title=title, detail=detail, text=text), status, mimetype="text/html"
        )
    body = {"type": f"urn:yibao:problem:{slug}", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype=MEDIA_TYPE)


def ours(error: YibaoError, text: str = "") -> Response:
    """The answer for an error of the product's tree, see `problem`."""
    answer = problem(type(error).__name__, http_status(error), str(error), text)
    if isinstance(error, ServiceUnavailable):
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def wants_page() -> bool:
    """Whether a person's browser asks, outside the API."""
    return not request.path.startswith("/v1/") and request.accept_mimetypes.accept_html


def invalid(error: ValidationError) -> Response:
    """The answer for parameters that do not fit the endpoint."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg'].removeprefix('Value error, ')}"
        for fault in error.errors()
    ]
    return ours(BadRequest("; ".join(faults)))


def register(app: Flask, most_bytes: int) -> None:
    """Answer every error of `app` in this way; `most_bytes` is its limit for a document."""

    app.register_error_handler(YibaoError, ours)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.response is not None:
            return error.response  # type: ignore[return-value]
        code = error.code or 500
        # What the framework finds is told under our name for it, where we have one.
        kind = of_status(code)
        name = kind.__name__ if kind else re.sub(r"\W", "", error.name.title())
        answer = problem(name, code, error.description or error.name)
        for name, value in error.get_headers():
            if name.lower() in {"allow", "retry-after"}:
                answer.headers[name] = value
        return answer

    @app.errorhandler(OperationalError)
    def no_database(error: OperationalError) -> Response:
        return ours(ServiceUnavailable(f"the database does not answer: {error.orig}"))

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        # What the framework refuses to receive; `Limits.of(settings)` says what is received and too much.
        return ours(TooLarge(f"more than {most_bytes:,} bytes: split it, or raise YIBAO_MAX_BYTES"))

    @app.errorhandler(RecursionError)
    def too_deep(_: RecursionError) -> Response:
        return ours(BadRequest("the body is nested too deeply"))

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log().exception("request failed", path=request.path, method=request.method)
        if current_app.testing:
            raise error
        return ours(InternalError("something went wrong here; the web process's log has the details"))
