"""A joint SentencePiece model (Kudo & Richardson 2018) with byte fallback, in the files that MarianTokenizer reads; and
the corpus as token arrays, small enough to carry to the machine that trains."""

import gzip
import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from models.training.config import Config, TrainingError

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"
SAMPLE = 1_000_000


def prepared(config: Config) -> Iterator[tuple[str, str, float]]:
    """The lines that `prepare` wrote. Raises TrainingError when it has not run."""
    path = config.work / "prepared.tsv.gz"
    if not path.exists():
        raise TrainingError(f"{path} is not there: run `yibao train prepare` first")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            zh, en, weight = line.rstrip("\n").split("\t")
            yield zh, en, float(weight)


def train_tokenizer(config: Config) -> Path:
    """Train the vocabulary and write `tokenizer/` (source.spm, target.spm, vocab.json, tokenizer_config.json)."""
    import sentencepiece

    folder = config.work / "tokenizer"
    if (folder / "vocab.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(text for zh, en, _ in islice(prepared(config), SAMPLE) for text in (zh, en)),
        model_prefix=str(folder / "joint"),
        vocab_size=config.vocabulary - 1,
        hard_vocab_limit=False,
        character_coverage=0.9995,
        byte_fallback=True,
        split_digits=True,
        pad_id=-1,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        normalization_rule_name="nmt_nfkc",
        max_sentence_length=4000,
        num_threads=2,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "joint.model"))
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    vocabulary[PAD] = len(vocabulary)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(folder / "joint.model", folder / name)
    for path in folder.glob("joint.*"):
        path.unlink()
    settings = {"source_lang": "zh", "target_lang": "en", "model_max_length": 512, "tokenizer_class": "MarianTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return folder


def encode(config: Config) -> Path:
    """Write `tokens.npz`: `source`, `target` (uint16, sentences end to end, each closed by the end token), `source_at`,
    `target_at` (uint32, where each begins, one more than there are sentences) and `weight` (float16)."""
    import sentencepiece
    from tqdm import tqdm

    path = config.work / "tokens.npz"
    if path.exists():
        return path
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(config.work / "tokenizer/source.spm"))
    sides: tuple[list[Any], list[Any]] = ([], [])
    weights: list[float] = []
    lines = prepared(config)
    with tqdm(unit="pair", desc="encode") as bar:
        while batch := list(islice(lines, 10_000)):
            for side, texts in zip(sides, zip(*((zh, en) for zh, en, _ in batch), strict=True), strict=True):
                side += [np.array([*ids, 0], dtype=np.uint16) for ids in pieces.encode(list(texts))]
            weights += [weight for _, _, weight in batch]
            bar.update(len(batch))
    arrays: dict[str, Any] = {"weight": np.array(weights, dtype=np.float16)}
    for name, side in zip(("source", "target"), sides, strict=True):
        arrays[name] = np.concatenate(side)
        arrays[f"{name}_at"] = np.concatenate([[0], np.cumsum([len(s) for s in side])]).astype(np.uint32)
    partial = path.with_suffix(".part.npz")
    np.savez_compressed(partial, **arrays)
    partial.replace(path)
    return path
