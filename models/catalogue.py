"""The models that yibao knows by name: what they are, under which licence, exactly which files, and where from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of a model. `sha256` is "" and `size` 0 where the publisher's figures are not known beforehand."""

    name: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """A place a model can come from: `kind` "hub" (`repo`, `revision`), "index" (`packages` with {n}, `pieces` of
    them), "folder" (`path`) or "package" (`path` within `models/`: weights that come with yibao)."""

    kind: str
    repo: str = ""
    revision: str = ""
    packages: str = ""
    pieces: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A catalogue entry. `kind` is the engine family ("seq2seq" or "instruct"), `roles` what it is for ("translate",
    "summarise"); `terms` is what its licence forbids, said before it is pulled."""

    name: str
    title: str
    kind: str
    roles: tuple[str, ...]
    licence: str
    artefacts: tuple[Artefact, ...]
    origins: tuple[Origin, ...]
    terms: str = ""


@cache
def catalogue() -> Mapping[str, Entry]:
    """All entries by name, in the file's order."""
    raw: dict[str, Any] = tomllib.loads(files("models").joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return {name: _entry(name, dict(fields)) for name, fields in raw.items()}


def _entry(name: str, fields: dict[str, Any]) -> Entry:
    artefacts = tuple(Artefact(**item) for item in fields.pop("files"))
    origins = tuple(Origin(**item) for item in fields.pop("source"))
    return Entry(name, artefacts=artefacts, origins=origins, roles=tuple(fields.pop("roles")), **fields)
