"""Files of terms: what is read from other tools' files, and that nothing is lost on the way out and in again."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tbx import tbxfile

from service.errors import UnreadableInput
from service.termbase import STATUSES, Term, base, fault
from service.termfiles import FORMS, TermConflict, conflicts, read_file, read_terms, write_terms
from service.writers.printable import printable_text

# What stands on one line, as terms do; notes may have several.
WORDS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: " ".join(printable_text(text).split()))
LINES = st.lists(WORDS, max_size=3).map("\n".join).map(str.strip)
STATED = WORDS.filter(bool) | st.sampled_from(["=1+1", "'=x", "'", "-5", "a|b", "a\\|b", "a\\", 'a "b" c', "a, b; c"])
FORMS_OF = st.lists(STATED, min_size=1, max_size=4, unique=True)
TERMS = st.lists(
    st.builds(
        lambda zh, forms, kind, status, source, note: Term(
            zh, forms[0], tuple(forms[1:]), kind, status, source, note
        ),
        STATED, FORMS_OF, STATED, st.sampled_from(STATUSES), WORDS, LINES,
    ).filter(lambda term: not fault(term)),
    max_size=4,
    unique_by=lambda term: term.zh,
)  # fmt: skip
COUNTY = Term("县委", "CPC county committee")


# in and out


@pytest.mark.parametrize("form", FORMS)
@given(TERMS)
def test_what_is_written_is_read(form: str, terms: list[Term]) -> None:
    assert read_terms(write_terms(terms, form), f"terms{FORMS[form].suffix}") == terms


@pytest.mark.parametrize("form", FORMS)
def test_so_is_the_products_own_termbase(form: str) -> None:
    terms = list(base().terms.values())
    assert read_terms(write_terms(terms, form), "terms" + FORMS[form].suffix) == terms


@pytest.mark.parametrize("form", FORMS)
def test_a_name_without_an_ending_says_nothing(form: str) -> None:
    assert read_terms(write_terms([COUNTY], form), "upload") == [COUNTY]


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    text = write_terms([Term("=1+1", "@SUM(A1)", source="+1", note="-2")], "csv").decode("utf-8-sig")
    assert text.splitlines()[1].split(",") == ["'=1+1", "'@SUM(A1)", "", "concept", "common", "'+1", "'-2"]


# tables


@pytest.mark.parametrize(
    "text",
    [
        "zh,en\n县委,CPC county committee\n",
        "en,zh\nCPC county committee,县委",
        "zh\ten\r\n县委\tCPC county committee\r\n",
        "\n zh ; en\n\n 县委 ; CPC county committee",
        "zh-CN,en-US,de-DE\n县委,CPC county committee,Kreiskomitee",
        "zh_CN,en_GB,zh_TW\n县委,CPC county committee,縣委",
        "Chinese,English\n县委,CPC county committee",
        "中文,英文\n县委,CPC county committee",
        "source,target\n县委,CPC county committee",
        "Source\tTarget\nCPC county committee\t县委",
        "县委\tCPC county committee",
        "县委,CPC county committee\n",
        "CPC county committee\t县委",
        '"zh","en"\n"县委","CPC  county\ncommittee"',
    ],
)
def test_tables_of_other_tools(text: str) -> None:
    assert read_terms(text.encode(), "terms.csv") == [COUNTY]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("form", FORMS)
def test_encodings(form: str, codec: str) -> None:
    text = write_terms([COUNTY], form).decode("utf-8-sig")
    assert read_terms(text.encode(codec), f"terms{FORMS[form].suffix}") == [COUNTY]


def test_our_own_column_source_is_no_language() -> None:
    text = "zh,en,source,target,note\n县委,committee,Xinhua,x,y"
    assert read_terms(text.encode(), "t.csv") == [Term("县委", "committee", source="Xinhua", note="y")]


def test_accepted_forms_are_parted() -> None:
    text = "zh,en,accepted\n县委,committee, a | b\\|c ||d\\e"
    assert read_terms(text.encode(), "t.csv")[0].accepted == ("a", "b|c", "d\\e")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "t.csv: there are no lines"),
        ("县委书记".encode(), "t.csv, line 1: the first line must name the columns zh and en"),
        (b"a,b\nc,d", "t.csv, line 1: the first line must name"),
        ("中央,县委\n".encode(), "t.csv, line 1: the first line must name"),
        ("zh,en\n县委,x\n\n乡镇,\n".encode(), "t.csv, line 4: zh and en must both be there"),
        ("zh,en\n县委\n".encode(), "t.csv, line 2: zh and en must both"),
        ("zh,en,status\n县委,x,sure".encode(), "t.csv, line 2: the status must be one of official, common, unverified"),
        (b"zh,en\n{P},{P}", "t.csv, line 2: {P}: a pattern needs words beside its fields"),
        ("zh,en\n{P}粮仓,{Q} granary".encode(), "t.csv, line 2: {Q} granary: a brace stands for nothing but a field"),
        ("zh,en\n{P}粮仓,{P:>30} granary".encode(), "t.csv, line 2: {P:>30} granary: a brace stands for nothing but"),
        ("zh,en\n粮仓,{P} granary".encode(), "t.csv, line 2: {P} granary: {P} has no field in the Chinese, 粮仓"),
        ("zh,en\n{N}次{N}届,{N}".encode(), "t.csv, line 2: {N}次{N}届: the fields of a Chinese term are {P}, {N}"),
        ('zh,en\n县委,x\n乡镇,"town\n村,village\n'.encode(), "t.csv, line 3: the line is damaged"),
        ("zh,en\n县委书记,x\n乡镇党委政府".encode("gb18030") + b"\xff,y", "t.csv, line 3: the text cannot be decoded"),
        ("zh,en\n县委,x".encode() + b"\xff\n", "t.csv: the text decodes in no encoding known for Chinese"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xff\xfe\xdd" * 9, "t.csv"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=re.escape(message)):
        read_terms(data, "t.csv")


# a term twice


def test_a_term_that_stands_twice_keeps_its_first_rendering() -> None:
    text = "zh,en,accepted,note\n县委,A,B,first\n乡镇,town,,\n县委,C,A|D,second\n县委,B,,\n"
    read = read_file(text.encode(), "t.csv")
    assert read.terms == (Term("县委", "A", ("B", "C", "D"), note="first"), Term("乡镇", "town"))
    lines = (("t.csv, line 2", "A"), ("t.csv, line 4", "C"), ("t.csv, line 5", "B"))
    assert read.conflicts == (TermConflict("县委", lines, "t.csv, line 2"),)


def test_the_same_twice_is_no_conflict() -> None:
    read = read_file("zh,en,accepted\n县委,A,B\n县委,A,C\n".encode(), "t.csv")
    assert (read.terms, read.conflicts) == ((Term("县委", "A", ("B", "C")),), ())


def test_termbases_that_disagree() -> None:
    house = [Term("县委", "A"), Term("乡镇", "town"), Term("村", "village")]
    desk = [Term("县委", "B"), Term("乡镇", "town"), Term("市", "city")]
    own = [Term("县委", "A"), Term("市", "municipality"), Term("省", "province")]
    assert conflicts([("house", house), ("desk", desk), ("", own)]) == [
        TermConflict("县委", (("house", "A"), ("desk", "B"), ("", "A")), "house"),
        TermConflict("市", (("desk", "city"), ("", "municipality")), "desk"),
    ]


def test_one_termbase_has_no_conflicts() -> None:
    assert conflicts([]) == conflicts([("house", [Term("县委", "A"), Term("县委", "B")])]) == []


# TBX

VERSION_2 = """<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c1">
 <descrip type="subjectField">body</descrip>
 <descripGrp><descrip type="definition">The Party's committee in a county.</descrip></descripGrp>
 <langSet xml:lang="en-US">
  <ntig><termGrp><term>county Party committee</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
  <ntig><termGrp><term>CPC county <hi>committee</hi></term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp>
   <admin type="source">Xinhua</admin></ntig>
  <ntig><termGrp><term>commune committee</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  <note>Not the county government.</note>
 </langSet>
 <langSet xml:lang="de"><tig><term>Kreiskomitee</term></tig><note>nur deutsch</note></langSet>
 <langSet xml:lang="zh-CN"><tig><term>县委</term></tig><tig><term>中共县委</term></tig></langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="zh"><tig><term>乡镇</term></tig></langSet></termEntry>
</body></text></martif>"""
VERSION_3 = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><tbxHeader/><text><body>
<conceptEntry id="c1">
 <min:subjectField>body</min:subjectField>
 <basic:definition>The Party's committee in a county.</basic:definition>
 <langSec xml:lang="zh-Hans"><termSec><term>县委</term></termSec><termSec><term>中共县委</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>county Party committee</term>
   <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>CPC county committee</term>
   <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
   <basic:source>Xinhua</basic:source></termSec>
  <termSec><term>commune committee</term>
   <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  <note>Not the county government.</note>
 </langSec>
</conceptEntry></body></text></tbx>"""
VERSION_3_DCA = re.sub(
    r"<(min:administrativeStatus|min:subjectField|basic:\w+)>(.*?)</[\w:]+>",
    lambda match: f'<descrip type="{match[1].partition(":")[2]}">{match[2]}</descrip>',
    VERSION_3,
)


@pytest.mark.parametrize("text", [VERSION_2, VERSION_3, VERSION_3_DCA])
def test_tbx_of_other_tools(text: str) -> None:
    note = "The Party's committee in a county.\nNot the county government."
    entry = Term("县委", "CPC county committee", ("county Party committee",), "body", "common", "Xinhua", note)
    assert read_terms(text.encode(), "t.tbx") == [entry, replace(entry, zh="中共县委")]


def test_other_tools_read_the_tbx_that_is_written() -> None:
    term = Term("县委", "CPC county committee", ("county Party committee",), "body", "official", "Xinhua", "A <note>.")
    data = write_terms([term], "tbx")
    (unit,) = tbxfile.parsestring(data, "zh", "en").units
    assert [found.text for found in unit.get_source_terms()] == ["县委"]
    assert [(found.text, found.administrative_status) for found in unit.get_target_terms()] == [
        ("CPC county committee", "preferredTerm-admn-sts"),
        ("county Party committee", "admittedTerm-admn-sts"),
    ]
    root = etree.fromstring(data)
    assert {node.get("type"): node.text for node in root.iter("descrip", "admin")} == {
        "subjectField": "body", "source": "Xinhua", "x-status": "official",
    }  # fmt: skip


def test_characters_that_xml_cannot_carry_become_visible() -> None:
    assert read_terms(write_terms([Term("县\f委", "a\x01b")], "tbx"), "t.tbx") == [Term("县␌委", "a␁b")]


BOMB = "<!DOCTYPE martif [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE martif SYSTEM 'http://127.0.0.1:9/x.dtd'>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB + VERSION_2.replace("乡镇", "&b;"), "t.tbx: it defines entities of its own"),
        ("<!DOCTYPE martif [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + VERSION_2, "t.tbx: it defines entities"),
        (OUTSIDE + VERSION_2.replace("乡镇", "&x;"), "t.tbx, line 18: the entity &x; is not defined"),
        (VERSION_2.replace("</langSet>", "", 1), "t.tbx, line 17: the XML is damaged"),
        ("<tmx/>", "t.tbx: the file is no TBX: its root is tmx"),
        (VERSION_2.replace("zh-CN", "ja"), "t.tbx: none of its 2 entries has both Chinese and English"),
        (VERSION_2.replace('"source"', '"x-status"'), "t.tbx, line 2: the status must be one of"),
    ],
)
def test_bad_tbx_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=re.escape(message)):
        read_terms(text.encode(), "t.tbx")
