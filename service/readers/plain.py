"""Plain text, a newspaper page's raw text layer included."""

from service.readers import labelled
from service.readers.reading import Limits, Reading, clean
from service.records import Block, Span


def read(material: str, limits: Limits) -> Reading:
    """One block a line, its inner spaces as given: page analysis finds side-by-side columns by them.

    Form feeds part pages. Records of an archive, whose fields are named, are told apart. Raises TooLarge.
    """
    text = clean(material)
    if labelled.is_labelled(text):
        return labelled.read(text, limits)
    limits.check("pages", text.count("\f") + 1)
    pages, blocks, start = [], [], 0
    for page in text.split("\f"):
        pages.append(Span(start, start + len(page)))
        for line in page.split("\n"):
            if shown := line.strip():
                begin = start + line.index(shown)
                blocks.append(Block(Span(begin, begin + len(shown))))
            start += len(line) + 1
    return Reading(text, tuple(blocks), tuple(page for page in pages if text[page.start : page.end].strip()))
