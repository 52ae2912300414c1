"""Plain passages, of any length, each by the same way as an article."""

from collections.abc import Sequence

from models.engine import Scorer, Translator
from service.assets import Assets
from service.datelines import dateline_english, dateline_place, opening
from service.mending import Task
from service.patterns import HAN
from service.people import find_place
from service.placeables import learn
from service.records import Part, Segment, Unit
from service.segment import cut, sentences
from service.termbase import Termbase
from service.translation import Watch, for_engine, make_ready, translate


def translate_texts(
    texts: Sequence[str],
    translator: Translator,
    assets: Assets | None = None,
    watch: Watch = lambda _: None,
    scorer: Scorer | None = None,
) -> list[Unit]:
    """A unit for each text, in order: plain passages, of any length, by the same way as articles. A news agency's
    dateline is written as English papers have it."""
    assets = assets or Assets()
    tasks: list[Task] = []
    owner: list[int] = []
    headed = [_dateline(text, assets.termbase) for text in texts]
    for index, (text, (_, begins)) in enumerate(zip(texts, headed, strict=True)):
        segments = [
            Segment(f"s{index + 1}", Part.BODY, index, sentence,
                    tuple(cut(sentence, translator.count_tokens, translator.max_tokens)))
            for sentence in (sentences(text[begins:]) if text[begins:].strip() else ())
        ]  # fmt: skip
        known = learn([for_engine(text)], find_place([text]), assets.termbase)
        tasks += make_ready(segments, known, translator, assets.memory)
        owner += [index] * len(segments)
    units = translate(tasks, translator, watch, scorer)
    grouped: list[list[Unit]] = [[] for _ in texts]
    for index, unit in zip(owner, units, strict=True):
        grouped[index].append(unit)
    return [
        _merged(f"s{i + 1}", text, dateline, parts)
        for i, (text, (dateline, _), parts) in enumerate(zip(texts, headed, grouped, strict=True))
    ]


def _dateline(text: str, termbase: Termbase) -> tuple[str, int]:
    """The English of the dateline that a text opens with, and where its first sentence begins; "" and 0 for none."""
    simple = for_engine(text) if HAN.search(text[:12]) else ""
    found = opening(text)
    places = {term.zh: term.en for zh in [dateline_place(simple)] if (term := termbase.terms.get(zh))}
    english = dateline_english(simple, places) if found.text and not found.credits else ""
    return (english, found.end) if english else ("", 0)


def _merged(name: str, text: str, dateline: str, parts: Sequence[Unit]) -> Unit:
    scores = [part.score for part in parts if part.score is not None]
    origins = {part.origin for part in parts} or {"verbatim"}
    origin = next(o for o in ("mt-retry", "mt", "memory", "verbatim") if o in origins)
    findings = tuple(finding for part in parts for finding in part.findings)
    english = " ".join(filter(None, (dateline, *(part.en for part in parts))))
    terms = tuple(term for part in parts for term in part.terms)
    match = parts[0].match if len(parts) == 1 else None
    return Unit(name, Part.BODY, 0, text, english, origin, min(scores, default=None), findings, None, terms, match)
