"""Files of terms: CSV and TSV tables, and TBX (ISO 30042), the format in which term bases are exchanged.

Tables have the columns zh, en, accepted, kind, status, source, note, of which zh and en must be there; the usual names
of other tools stand for these (`COLUMN_NAMES`), and a table of two columns needs no names. Accepted forms are parted
by `|`; one that has it in itself is written `\\|`. A cell that a spreadsheet would take for a formula is written with
an apostrophe before it, which a spreadsheet does not show and reading takes off again (OWASP, "CSV injection").

Of TBX, version 2 (martif, as TBX-Basic has it) and version 3 (tbx) are read, in either style of properties; what is
written is TBX-Basic, version 2, which most tools read. What it has no place for is an `admin` of our own.

A term that stands more than once in a file becomes one entry: the first one's rendering is preferred, and what the
others have are accepted forms, so that a text that has any of them passes. Which those are is reported.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.errors import UnreadableInput
from service.exchange import LANG, language, local, parse_xml, whole_text
from service.termbase import COLUMNS, STATUSES, Term, fault
from service.writers.printable import printable_text

COLUMN_NAMES: Mapping[str, str] = {
    name: column
    for column, names in {
        "zh": "zh, zh-cn, zh-hans, zh-hans-cn, zh-sg, zh-tw, zh-hk, zh-hant, chinese, chinese (simplified), "
        "simplified chinese, 中文, 汉语, 简体中文, 中文术语, 原文",
        "en": "en, en-us, en-gb, english, 英文, 英语, 英文术语, 译文",
        "accepted": "accepted, variants, synonyms",
        "kind": "kind, domain, subject, 类别, 领域",
        "status": "status, 状态",
        "source": "source, 来源, 出处",
        "note": "note, notes, comment, comments, definition, 备注, 说明",
    }.items()
    for name in names.split(", ")
}
HAN = re.compile("[〇\u3400-\u9fff\U00020000-\U000323af]")
_FORM = re.compile(r"(?:\\[\\|]|[^|])+")
_FORMULA = re.compile("'*[=+@-]")
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_RETIRED = re.compile("deprecated|superseded|obsolete", re.I)
# Where a TBX file says what an entry's fields say.
_STATUS = "x-status"
_NOTES = ("definition", "note")
DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'

Lined = tuple[int, Term]  # the line of a file, from 1, and the entry that begins there


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its name, media type and file ending, what reads its text (text and file name → lines and their
    entries) and what writes it."""

    name: str
    media_type: str
    suffix: str
    reader: Callable[[str, str], Iterable[Lined]]
    writer: Callable[[Iterable[Term]], bytes]


@dataclass(frozen=True, slots=True)
class TermConflict:
    """A Chinese term with more than one preferred English. `renderings` are pairs of where it stands (a termbase, or a
    line of a file) and the English there, the one that counts first; `winner` is where that one stands."""

    zh: str
    renderings: tuple[tuple[str, str], ...]
    winner: str


@dataclass(frozen=True, slots=True)
class TermFile:
    """What a file of terms has: its entries, each Chinese term once, and the conflicts that were settled for that."""

    terms: tuple[Term, ...]
    conflicts: tuple[TermConflict, ...]


def read_terms(data: bytes, name: str) -> list[Term]:
    """The entries of a file, each Chinese term once. `name` is the file's: its ending tells the form, and where it
    tells none the text does.

    Raises UnreadableInput, naming file and line, when any part of the file cannot be read: all or nothing.
    """
    return list(read_file(data, name).terms)


def read_file(data: bytes, name: str) -> TermFile:
    """As `read_terms`, with the terms that stand in the file with different English. Raises UnreadableInput."""
    text = whole_text(data, name)
    by_text = FORMS["tbx" if text.lstrip().startswith("<") else "csv"]
    form = next((form for form in FORMS.values() if name.lower().endswith(form.suffix)), by_text)
    lined: dict[str, list[Lined]] = {}
    for line, term in form.reader(text, name):
        lined.setdefault(term.zh, []).append((line, term))
    conflicts = _conflicts({zh: [(f"{name}, line {n}", term.en) for n, term in same] for zh, same in lined.items()})
    return TermFile(tuple(_joined([term for _, term in same]) for same in lined.values()), tuple(conflicts))


def write_terms(terms: Iterable[Term], form: str) -> bytes:
    """The entries as a file; `form` is a name of `FORMS`. Reading it gives the same entries, but for the termbase that
    has them, which a file does not say. Characters that XML cannot carry are replaced in TBX."""
    return FORMS[form].writer(terms)


def conflicts(layers: Sequence[tuple[str, Iterable[Term]]]) -> list[TermConflict]:
    """The terms that several termbases render differently. `layers` are termbases by name in order of precedence, the
    one that counts first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, terms in layers:
        for zh, en in {term.zh: term.en for term in terms}.items():
            found.setdefault(zh, []).append((name, en))
    return _conflicts(found)


def _conflicts(found: Mapping[str, Sequence[tuple[str, str]]]) -> list[TermConflict]:
    return [
        TermConflict(zh, tuple(renderings), renderings[0][0])
        for zh, renderings in found.items()
        if len({en for _, en in renderings}) > 1
    ]


def _joined(same: Sequence[Term]) -> Term:
    """One entry of those for one Chinese term."""
    forms = dict.fromkeys(form for term in same for form in (term.en, *term.accepted))
    return replace(same[0], accepted=tuple(form for form in forms if form != same[0].en))


# tables


def _read_table(text: str, name: str) -> Iterator[Lined]:
    rows = _rows(text, name)
    if not rows:
        raise UnreadableInput(f"{name}: there are no lines in it")
    columns, rows = _columns(rows, name)
    for line, row in rows:
        cells = {column: row[place] for column, place in columns.items() if place < len(row)}
        yield line, _checked(cells, f"{name}, line {line}")


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The lines that have something in them, by their numbers, as cells. Cells are parted as in the first one."""
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = next((mark for mark in "\t,;" if mark in first), ",")
    rows, reader, line = [], csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            cells = [_plain(cell.strip()) for cell in row]
            if any(cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableInput(f"{name}, line {line}: the line is damaged: {error}") from error
    return rows


def _columns(rows: list[tuple[int, list[str]]], name: str) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Which column is which, and the rows below the names. Of two columns for one thing the first counts."""
    header = [cell.casefold().replace("_", "-") for cell in rows[0][1]]
    named: dict[str, int] = {}
    for place, cell in enumerate(header):
        if column := COLUMN_NAMES.get(cell):
            named.setdefault(column, place)
    if {"zh", "en"} <= named.keys():
        return named, rows[1:]
    if {"source", "target"} <= set(header):
        sides = (header.index("source"), header.index("target"))
        others = {column: place for column, place in named.items() if place not in sides}
        return others | _by_language(rows[1:], *sides), rows[1:]
    if len(header) == 2 and bool(HAN.search(header[0])) != bool(HAN.search(header[1])):
        return _by_language(rows, 0, 1), rows
    raise UnreadableInput(f"{name}, line {rows[0][0]}: the first line must name the columns zh and en")


def _by_language(rows: Sequence[tuple[int, list[str]]], one: int, other: int) -> dict[str, int]:
    """Which of two columns is the Chinese one: that with Chinese characters in more of its cells."""
    han = [sum(bool(HAN.search(cell)) for _, row in rows for cell in row[place : place + 1]) for place in (one, other)]
    return {"zh": one, "en": other} if han[0] >= han[1] else {"zh": other, "en": one}


def _checked(cells: Mapping[str, str], where: str) -> Term:
    zh, en = (" ".join(cells.get(column, "").split()) for column in ("zh", "en"))
    if not zh or not en:
        raise UnreadableInput(f"{where}: zh and en must both be there")
    status = cells.get("status") or "common"
    if status not in STATUSES:
        raise UnreadableInput(f"{where}: the status must be one of {', '.join(STATUSES)}")
    forms = (re.sub(r"\\([\\|])", r"\1", form) for form in _FORM.findall(cells.get("accepted", "")))
    accepted = tuple(tidy for form in forms if (tidy := " ".join(form.split())))
    kind = cells.get("kind") or "concept"
    term = Term(zh, en, accepted, kind, status, cells.get("source", ""), cells.get("note", ""))
    if wrong := fault(term):
        raise UnreadableInput(f"{where}: {wrong}")
    return term


def _write_table(terms: Iterable[Term], delimiter: str) -> bytes:
    """UTF-8 with a mark, without which spreadsheets take it for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        accepted = "|".join(re.sub(r"([\\|])", r"\\\1", form) for form in term.accepted)
        cells = (term.zh, term.en, accepted, term.kind, term.status, term.source, term.note)
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# TBX


def _read_tbx(text: str, name: str) -> Iterator[Lined]:
    root = parse_xml(text, name)
    if local(root) not in ("martif", "tbx"):
        raise UnreadableInput(f"{name}: the file is no TBX: its root is {local(root)}")
    concepts = [concept for concept in root.iter() if local(concept) in ("termEntry", "conceptEntry")]
    terms = [(concept.sourceline, term) for concept in concepts for term in _terms(concept)]
    if concepts and not terms:
        raise UnreadableInput(f"{name}: none of its {len(concepts):,} entries has both Chinese and English")
    for line, term in terms:
        if term.status not in STATUSES:
            raise UnreadableInput(f"{name}, line {line}: the status must be one of {', '.join(STATUSES)}")
        if wrong := fault(term):
            raise UnreadableInput(f"{name}, line {line}: {wrong}")
    yield from terms


def _terms(concept: Any) -> list[Term]:
    """An entry for each Chinese term of a concept, with what English may be used for it; none where there is none."""
    sections = [child for child in concept if local(child) in ("langSet", "langSec")]
    by_language = {lang: [s for s in sections if language(s) == lang] for lang in ("zh", "en")}
    chinese = _designations(by_language["zh"])
    english = [d for d in _designations(by_language["en"]) if not _RETIRED.search(d[1])]
    english.sort(key=lambda d: not d[1].startswith("preferred"))
    if not chinese or not english:
        return []
    said: dict[str, list[str]] = {}
    for holder in (*(child for child in concept if child not in sections), *by_language["zh"], *by_language["en"]):
        for node in holder.iter():
            if value := "".join(node.itertext()).strip():
                said.setdefault(node.get("type") or local(node), []).append(value)
    note = "\n".join(dict.fromkeys(value for kind in _NOTES for value in said.get(kind, ())))
    preferred, *accepted = dict.fromkeys(text for text, _ in english)
    kind, status, source = (said.get(key, [""])[0] for key in ("subjectField", _STATUS, "source"))
    return [
        Term(zh, preferred, tuple(accepted), kind or "concept", status or "common", source, note)
        for zh in dict.fromkeys(text for text, _ in chinese)
    ]


def _designations(sections: Iterable[Any]) -> list[tuple[str, str]]:
    """The terms of sections of one language, each with its administrative status, "" for none."""
    found = []
    for section in sections:
        for group in section:
            terms = [" ".join("".join(node.itertext()).split()) for node in group.iter() if local(node) == "term"]
            statuses = [
                "".join(node.itertext()).strip()
                for node in group.iter()
                if "administrativeStatus" in (node.get("type"), local(node))
            ]
            found += [(term, "".join(statuses[:1])) for term in terms if term]
    return found


def _write_tbx(terms: Iterable[Term]) -> bytes:
    from lxml import etree
    from lxml.builder import E

    header = E.martifHeader(
        E.fileDesc(E.sourceDesc(E.p("yibao"))), E.encodingDesc(E.p("TBXBasicXCSV02.xcs", type="XCSURI"))
    )
    body = E.body(*(_concept(number, term) for number, term in enumerate(terms, start=1)))
    root = E.martif({LANG: "zh", "type": "TBX-Basic"}, header, E.text(body))
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=DOCTYPE)
    return data


def _concept(number: int, term: Term) -> Any:
    from lxml.builder import E

    said = [
        (E.descrip, {"type": "subjectField"}, term.kind),
        (E.admin, {"type": "source"}, term.source),
        (E.admin, {"type": _STATUS}, term.status),
        (E.note, {}, term.note),
    ]
    english = [(term.en, PREFERRED), *((form, ADMITTED) for form in term.accepted)]
    return E.termEntry(
        {"id": f"c{number}"},
        *(make(attributes, printable_text(value)) for make, attributes, value in said if value),
        E.langSet({LANG: "zh"}, E.tig(E.term(printable_text(term.zh)))),
        E.langSet(
            {LANG: "en"},
            *(
                E.tig(E.term(printable_text(form)), E.termNote(status, type="administrativeStatus"))
                for form, status in english
            ),
        ),
    )


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "text/csv", ".csv", _read_table, lambda terms: _write_table(terms, ",")),
        Form("tsv", "text/tab-separated-values", ".tsv", _read_table, lambda terms: _write_table(terms, "\t")),
        Form("tbx", "application/x-tbx", ".tbx", _read_tbx, _write_tbx),
    )
}
