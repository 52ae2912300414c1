"""What is stored for a search and what is asked of it.

Chinese has no spaces: it is indexed as overlapping pairs of characters and asked for as a phrase of such pairs. One
character is asked for as the beginning of a pair or the end of one.
"""

import re
import unicodedata

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:['’.-][a-z0-9]+)*")


def fold(text: str) -> str:
    """Small letters, half width, simplified characters: what makes two spellings one."""
    from service.script import to_simplified

    return to_simplified(unicodedata.normalize("NFKC", text)).lower()


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
    """The query as phrases that must all occur: 县委 Wang → ["县委", "wang"]; a Chinese run of n characters is n-1 pairs."""
    found = []
    for run in _RUN.findall(fold(query)):
        if run.isascii():
            found.append(" ".join(re.findall("[a-z0-9]+", run)))
        elif len(run) == 1:
            found.append(run + "*")
        else:
            found.append(" ".join(run[i : i + 2] for i in range(len(run) - 1)))
    return found
