"""A decoder-only chat model in CTranslate2, as the two instruct engines use it.

Only models that speak ChatML (`<|im_start|>role … <|im_end|>`) are known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from models.engine import Decoding, Translation, likeliest
from models.errors import ModelError

# Han, kana, hangul, their marks and full-width forms; what is no whole character in UTF-8.
_CHINESE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\ufffd]")
END = ("<|im_end|>", "<|endoftext|>")
_BORDERS = ("Ġ", ",", ".", ";", ":")  # tokens that begin behind a word; the first is a space


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
        self,
        system: str,
        questions: Sequence[str],
        decoding: Decoding,
        limits: Sequence[int],
        batch: int,
        heads: Sequence[Sequence[str]] = (),
    ) -> list[Translation]:
        """Answer each question under the same system text, whose state is computed once and kept.

        `limits` bound the answers' tokens; one that reaches its own is not complete, and ends there however far the
        others let it run. Questions go in batches of `batch` of like length. `heads` are the tokens that the answers
        begin with, if any; limits and scores are of what follows them.
        """
        static = self._before(system)
        heads = heads or [()] * len(questions)
        prompts = [[*self._asked(question), *head] for question, head in zip(questions, heads, strict=True)]
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
        to_id = self.tokenizer.token_to_id
        return [
            Translation(
                self.tokenizer.decode([*map(to_id, head), *result.sequences_ids[0][:limit]]).strip(),
                result.scores[0],
                len(result.sequences_ids[0]) < limit,
            )
            for result, limit, head in zip(results, limits, heads, strict=True)
        ]

    def heads(self, system: str, question: str, draft: str, words: str) -> list[list[str]]:
        """The tokens of `draft` up to where `words` may follow, and of these; likeliest place first, as one pass of the
        model tells."""
        import ctranslate2
        import numpy as np

        before = [*self._before(system), *self._asked(question)]
        tokens, added = self._plain(draft), self._plain(f" {words}")
        try:
            found = self.generator.forward_batch([[*before, *tokens]], return_log_probs=True)
        except RuntimeError as error:
            raise ModelError(f"the model failed: {error}") from error
        scores = np.array(found.to_device(ctranslate2.Device.cpu))[0, len(before) - 1 :]
        first = self.tokenizer.token_to_id(added[0])
        places = [place for place in range(1, len(tokens)) if tokens[place].startswith(_BORDERS)]
        likely = {place: float(scores[place, first]) for place in places}
        return [[*tokens[:place], *added] for place in likeliest(likely)]

    def _before(self, system: str) -> list[str]:
        """What stands before a question."""
        return [*self._turn("system", system), "<|im_end|>", *self._plain("\n"), *self._turn("user", "")]

    def _asked(self, question: str) -> list[str]:
        """A question up to where its answer begins."""
        return [*self._plain(question), "<|im_end|>", *self._plain("\n"), *self._turn("assistant", "")]

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
