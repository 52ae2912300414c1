"""A briefing made by hand, for the tests of whatever reads briefings: two articles of a county that is not on any map.

The first has everything a story can have; the second is an excerpt, with a sentence that was not translated.
"""

from dataclasses import replace
from typing import Any

from service.records import (
    DATELINE,
    Answer,
    Bilingual,
    Brief,
    Briefing,
    Byline,
    Continuation,
    DateRef,
    Figure,
    Finding,
    Part,
    Person,
    Point,
    Provenance,
    Quality,
    Quote,
    Repair,
    Severity,
    Span,
    Story,
    Unit,
)

PROVENANCE = Provenance(
    engine="seq2seq-ct2",
    model="opus-mt-zh-en",
    digest="9d6ce1f0c1fbd5a7",
    signature="0f1e2d3c4b5a6978",
    source_sha256="5b" * 32,
    created="2025-08-06T09:30:00Z",
    summary="extractive",
)

LOST = Finding(
    "number-lost", Severity.ERROR, "the number 186.4亿 of the source is not in the translation", "186.4亿", ""
)
ADDED = Finding("number-added", Severity.WARNING, "the number 18.6 is not in the source", "", "18.6")
LEFT = Finding("untranslated", Severity.ERROR, "left in Chinese: 青岚", "", "青岚")

MEETING = Story(
    id="3f2a1b0c9d8e",
    order=0,
    headings=(
        Unit("h1", Part.KICKER, 0, "推动“十四五”圆满收官", "Bringing the 14th Five-Year Plan to a close", "mt", -0.31),
        Unit(
            "h2", Part.TITLE, 0, "县委理论学习中心组举行专题学习会", "County Party theory group holds study session",
            "mt", -0.22,
        ),
        Unit("h3", Part.DECK, 0, "沈知远主持并讲话", "Shen Zhiyuan presides and speaks", "mt", -0.28),
    ),
    publisher=Bilingual("青岚新闻", "Qinglan News"),
    placement="p.1 要闻",
    url="https://news.example/qinglan/2025-08/06/a1.html?id=1&page=1",
    date=DateRef("8月5日", "2025-08-05", True, "“十四五”…收官: the 14th Five-Year Plan ends in 2025"),
    dateline="本报讯",
    byline=(Byline("苏晚", "Su Wan", "记者", "reporter"), Byline("何川", "He Chuan", "摄影", "photo")),
    continued=None,
    points=(
        Point(
            "沈知远指出，上半年全县实现地区生产总值186.4亿元，同比增长6.1%。",
            "Shen Zhiyuan noted that the county's GDP reached 18.6 billion yuan in the first half, up 6.1 percent.",
            ("s2",),
            "extractive",
        ),
        Point(
            "一要聚焦项目攻坚，确保三季度开工率达到九成以上；二要聚焦民生实事。",
            "Projects come first, then the things people need every day.",
            ("s3", "s4"),
            "abstractive",
        ),
    ),
    units=(
        Unit(
            "s1", Part.BODY, 0, "8月5日上午，县委理论学习中心组举行专题学习会。",
            "On the morning of August 5, the theory study group of the county Party committee held a study session.",
            "mt", -0.2,
        ),
        Unit(
            "s2", Part.BODY, 0, "沈知远指出，上半年全县实现地区生产总值186.4亿元，同比增长6.1%。",
            "Shen Zhiyuan noted that the county's GDP reached 18.6 billion yuan in the first half, up 6.1 percent.",
            "mt-retry", -0.81, (LOST, ADDED),
        ),
        Unit(
            "s3", Part.BODY, 1, "一要聚焦项目攻坚，确保三季度开工率达到九成以上；",
            "(1) Focus on projects: at least 90 percent must have started by the third quarter;", "mt", -0.4, (), 1,
        ),
        Unit("s4", Part.BODY, 1, "二要聚焦民生实事。", "(2) Focus on what people need.", "mt", -0.35, (), 2),
        Unit(
            "s5", Part.BODY, 2, "“路修到家门口，茶叶当天就能出山。”村民罗庭芳说。",
            "“The road comes to our door now, and the tea leaves the hills the same day,” said villager Luo Tingfang.",
            "mt", -0.3,
        ),
        Unit("c1", Part.CAPTION, 0, "图为学习会现场。", "The study session.", "mt", None),
    ),
    people=(
        Person("沈知远", "Shen Zhiyuan", Bilingual("县委书记", "secretary of the CPC Qinglan County Committee"), "s2"),
        Person("单明", "Shan Ming", Bilingual("县长", "county head"), "s1", uncertain=True),
        Person("罗庭芳", "Luo Tingfang", Bilingual("村民", ""), "s5"),
    ),
    figures=(
        Figure(
            "186.4亿元", "18640000000", "yuan", "", "18.64 billion yuan", "s2",
            Bilingual("上半年全县实现地区生产总值", ""),
        ),
        Figure(
            "6.1%", "6.1", "percent", "", "6.1 percent", "s2", Bilingual("同比增长", "up 6.1 percent"),
        ),
        Figure("九成以上", "90", "percent", "at least", "at least 90 percent", "s3"),
    ),
    quotes=(
        Quote(
            "路修到家门口，茶叶当天就能出山。",
            "The road comes to our door now, and the tea leaves the hills the same day,", "s5",
        ),
    ),
    findings=(
        Finding(
            "year", Severity.NOTE,
            "the year is inferred: “十四五”…收官: the 14th Five-Year Plan ends in 2025", "8月5日",
        ),
    ),
    quality=Quality("moderate", ("1 of 9 sentences has an error that a check found: number-added, number-lost",)),
    provenance=PROVENANCE,
    brief=Brief(
        who=(
            Answer("县委理论学习中心组", "County Party theory group", ("h2", "s1")),
            Answer("沈知远", "Shen Zhiyuan", ("h3",)),
        ),
        what=(Answer("县委理论学习中心组举行专题学习会", "County Party theory group holds study session", ("h2",)),),
        when=(Answer("8月5日上午", "5 Aug, morning", ("s1",)),),
        where=(Answer("青岚", "", (DATELINE,)),),
    ),
)  # fmt: skip

BRIDGE = Story(
    id="c0ffee123456",
    order=1,
    headings=(
        Unit("h1", Part.TITLE, 0, "松溪镇新桥月底通车", "New Songxi Town bridge to open this month", "mt", -0.2),
    ),
    publisher=Bilingual("青岚新闻", "Qinglan News"),
    placement="p.1 要闻",
    url="",
    date=DateRef("8月6日", "--08-06", False, ""),
    dateline="",
    byline=(Byline("叶知秋", "Ye Zhiqiu", "", ""),),
    continued=Continuation("to", "p.5", False),
    points=(Point("8月6日，松溪镇新桥合龙。", "", ("s1",), "extractive"),),
    units=(
        Unit(
            "s1", Part.BODY, 0, "8月6日，松溪镇新桥合龙。", "", "mt", None,
            (Finding("empty", Severity.ERROR, "no translation came out"),),
        ),
        Unit(
            "s2", Part.BODY, 0, "青岚人等这座桥等了三十年。", "The people of 青岚 waited 30 years for it.",
            "mt", -0.9, (LEFT,),
        ),
        Unit("s3", Part.BODY, 1, "（完）", "（完）", "verbatim", None),
    ),
    people=(),
    figures=(),
    quotes=(),
    findings=(Finding("excerpt", Severity.NOTE, "excerpt: the article continues on p.5, which is not held"),),
    quality=Quality("low", ("2 of 4 sentences have an error that a check found: empty, untranslated",)),
    provenance=replace(
        PROVENANCE, created="2025-08-06T09:31:00Z", summary="instruct qwen2.5", reviewed="Ada Wong", edited="Li Wei",
        outdated="Bo Chen",
    ),
)  # fmt: skip

BRIEFING = Briefing(
    id="5b5b5b5b5b5b5b5b",
    name="qinglan-front-page.txt",
    created="2025-08-06T10:00:00Z",
    stories=(MEETING, BRIDGE),
    furniture=("QINGLAN NEWS", "青岚县融媒体中心主办"),
    repairs=(
        Repair("doubled", Span(120, 128), "新桥新桥月底月底", "新桥月底"),
        Repair("quotes", Span(300, 311), "“强城”“兴村“”融合”", "“强城”“兴村”“融合”"),
    ),
    unassigned=("天气：多云转晴",),
)


def briefing(**changes: Any) -> Briefing:
    """The sample, with other values for some of its fields."""
    return replace(BRIEFING, **changes)


def story(**changes: Any) -> Story:
    """Its first story, the one that has everything, with other values for some of its fields."""
    return replace(MEETING, **changes)
