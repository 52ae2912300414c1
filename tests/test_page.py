"""The sample pages and what they must come to; nothing of any page may be lost."""

import cProfile
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.columns import in_order
from service.errors import EmptyInput, TooLarge
from service.intake import Limits
from service.page import analyse
from service.pipeline import require_articles, take_apart
from service.records import Block, Document, Metadata, Page, Role, Source, Span

ROOT = Path(__file__).parents[1]
SAMPLES = {
    path.stem: path
    for folder in (ROOT / "seeds", ROOT / "tests" / "data" / "pages")
    for path in sorted(folder.iterdir())
    if path.with_suffix(".expected.json").exists()
}
EMPTY: dict[str, Any] = {
    "title": None, "kicker": [], "deck": [], "byline": [], "dateline": "", "continued": [], "paragraphs": [],
    "captions": [], "publisher": "", "published": "", "placement": "", "url": "",
}  # fmt: skip


def page_of(*names: str) -> Page:
    return take_apart([Source(SAMPLES[name].name, SAMPLES[name].read_bytes()) for name in names], Limits())


def expected(name: str) -> dict[str, Any]:
    """The file beside the sample; what it says of the page as a whole it says of each article."""
    found: dict[str, Any] = json.loads(SAMPLES[name].with_suffix(".expected.json").read_text(encoding="utf-8"))
    articles, furniture = found.pop("articles"), found.pop("furniture")
    return {"articles": [{**EMPTY, **found, **article} for article in articles], "furniture": furniture}


def summary(page: Page) -> list[dict[str, Any]]:
    """A page's articles in the form of the expected files."""
    return [
        {
            "title": article.title and article.title.text,
            "kicker": [p.text for p in article.kicker],
            "deck": [p.text for p in article.deck],
            "byline": [[b.name, b.role] for b in article.byline],
            "dateline": article.dateline,
            "continued": [[c.direction, c.page, c.held] for c in article.continued],
            "paragraphs": [p.text for p in article.paragraphs],
            "captions": [p.text for p in article.captions],
            "publisher": article.metadata.publisher,
            "published": article.metadata.published,
            "placement": article.metadata.placement,
            "url": article.metadata.url,
        }
        for article in page.articles
    ]


def document(text: str, role: Role = Role.UNKNOWN) -> Document:
    """A text layer as intake gives it: a block for each line that is not blank, a page between form feeds."""
    blocks, pages, start = [], [], 0
    for page in text.split("\f"):
        pages.append(Span(start, start + len(page)))
        at = start
        for line in page.split("\n"):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                blocks.append(Block(Span(at + lead, at + len(line.rstrip())), role))
            at += len(line) + 1
        start += len(page) + 1
    return Document("0" * 64, "page.txt", "text/plain", text, tuple(blocks), tuple(pages))


def account(page: Page) -> Counter[int]:
    """How often each source character that shows is given out."""
    spans = [span for p in (*page.furniture, *page.unassigned) for span in p.spans]
    for a in page.articles:
        title = (a.title,) if a.title else ()
        spans += [s for p in (*a.kicker, *title, *a.deck, *a.paragraphs, *a.captions) for s in p.spans]
        spans += a.credits
    text = page.document.text
    return Counter(at for span in spans for at in range(span.start, span.end) if not text[at].isspace())


def assert_nothing_lost(page: Page) -> None:
    text = page.document.text
    assert account(page) == Counter(at for at, character in enumerate(text) if not character.isspace())


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_page(name: str) -> None:
    page, wanted = page_of(name), expected(name)
    assert summary(page) == wanted["articles"]
    assert [p.text for p in page.furniture] == wanted["furniture"]
    assert page.unassigned == ()
    assert_nothing_lost(page)


def test_an_article_is_joined_with_its_continuation() -> None:
    page = page_of("front-page", "page-2")
    joined = next(a for a in page.articles if a.title and "县政协" in a.title.text)
    parts = [next(a for a in expected(n)["articles"] if "县政协" in a["title"]) for n in ("front-page", "page-2")]
    assert [p.text for p in joined.paragraphs] == [p for part in parts for p in part["paragraphs"]]
    assert [(c.direction, c.page, c.held) for c in joined.continued] == [("to", "p.2", True)]
    assert len(page.articles) == 5
    assert [a.metadata.placement for a in page.articles] == ["p.1 要闻"] * 3 + ["p.2 综合"] * 2
    assert_nothing_lost(page)


def test_a_sentence_goes_on_where_the_page_breaks_it_though_numbers_meet() -> None:
    page = analyse(document("全县增长12.5%（下转第2版）\f上接第1版\n9.5%是全县增长。"))
    assert [p.text for a in page.articles for p in a.paragraphs] == ["全县增长12.5%9.5%是全县增长。"]
    assert_nothing_lost(page)


def test_time_grows_with_the_rows_of_columns_and_not_faster() -> None:
    row = "青石{0}村的茶山又多了两百亩，      老街{0}号的铺子没有歇过，      渡口{0}号的船工说水涨了，"

    def calls(first: int, count: int) -> int:
        page = document("\n".join(row.format(number) for number in range(first, first + count)))
        profile = cProfile.Profile()
        profile.runcall(in_order, page, [(block.span.start, block.span.end, block.size) for block in page.blocks])
        return sum(entry.callcount for entry in profile.getstats())

    calls(100, 50)  # what is remembered from then on
    assert calls(3000, 400) < 5 * calls(2000, 100)  # four times the rows; sixteen where each is held against each


@pytest.mark.parametrize(
    "names",
    [
        ("page-2", "village-coffee"),
        ("village-coffee", "page-2"),
        ("gb18030", "village-coffee", "county-page", "briefs"),
        ("county-feed", "columns", "article", "race"),
    ],
)
def test_every_file_of_an_issue_is_read_as_it_is_alone(names: tuple[str, ...]) -> None:
    page = page_of(*names)
    alone = [expected(name) for name in names]
    keys = ("title", "kicker", "deck", "byline", "dateline", "continued", "paragraphs", "captions")
    assert [[article[key] for key in keys] for article in summary(page)] == [
        [article[key] for key in keys] for each in alone for article in each["articles"]
    ]
    assert [p.text for p in page.furniture] == [text for each in alone for text in each["furniture"]]
    assert page.unassigned == ()
    assert_nothing_lost(page)


def test_the_parts_of_an_article_are_joined_though_a_web_page_lies_between() -> None:
    page = page_of("front-page", "village-coffee", "page-2")
    joined = next(a for a in page.articles if a.title and "县政协" in a.title.text)
    assert [(c.direction, c.page, c.held) for c in joined.continued] == [("to", "p.2", True)]
    web = next(a for a in page.articles if a.title and "咖啡" in a.title.text)
    assert (web.metadata.publisher, web.metadata.placement) == ("青岚日报", "")


def test_the_day_of_an_issue_whose_masthead_sets_it_in_large_type() -> None:
    page = analyse(document("青岚日报\n2025年8月\n6\n星期三\n第01版 要闻\n\n修路\n\n路修好了，大家都高兴。\n"))
    assert [(a.metadata.published, a.metadata.placement) for a in page.articles] == [("2025-08-06", "p.1 要闻")]


def test_no_more_articles_are_taken_from_a_text_than_the_limit_says() -> None:
    text = "".join(f"■县里修第{n}条水渠\n9月{n}日，县里动工修水渠。\n" for n in range(1, 6))
    assert len(take_apart([Source("a.txt", text.encode())], Limits(max_articles=5)).articles) == 5
    with pytest.raises(TooLarge, match="YIBAO_MAX_ARTICLES"):
        take_apart([Source("a.txt", text.encode())], Limits(max_articles=4))


def test_no_break_spaces_are_spaces() -> None:
    text = "县医院启用新楼\n　　本报讯　8月1日，县医院启用新楼，设床位五百张。（王 静）\n"
    pages = [take_apart([Source("a.txt", each.encode())], Limits()) for each in (text, text.replace(" ", "\xa0"))]
    assert summary(pages[0]) == summary(pages[1])
    assert [name.name for name in pages[1].articles[0].byline] == ["王静"]


def test_the_same_text_has_the_same_id() -> None:
    first, again = page_of("briefs"), page_of("briefs")
    assert [a.id for a in first.articles] == [a.id for a in again.articles]
    assert len({a.id for a in first.articles}) == len(first.articles) == 5


PIECES = st.sampled_from(
    [
        "| 记者 杨名",
        "（下转第2版）",
        "上接第1版",
        "8月1日，县委召开会议。",
        "会议指出，要",
        "第01版：要闻",
        "天天",
        "高高兴兴",
        "“强城”“兴村“”融合”",
        "本报讯（记者 杨 名）",
        "图为现场。",
        "记者 李青 摄",
        "《《决定决定》》",
        "▲简讯",
        "│",
        " |",
        "广告",
        "遗失声明",
        "天气：晴",
        "导读",
        "第3版",
        "责任编辑：王明",
        "2025年8月1日 星期五",
        "12.5%",
        "abc",
        "︹記者林宜蓁／台南報導︺",
        "﹁台茶﹂",
        "首页 > 要闻 > 正文",
        "2025-08-06 07:15 来源：青岚日报",
        "上一篇　下一篇",
        "今日天气",
        *"。，【】",
        *["　　", "    ", "\n", "\n\n", "\f"],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_is_lost_of_any_page(text: str) -> None:
    assert_nothing_lost(analyse(document(text)))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([name for name, path in SAMPLES.items() if path.suffix == ".txt"]), st.data())
def test_nothing_is_lost_of_a_damaged_page(name: str, data: st.DataObject) -> None:
    text = page_of(name).document.text
    lines = text.split("\n")
    kept = data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=len(lines)))
    broken = "\n".join(kept)
    cut = data.draw(st.integers(0, len(broken)))
    assert_nothing_lost(analyse(document(broken[:cut] + data.draw(PIECES) + broken[cut:])))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Role), st.integers(0, 2), st.text("记者杨名。下转第2版（）摄 abc\n", max_size=12))
    )
)
def test_nothing_is_lost_of_a_structured_format(blocks: list[tuple[Role, int, str]]) -> None:
    text, made = "", []
    for role, number, content in blocks:
        if content.strip():
            made.append(Block(Span(len(text), len(text) + len(content)), role, number))
            text += content + "\n"
    spans = (Span(0, len(text)),)
    page = analyse(Document("0" * 64, "x", "text/html", text, tuple(made), spans, {0: Metadata("青岚日报")}))
    assert_nothing_lost(page)


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        ("县政府召开常务会议", "县政府召开常务会议", []),
        ("城北图书馆周末延时开放 方便读者", "城北图书馆周末延时开放 方便读者", []),
        ("北京，上海，广州", "北京，上海，广州", []),
        ("松溪镇新桥通车\n\n记者 林听雨", "松溪镇新桥通车", []),
        ("松溪镇新桥通车\n村民出行更方便", "松溪镇新桥通车", ["村民出行更方便"]),
        ("松溪镇新桥通车。", None, ["松溪镇新桥通车。"]),
    ],
)
def test_what_is_all_the_text_there_is_is_an_article(text: str, title: str | None, paragraphs: list[str]) -> None:
    page = take_apart([Source("a.txt", text.encode())], Limits())
    (article,) = page.articles
    assert (article.title and article.title.text, [p.text for p in article.paragraphs]) == (title, paragraphs)
    assert page.unassigned == ()


@pytest.mark.parametrize(
    "text", ["青岚日报 2025年8月6日 星期三 第3版", "今日天气：多云转晴", "记者 林听雨", "要闻\n广告"]
)
def test_what_only_furnishes_a_page_is_none(text: str) -> None:
    page = take_apart([Source("a.txt", text.encode())], Limits())
    with pytest.raises(EmptyInput, match="no article was found in it"):
        require_articles(page)


def test_beside_an_article_what_is_unassigned_stays_so() -> None:
    page = take_apart(
        [Source("a.txt", "松溪镇新桥通车\n\n8月6日，松溪镇新桥建成通车。\n\n\n\n\n另一个标题".encode())], Limits()
    )
    assert len(page.articles) == 1
