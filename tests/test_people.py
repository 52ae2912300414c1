"""People named in a text, and the place it is about."""

import time
from dataclasses import replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from service.assets import over_base
from service.people import Place, find_people, find_place, people, post_of
from service.placeables import find, learn
from service.places import learn_places
from service.posts import TITLES
from service.records import Bilingual, Person, Unit
from service.script import to_simplified
from service.termbase import Term, Termbase, base
from tests.stories import unit

NAMED = [
    # behind a post, and listed
    ("县委书记沈知远主持会议并讲话。", ["县委书记 沈知远"]),
    (
        "县委书记沈知远讲话，县委副书记、县长许明川传达精神。",
        ["县委书记 沈知远", "县委副书记、县长 许明川"],
    ),
    (
        "副主席韩若水、罗庭芳、欧阳明和古丽·买买提陪同。",
        ["副主席 韩若水", "副主席 罗庭芳", "副主席 欧阳明", "副主席 古丽·买买提"],
    ),
    (
        "县委常委、组织部部长林书田，县委常委、宣传部部长高行之参加。",
        ["县委常委、组织部部长 林书田", "县委常委、宣传部部长 高行之"],
    ),
    ("县委书记沈知远和县长许明川分别作报告。", ["县委书记 沈知远", "县长 许明川"]),
    ("县长許明川、副縣長陳國棟出席。", ["县长 许明川", "副县长 陈国栋"]),
    ("主任 杨 名，委员 付 波", ["主任 杨名", "委员 付波"]),
    # given names of minorities
    ("村民阿依古丽、买合木提和卓玛说，牧民斯琴来了。", ["村民 阿依古丽", "村民 买合木提", "村民 卓玛", "斯琴"]),
    ("患者古丽娜尔告诉记者，40岁的巴特尔在家。", ["古丽娜尔", "巴特尔"]),
    ("牧民买买提江再次说，队员克里斯琴说。", ["买买提江"]),
    ("其美多吉同志，牧民阿拉腾达来说。", ["其美多吉", "阿拉腾达来"]),
    # where the name ends
    ("市委书记周正在青岚县调研。", ["市委书记 周正"]),
    ("县政府办公室主任马超一同前往。", ["县政府办公室主任 马超"]),
    ("市人大常委会副主任邬明一行到我县视察。", ["市人大常委会副主任 邬明"]),
    ("村党总支书记司马青说：“路修好了。”", ["村党总支书记 司马青"]),
    ("省委书记王立新会见了客人。", ["省委书记 王立新"]),
    ("副县长白雪出席。", ["副县长 白雪"]),
    ("书记曾建建、县长曾建国参加。", ["书记 曾建建", "县长 曾建国"]),
    ("青岚茶厂厂长万俟雪说，茶好喝。", ["青岚茶厂厂长 万俟雪"]),
    ("原副市长钱伟因受贿获刑。", ["原副市长 钱伟"]),
    ("县长方强于6月到任。", ["县长 方强"]),
    ("市委书记赵洋未出席。", ["市委书记 赵洋"]),
    ("省长许勇致开幕词。", ["省长 许勇"]),
    ("院长董军作的报告获得通过。", ["院长 董军"]),
    ("局长冯磊点赞志愿者。", ["局长 冯磊"]),
    ("主任魏刚看了展板。", ["主任 魏刚"]),
    ("副市长唐志强督导防汛。", ["副市长 唐志强"]),
    ("副省长罗建平抵沪。", ["副省长 罗建平"]),
    ("省长高致远、书记李作成、市长王伟中参加。", ["省长 高致远", "书记 李作成", "市长 王伟中"]),
    ("市长于常任介绍，书记林为民强调。", ["市长 于常任", "书记 林为民"]),
    ("县长白云峰列席，主席蓝天立授旗。", ["县长 白云峰", "主席 蓝天立"]),
    # where the post begins
    ("他对县委书记沈知远说。", ["县委书记 沈知远"]),
    ("据县统计局副局长罗庭芳介绍，经济稳中有进。", ["县统计局副局长 罗庭芳"]),
    ("国家主席习近平在北京会见越南总理范明政。", ["国家主席 习近平", "越南总理 范明政"]),
    # transliterated
    ("美国总统特朗普与英国首相特雷莎·梅会谈。", ["美国总统 特朗普", "英国首相 特雷莎·梅"]),
    # without a post: in a list, or speaking
    ("出席会议的有沈知远、许明川、陆以宁等。", ["沈知远", "许明川", "陆以宁"]),
    ("陈亦平指出，会议十分重要。", ["陈亦平"]),
    # without a post: where something is done to people, or they do it
    ("法院一审判处仇志明有期徒刑十三年。", ["仇志明"]),
    ("法院公开开庭审理牟志强等14人一案。", ["牟志强"]),
    ("检察机关对周永利提起公诉。", ["周永利"]),
    ("会议任命林书田、白雪为副县长，免去李红的局长职务。", ["林书田", "白雪", "李红"]),
    ("盖志远同志任中共青岚县委书记。", ["盖志远"]),
    ("被告人单文涛利用职务便利受贿。", ["被告人 单文涛"]),
    # without a post: by what names are made of and where they stand
    ("今年58岁的仇志刚是种粮大户。", ["仇志刚"]),
    ("在昨晚的决赛中，林晓燕以21比18战胜对手。", ["林晓燕"]),
    ("走进王秀琴家，院子干净整洁。", ["王秀琴"]),
    ("欧阳明华当选为市人大常委会主任，曾庆国、区文斌当选为副主任。", ["欧阳明华", "曾庆国", "区文斌"]),
    ("其中段中华拟任街道党工委书记。", ["段中华"]),
    # before a court
    ("驳回上诉人郁大康上诉，维持原判。", ["上诉人 郁大康"]),
    # Tibetan
    ("州检察院检察长才仁扎西报告工作。", ["州检察院检察长 才仁扎西"]),
    ("生态管护员才仁扎西12年来巡护6万公里。", ["才仁扎西"]),
    # 和 joins nothing right before a verb of saying.
    ("咖啡馆负责人、返乡青年陆清和说，他要开店。", ["陆清和"]),
    ("村民王永和介绍，路修好了。", ["村民 王永和"]),
    ("县长王建国和村民说了很久。", ["县长 王建国"]),
    ("所用的桂花、杨梅和蜂蜜全部来自本镇。", []),
]


@pytest.mark.parametrize(("sentence", "named"), NAMED)
def test_named(sentence: str, named: list[str]) -> None:
    assert [f"{m.post} {m.name}".strip() for m in find_people(sentence)] == named


@pytest.mark.parametrize(
    "sentence",
    [
        "各级书记高度重视，主任强调安全。",
        "全体委员和干部要严格要求自己。",
        "努力让每一个市民都能感受到变化。",
        "保护农民利益。",
        "刘先生说，好。",
        "委员会议定于周五召开。",
        "局长曾表示，要抓落实。",
        "加强各级领导班子建设，国务院党组出席。",
        "彭大姐正在跟万大娘聊天，宋太太也来了。",
        "莫兰说，梅西在下半场替补。",
        "赫鲁晓夫派出坦克。",
        "韩国广播公司报道，宁夏永宁黄河大桥通车。",
        "蓝天白云下，金黄的稻田。",
        "过夜游客占比54.6%，组织陆军、海军演练。",
        "白皮书说，公开信表示，班子强调，以色列总理办公室宣布。",
        "贺函中说，贺信中表示，古巴新任外长和肖庄村村民欢迎。",
        "马方称，韩方向中方通报，巴方表示欢迎。",
        "制造业高端化、智能化，安全性、时尚性更高，实行承诺制。",
        "施局长介绍，李书记强调，黎总理称，乌财长认为，潘大夫告诉记者，杨妈妈说，孙总表示。",
        "该楼栋共有居民86人。",
        "白宫表示，谷歌、沃尔玛认为，莫斯科说，伊拉克、沙特和张家界欢迎。",
        "巴勒斯坦总统府发表声明，大使馆附近，主席国将开会，秘书处表示关切，欧盟成员国将商议。",
        "约翰斯·霍普金斯大学发布，获丹尼斯·安东尼奖，波兰·中国西藏文化周，尼诺·阿基诺国际机场。",
        "",
    ],
)
def test_nobody_named(sentence: str) -> None:
    assert find_people(sentence) == []


SURNAMES = st.sampled_from([*"王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑谢宋唐许邓冯韩曹曾", "欧阳", "司马", "诸葛"])
GIVEN = st.text("晓梅志强丽华建军芳", min_size=2, max_size=2)
NAMES = st.lists(st.builds(str.__add__, SURNAMES, GIVEN), min_size=1, max_size=4, unique=True)


@given_any(st.sampled_from(["书记", "县长", "局长"]), NAMES)
def test_every_name_of_a_list_is_found_with_the_post(post: str, names: list[str]) -> None:
    found = find_people(f"{post}{'、'.join(names)}参加。")
    assert [(m.name, m.post) for m in found] == [(name, post) for name in names]


@given_any(st.lists(st.sampled_from([*"王李沈知远说在、，。 ·和　", *TITLES]) | st.text(max_size=3), max_size=20))
def test_a_mention_stands_where_it_says(parts: list[str]) -> None:
    text = to_simplified("".join(parts))
    found = find_people(text)
    assert all(text[mention.start] == mention.name[0] for mention in found)
    assert [m.start for m in found] == sorted({m.start for m in found})


def test_everyone_in_a_list_of_leaders_from_abroad_has_a_post_of_their_own() -> None:
    found = find_people("法国总统马克龙、德国总理默茨同国家主席习近平会晤，并致电奥拉夫·朔尔茨。")
    assert [(each.post, each.name) for each in found] == [
        ("法国总统", "马克龙"),
        ("德国总理", "默茨"),
        ("国家主席", "习近平"),
        ("", "奥拉夫·朔尔茨"),
    ]


def test_people_of_an_article() -> None:
    units = [
        unit("沈知远指出，要抓落实。", name="s1"),
        unit("县委书记沈知远讲话，县浪花局局长乐平说明。", name="s2"),
        unit("沈知远强调，时间紧。", name="s3"),
    ]
    assert people(units, Place("Qinglan", "县"), Termbase({})) == (
        Person("沈知远", "Shen Zhiyuan", Bilingual("县委书记", "secretary of the CPC Qinglan County Committee"), "s1"),
        Person("乐平", "Yue Ping", Bilingual("县浪花局局长", ""), "s2", uncertain=True),
    )


def given(zh: str) -> Unit:
    """A unit with what its sentence was given."""
    return replace(unit(zh), terms=find(zh, learn([zh], Place(), base())))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            "中共中央总书记、国家主席、中央军委主席习近平出席。",
            [
                "Xi Jinping: general secretary of the CPC Central Committee, Chinese president and chairman of the "
                "Central Military Commission"
            ],
        ),
        ("北京市市长殷勇介绍情况。", ["Yin Yong: mayor of Beijing"]),
        (
            "国务委员兼国务院秘书长肖捷参加。",
            ["Xiao Jie: state councilor and secretary-general of the State Council"],
        ),
        ("中国银行原党委书记、董事长刘连舸受审。", ["Liu Liange: former Party secretary and chairman"]),
        ("全国政协副主席何维讲话。", ["He Wei: vice chairperson of the CPPCC National Committee"]),
        (
            "埃及总统塞西、缅甸领导人敏昂莱到会。",
            ["Abdel Fattah al-Sisi: president of Egypt", "Min Aung Hlaing: "],
        ),
        ("同莫迪总理会谈，李强总理说。", ["Narendra Modi: prime minister", "Li Qiang: "]),
        (
            "法国总统马克龙、德国总理默茨通话。",
            ["Emmanuel Macron: French president", "Friedrich Merz: German chancellor"],
        ),
        ("以习近平同志为核心的党中央，白宫和谷歌，沙特、伊拉克说。", ["Xi Jinping: "]),
    ],
)
def test_the_list_of_people_says_what_the_sentence_was_given(text: str, listed: list[str]) -> None:
    assert [f"{each.pinyin}: {each.post.en}" for each in people([given(text)], Place(), base())] == listed


def test_a_long_roster_of_posts_takes_no_longer_than_its_length() -> None:
    start = time.process_time()
    (found,) = find_people(f"县委{'书记、主任、' * 150}书记张伟讲话。")
    assert found.name == "张伟"
    assert time.process_time() - start < 5


def test_people_of_other_countries() -> None:
    country = Term("希腊", "Greece", kind="country")
    known = Termbase({"希腊": country, "普京": Term("普京", "Vladimir Putin", kind="person")})
    units = [unit("希腊总统塔苏拉斯、希腊外长普京出席。", name="s1")]
    assert [(p.pinyin, p.post.en, p.uncertain) for p in people(units, Place(), known)] == [
        ("", "president of Greece", True),
        ("Vladimir Putin", "foreign minister of Greece", False),
    ]


def test_a_name_is_known_behind_a_post_alone() -> None:
    known = Termbase({"司长林定国": Term("司长林定国", "Secretary Paul Lam", ("Paul Lam",), "person")})
    found = people([unit("司长林定国讲话，林定国说。", name="s1"), unit("林定国说。", name="s2")], Place(), known)
    assert [(each.name, each.pinyin) for each in found] == [("林定国", "Paul Lam")]


NEIGHBOURS = [
    # Japanese: by surname and a given name that only they have, or where Japan is spoken of, or behind a post there
    ("柔道名将齐藤仁昨日去世。", ["齐藤仁 Hitoshi Saito"]),
    ("三井住友银行行长小仓健一郎认为，利率会上升。", ["小仓健一郎 Kenichiro Ogura"]),
    ("日本东京的教授高原信之认为，应当对话。", ["高原信之 Nobuyuki Takahara"]),
    ("日本选手冈部美樱、佐佐木诗组合晋级。", ["冈部美樱 Mio Okabe", "佐佐木诗 Uta Sasaki"]),
    ("日本众议员林千寻率团来访。", ["林千寻 Chihiro Hayashi"]),
    ("日本外相上杉表示，愿意对话。", ["上杉 Uesugi"]),
    ("日本奥委会主席矢野恒和近日辞职，防卫大臣冈部敏和外相会谈。", ["矢野恒和 Tsunekazu Yano", "冈部敏 Satoshi Okabe"]),
    ("日本建筑师绪方大辅、隈健太设计了剧院。", ["绪方大辅 Daisuke Ogata", "隈健太 Kenta Kuma"]),
    # Koreans and Vietnamese: behind a post or a word for what they are
    ("韩国外交部次官朴永珉抵达北京。", ["朴永珉 Park Young-min"]),
    ("韩国羽毛球选手郑宇彬、徐成焕夺冠。", ["郑宇彬 Jung Woo-bin", "徐成焕 Seo Sung-hwan"]),
    ("韩国演员韩秀雅主演的电影上映。", ["韩秀雅 Han Soo-a"]),
    ("韩国驻日本大使申敬淑说明情况。", ["申敬淑 Shin Kyung-sook"]),
    ("朝鲜内阁副总理崔光一陪同参观。", ["崔光一 Choe Kwang Il"]),
    ("朝鲜国防相李德吉讲话。", ["李德吉 Ri Tok Gil"]),
    ("越南外交部发言人阮玉梅回答提问。", ["阮玉梅 Nguyen Ngoc Mai"]),
    ("越南女排选手范氏秋香表现出色。", ["范氏秋香 Pham Thi Thu Huong"]),
]


@pytest.mark.parametrize(("text", "spelled"), NEIGHBOURS)
def test_names_of_neighbours_are_read_as_they_read_them(text: str, spelled: list[str]) -> None:
    found = people([given(text)], Place(), Termbase({}))
    assert [f"{each.name} {each.pinyin}" for each in found] == spelled
    assert all(each.uncertain for each in found)


@pytest.mark.parametrize(
    "text",
    [
        # Chinese abroad, and envoys sent there
        "日本华侨总会会长林伯耀出席。",
        "中国驻日本大使吴江浩讲话。",
        "中国驻韩国大使戴兵讲话。",
        "赴韩国参赛选手安雪莹获胜。",
        "朝鲜族村民金永哲种水稻。",
        "抗美援朝老兵朴成浩回忆往事。",
        "记者田中禾报道。",
        "中国队林高远战胜日本队。",
        # places and other words
        "小林镇党委书记王建国介绍，高桥镇丰收，中山市市长李明出席，福岛县和石川县地震。",
        "日本多方批评日高官言论，安倍希望访华，黄河上游和濑户内海，全国新开工项目，必须加强管理。",
        "韩国国会通过新任国务总理任命案。",
        "韩国总统表示，愿意对话。",
    ],
)
def test_who_is_no_neighbour(text: str) -> None:
    assert [each for each in find_people(text) if each.nation] == []


def test_a_neighbour_is_known_in_the_rest_of_the_article_and_by_the_surname() -> None:
    texts = ["日本汽车厂商上杉会社的社长冈部恒介道歉。", "冈部说，产量将提高。", "冈部恒介鞠躬。"]
    known = learn(texts, Place(), base())
    assert [
        [(each.zh, each.en, each.status) for each in find(text, known) if each.kind == "person"] for text in texts
    ] == [
        [("冈部恒介", "Kosuke Okabe", "unverified")],
        [("冈部", "Okabe", "unverified")],
        [("冈部恒介", "Kosuke Okabe", "unverified")],
    ]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("日本汽车厂商社长佐藤恒治说，佐藤将卸任。", {"佐藤恒治": "Koji Sato", "佐藤": "Sato"}),
        ("日本首相高市早苗说，高市还提高市场透明度。", {"高市早苗": "Sanae Takaichi", "高市": "Takaichi"}),
    ],
)
def test_a_neighbour_whom_the_termbase_has_is_spelled_as_it_has_it(text: str, spelled: dict[str, str]) -> None:
    people_found = [each for each in given(text).terms if each.kind == "person"]
    assert {each.zh: each.en for each in people_found} == spelled
    assert {each.status for each in people_found} == {"common"}
    assert len(people_found) == len(spelled)


@pytest.mark.parametrize(
    ("text", "pinyin"), [("副总理王瑞杰访问新加坡。", "Heng Swee Keat"), ("县长王瑞杰主持会议。", "Wang Ruijie")]
)
def test_a_name_that_is_anybodys_is_a_foreigners_only_in_a_text_of_abroad(text: str, pinyin: str) -> None:
    (found,) = people([unit(text, name="s1")], Place(), base())
    assert found.pinyin == pinyin


def test_a_name_is_spelled_as_the_termbase_has_it() -> None:
    known = Termbase({"乐平": Term("乐平", "Le Ping", kind="person"), "沈知远": Term("沈知远", "a brand")})
    (one, other) = people([unit("县长沈知远和局长乐平说明。", name="s1")], Place(), known)
    assert (one.pinyin, other.pinyin, other.uncertain) == ("Shen Zhiyuan", "Le Ping", False)


@pytest.mark.parametrize(
    ("own", "spelled"),
    [
        (Term("方远山", "Fong Yuen-shan"), "Fong Yuen-shan"),
        (Term("方远山", "Fong Yuen-shan", kind="concept"), "Fong Yuen-shan"),
        (Term("方远山", "distant hill"), "Fang Yuanshan"),
    ],
)
def test_an_organisations_entry_spells_a_name_whatever_its_kind(own: Term, spelled: str) -> None:
    termbase = over_base([("desk", [own])])
    (found,) = people([unit("县长方远山主持会议。", name="s1")], Place(), termbase)
    assert (found.pinyin, found.uncertain) == (spelled, False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("青岚县融媒体中心主办", Place("Qinglan", "县")),
        ("岚州市青岚县召开会议", Place("Qinglan", "县")),
        ("在青岚县、松溪县、青岚县", Place("Qinglan", "县")),
        ("浙江省德清县", Place("Deqing", "县")),
        ("青嵐縣召開會議", Place("Qinglan", "县")),
        ("全县上下，各县区要推动消费市场、示范区、新校区和社区建设，提升城市品质。", Place()),
        ("东亚地区局势，欧洲股市大跌，21个城市，7个贫困县，小城市和济南军区，釜山市，芝加哥市中心。", Place()),
        ("要加快区块链应用，处于低温区间。", Place()),
        ("在山西沁县。", Place("Qinxian", "县")),
        ("像隆德县这样。", Place("Longde", "县")),
        ("墨脱县通车。", Place("Medog", "县")),
        ("", Place()),
    ],
)
def test_the_place_an_article_is_about(text: str, place: Place) -> None:
    assert find_place([text]) == place


def test_a_place_in_english() -> None:
    assert Place("Qinglan", "县").english == "Qinglan County"
    assert Place().english == ""


def test_posts_take_the_body_from_the_post_before() -> None:
    text = "县人大常委会党组书记、主任陈健主持，党组副书记、副主任王少华，副主任洪延艳，办公室主任李强参加。"
    assert [(m.name, m.full_post) for m in find_people(text)] == [
        ("陈健", "县人大常委会党组书记、主任"),
        ("王少华", "县人大常委会党组副书记、副主任"),
        ("洪延艳", "县人大常委会副主任"),
        ("李强", "办公室主任"),
    ]


@pytest.mark.parametrize(
    ("text", "post", "name"),
    [
        ("国台办发言人陈斌华应询指出，", "国台办发言人", "陈斌华"),
        ("最高人民检察院检察长应勇作工作报告。", "最高人民检察院检察长", "应勇"),
        ("国防部新闻发言人蒋斌大校就台海局势答记者问。", "国防部新闻发言人", "蒋斌"),
        ("新疆维吾尔自治区主席艾尔肯·吐尼亚孜出席开工仪式。", "新疆维吾尔自治区主席", "艾尔肯·吐尼亚孜"),
        ("日本首相高市早苗发表讲话。", "日本首相", "高市早苗"),
        ("法国总统外事顾问博纳。", "法国总统外事顾问", "博纳"),
        ("印度总理莫迪举行会谈。", "印度总理", "莫迪"),
        ("印度总理莫迪发文悼念。", "印度总理", "莫迪"),
        ("联合国秘书长潘基文密切关注。", "联合国秘书长", "潘基文"),
        ("罗马尼亚总统当选人尼库绍尔·丹讲话。", "罗马尼亚总统当选人", "尼库绍尔·丹"),
        ("前助理国防部长约瑟夫·奈来访。", "前助理国防部长", "约瑟夫·奈"),
        ("撒切尔夫人原名玛格丽特·罗伯茨。", "", "玛格丽特·罗伯茨"),
        ("机械臂到位，蔡旭哲登上机械臂。", "", "蔡旭哲"),
    ],
)
def test_who_is_meant(text: str, post: str, name: str) -> None:
    assert [(mention.post, mention.name) for mention in find_people(text)] == [(post, name)]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("原铁道部副部长罗世忠逝世。", "former vice minister of railways"),
        ("优秀党员、原铁道部副部长罗世忠同志逝世。", "outstanding Party member and former vice minister of railways"),
        ("原平市市长张伟到会。", "mayor of Yuanping City"),
        ("原阳县县长李明到会。", "county head of Yuanyang County"),
    ],
)
def test_former_posts(text: str, post: str) -> None:
    (mention,) = find_people(text)
    assert post_of(mention, Place(), base()) == post


@pytest.mark.parametrize("text", ["美国代表团抵达北京。", "美国国务院发言人星期二表示，", "日本外相在记者会上表示，"])
def test_nobody_is_named(text: str) -> None:
    assert find_people(text) == []


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("措美县哲古镇春耕忙。", {"措美县": "Comai County", "哲古镇": "Zhegu Town"}),
        ("西吉县将台堡镇喜获丰收。", {"西吉县": "Xiji County", "将台堡镇": "Jiangtaibao Town"}),
        ("走进阳东区那龙镇。", {"阳东区": "Yangdong District", "那龙镇": "Nalong Town"}),
        ("来到赛汉塔拉镇督导。", {"赛汉塔拉镇": "Saihantala Town", "塔拉镇": "Tala Town"}),
        (
            "慰问纳雍县化作苗族彝族乡群众。",
            {
                "纳雍县": "Nayong County",
                "化作苗族彝族乡": "Huazuo Miao and Yi Ethnic Township",
                "彝族乡": "Yi Ethnic Township",
            },
        ),
        ("驱逐舰唐山舰和护卫舰大庆舰赴亚丁湾。", {"唐山舰": "Tangshan", "大庆舰": "Daqing"}),
        ("因鲁山路供水管改造，团结西路以东停水。", {"鲁山路": "Lushan Road", "团结西路": "Tuanjie West Road"}),
        ("铁路沿线、公路两侧和快速路以北，受阻路段已抢通。", {}),
        ("雁塔区鱼化寨街道和主要街道。", {"雁塔区": "Yanta District", "鱼化寨街道": "Yuhuazhai Subdistrict"}),
        ("由唐山舰、呼和浩特舰和太湖舰组成。", {"唐山舰": "Tangshan", "呼和浩特舰": "Hohhot", "太湖舰": "Taihu"}),
        ("驱逐舰和护卫舰赴亚丁湾，护卫舰编队护航，日本舰艇和大连舰载机在场。", {}),
        ("昭通市镇雄县获奖。", {"昭通市": "Zhaotong City", "镇雄县": "Zhenxiong County"}),
        ("会见来访的法兰克福市市长。", {"法兰克福市": "Frankfurt"}),
        (
            "先后来到受灾最重的花牛村和下马厂村，走进马莲滩村党支部书记家中。",
            {"花牛村": "Huaniu Village", "下马厂村": "Xiamachang Village", "马莲滩村": "Maliantan Village"},
        ),
        ("浙江下汤遗址名列其中。", {"下汤遗址": "Xiatang Site"}),
        ("双河水库和牛头山隧道今年建成。", {"双河水库": "Shuanghe Reservoir", "牛头山隧道": "Niutoushan Tunnel"}),
        ("到白沙溪巡河。", {"白沙溪": "Baisha Stream"}),
        ("单位包村，干部驻村，选优配强村党组织书记，推进小渔村、贫困村、空心村整治。", {}),
        ("穿山隧道、古城遗址、国营农场，大江大河。", {}),
        ("当天，赴花牛村调研，沿白沙溪骑行。", {"花牛村": "Huaniu Village", "白沙溪": "Baisha Stream"}),
        ("从严治村，能人治村，等候进村的车辆，新建大桥，智慧农场，黑臭河。", {}),
        # a person, not a county
        ("经研究决定：仇伟任县发展和改革局局长，免去尉迟晓东县财政局副局长职务。", {}),
    ],
)
def test_places_below_a_county_and_people_that_look_like_one(sentence: str, english: dict[str, str]) -> None:
    assert learn_places([sentence], base()) == english
    assert find_place([sentence]).zh in (*english, "")
