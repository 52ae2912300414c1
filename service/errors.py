"""Every error the product reports, and what each means outside.

YibaoError
├── ModelError                 (models.errors)
│   ├── UnknownModel
│   ├── ModelUnavailable
│   ├── DigestMismatch
│   └── UnsupportedModel
├── Cancelled                  (models.errors)
├── InputError
│   ├── EmptyInput
│   ├── TooLarge
│   ├── Encrypted
│   ├── NotChinese
│   ├── UnreadableInput
│   ├── MislabelledInput
│   └── UnsupportedFormat
├── BadRequest
├── NotFound
├── Conflict
├── Forbidden
├── OutputError
├── ServiceUnavailable
└── InternalError
"""

from collections.abc import Mapping

from models.errors import (
    Cancelled,
    DigestMismatch,
    ModelError,
    ModelUnavailable,
    UnknownModel,
    UnsupportedModel,
    YibaoError,
)

__all__ = [
    "BadRequest",
    "Cancelled",
    "Conflict",
    "DigestMismatch",
    "EmptyInput",
    "Encrypted",
    "Forbidden",
    "InputError",
    "InternalError",
    "MislabelledInput",
    "ModelError",
    "ModelUnavailable",
    "NotChinese",
    "NotFound",
    "OutputError",
    "ServiceUnavailable",
    "TooLarge",
    "UnknownModel",
    "UnreadableInput",
    "UnsupportedFormat",
    "UnsupportedModel",
    "YibaoError",
    "exit_code",
    "http_status",
    "noted",
    "of_status",
    "renewed",
]


class InputError(YibaoError):
    """The material given cannot be made into a briefing."""


class EmptyInput(InputError):
    """There is no text in it."""


class TooLarge(InputError):
    """It is over a limit: bytes, pages or articles. The message names the setting."""


class Encrypted(InputError):
    """It is protected by a password."""


class NotChinese(InputError):
    """There is text, but it is not Chinese."""


class UnreadableInput(InputError):
    """It is damaged, or decodes in no encoding known for Chinese."""


class MislabelledInput(InputError):
    """Its bytes are of another kind than its media type or file name says."""


class UnsupportedFormat(InputError):
    """No reader or writer for this media type or format."""


class BadRequest(YibaoError):
    """A parameter is missing or malformed."""


class NotFound(YibaoError):
    """No such document, job or briefing."""


class Conflict(YibaoError):
    """The state of the thing does not allow it."""


class Forbidden(YibaoError):
    """The one who asks may not do this."""


class OutputError(YibaoError):
    """The result could not be written."""


class ServiceUnavailable(YibaoError):
    """The database or the broker does not answer."""


class InternalError(YibaoError):
    """Nobody foresaw what went wrong; the log has the details."""


# Error → (HTTP status, exit status of the command line). The nearest class up the tree counts; of those with one status
# the first is what the status means where nothing more is known.
TABLE: dict[type[YibaoError], tuple[int, int]] = {
    InternalError: (500, 1),
    YibaoError: (500, 1),
    InputError: (422, 2),
    TooLarge: (413, 2),
    UnsupportedFormat: (415, 2),
    MislabelledInput: (415, 2),
    BadRequest: (400, 2),
    NotFound: (404, 2),
    Conflict: (409, 2),
    Forbidden: (403, 2),
    OutputError: (500, 4),
    ServiceUnavailable: (503, 5),
    UnknownModel: (503, 2),  # over HTTP nobody names one: the settings do
    ModelError: (503, 3),
    Cancelled: (409, 130),
}


def _look_up(error: type[YibaoError]) -> tuple[int, int]:
    return next(TABLE[kind] for kind in error.__mro__ if kind in TABLE)


def http_status(error: YibaoError) -> int:
    """The HTTP status under which the API reports `error`."""
    return _look_up(type(error))[0]


def of_status(status: int) -> type[YibaoError] | None:
    """What an HTTP status means, None where no error of ours has it."""
    return next((kind for kind, (http, _) in TABLE.items() if http == status), None)


def exit_code(error: YibaoError) -> int:
    """The exit status under which the command line reports `error`."""
    return _look_up(type(error))[1]


def noted(error: YibaoError) -> dict[str, str]:
    """The error as a record, from which another process makes it again: see `renewed`."""
    return {"error": type(error).__name__, "detail": str(error)}


def renewed(record: Mapping[str, str]) -> YibaoError:
    """The error of a record; InternalError where the product has no such class (any more)."""
    kind = globals().get(record["error"])
    if not (isinstance(kind, type) and issubclass(kind, YibaoError)):
        kind = InternalError
    return kind(record["detail"])
