"""`yibao check`: translations from elsewhere, in the formats in which they come."""

import ast
import json
from pathlib import Path

import pytest

from service.checks.catalogue import catalogue
from service.errors import InputError
from service.memory import Entry
from service.pairs import Pair, check_pairs, read_pairs
from service.records import Severity
from service.termbase import base
from service.tmx import write_tmx
from service.translation import asked
from service.writers import WRITERS
from tests.running import Run, last_line
from tests.sample_briefing import briefing

ROOT = Path(__file__).parents[1]
GOOD = "会议在青岚县召开。\tA meeting was held in Qinglan County.\n"
WRONG = "投资860亿元。\tThe investment was 860 billion yuan.\n"

XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-CN" target-language="en-GB" datatype="plaintext"><body>
<trans-unit id="7"><source>投资<g id="1">860</g>亿元。<x id="2"/></source>
<target>The investment was <g id="1">860</g> <ph id="3">&lt;b&gt;9</ph>billion yuan.</target>
<alt-trans><source>别的。</source><target>Other.</target></alt-trans></trans-unit>
<trans-unit id="8"><source>散会。</source></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="zh" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u1"><segment id="s1"><source>The investment was <pc id="1">860</pc> billion yuan.</source>
<target>投资860亿元。</target></segment><ignorable><source> </source></ignorable></unit></file></xliff>"""


# Reading


@pytest.mark.parametrize(
    ("name", "text", "pairs"),
    [
        (
            "a.tsv",
            "会议。\tA meeting.\tnote\n\n散会。\t\n",
            [Pair("1", "会议。", "A meeting."), Pair("3", "散会。", "")],
        ),
        ("-", "会议。\tA meeting.", [Pair("1", "会议。", "A meeting.")]),
        ("a.tsv", "<会议>\tA meeting.", [Pair("1", "<会议>", "A meeting.")]),
        (
            "a.xlf",
            XLIFF_1,
            [Pair("7", "投资860亿元。", "The investment was 860 billion yuan.", "0"), Pair("8", "散会。", "", "0")],
        ),
        ("a.xliff", XLIFF_2, [Pair("u1/s1", "投资860亿元。", "The investment was 860 billion yuan.", "0")]),
        (
            "a.tmx",
            write_tmx([Entry("会议。", "A meeting."), Entry("散会。", "The end.")]).decode(),
            [Pair("6", "会议。", "A meeting.", "0"), Pair("14", "散会。", "The end.", "1")],
        ),
    ],
)
def test_pairs_are_read(name: str, text: str, pairs: list[Pair]) -> None:
    assert read_pairs(text.encode(), name) == pairs


@pytest.mark.parametrize("form", ["json", "tmx", "xliff"])
def test_what_yibao_writes_is_read(form: str) -> None:
    given = [unit for story in briefing().stories for unit in (*story.headings, *story.units)]
    pairs = read_pairs(WRITERS[form].write(briefing()), f"a{WRITERS[form].suffix}")
    assert [(pair.zh, pair.en) for pair in pairs] == [(unit.zh, unit.en) for unit in given]
    assert pairs[-1].place.endswith(f"-{given[-1].id}")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.tsv", "会议。\tA meeting.\n散会。The end.\n", "a.tsv, line 2: there is no tab"),
        ("a.tsv", "A meeting.\t会议。\n", "a.tsv: there is no Chinese sentence in it"),
        ("a.tsv", "", "there is no Chinese sentence in it"),
        ("a.tmx", "<tmx>", "a.tmx, line 1: the XML is damaged"),
        ("a.xlf", "<html/>", "neither TMX nor XLIFF: its root is html"),
        ("a.xlf", XLIFF_1.replace("zh-CN", "fr"), "from fr to en-GB"),
        ("a.json", "{", "a.json: it is no briefing of yibao"),
        ("a.json", '{"stories": [{"units": []}]}', "stories.0.headings Field required"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, text: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read_pairs(text.encode(), name)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


# Checking


def found(*pairs: Pair) -> list[tuple[str, str]]:
    return [(pair.place, finding.check) for pair, finding in check_pairs(pairs, base())]


def test_a_name_is_known_in_all_of_its_text_and_in_no_other() -> None:
    named = Pair("1", "县长白雪出席。", "Bai Xue, county head, attended.", "a")
    assert found(named, Pair("2", "白雪在山上。", "White snow is on the hills.", "a")) == [("2", "name-lost")]
    assert found(named, Pair("2", "白雪在山上。", "White snow is on the hills.", "b")) == []


def test_a_table_of_many_texts_is_about_no_place() -> None:
    text = [Pair("1", "青岚县开会。", "Qinglan County met."), Pair("2", "县委开会。", "The CPC county committee met.")]
    assert found(*text) == [("2", "term-lost")]
    assert found(*text, *[Pair("3", "散会。", "It was over.")] * 9) == []


def test_the_list_number_of_an_item_is_no_number() -> None:
    assert found(Pair("1", "三是抓好落实。", "(3) Implement it well.")) == []


def test_names_from_abroad_are_not_looked_for_in_pinyin() -> None:
    assert found(Pair("1", "美国总统特朗普讲话，安倍没有。", "US President Trump spoke, Abe did not.")) == []


def test_nor_are_they_given_to_an_engine_in_pinyin() -> None:
    text = "美国总统特朗普讲话。"
    assert "Langpu" not in asked(text, base())


def test_what_is_not_chinese_is_passed_over() -> None:
    assert found(Pair("1", "zh", "en 会"), Pair("2", "2025", "")) == []


# The command


def test_nothing_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(GOOD, encoding="utf-8")
    status, out, err = run("check", "a.tsv")
    assert (status, out, last_line(err)) == (0, b"", "nothing found in 1 sentence")


def test_a_finding_is_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(GOOD + WRONG, encoding="gb18030")
    (tmp_path / "b.tsv").write_text(GOOD, encoding="utf-8")
    status, out, err = run("check", "a.tsv", "b.tsv")
    assert status == 1
    assert out.decode().splitlines() == [
        "a.tsv:2: error number-lost: the number 860亿 of the source is not in the translation",
        "a.tsv:2: warning number-added: the number 860 billion is not in the source",
    ]
    assert last_line(err) == "1 error, 1 warning in 3 sentences"


def test_the_least_severity_is_chosen(run: Run) -> None:
    only_a_warning = "会议开得很好。\tThe 37 members had a good meeting.\n".encode()
    assert run("check", "-", "--severity", "warning", given=only_a_warning)[0] == 1
    status, out, err = run("check", "-", "--severity", "error", given=only_a_warning)
    assert (status, out, last_line(err)) == (0, b"", "nothing found in 1 sentence")


def test_findings_as_json(run: Run) -> None:
    status, out, _ = run("check", "-", "--json", given=WRONG.encode())
    told = json.loads(out)
    assert (status, told["sentences"]) == (1, 1)
    assert told["findings"][0] == {
        "file": "-", "place": "1", "check": "number-lost", "severity": "error",
        "message": "the number 860亿 of the source is not in the translation", "zh": "860亿", "en": "",
    }  # fmt: skip


def test_own_terms_are_required(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.csv").write_text("zh,en\n口袋公园,vest-pocket park\n", encoding="utf-8")
    given = "口袋公园开放。\tThe pocket parks are open.\n".encode()
    out = run("check", "--terms", "house.csv", "-", given=given)[1].decode()
    assert out == "-:1: warning term-lost: 口袋公园 should read “vest-pocket park”\n"


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_bad_input_is_one_line_and_nothing_else(run: Run, tmp_path: Path, as_json: list[str]) -> None:
    (tmp_path / "a.tsv").write_text(WRONG, encoding="utf-8")
    (tmp_path / "b.tsv").write_text("no tab", encoding="utf-8")
    for bad, words in (("b.tsv", "b.tsv, line 1: there is no tab"), ("none.tsv", "cannot read none.tsv")):
        status, out, err = run("check", "a.tsv", bad, *as_json)
        assert (status, out) == (2, b"")
        assert last_line(err).startswith(f"yibao: {words}")
    assert run("check")[0] == 2


# The list


def raised() -> dict[str, set[Severity]]:
    """The findings that the code makes outside the registry of checks, by the names in it."""
    made: dict[str, set[Severity]] = {}
    for path in (ROOT / "service").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Finding"), args=[ast.Constant(value=str(name)), ast.Attribute(attr=severity), *_]
                ):
                    made.setdefault(name, set()).add(Severity[severity])
    return made


def test_the_list_is_complete(run: Run) -> None:
    known = {each.id: each for each in catalogue()}
    assert raised() == {name: {known[name].severity} for name in known if name in raised()}
    assert {"term-lost", "name-lost"} <= known.keys()  # of service.placeables, which chooses between them
    assert len(known) == len(list(catalogue()))
    status, out, _ = run("check", "--list")
    lines = [line.split(maxsplit=2) for line in out.decode().splitlines()]
    assert (status, lines) == (0, [[each.id, each.severity.value, each.about] for each in known.values()])


def test_the_documents_have_the_same_list() -> None:
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs/quality.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert rows == [[each.id, each.severity.value, each.about] for each in catalogue()]
