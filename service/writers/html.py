"""HTML: one file that needs nothing beside it and runs nothing, for screens in light and dark and for paper."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from prompts import phrases
from service.records import Briefing
from service.writers.outline import Block, outline, plain


def write(briefing: Briefing) -> bytes:
    """UTF-8. The file carries its own Content-Security-Policy (see `policy`)."""
    sheet = outline(briefing)
    return _template().render(sheet=sheet, css=Markup(_css()), policy=policy(), phrases=phrases).encode()


@cache
def policy() -> str:
    """The Content-Security-Policy of the file: nothing is loaded or run, and the one style sheet is known by digest.

    A server that sends a policy of its own with the file must allow as much.
    """
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _resource(name: str) -> str:
    return files("service.writers").joinpath(name).read_text(encoding="utf-8")


@cache
def _css() -> str:
    return _resource("briefing.css")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                              keep_trailing_newline=True)  # fmt: skip
    environment.filters.update(kind=_kind, plain=plain)
    return environment.from_string(_resource("briefing.html"))


def _kind(block: Block) -> str:
    return type(block).__name__
