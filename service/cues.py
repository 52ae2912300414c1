"""The words that tell of a person: what someone is, how news goes on after a name, and what is no name.

Posts and callings stand before a name, verbs and ranks behind it; words of everyday, and endings that no name has, rule
one out.
"""

import re

from service.patterns import CALLED_LONG, any_of
from service.posts import PLAIN, RANKS, TITLES, TITLES_ABROAD
from service.surnames import COMPOUND, SURNAMES

# Words for what someone is, besides the posts: a name may follow.
CALLINGS = (
    "院长 庭长 团长 班长 店长 园长 股长 参谋长 检察官 法官 检查员 总统 首相 总理 国务卿 外长 防长 议长 国王 议员 "
    "参议员 众议员 候选人 发言人 董事 监事 经理 总监 总编 主编 编辑 导演 演员 教练 队员 球员 运动员 选手 冠军 "
    "主持人 主播 作家 诗人 画家 书法家 艺术家 科学家 学者 博士 硕士 博士后 讲师 教练员 指导员 辅导员 技术员 调解员 "
    "护林员 讲解员 驾驶员 飞行员 航天员 社员 委员长 秘书 助理 顾问 会计师 设计师 厨师 技师 大师 护士 药师 医师 警察 "
    "交警 辅警 战士 士兵 农民 渔民 茶农 果农 花农 菜农 蟹农 农户 大户 市民 游客 乘客 司机 店主 老板 员工 工人 用户 "
    "上诉人 被上诉人 申请人 被申请人 被执行人 被害人 受害人 公诉人 辩护人 审判长 审判员 "
    "读者 同学 同志 先生 女士 传承人 带头人 合伙人 创办人 当事人 嫌疑人 被告人 代表 干部 企业家 校友 侨胞 家长 "
    "红通人员 红通人员” 百名红通人员 小将 名将 老将 新秀 棋手 车手 门将 前锋 后卫 泳将 "
    "女工 矿工 钳工 焊工 当选人 参选人 "
    "外相 外务相 国防相 防卫相 财务相 次官 党首 "
    "村支书 总编辑 行政长官 特首 司长 特使 特别代表 总领事 参赞 上将 中将 少将 长官 大臣"
)
# Words for what someone is that other words follow more often than a name.
ROLE = re.compile(
    "患者|病人|产妇|伤者|牧民|牧羊人|护边员|护林员|管护员|养殖户|种植户|脱贫户|贫困户|农户|牧户|商户|业主|群众|老乡|乡亲|老人|大爷|大妈|大叔"
    "|大婶|阿姨|小伙子?|姑娘|女孩|男孩|少年|青年|儿童|孩子|妇女|母亲|父亲|妻子|丈夫|儿子|女儿|孙[子女]|奶奶|爷爷|摊主|歌手|舞者|馕师傅|棉农|队员"
    "|[^\u4e00-\u9fff]岁的|(?:藏|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克)族"
)
# Of the posts, those that other nouns follow as well.
COMMON = frozenset("老师 教师 学生 村民 居民 职工 党员 民警 医生 专家 领导 志愿者 企业家 律师 负责人 成员".split())
POSTS = any_of({*TITLES, *PLAIN, *CALLINGS.split()})
# What makes a word of another meaning of a post: 代表团, 委员会, 领导人, 福建省长汀县.
_NO_POST = (
    "(?<=代表)[团处队性作大]|(?<=委员)会|(?<=成员)国|(?<=主席)[国团台]|(?<=秘书|书记)处|(?<=大使)馆|(?<=领导)[人层]"
    "|(?<=总统|首相|总理)(?:府|官邸|夫人|选举|大选)|(?<=女工)[程作业艺会]"
    rf"|(?<=[省市县区州镇]长)(?:{CALLED_LONG})"
)
# Of these callings, those that little but a name follows.
SURE = frozenset(
    "创办人 创始人 总领事 参赞 上诉人 被告人 公诉人 审判长 小将 名将 老将 上将 中将 少将 行政长官 总编辑".split()
)
POST = re.compile(rf"({POSTS})(?!{_NO_POST})[ \u3000]*")
# What may follow a name besides punctuation: how news goes on after a person.
VERBS = (
    "同志 讲话 主持 出席 参加 指出 强调 表示 要求 说 介绍 告诉 作 就 在 为 到 带队 率 率队 率领 调研 宣布 受 等 和 "
    "与 以及 及 对 向 从 走访 看望 慰问 参观 认为 坦言 感慨 回忆 透露 通报 部署 传达 领 致辞 致信 会见 会谈 访问 "
    "视察 考察 督查 检查 陪同 一行 一同 一道 共同 先后 分别 详细 围绕 结合 主讲 授课 宣读 汇报 发言 总结 点评 提出 称 "
    "笑 一边 正 的 是 被 将 也 已 获 当选 任 担任 兼 兼任 一家 家 今年 每 及其 日前 近日 当天 昨天 今天 则 还 都 曾 便 "
    "回国 归国 投案 自首 落网 归案 落马 被捕 潜逃 "
    "把 给 让 于 通过 呼吁 警告 抵达 启程 前往 签署 发表 回应 回答 接受 批准 下令 当庭 周一 周二 周三 周四 周五 "
    "周六 周日 上午 下午 夫妇 夫人 父子 母子 兄弟 团队 教授 先生 女士 老师 医生 博士 院士 以 由 用 拿 站 坐 走 来 去 "
    "正在 继续 首先 最后 建议 希望 回顾 分析 解释 补充 进一步 充分 深入 专程 亲自 现场 全程 再次 特别 明确 深情 "
    "动情 激动 高兴 欣喜 自豪 不禁 没有 不 有 家里 家中 带领 带着 组织 召开 牵头 作为 当场 总书记 书记 主席 总理 "
    "主任 老人 同 欢迎 邀请 自 所 举行 "
    "会晤 通电话 通话 宣誓 辞职 遇刺 出访 离开 结束 敦促 承诺 否认 证实 谴责 赞扬 支持 反对 拒绝 批评 接见 连任 会同 "
    "上诉 不服 提起 种 养 卖 捧 抱 扛 握 望 接过 递 指着 指了 "
    "荣获 荣膺 获评 摘得 夺得 斩获 夺冠 夺金 入选 捐赠 资助 "
    "主演 饰演 执导 表现 答记者问 就此 "
    "会商 应 应询 应邀 应约 利用 涉嫌 受贿 贪污 犯 严重违纪 依法 依规 因 非法 违反 伙同 抵 授旗 高度 互致"
)
_GOES_ON = (*VERBS.split(), *RANKS)
LONG_VERBS = (*(verb for verb in _GOES_ON if len(verb) > 1), "作工作", "作报告", "作说明", "作了", "任组长")
ADDRESSES = tuple(
    "先生 女士 老师 医生 同志 大伯 大爷 大妈 阿姨 师傅 奶奶 爷爷 氏 太太 大姐 大哥 伯伯 大夫 妈妈 爸爸 叔叔 "
    "夫人".split()
)
FOLLOW = re.compile(r"$|[^\u4e00-\u9fff]|" + any_of(_GOES_ON))
SPEAKS = re.compile(
    "(?:笑着|在.{2,12}(?:上|中|时))?"
    "(?:说|表示|指出|强调|认为|介绍|称|坦言|透露|告诉|回忆|感慨|宣布|讲话|主持|出席|致辞|会见|要求|建议|率领|带领)"
)
CALLED = re.compile("总书记|书记|主席|总理|教授|老师|院士|博士|医生|主任|团队|夫妇|一家|同志")
# What is done to people and what they do, with the words before and after a name that leave no doubt where it stands.
_SURNAME = f"(?:{any_of(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
FRAMED = re.compile(
    r"(?:判处|免去|任命|罢免|补选|选举|推选|增补|聘任|提名|接受|同意|批准|授予|追授|追认|开除|逮捕|宣判|审理|其中|对|将|的|"
    r"(?<![\u4e00-\u9fff\d.%]))"
    rf"(?P<names>{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:、{_SURNAME}[\u4e00-\u9fff]{{1,2}})*?)(?!(?<=辞)去)"
    r"(?:有期徒刑|无期徒刑|死刑|拘役|同志(?:[任为的]|担任|不再|辞去|逝世|因病|生平|遗体)|[为任][\u4e00-\u9fff（）]{1,24}(?:长|书记|主任|主席|委员|员)"
    r"|的?[\u4e00-\u9fff（）]{1,24}职务|辞去|不再担任|涉嫌|严重违纪|等[\d一二三四五六七八九十]+人|当选|拟任|拟提名|受贿|贪污|滥用职权|提起公诉|作出逮捕|先后利用|利用职务|(?:一|受贿|贪污)案|夫妇|夫妻|老两口|父子|父女|母子|母女)"
)
# Characters that go on with the sentence and practically never end a name.
NEVER_LAST = frozenset("会拟自后说称的了是在和与等也已被把及就对向从则还都又却并将让给")
# Those that go on with it more often than they end one.
SELDOM_LAST = frozenset("作因于未致赴常犯仍以为获任同")
# What people are called by behind the surname: 施局长, 潘大夫.
TITLED = frozenset({*TITLES, *PLAIN, *TITLES_ABROAD, *CALLINGS.split(), *RANKS, "总"})
# The sides of talks, called by countries whose first characters are surnames as well (韩方), and villages.
NOT_ALONE = re.compile(
    "[乌伊利南卢印危古吉哈孟安巴文斯智朝查欧毛汤沙洪白皮祖索罗苏莫蒙诺赫阿韩马黎东官]方.?|..[村镇乡县]"
)
# What makes a kind or a place of the word before: 高端化, 安全性, 贺信中.
KINDRED = frozenset("化性型制式率感中上里内下")
# Words of everyday that begin with a surname, tagged or cut as if they were names.
WORDS = frozenset(
    "干部 主任 书记 和谐 高度 高效 高质 安全 安排 常委 党员 党组 党委 文明 时代 时间 全体 全会 全县 应急 包括 成员 "
    "方面 平安 路径 时下 车辆 房屋 金融 石油 水利 温暖 项目 都是 那么 查处 任务 施工 丁点 万家 常务 宣传 宣布 马上 "
    "强调 要求 通过 相关 于是 于此 荣获 许多 许可 有关 计划 经验 严格 严肃 应当 应该 关于 关注 关心 方案 方式 华侨 "
    "金额 段时 经济 来自 来到 来宾 来港 高兴 高级 高中 高校 高新 简历 简介 武装 武警 江南 江北 花农 明年 后来 公开 "
    "公布 公司 单位 能够 元旦 冷静 盛会 连续 连日 章程 纪检 纪委 纪律 温馨 古镇 古村 金牌 银牌 水平 水稻 石材 东西 "
    "应邀 应约 应询 应对 应有 应届 左右 阳光 黄金 蓝天 白云 幸福 智慧 荣誉 周一 周二 周三 周四 周五 周六 周日 "
    "周末 周年 周边 惠民 普惠 华盛顿 "
    "吉隆坡 华侨城 利益 战略 占比 班子 陆军 贺函 贺词 贺信 宣言 白皮书 公开信 师生 陈述 苗圃 花圃 封锁 公正 康复 "
    "祝贺 祝福 基本 权威 关怀 廉政 卓越 晋级 修宪 左翼 马拉松 杨树 柳树 王储 黄柏 衣冠冢 "
    "楼栋 先生 女士 丰收 晋升 索贿 全部".split()
)
FOREIGN_POST = re.compile(
    "(?:总统|首相|总理|国务卿|外长|防长|议长|国王|议员|大使|部长|总裁|执行官|球员|教练|主席|发言人|候选人|教授|顾问|特使|代表|财长|大臣|长官|秘书长)$"
)
# What says that someone with such a post is of another country.
ABROAD = re.compile(
    "^(?!.*(?:中国|我国|中方)(?:前?常?驻|政府|代表)).*?(?:越共|朝鲜劳动党|老挝人革党|人民革命党|美国|英国|法国|德国|俄罗斯|俄国|日本|韩国|朝鲜(?!族|半岛|战)|印度|印尼|泰国|越南|缅甸|老挝|柬埔寨|菲律宾|马来西亚|新加坡|澳大利亚|加拿大|墨西哥|巴西|伊朗"
    "|以色列|联合国|欧盟|北约|东盟|非盟|阿盟|世界?卫生?组织|世界?贸易?组织|国际货币基金|世界银行|国际奥委会|国际足联|国际原子能"
    "|欧洲央行|美联储|红十字国际|总统|国王|首相|外相|自民党|民主党|共和党|国务卿|参议|众议|白宫"
    "|[\u4e00-\u9fff]{2,5}(?:亚|斯坦|兰)(?:[总国外防副]|$))"
)
