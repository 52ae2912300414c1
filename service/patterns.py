"""What the regular expressions of several modules have in common."""

import re
from collections.abc import Iterable

# A Chinese character: of the unified ideographs, their extension A, or the compatibility block.
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
