"""Lists of a page's headlines above its text: those of e-papers' sites, and of mails."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from service.display import signs
from service.electronic import leads_on
from service.flow import join
from service.furniture import recognise
from service.lines import Line
from service.patterns import PROSE

LONGEST_TITLE = 3  # lines of a headline


def whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a headline put together that stands in one line above them: in the page's index."""
    texts = [tight(line.clean) for line in lines]
    known: set[str] = set()
    found: list[Line] = []
    at = 0
    while at < len(lines):
        sizes = range(LONGEST_TITLE, 1, -1)
        count = next((n for n in sizes if at + n <= len(lines) and "".join(texts[at : at + n]) in known), 1)
        title = lines[at].with_flow(join(line.flow for line in lines[at : at + count])) if count > 1 else lines[at]
        found.append(title)
        known.add(tight(bare_title(lines[at])))
        at += count
    return found


def tight(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s", "", text)


def bare_title(line: Line) -> str:
    """A line without the mark or number that a list sets before it."""
    return re.sub(r"^(?:[·•●■◆▪・ 　]+|\d{1,2}[.．、]\s*)(?=\S)", "", line.clean)


def contents(lines: Sequence[Line]) -> set[int]:
    """Which lines are of lists of a page's headlines above its text, of which a source may have several, one for each
    article: they stand again below, with a mark before them here or other furniture right above; and so are those among
    and below them up to a white line."""
    starts = [0, *(at + 1 for at, line in enumerate(lines) if leads_on(line.clean)), len(lines)]
    return {at for start, end in pairwise(starts) for at in _list(lines, range(start, end))}


def _list(lines: Sequence[Line], within: range) -> set[int]:
    """Those of a list that stands within some lines."""
    texts = {tight(line.clean): at for at, line in enumerate(lines) if not signs(lines, at)}  # where each stands last
    found: set[int] = set()
    titles: set[str] = set()
    for index in within:
        line = lines[index]
        if tight(line.clean) in titles or line.clean.endswith("。"):
            break
        bare = bare_title(line)
        if bare == line.clean and recognise(bare, True, True) is not None:
            continue
        led = bare != line.clean or index - 1 in found or (index and recognise(lines[index - 1].clean, True, True))
        if led and texts.get(tight(bare), 0) > index:
            found.add(index)
            titles.add(tight(bare))
    return found | _between(lines, found, within.stop)


def _between(lines: Sequence[Line], found: Set[int], stop: int) -> set[int]:
    """The lines among those found and below them up to a white line or furniture, or to `stop`: of articles on other
    pages."""
    more: set[int] = set()
    run: list[int] = []
    titles = {tight(bare_title(lines[at])) for at in found}
    for index in range(min(found, default=stop), stop):
        line = lines[index]
        ends = line.blank or recognise(line.clean, True, True) is not None
        if index in found or ends:
            more |= set(run)
            run = []
        if index not in found and (ends or tight(line.clean) in titles or PROSE.search(line.clean)):
            break
        run += [index] * (index not in found)
    return more
