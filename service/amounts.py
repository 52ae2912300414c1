"""The numbers of a sentence that engines need help with: large and blurred ones, measures, days, times of day."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from dataclasses import replace

from service.numbers import CURRENCIES, HEDGES_BEFORE, Quantity, find_numbers_zh, han_value, ordinal, write_english
from service.numbers.units import UNITS
from service.records import Span
from service.termbase import Term, TermMatch

# Numbers in digits are copied by every engine; others come out wrong by factors of ten, or lose hedge or unit.
_DIGITS = re.compile(r"\d+(?:\.\d+)?%?")
_BEFORE = re.compile(f"(?:{'|'.join(sorted(filter(None, HEDGES_BEFORE), key=len, reverse=True))})$")
_ORDER = re.compile("[数几上](?!以)")  # 游客数以万计 is said otherwise
_AFTER, _BEHIND = "[余多来几]", "以上|以下|左右|上下"
_HAN = "一二三四五六七八九十百千万亿"
_UNITS = frozenset(CURRENCIES) | frozenset(
    "亩 斤 公斤 千克 公顷 人次 户 千瓦时 兆瓦 吉瓦 兆瓦时 吉瓦时 平方公里 平方米 立方米 标箱".split()
)
_ALONE = "元人年天吨米亩斤户"  # units of one character that begin no other word: not 国 of 国家
# Spans of time that engines mistake for a year or a month.
_YEARS = re.compile(
    rf"近?(?P<number>(?<![\d第])\d{{1,3}}|(?<![{_HAN}第])[{_HAN}]{{1,3}})(?P<more>[多余])?年来"
    r"(?P<record>的?(?:首次|第一次|最|新[高低]))?"
)
_MONTHS = re.compile(r"前(?P<number>[2-9]|1[01]|[二两三四五六七八九十])个?月(?![\d中上下底末初])")
_AGE = re.compile(
    "(?:年(?P<hedge>[逾过近届]))?(?P<tens>[五六七八九])旬(?:(?P<man>老汉|老翁|大爷|老大爷|爷爷)|(?P<woman>老太太?|老妇人?|大妈|婆婆|奶奶)"
    "|(?P<elder>老人|老年人|长者|老者))?"
)
_AGES = {"近": "nearly", "届": "about"}
_SIDE = re.compile(r"(?<!\d)(?P<age>\d{1,3})周?岁(?P<side>以[上下内])(?!人群)")
# The force of a wind; what else has levels is not counted by force (8级地震).
_WIND = re.compile(
    r"(?P<before>(?:风力|阵风|[东南西北]风|大风)(?:最大|可达|达|约|为|有)?)?(?<!\d)(?P<low>\d{1,2})(?:[至到—~-](?P<high>\d{1,2}))?级"
    r"(?P<above>(?:及|或)?以上)?(?P<behind>(?:的?短时)?(?:阵风|大风|雷[暴雨]大风|偏?[东南西北]{1,2}风|风))?"
)
# What an athlete reached: 3分57秒42, 6米30.
_METRES = re.compile(r"(?<![\d.])(\d{1,2})米(\d\d)(?![\d米秒])")
_RACE = re.compile(r"(?<!\d)(?:(?P<minutes>\d{1,2})分)?(?P<seconds>\d{1,2})秒(?P<parts>\d{2,3})(?![\d米])")
_ANNIVERSARY = re.compile(r"(?<![\d.第])(?P<number>\d{1,4})周年(?!岁)")
_VOTES = re.compile(r"(?<![\d,.万亿])(?P<number>\d{1,3}(?:,?\d{3})*)票(?P<side>赞成|同意|支持|反对|弃权)(?![者率])")
_SIDES = {"赞成": "in favor", "同意": "in favor", "支持": "in favor", "反对": "against", "弃权": ""}
# A day of which the month is not said; behind these words it needs no "on".
_DAY = re.compile(r"(\d{1,2})日(?![至到—~-]|电)")
_MONTH = re.compile("[月至到—~、/-]$")
_ON = re.compile("[于在从自至到的]$|截至$")
# A part of a month, which engines leave out.
_PART = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?P<month>(?<![\d第])(?:1[0-2]|[1-9])|(?<![{_HAN}第])(?:十[一二]?|[一二三四五六七八九]))月份?"
    r"(?P<part>底|末|初|上旬|中旬|下旬)"
)
# The same of a month or year that is not named; 去年初次 is no time of year.
_RELATIVE = re.compile(
    "(?P<rel>本月|当月|上个?月|下个?月|次月|今年|去年|明年|后年|前年)年?(?P<part>底|末|初|上旬|中旬|下旬)(?![一-龥]?次)"
)
_RELATIVES = {
    "本月": "this month", "当月": "the month", "上月": "last month", "上个月": "last month", "下月": "next month",
    "下个月": "next month", "次月": "the next month", "今年": "this year", "去年": "last year", "明年": "next year",
    "后年": "the year after next", "前年": "the year before last",
}  # fmt: skip
# From day to day of a month; engines take the second day for a month.
_DAYS = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<from>\d{1,2})日[至到—~-]+(?P<to>\d{1,2})日(?!\d)")
# A day that is not known for sure.
_ABOUT = re.compile(r"(?:[于在]|(?<!\d))(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2})日(?:前后|左右)")
_PARTS = {"底": "the end of ", "末": "the end of ", "初": "early ", "上旬": "early ", "中旬": "mid-", "下旬": "late "}
_WITHIN = re.compile("[于在从自至到由]$|截至$|截止$")
_UNTIL = re.compile("之?[前后]|以[前后]|至|到|起")
# A time of day that is no end of a range.
_CLOCK = re.compile(
    r"(?<![至到—~-])(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|当晚|深夜)?(?P<hour>\d{1,2})[时点]"
    r"(?:(?P<minute>[0-5]?\d)分|(?P<half>半))?整?(?P<about>许|左右|前后)?+(?![\d至—~-]|到[\d上下中凌晚])"
)
_HOURS = re.compile(
    r"(?:自|从|由)?(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|当晚|晚|深夜)?(?<!\d)(?P<from>\d{1,2})(?:时|点|[:：]|(?=[至到—~-]))"
    r"(?P<minute>[0-5]\d|[0-5]?\d(?=分))?分?(?:整|许)?[至到—~-]+(?P<next>次日|翌日|第二天)?(?P<to_part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚"
    r"|晚上|晚间|当晚|晚|深夜)?(?P<to>\d{1,2})(?:[时点](?P<to_minute>[0-5]?\d(?=分))?分?整?|[:：](?P<to_digits>[0-5]\d))(?!\d)"
)
_SINCE = re.compile(r"(?:自|从|截至|[到至])(?:\d{1,2}日)?$")
_LATE = re.compile("(?:中午|下午|午后|傍晚|晚上|晚间|晚|深夜)$")


def find_amounts(text: str) -> Iterator[TermMatch]:
    """The numbers that need help, with the words that blur them and, where it is one of measure, their unit; days
    without a month, which engines leave out or give one; times without a part of the day, or with minutes."""
    for quantity in find_numbers_zh(text):
        match quantity.kind:
            case "date":
                yield from _day(text, quantity.span.start)
            case "time":
                yield from _clock(text, quantity.span.start)
            case "amount" | "percent" | "fraction" if _needs_help(quantity):
                yield _amount(text, quantity)
            case "ordinal" if quantity.text[-1] in "万亿":
                start = quantity.span.start - text[: quantity.span.start].endswith("第")
                yield _number(text, start, quantity.span.end, write_english(quantity))
            case "magnitude" if _is_planted(text, quantity):
                yield _magnitude(text, quantity)
    for pattern, said in _SAID:
        for match in pattern.finditer(text):
            if (found := said(match)) is not None:
                yield found


def _number(text: str, start: int, end: int, english: str) -> TermMatch:
    return TermMatch(Span(start, end), Term(text[start:end], english, kind="number"))


def _needs_help(quantity: Quantity) -> bool:
    if quantity.hedge or _is_measured(quantity):
        return True
    small = quantity.kind == "amount" and quantity.value < 10
    return not (quantity.loose or small or _DIGITS.fullmatch(quantity.text))


def _is_measured(quantity: Quantity) -> bool:
    """Whether its unit is put into English with it: one that engines lose, or any behind a half (两个半小时)."""
    return quantity.unit in (UNITS if "半" in quantity.text else _UNITS)


def _amount(text: str, quantity: Quantity) -> TermMatch:
    start, end = quantity.span.start, quantity.span.end
    measured, before = _is_measured(quantity), _BEFORE.search(text[:start])
    if quantity.hedge and before:
        start = before.start()
    elif quantity.hedge:
        end = _end(_AFTER, text, end)
    if measured:
        end = _end(re.escape(quantity.unit), text, end)
        start -= 3 * text[:start].endswith("人民币")
    behind = quantity.unit and not before and re.match(f"个?{re.escape(quantity.unit)}(?:{_BEHIND}|[余多])", text[end:])
    if quantity.hedge and not behind:
        end = _end(_BEHIND, text, end)
    named = quantity if measured or quantity.kind != "amount" else replace(quantity, unit="")
    named = replace(named, hedge="") if behind else named  # the hedge stays where it is, behind the unit
    return _number(text, start, end, write_english(named))


def _is_planted(text: str, quantity: Quantity) -> bool:
    """Whether an order of magnitude is said with its number, and not as 几十年如一日."""
    said = _ORDER.match(quantity.text) and not text.startswith("年如一日", quantity.span.end)
    return bool(said) and not quantity.loose


def _magnitude(text: str, quantity: Quantity) -> TermMatch:
    """数十万 as “hundreds of thousands of”, 数亿元 as “hundreds of millions of yuan”, 几十年 as “decades”, 上千 as
    “more than 1,000”."""
    start, end = quantity.span.start, quantity.span.end
    if quantity.unit == "年" and quantity.value == 10:
        return _number(text, start, end + 1, "decades")
    unit = quantity.unit
    whole = unit in UNITS and (len(unit) > 1 or unit in _ALONE)
    counted = whole or unit in ("名", "位") or unit not in UNITS
    end = _end(f"个?{re.escape(unit)}" if counted else "个", text, end) if unit else end
    if whole:
        return _number(text, start, end, write_english(quantity))
    # Of measure words English has none: 数十个国家.
    return _number(text, start, end, write_english(replace(quantity, unit="")) + ("" if quantity.hedge else " of"))


def _end(pattern: str, text: str, at: int) -> int:
    """Where `pattern` ends if it stands at `at`, else `at`."""
    match = re.compile(pattern).match(text, at)
    return match.end() if match else at


def _day(text: str, start: int) -> Iterator[TermMatch]:
    day = _DAY.match(text, start)
    if day and not _MONTH.search(text[:start]):
        on = "" if _ON.search(text[:start]) else "on "
        yield _number(text, *day.span(), f"{on}the {ordinal(int(day[1]))}")


def _years(match: re.Match[str]) -> TermMatch:
    """三年来 as “over the past 3 years”, 17年来最高 as “in 17 years”."""
    years = f"{'more than ' if match['more'] else ''}{han_value(match['number']):f} years"
    if match["record"]:
        return _number(match.string, match.start(), match.start("record"), f"in {years}")
    return _number(match.string, *match.span(), f"over the past {years}")


def _months(match: re.Match[str]) -> TermMatch:
    """前5个月 as “in the first 5 months”."""
    return _number(match.string, *match.span(), f"in the first {han_value(match['number']):f} months")


def _days(match: re.Match[str]) -> TermMatch:
    """5月10日至14日 as “from May 10 to 14”."""
    since = "" if _WITHIN.search(match.string[: match.start()]) else "from "
    english = f"{since}{month_name[int(match['month'])]} {match['from']} to {match['to']}"
    return _number(match.string, *match.span(), english)


def _about(match: re.Match[str]) -> TermMatch:
    """5月10日前后 as “around May 10”."""
    return _number(match.string, *match.span(), f"around {month_name[int(match['month'])]} {match['day']}")


def _age(match: re.Match[str]) -> TermMatch:
    """年逾七旬 as “over 70 years old”, 七旬老人 as “elderly person in their 70s”."""
    tens = f"{han_value(match['tens']):f}0"
    if match["hedge"]:
        end = match.end("tens") + 1
        return _number(match.string, match.start(), end, f"{_AGES.get(match['hedge'], 'over')} {tens} years old")
    who = {"man": "man in his ", "woman": "woman in her ", "elder": "elderly person in their "}
    said = next((words for group, words in who.items() if match[group]), "in their ")
    return _number(match.string, *match.span(), f"{said}{tens}s")


def _side(match: re.Match[str]) -> TermMatch:
    """60岁以上 as “aged 60 and above”, 3周岁以下 as “under 3”."""
    age = match["age"]
    return _number(match.string, *match.span(), f"aged {age} and above" if match["side"] == "以上" else f"under {age}")


def _wind(match: re.Match[str]) -> TermMatch | None:
    """The 8级以上 of 8级以上大风 as “force 8 or above”; None where no wind is spoken of."""
    if not (match["before"] or match["behind"]):
        return None
    force = f"{match['low']} to {match['high']}" if match["high"] else match["low"]
    end = match.start("behind") if match["behind"] else match.end()
    return _number(match.string, match.start("low"), end, f"force {force}{' or above' if match['above'] else ''}")


def _race(match: re.Match[str]) -> TermMatch:
    """3分57秒42 as “3:57.42”, 9秒83 as “9.83 seconds”."""
    seconds, parts = match["seconds"], match["parts"]
    timed = f"{match['minutes']}:{seconds:0>2}.{parts}" if match["minutes"] else f"{seconds}.{parts} seconds"
    return _number(match.string, *match.span(), timed)


def _metres(match: re.Match[str]) -> TermMatch:
    """6米30 as “6.30 meters”."""
    return _number(match.string, *match.span(), f"{match[1]}.{match[2]} meters")


def _anniversary(match: re.Match[str]) -> TermMatch:
    """80周年 as “80th anniversary”; engines take 周 for a week."""
    return _number(match.string, *match.span(), f"{ordinal(int(match['number']))} anniversary")


def _votes(match: re.Match[str]) -> TermMatch:
    """13票赞成 as “13 votes in favor”, 2票弃权 as “2 abstentions”."""
    side, ending = _SIDES[match["side"]], "" if match["number"] == "1" else "s"
    said = f"vote{ending} {side}" if side else f"abstention{ending}"
    return _number(match.string, *match.span(), f"{match['number']} {said}")


def _part(match: re.Match[str]) -> TermMatch:
    """截至6月底 with “the end of June”, 9月末 as “at the end of September”, 3月中旬 as “in mid-March”."""
    part, year = _PARTS[match["part"]], f" {match['year']}" if match["year"] else ""
    on = "" if _is_bare(match) else "at " if part.startswith("the") else "in "
    month = month_name[int(han_value(match["month"]) or 1)]
    return _number(match.string, *match.span(), f"{on}{part}{month}{year}")


def _relative(match: re.Match[str]) -> TermMatch:
    """下月中旬 as “in the middle of next month”, 去年底 as “at the end of last year”."""
    part, when = _PARTS[match["part"]], _RELATIVES[match["rel"]]
    said = f"the middle of {when}" if part == "mid-" else f"{part}{when}"
    on = "" if part in ("early ", "late ") or _is_bare(match) else "in " if part == "mid-" else "at "
    return _number(match.string, *match.span(), f"{on}{said}")


def _is_bare(match: re.Match[str]) -> bool:
    """Whether a time has its preposition in the words around it: 于, 截至, 前."""
    return bool(_WITHIN.search(match.string[: match.start()]) or _UNTIL.match(match.string, match.end()))


def _clock(text: str, start: int) -> Iterator[TermMatch]:
    """The time whose hour stands at `start`: 18时 as “at 6 p.m.”, 上午9时5分 as “at 9:05 a.m.”."""
    match = next((m for m in _CLOCK.finditer(text) if m.start("hour") == start), None)
    bare = match and match["part"] and not (match["minute"] or match["half"] or match["about"])
    if not match or int(match["hour"]) > 24 or bare:
        return
    said = _time_of_day(int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0), text[:start])
    at = "around " if match["about"] else "" if _SINCE.search(text[: match.start()]) else "at "
    yield _number(text, *match.span(), f"{at}{said}")


def _hours(match: re.Match[str]) -> TermMatch | None:
    """8时至18时 as “from 8 a.m. to 6 p.m.”, 22:00至次日6:00 as “from 10 p.m. to 6 a.m. the next day”."""
    first, last = int(match["from"]), int(match["to"])
    if max(first, last) > 24:
        return None
    part = match["part"] or ""
    begin = _time_of_day(first, int(match["minute"] or 0), part)
    minute = int(match["to_minute"] or match["to_digits"] or 0)
    end = _time_of_day(last, minute, match["to_part"] or ("" if match["next"] or last < first else part))
    return _number(match.string, *match.span(), f"from {begin} to {end}{' the next day' if match['next'] else ''}")


def _time_of_day(hour: int, minute: int, before: str) -> str:
    """The time as “8 a.m.”; what stands before its hour tells which half of the day it belongs to."""
    if hour < 12 and _LATE.search(before):
        hour += 12
    if hour in (0, 24):
        return f"{hour}:{minute:02}"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {'a.m.' if hour < 12 else 'p.m.'}"


# What is said in English otherwise than word by word: a pattern and what reads its matches.
_SAID: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TermMatch | None]], ...] = (
    (_YEARS, _years),
    (_MONTHS, _months),
    (_PART, _part),
    (_RELATIVE, _relative),
    (_DAYS, _days),
    (_ABOUT, _about),
    (_AGE, _age),
    (_HOURS, _hours),
    (_SIDE, _side),
    (_WIND, _wind),
    (_RACE, _race),
    (_METRES, _metres),
    (_ANNIVERSARY, _anniversary),
    (_VOTES, _votes),
)
