"""Segments through an engine: what it is given, what is made of what comes back, and second tries.

The engine sees a copy: simplified characters, half-width digits, no layout marks. The reader sees the source as it is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from models.engine import Decoding, Translation, Translator
from service.checks import asks_again
from service.mending import Task, Try, mend
from service.numbers import WIDE
from service.people import find_place
from service.placeables import Knowledge, find, learn, plant
from service.records import Finding, Part, Segment, Severity, Unit
from service.segment import ITEM, cut, ordinal, sentences

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
MARKS = re.compile(r"[■▲▼◆●□△▽◇○★☆◎※►▶]")
_HAN_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。；：、“”（）《》])[ \u3000\t\n]+(?=[\u3400-\u9fff，。；：、“”（）《》])"
)
# Below this a sentence is not cut for a second try: its parts would say nothing.
SHORT = 24
# What an engine does to sentences that are too much for it: these are cut finer for a second try.
SPLIT = frozenset({"empty", "untranslated", "repetition", "length", "explains"})
# The first item of a list that stands within a sentence: “… emphasised that, one, …” is no English.
_FIRST = re.compile(r"(?<=[，：])一(?=[要是])")
Watch = Callable[[int], None]


def translate(
    given: Sequence[tuple[Segment, Knowledge]], translator: Translator, watch: Watch = lambda _: None
) -> list[Unit]:
    """A unit for each segment, in order; beside each segment stands what is known about its article.

    What a guard rejects is tried again with another decoding, and where it was too much for the engine cut finer and
    without quotation marks. The better try is mended, and what is still wrong with it is kept beside it. `watch` hears
    between batches how many segments are done.
    """
    spoken = [i for i, (segment, _) in enumerate(given) if HAN.search(segment.text)]
    tasks = [prepare(*given[i], translator) for i in spoken]
    first = _attempt(tasks, translator, translator.default, lambda k: watch(spoken[k]))
    again = [k for k, attempt in enumerate(first) if asks_again(attempt.findings)]
    finer = [
        replace(tasks[k], pieces=prepare(*given[spoken[k]], translator, fine=True).pieces)
        if any(finding.check in SPLIT for finding in first[k].findings)
        else tasks[k]
        for k in again
    ]
    second = _attempt(finer, translator, _other(translator.default), lambda _: watch(len(given) - 1))
    best = dict(enumerate(first))
    for k, attempt in zip(again, second, strict=True):
        best[k] = min(first[k], attempt, key=lambda each: each.rank)
    flawed = [k for k, attempt in best.items() if attempt.findings]
    mended = mend([tasks[k] for k in flawed], [best[k] for k in flawed], translator)
    best |= dict(zip(flawed, mended, strict=True))
    units = [_verbatim(segment) for segment, _ in given]
    for k, i in enumerate(spoken):
        units[i] = replace(
            units[i],
            en=f"({number}) {best[k].en}" if (number := units[i].item) and best[k].en else best[k].en,
            origin="mt" if best[k] is first[k] else "mt-retry",
            score=best[k].score,
            findings=best[k].findings,
            terms=tasks[k].placeables,
        )
    return units


def prepare(segment: Segment, knowledge: Knowledge, translator: Translator, fine: bool = False) -> Task:
    """What the engine is given: the segment's pieces with their placeables in English, cut where they are too long.

    `fine` is for a second try: without quotation marks, which small models take for a reason not to translate, and long
    pieces in two.
    """

    def count(text: str) -> int:
        tokens = translator.count_tokens(plant(text, find(text, knowledge)))
        long = len(text) > 2 * SHORT or (len(text) > SHORT and tokens > translator.max_tokens // 2)
        return translator.max_tokens + 1 if fine and long else tokens

    pieces = [for_engine(piece) for piece in segment.pieces]
    if fine:
        pieces = [re.sub("[“”‘’「」『』]", "", piece) for piece in pieces]
    parts = [part for piece in pieces for part in cut(piece, count, translator.max_tokens) if part.strip()]
    found = [find(part, knowledge) for part in parts]
    planted = tuple(plant(part, placeables) for part, placeables in zip(parts, found, strict=True))
    return Task(segment, for_engine(segment.text), planted, tuple(p for placeables in found for p in placeables))


def _attempt(tasks: Sequence[Task], translator: Translator, decoding: Decoding, watch: Watch) -> list[Try]:
    """Translate each task's pieces, in full batches; `watch` hears the index of the last one reached."""
    pieces = [(k, piece) for k, task in enumerate(tasks) for piece in task.pieces]
    found: list[Translation] = []
    for start in range(0, len(pieces), translator.batch_size):
        batch = pieces[start : start + translator.batch_size]
        found += translator.translate([piece for _, piece in batch], decoding)
        watch(batch[-1][0])
    made: list[list[Translation]] = [[] for _ in tasks]
    for (k, _), result in zip(pieces, found, strict=True):
        made[k].append(result)
    return [_judge(task, parts) for task, parts in zip(tasks, made, strict=True)]


def _judge(task: Task, parts: Sequence[Translation]) -> Try:
    segment, en = task.segment, join((part.text for part in parts), task.words)
    if segment.part in (Part.KICKER, Part.TITLE, Part.DECK) and not segment.text.rstrip().endswith(("。", "！", "？")):
        en = en.removesuffix(".")
    findings = task.findings(en)
    if not all(part.complete for part in parts):
        findings += (
            Finding("length", Severity.ERROR, "the engine did not come to an end: the translation is cut off"),
        )
    scores = [part.score for part in parts if part.score is not None]
    return Try(en, findings, min(scores, default=None))


def _verbatim(segment: Segment) -> Unit:
    """A unit that says in English what the segment says: right where there is nothing to translate."""
    text = segment.text.strip()
    return Unit(segment.id, segment.part, segment.paragraph, segment.text, text, "verbatim", None, (), segment.item)


def _other(decoding: Decoding) -> Decoding:
    """A decoding that differs: greedy becomes a small beam, a beam greedy; both with a penalty on repetition."""
    return Decoding(beam=1 if decoding.beam > 1 else 2, repetition_penalty=1.1)


def for_engine(text: str) -> str:
    """The copy of a text that an engine is given."""
    from service.script import to_simplified

    text = MARKS.sub("", to_simplified(text).translate(WIDE))
    if ordinal(text) is not None:
        # The list number is put back in front of the English; before 要 and 是 it misleads an engine.
        match = ITEM.match(text)
        text = (
            text[match.end() - 1 :]
            if match and text[match.end() - 1] == "要"
            else text[match.end() :]
            if match
            else text
        )
    return _FIRST.sub("首先", _HAN_SPACE.sub("", text)).strip().rstrip("；;")


def join(parts: Iterable[str], proper: Collection[str] = ()) -> str:
    """Pieces of one sentence as one: a full stop in the middle becomes a comma, and what follows it goes on small,
    unless it is one of the `proper` words."""
    texts = [" ".join(part.split()) for part in parts if part.strip()]
    joined = texts[0] if texts else ""
    for text in texts[1:]:
        head = joined.removesuffix(".") if joined.endswith(".") else joined
        word = text.split(maxsplit=1)[0]
        small = word not in proper and (word in _SMALL or _COMMON.search(word))
        follow = text[0].lower() + text[1:] if small else text
        joined = (
            f"{head.rstrip(',;')}, {follow}"
            if (head and head[-1].isalnum()) or joined.endswith(".")
            else f"{joined} {follow}"
        )
    return joined


# Words that are written with a capital only because they open a sentence.
_SMALL = frozenset(
    "The A An To And Or But In On At By For With From As It They We He She This That These Those Its "
    "Their His Her Our All Both Each Every Some Many More Most Such There When While After Before If So "
    "Then First Second Third Not No Promote Strengthen Improve Deepen Focus Adhere Accelerate Continue "
    "Ensure Further Also Study Implement Research Deploy Develop Build Establish Maintain Advance Carry "
    "Enhance Increase Create Support Optimize Push Drive Make Take Keep Use Give Expand Speed Uphold "
    "Pursue Foster Boost Raise Reduce Prevent Protect Provide Serve Solve Work".split()
)
_COMMON = re.compile("^[A-Z][a-z]{3,}(?:ly|ed|tion)$")


def translate_texts(texts: Sequence[str], translator: Translator, watch: Watch = lambda _: None) -> list[Unit]:
    """A unit for each text, in order: plain passages, of any length, by the same way as articles."""
    segments: list[Segment] = []
    owner: list[int] = []
    for index, text in enumerate(texts):
        for sentence in sentences(text) if text.strip() else []:
            pieces = tuple(cut(sentence, translator.count_tokens, translator.max_tokens))
            segments.append(Segment(f"s{len(segments) + 1}", Part.BODY, index, sentence, pieces))
            owner.append(index)
    known = [learn([for_engine(text)], find_place([text])) for text in texts]
    units = translate([(s, known[index]) for s, index in zip(segments, owner, strict=True)], translator, watch)
    grouped: list[list[Unit]] = [[] for _ in texts]
    for index, unit in zip(owner, units, strict=True):
        grouped[index].append(unit)
    return [_merged(f"s{i + 1}", text, parts) for i, (text, parts) in enumerate(zip(texts, grouped, strict=True))]


def _merged(name: str, text: str, parts: Sequence[Unit]) -> Unit:
    scores = [part.score for part in parts if part.score is not None]
    origins = {part.origin for part in parts} or {"verbatim"}
    origin = next(o for o in ("mt-retry", "mt", "verbatim") if o in origins)
    findings = tuple(finding for part in parts for finding in part.findings)
    english = " ".join(part.en for part in parts if part.en)
    terms = tuple(term for part in parts for term in part.terms)
    return Unit(name, Part.BODY, 0, text, english, origin, min(scores, default=None), findings, None, terms)
