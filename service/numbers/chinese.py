"""The numbers of a Chinese text.

A lone Chinese digit is a number only before a measure word or a unit: 进一步 and 四面八方 hold none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from service.numbers.chinese_amounts import amount, hedge
from service.numbers.idioms import HINTS, IDIOMS
from service.numbers.numerals import ARABIC, DIGIT, DIGITS, NUMERAL, han_value, pair
from service.numbers.quantity import Kind, Quantity, ratio
from service.numbers.units import HEDGES_AFTER, HEDGES_BEFORE, MEASURES, UNITS
from service.patterns import any_of
from service.records import Span
from service.script import WIDE, to_simplified

Reader = Callable[[re.Match[str]], Iterator[Quantity]]


_RANGE = r"\s?(?:——|[-—–―－~～至到])\s?"
_SMALL = rf"[{DIGIT}十廿]{{1,3}}"
_YEAR = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
# 签约6个 and 附近5家 blur nothing, nor does 一张许可.
_BEFORE = rf"(?<![签条合节违预契公续盟特附最邻临靠])(?:{any_of(HEDGES_BEFORE)})"
_AFTER = rf"(?:{any_of(HEDGES_AFTER)})(?!(?<=许)[可多诺愿])"
# 12个村级服务站 and 23个省市项目 are counted by 个 alone.
_UNIT = rf"(?:{any_of({*UNITS, *MEASURES} - {'分', '个'})})(?!级|(?<=省)市)|个|分(?![之点])"
_LATE = ("下午", "傍晚", "晚上", "晚间", "深夜", "夜间", "晚", "中午")
_DAYPART = any_of([*_LATE, "凌晨", "清晨", "早上", "早晨", "上午", "早"])


@lru_cache(maxsize=4096)
def find_numbers_zh(text: str) -> tuple[Quantity, ...]:
    """The numbers of a Chinese text, simplified or traditional, in order; no two overlap."""
    plain = to_simplified(text).translate(WIDE)
    plain = IDIOMS.sub(lambda match: "\0" * len(match[0]), plain)
    found: list[Quantity] = []
    for pattern, reader in _PATTERNS:
        # What one pattern has read, the next ones do not see.
        for quantity in [quantity for match in pattern.finditer(plain) for quantity in reader(match)]:
            start, end = quantity.span.start, quantity.span.end
            plain = plain[:start] + "\0" * (end - start) + plain[end:]
            found.append(replace(quantity, text=text[start:end]))
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _quantity(
    match: re.Match[str], group: int | str, kind: Kind, unit: str = "", hedge: str = ""
) -> Iterator[Quantity]:
    """The numeral in a group of the match; none when the group is missing or no numeral."""
    if isinstance(group, int) or group in match.re.groupindex:
        value = han_value(match[group]) if match[group] else None
        if value is not None:
            yield Quantity(value, Span(*match.span(group)), match[group], kind, unit, hedge)


def _plan(match: re.Match[str]) -> Iterator[Quantity]:
    value = Decimal(10 + DIGITS[match[0][1]])
    yield Quantity(value, Span(*match.span()), match[0], "ordinal")


def _decade(match: re.Match[str]) -> Iterator[Quantity]:
    """One decade of a century, or two: 20世纪90年代, 八九十年代."""
    century, decade = (han_value(match["century"]) if match["century"] else Decimal(20)), han_value(match["decade"])
    start, end = match.span()
    if century is None or decade is None:
        return
    before = Decimal(10 * DIGITS.get(match["first"][0], 0) or match["first"]) if match["first"] else decade
    if before < decade:
        yield Quantity(
            (century - 1) * 100 + before, Span(start, match.end("first")), "", "date", "年代", also=(before,)
        )
        start = match.start("decade")
    yield Quantity((century - 1) * 100 + decade, Span(start, end), "", "date", "年代", also=(decade,))


def _date(match: re.Match[str]) -> Iterator[Quantity]:
    for group, unit, most in (("y", "年", 9999), ("from", "月", 12), ("m", "月", 12), ("d", "日", 31)):
        for quantity in _quantity(match, group, "date", unit):
            if 1 <= quantity.value <= most:
                # 1—7月 is also "the first seven months".
                yield replace(quantity, loose=group == "from" and quantity.value == 1)


def _year(match: re.Match[str]) -> Iterator[Quantity]:
    yield from _quantity(match, 1, "date", "年")


def _day(match: re.Match[str]) -> Iterator[Quantity]:
    for group in ("from", "d"):
        for quantity in _quantity(match, group, "date", "日"):
            if 1 <= quantity.value <= 31:
                yield quantity


def _time(match: re.Match[str]) -> Iterator[Quantity]:
    hour = han_value(match["h"])
    if hour is None or hour > 24:
        return
    also = {hour + 12} if hour < 12 and match["part"] in _LATE else {hour - 12} if hour > 12 else set()
    if hour in (0, 24):
        also = {Decimal(0), Decimal(12)}
    for quantity in _quantity(match, "h", "time", "时"):
        # 一时 is "for a moment".
        yield replace(quantity, also=tuple(sorted(also)), loose=match["h"] == "一")
    for quantity in _quantity(match, "min", "time", "分"):
        yield replace(quantity, loose=not quantity.value)
    if match["past"]:
        minutes = Decimal({"半": 30, "一刻": 15, "三刻": 45}[match["past"]])
        yield Quantity(minutes, Span(*match.span("past")), "", "time", "分", also=(Decimal("0.5"), Decimal("0.25")))


def _mark(match: re.Match[str]) -> Iterator[Quantity]:
    """What an athlete reached, seconds or metres with their parts: 57秒42, 6米30."""
    unit = "秒" if "秒" in match[0] else "米"
    yield Quantity(Decimal(match[0].replace(unit, ".")), Span(*match.span()), match[0], "amount", unit)


def _magnitude(match: re.Match[str]) -> Iterator[Quantity]:
    """数十万, 上千名, 成千上万: so many, the order of which alone is said. 人数十分 and 网上百货 say none."""
    value = han_value(match["order"] or match["many"] or match[0][1])
    if value is None:
        return
    text, how, unit = match.string, match["how"], (match["unit"] or "").removeprefix("个") or match["unit"] or ""
    word = how and (_IN_WORD.search(text[: match.start()]) or _WORD_ON.match(text, match.end("order")))
    also = () if how or match["many"] else (value * 10,)
    span = Span(match.start(), match.start("unit") if unit else match.end())
    hedge, loose = "more than" if how == "上" else "", bool(word or (how == "上" and not unit))
    yield Quantity(value, span, "", "magnitude", unit, hedge, also, loose)


def _percent(match: re.Match[str]) -> Iterator[Quantity]:
    """Both ends of a range; what says that they are shares, 百分之 or %, belongs to the end beside it."""
    unit = match["sign"] if match["sign"] == "个百分点" else "%"
    factor = Decimal("0.1") if match["sign"] == "‰" else Decimal(1)
    start = match.start("head") if match["head"] else None
    for group in ("low", "num"):
        for quantity in _quantity(match, group, "percent", unit, hedge(match, match["after"] or match["last"])):
            end = match.end("sign") if group == "num" and match["sign"] else quantity.span.end
            span = Span(quantity.span.start if start is None else start, end)
            yield replace(quantity, value=quantity.value * factor, span=span)
            start = None


def _tenths(match: re.Match[str]) -> Iterator[Quantity]:
    """七成五 is 75 percent, 两三成 20 to 30, 三至四成 30 to 40."""
    whole, tail = han_value(match["num"]), match["tail"] or ""
    low = han_value(match["low"]) if match["low"] else None
    if low is not None and whole is not None and (match["range"] or low + 1 == whole):
        blur = hedge(match, match["after"]) if match["range"] else "about"
        yield Quantity(10 * low, Span(*match.span("low")), "", "percent", "%", blur)
        yield Quantity(10 * whole, Span(match.start("num"), match.end("num") + 1), "", "percent", "%", blur)
        return
    if whole is not None and whole <= 10:
        value = 10 * whole + (5 if tail == "半" else DIGITS.get(tail, 0))
        span = Span(match.start("num"), match.end("tail") if tail else match.end("num") + 1)
        yield Quantity(value, span, "", "percent", "%", hedge(match, match["after"]))


def _fraction(match: re.Match[str]) -> Iterator[Quantity]:
    below, above = han_value(match["below"]), han_value(match["above"])
    if below and above is not None:
        span = Span(min(match.start("below"), match.start("above")), max(match.end("below"), match.end("above")))
        yield Quantity(ratio(above, below), span, "", "fraction", hedge=hedge(match, match["after"]))


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Decimal("0.5"), Span(*match.span()), "", "fraction", loose=True)


def _doubling(match: re.Match[str]) -> Iterator[Quantity]:
    times = han_value(match[1]) if match[1] else Decimal(1)
    if times is not None and times <= 10:
        yield Quantity(Decimal(2) ** int(times), Span(*match.span()), "", "amount", "倍", also=(times,))


def _ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    if len(match[1]) == 2 and pair(match[1]):
        # 第二三产业 are two.
        for at, digit in enumerate(match[1], match.start(1)):
            yield Quantity(Decimal(DIGITS[digit]), Span(at, at + 1), "", "ordinal")
        return
    for quantity in _quantity(match, 1, "ordinal"):
        # 第一大 is "the largest", 第二天 "the following day".
        following = match[1] in ("二", "2") and re.match("[天日年]", match.string[match.end() :])
        again = match.string[: match.start()].endswith(("连续", "进入"))
        yield replace(quantity, loose=match[1] == "一" or bool(following and not again))


def hints(text: str, found: Iterable[Quantity]) -> set[Decimal]:
    """Values that English may state though no quantity of `found` has them: numerals in words (三农: 3), words without
    a numeral (首届: 1, 半年: 6 months), the years of a five-year plan."""
    plain = to_simplified(text).translate(WIDE)
    values = {Decimal(value) for word, said in HINTS.items() if word in plain for value in said}
    for plan in re.findall(_PLAN, plain):
        start = 1951 + 5 * (10 + DIGITS[plan[1]])
        values |= {Decimal(5), Decimal(start), Decimal(start + 4), Decimal((start + 4) % 100)}
    for quantity in found:
        if not quantity.loose:
            plain = plain[: quantity.span.start] + "\0" * len(quantity.text) + plain[quantity.span.end :]
    for run in re.findall(rf"{ARABIC}|\d+", plain):
        values |= {value for value in (han_value(run),) if value is not None}
    for run in re.findall(f"[{DIGIT}十百千万亿廿]+", plain):
        values |= {value for value in (han_value(run), *map(han_value, run)) if value is not None}
    return values


_GUARD = r"(?<![\d.])"
# Words that end with 数, and those of which 上 makes a place, where what follows is no magnitude.
_IN_WORD = re.compile(
    "[总人次户岁倍度系指函参代负正计算字基件分个少多半大约常变整序页回点班级套无对以网线路会身场台街桌墙地山船海马晚早世"
    "历史现实基际度础议面头手纸板楼村岸树车空天江河湖道心肩]$"
)
_WORD_ON = re.compile("[分足](?!钟)|[之姓货科]")
_ORDER = "[十百千]?(?:万亿|[万亿])|[十百千]"
_MAGNITUDE = (
    rf"(?:(?<![十百千万亿])(?P<how>[数几上])(?P<order>{_ORDER})|数以(?P<many>{_ORDER})计|成百上千|成千上万)(?![万亿])"
    rf"[余多]?(?P<unit>个?(?:{_UNIT}))?"
)
_PLAN = "十[一二三四五六七]五"
_MONTH = rf"(?P<m>\d{{1,2}}|{_SMALL})\s?月"
_OF_MONTH = rf"(?:\s?(?P<d>\d{{1,2}}|{_SMALL})(?=\s?[日号]|{_RANGE}\d{{1,2}}[日号]))?"
_HOUR = rf"{_GUARD}(?P<h>\d{{1,2}}|{_SMALL})\s?"
_MINUTE = rf"(?:(?:\s(?=[0-5]?\d\s?分))?(?P<min>[0-5]?\d|{_SMALL})(?:\s?分)?(?![\d.万亿千百%])|(?P<past>半|一刻|三刻))?"
# 三时 is an hour, 三代 is none; 三点 is one only with what belongs to the hour, else three points.
_OCLOCK = rf"(?:时(?![代期间段空速长候刻差任值装髦尚评政常])|点(?=钟|整|许|左右|前后|半|\d|[{DIGIT}十]+分))"
_HEDGED = rf"(?P<before>{_BEFORE})?"
_BLURRED = rf"(?P<after>{_AFTER})?"
_NUM = rf"(?P<num>(?!零下){NUMERAL})"
_LOW = rf"(?:(?P<low>{NUMERAL}){_RANGE})?"
_LOW_PERCENT = rf"(?:(?P<low>{NUMERAL}){_RANGE}(?:百分之)?)?"
_SIGN = r"(?P<sign>零下|(?<![A-Za-z\d)）.])[-−](?=\d))?"
_HALF = r"(?P<half>半(?P<then>小时|月)?(?![数载年天个导岛径决价途]))?"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (_MAGNITUDE, _magnitude),
        (rf"(?<=[“‘\"「]){_PLAN}(?=[”’\"」])|{_PLAN}(?=规划|时期|期间|收官|开局|末|以来)", _plan),
        (
            rf"(?:(?P<century>\d{{1,2}}|{_SMALL})\s?世纪|{_GUARD})\s?"
            rf"(?:(?P<first>\d0(?=[、和])|[{DIGIT}]十?)[、和]?(?=\d0|[{DIGIT}]十))?(?P<decade>\d0|[{DIGIT}]?十)\s?年代",
            _decade,
        ),
        (r"(?<![\d.])(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?![\d.])", _date),
        (
            rf"(?:(?P<y>{_YEAR})\s?年\s?)?{_GUARD}(?:(?P<from>\d{{1,2}}|{_SMALL})月?{_RANGE})?{_MONTH}{_OF_MONTH}",
            _date,
        ),
        (rf"(?<!\d)({_YEAR})(?=\s?年|{_RANGE}{_YEAR}\s?年)", _year),
        (rf"{_GUARD}(?:(?P<from>\d{{1,2}}){_RANGE})?(?P<d>\d{{1,2}})(?=\s?[日号](?![线楼院文机令台]))", _day),
        (rf"(?<![{DIGIT}十\d])(?P<d>[二三]?十[一二三四五六七八九]?|[二三四五六七八九])日(?![本报常])", _day),
        (r"(?<![\d.])\d{1,2}(?:秒\d{2,3}|米\d\d)(?![\d米秒])", _mark),
        (rf"(?P<part>{_DAYPART}){_HOUR}[时点]{_MINUTE}", _time),
        (rf"(?P<part>){_HOUR}{_OCLOCK}{_MINUTE}", _time),
        (rf"(?<=[日号天])(?P<part>){_HOUR}点(?!建议|意见|要求|希望|体会|共识){_MINUTE}", _time),
        (rf"(?P<part>{_DAYPART})?{_GUARD}(?P<h>[01]?\d|2[0-4])[:：](?P<min>[0-5]\d)(?P<past>)(?!\d)", _time),
        (rf"{_HEDGED}(?P<head>百分之){_LOW_PERCENT}{_NUM}{_BLURRED}(?P<sign>)(?P<last>)", _percent),
        (rf"{_HEDGED}(?P<head>){_LOW}{_NUM}{_BLURRED}\s?(?P<sign>%|‰|个百分点)(?P<last>{_AFTER})?", _percent),
        (
            rf"{_HEDGED}(?:(?P<low>[{DIGIT}]|\d)(?P<range>{_RANGE}|成{_RANGE})?)?(?P<num>[{DIGIT}十]|\d)成(?P<tail>[一二三四五六七八九半])?{_BLURRED}"
            "(?![为立员果长功就都本熟交分型绩品效因活不])",
            _tenths,
        ),
        (rf"{_HEDGED}(?P<below>{NUMERAL})分之(?P<above>{NUMERAL}){_BLURRED}", _fraction),
        (rf"{_HEDGED}(?<![\d./])(?P<above>\d{{1,2}})/(?P<below>\d{{1,3}})(?![\d/.]){_BLURRED}", _fraction),
        ("一半|半数", _half),
        (rf"翻了?([{DIGIT}\d])?番", _doubling),
        (rf"第\s?({ARABIC}[百千]?[万亿]|{ARABIC}|[{DIGIT}十百千廿]+[万亿]?)(?!者)", _ordinal),
        (rf"({_SMALL})(?=届)", _ordinal),
        (rf"(?<=届)({_SMALL}|\d{{1,2}})(?=次|中)", _ordinal),
        (rf"(?<=党的)({_SMALL})(?=大)", _ordinal),
        ("(十[二三四五六七八九]|二十)(?=大(?:精神|报告|以来|召开|代表|作出|提出|部署|、|和))", _ordinal),
        (r"([一二三四五六七])(?=中全会|中、)", _ordinal),
        (rf"(\d{{1,2}}|{_SMALL})\s?(?=世纪)", _ordinal),
        (
            rf"{_HEDGED}{_SIGN}{_LOW}{_NUM}{_BLURRED}\s?(?:(?P<unit>个?(?:{_UNIT})){_HALF})?(?P<last>{_AFTER})?",
            amount,
        ),
    )
)
