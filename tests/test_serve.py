"""`yibao serve` as one process tree: how it starts, what it says, and that nothing is left when it stops."""

import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from seeds import ISSUES
from service.serve import address
from service.settings import Settings
from tests.desk import NOTE
from tests.running import Service, environment, family, free_port, serving, until, yibao


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", models=tmp_path / "models", port=free_port(), stale_seconds=3)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, list[psutil.Process]]]:
    """A service at its first start, with the sample pages, and all of its processes."""
    home = tmp_path_factory.mktemp("first") / "home"
    with serving(Settings(home=home, models=home / "models", port=free_port())) as service:
        until(lambda: service.get("/readyz")["engines"])
        yield service, family(service.process.pid)


@pytest.fixture
def first(started: tuple[Service, list[psutil.Process]]) -> Service:
    return started[0]


def refused(*arguments: str, settings: Settings, more: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit status and words of a service that does not start."""
    done = subprocess.run(
        yibao("serve", *arguments), env=environment(settings, more), capture_output=True, timeout=60, check=False
    )
    words = done.stderr.decode()
    assert "Traceback" not in words
    assert done.stdout == b""
    return done.returncode, words


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8722/"),
        ("::1", "http://[::1]:8722/"),
        ("0.0.0.0", "http://localhost:8722/"),
        ("::", "http://localhost:8722/"),
        ("press.example", "http://press.example:8722/"),
    ],
)
def test_the_address_that_is_printed(host: str, url: str) -> None:
    assert address(Settings(host=host)) == url


def test_the_sample_pages_become_briefings(first: Service) -> None:
    until(lambda: all(line["state"] == "done" for line in first.get("/v1/briefings")["briefings"]), 60)
    lines = first.get("/v1/briefings")["briefings"]
    assert [line["name"] for line in reversed(lines)] == [", ".join(issue) for issue in ISSUES]
    assert all(line["stories"] for line in lines)
    # The first that was begun is the first that was finished, and each is told.
    until(lambda: first.said.count("  done: ") == len(ISSUES))
    told = [line for line in first.said.splitlines() if line.startswith("  done: ")]
    assert told[0] == f"  done: {ISSUES[0][0]} (5 articles)"


def test_the_engines_are_told_before_it_is_ready(first: Service) -> None:
    before = first.said.split("yibao is ready")[0]
    assert "Translator: tests.fakes:translator\nSummariser: extractive\n" in before


def test_the_address_and_the_logs_are_told(first: Service) -> None:
    assert f"yibao is ready: {first.url}/\n" in first.said
    assert f"Logs: {first.settings.home / 'logs'}" in first.said
    assert {log.name for log in (first.settings.home / "logs").iterdir()} == {
        "broker.log", "web.log", "worker.log", "sweeper.log",
    }  # fmt: skip


def test_everything_is_ready(first: Service) -> None:
    assert first.get("/readyz") == {
        "status": "ok", "database": "ok", "broker": "ok", "workers": "ok", "engines": ["fake"]
    }  # fmt: skip


def test_a_page_that_is_sent_becomes_a_briefing(first: Service) -> None:
    job = first.post("/v1/documents", NOTE.encode())["job"]
    until(lambda: first.get(f"/v1/jobs/{job['id']}")["job"]["state"] == "done")
    assert first.get(f"/v1/briefings/{job['document']}")["stories"][0]["title"]["zh"] == "松溪镇建成六处口袋公园"


def test_only_this_user_may_open_the_broker(first: Service) -> None:
    assert first.settings.broker_socket.stat().st_mode & 0o077 == 0


def test_the_web_process_and_the_workers_parent_load_no_engine(first: Service) -> None:
    for name, count in (("web", 2), ("worker", 1), ("sweeper", 1)):
        for process in first.members(name)[:count]:
            opened = {Path(region.path).name for region in process.memory_maps()}
            assert not [name for name in opened if "torch" in name or "ctranslate2" in name], process


def test_one_home_is_served_once(first: Service) -> None:
    again = replace(first.settings, port=free_port())
    status, words = refused(settings=again)
    assert (status, words.count("\n")) == (2, 1)
    assert words.startswith(f"yibao: another yibao serves from {again.home}: stop it")
    assert first.get("/healthz")


def test_a_port_that_is_taken_is_told(first: Service, settings: Settings) -> None:
    status, words = refused("--port", str(first.settings.port), settings=settings)
    assert (status, words.count("\n")) == (2, 1)
    assert words.startswith(f"yibao: cannot listen on 127.0.0.1:{first.settings.port} (Address already in use)")


def test_a_home_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, words = refused("--home", str(tmp_path / "file" / "home"), settings=settings)
    assert (status, words.count("\n")) == (4, 1)
    assert "cannot write to" in words
    assert "YIBAO_HOME" in words


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"YIBAO_TRANSLATOR": "no-such-model"}, 2, "no model 'no-such-model'"),
        ({"YIBAO_PORT": "many"}, 2, "YIBAO_PORT must be a whole number"),
        ({"YIBAO_DATABASE_URL": "sqlite:////nowhere/at/all.db"}, 5, "the database cannot be opened"),
    ],
)
def test_what_cannot_work_is_told_before_anything_starts(
    settings: Settings, more: dict[str, str], status: int, words: str
) -> None:
    found, said = refused(settings=settings, more=more)
    assert (found, said.count("\n")) == (status, 1)
    assert words in said
    assert not settings.broker_socket.exists()


def test_it_stops_as_one_and_starts_again_with_what_it_had(started: tuple[Service, list[psutil.Process]]) -> None:
    first, members = started
    before = first.get("/v1/briefings")
    assert first.stop(signal.SIGINT) == 0
    assert not [member for member in members if member.is_running()]
    assert "Traceback" not in first.said
    start = time.monotonic()
    with serving(first.settings) as second:
        assert time.monotonic() - start < 20
        assert second.get("/v1/briefings") == before
        # What was finished before is not told as if it were finished now.
        time.sleep(1.5)
        assert "done:" not in second.said
        members = family(second.process.pid)
        assert second.stop(signal.SIGTERM) == 0
        assert not [member for member in members if member.is_running()]


def test_a_home_may_lie_deep(tmp_path: Path) -> None:
    # Longer than the address of a Unix socket may be.
    home = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6)
    with serving(Settings(home=home, models=tmp_path, port=free_port()), "--no-seeds") as service:
        assert service.get("/readyz")["broker"] == "ok"
        assert service.get("/v1/briefings") == {"briefings": []}
        (socket,) = [part for part in service.members("broker")[0].cmdline() if part.endswith("broker.sock")]
        assert service.stop() == 0
        assert not Path(socket).parent.exists()
        assert (home / "yibao.db").exists()


def test_it_can_be_stopped_while_it_starts(settings: Settings) -> None:
    process = subprocess.Popen(
        yibao("serve"), env=environment(settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    members = until(lambda: family(process.pid) if len(family(process.pid)) > 1 else [])
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=40)
    assert (process.returncode, words) == (130, b"yibao: stopped\n")
    assert not [member for member in members if member.is_running()]
