"""Real processes for tests: a broker, a worker, the whole service. All of them end with the block that started them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psutil

from service.queue import Queue
from service.serve import broker_command
from service.settings import Settings
from service.storage import Storage

ROOT = Path(__file__).parents[1]
FAKE = {"YIBAO_TRANSLATOR": "tests.fakes:translator", "YIBAO_SUMMARIZER": "extractive"}
T = TypeVar("T")
Run = Callable[..., tuple[int, bytes, str]]  # `yibao` and its arguments → status, out, err


def until(ask: Callable[[], T], seconds: float = 30.0, what: str = "") -> T:
    """What `ask` gives as soon as it gives something true. Fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not (found := ask()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what or ask}")
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Settings, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """For a process with these settings and the fake engine, told by `more` how it is to behave."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, **settings.to_environ(), **FAKE, "PYTHONPATH": path, **(more or {})}


def family(pid: int) -> list[psutil.Process]:
    """The process and all that come from it."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def suspend(process: psutil.Process, storage: Storage) -> None:
    """Halt the process as a long native call does, not in the midst of a write, where it would keep all others out."""
    with storage.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        process.suspend()
        db.rollback()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all that come from it."""
    for member in family(process.pid):
        with suppress(psutil.NoSuchProcess):
            member.kill()
    process.wait()


@contextmanager
def broker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The embedded broker."""
    process = subprocess.Popen(broker_command(settings), stdout=subprocess.DEVNULL)
    try:
        until(Queue(settings).ping, what="the broker answers")
        yield process
    finally:
        end(process)


@contextmanager
def worker(settings: Settings, more: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker, once it gives a sign of life."""
    command = [sys.executable, "-m", "celery", "-A", "workers", "worker", "-Q", "interactive,batch", "-c", "1",
               "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "-n",
               f"{os.urandom(4).hex()}@%h"]  # fmt: skip
    storage = Storage(settings.database)
    known = {name for name, _ in storage.alive(3600)}
    with (settings.home / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(settings, {"REMAP_SIGTERM": "SIGQUIT", **(more or {})}), stdout=log,
            stderr=log,
        )  # fmt: skip
    try:
        until(lambda: {name for name, _ in storage.alive(3600)} - known, what="the worker lives")
        yield process
    finally:
        end(process)
        storage.close()


@dataclass(frozen=True, slots=True)
class Service:
    """A running `yibao serve`: its process, settings, and the file that it writes its lines to."""

    process: subprocess.Popen[bytes]
    settings: Settings
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def get(self, path: str) -> Any:
        """The JSON at `path`."""
        return self._ask(self.url + path)

    def post(self, path: str, data: bytes = b"") -> Any:
        """What is answered, in JSON, to a POST of plain text."""
        return self._ask(urllib.request.Request(self.url + path, data, {"Content-Type": "text/plain"}))

    def put(self, path: str, data: bytes) -> Any:
        """What is answered, in JSON, to a PUT of a file."""
        return self._ask(urllib.request.Request(self.url + path, data, method="PUT"))

    @staticmethod
    def _ask(request: urllib.request.Request | str) -> Any:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return json.load(error)

    def members(self, name: str) -> list[psutil.Process]:
        """Processes of one part of the tree, the leader first: broker, web, worker or sweeper."""
        mark = {"broker": "valkey", "web": "gunicorn", "worker": "celery", "sweeper": "workers.sweeper"}[name]
        return [member for member in family(self.process.pid)[1:] if any(mark in part for part in cmdline(member))]

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Tell it to stop as a person does. Returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)


def cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def yibao(*arguments: str) -> list[str]:
    """The command line of the `yibao` that is installed beside this Python."""
    return [str(Path(sys.executable).with_name("yibao")), *arguments]


@contextmanager
def serving(settings: Settings, *arguments: str, more: Mapping[str, str] | None = None) -> Iterator[Service]:
    """`yibao serve` once it is ready."""
    settings.home.mkdir(parents=True, exist_ok=True)
    output = settings.home / "said"
    with output.open("wb") as file:
        process = subprocess.Popen(
            yibao("serve", *arguments), env=environment(settings, more), stdout=file, stderr=file,
            start_new_session=True,
        )  # fmt: skip
    service = Service(process, settings, output)
    try:
        until(lambda: "yibao is ready" in service.said or process.poll() is not None, 90, "yibao is ready")
        yield service
    finally:
        strays = family(process.pid)
        end(process)
        for stray in strays:
            with suppress(psutil.NoSuchProcess):
                stray.kill()


def last_line(err: str) -> str:
    """The one line that is left on a terminal: progress bars clean up behind themselves."""
    lines = [line.rsplit("\r", 1)[-1].strip() for line in err.splitlines()]
    said = [line for line in lines if line and not line.startswith(("Translator:", "Summariser:"))]
    assert len(said) == 1, err
    return said[0]
