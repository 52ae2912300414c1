"""What is stored for a search, and what is asked of it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.search import fold, phrases, terms


def holds(text: str, query: str) -> bool:
    """Whether a search for the query finds the text, as `Storage` asks the database."""
    stored = f" {terms(text)} "
    asked = [phrase[:-1] if phrase.endswith("*") else phrase + " " for phrase in phrases(query)]
    return bool(asked) and all(f" {phrase}" in stored for phrase in asked)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("县委书记", "县委 委书 书记 记"),
        ("县", "县"),
        ("县委、县政府", "县委 委 县政 政府 府"),
        ("The County's 23 projects", "the county s 23 projects"),
        ("增长6.1%", "增长 长 6 1"),
        ("", ""),
        ("，。！", ""),
    ],
)
def test_what_is_stored(text: str, stored: str) -> None:
    assert terms(text) == stored


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("县委 Wang", ["县委", "wang"]),
        ("县委书记", ["县委 委书 书记"]),
        ("县", ["县*"]),
        ("co-operate", ["co operate"]),
        ("1,800", ["1 800"]),
        ("  ", []),
        ("% _ ' \" \\ \x00", []),
    ],
)
def test_what_is_asked(query: str, asked: list[str]) -> None:
    assert phrases(query) == asked


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("縣圖書館", "县图书馆"),
        ("县图书馆", "縣圖書館"),
        ("ＣＢＤ二〇二五", "cbd 二〇二五"),
        ("Lü Zhen", "LU zhen"),
        ("Xi’an", "xi'an"),
        ("乾隆年间", "乾"),
        ("𬭎𠮷镇", "𠮷镇"),
        ("\uf90a秋", "金秋"),
    ],
)
def test_other_spellings_are_found(text: str, query: str) -> None:
    assert holds(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("县委，书记", "委书"),
        ("县委 书记", "委书"),
        ("书记县委", "县委书记"),
        ("county", "count"),
        ("1 and 800", "1,800"),
    ],
)
def test_other_texts_are_not_found(text: str, query: str) -> None:
    assert not holds(text, query)


HAN = st.text(st.sampled_from("县縣委书書记記松溪镇鎮乾著〇𠮷一二"), min_size=1, max_size=12)
MIXED = st.lists(HAN | st.sampled_from(["，", " ", "wang", "CBD", "6.1", "Lü"]), max_size=8).map("".join)


@given(MIXED, st.data())
def test_every_part_of_a_chinese_run_is_found(text: str, data: st.DataObject) -> None:
    runs = re.findall("[县縣委书書记記松溪镇鎮乾著〇𠮷一二]+", text)
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    assert holds(text, run[start:end])


@given(MIXED, HAN)
@example("县委委书", "县委书")
def test_nothing_else_is_found(text: str, query: str) -> None:
    assert holds(text, query) == (fold(query) in fold(text))


@given(st.text(), st.text())
def test_any_text_can_be_stored_and_asked_for(text: str, query: str) -> None:
    assert "%" not in terms(text)
    if phrases(query):
        assert holds(f"{text} {query}", query)
