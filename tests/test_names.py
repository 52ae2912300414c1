"""Chinese names in the Latin alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.names import pinyin, place_pinyin, publisher_english, split_name
from service.romanisation import Nation, given_names, spell, split_japanese, surnames, usual_names
from service.surnames import COMPOUND, SURNAMES


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("王波", "Wang Bo"),
        ("沈知远", "Shen Zhiyuan"),
        ("付露波", "Fu Lubo"),
        ("杨 名", "Yang Ming"),
        ("周　正", "Zhou Zheng"),
        # the surname's own reading
        ("单建国", "Shan Jianguo"),
        ("解冰", "Xie Bing"),
        ("曾庆华", "Zeng Qinghua"),
        ("仇和", "Qiu He"),
        ("区伯", "Ou Bo"),
        ("查良", "Zha Liang"),
        ("盖军", "Ge Jun"),
        ("翟天", "Zhai Tian"),
        ("任平", "Ren Ping"),
        ("华国", "Hua Guo"),
        ("尉迟敬", "Yuchi Jing"),
        ("万俟雪", "Moqi Xue"),
        ("薄云", "Bo Yun"),
        # in traditional characters
        ("單建國", "Shan Jianguo"),
        ("劉長春", "Liu Changchun"),
        ("歐陽明", "Ouyang Ming"),
        # two characters of surname
        ("欧阳明", "Ouyang Ming"),
        ("司马青云", "Sima Qingyun"),
        ("陈方安生", "Chen-Fang Ansheng"),
        ("东方", "Dong Fang"),
        # apostrophe and ü
        ("陈安恩", "Chen An'en"),
        ("李西安", "Li Xi'an"),
        ("吕虑", "Lyu Lyu"),
        ("刘略", "Liu Lue"),
        # minorities
        ("古丽·买买提", "Guli Maimaiti"),
        ("阿依古丽", "Ayiguli"),
        ("卓玛", "Zhuoma"),
        ("巴特尔", "Bate'er"),
        ("成林", "Cheng Lin"),
        ("才仁扎西", "Cairen Zhaxi"),
        # given names of two readings
        ("王长庚", "Wang Changgeng"),
        ("罗晟", "Luo Sheng"),
        ("蓝佛安", "Lan Fo'an"),
        ("郑栅洁", "Zheng Shanjie"),
        ("严隽琪", "Yan Junqi"),
        ("李兆焯", "Li Zhaozhuo"),
        ("陈厦生", "Chen Xiasheng"),
    ],
)
def test_personal_names(name: str, spelled: str) -> None:
    assert pinyin(name)[0] == spelled


@pytest.mark.parametrize(
    ("name", "uncertain"),
    [
        ("王波", False),
        ("单建国", False),
        ("乐平", True),
        ("王长庚", True),
        ("张行", True),
        ("王隽", True),
        ("林厦生", False),
        ("古丽·买买提", True),
        ("才仁扎西", True),
        ("特朗普", True),
    ],
)
def test_a_polyphone_is_flagged(name: str, uncertain: bool) -> None:
    assert pinyin(name)[1] is uncertain


@given(st.sampled_from(sorted(SURNAMES) + sorted(COMPOUND)), st.text("明国华安知远波玉兰", min_size=1, max_size=2))
def test_the_surname_stands_first_and_the_given_name_is_one_word(surname: str, given_name: str) -> None:
    first, rest = pinyin(surname + given_name)[0].split(" ")
    assert split_name(surname + given_name)[0].startswith(surname)
    assert (first + rest).replace("-", "").replace("'", "").isascii()
    assert first[0].isupper()
    assert rest[0].isupper()
    assert rest[1:].islower()


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("松溪镇", "Songxi Town"),
        ("青岚县", "Qinglan County"),
        ("六安市", "Lu'an City"),
        ("白鹭街道", "Bailu Subdistrict"),
        ("泾县", "Jingxian County"),
        ("杭州", "Hangzhou"),
        ("杭州市", "Hangzhou City"),
        ("延边州", "Yanbian Prefecture"),
        ("单县", "Shanxian County"),
        ("长安镇", "Chang'an Town"),
        ("佛塘镇", "Fotang Town"),
        ("中都镇", "Zhongdu Town"),
        ("厦前村", "Xiaqian Village"),
        ("什里店镇", "Shilidian Town"),
        ("单家庄村", "Shanjiazhuang Village"),
        ("仇庄村", "Qiuzhuang Village"),
        ("解放镇", "Jiefang Town"),
        ("查干镇", "Chagan Town"),
        ("陕西省", "Shaanxi Province"),
        ("山西", "Shanxi"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("西藏", "Xizang"),
        ("重庆", "Chongqing"),
        ("长三角", "Yangtze River Delta"),
        ("", ""),
    ],
)
def test_places(place: str, english: str) -> None:
    assert place_pinyin(place) == english


@pytest.mark.parametrize(
    ("publisher", "english"),
    [
        ("人民日报", "People's Daily"),
        ("《新华社》", "Xinhua News Agency"),
        ("青岚日报", "Qinglan Daily"),
        ("岚州晚报", "Lanzhou Evening News"),
        ("青岚县融媒体中心", "Qinglan County Convergence Media Center"),
        # in traditional characters
        ("人民日報", "People's Daily"),
        ("《參考消息》", "Reference News"),
        ("浙江日報", "Zhejiang Daily"),
        ("青嵐縣融媒體中心", "Qinglan County Convergence Media Center"),
        ("廈門日報 / 聯合報", "Xiamen Daily / United Daily News"),
        # 乾 is simplified too
        ("乾县融媒体中心", "Qianxian County Convergence Media Center"),
        ("Qinglan Daily", "Qinglan Daily"),
        ("", ""),
    ],
)
def test_publishers(publisher: str, english: str) -> None:
    assert publisher_english(publisher) == english


@pytest.mark.parametrize(
    ("name", "nation", "spelled"),
    [
        ("长谷川健太", Nation.JAPAN, "Kenta Hasegawa"),
        ("齐藤仁", Nation.JAPAN, "Hitoshi Saito"),
        ("林芳正", Nation.JAPAN, "Yoshimasa Hayashi"),
        ("岸田文雄", Nation.JAPAN, "Fumio Kishida"),
        ("岸田", Nation.JAPAN, "Kishida"),
        ("王健", Nation.JAPAN, ""),
        ("李在明", Nation.SOUTH, "Lee Jae-myung"),
        ("朴振", Nation.SOUTH, "Park Jin"),
        ("皇甫明", Nation.SOUTH, "Hwangbo Myung"),
        ("崔善姬", Nation.NORTH, "Choe Son Hui"),
        ("金德训", Nation.NORTH, "Kim Tok Hun"),
        ("李永吉", Nation.NORTH, "Ri Yong Gil"),
        ("朴正天", Nation.NORTH, "Pak Jong Chon"),
        ("诺娜", Nation.NORTH, ""),
        ("范明政", Nation.VIETNAM, "Pham Minh Chinh"),
        ("阮氏金银", Nation.VIETNAM, "Nguyen Thi Kim Ngan"),
        ("苏林", Nation.VIETNAM, "To Lam"),
        ("茨林", Nation.VIETNAM, ""),
    ],
)
def test_names_of_neighbours(name: str, nation: Nation, spelled: str) -> None:
    assert next(iter(spell(name, nation)), "") == spelled


def test_the_tables_of_neighbours_are_sound() -> None:
    assert usual_names() <= given_names().keys()
    assert [name for name in surnames() if not 1 <= len(name) <= 4] == []
    assert [en for en in {*surnames().values(), *given_names().values()} if not (en.isascii() and en.istitle())] == []
    assert split_japanese("小笠原太郎") == ("小笠原", "太郎")


@pytest.mark.parametrize("nation", [Nation.NORTH, Nation.SOUTH])
def test_every_character_of_a_korean_name_is_spelled(nation: Nation) -> None:
    assert spell("金明五", Nation.NORTH) == ("Kim Myong O",)
    assert spell("金明五", Nation.SOUTH) == ("Kim Myung-o",)
    assert all(len(spell(f"金明{character}", nation)) <= 1 for character in map(chr, range(0x4E00, 0x9FA6)))
