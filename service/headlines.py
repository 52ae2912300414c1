"""Which headline belongs to which body: decided by content first, then by place on the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.bylines import bare_names, is_name
from service.days import DAY
from service.draft import Draft
from service.flow import Flow, join, marked
from service.lines import CHAPTER, Line
from service.matching import Bodies, assign
from service.repair import undouble
from service.roles import PHOTOGRAPHER
from service.wraps import (
    DEALS,
    FIGURES,
    KIND,
    OCCASION,
    PLAUSIBLE,
    SENTENCE,
    is_deck,
    leads,
    leads_up,
    names_column,
    whole_headlines,
)

SHORT = 18  # characters of a headline in two clauses
FAIR = 0.12  # the same where no other body is half as like
# What kind of piece it is, or whom it interviews: a line over or under the headline.
_BESIDE = re.compile(
    r"(?:本报)?(?:特约)?(?:评论员文章|社论|社論|短评|时评|编者按|读者来信|讀者投書)|【[^】]{2,8}】"
    r"|(?:——|专访|專訪|对话|對話|访)[^：:，]*"
)
# When a law was passed or a speech held: （2025年6月1日县人大常委会通过）
_PASSED = re.compile(rf"[（(]{DAY}[^（）()]*[）)]")
_ANSWER = re.compile("[㐀-鿿]{2,10}：")
_QUOTED = re.compile("[“「][^“”「」。；]{4,24}[”」]")
# That a meeting was held or somebody spoke: what was decided or said is the headline.
_MET = re.compile(
    "(?:召开|举行|召開|舉行)[^，。]{0,20}(?:会|会议|大会|會|會議)$|(?:会|会议|大会|會|會議)(?:召开|举行|召開|舉行)$"
    "|(?:强调|指出|要求|強調)：?$"
)
LARGER = 3  # characters by which a headline in larger type is shorter than its kicker
BALANCED = 1  # characters by which two halves of a headline may differ
FIRST = 0.1  # what it is worth to be the first of two
ANSWERS = 0.6  # what it costs to be another's answer
BROKEN = 0.3  # what it is worth to be set over two lines, as main headlines are
LISTED = 1.0  # what it is worth to stand in the page's index
MIDDLE = 0.6  # what it is worth to stand between two other headlines
OVER_DECK = 1.2  # what it is worth to stand right over a deck that a dash opens


@dataclass(frozen=True, slots=True)
class Heads:
    """Lines of headlines that stand together, between two bodies."""

    lines: tuple[Line, ...]

    @property
    def page(self) -> int:
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline. `zone` counts the bodies above it; `size` is its type size as a share of the largest beside it (0
    where unknown); `balanced` says that it is of two halves of like length, as main headlines are, `broken` that it
    takes several lines, `across` from where to where on the page its first line reaches, `listed` that the page's index
    has it, `dense` that it is in bold type."""

    flow: Flow
    text: str
    size: float
    zone: int
    page: int
    balanced: bool = False
    broken: bool = False
    across: range = range(0)
    listed: bool = False
    dense: bool = False


def place(sequence: Sequence[Heads | Draft]) -> list[Draft]:
    """Give every headline to a body: the drafts of the sequence, with title, kicker and deck.

    Headlines that are like no body and stand beside no other headline are left over. Without any body three and more
    are a list, each an article.
    """
    drafts = [item for item in sequence if isinstance(item, Draft)]
    if not drafts:
        lists = [item for item in sequence if isinstance(item, Heads)]
        return [draft for each in lists for draft in _alone(each)] if sum(len(each.lines) for each in lists) > 2 else []
    bodies = Bodies([draft.text or "".join(flow.text for flow in draft.captions) for draft in drafts])
    heads = _zoned(sequence, bodies)
    likeness = [bodies.likeness(head.text) for head in heads]
    if _follow(heads, likeness):
        heads = [replace(head, zone=max(0, head.zone - 1)) for head in heads]
    zones = [head.zone for head in heads]
    firsts = {zones.index(zone) for zone in set(zones) if zones.count(zone) == 2}
    middles = _middles(heads, likeness)
    over = {row for row, (head, below) in enumerate(pairwise(heads)) if _stands_over_deck(head, below)}
    answers = {row for row, head in enumerate(heads) if zones.index(head.zone) < row and _answers(head.text)}
    given = assign(
        [
            _scores(
                head,
                drafts,
                like,
                MIDDLE * (row in middles)
                + OVER_DECK * (row in over)
                + FIRST * (row in firsts)
                - ANSWERS * (row in answers),
            )
            for row, (head, like) in enumerate(zip(heads, likeness, strict=True))
        ]
    )
    titled = {
        body: row + _is_led_up_to(row, heads, given) - _only_counts(row, heads, given)
        for row, body in enumerate(given)
        if body is not None and drafts[body].title is None
    }
    for body, row in titled.items():
        drafts[body].title = heads[row].flow
    for row in sorted(set(range(len(heads))) - set(titled.values())):
        _attach(row, heads, {row: body for body, row in titled.items()}, drafts, bodies)
    return _captioned(drafts)


def _zoned(sequence: Sequence[Heads | Draft], bodies: Bodies) -> list[Headline]:
    """The headlines of the sequence, each in the zone where it stands; where each of the bodies before and behind that
    lack one has a line of its own, in that body's."""
    heads: list[Headline] = []
    zone = 0
    above: list[int] = []  # bodies since the headlines before that must have one
    for item, below in zip(sequence, [*sequence[1:], None], strict=False):
        if isinstance(item, Draft):
            above += [zone] * (bool(item.paragraphs) and not item.from_elsewhere)
            zone += 1
        else:
            lacking = [*above[1:], *[zone] * isinstance(below, Draft)] if len(above) > 1 else []
            single = len(item.lines) == len(lacking)
            found = _headlines(item, zone, bodies, single)
            heads += [replace(head, zone=at) for head, at in zip(found, lacking, strict=True)] if single else found
            above = []
    return heads


def _alone(heads: Heads) -> list[Draft]:
    """Headlines that no body follows, each an article."""
    found = _headlines(heads, 0, Bodies([]), single=True)
    return [Draft(page=heads.page, until=heads.page, title=head.flow) for head in found]


def _is_below(text: str) -> bool:
    """Whether a line stands below the headline of a law or a speech: its day, its first chapter, who held it."""
    return bool(_PASSED.fullmatch(text) or CHAPTER.match(text) or bare_names(text))


def _answers(text: str) -> bool:
    """Whether an office or an expert says something (城管：已有两百处); what a person says may be the headline."""
    found = _ANSWER.match(text)
    return bool(found and not is_name(found[0].rstrip("：")))


def _stands_over_deck(head: Headline, below: Headline) -> bool:
    """Whether the line below says with a dash that it is the deck of this one."""
    return head.zone == below.zone and below.text.startswith("——") and not head.text.startswith("—")


def _is_led_up_to(row: int, heads: Sequence[Headline], given: Sequence[int | None]) -> bool:
    """Whether the main headline is the one below: it is broken over lines or shorter, as what is set in larger type, or
    of two balanced halves (朱杨镇推行河湖管护 / 天天有人巡 处处有人管), or the first says that a meeting was held."""
    head, below = heads[row], heads[row + 1] if row + 1 < len(heads) and given[row + 1] is None else None
    first = not row or heads[row - 1].zone != head.zone
    if not first or below is None or below.zone != head.zone or is_deck(below.text) or _is_below(below.text):
        return False
    if leads_up(head.text, below.text):
        return True
    if head.dense and not below.dense:
        return False
    if head.across.start >= below.across.stop or below.across.start >= head.across.stop:
        return False
    if below.balanced != head.balanced or below.broken != head.broken:
        return below.balanced > head.balanced or below.broken > head.broken
    return bool(_MET.search(head.text) or OCCASION.search(head.text)) or len(head.text) >= len(below.text) + LARGER


def _only_counts(row: int, heads: Sequence[Headline], given: Sequence[int | None]) -> bool:
    """Whether the main headline is the one above, which has no figures, while this one of two says no more than these
    (市区至方城开通定制公交 / 全程70分钟 票价8元)."""
    zone = [at for at, head in enumerate(heads) if head.zone == heads[row].zone]
    above = heads[row - 1] if zone == [row - 1, row] and given[row - 1] is None else None
    if above is None or _BESIDE.fullmatch(above.text) or above.text.endswith(("强调", "指出", "要求", "：")):
        return False
    return not re.search(r"\d", above.text) and bool(FIGURES.search(heads[row].text))


def _captioned(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; the caption of a photograph that has no headline goes to the article before it, at the top of a page
    to the one below."""
    kept: list[Draft] = []
    for draft in drafts:
        same = bool(kept) and kept[-1].page == draft.page
        if _is_picture(draft):
            draft.names = [credit for credit in draft.names if credit.role in PHOTOGRAPHER]
        if same and _is_picture(draft):
            kept[-1].extend(draft)
        elif same and _is_picture(kept[-1]):
            picture = kept.pop()
            draft.extend(picture)
            kept.append(draft)
        else:
            kept.append(draft)
    return kept


def _is_picture(draft: Draft) -> bool:
    """Whether it is nothing but captions."""
    return bool(draft.captions) and not draft.paragraphs and not draft.headings()


def _headlines(heads: Heads, zone: int, bodies: Bodies, single: bool) -> list[Headline]:
    """The headlines of some lines, those that run on over a line break put together, unless there is a `single` line
    for each body around them that lacks a headline."""
    groups = [[line] for line in heads.lines] if single else whole_headlines(heads.lines, bodies)
    top = max((group[0].size or 0 for group in groups), default=0)
    flows = [join(line.flow for line in group) for group in groups]
    return [
        Headline(
            flow,
            marked(undouble(flow.text)),
            (group[0].size or 0) / top if top else 0.0,
            zone,
            heads.page,
            len(group) == 1 and _is_balanced(group[0].clean),
            len(group) > 1,
            range(group[0].left + group[0].indent, group[0].left + group[0].extent),
            group[0].listed,
            group[0].dense,
        )
        for flow, group in zip(flows, groups, strict=True)
    ]


def _is_balanced(text: str) -> bool:
    """Whether a headline is of two halves of like length, parted by a space: 天天有人巡 处处有人管."""
    halves = re.split("[ 　]+", text)
    lengths = [len(half) for half in halves]
    plain = not re.search(r"\d|[，、：；]|主持|[讲講]话|出席|[参參]加|致辞|[报報]告", "".join(halves))
    return len(halves) == 2 and plain and min(lengths) >= 4 and abs(lengths[0] - lengths[1]) <= BALANCED


def _follow(heads: Sequence[Headline], likeness: Sequence[Sequence[float]]) -> bool:
    """Whether the headlines of all bodies stand below them: none above the first, and more like the bodies before."""
    size = len(likeness[0]) if likeness else 0
    if size < 2 or {head.zone for head in heads} != set(range(1, size + 1)):
        return False
    before = sum(like[head.zone - 1] for head, like in zip(heads, likeness, strict=True))
    return before > sum(like[head.zone] for head, like in zip(heads, likeness, strict=True) if head.zone < size)


def _middles(heads: Sequence[Headline], likeness: Sequence[Sequence[float]]) -> set[int]:
    """The headlines that are the second of three over one body, of which none is more like another body."""
    found = set()
    for row in range(1, len(heads) - 1):
        near = range(row - 1, row + 2)
        zone = heads[row].zone
        alone = [head.zone for head in heads].count(zone) == 3 and all(heads[at].zone == zone for at in near)
        if alone and all(max(likeness[at], default=0.0) in (*likeness[at][zone : zone + 1], 0.0) for at in near):
            found.add(row)
    return found


def _scores(head: Headline, drafts: Sequence[Draft], likeness: Sequence[float], standing: float) -> list[float]:
    """How well a headline would be the title of each body; below zero for never. `standing` is what it is worth where
    it stands among those beside it."""
    text = head.text
    worth = 0.3 + 0.5 * head.size + standing + LISTED * head.listed + BROKEN * head.broken
    if DEALS.match(text):
        worth -= 0.4
    if SENTENCE.search(text) and not _QUOTED.fullmatch(text):
        worth -= 0.15 if len(text) <= SHORT and text.count("，") == 1 else 0.6
    if not re.search("[㐀-鿿]", text):
        worth -= 0.8
    if _is_below(text) or leads(text):
        worth -= 1.2
    if _BESIDE.fullmatch(text) or names_column(text) or KIND.search(text):
        worth -= 0.4
    if re.match(r"—|[㐀-鿿]{0,8}(?:集团|公司|部门|[局委办]|专家|律师|医生|回应|官方|警方)：", text) or re.search(
        r"(?:(?:主持|讲话|講話|出席|参加|參加|强调|強調|指出|要求)|(?:强调|強調|指出|要求|表示)：)$", text
    ):
        worth -= 0.6
    if len(text) < 5:
        worth -= 0.2
    ranked = sorted(likeness, reverse=True)
    least = ranked[0] if len(ranked) > 1 and ranked[0] >= 2 * ranked[1] and ranked[0] >= FAIR else PLAUSIBLE
    found = []
    for body, draft in enumerate(drafts):
        above = head.zone == body
        possible = draft.page == head.page and (above or likeness[body] >= min(least, PLAUSIBLE))
        found.append(max(0.01, worth + likeness[body] + (0.35 if above else 0.0)) if possible else -1.0)
    return found


def _attach(
    row: int, heads: Sequence[Headline], titles: dict[int, int], drafts: Sequence[Draft], bodies: Bodies
) -> None:
    """A headline that is no title goes with a title beside it, as kicker or deck. A clause is a kicker only right above
    its article: where headlines are out of their places, so may kickers be."""
    head = heads[row]
    above = [at for at in titles if at < row and heads[at].zone == head.zone]
    below = [at for at in titles if at > row and heads[at].zone == head.zone]
    near = [*sorted(above)[-1:], *sorted(below)[:1]]
    if not near:
        return
    title = max(near, key=lambda at: (bodies.similarity(head.text, titles[at]), at))
    draft = drafts[titles[title]]
    clauses = re.search("[。；]" if head.zone == titles[title] else SENTENCE, head.text)
    prose = clauses or len(head.text) > 40 or re.match("—(?!.*—$)", head.text)
    (draft.kicker if title > row and not prose else draft.deck).append(head.flow)
