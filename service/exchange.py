"""Files that other tools wrote: their text decoded whole, their XML read without risk.

Such files are data, not prose: a byte that cannot be decoded, or an entity that is not resolved, would silently change
an entry. So both are errors here, where readers of pages repair and report.
"""

import re
from typing import Any

from service.encoding import decode
from service.errors import UnreadableInput

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_NAMESPACE = re.compile(r"\{[^}]*\}")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def whole_text(data: bytes, name: str) -> str:
    """The file's text with line ends as `\\n`: UTF-8, GB18030, Big5 or UTF-16, with or without a mark.

    Raises UnreadableInput, naming file and line, where a byte cannot be decoded.
    """
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        if "\0" not in text:  # UTF-16 of Latin letters is UTF-8 with noughts
            return re.sub("\r\n?", "\n", text)
        decoded = decode(data)
    except UnicodeDecodeError:
        try:
            decoded = decode(data)
        except UnreadableInput as error:
            raise UnreadableInput(f"{name}: {error}") from error
    if decoded.lost:
        line = decoded.text.count("\n", 0, decoded.text.index("\ufffd")) + 1
        raise UnreadableInput(f"{name}, line {line}: the text cannot be decoded as {decoded.encoding}")
    return decoded.text


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
