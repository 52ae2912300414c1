"""Whether the numbers of a sentence, their dates and currencies are those of its English."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.checks.form import Complaint
from service.numbers import CURRENCIES, Quantity, compare, find_numbers_en, is_month
from service.records import Span

# Where 元 may be the dollar of the place.
_DOLLARS = re.compile("港|澳|台湾|新台币|新加坡|加拿大|[美加澳新]元")

# What blurs a number in English, before it or behind.
_ABOUT = re.compile("[时時点點分]钟?(?:许|許|左右|前后|前後)")  # behind the time of day
_BLURS = re.compile(
    r"\b(?:about|around|approx\w*|roughly|some|almost|nearly|near|close|closer|over|more|above|exceed\w*|surpass\w*"
    r"|pass(?:ed|es|ing)|top(?:ped|ping|s)?|beyond|least|up to|less|fewer|under|below|within|or so|odd|plus|upwards?"
    r"|higher|greater|lower|older|younger|estimated|most|dozen|cap\w*|limit\w*|short of|not|several|dozens|hundreds"
    r"|thousands|tens|as (?:many|much|high) as|breach\w*|broke\w*|break\w*|reach\w*|minimum|maximum)\b"
    r"|\d\+|\d0s\b|[~<>≥≤]"
    r"|\d,?\d* ?(?:yuan |dollars )?(?:to|and|-|–|—) ?\W?\d",
    re.IGNORECASE,
)
_MORE = r"over|more than|above|exceed(?:s|ed|ing)?|in excess of|surpass(?:es|ed|ing)?|at least"
_LESS = r"nearly|almost|close to|approaching|nearing|(?:just )?under|less than|fewer than|below|at most"
_BEFORE = r"\s+(?:a total of |RMB ?|US\$|HK\$|[$¥€£])?$"
_TURNED = {
    hedge: re.compile(rf"\b({words}){_BEFORE}", re.IGNORECASE)
    for words, hedges in ((_MORE, ("nearly", "less than", "at most")), (_LESS, ("more than", "at least")))
    for hedge in hedges
}
# What turns the words that follow it: should not be less than.
_DENIED = re.compile(r"(?:\b(?:no|not|never|nor|cannot)|n['’]t)(?: (?!and|but|or)[a-z]+){0,2} $", re.IGNORECASE)
# Of an age or so much and more, or and less, behind the number; and from how much or up to how much something may be.
_UPWARD = re.compile(
    r"\D{0,24}?\b(?:and|or) (?:above|over|more(?! than)|older|higher|greater|up|upwards?|beyond|longer)\b",
    re.IGNORECASE,
)
_DOWNWARD = re.compile(
    r"\D{0,24}?\b(?:and|or) (?:below|under|less(?! than)|younger|lower|fewer|smaller|shorter)\b", re.IGNORECASE
)
_OTHER_BOUND = {
    hedge: (re.compile(rf"\b({words}){_BEFORE}", re.IGNORECASE), behind)
    for words, behind, hedges in (
        (f"{_LESS}|up to|no more than", _DOWNWARD, ("or more", "at least")),
        (f"{_MORE}|no less than", _UPWARD, ("or less", "at most")),
    )
    for hedge in hedges
} | {"less than": (None, _UPWARD), "more than": (None, _DOWNWARD)}
_AT_MOST, _AT_LEAST = (
    re.compile("(?:最多|至多)[可能会容纳坐住有达为]{0,5}\\s?$"),
    re.compile("(?:最少|至少|起码)[可能会要需有达为应]{0,4}\\s?$"),
)
# A month of which a day is named, and a day of the month.
_OF_A_DAY = re.compile(r"(?P<month>1[0-2]|[1-9])(?:月(?=\d)|[月.·/-]\d)")
_DAY = re.compile(r"(?<![\d.·/-])(?:[12]\d|3[01]|[1-9])(?=[日号](?!线|楼|院|令|文|公告))")
# Characters of English between a number and what blurs it.
NEAR = 40
# Characters between the two numbers of a range, at most.
RANGE = 12
# A clock or calendar is blurred in ways of its own: 近五年来, 十点左右; not so 20多年.
_TIMES = frozenset("年月日天时点分秒周") | {"小时", "个月", "星期", "分钟"}


def numbers_lost(zh: str, en: str) -> Iterator[Complaint]:
    for quantity in compare(zh, en).missing:
        yield f"the number {quantity.text} of the source is not in the translation", quantity.text, ""


def numbers_added(zh: str, en: str) -> Iterator[Complaint]:
    for quantity in compare(zh, en).added:
        if not is_month(quantity):
            yield f"the number {quantity.text} is not in the source", "", quantity.text
    for quantity in compare(zh, en).repeated:
        yield f"the number {quantity.text} is said more often than in the source", "", quantity.text


def dates_added(zh: str, en: str) -> Iterator[Complaint]:
    """A month that the sentence does not state may be right, known from the article, or guessed."""
    for quantity in months_added(zh, en):
        yield f"the sentence does not state the month {quantity.text}", "", quantity.text


def months_added(zh: str, en: str) -> list[Quantity]:
    """The months of the English that the Chinese has not, and those that it has, but not of that day: the 9th of
    9日发布7月份数据 is not July 9. A day is of the month that the last date before it names."""
    added = [quantity for quantity in compare(zh, en).added if is_month(quantity)]
    months = [(int(match["month"]), match.end()) for match in _OF_A_DAY.finditer(zh)]
    days: dict[int, set[int]] = {}  # by day the months that it may be of
    for match in _DAY.finditer(zh):
        days.setdefault(int(match[0]), set()).update([month for month, end in months if end <= match.start()][-1:])
    bare = [day for day, of in days.items() if not of]
    dates = [
        month
        for month, day in pairwise(find_numbers_en(en))
        if is_month(month) and day.value in bare and en[month.span.end : day.span.start] == " "
    ]
    return added + [month for month in dates if month not in added]


def hedges(zh: str, en: str) -> Iterator[Complaint]:
    """A number of which the Chinese says that it is about so much, more or less, in English that does not blur it."""
    ends = [0, *(number.span.end for number in find_numbers_en(en))]
    for quantity, others in compare(zh, en).pairs:
        if any(_BLURS.search(en[_begin(other.span.start, ends) : other.span.end + NEAR]) for other in others):
            continue
        text, hedge = quantity.text, quantity.hedge
        if quantity.kind == "time" and (about := _ABOUT.match(zh, quantity.span.end)):
            yield f"the source says about {text}{about[0]}, the English exactly so much", f"{text}{about[0]}", ""
        timed = quantity.unit in _TIMES and hedge != "more than"
        if hedge not in ("", "as much as") and quantity.kind in ("amount", "percent") and not timed:
            blurred = f"{text} {hedge}" if hedge.startswith("or ") else f"{hedge} {text}"
            yield f"the source says {blurred}, the English exactly so much", text, ""


def _begin(start: int, ends: Sequence[int]) -> int:
    """From where on what stands before a number can blur it: not what blurs the number before, unless both are one
    range."""
    before = max(end for end in ends if end <= start)
    return max(start - NEAR, before if start - before > RANGE else 0)


def turned(zh: str, en: str) -> Iterator[tuple[Quantity, Span, str]]:
    """Numbers of which the Chinese says that it is nearly or less than so much and the English that it is more, or the
    other way; where the words of the English stand that say so, and those that it should have."""
    seen: set[Span] = set()
    for quantity, others in compare(zh, en).pairs:
        wrong = _TURNED.get(quantity.hedge)
        if not wrong or not others or quantity.unit in _TIMES:
            continue
        found = [wrong.search(en, 0, other.span.start) for other in others]
        spans = [Span(*match.span(1)) for match in found if match and not _DENIED.search(en, 0, match.start(1))]
        if len(spans) == len(others):
            yield from ((quantity, span, quantity.hedge) for span in spans if span not in seen)
            seen.update(spans)


def bounds(zh: str, en: str) -> Iterator[Complaint]:
    """A number that is nearly or less than so much given as more, or the other way."""
    for quantity, span, hedge in turned(zh, en):
        said = en[span.start : span.end]
        yield f"the source says {hedge} {quantity.text}, the English {said} so much", quantity.text, said
    pairs = compare(zh, en).pairs
    values = [quantity.value for quantity, _ in pairs]
    for quantity, others in pairs:
        # 800公里以上 beside 800公里以下: which of the English is which is not known.
        hedge = "" if quantity.loose or values.count(quantity.value) > 1 else _bound(zh, quantity)
        if said := _turned_bound(hedge, others, en):
            blurred = f"{quantity.text} {hedge}" if hedge.startswith("or ") else f"{hedge} {quantity.text}"
            yield f"the source says {blurred}, the English {said}", quantity.text, said


def _bound(zh: str, quantity: Quantity) -> str:
    """What bounds a number, also from before the verb: 最多可容纳500人."""
    before, behind = zh[max(0, quantity.span.start - 12) : quantity.span.start], zh[quantity.span.end :]
    if side := re.match(rf"\s?(?:{re.escape(quantity.unit)})?(?:及|或|（含）)以(?P<down>下)?", behind):
        return "or less" if side["down"] else "or more"
    return "at most" if _AT_MOST.search(before) else "at least" if _AT_LEAST.search(before) else quantity.hedge


def _turned_bound(hedge: str, others: Sequence[Quantity], en: str) -> str:
    """What the English says each time that it has the number, if it is the other bound: 60岁以上 as “60 and below”."""
    said = ""
    for other in others:
        before, behind = _OTHER_BOUND.get(hedge, (None, None))
        match = before.search(en, 0, other.span.start) if before else None
        match = match if match and not _DENIED.search(en, 0, match.start(1)) else None
        if not (match or (behind and (match := behind.match(en, other.span.end)))):
            return ""
        said = match[0].strip()
    return said


def currency(zh: str, en: str) -> Iterator[Complaint]:
    for quantity, others in compare(zh, en).pairs:
        wanted = CURRENCIES.get(quantity.unit, "")
        said = {other.unit for other in others if other.unit and other.unit != "percent"}
        if wanted and said and wanted not in said and not (wanted == "yuan" and _DOLLARS.search(zh)):
            named = " or ".join(sorted(said))
            yield f"{quantity.text} is in {wanted}, the English says {named}", quantity.text + quantity.unit, named
