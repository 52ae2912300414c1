"""Whether what rises by so much is not said to rise to so much, nor the other way round (增长了, 增长到)."""

import re
from collections.abc import Iterator

from service.checks.form import Complaint
from service.numbers import compare

_MOVES = "提高|增加|增长|上升|提升|扩大|升|上调|涨|下降|降低|减少|下调|降|跌|缩小|回落|回升"
_TO = re.compile(f"(?:{_MOVES})(?:到|至|为|成)了?$")
_BY = re.compile(f"(?:{_MOVES})了?$")
_ROUGHLY = "about|around|nearly|more than|over|some|almost|approximately|up to|another|a total of|US|HK|RMB"
_BLUR = rf"(?:(?:{_ROUGHLY}) ?)*[$¥€£]?$"
_SAYS_BY = re.compile(rf"\bby {_BLUR}")
_SAYS_TO = re.compile(
    r"\b(?:increas|ris|rose|rais|grow|grew|expand|climb|fall|fell|drop|declin|decreas|reduc|cut|lower|shr[aiu]nk|soar|surg"
    rf"|jump|widen|narrow)\w* (?:\w+ ){{0,3}}?to {_BLUR}"
)
_SAYS_FROM = re.compile(rf"\bfrom {_BLUR}")
_CHANGE = "increase|rise|growth|decrease|drop|decline|fall|reduction|cut"
_IS_CHANGE = re.compile(rf"(?:%| percent| per cent| percentage points?)? (?:{_CHANGE})\b(?! to)")


def extent(zh: str, en: str) -> Iterator[Complaint]:
    """A number that something reached, given as the change, or a change given as what was reached. Judged where the
    English says the number once."""
    for quantity, others in compare(zh, en).pairs:
        said = others[0].span if len(others) == 1 else None
        if said is None:
            continue
        source, before, behind = zh[: quantity.span.start], en[: said.start], en[said.end :]
        text = quantity.text
        if _TO.search(source) and (_SAYS_BY.search(before) or _IS_CHANGE.match(behind)):
            yield f"{text} is what it came to, the English says that it changed by so much", text, others[0].text
        elif _TO.search(source) and _SAYS_FROM.search(before) and not re.match(r"\D{0,20}\bto\b", behind):
            yield f"{text} is what it came to, the English says that it began with it", text, others[0].text
        elif _BY.search(source) and _SAYS_TO.search(before):
            yield f"it changed by {text}, the English says that it came to so much", text, others[0].text
