"""Articles cut into sentences, and sentences into pieces."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.records import Part
from service.segment import COMFORT, cut, ordinal, segment, sentences
from tests.stories import article, passage

LIST = (
    "会议强调，下半年要集中力量抓好四件事：一要修路，把通往山村的断头路一条一条接起来；二要治水，让每一条小溪都清起来、活起来；"
    "三要种树，使荒了多年的山坡绿起来、美起来；四要办学，让偏远山村的孩子都能在家门口上好学。"
)


@pytest.mark.parametrize(
    ("paragraph", "cut_up"),
    [
        ("会议召开。县领导出席。", ["会议召开。", "县领导出席。"]),
        ("他问：“路修好了吗？”村民说：“修好了！”", ["他问：“路修好了吗？”", "村民说：“修好了！”"]),
        ("研究了《关于修路的决定。试行》。散会。", ["研究了《关于修路的决定。试行》。", "散会。"]),
        ("增长3.5%。全年2.0版。", ["增长3.5%。", "全年2.0版。"]),
        ("一要修路；二要治水。", ["一要修路；二要治水。"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_sentences(paragraph: str, cut_up: list[str]) -> None:
    assert sentences(paragraph) == cut_up


def test_a_long_list_is_cut_at_its_items() -> None:
    found = sentences(LIST)
    assert [ordinal(part) for part in found] == [None, 2, 3, 4]
    assert all(part.endswith(("；", "。")) for part in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一要修路", 1), ("二是治水", 2), ("十要团结", 10), ("十一要节俭", 11), ("二十、附则", 20), ("二十一要", 21),
        ("（二）关于", 2), ("(三)关于", 3), ("第四，种树", 4), ("“一要修路”", 1),
        ("一来，能省钱", 1), ("一、三农工作", 1),
        ("五一、端午假期", None), ("七一，支部", None), ("九一八，勿忘", None), ("一则消息", None),
        ("十来名村民", None), ("三要素保障", None), ("一、二级响应", None), ("二、三产业", None),
        ("一个村", None), ("十分重要", None), ("三农", None), ("修路", None), ("", None),
    ],
)  # fmt: skip
def test_list_items(text: str, number: int | None) -> None:
    assert ordinal(text) == number


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("短句。", ["短句。"]),
        ("甲乙丙丁，戊己庚辛。", ["甲乙丙丁，", "戊己庚辛。"]),
        ("甲乙丙丁；戊己，庚辛。", ["甲乙丙丁；", "戊己，庚辛。"]),
        ("王平、李安、张明、赵静", ["王平、李安、", "张明、赵静"]),
        ("“甲，乙”丙丁，戊己庚辛", ["“甲，乙”丙丁，", "戊己庚辛"]),
        ("落实市委九届八次全会精神", ["落实市委九届", "八次全会精神"]),
    ],
)
def test_pieces_of_at_most_eight_tokens_where_a_token_is_a_character(text: str, pieces: list[str]) -> None:
    assert list(cut(text, len, 8)) == pieces


def test_a_comfortable_sentence_is_not_cut() -> None:
    text = "县" * (COMFORT - 1) + "。"
    assert list(cut(text, len, 1000)) == [text]


def test_parts_of_an_article() -> None:
    one = replace(
        article("县委召开会议", "会议召开。县领导出席。", "散会。"),
        kicker=(passage("决战收官"),),
        deck=(passage("县委书记讲话"), passage("副题二")),
        captions=(passage("图为会场。"),),
    )
    found = segment(one, len, 100)
    assert [(s.id, s.part, s.paragraph, s.text) for s in found] == [
        ("h1", Part.KICKER, 0, "决战收官"),
        ("h2", Part.TITLE, 0, "县委召开会议"),
        ("h3", Part.DECK, 0, "县委书记讲话"),
        ("h4", Part.DECK, 1, "副题二"),
        ("s1", Part.BODY, 0, "会议召开。"),
        ("s2", Part.BODY, 0, "县领导出席。"),
        ("s3", Part.BODY, 1, "散会。"),
        ("c1", Part.CAPTION, 0, "图为会场。"),
    ]


MARKS = "，。；：、！？“”‘’「」『』（）()《》…—.!?;,\n 　 一二三十要是第县会议AB12"
TEXT = st.text(st.sampled_from(MARKS) | st.characters(codec="utf-8"), max_size=400)


@given(TEXT)
def test_sentences_together_are_the_paragraph(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(TEXT, st.integers(1, 120))
def test_pieces_together_are_the_text_and_keep_to_the_budget(text: str, budget: int) -> None:
    pieces = list(cut(text, len, budget))
    assert "".join(pieces) == text
    assert all(len(piece) <= budget for piece in pieces)


@given(TEXT, st.integers(3, 90))
def test_the_budget_counts_the_tokens_of_the_engine(text: str, budget: int) -> None:
    def bytes_of(piece: str) -> int:
        return len(piece.encode())

    pieces = list(cut(text, bytes_of, budget))
    assert "".join(pieces) == text
    assert all(bytes_of(piece) <= budget or len(piece) == 1 for piece in pieces)


@given(st.lists(TEXT, max_size=4))
def test_segments_of_an_article_lose_nothing(paragraphs: list[str]) -> None:
    found = segment(article("题", *paragraphs), len, 60)
    for index, paragraph in enumerate(paragraphs):
        own = [s for s in found if s.part is Part.BODY and s.paragraph == index]
        assert "".join(s.text for s in own) == paragraph
        assert all("".join(s.pieces) == s.text for s in own)
    assert len({s.id for s in found}) == len(found)
