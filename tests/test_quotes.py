"""What people are quoted as saying."""

import pytest

from service.quotes import quotes
from service.records import Quote
from tests.stories import unit

ROAD = "“路修好了，出门就方便了。”"


@pytest.mark.parametrize(
    ("zh", "en", "quote"),
    [
        (f"纪南星说：{ROAD}", 'Ji Nanxing said: "The road is mended."', "The road is mended."),
        (f"纪南星笑着告诉记者，{ROAD}", "“The road is mended,” he said.", "The road is mended,"),
        (f"{ROAD}纪南星说。", '"The road is mended," said Ji Nanxing.', "The road is mended,"),
        (f"{ROAD}", '"The road is mended."', "The road is mended."),
        (f"{ROAD}，说起新路，纪南星感慨。", "The road is mended, he said.", "The road is mended, he said."),
        ("紀南星說：「路修好了，出門就方便了。」", 'He said: "The road is mended."', "The road is mended."),
        (f"“一号路”通了，他说：{ROAD}", "Of Road One he said it is mended.", "Of Road One he said it is mended."),
    ],
)
def test_speech(zh: str, en: str, quote: str) -> None:
    (found,) = quotes([unit(zh, en)])
    assert (found.en, found.source) == (quote, "s1")
    assert found.zh[:3] in ("路修好",)


@pytest.mark.parametrize(
    "zh",
    [
        "深化“德清山水人家”建设。",
        "他说“好”。",
        "会议指出，要抓好“千村示范、万村整治”工程。",
        "推进“一件事一次办好集成改革”试点工作。",
    ],
)
def test_slogans_and_terms_are_no_speech(zh: str) -> None:
    assert quotes([unit(zh, "")]) == ()


def test_two_speeches_of_a_sentence_keep_their_own_english() -> None:
    one = "“今年的稻子长势很好。”纪南星说，“明年还要多种十亩地。”"
    en = '"The rice is doing well," Ji Nanxing said, "next year we plant ten mu more."'
    assert quotes([unit(one, en)]) == (
        Quote("今年的稻子长势很好。", "The rice is doing well,", "s1"),
        Quote("明年还要多种十亩地。", "next year we plant ten mu more.", "s1"),
    )
