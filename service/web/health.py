"""Whether the process lives, and whether the service can work."""

from typing import Any

from flask import Blueprint

from service.errors import ServiceUnavailable
from service.web.limits import ALIVE_SECONDS
from service.web.parts import parts

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@health.get("/readyz")
def readyz() -> tuple[dict[str, Any], int]:
    """The database and the broker answer and a worker lives; 503 with what does not."""
    state = {"database": "ok", "broker": "ok", "workers": "ok"}
    engines: list[str] = []
    try:
        parts().storage.ping()
        alive = parts().storage.alive(ALIVE_SECONDS)
        engines = sorted({names for _, names in alive if names})
        state["workers"] = "ok" if alive else "none gave a sign of life"
    except ServiceUnavailable as error:
        state |= {"database": str(error), "workers": "unknown"}
    if not parts().queue.ping():
        state["broker"] = "does not answer"
    ready = all(value == "ok" for value in state.values())
    return {"status": "ok" if ready else "unavailable", **state, "engines": engines}, 200 if ready else 503
