"""Mastheads, dates, imprints and the like: told from news, and read for what they say of the page."""

import pytest

from service.furniture import Facts, recognise


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("青岚日报", Facts(publisher="青岚日报")),
        ("青 岚 日 报", Facts(publisher="青岚日报")),
        ("QINGLAN DAILY", Facts(publisher="QINGLAN DAILY")),
        ("青岚县融媒体中心主办", Facts(sponsor="青岚县融媒体中心")),
        ("中共青岚县委机关报", Facts(sponsor="中共青岚县委")),
        ("主办：青岚县融媒体中心", Facts(sponsor="青岚县融媒体中心")),
        ("我青岚青岚发布", Facts()),
        ("2025年8月6日　星期三", Facts(published="2025-08-06")),
        ("2025.8.6 星期三", Facts(published="2025-08-06")),
        ("2025年8月6日　星期三　农历闰六月十三　今日4版", Facts(published="2025-08-06")),
        ("星期三　2025年8月6日　乙巳年闰六月十三", Facts(published="2025-08-06")),
        ("农历乙巳年六月初八 立秋", Facts()),
        ("乙巳年六月廿一", Facts()),
        ("第01版：要闻", Facts(placement="p.1 要闻")),
        ("要闻　A02", Facts(placement="p.A2 要闻")),
        ("三版", Facts(placement="p.3")),
        ("第三版", Facts(placement="p.3")),
        ("2025年8月6日　星期三　第03版　民生", Facts(published="2025-08-06", placement="p.3 民生")),
        ("青岚日报　2025年8月7日　第01版", Facts(publisher="青岚日报", published="2025-08-07", placement="p.1")),
        ("国内统一连续出版物号 CN 00-0000　邮发代号 00-00", Facts()),
        ("国内统一刊号：CN00-0000　总第8022期", Facts()),
        ("ISSN 0000-0000", Facts()),
        ("第1234期", Facts()),
        ("今日8版", Facts()),
        ("多云转阵雨　26℃～33℃　偏东风3级", Facts()),
        ("新闻热线：0000-8123456　投稿邮箱：news@qinglan.example", Facts()),
        ("责任编辑：邵知远　版式：钟鸣　电话：0000-8123456", Facts()),
        ("印刷：青岚县印刷厂", Facts()),
        ("零售每份1.5元", Facts()),
        ("简　讯", Facts()),
        ("★导读★", Facts()),
        ("青岚中学新校区九月启用　　见A2版", Facts()),
        ("我县新增12个口袋公园……4版", Facts()),
        ("今日青岚", Facts(publisher="今日青岚")),
        ("青岚报", Facts(publisher="青岚报")),
        ("Qinglan News", Facts(publisher="Qinglan News")),
        ("中共青岚县委主管　青岚县融媒体中心主办", Facts(sponsor="青岚县融媒体中心")),
        ("二〇二五年八月六日　星期三", Facts(published="2025-08-06")),
        ("2025年8月6日/星期三", Facts(published="2025-08-06")),
        ("2025年8月", Facts(published="2025-08")),
        ("8月6日 星期三", Facts()),
        ("农历六月廿一 明日立秋", Facts()),
        ("01 / 要闻", Facts(placement="p.1 要闻")),
        ("今日四版", Facts()),
        ("国内统一刊号CN 33-0000", Facts()),
        ("浙企准字第S002号", Facts()),
        ("责编/王明 美编/李华 校对/周平", Facts()),
        ("一审：王明　二审：李华　三审：赵敏", Facts()),
        ("编辑：王 明 视觉设计：李华", Facts()),
        ("本版责编 王明", Facts()),
        ("热线电话 8066110", Facts()),
        ("监督电话：12388", Facts()),
        ("http://epaper.qinglan.example", Facts()),
        ("微信扫一扫", Facts()),
        ("扫描二维码关注“青岚发布”", Facts()),
        ("官方微信", Facts()),
        ("今天多云，明天阴有阵雨，气温26℃～34℃", Facts()),
        ("空气质量：优", Facts()),
        ("体彩“排列5”第25208期 3 5 7 9 1", Facts()),
        ("▶2版 青岚速度再刷新", Facts()),
        ("02版 老街焕新记", Facts()),
        ("老街焕新记　02版", Facts()),
        ("详见02版", Facts()),
        ("本版图片由受访者提供", Facts()),
        ("（资料图片）", Facts()),
        ("县委宣传部供稿", Facts()),
        ("版权所有 未经许可不得转载", Facts()),
    ],
)
def test_furniture(text: str, facts: Facts) -> None:
    assert recognise(text, head=True, edge=True) == facts


@pytest.mark.parametrize(
    "text",
    [
        "县政协召开主席会议",
        "8月4日",
        "2025年经济工作会议召开",
        "12345热线受理量下降三成",
        "零售市场回暖",
        "每份订单平均配送28分钟",
        "我县第三版图书漂流地图发布",
        "编辑部的故事",
        "青岚县融媒体中心获评先进",
        "（上接第1版）",
        "上接1版",
        "（下转第2版）",
        "记者 杨名",
        "地区生产总值　186.4　6.1",
        "新华社岚州8",
        "明天多云，局部有阵雨，气温26到33℃。",
        "我县发布天气预报",
        "高温天气将持续一周",
        "186.4 6.1",
        "遗失声明",
        "今天，我们怎样办报",
        "扫黄打非专项行动启动",
        "县图书馆开通官方微信服务",
        "新变化",
    ],
)
def test_what_is_no_furniture(text: str) -> None:
    assert recognise(text, head=True, edge=True) is None


@pytest.mark.parametrize("text", ["青岚日报", "QINGLAN DAILY", "青岚发布", "12", "青岚县农业农村局主办"])
def test_names_are_furniture_only_where_mastheads_stand(text: str) -> None:
    assert recognise(text, head=True, edge=True) is not None
    assert recognise(text, head=False, edge=False) is None
