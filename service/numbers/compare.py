"""Whether the numbers of a Chinese sentence and of its English are the same."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from service.numbers.chinese import find_numbers_zh, hints
from service.numbers.english import find_numbers_en
from service.numbers.quantity import Quantity
from service.numbers.units import CONVERSIONS

# How far a converted amount may be rounded: 1,000 mu are 66.7 hectares, or 67.
ROUNDING = Decimal("0.01")
# What a month of the English may come from.
_OF_MONTHS = re.compile("[月季春冬腊]|元旦|年初|岁末|年终|上半年|半年")
# How far a fraction may be from the percentage that stands for it: a third is 33 percent, three thousandths are not 0.
IN_PERCENT = Decimal("0.1")

# What is said to be so many is less than ten times as many.
ORDER = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """Numbers of the Chinese that the English lacks, numbers of the English that the Chinese lacks, numbers that the
    English says in figures more often than the Chinese, and for each number of the Chinese that was found those of the
    English that say it."""

    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]
    repeated: tuple[Quantity, ...]
    pairs: tuple[tuple[Quantity, tuple[Quantity, ...]], ...]


@lru_cache(maxsize=256)
def compare(zh: str, en: str) -> Comparison:
    """Compare value by value. One of the Chinese may be said once for several times.

    Let pass: loose numbers; 亩 as hectares and the like; ten percent as one tenth; one and two as words, and what
    Chinese says without a numeral (首, 半年, 三农).
    """
    source, target = find_numbers_zh(zh), find_numbers_en(en)
    dates = {q.value for q in source if q.kind == "date"}
    pairs = [(q, tuple(other for other in target if says(q, other) and not _is_taken(q, other, dates))) for q in source]
    said = {id(other) for _, others in pairs for other in others}
    left = [q for q in target if id(q) not in said and not q.loose and (q.kind != "label" or q.value > 9)]
    known = hints(zh, source) if left else set()
    return Comparison(
        missing=tuple(q for q, others in pairs if not others and not q.loose),
        added=tuple(q for q in left if not _is_known(q, known) or _is_invented(q, zh)),
        repeated=tuple(_repeated(source, target)),
        pairs=tuple((q, others) for q, others in pairs if others),
    )


def _repeated(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Quantity]:
    """The last of the English figures for a number that has more of them than the Chinese has numbers of that value:
    “23 projects in 23 provinces” for 23个省市项目. One and two, and both sides of a score, are said as one likes."""
    for number in {q.value: q for q in source if q.value > 2 and q.kind != "time"}.values():
        figures = [q for q in target if q.text[0].isdigit() and _forms(q) & _forms(number)]
        here = [q for q in source if says(q, number) or says(number, q)]
        if len(figures) > len(here) and figures[-2].span.end + 1 < figures[-1].span.start:
            yield figures[-1]


def _is_taken(zh: Quantity, en: Quantity, dates: Container[Decimal]) -> bool:
    """Whether an English day is that of the Chinese date of its value, and so no other number."""
    return zh.kind != "date" and en.kind == "date" and not is_month(en) and en.value in dates


def says(zh: Quantity, en: Quantity) -> bool:
    """Whether an English quantity can stand for a Chinese one."""
    if is_month(en) and not _may_be_month(zh):
        return False
    if en.kind == "magnitude" != zh.kind:
        return False
    if zh.kind == "magnitude":
        least = {zh.value, *zh.also}
        return any(m <= en.value < ORDER * m for m in least) and (en.kind != "magnitude" or en.value in least)
    if en.unit == "o'clock" and zh.kind != "time" and zh.unit not in ("点", "时", "分"):
        return False
    if en.text.lower().endswith("dozen") and zh.hedge == "more than" and zh.value == 10:
        return True
    english = _forms(en)
    if en.kind == "time" != zh.kind:
        english -= set(en.also)  # 8:05 is 20:05, and not the number 20
    if english & _forms(zh):
        return True
    converted = [zh.value * Decimal(factor) for factor in CONVERSIONS.get(zh.unit, ())]
    return any(abs(value - form) <= ROUNDING * abs(value) for value in converted for form in english)


def _forms(quantity: Quantity) -> set[Decimal]:
    """The values under which a number may appear in the other language."""
    forms = {quantity.value, abs(quantity.value), *quantity.also}
    if quantity.kind == "percent":
        forms.add(quantity.value / 100)
    if quantity.kind == "fraction":
        percent = (quantity.value * 100).quantize(Decimal(1))
        if abs(percent - quantity.value * 100) <= IN_PERCENT * abs(percent):
            forms.add(percent)
    return forms


def _is_known(quantity: Quantity, known: set[Decimal]) -> bool:
    """Whether the Chinese holds the number in some form that was not read as a quantity."""
    if not quantity.text[0].isdigit() and quantity.value in (1, 2):
        return True
    return not known.isdisjoint({quantity.value, *quantity.also})


def _is_invented(quantity: Quantity, zh: str) -> bool:
    """Whether it is January or February where the Chinese speaks of no month."""
    return is_month(quantity) and not _OF_MONTHS.search(zh)


def _may_be_month(zh: Quantity) -> bool:
    """Whether a number can be said by the name of a month: not a day, and not the one or two of something else."""
    if zh.kind == "date":
        return zh.unit == "月"
    return zh.value > 2 or "月" in zh.unit or zh.unit in ("季度", "季")


def is_month(quantity: Quantity) -> bool:
    """Whether it is a month by its name."""
    return quantity.kind == "date" and quantity.text.isascii() and quantity.text[:1].isalpha()
