"""Word: the briefing as a document with headings, lists, and the two languages side by side in a table."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from prompts import phrases
from service.records import Briefing
from service.writers.outline import Block, Bullets, Chapter, Line, Note, Pair, Pairs, Paragraph, Style, Table, outline

LATIN, HAN = "Calibri", "SimSun"
GREY, RED = RGBColor(0x59, 0x59, 0x59), RGBColor(0xA3, 0x16, 0x1A)
PAIR_WIDTHS = (Cm(2.0), Cm(7.2), Cm(7.8))
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # the first moment that a ZIP archive can tell


def write(briefing: Briefing) -> bytes:
    """A .docx file. Its dates, in the properties and in the archive, are those of the briefing, not of its writing."""
    sheet = outline(briefing)
    moment = max(datetime.fromisoformat(sheet.made), EARLIEST)
    document = _blank(sheet.title, moment)
    document.add_heading(sheet.title, 0)
    for block in sheet.head:
        _block(document, block)
    for chapter in sheet.chapters:
        _chapter(document, chapter)
    file = io.BytesIO()
    document.save(file)
    return _dated(file.getvalue(), moment)


def _blank(title: str, moment: datetime) -> Any:
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], "yibao", "yibao"
    properties.comments = phrases.MACHINE
    properties.created = properties.modified = moment.replace(tzinfo=None)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        # The template's theme would give Chinese text a Japanese face.
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:ascii"), LATIN)
        fonts.set(qn("w:hAnsi"), LATIN)
        fonts.set(qn("w:eastAsia"), HAN)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    return document


def _dated(data: bytes, moment: datetime) -> bytes:
    """The same archive with every entry dated `moment`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return file.getvalue()


def _chapter(document: Any, chapter: Chapter) -> None:
    _runs(document.add_heading("", 1), chapter.heading)
    for block in chapter.head:
        _block(document, block)
    for section in chapter.sections:
        document.add_heading(section.heading, 2)
        for block in section.blocks:
            _block(document, block)


def _block(document: Any, block: Block) -> None:
    match block:
        case Paragraph(line):
            _runs(document.add_paragraph(), line)
        case Bullets(items):
            for item in items:
                _runs(document.add_paragraph(style="List Bullet"), item.line)
                for line in item.under:
                    _runs(document.add_paragraph(style="List Continue"), line)
        case Table(columns, rows):
            cells = _table(document, columns, len(rows))
            for row, lines in zip(cells, rows, strict=True):
                for cell, line in zip(row, lines, strict=True):
                    _runs(cell.paragraphs[0], line)
        case Pairs(pairs):
            cells = _table(document, phrases.PAIR_COLUMNS, len(pairs), PAIR_WIDTHS)
            for row, pair in zip(cells, pairs, strict=True):
                _pair(row, pair)


def _table(document: Any, columns: Sequence[str], height: int, widths: Sequence[int] = ()) -> list[Sequence[Any]]:
    """A table with a heading row, which is repeated on every page; its other rows' cells."""
    table = document.add_table(height + 1, len(columns), "Table Grid")
    rows = list(table.rows)
    _flag(rows[0]._tr, "w:tblHeader")
    cells = [row.cells for row in rows]
    for cell, column in zip(cells[0], columns, strict=True):
        cell.paragraphs[0].add_run(column).bold = True
    for width, column in zip(widths, table.columns, strict=False):
        column.width = width
    for row, row_cells in zip(rows, cells, strict=True):
        _flag(row._tr, "w:cantSplit")
        for width, cell in zip(widths, row_cells, strict=False):
            cell.width = width
    document.add_paragraph()
    return cells[1:]


def _flag(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _pair(row: Sequence[Any], pair: Pair) -> None:
    label, zh, en = (cell.paragraphs[0] for cell in row)
    label.add_run(f"{'¶ ' if pair.opens else ''}{pair.label}").font.size = Pt(8.5)
    _runs(zh, pair.zh)
    _runs(en, pair.en)
    for note in pair.notes:
        _note(row[2].add_paragraph(), note)


def _note(paragraph: Any, note: Note) -> None:
    _runs(paragraph, note.line)
    for run in paragraph.runs:
        run.font.size = Pt(9)
        if note.severity == "error":
            run.font.color.rgb = RED


def _runs(paragraph: Any, line: Line) -> None:
    for part in line:
        run = paragraph.add_run(part.text)
        if part.style is Style.NOTE:
            run.italic = part.lang == "en"
            run.font.color.rgb = GREY
        elif part.style is Style.MARK:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
