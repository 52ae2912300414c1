"""Whether the English goes up where the Chinese does, and down where it goes down."""

import re
from collections.abc import Iterator

from service.checks.form import Complaint
from service.numbers import compare

# What is not denied: 不得少于 bounds an amount, and says nothing of its way.
_SAID = "(?<!不)(?<!不[得能应可会宜])"
_ZH_UP = re.compile(
    r"增长|上升|上涨|提高|增加|增幅|增至|增(?=了?\d)|新增|涨幅|涨(?=[了\d至超])|大涨|上扬|攀升|走高|扩大|回升"
    r"|增收|增产|激增|飙升|猛增|提升(?=[了至到\d])|升至|升(?=\d)|上调|翻番|增多|升高|增大|增强"
    rf"|拉升|走强|反弹|{_SAID}(?:高于|超过|多于)"
)
_ZH_DOWN = re.compile(
    r"下降|减少|降低|下跌|下滑|缩小|回落|跌幅|降幅|降至|跌至|跌(?=[了\d至超破])|大跌|暴跌|萎缩|走低|放缓|减产"
    r"|减至|减(?=[了\d])|降(?=[了\d])|锐减|骤降|缩减|下调|收窄|降温|减弱|走弱|裁减|减持|减税|降税|降价"
    rf"|降息|贬值|{_SAID}(?:低于|少于)"
)
_MAY_FALL, _MAY_RISE = re.compile("[降减跌缩少低下落滑弱]"), re.compile("[增升涨长多高扩加提上超翻起]")
# Every word that may say so in passing …
_EN_UP = re.compile(
    r"\b(?:"
    r"increas\w*|ris(?:e|es|en|ing)|rose|grow\w*|grew|up|climb\w*|gain\w*|expan\w*|higher|high|rais\w*"
    r"|soar\w*|surg\w*|jump\w*|exceed\w*|more|above|over|improv\w*|enlarg\w*|rebound\w*|recover\w*"
    r"|upward\w*|upgrad\w*|elevat\w*|boost\w*|advanc\w*|accelerat\w*|add(?:s|ed|ing|ition\w*)?|new\w*"
    r"|doubl\w*|tripl\w*|stronger|better|faster|larger|greater|appreciat\w*|widen\w*|enhanc\w*"
    r"|strengthen\w*|spike\w*|skyrocket\w*|promot\w*|outnumber\w*|than|beyond|lift\w*|wider|longer"
    r"|intensif\w*|most|further|extra|growth"
    r")\b",
    re.IGNORECASE,
)
_EN_DOWN = re.compile(
    r"\b(?:"
    r"decreas\w*|declin\w*|fall\w*|fell|drop\w*|down|downward\w*|reduc\w*|lower\w*|low|shr[aiu]nk\w*"
    r"|slump\w*|slid\w*|cut\w*|contract\w*|less\w*|fewer|under|below|plung\w*|dip\w*|tumbl\w*|eas\w+"
    r"|slow\w*|narrow\w*|weak\w*|los[est]\w*|lost|diminish\w*|downgrad\w*|worsen\w*|deteriorat\w*"
    r"|depreciat\w*|smaller|shorter|short\w*|minus|negative\w*|retreat\w*|collaps\w*|subsid\w*|recession"
    r"|halv\w*|curb\w*|curtail\w*|cheaper|relief|discount\w*|shed\w*|mitigat\w*|alleviat\w*|limit\w*"
    r"|lag\w*|devalu\w*|sink\w*|sank|sunk|scal\w+ back|exempt\w*|minim\w+|nearly|almost|within|not|sell\w*"
    r"|sold|pull\w*"
    r")\b",
    re.IGNORECASE,
)
# … and those that say nothing else.
_RISES = re.compile(
    r"\b(?:increas\w*|ris(?:e|es|en|ing)|rose|grow\w*|grew|climb\w*|soar\w*|surg\w*|jump\w*|rais\w*|growth|up)\b",
    re.IGNORECASE,
)
_FALLS = re.compile(
    r"\b(?:decreas\w*|declin\w*|fall(?:s|ing|en)?|fell|drop\w*|reduc\w*|lower\w*|plung\w*|slump\w*|shrank|down)\b",
    re.IGNORECASE,
)
# Beside a number, how it moves.
_AMOUNT_UP = re.compile(rf"{_RISES.pattern}|\b(?:higher|gain\w*|added)\b", re.IGNORECASE)
_AMOUNT_DOWN = re.compile(
    rf"{_FALLS.pattern}|\b(?:shrink\w*|shrunk|cut\w*|slid\w*|below|lost|los[es]\w*|tumbl\w*|dip\w*|contract\w*)\b",
    re.IGNORECASE,
)
_AMOUNTS = (_AMOUNT_UP, _AMOUNT_DOWN)
_TO_NUMBER = "(?:了|约|近|超过|超|逾|达|为|幅度|[0-9.%个百分点至到的])*$"
_UP_BY = re.compile(
    f"(?:增长|上升|上涨|提高|增加|增幅|增速|涨幅|涨|攀升|扩大|提升|回升|升|上调|{_SAID}高于|高出|增){_TO_NUMBER}"
)
_DOWN_BY = re.compile(
    f"(?:下降|减少|降低|下跌|下滑|缩小|回落|跌幅|降幅|跌|降|萎缩|下调|{_SAID}(?:低于|少于)|收窄|减){_TO_NUMBER}"
)
# A rate that goes up or down by so much: growth that slows, a decline that widens. What English calls the rate by says
# nothing of its way.
_RATE = "(?:增速|增长率|增幅|涨幅|升幅|降幅|跌幅|降速)[^，。；的]{0,20}?"
_FASTER_BY = re.compile(f"{_RATE}(?:扩大|加快|提高|提升|上升|回升|增加|加大|加深){_TO_NUMBER}")
_SLOWER_BY = re.compile(f"{_RATE}(?:回落|收窄|放缓|缩小|下降|下滑|降低|减缓|趋缓|减小){_TO_NUMBER}")
_FASTER = re.compile(
    r"\b(?:widen\w*|wider|accelerat\w*|quick\w*|fast\w*|higher|larger|bigger|deep\w*|steep\w*|expand\w*|up|rose|rising|rises"
    r"|risen|increas(?:ed|ing)|climb\w*|gain\w*|picked|more)\b",
    re.IGNORECASE,
)
_SLOWER = re.compile(
    r"\b(?:narrow\w*|slow\w*|eas(?:ed|es|ing)|decelerat\w*|lower\w*|small\w*|shr[aiu]nk\w*|moderat\w*|fell|fall(?:s|en|ing)"
    r"|declin(?:ed|ing)|dropp(?:ed|ing)|down|decreas(?:ed|ing)|reduced|contract\w*|retreat\w*|less|dipped|slid)\b",
    re.IGNORECASE,
)
# Of two things, which is more: 高于全市平均水平1.2个百分点, and the word behind the number in English.
_MORE_BY = re.compile(f"(?:{_SAID}(?:高于|高出|快于|多于)|比[^，。；]{{1,16}}(?:高|快|多))[^，。；]{{0,14}}$")
_LESS_BY = re.compile(f"(?:{_SAID}(?:低于|慢于|少于)|比[^，。；]{{1,16}}(?:低|慢|少))[^，。；]{{0,14}}$")
_COMPARED = re.compile(
    r"(?:\s?%|\s[a-z]+){0,3}?\s(?:(higher|faster|more|above|greater)|lower|slower|less|fewer|below)\b"
)


def direction(zh: str, en: str) -> Iterator[Complaint]:
    """增长 rendered as a decline, or the other way round: by the words of the sentence, then number by number."""
    up, down = _ZH_UP.findall(zh), _ZH_DOWN.findall(zh)
    rises, falls = len(_RISES.findall(en)), len(_FALLS.findall(en))
    fell = len(_EN_DOWN.findall(en)) < len(down) and rises > len(up)
    rose = len(_EN_UP.findall(en)) < len(up) and falls > len(down)
    turned_down = bool(up) and not down and falls > 0 and rises < len(up) and not _MAY_FALL.search(zh)
    turned_up = bool(down) and not up and rises > 0 and falls < len(down) and not _MAY_RISE.search(zh)
    if fell or rose or turned_down or turned_up:
        yield "what rises in one language may fall in the other", (down if fell or turned_up else up)[0], ""
        return
    for quantity, others in compare(zh, en).pairs:
        if quantity.kind in ("percent", "amount", "fraction"):
            before = zh[max(0, quantity.span.start - 10) : quantity.span.start]
            clause = zh[max(0, quantity.span.start - 32) : quantity.span.start]
            paced = _way(_FASTER_BY, _SLOWER_BY, clause)
            way, words = (paced, (_FASTER, _SLOWER)) if paced else (_way(_UP_BY, _DOWN_BY, before), _AMOUNTS)
            moved = way and {_moves(en, other.span.start, other.span.end, words) for other in others} == {-way}
            way = _way(_MORE_BY, _LESS_BY, clause)
            compared = way and {_compared(en, other.span.end) for other in others} == {-way}
            if moved or compared:
                yield f"{quantity.text} may move the other way in the English", before[-2:] + quantity.text, ""


def _way(up: re.Pattern[str], down: re.Pattern[str], before: str) -> int:
    """1 if the words before a number say up, -1 if down, 0 if neither or both."""
    return bool(up.search(before)) - bool(down.search(before))


def _compared(en: str, end: int) -> int:
    """Whether the number that ends here is how much more, 1, or less, -1, something is."""
    match = _COMPARED.match(en, end)
    return 0 if not match else 1 if match[1] else -1


def _moves(en: str, start: int, end: int, words: tuple[re.Pattern[str], re.Pattern[str]]) -> int:
    """By the words for up and those for down, how the number at `start:end` moves: 1 up, -1 down, 0 unknown; the
    nearest word of its clause decides."""
    before = re.split(r"[.;]\s|, (?:and|but|while|with)\b", en[max(0, start - 40) : start])[-1]
    behind = re.split(r"[.;,]\s| and | while | but ", en[end : end + 40])[0]
    near = [
        (len(before) - match.end(), way)
        for pattern, way in zip(words, (1, -1), strict=True)
        for match in pattern.finditer(before)
    ]
    # A word behind the number belongs to it less often than one before.
    near += [
        (match.start() + 8, way)
        for pattern, way in zip(words, (1, -1), strict=True)
        for match in pattern.finditer(behind)
    ]
    return min(near)[1] if near else 0
