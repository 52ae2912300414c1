"""Bytes → `Document`: what they are, whether they are what they claim, and what they say."""

import hashlib
import io
import json
import re
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from service.encoding import LOST, decode
from service.errors import (
    EmptyInput,
    Encrypted,
    InputError,
    MislabelledInput,
    NotChinese,
    UnreadableInput,
    UnsupportedFormat,
)
from service.readers import READERS, Format, Limits, Reading
from service.records import Block, Document, Metadata, Repair, Role, Source, Span

__all__ = ["Limits", "accept", "detect", "digest", "read", "require_chinese"]

PLAIN, HTML, FEED, JSON, PDF, DOCX = READERS
JOINT = "\n\f\n"
T = TypeVar("T")

# The line that opens a PDF, after whatever a mail program put in front (ISO 32000-1, annex H, note 13).
_PDF = re.compile(rb"%PDF-\d\.\d\s")

# First bytes of formats that people send by mistake.
MAGIC = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"%!PS", "application/postscript"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = frozenset({PLAIN, HTML, FEED, JSON})
# Which detected kinds a declaration is true of. Types not listed (application/octet-stream, none) say nothing.
TRUE_OF = {
    "text/plain": TEXT,
    "text/html": frozenset({HTML, PLAIN, FEED}),
    "application/xhtml+xml": frozenset({HTML, FEED}),
    "text/xml": frozenset({FEED, HTML}),
    "application/xml": frozenset({FEED, HTML}),
    "application/rss+xml": frozenset({FEED}),
    "application/atom+xml": frozenset({FEED}),
    "application/json": frozenset({JSON}),
    "application/pdf": frozenset({PDF}),
    DOCX: frozenset({DOCX}),
    "application/msword": frozenset({DOCX}),
}
BY_SUFFIX = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".doc": "application/msword",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
MARKUP = re.compile(
    r"<(?:!doctype html|(?:html|head|body|div|p|h[1-6]|article|table|meta|title|br|ul|span)[\s/>])", re.I
)
ROOT = re.compile(
    r"(?:<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*)?>|\s)*+<([\w:]+)", re.I | re.S
)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)

# Shares below are of letters; a Latin word is about four letters to one Han character.
LEAST_HAN = 0.15
MOST_OTHER = 0.15  # kana or hangul beside Han: 东京 in a Chinese text has none, Japanese prose about a half
LATIN_LETTERS = 4


def digest(sources: Sequence[Source]) -> str:
    """SHA-256 in hex: of the one source's bytes, or of several sources' digests in order."""
    digests = [hashlib.sha256(source.data).digest() for source in sources]
    return (digests[0] if len(digests) == 1 else hashlib.sha256(b"".join(digests)).digest()).hex()


def accept(sources: Sequence[Source], limits: Limits) -> None:
    """Refuse at once what can be refused without parsing a file; JSON is soon parsed. Raises what `read` raises."""

    def look(source: Source) -> tuple[Format, bytes | str, str]:
        form, text, encoding = _recognise(source)
        if form.media_type == JSON:
            form.read(text, limits)
        return form, text, encoding

    recognised = _each(sources, limits, look)
    if all(form.media_type == PLAIN for form, _, _ in recognised):
        require_chinese(JOINT.join(str(text) for _, text, _ in recognised))


def read(sources: Sequence[Source], limits: Limits) -> Document:
    """Read the sources, in order, as one document.

    Raises TooLarge, EmptyInput, Encrypted, UnsupportedFormat, MislabelledInput, UnreadableInput or NotChinese; where
    there are several sources the message begins with the name of the one at fault.
    """
    kinds, readings, encodings = zip(*_each(sources, limits, lambda one: _read_one(one, limits)), strict=True)
    joined = _join(readings)
    limits.check("pages", len(joined.pages))
    limits.check("lines", _longest(joined))
    limits.check("articles", len({block.article for block in joined.blocks} - {None}))
    require_chinese(joined.text)
    return Document(
        sha256=digest(sources),
        name=", ".join(source.name for source in sources),
        media_type=kinds[0] if len(set(kinds)) == 1 else "multipart/mixed",
        text=joined.text,
        blocks=joined.blocks,
        pages=joined.pages,
        metadata=joined.metadata,
        encoding=", ".join(dict.fromkeys(filter(None, encodings))),
        repairs=tuple(_lost(joined.text)),
    )


def _longest(reading: Reading) -> int:
    """How many lines the page has that has most, of text that no format takes apart and no reader sets aside."""
    starts = [span.start for span in reading.pages]
    lines: Counter[int] = Counter()
    for block in (each for each in reading.blocks if each.article is None and each.role is not Role.FURNITURE):
        lines[bisect_right(starts, block.span.start)] += reading.text.count("\n", block.span.start, block.span.end) + 1
    return max(lines.values(), default=0)


def detect(data: bytes, text: str | None) -> str:
    """The media type that the bytes are of, whatever was declared; `text` is their decoding, None when there is none.

    Raises Encrypted for a protected Office file, UnsupportedFormat for one of another kind, UnreadableInput.
    """
    if _PDF.search(data[:1024]):
        return PDF
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted("the Word file is protected by a password: save it without one")
        return "application/msword"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _detect_zip(data)
    for magic, kind in MAGIC:
        if data.startswith(magic) and (text is None or kind == "application/rtf"):
            return kind
    return "application/octet-stream" if text is None else _detect_text(text)


def require_chinese(text: str) -> None:
    """Raises NotChinese, saying what was found, when `text` is in another language or has no words; EmptyInput."""
    if not text.strip():
        raise EmptyInput("there is no text in it")
    han = len(re.findall(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]", text))
    kana = len(re.findall(r"[\u3041-\u3096\u30a1-\u30fa]", text))
    hangul = len(re.findall(r"[\u1100-\u11ff\uac00-\ud7a3]", text))
    letters = sum(map(str.isalpha, text)) - han - kana - hangul
    for language, count in (("Japanese", kana), ("Korean", hangul)):
        if count > MOST_OTHER * (han + count):
            raise NotChinese(f"the text is {language} ({count} of {han + count} characters): only Chinese is read")
    if not han:
        raise NotChinese("there is not one Chinese character in it")
    if han < LEAST_HAN * (han + letters / LATIN_LETTERS):
        raise NotChinese(f"only {han} Chinese characters stand beside {letters} letters of other writing")


def _each(sources: Sequence[Source], limits: Limits, take: Callable[[Source], T]) -> list[T]:
    """What `take` makes of each source. Raises TooLarge, EmptyInput, and what it raises, with the source's name where
    there are several."""
    limits.check("bytes", sum(len(source.data) for source in sources))
    if not sources:
        raise EmptyInput("nothing was given")
    taken = []
    for source in sources:
        try:
            taken.append(take(source))
        except InputError as error:
            raise (type(error)(f"{source.name}: {error}") if len(sources) > 1 else error) from None
    return taken


def _read_one(source: Source, limits: Limits) -> tuple[str, Reading, str]:
    """The media type, what was read, and the codec."""
    form, material, encoding = _recognise(source)
    try:
        reading = form.read(material, limits)
    except InputError:
        raise
    except Exception as error:  # parsers of other people's formats fail in any way on a damaged file
        raise UnreadableInput(f"{form.name} is damaged and cannot be read ({type(error).__name__})") from error
    return form.media_type, reading, encoding


def _recognise(source: Source) -> tuple[Format, bytes | str, str]:
    """What the source is, what its reader is to be given, and the codec of a text."""
    if not source.data.strip(b"\0 \t\r\n\f"):
        raise EmptyInput("there is nothing in it")
    declared, _, parameters = source.media_type.partition(";")
    declared = declared.strip().lower()
    decoded, failure = None, None
    if not _is_binary(source.data):
        charset = CHARSET.search(parameters.encode()) or CHARSET.search(source.data[:2048])
        try:
            decoded = decode(source.data, charset[1].decode("ascii") if charset else "")
        except UnreadableInput as error:
            failure = error
    kind = detect(source.data, decoded.text if decoded else None)
    if failure and kind == "application/octet-stream":
        raise failure
    _compare(kind, declared, "was declared")
    _compare(kind, BY_SUFFIX.get(PurePath(source.name).suffix.lower(), ""), "its name says")
    if kind not in READERS:
        raise UnsupportedFormat(f"{kind} cannot be read: give {', '.join(form.name for form in READERS.values())}")
    form = READERS[kind]
    if form.is_text and decoded:
        return form, decoded.text, decoded.encoding
    return form, source.data, ""


def _is_binary(data: bytes) -> bool:
    """Whether control characters forbid that it is text in any codec (UTF-16 has its nuls at one side only)."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)) or _PDF.search(data[:1024]):
        return True
    controls = len(data) - len(data.translate(None, bytes({*range(0x20)} - {9, 10, 12, 13, 27})))
    if controls <= 0.05 * len(data):
        return False
    odd, even = data[1::2], data[::2]
    high = max(sum(0x4E <= byte <= 0x9F or byte in (0, 0xFF, 0x30) for byte in half[:4096]) for half in (odd, even))
    return high < 0.8 * min(len(even), 4096)


def _detect_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise UnreadableInput(f"the file is a damaged zip or Word file ({error})") from None
    if "word/document.xml" in names:
        return DOCX
    return "application/vnd.ms-office" if "[Content_Types].xml" in names else "application/zip"


def _detect_text(text: str) -> str:
    start = text.lstrip()
    if start.startswith("<"):
        root = ROOT.match(start)
        name = root[1].lower() if root else ""
        if name in {"rss", "feed", "rdf:rdf", "channel"}:
            return FEED
        if name == "html" or MARKUP.search(start[:65_536]):
            return HTML
        return "text/xml" if start.startswith("<?xml") else PLAIN
    if start.startswith(("{", "[")):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return PLAIN
        return JSON
    return HTML if len(MARKUP.findall(start[:65_536])) >= 3 else PLAIN


def _compare(kind: str, claimed: str, how: str) -> None:
    """Raise MislabelledInput when what was claimed contradicts what the bytes are; generic claims say nothing."""
    if claimed == kind:
        return
    if claimed == JSON and kind == PLAIN:
        raise UnreadableInput("it is declared as JSON, and is not JSON")
    main = claimed.partition("/")[0]
    known = TRUE_OF.get(claimed) or (TEXT if main == "text" else None)
    if kind == "text/xml" and claimed.endswith("xml"):
        return
    if (known and kind not in known) or main in {"image", "audio", "video"}:
        raise MislabelledInput(f"the bytes are {kind}, while {claimed} {how}: name it for what it is")


def _join(readings: Sequence[Reading]) -> Reading:
    """One reading of several: texts one after another, article numbers unique."""
    texts: list[str] = []
    blocks: list[Block] = []
    pages: list[Span] = []
    metadata: dict[int, Metadata] = {}
    offset = first = 0
    for reading in readings:
        blocks += [
            replace(
                block,
                span=_moved(block.span, offset),
                article=None if block.article is None else first + block.article,
            )
            for block in reading.blocks
        ]
        pages += [_moved(page, offset) for page in reading.pages]
        metadata |= {first + number: data for number, data in reading.metadata.items()}
        numbers = [block.article for block in reading.blocks if block.article is not None]
        first += 1 + max([-1, *numbers, *reading.metadata])
        offset += len(reading.text) + len(JOINT)
        texts.append(reading.text)
    return Reading(JOINT.join(texts), tuple(blocks), tuple(pages), metadata)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _lost(text: str) -> Iterator[Repair]:
    for match in re.finditer(f"{LOST}+", text):
        yield Repair("encoding", Span(*match.span()), "undecodable bytes", match[0])
