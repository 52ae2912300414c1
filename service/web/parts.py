"""What the web process works with."""

from dataclasses import dataclass

from flask import Flask, current_app

from service.queue import Queue
from service.settings import Settings
from service.storage import Storage


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    storage: Storage
    queue: Queue


def install(app: Flask, settings: Settings, storage: Storage, queue: Queue) -> None:
    """Give `app` its parts."""
    app.extensions["yibao"] = Parts(settings, storage, queue)


def parts() -> Parts:
    """The parts of the application that answers now."""
    found: Parts = current_app.extensions["yibao"]
    return found
