"""Whether the English says no where the Chinese does."""

import re
from collections.abc import Iterator

from service.checks.form import Complaint
from service.checks.lexicon import Word, chinese_words
from service.checks.scope import denied_alone, unreached

# Words with 不, 没, 无, 未 or 非 that deny nothing: neither language need say no.
_NEUTRAL_WORDS = (
    "不断 不仅 不但 不光 不只 不过 不久 不少(?!于) 不管 不论 不懈 不止 不时 不惜 不单 不妨 不禁 不由 不愧 不忘 不动产 "
    "不锈钢 不丹 不来梅 不列颠 不亦乐乎 差不多 了不起 对不起 层出不穷 源源不断 络绎不绝 坚持不懈 坚定不移 锲而不舍 "
    "不可或缺 不可分割 不言而喻 不遗余力 不约而同 不折不扣 有条不紊 无线 无人机 无疑 无比 无数 无私 无锡 无偿 无非 "
    "无愧 无微不至 无穷 无情 无辜 无产 无机 无论 未来 未必 未婚 未免 非常 非洲 非遗 非物质 非凡 非典 是非 除非 莫非 "
    "非但 南非 北非 东非 西非 中非 对非 没收 没落 没准 沉没 淹没 出没 埋没 莫斯科 莫大 约莫 与否 是否 能否 可否 "
    "否则 有没有 能不能 是不是 会不会 要不要 好不好 分别 特别 别墅 性别 级别 区别 差别 个别 别具 告别 免费 难民 "
    "灾难 缺一不可 不亚于"
)
# Words that English puts with or without a no: unequal, different, at most.
_EITHER_WORDS = (
    "不同 不已 不足 不到 不超过 不低于 不高于 不少于 不多于 不等 不一 不得不 不可避免 不可多得 不知不觉 不胜 不乏 "
    "不日 不辞 不惧 不畏 不负 不顾 来不及 永不 决不 绝不 毫不 无不 无关 无缝 无障碍 无限 无奈 无人 无法无天 无菌 "
    "无尽 无声 未成年 不幸 不良 不公 不当 不满 不利 不安 不便 不法 不佳 不善 不实 不慎 不堪 不起眼 不经意 不定 不免 "
    "不至于 不尽 不息 不绝 不屈 不朽 不凡 不菲 不俗 不休 不错 不容易 不易 不大 不明 不适 不稳 不齐 不力 不全 不振 "
    "不景气 不解 不敌 不如 不及 不比 不下 不觉 不料 不变 不争 不均 不小 不成 不畅 目不转睛 不无 不相上下 中看不中用 "
    "漫不经心 忙而不乱 一丝不苟 不甘 不拘 不吝 不计 不耻 不见 不在意 不平凡 不寻常 不公平 不正当 不充分 不平衡 "
    "不协调 不可持续 不稳定 不确定 不必要 不合理 不规范 不文明 不完全 不健康 不合格 不合法 不同意 不赞成 不信任 "
    "不可能 不可靠 不可逆 不可预 不可替代 不理想 不满意 不停 不宜 不谨慎 没想到"
)
_NEUTRAL = re.compile("|".join(_NEUTRAL_WORDS.split()))
_EITHER = re.compile("|".join(_EITHER_WORDS.split()))
_NO = re.compile("[不没无未]")
_DENIES = re.compile("不|没有|没|未|无法|并无|毫无|无须|无需|无权|无力|无望")
# All that an English no may come from.
_MAY_DENY = re.compile(
    "不|没|无|未|勿|否|非(?=[^洲常])|切莫|难(?=以|于|免|说|得)|很难|别(?=再|让|把|去|说|忘)|拒|禁|缺(?!陷|口|席)|少(?=有|见|于)|很少|极少"
    "|避免|停止|绝(?=不|无|非)|杜绝|除(?=外|非)|直到|暂缓|推迟|几乎|尚|免于|豁免|罕见|才(?=能|会|可)|以外|之外|擅自|私自"
)
_SAYS_NO = re.compile(
    r"\b(?:not|no|never|nor|neither|cannot|without|none|nothing|nobody|nowhere)\b|n[’']t\b", re.IGNORECASE
)
# A no that denies nothing.
_NO_PHRASES = re.compile(
    r"\bnot (?:only|just|merely|simply|least|long (?:ago|after|before))\b"
    r"|\b(?:no|not)(?: longer)? (?:more|less|fewer|later|earlier) than\b|\bno\. ?\d|\bspar\w+ no\b"
    r"|\bno (?:matter|doubt|wonder)\b"
    r"|\bnone other than\b|\bif not\b|\b(?:whether )?or not\b|\bnot to mention\b|\blast but not\b"
    r"|\bnot until\b",
    re.IGNORECASE,
)
# English words that may render a Chinese no, and the Chinese that would explain them otherwise.
_RENDERS_NO = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), re.compile(explained) if explained else None)
    for words, explained in (
        (r"fail\w*", "失败|败(?!诉)"),
        (r"unable|inabilit\w*|impossib\w*|devoid|walk-in|indifferen\w*", ""),
        (r"refus\w*|reject\w*|declin\w*", "拒|下降|下滑|减|跌|降"),
        (r"lack\w*|short\w*|absen\w*|insuffic\w*", "缺|短"),
        (r"before", "前"),
        (r"at odds|opposed to", "反对"),
        (r"avoid\w*|prevent\w*", "避|防|阻|免"),
        (r"prohibit\w*|ban|bans|banned|forbid\w*", "禁"),
        (r"den(?:y|ied|ies|ying)", "否认|拒"),
        (r"little|few|hardly|rarely|barely|scarcely|seldom|minimal\w*", "很少|极少|小|罕"),
        (r"instead|rather than", "而是|代替|取代"),
        (r"unless|until|yet to|far from|exempt\w*|excluding|zero|free of|except", "直到|免|除"),
        (r"ignor\w+|neglect\w*|regardless", "忽视|无视|尽管"),
        (r"missing|missed|out for|remain\w*", "错过|失踪|仍|依然"),
        (r"un(?!i|de|til|less|able|it|ion|fortunat)\w+", ""),
        (r"in(?:abilit|adequa|correct|complet|consist|direct|effect|valid|visib|approp|accura|capab|stab|secur|just|equal"
         r"|toler|dispens|evit|advis|cauti|tact)\w*", "间接|直接"),
        (r"im(?:proper|perfect|matur|patien|balanc)\w*|ir(?:regul|respons|relev|revers|resist|replac)\w*|non\w*", ""),
        (r"il(?:leg|licit)\w*", "非法|违法"),
        (r"dis(?:agre|lik|satisf|regard|honest|allow|continu|approv|comfort|advant|qualif|obey|trust|believ|appear|connect|abl"
         r"|loc|organ|rupt)\w*", "残疾|消失|障碍|分歧"),
        (r"\w{3,}less", "无"),
        (r"constant\w*|unswerving\w*|closed|closes?", "关闭|接近"),
        (r"stop\w*|ceas\w*|suspen\w*", "停|止"),
        (r"less|trouble|pending|beyond|outside|a\w*symmetr\w*|easi\w*|free", "较|更(?!不)|外|困难|容易|免费|自由"),
    )
)  # fmt: skip


# What bounds an amount: English may say it with a no of its own, with words between it and the bound, or with none.
_BOUND = re.compile(
    "不(?:得|能|应|可以?|会|宜|准|许|允许|要)?(?:再)?(?:[少低小短高多大长早晚迟]于|超[过出])(?=[^，。；：]{0,8}?[\\d一二两三四五六七八九十百千万半])"
)
_SAYS_BOUND = re.compile(
    r"(?:\b(?:not?|never|cannot)\b|n[’']t\b) (?:\w+ ){0,4}?(?:(?:more|less|fewer|later|earlier|lower|higher|longer"
    r"|shorter|older|younger|greater|smaller|larger) than|below|under|exceed\w*|beyond|before|after|above|over)\b"
    r"|\bat (?:the )?(?:least|most|latest|earliest|minimum|maximum)\b"
    r"|\b(?:minimum|maximum|limited|capped|up to|within)\b"
    r"|\b(?:or|and) (?:more|less|fewer|above|below|over|under|older|younger|higher|lower)\b",
    re.IGNORECASE,
)

LOST = "the source denies something that the English may affirm"
GAINED = "the English denies something that the source does not deny"


def denials(zh: str) -> list[int]:
    """Where a Chinese sentence denies something in a way that English has to say."""
    if not _NO.search(zh):
        return []
    return [match.start() for match in _DENIES.finditer(_blank(_EITHER, _blank(_NEUTRAL, _without_idioms(zh))))]


def noes(en: str) -> list[re.Match[str]]:
    """The noes of an English text that deny something."""
    return list(_SAYS_NO.finditer(_blank(_NO_PHRASES, en)))


def unanswered(zh: str, en: str) -> list[Word]:
    """The words with a no in them, also such as English may say without, that no no of the English answers."""
    zh, en = _but_for_bounds(zh, en)
    denies = [match.start() for match in _NO.finditer(_blank(_NEUTRAL, zh))]
    return [word for word, _ in unreached(zh, en, [no.start() for no in noes(en)], (), denies)]


def negation_lost(zh: str, en: str) -> Iterator[Complaint]:
    """Fewer noes than the Chinese needs, or none near what one of them denies."""
    zh, en = _but_for_bounds(zh, en)
    denied = denials(zh)
    if not denied:
        return
    implied = list(_implied(zh, en))
    said = len(noes(en)) + sum(len(places) for places, explained in implied if not explained)
    hints = [place for places, _ in implied for place in places]
    affirmed = (word for word, has in unreached(zh, en, [no.start() for no in noes(en)], hints, denied) if has)
    lost = next(affirmed, None) if said >= len(denied) else None
    if said < len(denied) or lost:
        yield LOST, lost.text if lost else "", ""


def negation_gained(zh: str, en: str) -> Iterator[Complaint]:
    """More noes than the Chinese can explain, or one before what the Chinese affirms."""
    zh, en = _but_for_bounds(zh, en)
    said = noes(en)
    may = [match.start() for match in _MAY_DENY.finditer(_blank(_NEUTRAL, zh))]
    alone = said[-1][0] if len(said) > len(may) else next(denied_alone(zh, en, said, may), "")
    if alone:
        yield GAINED, "", alone


def _without_idioms(zh: str) -> str:
    """The sentence without words of four characters and more (目不暇接) or three that open with 不 (不锈钢)."""
    words = (word.text for word in chinese_words(zh))
    return "".join("·" * len(w) if len(w) > 3 or (len(w) == 3 and w[0] == "不") else w for w in words)


def _but_for_bounds(zh: str, en: str) -> tuple[str, str]:
    """The two without what bounds an amount (不得少于, must not be fewer than, at least), where both have it."""
    both = min(len(_BOUND.findall(zh)), len(_SAYS_BOUND.findall(en)))
    return (_blank(_BOUND, zh, both), _blank(_SAYS_BOUND, en, both)) if both else (zh, en)


def _implied(zh: str, en: str) -> Iterator[tuple[list[int], bool]]:
    """Where the English has words of a kind that may say as much as a no, and whether the Chinese explains them."""
    plain = _blank(_NO_PHRASES, en)
    for words, explained in _RENDERS_NO:
        places = [match.start() for match in words.finditer(plain)]
        yield places, bool(explained and explained.search(zh))


def _blank(pattern: re.Pattern[str], text: str, most: int = 0) -> str:
    """The text with dots for what matches, the first `most` times or always, so that all else stays where it stands."""
    return pattern.sub(lambda match: "·" * len(match[0]), text, count=most)
