"""Word files: paragraphs, tables, text boxes, notes, headers and footers."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from service.bylines import parse_byline
from service.errors import TooLarge
from service.readers.reading import Draft, Limits, Reading
from service.records import Role

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo"))
GONE = {f"{W}txbxContent", f"{W}tabs", f"{W}del", f"{W}moveFrom"}
BY_STYLE = {"Subtitle": Role.DECK, "Caption": Role.CAPTION}


def read(material: bytes, limits: Limits) -> Reading:
    """A heading in style Title (or, where there is none, Heading 1) opens an article; a file without either is left to
    page analysis. A table's row is one block, its cells parted by tabs. Raises TooLarge."""
    from docx import Document

    _check_size(material, limits)
    document: Any = Document(io.BytesIO(material))
    names = {style.style_id: style.name for style in document.styles}
    parts = list(_parts(document.element.body, names))
    opener = next((name for name in ("Title", "Heading 1") if any(style == name for _, style in parts)), "")
    draft = Draft()
    for text in _margins(document, "header"):
        draft.add(text, Role.FURNITURE)
    article: int | None = None
    for text, style in parts:
        if opener and style == opener and text.strip():
            article = 0 if article is None else article + 1
            limits.check("articles", article + 1)
        for line in text.split("\n"):
            role = _role(style, opener, article)
            draft.add(line, Role.BYLINE if role is Role.PARAGRAPH and parse_byline(line) else role, article)
    for text in (*_notes(document), *_margins(document, "footer")):
        draft.add(text, Role.FURNITURE)
    return draft.reading()


def _check_size(material: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(material)) as archive:
        if sum(info.file_size for info in archive.infolist()) > limits.max_unpacked:
            raise TooLarge(
                f"it unpacks to more than {limits.max_unpacked:,} bytes: raise YIBAO_MAX_BYTES if it is honest"
            )


def _role(style: str, opener: str, article: int | None) -> Role:
    if style == "table":
        return Role.TABLE
    if article is None:
        return Role.UNKNOWN
    return Role.TITLE if style == opener else BY_STYLE.get(style, Role.PARAGRAPH)


def _parts(container: Any, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Text and style name ("table" for a row) of all that stands in `container`, in order."""
    for child in container:
        if child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            yield _text(child), names.get(style.get(f"{W}val"), "") if style is not None else ""
            for box in _boxes(child):
                yield from _parts(box, names)
        elif child.tag == f"{W}tbl":
            rows = [list(_within(row, "tc")) for row in _within(child, "tr")]
            if [len(row) for row in rows] == [1]:  # which frames the text
                yield from _parts(rows[0][0], names)
                continue
            for row in rows:
                cells = [" ".join(filter(None, map(_text, cell.iter(f"{W}p")))) for cell in row]
                yield "\t".join(" ".join(cell.split()) for cell in cells), "table"
        elif child.tag in WRAPPERS:
            yield from _parts(child, names)


def _within(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, without those of tables inside."""
    for child in container:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child, tag)


def _text(paragraph: Any) -> str:
    """What the paragraph shows: insertions and links included; what is deleted, moved away or hidden, and text boxes,
    left out."""
    shown = []
    for node in paragraph.iter(f"{W}t", *MARKS):
        above = [parent.tag for parent in node.iterancestors() if parent is not paragraph]
        inside = above[: len(above) - sum(1 for _ in paragraph.iterancestors())]
        run = node.getparent()
        hidden = run is not None and run.find(f"{W}rPr/{W}vanish") is not None
        if GONE.isdisjoint(inside) and not hidden:
            shown.append(MARKS.get(node.tag) or node.text or "")
    return "".join(shown).strip()


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
            yield box


def _margins(document: Any, kind: str) -> list[str]:
    """Distinct lines of all sections' headers or footers."""
    sides = ("", "first_page_", "even_page_")
    margins = [getattr(section, f"{side}{kind}") for section in document.sections for side in sides]
    texts = [_text(p._p) for margin in margins if not margin.is_linked_to_previous for p in margin.paragraphs]
    return list(dict.fromkeys(filter(None, texts)))


def _notes(document: Any) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            for paragraph in etree.fromstring(relation.target_part.blob, parser).iter(f"{W}p"):
                yield _text(paragraph)
