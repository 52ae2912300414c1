"""The writers: one a format. Each makes a finished file of a briefing; the same briefing gives the same bytes."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from service.records import Briefing

__all__ = ["WRITERS", "Writer"]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that can be written: its name (also of the module that writes it), media type and file ending."""

    name: str
    media_type: str
    suffix: str

    def write(self, briefing: Briefing) -> bytes:
        """The briefing as a whole file."""
        write = cast(Callable[[Briefing], bytes], importlib.import_module(f"service.writers.{self.name}").write)
        return write(briefing)


WRITERS = {
    writer.name: writer
    for writer in (
        Writer("json", "application/json", ".json"),
        Writer("md", "text/markdown", ".md"),
        Writer("html", "text/html", ".html"),
        Writer("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        Writer("tmx", "application/x-tmx+xml", ".tmx"),
        Writer("xliff", "application/x-xliff+xml", ".xlf"),
    )
}
