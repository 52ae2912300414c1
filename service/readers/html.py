"""HTML pages: all that a browser would show, the article's parts told from what stands around it.

Two passes. A walk over the tree lists the visible lines in order; trafilatura (Barbaresi 2021, ACL demo) says which
text is the article's, and its paragraphs are aligned with the lines, so that every line is kept and has its place.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from service.bylines import parse_byline
from service.days import DAY, day
from service.errors import UnreadableInput
from service.readers.reading import Draft, Limits, Reading, clean
from service.records import Metadata, Role
from service.stated import origin

HIDDEN_TAGS = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "audio", "video", "canvas")
)
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|input|ins|kbd|label|mark|q|ruby|rb|rp|rt|s|samp|small|"
    "span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
MOMENT = re.compile(rf"({DAY})(?:\s+(\d{{1,2}}:\d{{2}}))?")
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='publishdate' or @name='PubDate' or @name='pubdate' or @itemprop='datePublished']/@content",
    "//time/@datetime",
)
LEAST_ARTICLE = 40  # Han characters: a shorter "article" that the extractor finds is a caption or a menu
DEEPEST = 200  # elements inside one another; browsers stop at 512


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: its text and the tags around it, outermost first."""

    text: str
    tags: tuple[str, ...]

    @property
    def key(self) -> str:
        return squeeze(self.text)

    @property
    def is_prose(self) -> bool:
        return len(self.text) >= 15 and bool(re.search("[。！？…；][”’」』）)]*$", self.text))

    @property
    def heading(self) -> bool:
        return any(re.fullmatch("h[1-6]", tag) for tag in self.tags)


def read(material: str, limits: Limits) -> Reading:
    """The visible lines. Where there is an article its parts have roles and the rest is furniture; where there is none
    (an index page, a bare fragment) all roles are UNKNOWN and page analysis decides."""
    tree = parse(material)
    lines = list(lines_of(tree))
    roles = _roles(tree, lines)
    draft = Draft()
    if Role.PARAGRAPH in roles and Role.TITLE not in roles:
        draft.add(_short_title(tree), Role.TITLE, 0)
    for line, role in zip(lines, roles, strict=True):
        draft.add(line.text, role, None if role in (Role.UNKNOWN, Role.FURNITURE) else 0)
    draft.metadata[0] = _metadata(tree, lines, roles)
    return draft.reading()


def visible(markup: str) -> list[str]:
    """The visible lines of a fragment of HTML or of plain text."""
    return [line.text for line in lines_of(parse(markup))] if markup.strip() else []


def squeeze(text: str) -> str:
    """`text` without any white space: what two ways of extracting agree on."""
    return re.sub(r"\s+", "", clean(text))


def parse(material: str) -> Any:
    """The tree of a page, with neither network nor entities of its own.

    Raises UnreadableInput when elements are nested so deeply that the parser leaves some out.
    """
    from lxml import html

    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    markup = DECLARATION.sub("", material).replace("\0", " ")
    source = markup.encode("utf-8", "replace") if markup.strip() else "<html></html>"
    tree = html.document_fromstring(source, parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableInput("its elements are nested too deeply to be read")
    return tree


def lines_of(tree: Any) -> Iterator[Line]:
    """Visible text in document order, parted where a browser would begin a new line; a table's row is one line, its
    cells parted by tabs."""
    pending: list[str] = []
    place: tuple[str, ...] = ()
    for kind, value, tags in _events(tree, (), 0):
        if kind == "text":
            if not "".join(pending).strip():
                place = tags
            pending.append(value)
        else:
            yield from _flush(pending, place)
    yield from _flush(pending, place)


def _flush(pending: list[str], tags: tuple[str, ...]) -> Iterator[Line]:
    cells = [re.sub(r"[ \t\n\r\f\u00a0]+", " ", cell).strip(" \u3000") for cell in "".join(pending).split("\x1f")]
    pending.clear()
    if text := "\t".join(cells).strip():
        yield Line(text, tags)


def _events(
    element: Any, tags: tuple[str, ...], depth: int, row: bool = False
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """("text", characters, tags) and ("break", "", ()). Inside a data table's row only its cells part, by \\x1f."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in HIDDEN_TAGS or _hidden(element):
        return
    here = (*tags, tag)
    inline = row or INLINE.fullmatch(tag) is not None
    is_row = tag == "tr" and _is_data(element)
    if not inline:
        yield "break", "", ()
    if element.text:
        yield "text", element.text, here
    for number, child in enumerate(element):
        if is_row and number:
            yield "text", "\x1f", here
        if depth < DEEPEST:
            yield from _events(child, (*here, "data-row") if is_row else here, depth + 1, row or is_row)
        else:
            yield "text", "".join(child.itertext()), here
        if child.tail:
            yield "text", child.tail, here
    if not inline:
        yield "break", "", ()


def _hidden(element: Any) -> bool:
    return (
        "hidden" in element.attrib
        or (element.tag == "input" and element.get("type") == "hidden")
        or bool(HIDDEN_STYLE.search(element.get("style", "")))
    )


def _is_data(row: Any) -> bool:
    """Whether a table row holds data; old pages lay out their columns with tables."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(
        len("".join(cell.itertext()).strip()) <= 60 and cell.find(".//table") is None and cell.find(".//p") is None
        for cell in cells
    )


def _roles(tree: Any, lines: list[Line]) -> list[Role]:
    body = _body_of(tree, lines)
    if sum(len(re.findall(r"[\u4e00-\u9fff]", lines[i].text)) for i in body) < LEAST_ARTICLE:
        return [Role.UNKNOWN] * len(lines)
    first, last = min(body), max(body)
    title = _title_line(tree, lines, first)
    if title is not None:
        body = {i for i in body if i > title} or body - {title}
        first = min((i for i in body if i > title), default=first)
    return [_role(i, line, body, title, first, last) for i, line in enumerate(lines)]


def _role(i: int, line: Line, body: set[int], title: int | None, first: int, last: int) -> Role:
    if i == title:
        return Role.TITLE
    within = first <= i <= last
    if "figcaption" in line.tags and (within or "article" in line.tags or "figure" in line.tags):
        return Role.CAPTION
    if "data-row" in line.tags and (i in body or within):
        return Role.TABLE
    if title is not None and line.heading and abs(i - title) == 1:
        return Role.KICKER if i < title else Role.DECK
    if parse_byline(line.text):
        near = (title is not None and title < i <= first) or within or i == last + 1
        return Role.BYLINE if near else Role.FURNITURE
    return Role.PARAGRAPH if i in body else Role.FURNITURE


def _body_of(tree: Any, lines: list[Line]) -> set[int]:
    """Numbers of the lines that the extractor takes for the article."""
    from copy import deepcopy

    import trafilatura

    if not lines or max(len(line.tags) for line in lines) > DEEPEST:
        return set()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of what is no fault of ours
    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    if found is None or not found.text:
        return set()
    wanted = [re.sub(r"[|]", "", squeeze(text)) for text in found.text.split("\n") if text.strip()]
    return _extended(_matched(lines, wanted), lines)


def _matched(lines: list[Line], wanted: list[str]) -> set[int]:
    """Numbers of the lines that are among the `wanted` texts, in their order; the longest common runs count first, so
    that a headline repeated in a list of links stays outside."""
    keys = [line.key for line in lines]
    matched = {
        block.a + step
        for block in SequenceMatcher(None, keys, wanted, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    whole = "".join(wanted)
    if not matched:
        return {i for i, key in enumerate(keys) if len(key) >= 8 and key in whole}
    low, high = min(matched), max(matched)
    near = range(max(0, low - 3), min(len(keys), high + 4))
    return matched | {i for i in near if (low < i < high or len(keys[i]) >= 8) and keys[i] in whole}


def _extended(body: set[int], lines: list[Line]) -> set[int]:
    """`body` and the prose that goes on above and below it in the same place of the tree: the extractor takes little
    of a text whose paragraphs are only broken lines."""
    grown = set(body)
    for step in (1, -1):
        for i in sorted(body, reverse=step < 0):
            j = i + step
            while 0 <= j < len(lines) and j not in grown and lines[j].tags == lines[i].tags and lines[j].is_prose:
                grown.add(j)
                j += step
    return grown


def _titles(tree: Any) -> list[str]:
    """What the head calls the page, the plainest first."""
    paths = ("//meta[@property='og:title']/@content", "//meta[@name='ArticleTitle']/@content", "//title/text()")
    return [text.strip() for path in paths for text in tree.xpath(path) if text.strip()]


def _short_title(tree: Any) -> str:
    """The head's title without the site's name that follows it."""
    return re.split(r"\s*(?:[_|]|-{1,2}|—{1,2}|丨)\s*", next(iter(_titles(tree)), ""))[0]


def _title_line(tree: Any, lines: list[Line], first: int) -> int | None:
    """The headline: the last h1 or head title before the text, else an h1 anywhere, else none."""
    heads = [squeeze(title) for title in _titles(tree)]
    named = [
        i
        for i, line in enumerate(lines)
        if len(line.key) >= 4 and any(line.key == head or head.startswith(line.key) for head in heads)
    ]
    tops = [i for i, line in enumerate(lines) if "h1" in line.tags]
    for group in ([i for i in tops if i in named], [i for i in named if i <= first], tops):
        if group:
            before = [i for i in group if i <= first]
            return before[-1] if before else group[0]
    return None


def _metadata(tree: Any, lines: list[Line], roles: list[Role]) -> Metadata:
    shown = [line.text for line, role in zip(lines, roles, strict=True) if role is not Role.PARAGRAPH]
    return Metadata(
        publisher=_publisher(tree, lines),
        published=_published(tree, shown),
        url=next(iter(tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")), ""),
    )


def _publisher(tree: Any, lines: list[Line]) -> str:
    if source := next(filter(None, (origin(line.text) for line in lines)), ""):
        return source
    return next((str(name).strip() for name in tree.xpath("//meta[@property='og:site_name']/@content")), "")


def _published(tree: Any, shown: list[str]) -> str:
    """ISO 8601 as the page's head says, else the first full date on a line of the page's own."""
    for path in PUBLISHED:
        for value in tree.xpath(path):
            if MOMENT.match(value.strip()):
                return str(value).strip()
    for text in shown:
        if (found := MOMENT.search(text)) and len(text) <= 80 and day(found[1]):
            printed, clock = found.groups()
            return day(printed) + (f"T{clock:0>5}" if clock else "")
    return ""
