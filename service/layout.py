"""A page that is nothing but lines, taken apart: furniture, bodies, headlines and what lies between."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.credits import DESK, MARKERS, Credit, Jump, find_jump, parse_byline
from service.draft import Draft, ends_caption, is_caption
from service.flow import Flow, cut, join, width
from service.furniture import Facts, label, recognise
from service.headlines import PLAUSIBLE, Bodies, assign
from service.lines import Habits, Line, Stretch, habits, read_lines, stretches
from service.records import Document, Role
from service.repair import is_dense, undouble

_MARKED = re.compile(r"^[■▲◆●▼◇□★]\s*\S|^【[^】]{2,40}】")
_SENTENCE = re.compile(r"[，。；]")


@dataclass
class Heads:
    """Headlines that stand together, between two bodies."""

    page: int
    units: list[Flow]
    sizes: list[float | None]


@dataclass
class Layout:
    """What a page's lines came to: `drafts` in page order, loose pieces, and what the furniture says of each page."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Flow] = field(default_factory=list)
    unassigned: list[Flow] = field(default_factory=list)
    facts: dict[int, list[Facts]] = field(default_factory=dict)


@dataclass
class _Walk:
    manner: Habits
    result: Layout
    sequence: list[Heads | Draft] = field(default_factory=list)
    buffer: list[Line] = field(default_factory=list)
    credits: list[tuple[Flow, tuple[Credit, ...]]] = field(default_factory=list)
    jumps: list[tuple[Flow, Jump]] = field(default_factory=list)
    fresh: bool = False

    @property
    def last(self) -> Draft | None:
        return self.sequence[-1] if self.sequence and isinstance(self.sequence[-1], Draft) else None

    def flush(self) -> None:
        """Put the lines gathered so far into bodies and headlines."""
        lines, self.buffer = self.buffer, []
        for stretch in stretches(lines, self.manner, bool(self.credits)):
            if stretch.heading:
                self.sequence.append(_heads(stretch))
                self.fresh = True
            else:
                self._body(stretch)

    def _body(self, stretch: Stretch) -> None:
        flow = join(line.flow for line in stretch.lines)
        page = stretch.lines[0].page
        draft = self.last
        if is_caption(flow.text) and not self.credits:
            (draft or self._open(page)).add_caption(flow)
            return
        probe = Draft()
        probe.add(flow)
        if (
            draft is None
            or draft.closed
            or self.credits
            or self.jumps
            or probe.opened
            or self.fresh
            or draft.page != page
        ):
            draft = self._open(page)
        draft.add(flow)
        self.fresh = False

    def _open(self, page: int) -> Draft:
        draft = Draft(page=page, opened=bool(self.credits))
        for flow, names in self.credits:
            draft.credit(flow, names)
        for flow, jump in self.jumps:
            draft.credit(flow)
            draft.continued.append(jump.continuation)
        self.credits, self.jumps = [], []
        self.sequence.append(draft)
        return draft

    def jump(self, line: Line, jump: Jump) -> None:
        self.flush()
        draft = self.last
        if jump.continuation.direction == "from":
            self.jumps.append((line.flow, jump))
            self.fresh = True
        elif draft and not draft.closed:
            draft.credit(line.flow)
            draft.continued.append(jump.continuation)
            draft.closed = True
        else:
            self.result.unassigned.append(line.flow)

    def byline(self, line: Line, names: tuple[Credit, ...], trailing: bool) -> None:
        self.flush()
        draft = self.last
        if trailing and draft and not draft.closed:
            draft.credit(line.flow, names)
            draft.closed = True
        else:
            self.credits.append((line.flow, names))

    def table(self, line: Line) -> None:
        self.flush()
        (self.last or self._open(line.page)).paragraphs.append(line.flow)

    def finish(self) -> None:
        self.flush()
        for flow, names in self.credits:
            draft = self.last
            if draft and not draft.names:
                draft.credit(flow, names)
            else:
                self.result.unassigned.append(flow)
        self.result.unassigned += [flow for flow, _ in self.jumps]


def take_apart(document: Document) -> Layout:
    """The articles of a text layer. See `service.page` for the rules."""
    result = Layout()
    given = [block for block in document.blocks if block.role is not Role.FURNITURE]
    for block in document.blocks:
        if block.role is Role.FURNITURE:
            result.furniture.append(cut(document.text, block.span.start, block.span.end))
    lines = _split_jumps(read_lines(document, [(b.span.start, b.span.end, b.size) for b in given]))
    rows = _table_rows(lines)
    plain = _set_aside(lines, rows, result)
    walk = _Walk(habits(plain), result)
    trailing = _bylines_trail(plain)
    for line in plain:
        _step(walk, line, id(line) in rows, trailing)
    walk.finish()
    _place_headlines(walk.sequence, result)
    return result


def _step(walk: _Walk, line: Line, row: bool, trailing: bool) -> None:
    if walk.buffer and walk.buffer[-1].page != line.page:
        walk.flush()
    if row:
        walk.table(line)
        return
    jump = find_jump(line.clean)
    if jump and jump.start == 0 and jump.end >= len(line.clean.rstrip("）)。 　")):
        walk.jump(line, jump)
        return
    names = parse_byline(line.clean)
    if names and not (
        walk.buffer
        and not walk.buffer[-1].ends
        and not trailing
        and line.clean[0] not in MARKERS
        and len(names) == 1
        and not names[0].role
    ):
        walk.byline(line, names, trailing)
        return
    if label(line.clean):
        walk.flush()
    if _MARKED.match(line.clean) or (walk.buffer and is_caption(line.clean) and line.clean[:1] in "图上下左右▲▼圖"):
        walk.flush()
        walk.fresh = not is_caption(line.clean)
    walk.buffer.append(line)
    if ends_caption(line.clean):
        walk.flush()


def _set_aside(lines: Sequence[Line], rows: set[int], result: Layout) -> list[Line]:
    """Take the furniture out; what remains is in order."""
    plain: list[Line] = []
    pages = sorted({line.page for line in lines})
    for number in pages:
        mine = [line for line in lines if line.page == number]
        head, edge = True, True
        for index, line in enumerate(mine):
            last = index >= len(mine) - 4
            facts = None if id(line) in rows else recognise(line.flow.text, head, edge or last)
            if facts is None:
                facts = None if id(line) in rows else recognise(line.clean, head, edge or last)
            if facts is not None and not (_middle(plain, line) and facts == Facts() and not label(line.clean)):
                result.furniture.append(line.flow)
                result.facts.setdefault(number, []).append(facts)
                continue
            edge = False
            head = head and not (line.ends or bool(parse_byline(line.clean)))
            plain.append(line)
    return plain


def _middle(plain: Sequence[Line], line: Line) -> bool:
    """Whether the line goes on with a sentence of the line before."""
    return bool(plain) and bool(re.search(r"[，、；“（]$", plain[-1].clean)) and plain[-1].page == line.page


def _bylines_trail(lines: Sequence[Line]) -> bool:
    """Whether this page sets bylines below the articles: prose stands above the first, nothing below the last."""
    at = [
        index
        for index, line in enumerate(lines)
        if (names := parse_byline(line.clean)) and not all(name.role in DESK for name in names)
    ]
    if not at:
        return False
    before = any(line.ends for line in lines[: at[0]])
    after = any(line.ends for line in lines[at[-1] + 1 :])
    return before and not after


def _split_jumps(lines: Sequence[Line]) -> list[Line]:
    """Give a jump line that ends or opens a line of text a line of its own; undo a break inside it."""
    found: list[Line] = []
    waiting = list(lines)
    while waiting:
        line = waiting.pop(0)
        if waiting and re.search(r"[（(]\s*(?:下转|下轉|上接|紧接|转)[^）)]{0,8}$", line.clean):
            whole = Flow(line.flow.text + waiting[0].flow.text, line.flow.at + waiting[0].flow.at)
            if find_jump(whole.text):
                waiting.pop(0)
                line = _of(line, whole)
        jump = find_jump(line.flow.text)
        heading = jump or _jump_after_heading(line.flow.text)
        if heading and (heading.start or heading.end < len(line.flow)):
            end = len(line.flow) if heading.start else heading.end
            parts = [(0, heading.start), (heading.start, end), (end, len(line.flow))]
            found += [_of(line, flow) for a, b in parts if (flow := line.flow.part(a, b)).text]
        else:
            found.append(line)
    return found


def _jump_after_heading(text: str) -> Jump | None:
    for start in (match.start() for match in re.finditer(r"[（(]\s*(?:上接|紧接|緊接|接)", text)):
        jump = find_jump(text[start:])
        if jump and start + jump.end >= len(text.rstrip()):
            return Jump(start, len(text), jump.continuation)
    return None


def _of(line: Line, flow: Flow) -> Line:
    clean = undouble(flow.text)
    return replace(line, flow=flow, clean=clean, width=width(clean), dense=is_dense(flow.text))


def _table_rows(lines: Sequence[Line]) -> set[int]:
    """The lines that are rows of a table: two and more in a row with the same number of short cells, three or more."""
    cells = [
        [cell for cell in re.split(r"　+|\t| {2,}|｜|\|", line.flow.text.strip("|｜ ")) if cell.strip()]
        for line in lines
    ]
    like = [
        len(row) >= 3
        and statistics.median(len(cell) for cell in row) <= 8
        and "。" not in line.clean
        and not parse_byline(line.clean)
        for row, line in zip(cells, lines, strict=True)
    ]
    found: set[int] = set()
    for index in range(1, len(lines)):
        if like[index] and like[index - 1] and abs(len(cells[index]) - len(cells[index - 1])) <= 1:
            found |= {id(lines[index - 1]), id(lines[index])}
    return found


def _heads(stretch: Stretch) -> Heads:
    """Headline lines, those that run on over a line break put together."""
    groups: list[list[Line]] = []
    for line in stretch.lines:
        if groups and _runs_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return Heads(
        stretch.lines[0].page,
        [join(line.flow for line in group) for group in groups],
        [group[0].size for group in groups],
    )


def _runs_on(group: Sequence[Line], line: Line) -> bool:
    last = group[-1].clean
    if re.search(r"[，、《“（：—]$", last) or re.match(r"[》”），、。；]", line.clean):
        return not line.clean.startswith("——")
    if group[-1].size is not None and group[-1].size == line.size and (line.size or 0) > 0:
        return not line.blank and not re.match(r"——|[■▲◆●]", line.clean)
    prose = any(_SENTENCE.search(member.clean) for member in group)
    return prose and group[-1].width >= max(50, 0.8 * group[0].width)


def _place_headlines(sequence: list[Heads | Draft], result: Layout) -> None:
    sequence = _subheads(sequence)
    drafts = [item for item in sequence if isinstance(item, Draft)]
    result.drafts += drafts
    zones: list[list[tuple[Flow, float]]] = [[] for _ in range(len(drafts) + 1)]
    pages: list[set[int]] = [set() for _ in zones]
    place = 0
    for item in sequence:
        if isinstance(item, Draft):
            place += 1
        else:
            top = max((size or 0 for size in item.sizes), default=0)
            zones[place] += [
                (unit, (size or 0) / top if top else 0.0) for unit, size in zip(item.units, item.sizes, strict=True)
            ]
            pages[place].add(item.page)
    heads = [(flow, size, zone) for zone, units in enumerate(zones) for flow, size in units]
    bodies = Bodies([draft.text or "".join(flow.text for flow in draft.captions) for draft in drafts])
    scores = [
        [_score(flow, size, zone, body, bodies, drafts, pages) for body in range(len(drafts))]
        for flow, size, zone in heads
    ]
    given = assign(scores)
    titled = {body: row for row, body in enumerate(given) if body is not None and drafts[body].title is None}
    for body, row in titled.items():
        drafts[body].title = heads[row][0]
    rows = set(titled.values())
    for row, (flow, _, zone) in enumerate(heads):
        if row in rows:
            continue
        _attach(row, flow, zone, [h[2] for h in heads], given, rows, bodies, drafts, result)


def _clean(flow: Flow) -> str:
    return undouble(flow.text)


def _score(
    flow: Flow, size: float, zone: int, body: int, bodies: Bodies, drafts: Sequence[Draft], pages: Sequence[set[int]]
) -> float:
    """How well a headline would be the title of a body; below zero for never."""
    text = _clean(flow)
    likeness = bodies.similarity(text, body)
    above = zone == body
    if drafts[body].page not in pages[zone] or (not above and likeness < PLAUSIBLE):
        return -1.0
    score = 0.3 + likeness + (0.35 if above else 0.0) + 0.5 * size
    if _SENTENCE.search(text) and len(text) > 24:
        score -= 0.35
    if re.search(r"[ 　]", text.strip()) and not re.search(r"[A-Za-z]", text):
        score -= 0.12
    if re.match(r"——|—", text) or re.search(r"(?:主持|讲话|講話|出席|参加|參加)$", text):
        score -= 0.3
    if len(text) < 5:
        score -= 0.2
    return max(score, 0.01)


def _attach(
    row: int,
    flow: Flow,
    zone: int,
    zones: Sequence[int],
    given: Sequence[int | None],
    rows: set[int],
    bodies: Bodies,
    drafts: Sequence[Draft],
    result: Layout,
) -> None:
    """A headline that is no title goes with a title beside it, as kicker or deck; without one it stays unassigned."""
    text = _clean(flow)
    before = [at for at in rows if at < row and zones[at] == zone]
    after = [at for at in rows if at > row and zones[at] == zone]
    near = ([max(before)] if before else []) + ([min(after)] if after else [])
    choices = [(bodies.similarity(text, body), at, body) for at in near if (body := given[at]) is not None]
    if not choices:
        result.unassigned.append(flow)
        return
    _, at, body = max(choices, key=lambda choice: (choice[0], choice[1]))
    prose = _SENTENCE.search(text) or len(text) > 40 or text.startswith("—")
    (drafts[body].kicker if at > row and not prose else drafts[body].deck).append(flow)


def _subheads(sequence: Sequence[Heads | Draft]) -> list[Heads | Draft]:
    """Short headlines between paragraphs of one article become paragraphs of it.

    Believed where the part above has an opening byline or dateline and neither an end nor a follower with its own.
    """
    kept: list[Heads | Draft] = []
    index = 0
    while index < len(sequence):
        item = sequence[index]
        following = sequence[index + 1] if index + 1 < len(sequence) else None
        above = kept[-1] if kept else None
        if (
            isinstance(item, Heads)
            and isinstance(above, Draft)
            and isinstance(following, Draft)
            and len(item.units) == 1
            and len(item.units[0]) <= 16
            and not re.match(r"[■▲◆●▼【]", item.units[0].text)
            and not above.closed
            and not following.opened
            and not following.continued
            and above.page == following.page
            and (above.opened or following.closed)
        ):
            above.paragraphs += [item.units[0], *following.paragraphs]
            above.captions += following.captions
            for flow in following.credits:
                above.credit(flow, following.names)
            above.closed = following.closed
            above.continued += following.continued
            index += 2
            continue
        kept.append(item)
        index += 1
    return kept
