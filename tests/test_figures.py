"""The figures an article states."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.figures import figures
from service.records import Bilingual, Figure
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
        ("气温降到零下5℃。", Figure("零下5℃", "-5", "degrees Celsius", "", "minus 5 degrees Celsius", "s1")),
        ("三四十名学生。", Figure("三四十名", "30", "people", "", "30 to 40 people", "s1")),
        ("四五成农户。", Figure("四五成", "40", "percent", "", "40 to 50 percent", "s1")),
        ("征求意见160份。", Figure("160份", "160", "", "", "160", "s1")),
        ("生產總值186.4億元。", Figure("186.4億元", "18640000000", "yuan", "", "18.64 billion yuan", "s1")),
    ],
)
def test_figure(sentence: str, figure: Figure) -> None:
    (found,) = figures([unit(sentence)])
    assert replace(found, meaning=Bilingual("", "")) == figure


@pytest.mark.parametrize(
    ("zh", "en", "meaning"),
    [
        # the noun behind it
        (
            "年底前完成12个村级养老服务站的改造。",
            "By the end of the year 12 village stations will be done.",
            Bilingual("村级养老服务站", "By the end of the year 12 village stations will be done"),
        ),
        ("120多名居民跟着教练练起来。", "", Bilingual("居民", "")),
        ("白鹭街道15名“邻里调解员”上岗。", "", Bilingual("邻里调解员", "")),
        ("近三成农户受益。", "", Bilingual("农户", "")),
        ("38个省市重点项目全部开工。", "", Bilingual("省市重点项目", "")),
        # the clause before it
        (
            "今年，全镇接待游客3.6万人次，销售杨梅210吨。",
            "This year the town received 36,000 visits, and sold much.",
            Bilingual("全镇接待游客", "This year the town received 36,000 visits"),
        ),
        ("出席全会的县委委员31名。", "31 members attended.", Bilingual("出席全会的县委委员", "31 members attended")),
        ("销售额突破1500万元。", "", Bilingual("销售额", "")),
        (
            "实现生产总值180亿元。",
            "The product (GDP) was 18 billion yuan; all is well.",
            Bilingual("实现生产总值", "The product (GDP) was 18 billion yuan"),
        ),
        ("累计举办“田间课堂”47场。", "", Bilingual("累计举办“田间课堂”", "")),
        ("生產總值達到186.4億元。", "", Bilingual("生產總值", "")),
        # a comparison, with what is compared
        (
            "早稻平均亩产高，比去年增加6公斤。",
            "The yield is high, up 6 kilograms.",
            Bilingual("早稻平均亩产高，比去年增加", "The yield is high, up 6 kilograms"),
        ),
        # a quotation of which only a part is there
        (
            "他说：“全年接待游客12万人次，”",
            'He said: "It had 120,000 visits, and more."',
            Bilingual("全年接待游客", "It had 120,000 visits"),
        ),
        # nothing tells
        ("3.5亿元。", "The sum was named.", Bilingual("", "")),
    ],
)
def test_what_a_figure_counts(zh: str, en: str, meaning: Bilingual) -> None:
    assert figures([unit(zh, en)])[0].meaning == meaning


@pytest.mark.parametrize(
    "sentence",
    [
        "8月1日上午9时，县十七届人大常委会召开第48次会议。",
        "实施“1333”行动和“4+1”体系。",
        "一个村、两个社区、三张清单。",
        "贯彻党的二十大和二十届三中全会精神。",
        "四面八方的百姓进一步统一思想。",
        "打造最洁净城市2.0。",
        "3个村级站点。",
        "服务热线12369，邮编325000，电话：0571-88661234。",
        "乘坐MU5735次航班，在G1523公里处，加入QQ群654321。",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert figures([unit(sentence)]) == ()


def test_a_figure_met_again_is_listed_where_it_first_stood() -> None:
    found = figures(
        [unit("投资1.2亿元，增长3%。", name="s1"), unit("1.2亿元中，一半为专项债，总投资12000万元。", name="s2")]
    )
    assert [(figure.zh, figure.source) for figure in found] == [("1.2亿元", "s1"), ("3%", "s1")]


def test_the_same_value_of_something_else_is_another_figure() -> None:
    found = figures(
        [unit("工业增长6.1%，农业增长6.1%。", name="s1"), unit("6.1%的农户受益，工业增长6.1%。", name="s2")]
    )
    assert [(figure.meaning.zh, figure.source) for figure in found] == [
        ("工业增长", "s1"),
        ("农业增长", "s1"),
        ("农户受益", "s2"),
    ]


HEAD = "指标　数值　同比增长"


@pytest.mark.parametrize(
    ("rows", "meanings"),
    [
        (
            [HEAD, "工业增加值　186.4亿元　6.3%", "进出口总额　31.5亿元　-2.1%"],
            ["工业增加值，数值", "工业增加值，同比增长", "进出口总额，数值", "进出口总额，同比增长"],
        ),
        (["\t2024年\t2025年", "游客\t3.2万人次\t3.6万人次"], ["游客，2024年", "游客，2025年"]),
        (["数值　同比增长", "工业增加值　186.4亿元　6.3%"], ["工业增加值，数值", "工业增加值，同比增长"]),
        (["序号　乡镇　户数", "1　石桥镇　3200户", "2　松溪镇　—"], ["石桥镇，户数"]),
        (["项目｜金额", "养老服务｜5200万元"], ["养老服务，金额"]),
        ([HEAD, "县统计局介绍。", "工业增加值　186.4亿元　6.3%"], ["工业增加值", "工业增加值"]),
        (["工业增加值　186.4亿元　增长6.3%"], ["工业增加值", "增长"]),
    ],
)
def test_a_figure_in_a_table_is_of_its_row_and_column(rows: list[str], meanings: list[str]) -> None:
    assert [figure.meaning.zh for figure in figures([unit(row) for row in rows])] == meanings


@given(st.lists(st.sampled_from("全县投资12.8亿元，增长3%（约）“”的家村级、 　。\t名比A"), max_size=40).map("".join))
def test_a_meaning_is_always_made_of_the_articles_words(text: str) -> None:
    for figure in figures([unit(text, text)]):
        assert bare(figure.meaning.zh) in bare(text)
        assert bare(figure.meaning.en) in bare(text)


def bare(text: str) -> str:
    return re.sub("[“”]", "", text)
