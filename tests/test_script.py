"""Traditional and simplified characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assets import over_base
from service.script import is_traditional, narrowed, to_simplified
from service.termbase import Term


@pytest.mark.parametrize(
    ("source", "simplified"),
    [
        ("青嵐縣綜合治理工程", "青岚县综合治理工程"),
        ("乾坤與乾淨，皇后在後面", "乾坤与干净，皇后在后面"),
        ("青岚县", "青岚县"),
        ("", ""),
        ("A1", "A1"),
    ],
)
def test_to_simplified(source: str, simplified: str) -> None:
    assert to_simplified(source) == simplified


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_offsets_stay(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "traditional"), [("青嵐縣的溪流", True), ("青岚县的溪流", False), ("山水", False), ("", False)]
)
def test_is_traditional(text: str, traditional: bool) -> None:
    assert is_traditional(text) is traditional


def test_terms_are_written_as_the_sentences_in_which_they_are_looked_for() -> None:
    termbase = over_base([("desk", [Term("ＡＩ大模型", "AI foundation model"), Term("長征 五號", "Long March 5")])])
    assert {"AI大模型", "长征五号"} <= termbase.terms.keys()
    assert narrowed("發展 ＡＩ大模型，長征 五號") == "发展 AI大模型，长征五号"
