"""Headlines between the sections of one article."""

import re
from collections.abc import Sequence
from itertools import pairwise

from service.datelines import is_dateline, opens_news
from service.draft import Draft
from service.headlines import Heads
from service.lines import CHAPTER, ORDINAL, Line
from service.matching import Bodies
from service.reading import NOTICE
from service.roles import PHOTOGRAPHER

_Look = tuple[bool, float | None, int]  # how a headline is set

SUBHEAD = 16  # characters of the longest headline inside an article
SUMMED_UP = 0.45  # similarity at which a headline is that of the text below it


def join_sections(sequence: Sequence[Heads | Draft]) -> list[Heads | Draft]:
    """Short headlines between the sections of one article become paragraphs of it, and so do those built like them."""
    kept: list[Heads | Draft] = []
    index = 0
    parted, ended = _are_parted(sequence), any(_begins_anew(item) for item in sequence)
    over = [a for a, b in pairwise(sequence) if isinstance(a, Heads) and isinstance(b, Draft) and b.opened]
    titles = {_look(line) for heads in over for line in heads.lines}
    looks: set[_Look] = set()  # of the sub-headlines of the article above
    while index < len(sequence):
        item, above = sequence[index], kept[-1] if kept else None
        following = sequence[index + 1] if index + 1 < len(sequence) else None
        look = _look(item.lines[0]) if isinstance(item, Heads) else None
        if (
            isinstance(item, Heads)
            and isinstance(above, Draft)
            and isinstance(following, Draft)
            and (
                _is_within(above, following, ended)
                or _is_subhead(item, above, following, parted, look in looks - titles)
            )
        ):
            above.extend(following, *(line.flow for line in item.lines))
            looks |= {look} if look else set()
            index += 2
        else:
            looks = set() if isinstance(item, Draft) else looks
            kept.append(item)
            index += 1
    return kept


def _are_parted(sequence: Sequence[Heads | Draft]) -> bool:
    """Whether white lines part the articles and not the sections of one: all headlines over bylines have white above,
    and others have none; where all these are in bold type, that tells them."""
    pairs = [(item, below) for item, below in pairwise(sequence[1:]) if isinstance(item, Heads)]
    heads = [item for item, below in pairs if isinstance(below, Draft) and below.opened]
    opened = [bool(item.lines[0].blank) for item in heads]
    bold = all(any(line.dense for line in item.lines) for item in heads)
    return bool(opened) and all(opened) and not bold and not all(item.lines[0].blank for item, _ in pairs)


def _begins_anew(item: Heads | Draft) -> bool:
    """Whether a site has printed above a headline what stands at an article's end."""
    return isinstance(item, Heads) and any(line.under == "end" for line in item.lines)


def _is_within(above: Draft, following: Draft, ended: bool) -> bool:
    """Whether what follows is of an article of a site, which states day and source of each article, or where it has
    `ended`, but not here."""
    told = above.stated or (ended and not following.opened)
    return told and not (above.closed or following.stated) and above.until == following.page


def _build(text: str) -> tuple[int, ...]:
    """How many characters the parts of a headline have: 小站不小 服务直达 is built like 数据跑路 群众省心."""
    return tuple(map(len, re.split(r"[\s　，]+", text)))


def _look(line: Line) -> _Look:
    """How a headline is set."""
    return line.dense, line.size, line.indent


def _is_subhead(heads: Heads, above: Draft, following: Draft, parted: bool, known: bool) -> bool:
    """Whether a headline goes on with the article above: one byline serves both parts, and what follows neither opens
    like a piece of news nor is summed up by the headline; or it is numbered, or built of several parts like one
    above; or it is `known` that a headline set like it did, and no article's is."""
    text = heads.lines[0].clean
    if (
        len(heads.lines) > 1
        or len(text) > SUBHEAD
        or re.match(r"[■▲◆●▼【]", text)
        or NOTICE.fullmatch(text)
        or heads.lines[0].labelled
        or (parted and heads.lines[0].blank)
        or above.until != following.page
    ):
        return False
    if above.closed or following.opened or following.from_elsewhere:
        return False
    if heads.lines[0].numbered or ORDINAL.match(text) or CHAPTER.match(text):
        return True
    made = [credit for credit in following.names if credit.role not in PHOTOGRAPHER]
    shared = not made if above.opened else bool(made and not above.names)
    built = _build(text)
    alike = len(built) > 1 and any(built == _build(flow.text) for flow in above.paragraphs)
    if shared and known and not is_dateline(following.text):
        return True
    return (
        shared
        and (alike or not opens_news(following.text))
        and Bodies([following.text]).similarity(text, 0) < SUMMED_UP
    )
