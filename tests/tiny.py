"""Models small enough to make in a test, in the real file formats, with tokenizers trained on the spot.

The Marian learns the eight pairs below by heart. The others have random weights: what they write is nonsense, but the
same nonsense every time and whichever engine runs them.
"""

import json
from pathlib import Path
from typing import Any

CHINESE = [
    "县委召开全体会议，听取工作报告。",
    "全县上半年生产总值增长百分之六，工业投资增长较快。",
    "会议强调，要坚持稳中求进，扎实推进乡村振兴。",
    "本报讯记者从县农业局获悉，今年早稻播种面积有所增加。",
    "新建的图书馆周末向市民开放，孩子们很高兴。",
    "据介绍，桥梁工程将于明年十月完工，届时两岸往来更加便利。",
    "老人说，村里的路修好了，茶叶也卖得出去了。",
    "2025年8月1日，全县共有120家企业参加了招聘会。",
]
ENGLISH = [
    "The county committee held a plenary meeting and heard the work report.",
    "Output in the first half of the year grew by six percent, and industrial investment rose quickly.",
    "The meeting stressed steady progress and solid work for the villages.",
    "Our reporter learned from the agriculture bureau that more early rice was sown this year.",
    "The new library opens to the public at the weekend, and the children are glad.",
    "The bridge will be finished next October, which makes it easier to travel between the two banks.",
    "The old man said that the road was mended and the tea could now be sold.",
    "On August 1, 2025, 120 companies of the county came to the job fair.",
]
# Random weights never come to an end: the end token's output weights are made this much larger than the others'.
RESTLESS = 3.0
# Of random weights: with less, near ties are tipped by the rounding of one processor or another.
SPREAD = 1.0
CHATML = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


def pieces(folder: Path, name: str, lines: list[str], size: int) -> Any:
    """A SentencePiece unigram model trained on `lines`, written as `folder/name`, loaded."""
    import sentencepiece

    with (folder / name).open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines * 4), model_writer=file, vocab_size=size, hard_vocab_limit=False,
            character_coverage=1.0, minloglevel=2, num_threads=1,
        )  # fmt: skip
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / name))


def marian(folder: Path, seed: int = 1) -> Path:
    """A MarianMT directory as the hub has them: two SentencePiece models, one vocabulary, 2+2 layers of width 32.

    It translates CHINESE into ENGLISH.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    source = pieces(folder, "source.spm", CHINESE, 200)
    target = pieces(folder, "target.spm", ENGLISH, 200)
    words = [model.id_to_piece(i) for model in (source, target) for i in range(model.get_piece_size())]
    vocabulary = {word: i for i, word in enumerate(dict.fromkeys(["</s>", "<unk>", *words, "<pad>"]))}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    config = {"tokenizer_class": "MarianTokenizer", "source_lang": "zho", "target_lang": "eng"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    pad = vocabulary["<pad>"]
    torch.manual_seed(seed)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(vocabulary), d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
            decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=512,
            scale_embedding=False, static_position_embeddings=True, activation_function="swish", pad_token_id=pad,
            decoder_start_token_id=pad, eos_token_id=0, bos_token_id=None, forced_eos_token_id=0,
            bad_words_ids=[[pad]], dropout=0.0,
        )
    )  # fmt: skip
    _learn(model, folder)
    model.generation_config.bad_words_ids = [[pad]]
    model.save_pretrained(folder)
    return folder


def _learn(model: Any, folder: Path, steps: int = 200) -> None:
    """Teach the network the eight pairs, so that it translates these and comes to an end on others."""
    import torch

    from models.seq2seq import Pieces

    # Two test processes of two threads each, on two cores, would wait for each other.
    torch.set_num_threads(1)
    tokenizer = Pieces(folder).raw
    batch = tokenizer(CHINESE, text_target=ENGLISH, padding=True, return_tensors="pt")
    batch["labels"][batch["labels"] == tokenizer.pad_token_id] = -100
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    model.train()
    for _ in range(steps):
        optimizer.zero_grad()
        loss = model(**batch).loss
        loss.backward()
        optimizer.step()
        # As in published Marians, and as CTranslate2 takes for granted: decoding starts from nothing.
        model.model.shared.weight.data[tokenizer.pad_token_id] = 0.0
    model.eval()


def nllb(folder: Path, seed: int = 1) -> Path:
    """An NLLB directory: byte-pair encoding, a language token in front of source and target."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import NllbTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    draft = Tokenizer(models.BPE(unk_token="<unk>"))
    draft.pre_tokenizer = pre_tokenizers.Metaspace()
    markers = ["<s>", "<pad>", "</s>", "<unk>"]
    draft.train_from_iterator(
        [*CHINESE, *ENGLISH], trainers.BpeTrainer(vocab_size=400, special_tokens=markers, show_progress=False)
    )
    learned = json.loads(draft.to_str())["model"]
    tokenizer = NllbTokenizer(vocab=learned["vocab"], merges=[tuple(merge) for merge in learned["merges"]])
    tokenizer.save_pretrained(folder)
    return m2m_weights(folder, len(tokenizer), seed)


def m2m(folder: Path, seed: int = 1) -> Path:
    """An M2M-100 directory: SentencePiece beside a vocabulary, a language token in front of source and target."""
    from transformers import M2M100Tokenizer

    folder.mkdir(parents=True, exist_ok=True)
    model = pieces(folder, "sentencepiece.bpe.model", [*CHINESE, *ENGLISH], 300)
    words = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    vocabulary = {word: i for i, word in enumerate(dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", *words]))}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "M2M100Tokenizer"}', encoding="utf-8")
    tokenizer = M2M100Tokenizer(str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"))
    last = max(tokenizer.lang_token_to_id.values())
    return m2m_weights(folder, last + 1 + tokenizer.num_madeup_words, seed)


def m2m_weights(folder: Path, vocabulary: int, seed: int) -> Path:
    """The network of both: 1+1 layers of width 32."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(seed)
    network = M2M100ForConditionalGeneration(
        M2M100Config(
            vocab_size=vocabulary, d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=4,
            decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=512,
            pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2, init_std=SPREAD,
            scale_embedding=False,
        )
    )  # fmt: skip
    with torch.no_grad():
        network.model.shared.weight[2] *= RESTLESS
    network.save_pretrained(folder)
    return folder


def bart(folder: Path, seed: int = 1) -> Path:
    """A BART directory, as English summarisers are: byte-level BPE, 1+1 layers of width 32."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import BartConfig, BartForConditionalGeneration, PreTrainedTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    markers = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=markers,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(ENGLISH, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    )
    fast.save_pretrained(folder)
    torch.manual_seed(seed)
    network = BartForConditionalGeneration(
        BartConfig(
            vocab_size=len(fast), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=4,
            decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=1024,
            pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2, init_std=0.5,
            scale_embedding=False,
        )
    )  # fmt: skip
    with torch.no_grad():
        network.model.shared.weight[2] *= RESTLESS
    network.save_pretrained(folder)
    return folder


def bytes_tokenizer(folder: Path) -> list[str]:
    """`folder/tokenizer.json`, a byte-level BPE tokenizer like Qwen2's with the markers of ChatML; its tokens by id."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

    from models.gguf import PRETOKEN

    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PRETOKEN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=397, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator([*CHINESE, *ENGLISH], trainer)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in CHATML])
    tokenizer.save(str(folder / "tokenizer.json"))
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def qwen2(folder: Path, seed: int = 1) -> Path:
    """A Qwen2 chat model directory: 2 layers of width 64, grouped-query attention, tied embeddings."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    folder.mkdir(parents=True, exist_ok=True)
    tokens = bytes_tokenizer(folder)
    config = {"tokenizer_class": "Qwen2Tokenizer", "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    torch.manual_seed(seed)
    model = Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=len(tokens), hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=1024, tie_word_embeddings=True, initializer_range=0.3,
            bos_token_id=tokens.index("<|endoftext|>"), eos_token_id=tokens.index("<|im_end|>"),
            rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        )
    )  # fmt: skip
    with torch.no_grad():
        model.model.embed_tokens.weight[tokens.index("<|im_end|>")] *= RESTLESS
    model.save_pretrained(folder)
    return folder


def gguf_file(source: Path, path: Path, quantised: bool = True) -> Path:
    """The Qwen2 directory `source` as a GGUF file, matrices in Q8_0 (float32 when not `quantised`)."""
    import numpy as np
    from gguf import GGMLQuantizationType, GGUFWriter, TokenType
    from gguf.quants import quantize
    from transformers import Qwen2ForCausalLM

    model = Qwen2ForCausalLM.from_pretrained(source)
    shape = model.config
    writer = GGUFWriter(path, "qwen2")
    writer.add_block_count(shape.num_hidden_layers)
    writer.add_context_length(shape.max_position_embeddings)
    writer.add_embedding_length(shape.hidden_size)
    writer.add_feed_forward_length(shape.intermediate_size)
    writer.add_head_count(shape.num_attention_heads)
    writer.add_head_count_kv(shape.num_key_value_heads)
    writer.add_layer_norm_rms_eps(shape.rms_norm_eps)
    writer.add_rope_freq_base(10000.0)
    raw = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    known = raw["model"]["vocab"] | {token["content"]: token["id"] for token in raw["added_tokens"]}
    tokens = sorted(known, key=known.__getitem__)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([TokenType.CONTROL if token in CHATML else TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(merge) for merge in raw["model"]["merges"]])
    writer.add_bos_token_id(shape.bos_token_id)
    writer.add_eos_token_id(shape.eos_token_id)
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight":  # tied
            continue
        weights = tensor.numpy().astype(np.float32)
        if quantised and weights.ndim == 2:
            kind = GGMLQuantizationType.Q8_0
            writer.add_tensor(gguf_name(name), quantize(weights, kind), raw_dtype=kind)
        else:
            writer.add_tensor(gguf_name(name), weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


NAMES = {
    "model.embed_tokens": "token_embd", "model.norm": "output_norm", "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip


def gguf_name(name: str) -> str:
    """GGUF's name for one of transformers' Qwen2 tensors."""
    body, _, kind = name.rpartition(".")
    if body in NAMES:
        return f"{NAMES[body]}.{kind}"
    number, part = body.removeprefix("model.layers.").split(".", 1)
    return f"blk.{number}.{NAMES[part]}.{kind}"
