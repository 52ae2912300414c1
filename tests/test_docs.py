"""Every command in a `sh` block of the documents is run, against a service with the fake engine."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.memory import Entry
from service.tmx import write_tmx

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# They make environments of their own: CI runs one, and tests/test_serve.py what is behind the other.
ELSEWHERE = {"make run", "make test", "make bench"}
PORT = "8722"


def commands() -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        for block in re.findall(r"^```sh\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S):
            found += [(path.name, line) for line in block.replace("\\\n", " ").splitlines() if line.strip()]
    return [(name, line) for name, line in found if line.split("#")[0].strip() not in ELSEWHERE]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """A folder with the files that the documents speak of, and a service on a free port."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copy(ROOT / "seeds/front-page.txt", folder / "page.txt")
    shutil.copy(ROOT / "seeds/page-2.txt", folder / "page2.txt")
    (folder / "terms.csv").write_text("zh,en\n融媒体中心,convergence media center\n", encoding="utf-8")
    (folder / "memory.tmx").write_bytes(write_tmx([Entry("会议召开。", "The meeting opened.")]))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environ = os.environ | {
        "YIBAO_HOME": str(folder / "home"), "YIBAO_PORT": port, "YIBAO_TRANSLATOR": "tests.fakes:translator",
        "YIBAO_SUMMARIZER": "extractive", "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip
    serve = [Path(sys.executable).parent / "yibao", "serve", "--no-seeds"]
    process = subprocess.Popen(serve, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not ready(port):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.2)
        termbase = f"http://127.0.0.1:{port}/v1/termbases/asia"
        urllib.request.urlopen(urllib.request.Request(termbase, (folder / "terms.csv").read_bytes(), method="PUT"))
        yield folder, port, environ
    finally:
        process.terminate()
        process.wait(30)


def ready(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.parametrize(("document", "command"), commands())
def test_the_command_runs(document: str, command: str, place: tuple[Path, str, dict[str, str]]) -> None:
    folder, port, environ = place
    line = command.replace(PORT, port)
    if shlex.split(line)[0] == "curl":
        line = line.replace("curl ", "curl --fail ", 1)
    done = subprocess.run(
        ["sh", "-c", line], check=False, cwd=folder, env=environ, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"{document}: {command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_setting_is_documented() -> None:
    from dataclasses import fields

    from service.settings import Settings

    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        assert f"`YIBAO_{field.name.upper()}`" in text, field.name


def test_every_path_of_the_api_is_documented() -> None:
    from service.queue import Queue
    from service.settings import Settings
    from service.storage import Storage
    from service.web import create_app

    settings = Settings()
    app = create_app(settings, Storage("sqlite://"), Queue(settings))
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for path in app.api_doc["paths"]:
        assert re.sub(r"\{\w+\}", "{id}", path) in text, path
