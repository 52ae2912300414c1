"""Chinese numerals: the characters, the shapes they come in, and what they are worth."""

import re
from decimal import Decimal

from service.script import WIDE

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"兆": 10**12, "万亿": 10**12, "亿": 10**8, "万": 10**4}
# The counts of repetitions have an end, so that no text costs the square of its length.
ARABIC = r"(?:\d{1,3}(?:,\d{3}|，000){1,8}(?:\.\d{1,30})?(?!\d)|\d{1,30}(?:\.\d{1,30})?)"
DIGIT = "零〇○一二三四五六七八九两"
# 千 before a unit of measure makes the unit: 千米, 千瓦.
_THOUSAND = "千(?![米瓦克卡赫帕伏焦])"
_SCALE = f"(?:[十百]|{_THOUSAND})"
# 兆 is a trillion of money, as Taiwan counts; 兆瓦 is a megawatt.
_MYRIAD = r"(?:万亿|[亿万]|兆(?=[美日韩新港]?[元圆]|新台币|\d))"
_HAN = f"(?:[{DIGIT}十百廿几]|{_THOUSAND})"
_TIMES = rf"\s?[余多几]?(?:{_SCALE}[余多]?{_MYRIAD}?|{_MYRIAD})"
NUMERAL = (
    rf"(?:{ARABIC}(?:{_TIMES}(?:{ARABIC}{_TIMES}){{0,3}})?"
    rf"|(?:{_HAN}{{1,20}}|(?={_MYRIAD}))(?:[余多]?{_MYRIAD}{_HAN}{{0,20}}){{0,3}}(?:点[{DIGIT}]{{1,20}}{_SCALE}?{_MYRIAD}?)?)"
)


def han_value(text: str) -> Decimal | None:
    """The value of a Chinese or mixed numeral (三百二十, 3亿5000万, 一万二, 二〇二五, 三点五亿); None when it is none.

    余, 多 and 几 inside a numeral (30多万, 十几) blur it and are passed over; at its head 几 leaves no value.
    """
    text = re.sub(r"[,，\s]", "", text.translate(WIDE)).replace("廿", "二十").replace("卅", "三十")
    if text.startswith(("几", "余", "多")):
        return None
    text = re.sub("[余多几]", "", text)
    total = Decimal(0)
    for name, scale in MYRIADS.items():
        head, found, tail = text.partition(name)
        if found:
            value = han_value(head) if head else Decimal(1)
            if value is None:
                return None
            total += value * scale
            # 一万二 is 12,000: a lone digit behind a scale counts the next scale down.
            if DIGITS.get(tail):
                return total + Decimal(DIGITS[tail] * scale // 10)
            text = tail
    if not text:
        return total or None
    rest = _below_myriad(text)
    return None if rest is None else total + rest


def _below_myriad(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    whole, point, decimals = text.partition("点")
    if point:
        base = _below_myriad(whole) if whole else None
        if base is None or not decimals or any(c not in DIGITS for c in decimals):
            return None
        return base + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals))
    if whole and all(c in DIGITS for c in whole):
        return Decimal("".join(str(DIGITS[c]) for c in whole))
    return _scaled(re.findall(r"\d+(?:\.\d+)?|.", whole))


def _scaled(tokens: list[str]) -> Decimal | None:
    """三百二十: digits, each with its scale, the scales falling."""
    total, digit, last, gap = Decimal(0), None, 10**4, False
    for token in tokens:
        if token in SCALES:
            if SCALES[token] >= last:
                return None
            total += (1 if digit is None else digit) * SCALES[token]
            digit, last, gap = None, SCALES[token], False
        elif token in DIGITS and not DIGITS[token] and digit is None:
            gap = True
        elif digit is None and (token in DIGITS or token[0].isdigit()):
            digit = Decimal(DIGITS.get(token, token))
        else:
            return None
    if digit is None:
        return total or None
    # 三百二 is 320, 三百零二 is 302.
    return total + digit * (last // 10 if 10 < last < 10**4 and not gap else 1)


def pair(text: str) -> tuple[str, str, int] | None:
    """The two numerals of an approximation and where the second begins: 三四百 → 三百, 四百, 1; 十五六 → 十五, 十六, 2.

    None when it is none.
    """
    match = re.fullmatch(r"((?:.*[十百千万亿])?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)", text)
    if not match or DIGITS[match[3]] - DIGITS[match[2]] != 1:
        return None
    head, low, high, tail = match.groups()
    return head + low + tail, head + high + tail, len(head) + 1
