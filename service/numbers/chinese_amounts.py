"""The amounts of a Chinese text: what a numeral with its signs, hedges and unit comes to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from service.numbers.numerals import DIGITS, han_value, pair
from service.numbers.quantity import Kind, Quantity
from service.numbers.units import COUNTED, HEDGES_AFTER, HEDGES_BEFORE, UNITS
from service.records import Span

_SCALE_END = re.compile("([百千]?(?:万亿|[万亿])|[百千])$")
# Behind a unit 余 and 多 blur what is measured (两年多, 3个多月), and begin another word behind what is counted.
_PARTS = re.compile("半?(?:月|小时|星期|世纪|钟头|礼拜|季度|百分点|亿|万)")
_NO_BLUR = re.compile("余[震额下热波党]|多(?:[元功样种领措项部国起维级党边条个么哈次处家名]|(?<!亩多)地)|几")
_DEGREES = ("度", "摄氏度", "℃")
# How many of a smaller unit make one: 一年半 is 18 months.
_IN_PARTS: dict[str, tuple[int, ...]] = {"年": (12,), "小时": (60,), "月": (30,), "天": (24,)}
# What is called by a number: telephones, post codes, flights; and a train, a flight or a place on a road by its line.
_CALLED = re.compile(
    r"(?:电话|热线|专线|邮编|邮政编码|刊号|QQ群?|微信号?|传真|手机号?码?|航班|编号|证号|账号|代号|代码|车牌号?|ISSN|ISBN|信箱)"
    r"(?:的?号码?|拨打|[：:为是（(]|\s)*[\d\s()（）+、/—-]*$"
)
_LINE = re.compile("(?<![A-Za-z])[A-Z]{1,2}$")
_LINE_OF = re.compile("(?:服务|监督|举报|投诉)?(?:热线|专线)")


def hedge(match: re.Match[str], after: str | None) -> str:
    return HEDGES_BEFORE.get(match["before"] or "") or HEDGES_AFTER.get(after or "", "")


def _last(match: re.Match[str]) -> str:
    """What blurs the number from behind its unit: the 多 of 两年多, not that of 3家多元化企业."""
    last, unit = match["last"] or "", match["unit"] or ""
    if last not in ("余", "多", "几"):
        return last
    if unit == "个":
        return last if _PARTS.match(match.string, match.end("last")) else ""
    counted = unit not in UNITS or unit in COUNTED
    return "" if counted or _NO_BLUR.match(match.string, match.start("last")) else last


def amount(match: re.Match[str]) -> Iterator[Quantity]:
    numeral, counted = match["num"], match["unit"] or ""
    unit = counted.removeprefix("个") or counted
    both = pair(numeral)
    value = han_value(both[1] if both else numeral)
    if value is None or not _counts(match):
        return
    if unit == "旬" and value > 2:
        # 七旬 is 70 years of age, 两旬 twenty days.
        value, unit = 10 * value, "岁"
    blur = match["after"] or _last(match) or next((c for c in numeral if c in "余多几"), "")
    kind: Kind = "label" if _names(match) else "amount"
    made = Quantity(value, Span(*match.span("num")), "", kind, match["then"] or unit, hedge(match, blur))
    made = replace(made, also=_also(match, value), loose=_is_loose(numeral, value) or _sums_up(match, value))
    if match["half"]:
        span, value = Span(made.span.start, match.start("half") + 1), value + Decimal("0.5")
        said_in = tuple(value * factor for factor in _IN_PARTS.get(made.unit, ()))
        made = replace(made, value=value, span=span, also=said_in, loose=False)
    low = _low(match["low"], numeral, value) if match["low"] else None
    if sign := _sign(match, unit):
        # 零下3到5度 is below zero at both ends, -5~3℃ at the lower one.
        if low is None or sign == "零下":
            made = replace(made, value=-made.value)
        if low is None:
            made = replace(made, span=Span(match.start("sign"), made.span.end))
    if low is not None:
        start = match.start("sign") if sign else match.start("low")
        yield replace(made, value=-low if sign else low, span=Span(start, match.end("low")), also=())
    if both and (low := han_value(both[0])) is not None:
        cut = made.span.start + both[2]
        made = replace(made, hedge="about", loose=value < 10)
        yield replace(made, value=low, span=Span(made.span.start, cut))
        made = replace(made, span=Span(cut, made.span.end))
    yield made


def _sign(match: re.Match[str], unit: str) -> str:
    """What says that the number is below zero; a hyphen behind a name says nothing of it: 歼-15, 跨越-2014."""
    before = match.string[: match.start("sign")][-1:] if match["sign"] else ""
    named = match["sign"] != "零下" and unit not in _DEGREES and before not in "为是到至达了（ \t"
    return "" if named else match["sign"] or ""


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
    text, start = match.string, match.start("num")
    if not match["num"].isascii():
        return False
    if match["unit"]:
        return bool(match["unit"] in ("次", "公里", "千米") and _LINE.search(text[:start]))
    if match["num"].isdigit() and (
        _CALLED.search(text[max(0, start - 40) : start]) or _LINE_OF.match(text, match.end("num"))
    ):
        return True
    before, after = text[:start][-2:], text[match.end("num") :][:1]
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
