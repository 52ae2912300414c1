"""Where people are named in a text, and the posts before their names.

A name is a surname and one or two characters more, up to where the sentence goes on: which characters those are is
decided by what follows and by a word segmenter's boundaries, and only where a post, a list of names or a verb of
speaking says that a person is meant.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from service.dictionary import is_common
from service.names import is_tibetan
from service.naming import is_known, likely_names, spelled_like_a_name
from service.patterns import CALLED_LONG, any_of
from service.posts import PLAIN, RANKS, TITLES
from service.script import to_simplified
from service.surnames import COMPOUND, SURNAMES

# Words for what someone is, besides the posts: a name may follow.
_CALLINGS = (
    "院长 庭长 团长 班长 店长 园长 股长 参谋长 检察官 法官 检查员 总统 首相 总理 国务卿 外长 防长 议长 国王 议员 "
    "参议员 众议员 候选人 发言人 董事 监事 经理 总监 总编 主编 编辑 导演 演员 教练 队员 球员 运动员 选手 冠军 "
    "主持人 主播 作家 诗人 画家 书法家 艺术家 科学家 学者 博士 硕士 博士后 讲师 教练员 指导员 辅导员 技术员 调解员 "
    "护林员 讲解员 驾驶员 飞行员 航天员 社员 委员长 秘书 助理 顾问 会计师 设计师 厨师 技师 大师 护士 药师 医师 警察 "
    "交警 辅警 战士 士兵 农民 渔民 茶农 果农 花农 菜农 蟹农 农户 大户 市民 游客 乘客 司机 店主 老板 员工 工人 用户 "
    "上诉人 被上诉人 申请人 被申请人 被执行人 被害人 受害人 公诉人 辩护人 审判长 审判员 "
    "读者 同学 同志 先生 女士 传承人 带头人 合伙人 创办人 当事人 嫌疑人 被告人 代表 干部 企业家 校友 侨胞 家长 "
    "红通人员 红通人员” 百名红通人员 小将 名将 老将 新秀 棋手 车手 门将 前锋 后卫 泳将 "
    "女工 矿工 钳工 焊工 "
    "村支书 总编辑 行政长官 特首 司长 特使 特别代表 总领事 参赞 上将 中将 少将 长官 大臣"
)
# Of the posts, those that other nouns follow as well.
_COMMON = frozenset("老师 教师 学生 村民 居民 职工 党员 民警 医生 专家 领导 志愿者 企业家 律师 负责人 成员".split())
_POSTS = any_of({*TITLES, *PLAIN, *_CALLINGS.split()})
# What makes a word of another meaning of a post: 代表团, 委员会, 领导人, 福建省长汀县.
_NO_POST = (
    rf"(?<=代表)[团处队性作大]|(?<=委员)会|(?<=领导)[人层]|(?<=女工)[程作业艺会]|(?<=[省市县区州镇]长)(?:{CALLED_LONG})"
)
# Of these callings, those that little but a name follows.
_SURE = frozenset(
    "创办人 创始人 总领事 参赞 上诉人 被告人 公诉人 审判长 小将 名将 老将 上将 中将 少将 行政长官 总编辑".split()
)
POST = re.compile(rf"({_POSTS})(?!{_NO_POST})[ \u3000]*")
# What may follow a name besides punctuation: how news goes on after a person.
_VERBS = (
    "同志 讲话 主持 出席 参加 指出 强调 表示 要求 说 介绍 告诉 作 就 在 为 到 带队 率 率队 率领 调研 宣布 受 等 和 "
    "与 以及 及 对 向 从 走访 看望 慰问 参观 认为 坦言 感慨 回忆 透露 通报 部署 传达 领 致辞 致信 会见 会谈 访问 "
    "视察 考察 督查 检查 陪同 一行 一同 一道 共同 先后 分别 详细 围绕 结合 主讲 授课 宣读 汇报 发言 总结 点评 提出 称 "
    "笑 一边 正 的 是 被 将 也 已 获 当选 任 担任 兼 兼任 一家 家 今年 每 及其 日前 近日 当天 昨天 今天 则 还 都 曾 便 "
    "回国 归国 投案 自首 落网 归案 落马 被捕 潜逃 "
    "把 给 让 于 通过 呼吁 警告 抵达 启程 前往 签署 发表 回应 回答 接受 批准 下令 当庭 周一 周二 周三 周四 周五 "
    "周六 周日 上午 下午 夫妇 父子 母子 兄弟 团队 教授 先生 女士 老师 医生 博士 院士 以 由 用 拿 站 坐 走 来 去 "
    "正在 继续 首先 最后 建议 希望 回顾 分析 解释 补充 进一步 充分 深入 专程 亲自 现场 全程 再次 特别 明确 深情 "
    "动情 激动 高兴 欣喜 自豪 不禁 没有 不 有 家里 家中 带领 带着 组织 召开 牵头 作为 当场 总书记 书记 主席 总理 "
    "主任 老人 同 欢迎 邀请 自 所 举行 "
    "会晤 通电话 通话 宣誓 辞职 遇刺 出访 离开 结束 敦促 承诺 否认 证实 谴责 赞扬 支持 反对 拒绝 批评 接见 连任 会同 "
    "上诉 不服 提起 种 养 卖 捧 抱 扛 握 望 接过 递 指着 指了 "
    "荣获 荣膺 获评 摘得 夺得 斩获 夺冠 夺金 入选 捐赠 资助 "
    "会商 应 应询 应邀 应约 利用 涉嫌 受贿 贪污 犯 严重违纪 依法 依规 因 非法 违反 伙同"
)
_GOES_ON = (*_VERBS.split(), *RANKS)
_LONG_VERBS = (*(verb for verb in _GOES_ON if len(verb) > 1), "作工作", "作报告", "作说明", "作了", "任组长")
_ADDRESSES = tuple("先生 女士 老师 医生 同志 大伯 大爷 大妈 阿姨 师傅 奶奶 爷爷 氏 太太 大姐 大哥 伯伯".split())
FOLLOW = re.compile(r"$|[^\u4e00-\u9fff]|" + any_of(_GOES_ON))
SPEAKS = re.compile(
    "(?:笑着|在.{2,12}(?:上|中|时))?"
    "(?:说|表示|指出|强调|认为|介绍|称|坦言|透露|告诉|回忆|感慨|宣布|讲话|主持|出席|致辞|会见|要求|建议|率领|带领)"
)
_CALLED = re.compile("总书记|书记|主席|总理|教授|老师|院士|博士|医生|主任|团队|夫妇|一家|同志")
# What is done to people and what they do, with the words before and after a name that leave no doubt where it stands.
_SURNAME = f"(?:{any_of(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_FRAMED = re.compile(
    r"(?:判处|免去|任命|罢免|补选|选举|推选|增补|聘任|提名|接受|同意|批准|授予|追授|追认|开除|逮捕|宣判|审理|其中|对|将|的|"
    r"(?<![\u4e00-\u9fff\d.%]))"
    rf"(?P<names>{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:、{_SURNAME}[\u4e00-\u9fff]{{1,2}})*?)(?!(?<=辞)去)"
    r"(?:有期徒刑|无期徒刑|死刑|拘役|同志(?:[任为的]|担任|不再|辞去|逝世|因病|生平|遗体)|[为任][\u4e00-\u9fff（）]{1,24}(?:长|书记|主任|主席|委员|员)"
    r"|的?[\u4e00-\u9fff（）]{1,24}职务|辞去|不再担任|涉嫌|严重违纪|等[\d一二三四五六七八九十]+人|当选|拟任|拟提名|受贿|贪污|滥用职权|提起公诉|作出逮捕|先后利用|利用职务|(?:一|受贿|贪污)案|夫妇|夫妻|老两口|父子|父女|母子|母女)"
)
# Characters that go on with the sentence and practically never end a name.
_NEVER_LAST = frozenset("会拟自后说称的了是在和与等也已被把及就对向从则还都又却并将让给")
# Words of everyday that begin with a surname, tagged or cut as if they were names.
_WORDS = frozenset(
    "干部 主任 书记 和谐 高度 高效 高质 安全 安排 常委 党员 党组 党委 文明 时代 时间 全体 全会 全县 应急 包括 成员 "
    "方面 平安 路径 时下 车辆 房屋 金融 石油 水利 温暖 项目 都是 那么 查处 任务 施工 丁点 万家 常务 宣传 宣布 马上 "
    "强调 要求 通过 相关 于是 于此 荣获 许多 许可 有关 计划 经验 严格 严肃 应当 应该 关于 关注 关心 方案 方式 华侨 "
    "金额 段时 经济 来自 来到 来宾 来港 高兴 高级 高中 高校 高新 简历 简介 武装 武警 江南 江北 花农 明年 后来 公开 "
    "公布 公司 单位 能够 元旦 冷静 盛会 连续 连日 章程 纪检 纪委 纪律 温馨 古镇 古村 金牌 银牌 水平 水稻 石材 东西 "
    "应邀 应约 应询 应对 应有 应届 左右 阳光 黄金 蓝天 白云 幸福 智慧 荣誉 周一 周二 周三 周四 周五 周六 周日 "
    "周末 周年 周边 惠民 普惠 华盛顿 "
    "吉隆坡 华侨城 利益 战略 占比 班子 陆军 贺函 贺词 贺信 宣言 白皮书 公开信 师生 陈述 苗圃 花圃 封锁 公正 康复 "
    "祝贺 祝福 基本 权威 关怀 廉政 卓越 晋级 修宪 左翼 马拉松 杨树 柳树 王储 黄柏 衣冠冢 "
    "先生 女士 丰收 晋升 索贿 全部".split()
)
TRANSLITERATES = frozenset(
    "阿埃艾安昂奥巴白拜班邦包保鲍贝本比彼宾波伯布采查达戴丹当道德登迪蒂丁东杜顿多恩尔法凡范菲费芬丰佛弗福夫盖甘冈"
    "戈格古圭哈海罕汉豪赫黑亨洪胡华怀惠霍基吉加贾简杰金卡凯坎康考柯科克肯孔库奎拉莱兰朗劳勒雷里利林琳隆卢鲁伦罗洛"
    "马玛迈麦曼芒毛梅门蒙米密敏明摩莫默墨姆穆纳娜南内尼妮宁纽努诺欧帕潘庞佩彭蓬皮平珀普奇齐恰乔切琴丘瑞萨塞桑瑟森"
    "沙莎山尚舍申圣施史舒丝斯思苏索所塔泰坦汤特滕提图托瓦万威韦维温文翁沃乌武西希夏香辛欣休许逊雅亚延扬耶叶伊易因"
    "英尤于约赞泽扎詹章珍朱卓兹佐买孜热江唐契歇茨什迦博冯龙朔翰别绍娃吕富"
)
# Those that stand in names of minorities as well, of which a dot has told.
_DOTTED = TRANSLITERATES | frozenset("阔吐吾守合丽帕先提旦依赛木古扎甫孜胡浑力洪巧桂拢仓央次仁罗追旺堆措平嘉珠宗")
# Before a dot within a name.
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])(?=[·•・][\u4e00-\u9fff])")
_FOREIGN_POST = re.compile(
    "(?:总统|首相|总理|国务卿|外长|防长|议长|国王|议员|大使|部长|总裁|执行官|球员|教练|主席|发言人|候选人|教授|顾问|特使|代表|财长|大臣|长官|秘书长)$"
)

# What says that someone with such a post is of another country.
ABROAD = re.compile(
    "^(?!.*(?:中国|我国|中方)(?:前?常?驻|政府|代表)).*?(?:越共|朝鲜劳动党|老挝人革党|人民革命党|美国|英国|法国|德国|俄罗斯|俄国|日本|韩国|朝鲜|印度|印尼|泰国|越南|缅甸|老挝|柬埔寨|菲律宾|马来西亚|新加坡|澳大利亚|加拿大|墨西哥|巴西|伊朗"
    "|以色列|联合国|欧盟|北约|东盟|非盟|阿盟|世界?卫生?组织|世界?贸易?组织|国际货币基金|世界银行|国际奥委会|国际足联|国际原子能"
    "|欧洲央行|美联储|红十字国际|总统|国王|首相|外相|自民党|民主党|共和党|国务卿|参议|众议|白宫"
    "|[\u4e00-\u9fff]{2,5}(?:亚|斯坦|兰)(?:[总国外防副]|$))"
)


# What stands before a name: a post, a word that other nouns follow as well (农民利益), another name.
Context = Literal["post", "calling", "list"]
# Tags of the segmenter for names and for what it does not know.
_NAME_TAGS = ("nr", "ns", "nz", "nt", "x")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset of a text, with the post before it ("" for none); both as simplified characters.

    `body` is the body that the post leaves out because the sentence has named it: 县政协 for the 副主席 who come after
    县政协主席.
    """

    name: str
    start: int
    post: str
    body: str = ""

    @property
    def full_post(self) -> str:
        """The post with the body that it leaves out."""
        return self.body + self.post


# Bodies whose leaders are listed one after another, and the posts that take the body from the one before.
_BODY = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:人大常委会|政协|人大)")
_SHARED = re.compile("[原前]?(?:党组(?:副?书记|成员)|副?主任|副?主席|秘书长)")


def _is_no_name(name: str) -> bool:
    """Whether it is a word of everyday, ends as no name does, hides a name (张某), or has no name's characters."""
    ends = name[-1] in _NEVER_LAST or name.endswith(_ADDRESSES)
    return name in _WORDS or ends or "某" in name or not spelled_like_a_name(name)


class _Sentence:
    """A text with its words: where they begin and end, and how the segmenter tags them."""

    def __init__(self, text: str) -> None:
        import rjieba

        self.text = text
        self.words: dict[int, tuple[int, str]] = {}
        self.ends: set[int] = set()
        at = 0
        for word, tag in rjieba.tag(text):
            self.words[at] = (at + len(word), tag)
            at += len(word)
            self.ends.add(at)

    def tag(self, start: int, end: int) -> str:
        """The tag of the word that is exactly `start:end`, "" when there is none."""
        stop, tag = self.words.get(start, (0, ""))
        return tag if stop == end else ""

    def name_at(self, start: int, context: Context = "post") -> str:
        """The personal name that begins at `start`, "" for none. Padded two-character names (杨 名) are known."""
        text = self.text
        padded = re.match(r"([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?=$|[，。、；）)\s|])", text[start:])
        if padded and padded[1] in SURNAMES:
            return padded[1] + padded[2]
        if dotted := self.dotted_at(start):
            return dotted
        if is_tibetan(text[start : start + 4]):
            return text[start : start + 4]
        compound = text[start : start + 2] in COMPOUND
        if not compound and text[start : start + 1] not in SURNAMES:
            return ""
        fits = [(self._fit(start, start + size, context), size) for size in ((4, 3) if compound else (3, 2))]
        fit, size = max(fits)
        return text[start : start + size] if fit > 0 else ""

    def _fit(self, start: int, end: int, context: Context) -> int:
        """How well `start:end` stands as a name; 0 or less for not at all."""
        text = self.text
        name, follow = text[start:end], FOLLOW.match(text, end)
        goes_on = self._stands_alone(start, end) and self.words.get(end, (0, ""))[1][:1] in ("v", "d", "p", "m")
        if not (follow or goes_on) or not re.fullmatch("[\u4e00-\u9fff]+", name) or len(name) < end - start:
            return 0
        if self.tag(start, end) == "ns" and POST.match(text, end):
            return 0
        if (name[:2] in _WORDS and not (len(name) > 2 and SPEAKS.match(text, end))) or _is_no_name(name):
            return 0
        tag, (first, first_tag) = self.tag(start, end), self.words.get(start, (start + 1, "x"))
        if self.is_word(start, end):
            return 0
        closed = follow is not None and not re.match("[\u4e00-\u9fff]", follow[0])
        # An everyday word may be a name (副县长白雪) where the sentence says so.
        if tag and not tag.startswith(_NAME_TAGS) and context != "list":
            plain = closed or end - start > 2 or SPEAKS.match(text, end)
            # Three characters that it takes for a verb are most likely a guess at a name it does not know (曾建建).
            guessed = tag == "v" and end - start == 3
            if (tag[0] in "vdpcmrfu" and not guessed) or context == "calling" or not plain:
                return 0
        # 曾表示: an adverb and its verb; not one that the segmenter only guesses, nor a name like 曾强强.
        verb = first_tag == "d" and first == start + 1 and self.tag(first, end).startswith("v")
        if verb and len(set(text[first:end])) > 1 and is_known(text[first:end]):
            return 0
        begins_word = not first_tag.startswith(_NAME_TAGS) and (first - start > 1 or first_tag[:1] in "dpcur")
        if context == "calling" and not tag and begins_word:
            return 0
        # 马超一同: the third character begins the word that goes on with the sentence.
        too_long = end - start == 3 and text.startswith(_LONG_VERBS, end - 1)
        return 3 * bool(follow) + 2 * closed + 2 * (end in self.ends) + tag.startswith("nr") - 4 * too_long

    def is_word(self, start: int, end: int) -> bool:
        """Whether the dictionary has `start:end` as a word, or two words whose border lies within (普遍认|为), and the
        segmenter does not take it for a person's name."""
        middle = end - 1
        two = middle - start == 2 and is_common(self.text[start:middle]) and is_common(self.text[middle : end + 1])
        return not self.tag(start, end).startswith("nr") and (two or is_common(self.text[start:end]))

    def may_be_name(self, start: int, end: int) -> bool:
        """Whether `start:end`, which stands where a name would, is not a word of everyday."""
        name, tag = self.text[start:end], self.tag(start, end)
        everyday = (tag and not tag.startswith(_NAME_TAGS)) or (name[:2] in _WORDS and not tag.startswith("nr"))
        everyday = everyday or self.is_word(start, end)
        return not everyday and not _is_no_name(name)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the segmenter takes `start:end` for a name, or for a surname and what follows it."""
        first, tag = self.words.get(start, (0, ""))
        return end in self.ends and (self.tag(start, end).startswith("nr") or (first == start + 1 and tag == "nr"))

    def opens(self, start: int) -> bool:
        """Whether a name may begin here: a lone character before it would belong to it (黑田东彦)."""
        before = next((w for w, (end, _) in self.words.items() if end == start), None)
        if before is None or start - before > 1 or not re.match("[\u4e00-\u9fff]", self.text[before]):
            return True
        return self.words[before][1][:1] in "pcuvdmr"

    def foreign_at(self, start: int, abroad: bool) -> str:
        """A foreigner's name that begins at `start`, "" for none: in transliteration, or, behind a post `abroad`, in
        characters of its own (高市早苗)."""
        end, tag = self.words.get(start, (start, ""))
        everyday = end - start > 1 and tag[:1] in ("t", "v", "d", "p", "c", "u", "m", "r", "f")
        if everyday or FOLLOW.match(self.text, start):
            return ""
        like, ends = self._transliterated(start, TRANSLITERATES)
        # 和 before a single character is a part of the name: 植田和男.
        ends = [n for n in ends if not re.match(f"和[\u4e00-\u9fff](?:{FOLLOW.pattern})", self.text[start + n :])]
        fits = [n for n in ends if 2 <= n <= like] or [n for n in ends if abroad and 2 <= n <= 5][:1]
        name = self.text[start : start + max(fits, default=0)]
        foreign = TRANSLITERATES.issuperset(name) or not is_common(name)
        return name if foreign and self.tag(start, start + len(name)) != "ns" else ""

    def _transliterated(self, start: int, characters: frozenset[str]) -> tuple[int, list[int]]:
        """How many such characters stand from `start` on, eight at most; and behind how many the sentence may go on."""
        run = re.match("[\u4e00-\u9fff]{,8}", self.text[start : start + 8])
        size = len(run[0]) if run else 0
        like = next((n for n in range(size) if self.text[start + n] not in characters), size)
        return like, [n for n in range(1, size + 1) if FOLLOW.match(self.text, start + n) or self._acts(start + n)]

    def _acts(self, at: int) -> bool:
        """Whether a verb, or a word that goes before one, of two characters and more begins here."""
        end, tag = self.words.get(at, (at, ""))
        return end - at > 1 and tag[:1] in ("v", "d", "t")

    def dotted_at(self, start: int) -> str:
        """A name with dots that begins at `start`: its last part as far as its characters go and the sentence may then
        go on; "" for none."""
        dotted = re.match(r"(?:(?:(?![和与及])[\u4e00-\u9fff]){1,8}[·•・])+", self.text[start:])
        if not dotted:
            return ""
        like, ends = self._transliterated(start + dotted.end(), _DOTTED)
        within = [n for n in ends if n <= like]
        size = within[-1] if within else next(iter(ends), like)
        return self.text[start : start + dotted.end() + size]


def find_people(text: str) -> list[Mention]:
    """Names behind a post, and those listed after them, which share it; names that speak or are listed have none."""
    return list(_find(text))


def named_at(text: str) -> frozenset[int]:
    """The offsets of a text at which people's names stand."""
    return frozenset(i for each in find_people(text) for i in range(each.start, each.start + len(each.name)))


@lru_cache(maxsize=256)
def _find(text: str) -> tuple[Mention, ...]:
    sentence = _Sentence(to_simplified(text))
    found: list[Mention] = []
    last = 0
    for match in POST.finditer(sentence.text):
        if match.end() >= last:
            post = _post(sentence.text, match.end(1), last)
            calling = match[1] in _COMMON.union(_CALLINGS.split()) - _SURE
            context: Context = "calling" if calling else "post"
            listed = list(_names(sentence, match.end(), post, context))
            found += listed
            last = _end(sentence.text, listed[-1]) if listed else last
    ordered = sorted([*found, *_without_post(sentence, found)], key=lambda mention: mention.start)
    return tuple(_with_bodies(ordered))


def _with_bodies(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, posts that name no body with that of the post before."""
    body = ""
    for mention in mentions:
        named = _BODY.match(mention.post)
        if named:
            body = named[0]
        elif mention.post and not _SHARED.match(mention.post):
            body = ""
        yield replace(mention, body=body) if body and _SHARED.match(mention.post) else mention


def _end(text: str, mention: Mention) -> int:
    """Where a mention ends, the padding of its name included."""
    return mention.start + len(mention.name) + (text[mention.start + 1 : mention.start + 2] in (" ", "\u3000"))


def _names(sentence: _Sentence, start: int, post: str, context: Context) -> Iterator[Mention]:
    """The names from `start` on, parted by 、 or 和."""
    text = sentence.text
    while True:
        abroad = bool(ABROAD.search(post))
        foreign = sentence.foreign_at(start, abroad) if abroad or _FOREIGN_POST.search(post) else ""
        name = sentence.name_at(start, context)
        name = foreign if not name or (abroad and len(foreign) > len(name)) else name
        if not name:
            return
        mention = Mention(name, start, post)
        yield mention
        start = _end(text, mention)
        if text[start : start + 1] not in ("、", "和"):
            return
        start, context = start + 1, "list"


def _without_post(sentence: _Sentence, found: Iterable[Mention]) -> Iterator[Mention]:
    """Names that no post stands before, the surest first."""
    taken = {i for mention in found for i in range(mention.start, _end(sentence.text, mention))}
    for way in (_dotted, _tibetan, _framed, _speaking, _likely):
        for start, name in way(sentence, taken):
            if name and start not in taken:
                taken.update(range(start, start + len(name)))
                yield Mention(name, start, "")


def _dotted(sentence: _Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """Names with dots."""
    text = sentence.text
    for dot in _DOT.finditer(text):
        start = dot.start()
        while start and text[start - 1] in _DOTTED and start - 1 not in taken:
            start -= 1
        yield start, sentence.dotted_at(start)


def _tibetan(sentence: _Sentence, _: Set[int]) -> Iterator[tuple[int, str]]:
    """Two parts of Tibetan names."""
    runs = ((start, sentence.text[start : start + 4]) for start in range(len(sentence.text) - 3))
    return ((start, name) for start, name in runs if is_tibetan(name))


def _framed(sentence: _Sentence, _: Set[int]) -> Iterator[tuple[int, str]]:
    """Those to whom something is done, or who do what only people do."""
    for framed in _FRAMED.finditer(sentence.text):
        start = framed.start("names")
        for name in framed["names"].split("、"):
            if sentence.may_be_name(start, start + len(name)):
                yield start, name
            start += len(name) + 1


def _speaking(sentence: _Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """What the segmenter takes for names that speak, are listed, or stand before what people are called by."""
    text = sentence.text
    for start, (_, tag) in sentence.words.items():
        if start in taken or not tag.startswith("nr") or not sentence.opens(start):
            continue
        if not (name := sentence.name_at(start)):
            continue
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        listed = (before == "、" and start - 2 in taken) or (after == "、" and bool(sentence.name_at(end + 1)))
        if SPEAKS.match(text, end) or _CALLED.match(text, end) or listed:
            yield start, name


def _likely(sentence: _Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """What is likely to be a name by its characters and its place."""
    for start, name in likely_names(sentence.text):
        span = range(start, start + len(name))
        everyday = _is_no_name(name) or sentence.is_word(start, span.stop)
        if taken.isdisjoint(span) and not (everyday or _seems_foreign(sentence.text, span)):
            yield start, name


def _seems_foreign(text: str, span: range) -> bool:
    """Whether a name without a post is short and in the characters of transliteration, or part of a longer one
    mostly in these, or stands behind another country (朝鲜外务相李勇浩)."""
    name, beside = text[span.start : span.stop], (text[span.start - 1 : span.start], text[span.stop : span.stop + 1])
    strange = sum(character not in TRANSLITERATES for character in name)
    if (not strange and len(name) < 3) or (strange < 2 and any(c and c in TRANSLITERATES for c in beside)):
        return True
    clause = re.search("[\u4e00-\u9fff]{0,12}$", text[: span.start])
    return bool(clause and ABROAD.search(clause[0]))


def may_be_foreign(mention: Mention) -> bool:
    """Whether a name is short, in the characters of transliteration, and behind a post that people of other countries
    have too (候选人哈拉): a foreigner's where the text speaks of abroad."""
    return (
        len(mention.name) == 2 and TRANSLITERATES.issuperset(mention.name) and bool(_FOREIGN_POST.search(mention.post))
    )


# Words that end the clause before a post; what stands behind the last of them is the post.
_CLAUSE = re.compile(
    "驳回|会见|会谈|走访|看望|慰问|陪同|邀请|告诉|采访|率领|担任|当选|任命|来到|见到|来自|感谢|听取|以及|时任|现任|原任|记者|每一个|[他她我该的了是为让把请由据在从随给跟同与]|被(?!告)"
    "|对(?![外台口])|向(?!阳)|经(?![济营理信开贸])|^[和及受]|^以(?!色列)|^前(?=[后面者往来])"
)
_LONGEST = 18


def _post(text: str, end: int, floor: int) -> str:
    """The post that ends at `end`: back to the last mark of punctuation, posts joined by 、 included."""
    start = end
    while start > floor and re.match(r"[\u4e00-\u9fff（）]", text[start - 1]):
        start -= 1
    post = text[start:end]
    while start > floor and text[start - 1] == "、":
        before = re.search(rf"[\u4e00-\u9fff]{{0,12}}(?:{_POSTS})$", text[floor : start - 1])
        if not before:
            break
        start = floor + before.start()
        post = text[start:end]
    if cuts := list(_CLAUSE.finditer(post)):
        post = post[cuts[-1].end() :] or post
    # A long run before the title is a clause, not a post: keep what can be read as one.
    if len(post) > _LONGEST:
        cut = re.search(rf"(?:[省市县区镇乡]|中共|国家|中央|全国)[\u4e00-\u9fff]{{0,12}}(?:{_POSTS})$", post)
        post = cut[0] if cut else post[-8:]
    return post
