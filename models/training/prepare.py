"""Parallel text, cleaned: normalised, filtered, without duplicates and without any evaluation sentence."""

import gzip
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from models.training.config import Config, TrainingError
from models.training.noise import code_switch, soil

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LATIN = re.compile(r"[A-Za-z]")
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"[^\w]+")


def read_text(path: Path) -> TextIO:
    """Open a text file that may be gzipped. Raises TrainingError when it is not there."""
    if not path.is_file():
        raise TrainingError(f"{path} is not there")
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def normalise(text: str) -> str:
    """NFKC, single spaces. (The tokenizer does the same to what it is given later.)"""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def key(text: str) -> str:
    """What makes two sentences the same: their letters and digits."""
    return _WORDS.sub("", normalise(text)).lower()


def fault(zh: str, en: str, config: Config) -> str | None:
    """Why the pair must not be trained on, or None. Bounds: 0.3 to 1.5 English words a Han character hold 99% of the
    human references of the development sets."""
    han, words = len(HAN.findall(zh)), en.count(" ") + 1
    if not han or not LATIN.search(en):
        return "script"
    if han < 0.4 * len(zh.replace(" ", "")) or HAN.search(en):
        return "script"
    if han > config.max_han or len(en) > config.max_english:
        return "length"
    if han > 8 and not 0.2 <= words / han <= 1.6:
        return "ratio"
    return None


def pairs(config: Config, counts: Counter[str]) -> Iterator[tuple[str, str, float]]:
    """The pairs that remain, each with its weight. `counts` says what became of all."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    held = {key(line) for path in config.hold_out for line in read_text(path)}
    seen: set[int] = set()
    for corpus in config.corpora:
        with read_text(corpus.path) as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                zh, en = (normalise(text) for text in fields[:2]) if len(fields) > 1 else ("", "")
                zh = simplify(zh)
                reason = fault(zh, en, config)
                same = hash((key(zh), key(en)))
                if reason is None and (key(zh) in held or key(en) in held):
                    reason = "evaluation"
                if reason is None and same in seen:
                    reason = "duplicate"
                counts[reason or "kept"] += 1
                if reason is None:
                    seen.add(same)
                    yield zh, en, corpus.weight


def read_lexicon(paths: tuple[Path, ...]) -> dict[str, tuple[str, ...]]:
    """Terms and their renderings; glosses separated by "/" are alternatives."""
    lexicon: dict[str, tuple[str, ...]] = {}
    for path in paths:
        with read_text(path) as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) > 1 and len(fields[0]) > 1:
                    glosses = (re.sub(r"\([^)]*\)", "", gloss).strip() for gloss in fields[1].split("/"))
                    lexicon[fields[0]] = lexicon.get(fields[0], ()) + tuple(g for g in glosses if len(g) > 2)
    return lexicon


def prepare(config: Config) -> Counter[str]:
    """Write `prepared.tsv.gz` (`zh<TAB>en<TAB>weight`, noisy copies included) into the work folder.

    Returns how many pairs were kept and, by reason, left out. Does nothing when the file is there already.
    """
    from tqdm import tqdm

    target = config.work / "prepared.tsv.gz"
    counts: Counter[str] = Counter()
    if target.exists():
        return counts
    config.work.mkdir(parents=True, exist_ok=True)
    rng = random.Random(config.seed)
    lexicon = read_lexicon(config.lexicon)
    longest = max(map(len, lexicon), default=0)
    partial = target.with_suffix(".part")
    with gzip.open(partial, "wt", encoding="utf-8", compresslevel=3) as out:
        for zh, en, weight in tqdm(pairs(config, counts), unit="pair", desc="prepare"):
            out.write(f"{zh}\t{en}\t{weight}\n")
            if rng.random() < config.switch and (switched := code_switch(zh, en, lexicon, longest, rng)):
                counts["switched"] += 1
                out.write(f"{switched}\t{en}\t{weight}\n")
            if rng.random() < config.dirt:
                counts["soiled"] += 1
                out.write(f"{soil(zh, rng)}\t{en}\t{weight}\n")
    partial.replace(target)
    return counts
