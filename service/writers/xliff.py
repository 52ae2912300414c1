"""XLIFF 1.2: the sentence pairs as a job for a translator's tool.

1.2 and not 2.0, which is another format under the same name: translators' tools open 1.2, several of them (and
translate-toolkit before 3.17) nothing else; and 1.2 has words of its own for a machine's draft that waits for review.
"""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from service.briefing import code_version
from service.records import Briefing, Story, Unit
from service.writers.outline import made, plain, remark
from service.writers.printable import printable

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
# Where the English comes from, as XLIFF names it. What is not here is a person's work or needed none.
QUALIFIERS = {"mt": "leveraged-mt", "mt-retry": "leveraged-mt", "memory": "leveraged-tm"}


def write(briefing: Briefing) -> bytes:
    """UTF-8. One `file`, a `group` for each story, a `trans-unit` for each sentence, headings first. Findings are
    notes on the target."""
    briefing = printable(briefing)
    attributes = {
        "original": briefing.name or briefing.id, "source-language": "zh", "target-language": "en",
        "datatype": "plaintext", "date": made(briefing), "tool-id": "yibao",
    }  # fmt: skip
    tool = E.tool({"tool-id": "yibao", "tool-name": "yibao", "tool-version": code_version()})
    groups = [_group(story, place) for place, story in enumerate(briefing.stories, 1)]
    document = E.xliff(E.file(E.header(tool), E.body(*groups), attributes), version="1.2")
    data: bytes = etree.tostring(document, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data


def _group(story: Story, place: int) -> Any:
    given = story.provenance
    about = f"{given.engine} {given.model} {given.digest}, signature {given.signature}"
    return E.group(
        E.note(about, {"from": "yibao"}),
        *(E.note(plain(remark(finding)), {"from": "yibao"}) for finding in story.findings),
        *(_unit(unit, f"{place}-{unit.id}") for unit in (*story.headings, *story.units)),
        id=str(place),
        resname=story.id,
    )


def _unit(unit: Unit, name: str) -> Any:
    return E(
        "trans-unit",
        E.source(unit.zh, {f"{XML}lang": "zh"}),
        E.target(unit.en, {f"{XML}lang": "en", **_state(unit)}),
        *(E.note(plain(remark(f)), {"from": "yibao", "annotates": "target"}) for f in unit.findings),
        {"id": name, "restype": f"x-{unit.part}", f"{XML}space": "preserve"},
    )


def _state(unit: Unit) -> dict[str, str]:
    if not unit.en:
        return {"state": "needs-translation"}
    if unit.origin in QUALIFIERS:
        return {"state": "needs-review-translation", "state-qualifier": QUALIFIERS[unit.origin]}
    return {"state": "translated"}
