"""The translation memory: what was translated before.

As translators' tools have it, a sentence whose neighbour is the same too is a match in context (in-context exact, ICE
or "101%" match), the same sentence elsewhere an exact one (100%), and one that is nearly the same a fuzzy one, here by
Levenshtein's distance over characters.

Candidates for fuzzy matches come from an inverted index over pairs of characters. With at most k edits between two
sentences at most 2k of one's pairs are missing in the other (Ukkonen 1992), so one of its 2k + 1 rarest pairs is in
every match: only these are looked up, the rarest first ("prefix filtering", Chaudhuri, Ganti and Kaushik 2006).
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

from service.records import Match
from service.script import to_simplified

CONTEXT, EXACT, LEAST = 101, 100, 75
MOST_FUZZY = 99
MOST_OTHER_NUMBER = 94
# Places of the index that one look-up reads: what keeps it within two milliseconds, whatever the size of the memory.
BUDGET = 2_000
FINALISTS = 8
_NOT_BETWEEN_WORDS = re.compile("(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零〇一二两三四五六七八九十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its English. `before` and `after` are the Chinese sentences beside it, "" where not known;
    `author` wrote the English, `created` says when (RFC 3339), `origin` where the entry is from."""

    zh: str
    en: str
    before: str = ""
    after: str = ""
    author: str = ""
    created: str = ""
    origin: str = ""


def same_key(text: str) -> str:
    """What sentences that count as the same have in common: compatible forms as one (NFKC, so full width is half
    width), simplified characters, white space only between words in Latin letters. Punctuation counts."""
    folded = to_simplified(" ".join(unicodedata.normalize("NFKC", text).split()))
    return _NOT_BETWEEN_WORDS.sub("", folded)


class Memory:
    """Entries that can be asked for a sentence. Those without Chinese or English are left out; an empty memory costs
    nothing, and the index for fuzzy matches is made when one is first looked for."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        oldest_first = sorted(entries, key=lambda entry: _moment(entry.created))
        self._entries: dict[str, list[Entry]] = {}
        for entry in reversed(oldest_first):
            if entry.en.strip() and (key := same_key(entry.zh)):
                self._entries.setdefault(key, []).append(entry)

    def find(self, zh: str, before: str = "", after: str = "") -> Match | None:
        """The best match for a sentence, of equal ones the newest; None for none. `before` and `after` are the
        sentences beside it, "" where there is none.

        A fuzzy match has at least 75 percent of the characters the same, rounded down, and never more than 99. Where
        its numbers are others it has 94 at most: its English states a wrong figure, which is a worse fault than a
        wording that differs and easier to overlook, so it must not pass as nearly right.
        """
        if not self._entries or not (key := same_key(zh)):
            return None
        if same := self._entries.get(key):
            best = max(same, key=lambda entry: _neighbours(entry, before, after))
            if _neighbours(best, before, after):
                return _match(best, "context", CONTEXT)
            return _match(best, "exact", EXACT)
        return self._fuzzy(key)

    def _fuzzy(self, key: str) -> Match | None:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        candidates = self._index.candidates(key)
        if not candidates:
            return None
        found = process.extract(
            key, candidates, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=LEAST / 100,
            limit=FINALISTS,
        )  # fmt: skip
        if not found:
            return None
        score, best = max(((_score(key, other), other) for other, *_ in found), key=lambda scored: scored[0])
        return _match(self._entries[best][0], "fuzzy", score)

    @cached_property
    def _index(self) -> "_Index":
        return _Index(list(self._entries))


class _Index:
    """Sentences by their pairs of characters."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._places: dict[str, array[int]] = {}
        for number, key in enumerate(keys):
            for pair in _pairs(key):
                self._places.setdefault(pair, array("I")).append(number)

    def candidates(self, key: str) -> list[str]:
        """Sentences that may be like `key`, in their own order: all of them, unless its rarest pairs are so common that
        the budget ends first."""
        pairs = _pairs(key)
        edits = len(key) * (100 - LEAST) // LEAST
        rarest = sorted((self._places.get(pair, ()) for pair in pairs), key=len)[: 2 * edits + 1]
        found: set[int] = set()
        left = BUDGET
        for places in rarest:
            found.update(places[:left])
            left -= len(places)
            if left <= 0:
                break
        return [self._keys[number] for number in sorted(found)]


def _pairs(key: str) -> set[str]:
    """The sentence's pairs of characters, its ends marked so that one of a single character has some."""
    marked = f"\0{key}\0"
    return {marked[i : i + 2] for i in range(len(marked) - 1)}


def _score(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    longest = max(len(one), len(other))
    likeness = 100 * (longest - Levenshtein.distance(one, other)) // longest
    same_numbers = _NUMBER.findall(one) == _NUMBER.findall(other)
    return min(likeness, MOST_FUZZY if same_numbers else MOST_OTHER_NUMBER)


def _neighbours(entry: Entry, before: str, after: str) -> int:
    """How many of the sentence's neighbours are the entry's too; an unknown one is like no other."""
    sides = ((entry.before, before), (entry.after, after))
    return sum(bool(one and other) and same_key(one) == same_key(other) for one, other in sides)


def _match(entry: Entry, kind: Literal["context", "exact", "fuzzy"], score: int) -> Match:
    return Match(entry.zh, entry.en, kind, score, entry.author, entry.created)


def _moment(created: str) -> float:
    """A date as a number to sort by; one that is unknown or cannot be read is before all others."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
