"""The figures an article states."""

import pytest

from service.figures import figures
from service.records import Figure
from tests.stories import unit


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("完成投资1.2亿元。", Figure("1.2亿元", "120000000", "yuan", "", "120 million yuan", "s1")),
        ("同比增长3.5%。", Figure("3.5%", "3.5", "percent", "", "3.5 percent", "s1")),
        ("提高2.3个百分点。", Figure("2.3个百分点", "2.3", "percent", "", "2.3 percentage points", "s1")),
        ("近三成农户受益。", Figure("三成", "30", "percent", "nearly", "nearly 30 percent", "s1")),
        ("占三分之二。", Figure("三分之二", "0.666667", "", "", "2/3", "s1")),
        ("追回380余万元。", Figure("380余万元", "3800000", "yuan", "more than", "more than 3.8 million yuan", "s1")),
        ("惠及800余人。", Figure("800余人", "800", "people", "more than", "more than 800 people", "s1")),
        ("工期19个月。", Figure("19个月", "19", "months", "", "19 months", "s1")),
        ("60岁以上老人。", Figure("60岁", "60", "years old", "or more", "60 years old or more", "s1")),
        ("气温降到零下5℃。", Figure("零下5℃", "-5", "degrees Celsius", "", "-5 degrees Celsius", "s1")),
        ("征求意见160份。", Figure("160份", "160", "", "", "160", "s1")),
        ("生產總值186.4億元。", Figure("186.4億元", "18640000000", "yuan", "", "18.64 billion yuan", "s1")),
    ],
)
def test_figure(sentence: str, figure: Figure) -> None:
    assert figures([unit(sentence)]) == (figure,)


@pytest.mark.parametrize(
    "sentence",
    [
        "8月1日上午9时，县十七届人大常委会召开第48次会议。",
        "实施“1333”行动和“4+1”体系。",
        "一个村、两个社区、三张清单。",
        "贯彻党的二十大和二十届三中全会精神。",
        "四面八方的百姓进一步统一思想。",
        "打造最洁净城市2.0。",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert figures([unit(sentence)]) == ()


def test_a_figure_met_again_is_listed_where_it_first_stood() -> None:
    found = figures(
        [unit("投资1.2亿元，增长3%。", name="s1"), unit("1.2亿元中，3%为专项债，另有12000万元。", name="s2")]
    )
    assert [(figure.zh, figure.source) for figure in found] == [("1.2亿元", "s1"), ("3%", "s1")]
