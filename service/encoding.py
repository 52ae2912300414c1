"""Bytes → text, for Chinese: the codec is found from the bytes, and what was declared only breaks a tie.

All candidate codecs decode the whole body, and the reading that looks most like Chinese wins: the share of its
characters that are in common use. Which are is taken from the two standards themselves: level 1 of GB 2312-80 (3,755
simplified characters) and of Big5 (5,401 traditional ones), the sets their authors drew up by frequency. A body read by
the wrong codec scatters over rare characters, kana and private use; 20 characters are enough to tell.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from service.errors import UnreadableInput

LOST = "\ufffd"
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "cp936": "gb18030"}

# Calibrated on 20-character texts of either standard: right readings score above 0.9, wrong ones below 0.5.
PLAUSIBLE = 0.5
DECLARED_BONUS = 0.05
UTF8_BONUS = 0.5  # strict UTF-8 by accident is rare: another reading must be all common characters to beat it
MOST_LOST = 0.01  # more undecodable bytes than one character in a hundred is no longer damage but another format
SAMPLE = 65_536  # bytes shown to the general detector, which is slow


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` with line ends as `\\n` and U+FFFD where `lost` bytes could not be decoded; `encoding` is the codec."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode `data`; `declared` is the charset that came with it, which may be wrong or empty.

    A few undecodable bytes (a cut character at the end, damage in a long file) become U+FFFD. Raises UnreadableInput
    when no codec gives text.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], codec)
    declared = ALIASES.get(_name(declared), _name(declared))
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and "\0" not in utf8 and (utf8.isascii() or plausibility(utf8) >= PLAUSIBLE):
        return _checked(data, "utf-8")
    readings = {codec: _reading(data, codec) for codec in CANDIDATES}
    scores = {
        codec: plausibility(text)
        + DECLARED_BONUS * (codec == declared)
        + UTF8_BONUS * (codec == "utf-8" and utf8 is not None)
        for codec, text in readings.items()
    }
    best = max(CANDIDATES, key=lambda codec: scores[codec])
    if scores[best] >= PLAUSIBLE:
        return _checked(data, best)
    return _checked(data, "utf-8" if utf8 is not None else _detected(data) or best)


def plausibility(text: str) -> float:
    """How much `text` looks like Chinese: 1 when all its non-ASCII characters are in common use, below 0 for junk."""
    counts = Counter(text)
    worth = total = 0.0
    for char, count in counts.items():
        value = _worth(char)
        if value is not None:
            worth += value * count
            total += count
    return worth / total if total else 0.0


def _reading(data: bytes, codec: str) -> str:
    return data.decode(codec, "replace")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _checked(data: bytes, codec: str) -> Decoded:
    text = _reading(data, codec)
    strict = _strict(data, codec)
    lost = text.count(LOST) if strict is None else 0
    if lost > 2 and lost > MOST_LOST * len(text):
        raise UnreadableInput(
            "the text decodes in no encoding known for Chinese: save it as UTF-8, or check that the file is whole"
        )
    return Decoded(re.sub("\r\n?", "\n", text.removeprefix("\ufeff")), codec, lost)


def _detected(data: bytes) -> str:
    """What a general detector takes it for, "" for nothing: other languages' codecs, so that errors can name them."""
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE]).best()
    return found.encoding if found else ""


def _name(charset: str) -> str:
    try:
        return codecs.lookup(charset.strip(" \"'")).name
    except (LookupError, ValueError):
        return ""


@cache
def _common() -> frozenset[str]:
    simplified = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for row in range(0xA4, 0xC7) for cell in trails for b in (row, cell))
    characters = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(char for char in characters if "\u4e00" <= char <= "\u9fff")  # kana stand in Big5's last row


@cache
def _worth(char: str) -> float | None:
    """One character's vote; None for those that every codec reads alike."""
    point = ord(char)
    if point < 0x80:
        return None if char in "\t\n\r\f" or point >= 0x20 else -3.0
    if char in _common() or char in "、。·…—～“”‘’《》〈〉「」『』【】〔〕○●■▲▼◆★　×℃" or 0xFF01 <= point <= 0xFF5E:
        return 1.0
    category = unicodedata.category(char)
    if category == "Cf":
        return None
    if category in {"Cc", "Cn", "Co", "Cs"} or char == LOST:
        return -3.0
    if 0x4E00 <= point <= 0x9FFF:
        return -0.5
    return -1.0
