"""Pages of every make: column widths, columns side by side, doubled type, bylines, jump lines, headlines anywhere."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.flow import width as columns_of
from service.page import analyse
from service.records import Page
from tests.test_page import assert_nothing_lost, document
from tests.typeset import JUMPS, MORE, STORIES, Article, Story, Style, set_page

FOUR = (
    replace(STORIES[0], jump=("（下转第2版）", "p.2")),
    STORIES[3],
    replace(STORIES[1], jump=("(下转 A03 版）", "p.A3")),
    STORIES[4],
)


def squeeze(text: str) -> str:
    return "".join(text.split())


def articles(page: Page) -> list[Article]:
    """The page's articles in the form in which the typesetter knows them."""
    return [
        Article(
            squeeze(a.title.text if a.title else ""),
            tuple(squeeze(p.text) for p in a.kicker),
            tuple(squeeze(p.text) for p in a.deck),
            tuple(p.text for p in a.paragraphs),
            tuple((b.name, b.role) for b in a.byline),
            a.dateline,
            a.continued[0].page if a.continued else "",
        )
        for a in page.articles
    ]


def wanted(found: list[Article]) -> list[Article]:
    return [
        replace(a, title=squeeze(a.title), kicker=tuple(map(squeeze, a.kicker)), deck=tuple(map(squeeze, a.deck)))
        for a in found
    ]


@pytest.mark.parametrize("width", [8, 11, 15, 19, 23, 30])
@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("flow", ["stacked", "across"])
def test_columns_of_any_width_and_number(width: int, columns: int, flow: str) -> None:
    stories = [replace(s, paragraphs=s.paragraphs + MORE[2 * n : 2 * n + 2]) for n, s in enumerate(FOUR)]
    text, found = set_page(stories, Style(width=width, columns=columns, flow=flow, head_size=1.5))
    page = analyse(document(text))
    assert articles(page) == wanted(found)
    assert page.unassigned == ()
    assert_nothing_lost(page)


@pytest.mark.parametrize("blank", ["every", "articles", "none"])
@pytest.mark.parametrize("width", [10, 14, 17, 21, 27])
def test_paragraphs_whose_indent_the_text_layer_has_lost(width: int, blank: str) -> None:
    text, found = set_page(FOUR, Style(width=width, indent="stripped", blank=blank))
    assert articles(analyse(document(text))) == wanted(found)


@pytest.mark.parametrize("heads", ["above", "after", "end"])
@pytest.mark.parametrize("doubled", ["no", "whole", "runs", "each", "lines"])
def test_headlines_in_doubled_type_and_out_of_order(doubled: str, heads: str) -> None:
    style = Style(credit="bar", blank="every", doubled=doubled, heads=heads)
    text, found = set_page(FOUR, style)
    page = analyse(document(text))
    assert articles(page) == wanted(found)
    assert_nothing_lost(page)
    assert bool(page.repairs) == (doubled != "no")
    assert all(text[r.span.start : r.span.end] == r.before for r in page.repairs)
    heads_shown = {squeeze(t) for s in FOUR for t in (s.title, s.kicker, s.deck) if t}
    assert all(any(squeeze(r.after) in head for head in heads_shown) for r in page.repairs)


@pytest.mark.parametrize("credit", ["line", "bar", "square", "opening", "closing", "below", "agency", "none"])
@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("width", [9, 18])
def test_bylines_and_jump_lines_wherever_they_break(credit: str, jump: tuple[str, str], width: int) -> None:
    stories = [replace(story, jump=jump) for story in (STORIES[2], STORIES[6], STORIES[8])]
    text, found = set_page(stories, Style(width=width, credit=credit))
    page = analyse(document(text))
    assert articles(page) == wanted(found)
    assert page.unassigned == ()


@pytest.mark.parametrize("blank", ["articles", "none"])
@pytest.mark.parametrize("columns", [2, 3, 4, 5])
@pytest.mark.parametrize("width", [12, 17, 25])
def test_headlines_in_the_middle_over_columns(width: int, columns: int, blank: str) -> None:
    stories = [replace(s, paragraphs=s.paragraphs + MORE[2 * n : 2 * n + 2]) for n, s in enumerate(FOUR)]
    text, found = set_page(stories, Style(width=width, columns=columns, flow="across", centred=True, blank=blank))
    assert articles(analyse(document(text))) == wanted(found)


@pytest.mark.parametrize("blank", ["articles", "none"])
@pytest.mark.parametrize("credit", ["line", "closing", "opening"])
@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("width", [11, 16, 24])
def test_articles_side_by_side_under_one_over_all_columns(width: int, columns: int, credit: str, blank: str) -> None:
    turn = columns + 1
    stories = [replace(s, paragraphs=s.paragraphs + MORE[:3] * (n % turn == 0)) for n, s in enumerate(STORIES)]
    style = Style(width=width, columns=columns, flow="rows", credit=credit, head_size=1.5, blank=blank)
    text, found = set_page(stories[: 2 * turn], style)
    page = analyse(document(text))
    assert articles(page) == wanted(found)
    assert_nothing_lost(page)


@pytest.mark.parametrize("blank", ["articles", "none"])
@pytest.mark.parametrize("columns", [(2, 3), (3, 2), (4, 2), (2, 4, 3), (3, 1, 2)])
def test_parts_of_a_page_with_columns_of_their_own(columns: tuple[int, ...], blank: str) -> None:
    stories = [replace(s, paragraphs=s.paragraphs + MORE[2 * n : 2 * n + 2]) for n, s in enumerate(FOUR)]
    pages = [
        set_page([story], Style(width=50 // count - 2, columns=count, flow="across", blank=blank, masthead=False))
        for story, count in zip(stories, columns, strict=False)
    ]
    text = ("\n" if blank == "articles" else "").join(text for text, _ in pages)
    page = analyse(document(text))
    assert articles(page) == wanted([article for _, found in pages for article in found])
    assert_nothing_lost(page)


BRIEF = (
    Story(
        "松溪大桥昨日合龙",
        (
            "8月5日，全长420米的松溪大桥顺利合龙，预计年底前建成通车，两岸十二个村的群众过河将不再绕行，车程由四十分钟缩短到十分钟。",
        ),
    ),
    Story(
        "双桥村早稻开镰",
        (
            "昨日，双桥村1200亩早稻陆续开镰，六台收割机在田间来回穿梭，三天内可收割完毕，亩产预计比去年增加二十公斤，种粮大户喜上眉梢。",
        ),
    ),
)


@pytest.mark.parametrize("blank", ["articles", "none"])
@pytest.mark.parametrize("flow", ["across", "stacked"])
@pytest.mark.parametrize("width", [9, 11, 13, 15, 18])
def test_columns_of_two_to_six_lines(width: int, flow: str, blank: str) -> None:
    style = Style(width=width, columns=2, flow=flow, blank=blank, credit="none", masthead=False, head_size=1.5)
    text, found = set_page(BRIEF, style)
    assert articles(analyse(document(text))) == wanted(found)


@pytest.mark.parametrize("flow", ["across", "stacked"])
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("width", [8, 9, 10])
def test_narrow_columns_whose_indents_are_lost(width: int, columns: int, flow: str) -> None:
    style = Style(width=width, columns=columns, flow=flow, indent="stripped", blank="articles", head_size=1.5)
    text, found = set_page(STORIES[2:6], style)
    assert articles(analyse(document(text))) == wanted(found)


HALF_WIDTH = [replace(s, paragraphs=tuple(p.replace("，", ",") for p in s.paragraphs)) for s in FOUR]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(
    ("stories", "change"),
    [
        pytest.param(FOUR, lambda text: text.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(FOUR, lambda text: re.sub("^(?=.)", " " * 7, text, flags=re.M), id="a margin"),
        pytest.param(FOUR, lambda text: re.sub("$", "   ", text, flags=re.M), id="white space at the ends"),
        pytest.param(FOUR, lambda text: text.replace("　　", "    "), id="indents of narrow spaces"),
        pytest.param(FOUR, lambda text: text.replace("　　", "\xa0" * 4), id="indents that do not break"),
        pytest.param(FOUR, lambda text: text + "\f", id="a form feed"),
        pytest.param(FOUR, lambda text: text.replace("“", "「").replace("”", "」"), id="corner brackets"),
        pytest.param(HALF_WIDTH, lambda text: text, id="half-width marks"),
    ],
)
def test_what_programs_make_of_the_same_page(
    stories: Sequence[Story], change: Callable[[str], str], columns: int
) -> None:
    text, found = set_page(stories, Style(width=20, columns=columns, gutter=6, head_size=1.5))
    changed = change(text)
    quoted = str.maketrans("「」", "“”") if "「" in changed else {}
    page = analyse(document(changed))
    assert [tuple(p.translate(quoted) for p in a.paragraphs) for a in articles(page)] == [a.paragraphs for a in found]
    assert [a.title.translate(quoted) for a in articles(page)] == [squeeze(a.title) for a in found]
    assert [(a.byline, a.jump) for a in articles(page)] == [(a.byline, a.jump) for a in found]
    assert_nothing_lost(page)


def counted(text: str) -> str:
    """The page as programs print it that count every character as a column: half as many as a terminal shows."""
    lines = []
    for line in text.split("\n"):
        printed = ""
        for cell in re.finditer(r"\S+(?: \S+)*", line):
            printed = printed.ljust(columns_of(line[: cell.start()]) // 2) + cell[0]
        lines.append(printed)
    return "\n".join(lines)


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("width", [16, 20, 24])
@pytest.mark.parametrize("blank", ["articles", "none"])
def test_columns_that_count_every_character_as_one(width: int, columns: int, blank: str) -> None:
    text, found = set_page(FOUR, Style(width=width, columns=columns, gutter=16, blank=blank, head_size=1.5))
    assert articles(analyse(document(counted(text)))) == wanted(found)


def boxed(main: str, box: str, edge: int, lead: float) -> str:
    """A page with a box beside its columns whose lines stand between theirs, `lead` lines apart."""
    columns = [(float(at), line) for at, line in enumerate(main.splitlines())]
    beside = [(0.5 + lead * at, " " * edge + line) for at, line in enumerate(box.splitlines())]
    return "\n".join(line for _, line in sorted(columns + beside)) + "\n"


@pytest.mark.parametrize("blank", ["articles", "none"])
@pytest.mark.parametrize("lead", [1.0, 1.2, 1.4])
@pytest.mark.parametrize("columns", [2, 3, 4])
def test_a_box_with_a_grid_of_its_own_beside_columns(columns: int, lead: float, blank: str) -> None:
    stories = [replace(s, paragraphs=s.paragraphs + MORE[: 3 * columns]) for s in (STORIES[0], STORIES[3])]
    style = Style(width=15, columns=columns, flow="across", blank=blank, centred=True, masthead=False)
    main, first = set_page(stories[:1], style)
    box, second = set_page(
        [STORIES[11]], Style(width=13, blank="none", credit="closing", masthead=False, head_size=1.5)
    )
    below, third = set_page(stories[1:], style)
    text = boxed(main.replace("\n\n", "\n"), box, columns * 34 + 2, lead)
    page = analyse(document(text + "\n" * (blank == "articles") + below))
    assert articles(page) == wanted([*first, *second, *third])
    assert_nothing_lost(page)


def random_style(r: random.Random) -> Style:
    columns = r.choice([1, 1, 2, 3, 4, 5])
    heads = r.choice(["above", "above", "after", "end"]) if columns == 1 else "above"
    lines = r.choice(["line", "bar", "square"])
    return Style(
        width=r.randint(8, 30),
        columns=columns,
        gutter=r.choice([3, 4, 6, 8]),
        flow=r.choice(["across", "stacked"]),
        indent=r.choice(["kept", "stripped"]),
        blank=r.choice(["every", "articles", "none"] if columns == 1 else ["articles", "none"]),
        doubled=r.choice(["no", "no", "whole", "runs", "each", "lines"] if columns == 1 else ["no"]),
        heads=heads,
        credit=lines if heads != "above" else r.choice([lines, "opening", "closing", "below", "agency", "none"]),
        head_size=r.choice([1.5, 2.0] if columns > 1 else [1.0, 1.5, 2.0] if heads == "above" else [1.0]),
        centred=r.random() < 0.5,
        masthead=r.random() < 0.7,
        wide_quotes=r.random() < 0.3,
    )


def random_page(seed: int) -> tuple[str, list[Article]]:
    r = random.Random(seed)
    style = random_style(r)
    stories = [replace(story, jump=r.choice(JUMPS)) for story in r.sample(STORIES, r.randint(1, 6))]
    if style.columns > 2:
        more = r.sample(MORE, len(MORE))
        share = min(style.columns, len(more) // len(stories))
        stories = [
            replace(story, paragraphs=story.paragraphs + tuple(more[n * share : (n + 1) * share]))
            for n, story in enumerate(stories)
        ]
    return set_page(stories, style)


def test_random_pages_are_nearly_all_read_without_a_fault() -> None:
    """A page counts as read when every article has its title, kicker, deck, byline, dateline, jump and exact text.

    What is left is ambiguous on the page itself: a headline as wide as the column, a last line that is full.
    """
    pages = [random_page(seed) for seed in range(200)]
    faulty = [seed for seed, (text, found) in enumerate(pages) if articles(analyse(document(text))) != wanted(found)]
    assert len(faulty) <= 12, faulty


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_nothing_is_lost_of_random_pages(seed: int) -> None:
    text, _ = random_page(seed)
    assert_nothing_lost(analyse(document(text)))


def test_a_page_of_one_unbroken_paragraph_is_an_article() -> None:
    page = analyse(document("　　" + STORIES[0].paragraphs[0] + "\n"))
    assert [a.paragraphs[0].text for a in page.articles] == [STORIES[0].paragraphs[0]]


def test_a_continuation_is_read_by_its_own_words() -> None:
    story = Story("县政协专题协商农村养老服务工作", STORIES[0].paragraphs[1:])
    for line in ("（上接第1版）", "（紧接第一版）", "上接1版", "（上接A1版）", "【紧接第Ａ０１版】"):
        text, _ = set_page([story], Style(credit="none", masthead=False))
        page = analyse(document(text.replace("\n", f"\n{line}\n", 1)))
        (article,) = page.articles
        assert article.title is not None
        assert article.title.text == story.title
        assert [(c.direction, c.page[-1], c.held) for c in article.continued] == [("from", "1", False)]
        assert tuple(p.text for p in article.paragraphs) == story.paragraphs


def test_a_dateline_that_a_narrow_column_breaks_is_still_one() -> None:
    text, found = set_page([STORIES[6]], Style(width=8, credit="agency", masthead=False, head_size=1.0))
    assert "新华社岚州8\n" in text
    assert articles(analyse(document(text))) == wanted(found)


Found = tuple[str, tuple[str, ...]]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            """
            省政府部署秋季防汛
            　　本报讯（记者 白露生）9月2日，省政府召
            开常务会议，部署秋季防汛和秋粮收购。
            　　【防汛】要密切关注雨情水情，加密会商研
            判，确保群众安全转移。
            　　【收购】要落实最低收购价政策，做到应收
            尽收。
            """,
            [
                (
                    "省政府部署秋季防汛",
                    (
                        "9月2日，省政府召开常务会议，部署秋季防汛和秋粮收购。",
                        "【防汛】要密切关注雨情水情，加密会商研判，确保群众安全转移。",
                        "【收购】要落实最低收购价政策，做到应收尽收。",
                    ),
                )
            ],
            id="words in brackets that open paragraphs",
        ),
        pytest.param(
            """
            简讯
            ◆青岚县举办桂花节　9月1日，首届桂花节在石
            桥镇开幕，吸引游客1.2万人次。
            ◆岚州市开通公交新线　昨日，三条新线投入运
            营，方便沿线居民出行。
            """,
            [
                ("青岚县举办桂花节", ("9月1日，首届桂花节在石桥镇开幕，吸引游客1.2万人次。",)),
                ("岚州市开通公交新线", ("昨日，三条新线投入运营，方便沿线居民出行。",)),
            ],
            id="a digest with headlines in its lines",
        ),
        pytest.param(
            """
            小区里来了磨刀匠
            本报讯（记者 丁香）昨天下午，久违的吆喝声
            在金桂苑小区响起。
            社区书记毛慧说，便民服务日每月举行。

            停水通知
            因管网改造，9月5日8时至18时，望湖路、桂花
            路沿线停水。
            青岚县水务有限公司
            2025年9月3日
            """,
            [
                (
                    "小区里来了磨刀匠",
                    ("昨天下午，久违的吆喝声在金桂苑小区响起。", "社区书记毛慧说，便民服务日每月举行。"),
                ),
                (
                    "停水通知",
                    (
                        "因管网改造，9月5日8时至18时，望湖路、桂花路沿线停水。",
                        "青岚县水务有限公司",
                        "2025年9月3日",
                    ),
                ),
            ],
            id="a notice with who gives it and the day",
        ),
        pytest.param(
            """
            （上接第一版《老街新貌》）如今走在老街上，青
            石板路干净整洁，两旁的店铺灯笼高挂。

            《安全生产会议召开》　上接1版
            有关乡镇负责人表示，将对照清单逐项整改。
            """,
            [
                ("老街新貌", ("如今走在老街上，青石板路干净整洁，两旁的店铺灯笼高挂。",)),
                ("《安全生产会议召开》", ("有关乡镇负责人表示，将对照清单逐项整改。",)),
            ],
            id="continuations that name their article",
        ),
        pytest.param(
            """
            1  三条断头路全部打通
            2  　　本报讯（记者 何川）9月1日，随着桂花
            3  路北段通车，县城三条断头路全部打通。
            4  　　据县住建局介绍，三条道路总长4.8公里，
            5  总投资2.3亿元。
            """,
            [
                (
                    "三条断头路全部打通",
                    (
                        "9月1日，随着桂花路北段通车，县城三条断头路全部打通。",
                        "据县住建局介绍，三条道路总长4.8公里，总投资2.3亿元。",
                    ),
                )
            ],
            id="lines that are numbered",
        ),
        pytest.param(
            """
            2025年9月3日　星期三　责任编辑　卫小满　　　青岚晚报　03　民生

            松溪大桥合龙
            昨日，松溪大桥顺利合龙，预计年底通车。
            """,
            [("松溪大桥合龙", ("昨日，松溪大桥顺利合龙，预计年底通车。",))],
            id="a line of furniture with an editor's name apart from his office",
        ),
        pytest.param(
            """
            一颗桂花香了一方百姓
            本报记者　韩一舟

            　　初秋时节，石桥镇的桂花开得正盛，    　　“去年我家光卖桂花就收入八万元。”
            金黄的花朵缀满枝头，空气里满是甜香。    村民花大姐笑着说，今年行情更好。
            走进桂花村，家家户户都在忙着打桂花。    　　镇里还办起了桂花加工厂，开发出桂

            　　　　　　图为村民在晾晒桂花。　记者　李青　摄

            　　桂花村党支部书记车大江说，全村有    花糕、桂花酒等十多种产品，年销售额突
            桂花树3.6万株，年产鲜花220吨。          破2600万元，带动周边500多人就业。

            县医院开通夜间门诊                      老年大学秋季班报名
            　　本报讯（记者　何川）从9月1日起，    　　本报讯（通讯员　葛长青）县老年大
            县医院开通夜间门诊，方便上班族就医。    学秋季班昨起报名，可容纳学员960名。
            """,
            [
                (
                    "一颗桂花香了一方百姓",
                    (
                        "初秋时节，石桥镇的桂花开得正盛，金黄的花朵缀满枝头，空气里满是甜香。"
                        "走进桂花村，家家户户都在忙着打桂花。",
                        "桂花村党支部书记车大江说，全村有桂花树3.6万株，年产鲜花220吨。",
                        "“去年我家光卖桂花就收入八万元。”村民花大姐笑着说，今年行情更好。",
                        "镇里还办起了桂花加工厂，开发出桂花糕、桂花酒等十多种产品，年销售额突破2600万元，"
                        "带动周边500多人就业。",
                    ),
                ),
                ("县医院开通夜间门诊", ("从9月1日起，县医院开通夜间门诊，方便上班族就医。",)),
                ("老年大学秋季班报名", ("县老年大学秋季班昨起报名，可容纳学员960名。",)),
            ],
            id="a picture between columns that run on below it",
        ),
        pytest.param(
            """
            市委常委会召开会议

            　　本报讯（记者 钟远山）昨日，市委常委会召开会议，传    三代人守护一座桥
            达学习省委全会精神，研究我市贯彻落实意见，沈望山主持    　　在青岚县双桥村，有一座三百
            会议并讲话。                                            多年的石拱桥。村民鲁家三代人，
            　　会议强调，要抓好当前经济工作，加快重大项目建设。    守护了它七十年。（白露生）

            全市秋粮丰收在望                    8所新学校昨天开学
            　　本报讯（记者 凌晓）记者从市     　　本报讯（记者 丁香）9月2日，
            农业农村局获悉，今年全市秋粮播      全市8所新建学校迎来首批学生，新
            种面积126万亩，长势良好。           增学位9600个。
            """,
            [
                (
                    "市委常委会召开会议",
                    (
                        "昨日，市委常委会召开会议，传达学习省委全会精神，研究我市贯彻落实意见，沈望山主持会议并讲话。",
                        "会议强调，要抓好当前经济工作，加快重大项目建设。",
                    ),
                ),
                (
                    "三代人守护一座桥",
                    ("在青岚县双桥村，有一座三百多年的石拱桥。村民鲁家三代人，守护了它七十年。",),
                ),
                ("全市秋粮丰收在望", ("记者从市农业农村局获悉，今年全市秋粮播种面积126万亩，长势良好。",)),
                ("8所新学校昨天开学", ("9月2日，全市8所新建学校迎来首批学生，新增学位9600个。",)),
            ],
            id="a narrow column beside a wide one, and below them two that are even",
        ),
        pytest.param(
            """
            今日导读

            三条断头路全部打通
            >>> 2版
            桂花节上的年轻面孔
            >>> 3版

            我县上半年新增市场主体三千户
            　　本报讯（记者　江小渔）记者昨日获悉，上
            半年，我县新增市场主体3012户。
            　　　　　　　　　　——据《岚州日报》
            """,
            [("我县上半年新增市场主体三千户", ("记者昨日获悉，上半年，我县新增市场主体3012户。",))],
            id="an index whose pages stand below its lines",
        ),
        pytest.param(
            """
              秋 粮  丰 收 在 望

              本报讯  记 者昨 日 获 悉 ， 今 年 全 市 秋 粮 播
            种 面积126万 亩，长 势 良 好 。 农业 部 门  要 求
            各 地 抓 好 秋 管 。
            一 ·
            |
              老 桥 修 缮 一 新

              本 报 讯 双 桥 村 的 石  拱 桥 修 缮 一 新 ， 昨 天
            重 新 开 放 ， 村 民 们 前 来 参 观 。
            """,
            [
                ("秋粮丰收在望", ("记者昨日获悉，今年全市秋粮播种面积126万亩，长势良好。农业部门要求各地抓好秋管。",)),
                ("老桥修缮一新", ("双桥村的石拱桥修缮一新，昨天重新开放，村民们前来参观。",)),
            ],
            id="a scan with one space or two behind most characters, and specks",
        ),
        pytest.param(
            """
            ““链长链长””领衔领衔，，三年打造桂花产业集群三
            年打造桂花产业集群
            | 记者 江小渔
            　　昨日，区委常委会研究桂花全产业链发展工
            作，决定由区领导担任“链长”，三年打造百亿
            元桂花产业集群。
            """,
            [
                (
                    "“链长”领衔，三年打造桂花产业集群",
                    ("昨日，区委常委会研究桂花全产业链发展工作，决定由区领导担任“链长”，三年打造百亿元桂花产业集群。",),
                )
            ],
            id="a doubled headline that a line break cuts",
        ),
        pytest.param(
            """
            我区推行河湖管护
            天天有人巡　处处有人管
            | 记者 江小渔
            　　昨日，我区召开河湖长制现场会，推行“网格
            加无人机”管护，每条河道都有专人巡查。
            """,
            [
                (
                    "天天有人巡处处有人管",
                    ("昨日，我区召开河湖长制现场会，推行“网格加无人机”管护，每条河道都有专人巡查。",),
                )
            ],
            id="a headline in two balanced halves, and over it what was done",
        ),
        pytest.param(
            """
            早茶开采
            采茶工正在茶园采摘今年第一批早茶。
            　　本报讯（记者　江小渔）惊蛰过后，气温回
            升，茶园迎来开采，首日采下青叶二百六十斤，
            收购价每斤一百二十元。
            　　茶园主人说，今年比去年早开采了四天。
            便民信息
            今日天气
            晴转多云 -7℃~1℃
            西北风5~6级
            双色球 第2025006期
            红 03 07 14 19 26 31
            蓝 09
            尾号限行
            本周二不限行
            供水 0411-88880001
            """,
            [
                (
                    "早茶开采",
                    (
                        "惊蛰过后，气温回升，茶园迎来开采，首日采下青叶二百六十斤，收购价每斤一百二十元。",
                        "茶园主人说，今年比去年早开采了四天。",
                    ),
                )
            ],
            id="a caption without the indent of paragraphs, and a list of services",
        ),
        pytest.param(
            """
            民生　08
            滨城晚报
            腊月赶集图个啥
            记者 曲丽娜 摄影 宫 兆
            　　昨天是农历腊月十四，大辛寨子集市迎来年前
            人气最旺的一个集日。
            """,
            [("腊月赶集图个啥", ("昨天是农历腊月十四，大辛寨子集市迎来年前人气最旺的一个集日。",))],
            id="a section with its page's number above the paper's name",
        ),
        pytest.param(
            """
            “去年我家出栏麻鸡两万羽，纯收入三十一万
            元。”养殖户黄细毛翻着账本，笑得合不拢嘴。
            记者 江小渔 通讯员 白露生

            麻鸡产业链产值突破四十亿元

            每到周末，老年活动中心里就传来读书声，退休
            教师牵头创办草帽学堂，为孩子辅导功课。
            鲁春山

            我镇开办草帽学堂
            """,
            [
                (
                    "麻鸡产业链产值突破四十亿元",
                    ("“去年我家出栏麻鸡两万羽，纯收入三十一万元。”养殖户黄细毛翻着账本，笑得合不拢嘴。",),
                ),
                (
                    "我镇开办草帽学堂",
                    ("每到周末，老年活动中心里就传来读书声，退休教师牵头创办草帽学堂，为孩子辅导功课。",),
                ),
            ],
            id="headlines below their texts, which names sign",
        ),
        pytest.param(
            """
            今日导读
            “小口罩”到“大产业”的启示 （第四版）
            让非遗在年轻人手中活起来 （第七版）

            以实干回答时代之问
            本报评论员
            　　一项政策好不好，企业最有发言权，百姓看得最
            清楚，这是常识。

            市气象局发布
            大风沙尘蓝色预警
            　　本报民勤讯（记者 江 渔）受冷空气影响，预计
            今天夜里有大风，请注意防范。（江　渔）
            """,
            [
                ("以实干回答时代之问", ("一项政策好不好，企业最有发言权，百姓看得最清楚，这是常识。",)),
                ("市气象局发布大风沙尘蓝色预警", ("受冷空气影响，预计今天夜里有大风，请注意防范。",)),
            ],
            id="an index with pages in brackets, a commentator without a name, a headline cut before its object",
        ),
    ],
)
def test_what_papers_print_beside_plain_articles(page: str, found: list[Found]) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n")))
    assert [(a.title, a.paragraphs) for a in articles(analysed)] == found
    assert analysed.unassigned == ()
    assert_nothing_lost(analysed)


def heads(page: Page) -> list[tuple[str, str, str, int]]:
    """Of each article kicker, title, deck and the number of paragraphs."""
    return [
        (
            squeeze("".join(p.text for p in a.kicker)),
            squeeze(a.title.text if a.title else ""),
            squeeze("".join(p.text for p in a.deck)),
            len(a.paragraphs),
        )
        for a in page.articles
    ]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            """
                                                                    茶农盼了三年的车来了
            秋灌现场会在石桥召开
                                                                    青岚港首列货运班列开行
            　　9月3日，县水利局在石    人到渠首察看了量水设施。
            桥镇召开现场会，推广用水    　　会议要求，秋灌之前完    　　昨日，青岚港首列货运    　　港务公司经理说，班列
            户协会的经验，各乡镇负责    成清淤，让水流到每一块田。  班列开行，四十个集装箱的    每周两趟，货主在网上订舱
                                                                    茶叶和竹制品发往沿海口岸，  即可。
                                                                    全程比公路省时六小时。
            """,
            [
                ("", "秋灌现场会在石桥召开", "", 2),
                ("茶农盼了三年的车来了", "青岚港首列货运班列开行", "", 2),
            ],
            id="headlines side by side, one of them between the lines of the other",
        ),
        pytest.param(
            """
            秋灌现场会在石桥召开
            　　9月3日，县水利局在石    人到渠首察看了量水设施。    青岚港首列货运班列开行
            桥镇召开现场会，推广用水    　　会议要求，秋灌之前完    茶叶和竹制品发往沿海　全程省时六小时
            户协会的经验，各乡镇负责    成清淤，让水流到每一块田。  　　昨日，青岚港首列货运    　　港务公司经理说，班列
                                                                    班列开行，四十个集装箱的    每周两趟，货主在网上订舱
                                                                    茶叶和竹制品发往沿海口岸，  即可。
                                                                    全程比公路省时六小时。
            """,
            [
                ("", "秋灌现场会在石桥召开", "", 2),
                ("", "青岚港首列货运班列开行", "茶叶和竹制品发往沿海全程省时六小时", 2),
            ],
            id="articles side by side, one of them lower and with a deck over its two columns",
        ),
        pytest.param(
            """
            秋灌现场会在石桥召开                    货运班列每周开行两趟
            　　9月3日，县水利局在石桥镇召开        　　港务公司经理说，班列每周两趟，
            现场会，推广用水户协会的经验，各        货主在网上订舱即可。
            乡镇负责人到渠首察看了量水设施。        ▲码头工人在装箱。
            　　会议要求，秋灌之前完成清淤。        本报记者　江小渔　摄
            """,
            [("", "秋灌现场会在石桥召开", "", 2), ("", "货运班列每周开行两趟", "", 1)],
            id="a caption in a column, beside lines of another",
        ),
        pytest.param(
            """
                                                  一条渠和一趟车
                                                    记者 江小渔
            　　9月3日，县水利      设施。                  列货运班列开行，四      　　港务公司经理说，
            局在石桥镇召开现场      　　会议要求，秋灌      十个集装箱的茶叶和      班列每周两趟，货主
            会，推广用水户协会      之前完成清淤，让水      竹制品发往沿海口岸，    在网上订舱即可。
            的经验，各乡镇负责      流到每一块田。          全程比公路省时六小
            人到渠首察看了量水      　　昨日，青岚港首      时。
            """,
            [("", "一条渠和一趟车", "", 4)],
            id="a byline in the middle below a headline over four columns",
        ),
        pytest.param(
            """
            一条渠和一趟车
            　　本报讯（记者 江小渔 文/图）9月3日，县水利局在石桥
            镇召开现场会，推广用水户协会的经验。
            　　会议要求，秋灌之前完成清淤，让水流到每一块田。
            清淤以后的石桥支渠。
            货运班列每周开行两趟
            　　本报讯（记者 白露生）港务公司经理说，班列每周两趟，
            货主在网上订舱即可。
            """,
            [("", "一条渠和一趟车", "", 2), ("", "货运班列每周开行两趟", "", 1)],
            id="a caption with no name, in an article whose author took the photograph",
        ),
        pytest.param(
            """
            秋灌现场会在石桥召开                                              导读
            　　9月3日，县水利局在石      人到渠首察看了量水设施。      三所中学换新操场
            桥镇召开现场会，推广用水      　　会议要求，秋灌之前完                      …… 2版
            户协会的经验，各乡镇负责      成清淤，让水流到每一块田。    老码头的新客人

                              让规矩立在渠边                                            …… 3版
            　　先远后近，先高后低，      一块木牌立在渠边，农户
            六个字管住了一条渠，也让      放水之前都看得见。
            七个村的人心齐了。如今，      　　规矩要靠大家守。
            """,
            [("", "秋灌现场会在石桥召开", "", 2), ("", "让规矩立在渠边", "", 2)],
            id="a pointer far beside a headline, which it does not point at",
        ),
        pytest.param(
            """
            秋灌现场会在石桥召开
            　　9月3日，县水利局在石      人到渠首察看了量水设施。
            桥镇召开现场会，推广用水      　　会议要求，秋灌之前完
            户协会的经验，各乡镇负责      成清淤，让水流到每一块田。

            本报评论员　卫小满

            让规矩立在渠边
            　　先远后近，先高后低，      一块木牌立在渠边，农户
            六个字管住了一条渠，也让      放水之前都看得见。
            七个村的人心齐了。如今，      　　规矩要靠大家守。
            """,
            [("", "秋灌现场会在石桥召开", "", 2), ("", "让规矩立在渠边", "", 2)],
            id="who wrote a commentary, over its headline",
        ),
    ],
)
def test_headlines_captions_and_boxes_among_columns(page: str, found: list[tuple[str, str, str, int]]) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n")))
    assert heads(analysed) == found
    assert_nothing_lost(analysed)


def test_an_indent_of_four_spaces_where_each_character_counts_as_one() -> None:
    left = [
        "    上月初三，家住石桥镇油坊巷社区5",
        "号楼的老人第一次坐着电梯回了家。从一",
        "楼到六楼，26秒。",
        "    油坊巷社区建于1994年，有412户居",
        "民，六十岁以上的老人占四成。加装电梯，",
        "是居民议了六年的老话题。",
        "    社区书记想了个办法：把“楼栋议",
    ]
    right = [
        "事会”开到院子里，请设计院的工程师来",
        "讲采光、讲噪声，由居民自己定分摊。一",
        "楼不出钱，往上逐层增。前后开了十七次",
        "会，院子里响起了掌声。",
        "    县住建局局长介绍，今年全县计划加",
        "装电梯60部，审批时限压减到12个工作日",
        "以内，让居民早用上。",
    ]
    lines = ["六层老楼里的“幸福电梯”", "", "本报记者 江小渔", ""]
    lines += [f"{one:<24}{other}" for one, other in zip(left, right, strict=True)]
    page = analyse(document("\n".join(lines)))
    assert [[passage.text[:6] for passage in article.paragraphs] for article in page.articles] == [
        ["上月初三，家", "油坊巷社区建", "社区书记想了", "县住建局局长"]
    ]


def test_headlines_side_by_side_over_bodies_that_begin_at_different_heights() -> None:
    def padded(cells: tuple[str, ...]) -> str:
        row = ""
        for at, cell in enumerate(cells):
            row += " " * (40 * at - columns_of(row)) + cell
        return row

    rows = [
        ("        骑手凌晨救起落水者", "          冬吃萝卜有讲究", "       二手车行隐瞒泡水史"),
        ("", "", "          被判退一赔三"),
        ("           □记者 周晴",),
        ("", "    临近大雪节气，不少人家餐桌上的", "           □记者 陆远"),
        (
            "    救声传来，随后是微弱的呼救声。",
            "萝卜多了起来。市中医院治未病科主任",
            "    花九万元买的二手车，开了两个月",
        ),
        (
            "昨日凌晨，外卖骑手宁小川路过人民桥",
            "邬敏提醒，萝卜虽好，也要看体质哟。",
            "才发现是泡水车。近日，东港区法院审",
        ),
        ("时，听见了桥下的动静。", "    白萝卜性偏凉，脾胃虚寒的人宜煮", "结这起买卖合同纠纷，判决退还车款。"),
        (
            "    他扔下电动车，脱掉外套跳进河里",
            "熟再吃；青萝卜生吃脆甜，但空腹不宜",
            "    法院查明，该车去年夏天曾因暴雨",
        ),
        ("，合力把两人拉上岸。", "多食。（记者孟真）", "被淹，车行却说没有，构成欺诈。"),
        ("",),
        ("12月6日，临港西站，志愿者为旅客递上姜茶。  首席记者 凌波 摄",),
    ]
    page = analyse(document("\n".join(map(padded, rows))))
    assert heads(page) == [
        ("", "骑手凌晨救起落水者", "", 2),
        ("", "冬吃萝卜有讲究", "", 2),
        ("", "二手车行隐瞒泡水史被判退一赔三", "", 2),
    ]
    captions = [passage.text for article in page.articles for passage in article.captions]
    assert captions == ["12月6日，临港西站，志愿者为旅客递上姜茶。"]


def test_columns_whose_lines_stand_at_different_heights_are_printed_in_turn() -> None:
    """As `pdftotext -layout` prints them, which counts a character as a column."""
    left = [
        "　　新茶上市的消息传开以后，来白云坪收茶的客商一天",
        "比一天多，村里把晒场腾出来停车，还请学校食堂的师傅",
        "来做饭。茶农说，今年的鲜叶价格比去年高了两成多，采",
        "茶的人手也比去年好找，大家都愿意留在村里多干几天。",
    ]
    right = [
        "　　县水利局的巡查队昨天走完了最后一段河堤，三十多",
        "处小隐患都记在本子上，说好了汛期到来之前全部修好。",
        "巡查队的队长介绍，今年添了两架无人机，过去要走一个",
        "星期的路，如今两天就能看完，山洪沟也看得更加仔细。",
    ]
    lines = ["白云坪来了收茶人", " " * 34 + "河堤走了一遍又一遍", ""]
    for one, other in zip(left, right, strict=True):
        lines += [one, " " * 30 + other]
    page = analyse(document("\n".join(lines)))
    bodies = {"".join(passage.text for passage in article.paragraphs) for article in page.articles}
    assert bodies == {"".join(left).strip("　"), "".join(right).strip("　")}


def test_headlines_below_their_bodies_and_one_in_bold() -> None:
    page = analyse(
        document(
            """
江州队开门红江州队开门红
一人传射建功 两球逆转青岚
| 本报记者 何川
昨晚联赛首轮战罢，江州队凭借下半场
的两粒进球逆转来访的青岚队。
本报讯（记者 白露生）半程马拉松将于
四月鸣枪，总规模一万二千人。
新华社北京3月16日电（记者葛长青）乒
乓球世界杯昨天抽签，分为十六个小组。
青岚半马下月开跑 首设亲子跑项目
乒乓球世界杯分组揭晓
女排姑娘进校园
| 本报记者 江小渔
昨天下午，四名队员走进实验小学，与
学生们上了一堂排球课。
在全县青少年游泳锦标赛上
我县小将揽八金
本报讯（记者 何川）游泳锦标赛昨日落
下帷幕，我县派出的小将收获八金。
"""
        )
    )
    assert [(a.kicker, a.title, a.deck) for a in articles(page)] == [
        ((), "江州队开门红", ("一人传射建功两球逆转青岚",)),
        ((), "青岚半马下月开跑首设亲子跑项目", ()),
        ((), "乒乓球世界杯分组揭晓", ()),
        ((), "女排姑娘进校园", ()),
        (("在全县青少年游泳锦标赛上",), "我县小将揽八金", ()),
    ]
    assert_nothing_lost(page)


def test_paragraphs_indented_by_one_space_beside_lines_set_at_the_right() -> None:
    page = analyse(
        document(
            """
浮潛意外 海巡救起二人
【記者江小漁／綠島報導】
　兩名旅客昨天在石朗海域浮潛遭海流
帶離，海巡署獲報後出動小艇，十五分
鐘內將人救起，二人清楚，僅輕微擦傷。
　安檢所呼籲，下水前務必確認海象，
並由教練帶隊。
　縣府說，明天起加派人手巡邏。
　　　　　　　　（下轉A10版）
"""
        )
    )
    [article] = page.articles
    assert [p.text[:5] for p in article.paragraphs] == ["兩名旅客昨", "安檢所呼籲", "縣府說，明"]
    assert_nothing_lost(page)


def test_a_text_from_another_page_lacks_no_headline() -> None:
    page = analyse(
        document(
            """
青岚：以“链”聚势　向“新”而行
　　“以前配一个零件要跑三百公里外，现在
出厂门过条马路就能提货。”经开区里，一条
街上分别做着铸件、机加工和总装。
－－－－－－－－－－－－－－－－－－－－
　　（上接第１版）要压紧压实责任，统筹抓
好排污口整治和面源污染防治，坚决防止问题
反弹回潮。
－－－－－－－－－－－－－－－－－－－－
我国科学家在雪山地区
新发现三种蕨类植物
　　新华社北京11月11日电（记者 江小渔）
记者11日获悉，我国科研人员在科学考察中，
新发现三种蕨类植物，成果近日发表。
"""
        )
    )
    assert [article.title for article in articles(page)] == [
        "青岚：以“链”聚势向“新”而行",
        "",
        "我国科学家在雪山地区新发现三种蕨类植物",
    ]
    assert_nothing_lost(page)


def test_headlines_without_any_text_are_articles() -> None:
    page = analyse(document("今日看点汇编\n县委部署抗旱\n城关镇修通断头路\n全县秋粮入库三万吨\n"))
    assert [a.title and a.title.text for a in page.articles] == [
        "今日看点汇编", "县委部署抗旱", "城关镇修通断头路", "全县秋粮入库三万吨",
    ]  # fmt: skip
    assert_nothing_lost(page)


def test_type_that_is_doubled_throughout_tells_no_headlines() -> None:
    lines = ["县里部署秋季抗旱", "9月1日，县里部署抗旱工作。", "各镇要管好水库，用好水渠。", "会上还说了秋收的事。"]
    page = analyse(document("\n".join(2 * line for line in lines)))
    assert [(a.title and a.title.text, [p.text for p in a.paragraphs]) for a in page.articles] == [
        (lines[0], lines[1:])
    ]


@pytest.mark.parametrize("title", ["多国粮价上涨，各地忙着储备", "今年的茶叶好卖吗？", "县里修通了第一条水渠"])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n　　"])
def test_the_first_line_of_a_plain_text_is_its_headline_whatever_marks_it_has(title: str, between: str) -> None:
    body = [
        "有关部门上月发布的数据显示，粮食价格比去年同期上涨百分之八，涨幅为近三年来最大，各地已经开始增加储备。",
        "一位不愿具名的粮商说，他的仓库已经装满，而上门询价的人仍然每天都有，他打算再租一处仓库。",
    ]
    page = analyse(document(between.join([title, *body]) + "\n"))
    assert [(a.title, a.paragraphs) for a in articles(page)] == [(title, tuple(body))]


def test_a_full_line_amid_a_text_without_indents_is_no_headline() -> None:
    page = analyse(
        document(
            """
山里人家的账本

山里的茶农每年春天只有四十天可以采茶，其余的日子都在修剪和施肥，收
成好坏要到六月才见分晓，镇上的茶商那时才开秤，价钱一天一变，谁也说
不准，一户人家的收入全看这四十天的天气，所以家家都有一本账。
一个把账本上的数字和村里年轻人去留联系起来的说法是茶价每涨一成就会
有三户人家的孩子回来帮忙，而跌一成就会走掉五户，没有人算过准不准。
老人们说，从前没有账本，茶卖给供销社，价钱是定好的，好坏都一样，后来
有了茶商，账本才跟着来了，再后来账本变成了手机里的表格。
"""
        )
    )
    assert [a.title for a in articles(page)] == ["山里人家的账本"]


@pytest.mark.parametrize("word", ["温州", "车间", "马拉松", "国资委"])
def test_a_word_between_headline_and_text_is_nobody(word: str) -> None:
    text = f"全市重点项目加快建设\n\n                 {word}\n\n　　8月1日，市委召开会议，要求各县区落实。\n"
    assert [a.byline for a in articles(analyse(document(text)))] == [()]
