"""What a reader makes of one source, and the drafting board that keeps its promise: blocks tile the text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from service.errors import TooLarge
from service.records import Block, Metadata, Role, Span
from service.settings import MAX_ARTICLES, MAX_BYTES, MAX_LINES, MAX_PAGES, Settings

# Characters that no reader sees: zero width, soft hyphen, and the marks that turn the direction of writing.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\xa0]")
SURROGATES = re.compile("[\ud800-\udfff]")
FOUNDER_SPACE = "\ue5e5"  # the ideographic space of Founder's fonts, by which papers set in them indent paragraphs


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may be: bytes of all its files, printed pages, lines of a page, articles."""

    max_bytes: int = MAX_BYTES
    max_pages: int = MAX_PAGES
    max_lines: int = MAX_LINES
    max_articles: int = MAX_ARTICLES

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        return cls(settings.max_bytes, settings.max_pages, settings.max_lines, settings.max_articles)

    def check(self, what: str, count: int) -> None:
        """Raise TooLarge when `count` is over the limit of `what` ("bytes", "pages", "lines" or "articles")."""
        most: int = getattr(self, f"max_{what}")
        if count > most:
            raise TooLarge(f"more than {most:,} {what}: split it, or raise YIBAO_MAX_{what.upper()}")

    @property
    def max_unpacked(self) -> int:
        """Bytes that a compressed file may unpack to. Text packs about 1:5; ten times is no newspaper."""
        return 10 * self.max_bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read. As in `Document`, but offsets and article numbers count from 0 within this source."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Span, ...]
    metadata: Mapping[int, Metadata] = field(default_factory=dict)


def clean(text: str) -> str:
    """`text` as it shows: control characters are spaces, unseen ones gone, line ends `\\n`; `\\t` and `\\f` stay."""
    text = LINE_ENDS.sub("\n", text).replace(FOUNDER_SPACE, "\u3000")
    return SURROGATES.sub("\ufffd", CONTROLS.sub(" ", UNSEEN.sub("", text)))


class Draft:
    """Collects blocks in reading order. Blocks stand on lines of their own; pages are parted by form feeds."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._page_start = 0
        self._blocks: list[Block] = []
        self._pages: list[Span] = []
        self.metadata: dict[int, Metadata] = {}

    def add(self, text: str, role: Role = Role.UNKNOWN, article: int | None = None, size: float | None = None) -> None:
        """Append a block. Its indentation stays in the text, before the block; a block of white space is none."""
        line = clean(text).replace("\f", " ").strip("\n").rstrip()
        shown = line.lstrip()
        if not shown:
            return
        start = self._length + len(line) - len(shown)
        self._write(f"{line}\n")
        self._blocks.append(Block(Span(start, start + len(shown)), role, article, size))

    def end_page(self) -> None:
        """Close the page; what is added next stands on a new one."""
        self._pages.append(Span(self._page_start, self._length))
        self._write("\f\n")
        self._page_start = self._length

    def reading(self) -> Reading:
        """All that was added."""
        if self._length > self._page_start or not self._pages:
            self._pages.append(Span(self._page_start, self._length))
        text = "".join(self._parts)
        return Reading(text, tuple(self._blocks), tuple(self._pages), dict(self.metadata))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


Reader = Callable[[bytes | str, Limits], Reading]
