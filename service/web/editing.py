"""The HTTP API of corrections: what editors change in a story, and how that is undone."""

from typing import Any, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from service.codec import to_dict
from service.corrections import REVIEW, Correction, pairs, present, suggested
from service.errors import BadRequest
from service.termbase import Term
from service.web.api import DocumentPath
from service.web.caller import caller, organisation
from service.web.openapi import COMPLAINTS, CORRECTIONS, Strict, complaint, form, listed, shown, whole
from service.web.parts import parts

MADE = whole({"correction": form(Correction), "terms": {"type": "array", "items": form(Term)}})

editing = APIBlueprint("editing", __name__, url_prefix="/v1", abp_responses=COMPLAINTS)  # type: ignore[arg-type]


class StoryPath(DocumentPath):
    story: str = Field(description="A story's id.", pattern="^[0-9a-f]{12}$")


class CorrectionPath(Strict):
    correction: str = Field(description="A correction's id.", pattern="^[0-9a-f]{32}$")


class Change(Strict):
    target: str = Field(
        max_length=200,
        description=f'A sentence ("s3"), heading ("h1") or caption ("c1"), "point-1", "person-王波" for a name\'s '
        f'spelling, or "{REVIEW}" to sign the story as it stands.',
    )
    after: str = Field("", max_length=20_000, description="The English from now on.")
    before: str | None = Field(
        None, max_length=20_000, description="The English that the editor saw; 409 when it reads otherwise by now."
    )
    author: str = Field("", max_length=100, description="Who makes the change, where no proxy says it.")


class Signature(Strict):
    author: str = Field("", max_length=100, description="Who undoes it, where no proxy says it.")


class ExportQuery(Strict):
    format: Literal["json", "tsv"] = Field("json", description="tsv: the corrected sentences as training pairs.")


@editing.post(
    "/briefings/<string:document>/stories/<string:story>/corrections",
    tags=[CORRECTIONS],
    responses={
        201: shown(MADE, "The correction, and terms whose rendering it changes: they may go into a termbase."),
        409: complaint("It reads otherwise by now."),
    },
)
def post_correction(path: StoryPath, body: Change) -> Any:
    """Change a sentence, heading, point or name, or sign the story. A corrected sentence is remembered."""
    correction, terms = correct(path.document, path.story, body)
    return {"correction": to_dict(correction), "terms": to_dict(terms)}, 201


def correct(document: str, story: str, change: Change) -> tuple[Correction, list[Term]]:
    """Lay the change over the story: what was stored, and terms that it suggests. Raises NotFound, Conflict,
    BadRequest for a correction without text and a signature with one."""
    who, storage, after = caller(change.author), parts().storage, change.after.strip()
    if change.target == REVIEW and after:
        raise BadRequest("a signature changes no text: leave `after` out, or name what it is to change")
    found = storage.story(document, story, who.organisation)
    seen = present(found, change.target).en if change.before is None else change.before
    made = storage.correct(document, story, change.target, seen, after, who.author, who.organisation)
    return made, suggested(found, made)


@editing.get(
    "/briefings/<string:document>/corrections",
    tags=[CORRECTIONS],
    responses={200: shown(listed(Correction, "corrections"), "The oldest first, undone ones too.")},
)
def get_corrections(path: DocumentPath) -> Any:
    """What editors changed in a briefing."""
    return {"corrections": to_dict(parts().storage.corrections(path.document, organisation=organisation()))}


@editing.post(
    "/corrections/<string:correction>/undo",
    tags=[CORRECTIONS],
    responses={200: shown(Correction, "The correction, now undone."), 409: complaint("It is undone already.")},
)
def post_undo(path: CorrectionPath, body: Signature) -> Any:
    """Take a correction back: the story reads as before, and the memory forgets the sentence."""
    who = caller(body.author)
    return to_dict(parts().storage.undo(path.correction, who.author, who.organisation))


@editing.get(
    "/corrections",
    tags=[CORRECTIONS],
    responses={
        200: {
            "description": "All corrections, or the corrected sentences as `zh<TAB>en` lines.",
            "content": {
                "application/json": {"schema": listed(Correction, "corrections")},
                "text/tab-separated-values": {"schema": {"type": "string"}},
            },
        }
    },
)
def get_all(query: ExportQuery) -> Any:
    """Every correction of the organisation, for its records or to train a model on."""
    found = parts().storage.corrections(organisation=organisation())
    if query.format == "json":
        return {"corrections": to_dict(found)}
    text = "".join(f"{zh}\t{en}\n" for zh, en in pairs(found))
    return Response(text, content_type="text/tab-separated-values; charset=utf-8")
