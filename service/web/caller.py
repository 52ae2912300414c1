"""Who asks: which organisation, and who of it.

The service knows no passwords. Where a proxy in front of it signs people in, it says whom by two headers, whose names
are settings. Without these everybody is of one organisation, and says who he is by a name in the request.
"""

import re
from dataclasses import dataclass

from flask import request

from service.errors import BadRequest, Forbidden
from service.web.parts import parts

COOKIE, NOBODY = "author", "editor"
_ORGANISATION, _AUTHOR = re.compile(r"[\w.-]{1,64}"), re.compile(r"[^\x00-\x1f\x7f]{1,100}")


@dataclass(frozen=True, slots=True)
class Caller:
    """`organisation` is "" where the service knows none; `author` is who signs what is changed."""

    organisation: str
    author: str


def caller(author: str = "") -> Caller:
    """Who makes this request; `author` is who he says he is, which counts where no proxy says it.

    Raises Forbidden where the proxy should have said who it is and has not, BadRequest for what is no name.
    """
    settings = parts().settings
    organisation = _told(settings.organisation_header)
    if settings.organisation_header and not _ORGANISATION.fullmatch(organisation):
        raise Forbidden(f"the header {settings.organisation_header} must name your organisation (letters, digits, .-_)")
    name = _told(settings.author_header)
    if settings.author_header and not name:
        raise Forbidden(f"the header {settings.author_header} must say who you are")
    name = name or author.strip() or request.cookies.get(COOKIE, "").strip() or NOBODY
    if not _AUTHOR.fullmatch(name):
        raise BadRequest("a name has at most 100 characters and no control characters")
    return Caller(organisation, name)


def organisation() -> str:
    """The organisation of this request, see `caller`."""
    return caller().organisation


def _told(header: str) -> str:
    return request.headers.get(header, "").strip() if header else ""
