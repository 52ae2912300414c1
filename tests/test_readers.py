"""One contract for all readers, and what each format is known for."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import InputError, UnreadableInput
from service.intake import Limits, read
from service.pipeline import take_apart
from service.readers.pdf import Piece, in_order
from service.records import Document, Role, Source

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(
    path.with_name(path.name.replace(".expected.json", suffix))
    for folder in (ROOT / "tests" / "data" / "pages", ROOT / "seeds")
    for path in folder.glob("*.expected.json")
    for suffix in (".txt", ".html", ".pdf", ".docx", ".xml", ".json")
    if path.with_name(path.name.replace(".expected.json", suffix)).exists()
)
LIMITS = Limits()


def load(path: Path) -> Document:
    return read([Source(path.name, path.read_bytes())], LIMITS)


def shown(document: Document, *roles: Role) -> list[str]:
    return [document.text[b.span.start : b.span.end] for b in document.blocks if not roles or b.role in roles]


def html(body: str) -> Document:
    return read([Source("a.html", f"<html><body>{body}</body></html>".encode())], LIMITS)


def check_contract(document: Document) -> None:
    """Blocks stand in order, do not overlap, and leave nothing but white space between them; pages hold them all."""
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[end : block.span.start].strip()
        assert any(page.start <= block.span.start and block.span.end <= page.end for page in document.pages)
        end = block.span.end
    assert not document.text[end:].strip()
    document.text.encode()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_blocks_tile_the_text(path: Path) -> None:
    check_contract(load(path))


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix != ".txt"], ids=lambda path: path.name)
def test_every_expected_character_is_there(path: Path) -> None:
    """Nothing that a person sees on the sample is missing. (A text layer is read as it stands, line by line.)"""
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
    text = "".join(load(path).text.split())
    for article in expected["articles"]:
        for passage in (article["title"], *article.get("paragraphs", ()), *article.get("captions", ())):
            assert text.count("".join(passage.split())) >= 1, passage
    for line in expected["furniture"]:
        assert "".join(line.split()) in text


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    path=st.sampled_from([path for path in SAMPLES if path.suffix not in (".pdf", ".docx")]),
    changes=st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6) | st.sampled_from([b"<table><tr>", b"]]>"])
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_a_damaged_text_is_read_or_refused(path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    check_damaged(path, changes)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    path=st.sampled_from([path for path in SAMPLES if path.suffix in (".pdf", ".docx")]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=8),
)
def test_a_damaged_binary_is_read_or_refused(path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    check_damaged(path, changes)


def check_damaged(path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    message = ""
    data = bytearray(path.read_bytes())
    for place, cut, insert in changes:
        at = int(place * len(data))
        data[at : at + cut] = insert
    try:
        document = read([Source(path.name, bytes(data))], LIMITS)
    except InputError as error:
        message = str(error)
    else:
        check_contract(document)
    assert "\n" not in message


# plain text


def test_plain_lines_keep_their_inner_spaces_and_pages_part_at_form_feeds() -> None:
    text = "青岚日报   要闻\n\n　　松溪镇    石桥镇\n\f白鹭街道\x07 双桥村\n"
    document = read([Source("a.txt", text.encode())], LIMITS)
    assert shown(document) == ["青岚日报   要闻", "松溪镇    石桥镇", "白鹭街道  双桥村"]
    assert len(document.text) == len(text)
    assert [document.text[p.start : p.end].strip()[:4] for p in document.pages] == ["青岚日报", "白鹭街道"]
    check_contract(document)


# HTML


def test_html_tells_the_article_from_what_stands_around_it() -> None:
    document = load(ROOT / "seeds" / "village-coffee.html")
    expected = json.loads((ROOT / "seeds" / "village-coffee.expected.json").read_text(encoding="utf-8"))
    (article,) = expected["articles"]
    assert shown(document, Role.TITLE) == [article["title"]]
    assert shown(document, Role.PARAGRAPH, Role.TABLE) == article["paragraphs"]
    assert shown(document, Role.CAPTION) == [article["captions"][0] + "记者 林听雨 摄"]
    assert shown(document, Role.FURNITURE) == expected["furniture"]
    assert document.metadata[0].publisher == "青岚日报"
    assert document.metadata[0].published == article["published"]
    assert document.metadata[0].url == "https://news.qinglan.example/2025/08/07/coffee.html"


def test_html_paragraphs_that_are_only_broken_lines() -> None:
    document = load(ROOT / "tests/data/pages/gb18030.html")
    expected = json.loads((ROOT / "tests/data/pages/gb18030.expected.json").read_text(encoding="utf-8"))
    assert document.encoding == "gb18030"
    assert shown(document, Role.PARAGRAPH) == expected["articles"][0]["paragraphs"]
    assert shown(document, Role.FURNITURE) == expected["furniture"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>青岚县<b>松溪</b>镇</p>", ["青岚县松溪镇"]),
        ("<p>青岚县<br>松溪镇", ["青岚县", "松溪镇"]),
        ("<p>青&#23706;县&nbsp;松溪&amp;石桥</p>", ["青岚县 松溪&石桥"]),
        ("青岚县<div>松溪镇</div>石桥镇", ["青岚县", "松溪镇", "石桥镇"]),
        ("<p>青岚县<script>松溪镇</script><!--石桥镇--></p><style>p{}</style>", ["青岚县"]),
        ("<p style='color:red; DISPLAY : none'>松溪镇</p><p hidden>石桥镇</p><p>青岚县</p>", ["青岚县"]),
        ("<table><tr><td>青岚<td>松溪<tr><td><b>石桥</b><td>白鹭</table>", ["青岚\t松溪", "石桥\t白鹭"]),
        ("<p>青\u200b岚\ufeff县</p>", ["青岚县"]),
        ("<select><option>青岚县<option>松溪镇</select>", ["青岚县", "松溪镇"]),
    ],
)
def test_html_shows_what_a_browser_shows(body: str, lines: list[str]) -> None:
    assert shown(html(body)) == lines


def test_html_without_an_article_is_left_to_page_analysis() -> None:
    document = html("<ul><li><a href=1>青岚县要闻</a><li><a href=2>松溪镇新闻</a></ul>")
    assert {block.role for block in document.blocks} == {Role.UNKNOWN}


def test_deeply_nested_html_is_read_or_refused_but_never_cut() -> None:
    assert "青岚县" in html("<div>" * 1500 + "青岚县").text
    with pytest.raises(UnreadableInput, match="nested"):
        html("青岚县" + "<div>" * 5000 + "松溪镇")


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "青岚"><!ENTITY b "&a;&a;&a;&a;">]>'
    feed = f"{bomb}<rss version='2.0'><channel><item><title>松溪镇&b;</title></item></channel></rss>"
    assert "青岚" not in read([Source("a.xml", feed.encode())], LIMITS).text


# PDF


def line(text: str, x0: float, top: float, width: float = 100, size: float = 10) -> Piece:
    return Piece(text, x0, x0 + width, top, top + size, size)


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([line("1", 0, 0), line("2", 0, 15), line("3", 0, 30)], id="one column"),
        pytest.param([line("1", 0, 0), line("2", 0, 15), line("3", 120, 0), line("4", 120, 15)], id="two columns"),
        pytest.param(
            [line("1", 0, 0, 220, 24), line("2", 0, 40), line("3", 0, 55), line("4", 120, 40), line("5", 120, 55)],
            id="a headline above two columns",
        ),
        pytest.param(
            [
                line("1", 0, 0),
                line("2", 120, 0),
                line("3", 0, 30, 220, 20),
                line("4", 0, 60),
                line("5", 0, 75),
                line("6", 120, 60),
            ],
            id="a headline between two bands",
        ),
        pytest.param(
            [line("1", 0, 0), line("2", 0, 15), line("3", 0, 30), line("4", 120, 7), line("5", 120, 22)],
            id="columns with lines at different heights",
        ),
        pytest.param(
            [
                line("1", 0, 0),
                line("2", 0, 40),
                line("3", 120, 0, 220, 20),
                line("4", 120, 40),
                line("5", 120, 55),
                line("6", 240, 40),
            ],
            id="a headline over two of three columns",
        ),
        pytest.param(
            [line("1", 60, 0, 100, 24), line("2", 0, 40), line("3", 0, 55), line("4", 180, 40)],
            id="a short headline over the left column",
        ),
    ],
)
def test_columns_are_read_one_after_another(pieces: list[Piece]) -> None:
    turned = sorted(pieces, key=lambda piece: (piece.top, -piece.x0))
    assert [piece.text for piece in in_order(turned, 10)] == sorted(piece.text for piece in pieces)


def test_pdf_bold_print_is_taken_once_and_columns_follow_their_headlines() -> None:
    document = load(ROOT / "seeds" / "county-page.pdf")
    expected = json.loads((ROOT / "seeds" / "county-page.expected.json").read_text(encoding="utf-8"))
    lines = shown(document)
    joined = "".join("".join(lines).split())
    for article in expected["articles"]:
        assert lines.count(article["title"]) == 1
        body = "".join(article["paragraphs"])
        assert "".join(body.split()) in joined
    assert {block.size for block in document.blocks} == {8.0, 10.0, 18.0, 24.0, 26.0}


# feeds, Word, JSON


@pytest.mark.parametrize(
    "name", ["seeds/county-feed.xml", "tests/data/pages/atom.xml", "tests/data/pages/article.json"]
)
def test_separated_articles_are_numbered(name: str) -> None:
    document = load(ROOT / name)
    expected = json.loads((ROOT / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    for number, article in enumerate(expected["articles"]):
        blocks = [b for b in document.blocks if b.article == number]
        texts = [document.text[b.span.start : b.span.end] for b in blocks]
        assert texts == [article["title"], *article["paragraphs"]]
        assert [b.role for b in blocks] == [Role.TITLE] + [Role.PARAGRAPH] * len(article["paragraphs"])
        assert document.metadata[number].published == article["published"]
    assert shown(document, Role.FURNITURE) == expected["furniture"]


def test_word_title_byline_table_and_margins() -> None:
    document = load(ROOT / "tests/data/pages/race.docx")
    assert shown(document, Role.TITLE) == ["青岚县举办首届山地自行车赛"]
    assert shown(document, Role.BYLINE) == ["记者 简明远"]
    assert shown(document, Role.TABLE) == ["组别\t冠军\t成绩", "男子组\t易北辰\t1小时58分"]
    assert shown(document, Role.FURNITURE) == ["青岚新闻 供稿", "青岚县融媒体中心"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"title": "松溪镇"}, r"JSON at paragraphs: it must be there"),
        ({"title": 1, "paragraphs": []}, r"JSON at title: it must be a text"),
        ([{"paragraphs": ["青岚"]}, {"paragraphs": ["松溪", 2]}], r"JSON at \[1\]\.paragraphs\[1\]: it must be a text"),
        (
            {"articles": [{"paragraphs": [], "text": "x"}]},
            r"JSON at articles\[0\]\.text: an article has title, .* nothing else",
        ),
        ({"articles": 3}, r"JSON at articles: it must be a list"),
        ([1], r"JSON at \[0\]: an article is an object with paragraphs"),
        (["青岚"], r"JSON at \[0\]: an article is an object with paragraphs"),
        ([None], r"JSON at \[0\]: an article is an object with paragraphs"),
        ({"paragraphs": 5}, r"JSON at paragraphs: it must be a list"),
    ],
)
def test_json_errors_name_the_path(given: object, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read([Source("a.json", json.dumps(given).encode())], LIMITS)


def test_json_paragraphs_may_be_one_text() -> None:
    given = {"articles": [{"title": "青岚县", "paragraphs": "第一段。\n\n第二段。"}]}
    assert shown(read([Source("a", json.dumps(given).encode())], LIMITS)) == ["青岚县", "第一段。", "第二段。"]


ARCHIVE = """【标题】南湖桥昨日通车
【作者】水东流
【日期】1983.3.21
【版次】第2版
【正文】
　　南湖桥昨日通车。市民
走上桥面。
　　桥长三百米。
返回目录
标题：电扇厂抓质量
副题：访厂长钟立德
来源：青岚日报
正文：
问：损失多少？
答：九万元。
"""


def test_the_records_of_an_archive_are_articles() -> None:
    page = take_apart([Source("archive.txt", ARCHIVE.encode())], LIMITS)
    first, second = page.articles
    assert first.title
    assert second.title
    assert (first.title.text, [b.name for b in first.byline]) == ("南湖桥昨日通车", ["水东流"])
    assert (first.metadata.published, first.metadata.placement) == ("1983-03-21", "p.2")
    assert [p.text for p in first.paragraphs] == ["南湖桥昨日通车。市民走上桥面。", "桥长三百米。"]
    assert (second.title.text, [p.text for p in second.deck]) == ("电扇厂抓质量", ["访厂长钟立德"])
    assert [p.text for p in second.paragraphs] == ["问：损失多少？", "答：九万元。"]
    assert second.metadata.publisher == "青岚日报"


def test_a_field_in_brackets_ends_the_text_of_a_record() -> None:
    record = "【标题】南湖桥通车\n【作者】水东流\n【正文】\n　　桥长三百米。\n【字数】6\n\n"
    page = take_apart([Source("archive.txt", (record + record.replace("南湖", "北湖")).encode())], LIMITS)
    assert [(a.title and a.title.text, [p.text for p in a.paragraphs]) for a in page.articles] == [
        ("南湖桥通车", ["桥长三百米。"]),
        ("北湖桥通车", ["桥长三百米。"]),
    ]


def test_what_stands_in_a_body_is_lost_to_no_field() -> None:
    body = ["茶农在采茶。", "[记者] 收成怎么样？", "-- 茶农老李的话", "比去年好。"]
    record = "\n".join(["[标题] 茶山的新事", "[日期] 2016-05-03", "[正文]", *body, "[字数] 20"])
    page = take_apart([Source("archive.txt", record.encode())], LIMITS)
    (article,) = page.articles
    assert [p.text for p in article.paragraphs] == [
        "茶农在采茶。",
        "[记者] 收成怎么样？",
        "-- 茶农老李的话",
        "比去年好。",
    ]


def test_indents_within_a_line_open_paragraphs() -> None:
    record = "标题=南湖桥通车\n作者=水东流\n正文=　　桥长三百米。　　南岸到北岸，李　　红说，只要一分钟。\n字数=30\n"
    page = take_apart([Source("archive.txt", record.encode())], LIMITS)
    assert [p.text for p in page.articles[0].paragraphs] == ["桥长三百米。", "南岸到北岸，李　　红说，只要一分钟。"]


EXPORT = """-- export 2 rows
<REC>
<文档号>=QL0001
<报纸名称>=青岚日报
<日期>=2016.05.03
<版次>=05
<引题>=春日走村
<标题>=南湖桥通车
<作者>=市民 江小渔
<来源>=读者来信
<正文>=
　　南湖桥昨日通车。记者：多长？
　　桥长三百米。
<图片说明>=市民走过南湖桥。 水东流 摄
<附件>=
<字数>=12
<REC>
<文档号>=QL0002
<日期>=2016.05.03
<版次>=05
<标题>=电扇厂抓质量
<作者>=小舟
<正文>=
　　电扇厂抓质量。
-- end of export
"""


def test_the_records_that_a_database_exports_between_marks() -> None:
    page = take_apart([Source("export.txt", EXPORT.encode())], LIMITS)
    assert [
        (
            article.title and article.title.text,
            [passage.text for passage in article.kicker],
            [passage.text for passage in article.paragraphs],
            [passage.text for passage in article.captions],
            [credit.name for credit in article.byline][:1],
            article.metadata.placement,
        )
        for article in page.articles
    ] == [
        (
            "南湖桥通车",
            ["春日走村"],
            ["南湖桥昨日通车。记者：多长？", "桥长三百米。"],
            ["市民走过南湖桥。"],
            ["江小渔"],
            "p.5",
        ),
        ("电扇厂抓质量", [], ["电扇厂抓质量。"], [], ["小舟"], "p.5"),
    ]
    assert {(a.metadata.publisher, a.metadata.published) for a in page.articles} == {("青岚日报", "2016-05-03")}
    assert page.unassigned == ()


@pytest.mark.parametrize("mark", ["[{}] ", "{}=", "{}：", "<{}>"])
def test_the_names_of_fields_in_other_marks(mark: str) -> None:
    fields = {"标题": "南湖桥通车", "作者": "江小渔", "正文": "\n　　桥长三百米。", "字数": "12"}
    closing = "</{}>" if mark[0] == "<" else ""
    text = "\n".join(mark.format(name) + value + closing.format(name) for name, value in fields.items())
    (article,) = take_apart([Source("a.txt", text.encode())], LIMITS).articles
    assert (article.title and article.title.text, article.metadata.placement) == ("南湖桥通车", "")
    assert [p.text for p in article.paragraphs] == ["桥长三百米。"]


def test_a_question_in_a_record_is_none_of_its_fields() -> None:
    text = "日期：2025年8月6日\n标题：访厂长\n正文：\n记者：损失多少？\n厂长：九万元。\n基本法第23条立法完成。\n"
    (article,) = take_apart([Source("a.txt", text.encode())], LIMITS).articles
    assert [p.text for p in article.paragraphs] == ["记者：损失多少？", "厂长：九万元。", "基本法第23条立法完成。"]
    assert article.metadata.published == "2025-08-06"


@pytest.mark.parametrize("text", ["标题：怎样写好新闻\n\n今天说说标题。\n", "正文：8月6日，青岚县开会。\n"])
def test_a_label_alone_makes_no_archive(text: str) -> None:
    assert all(block.article is None for block in read([Source("a.txt", text.encode())], LIMITS).blocks)


def test_the_questions_of_an_interview_are_paragraphs() -> None:
    asked = ["记者：请您谈谈写书的缘起", "李青：小时候爱看星星。", "作者：一个常被误解的身份", "编辑 这个行当正在变化"]
    page = take_apart([Source("a.json", json.dumps({"title": "写书的人", "paragraphs": asked}).encode())], Limits())
    assert [passage.text for passage in page.articles[0].paragraphs] == asked


def test_word_shows_tables_within_tables_and_moved_text_once() -> None:
    import io

    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    file = docx.Document()
    frame = file.add_table(1, 1).cell(0, 0)
    frame.text = "县里部署秋季抗旱"
    moved = frame.add_paragraph("9月1日，县里部署抗旱。")._p
    for tag in ("moveFrom", "moveTo"):
        run = "<w:r><w:t>各镇管好水库。</w:t></w:r>"
        moved.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a">{run}</w:{tag}>'))
    table = file.add_table(1, 2)
    table.cell(0, 0).text = "甲"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "乙"
    data = io.BytesIO()
    file.save(data)
    document = read([Source("a.docx", data.getvalue())], Limits())
    assert shown(document) == ["县里部署秋季抗旱", "9月1日，县里部署抗旱。各镇管好水库。", "甲\t乙"]
