"""The readers: one a format. A text format's reader is given the decoded text, a binary one's the bytes."""

import importlib
from dataclasses import dataclass
from typing import cast

from service.readers.reading import Limits, Reader, Reading

__all__ = ["READERS", "Format", "Limits", "Reader", "Reading"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its media type, what people call it, the module that reads it."""

    media_type: str
    name: str
    module: str
    is_text: bool

    def read(self, material: bytes | str, limits: Limits) -> Reading:
        """Read decoded text (`is_text`) or bytes. Raises InputError; a damaged file may raise anything."""
        reader = cast(Reader, importlib.import_module(f"service.readers.{self.module}").read)
        return reader(material, limits)


READERS = {
    form.media_type: form
    for form in (
        Format("text/plain", "plain text", "plain", True),
        Format("text/html", "HTML", "html", True),
        Format("application/xml", "an RSS or Atom feed", "feed", True),
        Format("application/json", "JSON", "json_article", True),
        Format("application/pdf", "PDF", "pdf", False),
        Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word file", "docx", False),
    )
}
