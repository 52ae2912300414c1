"""How likely the model that comes with yibao finds an English text: a second reader of what an engine wrote."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from models.errors import loading

# Tokens of source and padding a batch, and the longest text: the model has 512 positions.
BATCH_TOKENS, LONGEST = 2048, 500
END = "</s>"
SIDES = ("source", "target")


class MarianScorer:
    """Satisfies `models.engine.Scorer` with a MarianMT model in CTranslate2's form.

    `folders` gives the directory of that form and the model's own, with its tokenizer; it is called, and the model
    loaded, at the first question: most texts raise none. Its pieces are read with sentencepiece alone: a worker of the
    embedded model has no use for transformers else.
    """

    def __init__(
        self, model: str, folders: Callable[[], tuple[Path, Path]], device: str = "cpu", threads: int = 0
    ) -> None:
        self.model = model
        self._folders, self._device, self._threads = folders, device, threads

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any]:
        import ctranslate2
        from sentencepiece import SentencePieceProcessor

        converted, source = self._folders()
        with loading("the second reader", self._device):
            model = ctranslate2.Translator(
                str(converted), device=self._device, inter_threads=1, intra_threads=self._threads
            )
        chinese, english = (SentencePieceProcessor(model_file=str(source / f"{side}.spm")) for side in SIDES)
        return model, chinese, english

    def log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """See `models.engine.Scorer`. Raises ModelError when the model cannot be loaded."""
        if not pairs:
            return []
        model, chinese, english = self._loaded
        results = model.score_batch(
            [[*chinese.encode(zh, out_type=str)[:LONGEST], END] for zh, _ in pairs],
            [english.encode(en, out_type=str)[:LONGEST] for _, en in pairs],
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
        )
        return [sum(result.log_probs) for result in results]
