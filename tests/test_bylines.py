"""Bylines, datelines, closings and jump lines in the forms that papers print."""

import pytest

from service.bylines import parse_byline
from service.closings import closing
from service.datelines import opening
from service.jumps import find_jump, page_number
from service.roles import role_english


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("| 记者 董华 蔡俊", "董华 记者, 蔡俊 记者"),
        ("| 记者 杨 名", "杨名 记者"),
        ("本报记者 张三 李四", "张三 本报记者, 李四 本报记者"),
        ("本报记者张三　通讯员李四", "张三 本报记者, 李四 通讯员"),
        ("记者 苏 晚何 川", "苏晚 记者, 何川 记者"),
        ("记者 叶知秋罗田", "叶知秋 记者, 罗田 记者"),
        ("○ 通讯员 何川、记者 叶知秋", "何川 通讯员, 叶知秋 记者"),
        ("■见习记者／顾晚晴", "顾晚晴 见习记者"),
        ("□ 张三", "张三 "),
        ("文/图　江小渔", "江小渔 文图"),
        ("张三/文　李四/摄", "张三 文, 李四 摄"),
        ("文：张三　图：李四", "张三 文, 李四 图"),
        ("记者 李青 摄", "李青 摄"),
        ("记者 曲丽娜 摄影 宫 兆", "曲丽娜 记者, 宫兆 摄影"),
        ("記者林宜蓁∕台南報導", "林宜蓁 記者"),
        ("记者 李青 摄影报道", "李青 摄影报道"),
        ("记者 张三 报道", "张三 记者"),
        ("（青岚日报记者 张三 实习生 李四）", "张三 青岚日报记者, 李四 实习生"),
        ("新华社记者 欧阳明月 阿不都·热合曼", "欧阳明月 新华社记者, 阿不都·热合曼 新华社记者"),
        ("責任編輯：邵知遠　校對：鍾鳴", "邵知遠 責任編輯, 鍾鳴 校對"),
        ("2025-08-07 08:15 来源：青岚日报 记者 林听雨", "林听雨 记者"),
        ("本报记者 张三 通讯员 李四 文/摄", "张三 本报记者, 李四 文摄"),
        ("文/记者 张三 图/通讯员 李四", "张三 记者, 李四 通讯员"),
        ("文字：张三 摄影：李四", "张三 文字, 李四 摄影"),
        ("执笔：张三", "张三 执笔"),
        ("王明摄", "王明 摄"),
        ("青岚融媒记者 张三", "张三 青岚融媒记者"),
        ("潮涌新闻客户端 记者 张三", "张三 记者"),
        ("记者 张三 通讯员 县气象台", "张三 记者"),
        ("■本报评论员", "本报评论员 "),
        ("● 王明 李华", "王明 , 李华 "),
        ("■ 王明", "王明 "),
        ("【記者林佳蓉／台北報導】", "林佳蓉 記者"),
        ("記者歐陽珮／特稿", "歐陽珮 記者"),
        ("新华社记者 贾明远 才让卓玛", "贾明远 新华社记者, 才让卓玛 新华社记者"),
        ("记者区韵仪", "区韵仪 记者"),
        ("通讯员 水东流", "水东流 通讯员"),
        ("编辑／丁若谷 版面设计／白宜蓁", "丁若谷 编辑, 白宜蓁 版面设计"),
    ],
)
def test_bylines(text: str, credits: str) -> None:
    assert ", ".join(f"{c.name} {c.role}" for c in parse_byline(text)) == credits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "记者",
        "记者了解到",
        "记者 在现场看到",
        "县委书记 沈知远",
        "张三 李四",
        "记者节 庆祝活动 举行",
        "本报讯",
        "文图并茂",
        "■ 时政",
        "● 安全 文化",
        "通讯员 县气象台",
        "记者来到南湖镇",
    ],
)
def test_what_is_no_byline(text: str) -> None:
    assert parse_byline(text) == ()


@pytest.mark.parametrize(
    ("role", "english"),
    [
        ("记者", "reporter"),
        ("通讯员", "contributing correspondent"),
        ("摄", "photographer"),
        ("青岚日报记者", "reporter"),
        ("", ""),
    ],
)
def test_roles_in_english(role: str, english: str) -> None:
    assert role_english(role) == english


@pytest.mark.parametrize(
    ("text", "dateline", "names", "rest"),
    [
        ("新华社北京8月1日电 会议", "新华社北京8月1日电", [], "会议"),
        ("新华社北京8月1日电（记者 张三 李四）会议", "新华社北京8月1日电", ["张三", "李四"], "会议"),
        ("据新华社北京8月1日电 会议", "据新华社北京8月1日电", [], "会议"),
        ("据新华社电 会议", "据新华社电", [], "会议"),
        ("本报讯（通讯员 王五）近日", "本报讯", ["王五"], "近日"),
        ("本报讯 近日", "本报讯", [], "近日"),
        ("【本报讯】近日", "本报讯", [], "近日"),
        ("本报讯 记者张三报道：近日", "本报讯", ["张三"], "近日"),
        ("本报青岚8月1日讯（记者 张三）今天", "本报青岚8月1日讯", ["张三"], "今天"),
        ("本报综合消息 近日", "本报综合消息", [], "近日"),
        ("本台讯 近日", "本台讯", [], "近日"),
        ("人民日报北京8月1日电 会议", "人民日报北京8月1日电", [], "会议"),
        ("（记者 张三）近日", "", ["张三"], "近日"),
        ("本報訊（記者 葉知秋）8月2日", "本報訊", ["葉知秋"], "8月2日"),
        ("据了解，县里", "", [], "据了解，县里"),
        ("据统计，电力", "", [], "据统计，电力"),
        ("本报今起推出", "", [], "本报今起推出"),
        ("（一）加强领导", "", [], "（一）加强领导"),
        ("本报讯（王明 李华）近日", "本报讯", ["王明", "李华"], "近日"),
        ("本报民勤讯（记者 谢 宏）今天", "本报民勤讯", ["谢宏"], "今天"),
        ("本报定西十月十一日电 会议", "本报定西十月十一日电", [], "会议"),
        ("〔記者林宜蓁／台南報導〕台南市", "", ["林宜蓁"], "台南市"),
        ("〔本報訊〕受寒流影響", "本報訊", [], "受寒流影響"),
        ("〔中央社台北五日電〕油價", "中央社台北五日電", [], "油價"),
    ],
)
def test_what_opens_a_body(text: str, dateline: str, names: list[str], rest: str) -> None:
    found = opening(text)
    assert (found.text, [c.name for c in found.credits], text[found.end :]) == (dateline, names, rest)


@pytest.mark.parametrize(
    ("text", "names", "page", "source"),
    [
        ("圆满收官。", [], "", ""),
        ("圆满收官。（记者 张三）", ["张三"], "", ""),
        ("圆满收官。（记者 江小渔　通讯员 苏 晚）(下转第 2 版）", ["江小渔", "苏晚"], "p.2", ""),
        ("圆满收官。　　本报记者 张三", ["张三"], "", ""),
        ("圆满收官。（据新华社）", [], "", "据新华社"),
        ("圆满收官。（据新华社电）（下转3版）", [], "p.3", "据新华社电"),
        ("圆满收官。（来源：新华社）", [], "", "来源：新华社"),
        ("推进农村养老服务（下转第三版）", [], "p.3", ""),
        ("圆满收官。▶下转第十二版", [], "p.12", ""),
        ("圆满收官。 详见A3版", [], "p.A3", ""),
        ("圆满收官。（名单见第4版）", [], "", ""),
        ("名单详见第3版。", [], "", ""),
        ("圆满收官。（王明 李华）", ["王明", "李华"], "", ""),
        ("圆满收官。（李 伟）", ["李伟"], "", ""),
        ("圆满收官。（作者系马克思主义学院辅导员 倪思源）", ["倪思源"], "", ""),
        ("圆满收官。（来源：青岚发布）", [], "", "来源：青岚发布"),
        ("圆满收官。（本报综合）", ["本报综合"], "", ""),
        ("来源：青岚发布", [], "", "来源：青岚发布"),
        ("圆满收官。下转2版▶", [], "p.2", ""),
        ("他去过很多地方。（成都）", [], "", ""),
        ("他去过很多地方。（全 文）", [], "", ""),
        ("圆满收官。（作者：张伟 李娜）", ["张伟", "李娜"], "", ""),
        ("（二十届三中全会）", [], "", ""),
    ],
)
def test_what_closes_a_body(text: str, names: list[str], page: str, source: str) -> None:
    found = closing(text)
    assert ([c.name for c in found.credits], found.jump.page if found.jump else "", found.source) == (
        names,
        page,
        source,
    )
    assert (found.start < len(text)) == bool(names or page or source)


@pytest.mark.parametrize(
    ("text", "direction", "page"),
    [
        ("(下转第 2 版）", "to", "p.2"),
        ("下转第5版", "to", "p.5"),
        ("（紧接第一版）", "from", "p.1"),
        ("上接1版", "from", "p.1"),
        ("（上接A01版）后文", "from", "p.A1"),
        ("（接头版）", "from", "p.1"),
        ("见A3版", "to", "p.A3"),
        ("（下轉第二十一版）", "to", "p.21"),
        ("【下转０３版·要闻】", "to", "p.3"),
        ("（文轉A4）", "to", "p.A4"),
    ],
)
def test_jump_lines(text: str, direction: str, page: str) -> None:
    found = find_jump(text)
    assert found
    assert (found.continuation.direction, found.continuation.page) == (direction, page)


@pytest.mark.parametrize("text", ["意见3条", "下转第2版的文章", "看第3版", "连接2个版块", "（第2版）"])
def test_what_is_no_jump_line(text: str) -> None:
    assert find_jump(text) is None


@pytest.mark.parametrize(
    ("printed", "page"), [("二", "2"), ("十", "10"), ("二十三", "23"), ("Ａ０２", "A2"), ("头", "1")]
)
def test_page_numbers(printed: str, page: str) -> None:
    assert page_number(printed) == page
