"""Numbers in Chinese and in English, read to values that can be compared.

A number that must survive translation is a `Quantity`. Chinese single digits are numbers only before a measure word or
a unit: 一致, 进一步 and 千方百计 hold none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from service.records import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `value` is what it amounts to (3.5亿 → 350000000; 30% → 30; 三分之一 → 1/3 rounded to 6 places). `kind` is
    "amount", "percent", "ordinal", "date", "fraction" or "label" (a numeral that names: “1333”). `unit` is the Chinese
    (English) word behind it, `hedge` the word that blurs it; both "" for none.
    """

    value: Decimal
    span: Span
    text: str
    kind: str = "amount"
    unit: str = ""
    hedge: str = ""


DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0, "廿": 20}
SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
CURRENCIES = {"元": "yuan", "美元": "US dollars", "欧元": "euros", "港元": "Hong Kong dollars", "日元": "yen",
              "英镑": "pounds"}  # fmt: skip
UNITS = {
    **CURRENCIES,
    "亩": "mu", "公顷": "hectares", "平方公里": "square kilometers", "平方米": "square meters",
    "公里": "kilometers", "千米": "kilometers", "米": "meters", "公斤": "kilograms", "千克": "kilograms",
    "斤": "jin", "吨": "tons", "千瓦时": "kilowatt-hours", "千瓦": "kilowatts", "兆瓦": "megawatts",
    "度": "degrees", "立方米": "cubic meters", "人": "people", "名": "people", "位": "people",
    "户": "households", "家": "companies", "个": "", "项": "items", "次": "times", "年": "years",
    "月": "months", "天": "days", "小时": "hours", "分钟": "minutes", "倍": "times", "万人次": "visits",
    "人次": "visits", "辆": "vehicles", "台": "sets", "架": "aircraft", "艘": "ships", "件": "items", "条": "",
    "种": "kinds", "座": "", "所": "", "间": "", "场": "", "批": "batches", "册": "volumes", "岁": "years old",
    "国": "countries", "省": "provinces", "市": "cities", "县": "counties", "镇": "towns", "村": "villages",
    "处": "", "支": "", "套": "sets", "起": "cases", "例": "cases", "宗": "", "笔": "", "张": "", "部": "",
    "分": "points", "点": "", "届": "", "期": "", "级": "", "号": "", "页": "pages", "字": "", "秒": "seconds",
    "周": "weeks", "季度": "quarters", "只": "", "头": "", "株": "", "棵": "", "层": "", "道": "", "份": "",
    "枚": "", "方": "", "大": "", "类": "kinds",
}  # fmt: skip
HEDGES_BEFORE = {"近": "nearly", "约": "about", "超过": "more than", "超": "more than", "逾": "more than", "达": "",
                 "至少": "at least", "不足": "less than", "大约": "about", "将近": "nearly", "不少于": "no fewer than",
                 "最多": "at most", "不到": "less than"}  # fmt: skip
HEDGES_AFTER = {
    "余": "more than",
    "多": "more than",
    "以上": "or more",
    "左右": "about",
    "以下": "or less",
    "上下": "about",
}

_HAN = "零〇○一二三四五六七八九十百千两廿"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = rf"(?:(?:{_ARABIC})(?:\s(?=[十百千万亿]))?|[{_HAN}])(?:[{_HAN}万亿]|[余多](?=[万亿])|点(?=[{_HAN}]))*"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_BEFORE = "|".join(sorted(HEDGES_BEFORE, key=len, reverse=True))
_AFTER = "|".join(HEDGES_AFTER)
WIDE = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) in ".%"}
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plan", re.compile(r"(?<=[“\"「])十([一二三四五六七])五(?=[”\"」])|十([一二三四五六七])五(?=规划|时期|期间|收官|末)")),
    ("decade", re.compile(rf"(?:(\d{{1,2}}|[{_HAN}]{{1,3}})\s?世纪\s?)(\d{{2}}|[{_HAN}]{{1,2}})\s?年代")),
    ("date", re.compile(rf"(?:(?P<y>\d{{4}}|[〇零○一二三四五六七八九]{{4}})\s?年)?\s?(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})\s?月(?!份以来)(?:\s?(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日号])?")),
    ("year", re.compile(r"(\d{4}|[〇零○一二三四五六七八九]{4})(?=年)")),
    ("day", re.compile(r"(?<![\d.])(\d{1,2})(?=[日号](?!线|楼|院|文|机))")),
    ("percent", re.compile(rf"百分之({_NUMERAL})|({_ARABIC})\s*(?:%|个百分点|‰)|([一二三四五六七八九两])成([一二三四五六七八九半])?(?![为立员果长功就都本熟交分型绩品效因活])|([{_HAN}]+)个百分点")),
    ("fraction", re.compile(rf"([{_HAN}]+|\d+)分之([{_HAN}]+|\d+)|(?<![\d/])(\d{{1,2}})/(\d{{1,3}})(?![\d/])")),
    ("ordinal", re.compile(rf"第({_ARABIC}|[{_HAN}]+)(?!者)|(?<![{_HAN}\d])([{_HAN}]{{1,3}})(?=届)|(?<=届)([{_HAN}]{{1,3}})(?=[次中])")),
    ("amount", re.compile(rf"({_BEFORE})?({_NUMERAL})({_AFTER})?\s?(个?(?:{_UNIT}))?({_AFTER})?")),
)  # fmt: skip
# Single Chinese numerals in these are words, not numbers.
IDIOMS = re.compile(
    "一(?:致|体|起|些|样|般|定|直|旦|切|向|再|贯|律|同|线|流|方面|系列|批|带|道|手|把手|步|度|时|次性|点|下|面|边|生|举|番|网|窗口)"
    "|进一步|统一|第一时间|万一|千方百计|千家万户|四面八方|三农|百姓|千万工程|八八战略|五一|十分|十足|百年|三三两两|七上八下|五湖四海|四季"
    "|一一|三番|万[众物里千]|百[花货科]|千[古秋里军]|两[岸会国地侧翼手]|双[^元]|半[年天岛导]|零[部售星件距容排工用]|红?十字|千[瓦禧]|百度|十堰|三亚|万达|[数几上成][十百千万亿]+"
)


def han_value(text: str) -> Decimal | None:
    """The value of a Chinese or mixed numeral (三百二十, 3.5亿, 一万二, 二〇二五); None when it is none."""
    text = re.sub(r"[,\s]", "", text.translate(WIDE))
    total = Decimal(0)
    for scale in ("万亿", "亿", "万"):
        head, found, tail = text.partition(scale)
        if found:
            value = han_value(head)
            if value is None:
                return None
            total += value * {"万亿": 10**12, "亿": 10**8, "万": 10**4}[scale]
            # 一万二 is 12,000: a lone digit behind a scale counts the next scale down.
            if len(tail) == 1 and tail in DIGITS:
                return total + DIGITS[tail] * Decimal({"万亿": 10**11, "亿": 10**7, "万": 10**3}[scale])
            text = tail
    if not text:
        return total if total else None
    rest = _below_myriad(text)
    return None if rest is None else total + rest


def _below_myriad(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if mixed := re.fullmatch(r"(\d+(?:\.\d+)?)([十百千])", text):
        return Decimal(mixed[1]) * SCALES[mixed[2]]
    whole, point, decimals = text.partition("点")
    if any(c not in DIGITS and c not in SCALES for c in whole + decimals):
        return None
    if point:
        base = _below_myriad(whole) if whole else Decimal(0)
        digits = "".join(str(DIGITS[c]) for c in decimals if c in DIGITS)
        return None if base is None or not digits else base + Decimal(f"0.{digits}")
    if not any(c in SCALES for c in whole):
        return Decimal("".join(str(DIGITS[c]) for c in whole)) if whole else None
    total, digit, last = 0, None, 10
    for c in whole:
        if c in SCALES:
            total += (1 if digit is None else digit) * SCALES[c]
            digit, last = None, SCALES[c]
        else:
            digit = DIGITS[c]
    if digit is not None:
        # 三百二 is 320, 三百零二 is 302.
        total += digit * (last // 10 if len(whole) > 1 and whole[-2] in SCALES and last > 10 else 1)
    return Decimal(total)


def find_numbers_zh(text: str) -> list[Quantity]:
    """The numbers of a Chinese text in order, no two overlapping."""
    plain = text.translate(WIDE)
    taken = [m.span() for m in IDIOMS.finditer(plain)]
    found: list[Quantity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            for quantity in _read_zh(kind, match):
                start, end = quantity.span.start, quantity.span.end
                if kind == "amount" and any(s < end and start < e for s, e in taken if _bare(quantity)):
                    continue
                if any(q.span.start < end and start < q.span.end for q in found):
                    continue
                found.append(quantity)
    return sorted(found, key=lambda q: q.span)


def _bare(quantity: Quantity) -> bool:
    return not any(c.isdigit() and c.isascii() for c in quantity.text)


def _read_zh(kind: str, match: re.Match[str]) -> Iterator[Quantity]:
    span, text = Span(*match.span()), match.group()
    if kind == "plan":
        yield Quantity(Decimal(10 + DIGITS[match[1] or match[2]]), span, text, "ordinal")
    elif kind == "date":
        for name in ("y", "m", "d"):
            if match[name] and (value := han_value(match[name])) is not None:
                yield Quantity(
                    value, Span(*match.span(name)), match[name], "date", {"y": "年", "m": "月", "d": "日"}[name]
                )
    elif kind == "decade":
        century, decade = han_value(match[1]), han_value(match[2])
        if century and decade is not None:
            yield Quantity((century - 1) * 100 + decade, span, text, "date", "年代")
    elif kind in ("year", "day"):
        if (value := han_value(match[1])) is not None:
            yield Quantity(value, span, text, "date", {"year": "年", "day": "日"}[kind])
    elif kind == "percent":
        value = han_value(match[1] or match[2] or match[5] or "")
        if match[3]:
            tail = match[4] or ""
            value = Decimal(10 * DIGITS[match[3]] + (5 if tail == "半" else DIGITS.get(tail, 0)))
        if value is not None:
            yield Quantity(value, span, text, "percent", "percent")
    elif kind == "fraction":
        below, above = han_value(match[1] or match[4]), han_value(match[2] or match[3])
        if below and above is not None:
            yield Quantity(_ratio(above, below), span, text, "fraction")
    elif kind == "ordinal":
        value = han_value(match[1] or match[2] or match[3])
        if value is not None:
            yield Quantity(value, span, text, "ordinal")
    else:
        yield from _amount_zh(match)


def _amount_zh(match: re.Match[str]) -> Iterator[Quantity]:
    before, numeral, after, unit, last = match.groups()
    value = han_value(re.sub("[余多]", "", numeral))
    if value is None:
        return
    inner = next((c for c in numeral if c in "余多"), "")
    han_only = not any(c.isdigit() for c in numeral)
    # 两三个 and the like are guesses, 一 before a noun an article: only a measure word makes a lone digit a number.
    if han_only and len(numeral) == 1 and (not unit or numeral == "一"):
        return
    if han_only and not unit and len(numeral) < 3 and not any(c in "万亿" for c in numeral):
        return
    if han_only and all(c in "十百千万亿" for c in numeral) and not unit:
        return
    if han_only and len(numeral) == 2 and not any(c in "十百千万亿廿" for c in numeral):
        return
    hedge = HEDGES_BEFORE.get(before or "") or HEDGES_AFTER.get(after or last or inner or "", "")
    start, end = match.start(2), match.end(2)
    text = match.string[start:end]
    opened = match.string[start - 1 : start] in ("“", "「", '"') and match.string[end : end + 1] in (
        "”",
        "」",
        '"',
        "+",
    )
    yield Quantity(
        value, Span(start, end), text, "label" if opened else "amount", (unit or "").removeprefix("个"), hedge
    )


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    return (above / below).quantize(Decimal("0.000001"))


ONES = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
BIG = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
       "mn": 10**6, "bn": 10**9}  # fmt: skip
ORDINALS = {w: n for n, w in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth".split(), 1)} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100}  # fmt: skip
MONTHS = {name[:size].lower(): n for n, name in enumerate(
    "January February March April May June July August September October November December".split(), 1)
    for size in (3, len(name))} | {"sept": 9}  # fmt: skip
FRACTIONS = {"half": Decimal("0.5"), "halves": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25"),
             "third": Decimal(1) / 3, "thirds": Decimal(1) / 3, "fifths": Decimal("0.2"), "tenths": Decimal("0.1")}  # fmt: skip
WORDS = {"double": 2, "doubled": 2, "doubling": 2, "twice": 2, "triple": 3, "tripled": 3, "once": 1, "both": 2,
         "dozen": 12, "dozens": 12, "decade": 10, "century": 100, "pair": 2, "couple": 2, "quadruple": 4,
         "single": 1, "bilateral": 2, "trilateral": 3, "quadrupled": 4, "fortnight": 14}  # fmt: skip
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+")
_ARTICLE = {"a", "an"}


def find_numbers_en(text: str) -> list[Quantity]:
    """The numbers of an English text in order: digits, words, ordinals, months, fractions, percentages."""
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found = []
    at = 0
    while at < len(tokens):
        quantity, used = _read_en(text, tokens, at)
        if quantity is not None:
            found.append(quantity)
        at += used
    return found


Token = tuple[str, int, int]


def _read_en(text: str, tokens: Sequence[Token], at: int) -> tuple[Quantity | None, int]:
    word, start, end = tokens[at]
    if word[0].isdigit():
        value, used = Decimal(word.replace(",", "")), 1
        follower = tokens[at + 1][0] if at + 1 < len(tokens) and tokens[at + 1][1] - end <= 1 else ""
        joined = at + 1 < len(tokens) and tokens[at + 1][1] == end
        if follower in ("st", "nd", "rd", "th") and joined:
            return Quantity(value, Span(start, tokens[at + 1][2]), text[start : tokens[at + 1][2]], "ordinal"), 2
        if follower in ("k", "m", "b") and joined:
            value, used = value * {"k": 10**3, "m": 10**6, "b": 10**9}[follower], 2
        while at + used < len(tokens) and tokens[at + used][0] in BIG:
            value, used = value * BIG[tokens[at + used][0]], used + 1
        return _finish(text, tokens, at, used, value)
    if (
        word in MONTHS
        and (text[start].isupper() or len(word) > 5)
        and (word not in ("may", "march") or _dated(tokens, at))
    ):
        return Quantity(Decimal(MONTHS[word]), Span(start, end), text[start:end], "date"), 1
    if word in ONES or word in TENS or (word in BIG and at and tokens[at - 1][0] in _ARTICLE):
        return _words(text, tokens, at)
    if word in ORDINALS and not (word in FRACTIONS and at and tokens[at - 1][0] in _ARTICLE):
        return Quantity(Decimal(ORDINALS[word]), Span(start, end), text[start:end], "ordinal"), 1
    if word in FRACTIONS:
        return Quantity(FRACTIONS[word].quantize(Decimal("0.000001")), Span(start, end), text[start:end], "fraction"), 1
    if word in WORDS:
        return Quantity(Decimal(WORDS[word]), Span(start, end), text[start:end], "word"), 1
    return None, 1


def _dated(tokens: Sequence[Token], at: int) -> bool:
    near = [tokens[i][0] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(word[0].isdigit() or word in ("in", "last", "this", "since", "early", "late") for word in near)


def _words(text: str, tokens: Sequence[Token], at: int) -> tuple[Quantity | None, int]:
    total, current, used = 0, 0, 0
    ordinal = False
    while at + used < len(tokens):
        word = tokens[at + used][0]
        if word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in BIG:
            total, current = total + max(current, 1) * BIG[word], 0
        elif word in ORDINALS and current and ORDINALS[word] < 10 <= current:
            current, ordinal, used = current + ORDINALS[word], True, used + 1
            break
        elif word in FRACTIONS and current and not total:
            value = (current * FRACTIONS[word]).quantize(Decimal("0.000001"))
            end = tokens[at + used][2]
            return Quantity(value, Span(tokens[at][1], end), text[tokens[at][1] : end], "fraction"), used + 1
        elif not (word == "and" and used and at + used + 1 < len(tokens)
                  and tokens[at + used - 1][0] in BIG and tokens[at + used + 1][0] in ONES | TENS):  # fmt: skip
            break
        # "two three" are two numbers, "twenty three" is one.
        if word in ONES and at + used + 1 < len(tokens) and tokens[at + used + 1][0] in ONES | TENS:
            used += 1
            break
        used += 1
    value = Decimal(total + current)
    if ordinal:
        end = tokens[at + used - 1][2]
        return Quantity(value, Span(tokens[at][1], end), text[tokens[at][1] : end], "ordinal"), used
    return _finish(text, tokens, at, max(used, 1), value)


def _finish(text: str, tokens: Sequence[Token], at: int, used: int, value: Decimal) -> tuple[Quantity, int]:
    start, end = tokens[at][1], tokens[at + used - 1][2]
    kind, unit = "amount", tokens[at + used][0] if at + used < len(tokens) else ""
    if (
        text[end : end + 2].lstrip().startswith("%")
        or unit in ("percent", "percentage", "pct")
        or text[end:].startswith(" per cent")
    ):
        kind, unit = "percent", "percent"
    return Quantity(value, Span(start, end), text[start:end], kind, unit), used


def compare(zh: str, en: str) -> tuple[list[Quantity], list[Quantity]]:
    """Numbers of `zh` that `en` lacks, and numbers of `en` that `zh` lacks: value by value, as multisets.

    Differences that are no error are let pass: small numbers (to ten) that English adds as words, 一 as an article,
    a year that is implied, mu beside hectares, ten percent and one tenth, a number named once more.
    """
    source, target = find_numbers_zh(zh), find_numbers_en(en)
    have = Counter(_forms(q)[0] for q in target)
    held = set(have) | {form for q in target for form in _forms(q)}
    missing = [q for q in source if not (set(_forms(q)) & held) and not _implied(q)]
    known = {form for q in source for form in _forms(q)}
    chinese = zh.translate(WIDE)
    added = [q for q in target if not (set(_forms(q)) & known) and not _let_pass(q, chinese)]
    return missing, added


def _forms(quantity: Quantity) -> tuple[Decimal, ...]:
    """The values under which the same number may appear."""
    value = quantity.value.normalize()
    forms = [value]
    if quantity.kind == "percent":
        forms.append((value / 100).normalize())
    if quantity.kind == "fraction":
        forms.append((value * 100).quantize(Decimal(1)).normalize())
    if quantity.unit == "亩":
        forms += [(value / 15).quantize(Decimal(step)).normalize() for step in ("1", "0.1", "0.01")]
    if quantity.unit == "斤":
        forms.append((value / 2).normalize())
    return tuple(forms)


def _implied(quantity: Quantity) -> bool:
    return quantity.kind == "amount" and quantity.value in (1, 2) and _bare(quantity)


def _let_pass(quantity: Quantity, zh: str) -> bool:
    """Whether a number that only the English has is no error: small words, and what Chinese says without numerals."""
    if quantity.kind == "word" or (quantity.value <= 10 and not quantity.text[0].isdigit() and quantity.kind != "date"):
        return True
    # Any digits the Chinese has in this very form (labels, codes, scores) count, whatever they were read as.
    digits = re.sub(r"\D", "", quantity.text)
    if digits and re.search(rf"(?<!\d){digits}(?!\d)", zh.replace(",", "")):
        return True
    value = _below_myriad("".join(c for c in zh if c in DIGITS or c in SCALES)) if quantity.value < 100 else None
    return value == quantity.value or any(
        _spelled(quantity.value, form) in zh for form in (0, 1) if quantity.value < 10**4
    )


def _spelled(value: Decimal, form: int) -> str:
    """A whole number below 10,000 in Chinese numerals: 一百二十 (0) or digit by digit 一二〇 (1); "?" for others."""
    if value != value.to_integral_value():
        return "?"
    number, names = int(value), "零一二三四五六七八九"
    if form:
        return "".join(names[int(c)] for c in str(number))
    text, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if zero and text else "") + names[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def write_english(quantity: Quantity) -> str:
    """How English news writes a Chinese quantity: 1.2亿 → 120 million, 3.5亿元 → 350 million yuan, 三成 → 30 percent."""
    value = quantity.value
    if quantity.kind in ("date", "label"):
        return f"{value:f}"
    if quantity.kind == "percent":
        number = f"{_plain(value)} {'percentage points' if quantity.text.endswith('个百分点') else 'percent'}"
    elif quantity.kind == "fraction":
        ratio = Fraction(value).limit_denominator(20)
        number = f"{ratio.numerator}/{ratio.denominator}"
    elif value >= 10**6:
        scale, name = next(
            (s, n) for s, n in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")) if value >= s
        )
        number = f"{_plain(value / scale)} {name}"
    else:
        number = f"{_plain(value)}"
    unit = UNITS.get(quantity.unit, "")
    hedge = f"{quantity.hedge} " if quantity.hedge and not quantity.hedge.startswith("or ") else ""
    tail = f" {quantity.hedge}" if quantity.hedge.startswith("or ") else ""
    return f"{hedge}{number}{' ' + unit if unit and quantity.kind == 'amount' else ''}{tail}"


def _plain(value: Decimal) -> str:
    value = value.normalize()
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,f}"
