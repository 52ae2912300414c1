"""The checks: each fires at what it is for, and holds its peace at a good translation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checks import CHECKS, asks_again, check_story, check_unit, weight
from service.records import GUESSING, UNSURE, Continuation, DateRef, Finding, Part, Severity, Story, Unit
from tests.stories import story, unit

COUNTY = "全县干部群众要进一步统一思想，扎实做好各项工作。"
COUNTY_EN = "Officials and residents across the county should further unify their thinking and work solidly."

FIRES = [
    # form
    ("empty", COUNTY, ""),
    ("empty", COUNTY, "……"),
    ("untranslated", COUNTY, COUNTY),
    ("untranslated", COUNTY, f"{COUNTY_EN[:-1]} on 落地转化."),
    ("repetition", COUNTY, "We must work and work and work and work and work and work and work solidly on it."),
    ("repetition", COUNTY, "The county the county the county the county the county must work."),
    ("explains", COUNTY, f'{COUNTY_EN[:-1]}, this sentence translates to English as: "Work."'),
    ("explains", COUNTY, f"The statement in English is: {COUNTY_EN}"),
    ("explains", COUNTY, f"Here is the translation: {COUNTY_EN}"),
    ("explains", COUNTY, f"{COUNTY_EN} Note: the text is formal."),
    ("length", COUNTY, "Work solidly on it."),
    ("length", COUNTY, f"{COUNTY_EN} {COUNTY_EN} Everyone, everywhere, always, in every town."),
    # extent
    (
        "omission",
        "县长许明川汇报工作，受灾群众已经搬进新房，学校下个月开学。",
        "County head Xu Mingchuan reported on the work.",
    ),
    (
        "addition",
        "县人大代表视察了松溪镇污水处理厂，听取了情况汇报，并进行了座谈。",
        "Deputies to the county people's congress inspected the Songxi Town sewage plant, heard a report and held a "
        "discussion, while farmers complain that the harvest was destroyed by heavy snow.",
    ),
    ("quotation", "他说：“这条路修好以后，大家出门就方便了。”", "He said that now everybody can get out easily."),
    ("quotation", COUNTY, f'{COUNTY_EN} "Indeed.'),
    # numbers
    ("number-lost", "投资860亿元。", "The investment was 860 billion yuan."),
    ("number-added", "投资860亿元。", "The investment was 860 billion yuan."),
    ("number-lost", "县政协第48次会议召开。", "A meeting of the county CPPCC was held."),
    ("number-added", "会议开得很好。", "The 37 members had a good meeting."),
    ("number-added", "集中开工23个省市重点项目。", "Construction began on 23 key projects in 23 provinces and cities."),
    ("date-added", "记者1日获悉。", "Reporters learned on October 1."),
    ("date-added", "统计局9日发布7月份数据。", "The bureau released the data on July 9."),
    ("explains", "易某接受调查。", "The Chinese personal name Yi is under investigation."),
    ("hedge", "参展企业超过300家。", "There were 300 exhibitors."),
    ("hedge", "昨日上午9时许，发生山体滑坡。", "A landslide occurred at 9 a.m. yesterday."),
    ("bound", "出土文物近1.3万件。", "Over 13,000 artifacts were unearthed."),
    ("bound", "投资超3亿元。", "The investment was nearly RMB 300 million."),
    ("bound", "不足100家企业参加。", "More than 100 companies took part."),
    ("hedge", "合格率达98%以上。", "The pass rate is 98 percent."),
    ("currency", "投资860亿元。", "The investment was 86 billion US dollars."),
    ("currency", "出口3.5亿美元。", "Exports were 350 million yuan."),
    ("place-added", "在烈士纪念碑前敬献花篮。", "They laid flowers before the Xiamen martyrs' monument."),
    ("place-added", "青岚县举行招聘会。", "Qinghai County held a job fair."),
    ("place-added", "会议在韩国庆州举行。", "The meeting was held in Seoul, South Korea."),
    ("place-added", "会议通过《庆州宣言》。", "The meeting adopted the Seoul Declaration."),
    ("body-added", "市教育局印发通知。", "The Ministry of Education has issued a notice."),
    ("body-added", "陪同总统出访。", "They will accompany President Xi Jinping on his visit."),
    ("thing-added", "本地泡桐木是上好材料。", "The local bamboo is the best material."),
    ("thing-added", "小城遭遇30年一遇洪水。", "The town was hit by the worst drought in 30 years."),
    ("unit", "纪念胜利80周年。", "They marked the victory 80 weeks ago."),
    ("unit", "平均亩产提高50公斤。", "The yield rose by 50 kilograms per acre on average."),
    ("bound", "面向60岁以上老人。", "It is for people aged 60 and below."),
    ("bound", "招收16岁以下少年。", "It takes those aged 16 and above."),
    ("bound", "厅内最多可容纳500人。", "The hall holds at least 500 people."),
    ("bound", "不满5人的村和50岁及以上的人。", "Villages with fewer than 5 people, and people aged 50 and below."),
    ("direction", "降幅扩大0.4个百分点。", "The decline narrowed by 0.4 percentage points."),
    ("bound", "未满18岁的人。", "People aged 18 and over."),
    ("bound", "超过三分之二的人反对。", "Less than two-thirds oppose it."),
    ("unit", "年产钢材500万吨。", "It makes 5 million kilograms of steel a year."),
    ("unit", "占地3000亩。", "It covers 3,000 hectares."),
    ("unit", "全长350公里。", "It is 350 miles long."),
    ("unit", "判处有期徒刑12年。", "He was sentenced to 12 months in prison."),
    ("unit", "为期60天。", "A 60-week campaign."),
    ("unit", "降幅为0.4个百分点。", "It was down 0.4 percent."),
    ("unit", "同比增长9.1%。", "It was up 9.1 percentage points year on year."),
    ("unit", "气温降到零下15度。", "The temperature fell to 15 degrees."),
    ("time", "会议周三举行。", "The meeting was held on Thursday."),
    ("time", "上午9时开会。", "The meeting began at 9 p.m."),
    ("time", "14时30分发车。", "It left at 2:30 a.m."),
    ("time", "去年10月开工。", "Work began in October this year."),
    ("time", "上个月完工。", "It will be done next month."),
    ("time", "管控持续至6月8日22时。", "Controls are in place from 10 p.m. on June 8."),
    ("time", "自5月1日起施行。", "It is in force until May 1."),
    ("time", "2027年底前通车。", "It will open to traffic at the beginning of 2027."),
    ("time", "每孩每年发放3600元。", "A monthly subsidy of 3,600 yuan is paid per child."),
    ("time", "每周巡查一次。", "The patrol is once a month."),
    # names
    ("name-lost", "县委书记沈知远主持会议。", "The county Party secretary presided over the meeting."),
    ("name-lost", "县委书记沈知远主持会议。", "Shen Zhiqiang, the county Party secretary, presided."),
    ("name-added", "县委书记沈知远主持会议。", "Shen Zhiqiang, the county Party secretary, presided."),
    ("name-added", "会议开得很好。", "Wang Jianguo had a good meeting."),
    ("name-misspelt", "会议在广州召开。", "The meeting was held in Guangzou."),
    ("country-added", "国家主席习近平会见法国总统马克龙。", "US President Xi Jinping met President Macron of France."),
    ("country-added", "中国同东盟国家加强合作。", "Japan and ASEAN countries stepped up cooperation."),
    (
        "post-swapped",
        "县委书记沈知远主持会议，县长许明川汇报工作。",
        "County head Shen Zhiyuan presided over the meeting, and Party secretary Xu Mingchuan reported.",
    ),
    # meaning
    ("negation-lost", "他没有参加昨天的会议。", "He attended yesterday's meeting."),
    ("negation-lost", "工程尚未完工。", "The project has been completed."),
    ("negation-lost", "任何单位不得擅自改变规划。", "Any organization may change the plan."),
    ("negation-gained", "他参加了昨天的会议。", "He did not attend yesterday's meeting."),
    ("negation-gained", "不少于30户村民参加了培训。", "At least 30 households did not take part in the training."),
    ("negation-lost", "培训不得少于30天。", "The training must be fewer than 30 days."),
    ("negation-gained", "非洲国家非常重视未来的发展。", "African countries do not value future development."),
    # As many noes, but one in another place.
    (
        "negation-lost",
        "公司没有公布事故原因，警方表示调查仍在进行，目前无法确定伤亡人数。",
        "The company announced the cause of the accident, and police said that the investigation was still going on, "
        "that the number of casualties could not be determined and that it was not known.",
    ),
    (
        "negation-gained",
        "公司已经公布事故原因，警方表示调查仍在进行，目前无法确定伤亡人数。",
        "The company did not announce the cause of the accident, and police said that the investigation was still "
        "going on and that it was impossible to determine the number of casualties.",
    ),
    ("direction", "空气中细颗粒物浓度下降12.5%。", "The concentration of fine particles rose 12.5 percent."),
    ("direction", "产值增长7.3%，能耗下降2%。", "Output fell 7.3 percent and energy use was down 2 percent."),
    ("extent", "县域内就诊率提高到91.5%。", "The county's visit rate saw a 91.5% increase."),
    ("extent", "产值增长到3.5亿元。", "Output grew by 350 million yuan."),
    ("extent", "县域内就诊率提高到91.5%。", "The rate rose from 91.5%."),
    ("date-added", "将于7月4日至6日访问。", "The visit is from July 4th to June 6th."),
    ("date-added", "调查期限通常为一年。", "The investigation began in January and usually lasts a year."),
    ("extent", "产值增长5.3%。", "Output grew to 5.3%."),
    ("direction", "出口额高于去年同期。", "Exports fell below those of last year."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "zh", "en"), FIRES)
def test_a_check_fires(check: str, zh: str, en: str) -> None:
    assert check in {finding.check for finding in check_unit(zh, en)}


def test_every_check_is_seen_to_fire() -> None:
    assert {check for check, *_ in FIRES} == set(CHECKS)


GOOD = [
    ("比例不得低于60%。", "It must not be less than 60 percent."),
    ("管控持续至6月8日22时。", "Controls are in place until 10 p.m. on June 8."),
    ("水位直到3月5日才下降。", "The water level has been falling only since March 5."),
    ("员工人数不得少于100人。", "The number of employees must be at least 100."),
    ("会议人数不少于50人。", "The number at a meeting must not be fewer than 50."),
    ("“吴振宇”号货轮靠岸。", "The cargo ship O Jin U docked."),
    ("误差不得超过3%。", "The error must not be more than 3 percent."),
    ("他赢得500万元。", "He won 5 million yuan."),
    ("增速回落1.2个百分点。", "Growth slowed by 1.2 percentage points."),
    ("降幅比上月扩大0.4个百分点。", "The decline was 0.4 percentage points wider than last month."),
    ("同比降幅大于预估的下滑5.7%。", "The year-on-year drop was more than the decrease of 5.7 percent estimated."),
    ("800公里以下收10元，800公里以上收20元。", "It is 10 yuan below 800 km and 20 yuan above 800 km."),
    ("居住一年以上五年以下的个人。", "Individuals who lived there for more than one year and less than five years."),
    ("种粮1500亩。", "Grain was sown on 100 hectares."),
    ("气温降到零下15度。", "The temperature fell to 15 degrees below zero."),
    ("气温降到零下15度。", "The temperature fell to minus 15 degrees Celsius."),
    ("每年补贴3600元。", "The annual subsidy is 3,600 yuan."),
    ("每年分两次，每月15日发放。", "Paid twice a year, on the 15th of the month."),
    ("7月5日开始，9日结束。", "It began on July 5 and ended on July 9."),
    ("外长会议在教育部举行。", "The Minister of Foreign Affairs met them at the Ministry of Education."),
    ("青稞和圣女果丰收。", "Barley and cherry tomatoes were harvested."),
    ("每周三次，周五休息。", "Three times a week, with a rest on Friday."),
    ("晚上1点才到家。", "He came home at 1 a.m."),
    ("中午12点开始。", "It begins at 12 p.m."),
    ("昨天下午3点到达。", "He arrived at 3 p.m. yesterday."),
    ("去年开工，明年完工。", "Begun last year, it will be finished next year."),
    ("人数不超过100人。", "The number of people shall not exceed 100."),
    ("人数不超过100人。", "There are no more than 100 people."),
    ("合格率不低于95%。", "The pass rate is not below 95%."),
    ("人数不少于100人。", "There are no fewer than 100 people."),
    ("60岁以上老人4.2万人。", "There are 42,000 people aged 60 or older."),
    ("出土文物近1.3万件。", "Nearly 13,000 artifacts were unearthed."),
    ("近5年来投资超12.8亿元。", "Over the past 5 years more than 1.28 billion yuan was invested."),
    ("不足100家企业参加。", "Fewer than 100 companies took part."),
    (COUNTY, COUNTY_EN),
    ("投资860亿元。", "The investment was 86 billion yuan."),
    ("厦门举行仪式。", "Xiamen held a ceremony."),
    ("沪宁铁路通车。", "The Shanghai-Nanjing railway opened."),
    ("韩方宣布，会议在首尔举行。", "Seoul announced that the meeting was held in Seoul."),
    ("韩国政府表示反对。", "Seoul says it is opposed to it."),
    ("我省举行仪式。", "Anhui held a ceremony."),
    ("中央要求各地落实。", "Beijing asked all places to carry it out."),
    ("成立10周年，举行活动。", "For its 10th anniversary it held a week-long event."),
    ("国庆75周年前一周。", "A week before the 75th anniversary."),
    ("种植1500亩。", "They planted 247 acres (100 hectares)."),
    ("香港方面投资8亿元。", "Hong Kong invested HK$800 million."),
    ("就诊率提高到91.5%，产值增长了5.3%。", "The rate rose to 91.5%, and output grew by 5.3 percent."),
    ("县委书记沈知远主持会议。", "Shen Zhiyuan, the county Party secretary, presided over the meeting."),
    ("县委书记沈知远主持会议。", "County Party secretary SHEN Zhi-yuan presided over the meeting."),
    ("县委书记单建国主持会议。", "Shan Jianguo, the county Party secretary, presided over the meeting."),
    ("美国总统特朗普与英国首相会谈。", "US President Trump held talks with the British prime minister."),
    ("韩国总统文在寅出席。", "President Moon Jae-in of South Korea attended."),
    ("中巴关系和印尼无关。", "China-Pakistan ties do not concern Indonesia."),
    ("南极科考站有30人。", "A station at the South Pole has 30 people."),
    ("比分为6平，5人参加了25场。", "The score was 6-6; five people took part in 25 matches."),
    ("会议在香港和陕西召开。", "Meetings were held in Hong Kong and Shaanxi."),
    (
        "县委书记沈知远主持会议，县长许明川汇报工作。",
        "Shen Zhiyuan, Party secretary, presided over the meeting, and Xu Mingchuan, county head, reported.",
    ),
    ("他没有参加昨天的会议。", "He missed yesterday's meeting."),
    ("他没有参加昨天的会议。", "He failed to attend yesterday's meeting."),
    ("不断推进，不仅要快，而且要好。", "It is pushed forward constantly, not only fast but also well."),
    ("未来几年，非洲将成为非常重要的市场。", "In the years ahead Africa will become a very important market."),
    ("价格不同，不少人不满。", "Prices differ, and many people are unhappy."),
    ("坚定不移走绿色发展之路。", "The path of green development is followed unswervingly."),
    ("空气中细颗粒物浓度下降12.5%。", "The concentration of fine particles was 12.5 percent lower."),
    ("增速回落，但仍增长2%。", "Growth slowed but was still 2 percent."),
    ("推进“最多跑一次”改革。", "The reform of one visit at most is promoted."),
    ("he 说 OK", "He said OK."),
    # Posts are longer in English than anything else.
    (
        "县委常委、组织部部长王凯，县委常委、宣传部部长李雪，县人大常委会副主任张伟，县政协副主席陈静出席。",
        "Wang Kai, member of the Standing Committee of the CPC county committee and head of its organization "
        "department, Li Xue, member of the Standing Committee of the CPC county committee and head of its "
        "publicity department, Zhang Wei, vice chairperson of the Standing Committee of the county people's "
        "congress, and Chen Jing, vice chairperson of the CPPCC county committee, attended.",
    ),
    (
        "美国国家广播公司（NBC）的民调也显示，民主党人领先共和党人7个百分点。",
        "A poll by NBC also shows that the Democrats lead the Republicans by 7 percentage points.",
    ),
    # Renderings that no dictionary has.
    (
        "会议指出，要坚持问题导向，补齐短板，推动各项工作落到实处。",
        "The meeting noted that it is necessary to focus on problems, shore up weak points and see that all work is "
        "carried out in earnest.",
    ),
    # A text that the lexicon cannot read is not judged by it.
    (
        "县长汇报工作，受灾群众已经搬进新房，学校下个月开学。",
        "Bagomi rutola semopa work, dilate povaru gibote romusa, school palado rutemi sabolo.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), GOOD)
def test_a_good_translation_passes(zh: str, en: str) -> None:
    assert check_unit(zh, en) == ()


def test_a_finding_says_what_it_is_about() -> None:
    assert check_unit("投资860亿元。", "The investment was 860 billion yuan.")[0] == Finding(
        "number-lost", Severity.ERROR, "the number 860亿 of the source is not in the translation", "860亿", ""
    )


def test_checks_are_told_by_id_severity_and_one_line() -> None:
    assert all(name == check.id and check.about and "\n" not in check.about for name, check in CHECKS.items())


@pytest.mark.parametrize(
    ("findings", "again"),
    [
        ([], False),
        ([Finding("empty", Severity.ERROR, "")], True),
        ([Finding("negation-lost", Severity.WARNING, "")], True),
        ([Finding("quotation", Severity.NOTE, "")], False),
        ([Finding("date-added", Severity.NOTE, "")], False),
        ([Finding("term-lost", Severity.WARNING, "")], False),
        ([Finding("place-lost", Severity.ERROR, "")], True),
        ([Finding("repaired", Severity.NOTE, "")], False),
    ],
)
def test_guards_ask_again(findings: list[Finding], again: bool) -> None:
    assert asks_again(COUNTY, "", findings) is again


def test_a_lost_term_is_asked_for_again_where_the_rest_is_rendered() -> None:
    lost = [Finding("term-lost", Severity.WARNING, "")]
    assert [asks_again(COUNTY, en, lost) for en in (COUNTY_EN, "Green wooden fishes sang before.")] == [True, False]


def test_an_error_outweighs_three_warnings() -> None:
    warning, error = Finding("length", Severity.WARNING, ""), Finding("empty", Severity.ERROR, "")
    assert weight([]) < weight([warning]) < weight([warning] * 3) < weight([error])


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_a_check(zh: str, en: str) -> None:
    assert {finding.check for finding in check_unit(zh, en)} <= set(CHECKS)


# levels

ERROR = Finding("number-lost", Severity.ERROR, "")
DOUBT = Finding("length", Severity.WARNING, "")
NOTED = Finding("quotation", Severity.NOTE, "")


@pytest.mark.parametrize(
    ("findings", "score", "level", "unsure"),
    [
        ((), -0.2, "high", False),
        ((NOTED,), -0.2, "high", False),
        ((), UNSURE, "high", False),
        ((), UNSURE - 0.01, "moderate", True),
        ((DOUBT,), -0.2, "moderate", False),
        ((DOUBT, ERROR), -0.2, "low", False),
        ((ERROR,), -2.0, "low", True),
        ((DOUBT,), UNSURE - 0.01, "low", True),
        ((), GUESSING - 0.01, "low", True),
        ((), None, "high", False),
        ((DOUBT,), None, "moderate", False),
        ((ERROR,), None, "low", False),
    ],
)
def test_a_sentence_has_a_level(findings: tuple[Finding, ...], score: float | None, level: str, unsure: bool) -> None:
    made = replace(unit("会议召开。", "A meeting."), findings=findings, score=score)
    assert (made.level, made.unsure) == (level, unsure)


# whole stories


def judged(*units: Unit, **about: object) -> Story:
    return check_story(story(units, **about))


def units(count: int, *marked: Finding, score: float = -0.2) -> list[Unit]:
    """So many sentences, the first with findings."""
    first = replace(unit("会议召开。", "A meeting."), findings=marked)
    return [first, *[unit("会议召开。", "A meeting.", f"s{n}") for n in range(2, count + 1)]] if count else []


@pytest.mark.parametrize(
    ("sentences", "level", "reasons"),
    [
        (units(8), "high", ()),
        (units(0), "high", ()),
        (units(8, DOUBT), "high", ("1 of 8 sentences has a warning: length",)),
        (units(4, DOUBT), "moderate", ("1 of 4 sentences has a warning: length",)),
        (units(9, ERROR), "moderate", ("1 of 9 sentences has an error that a check found: number-lost",)),
        (units(8, ERROR), "low", ("1 of 8 sentences has an error that a check found: number-lost",)),
        ([*units(8, ERROR)] * 2, "low", ("2 of 16 sentences have an error that a check found: number-lost",)),
        (
            [replace(each, score=UNSURE - 0.01) for each in units(4)],
            "moderate",
            ("the engine was unsure of 4 of 4 sentences",),
        ),
        (
            [replace(units(1)[0], score=-2.0), *units(8)],
            "moderate",
            ("the engine was unsure of 1 of 9 sentences",),
        ),
        (
            [*[replace(each, score=-2.0) for each in units(4)], *units(4)],
            "low",
            ("the engine was unsure of 4 of 8 sentences",),
        ),
    ],
)
def test_quality_has_its_reasons(sentences: list[Unit], level: str, reasons: tuple[str, ...]) -> None:
    quality = judged(*sentences).quality
    assert (quality.level, quality.reasons) == (level, reasons)


def test_an_error_in_the_headline_makes_a_story_low() -> None:
    wrong = replace(unit("会议召开", "", "h1", Part.TITLE), findings=(ERROR,))
    assert judged(wrong, *units(30)).quality.level == "low"


def test_what_concerns_the_story_whole_is_noted() -> None:
    excerpt = judged(*units(3), continued=Continuation("to", "p.2", False))
    assert [finding.check for finding in excerpt.findings] == ["headline", "excerpt"]
    assert excerpt.findings[1].message == "excerpt: the article continues on p.2, which is not held"
    inferred = judged(
        unit("会议召开", "A meeting", "h1", Part.TITLE), date=DateRef("8月1日", "2025-08-01", True, "a plan ends")
    )
    assert [finding.check for finding in inferred.findings] == ["year"]
    held = judged(unit("会议召开", "A meeting", "h1", Part.TITLE), continued=Continuation("to", "p.2", True))
    assert held.findings == ()


@pytest.mark.parametrize(
    ("zh", "continued", "unfinished"),
    [
        ("会议要求，要进一步", None, True),
        ("会议通过了《决定》", None, True),
        ("会议指出，", Continuation("from", "p.1", False), True),
        ("会议指出，", Continuation("to", "p.2", True), True),
        ("会议指出，", Continuation("to", "p.2", False), False),
        ("他说：“要抓好落实。”", None, False),
        ("这是为什么？ ", None, False),
        ("会议结束。（王波）", None, False),
    ],
)
def test_a_text_that_breaks_off_is_noted(zh: str, continued: Continuation | None, unfinished: bool) -> None:
    sentences = [
        unit("会议召开", "A meeting", "h1", Part.TITLE),
        unit(zh, "…"),
        unit("图为会场", "…", "c1", Part.CAPTION),
    ]
    found = [finding for finding in judged(*sentences, continued=continued).findings if finding.check == "unfinished"]
    assert [finding.zh for finding in found] == ([zh] if unfinished else [])
