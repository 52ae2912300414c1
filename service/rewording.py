"""What an editor wrote in a term's place, told from the sentence before and after."""

import re
from difflib import SequenceMatcher

from service.numbers import find_numbers_zh
from service.records import Placeable

GROWTH = 2  # words that a rendering may have more than those that are known
_ARTICLES = frozenset(("a", "an", "the"))
# What stands for a term without rendering it.
_POINTING = frozenset("it its he his him she her they their them this that these those who which one there".split())


def new_form(term: Placeable, before: str, after: str) -> str:
    """The words that stand in `after` where `before` had the term; "" where that is not sure.

    It is where these words alone were put in the place of the term's, and the sentence around them is mostly as it was.
    A term with a number in it is one of a pattern, which is no entry.
    """
    old = next(filter(None, (_at(form, before) for form in term.forms)), None)
    if old is None or any(_at(form, after) for form in term.forms) or find_numbers_zh(term.zh):
        return ""
    start, end = old
    one, other = _words(before), _words(after)
    held = [i for i, (at, stop, _) in enumerate(one) if at < end and stop > start]
    first, last = held[0], held[-1] + 1
    if first and one[first - 1][2] in _ARTICLES:
        first -= 1
    changes = SequenceMatcher(None, [w for *_, w in one], [w for *_, w in other], autojunk=False).get_opcodes()
    # What was put in right beside the term is of its rendering too.
    inside = [c for c in changes if (c[1] < last and c[2] > first) or (c[0] == "insert" and c[1] in (first, last))]
    lead, tail = inside[0], inside[-1]
    # A change that reaches beyond the term is one of the sentence.
    if any(tag != "equal" and (i1 < first or i2 > last) for tag, i1, i2, *_ in inside):
        return ""
    around = sum(min(i2, first) - i1 for tag, i1, i2, *_ in changes if tag == "equal" and i1 < first)
    around += sum(i2 - max(i1, last) for tag, i1, i2, *_ in changes if tag == "equal" and i2 > last)
    begin, stop = lead[3] + max(0, first - lead[1]), tail[4] - max(0, tail[2] - last)
    if not around or 2 * around < max(len(one) - (last - first), len(other) - (stop - begin)):
        return ""
    while begin < stop and other[begin][2] in _ARTICLES:
        begin += 1
    words = [word for *_, word in other[begin:stop]]
    most = max(len(_words(form)) for form in term.forms) + GROWTH
    return after[other[begin][0] : other[stop - 1][1]] if 0 < len(words) <= most and set(words) - _POINTING else ""


def _at(form: str, text: str) -> tuple[int, int] | None:
    """Where a form stands in the text as whole words."""
    found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.I)
    return found.span() if found else None


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), match[0].lower()) for match in re.finditer(r"[\w'’-]+", text)]
