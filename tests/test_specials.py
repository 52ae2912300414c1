"""What stands among the news and is made otherwise: serials, readers' questions, boxes of figures, tables, pictures,
wire copy."""

from textwrap import dedent

import pytest

from service.intake import Limits
from service.page import analyse
from service.pipeline import take_apart
from service.records import Source
from tests.test_layouts import articles
from tests.test_page import assert_nothing_lost, document

Found = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]

NEXT = """
三条断头路全部打通
　　本报讯（记者　何川）昨日，随着桂花路北段通
车，县城三条断头路全部打通。
"""
NEXT_FOUND = ("三条断头路全部打通", (), ("何川",), ("昨日，随着桂花路北段通车，县城三条断头路全部打通。",))


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            """
            读者问
            断缴三个月能补吗
            　　读者来信：今年六月我换了工作，医保断了三个
            月，现在还能补缴吗？
            　　医保中心答复：三个月内可以补缴，年限连续计
            算。
            　　本报记者　江小渔
            """,
            [
                (
                    "断缴三个月能补吗",
                    ("读者问",),
                    ("江小渔",),
                    (
                        "读者来信：今年六月我换了工作，医保断了三个月，现在还能补缴吗？",
                        "医保中心答复：三个月内可以补缴，年限连续计算。",
                    ),
                )
            ],
            id="a column's name over the headline, who answered below the text",
        ),
        pytest.param(
            """
            小说连载⑰
            河边的灯
            江小渔　著
            　　那年冬天的雪下得迟，船到了埠头，灯还亮着，
            灯下的人却换了。
            （未完待续）
            """,
            [
                (
                    "河边的灯",
                    ("小说连载⑰",),
                    ("江小渔",),
                    ("那年冬天的雪下得迟，船到了埠头，灯还亮着，灯下的人却换了。",),
                )
            ],
            id="a serial that goes on",
        ),
        pytest.param(
            """
            数看青岚·民生篇
            公交线网“瘦身”
            　　核心提示
            　　全市公交线路减为一百七十六条，客流却上升了，
            线网怎么减？
            本报记者　江小渔
            　　早高峰，市民石磊上车换乘一次就到了公司，过
            去等车要二十分钟。
            【数读】
            176条　线网优化后的线路数
            7分钟　高峰时段平均间隔
            8.7%　日均客流增幅
            """,
            [
                (
                    "公交线网“瘦身”",
                    ("数看青岚·民生篇",),
                    ("江小渔",),
                    (
                        "核心提示",
                        "全市公交线路减为一百七十六条，客流却上升了，线网怎么减？",
                        "早高峰，市民石磊上车换乘一次就到了公司，过去等车要二十分钟。",
                        "数读",
                        "176条　线网优化后的线路数",
                        "7分钟　高峰时段平均间隔",
                        "8.7%　日均客流增幅",
                    ),
                )
            ],
            id="a summary over the byline, and a box of figures",
        ),
        pytest.param(
            """
            民生速递
            ■小巴三号线下月起增设中途站，
            设于街市东门。
            ■菜心批发价周一回落，每斤跌一
            元半。
            """,
            [
                ("", (), (), ("小巴三号线下月起增设中途站，设于街市东门。",)),
                ("", (), (), ("菜心批发价周一回落，每斤跌一元半。",)),
            ],
            id="briefs without headlines, each behind a mark",
        ),
        pytest.param(
            """
            　　新华社云州3月8日电　题：渡口小学的最后一课
            　　新华社记者　江小渔
            　　江水退去，渡口小学的操场露了出来，校长何川
            擦了最后一张课桌。（完）
            """,
            [
                (
                    "渡口小学的最后一课",
                    (),
                    ("江小渔",),
                    ("江水退去，渡口小学的操场露了出来，校长何川擦了最后一张课桌。",),
                )
            ],
            id="a feature whose headline stands in its dateline",
        ),
        pytest.param(
            """
            职工来信
            食堂能不能晚开半小时
            编辑同志：
            　　我是厂里三班倒的女工，夜班下来已经过了八
            点，食堂关了门。
            　　能不能晚开半小时？
            　　　　　　　　　　铸造车间　凌　晨
            编后：
            　　来信反映的问题，厂工会已与食堂沟通，自下月
            起延长。
            """,
            [
                (
                    "食堂能不能晚开半小时",
                    ("职工来信",),
                    ("凌晨",),
                    (
                        "编辑同志：",
                        "我是厂里三班倒的女工，夜班下来已经过了八点，食堂关了门。",
                        "能不能晚开半小时？",
                        "编后：",
                        "来信反映的问题，厂工会已与食堂沟通，自下月起延长。",
                    ),
                )
            ],
            id="a letter that ends with its headline's question, and what the editors add",
        ),
        pytest.param(
            """
            “劳模工作室”展播之六
            一把焊枪，补好“漏气的肺”
            本报记者　江小渔
            　　十月的车间里，厉守正用放大镜看一道裂纹。他
            修复了四百多套支架。
            """,
            [
                (
                    "一把焊枪，补好“漏气的肺”",
                    ("“劳模工作室”展播之六",),
                    ("江小渔",),
                    ("十月的车间里，厉守正用放大镜看一道裂纹。他修复了四百多套支架。",),
                )
            ],
            id="one of a series",
        ),
        pytest.param(
            """
            油菜要“三看三补”
            县农技站　危素华
            　　近期气温偏低，部分田块出现僵苗，农户下田要
            抓好“三看三补”。
            """,
            [
                (
                    "油菜要“三看三补”",
                    (),
                    ("危素华",),
                    ("近期气温偏低，部分田块出现僵苗，农户下田要抓好“三看三补”。",),
                )
            ],
            id="an author with the office where he works",
        ),
    ],
)
def test_specials(page: str, found: list[Found]) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n") + NEXT))
    told = [(a.title, a.kicker, tuple(name for name, _ in a.byline), a.paragraphs) for a in articles(analysed)]
    assert told == [*found, NEXT_FOUND]
    assert analysed.unassigned == ()
    assert_nothing_lost(analysed)


def test_news_beside_news_in_print_is_no_list_of_links() -> None:
    beside = "相关新闻\n江心洲年底通自来水\n　　据悉，过江水管已铺到岛西，预计年底通\n水。\n青岚晚报记者　江小渔\n"
    _, second, third = analyse(document(f"{NEXT}{beside}{NEXT}")).articles
    assert second.title
    assert (second.title.text, [k.text for k in second.kicker]) == ("江心洲年底通自来水", ["相关新闻"])
    assert ([b.name for b in second.byline], [b.name for b in third.byline]) == (["江小渔"], ["何川"])


def test_bold_type_tells_headlines_from_those_of_sections() -> None:
    def story(name: str, after: str = "") -> str:
        text = f"　　走进{name}的车间，听不到往日的动静，\n取而代之的是一块三米宽的屏幕。\n"
        return f"\n{name}今年增收两成\n{name}今年增收两成\n\n本报记者　江小渔\n\n{text}{after}"

    sections = (
        "\n   电耗降了一成\n　　对企业来说，省电就是省钱，系统自动\n匹配转速。\n"
        "   师傅没有下岗\n　　三位师傅转岗做了工艺员。\n"
    )
    page = analyse(document(story("碾米厂", sections) + story("榨油厂") + story("面粉厂")))
    assert [len(article.paragraphs) for article in page.articles] == [5, 1, 1]


def test_a_section_over_the_number_of_its_page() -> None:
    page = analyse(document(f"产业·技术\n3\n中国粮油机械报\n2025年8月6日\n{NEXT}"))
    assert [(a.metadata.publisher, a.metadata.placement) for a in page.articles] == [
        ("中国粮油机械报", "p.3 产业·技术")
    ]


def test_a_headline_of_a_character_a_line() -> None:
    upright = "\n".join("邻里食堂飘饭香")
    page = analyse(document(f"{NEXT}\n{upright}\n　　本报讯（记者 江小渔）邻里食堂昨日开\n张，飘出饭香。\n{NEXT}"))
    assert [a.title.text for a in page.articles if a.title][1] == "邻里食堂飘饭香"


def test_like_cells_of_a_table_are_not_taken_for_doubled_type() -> None:
    page = analyse(
        document(
            "粮价平稳\n　　本报讯　粮价如下，与上周相同。\n"
            "品名　本周　上周　涨跌\n粳米　2.6　2.6　持平\n面粉　3.1　3.1　持平\n"
        )
    )
    assert [p.text for p in page.articles[0].paragraphs][-2:] == ["粳米　2.6　2.6　持平", "面粉　3.1　3.1　持平"]
    assert page.repairs == ()


def test_the_editor_of_an_article_is_none_who_wrote_it() -> None:
    page = analyse(document("夜里的自习室\n文 | 江小渔 编辑 | 白露生\n县图书馆的自习室整夜亮着灯，没有人来收钱。\n"))
    assert [b.name for b in page.articles[0].byline] == ["江小渔"]


def test_a_table_of_what_a_report_counts_keeps_its_unit_and_its_source() -> None:
    page = analyse(
        document(
            f"{NEXT}　　上月各镇接访如下。\n单位：件次\n镇　名　　来　信　　来　访\n石桥镇　　12　　30\n"
            "南湖镇　　 8　　21\n数据来源：县信访局\n"
        )
    )
    (article,) = page.articles
    assert [p.text for p in article.paragraphs][-5:] == [
        "单位：件次",
        "镇　名　来　信　来　访",
        "石桥镇　12　30",
        "南湖镇　8　21",
        "数据来源：县信访局",
    ]
    assert_nothing_lost(page)


SITE = """
青岚日报数字报
2025年8月6日 星期三
版面导航
第01版：要闻
第02版：综合
第02版：综合
标题导航
● 全县夏粮收购收官
● 图片报道
PDF版 版面图
全县夏粮收购收官
来源：青岚日报 作者：江小渔 字数：1,024
放大 缩小 默认 朗读
　　本报讯（记者 江小渔） 8月5日，夏粮旺季收购结束，累计收购小麦八万吨。
图片报道
来源：青岚日报 作者：白露生
　　8月5日，石桥镇稻虾基地，村民正在起捞成虾。眼下，稻田小龙虾进入捕捞期。
　　本报记者 白露生 摄
上一篇 下一篇
"""


def test_a_picture_report_of_an_e_paper_is_a_caption() -> None:
    page = analyse(document(SITE.lstrip("\n")))
    (article,) = page.articles
    assert article.title
    assert (article.title.text, article.deck, [b.name for b in article.byline]) == ("全县夏粮收购收官", (), ["江小渔"])
    assert [caption.text[:8] for caption in article.captions] == ["8月5日，石桥镇"]
    assert (article.metadata.published, article.metadata.publisher) == ("2025-08-06", "青岚日报")
    assert_nothing_lost(page)


def test_a_photograph_that_an_agency_took_with_the_day_behind() -> None:
    page = analyse(
        document(
            "交通船換新\n（中央社記者林宜蓁台南5日電）新船今天啟用。\n居民在碼頭揮手。中央社記者林宜蓁攝 114年8月5日\n"
        )
    )
    (article,) = page.articles
    assert [caption.text for caption in article.captions] == ["居民在碼頭揮手。"]
    assert_nothing_lost(page)


def test_a_sentence_without_indent_that_says_what_somebody_is_doing_is_a_caption() -> None:
    page = analyse(
        document(
            "旧书摊搬进桥洞\n　　本报讯　上周六，四十个旧书摊搬到了桥\n洞里，遮风避雨，电灯也亮堂，摊主们都很\n"
            f"满意。\n桥洞里，市民正在翻看画册。\n{NEXT}"
        )
    )
    first, _ = page.articles
    assert ([p.text for p in first.paragraphs], [c.text for c in first.captions]) == (
        ["上周六，四十个旧书摊搬到了桥洞里，遮风避雨，电灯也亮堂，摊主们都很满意。"],
        ["桥洞里，市民正在翻看画册。"],
    )


WIRE = """
【中新社国内通稿】
发稿编号：CNS20250806-0145
发稿时间：2025-08-06 09:31
栏目：社会　优先级：普通
标题：探访“悬崖邮路”
作者：记者 江小渔
正文：
　　中新社青岚8月6日电 题：探访“悬崖邮路”
　　中新社记者 江小渔
　　清晨六点，邮政所的灯亮了。(完)
责编：卢照　审核：骆平
###
【中新社国内通稿】
发稿编号：CNS20250806-0151
发稿时间：2025-08-06 10:05
标题：青岚港首开冷链班列
正文：
　　中新社青岚8月6日电 (记者 白露生) 一列冷链班列当日驶出港区。(完)
（本稿仅供签约媒体使用，转载请注明出处）
"""


def test_wire_copy_in_fields() -> None:
    first, second = take_apart([Source("wire.txt", WIRE.encode())], Limits()).articles
    assert [[p.text for p in article.paragraphs] for article in (first, second)] == [
        ["清晨六点，邮政所的灯亮了。"],
        ["一列冷链班列当日驶出港区。"],
    ]
    assert [{b.name for b in article.byline} for article in (first, second)] == [{"江小渔"}, {"白露生"}]
    assert {article.metadata.published for article in (first, second)} == {"2025-08-06"}


def test_wire_copy_without_fields() -> None:
    item = (
        "2025-08-06　16:42:08\n稿件序号：0806-0387　类别：环境　字数：277\n　　青湖水位回落\n"
        "　　新华社青岚8月6日电（记者江小渔、白露生）青湖水位6日退至十一米。（完）\n编辑：卢照　签发：骆平\n"
        "－－－－－－－－\n"
    )
    other = item.replace("0387", "0392").replace("青湖水位", "南湖候鸟")
    page = analyse(document(f"新华社通稿　国内部\n{item}{other}仅供签约用户使用　严禁擅自转发\n"))
    assert [(a.title, a.kicker, a.deck) for a in articles(page)] == [
        ("青湖水位回落", (), ()),
        ("南湖候鸟回落", (), ()),
    ]
    assert [[b.name for b in article.byline] for article in page.articles] == [["江小渔", "白露生"]] * 2
    assert page.unassigned == ()


NOTED_WIRE = """
青岚通讯社通稿　　2025年8月6日　　第0806-031号
============================================================
0806-031　　分类：农业　　签稿：卢照 18:20
本稿供用户选用

南湖开湖首日捕鱼三万公斤

　　青岚通讯社南湖8月6日电（记者江小渔、白露生）为期五个月的禁渔期
结束后，南湖6日开湖，首日捕鱼三万公斤。（完）

编者注：本稿配发图片3张。

============================================================
0806-032　　分类：体育　　签稿：卢照 18:35
分　　类：体育
签　　发：骆　平

青岚队夺得女子八人艇金牌

　　青岚通讯社西州8月6日电　青岚队6日夺得女子八人艇金牌。（完）

    （配图见青岚通讯社照片0806-033至035）

    编辑注：配图见图片专稿。

更正：今日0806-028号稿导语中“二十个”应为“十二个”，请已采
用用户更正。

请注意：0806-009号稿标题改为《南湖开湖》，正文不变。
（今日通稿发稿完毕）
"""


def test_a_letter_below_the_name_of_its_column() -> None:
    text = "来信照登\n　　编辑同志:\n　　我村小学的房子漏雨,请有关部门过问一下。\n　　　　　　　　石桥大队　骆　平\n"
    _, article = articles(page := analyse(document(f"{NEXT}\n{text}")))
    assert (article.title, len(article.paragraphs)) == ("来信照登", 2)
    assert [b.name for b in page.articles[1].byline] == ["骆平"]


def test_wire_copy_with_words_to_those_who_take_it() -> None:
    page = analyse(document(NOTED_WIRE))
    assert [(a.title, a.kicker, a.paragraphs) for a in articles(page)] == [
        ("南湖开湖首日捕鱼三万公斤", (), ("为期五个月的禁渔期结束后，南湖6日开湖，首日捕鱼三万公斤。",)),
        ("青岚队夺得女子八人艇金牌", (), ("青岚队6日夺得女子八人艇金牌。",)),
    ]
    assert page.unassigned == ()
    assert_nothing_lost(page)


POEM = """
灶前
□　何　川

　　老屋的灶台塌了一角，母亲说修一修还能用，我们
便回去修了一天，烧了一锅热水。

江边
白露生

清晨，江水还没有醒来
撑船的人
一篙，一篙
把雾推远

傍晚，灯一盏一盏
浮起来
像谁把纽扣
扣回到江的胸前


　　　江边灯火　　葛长青　摄


书　香
读旧书
□　江小渔

　　旧书摊上淘来的这一本，缺了最后几页，我把它读
完了，却总觉得还没有读完。
"""


def test_a_poem_on_a_page_of_columns() -> None:
    page = analyse(document(POEM))
    verses = "清晨，江水还没有醒来 撑船的人 一篙，一篙 把雾推远 傍晚，灯一盏一盏 浮起来 像谁把纽扣 扣回到江的胸前"
    assert [(a.title, [b[0] for b in a.byline]) for a in articles(page)] == [
        ("灶前", ["何川"]),
        ("江边", ["白露生", "葛长青"]),
        ("读旧书", ["江小渔"]),
    ]
    assert articles(page)[1].paragraphs == tuple(verses.split())
    assert [[c.text for c in a.captions] for a in page.articles] == [[], ["江边灯火"], []]
    assert_nothing_lost(page)


def test_a_picture_within_a_sentence() -> None:
    page = analyse(
        document(
            """
网箱里的新粮仓
　　走进位于霞湾的养殖平台，大屏上水温流速
实时跳动，技术员轻点鼠标，投饵机自动增减，
一吨鱼省下近百公斤饲料。
　　负责人宁海说，去年两次台风经过霞湾时，
 霞湾养殖平台上，工人正在起捕今年的第一批大黄鱼。
　　　　　　　　　　　　　　　葛长青　摄
平台上的四十万尾鱼没有一尾逃走，比往年高
出不少。
"""
        )
    )
    [article] = page.articles
    assert [p.text for p in article.paragraphs] == [
        "走进位于霞湾的养殖平台，大屏上水温流速实时跳动，技术员轻点鼠标，投饵机自动增减，一吨鱼省下近百公斤饲料。",
        "负责人宁海说，去年两次台风经过霞湾时，平台上的四十万尾鱼没有一尾逃走，比往年高出不少。",
    ]
    assert [c.text for c in article.captions] == ["霞湾养殖平台上，工人正在起捕今年的第一批大黄鱼。"]
    assert_nothing_lost(page)
