"""The termbase that ships with the product, held to rules and to the renderings of the field."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files

import pytest

from service.script import is_traditional
from service.termbase import COLUMNS, STATUSES, Home, Term, Termbase, base, leftmost_longest
from service.termfiles import read_terms

KINDS = frozenset(
    "place country organisation body post meeting plan slogan campaign document law concept economy fiscal society "
    "military diplomacy media unit phrase person foreigner".split()
)
HAN = re.compile(r"[\u3400-\u9fff]")
FIELDS_ZH = {"P", "N", "N2"}
FIELDS_EN = {"P": "P", "N": "N", "Nth": "N", "nth": "N", "N2": "N2", "Nth2": "N2", "nth2": "N2"}
TEXT = files("seeds").joinpath("termbase.csv").read_text(encoding="utf-8")
ROWS = list(csv.reader(TEXT.splitlines()))
TERMS = read_terms(TEXT.encode(), "seeds/termbase.csv")
BY_ZH = {term.zh: term for term in TERMS}


def forms(term: Term) -> tuple[str, ...]:
    return (term.en, *term.accepted)


def fields(text: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", text)


def failing(rule: Callable[[Term], object]) -> list[str]:
    """The entries that break a rule, by their Chinese."""
    return [term.zh for term in TERMS if not rule(term)]


def test_header_and_rows_are_whole() -> None:
    assert ROWS[0] == list(COLUMNS)
    assert [row for row in ROWS if len(row) != len(COLUMNS)] == []
    assert [row for row in ROWS if any(cell != " ".join(cell.split()) for cell in row)] == []


def test_at_least_4000_entries_of_every_kind() -> None:
    assert len(TERMS) >= 4000
    assert {term.kind for term in TERMS} == KINDS
    vocabulary = Counter(term.kind for term in TERMS)
    assert sum(n for kind, n in vocabulary.items() if kind not in ("place", "country", "organisation")) >= 900


def test_every_chinese_term_stands_once() -> None:
    assert [zh for zh, n in Counter(term.zh for term in TERMS).items() if n > 1] == []


def test_statuses_and_sources() -> None:
    assert failing(lambda t: t.status in STATUSES) == []
    assert failing(lambda t: t.source and "://" not in t.source and "www." not in t.source) == []


def test_an_unverified_rendering_says_so_to_the_reader() -> None:
    assert failing(lambda t: t.status != "unverified" or t.note) == []


def test_the_english_holds_no_chinese() -> None:
    assert failing(lambda t: not HAN.search("".join(forms(t)))) == []


# Elements, whose characters stand in no other word.
ELEMENTS = frozenset("钐钆铽镝镥钪钇铈镧镨钕钷铕铒铥镱钬铌钽铍锆铪铼锗镓铟铊铋碲")


def test_the_chinese_is_simplified_and_no_single_character() -> None:
    assert failing(lambda t: not is_traditional(t.zh)) == []
    assert failing(lambda t: (len(t.zh) > 1 or t.zh in ELEMENTS) and (HAN.search(t.zh) or t.zh.startswith("“"))) == []


def test_accepted_forms_differ_from_the_preferred_one() -> None:
    assert failing(lambda t: len(set(forms(t))) == len(forms(t)) and all(forms(t))) == []


def test_placeholders_match_on_both_sides() -> None:
    assert failing(lambda t: set(fields(t.zh)) <= FIELDS_ZH and len(set(fields(t.zh))) == len(fields(t.zh))) == []
    assert failing(lambda t: set(fields(t.en)) <= set(FIELDS_EN)) == []
    assert failing(lambda t: all({FIELDS_EN[f] for f in fields(en)} == set(fields(t.zh)) for en in forms(t))) == []


def test_words_whose_english_depends_on_the_context_are_left_out() -> None:
    assert {"发展", "工作", "推进", "主任", "书记", "建设", "和平", "长安", "城区", "东方"} & BY_ZH.keys() == set()


# The table of renderings in the design notes: Chinese, preferred English, forms that pass beside it.
RENDERINGS = [
    ("{P}委书记", "secretary of the CPC {P} Committee", ["Party secretary of {P}", "Party chief of {P}"]),
    ("{P}委副书记", "deputy secretary of the CPC {P} Committee", []),
    ("{P}委常委会", "Standing Committee of the CPC {P} Committee", []),
    ("{P}人大常委会主任", "chairperson of the Standing Committee of the {P} People's Congress", []),
    ("{P}政协主席", "chairperson of the {P} Committee of the CPPCC", []),
    ("县委", "CPC county committee", ["county Party committee", "Party committee of the county"]),
    ("县委书记", "secretary of the CPC county committee", ["county Party secretary", "county Party chief"]),
    ("县长", "county head", ["county mayor", "county chief"]),
    ("党组", "leading Party members' group", []),
    ("党组书记", "secretary of the leading Party members' group", []),
    ("党组（扩大）会议", "enlarged meeting of the leading Party members' group", []),
    ("全会", "plenary session", []),
    ("全体（扩大）会议", "enlarged plenary meeting", []),
    ("候补委员", "alternate member", []),
    ("县纪委", "county commission for discipline inspection", []),
    ("监委", "supervisory commission", []),
    ("高新区", "high-tech zone", []),
    ("经开区", "economic development zone", []),
    ("度假区", "tourist resort", []),
    ("融媒体中心", "convergence media center", []),
    ("十四五", "14th Five-Year Plan", ["14th Five-Year Plan (2021–25)"]),
    ("十五五", "15th Five-Year Plan", ["15th Five-Year Plan (2026–30)"]),
    ("八八战略", "Double-Eight Strategy", ["Eight-Eight Strategy"]),
    ("千万工程", "Green Rural Revival Program", []),
    ("中央八项规定", "central Party leadership's eight-point decision on improving conduct", []),
    ("新质生产力", "new quality productive forces", []),
    ("共同富裕", "common prosperity", []),
    ("共同富裕示范区", "common prosperity demonstration zone", []),
    ("专项债", "special-purpose bonds", []),
    ("两重", "major national strategies and security capacity", []),
    ("两新", "equipment upgrades and consumer goods trade-ins", []),
    ("会议精神", "guiding principles of the meeting", []),
    ("全面从严治党", "full and rigorous Party self-governance", []),
    (
        "习近平新时代中国特色社会主义思想",
        "Xi Jinping Thought on Socialism with Chinese Characteristics for a New Era",
        [],
    ),
    ("党的二十大", "20th CPC National Congress", []),
    ("二十届三中全会", "third plenary session of the 20th CPC Central Committee", []),
]


@pytest.mark.parametrize(("zh", "en", "accepted"), RENDERINGS)
def test_renderings_of_the_design_notes(zh: str, en: str, accepted: list[str]) -> None:
    assert BY_ZH[zh].en == en
    assert set(accepted) <= set(BY_ZH[zh].accepted)


@pytest.mark.parametrize(
    "zh", ["德清模式", "七优享", "标准地", "三考一答", "三长兜底办", "“1333”", "“132”", "“136”", "稳拓调优"]
)
def test_local_slogans_are_marked_unverified(zh: str) -> None:
    assert BY_ZH[zh].status == "unverified"


def test_the_spirit_of_a_meeting_is_its_guiding_principles() -> None:
    meetings = [
        t for t in TERMS if t.zh.endswith(("会议精神", "全会精神", "大精神", "大会精神")) and t.kind == "meeting"
    ]
    assert len(meetings) > 20
    assert [t.zh for t in meetings if not t.en.startswith("guiding principles of")] == []


# Names that their characters mislead about: several readings, other languages, apostrophes.
PLACES = """
六安市 Lu'an City; 台州市 Taizhou City; 天台县 Tiantai County; 乐清市 Yueqing City; 乐山市 Leshan City;
乐亭县 Laoting County; 丽水市 Lishui City; 番禺区 Panyu District; 蚌埠市 Bengbu City; 厦门市 Xiamen City;
重庆市 Chongqing; 长治市 Changzhi City; 长子县 Zhangzi County; 铅山县 Yanshan County; 洪洞县 Hongtong County;
大城县 Daicheng County; 六合区 Luhe District; 浚县 Xunxian County; 歙县 Shexian County; 莘县 Shenxian County;
蔚县 Yuxian County; 郫都区 Pidu District; 犍为县 Qianwei County; 荥阳市 Xingyang City; 荥经县 Yingjing County;
渑池县 Mianchi County; 尉氏县 Weishi County; 尉犁县 Yuli County; 中牟县 Zhongmu County; 泌阳县 Biyang County;
盱眙县 Xuyi County; 枞阳县 Zongyang County; 涡阳县 Guoyang County; 亳州市 Bozhou City; 百色市 Baise City;
东阿县 Dong'e County; 曲阜市 Qufu City; 监利市 Jianli City; 秭归县 Zigui County; 耒阳市 Leiyang City;
珲春市 Hunchun City; 讷河市 Nehe City; 穆棱市 Muling City; 桦甸市 Huadian City; 宿州市 Suzhou City;
嵊州市 Shengzhou City; 鄞州区 Yinzhou District; 大埔县 Dabu County; 阆中市 Langzhong City;
西安市 Xi'an City; 延安市 Yan'an City; 吉安市 Ji'an City; 雅安市 Ya'an City; 瑞安市 Rui'an City; 泰安市 Tai'an City;
陕西省 Shaanxi Province; 山西省 Shanxi Province; 呼和浩特市 Hohhot City; 鄂尔多斯市 Ordos City;
锡林郭勒盟 Xilingol League; 齐齐哈尔市 Qiqihar City; 哈尔滨市 Harbin City; 乌鲁木齐市 Urumqi City;
喀什地区 Kashgar Prefecture; 和田市 Hotan City; 吐鲁番市 Turpan City; 伊犁哈萨克自治州 Ili Kazakh Autonomous Prefecture;
拉萨市 Lhasa City; 日喀则市 Xigaze City; 林芝市 Nyingchi City; 格尔木市 Golmud City; 香格里拉市 Shangri-La City;
景宁畲族自治县 Jingning She Autonomous County; 延边朝鲜族自治州 Yanbian Korean Autonomous Prefecture;
德清县 Deqing County; 湖州市 Huzhou City; 浦东新区 Pudong New Area; 杭州 Hangzhou; 香港 Hong Kong; 西藏 Xizang
"""


@pytest.mark.parametrize(
    ("zh", "en"),
    [(zh, en) for entry in PLACES.split(";") for zh, _, en in [entry.strip().partition(" ")]],
)
def test_places(zh: str, en: str) -> None:
    assert (BY_ZH[zh].en, BY_ZH[zh].kind) == (en, "place")


def test_every_province_is_there_by_its_long_and_its_short_name() -> None:
    end = "省|(?:壮族|回族|维吾尔)?自治区|特别行政区"
    long = [t.zh for t in TERMS if t.source.startswith("GB/T 2260") and re.search(f"(?:{end})$", t.zh)]
    assert len(long) == 23 + 5 + 2
    assert [zh for zh in long if re.sub(f"(?:{end})$", "", zh) not in BY_ZH] == []


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return base()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("县委书记", ["secretary of the CPC Deqing County Committee"]),
        ("县委常委会", ["Standing Committee of the CPC Deqing County Committee"]),
        ("县委十五届八次全会", ["eighth plenary session of the 15th CPC Deqing County Committee"]),
        (
            "市委九届八次全会精神",
            ["guiding principles of the eighth plenary session of the 9th CPC municipal committee"],
        ),
        ("二十届三中全会", ["third plenary session of the 20th CPC Central Committee"]),
        ("县人大常委会主任", ["chairperson of the Standing Committee of the Deqing County People's Congress"]),
        ("县政协主席", ["chairperson of the Deqing County Committee of the CPPCC"]),
        ("县财政局", ["Deqing County Finance Bureau"]),
        ("党的十九大", ["19th CPC National Congress"]),
        ("长治久安", ["lasting peace and stability"]),
        ("基层党组织", ["primary-level Party organizations"]),
        ("明尼苏达州", ["Minnesota"]),
        ("沿海城市", ["coastal cities"]),
    ],
)
def test_in_running_text(text: str, english: list[str], termbase: Termbase) -> None:
    found = leftmost_longest(termbase.find(f"，{text}。", Home("县", "Deqing County"), {}))
    assert [match.term.en for match in found] == english
