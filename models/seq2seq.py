"""Sequence-to-sequence engines: MarianMT, NLLB, M2M-100, T5 and BART, through CTranslate2 or transformers."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.convert import no_advice
from models.engine import Decoding, Identity, Translation
from models.errors import ModelError

# Tokens of source and padding a batch: throughput on two cores is level from 1,024 to 4,096.
BATCH_TOKENS = 2048
# The most batches that are decoded at a time on a CPU.
ABREAST = 4
# Source tokens beyond which a sentence model begins to drop clauses; its position limit is 512.
COMFORT = 160
GROWTH, SLACK = 3, 32
# English that touches Chinese is cut within its words by SentencePiece, and its pieces are then copied as the end of
# another word: it gets a space before it.
_TOUCHED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef“”])(?=[A-Za-z])")
# Models of many languages are told which: the tokenizer's class, its code for Chinese, its token for English.
LANGUAGES = {
    "NllbTokenizer": ("zho_Hans", "eng_Latn"),
    "M2M100Tokenizer": ("zh", "__en__"),
    "MBart50Tokenizer": ("zh_CN", "en_XX"),
}


class Pieces:
    """The tokenizer of a model directory. `prefix` is the token that asks for English, None where none is needed."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from transformers import AutoTokenizer

        with no_advice():
            self.raw: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        self.prefix: str | None = None
        if (kind := type(self.raw).__name__.removesuffix("Fast")) in LANGUAGES:
            self.raw.src_lang, self.prefix = LANGUAGES[kind]

    def ids(self, text: str) -> list[int]:
        ids: list[int] = self.raw(_TOUCHED.sub(" ", text))["input_ids"]
        return ids

    def text(self, ids: Sequence[int]) -> str:
        asked = [self.raw.convert_tokens_to_ids(self.prefix)] if self.prefix else []
        ids = ids[len(asked) :] if list(ids[: len(asked)]) == asked else ids
        decoded: str = self.raw.decode(ids, skip_special_tokens=True)
        return decoded.strip()


@dataclass(frozen=True, slots=True)
class Output:
    """What a model wrote: token ids without start and end, and their mean log-probability."""

    ids: list[int]
    score: float


class _Seq2Seq:
    """What both engines have in common: counting, empty sentences, the limit."""

    max_tokens = COMFORT
    batch_size = 128
    default = Decoding(beam=4)
    heeds_words = False

    def __init__(self, pieces: Pieces, identity: Identity) -> None:
        self._pieces = pieces
        options = (f"beam={self.default.beam}", f"length_penalty={self.default.length_penalty}")
        self.identity = replace(identity, options=options)

    def count_tokens(self, text: str) -> int:
        return len(self._pieces.ids(text))

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        filled = [i for i, sentence in enumerate(sentences) if sentence.strip()]
        results = [Translation("")] * len(sentences)
        if filled:
            found = self._decode([sentences[i] for i in filled], decoding or self.default)
            for i, result in zip(filled, found, strict=True):
                results[i] = result
        return results

    def resume(self, sentences: Sequence[str], drafts: Sequence[str], words: Sequence[str]) -> list[list[Translation]]:
        return [[] for _ in sentences]

    def limit(self, length: int) -> int:
        """The most tokens that the translation of a source of `length` tokens may have."""
        return GROWTH * length + SLACK

    def _decode(self, sentences: list[str], decoding: Decoding) -> list[Translation]:
        sources = [self._pieces.ids(sentence) for sentence in sentences]
        most = max(map(len, sources))
        if most > self.max_tokens:
            raise ValueError(f"a sentence of {most} tokens is over the engine's {self.max_tokens}")
        limits = [self.limit(len(source)) for source in sources]
        outputs = self._run(sources, max(limits), decoding)
        for i, limit in enumerate(limits):
            if len(outputs[i].ids) >= limit and limit < max(limits):
                # A longer neighbour gave it room to run on. Its text must be its own: it is decoded again, alone.
                (outputs[i],) = self._run([sources[i]], limit, decoding)
        return [
            Translation(self._pieces.text(output.ids), output.score, len(output.ids) < limit)
            for output, limit in zip(outputs, limits, strict=True)
        ]

    def _run(self, sources: Sequence[Sequence[int]], longest: int, decoding: Decoding) -> list[Output]:
        """Decode `sources` (token ids), each to at most `longest` tokens."""
        raise NotImplementedError


class CTranslate2Translator(_Seq2Seq):
    """CTranslate2 on weights converted once; batches are filled by tokens from sentences of like length."""

    def __init__(self, folder: Path, pieces: Pieces, identity: Identity, threads: int) -> None:
        import ctranslate2

        super().__init__(pieces, identity)
        cores = threads or os.cpu_count() or 1
        # Batches side by side, each on a core of its own, are a quarter faster than one batch over two cores. The
        # weights are held once.
        self._abreast = min(cores, ABREAST) if identity.device == "cpu" else 1
        self._model = ctranslate2.Translator(
            str(folder), device=identity.device, inter_threads=self._abreast, intra_threads=cores // self._abreast
        )

    def _run(self, sources: Sequence[Sequence[int]], longest: int, decoding: Decoding) -> list[Output]:
        prefix = self._pieces.prefix
        # A share for each, with a tenth for padding.
        share = max(*map(len, sources), int(1.1 * sum(map(len, sources)) / self._abreast) + 1)
        try:
            results = self._model.translate_batch(
                [self._pieces.raw.convert_ids_to_tokens(source) for source in sources],
                target_prefix=[[prefix]] * len(sources) if prefix else None,
                max_batch_size=min(BATCH_TOKENS, share),
                batch_type="tokens",
                beam_size=decoding.beam,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_decoding_length=longest,
                return_scores=True,
            )
        except RuntimeError as error:
            raise ModelError(f"the model failed: {error}") from error
        to_ids = self._pieces.raw.convert_tokens_to_ids
        return [Output(to_ids(result.hypotheses[0]), result.scores[0]) for result in results]


class TransformersTranslator(_Seq2Seq):
    """transformers' `generate`: the reference, and for architectures that CTranslate2 lacks."""

    batch_size = 16

    def __init__(self, folder: Path, pieces: Pieces, identity: Identity, threads: int) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM

        super().__init__(pieces, identity)
        if threads:
            torch.set_num_threads(threads)
        kind = torch.float16 if identity.device == "cuda" else torch.float32
        model = AutoModelForSeq2SeqLM.from_pretrained(str(folder), local_files_only=True, dtype=kind)
        self._model = model.to(identity.device).eval()

    def _run(self, sources: Sequence[Sequence[int]], longest: int, decoding: Decoding) -> list[Output]:
        import torch

        order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
        results = [Output([], 0.0)] * len(sources)
        for start in range(0, len(order), self.batch_size):
            chosen = order[start : start + self.batch_size]
            batch = self._pieces.raw.pad({"input_ids": [list(sources[i]) for i in chosen]}, return_tensors="pt")
            with torch.inference_mode():
                out = self._model.generate(**batch.to(self._model.device), **self._options(decoding, longest))
            rows = [self._output(row) for row in out.sequences.tolist()]
            for i, row, score in zip(chosen, rows, self._scores(out, rows), strict=True):
                results[i] = Output(row[:longest], score)
        return results

    def _output(self, row: list[int]) -> list[int]:
        """The tokens between the decoder's start and its end token."""
        end = self._pieces.raw.eos_token_id
        return row[1 : row.index(end, 1) if end in row[1:] else None]

    def _options(self, decoding: Decoding, longest: int) -> dict[str, Any]:
        """`generate`'s words for it. Never empty, as in CTranslate2; Marian's forced end at the limit, which would look
        complete, has a token of its own."""
        options: dict[str, Any] = {
            "num_beams": decoding.beam, "length_penalty": decoding.length_penalty, "do_sample": False,
            "repetition_penalty": decoding.repetition_penalty, "no_repeat_ngram_size": decoding.no_repeat_ngram,
            "max_length": None, "max_new_tokens": longest + 1, "min_new_tokens": 1,
            "return_dict_in_generate": True, "output_scores": True,
        }  # fmt: skip
        if self._pieces.prefix:
            options["forced_bos_token_id"] = self._pieces.raw.convert_tokens_to_ids(self._pieces.prefix)
        return options

    def _scores(self, out: Any, rows: Sequence[Sequence[int]]) -> list[float]:
        """Mean log-probabilities of the outputs `rows` and their end tokens. What follows in `out` is padding."""
        beams = getattr(out, "beam_indices", None)
        steps = self._model.compute_transition_scores(out.sequences, out.scores, beams, normalize_logits=beams is None)
        steps = steps.masked_fill(steps.isinf(), 0.0)
        return [float(step[: len(row) + 1].mean()) for step, row in zip(steps, rows, strict=True)]


@dataclass(frozen=True)
class Seq2SeqSummarizer:
    """A BART or T5 summariser through transformers, over windows of the article: parts first, then the parts again."""

    translator: TransformersTranslator
    window: int = 900

    @property
    def identity(self) -> Identity:
        return self.translator.identity

    def summarize(self, title: str, sentences: Sequence[str], points: int = 3) -> list[str]:
        parts: list[list[str]] = [[]]
        for sentence in sentences:
            if parts[-1] and self.translator.count_tokens(" ".join([*parts[-1], sentence])) > self.window:
                parts.append([])
            parts[-1].append(sentence)
        found = [self._split(self.translator.translate([" ".join(part)])[0].text) for part in parts if part]
        lines = [line for part in found for line in part[:points]]
        return lines[:points] if len(parts) == 1 else self.summarize(title, lines, points)

    def _split(self, text: str) -> list[str]:
        from sentencex import segment

        return [sentence.strip() for sentence in segment("en", text) if sentence.strip()]


class SummaryTransformer(TransformersTranslator):
    """The transformers engine with a summariser's window."""

    max_tokens = 1000
    batch_size = 1
