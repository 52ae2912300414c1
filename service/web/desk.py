"""The editor's desk in the viewer: correcting what a story says, and keeping terms and memory. All of it are forms."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from service import tmx
from service.corrections import REVIEW, present, suggested
from service.dictionary import headwords
from service.errors import BadRequest, Conflict, EmptyInput, NotFound, http_status
from service.script import to_simplified
from service.storage.library import LAYERS
from service.termfiles import read_file
from service.web.caller import COOKIE, caller, organisation
from service.web.editing import Change, CorrectionPath, correct
from service.web.health import engines
from service.web.knowledge import PutQuery, RestoreQuery, TermbasePath, TermBody, TermQuery, changed, look_up
from service.web.openapi import held
from service.web.parts import parts

desk = Blueprint("desk", __name__)
YEAR = 365 * 24 * 3600
WAYS = ("add", "replace")  # what a file does to the entries that its termbase has
SHOWN = 500  # changes of one version


@desk.app_context_processor
def _who() -> dict[str, Any]:
    """Who edits, and whether a proxy says so: then no form asks."""
    return {"signed_in": bool(parts().settings.author_header), "author": request.cookies.get(COOKIE, "")}


@desk.get("/briefings/<document>/<story>/edit/<target>")
def edit(document: str, story: str, target: str) -> str:
    """A sentence, heading, point or name with what was changed in it, and the form to change it."""
    return _form(document, story, target)


def _form(document: str, story: str, target: str, typed: str = "", refused: str = "") -> str:
    """The form; where a correction was `refused` it has what was typed beside what stands there by now."""
    storage, mine = parts().storage, organisation()
    found = storage.story(document, story, mine)
    reads = present(found, target)
    versions = [c for c in storage.corrections(document, story, mine) if c.target == target]
    unit = next((unit for unit in (*found.headings, *found.units) if unit.id == target), None)
    newest = next((c for c in reversed(versions) if not c.undone), None)
    return render_template(
        "edit.html", document=document, story=found, target=target, reads=reads, unit=unit, review=target == REVIEW,
        versions=versions[::-1], offered=suggested(found, newest) if newest else [], termbases=storage.termbases(mine),
        typed=typed, refused=refused, engines=engines(),
    )  # fmt: skip


@desk.post("/briefings/<document>/<story>/edit/<target>")
def save(document: str, story: str, target: str) -> Any:
    """Lay the correction over the story; what cannot be saved stays in the form."""
    told = "a text has at most 20,000 characters, a name 100, and neither a NUL"
    try:
        correct(document, story, held(Change, {**request.form, "target": target}, told))
    except (Conflict, BadRequest) as error:
        with suppress(NotFound):
            page = _form(document, story, target, request.form.get("after", ""), str(error))
            return _remembering(Response(page, http_status(error)))
        raise
    return _back(document, story, target)


@desk.post("/briefings/<document>/<story>/edit/<target>/undo")
def undo(document: str, story: str, target: str) -> Any:
    """Take a correction back; one of an article that is no more, from the briefing's page."""
    who, storage = caller(request.form.get("author", "")), parts().storage
    undone = held(CorrectionPath, {"correction": request.form.get("correction")}, "name the correction to undo")
    storage.undo(undone.correction, who.author, who.organisation)
    if all(each.id != story for each in storage.briefing(document, who.organisation).stories):
        return redirect(url_for("viewer.briefing", document=document), 303)
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
    return _terms()


def _terms(said: str = "") -> str:
    query = request.args.get("q", "").strip()[:200]
    storage, mine = parts().storage, organisation()
    return render_template(
        "terms.html", term=query, found=look_up(query, 50) if query else [], termbases=storage.termbases(mine),
        words=headwords(query), layers=LAYERS, pairs=storage.remembered(query, 20, mine), said=said, engines=engines(),
    )  # fmt: skip


@desk.post("/terms/entries")
def put_entry() -> Any:
    """Put an entry into a termbase; a termbase of a new name is made."""
    form = request.form
    told = "an entry needs Chinese, of at most 200 characters, and English, of at most 500"
    given = {field: text for field in ("zh", "en", "kind") if (text := form.get(field, "").strip())}
    term, name = held(TermBody, given, told).term(), _termbase("termbase")
    who, storage = caller(form.get("author", "")), parts().storage
    if all(line.name != name for line in storage.termbases(who.organisation)):
        storage.put_termbase(name, "desk", [], who.author, who.organisation)
    changed(storage.put_terms(name, [term], who.author, who.organisation))
    return _remembering(redirect(url_for("desk.terms", q=term.zh), 303))


@desk.post("/terms/files")
def put_file() -> Any:
    """Take a file of terms into a termbase or in the place of its entries, or a TMX file into the memory, and say what
    that changed."""
    form, file = request.form, request.files.get("file")
    data = file.read() if file else b""
    if not file or not data:
        raise EmptyInput("choose a file")
    who, storage = caller(form.get("author", "")), parts().storage
    if (file.filename or "").lower().endswith(".tmx"):
        read = tmx.read_file(data, "the file")
        added = storage.remember(read.entries, who.organisation)
        return _remembering(Response(_terms(f"Of the file’s sentences {added} are new to the memory, "
                                            f"{len(read.entries) - added} were there, "
                                            f"{read.skipped} have not both languages.")))  # fmt: skip
    name, layer = _termbase("name"), {"layer": form.get("layer", LAYERS[-1])}
    query = held(PutQuery, layer, f"a layer is {' or '.join(LAYERS)}")
    given = read_file(data, file.filename or "the file")
    there = any(line.name == name for line in storage.termbases(who.organisation))
    if there and form.get("way", WAYS[0]) == WAYS[0]:
        changes = storage.put_terms(name, given.terms, who.author, who.organisation)
    else:
        changes = storage.put_termbase(name, query.layer, given.terms, who.author, who.organisation)
    return _remembering(Response(_termbase_page(name, changed(changes, given.conflicts))))


@desk.get("/terms/bases/<name>")
def history(name: str) -> str:
    """The versions of a termbase, and what one of them changed."""
    return _termbase_page(name)


@desk.post("/terms/bases/<name>/restore")
def restore(name: str) -> Any:
    """Bring a termbase back to what it held after a version."""
    query = held(RestoreQuery, {"version": request.form.get("version")}, "name the version to go back to")
    who = caller(request.form.get("author", ""))
    changes = parts().storage.restore_termbase(name, query.version, who.author, who.organisation)
    return _remembering(Response(_termbase_page(name, changed(changes))))


@desk.post("/terms/bases/<name>/delete")
def delete_termbase(name: str) -> Any:
    """Delete a termbase; its page remains, from which it comes back."""
    who = caller(request.form.get("author", ""))
    return Response(_termbase_page(name, changed(parts().storage.delete_termbase(name, who.author, who.organisation))))


def _termbase_page(name: str, report: dict[str, Any] | None = None) -> str:
    """A termbase's versions. `report` is the answer to a change that was just made."""
    storage, mine = parts().storage, organisation()
    versions = storage.term_versions(name, mine)
    line = next((line for line in storage.termbases(mine) if line.name == name), None)
    if not versions and not line:
        raise NotFound(f"no termbase {name}")
    wanted = request.args.get("version", "")
    chosen = next((v for v in versions if str(v.version) == wanted), versions[0] if versions else None)
    return render_template(
        "termbase.html", name=name, line=line, versions=versions, chosen=chosen, report=report, most=SHOWN,
        changes=storage.term_history(name, "", mine, SHOWN, chosen.version) if chosen else [], engines=engines(),
    )  # fmt: skip


@desk.post("/terms/memory/<entry>/forget")
def forget(entry: str) -> Any:
    """Take a pair out of the memory."""
    parts().storage.forget_pair(entry, organisation())
    return redirect(url_for("desk.terms", q=request.form.get("q") or None), 303)


@desk.post("/terms/entries/remove")
def remove_entry() -> Any:
    """Take an entry out of a termbase."""
    who, name = caller(request.form.get("author", "")), _termbase("termbase")
    zh = held(TermQuery, {"zh": request.form.get("zh")}, "name the entry to remove").zh
    changed(parts().storage.remove_term(name, zh, who.author, who.organisation))
    return _remembering(redirect(url_for("desk.terms", q=to_simplified(zh)), 303))


def _termbase(field: str) -> str:
    """The name of a termbase that the form gives. Raises BadRequest."""
    told = "a termbase's name has 1 to 64 letters, digits, dots, dashes and underscores"
    return held(TermbasePath, {"name": request.form.get(field, "").strip()}, told).name
