"""What editors change in a story: corrections laid over the machine's text, each of which can be undone.

The machine's story is kept as it was made. What a reader sees is `apply(story, corrections)`, so that a story made anew
keeps its corrections and an undone one leaves nothing behind.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.brief import follow, respelt
from service.checks import grade
from service.errors import NotFound
from service.figures import figures
from service.quotes import quotes
from service.records import Bilingual, Finding, Point, Severity, Story, Unit
from service.rewording import new_form
from service.termbase import Term
from service.translation import review

REVIEW = "review"
_UNIT, _POINT, _PERSON = (re.compile(form) for form in (r"[hsc]\d+", r"point-(\d{1,3})", "person-(.+)"))


@dataclass(frozen=True, slots=True)
class Correction:
    """One change by an editor. `target` is a unit's id (s3, h1), "point-1" for the first point, "person-王波" for a
    name's spelling, or "review" where the editor read the story and signs it as it stands.

    `zh` is what the target renders; the correction holds as long as it does. `before` and `after` are the English then
    and since; of a signature `before` is the digest of the English that was read, and it holds as long as that stands.
    Times are RFC 3339; `undone` is "" while the correction holds.
    """

    id: str
    document: str
    story: str
    target: str
    zh: str
    before: str
    after: str
    author: str
    created: str
    undone: str = ""
    undone_by: str = ""


def present(story: Story, target: str) -> Bilingual:
    """What a target renders and how it reads now; of a signature the digest of all it signs. Raises NotFound."""
    if target == REVIEW:
        return Bilingual("", digest(story))
    for unit in (*story.headings, *story.units):
        if unit.id == target:
            return Bilingual(unit.zh, unit.en)
    if (found := _POINT.fullmatch(target)) and 0 < int(found[1]) <= len(story.points):
        point = story.points[int(found[1]) - 1]
        return Bilingual(point.zh, point.en)
    if found := _PERSON.fullmatch(target):
        for person in story.people:
            if person.name == found[1]:
                return Bilingual(person.name, person.pinyin)
    raise NotFound(f"the story has no {target!r}: name a sentence (s3), a heading (h1), point-1 or person-王波")


def digest(story: Story) -> str:
    """16 hex digits over the English that a reader of the story reads."""
    text = [
        *((unit.id, unit.en) for unit in (*story.headings, *story.units)),
        *(point.en for point in story.points),
        *((person.pinyin, person.post.en) for person in story.people),
        *(answer.en for answer in story.brief.answers),
    ]
    return hashlib.sha256(json.dumps(text).encode()).hexdigest()[:16]


def apply(story: Story, corrections: Sequence[Correction]) -> Story:
    """The story as its editors left it: of several corrections of one target the last counts, undone ones do not.

    A corrected sentence is checked like any other, and what was made of it (points, answers, quotes, figures) follows.
    A signature is under all that the corrections left.
    """
    holding = [correction for correction in corrections if not correction.undone]
    edits = [correction for correction in holding if correction.target != REVIEW]
    if edits:
        story = _edited(story, edits)
    if signed := [correction for correction in holding if correction.target == REVIEW]:
        reads = digest(story)
        valid = [correction for correction in signed if correction.before == reads]
        names = {correction.author for correction in valid}
        outdated = _who(correction for correction in signed if correction.author not in names)
        story = replace(story, provenance=replace(story.provenance, reviewed=_who(valid), outdated=outdated))
    return story


def suggested(story: Story, correction: Correction) -> list[Term]:
    """Terms that the correction renders otherwise, with the new rendering; `story` is as it was before.

    Of a sentence these are the terms in whose place, and in no other words', the correction puts others; of a name, the
    name.
    """
    if _PERSON.fullmatch(correction.target):
        return [Term(correction.zh, correction.after, kind="person")]
    return [
        Term(term.zh, form, kind=term.kind)
        for unit in (*story.headings, *story.units)
        if unit.id == correction.target
        for term in unit.terms
        if (form := new_form(term, correction.before, correction.after))
    ]


def pairs(corrections: Sequence[Correction]) -> list[tuple[str, str]]:
    """Sentences with their corrected English, each once, to train a model on."""
    holding = {(c.document, c.story, c.target): c for c in corrections if not c.undone}
    sentences = [c for c in holding.values() if _UNIT.fullmatch(c.target)]
    return list(dict.fromkeys((" ".join(c.zh.split()), " ".join(c.after.split())) for c in sentences))


def _edited(story: Story, edits: Sequence[Correction]) -> Story:
    last = {correction.target: correction for correction in edits}
    lost = [c for c in last.values() if not _fits(story, c)]
    kept = {target: c for target, c in last.items() if c not in lost}
    for target, correction in kept.items():
        if _PERSON.fullmatch(target):
            story = _respell(story, correction.zh, present(story, target).en, correction.after)
    headings = tuple(_corrected(unit, kept.get(unit.id)) for unit in story.headings)
    units = tuple(_corrected(unit, kept.get(unit.id)) for unit in story.units)
    points = tuple(_point(point, kept.get(f"point-{n}"), units) for n, point in enumerate(story.points, start=1))
    notes = tuple(
        Finding("correction", Severity.WARNING, f"a correction no longer fits: “{c.after}” ({c.author})", c.zh, c.after)
        for c in lost
    )
    edited = _who(correction for correction in edits if correction.target in kept)
    story = replace(
        story, headings=headings, units=units, points=points, quotes=quotes(units), figures=figures(units),
        findings=(*story.findings, *notes), brief=follow(story.brief, [*headings, *units]),
        provenance=replace(story.provenance, edited=edited),
    )  # fmt: skip
    return replace(story, quality=grade(story))


def _fits(story: Story, correction: Correction) -> bool:
    try:
        return present(story, correction.target).zh == correction.zh
    except NotFound:
        return False


def _corrected(unit: Unit, correction: Correction | None) -> Unit:
    if correction is None:
        return unit
    findings = review(unit.zh, correction.after, unit.terms)
    return replace(unit, en=correction.after, origin="human", score=None, findings=findings)


def _point(point: Point, correction: Correction | None, units: Sequence[Unit]) -> Point:
    """A point in the editor's words; an extractive one otherwise as its sentence reads."""
    if correction is not None:
        return replace(point, en=correction.after)
    if point.method == "extractive":
        return replace(point, en=next((unit.en for unit in units if unit.id in point.evidence), point.en))
    return point


def _respell(story: Story, name: str, before: str, after: str) -> Story:
    """The story with a person's name spelled otherwise wherever it stands."""
    spelled = re.compile(rf"\b{re.escape(before)}\b" if before else r"(?!)")

    def named(unit: Unit) -> Unit:
        terms = tuple(
            replace(t, en=after, accepted=()) if t.zh == name and t.kind == "person" else t for t in unit.terms
        )
        return replace(unit, en=spelled.sub(lambda _: after, unit.en), terms=terms)

    return replace(
        story,
        headings=tuple(map(named, story.headings)),
        units=tuple(map(named, story.units)),
        points=tuple(replace(point, en=spelled.sub(lambda _: after, point.en)) for point in story.points),
        people=tuple(replace(p, pinyin=after, uncertain=False) if p.name == name else p for p in story.people),
        brief=respelt(story.brief, name, before, after),
    )


def _who(corrections: Iterable[Correction]) -> str:
    """Who made them and when last: “Li Wei, 2026-11-25; …”."""
    latest = {correction.author: correction.created[:10] for correction in corrections}
    return "; ".join(f"{author}, {day}" for author, day in latest.items())
