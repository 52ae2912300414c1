"""The figures an article states: amounts, counts and shares, not dates, ordinals or numerals that are names."""

from collections.abc import Sequence

from service.numbers import CURRENCIES, UNITS, find_numbers_zh, write_english
from service.records import Figure, Unit


def figures(units: Sequence[Unit]) -> tuple[Figure, ...]:
    """Every figure once, in order. Bare counts below three without a unit of measure are left out: they are grammar."""
    found: dict[tuple[str, str], Figure] = {}
    for unit in units:
        for q in find_numbers_zh(unit.zh):
            if q.kind not in ("amount", "percent", "fraction") or not (q.unit or q.value >= 100 or q.kind != "amount"):
                continue
            if q.value < 3 and q.unit not in CURRENCIES and q.kind == "amount" and not any(c.isdigit() for c in q.text):
                continue
            name = "percent" if q.kind == "percent" else UNITS.get(q.unit, "")
            zh = q.text + (q.unit if q.kind == "amount" else "")
            figure = Figure(zh, f"{q.value.normalize():f}", name, q.hedge, write_english(q), unit.id)
            found.setdefault((zh, name), figure)
    return tuple(found.values())
