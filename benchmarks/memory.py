"""`python -m benchmarks.memory SYSTEM MODEL SENTENCES`: the most memory that a process of its own needs for one system.

`SENTENCES` is a file of one sentence a line. Prints megabytes of resident memory, sampled while it translates.
"""

import sys
import threading
from pathlib import Path

import psutil

SYSTEMS = ("transformers in batches", "engine")


def peak(system: str, folder: Path, sentences: list[str]) -> float:
    """Load the system in this process, translate, and give the highest resident memory in MB."""
    from benchmarks import speed
    from benchmarks.marian import Fixed, load

    process, over, highest = psutil.Process(), threading.Event(), [0]

    def sample() -> None:
        while not over.wait(0.02):
            highest[0] = max(highest[0], process.memory_info().rss)

    thread = threading.Thread(target=sample)
    thread.start()
    if system == "engine":
        speed.ours(load(Fixed, folder), sentences)
    else:
        speed.Transformers(folder).translate(sentences, speed.TRANSFORMERS_BATCH)
    over.set()
    thread.join()
    return highest[0] / 1e6


if __name__ == "__main__":
    print(round(peak(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]).read_text(encoding="utf-8").splitlines())))
