"""Habits of print: column rules, letter-spaced lines, headlines in several lines, bylines and captions among them."""

from textwrap import dedent

import pytest

from service.bylines import bare_names
from service.page import analyse
from service.readers.reading import clean
from tests.test_layouts import articles
from tests.test_page import assert_nothing_lost, document

Found = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            """
                          翻山岭、跨大河，一千四百公里
                          首 条 外 送 通 道 全 线 贯 通

                        本报记者 江小渔  通讯员 白露生

            　　昨日上午，随着最后一段导线收紧     │ 　　施工中，建设者攻克了高海拔放线
            挂牢，全国首条外送通道全线贯通，转     │ 等难题，用无人机展放导引绳，作业效
            入调试阶段，年底前投入运行。           │ 率提高三倍以上。
            """,
            [
                (
                    "首条外送通道全线贯通",
                    ("翻山岭、跨大河，一千四百公里",),
                    (),
                    ("江小渔", "白露生"),
                    (
                        "昨日上午，随着最后一段导线收紧挂牢，全国首条外送通道全线贯通，转入调试阶段，年底前投入运行。",
                        "施工中，建设者攻克了高海拔放线等难题，用无人机展放导引绳，作业效率提高三倍以上。",
                    ),
                )
            ],
            id="a rule between columns, a clause over the headline, a byline in two cells",
        ),
        pytest.param(
            """
            ——县棉织厂走向市场纪实——
            从“等米下锅”到“找米下锅”
            　　　　　白 露 生
            　　县棉织厂是一家有三十年历史的老厂，
            去年初产品积压，四百多人放假回家，工 |
            资发不出去，人心惶惶。
            """,
            [
                (
                    "从“等米下锅”到“找米下锅”",
                    ("县棉织厂走向市场纪实",),
                    (),
                    ("白露生",),
                    ("县棉织厂是一家有三十年历史的老厂，去年初产品积压，四百多人放假回家，工资发不出去，人心惶惶。",),
                )
            ],
            id="a kicker between dashes, a name in spaced letters, a column rule that a scanner read",
        ),
        pytest.param(
            """
            保供，两本账都要算
            　　　　　　仲 实
            　　入冬以来，寒潮一轮接着一轮，保供再
            次成为头等大事，这话只说对了一半。
            """,
            [
                (
                    "保供，两本账都要算",
                    (),
                    (),
                    ("仲实",),
                    ("入冬以来，寒潮一轮接着一轮，保供再次成为头等大事，这话只说对了一半。",),
                )
            ],
            id="a name below a headline with a comma",
        ),
    ],
)
def test_what_print_does(page: str, found: list[Found]) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n")))
    assert [
        (a.title, a.kicker, a.deck, tuple(name for name, _ in a.byline), a.paragraphs) for a in articles(analysed)
    ] == found
    assert analysed.unassigned == ()
    assert_nothing_lost(analysed)


def test_the_indent_that_founder_fonts_have_for_a_space() -> None:
    assert clean("\ue5e5\ue5e5会议指出") == "　　会议指出"


@pytest.mark.parametrize(("text", "name"), [("白 露 生", "白露生"), ("韩　一　舟", "韩一舟"), ("目 录 页", "")])
def test_names_in_spaced_letters(text: str, name: str) -> None:
    assert "".join(credit.name for credit in bare_names(text)) == name
