"""Who, what, when, where, why: what an article's opening states, and nothing that it does not."""

from dataclasses import replace

import pytest

from service.brief import brief
from service.people import Place
from service.placeables import Knowledge, find, learn
from service.records import DATELINE, Answer, Brief, Part, Unit
from service.script import to_simplified
from service.termbase import base
from tests.stories import article, unit

PLACE = Place("Qinglan", "县", "青岚县")


def asked(title: str, *sentences: str, dateline: str = "", en: str = "") -> Brief:
    """The brief of an article of one paragraph; `en` is the English of each of its sentences."""
    texts = [title, *sentences]
    known = learn([to_simplified(text) for text in texts], PLACE, base())
    units = [unit(title, "A headline", "h1", Part.TITLE)] if title else []
    units += [unit(text, en, f"s{number}") for number, text in enumerate(sentences, 1)]
    return brief(article(title, *sentences, dateline=dateline), [termed(each, known) for each in units], known)


def termed(given: Unit, known: Knowledge) -> Unit:
    return replace(given, terms=find(to_simplified(given.zh), known))


def test_a_meeting() -> None:
    assert asked(
        "县政协第48次党组（扩大）会议召开",
        "8月1日下午，县政协第48次党组（扩大）会议在松溪镇召开，传达学习全会精神。",
        "县政协主席陆以宁主持并讲话，副主席韩若水、罗庭芳参加。",
    ) == Brief(
        who=(
            Answer("县政协", "Qinglan County Committee of the CPPCC", ("h1",)),
            Answer("县政协主席陆以宁", "Lu Yining, chairperson of the Qinglan County Committee of the CPPCC", ("s2",)),
            Answer(
                "副主席韩若水", "Han Ruoshui, vice chairperson of the Qinglan County Committee of the CPPCC", ("s2",)
            ),
            Answer("罗庭芳", "Luo Tingfang, vice chairperson of the Qinglan County Committee of the CPPCC", ("s2",)),
        ),
        what=(Answer("县政协第48次党组（扩大）会议召开", "A headline", ("h1",)),),
        when=(Answer("8月1日下午", "1 Aug, afternoon", ("s1",)),),
        where=(Answer("松溪镇", "Songxi Town", ("s1",)),),
    )


@pytest.mark.parametrize(
    ("title", "sentence", "who"),
    [
        ("县公安局破获一起诈骗案", "", [("县公安局", "Qinglan County Public Security Bureau")]),
        ("松溪镇开展垃圾分类", "", [("松溪镇", "Songxi Town")]),
        ("青岚县全面启动综合治理", "", [("青岚县", "Qinglan County")]),
        ("县图书馆延长开放时间", "", [("县图书馆", "")]),
        ("防台响应启动", "8月6日，县气象台发布台风预警。", [("县气象台", "")]),
        (
            "青嵐縣召開座談會", "縣長許明川主持會議。",
            [("青嵐縣", "Qinglan County"), ("縣長許明川", "Xu Mingchuan, county head")],
        ),
        (
            "县委、县政府慰问一线职工", "",
            [("县委、县政府", "CPC Qinglan County Committee and Qinglan County People's Government")],
        ),
        # someone who is acted upon, a place or an office that is part of another name
        ("新春送温暖", "8月1日，一行人看望慰问县委书记沈知远。", []),
        ("松溪镇杨梅文化节落幕", "", []),
        (
            "新路通车", "县交通运输局副局长纪南星说。",
            [("县交通运输局副局长纪南星", "Ji Nanxing, deputy director of the Qinglan County Transport Bureau")],
        ),
        ("天气晴好", "今天阳光明媚。", []),
    ],
)  # fmt: skip
def test_who(title: str, sentence: str, who: list[tuple[str, str]]) -> None:
    assert [(a.zh, a.en) for a in asked(title, *filter(None, [sentence])).who] == who


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("2025年8月1日，会议召开。", [("2025年8月1日", "1 Aug 2025")]),
        ("8月1日至3日，展会举行。", [("8月1日至3日", "1 to 3 Aug")]),
        ("2025年7月30日至8月3日举行。", [("2025年7月30日至8月3日", "30 Jul to 3 Aug 2025")]),
        ("8月1日上午，会议召开。", [("8月1日上午", "1 Aug, morning")]),
        ("近日，会议召开。", [("近日", "recently")]),
        ("昨天，會議召開。", [("昨天", "yesterday")]),
        ("文化节于8月4日落幕。", [("8月4日", "4 Aug")]),
        # not the day of the news
        ("截至8月31日，已转移群众。", []),
        ("8月31日前报名。", []),
        ("从8月6日起开放。", []),
        ("今年3月开业。", []),
    ],
)
def test_when(sentence: str, when: list[tuple[str, str]]) -> None:
    assert [(a.zh, a.en) for a in asked("题", sentence).when] == when


def test_a_dateline_says_when_and_where() -> None:
    made = asked("题", "我国5日发射一颗卫星。", dateline="新华社酒泉8月5日电")
    assert made.when == (Answer("8月5日", "5 Aug", (DATELINE,)),)
    assert made.where == (Answer("酒泉", "Jiuquan", (DATELINE,)),)
    assert asked("题", "会议召开。", dateline="本报讯") == Brief(what=(Answer("题", "A headline", ("h1",)),))


@pytest.mark.parametrize(
    ("title", "sentence", "where"),
    [
        ("松溪镇：小路通到家门口", "", ["松溪镇"]),
        ("题", "在石桥镇，新路通车。", ["石桥镇"]),
        ("题", "记者来到石桥镇采访。", ["石桥镇"]),
        ("题", "来自石桥镇的代表参加。", []),
    ],
)
def test_where(title: str, sentence: str, where: list[str]) -> None:
    assert [a.zh for a in asked(title, *filter(None, [sentence])).where] == where


@pytest.mark.parametrize(
    ("zh", "en", "why"),
    [
        ("为推进乡村振兴，县里召开会议。", "A meeting was held.", [("为推进乡村振兴", "A meeting was held.")]),
        (
            "活动旨在引导群众参与治理。",
            "The event aims to get people to take part.",
            [("旨在引导群众参与治理", "aims to get people to take part")],
        ),
        ("由于强降雨影响，道路中断。", "", [("由于强降雨影响", "")]),
        ("因台风来袭，景区关闭。", "", [("因台风来袭", "")]),
        ("此举是为了方便群众。", "", [("为了方便群众", "")]),
        # words that begin alike, and services to someone
        ("为期三天的会议召开。", "", []),
        ("因地制宜发展产业。", "", []),
        ("为企业提供全程服务。", "", []),
        ("因此，会议召开。", "", []),
    ],
)
def test_why(zh: str, en: str, why: list[tuple[str, str]]) -> None:
    assert [(a.zh, a.en) for a in asked("题", zh, en=en).why] == why


def test_without_a_headline_the_first_sentence_says_what() -> None:
    assert asked("", "县里修了路。", en="The county mended a road.").what == (
        Answer("县里修了路。", "The county mended a road.", ("s1",)),
    )


@pytest.mark.parametrize("lede", ["记者从市统计局获悉，产值增长。", "近日，本报记者从省博物馆了解到，新馆落成。"])
def test_who_told_the_reporter_does_not_act(lede: str) -> None:
    assert asked("产值增长", lede).who == ()
