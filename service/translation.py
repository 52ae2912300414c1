"""Segments through an engine: what it is given, what is made of what comes back, and second tries.

The engine sees a copy: simplified characters, half-width digits, no layout marks. The reader sees the source as it is.
"""

import re
from calendar import month_name
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from models.engine import PLACES, Decoding, Scorer, Translation, Translator
from service.checks import asks_again, weight
from service.checks.contrast import settled, unsaid
from service.memory import Memory
from service.mending import Task, Try, joined, judge, mend, once
from service.numbers import compare, write_english
from service.numbers.english_words import ORDINALS
from service.patterns import HAN
from service.people import find_place
from service.placeables import Knowledge, find, learn, phrases_lost, plant
from service.records import HEADINGS, Finding, Match, Placeable, Segment, Severity, Unit
from service.script import narrowed
from service.segment import ITEM, cut, ordinal
from service.termbase import Termbase

MARKS = re.compile(r"[■▲▼◆●□△▽◇○★☆◎※►▶]")
# Marks of another keyboard between Chinese words: 刚果(金)外长27日表示,…
_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff%”》）])[,;:?!](?=[\u3400-\u9fff“《（])")
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")
_BRACKETS = re.compile(r"\(([\u3400-\u9fff、 ]+)\)")
_GAP = re.compile(r"(?<=[\u3400-\u9fff”》）]{3})[ \u3000]+(?=[“《（\u3400-\u9fff]{3})")
# Below this a sentence is not cut for another try: its parts would say nothing.
SHORT = 24
# What an engine does to sentences that are too much for it: these are cut finer at once.
SPLIT = frozenset({"empty", "untranslated", "repetition", "length", "cut-off", "explains"})
# The first item of a list that stands within a sentence: “… emphasised that, one, …” is no English.
# A second measure word: 2.6万头（只）, 70万台（把）.
_OR_MEASURED = re.compile(r"(?<=[\d万亿余多][头只匹台套辆架艘件把个户人])（[头只匹台套辆架艘件把个户人次、/]{1,4}）")
_FIRST = re.compile(r"(?<=[，：])一(?=[要是])")
_DAY = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>[0-3]?\d)日")
Watch = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Asking:
    """What an engine is asked for one task: its pieces, for each the English words that it is to use, and how to
    decode."""

    pieces: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    decoding: Decoding


def make_ready(
    segments: Sequence[Segment], knowledge: Knowledge, translator: Translator, memory: Memory
) -> tuple[Task, ...]:
    """The segments of one text as tasks. In the memory each is looked for beside its neighbours."""
    texts = [segment.text for segment in segments]
    around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    found = [memory.find(text, before, after) if HAN.search(text) else None for before, text, after in around]
    return tuple(prepare(s, knowledge, translator, match) for s, match in zip(segments, found, strict=True))


def prepare(segment: Segment, knowledge: Knowledge, translator: Translator, match: Match | None = None) -> Task:
    """What the engine is given: the segment's pieces with their placeables in English, cut where they are too long."""
    if not HAN.search(segment.text):
        return Task(segment, knowledge, segment.text, (), ())
    pieces, placeables = _planted([_given(segment, piece) for piece in segment.pieces], knowledge, translator)
    return Task(segment, knowledge, for_engine(segment.text), pieces, placeables, match)


def asked(text: str, termbase: Termbase) -> str:
    """A sentence on its own as an engine is given it, with its placeables in English."""
    plain = for_engine(text)
    return plant(plain, find(plain, learn([plain], find_place([text]), termbase)))


def finer(task: Task, translator: Translator) -> tuple[str, ...]:
    """The pieces of a task for another try: without quotation marks, which small models take for a reason not to
    translate, and long ones in two."""
    bare = [re.sub("[“”‘’「」『』]", "", _given(task.segment, piece)) for piece in task.segment.pieces]
    return _planted(bare, task.knowledge, translator, halve=True)[0]


def _given(segment: Segment, piece: str) -> str:
    """A piece of a segment as an engine is given it. In a headline a space parts two clauses."""
    return for_engine(_GAP.sub("，", piece) if segment.part in HEADINGS else piece)


def _planted(
    pieces: Sequence[str], knowledge: Knowledge, translator: Translator, halve: bool = False
) -> tuple[tuple[str, ...], tuple[Placeable, ...]]:
    """The pieces, within the engine's budget, with their placeables planted; and these."""

    def count(text: str) -> int:
        tokens = translator.count_tokens(plant(text, find(text, knowledge)))
        long = len(text) > 2 * SHORT or (len(text) > SHORT and tokens > translator.max_tokens // 2)
        return translator.max_tokens + 1 if halve and long else tokens

    parts = [part for piece in pieces for part in cut(piece, count, translator.max_tokens) if part.strip()]
    found = [find(part, knowledge) for part in parts]
    planted = tuple(plant(part, placeables) for part, placeables in zip(parts, found, strict=True))
    return planted, tuple(placeable for placeables in found for placeable in placeables)


def translate(
    tasks: Sequence[Task], translator: Translator, watch: Watch = lambda _: None, scorer: Scorer | None = None
) -> list[Unit]:
    """A unit for each task, in order.

    What the memory has word for word is taken from it. What a guard rejects, or lacks a term, is tried twice more: with
    the words that are missing said beside it, or another decoding; then cut finer and without quotation marks, as at
    once where it was too much for the engine. The best try is mended, and what is still wrong with it is kept beside
    it. `watch` hears between batches how many tasks are done; `scorer` settles what the checks doubt, unless it is the
    engine itself, which finds likely what it wrote.
    """
    scorer = scorer if scorer and scorer.model != translator.identity.model else None
    spoken = [i for i, task in enumerate(tasks) if HAN.search(task.segment.text) and not task.remembered]
    given = [tasks[i] for i in spoken]
    plain = [Asking(task.pieces, ((),) * len(task.pieces), translator.default) for task in given]
    first = _doubted(given, _attempt(given, plain, translator, lambda k: watch(spoken[k])), scorer)
    best, before = list(first), set(enumerate(plain))
    for halve in (False, True):
        again = {
            k: asking
            for k, attempt in enumerate(best)
            if asks_again(given[k].source, attempt.en, attempt.findings)
            if (k, asking := _again(given[k], attempt, translator, halve)) not in before
        }
        before |= again.items()
        harder = [given[k] for k in again]
        tries = _attempt(harder, list(again.values()), translator, lambda _: watch(len(tasks) - 1))
        for k, attempt in zip(again, _doubted(harder, tries, scorer), strict=True):
            best[k] = min(best[k], attempt, key=lambda each: each.rank)
    best = _insist(given, best, translator, scorer, lambda: watch(len(tasks) - 1))
    flawed = [k for k, attempt in enumerate(best) if attempt.findings]
    mended = mend([given[k] for k in flawed], [best[k] for k in flawed], translator)
    made = _noted(given, [*(dict(enumerate(best)) | dict(zip(flawed, mended, strict=True))).values()], scorer)
    units = [_known(task) for task in tasks]
    for k, i in enumerate(spoken):
        units[i] = replace(
            units[i],
            en=f"({number}) {made[k].en}" if (number := units[i].item) and made[k].en else made[k].en,
            origin="mt" if made[k].en == first[k].en else "mt-retry",
            score=made[k].score,
            findings=made[k].findings,
        )
    return units


def _known(task: Task) -> Unit:
    """The unit as far as it is known without an engine: from memory, or as the segment stands, which is right where
    there is nothing to translate."""
    segment, match = task.segment, task.remembered
    en, origin = (match.en, "memory") if match else (segment.text.strip(), "verbatim")
    findings = task.findings(en) if match else ()
    return Unit(segment.id, segment.part, segment.paragraph, segment.text, en, origin, None, findings, segment.item,
                task.placeables, task.match)  # fmt: skip


def _attempt(tasks: Sequence[Task], askings: Sequence[Asking], translator: Translator, watch: Watch) -> list[Try]:
    """Translate each task's pieces as they are asked, in full batches; `watch` hears the index of the last one
    reached."""
    made: list[list[Translation]] = [[] for _ in tasks]
    for decoding in dict.fromkeys(asking.decoding for asking in askings):
        pieces = [
            (k, piece, words)
            for k, asking in enumerate(askings)
            if asking.decoding == decoding
            for piece, words in zip(asking.pieces, asking.words, strict=True)
        ]
        for start in range(0, len(pieces), translator.batch_size):
            owners, batch, words = zip(*pieces[start : start + translator.batch_size], strict=True)
            for k, result in zip(owners, translator.translate(batch, decoding, words), strict=True):
                made[k].append(result)
            watch(owners[-1])
    return [_judge(task, parts) for task, parts in zip(tasks, made, strict=True)]


def _insist(
    tasks: Sequence[Task],
    tries: Sequence[Try],
    translator: Translator,
    scorer: Scorer | None,
    pause: Callable[[], None],
) -> list[Try]:
    """The tries, those that lack words with these put where the engine finds them likeliest, two of them one after the
    other, then one in another form, and what follows translated anew. `pause` is called between batches."""
    best = list(tries)
    tried: set[tuple[int, str]] = set()
    at_once = max(1, translator.batch_size // PLACES)
    for lacking in (_lacking, _lacking, _otherwise):
        asked = [
            (k, words[0])
            for k, (task, attempt) in enumerate(zip(tasks, best, strict=True))
            if len(task.pieces) == 1
            and (words := [word for _, word in lacking(task, attempt) if (k, word) not in tried])
        ]
        tried.update(asked)
        for start in range(0, len(asked), at_once):
            pause()
            some = asked[start : start + at_once]
            pieces, drafts = [tasks[k].pieces[0] for k, _ in some], [best[k].en for k, _ in some]
            found = translator.resume(pieces, drafts, [word for _, word in some])
            owners = [(k, result) for (k, _), results in zip(some, found, strict=True) for result in results]
            made = [_judge(tasks[k], [result]) for k, result in owners]
            judged = _doubted([tasks[k] for k, _ in owners], made, scorer)
            for (k, _), attempt in zip(owners, judged, strict=True):
                best[k] = min(best[k], attempt, key=lambda each: weight(each.findings))
    return best


def _lacking(task: Task, attempt: Try) -> list[tuple[str, str]]:
    """The Chinese words that an attempt lacks, and what they are in English: terms, names, numbers, days."""
    found = [(f.zh, f.en) for f in attempt.findings if f.check in ("name-lost", "term-lost") and f.en]
    missing = compare(task.source, attempt.en).missing
    found += [(number.text, write_english(number)) for number in missing if number.kind not in ("date", "time")]
    gone = {number.span.start for number in missing if number.kind == "date"}
    days = [day for day in _DAY.finditer(task.source) if gone.intersection(range(*day.span()))]
    return found + [(day[0], f"{month_name[int(day['month'])]} {day['day']}") for day in days]


def _otherwise(task: Task, attempt: Try) -> list[tuple[str, str]]:
    """The terms that an attempt lacks in the other forms that are accepted, shortest first."""
    lost = {finding.zh for finding in attempt.findings if finding.check == "term-lost"}
    forms = [(term.zh, form) for term in task.placeables if term.zh in lost for form in term.accepted]
    return sorted(forms, key=lambda each: len(each[1]))


def _again(task: Task, attempt: Try, translator: Translator, halve: bool) -> Asking:
    """What is asked of an engine where an attempt failed: the words that it lacks are said beside the sentence, or
    where there are none to say another decoding is tried."""
    too_much = halve or any(finding.check in SPLIT for finding in attempt.findings)
    pieces = finer(task, translator) if too_much else task.pieces
    heeded = _lacking(task, attempt) if translator.heeds_words else []
    words = tuple(
        tuple(dict.fromkeys(word for part, word in heeded if part in piece or word in piece)) for piece in pieces
    )
    return Asking(pieces, words, translator.default if any(words) else other(translator.default))


def _doubted(tasks: Sequence[Task], tries: Sequence[Try], scorer: Scorer | None) -> list[Try]:
    """The tries, each also with what the scorer bears out."""
    pairs = [(task.source, attempt.en) for task, attempt in zip(tasks, tries, strict=True)]
    return [
        replace(attempt, findings=(*attempt.findings, *findings))
        for attempt, findings in zip(tries, settled(pairs, scorer), strict=True)
    ]


def _noted(tasks: Sequence[Task], tries: Sequence[Try], scorer: Scorer | None) -> list[Try]:
    """The tries, each also with the turns of phrase that it lacks, and the words that the scorer misses and of which
    nothing else speaks."""
    pairs = [(task.source, attempt.en) for task, attempt in zip(tasks, tries, strict=True)]
    noted = []
    for task, attempt, words in zip(tasks, tries, settled(pairs, scorer, unsaid), strict=True):
        spoken_of = [*(each.zh for each in task.placeables), *(finding.zh for finding in attempt.findings)]
        new = tuple(word for word in words if not any(word.zh in other for other in spoken_of))
        phrases = phrases_lost(task.placeables, attempt.en)
        noted.append(replace(attempt, findings=(*attempt.findings, *phrases, *new)))
    return noted


def _judge(task: Task, parts: Sequence[Translation]) -> Try:
    segment, en = task.segment, joined(join((part.text for part in parts), task.words), task.placeables)
    en = once(task, en)
    if segment.part in HEADINGS and not segment.text.rstrip().endswith(("。", "！", "？")):
        en = en.removesuffix(".")
    findings = task.findings(en)
    if not all(part.complete for part in parts):
        findings += (
            Finding("cut-off", Severity.ERROR, "the engine did not come to an end: the translation is cut off"),
        )
    scores = [part.score for part in parts if part.score is not None]
    return Try(en, findings, min(scores, default=None))


def review(zh: str, en: str, placeables: Sequence[Placeable]) -> tuple[Finding, ...]:
    """What is wrong with `en` as the English of `zh`, both as a reader sees them: with the list number, if any."""
    return judge(for_engine(zh), placeables, _without_item(zh, en))


def _without_item(zh: str, en: str) -> str:
    """The English without what it opens with for the list number of the Chinese: (3), 3., Third,."""
    number = ordinal(zh)
    if not number:
        return en
    word = next((word for word, value in ORDINALS.items() if value == number), "")
    return re.sub(rf"^(?:\({number}\)|{number}[.)]|{word}(?:ly)?,) ", "", en, flags=re.IGNORECASE)


def other(decoding: Decoding) -> Decoding:
    """Another decoding: greedy becomes a small beam, a beam greedy; both with a penalty on repetition."""
    return Decoding(beam=1 if decoding.beam > 1 else 2, repetition_penalty=1.1)


def for_engine(text: str) -> str:
    """The copy of a text that an engine is given."""
    text = narrowed(MARKS.sub("", text))
    text = _HALF_WIDTH.sub(lambda mark: mark[0].translate(_FULL_WIDTH), _BRACKETS.sub(r"（\1）", text))
    # The list number is put back in front of the English; before 要 and 是 it misleads an engine.
    text = text[item.end() :] if (item := ITEM.match(text)) else text
    return _OR_MEASURED.sub("", _FIRST.sub("首先", text)).strip().rstrip("；;")


def join(parts: Iterable[str], proper: Collection[str] = ()) -> str:
    """Pieces of one sentence as one: a full stop in the middle becomes a comma, and what follows it goes on small,
    unless it is one of the `proper` words."""
    texts = [" ".join(part.split()) for part in parts if part.strip()]
    joined = texts[0] if texts else ""
    for text in texts[1:]:
        stem = joined if _ABBREVIATED.search(joined) else joined.removesuffix(".")
        word = text.split(maxsplit=1)[0]
        small = word not in proper and (word in _SMALL or _COMMON.search(word))
        follow = text[0].lower() + text[1:] if small else text
        goes_on = stem[-1:].isalnum() or joined.endswith(".")
        joined = f"{stem.rstrip(',;')}, {follow}" if goes_on else f"{joined} {follow}"
    return joined


_ABBREVIATED = re.compile(r"\b(?:(?:[A-Z]\.)+|(?:Ltd|Inc|Co|Corp|Jr|Sr|Mr|Mrs|Ms|Dr|Prof|Gen|etc)\.)$")
# Words that are written with a capital only because they open a sentence.
_SMALL = frozenset(
    "The A An To And Or But In On At By For With From As It They We He She This That These Those Its "
    "Their His Her Our All Both Each Every Some Many More Most Such There When While After Before If So "
    "Then First Second Third Not No Promote Strengthen Improve Deepen Focus Adhere Accelerate Continue "
    "Ensure Further Also Study Implement Research Deploy Develop Build Establish Maintain Advance Carry "
    "Enhance Increase Create Support Optimize Push Drive Make Take Keep Use Give Expand Speed Uphold "
    "Pursue Foster Boost Raise Reduce Prevent Protect Provide Serve Solve Work Convey Learn Listen Review Deliberate "
    "Arrange Hold Grasp Persist Insist Seize Integrate Coordinate Consolidate Leverage Iterative Metrics".split()
)
_COMMON = re.compile("^[A-Z][a-z]{3,}(?:ly|ed|tion|ing|ment|ness)$")
