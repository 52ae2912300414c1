"""Names of the wider world that the dictionary and GeoNames have."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.gazetteer import find_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他从博洛尼亚来到耶鲁大学。", ["博洛尼亚 Bologna", "耶鲁大学 Yale University"]),
        ("黄浦江边的诺贝尔奖得主", ["黄浦江 Huangpu River", "诺贝尔奖 Nobel Prize"]),
        ("穆加贝逝世。", ["穆加贝 Robert Mugabe"]),
        # cities abroad, which no dictionary has
        ("密西沙加市长飞抵阿斯特拉罕。", ["密西沙加 Mississauga", "阿斯特拉罕 Astrakhan"]),
        ("底特律和亚特兰大，奥克兰", ["底特律 Detroit", "亚特兰大 Atlanta"]),
        # a name is not one within a longer one
        ("坎特维尔讲话", []),
        # counties without their level, listed
        ("致琼海、万宁内涝，江南、华南多雨。", ["琼海 Qionghai", "万宁 Wanning"]),
        # alone where their name is no other word, nobody's and no other place's
        ("会泽警方从纳雍赶到门源。", ["会泽 Huize", "纳雍 Nayong", "门源 Menyuan"]),
        ("惠民工程与兴业银行，爱民路上的永福镇", []),
        ("中共嵩县委员会，环县的青年，青岚县", ["环县 Huanxian County", "嵩县 Songxian County"]),
        ("浙江宁波奉化，湖北襄阳谷城", ["奉化 Fenghua", "谷城 Gucheng"]),
        ("中卫头球破门，石林地貌，海伦回国", []),
        ("下游从江县城，威信扫地，昭通威信", ["从江 Congjiang", "威信 Weixin"]),
        ("段江华与密西沙加", ["密西沙加 Mississauga"]),
        ("浙江瑞安迎来瑞安队", ["瑞安 Rui'an"]),
        # cities abroad without their level
        ("八户港和十和田受损，五所川原有雨，我孙子五岁", ["十和田 Towada", "五所川原 Goshogawara"]),
        # the longest, and whole words
        ("吉尔吉斯斯坦", ["吉尔吉斯斯坦 Kyrgyzstan"]),
        ("中国海军在亚丁湾", ["亚丁湾 Gulf of Aden"]),
        # with dots: all of it or nothing
        ("詹姆斯·约翰逊讲话", ["詹姆斯·约翰逊 James Johnson"]),
        ("约翰逊·李讲话", []),
        # what papers call otherwise, people with a Chinese name, words of everyday
        ("北部湾、习近平、三位一体、第二十一条", []),
        ("", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert [f"{match.term.zh} {match.term.en}" for match in find_names(text)] == found


def test_a_name_passes_without_its_first_name_or_the_word_for_what_it_is() -> None:
    forms = {match.term.zh: match.term.accepted for match in find_names("穆加贝在太平洋")}
    assert forms == {"穆加贝": ("Mugabe",), "太平洋": ("Pacific",)}


@given(st.text("约翰逊詹姆斯·黄浦江在，", max_size=16))
def test_every_match_stands_where_it_says(text: str) -> None:
    found = find_names(text)
    assert all(text[match.span.start : match.span.end] == match.term.zh for match in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
