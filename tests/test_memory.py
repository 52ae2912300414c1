"""The translation memory: what is found for a sentence, and TMX as the form in which it travels."""

import random
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rapidfuzz.distance import Levenshtein
from translate.storage.tmx import tmxfile

from service.errors import UnreadableInput
from service.memory import BUDGET, LEAST, Entry, Memory, same_key
from service.records import Match
from service.tmx import read_file, read_tmx, write_tmx
from service.writers.printable import printable_text

HELD = "县委书记主持召开县委常委会会议。"
CHARACTERS = "县委书记主持召开会议，强调工作"


def found(memory: Memory, zh: str, before: str = "", after: str = "") -> tuple[str, int, str] | None:
    match = memory.find(zh, before, after)
    return match and (match.kind, match.score, match.en)


# equality


def test_an_empty_memory_has_nothing() -> None:
    assert Memory().find(HELD) is None
    assert Memory([Entry("", "Nothing."), Entry("有。", " ")]).find("有。") is None


def test_an_exact_match_says_whose_it_is() -> None:
    memory = Memory([Entry(HELD, "A meeting.", author="Ada", created="2025-08-06T09:31:00Z")])
    assert memory.find(HELD) == Match(HELD, "A meeting.", "exact", 100, "Ada", "2025-08-06T09:31:00Z")


@pytest.mark.parametrize(
    "other",
    ["縣委書記主持召開縣委常委會會議。", " 县委书记主持召开县委常委会会议。\n", "县委书记　主持召开 县委常委会会议。"],
)
def test_script_and_white_space_make_no_difference(other: str) -> None:
    assert found(Memory([Entry(HELD, "A meeting.")]), other) == ("exact", 100, "A meeting.")


def test_width_makes_no_difference_and_words_stay_apart() -> None:
    assert same_key("ＡＩ，５％ 增长") == same_key("AI,5%增长")
    assert same_key("New  York 会议, 2025 年") == "New York会议,2025年"


def test_punctuation_makes_a_difference() -> None:
    assert found(Memory([Entry(HELD, "A meeting.")]), HELD[:-1] + "！") == ("fuzzy", 93, "A meeting.")


@given(st.lists(st.text(CHARACTERS), max_size=5), st.sampled_from([" ", "\n", "\u3000", "\t "]))
def test_white_space_between_chinese_characters_is_none(parts: list[str], white: str) -> None:
    assert same_key(white.join(["", *parts, ""])) == same_key("".join(parts))


# which of several


def test_of_several_the_newest_counts() -> None:
    new, old = Entry(HELD, "New.", created="2025-01-02T00:00:00+08:00"), Entry(HELD, "Old.", created="2025-01-01")
    assert [found(Memory(order), HELD) for order in ([new, old], [old, new])] == [("exact", 100, "New.")] * 2


def test_of_those_without_a_date_the_last_counts() -> None:
    entries = [Entry(HELD, "First."), Entry(HELD, "Last.", created="long ago"), Entry("好。", "Good.")]
    assert found(Memory(entries), HELD) == ("exact", 100, "Last.")
    assert found(Memory([*entries, Entry(HELD, "Dated.", created="2020-01-01")]), HELD) == ("exact", 100, "Dated.")


@pytest.mark.parametrize(
    ("before", "after", "english"),
    [
        ("天晴。", "", "After the weather."),
        ("天 晴。", "别的。", "After the weather."),
        ("", "散会。", "Before the end."),
        ("别的。", "散会。", "Before the end."),
        ("天晴。", "散会。", "Between."),
    ],
)
def test_a_neighbour_decides_before_the_date(before: str, after: str, english: str) -> None:
    memory = Memory(
        [
            Entry(HELD, "Between.", "天晴。", "散会。", created="2020-01-01"),
            Entry(HELD, "After the weather.", "天晴。", created="2021-01-01"),
            Entry(HELD, "Before the end.", "", "散会。", created="2022-01-01"),
            Entry(HELD, "Alone.", created="2023-01-01"),
        ]
    )
    assert found(memory, HELD, before, after) == ("context", 101, english)


def test_an_unknown_neighbour_is_like_no_other() -> None:
    assert found(Memory([Entry(HELD, "A meeting.")]), HELD, "", "") == ("exact", 100, "A meeting.")


# nearly the same


def test_the_nearest_counts() -> None:
    memory = Memory([Entry("县长主持召开县委常委会会议。", "Far."), Entry("县委书记主持召开县委常委会。", "Near.")])
    assert found(memory, HELD) == ("fuzzy", 87, "Near.")


def test_below_75_is_nothing() -> None:
    memory = Memory([Entry("一二三四五六", "x")])
    assert found(memory, "一二三四五六七八") == ("fuzzy", 75, "x")
    assert memory.find("一二三四五六七八九") is None


def test_one_character_in_hundreds_is_not_the_same() -> None:
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    assert found(Memory([Entry(long, "x")]), long[:-1] + "。") == ("fuzzy", 99, "x")


@given(st.sampled_from(["3.5", "15", "1,200", "三", "十二", "３"]), st.sampled_from(["4", "2025", "九", "千"]))
def test_another_number_is_never_nearly_right(one: str, other: str) -> None:
    frame = (
        "会议指出，今年以来全县上下真抓实干、攻坚克难，经济社会发展取得明显成效，新签约重大产业项目{}个，比去年同期多。"
    )
    match = Memory([Entry(frame.format(one), "x")]).find(frame.format(other))
    assert match is not None
    assert match.score < 95


@given(
    st.lists(st.text(CHARACTERS, min_size=1, max_size=24), max_size=12), st.text(CHARACTERS, min_size=1, max_size=24)
)
def test_nothing_near_enough_is_missed(held: list[str], sought: str) -> None:
    """The index finds what comparing with every entry finds."""
    match = Memory([Entry(zh, "x") for zh in held]).find(sought)
    best = max((Levenshtein.normalized_similarity(sought, zh) for zh in held), default=0.0)
    assert (match is not None) == (best >= LEAST / 100)
    assert match is None or match.score == (100 if best == 1 else int(best * 100 + 1e-9))


def test_common_pairs_do_not_hide_a_near_sentence() -> None:
    """More entries than are looked at share most of the sentence; its rare pairs lead to the right one."""
    random.seed(1)
    frame = "会议强调，要认真学习贯彻重要讲话精神，切实抓好{}各项工作。"
    stems = ["".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(4)) for _ in range(2 * BUDGET)]
    memory = Memory([Entry(frame.format(stem), stem) for stem in stems])
    for stem in stems[:: BUDGET // 8]:
        match = memory.find(frame.format(stem).replace("认真", "深入"))
        assert match is not None
        assert match.en == stem


# TMX

PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")).map(printable_text).map(str.strip)
MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1)).map(lambda m: f"{m:%Y-%m-%dT%H:%M:%SZ}")
ENTRIES = st.builds(
    Entry, PLAIN.filter(bool), PLAIN.filter(bool), PLAIN, PLAIN, PLAIN, st.just("") | MOMENTS, PLAIN
)  # fmt: skip


def tmx(body: str, head: str = "") -> bytes:
    content = f'<tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{content}'.encode()


def pair(zh: str = "会议召开。", en: str = "The meeting opened.", about: str = "", codes: str = "zh-CN en-US") -> str:
    chinese, english = codes.split()
    variants = f'<tuv xml:lang="{english}"><seg>{en}</seg></tuv><tuv xml:lang="{chinese}"><seg>{zh}</seg></tuv>'
    return f"<tu>{about}{variants}</tu>"


@given(st.lists(ENTRIES, max_size=4))
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    assert read_tmx(write_tmx(entries), "m.tmx") == entries


def test_other_tools_read_what_is_written() -> None:
    entry = Entry("<3亿元> & “会议”", "A & B < C", "前。", "后。", "Ada", "2025-08-06T17:31:00+08:00", "correction")
    (unit,) = tmxfile.parsestring(write_tmx([entry]), "zh", "en").units
    assert (unit.source, unit.target) == (entry.zh, entry.en)
    (element,) = etree.fromstring(write_tmx([entry])).iter("tu")
    assert dict(element.attrib) == {"creationid": "Ada", "creationdate": "20250806T093100Z"}
    assert {p.get("type"): p.text for p in element.iter("prop")} == {
        "x-context-pre": "前。", "x-context-post": "后。", "x-origin": "correction",
    }  # fmt: skip


def test_characters_that_xml_cannot_carry_become_visible() -> None:
    (entry,) = read_tmx(write_tmx([Entry("一\f二\ud800", "a\x01b")]), "m.tmx")
    assert (entry.zh, entry.en) == ("一␌二\ufffd", "a␁b")


@pytest.mark.parametrize("codes", ["zh en", "zh-CN en-GB", "ZH-Hans-CN EN-us", "zh_TW en_US"])
def test_languages_of_any_country_and_script(codes: str) -> None:
    assert read_tmx(tmx(pair(codes=codes)), "m.tmx") == [Entry("会议召开。", "The meeting opened.")]


def test_units_without_one_of_the_languages_are_counted() -> None:
    german = pair(codes="zh-CN de-DE")
    read = read_file(tmx(german + pair() + pair(zh="") + "<tu/>"), "m.tmx")
    assert ([entry.zh for entry in read.entries], read.skipped) == (["会议召开。"], 3)
    with pytest.raises(UnreadableInput, match="none of its 1 units has both"):
        read_tmx(tmx(german), "m.tmx")


def test_inline_tags_are_taken_off() -> None:
    zh = '<bpt i="1">&lt;b></bpt>会议<ept i="1">&lt;/b></ept><ph x="1">{1}<sub>脚注</sub></ph>于'
    zh += "<hi>今<it>x</it>天</hi>召开。"
    assert [entry.zh for entry in read_tmx(tmx(pair(zh)), "m.tmx")] == ["会议于今天召开。"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("x-context-pre", "x-context-post"), ("prev", "next")],
)
@pytest.mark.parametrize("wrap", ["{}", "&lt;seg>{}&lt;/seg>"])
def test_context(before: str, after: str, wrap: str) -> None:
    about = f'<prop type="{before}">{wrap.format("前。")}</prop><prop type="{after}">{wrap.format("后。")}</prop>'
    (entry,) = read_tmx(tmx(pair(about=about)), "m.tmx")
    assert (entry.before, entry.after) == ("前。", "后。")


def test_who_wrote_it_and_when() -> None:
    unit = pair().replace("<tu>", '<tu creationid="Ada" creationdate="20240101T000000Z" changedate="20250806T093100Z">')
    (entry,) = read_tmx(tmx(unit), "m.tmx")
    assert (entry.author, entry.created) == ("Ada", "2025-08-06T09:31:00Z")
    changed = unit.replace('<tuv xml:lang="en-US">', '<tuv xml:lang="en-US" changeid="Bo">')
    assert read_tmx(tmx(changed), "m.tmx")[0].author == "Bo"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(codec: str) -> None:
    text = re.sub("UTF-8", codec.removesuffix("-sig"), tmx(pair()).decode())
    assert [entry.zh for entry in read_tmx(text.encode(codec), "m.tmx")] == ["会议召开。"]


BOMB = (
    "<!DOCTYPE tmx [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (tmx(pair(zh="&j;"), BOMB), "m.tmx"),
        (tmx(pair(), BOMB), "m.tmx: it defines entities of its own"),
        (tmx(pair(zh="&x;"), "<!DOCTYPE tmx [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "defines entities"),
        (tmx(pair(zh="&x;"), "<!DOCTYPE tmx [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'>%p;]>"), "m.tmx"),
        (tmx(pair(zh="一&nbsp;二"), "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>"), "m.tmx, line 2: the entity &nbsp;"),
        (tmx("<tu>\n<tuv>"), "m.tmx, line 3: the XML is damaged"),
        (tmx("<a>" * 5_000 + "</a>" * 5_000), "m.tmx, line 2: the XML is damaged"),
        (b"<html/>", "m.tmx: the file is no TMX: its root is html"),
        (b"", "m.tmx, line 1: the XML is damaged"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfd", "m.tmx"),
    ],
)
def test_what_is_no_sound_tmx_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=re.escape(message)):
        read_tmx(data, "m.tmx")
