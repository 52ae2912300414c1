"""Whether the English takes the end of a time for its beginning, or the beginning for its end."""

import re
from collections.abc import Iterator

from service.checks.form import Complaint
from service.moments import LASTS
from service.numbers import compare

# What stands in a date or time before its last number.
_WITHIN = re.compile(
    r"(?:[\d零一二三四五六七八九十〇年月日号时点分:：]|今[天日年晚]|[明昨当次翌][天日年晚]|第二[天年]|本月|[上下]个?月|北京时间|当地时间"
    r"|凌晨|清晨|[早晚]上|早晨|[上中下]午|晚间?|[夜深]夜?间?)*$"
)
_ENDS = re.compile(f"(?:(?:{LASTS})(?:时间|期限|期)?[至到]|截[至止]到?|直[至到]|[\\d日号时点月年天起始][至到])$")
_BEGINS, _ON = re.compile("(?:自|从)$"), re.compile("[年月日号时点分整]*(?:起(?!草|步|飞|降|诉)|开始|以来)")
_SMALL_WORDS = (
    r"(?:\s|,|\.|\d{1,4}(?:st|nd|rd|th)?|:\d\d|[ap]\.?m\.?|on|at|the|of|about|around|early|late|mid-?|end|beginning|start|morning"
    r"|afternoon|evening|night|noon|midnight|local|Beijing|time|today|tomorrow|yesterday|this|next|last|year|month"
    r"|(?:Jan|Febr)(?:uary)?|March|April|May|June|July|August|(?:Sept|Nov|Dec)(?:ember)?|October|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)*$"
)
_FROM = re.compile(rf"\b(from|since|starting|beginning|as from)\b{_SMALL_WORDS}", re.IGNORECASE)
_UNTIL = re.compile(rf"(?<!not )\b(until|till|through|up to|before)\b{_SMALL_WORDS}", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|only|no)\b|n[’']t\b", re.IGNORECASE)


def turned_ends(zh: str, en: str) -> Iterator[Complaint]:
    """A time until which something lasts (持续至22时) given as one from which it does, or the other way; each time that
    the English has it. What happened only then (直到22时才) may be said either way."""
    pairs = compare(zh, en).pairs
    values = [quantity.value for quantity, _ in pairs]
    for quantity, others in pairs:
        # Of a number that is said twice, which of the English is which is not known.
        if quantity.kind not in ("date", "time") or not others or values.count(quantity.value) > 1:
            continue
        before = _WITHIN.sub("", zh[: quantity.span.start])
        ends = _ENDS.search(zh[: quantity.span.start]) or _ENDS.search(before)
        begins = _BEGINS.search(before) and _ON.match(zh, quantity.span.end)
        wrong = _FROM if ends and "才" not in zh else _UNTIL if begins and not ends and not _NOT.search(en) else None
        said = [wrong.search(en, 0, other.span.start) for other in others] if wrong else [None]
        if all(said):
            word = next(match[1] for match in said if match)
            way = "lasts until" if ends else "begins at"
            yield f"the source says what {way} {quantity.text}, the English “{word}”", quantity.text, word
            return
