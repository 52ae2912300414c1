"""A GGUF file becomes the same model in CTranslate2 as in transformers, which reads GGUF by its own code."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models import gguf
from models.errors import UnsupportedModel
from tests import tiny

# Beside the sentences: what a tokenizer may get wrong.
TEXTS = [*tiny.CHINESE, *tiny.ENGLISH, "", "  two  spaces\n\nand lines\t", "don't 12,345.67 Ａ①", "é é 𠀀 😀"]


@pytest.fixture(scope="module")
def qwen2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.qwen2(tmp_path_factory.mktemp("qwen2"))


@pytest.fixture(scope="module", params=[True, False], ids=["Q8_0", "F32"])
def source(request: pytest.FixtureRequest, qwen2: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.gguf_file(qwen2, tmp_path_factory.mktemp("gguf") / "tiny.gguf", quantised=request.param)


@pytest.fixture(scope="module")
def converted(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    layers: list[int] = []
    gguf.convert(source, folder, layers.append)
    assert layers == [1, 1]
    return folder


def tokenizer_of(folder: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / "tokenizer.json"))


@pytest.mark.parametrize("text", TEXTS)
def test_the_tokenizer_is_the_original(text: str, qwen2: Path, converted: Path) -> None:
    original, made = tokenizer_of(qwen2).encode(text), tokenizer_of(converted).encode(text)
    assert (made.ids, made.tokens) == (original.ids, original.tokens)
    assert tokenizer_of(converted).decode(made.ids) == tokenizer_of(qwen2).decode(original.ids)


def test_the_markers_of_chatml_are_single_tokens(converted: Path) -> None:
    assert tokenizer_of(converted).encode("<|im_start|>user\n县委<|im_end|>").tokens[0] == "<|im_start|>"
    assert tokenizer_of(converted).decode(tokenizer_of(converted).encode("县委<|im_end|>").ids) == "县委"


def test_it_scores_as_transformers_does(source: Path, converted: Path) -> None:
    import ctranslate2
    import torch
    from transformers import AutoModelForCausalLM

    reference = AutoModelForCausalLM.from_pretrained(str(source.parent), gguf_file=source.name, dtype=torch.float32)
    generator = ctranslate2.Generator(str(converted), device="cpu", compute_type="float32", intra_threads=1)
    encoded = [tokenizer_of(converted).encode(text) for text in (tiny.CHINESE[1], tiny.ENGLISH[2])]
    for text in encoded:
        made = np.array(generator.forward_batch([text.tokens])).ravel()
        with torch.inference_mode():
            expected = reference(torch.tensor([text.ids])).logits.numpy().ravel()
        # What is left is the rounding to int8; a wrong head, rotation or norm gives 0.9 and less.
        assert np.corrcoef(made, expected)[0, 1] > 0.997


def test_weights_are_int8(converted: Path) -> None:
    import ctranslate2

    assert ctranslate2.contains_model(str(converted))
    generator = ctranslate2.Generator(str(converted), device="cpu", intra_threads=1)
    assert generator.compute_type.startswith("int8")


def test_a_file_that_is_no_gguf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"not a model" * 100)
    with pytest.raises(UnsupportedModel, match=r"x\.gguf is not a GGUF file"):
        gguf.convert(tmp_path / "x.gguf", tmp_path)


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    from gguf import GGUFWriter

    writer = GGUFWriter(tmp_path / "x.gguf", "llama")
    writer.add_block_count(1)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(UnsupportedModel, match="llama model; only qwen2 is known"):
        gguf.convert(tmp_path / "x.gguf", tmp_path)


def test_a_truncated_file_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.gguf").write_bytes(source.read_bytes()[:4000])
    with pytest.raises(UnsupportedModel, match=r"cut\.gguf is not a GGUF file"):
        gguf.convert(tmp_path / "cut.gguf", tmp_path)
