"""The records that travel through the service, in the order in which they come to be.

Sources → Document → Page of Articles → Segments → Units → Points → Findings → Story → Briefing.
All are frozen; offsets are half-open and count characters of `Document.text`, the decoded source.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

# intake


@dataclass(frozen=True, slots=True)
class Source:
    """One file, upload or stream as it came. `media_type` is what was declared ("" when nothing was)."""

    name: str
    data: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start:end` of `Document.text`."""

    start: int
    end: int


class Role(StrEnum):
    """What a block of the source is, where the format says so. A page's text layer says nothing: UNKNOWN."""

    UNKNOWN = "unknown"
    KICKER = "kicker"
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    TABLE = "table"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the format itself says of an article; empty where it does not."""

    publisher: str = ""
    published: str = ""
    url: str = ""
    placement: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of source characters that belong together: a line of a text layer, a paragraph of HTML, a cell.

    `article` numbers the articles of a format that separates them (feed entries, JSON); None where page analysis must
    find out. `size` is the type size in points where known (PDF).
    """

    span: Span
    role: Role = Role.UNKNOWN
    article: int | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A change made to the text before anything else read it, kept for the reader: what stood there, what it became."""

    kind: Literal["doubled", "quotes", "vertical", "encoding"]
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Document:
    """Decoded source: `text` is every character that the source shows, in reading order; `blocks` tile it.

    Characters outside every block are white space. `sha256` is the digest of the source bytes (of the digests in order
    where there are several files). `metadata` is by article number; key 0 also serves a document of one article.
    `pages` are the spans of the files or printed pages. `encoding` is the codec that decoded it ("" when none was
    needed). `repairs` are the places where bytes could not be decoded.
    """

    sha256: str
    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Span, ...]
    metadata: Mapping[int, Metadata] = field(default_factory=dict)
    encoding: str = ""
    repairs: tuple[Repair, ...] = ()


# page analysis


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, headline or caption as a reader means it: wraps undone, doubling repaired.

    `spans` are where it stands in the source, in reading order; `text` is the repaired reading of these.
    """

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """A person credited with the article. `role` is the Chinese word for it (记者, 通讯员, 摄影, …), "" when unsaid."""

    name: str
    name_en: str
    role: str
    role_en: str


@dataclass(frozen=True, slots=True)
class Continuation:
    """A jump line. `direction` is "to" (下转) or "from" (上接); `page` as an English page reference ("p.2");
    `held` is True when the other part was given and has been joined."""

    direction: Literal["to", "from"]
    page: str
    held: bool

    @property
    def to(self) -> str:
        """The page on which the article goes on, "" where it comes from one."""
        return self.page if self.direction == "to" else ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page. `id` is 12 hex digits of the digest of its text: the same text has the same id.

    `credits` are the spans of byline, dateline marks and jump lines: source that is structure and not translated.
    """

    id: str
    title: Passage | None
    kicker: tuple[Passage, ...]
    deck: tuple[Passage, ...]
    paragraphs: tuple[Passage, ...]
    captions: tuple[Passage, ...]
    byline: tuple[Byline, ...]
    continued: tuple[Continuation, ...]
    credits: tuple[Span, ...]
    dateline: str
    metadata: Metadata
    order: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document taken apart. Every non-white character of the text is in exactly one place: a passage or the credits
    of an article, `furniture`, or `unassigned`."""

    document: Document
    articles: tuple[Article, ...]
    furniture: tuple[Passage, ...]
    unassigned: tuple[Passage, ...]
    repairs: tuple[Repair, ...]


# translation


class Part(StrEnum):
    """Which part of the article a unit renders."""

    KICKER = "kicker"
    TITLE = "title"
    DECK = "deck"
    BODY = "body"
    CAPTION = "caption"


HEADINGS = (Part.KICKER, Part.TITLE, Part.DECK)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or list item to be translated as a unit.

    Segments of a paragraph, concatenated in order, are the paragraph's text exactly. `pieces` are the parts the engine
    is given: each within its token budget, together the segment's text exactly. `item` is the list ordinal that opens
    it (一要 → 1), None for none. `id` is unique within the article: h1 … headings, s1 … sentences, c1 … captions.
    """

    id: str
    part: Part
    paragraph: int
    text: str
    pieces: tuple[str, ...]
    item: int | None = None


class Severity(StrEnum):
    """How much a finding weighs: ERROR means the English should not be relied on, WARNING look at it, NOTE know it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader must know about a unit, story or briefing. `check` names the check; `message` is one English
    line; `zh` and `en` quote what it is about where there is something to quote."""

    check: str
    severity: Severity
    message: str
    zh: str = ""
    en: str = ""


Level = Literal["high", "moderate", "low"]
# Mean log-probabilities below which an engine has doubts, and below which it guesses: measured with the embedded model
# (docs/quality.md has what they are worth).
UNSURE, GUESSING = -0.45, -0.55


@dataclass(frozen=True, slots=True)
class Placeable:
    """A span of a sentence that must survive translation: `zh`, the English it is to have, other forms that pass.

    `kind` is that of its termbase entry, or "person", "place", "post", "number"; `status` says how sure the rendering
    is ("official", "common", "unverified"), `source` where it is from, `note` what a reader should know; `termbase`
    names the termbase that has it ("" for the product's own, or none). `span` counts characters of the copy of the
    sentence that engines are given.
    """

    span: Span
    zh: str
    en: str
    accepted: tuple[str, ...] = ()
    kind: str = "concept"
    status: str = "common"
    source: str = ""
    note: str = ""
    termbase: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every rendering that passes, the preferred one first."""
        return (self.en, *self.accepted)


@dataclass(frozen=True, slots=True)
class Match:
    """What a translation memory has for a sentence: its Chinese and English, who wrote it and when (RFC 3339).

    `kind` is "context" (the same sentence with a neighbour that is the same), "exact" or "fuzzy"; `score` is the
    likeness in percent, 101 for a match in context.
    """

    zh: str
    en: str
    kind: Literal["context", "exact", "fuzzy"]
    score: int
    author: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit: a sentence and its English. `origin` says how the English came about: "mt", "mt-retry"
    (a guard rejected the first try), "verbatim" (nothing to translate), "memory" (a sentence translated before) or
    "human" (an editor wrote it).

    `score` is the mean log-probability of the engine's tokens, None where it gives none. `paragraph` counts from 0
    within `part`. `terms` are the placeables that the English was held to, `match` what the translation memory has.
    """

    id: str
    part: Part
    paragraph: int
    zh: str
    en: str
    origin: str
    score: float | None
    findings: tuple[Finding, ...] = ()
    item: int | None = None
    terms: tuple[Placeable, ...] = ()
    match: Match | None = None

    @property
    def unsure(self) -> bool:
        """Whether the engine itself had doubts. English from memory or by an editor has no score, and no doubt."""
        return self.score is not None and self.score < UNSURE

    @property
    def level(self) -> Level:
        """How far the English can be relied on: low with an error or when the engine was guessing, moderate with a
        warning or when it was unsure, low with both of these, high with none. The reasons are the findings, and
        `unsure`."""
        severities = {finding.severity for finding in self.findings}
        warned = Severity.WARNING in severities
        guessed = self.score is not None and self.score < GUESSING
        if Severity.ERROR in severities or guessed or (warned and self.unsure):
            return "low"
        return "moderate" if warned or self.unsure else "high"


# briefing


@dataclass(frozen=True, slots=True)
class Bilingual:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Point:
    """One line of AT A GLANCE. `evidence` are unit ids; `method` is "extractive" or "abstractive"."""

    zh: str
    en: str
    evidence: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class DateRef:
    """The article's date: `text` as printed, `iso` as far as known (2025-08-01, or --08-01 when no year is known),
    `inferred` when the year was concluded and not printed, `reason` why."""

    text: str
    iso: str
    inferred: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the article names. `pinyin` is the name in Latin letters, "" for a foreign one that no termbase has;
    `unit` is where first mentioned; `uncertain` marks a reading to be checked."""

    name: str
    pinyin: str
    post: Bilingual
    unit: str
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the article states. `zh` as printed; `value` as a decimal string ("350000000"); `unit` and `hedge`
    in English ("yuan", "more than"; "" for none); `en` how English writes it; `source` the unit that has it; `meaning`
    what it counts: words of that unit's Chinese and of its English, "" where they do not tell; of a figure in a table
    the names of its row and column."""

    zh: str
    value: str
    unit: str
    hedge: str
    en: str
    source: str
    meaning: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Quote:
    zh: str
    en: str
    source: str


DATELINE = "dateline"  # evidence that is no unit


@dataclass(frozen=True, slots=True)
class Answer:
    """What the article states in answer to a question: its own words, their English ("" where it is not known), and
    the units that have them, or DATELINE."""

    zh: str
    en: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The five questions of a news report. No answer means that the article's opening does not state one: nothing is
    concluded here."""

    who: tuple[Answer, ...] = ()
    what: tuple[Answer, ...] = ()
    when: tuple[Answer, ...] = ()
    where: tuple[Answer, ...] = ()
    why: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All of them, question by question."""
        return (*self.who, *self.what, *self.when, *self.where, *self.why)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term in a story: how it is rendered, how sure that is ("official", "common", "unverified"), what a reader
    should know, the units that have it, and the termbase that it is from ("" for the product's own)."""

    zh: str
    en: str
    kind: str
    status: str
    note: str
    units: tuple[str, ...]
    termbase: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the English comes from. `signature` is 16 hex digits over everything that shapes the text: engines, code,
    and the terms and memory matches that the story met; `created` is
    RFC 3339, UTC; `summary` names the summariser ("extractive" or engine and model); `termbase` is the version of the
    terms. `edited` are those who corrected it, `reviewed` those who signed the English as it stands, `outdated` those
    who signed other English than stands there now; each with the day, "" for nobody.
    """

    engine: str
    model: str
    digest: str
    signature: str
    source_sha256: str
    created: str
    summary: str
    reviewed: str = ""
    termbase: str = ""
    edited: str = ""
    outdated: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One article, finished: what the analyst reads.

    `headings` are kicker, title and deck in reading order, `units` body and captions. `order` is the article's place on
    the page, from 0.
    """

    id: str
    order: int
    headings: tuple[Unit, ...]
    publisher: Bilingual
    placement: str
    url: str
    date: DateRef
    dateline: str
    byline: tuple[Byline, ...]
    continued: Continuation | None
    points: tuple[Point, ...]
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]
    quality: Quality
    provenance: Provenance
    terms: tuple[TermUse, ...] = ()
    brief: Brief = Brief()

    @property
    def title(self) -> Bilingual:
        """The headline; both empty when the article has none."""
        titles = [unit for unit in self.headings if unit.part is Part.TITLE]
        return Bilingual("".join(unit.zh for unit in titles), " ".join(unit.en for unit in titles))

    @property
    def label(self) -> Bilingual:
        """What lists call it: by its headline, or by how it begins where it has none."""
        if self.title.zh or not self.units:
            return self.title
        zh, en = self.units[0].zh, self.units[0].en
        return Bilingual(zh if len(zh) <= 20 else f"{zh[:19]}…", textwrap.shorten(en, 72, placeholder=" …"))


@dataclass(frozen=True, slots=True)
class Briefing:
    """A document's briefing. `stories` stand in page order; while work goes on those not finished are missing.

    `furniture`, `unassigned` and `repairs` account for the rest of the source; `findings` are those of no one story.
    """

    id: str
    name: str
    created: str
    stories: tuple[Story, ...]
    furniture: tuple[str, ...]
    repairs: tuple[Repair, ...]
    unassigned: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
