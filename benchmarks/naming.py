"""How people's names are recognised: `python -m benchmarks.naming learn CHINESE PAIRS…` and `measure SOURCE REFERENCE`.

`learn` makes `service/naming.tsv`. CHINESE has a sentence a line in its last column, PAIRS are zh<TAB>en of news. In a
pair a name is known by its pinyin in the English; what else begins with a surname is none, unless the English has that
surname. Every such sentence is used again with other names in it, drawn from the characters of names: what is to be
learned is where names stand, not who is in the news. A first model then marks the Chinese sentences, and what it is
sure of, or what stands behind a post, is learned from as well; what it is unsure of is left out.

`measure` counts on translated sentences what `service.mentions` finds.
"""

import gzip
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click

from service.checks.persons import is_chinese
from service.mentions import find_people
from service.names import pinyin, split_name
from service.naming import TABLE, Described, Model, Spelling, candidates, rows, scored, well_formed
from service.script import to_simplified
from service.surnames import COMPOUND, SURNAMES

# Rounds of learning what names are made of, each from those that the last found name-like by such log odds.
ROUNDS, NAMELIKE = 4, 2.0
# Copies of a sentence with other names: of translated ones, and of those that a first model marked.
COPIES, COPIES_MARKED = 6, 2
# Sentences with and without names from the Chinese text; of one person so many at most.
MARKED, OF_ONE = 9_000, 4
# Log odds from which on a first model is sure, and below which it is sure that there is no name; of the characters of
# a name behind a post, from which on it is one.
SURE, SURELY_NOT, SURELY_SPELLED = 1.2, -1.5, 4.0
# A feature is learned when it is met so often.
OFTEN, SHRINK = 8, 3e-6


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the names in it and where they begin, and those of which nobody knows whether they are names."""

    text: str
    names: tuple[tuple[int, str], ...]
    unsure: frozenset[str]


def paired(zh: str, en: str) -> Example:
    """What the English tells of the names in the Chinese."""
    zh, names, unsure, last = to_simplified(zh), [], set(), 0
    for start, end in sorted(candidates(zh), key=lambda span: (span[0], -span[1])):
        name = zh[start:end]
        surname, _, given = pinyin(name)[0].partition(" ")
        if re.search(rf"\b(?:{surname} {given}|{given} {surname})\b", en):
            if start >= last:
                names.append((start, name))
                last = end
        elif re.search(rf"\b{surname}\b", en):
            unsure.add(name)
    return Example(zh, tuple(names), frozenset(unsure))


def read(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def spell(names: Iterable[str], characters: Counter[str]) -> tuple[Spelling, "Drawer"]:
    """The log odds of characters in names against in text, and what draws names of the same characters."""
    every = sum(characters.values())

    def odds(share: float, character: str) -> float:
        return math.log(share) - math.log((characters[character] + 5) / every)

    seen = {name for name in names if well_formed(name)}
    kept = seen
    for _ in range(ROUNDS):
        parts = [split_name(name) for name in kept]
        surnames = Counter(surname for surname, _ in parts)
        places = (
            Counter(given for _, given in parts if len(given) == 1),
            Counter(given[0] for _, given in parts if len(given) == 2),
            Counter(given[1] for _, given in parts if len(given) == 2),
        )
        alphabet = set().union(*places)
        tables = []
        for counted in places:
            size = sum(counted.values())
            # A character of one place counts, less, in the others too.
            shares = {c: (counted[c] + 0.7 * sum(place[c] for place in places) / 3) / (1.5 * size) for c in alphabet}
            tables.append({c: odds(max(share, 0.15 / size), c) for c, share in shares.items()})
        whole = sum(surnames.values())
        first = {s: odds((surnames[s] + 0.3) / whole, s if len(s) == 1 else "") for s in SURNAMES | COMPOUND}
        spelling = Spelling(first, *tables)
        kept = {name for name in seen if spelling.odds(name) > NAMELIKE}
    return spelling, Drawer(surnames, places)


class Drawer:
    """Draws names: rarer characters oftener than in life."""

    def __init__(self, surnames: Counter[str], places: Sequence[Counter[str]]) -> None:
        self.random = random.Random(5)
        self.surnames, self.rare = self._flat(surnames, 0.5), sorted(SURNAMES)
        self.compound = sorted(COMPOUND)
        self.places = [self._flat(place, 0.7) for place in places]

    @staticmethod
    def _flat(counted: Counter[str], power: float) -> tuple[list[str], list[float]]:
        keys = sorted(counted)
        return keys, [counted[key] ** power for key in keys]

    def name(self, size: int) -> str:
        """A name with a given name of `size` characters."""
        chance = self.random.random()
        usual = self.random.choices(*self.surnames)[0]
        surname = usual if chance < 0.78 else self.random.choice(self.rare if chance < 0.98 else self.compound)
        only, first, second = (self.random.choices(*place)[0] for place in self.places)
        return surname + (only if size == 1 else first + second)

    def varied(self, example: Example) -> Example:
        """The example with other names, each the same one wherever it stands."""
        new = {name: self.name(self._size(name)) for _, name in example.names}
        text, names, at = "", [], 0
        for start, name in example.names:
            text += example.text[at:start]
            names.append((len(text), new[name]))
            text += new[name]
            at = start + len(name)
        return Example(text + example.text[at:], tuple(names), example.unsure)

    def _size(self, name: str) -> int:
        return len(split_name(name)[1]) if self.random.random() < 0.6 else self.random.choice((1, 2, 2))


def marked(lines: Iterable[str], known: Model) -> Iterator[Example]:
    """Chinese sentences with the names of which the model, or a post, makes sure: as many with names as without."""
    met, left = Counter[str](), {True: MARKED, False: MARKED}
    for text in map(to_simplified, lines):
        likely = {(start, text[start:end]): odds for odds, start, end in scored(text, known) if odds > SURELY_NOT}
        posts = {(m.start, m.name) for m in find_people(text) if m.post and is_chinese(m) and well_formed(m.name)}
        sure = {found for found, odds in likely.items() if odds > SURE}
        sure |= {(start, name) for start, name in posts if known.spelling.odds(name) > SURELY_SPELLED}
        names = sorted(sure)
        apart = all(start + len(name) <= after for (start, name), (after, _) in pairwise(names))
        if left[bool(names)] and apart and all(met[name] < OF_ONE for _, name in names):
            left[bool(names)] -= 1
            met.update(name for _, name in names)
            yield Example(text, tuple(names), frozenset(name for _, name in {*likely, *posts} - sure))


def fit(examples: Iterable[Example], spelling: Spelling) -> Model:
    """The weights, by logistic regression."""
    import torch

    described: list[list[str]] = []
    truth: list[bool] = []
    for example in examples:
        text, names = Described(example.text, spelling), {(start, start + len(name)) for start, name in example.names}
        for start, end in candidates(example.text):
            if (start, end) in names or example.text[start:end] not in example.unsure:
                described.append(text.features(start, end))
                truth.append((start, end) in names)
    counted = Counter(feature for features in described for feature in set(features))
    index = {feature: n for n, feature in enumerate(sorted(f for f, count in counted.items() if count >= OFTEN))}
    ids = [[index[feature] for feature in features if feature in index] for features in described]
    print(f"{len(truth):,} candidates, {sum(truth):,} names, {len(index):,} features", flush=True)
    offsets = torch.tensor([0, *map(len, ids)]).cumsum(0)[:-1]
    flat, target = torch.tensor([n for each in ids for n in each]), torch.tensor(truth, dtype=torch.float32)
    bag, bias = torch.nn.EmbeddingBag(len(index), 1, mode="sum"), torch.zeros(1, requires_grad=True)
    torch.nn.init.zeros_(bag.weight)
    optimiser = torch.optim.LBFGS([bag.weight, bias], max_iter=80, line_search_fn="strong_wolfe")

    def step() -> float:
        optimiser.zero_grad()
        guess = bag(flat, offsets).squeeze(1) + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(guess, target) + SHRINK * bag.weight.square().sum()
        loss.backward()
        return float(loss.detach())

    optimiser.step(step)
    weights = bag.weight.detach().squeeze(1).tolist()
    return Model(spelling, {feature: weights[n] for feature, n in index.items()}, float(bias.detach()))


@click.group()
def main() -> None:
    """Learn to recognise people's names, or measure how well they are."""


@main.command()
@click.argument("chinese", type=click.Path(path_type=Path, exists=True))
@click.argument("pairs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", default="service", type=click.Path(path_type=Path), help="Where to write.")
def learn(chinese: Path, pairs: Sequence[Path], output: Path) -> None:
    """Make the table of weights."""
    lines = [line[-1] for line in read(chinese)]
    random.Random(1).shuffle(lines)
    translated = [paired(line[0], line[1]) for path in pairs for line in read(path) if len(line) > 1]
    names = {m.name for line in lines for m in find_people(line) if m.post and is_chinese(m)}
    names |= {name for example in translated for _, name in example.names}
    spelling, drawer = spell(names, Counter(character for line in lines for character in line))
    copied = [drawer.varied(each) for each in translated if each.names for _ in range(COPIES)]
    first = fit([*translated, *copied], spelling)
    found = list(marked((line for line in lines if 12 <= len(line) <= 120), first))
    again = [drawer.varied(each) for each in found if each.names for _ in range(COPIES_MARKED)]
    best = fit([*translated, *copied, *found, *again], spelling)
    (output / TABLE).write_text("".join(f"{row}\n" for row in rows(best)), encoding="utf-8")


@main.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("reference", type=click.Path(path_type=Path, exists=True))
@click.option("--wrong", is_flag=True, help="Print what is taken for a name and what is missed.")
def measure(source: Path, reference: Path, wrong: bool) -> None:
    """Count how many names are found, of those whose pinyin stands in the reference."""
    right = 0
    missed: list[str] = []
    added: list[str] = []
    lines = (path.read_text(encoding="utf-8").splitlines() for path in (source, reference))
    for zh, en in zip(*lines, strict=True):
        example = paired(zh, en)
        found = {(m.start, m.name) for m in find_people(zh) if is_chinese(m) and well_formed(m.name)}
        right += len(found.intersection(example.names))
        missed += [f"{name}\t{zh}" for _, name in set(example.names) - found]
        added += [f"{name}\t{zh}" for _, name in found.difference(example.names) if name not in example.unsure]
    print(f"names {right + len(missed)}  recall {right / (right + len(missed)):.3f}  "
          f"precision {right / (right + len(added)):.3f}")  # fmt: skip
    for title, listed in (("missed", missed), ("added", added)) if wrong else ():
        print(f"\n{title}", *listed, sep="\n")


if __name__ == "__main__":
    main()
