"""The model store: what is whole, what is the same, and one process at a time."""

import hashlib
import json
import threading
from pathlib import Path

import pytest

from models.catalogue import Artefact, Entry, Origin
from models.store import Store, file_digest

CONTENT = {"config.json": b"{}", "model.bin": b"weights"}
DIGESTS = {name: hashlib.sha256(data).hexdigest() for name, data in CONTENT.items()}
FILES = (Artefact("config.json"), Artefact("model.bin", DIGESTS["model.bin"], 7))
ENTRY = Entry("tiny", "Tiny", "seq2seq", ("translate",), "MIT", FILES, (Origin("folder"),))


def filled(folder: Path, content: dict[str, bytes] = CONTENT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder


def held(root: Path, manifest: dict[str, str] = DIGESTS) -> Store:
    store = Store(root)
    filled(store.pulled(ENTRY))
    (store.pulled(ENTRY) / "manifest.json").write_text(json.dumps(manifest))
    return store


def test_a_digest_is_that_of_the_bytes_and_every_byte_is_heard(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    (tmp_path / "file").write_bytes(data)
    seen: list[int] = []
    assert file_digest(tmp_path / "file", seen.append) == hashlib.sha256(data).hexdigest()
    assert sum(seen) == len(data)


def test_a_model_with_its_manifest_is_whole(tmp_path: Path) -> None:
    assert held(tmp_path).manifest(ENTRY) == DIGESTS


def test_a_model_without_manifest_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    filled(store.pulled(ENTRY))
    assert store.manifest(ENTRY) is None


@pytest.mark.parametrize("lost", CONTENT)
def test_a_model_that_lost_a_file_is_not(lost: str, tmp_path: Path) -> None:
    store = held(tmp_path)
    (store.pulled(ENTRY) / lost).unlink()
    assert store.manifest(ENTRY) is None


def test_a_model_of_another_digest_than_the_catalogue_now_promises_is_not(tmp_path: Path) -> None:
    assert held(tmp_path, DIGESTS | {"model.bin": "0" * 64}).manifest(ENTRY) is None


def test_the_digest_of_a_folder_is_of_names_and_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    digest = store.digest(filled(tmp_path / "a"))
    assert store.digest(filled(tmp_path / "b")) == digest
    assert store.digest(filled(tmp_path / "c", CONTENT | {"model.bin": b"Weights"})) != digest
    assert store.digest(filled(tmp_path / "d", {"x": CONTENT["model.bin"], "config.json": b"{}"})) != digest
    assert store.digest(filled(tmp_path / "e", CONTENT | {"more": b""})) != digest


def test_what_the_store_writes_beside_a_model_does_not_count(tmp_path: Path) -> None:
    store = held(tmp_path / "store")
    before = store.digest(store.pulled(ENTRY))
    filled(store.pulled(ENTRY), {"pins.json": b"{}", ".cache": b"x"})
    assert store.digest(store.pulled(ENTRY)) == before == Store(tmp_path).digest(filled(tmp_path / "own"))


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, path, reads = Store(tmp_path / "store"), tmp_path / "model.gguf", list[Path]()
    path.write_bytes(b"weights")

    def counted(path: Path) -> str:
        reads.append(path)
        return file_digest(path)

    monkeypatch.setattr("models.store.file_digest", counted)
    assert store.digest(path) == store.digest(path) == DIGESTS["model.bin"]
    assert len(reads) == 1
    path.write_bytes(b"other weights")
    assert store.digest(path) == hashlib.sha256(b"other weights").hexdigest()
    assert len(reads) == 2


def test_a_damaged_note_of_digests_is_written_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "digests.json").write_text("{not json")
    path = filled(tmp_path / "own") / "model.bin"
    assert store.digest(path) == DIGESTS["model.bin"]
    assert list(json.loads((tmp_path / "digests.json").read_text()).values()) == [DIGESTS["model.bin"]]


def test_the_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    store, order, inside = Store(tmp_path), list[str](), threading.Event()

    def second() -> None:
        inside.wait()
        with Store(tmp_path).lock("org/model"):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with store.lock("org/model"):
        inside.set()
        thread.join(0.3)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_two_models_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with Store(tmp_path).lock("one"), Store(tmp_path).lock("other"):
        assert {path.name for path in tmp_path.iterdir()} == {".one.lock", ".other.lock"}
