"""PDF pages with columns, read from their text layer. Vertical writing is kept, line by line, but not set in order.

Reading order is a recursive cut of the page by its white space (Nagy & Seth 1984, the X-Y cut), with bands: a headline
across columns ends the columns above it and begins others below.
"""

import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Any

from service.errors import EmptyInput, Encrypted, TooLarge
from service.readers.reading import Draft, Limits, Reading

# In ems of the type, from setting newspaper pages at 8 to 11 points: gutters are 1.2 to 2.5 ems, letter spacing 0.3.
GUTTER = 0.9
HEADLINE = 1.3  # type this much larger than the page's is a headline, and alone on its height it ends a band
DEEPEST = 40
STREAM = re.compile(rb"stream\r?\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters on one line with no gap as wide as a gutter. Coordinates in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def read(material: bytes, limits: Limits) -> Reading:
    """One block a line of a column, with its type size; text that was printed twice for boldness is taken once.

    Raises Encrypted, EmptyInput for a scan without text, TooLarge.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every oddity of a file that reads well
    _check_streams(material, limits)
    try:
        with pdfplumber.open(io.BytesIO(material)) as pdf:
            _check_pages(pdf, limits)
            return _pages(pdf, material)
    except (PDFEncryptionError, PDFPasswordIncorrect):
        raise Encrypted("the PDF is protected by a password: save it without one") from None
    except PdfminerException as error:
        if any(isinstance(cause, PDFEncryptionError | PDFPasswordIncorrect) for cause in error.args):
            raise Encrypted("the PDF is protected by a password: save it without one") from None
        raise


def _pages(pdf: Any, material: bytes) -> Reading:
    draft = Draft()
    found = 0
    for number, page in enumerate(pdf.pages):
        if number:
            draft.end_page()
        chars = page.dedupe_chars(tolerance=1).chars or _pdfium_chars(material, number)
        found += len(chars)
        body = median(char["size"] for char in chars) if chars else 0
        ordered = in_order(pieces(chars), body)
        for before, piece, after in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
            draft.add(_indent(before, piece, after) + piece.text, size=round(piece.size, 1))
        page.close()
    if not found:
        raise EmptyInput("the PDF has no text: it is a scan, and has to go through character recognition (OCR) first")
    return draft.reading()


def _indent(before: Piece | None, piece: Piece, after: Piece | None) -> str:
    """Two ideographic spaces for a line that its page indents by position, as paragraphs open; else nothing."""
    edges = [mate.x0 for mate in (before, after) if mate and abs(mate.x0 - piece.x0) <= 3 * piece.size]
    return "\u3000\u3000" if edges and 1.5 * piece.size <= piece.x0 - min(edges) else ""


def _pdfium_chars(material: bytes, number: int) -> list[dict[str, Any]]:
    """A page's characters by PDFium, which knows what pdfminer does not: character maps embedded in the file."""
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(material) as document:
        page = document[number]
        height, layer = page.get_height(), page.get_textpage()
        chars: list[dict[str, Any]] = []
        held: set[tuple[str, int, int]] = set()
        for index in range(layer.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(layer, index))
            left, bottom, right, top = layer.get_charbox(index, loose=True)
            spots = {(text, round(left) + dx, round(top) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
            if raw.FPDFText_IsGenerated(layer, index) == 1 or text < " " or spots & held:
                continue
            held.add((text, round(left), round(top)))
            chars.append(
                {
                    "text": text,
                    "x0": left,
                    "x1": right,
                    "top": height - top,
                    "bottom": height - bottom,
                    "size": raw.FPDFText_GetFontSize(layer, index),
                    "upright": abs(raw.FPDFText_GetCharAngle(layer, index)) < 0.1,
                }
            )
        layer.close()
        page.close()
    return chars


def _check_pages(pdf: Any, limits: Limits) -> None:
    from pdfminer.pdfpage import PDFPage

    limits.check("pages", sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), limits.max_pages + 1)))


def _check_streams(material: bytes, limits: Limits) -> None:
    """Raise TooLarge when a compressed stream unpacks without measure; the PDF library would unpack it all."""
    for match in STREAM.finditer(material):
        start = match.end()
        if material[start : start + 1] != b"\x78":
            continue
        try:
            unpacked = len(zlib.decompressobj().decompress(memoryview(material)[start:], limits.max_unpacked + 1))
        except zlib.error:
            continue
        if unpacked > limits.max_unpacked:
            raise TooLarge(
                f"it unpacks to more than {limits.max_unpacked:,} bytes: raise YIBAO_MAX_BYTES if it is honest"
            )


def pieces(chars: Sequence[dict[str, Any]]) -> list[Piece]:
    """Characters gathered to pieces of lines. Turned characters, read along their own direction, come last."""
    upright = sorted((c for c in chars if c["upright"]), key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"]))
    turned = sorted((c for c in chars if not c["upright"]), key=lambda c: (round(c["x0"]), c["top"]))
    found: list[Piece] = []
    for row in _rows(upright):
        found += _split(sorted(row, key=lambda c: c["x0"]))
    columns: dict[int, list[dict[str, Any]]] = {}
    for char in turned:
        columns.setdefault(round(char["x0"]), []).append(char)
    return found + [_piece(column) for column in columns.values()]


def _rows(chars: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Characters of like size whose middles stand at one height."""
    rows: list[list[dict[str, Any]]] = []
    for char in chars:
        middle = (char["top"] + char["bottom"]) / 2
        for row in reversed(rows[-4:]):
            mate = row[0]
            if abs((mate["top"] + mate["bottom"]) / 2 - middle) <= 0.3 * min(mate["size"], char["size"]) and (
                char["text"].isspace() or abs(mate["size"] - char["size"]) <= 0.25 * mate["size"]
            ):
                row.append(char)
                break
        else:
            rows.append([char])
    yield from rows


def _split(row: list[dict[str, Any]]) -> Iterator[Piece]:
    run: list[dict[str, Any]] = []
    for char in row:
        if run and char["x0"] - run[-1]["x1"] >= GUTTER * max(run[-1]["size"], 1):
            yield _piece(run)
            run = []
        run.append(char)
    if run:
        yield _piece(run)


def _piece(run: Sequence[dict[str, Any]]) -> Piece:
    return Piece(
        "".join(char["text"] for char in run),
        min(char["x0"] for char in run),
        max(char["x1"] for char in run),
        min(char["top"] for char in run),
        max(char["bottom"] for char in run),
        max(char["size"] for char in run),
    )


def in_order(found: Sequence[Piece], body: float, depth: int = 0) -> list[Piece]:
    """The pieces in reading order. `body` is the page's usual type size in points."""
    shown = [piece for piece in found if piece.text.strip()]
    if len(shown) < 2 or depth > DEEPEST:
        return sorted(shown, key=lambda p: (p.top, p.x0))
    columns = _cut(shown, GUTTER * body)
    parts = columns if len(columns) > 1 else _bands(shown, body)
    if len(parts) == 1:
        return sorted(shown, key=lambda p: (p.top, p.x0))
    return [piece for part in parts for piece in in_order(part, body, depth + 1)]


def _cut(found: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """The pieces parted by vertical white space at least `gutter` wide, left to right."""
    parts: list[list[Piece]] = []
    edge = 0.0
    for piece in sorted(found, key=lambda p: p.x0):
        if not parts or piece.x0 - edge >= gutter:
            parts.append([])
        parts[-1].append(piece)
        edge = max(edge, piece.x1) if len(parts[-1]) > 1 else piece.x1
    return parts


def _bands(found: Sequence[Piece], body: float) -> list[list[Piece]]:
    """The pieces parted from top to bottom into stretches that have gutters of their own all the way."""
    bands: list[list[Piece]] = []
    bottom, sealed = 0.0, False
    for row in _heights(found):
        headline = all(piece.size >= HEADLINE * body for piece in row)
        spaced = row[0].top - bottom
        joins = bands and not headline and not sealed and len(_cut([*bands[-1], *row], GUTTER * body)) > 1
        if joins and spaced < 3 * body:
            bands[-1] += row
        else:
            bands.append(list(row))
        bottom, sealed = max(piece.bottom for piece in row), headline
    return bands


def _heights(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces in groups with a clear horizontal line between any two."""
    group: list[Piece] = []
    edge = 0.0
    for piece in sorted(found, key=lambda p: p.top):
        if group and piece.top >= edge - 0.2 * piece.size:
            yield group
            group, edge = [], 0.0
        group.append(piece)
        edge = max(edge, piece.bottom)
    if group:
        yield group
