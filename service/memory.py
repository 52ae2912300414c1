"""The translation memory: what was translated before."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.records import Match


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its English; `before` and `after` are the Chinese sentences beside it, "" where not known."""

    zh: str
    en: str
    before: str = ""
    after: str = ""
    author: str = ""
    created: str = ""
    origin: str = ""


class Memory:
    """Exact matches."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.zh: entry for entry in entries}

    def find(self, zh: str, before: str = "", after: str = "") -> Match | None:
        """The match for a sentence, None for none."""
        entry = self._entries.get(zh)
        return Match(entry.zh, entry.en, "exact", 100, entry.author, entry.created) if entry else None
