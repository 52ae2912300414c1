"""The analyst's briefing as headings, lines, lists and tables: what Markdown, HTML and Word have in common.

What stands where is decided here alone. The form follows open-source monitoring services and diplomatic cables: the
headline in both languages, where and when it stood, what it says, then the whole text sentence by sentence. Reported
facts and the system's own words never mix: the latter are runs of their own, shown as notes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from prompts import phrases
from service.checks.story import doubted
from service.dates import day_and_year
from service.records import (
    DATELINE,
    Answer,
    Bilingual,
    Briefing,
    Byline,
    Continuation,
    DateRef,
    Finding,
    Part,
    Person,
    Story,
    TermUse,
    Unit,
)
from service.writers.printable import printable


class Style(StrEnum):
    """What a run is: reported text, the system's words about it, a reference to a sentence, or words that a finding is
    about."""

    PLAIN = "plain"
    NOTE = "note"
    REFERENCE = "reference"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one language and style. `target` is where a reference leads: an anchor (#…), an address of the web,
    or "" for nowhere."""

    text: str
    lang: Literal["en", "zh"] = "en"
    style: Style = Style.PLAIN
    target: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and lines that stand under it."""

    line: Line
    under: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding about a sentence, how far it can be relied on, or where its English comes from. `severity` as in
    `service.records.Severity`."""

    severity: str
    line: Line


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in both languages. `label` is its id with what it is when it is not of the body; `opens` is whether a
    paragraph of the body begins with it."""

    anchor: str
    label: str
    opens: bool
    zh: Line
    en: Line
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    pairs: tuple[Pair, ...]


Block = Paragraph | Bullets | Table | Pairs


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article, or what is left of the source: a heading, blocks before the first section, sections."""

    anchor: str
    heading: Line
    head: tuple[Block, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole briefing. `made` is when, RFC 3339: the latest of its articles."""

    title: str
    made: str
    head: tuple[Block, ...]
    chapters: tuple[Chapter, ...]


def made(briefing: Briefing) -> str:
    """When the latest article of the briefing was made, RFC 3339; when the briefing was, where it has none."""
    return max((story.provenance.created for story in briefing.stories), default=briefing.created)


def outline(briefing: Briefing) -> Outline:
    """The briefing laid out, its articles in page order and numbered from 1, the rest of the source at the end."""
    briefing = printable(briefing)
    count = len(briefing.stories)
    number = phrases.ONE_STORY if count == 1 else phrases.STORIES.format(number=count)
    about = f"{number} · {phrases.MACHINE} · {phrases.CREATED.format(moment=made(briefing))}"
    return Outline(
        title=phrases.BRIEFING.format(name=briefing.name),
        made=made(briefing),
        head=(Paragraph(note(about if count else phrases.NOTHING)), *(Paragraph(remark(f)) for f in briefing.findings)),
        chapters=(*(_story(story, place) for place, story in enumerate(briefing.stories, 1)), _rest(briefing)),
    )


def plain(line: Line) -> str:
    """The line's characters."""
    return "".join(run.text for run in line)


def note(text: str) -> Line:
    """The system's own words."""
    return (Run(text, style=Style.NOTE),)


def _english(text: str) -> Line:
    return (Run(text),) if text else note(phrases.NO_TRANSLATION)


def _story(story: Story, place: int) -> Chapter:
    anchor = f"article-{place}"
    sections = (
        (phrases.AT_A_GLANCE, _points(story, anchor)),
        (phrases.FIVE_WS, _five_ws(story, anchor)),
        (phrases.KEY_FIGURES, _figures(story, anchor)),
        (phrases.KEY_QUOTES, _quotes(story, anchor)),
        (phrases.PEOPLE, _people(story, anchor)),
        (phrases.FULL_TRANSLATION, Pairs(_pairs(story, anchor))),
        (phrases.TERMS, _terms(story, anchor)),
        (phrases.NOTES, _listed(remark(finding) for finding in story.findings)),
        (phrases.QUALITY, _quality(story)),
        (phrases.PROVENANCE, _provenance(story)),
    )
    headline = (Run(story.title.en),) if story.title.en else note(_untitled(story))
    return Chapter(
        anchor=anchor,
        heading=(Run(f"{place}. "), *headline),
        head=tuple(Paragraph(line) for line in _head(story)),
        sections=tuple(Section(heading, (block,)) for heading, block in sections if _filled(block)),
    )


def _filled(block: Block) -> bool:
    match block:
        case Paragraph(content) | Bullets(content) | Table(_, content) | Pairs(content):
            return bool(content)


def _untitled(story: Story) -> str:
    return phrases.NO_TRANSLATION if story.title.zh else f"[{phrases.NO_HEADLINE}]"


def _head(story: Story) -> Iterable[Line]:
    """The lines under the headline: the original, kicker and deck, source, then date, byline and excerpt mark."""
    if story.title.zh:
        yield (Run(phrases.ORIGINAL, "zh"), Run(story.title.zh, "zh"))
    for unit in story.headings:
        if unit.part is not Part.TITLE:
            yield _both(Bilingual(unit.zh, unit.en))
    place = [Run(f", {story.placement}")] if story.placement else []
    yield (*(_both(story.publisher) or note(phrases.NO_PUBLISHER)), *place)
    if story.url:
        followed = story.url.lower().startswith(("http://", "https://"))
        yield (Run(story.url, style=Style.REFERENCE, target=story.url if followed else ""),)
    yield _joined(
        " · ", [line for line in (_date(story.date), _byline(story.byline), _excerpt(story.continued)) if line]
    )
    if story.dateline:
        yield (Run(phrases.DATELINE), Run(story.dateline, "zh"))


def _both(text: Bilingual) -> Line:
    """English, then Chinese; once where they are the same."""
    runs = (Run(text.en), Run(text.zh if text.zh != text.en else "", "zh"))
    return _joined(" ", [(run,) for run in runs if run.text])


def _joined(separator: str, lines: Sequence[Line]) -> Line:
    return tuple(run for i, line in enumerate(lines) for run in ((Run(separator),) if i else ()) + line)


def _date(date: DateRef) -> Line:
    """1 Aug 2025; with no printed year 1 Aug and a note; as printed where no day is known."""
    text, year = day_and_year(date.iso)
    if not text:
        return (Run(date.text, "zh"),) if date.text else note(phrases.NO_DATE)
    if not year:
        return (Run(f"{text} "), Run(phrases.NO_YEAR, style=Style.NOTE))
    if date.inferred:
        reason = phrases.YEAR_INFERRED.format(year=year, reason=date.reason)
        return (Run(f"{text} "), Run(reason, style=Style.NOTE))
    return (Run(f"{text} {year}"),)


def _byline(byline: Sequence[Byline]) -> Line:
    names = [
        (*_both(Bilingual(who.name, who.name_en)), *((Run(f" ({who.role_en or who.role})"),) if who.role else ()))
        for who in byline
    ]
    return (Run(phrases.BY), *_joined(", ", names)) if names else ()


def _excerpt(continued: Continuation | None) -> Line:
    if continued is None:
        return ()
    phrase = (phrases.JOINED if continued.held else phrases.EXCERPT)[continued.direction]
    return note(phrase.format(page=continued.page))


def _references(anchor: str, units: Sequence[str]) -> Line:
    """[s3, s7]"""
    runs = [
        (Run(unit, style=Style.REFERENCE, target="" if unit == DATELINE else f"#{anchor}-{unit}"),) for unit in units
    ]
    return (Run(" ["), *_joined(", ", runs), Run("]")) if runs else ()


def _points(story: Story, anchor: str) -> Bullets:
    return Bullets(
        tuple(
            Item(
                (*_english(point.en), *_references(anchor, point.evidence)),
                (
                    (Run(point.zh, "zh"),),
                    *((note(phrases.REWORDED),) if point.method == "abstractive" else ()),
                    *((note(phrases.DOUBTED.format(sentences="; ".join(wrong))),) if wrong else ()),
                ),
            )
            for point in story.points
            for wrong in [doubted(story, point.evidence)]
        )
    )


def _five_ws(story: Story, anchor: str) -> Bullets:
    """A line for each question, what the article states in answer or that it states nothing."""
    return _listed(
        (
            Run(f"{name}: "),
            *(
                _joined("; ", [_answer(answer, anchor) for answer in getattr(story.brief, question)])
                or note(phrases.NOT_STATED)
            ),
        )
        for question, name in phrases.QUESTIONS.items()
    )


def _answer(answer: Answer, anchor: str) -> Line:
    return (*_both(Bilingual(answer.zh, answer.en)), *_references(anchor, answer.evidence))


def _figures(story: Story, anchor: str) -> Table:
    rows = [
        (
            (Run(figure.en),),
            (Run(figure.zh, "zh"),),
            _both(figure.meaning),
            _references(anchor, (figure.source,)),
        )
        for figure in story.figures
    ]
    return Table(phrases.FIGURE_COLUMNS, tuple(rows))


def _quotes(story: Story, anchor: str) -> Bullets:
    return Bullets(
        tuple(
            Item((Run(f"“{quote.en}”"), *_references(anchor, (quote.source,))), ((Run(f"“{quote.zh}”", "zh"),),))
            for quote in story.quotes
        )
    )


def _people(story: Story, anchor: str) -> Bullets:
    return _listed((*_person(person), *_references(anchor, (person.unit,))) for person in story.people)


def _person(person: Person) -> Line:
    post = _both(person.post)
    doubt = (Run(f" {phrases.UNCERTAIN}", style=Style.NOTE),) if person.uncertain else ()
    return (*_both(Bilingual(person.name, person.pinyin)), *((Run(", "), *post) if post else ()), *doubt)


def _terms(story: Story, anchor: str) -> Bullets:
    return Bullets(
        tuple(
            Item(
                (*_both(Bilingual(term.zh, term.en)), *_unverified(term), *_references(anchor, term.units)),
                (note(term.note),) if term.note else (),
            )
            for term in story.terms
        )
    )


def _unverified(term: TermUse) -> Line:
    return (Run(f" {phrases.UNVERIFIED}", style=Style.NOTE),) if term.status == "unverified" else ()


def _listed(lines: Iterable[Line]) -> Bullets:
    return Bullets(tuple(Item(line) for line in lines))


def _pairs(story: Story, anchor: str) -> tuple[Pair, ...]:
    units = (*story.headings, *story.units)
    places = [(unit.part, unit.paragraph) for unit in units]
    return tuple(
        _pair(anchor, unit, unit.part is Part.BODY and place != before)
        for unit, place, before in zip(units, places, [None, *places], strict=False)
    )


def _pair(anchor: str, unit: Unit, opens: bool) -> Pair:
    origin = phrases.ORIGINS.get(unit.origin, unit.origin)
    confidence = ", ".join(filter(None, (phrases.CONFIDENCE[unit.level], phrases.UNSURE if unit.unsure else "")))
    notes = [Note(finding.severity, remark(finding)) for finding in unit.findings]
    return Pair(
        anchor=f"{anchor}-{unit.id}",
        label=" ".join(filter(None, (unit.id, phrases.PARTS[unit.part]))),
        opens=opens,
        zh=_marked(unit.zh, "zh", [finding.zh for finding in unit.findings]),
        en=_marked(unit.en, "en", [finding.en for finding in unit.findings]) or note(phrases.NO_TRANSLATION),
        notes=(*notes, *(Note("note", note(text)) for text in (confidence, origin) if text)),
    )


def _marked(text: str, lang: Literal["en", "zh"], quotes: Iterable[str]) -> Line:
    """The text with the words that findings quote marked wherever they stand in it."""
    wanted = sorted({quote for quote in quotes if quote}, key=lambda quote: (-len(quote), quote))
    parts = re.split(f"({'|'.join(map(re.escape, wanted))})", text) if wanted else [text]
    return tuple(Run(part, lang, Style.MARK if i % 2 else Style.PLAIN) for i, part in enumerate(parts) if part)


def remark(finding: Finding) -> Line:
    """error, number-lost: the message, and what it is about where the message does not quote that."""
    about = (Run(f" “{finding.zh}”", "zh", Style.NOTE), Run(f" “{finding.en}”", "en", Style.NOTE))
    quoted = [
        run for run, text in zip(about, (finding.zh, finding.en), strict=True) if text and text not in finding.message
    ]
    return (*note(f"{finding.severity}, {finding.check}: {finding.message}"), *quoted)


def _quality(story: Story) -> Bullets:
    level = Item(note(phrases.LEVELS[story.quality.level]), tuple(note(reason) for reason in story.quality.reasons))
    return Bullets((level,))


def _provenance(story: Story) -> Bullets:
    given = story.provenance
    lines = (
        phrases.REVIEWED.format(name=given.reviewed) if given.reviewed else phrases.NOT_REVIEWED,
        *((phrases.OUTDATED.format(name=given.outdated),) if given.outdated else ()),
        *((phrases.EDITED.format(name=given.edited),) if given.edited else ()),
        phrases.TRANSLATED_BY.format(engine=given.engine, model=given.model, digest=given.digest),
        phrases.POINTS_BY.format(summary=given.summary),
        phrases.SIGNATURE.format(signature=given.signature),
        *((phrases.TERMBASE.format(version=given.termbase),) if given.termbase else ()),
        phrases.SOURCE_DIGEST.format(digest=given.source_sha256),
        phrases.CREATED.format(moment=given.created),
    )
    return _listed(note(line) for line in lines)


def _rest(briefing: Briefing) -> Chapter:
    """What of the source is in no article, and what was changed before anything read it."""
    repairs = Table(
        phrases.REPAIR_COLUMNS,
        tuple(
            (note(phrases.REPAIR_KINDS[repair.kind]), note(f"{repair.span.start}–{repair.span.end}"),
             (Run(repair.before, "zh"),), (Run(repair.after, "zh"),))
            for repair in briefing.repairs
        ),
    )  # fmt: skip
    blocks = (
        (phrases.FURNITURE, _listed((Run(text, "zh"),) for text in briefing.furniture)),
        (phrases.REPAIRS, repairs),
        (phrases.UNASSIGNED, _listed((Run(text, "zh"),) for text in briefing.unassigned)),
    )
    return Chapter(
        anchor="rest",
        heading=note(phrases.REST),
        head=(),
        sections=tuple(
            Section(heading, (block if _filled(block) else Paragraph(note(phrases.NONE)),)) for heading, block in blocks
        ),
    )
