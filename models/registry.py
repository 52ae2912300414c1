"""From a name to a loaded engine: catalogue name, model directory, hub id or an engine of the user's own
(`module:factory`), and what "auto" and "fast" mean."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from models import cuda, decoder
from models.catalogue import Artefact, Entry, Origin, catalogue
from models.convert import convert
from models.engine import Identity, Summarizer, Translator
from models.errors import ModelError, UnknownModel, UnsupportedModel, loading
from models.fetch import hub_answers, pull
from models.instruct import InstructSummarizer, InstructTranslator
from models.scorer import MarianScorer
from models.seq2seq import (
    CTranslate2Translator,
    Pieces,
    Seq2SeqSummarizer,
    SummaryTransformer,
    TransformersTranslator,
)
from models.store import Store

Announce = Callable[[str], object]
PREFERRED, EMBEDDED, FAST = "opus-mt-zh-en", "qwen2.5-coder-1.5b-instruct", "yibao-zh-en"
SUMMARIZERS = (EMBEDDED, "bart-large-cnn")
HUB_FILES = ("config.json", "generation_config.json", "pytorch_model.bin", "model.safetensors", "source.spm",
             "target.spm", "vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json", "spiece.model",
             "sentencepiece.bpe.model", "special_tokens_map.json")  # fmt: skip


# An engine of the user's own: `package.module:factory`.
OWN = re.compile(r"[\w.]+:\w+")


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk: `source` is a GGUF file or a transformers directory, `digest` the SHA-256 of its bytes."""

    name: str
    kind: str
    source: Path
    digest: str
    licence: str = ""


def pick_translator(name: str, store: Store) -> str:
    """The model that a name means: "auto" is OPUS-MT when it is on disk or the hub answers, else the embedded model;
    "fast" is the small one that comes with yibao."""
    if name != "auto":
        return FAST if name == "fast" else name
    entry = catalogue()[PREFERRED]
    if store.manifest(entry) is not None or hub_answers(entry.origins[0].repo):
        return PREFERRED
    return EMBEDDED


def pick_summarizer(store: Store) -> str:
    """What "auto" means for summaries: the first summariser that is on disk, else "extractive"."""
    held = (name for name in SUMMARIZERS if store.manifest(catalogue()[name]) is not None)
    return next(held, "extractive")


def pick_device(device: str, announce: Announce = print) -> str:
    """ "auto" as "cuda" where CTranslate2 can use a GPU, else "cpu". Raises ModelError when "cuda" was asked for and
    CTranslate2 cannot use the GPU that is there."""
    if device == "cpu" or not cuda.has_gpu():
        return "cpu" if device == "auto" else device
    if cuda.has_cublas():
        return "cuda"
    if device != "auto":
        raise ModelError(cuda.ADVICE)
    announce(f"There is a GPU, and it is not used. {cuda.ADVICE}")
    return "cpu"


def locate(name: str, store: Store, announce: Announce = print) -> Model:
    """The model of that name on disk, pulled first where it is not. Raises UnknownModel or ModelUnavailable."""
    path = Path(name).expanduser()
    if path.is_dir():
        return _in_folder(path.name, path.resolve(), store)
    if path.suffix == ".gguf" and path.is_file():
        return _in_folder(path.stem, path.resolve(), store)
    entry = entry_of(name)
    folder = pull(entry, store, announce)
    if entry.kind == "instruct" and len(entry.artefacts) == 1:
        source = folder / entry.artefacts[0].name
        digest = (store.manifest(entry) or {})[source.name]
        return Model(name, entry.kind, source, digest, entry.licence)
    found = _in_folder(name, folder, store)
    return Model(name, found.kind, folder, found.digest, entry.licence)


def entry_of(name: str) -> Entry:
    """The catalogue's entry of that name, or one for a hub id. Raises UnknownModel."""
    if (known := catalogue().get(name)) is not None:
        return known
    if name.count("/") != 1 or name.startswith((".", "/", "~")):
        raise UnknownModel(
            f"no model {name!r}: neither in the catalogue (`yibao models list`) nor a folder nor a hub id"
        )
    files = tuple(Artefact(file) for file in HUB_FILES)
    return Entry(name, name, "hub", (), "see the hub", files, (Origin("hub", repo=name, revision="main"),))


def _in_folder(name: str, path: Path, store: Store) -> Model:
    if path.is_file():
        return Model(name, "instruct", path, store.digest(path))
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UnknownModel(f"the folder {path.name} has no config.json: it is not a model directory") from None
    if not any(file.suffix in (".safetensors", ".bin") for file in path.iterdir()):
        raise UnknownModel(f"the folder {path.name} has no weights (*.safetensors or *.bin)")
    kind = "seq2seq" if config.get("is_encoder_decoder") else "instruct"
    return Model(name, kind, path, store.digest(path))


def _instruct(model: Model, store: Store, device: str, threads: int, announce: Announce) -> Translator:
    loaded, identity = _decoder(model, store, device, threads, announce)
    return InstructTranslator(loaded, identity)


def _decoder(
    model: Model, store: Store, device: str, threads: int, announce: Announce
) -> tuple[decoder.Decoder, Identity]:
    folder = convert(model.source, model.digest, store, device, announce)
    identity = Identity("instruct", model.name, model.digest, device=device, licence=model.licence)
    return decoder.load(folder, device, threads), identity


def _seq2seq(model: Model, store: Store, device: str, threads: int, announce: Announce) -> Translator:
    pieces = Pieces(model.source)
    identity = partial(Identity, model=model.name, digest=model.digest, device=device, licence=model.licence)
    try:
        folder = convert(model.source, model.digest, store, device, announce)
    except UnsupportedModel as error:
        announce(f"{error}; using transformers, which is slower")
        return TransformersTranslator(model.source, pieces, identity(engine="transformers"), threads)
    return CTranslate2Translator(folder, pieces, identity(engine="ctranslate2"), threads)


ENGINES: dict[str, Callable[[Model, Store, str, int, Announce], Translator]] = {
    "instruct": _instruct,
    "seq2seq": _seq2seq,
}


def own_engine(name: str) -> Any:
    """What the factory `module:attribute`, called without arguments, makes: an engine that yibao does not have.

    Raises UnknownModel when there is no such factory.
    """
    try:
        factory = resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownModel(f"no engine {name!r}: {error}") from error
    return factory()


def open_translator(
    name: str, *, store: Store, device: str = "auto", threads: int = 0, announce: Announce = print
) -> Translator:
    """The translator of that name, "auto" or "fast", loaded. Raises ModelError."""
    if OWN.fullmatch(name):
        announce(f"Translator: {name}")
        own: Translator = own_engine(name)
        return own
    chosen = pick_translator(name, store)
    model, place = locate(chosen, store, announce), pick_device(device, announce)
    with loading(chosen, place):
        translator = ENGINES[model.kind](model, store, place, threads, announce)
    announce(f"Translator: {chosen} ({translator.identity.engine}, {translator.identity.device})")
    return translator


def open_summarizer(
    name: str, *, store: Store, device: str = "auto", threads: int = 0, announce: Announce = print
) -> Summarizer | None:
    """The summariser of that name, loaded; None for "extractive" (and "auto" with no summariser on disk)."""
    chosen = pick_summarizer(store) if name == "auto" else name
    announce(f"Summariser: {chosen}")
    if chosen == "extractive":
        return None
    if OWN.fullmatch(chosen):
        own: Summarizer = own_engine(chosen)
        return own
    model, place = locate(chosen, store, announce), pick_device(device, announce)
    with loading(chosen, place):
        if model.kind == "instruct":
            return InstructSummarizer(*_decoder(model, store, place, threads, announce))
        identity = Identity("transformers", model.name, model.digest, device=place, licence=model.licence)
        return Seq2SeqSummarizer(SummaryTransformer(model.source, Pieces(model.source), identity, threads))


def open_scorer(*, store: Store, device: str = "auto", threads: int = 0, announce: Announce = print) -> MarianScorer:
    """The second reader: the model that comes with yibao. It is put on disk and loaded when it is first asked."""
    place = pick_device(device, announce)

    def folders() -> tuple[Path, Path]:
        model = locate(FAST, store, announce)
        return convert(model.source, model.digest, store, place, announce), model.source

    return MarianScorer(FAST, folders, place, threads)


def ensure(translator: str, summarizer: str, *, store: Store, device: str = "auto", announce: Announce = print) -> None:
    """Put on disk, in the engines' forms, what the two names need, and say through `announce` what they mean. Loads
    nothing."""
    chosen = pick_translator(translator, store)
    summaries = pick_summarizer(store) if summarizer == "auto" else summarizer
    names = [chosen] if OWN.fullmatch(chosen) else [chosen, FAST]
    if summarizer not in ("auto", "extractive"):
        names.append(summarizer)
    wanted = [name for name in dict.fromkeys(names) if not OWN.fullmatch(name)]
    place = pick_device(device, announce) if wanted else "cpu"
    for name in wanted:
        model = locate(name, store, announce)
        if model.kind == "instruct" or name in (chosen, FAST):
            try:
                convert(model.source, model.digest, store, place, announce)
            except UnsupportedModel as error:
                announce(str(error))
    announce(f"Translator: {chosen}")
    announce(f"Summariser: {summaries}")
