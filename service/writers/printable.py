"""Text that every format can carry."""

import re
from typing import Any, cast

from service.codec import from_dict, to_dict
from service.records import Briefing

# All but the Char production of XML 1.0 (section 2.2).
_BEYOND_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable_text(text: str) -> str:
    """The text without characters that XML cannot carry.

    A control character becomes its picture (U+000C → ␌), so that a reader sees what stood there; a lone surrogate and
    a noncharacter become U+FFFD.
    """
    return _BEYOND_XML.sub(_picture, text)


def printable(briefing: Briefing) -> Briefing:
    """The briefing without characters that XML cannot carry, as `printable_text` has it."""
    return cast(Briefing, from_dict(Briefing, _printable(to_dict(briefing))))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return {key: _printable(item) for key, item in value.items()} if isinstance(value, dict) else value


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
