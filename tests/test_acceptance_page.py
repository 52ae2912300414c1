"""The printed front page that the product must take apart; read where it lies, never copied."""

from pathlib import Path

import pytest

from service.intake import Limits, read
from service.page import analyse
from service.records import Continuation, Page, Source

PATH = Path(__file__).parents[2] / "shared" / "pages" / "deqing-news-front-page.txt"
pytestmark = pytest.mark.skipif(not PATH.exists(), reason=f"the acceptance page is not at {PATH}")


@pytest.fixture(scope="module")
def page() -> Page:
    return analyse(read([Source(PATH.name, PATH.read_bytes())], Limits()))


def test_four_articles_with_their_own_headlines_and_bylines(page: Page) -> None:
    found = [(a.title and a.title.text, [b.name_en for b in a.byline]) for a in page.articles]
    assert found == [
        ("县政协第48次党组（扩大）会议召开", ["Yang Ming"]),
        ("县十七届人大常委会召开党组（扩大）会议专题传达学习贯彻全会精神", ["Fu Lubo"]),
        ("县委十五届八次全体(扩大)会议举行", ["Dong Hua", "Cai Jun"]),
        ("县十七届人民政府第五次全体(扩大)会议召开", ["Xu Chaochao", "Zhao Ning"]),
    ]


def test_two_articles_go_on_where_nobody_can_read(page: Page) -> None:
    jump = (Continuation("to", "p.2", False),)
    assert [article.continued for article in page.articles] == [jump, jump, (), ()]


def test_deck_and_kicker_are_kept_apart_from_the_headline(page: Page) -> None:
    lead, government = page.articles[2:]
    assert lead.deck[0].text.startswith("听取了王波受县委常委会委托作的工作报告，审议了《关于")
    assert "研究了《深化" in lead.deck[0].text
    assert {p.text for p in lead.deck[1:]} == {
        "决战“十四五”收官 决胜“全年红”目标",
        "奋力争当中国式现代化县域高质量发展全优生",
        "县委常委会主持 县委书记王波讲话",
    }
    assert [p.text for p in government.kicker] == [
        "创新实干担当 决胜全年目标",
        "奋力争当中国式现代化县域高质量发展全优生",
    ]


@pytest.mark.parametrize(
    ("article", "openings"),
    [
        (0, ["8月1日下午", "陈亦平指出", "他强调"]),
        (1, ["8月1日", "会议指出"]),
        (
            2,
            [
                "8月1日上午",
                "出席这次",
                "县委常委会主持",
                "全会坚持",
                "全会充分",
                "全会指出",
                "会议强调，做好",
                "会议强调，要坚定",
                "全会号召",
                "本次全会",
                "县纪委委员",
            ],
        ),
        (
            3,
            [
                "8月1日上午",
                "王剑峰强调",
                "要抓向上",
                "要抓两新",
                "要抓第三",
                "要抓消费",
                "要抓外贸",
                "要抓乡村",
                "要抓营商",
                "要抓公共",
                "要抓安全",
            ],
        ),
    ],
)
def test_paragraphs_are_the_papers_own(page: Page, article: int, openings: list[str]) -> None:
    texts = [p.text for p in page.articles[article].paragraphs]
    assert [text.startswith(start) for text, start in zip(texts, openings, strict=True)] == [True] * len(openings)


def test_furniture_is_told_apart_and_the_masthead_is_left_alone(page: Page) -> None:
    assert [p.text for p in page.furniture] == ["DEQING NEWS", "德清县融媒体中心主办", "我德清德清发布"]
    assert page.unassigned == ()
    assert {a.metadata.publisher for a in page.articles} == {"DEQING NEWS / 德清县融媒体中心"}
    assert {a.metadata.published for a in page.articles} == {""}


def test_every_repair_says_where_and_what(page: Page) -> None:
    text = page.document.text
    assert all(text[r.span.start : r.span.end] == r.before for r in page.repairs)
    changes = {(r.before, r.after) for r in page.repairs}
    assert changes >= {("》《》《", "》《"), ("，，", "，"), ("究了究了", "究了"), ("((", "(")}
    assert [(r.before, r.after) for r in page.repairs if r.kind == "quotes"] == [("“”", "”“")]
    assert any("“强城”“兴村”“融合”" in p.text for p in page.articles[2].paragraphs)
