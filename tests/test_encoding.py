"""Bytes → text: the codec is found from the bytes, whatever was declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.encoding import LOST, decode
from service.errors import UnreadableInput

SIMPLIFIED = "8月5日，青岚县松溪流域综合治理工程正式启动，总投资4.6亿元，惠及沿线五个乡镇的群众。"
TRADITIONAL = "八月五日，青嵐縣松溪流域綜合治理工程正式啟動，總投資四億六千萬元，惠及沿線五個鄉鎮的群眾。"

LEVEL_1 = [bytes((row, cell)) for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFE)]
COMMON = [pair.decode("gb2312") for pair in LEVEL_1]
COMMON_TRADITIONAL = [bytes((row, cell)).decode("big5") for row in range(0xA4, 0xC6) for cell in range(0xA1, 0xFE)]


def texts(alphabet: list[str]) -> st.SearchStrategy[str]:
    """Text of 20 characters and more, each drawn anew: far less like Chinese than any Chinese."""
    return st.randoms(use_true_random=False).flatmap(
        lambda random: st.integers(20, 80).map(lambda n: "".join(random.choices(alphabet, k=n)))
    )


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"]
)
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5", "iso-8859-1", "no-such-charset"])
def test_simplified_text_comes_back_whatever_was_declared(codec: str, declared: str) -> None:
    assert decode(SIMPLIFIED.encode(codec), declared).text == SIMPLIFIED


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5"])
def test_traditional_text_comes_back_whatever_was_declared(codec: str, declared: str) -> None:
    assert decode(TRADITIONAL.encode(codec), declared).text == TRADITIONAL


@given(texts(COMMON), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gb2312"]))
def test_common_characters_come_back_from_every_codec(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@given(texts(COMMON_TRADITIONAL), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "big5", "gb18030"]))
def test_common_traditional_characters_come_back_from_every_codec(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_character_cut_at_the_end_is_marked_and_the_rest_kept(codec: str) -> None:
    whole = TRADITIONAL if codec == "big5" else SIMPLIFIED
    decoded = decode((whole + "民").encode(codec)[:-1])
    assert decoded.text.rstrip(LOST) == whole
    assert decoded.lost == 1


def test_some_damage_in_a_long_file_is_marked() -> None:
    data = bytearray((SIMPLIFIED * 50).encode())
    data[300] = 0xFF
    decoded = decode(bytes(data))
    assert 1 <= decoded.lost <= 3
    assert decoded.text.endswith(SIMPLIFIED)


def test_bytes_of_no_codec_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="UTF-8"):
        decode(bytes(range(128, 256)) * 8)


@pytest.mark.parametrize(("given", "text"), [(b"a\r\nb\rc\n", "a\nb\nc\n"), (b"plain", "plain"), (b"", "")])
def test_line_ends_are_one_character(given: bytes, text: str) -> None:
    assert decode(given).text == text


def test_other_languages_are_read_too_so_that_the_error_can_name_them() -> None:
    japanese = "県は五日、松の川の流域で総合的な治水工事を始めた。事業費は約四十六億円で、三年かけて整備する。" * 3
    assert decode(japanese.encode("cp932")).text == japanese
