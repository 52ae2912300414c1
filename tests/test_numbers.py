"""Numbers read in Chinese and in English, written in English, and compared."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.numbers import Quantity, compare, find_numbers_en, find_numbers_zh, han_value, ordinal, write_english
from service.numbers.compare import says
from service.numbers.quantity import Kind
from service.records import Span


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", "0"), ("七", "7"), ("两", "2"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("廿五", "25"),
        ("一百", "100"), ("一百零八", "108"), ("一百一十", "110"), ("三百二十", "320"), ("三百二", "320"),
        ("三百零二", "302"), ("一千零一", "1001"), ("两千五百", "2500"), ("九千九百九十九", "9999"),
        ("一万二", "12000"), ("一万零二", "10002"), ("三万五千", "35000"), ("二十五万", "250000"),
        ("一亿", "100000000"), ("十亿零五百", "1000000500"), ("三万亿", "3000000000000"), ("两万亿", "2000000000000"),
        ("二〇二五", "2025"), ("一九四九", "1949"), ("三点五", "3.5"), ("三点一四", "3.14"), ("二点五亿", "250000000"),
        ("3.5亿", "350000000"), ("1.2万亿", "1200000000000"), ("3亿5000万", "350000000"), ("3万5千", "35000"),
        ("2千5百", "2500"), ("35,000", "35000"), ("1,234,567.8", "1234567.8"), ("160 万", "1600000"),
        ("３５万", "350000"), ("30多万", "300000"), ("十几亿", "1000000000"),
    ],
)  # fmt: skip
def test_numerals(numeral: str, value: str) -> None:
    assert han_value(numeral) == Decimal(value)


@pytest.mark.parametrize("text", ["", "点", "点五", "几十", "余万", "十百", "一二百三", "山水", "三点"])
def test_what_is_no_numeral(text: str) -> None:
    assert han_value(text) is None


def brief(quantity: Quantity) -> str:
    """The quantity on one line: text = value kind unit (hedge), `~` before what is loose."""
    value = f"{quantity.value.normalize():f}"
    words = [
        value,
        *([quantity.kind] if quantity.kind != "amount" else []),
        *([quantity.unit] if quantity.unit else []),
    ]
    hedge = f" ({quantity.hedge})" if quantity.hedge else ""
    return f"{'~' if quantity.loose else ''}{quantity.text}={' '.join(filter(None, words))}{hedge}"


CHINESE = [
    # amounts: 万 亿 万亿
    ("投资1.2亿元", ["1.2亿=120000000 元"]),
    ("存款余额1.3万亿元", ["1.3万亿=1300000000000 元"]),
    ("种粮3.5万亩", ["3.5万=35000 亩"]),
    ("游客5000万人次", ["5000万=50000000 人次"]),
    ("产值3亿5000万美元", ["3亿5000万=350000000 美元"]),
    ("产能达百万千瓦", ["~百万=1000000 千瓦"]),
    ("运河全长160千米", ["160=160 千米"]),
    ("三千瓦时", ["三=3 千瓦时"]),
    ("七旬老人", ["七=70 岁"]),
    ("两旬之后", ["~两=2 旬"]),
    ("共35,000元", ["35,000=35000 元"]),
    ("发放补助３．５万元", ["３．５万=35000 元"]),
    ("投資3.5億元，種糧兩萬畝", ["3.5億=350000000 元", "兩萬=20000 亩"]),
    # hedges
    ("近3.5亿元", ["3.5亿=350000000 元 (nearly)"]),
    ("超过40家企业", ["40=40 家 (more than)"]),
    ("不少于12次", ["12=12 次 (at least)"]),
    ("30多亿斤", ["30多亿=3000000000 斤 (more than)"]),
    ("300余名干部", ["300=300 名 (more than)"]),
    ("十余年来", ["十=10 年 (more than)"]),
    ("60岁以上老人", ["60=60 岁 (or more)"]),
    ("500元左右", ["500=500 元 (about)"]),
    ("十几亿元", ["十几亿=1000000000 元 (more than)"]),
    ("两年多的谈判", ["~两=2 年 (more than)"]),
    ("3个多月", ["3=3 个 (more than)"]),
    ("未满16岁", ["16=16 岁 (less than)"]),
    # 余 and 多 of the next word
    ("6家多元化公司", ["6=6 家"]),
    ("8个多功能馆", ["8=8 个"]),
    ("7名多次获奖的工人", ["7=7 名"]),
    ("5年多次入境", ["5=5 年"]),
    ("4次余震", ["4=4 次"]),
    # only the order is said
    ("数百人", ["数百=100 magnitude 人"]),
    ("几十万人次", ["几十万=100000 magnitude 人次"]),
    ("上千名游客", ["上千=1000 magnitude 名 (more than)"]),
    ("数以百万计的人", ["数以百万计=1000000 magnitude"]),
    ("成百上千的游客", ["成百上千=100 magnitude"]),
    ("人数十分可观", ["~数十=10 magnitude 分"]),
    ("网上百家店", ["~上百=100 magnitude 家 (more than)"]),
    # guesses of two digits
    ("三四百人", ["三=300 人 (about)", "四百=400 人 (about)"]),
    ("十五六岁", ["十五=15 岁 (about)", "六=16 岁 (about)"]),
    ("两三天", ["~两=2 天 (about)", "~三=3 天 (about)"]),
    ("四五成", ["四=40 percent % (about)", "五成=50 percent % (about)"]),
    # ranges
    ("三至五成", ["三=30 percent %", "五成=50 percent %"]),
    ("3—5亿元", ["3=300000000 元", "5亿=500000000 元"]),
    ("900至1.2万人", ["900=900 人", "1.2万=12000 人"]),
    ("三至五百户", ["三=300 户", "五百=500 户"]),
    ("20%至30%", ["20%=20 percent %", "30%=30 percent %"]),
    ("3—5%", ["3=3 percent %", "5%=5 percent %"]),
    ("百分之三到五", ["百分之三=3 percent %", "五=5 percent %"]),
    ("1—7月", ["~1=1 date 月", "7=7 date 月"]),
    ("2021—2025年", ["2021=2021 date 年", "2025=2025 date 年"]),
    ("8月1—3日", ["8=8 date 月", "1=1 date 日", "3=3 date 日"]),
    ("8月1日至3日", ["8=8 date 月", "1=1 date 日", "3=3 date 日"]),
    # shares
    ("增长3.5%", ["3.5%=3.5 percent %"]),
    ("提高2.3个百分点", ["2.3个百分点=2.3 percent 个百分点"]),
    ("百分之三十五点六", ["百分之三十五点六=35.6 percent %"]),
    ("百分之百", ["百分之百=100 percent %"]),
    ("3‰", ["3‰=0.3 percent %"]),
    ("近三成农户", ["三成=30 percent % (nearly)"]),
    ("七成五以上", ["七成五=75 percent % (or more)"]),
    ("约7成", ["7成=70 percent % (about)"]),
    ("三成半", ["三成半=35 percent %"]),
    ("一成不变", []),
    ("三成为主", []),
    ("三分之二的村", ["三分之二=0.666667 fraction"]),
    ("约占1/3", ["1/3=0.333333 fraction"]),
    ("万分之五", ["万分之五=0.0005 fraction"]),
    ("超过一半", ["~一半=0.5 fraction"]),
    ("不到四分之三", ["四分之三=0.75 fraction (less than)"]),
    ("三分之二以上", ["三分之二=0.666667 fraction (or more)"]),
    # multiples
    ("产值翻一番", ["翻一番=2 倍"]),
    ("收入翻了两番", ["翻了两番=4 倍"]),
    ("总量翻番", ["翻番=2 倍"]),
    ("增长2.5倍", ["2.5=2.5 倍"]),
    ("两年半", ["两年半=2.5 年"]),
    ("3个半小时", ["3个半=3.5 小时"]),
    # ordinals
    ("第48次党组会议", ["48=48 ordinal"]),
    ("第十七届", ["十七=17 ordinal"]),
    ("县十七届人大", ["十七=17 ordinal"]),
    ("十五届八次全会", ["十五=15 ordinal", "八=8 ordinal"]),
    ("二十届二中、三中全会", ["二十=20 ordinal", "二=2 ordinal", "三=3 ordinal"]),
    ("党的二十大", ["二十=20 ordinal"]),
    ("十九大精神", ["十九=19 ordinal"]),
    ("十二大产业", ["十二=12 大"]),
    ("第三产业", ["三=3 ordinal"]),
    ("第一大港", ["~一=1 ordinal"]),
    ("前三季度", ["三=3 季度"]),
    ("“十四五”规划", ["十四五=14 ordinal"]),
    ("十五五时期", ["十五五=15 ordinal"]),
    ("21世纪", ["21=21 ordinal"]),
    ("第二天", ["~二=2 ordinal"]),
    ("连续第二年", ["二=2 ordinal"]),
    ("第二三产业", ["二=2 ordinal", "三=3 ordinal"]),
    ("‘十四五’开局", ["十四五=14 ordinal"]),
    # dates
    ("2025年8月1日", ["2025=2025 date 年", "8=8 date 月", "1=1 date 日"]),
    ("二〇二五年八月一日", ["二〇二五=2025 date 年", "八=8 date 月", "一=1 date 日"]),
    ("2025-08-01", ["2025=2025 date 年", "08=8 date 月", "01=1 date 日"]),
    ("记者30日获悉", ["30=30 date 日"]),
    ("三十日晚", ["三十=30 date 日"]),
    ("13月", ["13=13 月"]),
    ("3个月", ["3=3 月"]),
    ("12个村级服务站和23个省市项目", ["12=12 个", "23=23 个"]),
    ("20世纪90年代", ["20世纪90年代=1990 date 年代"]),
    ("二十世纪八十年代", ["二十世纪八十年代=1980 date 年代"]),
    ("上世纪80年代", ["80年代=1980 date 年代"]),
    ("上世纪六七十年代", ["六=1960 date 年代", "七十年代=1970 date 年代"]),
    ("70、80年代", ["70=1970 date 年代", "80年代=1980 date 年代"]),
    ("2000年代", ["2000=2000 date 年"]),
    # times of day
    ("上午9时30分", ["9=9 time 时", "30=30 time 分"]),
    ("下午3点", ["3=3 time 时"]),
    ("下午三点半", ["三=3 time 时", "半=30 time 分"]),
    ("14:05", ["14=14 time 时", "05=5 time 分"]),
    ("9时至11时", ["9=9 time 时", "11=11 time 时"]),
    ("三点意见", ["三=3 点"]),
    ("三时代", []),
    # signs
    ("零下5℃", ["零下5=-5 ℃"]),
    ("最低气温-5℃", ["-5=-5 ℃"]),
    ("零下3到6度", ["零下3=-3 度", "6=-6 度"]),
    ("零下8度至零下2度", ["零下8=-8 度", "零下2=-2 度"]),
    ("气温-4~2℃", ["-4=-4 ℃", "2=2 ℃"]),
    ("歼-16和跨越-2019", ["16=16", "2019=2019"]),
    # numerals that name
    ("“1333”行动", ["1333=1333 label"]),
    ("“4+1”体系", ["4=4 label", "1=1 label"]),
    ("PM2.5", ["2.5=2.5 label"]),
    ("热线：12369", ["12369=12369 label"]),
    ("拨打12369热线", ["12369=12369 label"]),
    ("电话0571-88661234", ["0571=571 label", "88661234=88661234 label"]),
    ("邮编325000", ["325000=325000 label"]),
    ("MU5735次航班", ["5735=5735 label 次"]),
    ("热线受理1200件", ["1200=1200 件"]),
    ("男子4X100米", ["4=4 label", "100=100 米"]),
    ("5G基站", ["5=5 label"]),
    # words with a numeral that is no number
    ("进一步统一思想", ["~一=1 步"]),
    ("四面八方的百姓", []),
    ("千方百计做好三农工作", []),
    ("周三在三亚", []),
    ("八户市、二户市与四日市市，七台河和三台县", []),
    ("日本四国地区与九州，九台区，十八洞村", []),
    ("召开三次市委会议", ["三=3 次"]),
    ("四国外长，六户村民", ["四=4 国", "六=6 户"]),
    ("今天17点", ["17=17 time 时"]),
    ("不得超过3次", ["3=3 次 (at most)"]),
    ("周一至周五", []),
    ("零部件", []),
    ("红十字会", []),
    ("千万不要", []),
    ("三千万元", ["三千万=30000000 元"]),
    ("百年大计", []),
    ("二百年", ["二百=200 年"]),
    ("十分重要", []),
    ("五十分", ["五十=50 分"]),
    ("“十一”黄金周", []),
    # counts that repeat a list
    ("合格率达98%以上，增长5%左右", ["98%=98 percent % (or more)", "5%=5 percent % (about)"]),
    ("签约6个项目，颁发一张许可证书", ["6=6 项", "~一=1 张"]),
    ("财政部等四部门", ["四=4 部"]),
    ("财政部、商务部等两部门", ["~两=2 部"]),
    ("王平、赵刚、孙丽三人", ["~三=3 人"]),
    ("以3分57秒42夺冠", ["3=3 分", "57秒42=57.42 秒"]),
    ("57秒4米", ["57=57 秒", "4=4 米"]),
    ("以6米30打破纪录", ["6米30=6.3 米"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), CHINESE)
def test_chinese(text: str, numbers: list[str]) -> None:
    assert [brief(quantity) for quantity in find_numbers_zh(text)] == numbers


ENGLISH = [
    ("1.2 million yuan", ["1.2 million=1200000 yuan"]),
    ("US$3.5bn", ["3.5bn=3500000000 US dollars"]),
    ("HK$28.5 billion", ["28.5 billion=28500000000 Hong Kong dollars"]),
    ("$120", ["120=120 US dollars"]),
    ("300 million euros", ["300 million=300000000 euros"]),
    ("a town of 35,000", ["35,000=35000"]),
    ("the year 2,018", ["2,018=2018"]),
    ("three hundred and twenty people", ["three hundred and twenty=320"]),
    ("twenty-one", ["twenty-one=21"]),
    ("four million three hundred thousand", ["four million three hundred thousand=4300000"]),
    ("a hundred, two hundred", ["hundred=100", "two hundred=200"]),
    ("two three", ["two=2", "three=3"]),
    ("hundreds of thousands", ["~hundreds of thousands=100000 magnitude"]),
    ("several hundred million yuan", ["~hundred million=100000000 magnitude"]),
    ("for decades", ["~decades=10 magnitude"]),
    ("a multi-billion-dollar deal", ["~billion=1000000000 magnitude"]),
    ("half a million", ["half a million=500000"]),
    ("two and a half years", ["two and a half=2.5"]),
    ("two and a half million", ["two and a half million=2500000"]),
    ("three decades", ["three decades=30"]),
    ("two dozen", ["two dozen=24"]),
    ("the twenty-first time", ["twenty-first=21 ordinal"]),
    ("48th, 3rd and eleventh", ["48th=48 ordinal", "3rd=3 ordinal", "eleventh=11 ordinal"]),
    ("first, secondly", ["~first=1 ordinal", "secondly=2 ordinal"]),
    ("one-third and two thirds", ["one-third=0.333333 fraction", "two thirds=0.666667 fraction"]),
    ("three quarters", ["three quarters=0.75 fraction"]),
    ("1/3 or ¾", ["1/3=0.333333 fraction", "¾=0.75 fraction"]),
    ("3.5 percent, 30%, ten per cent", ["3.5=3.5 percent percent", "30=30 percent percent", "ten=10 percent percent"]),
    ("2 percentage points", ["2=2 percent percent"]),
    ("3‰", ["3=0.3 percent percent"]),
    ("3-5 percent", ["3=3 percent percent", "5=5 percent percent"]),
    ("3 to 5 million", ["3=3000000", "5 million=5000000"]),
    ("from 900 to 1.2 million", ["900=900", "1.2 million=1200000"]),
    ("August 1, 2025", ["August=8 date", "1=1 date", "2025=2025"]),
    ("from May 3rd to 5", ["May=5 date", "3rd=3 date", "5=5 date"]),
    ("in May, 3 officials", ["May=5 date", "3=3"]),
    ("in May and on 4 March", ["May=5 date", "4=4", "March=3 date"]),
    ("they may march", []),
    ("January-March", ["January=1 date", "March=3 date"]),
    ("8:00 am, 9.30 p.m.", ["8=8 time o'clock", "9=9 time o'clock", "30=30 time o'clock"]),
    ("World War II", ["~II=2 label"]),
    ("a woman in her seventies", ["~seventies=70"]),
    ("a man in his 80s", ["~80=80"]),
    ("two octogenarians", ["two=2", "~octogenarian=80"]),
    ("COVID-19", ["19=19 label"]),
    ("a 10,000-ton ship", ["10,000=10000"]),
    ("output doubled", ["~doubled=2"]),
    ("no one", ["~one=1"]),
    ("won in 3:57.42", ["3=3", "57.42=57.42"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), ENGLISH)
def test_english(text: str, numbers: list[str]) -> None:
    assert [brief(quantity) for quantity in find_numbers_en(text)] == numbers


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("1.2亿", "120 million"),
        ("3.5亿元", "350 million yuan"),
        ("3.5万", "35,000"),
        ("1.3万亿元", "1.3 trillion yuan"),
        ("12亿美元", "1.2 billion US dollars"),
        ("三成", "30 percent"),
        ("2.3个百分点", "2.3 percentage points"),
        ("零下20℃", "minus 20 degrees Celsius"),
        ("零下30多度", "below minus 30 degrees Celsius"),
        ("零下10度以下", "minus 10 degrees Celsius or lower"),
        ("低于零下40℃", "below minus 40 degrees Celsius"),
        ("三分之二", "2/3"),
        ("第48次", "48th"),
        ("十七届", "17th"),
        ("近300人", "nearly 300 people"),
        ("60岁以上", "60 years old or more"),
        ("30多亿斤", "more than 3 billion jin"),
        ("40家", "40"),
        ("第3000万", "30 millionth"),
        ("第1.2万", "12,000th"),
        ("数十人", "dozens of people"),
        ("几百万", "millions"),
        ("上亿元", "more than 100 million yuan"),
        ("“1333”", "1333"),
        ("2025年", "2025"),
    ],
)
def test_written_as_english_news_does(zh: str, en: str) -> None:
    assert [write_english(quantity) for quantity in find_numbers_zh(zh)] == [en]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"),
                         (48, "48th"), (101, "101st"), (112, "112th")],
)  # fmt: skip
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text


FAITHFUL = [
    ("去年投资1.2亿元，增长3.5%。", "Last year's investment was 120 million yuan, up 3.5 percent."),
    ("数十万人离家。", "Hundreds of thousands left home."),
    ("迎来第一百万名游客。", "They welcomed their one millionth visitor."),
    ("数十人参加。", "Some 30 people took part."),
    ("数百家企业。", "Several hundred companies."),
    ("成千上万的游客。", "Tens of thousands of tourists."),
    ("上百家企业。", "More than a hundred companies."),
    ("数十年的友谊。", "A friendship of decades."),
    ("三成村民参加。", "Thirty percent of the villagers took part."),
    ("三成村民参加。", "Three tenths of the villagers took part."),
    ("三分之一的田块。", "A third of the fields."),
    ("种粮1500亩。", "Grain was sown on 100 hectares."),
    ("种粮1500亩。", "Grain was sown on 1,500 mu (100 hectares)."),
    ("收粮3万斤。", "15,000 kilograms of grain were harvested."),
    ("全长3.2公里。", "It is 3,200 meters long."),
    ("下午3时召开。", "It was held at 15:00."),
    ("15时30分召开。", "It was held at 3:30 p.m."),
    ("零时起施行。", "It takes effect at midnight."),
    ("1—7月，产值增长5%。", "In the first seven months output rose 5 percent."),
    ("1—7月，产值增长5%。", "From January to July output rose 5 percent."),
    ("十五届八次全会", "the eighth plenary session of the 15th CPC county committee"),
    ("二十届三中全会", "the third plenary session of the 20th CPC Central Committee"),
    ("“十四五”规划", "the 14th Five-Year Plan (2021–25)"),
    ("20世纪90年代", "the 1990s"),
    ("三十年来", "over three decades"),
    ("产值翻两番", "output quadrupled"),
    ("增长2倍", "It tripled."),
    ("增长2倍", "It grew by 200 percent."),
    ("3—5亿元", "300-500 million yuan"),
    ("3—5亿元", "between 300 million and 500 million yuan"),
    ("一个村、两个社区", "a village and both communities"),
    ("三农问题", "issues of agriculture, rural areas and farmers"),
    ("三农问题", "the three rural issues"),
    ("首次半年考核", "the first six-month assessment"),
    ("百余名群众", "over a hundred residents"),
    ("“1333”行动", 'the "1333" initiative'),
    ("前三季度", "in the first three quarters"),
    ("第二次世界大战", "World War II"),
    ("零下5度", "minus 5 degrees"),
    ("新冠肺炎", "COVID-19"),
    ("上午 9 时 30 分", "at 9:30 a.m."),
    ("为七旬老人挽回损失", "recovered the money for a septuagenarian"),
    ("年过八旬的他", "he, in his eighties"),
    ("5月，12人受伤。", "In May 12 people were injured."),
    ("计划于5月获批。12家企业参与。", "The plan was approved in May. 12 enterprises took part."),
    ("从7月到12个省份", "from July to 12 provinces"),
    ("“3·15”晚会", "March 15 gala"),
    ("以3分57秒42夺冠，领先9秒83。", "She won in 3:57.42, 9.83 seconds ahead."),
    ("工期一年半。", "It takes a year and a half."),
    ("工期一年半。", "It takes 18 months."),
    ("开了两个半小时。", "It lasted two hours and a half."),
    ("车程一个半小时。", "It is an hour and a half by car."),
    ("四分之一的学生。", "One in four students."),
    ("十分之七的人。", "Seven out of ten people."),
    ("来了十几人。", "A dozen came."),
    ("第二天一早。", "Early the following day."),
    ("上世纪五六十年代。", "In the 1950s and 1960s."),
    ("她赢得1500米。", "She won the 1,500m."),
    ("市值4亿美元。", "It is worth $400m."),
    ("用户4亿人。", "It has 400m users."),
    ("二三十人。", "Twenty to thirty people."),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), FAITHFUL)
def test_the_same_numbers_said_otherwise(zh: str, en: str) -> None:
    found = compare(zh, en)
    assert ([q.text for q in found.missing], [q.text for q in found.added]) == ([], [])


WRONG = [
    ("产值860亿元。", "Output was 860 billion yuan.", ["860亿"], ["860 billion"]),
    ("投资3.5万元。", "An investment of 35,000,000 yuan.", ["3.5万"], ["35,000,000"]),
    ("投资1.3万亿元。", "An investment of 1.3 billion yuan.", ["1.3万亿"], ["1.3 billion"]),
    ("近三成", "nearly 3 percent", ["三成"], ["3"]),
    ("第3000万辆整车下线。", "They produced 3000 vehicles.", ["3000万"], ["3000"]),
    ("数十万人离家。", "Tens of thousands left home.", ["数十万"], []),
    ("造成数十人死亡。", "Several people died.", ["数十"], []),
    ("上千人参加。", "Hundreds took part.", ["上千"], []),
    ("100人参加。", "Hundreds took part.", ["100"], []),
    ("坚持了10年。", "They kept it up for decades.", ["10"], []),
    ("第48次会议", "the 46th meeting", ["48"], ["46th"]),
    ("“十四五”规划", "the Twelfth Five-Year Plan", ["十四五"], ["Twelfth"]),
    ("十五届八次全会", "the eighth plenary session", ["十五"], []),
    ("8月1日上午", "On the morning of August 11", ["1"], ["11"]),
    ("8月1日上午", "On the morning of July 1", ["8"], ["July"]),
    ("31名委员和8名候补委员", "31 members and alternate members", ["8"], []),
    ("四个方面", "five aspects", ["四"], ["five"]),
    ("种粮1500亩。", "Grain was sown on 1,500 hectares and 12 terraces.", [], ["12"]),
    ("三个村", "a village", ["三"], []),
    ("受新冠疫情影响", "due to COVID-39", [], ["39"]),
    ("8点05分在20路公交车上", "on a bus at 8:05", ["20"], []),
    ("5月3日，3名干部到村走访。", "On May 3, officials visited the village.", ["3"], []),
    ("11月3日至5日，第三督察组进驻。", "From November 3 to 5, the inspection team was there.", ["三"], []),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "missing", "added"), WRONG)
def test_wrong_numbers(zh: str, en: str, missing: list[str], added: list[str]) -> None:
    found = compare(zh, en)
    assert ([q.text for q in found.missing], [q.text for q in found.added]) == (missing, added)


def test_pairs_say_which_english_number_stands_for_which() -> None:
    pairs = compare("投资3.5亿元，增长3%", "up 3 percent to 350 million yuan").pairs
    assert [(zh.text, [en.text for en in others]) for zh, others in pairs] == [
        ("3.5亿", ["350 million"]),
        ("3%", ["3"]),
    ]


# properties

NAMES = "零一二三四五六七八九"


def below_myriad(number: int) -> str:
    """A whole number of 1 to 9999 in Chinese numerals, as one writes it on a cheque: 1015 is 一千零一十五."""
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + NAMES[digit] + name
        gap = not digit
    return text


def numeral(number: int) -> str:
    """A whole number in Chinese numerals."""
    text = ""
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        digits, number = divmod(number, scale)
        if digits:
            text += ("零" if text and digits < 1000 else "") + below_myriad(digits) + name
    return text


WHOLE = (
    st.integers(1, 10**16 - 1)
    | st.integers(1, 10**5)
    | st.builds(lambda a, b: a * 10**b, st.integers(1, 999), st.integers(0, 12))
)


@given(WHOLE)
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert han_value(numeral(number)) == number


@given(
    st.decimals("0.01", "9999", places=2), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)])
)
def test_mixed_numerals_are_read_back(number: Decimal, scale: tuple[str, int]) -> None:
    assert han_value(f"{number}{scale[0]}") == number * scale[1]


@given(WHOLE.filter(lambda n: n > 2), st.sampled_from(["元", "人", "亩", "美元"]), st.booleans())
def test_written_in_chinese_put_into_english_and_read_again(number: int, unit: str, spelled: bool) -> None:
    sentence = f"共有{numeral(number) if spelled else number}{unit}。"
    (quantity,) = find_numbers_zh(sentence)
    english = f"A total of {write_english(quantity)}."
    (back,) = find_numbers_en(english)
    found = compare(sentence, english)
    assert (quantity.value, back.value, found.missing, found.added) == (number, number, (), ())


@given(st.integers(1, 999), st.integers(2, 9_999))
def test_fractions_there_and_back(above: int, below: int) -> None:
    sentence = f"占{below}分之{above}。"
    (quantity,) = find_numbers_zh(sentence)
    english = f"It made {write_english(quantity)} of all."
    found = compare(sentence, english)
    assert (len(find_numbers_en(english)), found.missing, found.added) == (1, (), ())


WRITTEN = {
    "amount": st.decimals(0, 10**12, places=3),
    "percent": st.decimals(0, 1000, places=2),
    "fraction": st.decimals(0, 50, places=4),
    "ordinal": st.integers(1, 10**4).map(Decimal),
    "time": st.integers(0, 23).map(Decimal),
    "label": st.integers(0, 10**6).map(Decimal),
    "magnitude": st.integers(1, 15).map(lambda n: Decimal(10**n)),
}


@pytest.mark.parametrize("kind", WRITTEN)
@given(data=st.data())
def test_what_is_written_is_read(kind: Kind, data: st.DataObject) -> None:
    quantity = Quantity(data.draw(WRITTEN[kind]), Span(0, 1), "", kind)
    (back,) = find_numbers_en(f"It was {write_english(quantity)} of all.")
    assert says(quantity, back)


@given(st.integers(3, 10**9), st.integers(3, 10**9))
def test_another_number_is_always_missed(right: int, wrong: int) -> None:
    found = compare(f"总数为{right}件。", f"The total was {wrong}.")
    assert bool(found.missing) is bool(found.added) is (right != wrong)


TEXT = st.text(
    st.sampled_from("零一二两三四五六七八九十百千万亿点成半几多余第届年月日时分番倍%元亩个人至—-,.:/0123456789“”周、 ")
    | st.characters(codec="utf-8")
)


@given(TEXT)
def test_spans_hold_their_text_and_never_overlap(text: str) -> None:
    for found in (find_numbers_zh(text), find_numbers_en(text)):
        assert [text[q.span.start : q.span.end] for q in found] == [q.text for q in found]
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))
        assert all(q.span.start < q.span.end for q in found)


def test_a_quantity_knows_where_it_stands() -> None:
    assert find_numbers_zh("增长3.5%") == (Quantity(Decimal("3.5"), Span(2, 6), "3.5%", "percent", "%"),)


@pytest.mark.parametrize("piece", ["123,", "一百", "12亿", "〇", "1-", "百分之"])
def test_a_text_of_nothing_but_numerals_does_not_cost_the_square_of_its_length(piece: str) -> None:
    start = time.process_time()
    find_numbers_zh(piece * 4000)
    assert time.process_time() - start < 3
