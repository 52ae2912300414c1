"""Numbers in Chinese and in English, read to values that can be compared."""

from service.numbers.chinese import find_numbers_zh
from service.numbers.compare import Comparison, compare, is_month
from service.numbers.english import find_numbers_en
from service.numbers.numerals import han_value
from service.numbers.quantity import Quantity
from service.numbers.units import CURRENCIES, HEDGES_AFTER, HEDGES_BEFORE, UNITS
from service.numbers.write import is_pair, ordinal, write_english, write_pair

__all__ = [
    "CURRENCIES",
    "HEDGES_AFTER",
    "HEDGES_BEFORE",
    "UNITS",
    "Comparison",
    "Quantity",
    "compare",
    "find_numbers_en",
    "find_numbers_zh",
    "han_value",
    "is_month",
    "is_pair",
    "ordinal",
    "write_english",
    "write_pair",
]
