"""How likely a stretch of Chinese is a person's name.

A log-linear model over what the name is made of, how a word segmenter cuts it, and the words beside it. What surnames
and given names are made of is told by the log odds of their characters, in names against in text. The weights are in
`naming.tsv`; `python -m benchmarks.naming learn` makes them, `measure` says how often it is right.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from service.names import split_name
from service.surnames import COMPOUND, SURNAMES

TABLE = "naming.tsv"
# Log odds from which on a stretch is taken for a name; those of its characters alone, below which it is none whatever
# stands beside it, and below which even a post before it does not make it one.
LEAST, LEAST_SPELLED, NEVER = 1.0, 3.0, -2.0
# What a character that was never seen in a given name counts.
UNSEEN = -2.0
# A weight below this changes nothing.
MATTERS = 0.08
_HAN = re.compile("[\u4e00-\u9fff]+")
_AROUND = 8


class Spelling(NamedTuple):
    """Log odds of characters: as surname, as the only, the first and the second character of a given name."""

    surname: Mapping[str, float]
    only: Mapping[str, float]
    first: Mapping[str, float]
    second: Mapping[str, float]

    def surname_odds(self, name: str) -> float:
        """Of the surname that the name opens with."""
        return self.surname.get(split_name(name)[0], 0.0)

    def given_odds(self, name: str) -> float:
        """Of the given name behind it; nothing else has one or two characters."""
        given = split_name(name)[1]
        if len(given) == 1:
            return self.only.get(given, UNSEEN)
        return self.first.get(given[0], UNSEEN) + self.second.get(given[1], UNSEEN)

    def odds(self, name: str) -> float:
        """Of the whole name."""
        return self.surname_odds(name) + self.given_odds(name)


@dataclass(frozen=True, slots=True)
class Model:
    """What characters say, what features weigh, and the log odds before anything is known."""

    spelling: Spelling
    weights: Mapping[str, float]
    bias: float


@cache
def model() -> Model:
    """The model that comes with yibao, read on first use."""
    groups: dict[str, dict[str, float]] = {}
    for line in files("service").joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        group, key, value = line.split("\t")
        groups.setdefault(group, {})[key] = float(value)
    return Model(Spelling(*(groups[field] for field in Spelling._fields)), groups["weight"], groups["bias"]["bias"])


def spelled_like_a_name(name: str) -> bool:
    """Whether the characters, as surname and given name, do not rule a name out; the segmenter's names are none that
    could be."""
    if not well_formed(name) or model().spelling.odds(name) > NEVER:
        return True
    return is_known(name) and tagged(name)[0][1].startswith("nr")


def likely_names(text: str) -> list[tuple[int, str]]:
    """Where the likely names of a simplified text begin, and the names; none overlaps another."""
    taken = set[int]()
    found = []
    for odds, start, end in sorted(scored(text, model()), reverse=True):
        if odds > LEAST and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append((start, text[start:end]))
    return sorted(found)


def scored(text: str, known: Model) -> Iterator[tuple[float, int, int]]:
    """The log odds of every candidate that neither its characters nor the dictionary rule out, with its beginning and
    end."""
    described = Described(text, known.spelling)
    for start, end in candidates(text):
        name = text[start:end]
        if known.spelling.odds(name) > LEAST_SPELLED and not is_everyday(name) and not is_place(name[:2]):
            features = described.features(start, end)
            yield known.bias + sum(known.weights.get(feature, 0.0) for feature in features), start, end


def well_formed(name: str) -> bool:
    """Whether it is a surname and one or two characters more."""
    surname, given = split_name(name)
    return (surname in SURNAMES or surname in COMPOUND) and 1 <= len(given) <= 2


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """Every stretch that begins with a surname and has one or two characters more."""
    for run in _HAN.finditer(text):
        for start in range(run.start(), run.end() - 1):
            compound = text[start : start + 2] in COMPOUND
            sizes = ((4, 3) if compound else ()) + ((3, 2) if text[start] in SURNAMES else ())
            for end in dict.fromkeys(start + size for size in sizes):
                if end <= run.end() and not (compound and end == start + 2):
                    yield start, end


@lru_cache(maxsize=50_000)
def is_everyday(text: str) -> bool:
    """Whether it is known, and not as a name."""
    return is_known(text) and not tagged(text)[0][1].startswith("nr")


@lru_cache(maxsize=50_000)
def is_known(text: str) -> bool:
    """Whether the segmenter has it in its dictionary."""
    import rjieba

    return len(rjieba.cut(text, False)) == 1


def is_place(text: str) -> bool:
    """Whether it is known as a place's name."""
    return is_known(text) and tagged(text)[0][1].startswith("ns")


@lru_cache(maxsize=50_000)
def tagged(text: str) -> list[tuple[str, str]]:
    """The segmenter's words of a text, with their tags."""
    import rjieba

    found: list[tuple[str, str]] = rjieba.tag(text)
    return found


class Described:
    """A text in which candidates are described."""

    def __init__(self, text: str, spelling: Spelling) -> None:
        self.text, self.spelling = text, spelling

    @cached_property
    def _begins(self) -> dict[int, tuple[str, str]]:
        """The segmenter's words, with their tags, by where they begin."""
        found, at = {}, 0
        for word, tag in tagged(self.text):
            found[at] = (word, tag)
            at += len(word)
        return found

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(start + len(word) for start, (word, _) in self._begins.items())

    def features(self, start: int, end: int) -> list[str]:
        """What is true of the candidate `start:end`, by name."""
        name = self.text[start:end]
        return [*self._spelled(name, end), *self._cut(name, start, end), *self._beside(start, end)]

    def _spelled(self, name: str, end: int) -> Iterator[str]:
        """How name-like its characters are, and whether it were as good a name shorter or longer."""
        surname, given = self.spelling.surname_odds(name), self.spelling.given_odds(name)
        size = len(split_name(name)[1])
        yield f"given of {size}"
        yield f"surname {_step(surname)}"
        yield f"given of {size} {_step(given)}"
        yield f"name of {size} {_step(surname + given)}"
        if size == 2:
            yield f"shorter {_step(self.spelling.only.get(name[-2], UNSEEN))}"
        elif after := _HAN.match(self.text[end : end + 1]):
            yield f"longer {_step(self.spelling.second.get(after[0], UNSEEN))}"
        if self.text.count(name) > 1:
            yield "again"

    def _cut(self, name: str, start: int, end: int) -> Iterator[str]:
        """How the segmenter cuts it and across its edges, and which words of its dictionary are in it."""
        size, (word, tag) = len(split_name(name)[1]), self._begins.get(start, ("", ""))
        whole = (tag[:2] if tag.startswith("n") else tag[:1]) if word == name else "-"
        yield f"whole {whole} {size}"
        yield f"known {is_known(name)} {whole} {size}"
        yield f"begins {start in self._begins}"
        yield f"ends {end in self._ends}"
        if word:
            yield f"first {len(word)} {tag[:2]}"
        for more in (1, 2):
            before, after = self.text[max(0, start - more) : start + 1], self.text[end - 1 : end + more]
            if len(before) == more + 1 and _HAN.fullmatch(before) and is_known(before):
                yield f"word over the beginning {more}"
            if len(after) == more + 1 and _HAN.fullmatch(after) and is_known(after):
                yield f"word over the end {more} {size}"
        if size == 2:
            yield f"word at the beginning {is_known(name[:-1])}"
            yield f"word at the end {is_known(name[-2:])}"

    def _beside(self, start: int, end: int) -> Iterator[str]:
        """The words before and after it, cut as if it were not there."""
        before, after = self.text[max(0, start - _AROUND) : start], self.text[end : end + _AROUND]
        left, left_tag = tagged(before)[-1] if before else ("^", "^")
        right, right_tag = tagged(after)[0] if after else ("$", "$")
        yield from (f"left {left}", f"left tag {left_tag[:2]}", f"left character {before[-1:]}")
        yield from (f"right {right}", f"right tag {right_tag[:2]}", f"right character {after[:1]}")
        yield from (f"left of {len(left)} {left_tag[:1]}", f"right of {len(right)} {right_tag[:1]}")
        yield f"between {left_tag[:1]} {right_tag[:1]}"
        if len(right) > 1:
            yield f"right begins {right[0]} {right_tag[:1]}"
        if "、" in (before[-1:], after[:1]):
            yield "listed"


def _step(odds: float) -> int:
    return max(-6, min(8, round(odds)))


def rows(known: Model) -> Iterator[str]:
    """The lines of the table, of what weighs enough to matter."""
    for group, table in zip(Spelling._fields, known.spelling, strict=True):
        yield from (f"{group}\t{key}\t{value:.2f}" for key, value in sorted(table.items()))
    weights = sorted((key, value) for key, value in known.weights.items() if key.isprintable() and abs(value) > MATTERS)
    yield from (f"weight\t{key}\t{value:.2f}" for key, value in weights)
    yield f"bias\tbias\t{known.bias:.2f}"
