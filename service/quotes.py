"""What people are quoted as saying: speech in quotation marks behind or before a verb of saying, not slogans."""

import re
from collections.abc import Sequence

from service.records import Quote, Unit

SAYING = re.compile(r"(?:说|表示|指出|强调|认为|坦言|感慨|介绍|告诉\w{0,6}|称|道|回忆|透露)[，：:]?$")
AFTER = re.compile(r"^[^“”]{0,24}?(?:说|表示|坦言|感慨|介绍|告诉|称|道)")
_ZH = re.compile("“([^“”]{8,})”")
_EN = re.compile('[“"]([^“”"]{8,})[”"]')


def quotes(units: Sequence[Unit]) -> tuple[Quote, ...]:
    """Speech of at least eight characters. The English is the quotation in the same place of the unit's English where
    both have as many, else the whole unit's English."""
    found = []
    for unit in units:
        spoken = list(_ZH.finditer(unit.zh))
        english = [m[1] for m in _EN.finditer(unit.en)]
        for number, match in enumerate(spoken):
            before, after = unit.zh[: match.start()], unit.zh[match.end() :]
            if SAYING.search(before) or AFTER.match(after) or (match[1][-1] in "。！？" and not before):
                en = english[number] if len(english) == len(spoken) else unit.en
                found.append(Quote(match[1], en, unit.id))
    return tuple(found)
