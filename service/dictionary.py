"""CC-CEDICT for looking words up (CC BY-SA 4.0, cc-cedict.org): what a word may mean, not what it is to be called.

Renderings are the termbase's; of the dictionary only names of the wider world are required (`service/gazetteer.py`).
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.script import to_simplified

SOURCE = "CC-CEDICT, CC BY-SA 4.0"
LONGEST = 12
_PLAIN = re.compile(r"(?!see )[A-Za-z'’-]+(?: [A-Za-z'’-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Headword:
    """A word in simplified characters, its reading (pinyin with tone numbers) and its English glosses."""

    zh: str
    pinyin: str
    glosses: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> "Headword":
        zh, pinyin, glosses = line.split("\t")
        return cls(zh, pinyin, tuple(glosses.split("/")))


def headwords(text: str) -> list[Headword]:
    """The words of a text that the dictionary has, from left to right, the longest at each place, each once; a word
    with several readings stands once for each."""
    text, found, at = to_simplified(text), list[Headword](), 0
    while at < len(text):
        size = next((n for n in range(min(LONGEST, len(text) - at), 0, -1) if text[at : at + n] in _words()), 0)
        found += [Headword.of(line) for line in _words()[text[at : at + size]]] if size else []
        at += size or 1
    return list(dict.fromkeys(found))


def is_word(text: str) -> bool:
    """Whether the dictionary has it."""
    return to_simplified(text) in _words()


@cache
def is_common(text: str) -> bool:
    """Whether the dictionary has it as a word, not only as a name."""
    return any(not line.split("\t")[1][:1].isupper() for line in _words().get(to_simplified(text), ()))


def opens_with_verb(text: str) -> bool:
    """Whether the longest word of the dictionary that a text begins with, of two characters and more, may be a verb."""
    longest = next((text[:size] for size in (4, 3, 2) if text[:size] in _words()), "")
    lines = _words()[longest] if len(longest) > 1 else []
    return any(gloss.startswith("to ") for line in lines for gloss in Headword.of(line).glosses)


def gloss(word: str) -> str:
    """The first thing that a word may mean, if that is said in plain words, four at most; else ""."""
    lines = _words().get(to_simplified(word), ()) if len(word) > 1 else ()
    first = Headword.of(lines[0]).glosses[0] if lines else ""
    said = re.sub(r"^to | ?\([^)]*\)", "", first.split(";")[0]).strip()
    return said if _PLAIN.fullmatch(said) else ""


def proper_names() -> Iterator[Headword]:
    """The proper names of the dictionary, three characters and more, that have one reading."""
    capital = re.compile(r"[^\t]{3,}\t[A-Z]")
    return (Headword.of(lines[0]) for lines in _words().values() if len(lines) == 1 and capital.match(lines[0]))


@cache
def _words() -> dict[str, list[str]]:
    """The lines of each word."""
    data = files("seeds").joinpath("dictionary.tsv.gz").read_bytes()
    words: dict[str, list[str]] = {}
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        if not line.startswith("#"):
            words.setdefault(line[: line.index("\t")], []).append(line)
    return words
