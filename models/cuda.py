"""Whether CTranslate2 can use the GPU of this machine.

It needs the cuBLAS of CUDA 12, and looks for it by name only when it first multiplies: a model would load, and the
first sentence fail. PyTorch's own libraries may be of another CUDA. `pip install '.[cuda]'` brings the right ones;
they lie beside the package `nvidia`, where the system's loader does not look, and are found once they are loaded.
"""

import ctypes
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("libcublasLt.so.12", "libcublas.so.12")
ADVICE = "CTranslate2 needs the cuBLAS of CUDA 12 for the GPU: `pip install '.[cuda]'` in yibao's folder brings it"


def has_gpu() -> bool:
    """Whether the driver shows a GPU."""
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count())


@cache
def has_cublas() -> bool:
    """Whether what CTranslate2 needs for a GPU can be loaded; it stays loaded. Elsewhere than on Linux it is left to
    CTranslate2."""
    return sys.platform != "linux" or all(load(name, _folders()) for name in LIBRARIES)


def _folders() -> list[Path]:
    """Where packages of the name `nvidia` keep cuBLAS."""
    spec = find_spec("nvidia")
    return [Path(place) / "cublas" / "lib" for place in (spec.submodule_search_locations or ())] if spec else []


def load(name: str, folders: Sequence[Path]) -> bool:
    """Load a shared object from the first of the folders that has it, else from where the system looks; False where it
    cannot be had."""
    for path in (*(str(folder / name) for folder in folders), name):
        try:
            ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    return False
