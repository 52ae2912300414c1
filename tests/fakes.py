"""Engines written by hand: they keep the contract of `models.engine`, take no time and have no weights.

The translator invents an English word for every two Chinese characters, always the same for the same two, writes
numbers as English does, denies what the sentence denies and leaves latin text as it stands; so every check of
`service.checks` passes on its output unless a fault is asked for. In other processes both are had through the
settings, with the repository root on the path: `YIBAO_TRANSLATOR=tests.fakes:translator`,
`YIBAO_SUMMARIZER=tests.fakes:summarizer`; `FAKE_FAULTS` then lists the faults as JSON, e.g.
`[{"needle": "县委", "kind": "empty"}]`, and `FAKE_SECONDS` is how long a call takes.
"""

import calendar
import json
import os
import re
import signal
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from models.engine import Decoding, Identity, Translation
from models.errors import ModelError
from service.checks.negation import denials
from service.numbers import Quantity, find_numbers_zh, write_english

MARKS = str.maketrans({"，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ". ", "！": "! ", "？": "? ", "“": ' "',
                       "”": '" ', "（": " (", "）": ") ", "《": ' "', "》": '" '})  # fmt: skip
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
DATE_MARK = re.compile(r"\s?[年月日]")
SYLLABLES = [c + v for c in "bdglmprstv" for v in "aou"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with every sentence that holds `needle`.

    `kind`: "empty", "loop", "copy" (the source comes back), "drop-number", "unfinished", "raise" (ModelError for the
    whole batch), "kill" (the process dies) or "slow" (a second for the batch). One that is not `lasting` is gone when
    another decoding is tried.
    """

    needle: str
    kind: str
    lasting: bool = True


class FakeTranslator:
    """Satisfies `models.engine.Translator`. A token is a character; `calls` are the batches it was given, in order."""

    default = Decoding()
    heeds_words = False

    def __init__(
        self, faults: Sequence[Fault] = (), seconds: float = 0.0, batch_size: int = 16, max_tokens: int = 160
    ) -> None:
        self.faults, self.seconds, self.batch_size, self.max_tokens = tuple(faults), seconds, batch_size, max_tokens
        self.identity = Identity("fake", "fake", sha256(b"fake").hexdigest(), ("beam=1",), licence="Apache-2.0")
        self.calls: list[tuple[str, ...]] = []

    def count_tokens(self, text: str) -> int:
        return len(text)

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        longest = max(map(self.count_tokens, sentences), default=0)
        if longest > self.max_tokens:
            raise ValueError(f"a sentence of {longest} tokens is over the engine's {self.max_tokens}")
        self.calls.append(tuple(sentences))
        time.sleep(self.seconds)
        return [self._one(sentence, decoding or self.default) for sentence in sentences]

    def resume(self, sentences: Sequence[str], drafts: Sequence[str], words: Sequence[str]) -> list[list[Translation]]:
        return [[] for _ in sentences]

    def _one(self, sentence: str, decoding: Decoding) -> Translation:
        result = Translation(invent(sentence), -0.2 if sentence.strip() else None)
        for fault in self.faults:
            if fault.needle in sentence and (fault.lasting or decoding == self.default):
                result = spoil(result, sentence, fault.kind)
        return result


class FakeSummarizer:
    """Satisfies `models.engine.Summarizer`: the first clauses of sentences spread over the article.

    `fault` is None, "ungrounded" (every point names a number of its own), "empty" or "raise".
    """

    def __init__(self, fault: str | None = None) -> None:
        self.fault = fault
        self.identity = Identity("fake", "fake", sha256(b"fake").hexdigest(), ("summary",), licence="Apache-2.0")

    def summarize(self, title: str, sentences: Sequence[str], points: int = 3) -> list[str]:
        if self.fault == "raise":
            raise ModelError("the fake summariser was told to fail")
        if self.fault == "empty":
            return []
        step = max(1, len(sentences) // max(1, points))
        lines = [clause(sentence) for sentence in sentences[::step][:points]]
        return [f"{line[:-1]} in 98,765 cases." for line in lines] if self.fault == "ungrounded" else lines


def invent(sentence: str) -> str:
    """The English of a sentence, as this engine has it."""
    parts, end = [], 0
    for quantity in find_numbers_zh(sentence):
        latin = quantity.kind == "label"
        parts += [_words(sentence[end : quantity.span.start]), quantity.text if latin else f" {number(quantity)} "]
        end = quantity.span.end
        if quantity.kind == "date" and (mark := DATE_MARK.match(sentence, end)):
            end = mark.end()
    text = " ".join("".join([*parts, _words(sentence[end:])]).split())
    text = re.sub(r"\s+([,.;:!?)])", r"\1", re.sub(r"\(\s+", "(", text)) + " not" * len(denials(sentence))
    return text[:1].upper() + text[1:]


def number(quantity: Quantity) -> str:
    """A quantity as English writes it; months by their names with "in", because "may" and "march" alone are words."""
    if quantity.kind == "date" and quantity.unit == "月" and 1 <= quantity.value <= 12:
        return f"in {calendar.month_name[int(quantity.value)]}"
    return write_english(quantity)


def _words(text: str) -> str:
    spelled = HAN.sub(lambda run: f" {' '.join(word(run[0][i : i + 2]) for i in range(0, len(run[0]), 2))} ", text)
    return spelled.translate(MARKS)


def word(characters: str) -> str:
    """An English-looking word of six letters that is no number, the same for the same characters."""
    seed = zlib.crc32(characters.encode())
    return "".join(SYLLABLES[seed // 30**place % 30] for place in range(3))


def spoil(result: Translation, sentence: str, kind: str) -> Translation:
    """The result with a fault of that kind."""
    match kind:
        case "empty":
            return replace(result, text="")
        case "loop":
            return replace(result, text="and so on " * 30, complete=False)
        case "copy":
            return replace(result, text=sentence)
        case "drop-number":
            return replace(result, text=" ".join(re.sub(r"\d[\d,.]*(?:st|nd|rd|th)?", "", result.text).split()))
        case "unfinished":
            return replace(result, complete=False)
        case "slow":
            time.sleep(1.0)
            return result
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ModelError("the fake engine was told to fail")
    raise ValueError(f"no fault {kind!r}")


def clause(sentence: str) -> str:
    """The sentence up to its first comma behind the eighth word."""
    words = sentence.split()
    end = next((i for i, w in enumerate(words) if i >= 8 and w.endswith((",", ";"))), len(words))
    return " ".join(words[: end + 1]).rstrip(",;.!?") + "."


def translator() -> FakeTranslator:
    """The translator as the environment wants it."""
    faults = [Fault(**fault) for fault in json.loads(os.environ.get("FAKE_FAULTS", "[]"))]
    return FakeTranslator(faults, float(os.environ.get("FAKE_SECONDS", "0")))


def summarizer() -> FakeSummarizer:
    """The summariser as the environment wants it."""
    return FakeSummarizer(os.environ.get("FAKE_SUMMARY") or None)
