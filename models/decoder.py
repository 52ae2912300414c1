"""A decoder-only chat model in CTranslate2, as the two instruct engines use it.

Only models that speak ChatML (`<|im_start|>role … <|im_end|>`) are known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from models.engine import Decoding, Translation
from models.errors import ModelError

# Han, kana, hangul, their marks and full-width forms; what is no whole character in UTF-8.
_CHINESE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\ufffd]")
END = ("<|im_end|>", "<|endoftext|>")


@dataclass(frozen=True)
class Decoder:
    """A loaded generator and its tokenizer. Translator and summariser of a process share one."""

    generator: Any
    tokenizer: Any

    @cached_property
    def chinese(self) -> list[list[str]]:
        """The tokens that hold Chinese characters or marks, or a part of a character. An answer in English has none:
        without them the model renders the words that it would have left in Chinese."""
        ids = range(self.tokenizer.get_vocab_size(with_added_tokens=False))
        texts = self.tokenizer.decode_batch([[token] for token in ids])
        return [[self.tokenizer.id_to_token(token)] for token in ids if _CHINESE.search(texts[token])]

    def count(self, text: str) -> int:
        """Tokens of `text`."""
        return len(self.tokenizer.encode(text).ids)

    def answer(
        self, system: str, questions: Sequence[str], decoding: Decoding, limits: Sequence[int], batch: int
    ) -> list[Translation]:
        """Answer each question under the same system text, whose state is computed once and kept.

        `limits` bound the answers' tokens; one that reaches its own is not complete, and ends there however far the
        others let it run. Questions go in batches of `batch` of like length.
        """
        static = [*self._turn("system", system), "<|im_end|>", *self._plain("\n"), *self._turn("user", "")]
        end = ["<|im_end|>", *self._plain("\n"), *self._turn("assistant", "")]
        prompts = [[*self._plain(question), *end] for question in questions]
        try:
            results = self.generator.generate_batch(
                prompts,
                max_batch_size=batch,
                static_prompt=static,
                include_prompt_in_result=False,
                end_token=list(END),
                max_length=max(limits, default=1),
                beam_size=decoding.beam,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                suppress_sequences=self.chinese,
                return_scores=True,
            )
        except RuntimeError as error:
            raise ModelError(f"the model failed: {error}") from error
        return [
            Translation(
                self.tokenizer.decode(result.sequences_ids[0][:limit]).strip(),
                result.scores[0],
                len(result.sequences_ids[0]) < limit,
            )
            for result, limit in zip(results, limits, strict=True)
        ]

    def _turn(self, speaker: str, text: str) -> list[str]:
        return ["<|im_start|>", *self._plain(f"{speaker}\n{text}")]

    def _plain(self, text: str) -> list[str]:
        tokens: list[str] = self.tokenizer.encode(text).tokens
        return tokens


@cache
def load(folder: Path, device: str, threads: int) -> Decoder:
    """The model in `folder` (CTranslate2 with `tokenizer.json`), loaded once for a process."""
    import ctranslate2
    from tokenizers import Tokenizer

    compute = "int8_float16" if device == "cuda" else "int8"
    generator = ctranslate2.Generator(
        str(folder), device=device, compute_type=compute, inter_threads=1, intra_threads=threads
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # A marker inside a text is text: a source must not be able to end its own turn.
    tokenizer.encode_special_tokens = True
    return Decoder(generator, tokenizer)
