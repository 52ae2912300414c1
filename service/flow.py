"""Text that remembers where it stands in the source."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from service.records import Passage, Span

REMEMBERED = 1 << 14  # lines whose readings are kept: of a page with more, each would be read anew by every rule
SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》】\"]*\s*$")


# The forms that marks have in vertical columns, as text layers keep them, and what they are in lines.
_VERTICAL = "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈︐︑︒︓︔︕︖︗︘︙︰︱︲"
_LEVEL = "（）｛｝〔〕【】《》〈〉「」『』［］，、。：；！？〖〗…：—–"
LEVEL = str.maketrans(_VERTICAL, _LEVEL)


@dataclass(frozen=True, slots=True)
class Flow:
    """A string and, for each of its characters, the offset in `Document.text` that it came from."""

    text: str
    at: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def part(self, start: int, end: int) -> "Flow":
        """Characters `start:end`, white space at both ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Flow(self.text[start:end], self.at[start:end])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands, neighbouring characters taken together."""
        found: list[list[int]] = []
        for offset in self.at:
            if found and found[-1][1] == offset:
                found[-1][1] = offset + 1
            else:
                found.append([offset, offset + 1])
        return tuple(Span(start, end) for start, end in found)


def cut(source: str, start: int, end: int) -> Flow:
    """The source characters `start:end`, white space at both ends left out and marks for vertical columns levelled."""
    return Flow(source[start:end].translate(LEVEL), tuple(range(start, end))).part(0, end - start)


@lru_cache(maxsize=8192)
def columns(character: str) -> int:
    """Columns that a character takes on the page: two for Han and full-width forms, one for the rest.

    Curly quotation marks count one: their East Asian width is ambiguous, and papers set them half-width.
    """
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=REMEMBERED)
def width(text: str) -> int:
    """Columns that the text takes, see `columns`."""
    return sum(columns(character) for character in text)


_HALF = re.compile(r"(?<=[㐀-鿿”’」』）》%\d])[,;!?](?=[㐀-鿿“‘「『（《\d]|$)(?!\d)")


def marked(text: str) -> str:
    """The text with half-width marks between Han made full-width, as the rules read it; as long as the text."""
    return _HALF.sub(lambda mark: chr(ord(mark.group()) + 0xFEE0), text)


def _narrow(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:!?%)")


def join(flows: Iterable[Flow], between: str = "") -> Flow:
    """The lines of a paragraph as one text: `between` Han, a space between Latin words, a hyphen kept. `between` is one
    character at most."""
    text: list[str] = []
    at: list[int] = []
    for flow in flows:
        if not flow.text:
            continue
        latin = text and _narrow(text[-1][-1]) and flow.text[0].isascii() and flow.text[0].isalnum()
        if latin and not (flow.text[0].isdigit() and re.search(r"\d[.,]?$", text[-1])):
            text.append(" ")
            at.append(at[-1] + 1)
        elif text and between:
            text.append(between)
            at.append(at[-1] + 1)
        text.append(flow.text)
        at.extend(flow.at)
    return Flow("".join(text), tuple(at))


def passage(flow: Flow, text: str | None = None) -> Passage:
    """The flow as a passage; `text` is its repaired reading where that differs."""
    return Passage(flow.text if text is None else text, flow.spans)
