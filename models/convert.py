"""Making the engine's form of a model: once, under the digest of its weights, whole or not at all."""

import contextlib
import ctypes
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from models import gguf
from models.errors import UnsupportedModel
from models.store import Store

Announce = Callable[[str], object]


@contextlib.contextmanager
def no_advice() -> Iterator[None]:
    """transformers without its own bars, and quiet about a package that Marian's tokenizer recommends for a step it
    never takes."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        yield


def quantization(device: str) -> str:
    """The weights' form on a device: int8 on a CPU, int8 with float16 arithmetic on CUDA."""
    return "int8_float16" if device == "cuda" else "int8"


def convert(source: Path, digest: str, store: Store, device: str, announce: Announce = print) -> Path:
    """The CTranslate2 directory of `source` (a GGUF file or a transformers directory), made first where it is missing.

    Raises UnsupportedModel when CTranslate2 does not know the architecture.
    """
    # GGUF weights become int8 for both devices: the arithmetic is chosen at loading.
    form = "int8" if source.is_file() else quantization(device)
    folder = store.converted(digest, form)
    with store.lock(f"convert-{digest[:16]}"):
        if folder.exists():
            return folder
        announce(f"Converting {source.name} to {form} (once) …")
        partial = folder.with_name(f".part-{folder.name}")
        # What a conversion that was killed left behind.
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        try:
            if source.is_file():
                _from_gguf(source, partial)
            else:
                _from_transformers(source, partial, form)
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            _give_back()
    return folder


def _give_back() -> None:
    """Hand freed memory back to the system. The C library would keep it, two gigabytes of a model in weights of some
    megabytes each, for as long as the process lives, and `yibao serve` lives on."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _from_gguf(source: Path, folder: Path) -> None:
    from tqdm import tqdm

    with tqdm(unit="layer", desc="converting") as bar:
        gguf.convert(source, folder, bar.update)


def _from_transformers(source: Path, folder: Path, form: str) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        with no_advice():
            converter = TransformersConverter(str(source), low_cpu_mem_usage=True)
            converter.convert(str(folder), quantization=form, force=True)
    except (ValueError, NotImplementedError, KeyError, AttributeError) as error:
        raise UnsupportedModel(f"CTranslate2 does not know the model in {source.name}: {error}") from error
    if (source / "tokenizer.json").exists():
        shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
