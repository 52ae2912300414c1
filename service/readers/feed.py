"""RSS and Atom feeds: every entry an article."""

import re
from email.utils import parsedate_to_datetime
from typing import Any

from service.bylines import parse_byline
from service.errors import EmptyInput, UnreadableInput
from service.readers.html import visible
from service.readers.reading import Draft, Limits, Reading
from service.records import Metadata, Role

# Entities that a document type defines can expand without end, and none is needed: the feed is decoded already.
PROLOGUE = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.I | re.S)


def read(material: str, limits: Limits) -> Reading:
    """Titles and paragraphs of all entries; the channel's own title and description are furniture.

    Raises EmptyInput, TooLarge, UnreadableInput.
    """
    import feedparser

    markup = '<?xml version="1.0" encoding="utf-8"?>' + PROLOGUE.sub("", material).strip()
    parsed = feedparser.parse(markup.encode("utf-8", "replace"), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        if parsed.bozo:
            raise UnreadableInput(f"the feed is damaged: {parsed.bozo_exception}")
        raise EmptyInput("the feed has no entries")
    limits.check("articles", len(parsed.entries))
    draft = Draft()
    publisher = _line(parsed.feed.get("title", ""))
    for value in (publisher, parsed.feed.get("subtitle", "")):
        draft.add(_line(value), Role.FURNITURE)
    for number, entry in enumerate(parsed.entries):
        draft.add(_line(entry.get("title", "")), Role.TITLE, number)
        for paragraph in _body(entry):
            draft.add(paragraph, Role.BYLINE if parse_byline(paragraph) else Role.PARAGRAPH, number)
        source = _line(entry.get("source", {}).get("title", ""))
        published = _iso(entry.get("published") or entry.get("updated") or "")
        draft.metadata[number] = Metadata(source or publisher, published, entry.get("link", ""))
    return draft.reading()


def _body(entry: Any) -> list[str]:
    """The fullest text that the entry has, as paragraphs."""
    bodies = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    return max((visible(body) for body in bodies), key=lambda paragraphs: sum(map(len, paragraphs)))


def _line(markup: str) -> str:
    return " ".join(visible(markup))


def _iso(date: str) -> str:
    """An RFC 822 date in ISO 8601 with its own offset, so that the day stays the paper's; others as they stand."""
    try:
        return parsedate_to_datetime(date).isoformat()
    except ValueError:
        return date
