"""The numbers of a Chinese text.

A lone Chinese digit is a number only before a measure word or a unit: 进一步 and 四面八方 hold none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

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
_SCALE_END = re.compile("([百千]?(?:万亿|[万亿])|[百千])$")
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


def _hedge(match: re.Match[str], after: str | None) -> str:
    return HEDGES_BEFORE.get(match["before"] or "") or HEDGES_AFTER.get(after or "", "")


def _plan(match: re.Match[str]) -> Iterator[Quantity]:
    value = Decimal(10 + DIGITS[match[0][1]])
    yield Quantity(value, Span(*match.span()), match[0], "ordinal")


def _decade(match: re.Match[str]) -> Iterator[Quantity]:
    century, decade = (han_value(match["century"]) if match["century"] else Decimal(20)), han_value(match["decade"])
    if century is not None and decade is not None:
        yield Quantity((century - 1) * 100 + decade, Span(*match.span()), match[0], "date", "年代", also=(decade,))


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
        for quantity in _quantity(match, group, "percent", unit, _hedge(match, match["after"] or match["last"])):
            end = match.end("sign") if group == "num" and match["sign"] else quantity.span.end
            span = Span(quantity.span.start if start is None else start, end)
            yield replace(quantity, value=quantity.value * factor, span=span)
            start = None


def _tenths(match: re.Match[str]) -> Iterator[Quantity]:
    whole, tail = han_value(match["num"]), match["tail"] or ""
    if whole is not None and whole <= 10:
        value = 10 * whole + (5 if tail == "半" else DIGITS.get(tail, 0))
        span = Span(match.start("num"), match.end("tail") if tail else match.end("num") + 1)
        yield Quantity(value, span, "", "percent", "%", _hedge(match, match["after"]))


def _fraction(match: re.Match[str]) -> Iterator[Quantity]:
    below, above = han_value(match["below"]), han_value(match["above"])
    if below and above is not None:
        yield Quantity(ratio(above, below), Span(*match.span()), "", "fraction")


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Decimal("0.5"), Span(*match.span()), "", "fraction", loose=True)


def _doubling(match: re.Match[str]) -> Iterator[Quantity]:
    times = han_value(match[1]) if match[1] else Decimal(1)
    if times is not None and times <= 10:
        yield Quantity(Decimal(2) ** int(times), Span(*match.span()), "", "amount", "倍", also=(times,))


def _ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    for quantity in _quantity(match, 1, "ordinal"):
        # 第一大 is "the largest".
        yield replace(quantity, loose=match[1] == "一")


def _amount(match: re.Match[str]) -> Iterator[Quantity]:
    numeral, counted = match["num"], match["unit"] or ""
    unit = counted.removeprefix("个") or counted
    both = pair(numeral)
    value = han_value(both[1] if both else numeral)
    if value is None or not _counts(match):
        return
    if unit == "旬" and value > 2:
        # 七旬 is 70 years of age, 两旬 twenty days.
        value, unit = 10 * value, "岁"
    blur = match["after"] or match["last"] or next((c for c in numeral if c in "余多几"), "")
    kind: Kind = "label" if _names(match) else "amount"
    made = Quantity(value, Span(*match.span("num")), "", kind, match["then"] or unit, _hedge(match, blur))
    made = replace(made, also=_also(match, value), loose=_is_loose(numeral, value) or _sums_up(match, value))
    if match["half"]:
        span = Span(made.span.start, match.start("half") + 1)
        made = replace(made, value=value + Decimal("0.5"), span=span, loose=False)
    if match["sign"]:
        made = replace(made, value=-made.value, span=Span(match.start("sign"), made.span.end))
    if match["low"] and (low := _low(match["low"], numeral, value)) is not None:
        yield replace(made, value=low, span=Span(*match.span("low")), also=())
    if both and (low := han_value(both[0])) is not None:
        cut = made.span.start + both[2]
        made = replace(made, hedge="about", loose=value < 10)
        yield replace(made, value=low, span=Span(made.span.start, cut))
        made = replace(made, span=Span(cut, made.span.end))
    yield made


def _counts(match: re.Match[str]) -> bool:
    """Whether the numeral is a number here, and not a word."""
    numeral, unit, low = match["num"], match["unit"], match["low"]
    if any(c.isdigit() for c in numeral):
        return True
    if numeral in ("零", "〇", "○") or match.string[: match.start("num")].endswith("初"):
        return False
    if all(c in "十百千万亿" for c in numeral):
        return bool(unit)
    if all(c in DIGITS for c in numeral):
        return bool(unit or low) and (len(numeral) == 1 or pair(numeral) is not None)
    return True


def _is_loose(numeral: str, value: Decimal) -> bool:
    """一个, 两岸, 百家, 千村: numerals that English need not spell out."""
    if any(c.isdigit() for c in numeral):
        return False
    return value in (1, 2) or (numeral != "十" and all(c in "十百千万亿" for c in numeral))


def _sums_up(match: re.Match[str], value: Decimal) -> bool:
    """Whether the numeral counts up a list that stands before it: 甲、乙、丙三人, 甲、乙等两人, but not 甲等八人."""
    if value > 10 or (match["unit"] or " ") not in "人家部国省市县镇村位名大项个":
        return False
    before = match.string[: match.start("num")]
    return _listed(before) >= (value if before.endswith("等") else 2)


def _listed(before: str) -> int:
    """How many are listed at the end of what stands before a numeral."""
    listed = re.search("(?:[^，。；！？：、]{1,30}、)*[^，。；！？：、]{1,30}$", before)
    return listed[0].count("、") + 1 if listed else 0


def _names(match: re.Match[str]) -> bool:
    """Whether the numeral is a name: “1333”, “4+1”, COVID-19, 5G."""
    if match["unit"] or not match["num"].isascii():
        return False
    before, after = match.string[: match.start("num")][-2:], match.string[match.end("num") :][:1]
    quoted = before[-1:] in ("“", "「", '"', "+") and after in ("”", "」", '"', "+")
    return quoted or re.search("[A-Za-z]-?$", before) is not None or (after.isascii() and after.isalpha())


def _also(match: re.Match[str], value: Decimal) -> tuple[Decimal, ...]:
    if match["unit"] == "倍":
        # 增长2倍 is "tripled".
        return (value + 1,)
    if (before := match.string[: match.start("num")]).endswith("等"):
        # 甲等八省 is "A and seven other provinces", 甲和乙等八省 "A, B and six others".
        return tuple(value - _listed(text) for text in {before, before.replace("和", "、")})
    if match["unit"] == "年" and re.fullmatch(r"\d\d", match["num"]):
        return 1900 + value, 2000 + value
    return ()


def _low(low: str, numeral: str, high: Decimal) -> Decimal | None:
    """The lower end of a range: 3—5亿 is 300 million to 500 million, 900—1.2万 is 900 to 12,000."""
    value = han_value(low)
    scale = _SCALE_END.search(numeral)
    if value is None or scale is None or _SCALE_END.search(low):
        return value
    scaled = value * (han_value(scale[1]) or 1)
    return scaled if scaled <= high else value


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
_NUM = rf"(?P<num>{NUMERAL})"
_LOW = rf"(?:(?P<low>{NUMERAL}){_RANGE})?"
_LOW_PERCENT = rf"(?:(?P<low>{NUMERAL}){_RANGE}(?:百分之)?)?"
_SIGN = r"(?P<sign>零下|(?<![A-Za-z\d)）.])[-−](?=\d))?"
_HALF = r"(?P<half>半(?P<then>小时|月)?(?![数载年天个导岛径决价途]))?"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (_MAGNITUDE, _magnitude),
        (rf"(?<=[“\"「]){_PLAN}(?=[”\"」])|{_PLAN}(?=规划|时期|期间|收官|开局|末|以来)", _plan),
        (rf"(?:(?P<century>\d{{1,2}}|{_SMALL})\s?世纪|{_GUARD})\s?(?P<decade>\d0|[{DIGIT}]?十)\s?年代", _decade),
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
        (rf"(?P<part>{_DAYPART})?{_GUARD}(?P<h>[01]?\d|2[0-4])[:：](?P<min>[0-5]\d)(?P<past>)(?!\d)", _time),
        (rf"{_HEDGED}(?P<head>百分之){_LOW_PERCENT}{_NUM}{_BLURRED}(?P<sign>)(?P<last>)", _percent),
        (rf"{_HEDGED}(?P<head>){_LOW}{_NUM}{_BLURRED}\s?(?P<sign>%|‰|个百分点)(?P<last>{_AFTER})?", _percent),
        (
            rf"{_HEDGED}(?P<num>[{DIGIT}十]|\d)成(?P<tail>[一二三四五六七八九半])?{_BLURRED}"
            "(?![为立员果长功就都本熟交分型绩品效因活不])",
            _tenths,
        ),
        (rf"(?P<below>{NUMERAL})分之(?P<above>{NUMERAL})", _fraction),
        (r"(?<![\d./])(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/.])", _fraction),
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
            _amount,
        ),
    )
)
