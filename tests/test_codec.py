"""Records as JSON and back, and the JSON Schema that a briefing keeps."""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.codec import from_dict, schema, to_dict
from service.jobs import ArticleProgress, Job, State
from service.records import Briefing, Continuation, Finding, Part, Severity, Story, Unit
from tests.sample_briefing import briefing

VALIDATOR = jsonschema.Draft202012Validator(schema())
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(codec="utf-8"), max_size=5),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
}


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a record's type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return st.lists(records(args[0]), max_size=2).map(tuple)
    if origin is typing.Literal:
        return st.sampled_from(args)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([st.none() if arg is type(None) else records(arg) for arg in args])
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: records(hints[field.name]) for field in fields(kind)})
    return PLAIN[kind] if kind in PLAIN else st.sampled_from(list(kind))


@given(records(Briefing))
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_there_and_back_again(given_: Briefing) -> None:
    plain = json.loads(json.dumps(to_dict(given_), ensure_ascii=False))
    assert from_dict(Briefing, plain) == given_
    VALIDATOR.validate(plain)


@given(records(Job))
@settings(max_examples=20, deadline=None)
def test_jobs_too(given_: Job) -> None:
    assert from_dict(Job, json.loads(json.dumps(to_dict(given_)))) == given_


@pytest.mark.parametrize(
    ("record", "plain"),
    [
        (
            Unit("s1", Part.BODY, 0, "好。", "Good.", "mt", -0.2, (Finding("x", Severity.NOTE, "m"),), 2),
            {"id": "s1", "part": "body", "paragraph": 0, "zh": "好。", "en": "Good.", "origin": "mt", "score": -0.2,
             "findings": [{"check": "x", "severity": "note", "message": "m", "zh": "", "en": ""}], "item": 2,
             "terms": [], "match": None, "level": "high", "unsure": False},
        ),
        (Continuation("to", "p.5", False), {"direction": "to", "page": "p.5", "held": False, "to": "p.5"}),
        (Continuation("from", "p.1", True), {"direction": "from", "page": "p.1", "held": True, "to": ""}),
        (
            ArticleProgress("a", "题", "done", 1, 2),
            {"article": "a", "title": "题", "stage": "done", "done": 1, "total": 2},
        ),
        ((State.DONE, None, 1.5), ["done", None, 1.5]),
    ],
)  # fmt: skip
def test_what_it_looks_like(record: Any, plain: Any) -> None:
    assert to_dict(record) == plain


def test_the_names_of_the_contract() -> None:
    # The names on which clients rely: they may be added to, not taken from.
    plain = to_dict(briefing())
    assert {"stories", "furniture", "repairs", "unassigned"} <= plain.keys()
    story = plain["stories"][0]
    assert {"id", "title", "publisher", "placement", "date", "byline", "continued", "points", "units", "people",
            "figures", "quality", "provenance"} <= story.keys()  # fmt: skip
    assert story["title"].keys() == {"zh", "en"}
    assert {"text", "iso", "inferred", "reason"} <= story["date"].keys()
    assert {"name", "name_en", "role"} <= story["byline"][0].keys()
    assert {"to", "held"} <= plain["stories"][1]["continued"].keys()
    assert {"zh", "en", "evidence"} <= story["points"][0].keys()
    assert {"id", "paragraph", "zh", "en", "origin", "score", "findings", "level"} <= story["units"][0].keys()
    assert {"level", "reasons"} <= story["quality"].keys()
    assert {"engine", "model", "digest", "signature", "source_sha256", "created"} <= story["provenance"].keys()


def test_keys_of_a_later_version_are_passed_over() -> None:
    plain = to_dict(briefing())
    plain["stories"][0]["mood"] = "good"
    assert from_dict(Briefing, plain) == briefing()


def test_a_field_that_came_later_has_its_default() -> None:
    plain = to_dict(briefing())
    for story in plain["stories"]:
        for unit in story["units"]:
            del unit["terms"], unit["level"], unit["unsure"]
    assert all(unit.terms == () for story in from_dict(Briefing, plain).stories for unit in story.units)


def without(key: str) -> Any:
    plain = to_dict(briefing())
    del plain["stories"][0][key]
    return plain


def with_story(**changes: object) -> Any:
    plain = to_dict(briefing())
    plain["stories"][0] |= changes
    return plain


@pytest.mark.parametrize(
    "plain",
    [
        without("title"),
        without("provenance"),
        with_story(mood="good"),
        with_story(order="first"),
        with_story(quality={"level": "splendid", "reasons": []}),
        with_story(units=[{}]),
        {},
    ],
)
def test_the_schema_refuses(plain: Any) -> None:
    assert not VALIDATOR.is_valid(plain)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$defs"]["Story"]["description"].startswith("One article, finished")
    assert set(schema()["$defs"]["Story"]["properties"]) == {f.name for f in fields(Story)} | {"title"}
