"""The viewer: briefings as pages. Everything can be read, sent and searched without JavaScript."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for

from service.checks.story import doubted
from service.corrections import digest
from service.dates import day_and_year
from service.errors import YibaoError
from service.queue import INTERACTIVE
from service.records import Unit
from service.web import problems
from service.web.api import ListQuery, submit
from service.web.caller import organisation
from service.web.health import engines
from service.web.openapi import held
from service.web.parts import parts
from service.web.uploads import received
from service.writers import WRITERS

viewer = Blueprint("viewer", __name__)
PAGE = 50
# What is saved first: Word is what most people want.
DOWNLOADS = sorted(WRITERS.values(), key=lambda writer: writer.shown)


@viewer.record
def _add_filters(state: Any) -> None:
    state.app.jinja_env.filters.update(day=spoken, when=when, paragraphs=paragraphs, digest=digest)
    state.app.jinja_env.globals.update(doubted=doubted)


def spoken(day: str) -> str:
    """2026-11-24 → Tuesday 24 November 2026."""
    given = date.fromisoformat(day)
    return f"{given:%A} {given.day} {given:%B %Y}"


def when(iso: str) -> str:
    """2025-08-06 → 6 Aug 2025, --08-06 → 6 Aug; "" for what is no date."""
    return " ".join(filter(None, day_and_year(iso)))


def paragraphs(units: Sequence[Unit]) -> list[list[Unit]]:
    """A story's units by paragraph, in order."""
    return [list(group) for _, group in groupby(units, key=lambda unit: (unit.part, unit.paragraph))]


@viewer.get("/")
def index() -> str:
    """Briefings by the day on which they came, with search, and the box for new ones."""
    given = {name: request.args.get(name, "").strip() for name in ("q", "date", "publisher", "before")}
    query = held(ListQuery, given, "a day is written 2026-11-24; a search has at most 200 characters")
    found = parts().storage.briefings(query.date, query.q, query.publisher, PAGE + 1, query.before, organisation())
    lines, more = found[:PAGE], len(found) > PAGE
    days = [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.created[:10])]
    older = f"{url_for('viewer.index')}?{urlencode(given | {'before': lines[-1].cursor})}" if more else ""
    return render_template(
        "index.html", query=query, days=days, found=len(lines), older=older,
        publishers=parts().storage.publishers(organisation()),
        filtered=bool(query.q or query.date or query.publisher), engines=engines(),
    )  # fmt: skip


@viewer.post("/")
def upload() -> Any:
    """Take a file or a pasted text, and show its briefing grow."""
    try:
        document, *_ = submit(received(), INTERACTIVE)
    except YibaoError as error:
        return problems.ours(error, request.form.get("text", ""))
    return to_briefing(document)


@viewer.get("/briefings/<document>")
def briefing(document: str) -> str:
    """A briefing, side by side, as far as it is finished."""
    storage, mine = parts().storage, organisation()
    found = storage.briefing(document, mine)
    known = {story.id for story in found.stories}
    stray = [c for c in storage.corrections(document, "", mine) if c.story not in known and not c.undone]
    return render_template(
        "briefing.html", briefing=found, job=storage.newest_job(document, mine), stray=stray,
        downloads=DOWNLOADS, engines=engines(),
    )  # fmt: skip


@viewer.post("/jobs/<job>/cancel")
def cancel(job: str) -> Any:
    return to_briefing(parts().storage.cancel(job, organisation()).document)


@viewer.post("/briefings/<document>/delete")
def delete(document: str) -> Any:
    """Delete the document and its briefing."""
    parts().storage.delete_document(document, organisation())
    return redirect(url_for("viewer.index"), 303)


@viewer.post("/briefings/<document>/again")
def again(document: str) -> Any:
    """Make it again."""
    job = parts().storage.add_job(document, organisation=organisation())
    parts().queue.send_job(job, INTERACTIVE)
    return to_briefing(document)


def to_briefing(document: str) -> Any:
    return redirect(url_for("viewer.briefing", document=document), 303)
