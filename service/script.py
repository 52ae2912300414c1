"""Traditional and simplified characters: models are given simplified ones, readers see the source as it is."""

import re
from functools import cache, lru_cache
from typing import Any

# Full-width letters and digits, and the marks that belong to numbers, as the half-width ones; offsets stay.
WIDE = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) in ".%"}
)
_HAN_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。；：、“”（）《》])[ \u3000\t\n]+(?=[\u3400-\u9fff，。；：、“”（）《》])"
)


@lru_cache(maxsize=4096)
def to_simplified(text: str) -> str:
    """`text` in simplified characters, character for character (OpenCC's t2s): offsets stay what they were.

    Text that is not traditional stays as it is: names keep what simplified writing has in them (乾县, not 干县).
    """
    if text.isascii() or not is_traditional(text):
        return text
    simplified: str = converter("t2s").convert(text)
    if len(simplified) == len(text):
        return simplified
    return "".join(one if len(one := converter("t2s").convert(char)) == 1 else char for char in text)


def narrowed(text: str) -> str:
    """`text` as engines see it and as terms are looked for in it: in simplified characters, with half-width letters and
    digits, without spaces between Chinese ones."""
    return _HAN_SPACE.sub("", to_simplified(text).translate(WIDE))


def is_traditional(text: str) -> bool:
    """Whether more of its characters exist only in traditional writing than only in simplified."""
    as_simplified = converter("t2s").convert(text)
    if as_simplified == text:
        return False
    return _changes(text, as_simplified) > _changes(text, converter("s2t").convert(text))


def _changes(text: str, other: str) -> int:
    return sum(a != b for a, b in zip(text, other, strict=False))


@cache
def converter(config: str) -> Any:
    """OpenCC's converter of that name ("t2s"), whatever the text is."""
    from opencc import OpenCC

    return OpenCC(config)
