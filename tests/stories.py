"""Articles, units and stories put together by hand, for tests of what is made of them."""

from collections.abc import Sequence
from typing import Any

from service.records import (
    Article,
    Bilingual,
    DateRef,
    Document,
    Metadata,
    Page,
    Part,
    Passage,
    Provenance,
    Quality,
    Segment,
    Span,
    Story,
    Unit,
)


def passage(text: str) -> Passage:
    return Passage(text, (Span(0, len(text)),))


def article(title: str = "", *paragraphs: str, dateline: str = "", metadata: Metadata | None = None) -> Article:
    """An article of a headline and paragraphs."""
    return Article(
        id="0123456789ab",
        title=passage(title) if title else None,
        kicker=(),
        deck=(),
        paragraphs=tuple(map(passage, paragraphs)),
        captions=(),
        byline=(),
        continued=(),
        credits=(),
        dateline=dateline,
        metadata=metadata or Metadata(),
        order=0,
    )


def page(*articles: Article, furniture: str = "") -> Page:
    """A page of these articles; their text stands nowhere in its document."""
    document = Document("0" * 64, "page.txt", "text/plain", "", (), ())
    return Page(document, articles, (passage(furniture),) if furniture else (), (), ())


def unit(zh: str, en: str = "", name: str = "s1", part: Part = Part.BODY) -> Unit:
    return Unit(name, part, 0, zh, en, "mt", -0.2)


def segment(text: str, name: str = "s1", part: Part = Part.BODY) -> Segment:
    return Segment(name, part, 0, text, (text,))


def story(units: Sequence[Unit], **about: Any) -> Story:
    """A story of these units; `about` are other fields of the record."""
    headings = (Part.KICKER, Part.TITLE, Part.DECK)
    fields: dict[str, Any] = {
        "id": "0123456789ab",
        "order": 0,
        "headings": tuple(unit for unit in units if unit.part in headings),
        "publisher": Bilingual("", ""),
        "placement": "",
        "url": "",
        "date": DateRef("", "", False, ""),
        "dateline": "",
        "byline": (),
        "continued": None,
        "points": (),
        "units": tuple(unit for unit in units if unit.part not in headings),
        "people": (),
        "figures": (),
        "quotes": (),
        "findings": (),
        "quality": Quality("high", ()),
        "provenance": Provenance("fake", "fake", "0" * 64, "0" * 16, "0" * 64, "2025-08-06T09:30:00Z", "extractive"),
    }
    return Story(**fields | about)
