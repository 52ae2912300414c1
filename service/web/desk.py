"""The editor's desk in the viewer: correcting what a story says, and keeping terms and memory. All of it are forms."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from service import tmx
from service.corrections import REVIEW, present, suggested
from service.dictionary import headwords
from service.errors import BadRequest, EmptyInput
from service.script import to_simplified
from service.storage.library import LAYERS
from service.termbase import Term
from service.termfiles import read_file
from service.web.caller import COOKIE, caller, organisation
from service.web.editing import correct
from service.web.health import engines
from service.web.knowledge import TermbasePath, changed, look_up
from service.web.parts import parts

desk = Blueprint("desk", __name__)
YEAR = 365 * 24 * 3600


@desk.app_context_processor
def _who() -> dict[str, Any]:
    """Who edits, and whether a proxy says so: then no form asks."""
    return {"signed_in": bool(parts().settings.author_header), "author": request.cookies.get(COOKIE, "")}


@desk.get("/briefings/<document>/<story>/edit/<target>")
def edit(document: str, story: str, target: str) -> str:
    """A sentence, heading, point or name with what was changed in it, and the form to change it."""
    storage, mine = parts().storage, organisation()
    found = storage.story(document, story, mine)
    reads = present(found, target)
    versions = [c for c in storage.corrections(document, story, mine) if c.target == target]
    unit = next((unit for unit in (*found.headings, *found.units) if unit.id == target), None)
    newest = next((c for c in reversed(versions) if not c.undone), None)
    return render_template(
        "edit.html", document=document, story=found, target=target, reads=reads, unit=unit, review=target == REVIEW,
        versions=versions[::-1], offered=suggested(found, newest) if newest else [], termbases=storage.termbases(mine),
        engines=engines(),
    )  # fmt: skip


@desk.post("/briefings/<document>/<story>/edit/<target>")
def save(document: str, story: str, target: str) -> Any:
    """Lay the correction over the story."""
    form = request.form
    correct(document, story, target, form.get("after", ""), form.get("before"), form.get("author", ""))
    return _back(document, story, target)


@desk.post("/briefings/<document>/<story>/edit/<target>/undo")
def undo(document: str, story: str, target: str) -> Any:
    """Take a correction back."""
    who = caller(request.form.get("author", ""))
    parts().storage.undo(request.form.get("correction", ""), who.author, who.organisation)
    return _back(document, story, target)


def _back(document: str, story: str, target: str) -> Response:
    return _remembering(redirect(url_for("desk.edit", document=document, story=story, target=target), 303))


def _remembering(answer: Any) -> Response:
    """The answer, with the name that the editor gave kept for the next form."""
    found: Response = answer
    if name := request.form.get("author", "").strip():
        found.set_cookie(COOKIE, name, max_age=YEAR, httponly=True, samesite="Strict")
    return found


@desk.get("/terms")
def terms() -> str:
    """The termbases, a search over all of them, and the memory."""
    query = request.args.get("q", "").strip()[:200]
    storage, mine = parts().storage, organisation()
    return render_template(
        "terms.html", term=query, found=look_up(query, 50) if query else [], termbases=storage.termbases(mine),
        words=headwords(query), layers=LAYERS, pairs=storage.remembered(query, 20, mine), engines=engines(),
    )  # fmt: skip


@desk.post("/terms/entries")
def put_entry() -> Any:
    """Put an entry into a termbase; a termbase of a new name is made."""
    form = request.form
    zh, en, name = (form.get(field, "").strip() for field in ("zh", "en", "termbase"))
    if not zh or not en or not name:
        raise BadRequest("an entry needs Chinese, English and the name of a termbase")
    who, storage = caller(form.get("author", "")), parts().storage
    _named(name)
    if all(line.name != name for line in storage.termbases(who.organisation)):
        storage.put_termbase(name, "desk", [], who.author, who.organisation)
    term = Term(zh, en, kind=form.get("kind", "").strip() or "concept")
    changed(storage.put_terms(name, [term], who.author, who.organisation))
    return _remembering(redirect(url_for("desk.terms", q=zh), 303))


@desk.post("/terms/files")
def put_file() -> Any:
    """Take a file of terms as a termbase, or a TMX file into the memory."""
    file, name = request.files.get("file"), request.form.get("name", "").strip()
    data = file.read() if file else b""
    if not file or not data:
        raise EmptyInput("choose a file")
    who, storage = caller(request.form.get("author", "")), parts().storage
    if (file.filename or "").lower().endswith(".tmx"):
        storage.remember(tmx.read_file(data, "the file").entries, who.organisation)
        return _remembering(redirect(url_for("desk.terms"), 303))
    layer = next((layer for layer in LAYERS if layer == request.form.get("layer")), LAYERS[-1])
    _named(name)
    given = read_file(data, file.filename or "the file").terms
    changed(storage.put_termbase(name, layer, given, who.author, who.organisation))
    return _remembering(redirect(url_for("desk.terms"), 303))


@desk.post("/terms/entries/remove")
def remove_entry() -> Any:
    """Take an entry out of a termbase."""
    who, zh = caller(request.form.get("author", "")), request.form.get("zh", "")
    changed(parts().storage.remove_term(request.form.get("termbase", ""), zh, who.author, who.organisation))
    return _remembering(redirect(url_for("desk.terms", q=to_simplified(zh)), 303))


def _named(name: str) -> None:
    try:
        TermbasePath(name=name)
    except ValueError:
        raise BadRequest("a termbase's name has 1 to 64 letters, digits, dots, dashes and underscores") from None
