"""The numbers of sections, and what a digest has over its first."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from service.bylines import parse_byline
from service.datelines import is_dateline
from service.lines import Line
from service.patterns import PROSE
from service.stated import sent

# Alone on a line, or in brackets before a headline.
_NUMBERS = tuple(
    map(
        re.compile,
        (
            r"(0[1-9]|1[0-9])$",
            r"(?:PART|Part|NO|No)[\s.]*(0?[1-9]|1[0-9])$",
            r"([1-9]\d?)[.．、]$",
            r"[【〔\[]([1-9]\d?)[】〕\]]",
        ),
    )
)
LONGEST_GREETING = 120  # characters of what a digest says before its first article


def section_numbers(lines: Sequence[Line]) -> set[int]:
    """Which lines begin with the numbers of sections, which count them: 01, 02, … or 1., 2., … or 【1】, 【2】, …"""
    found: set[int] = set()
    for form in _NUMBERS:
        numbers = {index: int(number[1]) for index, line in enumerate(lines) if (number := form.match(line.clean))}
        if len(numbers) > 1 and [*numbers.values()] == list(range(1, len(numbers) + 1)):
            found |= set(numbers)
    return found


def before_digest(lines: Sequence[Line], sections: Set[int]) -> set[int]:
    """Which lines stand over the first section's number, where the sections are articles that name who made them: the
    title of the digest, what its account or the sender says of itself, a greeting, the list of what comes."""
    begins = [index for index in sorted(sections) if index + 1 not in sections]
    parts = [lines[start:end] for start, end in pairwise([*begins, len(lines)])]
    made = sum(any(_is_made(line) for line in part) for part in parts)
    above = lines[: begins[0]] if begins else []
    said = sum(len(line.clean) for line in above if PROSE.search(line.clean))
    return set(range(len(above))) if made > 1 and said <= LONGEST_GREETING else set()


def _is_made(line: Line) -> bool:
    """Whether a line says who made an article, when or from where it was sent."""
    return bool(line.close.credits or parse_byline(line.clean) or sent(line.clean) or is_dateline(line.clean))


def number_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, the number before a section's headline on a line of its own."""
    sections = section_numbers(lines)
    found: list[Line] = []
    for index, line in enumerate(lines):
        number = _NUMBERS[-1].match(line.flow.text) if index in sections else None
        parts = [line.flow.part(0, number.end()), line.flow.part(number.end(), len(line.flow))] if number else []
        found += [line.with_flow(flow) for flow in parts if flow.text] or [line]
    return found
