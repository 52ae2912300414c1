"""Sequence-to-sequence engines: MarianMT, NLLB, M2M-100, T5 and BART, through CTranslate2 or transformers."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.convert import no_advice
from models.engine import Decoding, Identity, Translation
from models.errors import ModelError

# Tokens of source and padding a batch: throughput on two cores is level from 1,024 to 4,096.
BATCH_TOKENS = 2048
# Source tokens beyond which a sentence model begins to drop clauses; its position limit is 512.
COMFORT = 160
GROWTH, SLACK = 3, 32
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
        ids: list[int] = self.raw(text)["input_ids"]
        return ids

    def tokens(self, text: str) -> list[str]:
        tokens: list[str] = self.raw.convert_ids_to_tokens(self.ids(text))
        return tokens

    def text(self, ids: Sequence[int]) -> str:
        asked = [self.raw.convert_tokens_to_ids(self.prefix)] if self.prefix else []
        ids = ids[len(asked) :] if list(ids[: len(asked)]) == asked else ids
        decoded: str = self.raw.decode(ids, skip_special_tokens=True)
        return decoded.strip()


class _Seq2Seq:
    """What both engines have in common: counting, empty sentences, the limit."""

    max_tokens = COMFORT
    batch_size = 128
    default = Decoding(beam=4)

    def __init__(self, pieces: Pieces, identity: Identity) -> None:
        self._pieces = pieces
        options = (f"beam={self.default.beam}", f"length_penalty={self.default.length_penalty}")
        self.identity = replace(identity, options=options)

    def count_tokens(self, text: str) -> int:
        return len(self._pieces.ids(text))

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, contexts: Sequence[str] = ()
    ) -> list[Translation]:
        filled = [i for i, sentence in enumerate(sentences) if sentence.strip()]
        results = [Translation("")] * len(sentences)
        if filled:
            found = self._decode([sentences[i] for i in filled], decoding or self.default)
            for i, result in zip(filled, found, strict=True):
                results[i] = result
        return results

    def _limits(self, lengths: Sequence[int]) -> list[int]:
        """The most tokens that the translation of a source of each length may have."""
        if max(lengths) > self.max_tokens:
            raise ValueError(f"a sentence of {max(lengths)} tokens is over the engine's {self.max_tokens}")
        return [GROWTH * length + SLACK for length in lengths]

    def _made(self, ids: Sequence[int], score: float, limit: int) -> Translation:
        """What comes of output `ids` without their end token. It depends on its own source alone: a longer one beside
        it in the batch lets it run on, and what it then ran is cut off."""
        return Translation(self._pieces.text(ids[:limit]), score, len(ids) < limit)

    def _decode(self, sentences: list[str], decoding: Decoding) -> list[Translation]:
        raise NotImplementedError


class CTranslate2Translator(_Seq2Seq):
    """CTranslate2 on weights converted once; batches are filled by tokens from sentences of like length."""

    def __init__(self, folder: Path, pieces: Pieces, identity: Identity, threads: int) -> None:
        import ctranslate2

        super().__init__(pieces, identity)
        self._model = ctranslate2.Translator(
            str(folder), device=identity.device, inter_threads=1, intra_threads=threads
        )

    def _decode(self, sentences: list[str], decoding: Decoding) -> list[Translation]:
        tokens = [self._pieces.tokens(sentence) for sentence in sentences]
        limits = self._limits([len(t) for t in tokens])
        prefix = self._pieces.prefix
        try:
            results = self._model.translate_batch(
                tokens,
                target_prefix=[[prefix]] * len(tokens) if prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=decoding.beam,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_decoding_length=max(limits),
                return_scores=True,
            )
        except RuntimeError as error:
            raise ModelError(f"the model failed: {error}") from error
        to_ids = self._pieces.raw.convert_tokens_to_ids
        return [
            self._made(to_ids(result.hypotheses[0]), result.scores[0], limit)
            for result, limit in zip(results, limits, strict=True)
        ]


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

    def _decode(self, sentences: list[str], decoding: Decoding) -> list[Translation]:
        import torch

        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        results = [Translation("")] * len(sentences)
        for start in range(0, len(order), self.batch_size):
            chosen = order[start : start + self.batch_size]
            batch = self._pieces.raw([sentences[i] for i in chosen], return_tensors="pt", padding=True)
            limits = self._limits([int(row.sum()) for row in batch["attention_mask"]])
            with torch.inference_mode():
                out = self._model.generate(**batch.to(self._model.device), **self._options(decoding, max(limits)))
            for i, row, score, limit in zip(chosen, out.sequences.tolist(), self._scores(out), limits, strict=True):
                results[i] = self._made(self._output(row), score, limit)
        return results

    def _output(self, row: list[int]) -> list[int]:
        """The tokens between the decoder's start and its end token."""
        end = self._pieces.raw.eos_token_id
        return row[1 : row.index(end, 1) if end in row[1:] else None]

    def _options(self, decoding: Decoding, longest: int) -> dict[str, Any]:
        options: dict[str, Any] = {
            "num_beams": decoding.beam, "length_penalty": decoding.length_penalty, "do_sample": False,
            "repetition_penalty": decoding.repetition_penalty, "no_repeat_ngram_size": decoding.no_repeat_ngram,
            "max_length": None, "max_new_tokens": longest, "return_dict_in_generate": True, "output_scores": True,
        }  # fmt: skip
        if self._pieces.prefix:
            options["forced_bos_token_id"] = self._pieces.raw.convert_tokens_to_ids(self._pieces.prefix)
        return options

    def _scores(self, out: Any) -> list[float]:
        beams = getattr(out, "beam_indices", None)
        steps = self._model.compute_transition_scores(out.sequences, out.scores, beams, normalize_logits=beams is None)
        steps = steps.masked_fill(steps.isinf(), 0.0)
        return [float(row.sum() / max(1, int((row < 0).sum()))) for row in steps]


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
