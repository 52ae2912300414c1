"""Sequence-level knowledge distillation (Kim & Rush 2016): a teacher translates Chinese text, the student learns from
its translations."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from models.engine import Translator
from models.training.config import Config, TrainingError
from models.training.prepare import fault, key, normalise, read_lines

# Sentences a file: what a killed run does again.
PIECE = 2_000
Accept = Callable[[str, str], bool]
Given = Callable[[str], str]


def sentences(config: Config) -> Iterator[str]:
    """The Chinese sentences of `mono` (the last column of each line), without those held out for evaluation."""
    held = {key(line) for path in (*config.hold_out, *config.dev) for line in read_lines(path)} - {""}
    for path in config.mono:
        for line in read_lines(path):
            zh = normalise(line.split("\t")[-1])
            if key(zh) not in held:
                yield zh


def distil(config: Config, teacher: Translator, accept: Accept, limit: int | None = None, given: Given = str) -> Path:
    """Translate `mono` with the teacher into `distilled/NNNNN.tsv.gz` (`zh<TAB>en`), a file for 2,000 sentences; those
    that are there already are left alone. A pair stays when `accept` says so and `prepare` would keep it.

    `given` makes of a sentence what the teacher is asked, with its terms and names in English, say. The student is to
    know both: where they differ, a pair of what was asked follows that of the sentence.

    `teacher.json` beside them names the teacher: files of two teachers are not mixed (TrainingError). The folder goes
    into the configuration's `corpora`.
    """
    from tqdm import tqdm

    if not config.mono:
        raise TrainingError("the configuration names no `mono` files to translate")
    folder = config.work / "distilled"
    folder.mkdir(parents=True, exist_ok=True)
    _sign(folder / "teacher.json", teacher)
    lines = islice(sentences(config), limit)
    with tqdm(total=limit, unit="sentence", desc="distil") as bar:
        number = 0
        while piece := list(islice(lines, PIECE)):
            path = folder / f"{number:05}.tsv.gz"
            if not path.exists():
                _write(path, _pairs([(zh, given(zh)) for zh in piece], teacher, accept, config))
            bar.update(len(piece))
            number += 1
    return folder


def _sign(path: Path, teacher: Translator) -> None:
    identity = json.dumps(asdict(teacher.identity), indent=1)
    if path.exists() and path.read_text(encoding="utf-8") != identity:
        raise TrainingError(f"{path.parent} has another teacher's translations: move it away first")
    path.write_text(identity, encoding="utf-8")


def _pairs(
    piece: Sequence[tuple[str, str]], teacher: Translator, accept: Accept, config: Config
) -> Iterator[tuple[str, str]]:
    fitting = [(zh, asked) for zh, asked in piece if teacher.count_tokens(asked) <= teacher.max_tokens]
    for start in range(0, len(fitting), teacher.batch_size):
        batch = fitting[start : start + teacher.batch_size]
        answers = teacher.translate([asked for _, asked in batch])
        for (zh, asked), translation in zip(batch, answers, strict=True):
            en = normalise(translation.text)
            if translation.complete and fault(zh, en, config) is None and accept(zh, en):
                yield zh, en
                if asked != zh:
                    yield asked, en


def _write(path: Path, pairs: Iterator[tuple[str, str]]) -> None:
    partial = path.with_suffix(".part")
    with gzip.open(partial, "wt", encoding="utf-8") as out:
        out.writelines(f"{zh}\t{en}\n" for zh, en in pairs)
    partial.replace(path)
