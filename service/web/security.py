"""What protects the browser and the service from each other: headers, hosts, cross-site requests."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from service.errors import BadRequest, Forbidden
from service.settings import ANY, Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Who watches over the service asks by address.
HEALTH = frozenset({"/healthz", "/readyz"})


def names(settings: Settings) -> frozenset[str]:
    """The names under which the service may be addressed; empty for any. The address that it listens on is one.

    Without a setting a local service has local names only: a page elsewhere whose name is made to point here (DNS
    rebinding) must not read the briefings.
    """
    local = settings.host in LOOPBACK
    if not settings.hosts:
        return LOOPBACK if local else frozenset()
    given = {name.strip().lower() for name in settings.hosts.split(",")}
    return frozenset(given | {settings.host.lower()} | (LOOPBACK if local or settings.host in ANY else set()))


def protect(app: Flask, settings: Settings) -> None:
    """Set the headers of every answer; refuse foreign host names and requests that another site makes."""
    ours = names(settings)

    @app.before_request
    def refuse_other_names() -> None:
        if ours and request.path not in HEALTH and urlsplit(f"//{request.host}").hostname not in ours:
            raise BadRequest("the service does not go by this host name: YIBAO_HOSTS lists those that it has")

    @app.before_request
    def refuse_nul() -> None:
        # No address of ours has one, and PostgreSQL takes none.
        if "\0" in request.path or b"%00" in request.query_string:
            raise BadRequest("there is a NUL in the address")

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return
        origin = request.headers.get("Origin", "")
        foreign = origin not in {"", f"http://{request.host}", f"https://{request.host}"}
        if foreign or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
            raise Forbidden("a page of another site may not make this request")

    @app.after_request
    def add_headers(answer: Response) -> Response:
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        # Not no-referrer: with that, browsers do not say that our own forms are ours (`Origin: null`).
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.endpoint != "static":
            answer.headers.setdefault("Cache-Control", "no-store" if request.method != "GET" else "no-cache")
        return answer
