"""Where models lie on disk, and how their bytes are told apart."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.catalogue import Entry

CHUNK = 1 << 20
# What the store itself writes beside a model's files.
NOTES = ("manifest.json", "pins.json")


def file_digest(path: Path, watch: Callable[[int], object] = lambda _: None) -> str:
    """SHA-256 of a file, hex. `watch` hears of every piece of bytes read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
            watch(len(data))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of models: `pulled/NAME/` as they came, `converted/DIGEST-FORM/` for the engines.

    A pulled model is whole when its `manifest.json` (file name → SHA-256) is there; that is written last.
    `mirror` is a folder that is asked for a model's files before any network is.
    """

    root: Path
    mirror: Path | None = None

    def pulled(self, entry: Entry) -> Path:
        return self.root / "pulled" / entry.name

    def manifest(self, entry: Entry) -> dict[str, str] | None:
        """File name → SHA-256 of a model that is whole on disk; None where it is not."""
        path = self.pulled(entry) / "manifest.json"
        if not path.exists():
            return None
        known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        whole = all((self.pulled(entry) / name).exists() for name in known)
        promised = all(known.get(a.name) == a.sha256 for a in entry.artefacts if a.sha256)
        return known if whole and promised else None

    def converted(self, digest: str, form: str) -> Path:
        """The folder of the form ("int8", "float16", …) of the weights with that digest; it exists only when whole."""
        return self.root / "converted" / f"{digest[:16]}-{form}"

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, or over the names and digests of a model directory's files.

        Digests are kept beside their sizes and times so that gigabytes are read once, not at every start.
        """
        if path.is_file():
            return self._remembered([path])[0]
        files = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith(".") and p.name not in NOTES)
        total = hashlib.sha256()
        for file, digest in zip(files, self._remembered(files), strict=True):
            total.update(f"{file.name}\0{digest}\n".encode())
        return total.hexdigest()

    def _remembered(self, paths: Sequence[Path]) -> list[str]:
        """The digests of files, computed where size or time have changed."""
        cache_file = self.root / "digests.json"
        try:
            cache: dict[str, str] = json.loads(cache_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            cache = {}
        found = {}
        for path in paths:
            stat = path.stat()
            mark = f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
            found[mark] = cache.get(mark) or file_digest(path)
        if found.keys() - cache.keys():
            self.root.mkdir(parents=True, exist_ok=True)
            partial = cache_file.with_suffix(".part")
            partial.write_text(json.dumps(cache | found), encoding="utf-8")
            partial.replace(cache_file)
        return list(found.values())

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Only one process at a time pulls or converts a model."""
        import fcntl

        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f".{name.replace('/', '--')}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
