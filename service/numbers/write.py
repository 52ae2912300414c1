"""How English news writes a Chinese quantity."""

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
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def write_english(quantity: Quantity) -> str:
    """1.2亿 → 120 million, 3.5亿元 → 350 million yuan, 三成 → 30 percent, 第48次 → 48th, 近9人 → nearly 9 people,
    数十万 → hundreds of thousands."""
    number = _number(quantity)
    unit = UNITS.get(quantity.unit, "") if quantity.kind in ("amount", "magnitude") else ""
    of = ["of"] if quantity.kind == "magnitude" and not quantity.hedge else []
    words = [number, *([*of, unit] if unit else [])]
    if quantity.hedge.startswith("or "):
        return " ".join([*words, quantity.hedge])
    return " ".join([*([quantity.hedge] if quantity.hedge else []), *words])


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
