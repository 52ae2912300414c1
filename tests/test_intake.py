"""Bytes → Document: what they are, what they claim, and what is refused."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from service.errors import (
    EmptyInput,
    Encrypted,
    InputError,
    MislabelledInput,
    NotChinese,
    TooLarge,
    UnreadableInput,
    UnsupportedFormat,
)
from service.intake import Limits, accept, read
from service.records import Metadata, Role, Source
from service.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests" / "data" / "pages"
PDF = (ROOT / "seeds" / "county-page.pdf").read_bytes()
DOCX = (PAGES / "race.docx").read_bytes()
FEED = (ROOT / "seeds" / "county-feed.xml").read_bytes()
JSON = (PAGES / "article.json").read_bytes()
HTML = (ROOT / "seeds" / "village-coffee.html").read_bytes()
TEXT = "松溪镇建成六处口袋公园\n\n记者 林听雨\n\n8月6日，松溪镇六处口袋公园全部建成开放。\n".encode()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIMITS = Limits()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_limits_are_the_settings() -> None:
    assert Limits() == Limits.of(Settings())


@pytest.mark.parametrize(
    ("name", "data", "declared", "kind"),
    [
        ("a.txt", TEXT, "text/plain", "text/plain"),
        ("a.txt", TEXT, "text/plain; charset=gbk", "text/plain"),
        ("a", TEXT, "", "text/plain"),
        ("a", TEXT, "application/octet-stream", "text/plain"),
        ("a", TEXT, "application/x-www-form-urlencoded", "text/plain"),
        ("a.html", TEXT, "text/html", "text/plain"),
        ("a.txt", HTML, "text/plain", "text/html"),
        ("a.html", HTML, "text/html", "text/html"),
        ("a", HTML, "application/xhtml+xml", "text/html"),
        ("a", FEED, "text/html", "application/xml"),
        ("a.xml", FEED, "", "application/xml"),
        ("a", JSON, "text/plain", "application/json"),
        ("a.json", JSON, "application/json", "application/json"),
        ("a", PDF, "application/octet-stream", "application/pdf"),
        ("a.pdf", PDF, "application/pdf", "application/pdf"),
        ("a.txt", "%PDF-1.7是一种格式，县政协讨论了它。".encode(), "", "text/plain"),
        ("a.doc", DOCX, "application/msword", WORD),
        ("a", DOCX, "application/zip", WORD),
    ],
)
def test_the_bytes_decide_the_kind(name: str, data: bytes, declared: str, kind: str) -> None:
    assert read([Source(name, data, declared)], LIMITS).media_type == kind


@pytest.mark.parametrize(
    ("name", "data", "declared"),
    [
        ("a", TEXT, "image/png"),
        ("a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "text/plain"),
        ("a", PDF, "text/plain"),
        ("a", PDF, WORD),
        ("a.docx", PDF, ""),
        ("a.txt", DOCX, ""),
        ("a", DOCX, "application/pdf"),
        ("a", HTML, "application/json"),
        ("a.pdf", HTML, ""),
        ("a.jpg", TEXT, ""),
        ("a", JSON, "application/rss+xml"),
    ],
)
def test_a_lie_is_refused(name: str, data: bytes, declared: str) -> None:
    with pytest.raises(MislabelledInput, match=r"the bytes are \S+, while \S+ (was declared|its name says)"):
        read([Source(name, data, declared)], LIMITS)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyInput, "nothing in it"),
        (b" \n\t ", EmptyInput, "nothing in it"),
        (b"\xef\xbb\xbf\n", EmptyInput, "no text"),
        (b"<html><body><script>x</script></body></html>", EmptyInput, "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", UnsupportedFormat, "image/png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, UnsupportedFormat, "msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Encrypted, "password"),
        (zipped(a=b"x"), UnsupportedFormat, "zip"),
        (DOCX[:2000], UnreadableInput, "damaged"),
        (PDF[:3000], UnreadableInput, "damaged"),
        (bytes(range(256)) * 8, UnsupportedFormat, "octet-stream"),
        (b"<?xml version='1.0'?><invoice><total>1</total></invoice>", UnsupportedFormat, "text/xml"),
        (b"{\\rtf1 \\ansi hello}", UnsupportedFormat, "rtf"),
        (b"12345 67890", NotChinese, "not one Chinese"),
        (b"The county government opened six new parks on Wednesday.", NotChinese, "not one Chinese"),
        (
            "The county of Qinglan (青岚) opened six new pocket parks on Wednesday.".encode(),
            NotChinese,
            "only 2 Chinese",
        ),
        ("東京の天気は晴れです。".encode(), NotChinese, "Japanese"),
        ("청람현은 여섯 개의 공원을 열었다.".encode(), NotChinese, "Korean"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=says):
        read([Source("a", data)], LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "青岚",
        "松溪",
        "BYD公司在青岚县建设新工厂",
        "青岚县opened六处公园，parks are open to the public every day from now on，欢迎市民前来游玩。",
        "“の”字招牌在青岚县城老街上越来越多，县市场监管局提醒商家规范用字。",
    ],
)
def test_short_and_mixed_chinese_is_chinese(text: str) -> None:
    assert read([Source("a", text.encode())], LIMITS).text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_in_every_codec(codec: str) -> None:
    assert read([Source("a.txt", TEXT.decode().encode(codec))], LIMITS).text == TEXT.decode()


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (TEXT, Limits(max_bytes=20), "YIBAO_MAX_BYTES"),
        ("青岚县\f" * 5 + "松溪镇", Limits(max_pages=4), "YIBAO_MAX_PAGES"),
        ("青岚县\n" * 5, Limits(max_lines=4), "YIBAO_MAX_LINES"),
        (FEED, Limits(max_articles=1), "YIBAO_MAX_ARTICLES"),
        (DOCX, Limits(max_articles=0), "YIBAO_MAX_ARTICLES"),
    ],
)
def test_what_is_over_a_limit_names_the_setting(data: bytes | str, limits: Limits, says: str) -> None:
    with pytest.raises(TooLarge, match=says):
        read([Source("a", data.encode() if isinstance(data, str) else data)], limits)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 2_000_000)
    with pytest.raises(TooLarge, match="YIBAO_MAX_BYTES"):
        read([Source("a.docx", bomb.getvalue())], Limits(max_bytes=100_000))


def test_a_pdf_stream_that_unpacks_without_measure_is_refused() -> None:
    import zlib

    packed = zlib.compress(b" " * 2_000_000)
    data = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream\n"
    with pytest.raises(TooLarge, match="YIBAO_MAX_BYTES"):
        read([Source("a.pdf", data)], Limits(max_bytes=100_000))


def test_an_encrypted_pdf_asks_for_one_without_password() -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_encryption(owner_password="owner", user_password="user")
    with pytest.raises(Encrypted, match="password"):
        read([Source("a.pdf", bytes(pdf.output()))], LIMITS)


def test_a_scan_is_sent_to_character_recognition() -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50)
    with pytest.raises(EmptyInput, match="OCR"):
        read([Source("a.pdf", bytes(pdf.output()))], LIMITS)


def test_declared_json_that_is_none() -> None:
    with pytest.raises(UnreadableInput, match="JSON"):
        read([Source("a.json", "{标题: 青岚}".encode())], LIMITS)


def test_several_sources_become_one_document() -> None:
    sources = [Source("1.txt", TEXT), Source("2.xml", FEED), Source("3.json", JSON)]
    document = read(sources, LIMITS)
    assert document.name == "1.txt, 2.xml, 3.json"
    assert document.media_type == "multipart/mixed"
    assert document.encoding == "utf-8, gb18030"
    assert document.text.count("\n\f\n") == len(document.pages) - 1 == 2
    titles = {b.article: document.text[b.span.start : b.span.end] for b in document.blocks if b.role is Role.TITLE}
    assert titles == {
        0: "青岚县今年新增电动公交车45辆",
        1: "县图书馆暑期延长开放时间",
        2: "青岚县完成首批老旧电梯更新",
    }
    assert document.metadata[2] == Metadata("青岚日报", "2025-08-07", "https://news.qinglan.example/lifts")
    digests = b"".join(hashlib.sha256(source.data).digest() for source in sources)
    assert document.sha256 == hashlib.sha256(digests).hexdigest()


def test_one_source_has_its_own_digest() -> None:
    assert read([Source("a", TEXT)], LIMITS).sha256 == hashlib.sha256(TEXT).hexdigest()


def test_the_source_at_fault_is_named() -> None:
    with pytest.raises(EmptyInput, match=r"^2\.txt: "):
        read([Source("1.txt", TEXT), Source("2.txt", b"")], LIMITS)


WEATHER = Source("weather.txt", b"Weather: sunny and warm.")


@pytest.mark.parametrize(
    ("sources", "refused"),
    [
        ([], (EmptyInput, "nothing was given")),
        ([Source("1.txt", TEXT)], None),
        ([WEATHER], (NotChinese, "there is not one")),
        # What counts is the document, not each of its files.
        ([Source("1.txt", TEXT), WEATHER], None),
        ([WEATHER, WEATHER], (NotChinese, "there is not one")),
        ([Source("1.docx", DOCX), WEATHER], None),
        ([Source("1.txt", TEXT), Source("2.txt", b"")], (EmptyInput, "2.txt: there is nothing")),
        ([Source("1.txt", TEXT), Source("2.pdf", TEXT)], (MislabelledInput, "2.pdf: the bytes are")),
        ([Source("1.txt", TEXT * 3_000), Source("2.txt", TEXT)], (TooLarge, "more than 300,000 bytes")),
    ],
)
def test_what_is_accepted_is_what_is_read(sources: list[Source], refused: tuple[type[InputError], str] | None) -> None:
    for take in (accept, read):
        if refused is None:
            take(sources, Limits(max_bytes=300_000))
        else:
            with pytest.raises(refused[0], match=f"^{refused[1]}"):
                take(sources, Limits(max_bytes=300_000))


def test_undecodable_bytes_are_recorded() -> None:
    document = read([Source("a.txt", TEXT * 20 + "镇".encode()[:2])], LIMITS)
    (repair,) = document.repairs
    assert repair.kind == "encoding"
    assert document.text[repair.span.start : repair.span.end] == repair.after == "\ufffd"


@pytest.mark.parametrize("opening", ["<!-- a -->" * 500, "<!doctype " * 500, "<? " * 500])
def test_what_stands_before_markup_is_read_in_one_pass(opening: str) -> None:
    text = opening + "县政协召开会议。" * 500
    assert read([Source("a", text.encode())], LIMITS).text
