"""What a training run is made of: one TOML file."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from models.errors import ModelError


class TrainingError(ModelError):
    """A training step lacks what it needs, or its configuration is wrong."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A `zh<TAB>en` file. `weight` is how often its pairs are seen an epoch: 2.0 twice, 0.5 every other epoch."""

    path: Path
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the network: width, feed-forward width, layers, heads."""

    width: int
    inner: int
    encoder: int
    decoder: int
    heads: int


SHAPES = {
    "nano": Shape(64, 128, 2, 1, 4),
    "tiny": Shape(256, 1024, 6, 2, 4),
    "small": Shape(512, 2048, 6, 2, 8),
    "base": Shape(512, 2048, 6, 3, 8),
}


@dataclass(frozen=True, slots=True)
class Config:
    """A training run.

    `work` is the folder for everything the run makes. Lengths are in characters for text, tokens for batches.
    `hold_out` are files of sentences (either language) that must not be trained on. `switch` is the share of pairs
    that are repeated with a term or name of the source replaced by its English, `dirt` the share repeated with
    punctuation lost or widths changed. `lexicon` are `zh<TAB>en` term files for the former.
    """

    work: Path
    corpora: tuple[Corpus, ...]
    hold_out: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    shape: str = "tiny"
    vocabulary: int = 16_000
    max_han: int = 200
    max_english: int = 600
    switch: float = 0.2
    dirt: float = 0.1
    seed: int = 20
    steps: int = 20_000
    batch_tokens: int = 8_000
    rate: float = 1e-3
    warmup: int = 1_000
    smoothing: float = 0.1
    dropout: float = 0.1
    clip: float = 1.0
    save_every: int = 500
    keep: int = 8
    shapes: dict[str, Shape] = field(default_factory=lambda: dict(SHAPES))

    @classmethod
    def load(cls, path: Path) -> "Config":
        """Read a TOML file; paths in it are relative to it. Raises TrainingError naming the wrong entry."""
        try:
            raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise TrainingError(f"cannot read the configuration {path}: {error}") from None
        base = path.parent
        known = {item.name for item in fields(cls)} - {"shapes"}
        if wrong := sorted(raw.keys() - known):
            raise TrainingError(f"{path}: unknown entry {wrong[0]!r} (known: {', '.join(sorted(known))})")
        if missing := sorted({"work", "corpora"} - raw.keys()):
            raise TrainingError(f"{path}: entry {missing[0]!r} is missing")
        given = dict(raw)
        given["work"] = base / raw["work"]
        given["corpora"] = tuple(Corpus(base / item["path"], float(item.get("weight", 1.0))) for item in raw["corpora"])
        for name in ("hold_out", "lexicon"):
            given[name] = tuple(base / item for item in raw.get(name, ()))
        config = cls(**given)
        if config.shape not in SHAPES:
            raise TrainingError(f"{path}: no shape {config.shape!r} (known: {', '.join(SHAPES)})")
        return config
