"""Who, what, when, where, why: what the opening of an article states, each with the units that state it.

Nothing is concluded. What the opening does not say in words that this module knows has no answer, and the briefing says
"not stated".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from prompts.phrases import MONTHS
from service.datelines import dateline_place
from service.dates import Printed, printed_dates
from service.names import place_pinyin
from service.people import Place, named, placed
from service.placeables import Knowledge
from service.places import find_places
from service.posts import OFFICE, office_english
from service.records import DATELINE, Answer, Article, Brief, Part, Placeable, Unit
from service.script import to_simplified
from service.termbase import Term

LEAD = 2  # sentences of the body that are the opening, beside the headlines
REASONED = 3  # the same for a reason, which may stand a sentence later
MOST = 4  # people; all are listed elsewhere
_BODIES = frozenset({"body", "organisation", "military"})
_PLACES = frozenset({"place", "country"})
# Where a clause begins: what stands there acts, or is where it happens.
_OPENS = re.compile(r"(?:^|[，。；：！？“\s　]|[日晨午晚])$")
_JOINS = re.compile(r"[、和与及]|联合|会同|携手|携")
_INSTITUTIONS = tuple(
    "馆 台 院 局 中心 公司 集团 学校 大学 小学 中学 医院 银行 协会 商会 指挥部 办公室 委员会 合作社 供销社 书店 基金会 "
    "研究所 供电所 派出所 消防队 工厂 茶厂 剧团 出版社 学会 联盟".split()
)
_IN_NAMES = ("n", "b", "vn", "zg", "m", "j")  # tags of the words that names of institutions are made of
_STRONGLY = re.compile("^(?:全面|全力|积极|正式|扎实|率先|成功|顺利|联合|深入)+")
# Before someone who is acted upon.
_ACTED_UPON = re.compile(r"(?:看望|慰问|走访|会见|采访|祝贺|致电|拜访|陪同|感谢|受|向|对|给|为|把|将|被|由)了?$")
_AT = re.compile(r"(?:在|于|到|赴|抵|位于|来到|走进|走访|深入|前往|抵达|地处)$")
_DATED = re.compile(r"[^，。]{0,12}(?:[月日]|[上下]午|晚|晨|近日|日前|昨天|今天)，")
_AGO = {
    "近日": "recently", "日前": "recently", "近期": "recently", "连日来": "in recent days", "昨日": "yesterday",
    "昨天": "yesterday", "今日": "today", "今天": "today",
}  # fmt: skip
_RELATIVE = re.compile(f"(?:{'|'.join(_AGO)})")
_PARTS = {"凌晨": "early morning", "上午": "morning", "中午": "noon", "下午": "afternoon", "晚上": "evening"}
_PART = re.compile("|".join(_PARTS))
_LAST = re.compile(r"[至到—-]\s?(?:(\d{1,2})月)?(\d{1,2})日")
# A day until which or since which something goes on is not the day of the news.
_UNTIL, _SINCE = re.compile(r"(?:截至|截止|自|到|至)$"), re.compile("[前起止]|以来|以前|之前")
_PURPOSE = re.compile("(?:目的在于|目的是|旨在|以期|以便|为了|由于|因为|为|因)[^，。；！？]{4,60}")
_ALWAYS = re.compile("目的|旨在|以期|以便|为了|由于|因为")
_REASON_EN = re.compile(
    r"\b(?:in order to|so as to|aim(?:s|ed|ing)? (?:to|at)|for the purpose of|because|due to|owing to)\b[^,;.]+", re.I
)


def brief(article: Article, units: Sequence[Unit], knowledge: Knowledge) -> Brief:
    """The five questions, as far as the article's headlines and first sentences answer them."""
    titles = [unit for unit in units if unit.part is Part.TITLE]
    others = [unit for unit in units if unit.part in (Part.KICKER, Part.DECK)]
    body = [unit for unit in units if unit.part is Part.BODY]
    opening = [*titles, *body[:LEAD]]
    return Brief(
        who=(*_bodies(opening, knowledge), *_people([*titles, *others, *body[:LEAD]], knowledge)),
        what=tuple(Answer(unit.zh, unit.en, (unit.id,)) for unit in titles or body[:1]),
        when=_first(_days(opening), _dateline_days(article)),
        where=_first(_dateline_places(article, knowledge.termbase.terms), _places(opening)),
        why=tuple(islice(_reasons([*others, *body[:REASONED]]), 1)),
    )


def follow(answers: Brief, units: Sequence[Unit]) -> Brief:
    """The answers as the units read by now: what a sentence says is what its English says. Bodies, days and places
    have names of their own."""
    english = {unit.id: unit.en for unit in units}

    def now(answer: Answer, said: Callable[[str], str]) -> Answer:
        (unit, *others) = answer.evidence
        return replace(answer, en=said(english[unit])) if not others and unit in english else answer

    return replace(
        answers,
        what=tuple(now(answer, str) for answer in answers.what),
        why=tuple(now(answer, _reason_english) for answer in answers.why),
    )


def respelt(answers: Brief, name: str, before: str, after: str) -> Brief:
    """The answers with a person's name spelled otherwise; `before` is "" where it stood in Chinese alone."""

    def spelled(answer: Answer) -> Answer:
        if not (to_simplified(answer.zh).endswith(name) and answer.en.startswith(before)):
            return answer
        post = answer.en.removeprefix(before).removeprefix(", ")
        return replace(answer, en=", ".join(filter(None, (after, post))))

    return replace(answers, who=tuple(map(spelled, answers.who)))


def _first(*answers: Iterator[Answer]) -> tuple[Answer, ...]:
    """What the first source says that says anything, each answer once."""
    found = ({answer.en: answer for answer in reversed(list(each))} for each in answers)
    return next((tuple(reversed(each.values())) for each in found if each), ())


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that a sentence names, from `start` to `end`."""

    start: int
    end: int
    en: str


def _placed(unit: Unit) -> Iterator[tuple[Placeable, _Named]]:
    """The unit's placeables, each with where it stands."""
    return ((term, _Named(span.start, span.end, term.en)) for span, term in placed(unit))


def _bodies(units: Sequence[Unit], knowledge: Knowledge) -> tuple[Answer, ...]:
    """The bodies that open the first clause that bodies open, those that a meeting is of included.

    An institution whose English is not known stands in Chinese alone.
    """
    for unit in units:
        text = to_simplified(unit.zh)
        bodies = [*_known(unit, text, knowledge), *_offices(text, knowledge.place), *_institution(text)]
        found: list[_Named] = []
        for one in sorted(bodies, key=lambda one: (one.start, not one.en)):
            joined = found and _JOINS.fullmatch(text[found[-1].end : one.start])
            if joined or (not found and _OPENS.search(text[: one.start])):
                found.append(one)
        if found:
            return tuple(Answer(unit.zh[one.start : one.end], one.en, (unit.id,)) for one in found)
    return ()


def _known(unit: Unit, text: str, knowledge: Knowledge) -> Iterator[_Named]:
    """The bodies that placeables name: themselves, those that meet, and places that act."""
    for term, one in _placed(unit):
        if term.kind in _BODIES or (term.kind == "place" and _acts(text[one.end :])):
            yield one
        elif term.kind == "meeting":
            matches = knowledge.termbase.find(term.zh, knowledge.home, find_places(term.zh, knowledge.places))
            bodies = [m for m in matches if m.term.kind in _BODIES and m.span.start == 0]
            if longest := max(bodies, key=lambda match: match.span.end, default=None):
                yield _Named(one.start, one.start + longest.span.end, longest.term.en)


def _offices(text: str, place: Place) -> Iterator[_Named]:
    """Offices of a government, whose English is put together."""
    for match in OFFICE.finditer(text):
        if english := office_english(match[0], place.name, place.level):
            yield _Named(match.start(), match.end(), english)


def _institution(text: str) -> Iterator[_Named]:
    """The institution that opens a text, by the last word of its name; what it is called in English is not known."""
    import rjieba

    dated = _DATED.match(text)
    start = end = dated.end() if dated else 0
    tokens = rjieba.tag(text[start : start + 40])
    for (word, _), (_, tag) in pairwise(tokens):
        end += len(word)
        if end - start > 2 and word.endswith(_INSTITUTIONS) and tag in ("v", "vn", "d", "p", "r", "t"):
            yield _Named(start, end, "")
            return
        if not tag.startswith(_IN_NAMES) or word.endswith("记者"):
            return


def _acts(behind: str) -> bool:
    import rjieba

    return any(tag in ("v", "vn", "d") for _, tag in rjieba.tag(_STRONGLY.sub("", behind[:10]))[:1])


def _people(units: Sequence[Unit], knowledge: Knowledge) -> tuple[Answer, ...]:
    """Those with a post who are not merely acted upon."""
    found: dict[str, Answer] = {}
    for unit in units:
        text = to_simplified(unit.zh)
        for mention, known in named(unit, knowledge.place, knowledge.termbase, knowledge.abroad):
            before = text[: mention.start - len(mention.post)]
            if mention.post and mention.name not in found and not _ACTED_UPON.search(before):
                english = ", ".join(filter(None, (known.pinyin, known.post.en)))
                start = len(before) if text.startswith(mention.post, len(before)) else mention.start
                found[mention.name] = Answer(unit.zh[start : mention.start + len(mention.name)], english, (unit.id,))
    return tuple(islice(found.values(), MOST))


def _days(units: Sequence[Unit]) -> Iterator[Answer]:
    for unit in units:
        text = to_simplified(unit.zh)
        for day in printed_dates(text):
            start = text.find(day.text)
            end = start + len(day.text)
            if not _UNTIL.search(text[:start]) and not _SINCE.match(text, end):
                yield _day(day, text[end:], unit.id)
        for match in _RELATIVE.finditer(text):
            if _OPENS.search(text[: match.start()]):
                yield Answer(match[0], _AGO[match[0]], (unit.id,))


def _day(day: Printed, behind: str, unit: str) -> Answer:
    """A day, or the days to another one, with the part of the day."""
    month = MONTHS[day.month - 1]
    zh, en = day.text, f"{day.day} {month}"
    if last := _LAST.match(behind):
        until = f" {MONTHS[int(last[1]) - 1]}" if last[1] and 1 <= int(last[1]) <= 12 else f" {month}"
        zh, en = zh + last[0], (f"{en} to {last[2]}{until}" if last[1] else f"{day.day} to {last[2]}{until}")
    elif part := _PART.match(behind):
        zh, en = zh + part[0], f"{en}, {_PARTS[part[0]]}"
    year = f" {day.year}" if day.year else ""
    return Answer(zh, re.sub(r"(?=,|$)", year, en, count=1), (unit,))


def _dateline_days(article: Article) -> Iterator[Answer]:
    return (_day(day, "", DATELINE) for day in printed_dates(article.dateline))


def _dateline_places(article: Article, terms: Mapping[str, Term]) -> Iterator[Answer]:
    if place := dateline_place(to_simplified(article.dateline)):
        known = terms.get(place)
        yield Answer(place, known.en if known and known.kind in _PLACES else place_pinyin(place), (DATELINE,))


def _places(units: Sequence[Unit]) -> Iterator[Answer]:
    """Places in which something is said to be or to happen, and those that open a headline or the first sentence."""
    for number, unit in enumerate(units):
        text = to_simplified(unit.zh)
        for term, one in _placed(unit):
            opens = number < LEAD and _OPENS.search(text[: one.start])
            if term.kind in _PLACES and (opens or _AT.search(text[: one.start])):
                yield Answer(unit.zh[one.start : one.end], one.en, (unit.id,))


def _reasons(units: Sequence[Unit]) -> Iterator[Answer]:
    """Clauses that give a purpose or a cause and say so with a word for it."""
    for unit in units:
        text = to_simplified(unit.zh)
        for match in _PURPOSE.finditer(text):
            always = _ALWAYS.match(match[0])
            if always or (_OPENS.search(text[: match.start()]) and _is_reason(match[0])):
                yield Answer(unit.zh[match.start() : match.end()], _reason_english(unit.en), (unit.id,))


def _reason_english(sentence: str) -> str:
    """The clause that gives a reason, where there is one; else the sentence."""
    said = _REASON_EN.findall(sentence)
    return said[0].strip() if len(said) == 1 else sentence


def _is_reason(clause: str) -> bool:
    """Whether 为 or 因 opens a reason: a preposition with what is to be done or what befell, before the main clause."""
    import rjieba

    (word, tag), *rest = rjieba.tag(clause)
    return (
        len(word) == 1 and tag in ("p", "c") and bool(rest) and (word == "因" or rest[0][1] in ("v", "d", "vd", "ad"))
    )
