"""What people are quoted as saying: speech in quotation marks behind or before a verb of saying, not slogans."""

import re
from collections.abc import Sequence

from service.records import Quote, Unit

# Characters from which on quoted words are speech and not a term.
LEAST = 8
_SAYING = "说|說|表示|指出|强调|強調|认为|認為|坦言|感慨|介绍|介紹|告诉|告訴|称|稱|道|回忆|回憶|透露|笑言|直言"
_BEFORE = re.compile(rf"(?:{_SAYING})[^，。：:“「]{{0,6}}[，：:,]?\s*$")
_BEHIND = re.compile(rf"^\s*[，,]?[^“”「」。！？]{{0,24}}?(?:{_SAYING})")
_ZH = re.compile("“([^“”]+)”|「([^「」]+)」")
_EN = re.compile('[“"]([^“”"]+)[”"]')


def quotes(units: Sequence[Unit]) -> tuple[Quote, ...]:
    """Speech, in order. The English is the quotation in the same place of the unit's English where both have as many,
    else the whole unit's English."""
    return tuple(quote for unit in units for quote in _quotes(unit))


def _quotes(unit: Unit) -> list[Quote]:
    marked = list(_ZH.finditer(unit.zh))
    english = [match[1].strip() for match in _EN.finditer(unit.en)]
    found = []
    for number, match in enumerate(marked):
        words = match[1] or match[2]
        before, behind = unit.zh[: match.start()], unit.zh[match.end() :]
        said = _BEFORE.search(before) or _BEHIND.match(behind)
        whole = words.endswith(("。", "！", "？")) and not before.strip()
        if len(words) >= LEAST and (said or whole):
            en = english[number] if len(english) == len(marked) else unit.en
            found.append(Quote(words, en, unit.id))
    return found
