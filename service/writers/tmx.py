"""TMX 1.4b: the sentence pairs as a translation memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree
from lxml.builder import E

from service.briefing import code_version
from service.records import Briefing, Story, Unit
from service.writers.outline import made, plain, remark
from service.writers.printable import printable

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write(briefing: Briefing) -> bytes:
    """UTF-8. One `tu` a sentence, headings first. A sentence without English has its Chinese alone.

    Properties say which story and signature a pair is of and how its English came about; notes are its findings.
    """
    briefing = printable(briefing)
    header = {
        "creationtool": "yibao", "creationtoolversion": code_version(), "creationdate": _stamp(made(briefing)),
        "segtype": "sentence", "o-tmf": "yibao", "adminlang": "en", "srclang": "zh", "datatype": "plaintext",
    }  # fmt: skip
    body = E.body(*(tu for story in briefing.stories for tu in _units(story)))
    document = E.tmx(E.header(header), body, version="1.4")
    data: bytes = etree.tostring(document, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=DOCTYPE)
    return data


def _stamp(moment: str) -> str:
    """RFC 3339 as TMX writes dates: YYYYMMDDThhmmssZ."""
    return datetime.fromisoformat(moment).strftime("%Y%m%dT%H%M%SZ")


def _units(story: Story) -> Iterator[Any]:
    about = {"x-story": story.id, "x-signature": story.provenance.signature, "x-reviewed": story.provenance.reviewed}
    created = {"creationdate": _stamp(story.provenance.created)}
    for unit in (*story.headings, *story.units):
        properties = {**about, "x-part": unit.part, "x-origin": unit.origin}
        yield E.tu(
            *(E.note(plain(remark(finding))) for finding in unit.findings),
            *(E.prop(value, type=name) for name, value in properties.items() if value),
            *_variants(unit),
            tuid=f"{story.id}-{unit.id}",
            **created,
        )


def _variants(unit: Unit) -> Iterator[Any]:
    for lang, text in (("zh", unit.zh), ("en", unit.en)):
        if text:
            yield E.tuv(E.seg(text), {LANG: lang})
