"""Posts in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.posts import BODIES, LEVELS, TITLES, post_english

AT_HOME = [
    ("县委书记", "secretary of the CPC Qinglan County Committee"),
    ("县委副书记", "deputy secretary of the CPC Qinglan County Committee"),
    ("县委常委", "member of the Standing Committee of the CPC Qinglan County Committee"),
    (
        "县委常委、组织部部长",
        "member of the Standing Committee of the CPC Qinglan County Committee and head of the Organization "
        "Department of the CPC Qinglan County Committee",
    ),
    ("县委宣传部副部长", "deputy head of the Publicity Department of the CPC Qinglan County Committee"),
    ("县纪委书记", "secretary of the Qinglan County Commission for Discipline Inspection"),
    ("县长", "county head"),
    ("副县长", "deputy county head"),
    ("县委副书记、县长", "deputy secretary of the CPC Qinglan County Committee and county head"),
    (
        "县委常委、常务副县长",
        "member of the Standing Committee of the CPC Qinglan County Committee and executive deputy county head",
    ),
    ("县统计局副局长", "deputy director of the Qinglan County Statistics Bureau"),
    ("县卫健委主任", "director of the Qinglan County Health Commission"),
    (
        "县教育局党委书记、局长",
        "secretary of the Party committee and director of the Qinglan County Education Bureau",
    ),
    ("县人大常委会主任", "chairperson of the Standing Committee of the Qinglan County People's Congress"),
    ("县人大常委会副主任", "vice chairperson of the Standing Committee of the Qinglan County People's Congress"),
    (
        "县教育局党委书记、县体育局局长、县教育局局长",
        "secretary of the Party committee of the Qinglan County Education Bureau, director of the Qinglan County "
        "Sports Bureau and director of the Qinglan County Education Bureau",
    ),
    (
        "县人大常委会党组书记、主任",
        "secretary of the leading Party members' group and chairperson of the Standing Committee of the Qinglan County "
        "People's Congress",
    ),
    ("县政协主席", "chairperson of the Qinglan County Committee of the CPPCC"),
    ("县政协副主席", "vice chairperson of the Qinglan County Committee of the CPPCC"),
    ("市委书记", "secretary of the CPC municipal committee"),
    ("湖州市纪委书记", "secretary of the Huzhou Municipal Commission for Discipline Inspection"),
    ("省发展改革委主任", "director of the provincial development and reform commission"),
    ("县融媒体中心主任", "director of the Qinglan County Convergence Media Center"),
    ("松溪镇党委书记", "secretary of the CPC Songxi Town Committee"),
    ("岚州市市长", "mayor of Lanzhou City"),
    ("岚州市副市长", "vice mayor of Lanzhou City"),
    ("省委书记", "secretary of the CPC provincial committee"),
    ("副省长", "vice governor"),
    (
        "县高新区党工委书记、管委会主任",
        "secretary of the Party Working Committee of the Qinglan County High-Tech Zone and director of the "
        "Administrative Committee of the Qinglan County High-Tech Zone",
    ),
    ("国家主席", "president"),
    ("副总理", "vice premier"),
    ("外交部发言人", "Foreign Ministry spokesperson"),
    ("党组副书记、副主任", "deputy secretary of the leading Party members' group and deputy director"),
    ("村党总支书记", "secretary of the village general Party branch"),
    ("种粮大户", "large-scale grain grower"),
    ("主任", "director"),
]


@pytest.mark.parametrize(("post", "english"), AT_HOME)
def test_in_an_article_about_qinglan_county(post: str, english: str) -> None:
    assert post_english(post, "Qinglan", "县") == english


@pytest.mark.parametrize(
    ("post", "english"),
    [
        ("县委书记", "secretary of the CPC county committee"),
        ("县人大常委会主任", "chairperson of the Standing Committee of the county people's congress"),
        ("县财政局局长", "director of the county finance bureau"),
        ("青岚县委书记", "secretary of the CPC Qinglan County Committee"),
    ],
)
def test_where_no_place_is_known(post: str, english: str) -> None:
    assert post_english(post) == english


@pytest.mark.parametrize(
    "post", ["", "县浪花局局长", "县委书记沈知远主持", "发展", "县委书记、", "美国总统特朗普与英国首相"]
)
def test_a_post_with_an_unknown_part_is_left_alone(post: str) -> None:
    assert post_english(post, "Qinglan", "县") == ""


@given(st.sampled_from(sorted(LEVELS)), st.sampled_from(sorted(BODIES)), st.sampled_from(["", "副", "常务副"]),
       st.sampled_from(sorted(TITLES.keys() - {"常委"})))  # fmt: skip
def test_every_body_and_title_go_together(level: str, body: str, vice: str, title: str) -> None:
    english = post_english(f"{level}{body}{vice}{title}", "Qinglan", level)
    assert english.isascii()
    assert english
    assert not vice or "deputy" in english or "vice" in english
