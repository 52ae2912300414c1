"""The instruct engine: a chat model that translates and summarises by prompt."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.decoder import Decoder
from models.engine import Decoding, Identity, Translation
from prompts import text

# Sentences a batch. Output tokens a second on two cores level off here: 16 a batch are a sixth slower
# (`python -m benchmarks.instruct`).
BATCH = 32
# Source tokens a batch, padding counted: 32 sentences of 90 tokens took 4.6 GB at the peak, 8 of them 3.2 GB.
BATCH_TOKENS = 1600
# A translation is seldom longer than twice its source in tokens; what is, is a loop that would hold up its batch.
GROWTH, SLACK = 2.0, 48
LABEL = re.compile(r"^(?:the )?(?:english )?translation(?: is)?\s*[::]\s*", re.IGNORECASE)
# “The sentence … translates to English as: “…””, to the answer's end.
REMARK = re.compile(
    r"^(?:the|this)\b.{0,400}?\b(?:translat\w+|sentence|statement|phrase)\b[^\"“”]{0,30}\bEnglish\b[^\"“”]{0,12}[\"“](.+?)[\"”]?\.?$",
    re.IGNORECASE,
)
APART = re.compile(r"(?<![\d.,])\d{1,3}(?:, \d{3})+(?!\d)")
_NOON = re.compile(r"(?<=\d )([ap])\. m\.")
BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.):])\s*")
QUOTES = {'"': '"', "“": "”", "'": "'"}


def identify(identity: Identity, prompts: Sequence[str], decoding: Decoding) -> Identity:
    """`identity` with the options that shape this engine's text: decoding and the digest of its prompts."""
    digest = hashlib.sha256("\n".join(map(text, prompts)).encode()).hexdigest()[:12]
    return replace(identity, options=(f"beam={decoding.beam}", f"prompt={digest}"))


class InstructTranslator:
    """Translates sentence by sentence, each its own question under the system text `prompts/translate.txt`.

    The question begins with `prompts/ask.txt`, or where there are words to use with `prompts/remind.txt`: a sentence
    alone that sounds like an instruction was answered by repeating the system text. A headline before the sentence, for
    context, made the model translate the headline as well.
    """

    max_tokens = 160
    batch_size = BATCH
    default = Decoding()
    heeds_words = True

    def __init__(self, decoder: Decoder, identity: Identity) -> None:
        self._decoder = decoder
        self.identity = identify(identity, ("translate", "ask", "remind"), self.default)

    def count_tokens(self, text: str) -> int:
        return self._decoder.count(text)

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        lengths = [self.count_tokens(sentence) for sentence in sentences]
        if max(lengths, default=0) > self.max_tokens:
            raise ValueError(f"a sentence of {max(lengths)} tokens is over the engine's {self.max_tokens}")
        order = sorted((i for i, s in enumerate(sentences) if s.strip()), key=lengths.__getitem__)
        results = [Translation("")] * len(sentences)
        how = decoding or self.default
        for chosen in self._batches(order, lengths, how.beam):
            limits = [int(GROWTH * lengths[i]) + SLACK for i in chosen]
            questions = [f"{_ask(words[i] if words else ())} {sentences[i]}" for i in chosen]
            answers = self._decoder.answer(text("translate"), questions, how, limits, self.batch_size)
            for i, answer in zip(chosen, answers, strict=True):
                results[i] = replace(answer, text=tidy(answer.text, sentences[i]))
        return results

    def resume(self, sentences: Sequence[str], drafts: Sequence[str], words: Sequence[str]) -> list[list[Translation]]:
        questions = [f"{_ask(())} {sentence}" for sentence in sentences]
        heads = [
            (i, head)
            for i, (question, draft) in enumerate(zip(questions, drafts, strict=True))
            for head in self._decoder.heads(text("translate"), question, draft, words[i])
        ]
        results: list[list[Translation]] = [[] for _ in sentences]
        limits = [int(GROWTH * self.count_tokens(sentences[i])) + SLACK for i, _ in heads]
        asked = [questions[i] for i, _ in heads]
        begun = [head for _, head in heads]
        answers = self._decoder.answer(text("translate"), asked, self.default, limits, self.batch_size, begun)
        for (i, _), answer in zip(heads, answers, strict=True):
            results[i].append(replace(answer, text=tidy(answer.text, sentences[i])))
        return results

    def _batches(self, order: Sequence[int], lengths: Sequence[int], beam: int) -> Iterator[list[int]]:
        """The sentences `order`, shortest first, in batches of like length, smaller where they are long or each takes
        the room of a `beam`."""
        batch: list[int] = []
        for i in order:
            rows = beam * (len(batch) + 1)
            if batch and (rows > self.batch_size or rows * lengths[i] > BATCH_TOKENS):
                yield batch
                batch = []
            batch.append(i)
        if batch:
            yield batch


def _ask(words: Sequence[str]) -> str:
    """What stands before the sentence."""
    return text("remind").format(words="; ".join(words)) if words else text("ask")


def tidy(answer: str, source: str) -> str:
    """The translation alone: one line, without a label or a remark that it is one, without quotation marks that the
    source does not have, and without spaces in its numbers and in a.m."""
    line = LABEL.sub("", " ".join(answer.split()))
    if (remark := REMARK.match(line)) and not re.search("英[语文]|译", source):
        line = remark[1]
    line = APART.sub(lambda match: match[0].replace(" ", "") if _joined(match[0], source) else match[0], line)
    line = _NOON.sub(r"\1.m.", line)
    if len(line) > 1 and QUOTES.get(line[0]) == line[-1] and source.strip()[:1] not in "“‘「\"'":
        inner = line[1:-1]
        line = inner if line[0] not in inner and line[-1] not in inner else line
    return line


def _joined(number: str, source: str) -> bool:
    """Whether a number stands in the source without the spaces."""
    return any(form in source for form in (number.replace(" ", ""), re.sub("[, ]", "", number)))


@dataclass(frozen=True)
class InstructSummarizer:
    """Summarises by the system text `prompts/summarise.txt`. A report longer than `window` tokens is summarised in
    parts, and the parts' points again."""

    decoder: Decoder
    named: Identity
    window: int = 1800
    longest: int = 220

    @property
    def identity(self) -> Identity:
        return identify(self.named, ("summarise",), Decoding())

    def summarize(self, title: str, sentences: Sequence[str], points: int = 3) -> list[str]:
        parts = list(self._parts(sentences))
        questions = [f"Headline: {title}\n\n{' '.join(part)}\n\nWrite {points} sentences." for part in parts]
        # One at a time: long prompts side by side cost memory and gain nothing.
        answers = self.decoder.answer(text("summarise"), questions, Decoding(), [self.longest] * len(parts), 1)
        lines = [line for answer in answers for line in self._lines(answer)[:points]]
        return lines if len(parts) <= 1 else self.summarize(title, lines, points)

    def _parts(self, sentences: Sequence[str]) -> Iterator[list[str]]:
        part: list[str] = []
        size = 0
        for sentence in sentences:
            tokens = self.decoder.count(sentence)
            if part and size + tokens > self.window:
                yield part
                part, size = [], 0
            part.append(sentence)
            size += tokens
        if part:
            yield part

    def _lines(self, answer: Translation) -> list[str]:
        lines = [BULLET.sub("", line).strip() for line in answer.text.splitlines()]
        lines = [line for line in lines if line]
        # The last line of an answer that was broken off is not a sentence.
        return lines if answer.complete else lines[:-1]
