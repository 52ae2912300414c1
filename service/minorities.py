"""Given names of Uygurs, Kazakhs, Mongolians and Tibetans, as characters write them: 阿依古丽, 巴特尔, 卓玛.

They have no surname and no dot. What tells them is a part that names of these peoples have and foreigners' have not,
among characters of transliteration.
"""

from service.surnames import SURNAMES, TIBETAN
from service.transliteration import DOTTED

# Parts of names: of Uygurs and Kazakhs, then of Mongolians.
_PARTS = frozenset(
    "古丽 姑丽 古力 古扎 古再 阿依 阿衣 阿不都 阿卜都 阿布都 阿不力 阿布力 阿不来 买买提 麦麦提 "
    "买合木 麦合木 买提 麦提 吐尔逊 图尔荪 吐尔洪 吐尔地 吐逊 托合提 托乎提 托合塔 肉孜 茹孜 热合曼 热依 热孜 "
    "热西提 克热木 帕提古 帕提曼 帕夏 祖丽 祖力 祖木热 迪丽 迪力 努尔兰 努日 玉素 玉苏 玉山 艾山 艾合 艾力 "
    "艾尼 艾买 艾则孜 艾尔肯 木沙 木合 木拉提 木哈 穆合 赛买 赛力 赛提 沙吾 沙依 沙吉 哈力 哈丽 哈斯木 巴哈尔 "
    "波拉提 达吾 加孜 加依 库尔班 库万 卡德尔 卡地 尼亚孜 尼牙孜 依明 依不拉 依布拉 "
    "依米 亚森 亚生 吾买 吾守 吾布 吾斯 居马 居马泰 居玛 塔依尔 阿孜 阿曼 阿里木 阿尼帕 海日古 海尼 米娜瓦 玛依拉 "
    "拉齐尼 如克亚 雪克来 司马义 苏来曼 巴依尔 米兰别 恰力 塞力 巴特尔 巴图 巴音 其其格 其木格 图雅 "
    "乌云 萨仁 萨如 娜仁 呼格 宝音 宝力 朝鲁 朝克 毕力格 额尔敦 额日 恩和 孟和 孟克 孟根 敖日 敖其 阿拉坦 "
    "阿拉腾 布日 那日 那顺 那木 吉日 苏日 塔娜 乌日 牧仁 道尔吉 道尔计 道尔济 道日 特木 钢巴 斯日 斯钦 庆格 青格 旺其 "
    "浩毕 满都 莫日 赛音 赛罕 诺敏 萨日 娜日 希日".split()
)
# Parts that names of foreigners have as well, but not at their beginning, or end.
_FIRST, _LAST = tuple("斯琴 巴雅 哈斯 达列 努尔 格日".split()), ("别克", "比努尔", "斯努尔")
# Whole names of two characters that begin like a surname, or of three that could be one and a given name.
_WHOLE = frozenset("斯琴 巴图 图雅 塔娜 乌云 萨仁 古丽 司马义 居马".split())
# Tibetan ones that are names of Chinese, too.
_OF_CHINESE = frozenset("成林 成来 江村 龙珠 云丹".split())
_TIBETAN_ENDS = frozenset("吉措加杰太姆先本")
_CHARACTERS = (DOTTED | frozenset("".join((*_PARTS, *_FIRST, *_LAST)))) - frozenset("因于以和万")
# Characters with which the sentence goes on, and no such name ends.
_NEVER_LAST = frozenset("来本华不都其所有次")
_LONGEST, _SHORT = 8, 3


def is_minority(name: str) -> bool:
    """Whether it is the given name of someone of these peoples."""
    if name[:2] in TIBETAN - _OF_CHINESE and (len(name) == 2 or (len(name) == _SHORT and name[2] in _TIBETAN_ENDS)):
        return True
    if not 2 <= len(name) <= _LONGEST or not _CHARACTERS.issuperset(name) or _goes_on(name):
        return False
    told = (
        name.startswith(_FIRST)
        or name.endswith(_LAST)
        or any(name[at : at + size] in _PARTS for at in range(len(name)) for size in (2, 3))
    )
    return told and (len(name) > _SHORT or name[0] not in SURNAMES or name in _WHOLE or name in _PARTS - {name[:2]})


def _goes_on(name: str) -> bool:
    """Whether the last character belongs to what follows; 达来 ends names of Mongolians."""
    return name[-1] in _NEVER_LAST and not name.endswith("达来")


def minorities_at(text: str, start: int) -> list[str]:
    """The given names of these peoples that may begin at `start`, the longest first."""
    sizes = (size for size in range(_LONGEST, 1, -1) if start + size <= len(text))
    return [text[start : start + size] for size in sizes if is_minority(text[start : start + size])]
