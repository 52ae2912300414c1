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
        pytest.param(
            """
            县供热办连夜检修管网
            三天跑四趟
            修好一根管
            | 记者 江小渔
            　　昨天，县供热办派人打开楼道管井，换掉一
            段锈死的管道，居民家中重新暖了起来。
            　　据了解，今冬投诉实行首接负责制，接到电
            话的单位必须一办到底，两天内答复居民，不得
            把居民推给别人。
            """,
            [
                (
                    "三天跑四趟修好一根管",
                    ("县供热办连夜检修管网",),
                    (),
                    ("江小渔",),
                    (
                        "昨天，县供热办派人打开楼道管井，换掉一段锈死的管道，居民家中重新暖了起来。",
                        "据了解，今冬投诉实行首接负责制，接到电话的单位必须一办到底，两天内答复居民，不得把居民推给别人。",
                    ),
                )
            ],
            id="a headline in two short lines below its kicker",
        ),
        pytest.param(
            """
            全县民营经济发展大会召开
            像爱护眼睛一样爱护企业
            沈知远讲话　许明川主持
            　　本报讯（记者 江小渔）昨日，全县民营经济
            发展大会召开，部署优化服务、爱护企业等工作。
            """,
            [
                (
                    "像爱护眼睛一样爱护企业",
                    ("全县民营经济发展大会召开",),
                    ("沈知远讲话许明川主持",),
                    ("江小渔",),
                    ("昨日，全县民营经济发展大会召开，部署优化服务、爱护企业等工作。",),
                )
            ],
            id="what a meeting decided below the line that it was held",
        ),
        pytest.param(
            """
            一条断头路打通
            | 记者 江小渔
            　　昨日，桂花路北段通车，县城一条断头路打
            通，附近居民出行方便了许多。

            社论
            修路先修心
            　　路通不通，要看修路的人心里有没有百姓，
            这个道理不难明白。
            """,
            [
                (
                    "一条断头路打通",
                    (),
                    (),
                    ("江小渔",),
                    ("昨日，桂花路北段通车，县城一条断头路打通，附近居民出行方便了许多。",),
                ),
                ("修路先修心", (), (), (), ("路通不通，要看修路的人心里有没有百姓，这个道理不难明白。",)),
            ],
            id="a column's name between an article and the next",
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


SHOWN = """
粮库收粮忙
本报记者　江小渔
　　霜降刚过，满载玉米的卡车一辆接着一辆，县
里的粮库门口，一车粮食从进门到拿到钱不到十分
钟，省下的不光是时间，还有
{caption}
两台车一天的运费和工钱。
　　仓容是收粮的底气。今年新增仓容十八万吨，
烘干能力比去年提高三成。

老桥修缮一新
本报记者　白露生
　　双桥村的石拱桥昨天重新开放，村民们前来参
观，孩子们在桥上跑来跑去。
"""


@pytest.mark.parametrize(
    "caption",
    [
        "\n11月5日，工人在跨海大桥工地吊装钢箱梁。该桥\n预计明年合龙。\n本报记者　段一舟摄\n",
        "\n　　11月5日，俯瞰滨江湿地公园，绿树成荫。\n　　　　　　　　　　韩一舟　摄\n",
    ],
)
def test_a_photograph_that_parts_a_sentence(caption: str) -> None:
    page = analyse(document(SHOWN.format(caption=caption)))
    first, second = articles(page)
    assert first.paragraphs == (
        "霜降刚过，满载玉米的卡车一辆接着一辆，县里的粮库门口，一车粮食从进门到拿到钱不到十分钟，"
        "省下的不光是时间，还有两台车一天的运费和工钱。",
        "仓容是收粮的底气。今年新增仓容十八万吨，烘干能力比去年提高三成。",
    )
    assert [len(a.captions) for a in page.articles] == [1, 0]
    assert [[name for name, _ in a.byline] for a in (first, second)] == [["江小渔"], ["白露生"]]
    assert_nothing_lost(page)


def test_a_photograph_goes_to_the_article_that_it_shows() -> None:
    caption = "\n图为村民在双桥村石拱桥上参观。\n韩一舟　摄\n"
    page = analyse(document(SHOWN.format(caption=caption)))
    assert [len(a.captions) for a in page.articles] == [0, 1]


def test_lines_that_bold_type_lays_down_twice_together_are_one_headline() -> None:
    page = analyse(
        document(
            "北岸社区\n北岸社区\n“小院议事”\n议出新气象\n“小院议事”\n议出新气象\n"
            "□本报记者　江小渔\n　　说起小区的变化，居民赞不绝口，都说这张桌子摆得好，\n事情大家商量着办。\n"
        )
    )
    assert [(a.kicker, a.title) for a in articles(page)] == [(("北岸社区",), "“小院议事”议出新气象")]
