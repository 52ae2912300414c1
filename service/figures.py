"""The figures an article states: amounts, counts and shares, not dates, ordinals or numerals that are names."""

import re
from collections.abc import Sequence

from service.numbers import UNITS, Quantity, find_numbers_zh, write_english
from service.records import Figure, Unit


def figures(units: Sequence[Unit]) -> tuple[Figure, ...]:
    """Every figure once, in order: what is measured or shared out, and counts large enough to be more than grammar."""
    found: dict[tuple[str, str], Figure] = {}
    for unit in units:
        for quantity in find_numbers_zh(unit.zh):
            if _is_figure(quantity):
                figure = _figure(quantity, unit)
                found.setdefault((figure.value, figure.unit), figure)
    return tuple(found.values())


def _is_figure(quantity: Quantity) -> bool:
    if quantity.loose or quantity.kind not in ("amount", "percent", "fraction"):
        return False
    # 三张清单 is grammar, 160份 a count, 186.4 a figure of a table.
    least = 0 if quantity.kind != "amount" or quantity.unit in UNITS else 10 if quantity.unit else 100
    return abs(quantity.value) >= least


def _figure(quantity: Quantity, source: Unit) -> Figure:
    unit = (
        UNITS.get(quantity.unit, "") if quantity.kind == "amount" else "percent" if quantity.kind == "percent" else ""
    )
    measured = quantity.kind == "amount" and quantity.unit
    behind = re.match(rf"[余多]?\s?个?{re.escape(quantity.unit)}", source.zh[quantity.span.end :]) if measured else None
    return Figure(
        zh=quantity.text + (behind[0] if behind else ""),
        value=f"{quantity.value.normalize():f}",
        unit=unit,
        hedge=quantity.hedge,
        en=write_english(quantity),
        source=source.id,
    )
