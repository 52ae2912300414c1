"""What stands in boxes beside the news is no article: indexes, the weather, advertisements, notices, mastheads."""

from textwrap import dedent

import pytest

from service.page import analyse
from tests.test_page import assert_nothing_lost, document

NEWS = """
三条断头路全部打通
　　本报讯（记者　何川）昨日，随着桂花路北段通
车，县城三条断头路全部打通。
"""


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(
            """
            今日导读
            乡村里的“小工厂”
            第3版
            河边的读书人
            走了三十年的路
            第5版
            秋天的味道（副刊）
            第8版
            """,
            id="an index whose page numbers stand below its titles",
        ),
        pytest.param(
            """
            导读
            ■老粮仓里的新生意
            A2版
            ■清明小长假去哪儿
            A3版
            """,
            id="an index with letters before its pages",
        ),
        pytest.param(
            """
            天气预报
            青岚今天阴有小雨
            13℃～21℃ 东北风3级
            """,
            id="a forecast below its name",
        ),
        pytest.param(
            """
            天气：今天多云转阴，东南风 2 到 3 级，19℃—
            27℃；明天小雨，18℃—23℃。
            """,
            id="a forecast behind its name",
        ),
        pytest.param(
            """
            今日天气 多云到阴，局部阵雨
            22℃～29℃ 东南风3级
            """,
            id="a forecast in the line of its name",
        ),
        pytest.param(
            """
            遗失声明
            ▲王一舟遗失青岚县房地产权证，证号：
            青字第00100号，声明作废。
            ▲青岚县便民商店遗失公章一枚，声明作废。
            """,
            id="what was lost",
        ),
        pytest.param(
            """
            人民法院公告
            丁山：本院受理原告白露生诉你民间借贷纠纷一
            案，现依法向你公告送达起诉状副本及开庭传票，
            公告之日起经过30日即视为送达。
            青岚县人民法院
            """,
            id="a court's writ",
        ),
        pytest.param(
            """
            青岚华美家电
            秋季以旧换新节
            9月22日—10月7日
            冰箱洗衣机　满3000减300
            广告
            """,
            id="what calls itself an advertisement",
        ),
        pytest.param(
            """
            青岚第二建筑公司
            承建：民用建筑、水塔、烟囱
            地址：青岚市东关街31号　电话：22476
            """,
            id="an address and a telephone below a name",
        ),
        pytest.param(
            """
            招　聘　启　事
            我厂因生产需要，招聘工程师2名，待遇从优。
            青岚制冷设备厂
            """,
            id="work that is offered",
        ),
        pytest.param(
            """
            征稿启事
            本报“水边”栏目常年征集写江河的短文，每篇千
            字以内，文责自负。来稿请发本版邮箱。
            """,
            id="a call for contributions",
        ),
        pytest.param(
            """
            ２
            ２０２５年８月３０日　星期六
            要　闻
            青岚时报
            编辑／江小渔　美编／白　露
            """,
            id="a masthead in the midst of the page",
        ),
        pytest.param(
            """
            8月6日主要批发市场蔬菜价格
            单位：元/公斤
            品　种　　石桥　　南湖
            白　菜　　 1.2　　 1.4
            豆　角　　 6.0　　 6.4
            （数据由各市场提供，仅供参考）
            """,
            id="what things cost on the market",
        ),
        pytest.param(
            """
            一周蛋菜价格
            （7月31日—8月6日，单位：元/公斤）
            品名　本周　上周　涨跌
            白菜　1.2　1.2　持平
            鸡蛋　9.6　9.4　上涨
            （县农业农村局提供）
            """,
            id="what things cost this week and last",
        ),
        pytest.param(
            """
            信息台
            ▲出售土杂鸡三百只，南桥村汤先生，电话15555500021。
            ▲求购稻草打捆机一台，八成新，马
            集合作社，电话15555500022。
            """,
            id="what is offered and asked for",
        ),
        pytest.param(
            """
            歡迎讀者投稿
            來稿請註明「讀者論壇」，以八百字為限，
            本報有刪改權。
            """,
            id="a call to readers in Hong Kong",
        ),
        pytest.param(
            """
            今日天氣
            大致多雲，早上清涼，日間短暫時間有陽光，
            氣溫介乎15至20度，吹和緩東北風。
            """,
            id="a forecast in sentences",
        ),
        pytest.param(
            """
            天文台預測：大致天晴，日間乾燥。最低氣溫約
            12度，最高約18度。吹和緩偏北風。
            """,
            id="a forecast of an observatory",
        ),
        pytest.param(
            """
            青岚县主要农产品批发均价（1月2日—1月8日）
            单位：元/公斤
            品名 本周 上周 涨跌
            大白菜 1.62 1.70 -4.7%
            土豆 2.85 2.81 +1.4%
            数据来源：县商务局
            征稿启事
            本刊“渡口”栏目面向读者征集散文，来稿请注明姓名及电话，一经采用，即付薄酬。
            """,
            id="prices with single spaces between them, and a call for contributions right below",
        ),
        pytest.param(
            """
            青岚县自然资源局
            国有建设用地使用权出让公告
            　　经县政府批准，本局决定出让两幅土地，现公告如下：
            宗地编号 土地位置 面积 用途 起始价
            QL-61 石桥镇渡口路北 21436 工业 643
            QL-62 经开区创业路东 33108 工业 1026
            　　有意者可于12月10日前登录系统查询。
            青岚县自然资源局
            2025年8月6日
            """,
            id="a notice that an office signs",
        ),
        pytest.param(
            """
            公 告 栏
            减资公告
            　　青岚县远丰水产贸易有限公司经股东会决
            定，注册资本由500万元减至100万元，请债权
            人自公告之日起45日内申报债权。联系人：何女
            士　电话：139XXXX0000。
            注销公告
            　　双桥村养殖专业合作社经成员大会决议解
            散，请债权人自见报之日起45日内申报债权。
            """,
            id="what companies tell their creditors",
        ),
        pytest.param(
            """
            　　本刊启事：来稿请附姓名、地址、邮编，文责自负，三个月内未见刊可自行处理。
            """,
            id="a magazine's call",
        ),
        pytest.param(
            """
            ■市场行情
            部分水产品批发价格（8月5日）
            单位：元/公斤
            品种　　　青岚　　双桥　　石桥
            梭子蟹　　56.0　　58.5　　54.0
            大黄鱼　　38.0　　36.5　　39.0
            小黄鱼　　62.0　　60.0　　64.5
            """,
            id="prices with three lines over them",
        ),
        pytest.param(
            """
            今日菜价（元/公斤，南门市场、河西市场）
            品种　　　批发　　零售　　涨跌
            小白菜　　2.60　　3.80　　平
            茄　子　　3.20　　4.50　　涨0.40
            """,
            id="prices whose title says in what and where",
        ),
        pytest.param(
            """
            启　事
            　　因印刷设备检修，本报8月8日停刊一天，原定当日
            出版的报纸顺延至8月9日。　　　　本报编辑部
            """,
            id="when the paper comes out",
        ),
        pytest.param(
            """
            【公告】
            　　因线路检修，8月8日8时至17时，朝阳街沿线停电，
            请用户做好准备。
            　　　　　　青岚县供电公司
            """,
            id="a small notice that an office signs",
        ),
        pytest.param(
            """
            更正：本报昨日3版《茶园防虫》一文中“三百倍”应为“三千
            倍”。
            """,
            id="what the paper had wrong",
        ),
        pytest.param(
            """
            勘误
            　　本报8月1日3版“鲍鱼价格”表中单位应为“元/公斤”。
            """,
            id="the same below a title",
        ),
        pytest.param(
            """
            主要水产塘头价
            草鱼　　　青岚　　10.6　　＋0.2
            鲢鱼　　　青岚　　6.4　　　－0.1
            　　　　　　　　　（本报信息中心）
            """,
            id="prices with the desk that gives them",
        ),
        pytest.param(
            """
            心理援助
            　　青岚县妇女儿童中心每周六上午免费接待来访，
            请提前电话预约。
            """,
            id="what an office offers",
        ),
    ],
)
def test_boxes_beside_the_news(box: str) -> None:
    page = analyse(document(f"{NEWS}\n{dedent(box).strip()}\n{NEWS.replace('三条断头路', '两座老石桥')}"))
    assert [a.title.text for a in page.articles if a.title] == ["三条断头路全部打通", "两座老石桥全部打通"]
    assert [len(a.paragraphs) for a in page.articles] == [1, 1]
    assert page.unassigned == ()
    assert_nothing_lost(page)


@pytest.mark.parametrize(
    "text",
    [
        "高温天气将持续一周\n　　本报讯　记者从县气象局获悉，今天多云，明天晴，气温持续升高。\n",
        "本报地址变更启事\n　　本报编辑部昨日迁至新址，欢迎读者来访。\n",
        "全市气温骤降\n　　本报讯　记者从县气象局获悉，冷空气将至，\n今日天气晴，北风3级，\n夜里可能降温。\n",
        "猪肉价格回落\n　　本报讯　昨日，记者从县农产品市场获悉，猪肉价格回落。\n",
        "水产公司更名\n　　昨日，记者获悉，经股东大会通过，县水产公司更名，注册资本不变。\n",
        "更正：从一次失误说起\n　　本报讯　昨日，县法院讲述了一次失误怎样得到纠正。\n",
        "一则更正\n　　本报8月1日刊登的报道中，人名有误。\n",
        "巡回法庭进村\n　　昨日，巡回法庭来到石桥村，十二位村民旁听。欢迎群众预约。\n",
        "老人丢失钱包民警帮找回\n　　昨日，一位老人在车站遗失钱包，民警帮她找了回来。\n",
    ],
)
def test_news_that_boxes_resemble(text: str) -> None:
    page = analyse(document(text))
    assert [len(a.paragraphs) for a in page.articles] == [1]


def test_a_headline_below_the_weather() -> None:
    page = analyse(document(f"青岚日报\n2025年8月6日\n今日天气 本市：多云转晴 东北风3-4级 11-19℃\n{NEWS}"))
    assert [a.title.text for a in page.articles if a.title] == ["三条断头路全部打通"]


def test_what_a_masthead_says_between_the_paper_and_a_day_in_large_type() -> None:
    head = "青岚日报\nQINGLAN RIBAO\n多彩青岚　山水先声\n2024年4月\n23\n星期二\n今日１２版\n"
    page = analyse(document(f"{head}{NEWS}导\n读\n一颗刺梨的七十二变 ……６版\n{NEWS}"))
    assert {(a.metadata.publisher, a.metadata.published) for a in page.articles} == {("青岚日报", "2024-04-23")}
    assert [(a.kicker, len(a.paragraphs)) for a in page.articles] == [((), 1)] * 2


def test_the_paper_whose_masthead_stands_within_the_page() -> None:
    page = analyse(document(f"{NEWS}３\n２０２５年８月３０日　星期六\n要　闻\n青岚时报\n{NEWS}"))
    assert {(a.metadata.publisher, a.metadata.published) for a in page.articles} == {("青岚时报", "2025-08-30")}
