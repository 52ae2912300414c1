"""What many tests stand on."""

import io
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from service.cli import main
from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.web import create_app
from tests.running import Run

# The first example loads a dictionary or a model, and a busy machine is no fault of the code.
hypothesis_settings.register_profile("yibao", deadline=None)
hypothesis_settings.load_profile("yibao")
# What a script runs in the background ignores interrupts, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    storage = Storage(f"sqlite:///{path}")
    storage.migrate()
    storage.close()
    return path


@pytest.fixture
def storage(empty_database: Path, tmp_path: Path) -> Iterator[Storage]:
    """A database of the test's own: SQLite in a file."""
    path = tmp_path / "yibao.db"
    shutil.copy(empty_database, path)
    storage = Storage(f"sqlite:///{path}")
    yield storage
    storage.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a home of the test's own, in which no broker listens."""
    return Settings(home=tmp_path, answer_seconds=2)


@pytest.fixture
def client(settings: Settings, storage: Storage) -> FlaskClient:
    """A client of the web process, with the test's database and no broker."""
    app = create_app(settings, storage, Queue(settings))
    app.testing = True
    return app.test_client()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Iterator[Run]:
    """`yibao` in this process with the fake engine and an empty folder to work in: (status, out, err)."""
    monkeypatch.setenv("YIBAO_TRANSLATOR", "tests.fakes:translator")
    monkeypatch.setenv("YIBAO_SUMMARIZER", "extractive")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, given: bytes = b"", **environ: str) -> tuple[int, bytes, str]:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        code = stopped.value.code
        return (code if isinstance(code, int) else 0), out, err.decode()

    yield call
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python had it before the command line changed it
