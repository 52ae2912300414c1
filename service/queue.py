"""Sending work to the broker: ids only, by the tasks' names. The service never imports the workers."""

from typing import Any

from service.settings import Settings
from service.storage import Storage

PROCESS, ANSWER = "workers.process_document", "workers.answer_requests"
INTERACTIVE, BATCH = "interactive", "batch"
# One more try, because a connection may be an old one.
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


def transport(settings: Settings) -> dict[str, Any]:
    """The broker's settings, shared by those who send and those who work (see docs/operations.md)."""
    return {
        "broker_url": settings.broker,
        "broker_transport_options": {"visibility_timeout": 3600, "unacked_restore_interval": 5,
                                     "unacked_restore_throttle": 1, "socket_connect_timeout": 2},
        "task_ignore_result": True,
        "task_default_queue": INTERACTIVE,
        "broker_connection_retry_on_startup": True,
    }  # fmt: skip


def send_waiting(storage: Storage, queue: "Queue", older_than: float = 0.0) -> list[str]:
    """Send the jobs that have waited for `older_than` seconds since they were last sent and that the broker has lost;
    returns those that it took.

    While messages are left in a queue nothing is sent into it again: a night's batch waits long, and is not lost.
    """
    waiting = [(job, name) for name in (INTERACTIVE, BATCH) if queue.depth(name) == 0
               for job in storage.waiting(name, older_than)]  # fmt: skip
    sent = [job for job, name in waiting if queue.send_job(job, name)]
    for job in sent:
        storage.touch(job)
    return sent


class Queue:
    """The broker as the web process and the sweeper see it."""

    def __init__(self, settings: Settings) -> None:
        from celery import Celery

        self._app = Celery("yibao-client", set_as_current=False)
        self._app.conf.update(transport(settings))
        # A broker that is away must not hold up a request: the sweeper sends what could not be sent.
        self._app.conf.broker_transport_options |= AT_ONCE

    def send_job(self, job: str, queue: str) -> bool:
        """Send a job's id. Returns whether the broker took it: where it did not, the sweeper sends it later."""
        return self._send(PROCESS, [job], queue)

    def send_request(self) -> bool:
        """Wake a worker for the short texts that wait in the database."""
        return self._send(ANSWER, [], INTERACTIVE)

    def ping(self) -> bool:
        """Whether the broker answers."""
        from kombu.exceptions import OperationalError

        try:
            with self._app.connection_for_write(connect_timeout=2) as connection:
                connection.ensure_connection(max_retries=0, timeout=2)
        except (OperationalError, OSError):
            return False
        return True

    def depth(self, queue: str) -> int | None:
        """How many messages wait in the queue; None when the broker does not answer."""
        from kombu.exceptions import OperationalError

        try:
            with self._app.connection_for_read(connect_timeout=2) as connection:
                connection.ensure_connection(max_retries=0, timeout=2)
                try:
                    found: int = connection.default_channel.queue_declare(queue, passive=True).message_count
                except connection.channel_errors:
                    return 0  # a queue that nothing was ever sent to
                return found
        except (OperationalError, OSError):
            return None

    def _send(self, task: str, arguments: list[str], queue: str) -> bool:
        from kombu.exceptions import OperationalError

        try:
            self._app.send_task(task, args=arguments, queue=queue, retry=True, retry_policy=AT_ONCE)
        except (OperationalError, OSError):
            return False
        return True
