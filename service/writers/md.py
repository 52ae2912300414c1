"""Markdown: the briefing to be read as it stands or rendered (CommonMark with tables)."""

import re
from collections.abc import Iterator

from service.records import Briefing
from service.writers.outline import Block, Bullets, Chapter, Item, Pair, Pairs, Paragraph, Table, outline, plain

# What CommonMark, tables, strike-through, footnotes, task lists and mathematics would take for their own.
_SYNTAX = re.compile(r"[\\`*_<|~$#]|\](?=[(\[:])|\[(?=[\^ xX])|!(?=\[)|&(?=#?\w+;)")
# What would open a heading's underline, a list, a rule or a quotation; of a number only the mark behind it.
_OPENING = re.compile(r"[-+=>]|(\d{1,9})[.)](?=\s|$)")
_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")


def write(briefing: Briefing) -> bytes:
    """UTF-8. A line of text is one line of the file; blocks are parted by empty lines."""
    sheet = outline(briefing)
    blocks = [f"# {inline(sheet.title)}", *(text for block in sheet.head for text in _block(block))]
    for chapter in sheet.chapters:
        blocks += _chapter(chapter)
    return ("\n\n".join(blocks) + "\n").encode()


def inline(text: str) -> str:
    """Text as it is inside a line: in one line, with a backslash before whatever would be syntax."""
    return _SYNTAX.sub(r"\\\g<0>", _BREAKS.sub(" ", text).strip(" "))


def opening(text: str) -> str:
    """Text as it is at the beginning of a block."""
    text = inline(text)
    return f"{found[1] or ''}\\{text[len(found[1] or '') :]}" if (found := _OPENING.match(text)) else text


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {inline(plain(chapter.heading))}"
    for block in chapter.head:
        yield from _block(block)
    for section in chapter.sections:
        yield f"### {section.heading}"
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(line):
            yield opening(plain(line))
        case Bullets(items):
            yield "\n".join(_item(item) for item in items)
        case Table(columns, rows):
            lines = [columns, ["---"] * len(columns), *([inline(plain(cell)) for cell in row] for row in rows)]
            yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        case Pairs(pairs):
            for pair in pairs:
                yield from _pair(pair)


def _item(item: Item) -> str:
    return "\n  - ".join(["- " + opening(plain(item.line)), *(opening(plain(line)) for line in item.under)])


def _pair(pair: Pair) -> Iterator[str]:
    """The English behind its label, the Chinese as a quotation, then what was found. ¶ marks a new paragraph."""
    label = f"{'¶ ' if pair.opens else ''}**{inline(pair.label)}**"
    yield f"{label} {inline(plain(pair.en))}"
    yield f"> {opening(plain(pair.zh))}"
    if pair.notes:
        yield "\n".join(f"- {opening(plain(note.line))}" for note in pair.notes)
