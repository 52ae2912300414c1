"""Whether the English has the same time: day of the week, half of the day, last year or next, from or until."""

import re
from collections.abc import Iterator

from service.checks.ends import turned_ends
from service.checks.form import Complaint
from service.numbers import compare

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# 每周三次 is three times a week, 一周五天 five days of it.
_WEEKDAY = re.compile(
    "(?<![一两二三四五六七八九十几每双])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![次个篇天名期场节岁年回趟至到])"
)
_NUMBERED = {day: _DAYS["一二三四五六日".find(day)] for day in "一二三四五六日"} | {"天": "Sunday"}
_SAYS_DAY = re.compile(rf"\b({'|'.join(_DAYS)})s?\b")
_EARLY, _LATE = (
    re.compile("(?:凌晨|清晨|早上|早晨|上午|早)$"),
    re.compile("(?:下午|午后|傍晚|晚上|晚间|当晚|昨晚|今晚)$"),
)
_HALF = re.compile(
    r"\d{1,2}(?:[:.]\d\d)?(?: o'clock)?(?:\s?(?P<half>[ap])\.?\s?m\b| in the (?P<part>morning|afternoon|evening))"
)
NOON = 12
SMALL = 5  # hours after midnight that may be called 晚上
# What is said of a year, month, week or day by where it stands from now.
_RELATIVE = (
    ("去年|上年(?![级纪龄])", "last", r"\blast year\b"),
    ("今年|本年(?![级纪龄])", "this", r"\bthis year\b"),
    ("明年|来年|次年|翌年|下一年|下年", "next", r"\bnext year\b"),
    ("上个?月(?![底末初]?[亮球])", "last", r"\blast month\b"),
    ("本月|这个?月", "this", r"\bthis month\b"),
    ("下个?月|次月", "next", r"\bnext month\b"),
    ("上个?周|上个?星期|上个?礼拜", "last", r"\blast week\b"),
    ("本周|这周|这个?星期|这个?礼拜", "this", r"\bthis week\b"),
    ("下个?周|下个?星期|下个?礼拜", "next", r"\bnext week\b"),
    ("昨[天日晚晨]", "yesterday", r"\b(?:yesterday|last night)\b"),
    ("今[天日晚晨早]", "today", r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"),
    ("明[天日晚晨早]", "tomorrow", r"\btomorrow\b"),
)
_SPANS = tuple(
    tuple((re.compile(zh), name, re.compile(en, re.IGNORECASE)) for zh, name, en in _RELATIVE[at : at + 3])
    for at in range(0, len(_RELATIVE), 3)
)
# How often, or in what time so much: the Chinese that says so, what else of the source may be meant by the English.
_RATES = tuple(
    (
        re.compile(zh),
        re.compile(rf"(?<![\d〇零一二三四五六七八九十百千几两数])(?:{unit})"),
        re.compile(en, re.IGNORECASE),
    )
    for zh, unit, en in (
        ("每一?年|年均|逐年", "年|岁", r"\b(?:annual(?:ly)?|yearly|(?:per|a|each|every) year|per annum)\b"),
        ("每一?季度?", "季", r"\b(?:quarterly|(?:per|a|each|every) quarter)\b"),
        ("每一?个?月|月均", "月", r"\b(?:monthly|(?:per|a|each|every) month)\b"),
        ("每一?个?(?:周|星期)|周均", "周|星期|礼拜", r"\b(?:weekly|(?:per|a|each|every) week)\b"),
        ("每一?[天日]|[日天]均", "天|日|昼|夜", r"\b(?:daily|(?:per|a|each|every) day)\b"),
        ("每一?个?(?:小时|钟头)", "时|钟头", r"\b(?:hourly|(?:per|an|each|every) hour)\b"),
        ("每一?分钟?", "分", r"\b(?:per|a|each|every) minute\b"),
        ("每一?秒钟?", "秒", r"\b(?:per|a|each|every) second\b"),
    )
)
_END, _BEGINNING = re.compile("[年月][底末]|下旬"), re.compile("[年月]初|上旬|年头|开年|开局|开[始头]|起")
_SAYS_END = re.compile(r"\bend\b|\blate\b", re.IGNORECASE)
_SAYS_BEGINNING = re.compile(
    r"\b(?:(?:beginning|start) of (?:the |this |next |last )?(?:year|month|(?:19|20)\d\d|[A-Z][a-z]+)"
    r"|early (?:this |next |last )?(?:year|month|(?:19|20)\d\d))\b"
)


def times(zh: str, en: str) -> Iterator[Complaint]:
    """Another day of the week, the other half of the day, last year for this, the beginning of a year for its end,
    until for from. Days and years that the English adds or leaves out are left to other checks."""
    yield from _weekdays(zh, en)
    yield from _halves(zh, en)
    yield from turned_ends(zh, en)
    for span in _SPANS:
        meant = {name: match[0] for pattern, name, _ in span if (match := pattern.search(zh))}
        said = {name: match[0] for _, name, pattern in span if (match := pattern.search(en))}
        if meant and said and not meant.keys() & said.keys():
            source, target = next(iter(meant.values())), next(iter(said.values()))
            yield f"the source says {source}, the English {target}", source, target
    yield from _rates(zh, en)
    end, beginning = _END.search(zh), _SAYS_BEGINNING.search(en)
    if end and beginning and not _BEGINNING.search(zh) and not _SAYS_END.search(en):
        yield f"the source says {end[0]}, the English {beginning[0]}", end[0], beginning[0]


def _weekdays(zh: str, en: str) -> Iterator[Complaint]:
    meant = {_NUMBERED[match["day"]]: match[0] for match in _WEEKDAY.finditer(zh)}
    said = [match[1] for match in _SAYS_DAY.finditer(en)]
    other = [day for day in said if day not in meant]
    if other and any(day not in said for day in meant):
        source = next(text for day, text in meant.items() if day not in said)
        yield f"{source} is another day, the English says {other[0]}", source, other[0]


def _rates(zh: str, en: str) -> Iterator[Complaint]:
    """So much each year as so much each month: the English says no rate of the source, and one that it has not."""
    meant = [(match[0], said) for often, _, said in _RATES if (match := often.search(zh))]
    if not meant or any(said.search(en) for _, said in meant):
        return
    for _, unit, said in _RATES:
        if (other := said.search(en)) and not unit.search(zh):
            yield f"the source says {meant[0][0]}, the English {other[0]}", meant[0][0], other[0]


def _halves(zh: str, en: str) -> Iterator[Complaint]:
    for quantity, others in compare(zh, en).pairs:
        if quantity.unit not in ("时", "点") or quantity.value in (0, NOON, 2 * NOON):
            continue
        before = zh[: quantity.span.start].rstrip()
        small = quantity.value <= SMALL and re.search("晚[上间]?$", before)
        late = quantity.value > NOON or (_LATE.search(before) and not small)
        if not late and not _EARLY.search(before):
            continue
        found = [_HALF.match(en, other.span.start) for other in others]
        halves = {"a" if m["part"] == "morning" else m["half"].lower() if m["half"] else "p" for m in found if m}
        if halves == {"a" if late else "p"} and all(found):
            said = next(m[0] for m in found if m)
            yield f"{quantity.text}时 is in the other half of the day, the English says {said}", quantity.text, said
