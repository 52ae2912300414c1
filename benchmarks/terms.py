"""Terms and memory at size: `python -m benchmarks.terms`.

The time to make a termbase and to find the terms of a sentence, by the number of entries; the time to make a
translation memory and to look a sentence up. Entries and sentences are put together from the product's own terms with a
fixed seed: they share characters as those of one field do. No model is needed.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import click

from service.memory import Entry, Memory
from service.termbase import Home, Term, base, join

SEED = 20250806


def words() -> list[str]:
    """The product's terms but for patterns, in an order of their own."""
    found = sorted(zh for zh in base().terms if "{" not in zh)
    random.Random(SEED).shuffle(found)
    return found


def sentences(given: Sequence[str], count: int, seed: int) -> list[str]:
    """Sentences of one to four clauses, each of two to four terms: 35 characters in the middle."""
    draw = random.Random(seed)

    def clause() -> str:
        return "".join(draw.choices(given, k=draw.randint(2, 4)))

    return ["，".join(clause() for _ in range(draw.randint(1, 4))) + "。" for _ in range(count)]


def terms(given: Sequence[str], size: int) -> list[Term]:
    """`size` entries: the terms themselves, then compounds of two or three of them."""
    draw = random.Random(SEED)
    made = dict.fromkeys(given[:size])
    while len(made) < size:
        made["".join(draw.choices(given, k=draw.randint(2, 3)))] = None
    return [Term(zh, "x") for zh in made]


def altered(sentence: str, draw: random.Random) -> str:
    """The sentence with one character in ten another."""
    places = draw.sample(range(len(sentence)), max(1, len(sentence) // 10))
    return "".join("某" if place in places else character for place, character in enumerate(sentence))


def timed(look_up: Callable[[str], object], asked: Sequence[str]) -> tuple[list[float], int]:
    """Milliseconds of each call, and how many found something."""
    times, found = [], 0
    for sentence in asked:
        began = time.perf_counter()
        found += bool(look_up(sentence))
        times.append(1000 * (time.perf_counter() - began))
    return times, found


def of_terms(sizes: Sequence[int], asked: int) -> Iterator[str]:
    """The lines of the table for terms."""
    given = words()
    texts = sentences(given, asked, SEED)
    yield f"{'terms':>8} {'made in s':>10} {'ms a sentence':>14} {'matches':>8}"
    for size in sizes:
        entries = terms(given, size)
        began = time.perf_counter()
        termbase = join(entries)
        made = time.perf_counter() - began
        times, _ = timed(partial(termbase.find, home=Home(), places={}), texts)
        matches = statistics.mean(len(termbase.find(text, Home(), {})) for text in texts)
        yield f"{size:8,} {made:10.2f} {statistics.median(times):14.3f} {matches:8.1f}"


def of_memory(size: int, asked: int) -> Iterator[str]:
    """The lines of the table for the memory."""
    given, draw = words(), random.Random(SEED)
    entries = [Entry(zh, "x") for zh in sentences(given, size, SEED)]
    began = time.perf_counter()
    memory = Memory(entries)
    made = time.perf_counter() - began
    began = time.perf_counter()
    memory.find("未见之句。")
    indexed = time.perf_counter() - began
    held = [entry.zh for entry in draw.choices(entries, k=asked)]
    kinds = {"exact": held, "one in ten": [altered(zh, draw) for zh in held], "new": sentences(given, asked, SEED + 1)}
    yield f"{size:,} sentences: made in {made:.2f} s, the index for fuzzy matches in {indexed:.2f} s"
    yield f"{'look-up':12} {'found':>7} {'median ms':>10} {'95% under':>10}"
    for kind, texts in kinds.items():
        times, found = timed(memory.find, texts)
        high = sorted(times)[int(0.95 * (len(times) - 1))]
        yield f"{kind:12} {found / asked:7.1%} {statistics.median(times):10.3f} {high:10.3f}"


@click.command()
@click.option("--size", "sizes", multiple=True, type=int, default=(1_000, 10_000, 100_000), show_default=True)
@click.option("--memory", default=100_000, show_default=True, help="Sentences in the memory.")
@click.option("--asked", default=1_000, show_default=True, help="Sentences that are looked up.")
def main(sizes: Sequence[int], memory: int, asked: int) -> None:
    for line in (*of_terms(sizes, asked), "", *of_memory(memory, asked)):
        print(line)


if __name__ == "__main__":
    main()
