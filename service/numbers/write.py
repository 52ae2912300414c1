"""How English news writes a Chinese quantity."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from service.numbers.quantity import Quantity, ratio
from service.numbers.units import UNITS

_MANY = {10: "dozens", 100: "hundreds", 1000: "thousands", 10**4: "tens of thousands", 10**5: "hundreds of thousands"}
_MANY |= {
    scale * times: f"{many}{name}s"
    for scale, name in ((10**6, "million"), (10**9, "billion"), (10**12, "trillion"))
    for times, many in ((1, ""), (10, "tens of "), (100, "hundreds of "), (1000, "thousands of "))
}
# Below zero, more degrees are fewer.
_BELOW_ZERO = {
    "more than": "below",
    "as much as": "",
    "less than": "below",
    "or more": "or higher",
    "or less": "or lower",
}
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def write_english(quantity: Quantity) -> str:
    """1.2亿 → 120 million, 3.5亿元 → 350 million yuan, 三成 → 30 percent, 第48次 → 48th, 近9人 → nearly 9 people,
    数十万 → hundreds of thousands, 零下20多度 → below minus 20 degrees Celsius."""
    number = _number(quantity)
    unit, hedge = unit_english(quantity), quantity.hedge
    if quantity.value < 0:
        number, hedge = f"minus {number.removeprefix('-')}", _BELOW_ZERO.get(hedge, hedge)
    of = ["of"] if quantity.kind == "magnitude" and not hedge else []
    words = [number, *([*of, unit] if unit else [])]
    if hedge.startswith("or "):
        return " ".join([*words, hedge])
    return " ".join([*([hedge] if hedge else []), *words])


def unit_english(quantity: Quantity) -> str:
    """The unit of an amount; degrees below zero are of Celsius."""
    unit = UNITS.get(quantity.unit, "") if quantity.kind in ("amount", "magnitude") else ""
    return "degrees Celsius" if unit == "degrees" and quantity.value < 0 else unit


def is_pair(low: Quantity, high: Quantity) -> bool:
    """Whether two quantities are the ends of one approximation: 二三十."""
    return low.span.end == high.span.start and low.hedge == high.hedge == "about" and low.unit == high.unit


def write_pair(low: Quantity, high: Quantity) -> str:
    """二三十人 → 20 to 30 people, 三四十亿元 → 3 to 4 billion yuan, 两三成 → 20 to 30 percent."""
    first, second = (_number(replace(end, kind="amount")) for end in (low, high))
    ends = f"{first} to {second}"
    if high.kind == "percent":
        return f"{ends} percent"
    name = second.partition(" ")[2]
    ends = f"{first.partition(' ')[0]} to {second}" if name and first.endswith(name) else ends
    return " ".join(filter(None, (ends, unit_english(high))))


def _number(quantity: Quantity) -> str:
    value = quantity.value
    match quantity.kind:
        case "date" | "label" | "time":
            return f"{value.normalize():f}"
        case "percent":
            return f"{plain(value)} {'percentage points' if quantity.unit == '个百分点' else 'percent'}"
        case "magnitude" if not quantity.hedge:
            return _MANY[int(value)]
        case "ordinal":
            return ordinal(int(value))
        case "fraction":
            nearest = Fraction(value).limit_denominator(100)
            # No one writes 4/1000, and the fraction nearest to it is another number.
            if nearest.numerator < 100 and ratio(nearest.numerator, nearest.denominator) == value:
                return f"{nearest.numerator}/{nearest.denominator}"
            return f"{plain(value * 100)} percent"
    for scale, name in SCALES:
        if abs(value) >= scale:
            return f"{plain(value / scale)} {name}"
    return plain(value)


def ordinal(number: int) -> str:
    """1st, 2nd, 11th, 48th, 30 millionth."""
    for scale, name in SCALES:
        if number >= scale and not number % (scale // 100):
            return f"{plain(Decimal(number) / scale)} {name}th"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}" if number >= 10**4 else f"{number}{ending}"


def plain(value: Decimal) -> str:
    """A number with commas and without trailing zeros."""
    value = value.normalize()
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,f}"
