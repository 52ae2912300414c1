"""How names of Japanese, Koreans and Vietnamese that Chinese news writes in characters are likely spelled in English.

Surnames by their most usual reading. Of Japanese given names the reading that a dictionary has as the most usual one;
of Korean and Vietnamese ones that of each character, as the press of these countries writes it in English. None is
certain: whoever bears the name may read and spell it otherwise. The tables and their sources are in `ROMANISATION.md`.
"""

import gzip
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

TABLE, GIVEN = "romanisation.tsv", "given.tsv.gz"
# The second syllable of a North Korean given name opens with a voiced consonant: Kim Tok Hun, Ri Yong Gil.
_VOICED = {"k": "g", "t": "d", "p": "b"}


class Nation(StrEnum):
    """Whose names have a spelling of their own, as the word for their people."""

    JAPAN = "Japanese"
    SOUTH = "South Korean"
    NORTH = "North Korean"
    VIETNAM = "Vietnamese"


@cache
def _table(group: str) -> Mapping[str, str]:
    """The readings of one group of the table, by characters."""
    lines = files("service").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {name: reading for each, reading, names in rows if each == group for name in names.split()}


@cache
def surnames() -> Mapping[str, str]:
    """Japanese surnames, by their characters."""
    return _table("surname")


@cache
def given_names() -> Mapping[str, str]:
    """Japanese given names, by their characters."""
    lines = gzip.decompress(files("seeds").joinpath(GIVEN).read_bytes()).decode("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {name: reading for reading, names in rows for name in names.split()}


@cache
def usual_names() -> frozenset[str]:
    """Given names so usual in Japan, and so little words of Chinese, that they tell a Japanese."""
    return frozenset(_table("usual"))


def spell(name: str, nation: Nation) -> tuple[str, ...]:
    """How a name in simplified characters is likely spelled, and other forms that pass; () where nothing tells."""
    match nation:
        case Nation.JAPAN:
            return _japanese(name)
        case Nation.VIETNAM:
            return _vietnamese(name)
        case Nation.SOUTH | Nation.NORTH:
            return _korean(name, nation is Nation.NORTH)


def split_japanese(name: str) -> tuple[str, str]:
    """Surname and given name, by the longest surname that stands alone or before a known given name; ("", name) where
    there is none."""
    sizes = [size for size in range(min(4, len(name)), 0, -1) if name[:size] in surnames()]
    known = [size for size in sizes if size == len(name) or name[size:] in given_names()]
    size = next(iter(known or sizes), 0)
    return name[:size], name[size:]


def _japanese(name: str) -> tuple[str, ...]:
    surname, given = split_japanese(name)
    if not surname or (given and given not in given_names()):
        return ()
    family = surnames()[surname]
    if not given:
        return (family,)
    own = given_names()[given]
    return f"{own} {family}", f"{family} {own}", family


def _korean(name: str, north: bool) -> tuple[str, ...]:
    size = 2 if name[:2] in _table("korean surname") and len(name) > 2 else 1
    parts = [_table("korean surname").get(name[:size]), *map(_table("korean").get, name[size:])]
    if not 2 <= len(parts) <= 3 or not all(parts):
        return ()
    surname, *given = (part.split()[north] for part in parts if part)
    if not north:
        return (f"{surname} {'-'.join(given).capitalize()}",)
    voiced = (_VOICED.get(part[0], part[0]) + part[1:] if not part.startswith("h", 1) else part for part in given[1:])
    return (" ".join([surname, given[0].capitalize(), *(part.capitalize() for part in voiced)]),)


def _vietnamese(name: str) -> tuple[str, ...]:
    syllables = [_table("vietnamese").get(character, "") for character in name]
    known = name[:1] in _table("vietnamese surname") and 2 <= len(name) <= 4 and all(syllables)
    return (" ".join(syllables),) if known else ()
