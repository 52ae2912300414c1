"""Pages of e-papers, portals, offices' sites and accounts, and of papers of Hong Kong and Taiwan."""

from textwrap import dedent

import pytest

from service.page import analyse
from service.records import Page
from service.stated import Stated, is_field, stated
from tests.test_layouts import articles
from tests.test_page import assert_nothing_lost, document

Told = tuple[str, str, str, tuple[str, ...], tuple[tuple[str, str], ...]]


def told(page: Page) -> list[Told]:
    """Of each article kicker, headline, deck, how its paragraphs begin, and who wrote it."""
    return [
        (
            "".join(passage.text for passage in article.kicker),
            article.title.text if article.title else "",
            "".join(passage.text for passage in article.deck),
            tuple(passage.text[:6] for passage in article.paragraphs),
            tuple((credit.name, credit.role) for credit in article.byline),
        )
        for article in page.articles
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2025-08-06 07:15:02  来源：青岚新闻网  责任编辑：苏晚  阅读：1287  [ 我要评论 ]",
            ("2025-08-06", "青岚新闻网", ""),
        ),
        ("2025-08-06　　来源：青岚日报　　作者：江小渔 苏晚", ("2025-08-06", "青岚日报", "江小渔 苏晚")),
        ("来源：青岚日报 作者：江小渔 2025-08-06 07:15", ("2025-08-06", "青岚日报", "江小渔")),
        ("2025-08-06 07:15 来源：青岚日报 记者 江小渔", ("2025-08-06", "青岚日报", "记者 江小渔")),
        ("发布时间:2025-08-06来源:青岚县水务局浏览次数:52次字体:[大 中 小]", ("2025-08-06", "青岚县水务局", "")),
        ("索引号：0123/2025-00006   主题分类：水利   效力状态：有效", ("", "", "")),
        ("文号：青政办〔2025〕6号　发布日期：2025-08-06", ("2025-08-06", "", "")),
        ("成文日期：2025-08-04", ("", "", "")),
        ("2025年08月06日08:30 | 来源：青岚网", ("2025-08-06", "青岚网", "")),
        ("2025-08-06 18:06 · 青岚县融媒体中心官方账号", ("2025-08-06", "青岚县融媒体中心官方账号", "")),
        ("2025/08/06 05:30", ("2025-08-06", "", "")),
        ("[来源：青岚在线] [作者：石磊] [编辑：何敏]", ("", "青岚在线", "石磊")),
        ("青岚在线  www.qinglan.example  2025-08-06 11:02  来源:青岚在线", ("2025-08-06", "青岚在线", "")),
        ("青岚公安 2025-08-06 17:40 浙江", ("2025-08-06", "青岚公安", "")),
        ("2025-08-06 10:22 青嵐日報／記者林宜蓁／台南報導", ("2025-08-06", "", "青嵐日報／記者林宜蓁／台南報導")),
        ("《 青岚日报 》（ 2025年08月06日 第 03 版）", ("2025-08-06", "青岚日报", "")),
        ("2025年08月06日  第03版：综合新闻  作者：江小渔  阅读：326", ("2025-08-06", "", "江小渔")),
        ("来源：青岚日报 作者：江小渔 苏晚 字数：1,024", ("", "青岚日报", "江小渔 苏晚")),
        ("2025年8月6日　版次：A03　来源：青岚日报　本文字数：约236字", ("2025-08-06", "青岚日报", "")),
        ("最新更新：2025/08/06 17:10", ("2025-08-06", "", "")),
        ("稿件序号：0806-0123　类别：农业　字数：277", ("", "", "")),
        ("原创 陆一舟 青岚慢生活 2025年8月6日 07:30 浙江", ("2025-08-06", "青岚慢生活", "陆一舟")),
        ("原创 青岚日报 青岚日报 2025年8月6日 07:30 浙江", ("2025-08-06", "青岚日报", "")),
        ("原创 陆一舟 青岚慢生活", ("", "青岚慢生活", "陆一舟")),
        ("2025年08月06日 07:30 浙江", ("2025-08-06", "", "")),
        ("青岚日报/2025年/8月/6日/第003版", ("2025-08-06", "青岚日报", "")),
        ("青嵐日報 | 2025-08-06", ("2025-08-06", "青嵐日報", "")),
        ("《青岚日报》 2025-08-06 A03版　记者 江小渔", ("2025-08-06", "青岚日报", "记者 江小渔")),
        ("報章 | A06 | 港聞 | By 林宜蓁 何川", ("", "", "林宜蓁 何川")),
        ("發佈時間：2025-08-06　文章編號：202508060030", ("2025-08-06", "", "")),
        ("发送时间: 2025年8月6日(星期三) 08:41", ("2025-08-06", "", "")),
    ],
)
def test_what_sites_state_of_an_article(text: str, found: tuple[str, str, str]) -> None:
    assert stated(text) == Stated(*found)
    assert is_field(text)


@pytest.mark.parametrize(
    "text",
    [
        "来源：青岚日报",
        "作者：江小渔",
        "2025年8月6日　星期三",
        "2025年8月6日 青岚日报",
        "青岚日报 2025年8月6日 责任编辑：苏晚",
        "2025年8月6日　星期三　责任编辑：苏晚",
        "青岚日报　　2025年8月6日",
        "时间：2025年8月6日 地点：县图书馆",
        "活动时间：2025年8月6日",
        "2025年8月6日 县政协召开主席会议",
        "主题：我们的节日",
    ],
)
def test_what_states_nothing(text: str) -> None:
    assert stated(text) is None


@pytest.mark.parametrize(
    ("page", "found", "published", "publisher"),
    [
        pytest.param(
            """
            青岚新闻网
            设为首页 | 加入收藏 | 客户端下载
            首页  时政  县区  社会  经济  教育  视频  专题  问政青岚

            青岚新闻网 > 民生频道 > 正文

            全县中考首日平稳有序
            2025-06-13 21:46:13    来源：青岚新闻网    责任编辑：苏晚    阅读：1287
            字号：T|T
            分享到：  微信扫一扫  新浪微博  QQ空间

            　　青岚新闻网6月13日讯（记者 江小渔 通讯员 白露生）6月13日，全县八个考点迎来四千余名考生。

            　　考点门口设置了服务台，免费提供饮水和文具。

            一张准考证的“接力”

            　　为找回一张遗落的准考证，交警护送了三公里。

            静待花开

            　　“慢慢来。”老师说。

            原标题：中考首日一切顺利
            [责任编辑：苏晚]
            打印本页    关闭窗口    纠错

            相关阅读
            · 中考期间这些路段临时管制
            · 全县八个考点公布
            关于我们 - 广告服务 - 版权声明 - 联系我们
            """,
            [
                (
                    "",
                    "全县中考首日平稳有序",
                    "",
                    ("6月13日，", "考点门口设置", "一张准考证的", "为找回一张遗", "静待花开", "“慢慢来。”"),
                    (("江小渔", "记者"), ("白露生", "通讯员")),
                )
            ],
            "2025-06-13",
            "青岚新闻网",
            id="a portal's article with headlines of its sections",
        ),
        pytest.param(
            """
            无障碍阅读   长者模式   政务微信   简体 | 繁體
            青岚县人民政府
            www.qinglan.example
            网站首页    走进青岚    政务公开    政务服务    互动交流
            当前位置：首页 > 政务动态 > 部门动态 > 正文
            青岚县2025年度城乡居民医保
            集中征缴工作全面启动
            发布时间：2025-09-24 18:05   来源：青岚县医保局   浏览次数：562 次   字体：[大 中 小]
            索引号：0123/2025-00006   主题分类：医保   效力状态：有效

                9月23日，县医保局召开动员会，集中征缴工作正式启动。有关事项如下。
                一、参保对象
                具有本县户籍的城乡居民均可参保。
                二、缴费方式
                居民可通过多个渠道自助缴费。（莫丽娟）

            附件：缴费指南.docx
            【打印本页】  【关闭窗口】  分享：
            上一篇：青岚县公益性岗位招聘公告
            --- 国务院部门网站 ---   --- 各乡镇 ---
            """,
            [
                (
                    "",
                    "青岚县2025年度城乡居民医保集中征缴工作全面启动",
                    "",
                    ("9月23日，", "一、参保对象", "具有本县户籍", "二、缴费方式", "居民可通过多"),
                    (("莫丽娟", ""),),
                )
            ],
            "2025-09-24",
            "青岚县医保局",
            id="an office's page: a headline in two lines, numbered sections",
        ),
        pytest.param(
            """
            青岚市人民政府门户网站
            首页 政府信息公开 政务服务 互动交流 走进青岚
            您现在的位置：首页 > 政府信息公开 > 政策文件
            索 引 号：0123/2025-00006
            发布机构：青岚市人民政府办公室
            成文日期：2025-08-03
            发布日期：2025-08-06
            主题分类：城乡建设
            青岚市人民政府办公室关于印发青岚市
            城市更新三年行动方案的通知
            青政办发〔2025〕15号
            各县区人民政府：
            《青岚市城市更新三年行动方案》已经同意，现印发给你们。
            """,
            [
                (
                    "",
                    "青岚市人民政府办公室关于印发青岚市城市更新三年行动方案的通知",
                    "",
                    ("各县区人民政", "《青岚市城市"),
                    (),
                )
            ],
            "2025-08-06",
            "",
            id="an office's document with its table",
        ),
        pytest.param(
            """
            青岚晚报数字报
            2025年08月06日　星期三
            ◀ 上一期　　下一期 ▶
            第A01版：头版
            第A02版：要闻
            第A03版：社区

            第A03版：社区
            日历检索　　标题检索　　高级搜索
            本版标题导航
            儿童乘公交不再量身高
            社区食堂添了早餐
            图片报道

            9月1日起满6周岁前免票
            儿童乘公交不再量身高
            2025-08-06　　来源：青岚晚报　　作者：江小渔 白露生
            放大+ 缩小- 默认o

            　　本报讯（记者 江小渔 通讯员 白露生）记者从市公交集团获悉，儿童免费乘车标准将调整。

            上一篇　下一篇

            社区食堂添了早餐
            2025-08-06　　来源：青岚晚报　　作者：苏晚
            放大+ 缩小- 默认o

            　　一个鸡蛋、一碗小米粥，只要一元钱。

            上一篇　下一篇

            送水热线
            　　青岚泉桶装水　买十送二　订水电话：0774-0000000

            天气
            　　今天：阵雨转阴，20℃～26℃；明天：多云，21℃～29℃。
            """,
            [
                (
                    "9月1日起满6周岁前免票",
                    "儿童乘公交不再量身高",
                    "",
                    ("记者从市公交",),
                    (("江小渔", "记者"), ("白露生", "通讯员")),
                ),
                ("", "社区食堂添了早餐", "", ("一个鸡蛋、一",), (("苏晚", "作者"),)),
            ],
            "2025-08-06",
            "青岚晚报",
            id="an e-paper's page: its index tells kickers from headlines",
        ),
        pytest.param(
            """
            2025 年 8 月 6 日　星期三　　数字报检索
            青岚晚报
            上一版3　　4下一版
            第05版：教育

              PDF 版
            ▪ 中考今起报名 全县设三个考点
            ▪ 广告
            3上一篇  下一篇4　　2025年08月06日　放大　默认　缩小
            中考今起报名
            全县设三个考点
            　　晚报讯 8月5日，县教育局发布公告，中考报名今起开始，共设三个考点。
            　　报名采取网上填报的方式。
            3上一篇  下一篇4　　2025年08月06日　放大　默认　缩小
            """,
            [("", "中考今起报名全县设三个考点", "", ("8月5日，县", "报名采取网上"), ())],
            "2025-08-06",
            "青岚晚报",
            id="an e-paper with arrows read as figures: its index says that two lines are one headline",
        ),
        pytest.param(
            """
            青岚在线
            [要闻] [县区] [时政] [社会] [教育]
            首页 > 新闻 > 社会 > 正文
            凌晨突发山火 群众安全转移
            青岚在线  www.qinglan.example  2025-08-06 11:02  来源:青岚在线综合
            摘要：凌晨发生一起山火，无人员伤亡。
            　　青岚在线讯 8月6日凌晨，后山突发山火，消防员赶赴现场。
            　　明火已扑灭。
            　　（青岚在线记者 石磊）
            [来源：青岚在线] [作者：石磊] [编辑：何敏]
            更多精彩资讯请下载客户端。版权作品，未经授权严禁转载。
            大家都在看
            """,
            [
                (
                    "",
                    "凌晨突发山火 群众安全转移",
                    "",
                    ("摘要：凌晨发", "青岚在线讯 ", "明火已扑灭。"),
                    (("石磊", "青岚在线记者"),),
                )
            ],
            "2025-08-06",
            "青岚在线",
            id="a portal's article with a summary before its dateline",
        ),
        pytest.param(
            """
            青岚公安 2025-08-06 17:40 浙江
            以下文章来源于平安青岚 ，作者青岚警方
            点击蓝字  关注我们
            接到“客服”电话，她差点转走积蓄
            8月5日上午，县居民李女士接到自称“客服”的电话。
            民警十分钟内赶到，将她拦下。
            - END -
            来源 | 青岚县公安局
            编辑 | 王一
            转发提醒身边人！
            """,
            [("", "接到“客服”电话，她差点转走积蓄", "", ("8月5日上午", "民警十分钟内"), ())],
            "2025-08-06",
            "青岚公安",
            id="an account that took its piece from another",
        ),
        pytest.param(
            """
            青岚发布
            2025-08-06 18:06 · 青岚县融媒体中心官方账号
            关注
            高温黄色预警！这些事要注意
            县气象台8月6日16时发布高温黄色预警信号，预计未来三天最高气温将升至35℃以上。
            供电部门表示，抢修队伍24小时待命。
            （青岚融媒记者 江小渔）
            举报
            评论 35
            收藏
            """,
            [
                (
                    "",
                    "高温黄色预警！这些事要注意",
                    "",
                    ("县气象台8月", "供电部门表示"),
                    (("江小渔", "青岚融媒记者"),),
                )
            ],
            "2025-08-06",
            "青岚县融媒体中心",
            id="an account that states the day above the headline",
        ),
        pytest.param(
            """
            青嵐電子報
            首頁 即時 熱門 政治 社會 生活 地方 國際
            首頁 > 生活
            颱風外圍環流影響 沿海防大雨
            2025/08/06 05:30
            讚 3,201 分享
            字級設定： 小 中 大 特
            〔記者林宜蓁／台南報導〕受颱風外圍環流影響，沿海鄉鎮昨天降下大雨。
            請繼續往下閱讀...
            縣府表示，已預佈抽水機。
            #颱風 #大雨
            延伸閱讀
            颱風假怎麼放
            """,
            [("", "颱風外圍環流影響 沿海防大雨", "", ("受颱風外圍環", "縣府表示，已"), (("林宜蓁", "記者"),))],
            "2025-08-06",
            "青嵐電子報",
            id="a site in Taiwan",
        ),
    ],
)
def test_pages_of_sites(page: str, found: list[Told], published: str, publisher: str) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n")))
    assert told(analysed) == found
    assert {(a.metadata.published, a.metadata.publisher) for a in analysed.articles} == {(published, publisher)}
    assert_nothing_lost(analysed)


def test_articles_of_an_issue_one_after_the_other() -> None:
    def copied(titles: list[str], body: str) -> str:
        listed = "".join(f"·{title}\n" for title in titles)
        head = "青岚日报数字报\n首页 | 往期回顾\n2024年06月20日  星期四\n标题导航\n"
        return (
            f"{head}{listed}\n放大+ 缩小-  朗读\n\n{titles[0]}\n\n{body}\n上一篇   下一篇   返回目录\n---------------\n"
        )

    first = copied(["县委常委会召开会议", "我县夏粮开收"], "　　本报讯（记者 江小渔）昨日，县委常委会召开会议。\n")
    sections = "　　先去看麦田。\n　　“九连丰”的底气\n　　今年，他又增产了。\n　　留住“新农人”\n　　地多了，谁来种？\n"
    second = copied(["麦田“看家人”", "这三路公交改线", "天气"], f"□本报记者 何川\n\n{sections}")
    page = analyse(document(first + second))
    assert [a.title.text for a in page.articles if a.title] == ["县委常委会召开会议", "麦田“看家人”"]
    assert [len(a.paragraphs) for a in page.articles] == [1, 5]
    assert [a.kicker + a.deck for a in page.articles] == [(), ()]
    assert page.unassigned == ()


def test_the_page_of_an_issue_is_the_one_that_is_named_again() -> None:
    page = analyse(
        document("青岚晚报\n第01版：头版\n第02版：社区\n第03版：文体\n第02版：社区\n\n街口修鞋\n一位师傅修鞋。")
    )
    assert [article.metadata.placement for article in page.articles] == ["p.2 社区"]


HONG_KONG = """
    青嵐商報
    2025年8月6日　星期三　A6
    港 聞
    責任編輯　何嘉欣　　美術編輯　李曉彤

    下月起申請 審批縮至三周
    公屋租金援助放寬門檻
    料惠及逾三萬戶
    　　【青嵐商報訊】記者李曉彤報道：房屋
    署昨日公布，由下月起放寬公屋租金援助計
    劃的申請資格，並簡化審批程序。
    團體倡設自動審批
    　　關注組成員表示，歡迎放寬公屋門檻，
    但不少長者不諳手續，建議資料互通。

    昨晚海港上演匯演
    ，六百個燈籠在夜空升起，吸
    引大批市民駐足。
    記者 周家樂 攝

    今日天氣
    大致多雲　間中有驟雨
    六合彩攪珠結果
    第25/092期　3　11　18　27

    六旬翁行山迷途　直升機救起
    （青嵐商報報道）一名六旬翁日前行山後失
    去聯絡，搜救人員昨日發現事主。
    　　警方呼籲市民行山應結伴同行。
"""

TAIWAN = """
    綠野日報
    中華民國一一四年八月六日　星期三　地方新聞　A12

    高山茶新品種試種
    首批春茶報佳績
    　︹記者林宜蓁／南投報
    導︺茶業改良場試種的﹁台
    茶﹂收成，香氣獲肯定，農
    民期盼儘速推廣新品種。
    　茶農說，種苗要價三十五
    元，盼政府提供補助。
    　縣府回應，已編列補助經
    費，每戶最高五萬元。

    花海節今起登場，主辦單位
    提供接駁車。
    ︵記者林宜蓁攝︶

    今彩開獎號碼
    05　12　19　28　37
    以彩券公司公布為準

    分類廣告
    事務所　離婚・債務
    徵　早餐店助手　意洽王小姐
"""


def test_a_page_of_hong_kong() -> None:
    page = analyse(document(dedent(HONG_KONG).lstrip("\n")))
    assert told(page) == [
        (
            "下月起申請 審批縮至三周",
            "公屋租金援助放寬門檻料惠及逾三萬戶",
            "",
            ("房屋署昨日公", "團體倡設自動", "關注組成員表"),
            (("李曉彤", "記者"),),
        ),
        ("", "六旬翁行山迷途　直升機救起", "", ("一名六旬翁日", "警方呼籲市民"), ()),
    ]
    assert [article.dateline for article in page.articles] == ["青嵐商報訊", "青嵐商報報道"]
    assert [c.text[:12] for a in page.articles for c in a.captions] == ["昨晚海港上演匯演，六百個"]
    assert "大致多雲　間中有驟雨" in [passage.text for passage in page.furniture]
    assert_nothing_lost(page)


def test_a_page_of_taiwan_whose_marks_are_those_of_columns() -> None:
    page = analyse(document(dedent(TAIWAN).lstrip("\n")))
    assert told(page) == [
        (
            "",
            "高山茶新品種試種首批春茶報佳績",
            "",
            ("茶業改良場試", "茶農說，種苗", "縣府回應，已"),
            (("林宜蓁", "記者"),),
        )
    ]
    assert page.articles[0].paragraphs[0].text.startswith("茶業改良場試種的「台茶」收成")
    assert {(r.kind, r.before, r.after) for r in page.repairs} == {("vertical", "﹁", "「"), ("vertical", "﹂", "」")}
    assert [passage.text for passage in page.articles[0].captions] == ["花海節今起登場，主辦單位提供接駁車。"]
    assert page.unassigned == ()
    assert_nothing_lost(page)


DIGEST = """
早安，青岚丨今天要知道的事
原创 青岚日报 青岚日报
 2025年08月06日 06:50 浙江
点击蓝字　关注我们
青岚日报
青岚县融媒体中心官方公众号
2087篇原创内容
公众号
今天是2025年8月6日，星期三

01

桂花路今起双向通车

桂花路改造工程今天上午通车，从车站到老城只要十分钟。

（记者 何川）

已关注
Follow
Replay
观看更多
切换到竖屏全屏
退出全屏
青岚日报已关注
分享视频
，时长00:42
0/0
00:00/00:42
视频加载失败，请刷新页面再试
刷新

02

杨梅提前十天上市

石桥镇的杨梅比往年早熟十天，昨天摘下第一批。

图片
△果农正在石桥镇的梅园里采摘。（摄影：葛 青）

今年全镇有三千亩杨梅，采摘期到月底。

（记者 江小渔）

END

来源 | 青岚县融媒体中心
编辑 | 苏晚
"""


def test_the_digest_of_an_account() -> None:
    page = analyse(document(DIGEST))
    assert told(page) == [
        ("", "桂花路今起双向通车", "", ("桂花路改造工",), (("何川", "记者"),)),
        ("", "杨梅提前十天上市", "", ("石桥镇的杨梅", "今年全镇有三"), (("葛青", "摄影"), ("江小渔", "记者"))),
    ]
    assert [[c.text for c in a.captions] for a in page.articles] == [[], ["果农正在石桥镇的梅园里采摘。"]]
    assert {a.metadata.published for a in page.articles} == {"2025-08-06"}
    assert {a.metadata.publisher for a in page.articles} == {"青岚日报"}
    assert_nothing_lost(page)


EXPORT = """
新聞搜索 結果
搜尋結果列印
輸出日期: 2025-08-07 10:02:11    文章數目: 2

1.
單車徑下月接駁海濱
青嵐日報 | 2025-08-06
報章 | A06 | 港聞 | By 林宜蓁 何川
字數: 88 words

　　【青嵐專訊】海濱單車徑最後一段下月通車，全長八公里。
　　署方表示，沿線設三個休息處。

■單車徑沿線設有休息處。　　　本報記者攝

文章編號: 202508060030041
本內容之版權權益由青嵐日報有限公司擁有。除非獲得授權，任何複製均屬嚴禁。

2.
社評：單車徑不應只為休閒
青嵐日報 | 2025-08-06
報章 | A17 | 論壇
字數: 60 words

　　單車徑通車是好事，惟接駁仍然不便。
　　當局應盡快補上缺口。

文章編號: 202508060030118
本內容之版權權益由青嵐日報有限公司擁有。除非獲得授權，任何複製均屬嚴禁。
"""


def test_what_an_archive_exports() -> None:
    page = analyse(document(EXPORT))
    assert told(page) == [
        ("", "單車徑下月接駁海濱", "", ("海濱單車徑最", "署方表示，沿"), (("林宜蓁", "作者"), ("何川", "作者"))),
        ("", "社評：單車徑不應只為休閒", "", ("單車徑通車是", "當局應盡快補"), ()),
    ]
    assert [[c.text for c in a.captions] for a in page.articles] == [["單車徑沿線設有休息處。"], []]
    assert {a.metadata.published for a in page.articles} == {"2025-08-06"}
    assert_nothing_lost(page)


MAIL = """
发件人: 协会资讯组 <info@qinglan.example>
收件人: 各会员 <members@qinglan.example>
抄送: 秘书处
发送时间: 2025年8月6日(星期三) 08:30
主题: 【行业剪报】8月6日
附件: 无

各位会员：

早上好！今天的剪报如下，请查收。

本期目录
1. 冷链班列开出首列
2. 仓储用地今年不再新增

==================================

【1】冷链班列开出首列
《青岚商报》 2025-08-06 A02版  记者 江小渔

昨天上午，青岚港开出首列冷链班列，装着两百吨杨梅
驶向北方，全程三十小时。

港务公司说，班列每周两班。

----------------------------------

【2】仓储用地今年不再新增
《青岚晚报》 2025-08-06 第7版  记者 何川 实习生 苏晚

市自然资源部门昨天说，今年不再新增仓储用地，存量
地块要先用起来。

----------------------------------

如需退订本剪报，请回复本邮件注明“退订”。
"""


def test_a_digest_that_came_by_mail() -> None:
    page = analyse(document(MAIL))
    assert told(page) == [
        ("", "冷链班列开出首列", "", ("昨天上午，青", "港务公司说，"), (("江小渔", "记者"),)),
        ("", "仓储用地今年不再新增", "", ("市自然资源部",), (("何川", "记者"), ("苏晚", "实习生"))),
    ]
    assert {a.metadata.published for a in page.articles} == {"2025-08-06"}
    assert_nothing_lost(page)


PAPERS = """
青岚日报/2025年/8月/6日/第006版
理论周刊

        治水要治到源头

            县委党校   江小渔

　　治水要看岸上。近年来，全县关停散乱作坊，河水一
年比一年清。
　　账要算清，责要压实
　　河长不能只挂名。制度定下来，就要一项一项地落实、

(C)1994-2025 China Academic Journal Electronic Publishing House. All rights reserved.    http://www.cnki.net
一条一条地检查，不能半途而废。
　　人要到位，钱要用好
　　治水是慢功夫，基层缺的是懂行的人。
    （作者单位：中共青岚县委党校）

(C)1994-2025 China Academic Journal Electronic Publishing House. All rights reserved.    http://www.cnki.net
"""


def test_an_article_of_an_archive_goes_on_behind_the_foot_of_a_page() -> None:
    page = analyse(document(PAPERS))
    assert told(page) == [
        (
            "",
            "治水要治到源头",
            "",
            ("治水要看岸上", "账要算清，责", "河长不能只挂", "人要到位，钱", "治水是慢功夫"),
            (("江小渔", ""),),
        )
    ]
    assert {a.metadata.publisher for a in page.articles} == {"青岚日报"}
    assert_nothing_lost(page)


@pytest.mark.parametrize(
    "headline",
    ["寒潮橙色预警发布", "首批河长名单发布", "乡土教材出版", "《山乡手记》出版", "县文联主办",
     "K12论坛开幕", "第2版课标出台", "小米 Pro 15 开售", "Anna Maria Lopez 确诊感染流感",
     "Metro Times 停刊一周年", "今日立秋 暑气未消"],
)  # fmt: skip
def test_a_headline_that_a_masthead_resembles(headline: str) -> None:
    page = analyse(document(f"{headline}\n　　9月1日，市民从有关部门得知了这一消息。\n　　大家都说，这是件好事。\n"))
    assert [(a.title and a.title.text, a.metadata.publisher, a.metadata.placement) for a in page.articles] == [
        (headline, "", "")
    ]


def test_each_article_has_the_day_and_the_origin_that_are_stated_below_its_headline() -> None:
    page = analyse(
        document(
            "县里部署秋季抗旱\n2025-09-01 08:00 来源：青岚日报\n"
            "　　9月1日，县里部署抗旱工作。\n　　各镇要管好水库。\n\n"
            "城关镇修通断头路\n2025-09-12 09:30 来源：桐木晚报\n　　"
            "困扰居民多年的断头路通车了。\n　　公交也改了线。\n"
        )
    )
    assert [(a.metadata.published, a.metadata.publisher) for a in page.articles] == [
        ("2025-09-01", "青岚日报"),
        ("2025-09-12", "桐木晚报"),
    ]


def test_an_article_goes_on_below_links() -> None:
    page = analyse(
        document(
            "青岚新闻网　首页 > 要闻 > 正文\n县里部署秋季抗旱\n2025-09-01 08:00 来源：青岚日报\n"
            "　　9月1日，县里部署抗旱工作。\n延伸阅读\n去年秋旱回顾\n"
            "　　此前，县里修了三座水库，缓解了旱情。\n　　各镇还派人守水。\n"
        )
    )
    assert [len(a.paragraphs) for a in page.articles] == [3]
    assert "去年秋旱回顾" in [passage.text for passage in page.furniture]


MENU = """
青岚新闻网
首页
时政
民生
村镇
文旅
视频
您的位置：青岚新闻网 >> 文旅 >> 正文

老林场的第二春

2025-08-06 07:42:10　来源：青岚日报　　我要评论(3)　　分享到：微信 微博 QQ空间

　　初春时节，走进青岚县国有林场，栈道上已有不少游客。
[图片]
　　游客在林场的栈道上散步。
　　护林员说，祖父砍树，父亲种树，他看树。今年开春，来的人比去年多了一倍。
[图片]
　　夕阳西下。他说，他会一直在这里走下去。
林场的水杉林。(林场供图)
[责任编辑：卢照]
"""


def test_a_menu_of_a_line_an_entry_and_pictures_left_out() -> None:
    (article,) = (page := analyse(document(MENU))).articles
    assert told(page) == [("", "老林场的第二春", "", ("初春时节，走", "护林员说，祖", "夕阳西下。他"), ())]
    assert [c.text for c in article.captions] == ["游客在林场的栈道上散步。", "林场的水杉林。"]
    assert (article.metadata.publisher, article.metadata.published) == ("青岚日报", "2025-08-06")
    assert page.unassigned == ()
    assert_nothing_lost(page)


def test_captions_of_an_account_within_an_article() -> None:
    text = (
        "老渡口大桥通车\n原创 江小渔 青岚发布\n\n8月5日，老渡口大桥通车，两岸居民过江只要三分钟。\n\n"
        "▲居民走过大桥。摄影：白露生\n\n▼大桥夜景（供图：县住建局）\n\n通车后，渡船停航。\n"
    )
    (article,) = analyse(document(text)).articles
    assert [c.text for c in article.captions] == ["▲居民走过大桥。"[1:], "大桥夜景"]
    assert [p.text[:4] for p in article.paragraphs] == ["8月5日", "通车后，"]


def test_names_over_no_text_are_no_article() -> None:
    page = analyse(document("（作者系青岚县桐木镇党委书记）\n　　在桐木镇，夜市的灯光照亮了老街，游人来来往往。\n"))
    assert [len(a.paragraphs) for a in page.articles] == [1]
    assert_nothing_lost(page)


def test_the_day_of_a_law_or_a_speech_is_not_its_headline() -> None:
    law = "青岚县河道条例\n（2025年5月9日通过）\n第一章　总则\n第一条　为了保护河道，制定本条例。\n"
    law += "第二章　罚则\n第二条　向河道倾倒垃圾的，处以罚款。\n"
    speech = (
        "在教师节大会上的讲话\n（2025年9月10日）\n陆景行\n老师们：\n　　今天，我们一起庆祝教师节。\n　　谢谢大家。\n"
    )
    for text, headline in ((law, "青岚县河道条例"), (speech, "在教师节大会上的讲话")):
        page = analyse(document(text))
        assert [article.title and article.title.text for article in page.articles] == [headline]


def test_an_office_publishes_two_papers() -> None:
    page = """
        桐溪县人民政府门户网站
        您现在的位置：首页 >> 政务公开 >> 通知公告

        索引号：	11330100/2025-00031	主题分类：	应急管理
        文　　号：	桐政办发〔2025〕9号	有 效 性：	有效

        桐溪县人民政府办公室
        关于开展汛前隐患排查
        工作的通知

        桐政办发〔2025〕9号

        发布时间：2025-03-18 10:20  浏览次数：51  字体：【大 中 小】

        各乡镇人民政府，县直有关单位：
            为做好今年防汛工作，经县人民政府同意，现将有关事项通知如下。
            各乡镇要对辖区内的水库、山塘逐一排查，于4月10日前整改到位。

            附件：1．隐患排查表
                  2．任务分解表

                                        桐溪县人民政府办公室
                                           2025年3月17日
            （此件公开发布）

        附件下载：
          1.隐患排查表.xls
        【打印本页】 【关闭窗口】

        您现在的位置：首页 >> 政务公开 >> 通知公告

        桐溪县自然资源局关于出让国有土地使用权的公告

        发布时间：2025-03-18 16:40  浏览次数：12  字体：【大 中 小】

            经批准，我局决定以挂牌方式出让1宗国有土地使用权，现予公告。
                                        桐溪县自然资源局
                                           2025年3月18日
        【打印本页】 【关闭窗口】
        """
    found = analyse(document(dedent(page).lstrip("\n")))
    assert [(a.title, a.kicker, [p[:6] for p in a.paragraphs]) for a in articles(found)] == [
        (
            "桐溪县人民政府办公室关于开展汛前隐患排查工作的通知",
            (),
            ["各乡镇人民政", "为做好今年防", "各乡镇要对辖", "桐溪县人民政", "2025年3"],
        ),
        ("桐溪县自然资源局关于出让国有土地使用权的公告", (), ["经批准，我局", "桐溪县自然资", "2025年3"]),
    ]
    assert found.unassigned == ()
    assert_nothing_lost(found)


def test_an_endless_page_of_news() -> None:
    page = """
        速览
        关注  推荐  热榜  视频  小说
        打开APP，看更多精彩内容

        社区食堂开进老厂房，一顿饭十二元

        2025-03-18 07:58  ·  江城新闻网

        3月16日中午，老厂房里的社区食堂坐满了人，一顿饭十二元。

        热门跟贴
        江城网友 [阿木]：离我家不远，明天就去尝尝。  👍 31

        - - - - 继续滑动看下一篇 - - - -

        城东新开三条
        夜间公交线路

        2025-03-18 08:20  ·  出行数据观察

        自3月20日起，城东新开三条夜间公交线路，末班车延至零点。

        广告
        春季家装节 满三千减五百 立即抢购 >

        - - - - 上滑查看下一篇 - - - -

        小区加装电梯，低楼层怎么补偿？

        江城晚报  2025-03-18 09:05  发布于湖北

        小区加装电梯后，低楼层住户的补偿办法昨日出台。

        没有更多内容了
        """
    found = analyse(document(dedent(page).lstrip("\n")))
    assert [(a.title, a.kicker, a.deck, len(a.paragraphs)) for a in articles(found)] == [
        ("社区食堂开进老厂房，一顿饭十二元", (), (), 1),
        ("城东新开三条夜间公交线路", (), (), 1),
        ("小区加装电梯，低楼层怎么补偿？", (), (), 1),
    ]
    assert [article.metadata.publisher for article in found.articles][:2] == ["江城新闻网", "出行数据观察"]
    assert_nothing_lost(found)


def test_an_account_with_marks_over_its_text_and_parts_that_are_counted() -> None:
    page = """
        修鞋摊前的四十年
        原创 林小禾 江城慢生活
        2024年6月28日 07:30 江城

        ▼▼▼

        天刚亮，老周的修鞋摊就支起来了。

        他的工具箱里，最老的一把锤子用了三十六年。

        ▲老周在修一只旧皮鞋。摄影/周明

        PART 01
        一把锤子

        年轻时，他在鞋厂当学徒，三年才学会绱鞋。

        PART 02
        一张凳子

        摊子前总有一张空凳子，来聊天的人坐。

        - END -
        """
    found = analyse(document(dedent(page).lstrip("\n")))
    (article,) = articles(found)
    assert (article.title, article.deck) == ("修鞋摊前的四十年", ())
    assert [p[:4] for p in article.paragraphs] == [
        "天刚亮，",
        "他的工具",
        "一把锤子",
        "年轻时，",
        "一张凳子",
        "摊子前总",
    ]
    assert [caption.text for caption in found.articles[0].captions] == ["老周在修一只旧皮鞋。"]
    assert found.articles[0].metadata.published == "2024-06-28"


def test_an_account_that_prints_one_thing_a_line() -> None:
    page = """
        腊月廿三，石桥镇的年味从一口灶开始
        原创
        苏小晚
        石桥发布
        2024年2月2日 18:30
        浙江

        清晨五点，镇东头的年糕坊已经冒起了白气。

        ⬆️ 年糕坊里热气腾腾

        图 | 何川

        ▌一口灶

        老灶台是爷爷留下的，烧的是松木。“火不能急，急了就糊。”老何说。

        —END—

        编辑：小鹿
        分享、点赞、在看，年味送给你！
        """
    found = analyse(document(dedent(page).lstrip("\n")))
    (article,) = found.articles
    assert [each.title for each in articles(found)] == ["腊月廿三，石桥镇的年味从一口灶开始"]
    assert (article.metadata.publisher, article.metadata.published) == ("石桥发布", "2024-02-02")
    assert [credit.name for credit in article.byline] == ["苏小晚", "何川"]
    assert [p.text[:3] for p in article.paragraphs] == ["清晨五", "一口灶", "老灶台"]
    assert len(article.captions) == 1


def test_what_a_notice_tells_line_by_line_is_no_headline() -> None:
    page = """
        当前位置：首页 > 新闻中心 > 公告公示
        石桥县2024年公开招聘教师拟聘用人员公示
        【信息时间：2024-07-15   阅读次数：1205   【我要打印】  【关闭】】

        根据《石桥县2024年公开招聘教师公告》，经考察，现将拟聘用人员名单予以公示。

        公示时间：2024年7月15日至7月23日

        特此公示。
        """
    (article,) = articles(analyse(document(dedent(page).lstrip("\n"))))
    assert (article.title, article.deck) == ("石桥县2024年公开招聘教师拟聘用人员公示", ())
    assert [paragraph[:4] for paragraph in article.paragraphs] == ["根据《石", "公示时间", "特此公示"]
