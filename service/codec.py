"""Records as plain JSON values and back: the one form in which briefings are stored, sent and read."""

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from typing import Any

from service.jobs import BriefingLine
from service.records import Bilingual, Briefing, Continuation, Level, Story, Unit

# What is written beside a record's fields: its properties that are names of the contract.
DERIVED: dict[type, dict[str, Any]] = {
    Story: {"title": Bilingual},
    Continuation: {"to": str},
    Unit: {"level": Level, "unsure": bool},
    BriefingLine: {"cursor": str},
}


def to_dict(value: Any) -> Any:
    """A record as dictionaries, lists and plain values, with its derived names: a story has its `title`."""
    if dataclasses.is_dataclass(value):
        names = [*(field.name for field in dataclasses.fields(value)), *DERIVED.get(type(value), ())]
        return {name: to_dict(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [to_dict(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def from_dict(kind: Any, value: Any) -> Any:
    """The record of type `kind` that `to_dict` made `value` of. Keys that the record does not have are passed over."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(from_dict(typing.get_args(kind)[0], item) for item in value)
    if origin in (typing.Union, types.UnionType):
        inner = next(arg for arg in typing.get_args(kind) if arg is not type(None))
        return None if value is None else from_dict(inner, value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        return kind(**{name: from_dict(hint, value[name]) for name, hint in hints.items() if name in value})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a briefing, made from the records themselves."""
    definitions: dict[str, Any] = {}
    root = describe(Briefing, definitions, "#/$defs/")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "yibao briefing",
        **root,
        "$defs": definitions,
    }


def describe(kind: Any, definitions: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The JSON Schema of a record type. Those of the records in it are put into `definitions`, referred to as
    `prefix` and their name."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": describe(args[0], definitions, prefix)}
    if origin is typing.Literal:
        return {"type": "string", "enum": list(args)}
    if origin in (typing.Union, types.UnionType):
        return {
            "anyOf": [{"type": "null"} if arg is type(None) else describe(arg, definitions, prefix) for arg in args]
        }
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [item.value for item in kind]}
    if not dataclasses.is_dataclass(kind):
        return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[kind]}
    record = typing.cast(type, kind)
    if record.__name__ not in definitions:
        definitions[record.__name__] = {}
        hints = _hints(record) | DERIVED.get(record, {})
        properties = {name: describe(hint, definitions, prefix) for name, hint in hints.items()}
        definitions[record.__name__] = {
            "type": "object",
            "description": " ".join((record.__doc__ or "").split()),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": prefix + record.__name__}
