"""What the HTML of a briefing is made with, in the viewer and in the HTML file: one template, one style sheet."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

from service.records import Unit


def paragraphs(units: Sequence[Unit]) -> list[list[Unit]]:
    """A story's units by paragraph, in order."""
    return [list(group) for _, group in groupby(units, key=lambda unit: (unit.part, unit.paragraph))]


FILTERS: dict[str, Callable[..., Any]] = {"paragraphs": paragraphs}


def style() -> str:
    """The style sheet of a briefing, to stand in a file of its own."""
    return files("service").joinpath("static/briefing.css").read_text(encoding="utf-8")
