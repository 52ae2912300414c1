"""Towns whose names begin like a preposition or a verb: 沿河湾镇, 对青山镇, 到保镇.

Such a character is taken for the name's where the sentence cannot be read otherwise: behind another preposition or a
verb of going, behind the county that the town is in, or where the clause would have no subject.
"""

import re
from collections.abc import Iterable, Iterator

_TOWN = r"(?:(?![各全该本的等和与])[\u4e00-\u9fff]){1,3}?(?:镇|乡)(?![镇村亲愁音土情])"
_HEAD = "[沿对向过]"
# What no clause says of nothing: behind it stands what is said of the town.
_SAID = "位于|地处|下?辖|隶属|属于|因|素有|盛产|总?面积|总?人口|距|现有|共有"
_DOES = f"{_SAID}|党委|党政|政府|人大|书记|镇长|乡长|纪委|派出所|综治|发生|举行|召开|举办|有\\d|是|成为|通过"
_ALONE = re.compile(
    rf"(?:^|[，。：；、！？“])(?:(?P<along>沿{_TOWN})(?={_DOES})|(?P<other>[对向过]{_TOWN})(?={_SAID}|发生|举行|召开|举办)|(?P<to>[到在]{_TOWN})(?={_SAID}))"
)
_BEHIND = re.compile(
    rf"(?:(?:来到|走进|抵达|前往|深入|走访|[从于赴])(?P<gone>{_HEAD}{_TOWN})|(?:[赶奔]?赴|位于|地处|来自)(?P<to>到{_TOWN})"
    rf"|(?<![现正存])在(?P<there>{_HEAD}{_TOWN})(?=$|[，。；！？]|采访|调研|召开|举行|举办|考察|视察|发生))"
)
_IN = re.compile(
    rf"(?P<along>沿{_TOWN})(?=$|[，。；！？的]|{_DOES})|(?P<other>[对向过]{_TOWN})(?=$|[，。；！？]|{_SAID})"
)
# What is no name of a town, whatever stands before it.
_NO_TOWN = re.compile("(?:[此两数某下上城小古重集老家故返回异他水侨同县市]|一些|每个)[镇乡]$")


def whole_names(text: str, ends: Iterable[int]) -> Iterator[str]:
    """The towns of a text whose names begin like a preposition; `ends` is where places end that a town may be in."""
    found = [match for pattern in (_ALONE, _BEHIND) for match in pattern.finditer(text)]
    found += (match for end in ends if (match := _IN.match(text, end)))
    names = (match[match.lastgroup or 0] for match in found)
    yield from (name for name in names if not _NO_TOWN.search(name))
