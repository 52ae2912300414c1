"""Page analysis: a document's articles, each with its headline, byline and paragraphs, and nothing lost.

A structured format says what its blocks are; a text layer says nothing, and `service.layout` finds out. What is not
certain stays in `Page.unassigned`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.bylines import Credit, bare_names, parse_byline, pen_name
from service.captions import is_caption
from service.draft import Binder, Draft
from service.flow import Flow, cut, join
from service.furniture import Facts, recognise
from service.jumps import find_jump
from service.layout import Layout, take_apart
from service.matching import Bodies
from service.records import Block, Continuation, Document, Metadata, Page, Passage, Role
from service.roles import DESK
from service.rows import page_of
from service.signatures import without_origin
from service.stated import Stated

_OFFICE = re.compile(r"(?:^|[\s　])([㐀-鿿]{2,6}[报報])社$")


def analyse(document: Document) -> Page:
    """Take a document apart. Every non-white character of its text is then in exactly one place, see `Page`."""
    layout = take_apart(document, [block for block in document.blocks if block.article is None])
    _group(document, layout)
    # Each file's articles stand together, in the order in which its layout or its structure has them.
    layout.drafts.sort(key=lambda draft: draft.page)
    _fill(layout)
    drafts = join_continued(layout.drafts, _page_numbers(layout)) or _whole(document, layout)
    binder = Binder(document.text)
    told = _Told(document, layout)
    articles = tuple(binder.article(draft, order, told.of(draft)) for order, draft in enumerate(drafts))
    furniture = tuple(Passage(f.text, f.spans) for f in sorted(layout.furniture, key=lambda flow: flow.at))
    used = {at for flow in layout.furniture for at in flow.at}
    for draft in drafts:
        flows = [*draft.headings(), *draft.paragraphs, *draft.captions, *draft.credits]
        used |= {at for flow in flows for at in flow.at}
    return Page(
        document,
        articles,
        furniture,
        tuple(Passage(flow.text, flow.spans) for flow in _rest(document, used)),
        tuple(sorted([*document.repairs, *binder.repairs], key=lambda r: r.span)),
    )


def _fill(layout: Layout) -> None:
    """Give names that stand over no text to the article below them, on the same page; what names none is furniture."""
    kept: list[Draft] = []
    for draft in reversed(layout.drafts):
        if draft.headings() or draft.paragraphs or draft.captions:
            kept.append(draft)
            continue
        below = kept[-1] if kept and kept[-1].page == draft.page and not kept[-1].names else None
        if below is not None:
            below.credits += draft.credits
            below.name(draft.names)
        for flow in () if below else draft.credits:
            layout.furnish(draft.page, flow, Facts())
    layout.drafts = kept[::-1]


def _whole(document: Document, layout: Layout) -> list[Draft]:
    """All the text there is as one article, where none was found: somebody sent a headline alone, or a few words."""
    draft = Draft()
    for flow in _rest(document, {at for furniture in layout.furniture for at in furniture.at}):
        if names := parse_byline(flow.text):
            draft.credit(flow, names)
        elif not draft.title and not draft.paragraphs and _like_title(flow.text):
            draft.title = flow
        else:
            draft.add_row(flow)
    return [draft] if draft.title or draft.paragraphs else []


def _rest(document: Document, used: set[int]) -> list[Flow]:
    """What is in no article and no furniture, line by line."""
    found: list[Flow] = []
    start: int | None = None
    for at, character in enumerate(document.text + "\n"):
        open_end = at in used or character in "\n\r\f"
        if start is not None and open_end:
            found.append(cut(document.text, start, at))
            start = None
        elif start is None and not open_end and not character.isspace():
            start = at
    return found


def _group(document: Document, result: Layout) -> None:
    """Add the articles of formats that say what their blocks are, by article number in order of appearance."""
    groups: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.article is not None:
            groups.setdefault(block.article, []).append(block)
    for number, blocks in groups.items():
        draft = Draft(number=number, page=page_of(document, blocks[0].span.start))
        titled = any(block.role is Role.TITLE for block in blocks)
        for index, block in enumerate(blocks):
            flow = cut(document.text, block.span.start, block.span.end)
            lead = not titled and index == 0 and len(blocks) > 1 and _like_title(flow.text)
            _place(draft, flow, Role.TITLE if lead else block.role, result)
        result.drafts.append(draft)


def _like_title(text: str) -> bool:
    return len(text) <= 50 and not text.endswith(("。", "；", "：")) and not parse_byline(text)


def _one_line(flow: Flow) -> Flow:
    """Line breaks inside a block of a structured format are white space."""
    pieces: list[Flow] = []
    start = 0
    for at, character in enumerate(flow.text + "\n"):
        if character in "\n\r":
            pieces.append(flow.part(start, min(at, len(flow))))
            start = at + 1
    return join(pieces)


def _author(text: str) -> tuple[Credit, ...]:
    """Who a format says that it is by."""
    bare = without_origin(text)
    return bare_names(bare, told=True) or pen_name(bare)


def _place(draft: Draft, flow: Flow, role: Role, result: Layout) -> None:
    flow = _one_line(flow)
    if not flow.text:
        return
    if role is Role.TITLE:
        if draft.title is None:
            draft.title = flow
        else:
            draft.deck.append(flow)
    elif role in (Role.KICKER, Role.DECK):
        (draft.kicker if role is Role.KICKER else draft.deck).append(flow)
    elif names := parse_byline(flow.text) or (_author(flow.text) if role is Role.BYLINE else ()):
        if role is not Role.BYLINE and all(name.role in DESK for name in names):
            result.furnish(draft.page, flow, Facts())
        else:
            draft.credit(flow, names)
    elif role is Role.CAPTION or is_caption(flow.text):
        draft.add_caption(flow)
    elif role is Role.TABLE:
        draft.paragraphs.append(flow)
    elif role is not Role.BYLINE and (facts := recognise(flow.text, False)) is not None:
        result.furnish(draft.page, flow, facts)
    elif role is Role.BYLINE and find_jump(flow.text) is None:
        draft.credit(flow)
    else:
        draft.add(flow)
        draft.closed = False


def _page_numbers(layout: Layout) -> dict[int, str]:
    """The printed number of each page ("p.2"), where its furniture says it."""
    return {page: placement.split()[0] for page, found in layout.facts.items() if (placement := _placement(found))}


def _placement(facts: Sequence[Facts]) -> str:
    """The page's own number and section: of several the one that stands there again, for an e-paper's page names all
    pages of the issue and then itself; else the first, for an index of other pages stands below it."""
    if day := _day(facts):
        facts = [fact for fact in facts if fact.placement != day]
    numbers = [fact.placement.split()[0] for fact in facts if fact.placement]
    again = [number for number, count in Counter(numbers).items() if count > 1]
    own = again if len(again) == 1 and len(set(numbers)) > 2 else numbers[:1]
    return max((fact.placement for fact in facts if fact.placement.split()[:1] == own), key=len, default="")


def _day(facts: Sequence[Facts]) -> str:
    """The number that is no page's: the day, where the masthead has year and month on a line of their own."""
    dates = [fact.published for fact in facts if fact.published]
    alone = _first(fact.placement for fact in facts if re.fullmatch(r"p\.[0-9]{1,2}", fact.placement))
    return alone if dates and max(map(len, dates)) == len("2025-08") else ""


def _published(facts: Sequence[Facts]) -> str:
    """The day of the issue, YYYY-MM-DD."""
    date = max((fact.published for fact in facts), key=len, default="")
    day = _day(facts).removeprefix("p.")
    return f"{date}-{day:0>2}" if day else date if len(date) == len("2025-08-06") else ""


class _Told:
    """What is known of each article's paper: what the format says, completed by the furniture of its page and then of
    all pages, of which each is asked once."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.given = document.metadata
        self.structured = any(block.article is not None for block in document.blocks)
        self.pages = {
            page: Metadata(publisher=_publisher(found), published=_published(found), placement=_placement(found))
            for page, found in layout.facts.items()
        }
        self.paper = _publisher([fact for found in layout.facts.values() for fact in found])
        self.day = _first(page.published for page in self.pages.values())

    def of(self, draft: Draft) -> Metadata:
        """What is known of the draft's."""
        number = draft.number if self.structured else 0
        given = Metadata() if number is None else self.given.get(number, Metadata())
        page, told = self.pages.get(draft.page, Metadata()), draft.told or Stated()
        return replace(
            given,
            publisher=given.publisher or told.source or page.publisher or self.paper,
            published=given.published or told.day or page.published or self.day,
            placement=given.placement or page.placement,
        )


def _publisher(facts: Sequence[Facts]) -> str:
    """The paper's name as printed; a name in Latin capitals alone is followed by who publishes it."""
    names, sponsor = [fact.publisher for fact in facts if fact.publisher], _first(fact.sponsor for fact in facts)
    han = _first(name for name in names if not name.isascii())
    office = _OFFICE.search(sponsor)  # of the paper that it publishes
    return han or (office[1] if office else " / ".join(filter(None, [_first(names), sponsor])))


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def join_continued(drafts: Sequence[Draft], numbers: dict[int, str]) -> list[Draft]:
    """Join each 下转 part with its 上接 part where both are held: by the pages they name, then by shared words."""
    openers = [d for d in drafts if any(c.direction == "to" for c in d.continued)]
    rests = [d for d in drafts if any(c.direction == "from" for c in d.continued)]
    pairs: list[tuple[float, int, int]] = []
    for i, first in enumerate(openers):
        fitting = [j for j, rest in enumerate(rests) if first is not rest and _pages_agree(first, rest, numbers)]
        if not fitting:
            continue
        bodies = Bodies(["".join(flow.text for flow in [*first.headings(), *first.paragraphs])])
        for j in fitting:
            rest = rests[j]
            words = "".join(flow.text for flow in rest.headings()) or rest.text[:200]
            pairs.append((bodies.similarity(words, 0), i, j))
    onward, back = Counter(i for _, i, _ in pairs), Counter(j for *_, j in pairs)
    joined: set[int] = set()
    gone: set[int] = set()
    for likeness, i, j in sorted(pairs, reverse=True):
        alone = onward[i] == 1 == back[j]
        if i in joined or j in gone or likeness < (0.05 if alone else 0.15):
            continue
        joined.add(i)
        gone.add(j)
        _append(openers[i], rests[j])
    dropped = {id(rests[j]) for j in gone}
    return [draft for draft in drafts if id(draft) not in dropped]


def _pages_agree(first: Draft, rest: Draft, numbers: dict[int, str]) -> bool:
    to = next(c.page for c in first.continued if c.direction == "to")
    back = next(c.page for c in rest.continued if c.direction == "from")
    return numbers.get(rest.page, to) == to and numbers.get(first.page, back) == back


def _append(first: Draft, rest: Draft) -> None:
    """Put the continuation behind its beginning: one text, the repeated headline kept as structure."""
    first.continued = [
        Continuation(c.direction, c.page, True) if c.direction == "to" else c for c in first.continued
    ] + [c for c in rest.continued if c.direction == "to"]
    paragraphs = list(rest.paragraphs)
    if paragraphs and first.paragraphs and not first.ended:
        last, onward = first.paragraphs[-1], paragraphs.pop(0)
        first.paragraphs[-1] = Flow(last.text + onward.text, last.at + onward.at)
    first.paragraphs += paragraphs
    first.captions += rest.captions
    first.credits += [*rest.headings(), *rest.credits]
    first.name(rest.names)
