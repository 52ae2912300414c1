"""Files that other tools wrote: their text decoded whole, their XML read without risk.

Such files are data, not prose: a byte that cannot be decoded, or an entity that is not resolved, would silently change
an entry. So both are errors here, where readers of pages repair and report.
"""

import codecs
import re
from typing import Any

from service.encoding import BOMS, CANDIDATES, LOST, decode
from service.errors import UnreadableInput

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_NAMESPACE = re.compile(r"\{[^}]*\}")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def whole_text(data: bytes, name: str) -> str:
    """The file's text with line ends as `\\n`: UTF-8, GB18030, Big5 or UTF-16, with or without a mark.

    Raises UnreadableInput, naming file and line, where a byte cannot be decoded.
    """
    utf8 = _utf8(data)
    if utf8 is not None:
        return re.sub("\r\n?", "\n", utf8)
    try:
        decoded = decode(data)
    except UnreadableInput as error:
        raise UnreadableInput(f"{name}: {error}") from error
    if decoded.encoding not in (*CANDIDATES, *(codec for _, codec in BOMS)):
        raise UnreadableInput(f"{name}: the text decodes in no encoding known for Chinese: save it as UTF-8")
    if decoded.lost:
        line = decoded.text.count("\n", 0, decoded.text.index(LOST)) + 1
        raise UnreadableInput(f"{name}, line {line}: the text cannot be decoded as {decoded.encoding}")
    return decoded.text


def _utf8(data: bytes) -> str | None:
    """The text when it is sound UTF-8. It is asked first, since short entries are too few to be told by frequency."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text  # UTF-16 of Latin letters is UTF-8 with noughts


def parse_xml(text: str, name: str) -> Any:
    """The root element, an lxml one. Nothing outside the file is opened and no entity is expanded.

    Raises UnreadableInput, naming file and line, for XML that is not well formed, that is too deep or has too large a
    text for libxml2's limits, and for entities of its own: these can grow without end or bring in other files.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    markup = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"{name}, line {error.lineno or 1}: the XML is damaged: {error.msg}") from error
    definitions: Any = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise UnreadableInput(f"{name}: it defines entities of its own, which are not read for safety's sake")
    for entity in root.iter(etree.Entity):
        raise UnreadableInput(f"{name}, line {entity.sourceline}: the entity {entity.text} is not defined")
    return root


def local(element: Any) -> str:
    """The element's name without its namespace."""
    return _NAMESPACE.sub("", element.tag)


def language(element: Any) -> str:
    """The language of an element by its code: "zh" or "en" whatever the country and script, "" for another or none."""
    code = re.split("[-_]", (element.get(LANG) or element.get("lang") or "").lower())[0]
    return {"zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "en": "en", "eng": "en"}.get(code, "")
