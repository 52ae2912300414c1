"""Habits of print: column rules, letter-spaced lines, headlines in several lines, bylines and captions among them."""

from textwrap import dedent

import pytest

from service.bylines import bare_names
from service.closings import closing
from service.page import analyse
from service.readers.reading import clean
from tests.test_layouts import articles
from tests.test_page import assert_nothing_lost, document

Found = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            """
                          翻山岭、跨大河，一千四百公里
                          首 条 外 送 通 道 全 线 贯 通

                        本报记者 江小渔  通讯员 白露生

            　　昨日上午，随着最后一段导线收紧     │ 　　施工中，建设者攻克了高海拔放线
            挂牢，全国首条外送通道全线贯通，转     │ 等难题，用无人机展放导引绳，作业效
            入调试阶段，年底前投入运行。           │ 率提高三倍以上。
            """,
            [
                (
                    "首条外送通道全线贯通",
                    ("翻山岭、跨大河，一千四百公里",),
                    (),
                    ("江小渔", "白露生"),
                    (
                        "昨日上午，随着最后一段导线收紧挂牢，全国首条外送通道全线贯通，转入调试阶段，年底前投入运行。",
                        "施工中，建设者攻克了高海拔放线等难题，用无人机展放导引绳，作业效率提高三倍以上。",
                    ),
                )
            ],
            id="a rule between columns, a clause over the headline, a byline in two cells",
        ),
        pytest.param(
            """
            ——县棉织厂走向市场纪实——
            从“等米下锅”到“找米下锅”
            　　　　　白 露 生
            　　县棉织厂是一家有三十年历史的老厂，
            去年初产品积压，四百多人放假回家，工 |
            资发不出去，人心惶惶。
            """,
            [
                (
                    "从“等米下锅”到“找米下锅”",
                    ("县棉织厂走向市场纪实",),
                    (),
                    ("白露生",),
                    ("县棉织厂是一家有三十年历史的老厂，去年初产品积压，四百多人放假回家，工资发不出去，人心惶惶。",),
                )
            ],
            id="a kicker between dashes, a name in spaced letters, a column rule that a scanner read",
        ),
        pytest.param(
            """
            保供，两本账都要算
            　　　　　　仲 实
            　　入冬以来，寒潮一轮接着一轮，保供再
            次成为头等大事，这话只说对了一半。
            """,
            [
                (
                    "保供，两本账都要算",
                    (),
                    (),
                    ("仲实",),
                    ("入冬以来，寒潮一轮接着一轮，保供再次成为头等大事，这话只说对了一半。",),
                )
            ],
            id="a name below a headline with a comma",
        ),
        pytest.param(
            """
            县供热办连夜检修管网
            三天跑四趟
            修好一根管
            | 记者 江小渔
            　　昨天，县供热办派人打开楼道管井，换掉一
            段锈死的管道，居民家中重新暖了起来。
            　　据了解，今冬投诉实行首接负责制，接到电
            话的单位必须一办到底，两天内答复居民，不得
            把居民推给别人。
            """,
            [
                (
                    "三天跑四趟修好一根管",
                    ("县供热办连夜检修管网",),
                    (),
                    ("江小渔",),
                    (
                        "昨天，县供热办派人打开楼道管井，换掉一段锈死的管道，居民家中重新暖了起来。",
                        "据了解，今冬投诉实行首接负责制，接到电话的单位必须一办到底，两天内答复居民，不得把居民推给别人。",
                    ),
                )
            ],
            id="a headline in two short lines below its kicker",
        ),
        pytest.param(
            """
            全县民营经济发展大会召开
            像爱护眼睛一样爱护企业
            沈知远讲话　许明川主持
            　　本报讯（记者 江小渔）昨日，全县民营经济
            发展大会召开，部署优化服务、爱护企业等工作。
            """,
            [
                (
                    "像爱护眼睛一样爱护企业",
                    ("全县民营经济发展大会召开",),
                    ("沈知远讲话许明川主持",),
                    ("江小渔",),
                    ("昨日，全县民营经济发展大会召开，部署优化服务、爱护企业等工作。",),
                )
            ],
            id="what a meeting decided below the line that it was held",
        ),
        pytest.param(
            """
            一条断头路打通
            | 记者 江小渔
            　　昨日，桂花路北段通车，县城一条断头路打
            通，附近居民出行方便了许多。

            社论
            修路先修心
            　　路通不通，要看修路的人心里有没有百姓，
            这个道理不难明白。
            """,
            [
                (
                    "一条断头路打通",
                    (),
                    (),
                    ("江小渔",),
                    ("昨日，桂花路北段通车，县城一条断头路打通，附近居民出行方便了许多。",),
                ),
                ("修路先修心", (), (), (), ("路通不通，要看修路的人心里有没有百姓，这个道理不难明白。",)),
            ],
            id="a column's name between an article and the next",
        ),
        pytest.param(
            """
            县委常委会（扩大）会议强调

            以更实举措抓好春耕备耕

            　　奋力夺取全年粮食丰收

            沈知远主持并讲话

            　　本报讯（记者 江小渔）昨日，县委常委会召开扩大
            会议，研究部署春耕备耕、粮食生产等工作。
            """,
            [
                (
                    "以更实举措抓好春耕备耕奋力夺取全年粮食丰收",
                    ("县委常委会（扩大）会议强调",),
                    ("沈知远主持并讲话",),
                    ("江小渔",),
                    ("昨日，县委常委会召开扩大会议，研究部署春耕备耕、粮食生产等工作。",),
                )
            ],
            id="two clauses of what a meeting stressed, with white between them",
        ),
        pytest.param(
            """
            推 动 公 共 服 务
            提 质 扩 面
            □　白露生
            　　县城一头连着城市，一头连着乡村，是公共服务
            的重要供给端。
            　　在“补短板”上用力
            　　从现实看，县域公共服务仍有不足，要按照人口规
            模配置资源，推动财力更多投向教育和医疗。
            （作者单位：青岚县社会科学院）

            让“积分制”积出
            治理实效
            □　韩一舟　江 渔
            　　积分制是乡村治理的一项探索，使“软约束”有了
            “硬抓手”，也要防止表格越填越厚。
            （作者分别系青岚师范大学副教授、青岚县委党
            校讲师）

            新职业要留足空间
            　　新职业是产业变迁的晴雨表，为青年就业拓展了空
            间，对待它既要包容审慎，又要及时规范。
            　　　　（摘自《青岚社会科学》2025年第3期）
            """,
            [
                (
                    "推动公共服务提质扩面",
                    (),
                    (),
                    ("白露生",),
                    (
                        "县城一头连着城市，一头连着乡村，是公共服务的重要供给端。",
                        "在“补短板”上用力",
                        "从现实看，县域公共服务仍有不足，要按照人口规模配置资源，推动财力更多投向教育和医疗。",
                    ),
                ),
                (
                    "让“积分制”积出治理实效",
                    (),
                    (),
                    ("韩一舟", "江渔"),
                    ("积分制是乡村治理的一项探索，使“软约束”有了“硬抓手”，也要防止表格越填越厚。",),
                ),
                (
                    "新职业要留足空间",
                    (),
                    (),
                    (),
                    ("新职业是产业变迁的晴雨表，为青年就业拓展了空间，对待它既要包容审慎，又要及时规范。",),
                ),
            ],
            id="spaced letters, who the authors are, white lines over headlines and none over sections",
        ),
        pytest.param(
            """
            菜场的秤为何不准
            　　编辑同志：我家住在解放路，四月五日，我在菜场
            买了三斤鱼，回家一称少了四两。
            　　　　　　　　　　读者　江小渔

            停 电 预 告
            　　因线路检修，三月二十一日石桥村停电，请用户做
            好准备。
            """,
            [
                (
                    "菜场的秤为何不准",
                    (),
                    (),
                    ("江小渔",),
                    ("编辑同志：我家住在解放路，四月五日，我在菜场买了三斤鱼，回家一称少了四两。",),
                ),
                ("停电预告", (), (), (), ("因线路检修，三月二十一日石桥村停电，请用户做好准备。",)),
            ],
            id="a letter to the editor, and a notice in spaced letters",
        ),
        pytest.param(
            """
                    松溪大桥合龙                                        桂花香满石桥镇
            　　本报讯（记者 江小渔）昨日，松溪大     　　本报讯（记者 白露生）石桥镇的桂花
            桥顺利合龙，预计年底前建成通车，两岸    开了，首届桂花节昨天开幕，吸引游客一
            群众过河不再绕行。（下转第2版）         万多人次。（下转第3版）

                    青石乡：茶园管护正当时                              县图书馆开放夜场
            　　本报讯（通讯员 韩一舟）青石乡抓住     　　本报讯（记者 段青）县图书馆昨起每
            晴好天气，组织茶农修枝除草，为春茶采    晚开放到九点，自修室座位可以提前一天
            摘打下基础。                            预约。
            """,
            [
                (
                    "松溪大桥合龙",
                    (),
                    (),
                    ("江小渔",),
                    ("昨日，松溪大桥顺利合龙，预计年底前建成通车，两岸群众过河不再绕行。",),
                ),
                (
                    "青石乡：茶园管护正当时",
                    (),
                    (),
                    ("韩一舟",),
                    ("青石乡抓住晴好天气，组织茶农修枝除草，为春茶采摘打下基础。",),
                ),
                (
                    "桂花香满石桥镇",
                    (),
                    (),
                    ("白露生",),
                    ("石桥镇的桂花开了，首届桂花节昨天开幕，吸引游客一万多人次。",),
                ),
                ("县图书馆开放夜场", (), (), ("段青",), ("县图书馆昨起每晚开放到九点，自修室座位可以提前一天预约。",)),
            ],
            id="a headline with a colon in a column",
        ),
        pytest.param(
            """
                             老船闸聪明起来
                                                                                 箱子上船到码头

            　　最先感到变化的是船    船名，排档图直接推送到    　　满载的货轮昨天驶离    箱以后不再倒装，损耗降
            员，过去过闸少说要半个    手机，一个来回能省下一    鹿溪港前往江口港，首条    低，物流成本下降二十三
            钟头，现在系统自动识别    天半。                    集装箱航线开通，粮食装    元。
            """,
            [
                (
                    "老船闸聪明起来",
                    (),
                    (),
                    (),
                    (
                        "最先感到变化的是船员，过去过闸少说要半个钟头，现在系统自动识别船名，排档图直接推送到手机，一个来回能省下一天半。",
                    ),
                ),
                (
                    "箱子上船到码头",
                    (),
                    (),
                    (),
                    (
                        "满载的货轮昨天驶离鹿溪港前往江口港，首条集装箱航线开通，粮食装箱以后不再倒装，损耗降低，物流成本下降二十三元。",
                    ),
                ),
            ],
            id="headlines over two columns each, one a line lower",
        ),
        pytest.param(
            """
            全县前三季度粮食产量同比增长２％
            “小田”变“大田”之后
            ——来自县政府新闻发布会的消息
            本报讯（记者 江小渔）昨日，记者从县政府
            新闻办的发布会上获悉，前三季度，全县粮食
            产量同比增长２％。
            """,
            [
                (
                    "“小田”变“大田”之后",
                    ("全县前三季度粮食产量同比增长２％",),
                    ("——来自县政府新闻发布会的消息",),
                    ("江小渔",),
                    ("昨日，记者从县政府新闻办的发布会上获悉，前三季度，全县粮食产量同比增长２％。",),
                )
            ],
            id="a headline unlike its text over a deck that a dash opens",
        ),
        pytest.param(
            """
            值不值，守了一辈子？
            ——对话石桥养护员
            □ 本报记者 江小渔
            南溪镇的石桥有三百年了，七十岁的养护员每天来看两次。
            记者：桥上最怕什么？
            养护员：怕超载的货车，也怕涨水，水一来我就睡不着。
            """,
            [
                (
                    "值不值，守了一辈子？",
                    (),
                    ("——对话石桥养护员",),
                    ("江小渔",),
                    (
                        "南溪镇的石桥有三百年了，七十岁的养护员每天来看两次。",
                        "记者：桥上最怕什么？",
                        "养护员：怕超载的货车，也怕涨水，水一来我就睡不着。",
                    ),
                )
            ],
            id="a question over a deck",
        ),
        pytest.param(
            """
            书香满城
            　　本报综合消息　4月23日是世界读书日，各
            地开展了活动。
            　　■石桥镇：办起“春日书市”，三十家书店
            带来两万种书。
            　　■白沙乡：流动图书车开进村，借书还书都
            在家门口。
            """,
            [
                (
                    "书香满城",
                    (),
                    (),
                    (),
                    (
                        "4月23日是世界读书日，各地开展了活动。",
                        "石桥镇：办起“春日书市”，三十家书店带来两万种书。",
                        "白沙乡：流动图书车开进村，借书还书都在家门口。",
                    ),
                )
            ],
            id="items below what they are about",
        ),
        pytest.param(
            """
            简讯
            ▲ 县民政局近日入户，为八十名老人送
            去蛋糕。(何 川)
            ▲ 白沙乡组织起来，上门为老人办理
            认证,已服务三百人次。
            (苏 晚)

            石桥镇通了公交

                石桥镇到县城的公交车昨日开通,一天
            跑六趟,票价两元,老人凭证免费,学生半价,
            镇上的人说,往后进城看病方便多了。
                县交通局负责人说,年内还要开三条线,
            让公交车通到每个乡镇。
            """,
            [
                ("", (), (), ("何川",), ("县民政局近日入户，为八十名老人送去蛋糕。",)),
                ("", (), (), ("苏晚",), ("白沙乡组织起来，上门为老人办理认证,已服务三百人次。",)),
                (
                    "石桥镇通了公交",
                    (),
                    (),
                    (),
                    (
                        "石桥镇到县城的公交车昨日开通,一天跑六趟,票价两元,老人凭证免费,学生半价,镇上的人说,往后进城看病方便多了。",
                        "县交通局负责人说,年内还要开三条线,让公交车通到每个乡镇。",
                    ),
                ),
            ],
            id="briefs with a mark that captions have, one signed on a line of its own",
        ),
        pytest.param(
            """
            春 满 石 桥
                    辛 夷

                惊蛰一过，石桥的山桃就开了。采茶
            的姑娘们天不亮便上了山，歌声落在雾里。
                茶厂的老人说，今年雨水匀，茶比往
            年早了五天。
            """,
            [
                (
                    "春满石桥",
                    (),
                    (),
                    ("辛夷",),
                    (
                        "惊蛰一过，石桥的山桃就开了。采茶的姑娘们天不亮便上了山，歌声落在雾里。",
                        "茶厂的老人说，今年雨水匀，茶比往年早了五天。",
                    ),
                )
            ],
            id="a name that is a word, padded, below a headline",
        ),
        pytest.param(
            """
            山前山后
            旧秤杆上的星
            　　　欧阳雪

            　　《集市志》里记着一杆秤，杆上的铜
            星磨没了三颗，老掌柜照样称得准。
            """,
            [
                (
                    "旧秤杆上的星",
                    (),
                    (),
                    ("欧阳雪",),
                    ("《集市志》里记着一杆秤，杆上的铜星磨没了三颗，老掌柜照样称得准。",),
                )
            ],
            id="a column's name over a headline, a name set in deeper than a text without marks",
        ),
        pytest.param(
            """
            灯下书房
            渡口来了送书的船老大
            □ 江小渔

            　　渡口来了一位送书的船老大，他每个月载着六十本
            书过两道滩，把书送到老人和孩子手里，十年没有停过。
            """,
            [
                (
                    "渡口来了送书的船老大",
                    ("灯下书房",),
                    (),
                    ("江小渔",),
                    ("渡口来了一位送书的船老大，他每个月载着六十本书过两道滩，把书送到老人和孩子手里，十年没有停过。",),
                )
            ],
            id="four characters over a headline of more than twice as many",
        ),
        pytest.param(
            """
            老　街　邻　里
            办 起 缝 补 铺

            　　本 报 讯　（通讯员江小渔）在人民路口，有
            一间由四位大嫂合开的缝补铺。开张三个月来，补
            衣改裤六百多件。
            """,
            [
                (
                    "老街邻里办起缝补铺",
                    (),
                    (),
                    ("江小渔",),
                    ("在人民路口，有一间由四位大嫂合开的缝补铺。开张三个月来，补衣改裤六百多件。",),
                )
            ],
            id="a headline and 本报讯 in spaced letters",
        ),
        pytest.param(
            """
            乡砖瓦厂换上新窑
              本报讯（记者 江小渔 通讯员 何 川）
            烧了二十年煤的乡砖瓦厂，今年春天换上
            了一座节能窑，每万块砖省煤三百公斤。
              去年底，厂里派四个青年人到外县学了
            两个月，回来后边砌边改，六十天就把窑
            建成了。
              眼下，订货的人已经排到了九月份，厂
            里打算秋后再砌一座。
            """,
            [
                (
                    "乡砖瓦厂换上新窑",
                    (),
                    (),
                    ("江小渔", "何川"),
                    (
                        "烧了二十年煤的乡砖瓦厂，今年春天换上了一座节能窑，每万块砖省煤三百公斤。",
                        "去年底，厂里派四个青年人到外县学了两个月，回来后边砌边改，六十天就把窑建成了。",
                        "眼下，订货的人已经排到了九月份，厂里打算秋后再砌一座。",
                    ),
                )
            ],
            id="paragraphs set in by two narrow spaces",
        ),
        pytest.param(
            """
            简　讯

            　　△青岚县第二棉纺厂试制的灯芯绒床单，在全
            省评比中获一等奖。
            　　△县文化馆书法班定于下月五日开学，年满十
            二岁的均可参加。
            """,
            [
                ("", (), (), (), ("青岚县第二棉纺厂试制的灯芯绒床单，在全省评比中获一等奖。",)),
                ("", (), (), (), ("县文化馆书法班定于下月五日开学，年满十二岁的均可参加。",)),
            ],
            id="briefs behind marks that photographs have",
        ),
        pytest.param(
            """
                          一盏灯　照亮半条街

                        □ 本报记者 江小渔

            　　傍晚六点，石桥街的修鞋摊亮起了灯，摊主何      早点，老街坊轮着替他看摊，谁也不肯收他一分工
            师傅把板凳擦了一遍，等放学的孩子来写作业，这      钱，这让他心里一直过意不去。
            盏灯他点了整整九年。
                                                              　　　　小摊有了“邻里灯”
            　　　　“顺手的事，不算啥”
                                                              　　今年入冬，社区把这盏灯取名“邻里灯”，在
            　　起初只有隔壁的小孙女一个人，后来整条街的      街口又装了六盏，家家轮着点，一个晚上也不曾灭
            孩子都来了，板凳不够，木匠送来四条；有人送来      过，孩子们写完作业才熄。

                                                                【灯下夜话】
                       粮站旧仓库改成书吧
                                                                   雨棚搭过界邻居
            　　本报讯（记者江小渔）昨日，记者从县粮站获                 握手言和
            悉，闲置多年的三号仓库改成了书吧，藏书八千余           记者 白露生
            册，周末开到晚上九点。
            　　书吧里还留着当年的磅秤，孩子们排着队上去      　　本报讯　两家人为一块雨棚争了半年，近日在
            称体重，一个下午就来了一百多人。                  社区调解室里握了手，各让三十公分。
                                                              　　调解员说，远亲不如近邻，话说开了就好，两
                                                              家还约定了轮流清扫。
            """,
            [
                (
                    "一盏灯照亮半条街",
                    (),
                    (),
                    ("江小渔",),
                    (
                        "傍晚六点，石桥街的修鞋摊亮起了灯，摊主何师傅把板凳擦了一遍，等放学的孩子来写作业，这盏灯他点了整整九年。",
                        "“顺手的事，不算啥”",
                        "起初只有隔壁的小孙女一个人，后来整条街的孩子都来了，板凳不够，木匠送来四条；有人送来早点，老街坊轮着替他看摊，谁也不肯收他一分工钱，这让他心里一直过意不去。",
                        "小摊有了“邻里灯”",
                        "今年入冬，社区把这盏灯取名“邻里灯”，在街口又装了六盏，家家轮着点，一个晚上也不曾灭过，孩子们写完作业才熄。",
                    ),
                ),
                (
                    "粮站旧仓库改成书吧",
                    (),
                    (),
                    ("江小渔",),
                    (
                        "昨日，记者从县粮站获悉，闲置多年的三号仓库改成了书吧，藏书八千余册，周末开到晚上九点。",
                        "书吧里还留着当年的磅秤，孩子们排着队上去称体重，一个下午就来了一百多人。",
                    ),
                ),
                (
                    "雨棚搭过界邻居握手言和",
                    (),
                    (),
                    ("白露生",),
                    (
                        "两家人为一块雨棚争了半年，近日在社区调解室里握了手，各让三十公分。",
                        "调解员说，远亲不如近邻，话说开了就好，两家还约定了轮流清扫。",
                    ),
                ),
            ],
            id="headlines side by side at different heights, a sub-headline set like the one before",
        ),
    ],
)
def test_what_print_does(page: str, found: list[Found]) -> None:
    analysed = analyse(document(dedent(page).lstrip("\n")))
    assert [
        (a.title, a.kicker, a.deck, tuple(name for name, _ in a.byline), a.paragraphs) for a in articles(analysed)
    ] == found
    assert analysed.unassigned == ()
    assert_nothing_lost(analysed)


def test_the_indent_that_founder_fonts_have_for_a_space() -> None:
    assert clean("\ue5e5\ue5e5会议指出") == "　　会议指出"


@pytest.mark.parametrize(
    "text",
    [
        "（作者系青岚大学副教授）",
        "（作者为青岚县农业农村局局长）",
        "（摘自《青岚社会科学》2025年第3期）",
        "（原载《青岚日报》）",
        "（本文图片由县档案馆提供）",
        "（相关报道见第8版）",
    ],
)
def test_what_is_said_of_author_and_origin_ends_a_text(text: str) -> None:
    end = closing(f"守规矩的人得实惠。{text}")
    assert (end.start, end.done, end.credits) == (9, True, ())


@pytest.mark.parametrize(("text", "name"), [("白 露 生", "白露生"), ("韩　一　舟", "韩一舟"), ("目 录 页", "")])
def test_names_in_spaced_letters(text: str, name: str) -> None:
    assert "".join(credit.name for credit in bare_names(text)) == name


SHOWN = """
粮库收粮忙
本报记者　江小渔
　　霜降刚过，满载玉米的卡车一辆接着一辆，县
里的粮库门口，一车粮食从进门到拿到钱不到十分
钟，省下的不光是时间，还有
{caption}
两台车一天的运费和工钱。
　　仓容是收粮的底气。今年新增仓容十八万吨，
烘干能力比去年提高三成。

老桥修缮一新
本报记者　白露生
　　双桥村的石拱桥昨天重新开放，村民们前来参
观，孩子们在桥上跑来跑去。
"""


@pytest.mark.parametrize(
    "caption",
    [
        "\n11月5日，工人在跨海大桥工地吊装钢箱梁。该桥\n预计明年合龙。\n本报记者　段一舟摄\n",
        "\n　　11月5日，俯瞰滨江湿地公园，绿树成荫。\n　　　　　　　　　　韩一舟　摄\n",
    ],
)
def test_a_photograph_that_parts_a_sentence(caption: str) -> None:
    page = analyse(document(SHOWN.format(caption=caption)))
    first, second = articles(page)
    assert first.paragraphs == (
        "霜降刚过，满载玉米的卡车一辆接着一辆，县里的粮库门口，一车粮食从进门到拿到钱不到十分钟，"
        "省下的不光是时间，还有两台车一天的运费和工钱。",
        "仓容是收粮的底气。今年新增仓容十八万吨，烘干能力比去年提高三成。",
    )
    assert [len(a.captions) for a in page.articles] == [1, 0]
    assert [[name for name, _ in a.byline] for a in (first, second)] == [["江小渔"], ["白露生"]]
    assert_nothing_lost(page)


def test_a_caption_wider_than_the_column_is_whole() -> None:
    page = analyse(
        document(
            """
全县重点项目推进会举行
本报记者　江小渔
　　11月5日，全县重点项目建设推进会举
行。县领导深入各乡镇和开发区，实地察
看重点项目建设现场，要求把前期耽搁的
进度抢回来。（下转第2版）
昨日，在新材料产业园建设现场，施工人员正在吊装钢
梁。该项目一期厂房总面积4.2万平方米，预计年底投产。
记者　韩一舟　摄

老桥修缮一新
本报记者　白露生
　　双桥村的石拱桥昨天重新开放，村民
们前来参观，孩子们在桥上跑来跑去。
"""
        )
    )
    assert [[c.text for c in a.captions] for a in page.articles] == [
        ["昨日，在新材料产业园建设现场，施工人员正在吊装钢梁。该项目一期厂房总面积4.2万平方米，预计年底投产。"],
        [],
    ]
    assert_nothing_lost(page)


def test_a_photograph_goes_to_the_article_that_it_shows() -> None:
    caption = "\n图为村民在双桥村石拱桥上参观。\n韩一舟　摄\n"
    page = analyse(document(SHOWN.format(caption=caption)))
    assert [len(a.captions) for a in page.articles] == [0, 1]


def test_photographs_that_are_numbered() -> None:
    caption = "\n图①：粮库门口的卡车。\n图②：粮库里的仓容。\n江小渔摄\n"
    first = analyse(document(SHOWN.format(caption=caption))).articles[0]
    assert [caption.text for caption in first.captions] == ["图①：粮库门口的卡车。", "图②：粮库里的仓容。"]
    assert [byline.name for byline in first.byline] == ["江小渔"]


def test_what_somebody_stressed_is_the_headline() -> None:
    text = (
        "经济运行调度会强调\n稳预期强信心促发展\n"
        "　　本报讯　昨日，全县经济运行调度会召开，要求冲刺开门红。\n（青　宣）\n"
    )
    (article,) = articles(analyse(document(text)))
    assert (article.title, article.kicker) == ("稳预期强信心促发展", ("经济运行调度会强调",))
    assert article.paragraphs == ("昨日，全县经济运行调度会召开，要求冲刺开门红。",)


def test_what_somebody_stressed_stands_in_two_lines_between_him_and_who_led_the_meeting() -> None:
    """Names above and below are doubled as bold type, the headline between them is not."""
    kicker, deck = "卢照在全县春耕现场会上强调", "骆平主持"
    text = (
        f"{kicker}{kicker}\n抢抓农时有利时机\n高标准打好春耕主动仗\n{deck}{deck}\n| 记者 江小渔\n"
        "　　8月6日，全县春耕现场会召开。卢照出席会议并讲\n话，骆平主持会议，要求抢抓农时，打好春耕主动仗。\n"
    )
    (article,) = articles(analyse(document(text)))
    assert (article.kicker, article.title, article.deck) == ((kicker,), "抢抓农时有利时机高标准打好春耕主动仗", (deck,))


def test_a_colon_behind_who_stressed_it() -> None:
    text = (
        "卢照在全县春茶生产会上强调：\n抢早春 抓品质\n让每一片叶子都值钱\n本报记者 江小渔\n"
        "　　8月6日，全县春茶生产会召开。卢照说，今年春茶开采早\n了五天，要让好茶卖出好价钱。\n"
    )
    (article,) = articles(analyse(document(text)))
    assert (article.kicker, article.title) == (
        ("卢照在全县春茶生产会上强调：",),
        "抢早春抓品质让每一片叶子都值钱",
    )


def test_who_wrote_what_comes_from_another_page_and_what_kind_of_piece_it_is() -> None:
    text = (
        "老茶园改造的几种办法\n青岚县三年试验报告\n卢　照　江小渔\n（上接B1版）\n\n"
        "　　老茶园改造要先看土。土层薄的，先培土后剪枝；土\n层厚的，可以一次台刈到位，当年就能见效。\n"
    )
    page = analyse(document(text))
    (article,) = articles(page)
    assert (article.title, article.deck) == ("老茶园改造的几种办法", ("青岚县三年试验报告",))
    assert [b.name for b in page.articles[0].byline] == ["卢照", "江小渔"]
    assert [(c.direction, c.page) for c in page.articles[0].continued] == [("from", "p.B1")]


def test_ornaments_about_a_headline_and_a_picture_in_words() -> None:
    text = (
        "农技顾问\n* 怎样防治茶毛虫 *\n　　目前茶毛虫开始发生，要抓紧防治。\n　　喷药要选择无风的早晨。  (江 渔)\n\n"
        "            [图] 石桥乡技术员卢照(左)\n       教茶农防治茶毛虫。     江  渔摄\n"
    )
    (article,) = (page := analyse(document(text))).articles
    assert article.title is not None
    assert (article.title.text, article.kicker) == ("怎样防治茶毛虫", ())
    assert [c.text for c in article.captions] == ["[图] 石桥乡技术员卢照(左)教茶农防治茶毛虫。"]
    assert_nothing_lost(page)


def test_the_paper_of_the_office_that_publishes_it() -> None:
    page = analyse(
        document(
            "QINGLAN DAILY\n中共青岚县委机关报 青岚日报社出版\n2025年8月6日\n三条断头路打通\n　　昨日，断头路打通。\n"
        )
    )
    assert {article.metadata.publisher for article in page.articles} == {"青岚日报"}


def test_an_answer_below_a_headline() -> None:
    text = (
        "路边单车乱停放谁来管\n城管：首批设置停放点两百处\n"
        "　　本报讯　市民致电本报，路边的单车占满人行道。城管部门表\n示，将设置首批停放点两百处。\n"
    )
    page = analyse(document(text))
    assert [(a.title, a.deck) for a in articles(page)] == [("路边单车乱停放谁来管", ("城管：首批设置停放点两百处",))]


def test_questions_of_an_interview_are_no_headlines() -> None:
    page = """
            “我只是搭了把手”
            ——对话江小渔

      　　记者：当时怕不怕？                　　记者：家人支持吗？
      　　江小渔：没来得及怕，只想着    　　江小渔：起先骂我一顿，后来
      别让孩子掉下来，手酸也顾不上。    又给我煮了碗面，说我做得对。
    """
    (article,) = articles(analyse(document(dedent(page).strip("\n"))))
    assert [paragraph[:3] for paragraph in article.paragraphs] == ["记者：", "江小渔", "记者：", "江小渔"]


def test_a_photograph_at_the_top_of_the_page_goes_with_what_is_below() -> None:
    text = (
        "图为抢险队员在加固堤坝。　　本报记者 韩一舟 摄\n\n洪峰今晨过境\n"
        "本报讯（记者 江小渔）今晨五时，洪峰安全通过县城，"
        "抢险队员加固堤坝，排除险情十一处。\n"
    )
    (article,) = analyse(document(text)).articles
    assert [caption.text for caption in article.captions] == ["图为抢险队员在加固堤坝。"]


def test_a_meeting_and_what_it_studied() -> None:
    text = (
        "省委常委会召开会议\n传达学习全省防汛工作会议精神\n"
        "　　本报讯　昨日，省委常委会召开会议，传达学习全省防汛工作会\n议精神，研究贯彻落实意见，林远山主持。\n"
    )
    page = analyse(document(text))
    assert [(a.title, a.kicker, a.deck) for a in articles(page)] == [
        ("省委常委会召开会议", (), ("传达学习全省防汛工作会议精神",))
    ]


def test_lines_that_bold_type_lays_down_twice_together_are_one_headline() -> None:
    page = analyse(
        document(
            "北岸社区\n北岸社区\n“小院议事”\n议出新气象\n“小院议事”\n议出新气象\n"
            "□本报记者　江小渔\n　　说起小区的变化，居民赞不绝口，都说这张桌子摆得好，\n事情大家商量着办。\n"
        )
    )
    assert [(a.kicker, a.title) for a in articles(page)] == [(("北岸社区",), "“小院议事”议出新气象")]


def test_a_weekly_with_running_heads_and_sections_in_two_languages() -> None:
    text = """
        青岚周刊  2023年第31期（8月7日出版）                    28
        PEOPLE 人物
        “我们不是在修桥，
        是在修路”
        ——对话桥梁师苏晚
        文／本刊记者 江小渔  发自石桥镇
        　　三年前，桥梁师苏晚离开设计院，带着四个年轻人来到
        山里，用村民的老手艺修缮一座座廊桥。
        　　青岚周刊：为什么是石桥？
        　　苏晚：说来偶然。我第一次来，看见一位老人在补自家
        的桥板，站着看了一下午。
        苏晚（左二）和村民一起上梁。
        青岚周刊  2023年第31期（8月7日出版）                    29
        COLUMN 随想
        把暑假还给孩子
        文／阿舟（专栏作家，现居青岛）
        　　我们小时候的暑假是没有表的。蝉叫了就起床，天黑了
        才回家。
        BRIEFING 一周速览
        城东：老菜场变身社区食堂
        　　前进菜场停业一年后重新开门，二楼改成社区食堂，首
        周接待居民九千余人次。
        """
    page = analyse(document(dedent(text).lstrip("\n")))
    assert [(a.title, a.kicker, a.deck, [name for name, _ in a.byline]) for a in articles(page)] == [
        ("“我们不是在修桥，是在修路”", (), ("——对话桥梁师苏晚",), ["江小渔"]),
        ("把暑假还给孩子", (), (), ["阿舟"]),
        ("城东：老菜场变身社区食堂", (), (), []),
    ]
    assert [caption.text for caption in page.articles[0].captions] == ["苏晚（左二）和村民一起上梁。"]
    assert {(a.metadata.publisher, a.metadata.published) for a in page.articles} == {("青岚周刊", "2023-08-07")}
    assert page.unassigned == ()


def test_turns_of_an_interview_in_lines_of_their_own() -> None:
    page = """
        “做慢一点，才能走得远”
        采访／江小渔

        《青岚周刊》：新书为什么写了五年？
        苏晚：因为想写的东西一直没有想清楚，写了又删，删了又写，后来干脆去草原上住了一年。
        《青岚周刊》：在草原上的一年收获了什么？
        苏晚：学会了等。等雨，等羊群回来，等一个句子自己走过来。

        母亲的菜单
        阿舟／文

        　　母亲有一个小本子，记着我们一家人爱吃什么。哥哥爱吃蒸
        鱼，我爱吃糖醋藕。
        　　后来我们都离开了家，本子上的菜，一年只做一次。
        """
    interview, essay = articles(analyse(document(dedent(page).lstrip("\n"))))
    assert [paragraph[:4] for paragraph in interview.paragraphs] == ["《青岚周", "苏晚：因", "《青岚周", "苏晚：学"]
    assert (essay.title, [name for name, _ in essay.byline]) == ("母亲的菜单", ["阿舟"])


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            "退耕还湖五年，候鸟重返青岚湖——\n一片芦苇荡的“重生记”",
            ("退耕还湖五年，候鸟重返青岚湖——", "一片芦苇荡的“重生记”", ""),
        ),
        (
            "市府办公室\n关于印发青岚市城市更新\n三年行动方案的通知",
            ("", "市府办公室关于印发青岚市城市更新三年行动方案的通知", ""),
        ),
        (
            "青岚市人民政府关于印发\n《青岚市城市更新方案》的通知",
            ("", "青岚市人民政府关于印发《青岚市城市更新方案》的通知", ""),
        ),
    ],
)
def test_headlines_that_a_dash_leads_to_and_titles_of_papers(heads: str, found: tuple[str, str, str]) -> None:
    body = "　　退潮后的青岚湖，芦苇荡里露出一片滩涂，城市更新三年行动\n方案印发后，这里变了样。\n"
    (article,) = articles(analyse(document(f"{heads}\n{body}")))
    assert ("".join(article.kicker), article.title, "".join(article.deck)) == found


def test_whom_a_notice_is_to_opens_its_text() -> None:
    page = """
        关于做好秋粮收购工作的通知
        各县（区）人民政府，市政府各部门、各直属机构：

        　　秋粮收购即将开始，现将有关事项通知如下，请认真组织实施。

        　　附件：秋粮收购方案

        　　　　　　　　　　　　　　青岚市人民政府办公室
        　　　　　　　　　　　　　　　2024年9月18日
        抄送：市委办公室，市人大常委会办公室。
        """
    (article,) = articles(analyse(document(dedent(page).lstrip("\n"))))
    assert [paragraph[:4] for paragraph in article.paragraphs] == ["各县（区", "秋粮收购", "青岚市人", "2024"]
    assert (article.title, article.deck) == ("关于做好秋粮收购工作的通知", ())


def test_a_caption_set_in_like_the_text_is_whole() -> None:
    text = (
        "县里夏粮收购过半\n　　本报讯（记者　江小渔）记者昨日从粮食局\n获悉，全县收购小麦三万吨，进度快于去年同期，\n"
        "农户卖粮不用排队。\n　　　　　　　　　　　（下转第3版）\n\n"
        "　　6月25日，石桥镇的农民驾驶收割机收\n割小麦。连日来，当地抢抓晴好天气，机器不停，\n确保颗粒归仓。\n"
        "　　　　　　　　本报记者　何　川　摄\n\n新港昼夜不歇\n本报记者　苏　晚\n"
        "　　凌晨四点，新港三号泊位灯火\n通明。桥吊司机坐在离地四十米高\n"
        "的驾驶室里。\n"
    )
    page = analyse(document(text))
    assert [(a.title, len(a.paragraphs)) for a in articles(page)] == [("县里夏粮收购过半", 1), ("新港昼夜不歇", 1)]
    captions = [caption.text for article in page.articles for caption in article.captions]
    assert captions == ["6月25日，石桥镇的农民驾驶收割机收割小麦。连日来，当地抢抓晴好天气，机器不停，确保颗粒归仓。"]


def test_a_letter_to_the_editor_and_who_wrote_it() -> None:
    page = """
          我的一点意见

          编辑同志：
          前几天我到县城买化肥，跑了三家门市部都
        说没货，可是后门却一车一车往外拉。希望有关
        部门管一管。
                白沙公社社员  苏长贵
          编后：苏长贵同志的意见提得好，请有关部
        门答复。
        """
    letter, *_ = articles(analyse(document(dedent(page).lstrip("\n"))))
    assert letter.title == "我的一点意见"
    assert [paragraph[:5] for paragraph in letter.paragraphs] == ["编辑同志：", "前几天我到"]
    assert [name for name, _ in letter.byline] == ["苏长贵"]
