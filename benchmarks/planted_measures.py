"""Errors of units and of times, planted as in `planted`: by words of the English alone, where the Chinese has a word
that may be theirs; and words turned into their opposites."""

import random
import re

_UNITS = (
    ("kilograms", "tons", "grams"), ("kilometers", "meters", "miles"), ("mu", "hectares", "square meters"),
    ("years", "months", "weeks", "days", "hours", "minutes"), ("year", "month", "week", "day", "hour"),
    ("percent", "percentage points"),
)  # fmt: skip
_MEASURED = re.compile("[吨斤克里米亩顷年月周天时分岁%]|百分|成")
_NAMED = [
    (family, re.compile(rf"(?<=\d[ -])(?:{'|'.join(sorted(family, key=len, reverse=True))})\b(?! (?:points|ago|old))"))
    for family in _UNITS
]
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_RELATIVE = re.compile(r"\b(last|this|next)(?= (year|month|week)\b)")
_OTHERS = {"year": "年", "month": "月", "week": "周|星期"}

_OPPOSITES = (
    "east west|eastern western|north south|northern southern|left right|upper lower|above below|inside outside"
    "|import export|imports exports|buy sell|bought sold|profit loss|profits losses|domestic foreign"
    "|urban rural|public private|support oppose|supported opposed|accepted rejected|approved rejected|won lost"
    "|win lose|victory defeat|success failure|opened closed|opening closing|began ended|start end|before after"
    "|earlier later|joined left|entered left|appointed dismissed|highest lowest|largest smallest|best worst"
    "|majority minority|high low|good bad|strong weak|rich poor|new old|early late|positive negative|man woman"
    "|men women|male female|son daughter|father mother|husband wife|he she|teacher student|allowed banned"
    "|legal illegal|day night|ahead behind|first last|near far|increase reduction|full empty|easy difficult"
    "|young old|many few|big small|wide narrow"
)
_TURNED = {word: other for pair in _OPPOSITES.split("|") for a, b in [pair.split()] for word, other in ((a, b), (b, a))}
_TURNS = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b")


def unit_changed(zh: str, en: str, rng: random.Random) -> str | None:
    """An amount is in another unit of its kind: 500 tons as 500 kilograms."""
    found = [(match, family) for family, named in _NAMED for match in named.finditer(en)]
    if not found or not _MEASURED.search(zh):
        return None
    match, family = rng.choice(found)
    return en[: match.start()] + rng.choice([unit for unit in family if unit != match[0]]) + en[match.end() :]


def time_changed(zh: str, en: str, rng: random.Random) -> str | None:
    """Another day of the week, the other half of the day, another year, month or week."""
    days = list(re.finditer(rf"\b(?:{'|'.join(_DAYS)})\b", en)) if re.search("周|星期", zh) else []
    halves = list(re.finditer(r"(?<=\d )[ap](?=\.?m\b)", en)) if re.search("[时点:：]", zh) else []
    spans = [match for match in _RELATIVE.finditer(en) if re.search(f"[去今明上下本这]个?(?:{_OTHERS[match[2]]})", zh)]
    found = [*days, *halves, *spans]
    if not found:
        return None
    match = rng.choice(found)
    pool = _DAYS if match in days else ["a", "p"] if match in halves else ["last", "this", "next"]
    other = rng.choice([word for word in pool if word != match[0]])
    return en[: match.start()] + other + en[match.end() :]


def opposite_said(zh: str, en: str, rng: random.Random) -> str | None:
    """A word is its opposite: exports for imports, before for after."""
    found = list(_TURNS.finditer(en))
    if not found:
        return None
    match = rng.choice(found)
    return en[: match.start()] + _TURNED[match[0]] + en[match.end() :]
