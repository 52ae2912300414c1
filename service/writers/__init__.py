"""The writers: one a format. Each makes a finished file of a briefing; the same briefing gives the same bytes."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from service.records import Briefing

__all__ = ["WRITERS", "Writer"]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that can be written: its name (also of the module that writes it), what people call it, media type and
    file ending, and whether browsers show it; what they do not is saved."""

    name: str
    label: str
    media_type: str
    suffix: str
    shown: bool = False

    def write(self, briefing: Briefing) -> bytes:
        """The briefing as a whole file."""
        write = cast(Callable[[Briefing], bytes], importlib.import_module(f"service.writers.{self.name}").write)
        return write(briefing)


WRITERS = {
    writer.name: writer
    for writer in (
        Writer("json", "JSON", "application/json", ".json", shown=True),
        Writer("md", "Markdown", "text/markdown", ".md", shown=True),
        Writer("html", "HTML", "text/html", ".html", shown=True),
        Writer("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        Writer("tmx", "TMX", "application/x-tmx+xml", ".tmx"),
        Writer("xliff", "XLIFF", "application/x-xliff+xml", ".xlf"),
    )
}
