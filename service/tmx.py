"""TMX 1.4b, the format in which translators' tools exchange translation memories: read, written, and built.

A unit's properties `x-context-pre` and `x-context-post` are the Chinese sentences beside it, as memoQ and others write
them; OmegaT calls them `prev` and `next`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from service.errors import UnreadableInput
from service.exchange import LANG, language, local, parse_xml, whole_text
from service.memory import Entry
from service.writers.printable import printable_text

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
BEFORE, AFTER, ORIGIN = "x-context-pre", "x-context-post", "x-origin"
_AUTHORS, _DATES = ("changeid", "creationid"), ("changedate", "creationdate")
_WRAPPED = re.compile("<seg>(.*)</seg>", re.S)


@dataclass(frozen=True, slots=True)
class TmxFile:
    """What a TMX file has: its Chinese–English pairs; `skipped` counts the units that lack one of the languages."""

    entries: tuple[Entry, ...]
    skipped: int


def read_tmx(data: bytes, name: str) -> list[Entry]:
    """The Chinese–English pairs of a TMX file, whichever of the languages is its source. Raises UnreadableInput."""
    return list(read_file(data, name).entries)


def read_file(data: bytes, name: str) -> TmxFile:
    """As `read_tmx`, with what was left out. Inline tags are taken off the text; of several variants in a language the
    first counts. Raises UnreadableInput for XML that is damaged or is no TMX, and where no unit has both languages."""
    root = parse_xml(whole_text(data, name), name)
    if local(root) != "tmx":
        raise UnreadableInput(f"{name}: the file is no TMX: its root is {local(root)}")
    read = [_entry(unit) for unit in root.iter("{*}tu")]
    entries = tuple(entry for entry in read if entry)
    if read and not entries:
        raise UnreadableInput(f"{name}: none of its {len(read):,} units has both Chinese and English")
    return TmxFile(entries, len(read) - len(entries))


def write_tmx(entries: Iterable[Entry]) -> bytes:
    """The entries as a TMX file, UTF-8. Dates are given to the second, in UTC; one that cannot be read is left out."""
    units = []
    for entry in entries:
        properties = {BEFORE: entry.before, AFTER: entry.after, ORIGIN: entry.origin}
        attributes = {"creationid": entry.author, "creationdate": stamp(entry.created)}
        units.append(unit(entry.zh, entry.en, properties=properties, attributes=attributes))
    return document(units)


# building


def document(units: Iterable[Any], created: str = "") -> bytes:
    """A whole file of units that `unit` made; `created` is RFC 3339, "" for unknown."""
    from lxml import etree
    from lxml.builder import E

    from service.briefing import code_version

    header = {
        "creationtool": "yibao", "creationtoolversion": code_version(), "creationdate": stamp(created),
        "segtype": "sentence", "o-tmf": "yibao", "adminlang": "en", "srclang": "zh", "datatype": "plaintext",
    }  # fmt: skip
    root = E.tmx(E.header(_stated(header)), E.body(*units), version="1.4")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=DOCTYPE)
    return data


def unit(
    zh: str,
    en: str,
    notes: Iterable[str] = (),
    properties: Mapping[str, str] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Any:
    """A `tu` element. What is empty is left out, also a language. Characters that XML cannot carry are replaced as
    `printable_text` has it."""
    from lxml.builder import E

    return E.tu(
        _stated(attributes or {}),
        *(E.note(printable_text(note)) for note in notes),
        *(E.prop(value, type=name) for name, value in _stated(properties or {}).items()),
        *(E.tuv(E.seg(text), {LANG: lang}) for lang, text in _stated({"zh": zh, "en": en}).items()),
    )


def stamp(moment: str) -> str:
    """RFC 3339 as TMX writes dates: YYYYMMDDThhmmssZ. "" for what is no date."""
    return _utc(moment, "%Y%m%dT%H%M%SZ")


def _utc(moment: str, form: str) -> str:
    try:
        read = datetime.fromisoformat(moment)
        return (read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)).strftime(form)
    except (ValueError, OverflowError):
        return ""


def _stated(values: Mapping[str, str]) -> dict[str, str]:
    return {name: printable_text(value) for name, value in values.items() if value}


# reading


def _entry(unit: Any) -> Entry | None:
    variants: dict[str, Any] = {}
    for variant in unit.iterfind("{*}tuv"):
        if lang := language(variant):
            variants.setdefault(lang, variant)
    texts = {lang: _text(variant) for lang, variant in variants.items()}
    if not (texts.get("zh") and texts.get("en")):
        return None
    # Of what is said twice, what is said of the English counts.
    holders = (variants["en"], unit, variants["zh"])
    said = {
        prop.get("type", ""): prop.text or "" for holder in reversed(holders) for prop in holder.iterfind("{*}prop")
    }
    author = next((value for holder in holders for key in _AUTHORS if (value := holder.get(key))), "")
    created = next((value for holder in holders for key in _DATES if (value := holder.get(key))), "")
    before, after = (
        _context(said.get(name) or said.get(omegat, "")) for name, omegat in ((BEFORE, "prev"), (AFTER, "next"))
    )
    return Entry(
        texts["zh"], texts["en"], before, after, author, _utc(created, "%Y-%m-%dT%H:%M:%SZ"), said.get(ORIGIN, "")
    )


def _text(variant: Any) -> str:
    segment = variant.find("{*}seg")
    return "" if segment is None else _shown(segment).strip()


def _shown(element: Any) -> str:
    """An element's text without its inline tags, whose content is the codes of another format, but for marked text."""
    parts = [element.text or ""]
    for child in element:
        parts += [_shown(child) if local(child) == "hi" else "", child.tail or ""]
    return "".join(parts)


def _context(value: str) -> str:
    """A neighbour's text; memoQ wraps it in a `seg` of its own."""
    wrapped = _WRAPPED.fullmatch(value.strip())
    return wrapped[1] if wrapped else value
