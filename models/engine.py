"""What an engine is: the two protocols that every engine keeps, and the records that pass through them.

An engine knows sentences and weights. It knows no articles, databases or HTTP.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Identity:
    """Which weights spoke, by which engine: enough to get the same text again.

    `engine` is the registry's name of the engine kind ("ctranslate2", "transformers", "instruct", "fake");
    `model` the catalogue name, hub id or directory name; `digest` the SHA-256 of the weights (64 hex digits);
    `options` the decoding options that shape the text, as sorted `name=value` pairs; `device` where it ran
    (not part of any signature).
    """

    engine: str
    model: str
    digest: str
    options: tuple[str, ...] = ()
    device: str = "cpu"
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to decode. A try after a guard may use another value than the first.

    `beam` 1 is greedy; `length_penalty` as in GNMT (Wu et al. 2016), 1.0 neutral; `no_repeat_ngram` 0 is off;
    `repetition_penalty` 1.0 is off.
    """

    beam: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0
    repetition_penalty: float = 1.0


# Words are put only where their first token has no less than this of log-probability, and at so many places at most:
# less likely they harm the sentence.
LEAST_LIKELY, PLACES = -4.0, 2


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence's translation.

    `score` is the mean log-probability of the output tokens (0 is certain; None where the engine has none);
    `complete` is False when decoding stopped at the length limit instead of the end token.
    """

    text: str
    score: float | None = None
    complete: bool = True


def likeliest(places: Mapping[int, float]) -> list[int]:
    """Of the places in a draft, with the log-probability that words begin there, those where they may be put; likeliest
    first."""
    fit = [place for place, likely in places.items() if likely >= LEAST_LIKELY]
    return sorted(fit, key=lambda place: -places[place])[:PLACES]


@runtime_checkable
class Translator(Protocol):
    """Translates Chinese sentences to English, one output for each input, in order.

    The same call gives the same result. A sentence's translation is its own, whatever stands beside it in the call; but
    int8 arithmetic rounds otherwise in another batch, and with large weights that can tip a near tie between two words.
    Thread-compatible, not thread-safe: one caller at a time.
    """

    @property
    def identity(self) -> Identity: ...

    @property
    def max_tokens(self) -> int:
        """The longest source, by `count_tokens`, that the engine translates well; longer input is an error."""
        ...

    @property
    def batch_size(self) -> int:
        """Sentences a call beyond which throughput no longer grows: the step between two looks at a cancel flag."""
        ...

    @property
    def default(self) -> Decoding:
        """The decoding of a first try."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many source tokens the engine's own tokenizer makes of `text`."""
        ...

    @property
    def heeds_words(self) -> bool:
        """Whether it can be told which English words to use."""
        ...

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        """Translate `sentences`.

        `words` are, for each sentence, English words that a try before this one lacked and this one is to use; empty
        for none at all. An engine that does not heed them translates as without them.

        An empty or white-space sentence gives an empty translation. Raises ValueError for a sentence over `max_tokens`,
        ModelError when the engine fails.
        """
        ...

    def resume(self, sentences: Sequence[str], drafts: Sequence[str], words: Sequence[str]) -> list[list[Translation]]:
        """For each sentence the translations that are its draft up to where the engine finds its `words` likeliest to
        follow, have these there, and end as the engine will; likeliest place first, none where no place is likely.

        An engine that does not heed words gives none: with CTranslate2's MarianMT finding the places took three times
        as long as translating, for one word in seventy.

        Lexically constrained decoding (Hokamp and Liu 2017) whose place is chosen beforehand, not searched. Raises as
        `translate` does.
        """
        ...


@runtime_checkable
class Scorer(Protocol):
    """Says how likely it finds translations that others made. `model` is the catalogue name of what reads."""

    model: str

    def log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The natural logarithm of the probability of each English text given its Chinese one."""
        ...


@runtime_checkable
class Summarizer(Protocol):
    """Writes an abstractive summary of English text.

    `summarize` takes the article's English sentences in order and returns at most `points` sentences, best first.
    Articles longer than the engine's window are summarised in parts and the parts again: nothing is cut.
    """

    @property
    def identity(self) -> Identity: ...

    def summarize(self, title: str, sentences: Sequence[str], points: int = 3) -> list[str]: ...
