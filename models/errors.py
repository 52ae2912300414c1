"""The root of the product's errors, and those that engines and the model store raise.

`service.errors` adds the rest, draws the whole tree and maps it to HTTP statuses and exit codes.
"""


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
