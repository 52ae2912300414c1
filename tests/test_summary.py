"""AT A GLANCE: the article's own sentences, and what a summariser wrote as far as the article bears it out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ModelError
from service.records import Finding, Part, Severity, Unit
from service.summary import extract, ground, summarise
from tests.fakes import FakeSummarizer
from tests.stories import article, unit

TITLE = "青岚县加快修建山村道路"
BODY = [
    (
        "青岚县今年投资3.5亿元修建山村道路。",
        "Qinglan County is investing 350 million yuan in mountain roads this year.",
    ),
    ("道路全长46公里，连接12个村。", "The roads are 46 kilometers long and connect 12 villages."),
    ("县长许明川检查了工程进度。", "County head Xu Mingchuan inspected the progress of the work."),
    ("当天天气晴朗。", "The weather was fine that day."),
    ("村民们说，道路修好后出门方便多了。", "Villagers said that getting out is far easier with the new roads."),
    ("工程预计明年6月完工，届时山村道路将全部通车。", "The work is to end next June, when all roads will be open."),
]


def units(*pairs: tuple[str, str]) -> list[Unit]:
    return [unit(zh, en, f"s{n}") for n, (zh, en) in enumerate(pairs, 1)]


@pytest.mark.parametrize(("sentences", "points"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3)])
def test_how_many_points(sentences: int, points: int) -> None:
    assert len(extract(units(*BODY[:sentences]), TITLE)) == points


def test_extractive_points_are_sentences_of_the_article_in_its_order() -> None:
    body = units(*BODY)
    points = extract(body, TITLE)
    assert [point.evidence for point in points] == sorted(point.evidence for point in points)
    assert all((p.zh, p.en) in BODY and p.method == "extractive" for p in points)
    assert points[0].evidence == ("s1",)


def test_what_says_little_is_no_point() -> None:
    chosen = {evidence for point in extract(units(*BODY), TITLE) for evidence in point.evidence}
    assert "s4" not in chosen


def test_a_sentence_whose_english_is_wrong_makes_a_poor_point() -> None:
    first, *rest = units(*BODY)
    wrong = replace(first, findings=(Finding("number-lost", Severity.ERROR, ""),))
    assert ("s1",) not in [point.evidence for point in extract([wrong, *rest], TITLE)]


GROUNDED = [
    ("Qinglan County is investing 350 million yuan in mountain roads.", ("s1",)),
    ("The roads are 46 kilometers long and connect 12 villages.", ("s2",)),
    ("County head Xu Mingchuan inspected the work on roads that connect 12 villages.", ("s2", "s3")),
]


@pytest.mark.parametrize(("line", "evidence"), GROUNDED)
def test_a_line_that_the_article_bears_out_names_its_evidence(line: str, evidence: tuple[str, ...]) -> None:
    point = ground(line, units(*BODY), "")
    assert point is not None
    assert (point.en, point.evidence, point.method) == (line, evidence, "abstractive")


@pytest.mark.parametrize(
    "line",
    [
        "Qinglan County is investing 850 million yuan in mountain roads.",
        "County head Wang Jianguo inspected the progress of the work.",
        "Party secretary Xu Mingchuan inspected the progress of the work.",
        "The province praised the county for its excellent work on education.",
        "Roads.",
        "",
    ],
)
def test_a_line_with_what_the_article_does_not_say_is_not_believed(line: str) -> None:
    assert ground(line, units(*BODY), "") is None


NEWS = [
    ("上半年，青岚县出口增长9.1%，农业增加值增长3.2%。",
     "In the first half of the year Qinglan County's exports rose by 9.1 percent, and farming by 3.2 percent."),
    ("副县长刘洋没有参加会议。", "Liu Yang, deputy county head, did not attend the meeting."),
    ("印度军方说，巴基斯坦击落了五架印度战机的说法不实。",
     "The Indian military said that it was untrue that Pakistan had shot down five Indian jets."),
    ("县长陈建会见了书记李敏。", "Chen Jian, the county head, met Li Min, the secretary."),
    ("工业投资下降4.5%。", "Investment in industry fell by 4.5 percent."),
]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Qinglan County's exports rose by 9.1 percent in the first half of the year.",
        "Liu Yang, deputy county head, did not attend the meeting.",
        "Chen Jian, the county head, met Li Min, the secretary.",
        "Investment in industry fell by 4.5 percent.",
    ],
)
def test_what_the_sentences_say_is_believed(line: str) -> None:
    assert ground(line, units(*NEWS), "") is not None


@pytest.mark.parametrize(
    "line",
    [
        "Qinglan County's exports fell by 9.1 percent in the first half of the year.",
        "Liu Yang, deputy county head, attended the meeting.",
        "Li Min, the county head, met Chen Jian, the secretary.",
        "Investment in industry rose by 4.5 percent.",
        "Investment in industry fell by 3.2 percent.",
        "Investment in industry did not fall by 4.5 percent.",
        "Pakistan said that it was untrue that the Indian military had shot down five jets.",
    ],
)
def test_a_line_that_turns_its_sentences_round_is_not_believed(line: str) -> None:
    assert ground(line, units(*NEWS), "") is None


def test_a_summariser_is_believed_as_far_as_it_is_grounded() -> None:
    points, notes = summarise(article(TITLE), units(*BODY), FakeSummarizer())
    assert [point.method for point in points] == ["abstractive"] * 3
    assert notes == ()


@pytest.mark.parametrize("fault", ["ungrounded", "empty"])
def test_what_is_not_grounded_is_replaced_and_the_briefing_says_so(fault: str) -> None:
    points, notes = summarise(article(TITLE), units(*BODY), FakeSummarizer(fault))
    assert [point.method for point in points] == ["extractive"] * 3
    assert [(note.check, note.severity) for note in notes] == [("summary", Severity.NOTE)]
    assert notes[0].message.startswith("3 of 3 points")


def test_an_engine_that_fails_is_not_hidden() -> None:
    with pytest.raises(ModelError):
        summarise(article(TITLE), units(*BODY), FakeSummarizer("raise"))


def test_without_a_summariser_points_are_extractive_and_nothing_is_said() -> None:
    points, notes = summarise(article(TITLE), units(*BODY), None)
    assert ([point.method for point in points], notes) == (["extractive"] * 3, ())


def test_headlines_captions_and_empty_sentences_make_no_points() -> None:
    body = [unit(TITLE, "Roads", "h1", Part.TITLE), unit("图", "Photo", "c1", Part.CAPTION), unit("空。", "", "s1")]
    assert summarise(article(TITLE), body, None) == ((), ())


@given(
    st.lists(
        st.tuples(st.text("县委会议修路投资，。3", max_size=40), st.text("ab c", min_size=1, max_size=20)), max_size=12
    )
)
def test_no_article_breaks_the_summary(pairs: list[tuple[str, str]]) -> None:
    body = units(*pairs)
    points = extract(body, TITLE)
    assert len(points) == (0 if not body else 1 if len(body) <= 2 else 2 if len(body) <= 5 else 3)
    assert len({point.evidence for point in points}) == len(points)
