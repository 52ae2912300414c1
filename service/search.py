"""What is stored for a search and what is asked of it.

Chinese has no spaces: it is indexed as overlapping pairs of characters and asked for as a phrase of such pairs. One
character is asked for as the beginning of a pair or the end of one.
"""

import re
import unicodedata
from functools import cache

_RUN = re.compile(r"[〇\u3400-\u9fff\U00020000-\U000323af]+|[a-z0-9]+(?:['.,-][a-z0-9]+)*")
_MARK = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """Small letters without accents, half width, simplified characters: what makes two spellings one.

    Each character by itself: what stands beside it is not the same in the text and in the query.
    """
    return "".join(map(_fold_one, text))


@cache
def _fold_one(character: str) -> str:
    from service.script import to_simplified

    wide = unicodedata.normalize("NFKC", character).replace("’", "'")
    return _MARK.sub("", unicodedata.normalize("NFKD", to_simplified(wide))).lower()


def terms(text: str) -> str:
    """The text as search terms parted by spaces: 县委书记 → 县委 委书 书记 记."""
    found = []
    for run in _RUN.findall(fold(text)):
        if run.isascii():
            found += re.findall("[a-z0-9]+", run)
        else:
            found += [run[i : i + 2] for i in range(len(run))]
    return " ".join(found)


def phrases(query: str) -> list[str]:
    """The query as phrases that must all occur: 县委书 Wang → ["县委 委书", "wang"].

    One character by itself is asked for as the beginning of a term: 县 → ["县*"].
    """
    found = []
    for run in _RUN.findall(fold(query)):
        if run.isascii():
            found.append(" ".join(re.findall("[a-z0-9]+", run)))
        elif len(run) == 1:
            found.append(run + "*")
        else:
            found.append(" ".join(run[i : i + 2] for i in range(len(run) - 1)))
    return found
