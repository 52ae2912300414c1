"""`yibao train`: a translation model of one's own, step by step."""

import math
from pathlib import Path

import click

from models.training.config import Config

CONFIG = click.argument("config", type=click.Path(dir_okay=False, path_type=Path), metavar="CONFIG")


@click.group()
def train() -> None:
    """Train a MarianMT model: prepare, tokenizer, align, fit, average, export; distil makes more text from a teacher.

    CONFIG is a TOML file (see docs/training.md). Every step goes on where it was stopped, and does nothing when its
    result is there already. All of them write into the folder that CONFIG calls `work`.
    """


@train.command()
@CONFIG
def prepare(config: Path) -> None:
    """Clean the parallel text and add noisy copies."""
    from models.training.prepare import prepare as run

    loaded = Config.load(config)
    counts = run(loaded)
    click.echo(", ".join(f"{name} {count:,}" for name, count in counts.most_common()) or "prepared already")


@train.command()
@CONFIG
def tokenizer(config: Path) -> None:
    """Learn the vocabulary and write the text as token arrays."""
    from models.training.tokenizer import encode, train_tokenizer

    loaded = Config.load(config)
    train_tokenizer(loaded)
    path = encode(loaded)
    click.echo(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


@train.command()
@CONFIG
def align(config: Path) -> None:
    """Learn which pieces translate which, for `fit` to begin with."""
    from models.training.align import align as run

    click.echo(run(Config.load(config)))


@train.command()
@CONFIG
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=math.inf, help="Stop after so long.")
@click.option("--device", default="auto", help='"cpu" or "cuda". Default: CUDA where there is a GPU.')
def fit(config: Path, minutes: float, device: str) -> None:
    """Train, from the newest checkpoint on."""
    from models.training.export import picture
    from models.training.fit import fit as run

    loaded = Config.load(config)
    place = run(loaded, minutes, device)
    (loaded.work / "curve.svg").write_text(picture(loaded), encoding="utf-8")
    click.echo(f"{place.step:,} of {loaded.steps:,} steps, epoch {place.epoch + 1}: {loaded.work / 'metrics.jsonl'}")


@train.command()
@CONFIG
@click.option(
    "--teacher", required=True, metavar="MODEL", help="Who translates: a catalogue name, directory or hub id."
)
@click.option("--limit", type=click.IntRange(1), help="Translate so many sentences. Default: all.")
def distil(config: Path, teacher: str, limit: int | None) -> None:
    """Have a teacher translate the Chinese text of `mono`.

    It is asked as the service asks an engine, with terms, names and figures in English; the guards decide what stays.
    """
    from models.training.distil import distil as run
    from service.checks import asks_again, check_unit
    from service.engines import open_engines
    from service.settings import Settings
    from service.termbase import base
    from service.translation import asked

    loaded = Config.load(config)
    translator, _ = open_engines(
        teacher, "extractive", Settings.from_environ(), lambda text: click.echo(text, err=True)
    )
    folder = run(
        loaded,
        translator,
        lambda zh, en: not asks_again(zh, en, check_unit(zh, en)),
        limit,
        lambda zh: asked(zh, base()),
    )
    click.echo(f"{folder}: add it to `corpora`")


@train.command()
@CONFIG
@click.option("--newest", type=click.IntRange(1), default=4, help="How many checkpoints. Default: 4.")
def average(config: Path, newest: int) -> None:
    """Average the weights of the newest checkpoints."""
    from models.training.export import average as run

    click.echo(run(Config.load(config), newest))


@train.command()
@CONFIG
def export(config: Path) -> None:
    """Write the averaged model as a directory that transformers and `yibao` load."""
    from models.training.export import export as run

    click.echo(run(Config.load(config)))
