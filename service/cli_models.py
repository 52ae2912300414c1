"""`yibao models`: what there is, getting it onto the disk, and how good it is."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli_translate import announce
from service.errors import BadRequest
from service.settings import Settings

if TYPE_CHECKING:
    from service.evaluation import Bitext, Score


@click.group()
def models() -> None:
    """List, fetch, convert and measure models.

    NAME is a name of the catalogue, a model directory, a GGUF file or a hub id.
    """


@models.command("list")
def list_models() -> None:
    """Show the catalogue, and what of it is on this machine."""
    from models.catalogue import catalogue
    from service.engines import model_store

    store = model_store(Settings.from_environ())
    rows = [("NAME", "ENGINE", "FOR", "LICENCE", "ON DISK", "WHAT IT IS")]
    rows += [
        (e.name, e.kind, ", ".join(e.roles), e.licence, "no" if store.manifest(e) is None else "yes", e.title)
        for e in catalogue().values()
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@models.command()
@click.argument("name")
def pull(name: str) -> None:
    """Fetch NAME, from whichever of its sources answers first. A pull that was interrupted goes on where it stopped."""
    from models.registry import locate
    from service.engines import model_store

    click.echo(locate(name, model_store(Settings.from_environ()), announce).source)


@models.command()
@click.argument("name")
def convert(name: str) -> None:
    """Make the form of NAME that the fast engine reads; fetch NAME first where it is not here."""
    from models.convert import convert as make
    from models.registry import locate, pick_device
    from service.engines import model_store

    settings = Settings.from_environ()
    store = model_store(settings)
    model = locate(name, store, announce)
    click.echo(make(model.source, model.digest, store, pick_device(settings.device, announce), announce))


@models.command()
@click.argument("name")
def path(name: str) -> None:
    """Say where NAME lies. Fetches nothing."""
    from models.errors import ModelUnavailable
    from models.registry import entry_of
    from service.engines import model_store

    store, entry = model_store(Settings.from_environ()), entry_of(name)
    if store.manifest(entry) is None:
        raise ModelUnavailable(f"{name} is not on this machine: `yibao models pull {name}` fetches it")
    click.echo(store.pulled(entry))


@models.command()
@click.argument("name")
@click.option(
    "--source", type=click.Path(path_type=Path), help="Chinese, one segment a line. Default: yibao's own set."
)
@click.option("--reference", type=click.Path(path_type=Path), help="Its English translation, line by line.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many segments.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(name: str, source: Path | None, reference: Path | None, limit: int | None, as_json: bool) -> None:
    """Translate a set with NAME and score it: BLEU, chrF2, and how many segments in a thousand have a defect.

    The engine's first answers are measured, without the guards that would ask again. Outputs of other systems that lie
    beside SOURCE (outputs/SET.SYSTEM.en for SET.zh) are scored alike. The reference is counted too: it shows how often
    a count is wrong.
    """
    from tqdm import tqdm

    from models.registry import open_translator
    from service import evaluation
    from service.engines import model_store

    if (source is None) != (reference is None):
        raise BadRequest("--source and --reference go together")
    test = evaluation.read_set(source, reference) if source and reference else evaluation.own_set()
    test = test.first(limit or len(test.sources))
    settings = Settings.from_environ()
    place, threads = settings.device, settings.threads
    engine = open_translator(name, store=model_store(settings), device=place, threads=threads, announce=announce)
    with tqdm(total=len(test.sources), unit="segment", desc="translating", leave=False, file=sys.stderr) as bar:
        scores = [evaluation.evaluate(engine, test, bar.update)]
    scores += [evaluation.score(system, test, lines) for system, lines in test.outputs.items()]
    scores.append(evaluation.score("reference", test, test.references))
    write = as_document if as_json else as_table
    click.echo(write(test, scores, evaluation.signatures(test)))


def as_document(test: "Bitext", scores: "Sequence[Score]", signatures: Mapping[str, str]) -> str:
    """The scores as JSON."""
    systems = [asdict(score) for score in scores]
    document = {"set": test.name, "segments": len(test.sources), "signatures": signatures, "systems": systems}
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_table(test: "Bitext", scores: "Sequence[Score]", signatures: Mapping[str, str]) -> str:
    """The scores for a reader."""
    wide = max(len(score.system) for score in scores)
    heads = ("BLEU", "chrF2", *scores[0].per_thousand)
    lines = [
        f"{test.name}, {len(test.sources)} segments; defects in a thousand segments",
        "".join([" " * wide, *[f"{head:>14}" for head in heads]]),
    ]
    for score in scores:
        figures = (score.bleu, score.chrf, *score.per_thousand.values())
        lines.append("".join([f"{score.system:{wide}}", *[f"{figure:14.1f}" for figure in figures]]))
    lines += [f"{score.system} took {score.seconds:.0f} s" for score in scores if score.seconds is not None]
    lines += [f"{metric}: {signature}" for metric, signature in signatures.items()]
    return "\n".join(lines)
