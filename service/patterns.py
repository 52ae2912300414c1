"""What the regular expressions of several modules have in common."""

import re
from collections.abc import Iterable

# Marks of running text, which a headline seldom has.
PROSE = re.compile("[，。；]")
# A Chinese character: of the unified ideographs, their extension A, or the compatibility block.
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


# Behind a place's level, what makes 长 the beginning of a name or word: 福建省长汀县, 湖南省长沙, 边疆地区长治久安.
CALLED_LONG = (
    "沙(?!海)|春|治久|滩市|官[梁庙]|所乡|大[的后高]|[汀兴治垣岭白海顺丰乐泰岛清武阳洲子宁寿安葛][县市区镇乡村路]|乐(?:国际|机场)|安街|江[路新]|寿湖|白山|辛店|臂|输|[街河风][\u4e00-\u9fff]?[镇道园]"
    "|[期效远者达途跑廊卷城征线短势假租]|三角|江[沿岸流干经大禁生保段航水两公]"
)
