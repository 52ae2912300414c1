"""What a training run is made of: one TOML file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from models.errors import ModelError


class TrainingError(ModelError):
    """A training step lacks what it needs, or its configuration is wrong."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Parallel text: a `zh<TAB>en` file, maybe gzipped, or a folder of them.

    `weight` is how often its pairs are seen an epoch: 2.0 twice, 0.5 every other epoch, 0 never (they are prepared and
    encoded all the same, so that a later run may weigh them otherwise).
    """

    path: Path
    weight: float = 1.0

    @property
    def name(self) -> str:
        return self.path.name.split(".")[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the network: width, feed-forward width, layers of either side, attention heads."""

    width: int
    inner: int
    encoder: int
    decoder: int
    heads: int


SHAPES = {
    "nano": Shape(64, 256, 2, 1, 4),
    "tiny": Shape(256, 1024, 6, 2, 4),
    "small": Shape(512, 2048, 6, 2, 8),
    "base": Shape(512, 2048, 6, 3, 8),
}


@dataclass(frozen=True, slots=True)
class Config:
    """A training run.

    `work` is the folder for everything the run makes. `max_han` and `max_english` bound a sentence in characters.
    `hold_out` are files of sentences (either language) that must not be trained on; `dev` is a pair of files, Chinese
    and English line by line, that the loss is measured on, held out too. `lexicon` are `zh<TAB>en` term files for
    code-switching; `switch` is the share of pairs that are repeated with terms or names of the source replaced by
    their English, `dirt` the share repeated with marks lost, `cut` the share of which one clause is repeated alone.
    `mono` are files of Chinese sentences: the tokenizer learns from them and a teacher translates them.

    `batch_tokens` counts padded tokens of the longer side; `rate` is the highest learning rate, reached after
    `warmup` steps; over the last `cooldown` steps it falls to zero. `begin` is the directory of an exported model
    whose vocabulary and weights a run takes over. `aligned` has `fit` begin with the embeddings that `align` made and
    guides the attention by its links: `guide` is the weight of that loss at the beginning, and after `guide_steps` it
    is gone. `save_every` is in steps, `keep` in checkpoints.
    """

    work: Path
    corpora: tuple[Corpus, ...]
    hold_out: tuple[Path, ...] = ()
    dev: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    mono: tuple[Path, ...] = ()
    max_han: int = 200
    max_english: int = 600
    switch: float = 0.2
    dirt: float = 0.1
    cut: float = 0.1
    vocabulary: int = 16_000
    shape: str = "tiny"
    precision: str = "bfloat16"
    compile: bool = False
    seed: int = 20
    steps: int = 20_000
    batch_tokens: int = 8_000
    rate: float = 1e-3
    warmup: int = 1_000
    cooldown: int = 0
    smoothing: float = 0.1
    dropout: float = 0.1
    clip: float = 1.0
    begin: Path | None = None
    aligned: bool = False
    guide: float = 1.0
    guide_steps: int = 3_000
    save_every: int = 500
    keep: int = 8

    @classmethod
    def load(cls, path: Path) -> "Config":
        """Read a TOML file; paths in it are relative to it. Raises TrainingError naming the wrong entry."""
        try:
            raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise TrainingError(f"cannot read the configuration {path}: {error}") from None
        known = {item.name for item in fields(cls)}
        if wrong := sorted(raw.keys() - known):
            raise TrainingError(f"{path}: unknown entry {wrong[0]!r} (known: {', '.join(sorted(known))})")
        if missing := sorted({"work", "corpora"} - raw.keys()):
            raise TrainingError(f"{path}: entry {missing[0]!r} is missing")
        base = path.parent
        corpora = tuple(Corpus(base / item["path"], float(item.get("weight", 1.0))) for item in raw["corpora"])
        files = {name: tuple(base / item for item in raw.get(name, ())) for name in FILES}
        begin = {"begin": base / raw["begin"]} if "begin" in raw else {}
        config = cls(**{**raw, **files, **begin, "work": base / raw["work"], "corpora": corpora})
        for entry, value, choice in (
            ("shape", config.shape, list(SHAPES)),
            ("precision", config.precision, ["bfloat16", "float32"]),
            ("dev", len(config.dev), [0, 2]),
        ):
            if value not in choice:
                raise TrainingError(f"{path}: {entry} cannot be {value!r} (known: {', '.join(map(str, choice))})")
        return config


FILES = ("hold_out", "dev", "lexicon", "mono")
