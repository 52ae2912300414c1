"""Which English words render which Chinese ones, and how much it says whether they do.

Learned from parallel text by `python -m benchmarks.lexicon` and kept as two tables. `words.tsv` has for each Chinese
word two weights and the stems of its renderings, `stems.tsv` for each English stem two weights. A weight is the
logarithm of how much likelier it is, where nothing of the other language belongs to the word, to find (first weight,
negative) or not to find (second, positive) a rendering of it all the same.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y")
STEM = 6
NOTHING: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables. `chinese[""]` serves words that only their parts are known of."""

    renderings: dict[str, frozenset[str]]
    chinese: dict[str, Weights]
    english: dict[str, Weights]


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
    table = lexicon().renderings
    return NOTHING.union(*(table.get(part, NOTHING) for part in parts(word)))


@cache
def lexicon() -> Lexicon:
    """The tables, read on first use."""
    words, stems = _rows("words.tsv"), _rows("stems.tsv")
    return Lexicon(
        {word: frozenset(known.split()) for word, _, _, known in words if known},
        {word: Weights(float(found), float(missing)) for word, found, missing, _ in words},
        {key: Weights(float(found), float(missing)) for key, found, missing in stems},
    )


def _rows(name: str) -> list[list[str]]:
    text = files("service.checks").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
