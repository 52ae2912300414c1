"""Articles, units and stories put together by hand, for tests of what is made of them."""

from service.records import Article, Document, Metadata, Page, Part, Passage, Segment, Span, Unit


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
