"""Parallel text, cleaned: normalised, filtered, without duplicates and without any evaluation sentence."""

import gzip
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.training.config import Config, TrainingError
from models.training.noise import Lexicon, clauses, code_switch, soil

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LATIN = re.compile(r"[A-Za-z]")
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"[\W_]+")
# A gloss that is not a rendering: an infinitive, a reference, a measure word.
_NO_RENDERING = re.compile(r"^(?:to|see|CL:|variant of|old variant of|abbr\.|also written|used in) ?")


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a text file that may be gzipped, or of all such files in a folder. Raises TrainingError when it is
    not there."""
    if path.is_dir():
        for part in sorted(path.glob("*.tsv*")):
            yield from read_lines(part)
        return
    if not path.is_file():
        raise TrainingError(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def normalise(text: str) -> str:
    """NFKC and single spaces: what the tokenizer makes of text too."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def key(text: str) -> str:
    """What makes two sentences the same: their letters and digits."""
    return _WORDS.sub("", normalise(text)).lower()


def fault(zh: str, en: str, config: Config) -> str | None:
    """Why the pair must not be trained on, or None. Bounds: 0.3 to 1.5 English words a Han character hold 99% of the
    human references of the development sets."""
    han, words = len(HAN.findall(zh)), len(en.split())
    if not han or not LATIN.search(en) or HAN.search(en) or len(LATIN.findall(zh)) > 2 * han:
        return "script"
    if han > config.max_han or len(en) > config.max_english:
        return "length"
    if han > 8 and not 0.2 <= words / han <= 1.6:
        return "ratio"
    return None


def pairs(config: Config, counts: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """The pairs that remain, each with its corpus' name. `counts` says what became of all."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    held = {key(line) for path in (*config.hold_out, *config.dev) for line in read_lines(path)} - {""}
    seen: set[int] = set()
    for corpus in config.corpora:
        for line in read_lines(corpus.path):
            zh, en = (normalise(text) for text in (*line.split("\t"), "", "")[:2])
            zh = simplify(zh)
            keys = key(zh), key(en)
            reason = fault(zh, en, config)
            if reason is None and (keys[0] in held or keys[1] in held):
                reason = "evaluation"
            if reason is None and hash(keys) in seen:
                reason = "duplicate"
            counts[reason or "kept"] += 1
            if reason is None:
                seen.add(hash(keys))
                yield zh, en, corpus.name


def read_lexicon(paths: Sequence[Path]) -> Lexicon:
    """Terms and their renderings; glosses separated by "/" are alternatives, remarks in brackets are left out."""
    terms: dict[str, tuple[str, ...]] = {}
    for path in paths:
        for line in read_lines(path):
            zh, english = (*line.split("\t"), "", "")[:2]
            if len(zh) > 1 and HAN.fullmatch(zh[0]):
                glosses = (_SPACE.sub(" ", re.sub(r"\([^)]*\)", "", gloss)).strip() for gloss in english.split("/"))
                kept = tuple(g for g in glosses if len(g) > 2 and not _NO_RENDERING.match(g) and not HAN.search(g))
                terms[zh] = terms.get(zh, ()) + kept
    return Lexicon({zh: english for zh, english in terms.items() if english})


def variants(zh: str, en: str, config: Config, lexicon: Lexicon, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """The noisy copies of a pair, each with the kind of noise."""
    if rng.random() < config.switch and (switched := code_switch(zh, en, lexicon, rng)):
        yield switched, en, "switched"
    if rng.random() < config.dirt and (soiled := soil(zh, rng)) != zh:
        yield soiled, en, "soiled"
    if rng.random() < config.cut and (parts := [p for p in clauses(zh, en) if fault(*p, config) is None]):
        yield *rng.choice(parts), "cut"


def prepare(config: Config) -> Counter[str]:
    """Write `prepared.tsv.gz` (`zh<TAB>en<TAB>corpus`, noisy copies after their pair) into the work folder.

    Returns how many pairs were kept and, by reason, left out. Does nothing when the file is there already. Raises
    TrainingError when a file is missing or no pair is kept.
    """
    from tqdm import tqdm

    target = config.work / "prepared.tsv.gz"
    counts: Counter[str] = Counter()
    if target.exists():
        return counts
    names = [corpus.name for corpus in config.corpora]
    if len(set(names)) < len(names):
        raise TrainingError("two corpora have the same name: their weights could not be told apart")
    config.work.mkdir(parents=True, exist_ok=True)
    rng = random.Random(config.seed)
    lexicon = read_lexicon(config.lexicon)
    partial = target.with_suffix(".part")
    with gzip.open(partial, "wt", encoding="utf-8", compresslevel=3) as out:
        for zh, en, corpus in tqdm(pairs(config, counts), unit="pair", desc="prepare"):
            out.write(f"{zh}\t{en}\t{corpus}\n")
            for noisy, english, kind in variants(zh, en, config, lexicon, rng):
                counts[kind] += 1
                out.write(f"{noisy}\t{english}\t{corpus}\n")
    if not counts["kept"]:
        raise TrainingError(f"no pair is left to train on: {dict(counts)}")
    partial.replace(target)
    return counts
