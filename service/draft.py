"""An article while it is being put together, and the way from there to the record."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from service.bylines import MARKERS, Credit, byline
from service.captions import is_caption, photographed
from service.closings import Closing, closing
from service.datelines import Opening, opening, opens_news
from service.flow import SENTENCE_END, Flow
from service.jumps import Jump, find_jump
from service.records import Article, Continuation, Metadata, Passage, Repair
from service.repair import repair
from service.roles import PHOTOGRAPHER, PREFIXED
from service.stated import Stated

_MARK = re.compile(rf"^[{re.escape(MARKERS)}\s]+")
_BRACKETED = re.compile(r"^[■▲◆●\s]*【([^】\n]{2,40})】")
_DASHED = re.compile(r"—+([^—]{2,40})—+|[*＊※]\s*([^*＊※]{2,40}?)\s*[*＊※]")  # ornaments about a headline
_NAMED = re.compile(r"《([^》]{4,40})》")
_HEADED = re.compile(rf"^[{re.escape(MARKERS)}]\s*[^\s，。；：]{{4,24}}[ 　]+")


@dataclass
class Draft:
    """The pieces of an article as flows of the source, from `page` to the page `until` which it runs on; `closed` once
    nothing more can belong to it, `tabled` when a row of a table or the heading of a part came last, `noted` when an
    editor's note opens it, `done` when a mark has said that it ends, `stated` when a site prints day and source between
    its headline and its text, `told` what these are."""

    page: int = 0
    until: int = 0
    title: Flow | None = None
    kicker: list[Flow] = field(default_factory=list)
    deck: list[Flow] = field(default_factory=list)
    paragraphs: list[Flow] = field(default_factory=list)
    captions: list[Flow] = field(default_factory=list)
    credits: list[Flow] = field(default_factory=list)
    names: list[Credit] = field(default_factory=list)
    continued: list[Continuation] = field(default_factory=list)
    dateline: str = ""
    opened: bool = False
    closed: bool = False
    number: int | None = None
    tabled: bool = False
    noted: bool = False
    done: bool = False
    stated: bool = False
    told: Stated | None = None

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def from_elsewhere(self) -> bool:
        """Whether it goes on from another page, where its headline may stand."""
        return any(each.direction == "from" for each in self.continued)

    @property
    def ended(self) -> bool:
        """Whether its last paragraph ends with a sentence."""
        return self.tabled or not self.paragraphs or bool(SENTENCE_END.search(self.paragraphs[-1].text))

    def credit(self, flow: Flow, names: Iterable[Credit] = ()) -> None:
        """Take a piece of source as structure: a byline, a dateline, a jump line."""
        if flow.text:
            self.credits.append(flow)
        self.name(names)

    def name(self, names: Iterable[Credit]) -> None:
        """Name who made the article. Who is named already is not named again without a role or for a photograph."""
        for name in names:
            known = {credit.role for credit in self.names if credit.name == name.name}
            if known == {""} or (known == {"作者"} and name.role.endswith(PREFIXED)):
                self.names = [name if credit.name == name.name else credit for credit in self.names]
            elif not known or (name.role not in known and name.role and name.role not in PHOTOGRAPHER):
                self.names.append(name)

    def note(self, flow: Flow) -> None:
        """Open with an editor's note: the byline that follows it is of the same article."""
        self.head_part(flow)
        self.noted = True

    def head_part(self, flow: Flow) -> None:
        """Add what stands over a part of it: no text runs on from that."""
        self.paragraphs.append(flow)
        self.tabled = True

    def add_row(self, flow: Flow) -> None:
        """Add a row of a table."""
        self.paragraphs.append(flow)
        self.tabled = True

    def add(self, flow: Flow) -> None:
        """Add a paragraph, its dateline, bracketed bylines and jump line taken off, or a caption."""
        if is_caption(flow.text):
            self.add_caption(flow)
            return
        if not self.paragraphs:
            found = None if opening(flow.text).end else _BRACKETED.match(flow.text) or _headed(flow.text)
            if found and self.title is None:
                self.title = flow.part(0, found.end())
                flow = flow.part(found.end(), len(flow))
            start = opening(flow.text)
            if start.end:
                self.open(flow.part(0, start.end), start)
                flow = flow.part(start.end, len(flow))
        if (jump := find_jump(flow.text)) and jump.continuation.direction == "from":
            self.credit(flow.part(jump.start, jump.end))
            self.continued.append(jump.continuation)
            flow = flow.part(jump.end, len(flow))
        end = closing(flow.text)
        if end.start < len(flow):
            self.close(flow.part(end.start, len(flow)), end)
            flow = flow.part(0, end.start)
        if flow.text:
            self.paragraphs.append(flow)
            self.tabled = False

    def open(self, flow: Flow, start: Opening) -> None:
        """Take the dateline that opens it; a headline in that is its own if it has none."""
        named = start.title if start.title and self.title is None else range(len(flow), len(flow))
        if named:
            self.title = flow.part(named.start, named.stop)
        self.credit(flow.part(0, named.start), start.credits)
        self.credit(flow.part(named.stop, len(flow)))
        self.dateline = self.dateline or start.text
        self.opened = True

    def close(self, flow: Flow, end: Closing) -> None:
        """Take what stands behind the last sentence; nothing more belongs to the article."""
        self.credit(flow, end.credits)
        self.dateline = self.dateline or end.source
        self.done = self.done or end.done
        if end.jump:
            self.continued.append(end.jump)
        self.closed = True

    def take_up(self, flow: Flow, jump: Jump, headed: bool) -> None:
        """Take the line that says where it comes from; unless the article is `headed`, a headline named in it is its
        own: （上接1版《老街新貌》）."""
        named = None if headed or self.title else _NAMED.search(flow.text)
        if named:
            self.title = flow.part(*named.span(1))
        for start, end in [(0, named.start(1)), (named.end(1), len(flow))] if named else [(0, len(flow))]:
            self.credit(flow.part(start, end))
        self.continued.append(jump.continuation)

    def extend(self, rest: "Draft", *headings: Flow) -> None:
        """Append another part of the same article, its headings as paragraphs."""
        self.paragraphs += [*headings, *rest.paragraphs]
        self.captions += rest.captions
        self.credits += rest.credits
        self.name(rest.names)
        self.closed = rest.closed if rest.paragraphs else self.closed
        self.until = max(self.until, rest.until)
        self.continued += rest.continued

    def add_caption(self, flow: Flow) -> None:
        """Add a caption, the photographer's credit taken off."""
        if shot := photographed(flow.text):
            self.credit(flow.part(shot[0], len(flow)), shot[1])
            flow = flow.part(0, shot[0])
        if flow.text:
            self.captions.append(flow)

    def headings(self) -> list[Flow]:
        return [*self.kicker, *([self.title] if self.title else []), *self.deck]


def _headed(text: str) -> re.Match[str] | None:
    """The headline that a brief has on its first line: ◆青岚县举办桂花节　9月1日，…"""
    found = _HEADED.match(text)
    return found if found and opens_news(text[found.end() :]) else None


@dataclass
class Binder:
    """Turns drafts into articles and keeps the repairs made on the way."""

    source: str
    repairs: list[Repair] = field(default_factory=list)

    def passage(self, flow: Flow) -> Passage:
        text, changes = repair(flow, self.source)
        self.repairs += changes
        bare = _MARK.sub("", text)
        if bracket := _BRACKETED.fullmatch(bare.strip()) or _DASHED.fullmatch(bare.strip()):
            bare = next(filter(None, bracket.groups()))
        return Passage(bare or text, flow.spans)

    def passages(self, flows: Iterable[Flow]) -> tuple[Passage, ...]:
        return tuple(self.passage(flow) for flow in flows)

    def article(self, draft: Draft, order: int, metadata: Metadata) -> Article:
        title = self.passage(draft.title) if draft.title else None
        kicker, deck = self.passages(draft.kicker), self.passages(draft.deck)
        paragraphs, captions = self.passages(draft.paragraphs), self.passages(draft.captions)
        whole = [*kicker, *([title] if title else []), *deck, *paragraphs, *captions]
        text = "\n".join(passage.text for passage in whole)
        return Article(
            id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
            title=title,
            kicker=kicker,
            deck=deck,
            paragraphs=paragraphs,
            captions=captions,
            byline=byline(tuple(draft.names)),
            continued=tuple(draft.continued),
            credits=tuple(sorted(span for flow in draft.credits for span in flow.spans)),
            dateline=draft.dateline,
            metadata=metadata,
            order=order,
        )
