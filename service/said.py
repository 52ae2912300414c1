"""What is said of numbers in English otherwise than word by word: spans and times of the year, ages, winds, votes."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator

from service.numbers import han_value, ordinal
from service.numbers.english_words import ORDINALS
from service.numbers.write import plain
from service.records import Span
from service.termbase import Term, TermMatch

_HAN = "一二三四五六七八九十百千万亿"
# Spans of time that engines mistake for a year or a month.
_YEARS = re.compile(
    rf"近?(?P<number>(?<![\d第])\d{{1,3}}|(?<![{_HAN}每第])(?:[{_HAN}两]{{1,3}}|半))(?P<more>[多余])?年(?P<later>[多余])?来"
    r"(?P<record>的?(?:首次|第一次|最(?=[高低大小多少好差快慢长强弱早晚热冷严])|新[高低]))?(?!自(?!信)|[到了临势往访袭华京沪宁]|[一两二三几][次趟回])"
)
_MONTHS = re.compile(r"前(?P<number>[2-9]|1[01]|[二两三四五六七八九十])个?月(?![\d中上下底末初])")
_AGE = re.compile(
    "(?:年(?P<hedge>[逾过近届]))?(?P<tens>[五六七八九])旬(?:(?P<man>老汉|老翁|大爷|老大爷|爷爷)|(?P<woman>老太太?|老妇人?|大妈|婆婆|奶奶)"
    "|(?P<elder>老人|老年人|长者|老者))?"
)
_QUARTER = re.compile("(?<![前头全])(?:第(?P<one>[一二三四1-4])个?|第?(?P<first>[一二三])、?(?P<last>[二三四]))季度")
_TIERS = re.compile("(?P<first>[一二三四])(?:线?[、和]|线)?(?P<last>[二三四五])线(?=的?(?:城市|市场))")
_AGES = {"近": "nearly", "届": "about"}
_SIDE = re.compile(r"(?<!\d)(?P<age>\d{1,3})周?岁(?P<side>以[上下内])(?!人群)")
_UNDER = re.compile(r"[未不]满(?P<age>\d{1,3})周?岁")
# The force of a wind; what else has levels is not counted by force (8级地震).
_WIND = re.compile(
    r"(?P<before>(?:风力|阵风|[东南西北]风|大风|风圈)(?:最大时?|可|将|能|会|达到?|达|约|为|有|在|超过|增强|增加|加强|加大|减弱|了|升|由|从|到|至|一般|普遍){0,4})?"
    r"(?<![\d.])(?P<low>\d{1,2})(?:级?[至到—~-]+(?P<high>\d{1,2}))?级(?P<above>(?:及|或)?以上)?"
    r"(?P<behind>(?:左右)?(?:的?短时|的)?(?:阵风|大风|雷[暴雨]大风|台风|风圈|偏?[东南西北]{1,2}风|风(?![险景貌])))?"
)
# How strongly the ground shook, by the Japanese scale; elsewhere 5强 are the best five.
_SHAKING = re.compile(
    r"(?P<scale>(?P<most>最大)?(?:地震)?(?:震度|烈度)[为是达到]{0,2}[“‘「]?)?(?<![\d.前])(?P<level>[1-7])(?P<side>[强弱])[”’」]?(?![烈势度化降])"
)
_SEISMIC = re.compile("震度|烈度")
_SHAKEN = {"强": "upper", "弱": "lower"}
# What an athlete reached: 3分57秒42, 6米30.
_METRES = re.compile(r"(?<![\d.])(\d{1,2})米(\d\d)(?![\d米秒])")
_RACE = re.compile(r"(?<!\d)(?:(?P<minutes>\d{1,2})分)?(?P<seconds>\d{1,2})秒(?P<parts>\d{2,3})(?![\d米])")
_ANNIVERSARY = re.compile(r"(?<![\d.第])(?P<number>\d{1,4})周年(?!岁)")
_VOTES = re.compile(r"(?<![\d,.万亿])(?P<number>\d{1,3}(?:,?\d{3})*)票(?P<side>赞成|同意|支持|反对|弃权)(?![者率])")
_SIDES = {"赞成": "in favor", "同意": "in favor", "支持": "in favor", "反对": "against", "弃权": ""}
# A part of a month, which engines leave out.
_PART = re.compile(
    rf"(?:(?P<year>\d{{4}})年|(?P<of>[今去明次翌]年|第二年))?(?P<month>(?<![\d第])(?:1[0-2]|[1-9])|(?<![{_HAN}第])(?:十[一二]?|[一二三四五六七八九]))月份?"
    r"(?P<part>底|末|初|上旬|中旬|下旬)"
)
# The same of a month or year that is not named; 去年初次 is no time of year.
_RELATIVE = re.compile(
    "(?P<rel>本月|当月|上个?月|下个?月|次月|今年|去年|明年|后年|前年)年?(?P<part>底|末|初|上旬|中旬|下旬)(?![一-龥]?次)"
)
_RELATIVES = {
    "本月": "this month", "当月": "the month", "上月": "last month", "上个月": "last month", "下月": "next month",
    "下个月": "next month", "次月": "the next month", "今年": "this year", "去年": "last year", "明年": "next year",
    "第二年": "the next year", "次年": "the next year", "翌年": "the next year",
    "后年": "the year after next", "前年": "the year before last",
}  # fmt: skip
# A day that is not known for sure.
_ABOUT = re.compile(r"(?:[于在]|(?<!\d))(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2})日(?:前后|左右)")
_PARTS = {"底": "the end of ", "末": "the end of ", "初": "early ", "上旬": "early ", "中旬": "mid-", "下旬": "late "}
_WITHIN = re.compile("[于在从自至到由]$|截至$|截止$")
_UNTIL = re.compile("之?[前后]|以[前后]|至|到|起")
_HOURS = re.compile(
    r"(?:自|从|由)?(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|当晚|晚|深夜)?(?<!\d)(?P<from>\d{1,2})(?:时|点|[:：]|(?=[至到—~-]))"
    r"(?P<minute>[0-5]\d|[0-5]?\d(?=分))?分?(?:整|许)?[至到—~-]+(?P<next>次日|翌日|第二天)?(?P<to_part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚"
    r"|晚上|晚间|当晚|晚|深夜)?(?P<to>\d{1,2})(?:[时点](?P<to_minute>[0-5]?\d(?=分))?分?整?|[:：](?P<to_digits>[0-5]\d))(?!\d)"
)
_LINE = re.compile(r"(?P<metro>地铁)?(?<![\d第.])(?P<number>\d{1,2})号线(?![索缆上下段路])")
# What is compared with the period before: of that the sentence says how long it is.
_PACE = re.compile(
    "环比(?:(?P<up>增长|上涨|上升|提高|增加|涨|升)|(?P<down>下降|下跌|回落|下滑|减少|降|跌))?(?![率速持])"
)
_SPAN = re.compile("(?<=[0-9一二三四本上当])个?(月|季|周)")
_PERIODS = {"月": "month", "季": "quarter", "周": "week"}
# Parts of the day of which an hour before noon is one after it; those whose first hours are those of the next day.
_LATE = re.compile("(?:(?P<noon>中午)|下午|午后|傍晚|(?P<night>晚上|晚间|晚|深夜|夜间|夜里))$")
_NOONISH, _SMALL = 10, 5


def find_said(text: str) -> Iterator[TermMatch]:
    """The matches of `_SAID`."""
    for pattern, said in _SAID:
        for match in pattern.finditer(text):
            if (found := said(match)) is not None:
                yield found


def put(text: str, start: int, end: int, english: str) -> TermMatch:
    """A number of a sentence and its English."""
    return TermMatch(Span(start, end), Term(text[start:end], english, kind="number"))


def _years(match: re.Match[str]) -> TermMatch:
    """三年来 as “over the past 3 years”, 一年来 as “over the past year”, 17年来最高 as “in 17 years”."""
    more, number = match["more"] or match["later"], han_value(match["number"])
    if match["number"] == "千百":
        return put(match.string, *match.span(), "for thousands of years")
    if number is None:
        period, years = "six months", "six months"
    else:
        period, years = ("year", "a year") if number == 1 else (f"{plain(number)} years",) * 2
    if match["record"]:
        return put(match.string, match.start(), match.start("record"), f"in {'more than ' if more else ''}{years}")
    said = (
        f"for more than {years}"
        if more and years != period
        else f"over the past {'more than ' if more else ''}{period}"
    )
    return put(match.string, *match.span(), said)


def _pace(match: re.Match[str]) -> TermMatch:
    """7月份环比上涨0.4% as “up month on month by 0.4%”."""
    spans = _SPAN.findall(match.string[: match.start()])
    period = _PERIODS[spans[-1]] if spans else "period"
    paced = f"{period} on {period}" if spans else "from the previous period"
    way = "up " if match["up"] else "down " if match["down"] else ""
    by = " by" if way and re.match(r"[了约近]*\d", match.string[match.end() :]) else ""
    compared = ("from", "over", "compared with", "than in")
    accepted = [f"{period} on {period}", f"{period} over {period}", f"from a {period} earlier"]
    accepted += (f"{word} the {which} {period}" for word in compared for which in ("previous", "preceding"))
    return TermMatch(Span(*match.span()), Term(match[0], f"{way}{paced}{by}", tuple(accepted), kind="phrase"))


def _months(match: re.Match[str]) -> TermMatch:
    """前5个月 as “in the first 5 months”."""
    return put(match.string, *match.span(), f"in the first {han_value(match['number']):f} months")


def _about(match: re.Match[str]) -> TermMatch:
    """5月10日前后 as “around May 10”."""
    return put(match.string, *match.span(), f"around {month_name[int(match['month'])]} {match['day']}")


def _age(match: re.Match[str]) -> TermMatch:
    """年逾七旬 as “over 70 years old”, 七旬老人 as “elderly person in their 70s”."""
    tens = f"{han_value(match['tens']):f}0"
    if match["hedge"]:
        end = match.end("tens") + 1
        return put(match.string, match.start(), end, f"{_AGES.get(match['hedge'], 'over')} {tens} years old")
    who = {"man": "man in his ", "woman": "woman in her ", "elder": "elderly person in their "}
    said = next((words for group, words in who.items() if match[group]), "in their ")
    return put(match.string, *match.span(), f"{said}{tens}s")


def _side(match: re.Match[str]) -> TermMatch:
    """60岁以上 as “aged 60 and above”, 3周岁以下 as “under 3”."""
    age = match["age"]
    return put(match.string, *match.span(), f"aged {age} and above" if match["side"] == "以上" else f"under {age}")


def _under(match: re.Match[str]) -> TermMatch:
    """未满18岁 as “under 18”."""
    return put(match.string, *match.span(), f"under {match['age']}")


def _quarter(match: re.Match[str]) -> TermMatch:
    """第一季度 as “first quarter”, 二三季度 as “second and third quarters”."""
    if match["one"]:
        return put(match.string, *match.span(), f"{_ordinal(match['one'])} quarter")
    first, last = (_ordinal(match[group]) for group in ("first", "last"))
    return put(match.string, *match.span(), f"{first} and {last} quarters")


def _tiers(match: re.Match[str]) -> TermMatch:
    """The 一二线 of 一二线城市 as “first- and second-tier”."""
    return put(match.string, *match.span(), f"{_ordinal(match['first'])}- and {_ordinal(match['last'])}-tier")


def _ordinal(numeral: str) -> str:
    """First to fifth."""
    return list(ORDINALS)[int(han_value(numeral) or 1) - 1]


def _wind(match: re.Match[str]) -> TermMatch | None:
    """The 8级以上 of 8级以上大风 as “force 8 or above”; None where no wind is spoken of."""
    if not (match["before"] or match["behind"]):
        return None
    force = f"{match['low']} to {match['high']}" if match["high"] else match["low"]
    end = match.start("behind") if match["behind"] else match.end()
    return put(match.string, match.start("low"), end, f"force {force}{' or above' if match['above'] else ''}")


def _shaking(match: re.Match[str]) -> TermMatch | None:
    """震度6强 as “a seismic intensity of upper 6”, and the 5弱 of a sentence that has said the scale."""
    if not _SEISMIC.search(match.string):
        return None
    scale = f"a {'maximum ' if match['most'] else ''}seismic intensity of " if match["scale"] else ""
    return put(match.string, *match.span(), f"{scale}{_SHAKEN[match['side']]} {match['level']}")


def _race(match: re.Match[str]) -> TermMatch:
    """3分57秒42 as “3:57.42”, 9秒83 as “9.83 seconds”."""
    seconds, parts = match["seconds"], match["parts"]
    timed = f"{match['minutes']}:{seconds:0>2}.{parts}" if match["minutes"] else f"{seconds}.{parts} seconds"
    return put(match.string, *match.span(), timed)


def _metres(match: re.Match[str]) -> TermMatch:
    """6米30 as “6.30 meters”."""
    return put(match.string, *match.span(), f"{match[1]}.{match[2]} meters")


def _anniversary(match: re.Match[str]) -> TermMatch:
    """80周年 as “80th anniversary”; engines take 周 for a week."""
    return put(match.string, *match.span(), f"{ordinal(int(match['number']))} anniversary")


def _votes(match: re.Match[str]) -> TermMatch:
    """13票赞成 as “13 votes in favor”, 2票弃权 as “2 abstentions”."""
    side, ending = _SIDES[match["side"]], "" if match["number"] == "1" else "s"
    said = f"vote{ending} {side}" if side else f"abstention{ending}"
    return put(match.string, *match.span(), f"{match['number']} {said}")


def _part(match: re.Match[str]) -> TermMatch:
    """截至6月底 with “the end of June”, 9月末 as “at the end of September”, 3月中旬 as “in mid-March”."""
    part, year = (
        _PARTS[match["part"]],
        f" {match['year']}" if match["year"] else f" {_RELATIVES[match['of']]}" if match["of"] else "",
    )
    on = "" if _is_bare(match) else "at " if part.startswith("the") else "in "
    month = month_name[int(han_value(match["month"]) or 1)]
    return put(match.string, *match.span(), f"{on}{part}{month}{year}")


def _relative(match: re.Match[str]) -> TermMatch:
    """下月中旬 as “in the middle of next month”, 去年底 as “at the end of last year”."""
    part, when = _PARTS[match["part"]], _RELATIVES[match["rel"]]
    said = f"the middle of {when}" if part == "mid-" else f"{part}{when}"
    on = "" if part in ("early ", "late ") or _is_bare(match) else "in " if part == "mid-" else "at "
    return put(match.string, *match.span(), f"{on}{said}")


def _is_bare(match: re.Match[str]) -> bool:
    """Whether a time has its preposition in the words around it: 于, 截至, 前."""
    return bool(_WITHIN.search(match.string[: match.start()]) or _UNTIL.match(match.string, match.end()))


def _hours(match: re.Match[str]) -> TermMatch | None:
    """8时至18时 as “from 8 a.m. to 6 p.m.”, 22:00至次日6:00 as “from 10 p.m. to 6 a.m. the next day”."""
    first, last = int(match["from"]), int(match["to"])
    if max(first, last) > 24:
        return None
    part = match["part"] or ""
    begin = time_of_day(first, int(match["minute"] or 0), part)
    minute = int(match["to_minute"] or match["to_digits"] or 0)
    end = time_of_day(last, minute, match["to_part"] or ("" if match["next"] or last < first else part))
    return put(match.string, *match.span(), f"from {begin} to {end}{' the next day' if match['next'] else ''}")


def time_of_day(hour: int, minute: int, before: str) -> str:
    """The time as “8 a.m.”; what stands before its hour tells which half of the day it belongs to."""
    late = _LATE.search(before)
    if late and hour < (_NOONISH if late["noon"] else 12) and not (late["night"] and hour <= _SMALL):
        hour += 12
    if hour == 12 and late and late["night"]:
        hour = 24
    if hour in (0, 24):
        return f"{hour}:{minute:02}"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {'a.m.' if hour < 12 else 'p.m.'}"


def _line(match: re.Match[str]) -> TermMatch:
    """4号线 as “Line 4”, 地铁3号线 as “metro Line 3”."""
    return put(match.string, *match.span(), f"{'metro ' if match['metro'] else ''}Line {match['number']}")


# What is said in English otherwise than word by word: a pattern and what reads its matches.
_SAID: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TermMatch | None]], ...] = (
    (_YEARS, _years),
    (_MONTHS, _months),
    (_PART, _part),
    (_RELATIVE, _relative),
    (_ABOUT, _about),
    (_AGE, _age),
    (_HOURS, _hours),
    (_SIDE, _side),
    (_UNDER, _under),
    (_QUARTER, _quarter),
    (_TIERS, _tiers),
    (_WIND, _wind),
    (_SHAKING, _shaking),
    (_RACE, _race),
    (_METRES, _metres),
    (_ANNIVERSARY, _anniversary),
    (_VOTES, _votes),
    (_PACE, _pace),
    (_LINE, _line),
)
