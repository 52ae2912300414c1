"""A story put together from its parts, and stories into a briefing."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from threading import Lock

from models.engine import Identity
from service.brief import brief
from service.codec import to_dict
from service.dates import article_date
from service.figures import figures
from service.manuscript import Manuscript
from service.mending import Task
from service.names import publisher_english
from service.people import people
from service.placeables import used
from service.quotes import quotes
from service.records import Bilingual, Briefing, Finding, Page, Part, Point, Provenance, Quality, Story, Unit

# The files that code and its tables are in, and the folders of the packages that shape no text.
_SHAPING = frozenset((".py", ".txt", ".tsv", ".toml"))
_BESIDE = frozenset(("migrations", "storage", "training", "web", "weights"))


@dataclass(frozen=True, slots=True)
class Engines:
    """Who speaks in a briefing; no summariser means extractive points."""

    translator: Identity
    summarizer: Identity | None

    def sign(self, tasks: Iterable[Task]) -> str:
        """16 hex digits over all that shapes a story's text: both models' bytes, options and prompts, this code and
        its tables, and what is known of the sentences: renderings and matches. A term that the story does not have
        changes nothing."""
        models = [
            (i.engine, i.model, i.digest, sorted(i.options)) if i else None for i in (self.translator, self.summarizer)
        ]
        known = [
            (
                task.pieces,
                [(p.zh, p.forms, p.kind, p.status, p.note, p.termbase) for p in task.placeables],
                to_dict(task.match),
            )
            for task in tasks
        ]
        return hashlib.sha256(json.dumps([models, code_digest(), known]).encode()).hexdigest()[:16]


@cache
def code_version() -> str:
    """The version of the code, as installed."""
    return version("yibao")


@cache
def code_digest() -> str:
    """SHA-256 in hex over the code that makes a story, its tables, prompts and the catalogue of models; what shows,
    stores and trains is left out, and so is what lies in the termbase: renderings are signed where they are met."""
    total = hashlib.sha256()
    for package in ("models", "prompts", "service"):
        folder = Path(str(files(package)))
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _SHAPING):
            if path.relative_to(folder).parts[0] not in _BESIDE:
                total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def compose(
    manuscript: Manuscript,
    page: Page,
    units: Sequence[Unit],
    points: Sequence[Point],
    notes: Sequence[Finding],
    engines: Engines,
) -> Story:
    """The finished story, but for the checks that see it whole (`service.checks.check_story`)."""
    article, knowledge = manuscript.article, manuscript.knowledge
    body = [unit for unit in units if unit.part in (Part.BODY, Part.CAPTION)]
    headings = [unit for unit in units if unit.part not in (Part.BODY, Part.CAPTION)]
    summary = engines.summarizer
    return Story(
        id=article.id,
        order=article.order,
        headings=tuple(headings),
        publisher=Bilingual(article.metadata.publisher, publisher_english(article.metadata.publisher)),
        placement=article.metadata.placement,
        url=article.metadata.url,
        date=article_date(article, page),
        dateline=article.dateline,
        byline=article.byline,
        continued=next((c for c in article.continued if not c.held), next(iter(article.continued), None)),
        points=tuple(points),
        units=tuple(body),
        people=people([*body, *headings], knowledge.place, knowledge.termbase),
        figures=figures(body),
        quotes=quotes(body),
        findings=tuple(notes),
        quality=Quality("high", ()),
        provenance=Provenance(
            engine=engines.translator.engine,
            model=engines.translator.model,
            digest=engines.translator.digest,
            signature=manuscript.signature,
            source_sha256=page.document.sha256,
            created=now(),
            summary=f"{summary.engine} {summary.model}" if summary else "extractive",
            termbase=knowledge.termbase.digest,
        ),
        terms=used(units),
        brief=brief(article, units, knowledge),
    )


class _Clock:
    """The present moment, but never one that it has told before."""

    def __init__(self) -> None:
        self._lock, self._last = Lock(), datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        with self._lock:
            self._last = max(datetime.now(UTC), self._last + timedelta(milliseconds=1))
            return self._last


_clock = _Clock()


def now() -> str:
    """The present moment, RFC 3339, UTC, to the millisecond; later than any that this process was told before, so that
    what it makes one after the other stands in that order."""
    return _clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def assemble(page: Page, stories: Iterable[Story]) -> Briefing:
    """The briefing of a page from the stories finished so far, in page order."""
    return Briefing(
        id=page.document.sha256[:16],
        name=page.document.name,
        created=now(),
        stories=tuple(sorted(stories, key=lambda story: story.order)),
        furniture=tuple(passage.text for passage in page.furniture),
        repairs=page.repairs,
        unassigned=tuple(passage.text for passage in page.unassigned),
    )
