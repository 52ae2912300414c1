"""Five ways to translate the same sentences with the same weights on the same cores."""

import functools
import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from tqdm import tqdm

from benchmarks.marian import LENGTH, Fixed, load, readable
from models.seq2seq import BATCH_TOKENS, Pieces
from service.records import Source

# Pages on which no guard asks again: a second try is a small batch of its own, and no part of the comparison.
ROOT = Path(__file__).parents[1]
PAGES = (
    "seeds/page-2.txt",
    "seeds/briefs.txt",
    "tests/data/pages/captions-table.txt",
    "tests/data/pages/traditional.txt",
)
BEAM, TRANSFORMERS_BATCH = 4, 16
# The ratios that are asked for: what is measured over what it is measured by, and the least that will do.
RATIOS = {
    "engine / raw CTranslate2": ("engine", "raw CTranslate2", 0.97),
    "engine / transformers in batches": ("engine", "transformers in batches", 5.0),
    "whole path / engine": ("whole path", "engine", 0.9),
}
OFTEN = 6
# How many of the sentences the slow ones are given, from the middle by length; their seconds are scaled to all.
ONE_BY_ONE, ONE_BATCH = 4, TRANSFORMERS_BATCH
Run = Callable[[], object]


class Transformers:
    """Plain `generate` with the weights in float32, in batches of sentences as they stand."""

    def __init__(self, folder: Path) -> None:
        from transformers import MarianMTModel

        self.tokenizer: Any = Pieces(folder).raw
        self.model = MarianMTModel.from_pretrained(folder).eval()

    def translate(self, sentences: Sequence[str], batch: int) -> list[str]:
        import torch

        made: list[str] = []
        for start in range(0, len(sentences), batch):
            given = self.tokenizer(list(sentences[start : start + batch]), return_tensors="pt", padding=True)
            with torch.inference_mode():
                out = self.model.generate(**given, num_beams=BEAM, min_new_tokens=LENGTH, max_new_tokens=LENGTH)
            made += self.tokenizer.batch_decode(out, skip_special_tokens=True)
        return made


def raw(engine: Fixed, tokens: Sequence[Sequence[str]]) -> None:
    """CTranslate2 alone, from tokens to tokens, with the batching that suits it best."""
    engine._model.translate_batch(
        tokens, max_batch_size=BATCH_TOKENS, batch_type="tokens", beam_size=BEAM, max_decoding_length=LENGTH
    )


def ours(engine: Fixed, sentences: Sequence[str]) -> None:
    """The engine as the service calls it."""
    for start in range(0, len(sentences), engine.batch_size):
        engine.translate(sentences[start : start + engine.batch_size])


@contextmanager
def worker(home: Path, folder: Path) -> Iterator[Callable[[], None]]:
    """What a worker does with a job, from the bytes to the stored briefing, on a SQLite database of its own."""
    os.environ |= {"YIBAO_HOME": str(home), "YIBAO_TRANSLATOR": "benchmarks.marian:readable",
                   "YIBAO_SUMMARIZER": "extractive", "BENCHMARK_MODEL": str(folder)}  # fmt: skip
    from service.jobs import State
    from workers import tasks

    home.mkdir(parents=True)
    tasks.storage().migrate()
    pages = [(Path(name).name, (ROOT / name).read_bytes()) for name in PAGES]
    issue = count(1)

    def run() -> None:
        forget_sentences()
        # Other bytes are another document, which is translated anew.
        blank = b"\n" * next(issue)
        _, job, _ = tasks.storage().add_document([Source(name, data + blank) for name, data in pages])
        tasks.process_document(job)
        done = tasks.storage().job(job)
        assert done.state is State.DONE, done

    try:
        yield run
    finally:
        tasks.storage().close()


def forget_sentences() -> None:
    """Empty what the service keeps of sentences it has read, so that no run knows those of the run before."""
    for kept in gc.get_objects():
        ours = isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("service.")
        if ours and kept.cache_parameters()["maxsize"] is not None:
            kept.cache_clear()


def compare(folder: Path, home: Path, rounds: int) -> tuple[list[str], dict[str, list[float]]]:
    """The sentences, and the seconds that each system took for them, one figure a round."""
    with worker(home, folder) as whole:
        whole()
        sentences = list(readable().given)
        engine, reference = load(Fixed, folder), Transformers(folder)
        tokens = [reference.tokenizer.convert_ids_to_tokens(engine._pieces.ids(sentence)) for sentence in sentences]
        few, batch = middle(sentences, ONE_BY_ONE), middle(sentences, ONE_BATCH)
        systems: dict[str, Run] = {
            "transformers, one at a time": lambda: reference.translate(few, 1),
            "transformers in batches": lambda: reference.translate(batch, TRANSFORMERS_BATCH),
            "raw CTranslate2": lambda: raw(engine, tokens),
            "engine": lambda: ours(engine, sentences),
            "whole path": whole,
        }
        seconds = take_turns(systems, rounds)
        for name, share in (("transformers, one at a time", few), ("transformers in batches", batch)):
            seconds[name] = [found * len(sentences) / len(share) for found in seconds[name]]
        return sentences, seconds


def middle(sentences: Sequence[str], size: int) -> list[str]:
    """`size` sentences of the middle by length."""
    start = max(0, (len(sentences) - size) // 2)
    return sorted(sentences, key=len)[start : start + size]


def take_turns(systems: Mapping[str, Run], rounds: int) -> dict[str, list[float]]:
    """Seconds by system, one figure a round: its fastest of OFTEN runs, for what else the machine does only adds to
    them. The systems take turns, every other time backwards."""
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    with tqdm(total=rounds * OFTEN * len(systems), unit="run") as bar:
        for _ in range(rounds):
            runs: dict[str, list[float]] = {name: [] for name in systems}
            for turn in range(OFTEN):
                for name in list(systems)[:: 1 if turn % 2 == 0 else -1]:
                    bar.set_description(name)
                    start = time.perf_counter()
                    systems[name]()
                    runs[name].append(time.perf_counter() - start)
                    bar.update()
            for name, found in runs.items():
                seconds[name].append(min(found))
    return seconds


def ratios(seconds: Mapping[str, Sequence[float]]) -> dict[str, dict[str, float]]:
    """Each of RATIOS, as speeds within a round: median, lowest and highest round, and what is asked for."""
    found = {}
    for name, (what, by, wanted) in RATIOS.items():
        each = [other / own for own, other in zip(seconds[what], seconds[by], strict=True)]
        found[name] = {"median": median(each), "low": min(each), "high": max(each), "wanted": wanted}
    return {name: {key: round(value, 3) for key, value in figures.items()} for name, figures in found.items()}
