"""On which page an article goes on, or where it comes from."""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.flow import REMEMBERED, SENTENCE_END
from service.records import Continuation

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_PAGE = (
    r"(?:今日|本报)?第?\s*(?P<{0}>[A-ZＡ-Ｚ]?\s*[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}|头)"
    r"\s*[、，0-9]*\s*[版页頁]"
)
_TO = "下转|下轉|全文见|全文見|余文见|详见|詳見|续见"
_FROM = "上接|紧接|緊接|文接"
_JUMP = re.compile(
    rf"[（(【\[〔]\s*(?P<w>{_TO}|{_FROM}|转|轉|见|見|接|续|續)\s*{_PAGE.format('p')}[^）)】\]〕\n]{{0,30}}[）)】\]〕]"
    rf"|[►▶▼▲■→★]*\s*(?P<v>{_TO}|{_FROM})\s*{_PAGE.format('q')}"
    rf"|(?:[►▶▼▲■→★]|——)\s*(?P<u>见|見|转|轉)\s*{_PAGE.format('r')}|^\s*(?P<x>见|見)\s*{_PAGE.format('s')}\s*$"
    r"|[（(【]\s*(?:文|全文|下)?(?P<y>轉|转|見|见)\s*(?P<t>[A-Z]\s?[0-9]{1,2})\s*[）)】]"
)
_BACK = re.compile(r"[（(]\s*(?:上接|紧接|緊接|接|续|續)|(?<=\s)(?:上接|紧接|緊接)")


def page_number(text: str) -> str:
    """A page number as digits, full-width and Chinese numerals included: 二 → 2, 十二 → 12, Ａ０２ → A2, 头 → 1."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("头", "1")
    if plain and plain[-1].isdigit():
        letters = plain.rstrip("0123456789")
        return letters + str(int(plain[len(letters) :]))
    tens, _, units = plain.rpartition("十")
    if "十" not in plain:
        return "".join(_DIGITS.get(digit, "") for digit in plain)
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(units, '0')}"


@dataclass(frozen=True, slots=True)
class Jump:
    start: int
    end: int
    continuation: Continuation


@lru_cache(maxsize=REMEMBERED)
def find_jump(text: str) -> Jump | None:
    """The jump line in a text: 下转 at the very end, 上接 at the very beginning."""
    for found in _JUMP.finditer(text):
        word = next(found.group(name) for name in "wvuxy" if found.group(name))
        number = next(found.group(name) for name in "pqrst" if found.group(name))
        onward = word[-1] in "转轉见見"
        if (onward and text[found.end() :].strip("）)。 　\n▶►→》>▲▼■★")) or (
            not onward and text[: found.start()].strip("（( 　\n")
        ):
            continue
        if word in ("详见", "詳見") and found.group("v") and not _free(text[: found.start()]):
            continue  # 名单详见第3版 is prose
        return Jump(
            found.start(), found.end(), Continuation("to" if onward else "from", f"p.{page_number(number)}", False)
        )
    return None


def _free(before: str) -> bool:
    return not before.strip() or bool(SENTENCE_END.search(before)) or before.endswith(tuple(" 　►▶▼▲■→★—"))


def jump_after_heading(text: str) -> Jump | None:
    """The jump line behind a headline, which says where the article comes from."""
    for start in (match.start() for match in _BACK.finditer(text)):
        jump = find_jump(text[start:])
        if jump and start + jump.end >= len(text.rstrip()):
            return Jump(start, len(text), jump.continuation)
    return None
