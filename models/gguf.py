"""A GGUF file of a Qwen2 model, made into a CTranslate2 directory of int8 weights.

Tensors are dequantised and quantised again one at a time, so the peak of memory is the int8 model and one tensor.
File format: the GGUF specification of the ggml project. Rows are scaled to 127, as CTranslate2's converters do.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import UnsupportedModel

Floats = NDArray[np.float32]
# Token types of GGUF's vocabulary that are markers, not text.
CONTROL, USER_DEFINED = 3, 4
# How Qwen2 cuts text before byte-pair encoding (its tokenizer's published pattern).
PRETOKEN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


class _Source:
    """The fields and tensors of a GGUF file by name."""

    def __init__(self, path: Path) -> None:
        from gguf import GGUFReader

        try:
            reader = GGUFReader(path)
        except (ValueError, OSError) as error:
            raise UnsupportedModel(f"{path.name} is not a GGUF file that can be read: {error}") from None
        self.fields = reader.fields
        self.tensors = {tensor.name: tensor for tensor in reader.tensors}
        if self.value("general.architecture") != "qwen2":
            raise UnsupportedModel(f"{path.name} is a {self.value('general.architecture')} model; only qwen2 is known")

    def value(self, name: str) -> Any:
        return self.fields[name].contents()

    def floats(self, name: str) -> Floats:
        from gguf.quants import dequantize

        tensor = self.tensors[name]
        return np.asarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)


def convert(path: Path, folder: Path, watch: Callable[[int], object] = lambda _: None) -> None:
    """Write `folder` (which exists) as a CTranslate2 model with `tokenizer.json`. `watch` hears of each finished layer.

    Raises UnsupportedModel for other architectures.
    """
    from ctranslate2.specs import common_spec, transformer_spec

    source = _Source(path)
    layers, heads = source.value("qwen2.block_count"), source.value("qwen2.attention.head_count")
    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        layers, heads, activation=common_spec.Activation.SWISH, pre_norm=True, ffn_glu=True, rms_norm=True,
        rotary_dim=0, rotary_interleave=False, rotary_base=source.value("qwen2.rope.freq_base"),
        num_heads_kv=source.value("qwen2.attention.head_count_kv"),
    )  # fmt: skip
    decoder = spec.decoder
    decoder.scale_embeddings = False
    _weights(decoder.embeddings, [source.floats("token_embd.weight")])
    head = "output.weight" if "output.weight" in source.tensors else "token_embd.weight"
    _weights(decoder.projection, [source.floats(head)])
    decoder.layer_norm.gamma = source.floats("output_norm.weight")
    for number, layer in enumerate(decoder.layer):
        _layer(layer, partial(_block, source, number))
        watch(1)
    tokens = list(source.value("tokenizer.ggml.tokens"))
    spec.register_vocabulary(tokens)
    spec.config.bos_token = tokens[source.value("tokenizer.ggml.bos_token_id")]
    spec.config.eos_token = tokens[source.value("tokenizer.ggml.eos_token_id")]
    spec.config.unk_token = ""
    spec.config.layer_norm_epsilon = source.value("qwen2.attention.layer_norm_rms_epsilon")
    spec.validate()
    spec.save(str(folder))
    (folder / "tokenizer.json").write_text(_tokenizer(source, tokens), encoding="utf-8")


def _block(source: _Source, number: int, name: str) -> Floats:
    return source.floats(f"blk.{number}.{name}")


def _layer(layer: Any, floats: Callable[[str], Floats]) -> None:
    attention, ffn = layer.self_attention, layer.ffn
    attention.layer_norm.gamma = floats("attn_norm.weight")
    _weights(attention.linear[0], [floats(f"attn_{part}.weight") for part in "qkv"])
    attention.linear[0].bias = np.concatenate([floats(f"attn_{part}.bias") for part in "qkv"])
    _weights(attention.linear[1], [floats("attn_output.weight")])
    ffn.layer_norm.gamma = floats("ffn_norm.weight")
    for name, spec in (("gate", ffn.linear_0), ("up", ffn.linear_0_noact), ("down", ffn.linear_1)):
        _weights(spec, [floats(f"ffn_{name}.weight")])


def _weights(spec: Any, parts: list[Floats]) -> None:
    """Set the rows of `parts`, one below the other, as int8 with a scale for each row."""
    rows = parts[0] if len(parts) == 1 else np.concatenate(parts)
    most = np.abs(rows).max(axis=1)
    scale = np.float32(127) / np.where(most == 0, np.float32(127), most)
    quantised = np.empty(rows.shape, dtype=np.int8)
    for start in range(0, len(rows), 4096):  # a vocabulary of rows at once would double the peak
        end = start + 4096
        quantised[start:end] = np.rint(rows[start:end] * scale[start:end, None])
    spec.weight, spec.weight_scale = quantised, scale


def _tokenizer(source: _Source, tokens: list[str]) -> str:
    """The byte-level BPE tokenizer of the file as `tokenizers` JSON."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    merges = [tuple(merge.split(" ")) for merge in source.value("tokenizer.ggml.merges")]
    types = source.value("tokenizer.ggml.token_type")
    tokenizer = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PRETOKEN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    markers = [t for t, kind in zip(tokens, types, strict=True) if kind in (CONTROL, USER_DEFINED)]
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in markers])
    text: str = tokenizer.to_str()
    json.loads(text)
    return text
