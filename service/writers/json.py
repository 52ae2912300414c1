"""JSON: the contract form, as `service.codec.schema` describes it."""

import json

from service.codec import to_dict
from service.records import Briefing


def write(briefing: Briefing) -> bytes:
    """UTF-8, indented. A lone surrogate, which UTF-8 cannot carry, is written as its JSON escape."""
    text = json.dumps(to_dict(briefing), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")
