"""Looking words up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.dictionary import Headword, headwords


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("放枪", ["放枪"]),
        ("放槍", ["放枪"]),
        ("人民政府， 2025！", ["人民政府"]),
        ("座谈会召开", ["座谈会", "召开"]),
        ("abc", []),
        ("", []),
    ],
)
def test_the_longest_words_from_left_to_right(text: str, words: list[str]) -> None:
    assert list(dict.fromkeys(word.zh for word in headwords(text))) == words


def test_a_word_has_its_reading_and_its_glosses() -> None:
    assert headwords("放枪") == [Headword("放枪", "fang4 qiang1", ("to open fire", "to shoot a gun"))]


def test_a_word_of_several_readings_stands_once_for_each() -> None:
    assert {word.pinyin.lower() for word in headwords("行")} >= {"hang2", "xing2"}


@given(st.text("放枪人民政府,abc〇 ", max_size=20))
def test_every_word_stands_in_the_text(text: str) -> None:
    assert all(word.zh in text for word in headwords(text))
