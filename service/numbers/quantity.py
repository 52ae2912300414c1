"""A number in a text, read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.records import Span

Kind = Literal["amount", "percent", "ordinal", "date", "time", "fraction", "label", "magnitude"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `value` is what it amounts to (3.5亿 → 350000000; 30% → 30; 三分之一 → 1/3 rounded to 6 places; 零下5度 → -5).
    `kind` "label" is a numeral that names (“1333”, COVID-19); "magnitude" one of which only the order is said (数十万:
    100000; hundreds of thousands). `unit` is the word behind it, as written in Chinese, the
    canonical English one in English ("yuan", "percent"); `hedge` the English word that blurs it; both "" for none.
    `also` are other values that the same words may mean (下午3点: 15). `loose` marks what the other language may leave
    out or put in without a fault: 一个 beside "a", 千家万户, "one of the".
    """

    value: Decimal
    span: Span
    text: str
    kind: Kind = "amount"
    unit: str = ""
    hedge: str = ""
    also: tuple[Decimal, ...] = ()
    loose: bool = False


def ratio(above: Decimal | int, below: Decimal | int) -> Decimal:
    """A fraction's value, to six places, so that equal fractions are equal values."""
    return (Decimal(above) / Decimal(below)).quantize(Decimal("0.000001")).normalize()
