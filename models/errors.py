"""The root of the product's errors, and those that engines and the model store raise.

`service.errors` adds the rest, draws the whole tree and maps it to HTTP statuses and exit codes.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class YibaoError(Exception):
    """Anything yibao reports to its user on purpose. The message says what happened and what to do about it."""


class ModelError(YibaoError):
    """A model could not be found, fetched, converted or run."""


class UnknownModel(ModelError):
    """No catalogue entry, directory or hub id answers to the name."""


class ModelUnavailable(ModelError):
    """No source of the catalogue entry answered."""


class DigestMismatch(ModelError):
    """What a source delivered is not what the catalogue promises; it has been deleted."""


class UnsupportedModel(ModelError):
    """The weights are of a kind that the engine cannot run."""


class Cancelled(YibaoError):
    """The work was asked to stop between two batches."""


@contextmanager
def loading(name: str, device: str) -> Iterator[None]:
    """What the libraries say of a model that they cannot put on the device, as ModelError."""
    try:
        yield
    except (RuntimeError, AssertionError) as error:  # AssertionError: PyTorch without CUDA
        other = "" if device == "cpu" else "; YIBAO_DEVICE=cpu does without a GPU"
        raise ModelError(f"{name} cannot be loaded on {device}: {error}{other}") from error
