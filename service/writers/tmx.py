"""TMX 1.4b: the sentence pairs as a translation memory."""

from collections.abc import Iterator
from typing import Any

from service.records import Briefing, Story
from service.tmx import ORIGIN, document, stamp, unit
from service.writers.outline import made, plain, remark


def write(briefing: Briefing) -> bytes:
    """UTF-8. One `tu` a sentence, headings first. A sentence without English has its Chinese alone.

    Properties say which story and signature a pair is of and how its English came about; notes are its findings.
    """
    return document((tu for story in briefing.stories for tu in _units(story)), made(briefing))


def _units(story: Story) -> Iterator[Any]:
    about = {"x-story": story.id, "x-signature": story.provenance.signature, "x-reviewed": story.provenance.reviewed,
             "x-edited": story.provenance.edited}  # fmt: skip
    for told in (*story.headings, *story.units):
        yield unit(
            told.zh,
            told.en,
            notes=(plain(remark(finding)) for finding in told.findings),
            properties={**about, "x-part": told.part, ORIGIN: told.origin},
            attributes={"tuid": f"{story.id}-{told.id}", "creationdate": stamp(story.provenance.created)},
        )
