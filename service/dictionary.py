"""CC-CEDICT for looking words up (CC BY-SA 4.0, cc-cedict.org): what a word may mean, not what it is to be called.

Renderings are the termbase's; of the dictionary only names of the wider world are required (`service/gazetteer.py`).
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.script import to_simplified

SOURCE = "CC-CEDICT, CC BY-SA 4.0"
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Headword:
    """A word in simplified characters, its reading (pinyin with tone numbers) and its English glosses."""

    zh: str
    pinyin: str
    glosses: tuple[str, ...]


def headwords(text: str) -> list[Headword]:
    """The words of a text that the dictionary has, from left to right, the longest at each place, each once; a word
    with several readings stands once for each."""
    text, found, at = to_simplified(text), list[Headword](), 0
    while at < len(text):
        size = next((n for n in range(min(LONGEST, len(text) - at), 0, -1) if text[at : at + n] in _words()), 0)
        found += _words()[text[at : at + size]] if size else []
        at += size or 1
    return list(dict.fromkeys(found))


@cache
def _words() -> dict[str, list[Headword]]:
    words: dict[str, list[Headword]] = {}
    for zh, pinyin, glosses in rows():
        words.setdefault(zh, []).append(Headword(zh, pinyin, tuple(glosses.split("/"))))
    return words


def rows() -> Iterator[tuple[str, str, str]]:
    """The lines of the dictionary: a word, its reading, its glosses with / between them."""
    data = files("seeds").joinpath("dictionary.tsv.gz").read_bytes()
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        if not line.startswith("#"):
            zh, pinyin, glosses = line.split("\t")
            yield zh, pinyin, glosses
