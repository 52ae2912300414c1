"""`python -m benchmarks.instruct [SIZE…]`: output tokens a second of the embedded model by sentences a batch.

The sizes take turns, round after round, so that a busy moment of the machine falls on all of them.
"""

import sys
import time
from collections.abc import Sequence
from statistics import median

from tqdm import tqdm

from models.instruct import InstructTranslator
from models.registry import EMBEDDED, open_translator
from service.engines import model_store
from service.evaluation import own_set
from service.settings import Settings

SIZES = (1, 4, 8, 16, 32)
ROUNDS, SENTENCES = 3, 64


def measure(engine: InstructTranslator, sizes: Sequence[int], sentences: Sequence[str]) -> dict[int, list[float]]:
    """Output tokens a second by batch size, one figure a round."""
    rates: dict[int, list[float]] = {size: [] for size in sizes}
    for size in tqdm([*sizes] * ROUNDS, unit="run", desc="batch sizes"):
        engine.batch_size = size
        start = time.perf_counter()
        made = engine.translate(sentences)
        seconds = time.perf_counter() - start
        rates[size].append(sum(engine.count_tokens(one.text) for one in made) / seconds)
    return rates


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    engine = open_translator(EMBEDDED, store=model_store(Settings.from_environ()), device="cpu")
    assert isinstance(engine, InstructTranslator)
    sources = own_set().sources
    sentences = [sources[i % len(sources)] for i in range(SENTENCES)]
    for size, found in measure(engine, sizes, sentences).items():
        print(f"{size:4} a batch: {median(found):5.1f} tokens/s ({min(found):.1f} to {max(found):.1f})")


if __name__ == "__main__":
    main()
