"""`python -m workers.sweeper`: sends again what the broker lost or a dead worker left behind."""

import signal
import sys
import time

from sqlalchemy.exc import DBAPIError

from service.logs import log
from service.queue import Queue, send_waiting
from service.settings import Settings
from service.storage import Storage


def sweep(storage: Storage, queue: Queue, stale_seconds: float) -> None:
    """Send the jobs that running workers left silent, and what waits although the broker's queue is empty."""
    left = [job for job, name in storage.take_back(stale_seconds) if queue.send_job(job, name)]
    for job in (*left, *send_waiting(storage, queue, stale_seconds)):
        log().info("sent again", job=job)


def main() -> None:
    """Sweep until told to stop, at any moment. A database that does not answer is asked again."""
    settings = Settings.from_environ()
    storage, queue = Storage(settings.database), Queue(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit())
    while True:
        time.sleep(min(10, settings.stale_seconds / 3))
        try:
            sweep(storage, queue, settings.stale_seconds)
            storage.forget()
        except DBAPIError as error:
            log().warning("no database", error=str(error.orig))


if __name__ == "__main__":
    main()
