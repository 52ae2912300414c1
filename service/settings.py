"""What can be set. The one module that reads the environment; everything else is given a `Settings`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import quote

import platformdirs

from service.errors import BadRequest

# What one document may be by default: bytes of all its files, printed pages, lines of a page, articles.
MAX_BYTES, MAX_PAGES, MAX_LINES, MAX_ARTICLES = 20_000_000, 64, 10_000, 400
# Hosts that stand for every address of the machine.
ANY = frozenset({"0.0.0.0", "::"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The service's settings. Each is read from `YIBAO_` + its name in capitals, e.g. `YIBAO_MAX_BYTES`.

    `home` holds the database, the embedded broker's files and sockets; `models` the model store; `mirror` is a folder
    that is asked for model files before any network is; `hosts` are the names, parted by commas, under which the
    service may be addressed beside the address that it listens on: by default this machine's when it listens on
    `127.0.0.1`, any name otherwise; `socket` is where the embedded broker listens, under `home` when not set.
    `database_url` and `broker_url` are empty for the embedded ones (SQLite and Valkey under `home`). `translator` and
    `summarizer` are a catalogue name, a model directory, a hub id, or "auto"; `translator` may also be "fast",
    `summarizer` "extractive". `device` is "auto", "cpu" or "cuda". `threads` is the number of cores a model uses, 0
    for all. `organisation_header` and
    `author_header` name the HTTP headers by which a proxy says who asks; what organisations know is kept apart by
    the first. `max_bytes`, `max_pages`, `max_lines` (of a page) and `max_articles` bound one document. A job without
    a sign of life for `stale_seconds` is sent again; one delivered more than `max_deliveries` times is given up.
    `answer_seconds` is how long a short text may take.
    """

    home: Path = field(default_factory=lambda: Path(platformdirs.user_data_path("yibao")))
    models: Path = field(default_factory=lambda: Path(platformdirs.user_cache_path("yibao")) / "models")
    mirror: Path | None = None
    database_url: str = ""
    broker_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8722
    hosts: str = ""
    organisation_header: str = ""
    author_header: str = ""
    socket: Path | None = None
    translator: str = "auto"
    summarizer: str = "auto"
    device: str = "auto"
    threads: int = field(default=0, metadata={"least": 0})
    max_bytes: int = MAX_BYTES
    max_pages: int = MAX_PAGES
    max_lines: int = MAX_LINES
    max_articles: int = MAX_ARTICLES
    max_deliveries: int = 3
    stale_seconds: int = 30
    answer_seconds: int = 60

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings. Raises BadRequest for a value of the wrong kind."""
        given: dict[str, object] = {}
        for item in fields(cls):
            text = environ.get(f"YIBAO_{item.name.upper()}")
            if not text:
                continue
            if item.type is int:
                least = item.metadata.get("least", 1)
                if not text.isdecimal() or int(text) < least:
                    raise BadRequest(f"YIBAO_{item.name.upper()} must be a whole number from {least}, not {text!r}")
                given[item.name] = int(text)
            else:
                given[item.name] = Path(text).expanduser() if item.type in (Path, Path | None) else text
        return cls(**given)  # type: ignore[arg-type]

    def to_environ(self) -> dict[str, str]:
        """The settings as environment variables, for processes that are started with them."""
        return {
            f"YIBAO_{f.name.upper()}": str(v) for f in fields(self) if (v := getattr(self, f.name)) not in (None, "")
        }

    @property
    def bind(self) -> str:
        """Where the web process listens, as addresses have it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def database(self) -> str:
        """SQLAlchemy's URL of the database."""
        return self.database_url or f"sqlite:///{quote(str(self.home / 'yibao.db'))}"

    @property
    def broker_socket(self) -> Path:
        """Where the embedded broker listens."""
        return self.socket or self.home / "broker.sock"

    @property
    def broker(self) -> str:
        """Celery's URL of the broker."""
        return self.broker_url or f"redis+socket://{quote(str(self.broker_socket))}?virtual_host=0"
