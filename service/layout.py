"""A page that is nothing but lines, taken apart: furniture, bodies, headlines and what lies between."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.display import displayed
from service.draft import Draft
from service.flow import Flow, cut
from service.furniture import Facts, recognise
from service.headlines import place
from service.jumps import find_jump, jump_after_heading
from service.lines import Line, evenly, habits, read_lines
from service.measure import measured
from service.pictures import briefs, move_captions
from service.records import Block, Document, Role
from service.rows import column_rules, line_numbers, page_of
from service.sift import sift
from service.signatures import signatures
from service.subheads import join_sections
from service.walk import Walk


@dataclass
class Layout:
    """What a page's lines came to: `drafts` in page order, and what the furniture says of each page."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Flow] = field(default_factory=list)
    facts: dict[int, list[Facts]] = field(default_factory=dict)

    def furnish(self, page: int, flow: Flow, facts: Facts) -> None:
        """Set a piece of furniture aside."""
        if flow.text:
            self.furniture.append(flow)
            self.facts.setdefault(page, []).append(facts)


def take_apart(document: Document, blocks: Sequence[Block]) -> Layout:
    """The articles of a text layer, which is these blocks of the document. See `service.page` for the rules."""
    result = Layout()
    for block in blocks:
        if block.role is Role.FURNITURE:
            flow = cut(document.text, block.span.start, block.span.end)
            result.furnish(page_of(document, block.span.start), flow, recognise(flow.text, True, True) or Facts())
    given = [block for block in blocks if block.role is not Role.FURNITURE]
    numbers = line_numbers(document, given)
    for start, end in numbers:
        result.furnish(page_of(document, start), cut(document.text, start, end), Facts())
    starts = [end for _, end in numbers] or [block.span.start for block in given]
    printed = [(start, block.span.end, block.size) for start, block in zip(starts, given, strict=True)]
    for flow in column_rules(document, printed):
        result.furnish(page_of(document, flow.at[0]) if flow.at else 0, flow, Facts())
    lines = _split_jumps(read_lines(document, printed))
    rows = displayed(lines)
    plain = evenly(measured(_unmarked(_sifted(lines, rows, result), result)))
    walk = Walk(habits(plain), signatures(plain))
    for line in plain:
        walk.take(line, line.flow.at[0] in rows)
    walk.flush("")
    walk.settle()
    result.drafts += place(join_sections(walk.sequence))
    move_captions(result.drafts)
    return result


def _sifted(lines: Sequence[Line], rows: set[int], result: Layout) -> list[Line]:
    """Take the furniture out; what remains is in order."""
    plain: list[Line] = []
    for each in sift(lines, rows):
        if each.furniture:
            result.furnish(each.line.page, each.line.flow, each.facts or Facts())
            continue
        if each.facts is not None:
            result.facts.setdefault(each.line.page, []).append(each.facts)
        plain.append(each.line)
    return plain


def _unmarked(lines: Sequence[Line], result: Layout) -> list[Line]:
    """The lines, those of briefs without the mark that photographs have as well: each begins an article."""
    found = list(lines)
    for at in briefs(lines):
        line = found[at]
        result.furnish(line.page, line.flow.part(0, 1), Facts())
        text = line.with_flow(line.flow.part(1, len(line.flow)))
        found[at] = replace(text, indent=line.extent - text.width, under="end")
    return found


def _split_jumps(lines: Sequence[Line]) -> list[Line]:
    """Give a jump line that stands behind a headline or before a text a line of its own."""
    found: list[Line] = []
    for line in lines:
        jump = jump_after_heading(line.flow.text) or find_jump(line.flow.text)
        if jump and jump.continuation.direction == "from":
            parts = [(0, jump.start), (jump.start, jump.end), (jump.end, len(line.flow))]
            found += [line.with_flow(flow) for a, b in parts if (flow := line.flow.part(a, b)).text]
        else:
            found.append(line)
    return found
