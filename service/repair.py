"""Undo what printing does to a text layer: bold type laid down twice, quotation marks out of order, marks in the forms
of vertical columns.

Doubled type comes run by run: each run of one type face stands there twice in a row, marks of punctuation as runs of
their own (德清德清，，), in some files each character (德德清清). Ordinary Chinese doubles too (天天, 高高兴兴), so
a repair needs evidence: nearly the whole line is doubled, or an unbroken stretch of several doubled runs is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.flow import LEVEL, REMEMBERED, Flow
from service.records import Repair, Span

LONGEST = 60  # characters of one doubled run; a headline's longest run in the pages seen has 29
DENSE = 0.75  # share of a line that is doubled; 我德清德清发布 has 0.57, doubled headlines 0.93 and more
EACH = 5  # different Han characters doubled one by one; 高高兴兴 has two
STRETCH = 10  # characters of an unbroken doubled stretch that is believed in a line that is not dense
_TWICE = re.compile(rf"(\S.{{0,{LONGEST - 1}}}?)\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """`text[start:start + 2 * length]` is `length` characters printed twice."""

    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + 2 * self.length


@lru_cache(maxsize=REMEMBERED)
def doubled_runs(text: str) -> tuple[Run, ...]:
    """The reading of `text` as doubled runs that leaves fewest characters undoubled, then has fewest runs."""
    if not _TWICE.search(text):
        return ()
    count = len(text)
    best: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    choice = [0] * (count + 1)
    for start in range(count - 1, -1, -1):
        single, runs = best[start + 1]
        if not text[start].isspace():
            single += 1
        best[start] = (single, runs)
        for length in range(1, min(LONGEST, (count - start) // 2) + 1):
            spaced = text[start].isspace() or text[start + length - 1].isspace()  # two cells of a table are alike
            if spaced or text[start] != text[start + length]:
                continue
            if text[start : start + length] == text[start + length : start + 2 * length]:
                left, runs = best[start + 2 * length]
                if (left, runs + 1) < best[start]:
                    best[start], choice[start] = (left, runs + 1), length
    found: list[Run] = []
    start = 0
    while start < count:
        if choice[start]:
            found.append(Run(start, choice[start]))
        start += 2 * choice[start] or 1
    return tuple(found)


def believed(text: str) -> tuple[Run, ...]:
    """The doubled runs of a line that are a printing fault and not the language's own doubling."""
    runs = doubled_runs(text)
    if not runs or _is_listing(text, runs):
        return ()
    size = sum(not character.isspace() for character in text)
    density = sum(2 * run.length for run in runs) / size
    if density >= DENSE and ((size >= 6 and any(run.length >= 2 for run in runs)) or _each(text, runs)):
        return runs
    stretches: list[list[Run]] = []
    for run in runs:
        if stretches and stretches[-1][-1].end == run.start:
            stretches[-1].append(run)
        else:
            stretches.append([run])
    return tuple(
        run
        for stretch in stretches
        if len(stretch) > 1
        and stretch[-1].end - stretch[0].start >= STRETCH
        and any(run.length >= 3 for run in stretch)
        for run in stretch
    )


def _is_listing(text: str, runs: tuple[Run, ...]) -> bool:
    """Whether a list says the same of two things: 扶养费、抚养费、抚恤金. In doubled type each mark is a run of its
    own, unless the line is doubled as a whole."""
    run = text[runs[0].start : runs[0].start + runs[0].length]
    return len(runs) == 1 and bool(re.search("[、，]", run)) and 2 * len(run) < len(text.strip())


def _each(text: str, runs: tuple[Run, ...]) -> bool:
    """Whether a line's characters are doubled one by one, and too many for the language's own doubling."""
    return len({text[run.start] for run in runs if "㐀" <= text[run.start] <= "鿿"}) >= EACH


def is_dense(text: str) -> bool:
    """Whether a line is doubled as a whole: set in bold, a headline or a deck."""
    covered = sum(2 * run.length for run in believed(text))
    return covered >= DENSE * max(1, sum(not character.isspace() for character in text))


def is_all_doubled(text: str) -> bool:
    """Whether nothing of the line stands once: beside a line in doubled type enough for a line of any length."""
    runs = doubled_runs(text)
    return bool(runs) and sum(2 * run.length for run in runs) == sum(not character.isspace() for character in text)


def undouble(text: str, sure: bool = False) -> str:
    """The line as it was meant; `sure` where it is known to be doubled."""
    return _without(text, doubled_runs(text) if sure else believed(text))


def _without(text: str, runs: tuple[Run, ...]) -> str:
    kept: list[str] = []
    done = 0
    for run in runs:
        kept.append(text[done : run.start + run.length])
        done = run.end
    return "".join(kept) + text[done:]


def _source(source: str, flow: Flow, start: int, end: int) -> Span:
    return Span(flow.at[start], flow.at[end - 1] + 1)


def repair(flow: Flow, source: str) -> tuple[str, tuple[Repair, ...]]:
    """The repaired reading of a passage, and each change made with where it stands in `source`."""
    runs = believed(flow.text)
    changes = [
        Repair("doubled", span, source[span.start : span.end], flow.text[run.start : run.start + run.length])
        for run in runs
        for span in [_source(source, flow, run.start, run.end)]
    ]
    text, done = "", 0
    at: list[int] = []
    for run in runs:
        middle = run.start + run.length
        text += flow.text[done:middle]
        at += flow.at[done:middle]
        done = run.end
    clean = Flow(text + flow.text[done:], (*at, *flow.at[done:]))
    fixed, moved = reorder_quotes(clean.text)
    for start, end in moved:
        span = _source(source, clean, start, end)
        changes.append(Repair("quotes", span, source[span.start : span.end], fixed[start:end]))
    changes += [
        Repair("vertical", Span(at, at + 1), source[at], chr(LEVEL[ord(source[at])]))
        for character, at in zip(flow.text, flow.at, strict=True)
        if not character.isspace() and ord(source[at]) in LEVEL
    ]
    return fixed, tuple(changes)


def reorder_quotes(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Put neighbouring quotation marks in the order in which they alternate: “强城”“兴村“”融合” → “强城”“兴村”“融合”.

    Only where the whole passage then alternates open and close; nested or missing marks are left as they are.
    """
    letters = list(text)
    moved: list[tuple[int, int]] = []
    is_open = False
    for found in re.finditer("[“”]+", text):
        marks = found.group()
        wanted = "".join("”“"[(index + (not is_open)) % 2] for index in range(len(marks)))
        if marks != wanted:
            if sorted(marks) != sorted(wanted):
                return text, ()
            letters[found.start() : found.end()] = wanted
            moved.append((found.start(), found.end()))
        is_open = wanted[-1] == "“"
    if is_open:
        return text, ()
    return "".join(letters), tuple(moved)
