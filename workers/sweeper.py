"""`python -m workers.sweeper`: sends again what the broker lost or a dead worker left behind."""

import signal
import threading

from service.logs import log
from service.queue import Queue
from service.settings import Settings
from service.storage import Storage


def sweep(storage: Storage, queue: Queue, stale_seconds: float) -> int:
    """Send every job without a sign of life once more. Returns how many the broker took."""
    sent = 0
    for job, name in storage.stale(stale_seconds):
        if queue.send_job(job, name):
            storage.touch(job)
            sent += 1
            log().info("sent again", job=job)
    return sent


def main() -> None:
    settings = Settings.from_environ()
    storage, queue, over = Storage(settings.database), Queue(settings), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    while not over.wait(min(10, settings.stale_seconds / 3)):
        sweep(storage, queue, settings.stale_seconds)
        storage.forget()


if __name__ == "__main__":
    main()
