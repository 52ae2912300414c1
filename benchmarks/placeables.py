"""How often required renderings come through: `python -m benchmarks.placeables SOURCE REFERENCE [--engine NAME]`.

The same sentences three ways: plain, with a list of renderings before the sentence, and with the English inside the
sentence in place of the Chinese (the way that the service takes); then those of the last way that lack a rendering
again, with another decoding, or with the renderings that they lack said beside the sentence. No repair.
"""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import sacrebleu

from models.engine import Translator
from service.engines import open_engines
from service.patterns import HAN
from service.people import find_place
from service.placeables import find, learn, lost, plant
from service.records import Placeable
from service.settings import Settings
from service.termbase import base
from service.translation import for_engine, other

Given = tuple[str, str, tuple[Placeable, ...]]
WAYS: dict[str, Callable[[str, Sequence[Placeable]], str]] = {
    "plain": lambda text, _: text,
    "list before the sentence": lambda text, found: "; ".join(f"{p.zh} = {p.en}" for p in found) + "\n" + text,
    "inside the sentence": plant,
}


def sample(sources: Sequence[str], references: Sequence[str], size: int) -> list[Given]:
    """Sentences of 15 to 70 characters that have a placeable, drawn with a fixed seed."""
    order = list(range(len(sources)))
    random.Random(1).shuffle(order)
    chosen = []
    for i in order:
        text = for_engine(sources[i])
        found = find(text, learn([text], find_place([text]), base()))
        if 15 <= len(text) <= 70 and found:
            chosen.append((text, references[i], found))
    return chosen[:size]


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("reference", type=click.Path(path_type=Path, exists=True))
@click.option("--engine", default="auto", show_default=True)
@click.option("--limit", default=60, show_default=True, help="Sentences.")
def main(source: Path, reference: Path, engine: str, limit: int) -> None:
    translator, _ = open_engines(engine, "extractive", Settings.from_environ())
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (source, reference)]
    given = sample(lines[0], lines[1], limit)
    wanted = sum(len(found) for *_, found in given)
    print(f"{len(given)} sentences, {wanted} placeables")
    print(f"{'way':26} {'held':>6} {'Han left':>9} {'chrF2':>6} {'seconds':>8}")
    for name, way in WAYS.items():
        began = time.monotonic()
        output = [result.text for result in translator.translate([way(text, found) for text, _, found in given])]
        seconds = time.monotonic() - began
        missing = sum(len(lost(found, en)) for (*_, found), en in zip(given, output, strict=True))
        left = sum(bool(HAN.search(en)) for en in output)
        score = sacrebleu.corpus_chrf(output, [[english for _, english, _ in given]]).score
        print(f"{name:26} {1 - missing / wanted:6.1%} {left:9} {score:6.1f} {seconds:8.0f}", flush=True)
    again(given, output, translator)


def again(given: Sequence[Given], output: Sequence[str], translator: Translator) -> None:
    """A line for each way of a second try of what lacks a rendering: how many renderings hold in the better of both,
    of those that the sentences tried again need."""
    chosen = [i for i, (*_, found) in enumerate(given) if lost(found, output[i])]
    texts = [plant(given[i][0], given[i][2]) for i in chosen]
    lacking = [[finding.en for finding in lost(given[i][2], output[i])] for i in chosen]
    wanted = sum(len(given[i][2]) for i in chosen)
    print(f"{len(chosen)} sentences again, {wanted} placeables, {sum(map(len, lacking))} of them lost")
    default = translator.default
    ways = {"another decoding": (other(default), ()), "told what is lost": (default, lacking)}
    for name, (decoding, words) in ways.items():
        began = time.monotonic()
        tries = [result.text for result in translator.translate(texts, decoding, words)] if chosen else []
        seconds = time.monotonic() - began
        missing = sum(
            min(len(lost(given[i][2], text)) for text in (output[i], made))
            for i, made in zip(chosen, tries, strict=True)
        )
        print(f"{name:26} {1 - missing / max(1, wanted):6.1%} {'':9} {'':6} {seconds:8.0f}", flush=True)


if __name__ == "__main__":
    main()
