"""Places for requests that wait: each holds a thread, and some threads must be left for those that do not."""

from contextlib import ExitStack
from threading import BoundedSemaphore

from service.errors import ServiceUnavailable
from service.web.limits import WAITING

_free = BoundedSemaphore(WAITING)


def place(instead: str) -> ExitStack:
    """A place, free again when the stack is closed, once or more often. Raises ServiceUnavailable, which says what to
    do `instead`, when all are taken."""
    if not _free.acquire(blocking=False):
        raise ServiceUnavailable(f"{WAITING} requests are waiting already: {instead}")
    taken = ExitStack()
    taken.callback(_free.release)
    return taken
