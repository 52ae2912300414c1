"""`python -m benchmarks [ROUNDS]`: how fast the engines are. Prints a table and writes `benchmarks/latest.json`."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks import marian, memory, speed

LATEST = Path(__file__).with_name("latest.json")
ROUNDS, STARTS = 3, 15
START_UP_WANTED = 0.3


def machine() -> dict[str, Any]:
    """What it was measured on."""
    return {
        "processor": processor(),
        "cores": psutil.cpu_count(logical=False),
        "threads": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("ctranslate2", "torch", "transformers")},
        "load_before": [round(load, 2) for load in os.getloadavg()],
    }


def processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def start_up() -> list[float]:
    """Seconds that `yibao --help` takes."""
    seconds = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([Path(sys.executable).with_name("yibao"), "--help"], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    return seconds


def peaks(folder: Path, sentences: Sequence[str]) -> dict[str, int]:
    """Megabytes by system, each in a process of its own."""
    listed = folder.with_suffix(".txt")
    listed.write_text("\n".join(sentences), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.memory"]
    return {
        system: int(subprocess.check_output([*command, system, str(folder), str(listed)], text=True))
        for system in memory.SYSTEMS
    }


def measure(rounds: int) -> dict[str, Any]:
    """All of it."""
    facts = machine()
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp) / "marian"
        print("Building a Marian in the shape of opus-mt-zh-en …", file=sys.stderr)
        parameters = marian.build(folder)
        sentences, seconds = speed.compare(folder, Path(temp) / "home", rounds)
        peak = peaks(folder, sentences)
    started = start_up()
    tokens = len(sentences) * marian.LENGTH
    return {
        "ratios": speed.ratios(seconds),
        "tokens_per_second": {name: round(tokens / median(found), 1) for name, found in seconds.items()},
        "peak_memory_mb": peak,
        "start_up_seconds": {"median": round(median(started), 3), "low": round(min(started), 3)},
        "raw": {name: [round(one, 3) for one in found] for name, found in seconds.items()},
        "model": {
            "parameters": parameters,
            "sentences": len(sentences),
            "tokens_each": marian.LENGTH,
            "beam": speed.BEAM,
        },
        "machine": facts | {"load_after": [round(load, 2) for load in os.getloadavg()]},
    }


def table(found: Mapping[str, Any]) -> str:
    """For a reader."""
    model = found["model"]
    lines = [
        f"{model['parameters'] / 1e6:.1f}M parameters, {model['sentences']} sentences of {model['tokens_each']} output "
        f"tokens, beam {model['beam']}",
        f"{'':34}{'tokens/s':>10}{'peak MB':>10}",
    ]
    for name, rate in found["tokens_per_second"].items():
        lines.append(f"{name:34}{rate:10.1f}{found['peak_memory_mb'].get(name, ''):>10}")
    lines.append(f"\n{'':34}{'ratio':>10}{'wanted':>10}   over the rounds")
    for name, ratio in found["ratios"].items():
        spread = f"{ratio['low']:.2f} to {ratio['high']:.2f}"
        lines.append(f"{name:34}{ratio['median']:10.2f}{ratio['wanted']:10.2f}   {spread}")
    lines.append(f"{'yibao --help, seconds':34}{found['start_up_seconds']['median']:10.2f}{START_UP_WANTED:10.2f}")
    return "\n".join(lines)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    found = measure(rounds)
    LATEST.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
