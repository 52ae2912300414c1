"""Whether the process lives, and whether the service can work."""

from typing import Any

from flask import Blueprint

from service.errors import ServiceUnavailable
from service.web.limits import ALIVE_SECONDS
from service.web.parts import parts

health = Blueprint("health", __name__)


def engines() -> list[str]:
    """Who translates: the engines of the workers that live."""
    return sorted({names for _, names in parts().storage.alive(ALIVE_SECONDS) if names})


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@health.get("/readyz")
def readyz() -> tuple[dict[str, Any], int]:
    """The database and the broker answer and a worker lives; 503 with what does not."""
    state = {"database": "ok", "broker": "ok", "workers": "ok"}
    found: list[str] = []
    try:
        parts().storage.ping()
        state["workers"] = "ok" if parts().storage.alive(ALIVE_SECONDS) else "none gave a sign of life"
        found = engines()
    except ServiceUnavailable as error:
        state |= {"database": str(error), "workers": "unknown"}
    if not parts().queue.ping():
        state["broker"] = "does not answer"
    ready = all(value == "ok" for value in state.values())
    return {"status": "ok" if ready else "unavailable", **state, "engines": found}, 200 if ready else 503
