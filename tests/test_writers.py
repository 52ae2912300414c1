"""One contract for all writers, and what each format is known for."""

import base64
import hashlib
import io
import itertools
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import jsonschema
import lxml.html
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from translate.storage.tmx import tmxfile
from translate.storage.xliff import Xliff1File

from service.cli_translate import by_ending
from service.codec import from_dict, schema, to_dict
from service.records import Bilingual, Briefing, Continuation, DateRef, Finding, Part, Severity, Unit
from service.writers import WRITERS
from service.writers.html import policy
from service.writers.md import opening
from service.writers.outline import outline, plain
from service.writers.printable import printable
from tests.sample_briefing import briefing, story

HERE = Path(__file__).parent
FORMATS = list(WRITERS)
READABLE = ["md", "html", "docx"]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EMPTY = briefing(stories=(), furniture=(), repairs=(), unassigned=())


# reading back, each with the format's own library


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def read_json(data: bytes) -> str:
    return "\n".join(strings(json.loads(data)))


def read_md(data: bytes) -> str:
    return lxml.html.fromstring(MARKDOWN.render(data.decode())).text_content()


def read_html(data: bytes) -> str:
    return lxml.html.document_fromstring(data).body.text_content()


def read_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join("".join(t.text for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))


def read_tmx(data: bytes) -> str:
    units = tmxfile.parsestring(data, "zh", "en").units
    return "\n".join(f"{unit.source}\n{unit.target}\n{unit.getnotes()}" for unit in units)


def read_xliff(data: bytes) -> str:
    units = Xliff1File.parsestring(data).units
    return "\n".join(f"{unit.source}\n{unit.target}\n{unit.getnotes()}" for unit in units)


READ = {"json": read_json, "md": read_md, "html": read_html, "docx": read_docx, "tmx": read_tmx, "xliff": read_xliff}


@cache
def text_of(form: str, given: Briefing) -> str:
    """What a reader of the written file sees, without white space."""
    return tight(READ[form](WRITERS[form].write(given)))


def tight(text: str) -> str:
    return "".join(text.split())


def units_of(given: Briefing) -> list[Unit]:
    return [unit for s in given.stories for unit in (*s.headings, *s.units)]


# the contract


def test_every_name_of_the_registry_stands_for_one_ending() -> None:
    assert FORMATS == ["json", "md", "html", "docx", "tmx", "xliff"]
    assert [by_ending(f"out{WRITERS[form].suffix}") for form in FORMATS] == FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_every_sentence_is_there_in_both_languages(form: str) -> None:
    text = text_of(form, briefing())
    assert [unit for unit in units_of(briefing()) if tight(unit.zh) not in text or tight(unit.en) not in text] == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_finding_is_told(form: str) -> None:
    text = text_of(form, briefing())
    told = [finding for unit in units_of(briefing()) for finding in unit.findings]
    assert [finding for finding in told if tight(finding.message) not in text] == []


@pytest.mark.parametrize("form", ["json", *READABLE])
def test_all_that_a_briefing_holds_is_there(form: str) -> None:
    """Nothing of a record is left out but numbers for machines, ids that say where things are, and the Chinese words
    for roles, which the English ones stand for."""
    structure = {"id", "iso", "value", "unit", "hedge", "method", "origin", "role", "level", "part", "kind"}
    given = to_dict(briefing(created="2025-08-06T09:31:00Z"))
    given["stories"] = [
        {**s, "continued": None, "date": {**s["date"], "text": ""}, "title": None} for s in given["stories"]
    ]

    def reported(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (s for key, item in value.items() if key not in structure for s in reported(item))
        elif isinstance(value, list):
            yield from itertools.chain.from_iterable(map(reported, value))
        elif isinstance(value, str):
            yield value

    text = text_of(form, briefing())
    assert [s for s in reported(given) if tight(s) not in text] == []


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize(
    "phrase",
    [
        "5 Aug [year inferred: 2025, “十四五”…收官: the 14th Five-Year Plan ends in 2025]",
        "6 Aug [year not stated]",
        "By Su Wan 苏晚 (reporter), He Chuan 何川 (photo)",
        "[Excerpt: continues on p.5, not held]",
        "in the first half, up 6.1 percent. [s2]",
        "Projects come first, then the things people need every day. [s3, s4]",
        "[wording by the summariser; the Chinese is its evidence]",
        "[a check complains of s2: number-lost, number-added]",
        "Shan Ming 单明, county head 县长 [reading of the name to be checked] [s1]",
        "Who: County Party theory group 县委理论学习中心组 [h2, s1]; Shen Zhiyuan 沈知远 [h3]",
        "Where: 青岚 [dateline]",
        "Why: not stated",
        "[no translation]",
        "second try: a check rejected the first translation",
        "Machine translation, not reviewed",
        "Machine translation, reviewed by Ada Wong",
        "Edited by Li Wei",
        "Signed by Bo Chen, before it was changed",
    ],
)
def test_the_systems_own_words(form: str, phrase: str) -> None:
    assert tight(phrase) in text_of(form, briefing())


@pytest.mark.parametrize("form", FORMATS)
def test_a_briefing_of_nothing_can_be_written(form: str) -> None:
    text = text_of(form, EMPTY)
    assert form not in READABLE or "Noarticleisfinishedyet." in text


def test_the_same_briefing_gives_the_same_bytes_at_any_time_and_place() -> None:
    script = (
        "import hashlib; from service.writers import WRITERS; from tests.sample_briefing import briefing\n"
        "for w in WRITERS.values(): print(hashlib.sha256(w.write(briefing())).hexdigest())"
    )
    elsewhere = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=HERE.parent, env=elsewhere, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [hashlib.sha256(w.write(briefing())).hexdigest() for w in WRITERS.values()]


def test_asking_for_the_registry_loads_no_library() -> None:
    script = "import sys, service.writers; print({'docx', 'lxml', 'jinja2', 'translate'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=HERE.parent, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# text is never structure


def filled(text: str) -> Briefing:
    """The sample with every free text replaced by `text`."""
    kept = {"id", "part", "severity", "kind", "direction", "level", "iso", "created", "check", "origin", "method",
            "evidence", "unit", "source", "page", "score"}  # fmt: skip

    def fill(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: fill(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [fill(item, key) for item in value]
        return text if isinstance(value, str) and value and key not in kept else value

    return from_dict(Briefing, fill(to_dict(briefing())))


def elements(root: Any) -> list[str]:
    # In Word a line break or tab inside a text is an element and parts the text in two.
    return [e.tag for e in root.iter() if e.tag not in (qn("w:t"), qn("w:br"), qn("w:tab"))]


def skeleton(form: str, data: bytes) -> list[str]:
    """The structure of a file, without its text."""
    if form == "md":
        tokens = MARKDOWN.parse(data.decode())
        return [t.type for token in tokens for t in (token, *(token.children or ()))]
    if form == "html":
        return elements(lxml.html.document_fromstring(data))
    if form == "docx":
        return elements(docx.Document(io.BytesIO(data)).element.body)
    return elements(etree.fromstring(data))


@cache
def harmless(form: str) -> list[str]:
    return skeleton(form, WRITERS[form].write(filled("一")))


def spaced(text: str) -> str:
    return " ".join(text.split())


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></td></body></html>",
    '" onmouseover="alert(1)',
    "]]><!-- --> <?pi ?>",
    "&lt;b&gt; &#65; &copy;",
    "{{ 7 * 7 }} {% raw %}",
    "一|二|三\n|---|---|",
    "*一* **二** _三_ __四__ `五` ~~六~~ $七$",
    "[一](javascript:alert(1)) ![二](http://x.example/y.png)",
    "[一]: http://x.example",
    "[^1] [x] [ ]",
    "# 一 #",
    "=====",
    "-----",
    "- 一",
    "+ 一",
    "12) 一",
    "2025. 一",
    "2025.",
    "> 一",
    "    一",
    "一\\",
    "一\n\n# 二\r\n- 三\u2028四\x85五",
    "\x00\x08\x0b\x0c\x1b[31m一\x1f",
    "一\ud800二\ufffe三",
    "\u202e一\u2066二",
    "\t一\t",
]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(form: str, text: str) -> None:
    data = WRITERS[form].write(filled(text))
    assert skeleton(form, data) == harmless(form)
    seen = tight(READ[form](data))
    assert seen.count(tight(printable(filled(text)).name)) >= 2 * len(units_of(briefing())) - 1


@given(st.text(min_size=1, max_size=30).filter(lambda text: any(c.isalnum() for c in text)))
@settings(max_examples=40, deadline=None)
def test_no_text_changes_the_structure_of_a_file(text: str) -> None:
    for form in ("md", "html", "tmx", "xliff"):
        assert skeleton(form, WRITERS[form].write(filled(text))) == harmless(form)


@given(
    st.text(alphabet=st.sampled_from("#*_-+=|<>[]()!`~\\&;:$^.1 \nax一。") | st.characters(exclude_categories=["C"]))
)
@example("1.")
@example("[a]:b")
@example("\\")
@example("a&amp;b")
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    tokens = MARKDOWN.parse(f"{opening(text)}\n")
    if text.strip():
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in shown} <= {"text"}
    assert spaced("".join(child.content for child in shown)) == spaced(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\x00\x0b\x0c\x1b二", "一␀␋␌␛二"),
        ("一\ud800\ufffe\uffff二", "一\ufffd\ufffd\ufffd二"),
        ("一\t\n\r\x7f\x85\U0001f600二", "一\t\n\r\x7f\x85\U0001f600二"),
    ],
)
def test_what_xml_cannot_carry_is_shown(text: str, shown: str) -> None:
    assert printable(briefing(name=text, unassigned=(text,))) == briefing(name=shown, unassigned=(shown,))


def test_a_briefing_that_xml_can_carry_is_left_alone() -> None:
    assert printable(briefing()) == briefing()


# JSON


@pytest.mark.parametrize("given_", [briefing(), EMPTY, *map(filled, HOSTILE)])
def test_json_is_the_published_form_and_loses_nothing(given_: Briefing) -> None:
    value = json.loads(WRITERS["json"].write(given_))
    jsonschema.Draft202012Validator(schema()).validate(value)
    assert from_dict(Briefing, value) == given_


# Markdown


def test_findings_of_a_briefing_stand_above_its_articles() -> None:
    found = Finding("correction", Severity.WARNING, "a correction, “Parks” (Li), no longer fits", "公园", "Parks")
    lines = [plain(block.line) for block in outline(briefing(findings=(found,))).head]
    assert lines[1:] == ["warning, correction: a correction, “Parks” (Li), no longer fits “公园”"]


def test_markdown_as_a_whole() -> None:
    assert WRITERS["md"].write(briefing()).decode() == (HERE / "sample_briefing.md").read_text(encoding="utf-8")


# the outline of the readable formats


def head(**changes: Any) -> list[str]:
    return [plain(block.line) for block in outline(briefing(stories=(story(**changes),))).chapters[0].head]


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (DateRef("2025-08-06", "2025-08-06", False, ""), "6 Aug 2025"),
        (DateRef("8月6日", "2025-08-06", True, "as it says"), "6 Aug [year inferred: 2025, as it says]"),
        (DateRef("8月6日", "--08-06", False, ""), "6 Aug [year not stated]"),
        (DateRef("立秋", "", False, ""), "立秋"),
        (DateRef("13月1日", "2025-13-01", False, ""), "13月1日"),
        (DateRef("", "", False, ""), "date not stated"),
    ],
)
def test_dates(date: DateRef, line: str) -> None:
    assert head(date=date, byline=(), dateline="")[-1] == line


@pytest.mark.parametrize(
    ("continued", "line"),
    [
        (Continuation("to", "p.5", False), "[Excerpt: continues on p.5, not held]"),
        (Continuation("from", "p.1", False), "[Excerpt: begins on p.1, not held]"),
        (Continuation("to", "p.2", True), "[Continued on p.2, joined here]"),
        (Continuation("from", "p.1", True), "[Begins on p.1, joined here]"),
    ],
)
def test_continuations(continued: Continuation, line: str) -> None:
    assert head(continued=continued, byline=(), dateline="")[-1].endswith(f" · {line}")


@pytest.mark.parametrize("form", READABLE)
def test_what_is_not_known_is_said(form: str) -> None:
    bare = story(headings=(), publisher=Bilingual("", ""), placement="", url="", points=(), units=(), people=(),
                 figures=(), quotes=(), findings=(), byline=())  # fmt: skip
    assert "1.[noheadlinewasfound]sourcenotstated5Aug" in text_of(form, briefing(stories=(bare,)))


# HTML


def page(given_: Briefing) -> Any:
    return lxml.html.document_fromstring(WRITERS["html"].write(given_))


def test_html_needs_and_runs_nothing() -> None:
    root = page(briefing())
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(elements(root))
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on") or a in ("src", "style")]
    (style,) = root.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [policy()]
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy()


def test_html_says_what_language_a_text_is_in() -> None:
    root = page(briefing())
    assert root.get("lang") == "en"
    languages = {e.text: next(a.get("lang") for a in (e, *e.iterancestors()) if a.get("lang")) for e in root.iter("p")}
    assert languages["图为学习会现场。"] == "zh"
    assert languages["The study session."] == "en"


def test_html_references_lead_to_their_sentences() -> None:
    root = page(briefing())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert root.xpath("//a[text()='s3']/@href") == ["#article-1-s3", "#article-1-s3", "#article-1-s3", "#article-2-s3"]


def test_html_marks_what_findings_are_about() -> None:
    assert [mark.text for mark in page(briefing()).iter("mark")] == ["186.4亿", "18.6", "青岚"]


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//x.example", False),
    ],
)
def test_html_follows_addresses_of_the_web_alone(url: str, followed: bool) -> None:
    root = page(briefing(stories=(story(url=url),)))
    assert ([href for href in root.xpath("//a/@href") if href[0] != "#"] == [url]) is followed
    assert url in root.text_content()


# Word


def word(given_: Briefing) -> Any:
    return docx.Document(io.BytesIO(WRITERS["docx"].write(given_)))


def test_word_properties_and_archive_are_dated_by_the_briefing() -> None:
    properties = word(briefing()).core_properties
    assert (properties.title, properties.author) == ("Briefing: qinglan-front-page.txt", "yibao")
    assert {f"{properties.created:%Y-%m-%dT%H:%M}", f"{properties.modified:%Y-%m-%dT%H:%M}"} == {"2025-08-06T09:31"}
    archive = zipfile.ZipFile(io.BytesIO(WRITERS["docx"].write(briefing())))
    assert {entry.date_time for entry in archive.infolist()} == {(2025, 8, 6, 9, 31, 0)}


def test_word_puts_the_languages_side_by_side() -> None:
    tables = [table for table in word(briefing()).tables if table.cell(0, 1).text == "中文"]
    assert [[cell.text for cell in table.rows[-1].cells] for table in tables] == [
        ["c1 caption", "图为学习会现场。", "The study session."],
        ["¶ s3", "（完）", "（完）\ntaken over as printed: nothing to translate"],
    ]


def test_word_marks_what_findings_are_about() -> None:
    runs = [
        run
        for t in word(briefing()).tables
        for row in t.rows
        for c in row.cells
        for p in c.paragraphs
        for run in p.runs
    ]
    assert [run.text for run in runs if run.font.highlight_color] == ["186.4亿", "18.6", "青岚"]


def test_word_can_be_read_as_headings() -> None:
    headings = [p.text for p in word(briefing()).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "1. County Party theory group holds study session",
        "2. New Songxi Town bridge to open this month",
        "THE REST OF THE SOURCE",
    ]


# TMX and XLIFF


def test_tmx_has_a_pair_for_each_sentence() -> None:
    units = tmxfile.parsestring(WRITERS["tmx"].write(briefing()), "zh", "en").units
    assert [(u.source, u.target or "") for u in units] == [(u.zh, u.en) for u in units_of(briefing())]
    assert [u.getid() for u in units[-2:]] == ["c0ffee123456-s2", "c0ffee123456-s3"]


def test_tmx_says_where_a_pair_comes_from() -> None:
    root = etree.fromstring(WRITERS["tmx"].write(briefing()))
    assert (root.get("version"), dict(root.find("header").attrib)["creationdate"]) == ("1.4", "20250806T093100Z")
    last = root.findall("body/tu")[-1]
    assert {prop.get("type"): prop.text for prop in last.findall("prop")} == {
        "x-story": "c0ffee123456",
        "x-signature": "0f1e2d3c4b5a6978",
        "x-reviewed": "Ada Wong",
        "x-edited": "Li Wei",
        "x-part": "body",
        "x-origin": "verbatim",
    }


def test_xliff_has_a_unit_for_each_sentence() -> None:
    store = Xliff1File.parsestring(WRITERS["xliff"].write(briefing()))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("zh", "en")
    assert [(u.source, u.target or "") for u in store.units] == [(u.zh, u.en) for u in units_of(briefing())]
    assert len({u.getid() for u in store.units}) == len(store.units)


def test_xliff_says_what_waits_for_review() -> None:
    root = etree.fromstring(WRITERS["xliff"].write(briefing()))
    targets = root.findall(".//{*}group[@resname='c0ffee123456']//{*}target")
    assert [(t.get("state"), t.get("state-qualifier")) for t in targets] == [
        ("needs-review-translation", "leveraged-mt"),
        ("needs-translation", None),
        ("needs-review-translation", "leveraged-mt"),
        ("translated", None),
    ]
    assert root.get("version") == "1.2"
    assert {tuple(etree.QName(child).localname for child in unit)[:2] for unit in root.iter("{*}trans-unit")} == {
        ("source", "target")
    }


@pytest.mark.parametrize("form", ["tmx", "xliff"])
def test_white_space_of_a_sentence_is_kept(form: str) -> None:
    unit = Unit("s1", Part.BODY, 0, " 一  二\n三　", "one  two ", "mt", None)
    data = WRITERS[form].write(briefing(stories=(story(headings=(), units=(unit,)),)))
    (read,) = tmxfile.parsestring(data, "zh", "en").units if form == "tmx" else Xliff1File.parsestring(data).units
    assert (read.source, read.target) == (unit.zh, unit.en)


@pytest.mark.parametrize("form", FORMATS)
def test_a_finding_that_quotes_what_its_message_does_not(form: str) -> None:
    found = Finding("term", Severity.WARNING, "another rendering is preferred", "党组", "party group")
    unit = Unit("s1", Part.BODY, 0, "县人大召开会议。", "A meeting.", "mt", None, (found,))
    text = text_of(form, briefing(stories=(story(headings=(), units=(unit,)),)))
    assert all(tight(words) in text for words in ("another rendering is preferred", "党组", "party group"))
