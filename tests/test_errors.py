"""Every error: what it is a kind of, and what it means outside."""

import re
from collections.abc import Iterator

import pytest

from models.errors import YibaoError
from service import errors
from service.errors import exit_code, http_status

MEANING = {
    "YibaoError": (500, 1),
    "ModelError": (503, 3),
    "UnknownModel": (503, 2),
    "ModelUnavailable": (503, 3),
    "DigestMismatch": (503, 3),
    "UnsupportedModel": (503, 3),
    "Cancelled": (409, 130),
    "InputError": (422, 2),
    "EmptyInput": (422, 2),
    "TooLarge": (413, 2),
    "Encrypted": (422, 2),
    "NotChinese": (422, 2),
    "UnreadableInput": (422, 2),
    "MislabelledInput": (415, 2),
    "UnsupportedFormat": (415, 2),
    "BadRequest": (400, 2),
    "NotFound": (404, 2),
    "Conflict": (409, 2),
    "Forbidden": (403, 2),
    "OutputError": (500, 4),
    "ServiceUnavailable": (503, 5),
    "InternalError": (500, 1),
}


def below(kind: type[YibaoError]) -> Iterator[type[YibaoError]]:
    """The class and all of its subclasses in the product."""
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.startswith(("models", "service", "workers")):
            yield from below(child)


KINDS = list(below(YibaoError))


def drawn() -> dict[str, str]:
    """The tree in the docstring: name → name of its parent."""
    found: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"([│├└─ ]*)(\w+)(?: +\(.*\))?$", line):
            depth = len(match[1]) // 4
            del path[depth:]
            found[match[2]] = path[-1] if path else "Exception"
            path.append(match[2])
    return found


def test_the_tree_is_drawn_as_it_is() -> None:
    assert drawn() == {kind.__name__: kind.__base__.__name__ for kind in KINDS if kind.__base__}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_meaning(kind: type[YibaoError]) -> None:
    assert (http_status(kind("")), exit_code(kind(""))) == MEANING[kind.__name__]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_is_exported_and_explained(kind: type[YibaoError]) -> None:
    assert getattr(errors, kind.__name__) is kind
    assert kind.__name__ in errors.__all__
    assert kind.__doc__


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest), (403, errors.Forbidden), (404, errors.NotFound), (405, None), (409, errors.Conflict),
        (413, errors.TooLarge), (415, errors.UnsupportedFormat), (422, errors.InputError), (500, errors.InternalError),
        (503, errors.ServiceUnavailable),
    ],
)  # fmt: skip
def test_a_status_has_its_meaning(status: int, kind: type[YibaoError] | None) -> None:
    assert errors.of_status(status) is kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_is_written_down_and_made_again(kind: type[YibaoError]) -> None:
    made = errors.renewed(errors.noted(kind("why")))
    assert (type(made), str(made)) == (kind, "why")


@pytest.mark.parametrize("name", ["Unheard", "Mapping", "TABLE", "noted"])
def test_an_error_that_nobody_knows_is_an_internal_one(name: str) -> None:
    made = errors.renewed({"error": name, "detail": "why"})
    assert (type(made), str(made)) == (errors.InternalError, "why")


def test_an_unknown_kind_means_what_its_parent_means() -> None:
    class Later(errors.TooLarge):
        pass

    assert (http_status(Later("")), exit_code(Later(""))) == MEANING["TooLarge"]
