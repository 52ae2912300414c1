"""The numbers of an English text: digits, words, ordinals, months, fractions, percentages, times of day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from service.numbers.english_words import (
    BIG,
    CURRENCIES,
    DOUBTFUL_MONTHS,
    LOTS,
    MANY,
    MONTHS,
    ONES,
    ORDINALS,
    PARTS,
    PERIODS,
    SOME,
    SUFFIXES,
    TENS,
    WORDS,
)
from service.numbers.quantity import Kind, Quantity, ratio
from service.records import Span

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[A-Za-z]+")
_TIE = re.compile(r"[\s-]{0,2}")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4])(?::([0-5]\d)(?![\d:])|\.([0-5]\d)(?=\s?[ap]\.?m\b))")
_RACE = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d\.\d{1,3})(?!\d)")
_DAYPART = re.compile(r"\s?[ap]\.?\s?m\b", re.I)
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,3})/(\d{1,3})(?![\d/])")
_ROMAN = re.compile(r"\b(?:World War I|X{0,2}(?:IX|IV|VI{0,3}|I{2,3})|XX)\b")
# An age of which only the ten is said; “the sixties” may be years as well.
_TENS_OF_AGE = {word[:-1] + "ies": value for word, value in TENS.items()} | {
    "sexagenarian": 60, "septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "centenarian": 100,
}  # fmt: skip
_AGE = re.compile(
    rf"\b(?:{'|'.join(_TENS_OF_AGE)})(?=s?\b)|(?<=\b(?:his|her) )[2-9]0(?=s\b)|(?<=\btheir )[2-9]0(?=s\b)",
    re.IGNORECASE,
)
_SYMBOL = re.compile("[½⅓⅔¼¾]")
_SYMBOLS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}
_PERCENT = re.compile(r"\s?(?:%|‰|per\s?cent\b|percentage\b|pct\b)|-percent(?:age)?\b", re.I)
_RANGE = re.compile(r"\s?(?:-|–|—|~|to|or|and)\s?(?:US|HK|NT)?[$€£¥]?\s?", re.I)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_AT_MONTH = "in|to|on|last|this|since|early|late|mid|of|by|until|till|through|from|next"
_BEFORE_MONTH = re.compile(
    rf"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:{_AT_MONTH})|\b(?:{_MONTH})(?: to| and| till| through|[.,])?)[\s–—-]$", re.I
)
_BEHIND_MONTH = re.compile(r"\.?,?\s\d|\s(?:this|last|next|to|and|through|of)\b")
# Before a number “won” is a verb.
_BEFORE = [(name, re.compile(rf"(?:{words})\s?$")) for name, words in CURRENCIES if name != "won"]
_BEFORE.append(("won", re.compile(r"(?:KRW|₩)\s?$")))
_BEHIND = [(name, re.compile(rf"\s?(?:{words})(?![A-Za-z])", re.I)) for name, words in CURRENCIES]


# Between a part and its whole.
_OF_EACH = [["in", "every"], ["in"], ["out", "of", "every"], ["out", "of"], ["of", "every"]]
# Between a month and its day, and between two days of it; and what may follow a day, which is no number of things then.
_DAY_BEHIND, _DAY_MORE = (
    re.compile(r" (?:the )?"),
    re.compile(r"(?:st|nd|rd|th)? ?(?:-|–|to|and|through|until)(?: the)? ?"),
)
_DAY_ENDS = re.compile(
    r"(?:st|nd|rd|th)?(?:$|[^\w\s]| (?:\d{4}\b|at|in|on|to|and|by|the|this|last|when|that|with|for|through)\b)"
)


@lru_cache(maxsize=4096)
def find_numbers_en(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English text in order; no two overlap. `unit` names currencies and "percent" alone."""
    found: list[Quantity] = []
    plain = text
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(plain):
            found += read(match)
            plain = plain[: match.start()] + "\0" * len(match[0]) + plain[match.end() :]
    found += _Words(plain).quantities()
    found = [replace(_measured(text, q), text=text[q.span.start : q.span.end]) for q in found]
    return tuple(_dated(text, _ranges(text, sorted(found, key=lambda quantity: quantity.span))))


def _dated(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities; days are dates: what stands behind a month, or behind another day of it (from May 3 to 5)."""
    before: Quantity | None = None
    for quantity in quantities:
        between = text[before.span.end : quantity.span.start] if before else ""
        day = quantity.kind in ("amount", "ordinal") and not quantity.unit and 1 <= quantity.value <= 31
        link = _DAY_BEHIND if before and before.text[:1].isalpha() else _DAY_MORE
        dated = before and before.kind == "date" and day and link.fullmatch(between)
        dated = dated and _DAY_ENDS.match(text, quantity.span.end)
        before = replace(quantity, kind="date") if dated else quantity
        yield before


def _clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour, group = Decimal(match[1]), 2 if match[2] else 3
    unit = "o'clock" if _DAYPART.match(match.string, match.end(group)) else ""
    yield Quantity(hour, Span(*match.span(1)), "", "time", unit, also=(hour + 12 if hour < 12 else hour - 12,))
    if minutes := Decimal(match[group]):
        yield Quantity(minutes, Span(*match.span(group)), "", "time", unit)


def _race(match: re.Match[str]) -> Iterator[Quantity]:
    """The minutes and the seconds of a time that someone ran or swam."""
    for group in (1, 2):
        yield Quantity(Decimal(match[group]), Span(*match.span(group)), "", "amount")


def _slashed(match: re.Match[str]) -> Iterator[Quantity]:
    if Decimal(match[2]):
        yield Quantity(ratio(Decimal(match[1]), Decimal(match[2])), Span(*match.span()), "", "fraction")


def _roman(match: re.Match[str]) -> Iterator[Quantity]:
    numeral = match[0].split()[-1]
    value = 10 * numeral.count("X") + 5 * numeral.count("V") + numeral.count("I")
    value -= 2 if numeral.endswith(("IV", "IX")) else 0
    yield Quantity(Decimal(value), Span(*match.span()), "", "label", loose=True)


def _age(match: re.Match[str]) -> Iterator[Quantity]:
    value = Decimal(_TENS_OF_AGE.get(match[0].lower()) or match[0])
    yield Quantity(value, Span(*match.span()), "", "amount", loose=True)


def _symbol(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(ratio(*_SYMBOLS[match[0]]), Span(*match.span()), "", "fraction")


_PATTERNS = (
    (_RACE, _race),
    (_CLOCK, _clock),
    (_SLASHED, _slashed),
    (_ROMAN, _roman),
    (_AGE, _age),
    (_SYMBOL, _symbol),
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a run of digits; `tied` when only a space or a hyphen parts it from the one before."""

    word: str
    start: int
    end: int
    tied: bool


class _Words:
    """A text read token by token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[_Token] = []
        for match in _TOKEN.finditer(text):
            tied = bool(self.tokens) and _TIE.fullmatch(text, self.tokens[-1].end, match.start()) is not None
            self.tokens.append(_Token(match[0].lower(), match.start(), match.end(), tied))

    def quantities(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.tokens):
            quantity = self.read(at)
            if quantity is None:
                at += 1
                continue
            yield quantity
            while at < len(self.tokens) and self.tokens[at].start < quantity.span.end:
                at += 1

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def tied(self, at: int) -> str:
        """The word at `at` if nothing parts it from the one before, else ""."""
        return self.word(at) if 0 <= at < len(self.tokens) and self.tokens[at].tied else ""

    def made(
        self, at: int, used: int, value: Decimal, kind: Kind = "amount", also: tuple[Decimal, ...] = (),
        loose: bool = False,
    ) -> Quantity:  # fmt: skip
        span = Span(self.tokens[at].start, self.tokens[at + used - 1].end)
        return Quantity(value, span, "", kind, also=also, loose=loose)

    def read(self, at: int) -> Quantity | None:
        """The quantity that begins at a token."""
        word, article = self.word(at), self.word(at - 1) in ("a", "an", "per")
        if word[0].isdigit() or word in ONES or word in TENS or (word in BIG and article):
            return self.cardinal(at)
        if word in MONTHS and self.is_month(at):
            return self.made(at, 1, Decimal(MONTHS[word]), "date")
        if (order := word.removesuffix("ly")) in ORDINALS:
            # "a fifth" is a part; it may still be a place in a row.
            part = (ratio(1, ORDINALS[order]),) if article else ()
            return self.made(at, 1, Decimal(ORDINALS[order]), "ordinal", part, loose=order == "first")
        if word in ("a", "an") and (used := self.and_a_half(at + 1)):
            return self.made(at, used + 1, Decimal("1.5"))
        if word == "half" and self.word(at + 1) == "a" and (size := (BIG | LOTS).get(self.word(at + 2))):
            return self.made(at, 3, Decimal(size) / 2)
        if (part_of := word.removesuffix("s")) in ("half", "halve", "quarter"):
            return self.made(at, 1, ratio(1, PARTS[part_of]), "fraction", loose=True)
        if (many := self.many(at)) is not None:
            return many
        if word in WORDS:
            return self.made(at, 1, Decimal(WORDS[word]), loose=True)
        return None

    def many(self, at: int) -> Quantity | None:
        """So many, the order of which alone is said: tens of thousands, several hundred million, decades."""
        value, used = MANY.get(self.word(at), 0), 1
        if not value and self.word(at - 1) in SOME:
            value = 10 if self.word(at) == "dozen" else BIG.get(self.word(at), 0)
        while value:
            skip = self.tied(at + used) == "of"
            word = self.tied(at + used + skip)
            scale = BIG.get(word, 0) if not skip else BIG.get(word.removesuffix("s"), 0)
            if not scale:
                break
            value, used = value * scale, used + skip + 1
        return self.made(at, used, Decimal(value), "magnitude", loose=True) if value else None

    def is_month(self, at: int) -> bool:
        token = self.tokens[at]
        capital = self.text[token.start].isupper()
        if token.word not in DOUBTFUL_MONTHS or not capital:
            return capital or len(token.word) > 5
        before = self.text[max(0, token.start - 24) : token.start]
        return bool(_BEFORE_MONTH.search(before) or _BEHIND_MONTH.match(self.text, token.end))

    def cardinal(self, at: int) -> Quantity:
        """Digits or number words, with what multiplies, orders or divides them."""
        value, used, ordinal = self.digits(at) if self.word(at)[0].isdigit() else self.spelled(at)
        behind = self.tied(at + used)
        part = behind.removesuffix("s")
        if ordinal:
            return self.made(at, used, value, "ordinal")
        if used == 1 and self.tied(at + 1) == "m" and self.tokens[at + 1].start == self.tokens[at].end:
            return self.in_millions(at, value)
        if more := self.and_a_half(at + used):
            return self.made(at, used + more, value + Decimal("0.5"))
        if whole := self.share(at + used, value):
            below, skip = whole
            return self.made(at, used + skip, ratio(value, below), "fraction", (value, below))
        if used == 2 and self.word(at + 1) == "k":
            # 4K is also the name of a format.
            return self.made(at, used, value, also=(value / 1000,))
        if behind == "and" and self.word(at + used + 1) in ("a", "one") and self.word(at + used + 2) == "half":
            scale = BIG.get(self.tied(at + used + 3), 0)
            return self.made(at, used + 3 + bool(scale), (value + Decimal("0.5")) * (scale or 1))
        if behind in LOTS:
            return self.made(at, used + 1, value * LOTS[behind], also=(value,))
        if part in PARTS and (behind.endswith("s") or value == 1):
            # "the first three quarters" are three quarters of a year.
            also = (value,) if part == "quarter" else ()
            return self.made(at, used + 1, ratio(value, PARTS[part]), "fraction", also)
        return self.made(at, used, value, loose=self.word(at) == "one" and used == 1)

    def and_a_half(self, at: int) -> int:
        """How many tokens from `at` on say that there is half of a period more: year and a half."""
        words = [self.word(at).removesuffix("s"), *(self.tied(at + n) for n in (1, 2, 3))]
        return 4 if words[0] in PERIODS and words[1:] in (["and", "a", "half"], ["and", "one", "half"]) else 0

    def share(self, at: int, part: Decimal) -> tuple[Decimal, int] | None:
        """The whole of which a small number is said to be a part, and the tokens that say so: one in five, nine out of
        every ten."""
        used = next((len(way) for way in _OF_EACH if [self.tied(at + n) for n in range(len(way))] == way), 0)
        word = self.tied(at + used) if used else ""
        whole = Decimal(ONES.get(word) or TENS.get(word) or (int(word) if word.isdigit() and len(word) < 4 else 0))
        return (whole, used + 1) if part < 10 and part < whole <= 100 else None

    def in_millions(self, at: int, value: Decimal) -> Quantity:
        """Digits with an “m” tied to them: millions beside a currency, else metres or, of people, millions."""
        token = self.tokens[at + 1]
        before, behind = self.text[max(0, self.tokens[at].start - 20) : self.tokens[at].start], token.end
        if any(p.search(before) for _, p in _BEFORE) or any(p.match(self.text, behind) for _, p in _BEHIND):
            return self.made(at, 2, value * 10**6)
        return self.made(at, 2, value, also=(value * 10**6,))

    def digits(self, at: int) -> tuple[Decimal, int, bool]:
        """Digits with the words that multiply them: value, tokens used, whether ordinal."""
        value, used = Decimal(self.word(at).replace(",", "")), 1
        suffix = self.tied(at + 1)
        if suffix and self.tokens[at + 1].start == self.tokens[at].end:
            if suffix in ("st", "nd", "rd", "th"):
                return value, 2, True
            if suffix in SUFFIXES:
                return value * SUFFIXES[suffix], 2, False
        while scale := BIG.get(self.tied(at + used)):
            value, used = value * scale, used + 1
        if order := BIG.get(self.tied(at + used).removesuffix("th"), 0):
            return value * order, used + 1, True
        return value, used, False

    def spelled(self, at: int) -> tuple[Decimal, int, bool]:
        """Number words: value, tokens used, whether ordinal ("twenty-first"). "two three" are two numbers."""
        total, current, used, last = 0, 0, 0, ""
        while word := self.tied(at + used) if used else self.word(at):
            if word in ONES and last in ("", "ten", "big"):
                current, last = current + ONES[word], "one"
            elif word in TENS and last in ("", "big"):
                current, last = current + TENS[word], "ten"
            elif word == "hundred":
                current, last = max(current, 1) * 100, "big"
            elif word in BIG:
                total, current, last = total + max(current, 1) * BIG[word], 0, "big"
            elif word.endswith("th") and word.removesuffix("th") in BIG and last:
                return Decimal((total + max(current, 1)) * BIG[word.removesuffix("th")]), used + 1, True
            elif ORDINALS.get(word, 10) < 10 and last in ("ten", "big"):
                return Decimal(total + current + ORDINALS[word]), used + 1, True
            elif not (word == "and" and last == "big" and self.tied(at + used + 1) in ONES | TENS):
                break
            used += 1
        return Decimal(total + current), used, False


def _measured(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the percent sign or currency beside it; digits tied to letters are a name (COVID-19)."""
    if quantity.kind not in ("amount", "fraction"):
        return quantity
    start, end = quantity.span.start, quantity.span.end
    if match := _PERCENT.match(text, end):
        value = quantity.value / 10 if "‰" in match[0] else quantity.value
        return replace(quantity, value=value, kind="percent", unit="percent", loose=False)
    before = text[max(0, start - 20) : start]
    unit = next((name for name, pattern in _BEFORE if pattern.search(before)), "")
    unit = unit or next((name for name, pattern in _BEHIND if pattern.match(text, end)), "")
    if not unit and text[start].isdigit() and re.search(r"[A-Za-z]-?$", before):
        return replace(quantity, kind="label")
    return replace(quantity, unit=unit)


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, the lower end of a range with what the upper end says of both: 3 to 5 million, 3-5 percent."""
    read = list(found)
    for i, (low, high) in enumerate(pairwise(found)):
        if low.kind not in ("amount", "label") or not _RANGE.fullmatch(text, low.span.end, high.span.start):
            continue
        scale = _scale(high.text)
        if high.kind == "percent":
            read[i] = replace(low, kind="percent", unit="percent")
        elif scale and not _scale(low.text) and low.value * scale <= high.value:
            read[i] = replace(low, value=low.value * scale, unit=high.unit, also=(low.value,))
    return read


def _scale(text: str) -> int:
    return next((BIG[word] for word in reversed(re.findall("[a-z]+", text.lower())) if word in BIG), 0)
