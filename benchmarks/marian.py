"""A Marian in the exact shape of opus-mt-zh-en, 77.9M parameters, with seeded random weights that never end a sentence:
every translation is `LENGTH` tokens long, so that all systems do the same work.
"""

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from models.convert import convert
from models.engine import Decoding, Identity, Translation
from models.seq2seq import CTranslate2Translator, Pieces
from models.store import Store
from tests.fakes import invent
from tests.tiny import CHINESE, ENGLISH, pieces

VOCABULARY, LENGTH = 65001, 32
SHAPE = {
    "vocab_size": VOCABULARY, "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8,
    "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048, "max_position_embeddings": 512,
    "activation_function": "swish", "scale_embedding": True, "static_position_embeddings": True,
    "pad_token_id": VOCABULARY - 1, "decoder_start_token_id": VOCABULARY - 1, "eos_token_id": 0, "bos_token_id": None,
    "forced_eos_token_id": None,
}  # fmt: skip


def build(folder: Path) -> int:
    """Write the model directory; its number of parameters."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True)
    spoken = [pieces(folder, name, lines, 200) for name, lines in (("source.spm", CHINESE), ("target.spm", ENGLISH))]
    words = [model.id_to_piece(i) for model in spoken for i in range(model.get_piece_size())]
    known = list(dict.fromkeys(["</s>", "<unk>", *words]))
    filler = [f"filler{n}" for n in range(VOCABULARY - len(known) - 1)]
    vocabulary = {word: i for i, word in enumerate([*known, *filler, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "MarianTokenizer"}', encoding="utf-8")
    torch.manual_seed(1)
    model = MarianMTModel(MarianConfig(**SHAPE))
    model.final_logits_bias[0, 0] = -1e4
    model.generation_config.bad_words_ids = [[VOCABULARY - 1]]
    model.save_pretrained(folder)
    return sum(parameter.numel() for parameter in model.parameters())


class Fixed(CTranslate2Translator):
    """Our engine, every output of LENGTH tokens. `given` are the sentences it was asked for."""

    given: list[str]

    def limit(self, length: int) -> int:
        return LENGTH


class Readable(Fixed):
    """The same, but what it gives back is text that the checks believe: random weights write none, and every sentence
    would be tried twice."""

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        self.given += sentences
        super().translate(sentences, decoding)
        return [Translation(invent(sentence), -0.2) for sentence in sentences]


def load(kind: type[Fixed], folder: Path) -> Fixed:
    store = Store(folder.parent / "store")
    digest = store.digest(folder)
    converted = convert(folder, digest, store, "cpu", lambda _: None)
    engine = kind(converted, Pieces(folder), Identity("ctranslate2", "benchmark", digest), 0)
    engine.given = []
    return engine


@cache
def readable() -> Any:
    """The engine of the whole path, as the service opens it by name: one copy a process."""
    return load(Readable, Path(os.environ["BENCHMARK_MODEL"]))
