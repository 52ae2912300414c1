"""Translations that were made elsewhere: their sentence pairs read from a file, and what the checks say of them.

A table has Chinese, a tab and English in each line. Of TMX and XLIFF (1.2 and 2) either direction is read. A briefing
is yibao's own JSON.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from models.engine import Scorer
from service.checks.contrast import settled
from service.errors import NotChinese, UnreadableInput
from service.exchange import by_code, local, parse_xml, shown, whole_text
from service.patterns import HAN
from service.people import Place, find_place
from service.placeables import find, learn
from service.records import Finding
from service.termbase import Termbase
from service.tmx import texts_of
from service.translation import for_engine, review

TABLES = (".tsv", ".tab", ".txt")
_MARKED = ("g", "mrk", "pc")  # inline tags of XLIFF around words of the text


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its English ("" for none). `place` is its unit's id, or its line. `text` tells the texts of a file
    apart: who and where a text is about is known in all of its sentences, and in no other's."""

    place: str
    zh: str
    en: str
    text: str = ""


def read_pairs(data: bytes, name: str) -> list[Pair]:
    """The pairs of a file; its name's ending or its first character tells what it is. Raises InputError."""
    text = whole_text(data, name)
    by_text = READERS.get(text.lstrip()[:1], _table)
    read = _table if name.lower().endswith(TABLES) else by_text
    pairs = list(read(text, name))
    if not any(HAN.search(pair.zh) for pair in pairs):
        raise NotChinese(f"{name}: there is no Chinese sentence in it, or not where one belongs")
    return pairs


def check_pairs(
    pairs: Sequence[Pair], termbase: Termbase, scorer: Scorer | None = None
) -> Iterator[tuple[Pair, Finding]]:
    """What is wrong with each pair: by the checks, whose doubts the scorer settles, and by the renderings that the
    termbase requires."""
    texts: dict[str, list[str]] = {}
    for pair in pairs:
        texts.setdefault(pair.text, []).append(for_engine(pair.zh))
    learned = {text: learn(sentences, _place(sentences), termbase) for text, sentences in texts.items()}
    # The pinyin of a place that no termbase has is a guess: other translators need not share it.
    known = {text: replace(knowledge, places={}) for text, knowledge in learned.items()}
    chinese = [pair for pair in pairs if HAN.search(pair.zh)]
    read = [(for_engine(pair.zh), pair.en) for pair in chinese]
    for pair, (zh, _), borne_out in zip(chinese, read, settled(read, scorer), strict=True):
        findings = (*review(pair.zh, pair.en, find(zh, known[pair.text])), *borne_out)
        yield from ((pair, finding) for finding in findings)


def _place(sentences: Sequence[str]) -> Place:
    """The place that a text is about, if it is one text: a table of sentences from many is about none of theirs."""
    place = find_place(sentences)
    return place if sum(place.zh in sentence for sentence in sentences) * 10 >= len(sentences) else Place()


def _table(text: str, name: str) -> Iterator[Pair]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        zh, tab, rest = line.partition("\t")
        if not tab:
            raise UnreadableInput(f"{name}, line {number}: there is no tab between Chinese and English")
        yield Pair(str(number), zh, rest.partition("\t")[0])


def _xml(text: str, name: str) -> Iterator[Pair]:
    root = parse_xml(text, name)
    if local(root) not in ROOTS:
        raise UnreadableInput(f"{name}: it is neither TMX nor XLIFF: its root is {local(root)}")
    return ROOTS[local(root)](root, name)


def _tmx(root: Any, name: str) -> Iterator[Pair]:
    # A memory is gathered from many texts: each unit is one of its own.
    for number, unit in enumerate(root.iter("{*}tu")):
        if zh := texts_of(unit).get("zh"):
            yield Pair(unit.get("tuid") or str(unit.sourceline), zh, texts_of(unit).get("en", ""), str(number))


def _xliff(root: Any, name: str) -> Iterator[Pair]:
    for number, file in enumerate(root.iter("{*}file")):
        codes = (
            file.get("source-language") or root.get("srcLang") or "",
            file.get("target-language") or root.get("trgLang") or "en",
        )
        if {by_code(code) for code in codes} != {"zh", "en"}:
            raise UnreadableInput(f"{name}: it translates from {codes[0]} to {codes[1]}, not from Chinese to English")
        for unit in file.iter("{*}trans-unit", "{*}segment"):
            found = (unit.find("{*}source"), unit.find("{*}target"))
            texts = {
                by_code(code): "" if each is None else shown(each, _MARKED).strip()
                for code, each in zip(codes, found, strict=True)
            }
            ids = [
                each.get("id") for each in (unit.getparent(), unit) if local(each) in ("unit", "segment", "trans-unit")
            ]
            place = "/".join(filter(None, ids)) or str(unit.sourceline)
            yield Pair(place, texts["zh"], texts["en"], str(number))


class _Unit(BaseModel):
    id: str
    zh: str
    en: str


class _Story(BaseModel):
    headings: list[_Unit]
    units: list[_Unit]


class _Briefing(BaseModel):
    stories: list[_Story]


def _briefing(text: str, name: str) -> Iterator[Pair]:
    try:
        briefing = _Briefing.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableInput(
            f"{name}: it is no briefing of yibao: {place} {first['msg']}".replace("\n", " ")
        ) from None
    for number, story in enumerate(briefing.stories, start=1):
        for unit in (*story.headings, *story.units):
            yield Pair(f"{number}-{unit.id}", unit.zh, unit.en, str(number))


ROOTS: Mapping[str, Callable[[Any, str], Iterator[Pair]]] = {"tmx": _tmx, "xliff": _xliff}
READERS: Mapping[str, Callable[[str, str], Iterator[Pair]]] = {"<": _xml, "{": _briefing}
