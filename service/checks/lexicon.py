"""Which English words render which Chinese ones, and how much it says whether they do.

Learned from parallel text by `python -m benchmarks.lexicon` and kept as two tables. `words.tsv` has for each Chinese
word two weights and the stems of its renderings, `stems.tsv` for each English stem two weights. A weight is the
logarithm of how much likelier it is, where nothing of the other language belongs to the word, to find (first weight,
negative) or not to find (second, positive) a rendering of it all the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y")
STEM = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as it stands there, where it begins, and the key under which the tables know it."""

    text: str
    start: int
    key: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Weights:
    """What it adds to the suspicion that a rendering of the word is found, and that none is."""

    found: float
    missing: float


def stem(word: str) -> str:
    """The part of an English word, in small letters, that its forms share: at most six letters without an ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:STEM]


def english_words(en: str) -> list[Word]:
    """The words of an English sentence, with their stems."""
    plain = _POSSESSIVE.sub(lambda match: " " * len(match[0]), en)
    return [Word(match[0], match.start(), stem(match[0].lower())) for match in _WORD.finditer(plain)]


@lru_cache(maxsize=256)
def chinese_words(zh: str) -> tuple[Word, ...]:
    """Everything between the borders of Chinese words, punctuation too, in order."""
    import rjieba

    words, at = [], 0
    for text in rjieba.cut(zh):
        words.append(Word(text, at, text))
        at += len(text)
    return tuple(words)


@lru_cache(maxsize=256)
def words_across(zh: str) -> Mapping[int, Word]:
    """By every offset of a sentence that stands within a word, that word."""
    return {at: word for word in chinese_words(zh) for at in range(word.start + 1, word.end)}


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[str, ...]:
    """A Chinese word, the shorter words in it, and its characters."""
    import rjieba

    if len(word) < 2:
        return (word,)
    return (*(rjieba.cut_for_search(word) if len(word) > 2 else [word]), *word)


@lru_cache(maxsize=1 << 16)
def renderings(word: str) -> frozenset[str]:
    """Stems of the English words that may render a Chinese word or a part of it."""
    table = _table("words.tsv")
    return frozenset(key for part in parts(word) if part in table for key in table[part].split("\t")[2].split())


@lru_cache(maxsize=256)
def licensed(zh: str) -> frozenset[str]:
    """Stems of the English words that may render something of a sentence."""
    return frozenset(key for word in chinese_words(zh) for key in renderings(word.text))


@lru_cache(maxsize=1 << 16)
def chinese_weights(word: str) -> Weights:
    """Those of a Chinese word; the average ones if only its parts are known."""
    table = _table("words.tsv")
    return _weights(table.get(word, table[""]))


@lru_cache(maxsize=1 << 16)
def english_weights(key: str) -> Weights | None:
    """Those of an English stem; none if it was never met, or tells nothing."""
    row = _table("stems.tsv").get(key)
    return _weights(row) if row else None


def _weights(row: str) -> Weights:
    found, missing, *_ = row.split("\t")
    return Weights(float(found), float(missing))


@cache
def _table(name: str) -> dict[str, str]:
    """The rows of a table by their first column, read on first use. Most rows are never asked for."""
    text = files("service.checks").joinpath(name).read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())
