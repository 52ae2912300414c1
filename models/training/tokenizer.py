"""A joint SentencePiece model (Kudo & Richardson 2018) with byte fallback, in the files that MarianTokenizer reads; and
the corpus as token arrays, small enough to carry to the machine that trains."""

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.config import Config, TrainingError
from models.training.prepare import normalise, read_lines

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"
# English sentences that the vocabulary is learned from, and as many Chinese: more Chinese, and English words fall into
# so many pieces that training and translating take longer.
SAMPLE = 200_000
DEV_PAIRS = 250
Row = tuple[str, str, str]


def vocabulary_of(config: Config) -> dict[str, int]:
    """The pieces and their numbers, the padding token last."""
    found: dict[str, int] = json.loads((config.work / "tokenizer/vocab.json").read_text(encoding="utf-8"))
    return found


def prepared(config: Config) -> Iterator[Row]:
    """The lines that `prepare` wrote: Chinese, English, corpus. Raises TrainingError when it has not run."""
    path = config.work / "prepared.tsv.gz"
    if not path.exists():
        raise TrainingError(f"{path} is not there: run `yibao train prepare` first")
    for line in read_lines(path):
        zh, en, corpus = line.split("\t")
        yield zh, en, corpus


def sample(config: Config) -> Iterator[str]:
    """What the vocabulary is learned from: every n-th pair, the Chinese in turn from the pair and from `mono`."""
    pairs = sum(1 for _ in prepared(config))
    mono = (normalise(line.split("\t")[-1]) for path in config.mono for line in read_lines(path))
    for n, (zh, en, _) in enumerate(islice(prepared(config), 0, None, 1 + pairs // SAMPLE)):
        yield en
        yield next(mono, zh) if n % 2 else zh


def train_tokenizer(config: Config) -> Path:
    """Train the vocabulary and write `tokenizer/` (source.spm, target.spm, vocab.json, tokenizer_config.json), or copy
    that of the model to `begin` with.

    Does nothing when it is there already.
    """
    import sentencepiece

    folder = config.work / "tokenizer"
    if folder.exists():
        return folder
    partial = config.work / "tokenizer.part"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    if config.begin:
        for name in ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json"):
            shutil.copyfile(config.begin / name, partial / name)
        partial.rename(folder)
        return folder
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sample(config),
        model_prefix=str(partial / "source"),
        vocab_size=config.vocabulary - 1,
        hard_vocab_limit=False,
        character_coverage=0.999,
        byte_fallback=True,
        split_digits=True,
        pad_id=-1,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        normalization_rule_name="nmt_nfkc",
        max_sentence_length=4000,
        num_threads=4,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(partial / "source.model"))
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    vocabulary[PAD] = len(vocabulary)
    (partial / "source.model").rename(partial / "source.spm")
    (partial / "source.vocab").unlink()
    shutil.copyfile(partial / "source.spm", partial / "target.spm")
    settings = {"source_lang": "zh", "target_lang": "en", "model_max_length": 512, "tokenizer_class": "MarianTokenizer"}
    (partial / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    (partial / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    partial.rename(folder)
    return folder


def encode(config: Config) -> Path:
    """Write `tokens.npz` and, where there are development sentences, `dev.npz`. Does nothing where they are there.

    `source`, `target`: uint16 tokens, sentences end to end, each closed by the end token; `source_length`,
    `target_length`: uint16, tokens of each. `fresh`: whether a source begins a new target; where not (a noisy copy) it
    has the one before. `corpus`: uint8, which of `names` a source is from. Packed with LZMA, three quarters of the
    size that `numpy.savez_compressed` gives.
    """
    path = config.work / "tokens.npz"
    if not path.exists():
        _encode(config, prepared(config), path)
    if config.dev and not (config.work / "dev.npz").exists():
        lines = [[normalise(line) for line in read_lines(file)] for file in config.dev]
        rows = [(zh, en, "dev") for zh, en in zip(*lines, strict=True)]
        _encode(config, rows[:: 1 + len(rows) // DEV_PAIRS], config.work / "dev.npz")
    return path


def _encode(config: Config, rows: Iterable[Row], path: Path) -> None:
    import sentencepiece
    from tqdm import tqdm

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(config.work / "tokenizer/source.spm"))
    sources: list[NDArray[np.uint16]] = []
    targets: list[NDArray[np.uint16]] = []
    fresh: list[bool] = []
    corpora: list[int] = []
    names: dict[str, int] = {}
    last, lines = "", iter(rows)
    with tqdm(unit="pair", desc="encode") as bar:
        while batch := list(islice(lines, 10_000)):
            chinese, english, _ = zip(*batch, strict=True)
            for source, target, (_, en, corpus) in zip(
                _tokens(pieces, chinese), _tokens(pieces, english), batch, strict=True
            ):
                fresh.append(en != last)
                if en != last:
                    targets.append(target)
                    last = en
                sources.append(source)
                corpora.append(names.setdefault(corpus, len(names)))
            bar.update(len(batch))
    arrays: dict[str, NDArray[Any]] = {
        "source": np.concatenate(sources),
        "source_length": np.array([len(row) for row in sources], dtype=np.uint16),
        "target": np.concatenate(targets),
        "target_length": np.array([len(row) for row in targets], dtype=np.uint16),
        "fresh": np.array(fresh),
        "corpus": np.array(corpora, dtype=np.uint8),
        "names": np.array(list(names)),
    }
    pack(path, arrays)


def pack(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write what `numpy.load` reads, packed with LZMA."""
    from tqdm import tqdm

    partial = path.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_LZMA) as out:
        for name, array in tqdm(arrays.items(), unit="array", desc="pack"):
            with out.open(f"{name}.npy", "w") as file:
                np.lib.format.write_array(file, array)
    partial.replace(path)


def _tokens(pieces: Any, texts: Sequence[str]) -> list[NDArray[np.uint16]]:
    """Each text's tokens, closed by the end token (0)."""
    return [np.array([*ids, 0], dtype=np.uint16) for ids in pieces.encode(list(texts))]
