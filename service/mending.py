"""Repairs of a translation where it is certain what belongs where, for what no try got right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from models.engine import Translator
from service.checks import check_unit, weight
from service.checks.foreign import unheard
from service.checks.form import AS_TOLD, echo, length
from service.checks.persons import is_chinese
from service.checks.quantities import months_added, turned
from service.dictionary import gloss, is_word
from service.mentions import find_people
from service.numbers import compare, ordinal, write_english
from service.placeables import Knowledge, fold, lost
from service.records import Finding, Match, Placeable, Segment, Severity

_LEFT = re.compile(r"[“‘《]?[\u3400-\u9fff\uf900-\ufaff]+(?:[、·][\u3400-\u9fff]+)*[”’》]?")
# What stands in quotation marks and is neither speech nor a title.
_COINED = re.compile(r"[“‘「]((?:(?![的了是我你他们吗呢吧])[\u4e00-\u9fff]){2,10})[”’」]")
_VERB = re.compile("exceed|surpass|approaching|nearing", re.IGNORECASE)  # “nearly” cannot take its place
# A name with one wrong letter in so many is still that name.
NEARLY = 6
LEAST_GIVEN = 4  # letters of a given name that may be of two syllables
# Before a date, what makes it a part of a noun (the December 20 meeting); behind it, how a clause goes on or ends.
_OF_A_NOUN = re.compile(r"\b(?:the|an?|its|his|her|their|this|that|from|between) $", re.IGNORECASE)
_CLAUSE_ON = re.compile(r"\s*(?:$|[,.;:!?)”\"])|\s+(?:at|in|with|by|for|that|as|when|where|while)\b")
CLAUSE = 3  # words: less than so many before an echo say nothing
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_YEARS = {"去年": "last year", "今年": "this year", "明年": "next year"}


@dataclass(frozen=True, slots=True)
class Task:
    """A segment made ready: `source` is the engine's copy of the sentence, `pieces` that copy in parts with the
    placeables put in in English (none where there is nothing to translate), `match` what the memory has for it."""

    segment: Segment
    knowledge: Knowledge
    source: str
    pieces: tuple[str, ...]
    placeables: tuple[Placeable, ...]
    match: Match | None = None

    @property
    def remembered(self) -> Match | None:
        """The match that is the translation: the very sentence was translated before."""
        return self.match if self.match and self.match.kind != "fuzzy" else None

    @property
    def words(self) -> frozenset[str]:
        """The words of the renderings."""
        return frozenset(word for placeable in self.placeables for word in placeable.en.split())

    def findings(self, en: str) -> tuple[Finding, ...]:
        """What is wrong with `en` as this segment's English."""
        return judge(self.source, self.placeables, en)


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at a segment: its English, what the checks say of it, and the engine's confidence."""

    en: str
    findings: tuple[Finding, ...]
    score: float | None

    @property
    def rank(self) -> tuple[int, float]:
        return weight(self.findings), -(self.score or 0.0)


def judge(source: str, placeables: Sequence[Placeable], en: str) -> tuple[Finding, ...]:
    """What the checks find wrong with `en` as the English of `source`, which placeables it lacks, and which foreign
    names and coined phrases nobody could tell it."""
    found = check_unit(source, en)
    if any(finding.check == "length" for finding in found) and not any(length(*_bare(source, placeables, en))):
        # The English of a body or post is longer than its Chinese by far, and required.
        found = tuple(finding for finding in found if finding.check != "length")
    found = tuple(f for f in found if not (_spelled_otherwise(f, placeables) or _is_required(f, placeables)))
    known = {(finding.check, finding.zh) for finding in found}
    missing = tuple(f for f in lost(placeables, en) if (f.check, f.zh) not in known)
    return (*found, *missing, *guessed(source, placeables, en))


def _spelled_otherwise(finding: Finding, placeables: Sequence[Placeable]) -> bool:
    """Whether a complaint about a name in pinyin is of someone whom the termbase spells as they do: John Lee."""
    people = [placeable for placeable in placeables if placeable.kind == "person"]
    if finding.check == "name-lost":
        return any(finding.zh in person.zh for person in people)
    return finding.check == "name-added" and any(finding.en in form for person in people for form in person.forms)


def _is_required(finding: Finding, placeables: Sequence[Placeable]) -> bool:
    """Whether a complaint about what the source does not speak of is of something that a rendering has: 市委 of
    Shaoxing is the CPC Shaoxing Municipal Committee."""
    if finding.check not in ("place-added", "country-added", "body-added", "thing-added"):
        return False
    return any(finding.en in form for placeable in placeables for form in placeable.forms)


def _bare(source: str, placeables: Sequence[Placeable], en: str) -> tuple[str, str]:
    """Both texts without the placeables that both have."""
    for placeable in placeables:
        form = next((form for form in placeable.forms if form.lower() in en.lower()), "")
        if form and placeable.zh in source:
            source = source.replace(placeable.zh, "", 1)
            en = re.sub(re.escape(form), "", en, count=1, flags=re.IGNORECASE)
    return source, en


def guessed(source: str, placeables: Sequence[Placeable], en: str) -> Iterator[Finding]:
    """The foreign names of a sentence and its phrases in quotation marks that no termbase has: what they are in English
    is the engine's guess. Names that the Chinese does not show are sought in the English."""
    told = [placeable.zh for placeable in placeables]
    foreign = [mention.name for mention in find_people(source) if not is_chinese(mention)]
    unknown = [name for name in foreign if not any(name in zh for zh in told)]
    for name in unknown:
        message = f"{name} is a foreign name that no termbase has: its spelling is the engine's own"
        yield Finding("foreign-name", Severity.NOTE, message, name)
    for placeable in placeables:
        if placeable.kind == "person" and placeable.status == "unverified":
            message = f"{placeable.zh} is {'of no certain spelling' if placeable.termbase else placeable.note}"
            yield Finding("foreign-name", Severity.NOTE, message, placeable.zh, placeable.en)
    known = {word for placeable in placeables for form in placeable.forms for word in re.findall("[A-Za-z]+", form)}
    for word in () if unknown else unheard(source, en, known):
        message = f"{word} is a name that no termbase has: its spelling is the engine's own"
        yield Finding("foreign-name", Severity.NOTE, message, "", word)
    for phrase in dict.fromkeys(_COINED.findall(source)):
        if not (is_word(phrase) or any(zh in phrase or phrase in zh for zh in told)):
            message = f"“{phrase}” is a coined phrase that no termbase has: its rendering is the engine's own"
            yield Finding("coined", Severity.NOTE, message, phrase)


def joined(en: str, placeables: Sequence[Placeable]) -> str:
    """`en` with people as English prints them: Li Shucheng where an engine wrote Li Shu Cheng or LI Shucheng."""
    for person in (each for each in placeables if each.kind == "person"):
        surname, _, given = person.en.rpartition(" ")
        if surname and len(given) >= LEAST_GIVEN and person.en not in en:
            letters = [re.escape(given[0]), *(f"[{re.escape(c + c.upper())}]" for c in given[1:])]
            family = f"(?:{re.escape(surname)}|{re.escape(surname.upper())})"
            en = re.sub(rf"\b{family} " + r"[\s'’-]?".join(letters) + r"\b", person.en, en)
    return en


def once(task: Task, en: str) -> str:
    """`en` without a rendering that the engine put before it with a colon and says again (Ansys: … acquiring Ansys) and
    without an article that it left alone (The. He Lifeng …)."""
    head, colon, rest = re.sub(r"^(?:The|An?)\. (?=[A-Z])", "", en).partition(": ")
    again = colon and "：" not in task.source and head in rest
    if again and any(head in placeable.forms for placeable in task.placeables):
        return rest
    return f"{head}{colon}{rest}"


def mend(tasks: Sequence[Task], tries: Sequence[Try], translator: Translator) -> list[Try]:
    """The tries, each as it was or with less wrong.

    Words left in Chinese are looked up, or translated on their own. A rendering that is missing takes the place of the
    one that the engine itself has for the term alone, if that stands in the sentence, and a name that of one nearly the
    same. “Over” before a number that the source has as nearly so much becomes “nearly”, and the other way. A number
    that is missing takes the place of the only one that is too many; a year that the source does not have is taken out
    of its date. What the engine was told and repeats is taken out. Each repair but the first is noted.
    """
    absent = [lost(task.placeables, attempt.en) for task, attempt in zip(tasks, tries, strict=True)]
    alone = {run for attempt in tries for run in _LEFT.findall(attempt.en)}
    alone |= {finding.zh for findings in absent for finding in findings}
    own = _own_renderings(alone, translator)
    return [
        min(_mended(task, attempt, missing, own), attempt, key=lambda each: each.rank)
        for task, attempt, missing in zip(tasks, tries, absent, strict=True)
    ]


def _own_renderings(words: Iterable[str], translator: Translator) -> dict[str, str]:
    """What the engine calls each of the words when it is given them alone."""
    fit = sorted(word for word in words if translator.count_tokens(word) <= translator.max_tokens)
    results = [
        result
        for start in range(0, len(fit), translator.batch_size)
        for result in translator.translate(fit[start : start + translator.batch_size])
    ]
    return {word: _alone(word, result.text) for word, result in zip(fit, results, strict=True)}


def _alone(word: str, text: str) -> str:
    """The engine's English for a word as it stands in a sentence; "" where it is no rendering of a word."""
    text = text.strip().rstrip(".")
    if len(text.split()) > 2 + 2 * len(word) or check_unit(word, text):
        return ""
    text = re.sub(r"^(?:the|an?) ", "", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text


def _mended(task: Task, attempt: Try, missing: Sequence[Finding], own: dict[str, str]) -> Try:
    en, notes = _without_echo(attempt.en), []
    if en != attempt.en:
        notes.append(_note("words of the engine's instructions were taken out"))
    for finding in missing:
        for wrong in (own.get(finding.zh, ""), _misspelt(finding, en)):
            changed = _swap(en, wrong, finding.en)
            if changed != en:
                notes.append(_note(f"{wrong} was put right: {finding.en}", finding.zh, finding.en))
                en = changed
                break
    for quantity, span, hedge in sorted(turned(task.source, en), key=lambda each: each[1], reverse=True):
        if _VERB.search(en[span.start : span.end]):
            continue
        right = hedge.capitalize() if en[span.start].isupper() else hedge
        notes.append(_note(f"{en[span.start : span.end]} was put right: {right}", quantity.text, right))
        en = en[: span.start] + right + en[span.end :]
    numbers = compare(task.source, en)
    gone, extra = numbers.missing, numbers.added
    if len(gone) == len(extra) == 1 and gone[0].kind == extra[0].kind:
        number = write_english(replace(gone[0], unit="", hedge=""))
        en = en[: extra[0].span.start] + number + en[extra[0].span.end :]
        notes.append(_note(f"{extra[0].text} was put right: {number}", gone[0].text, number))
    for extra_year in [quantity for quantity in extra if _YEAR.fullmatch(quantity.text)]:
        if changed := _without_year(task.source, en, extra_year.text):
            notes.append(_note(f"the year {extra_year.text}, which the source does not have, was put right"))
            en = changed
    for month in [quantity.text for quantity in months_added(task.source, en)]:
        if changed := _without_month(task.source, en, month):
            notes.append(_note(f"the month {month}, which the source does not state, was taken out"))
            en = changed
    words = {left: gloss(left) or own.get(left, "") for left in _LEFT.findall(en)}
    en = _LEFT.sub(lambda match: f" {words[match[0]]} " if words[match[0]] else match[0], en)
    en = re.sub(r" +(?=[ ,.;:!?)”’]|$)|(?<=[(“‘]) +", "", en).strip()
    # What no check can see in the text, as that the engine came to no end, is still wrong.
    unseen = [finding for finding in attempt.findings if finding not in task.findings(attempt.en)]
    return Try(en, (*task.findings(en), *unseen, *notes), attempt.score)


def _without_year(source: str, en: str, year: str) -> str:
    """The English without a year that the source does not have: of a date it is taken out, and “in 2023” is “this year”
    where the source says 今年 and the English not yet; "" where neither stands there."""
    dated = re.sub(rf"(?<=[\dthd]),? {year}(?=\W)", "", en, count=1)
    if dated != en:
        return dated
    meant = [said for zh, said in _YEARS.items() if zh in source]
    if len(meant) == 1 and meant[0] not in en.lower():
        other = re.sub(rf"\bin {year}\b(?! ?[-–—]|,? (?:and|to) \d)", meant[0], en, count=1, flags=re.IGNORECASE)
        return other[:1].upper() + other[1:] if other != en else ""
    return ""


def _without_month(source: str, en: str, month: str) -> str:
    """The English with a day as the source has it, without the month that the engine gave it: 20日 as “the 20th”, not
    “December 20th”; "" where the source says no such day, or more hangs on it than a clause: December 20-22, the
    December 20 meeting. A year that the source has stays."""
    for stands in re.finditer(
        rf"\b{re.escape(month)} (?P<day>\d\d?)(?:st|nd|rd|th)?\b(?P<year>, (?:19|20)\d\d\b)?", en
    ):
        day, before, behind = stands["day"], en[: stands.start()], en[stands.end() :]
        if (
            not re.search(rf"(?<![\d月至-]){day}日", source)
            or _OF_A_NOUN.search(before)
            or not _CLAUSE_ON.match(behind)
        ):
            continue
        year = stands["year"] if stands["year"] and stands["year"][2:] in source else ""
        return f"{before}the {ordinal(int(day))}{year}{behind}"
    return ""


def _misspelt(finding: Finding, en: str) -> str:
    """The words of the English that are nearly the missing name of a person or place, if no others are; else ""."""
    if finding.check != "name-lost":
        return ""
    size = len(finding.en.split())
    runs = {match[1] for match in re.finditer(rf"\b(?=((?:[A-Z][\w'’-]+ ?){{{size}}})(?<! )\b)", en)}
    near = [run for run in runs if Levenshtein.distance(run.lower(), finding.en.lower()) <= len(finding.en) // NEARLY]
    return near[0] if len(near) == 1 else ""


def _without_echo(en: str) -> str:
    """`en` without what the engine was told: from each sentence what stands before that."""
    kept = []
    for sentence in re.split(r"(?<=[.!?])\s+", en):
        place = echo(sentence)
        before = sentence if place is None else re.sub(r"[\s,;:]*(?:\b(?:and|with))?\s*$", "", sentence[: place.start])
        if before and (place is None or len(before.split()) >= CLAUSE):
            kept.append(before if place is None else before + ".")
    return re.sub(rf"{AS_TOLD.pattern}(?=[A-Z])", "", " ".join(kept))


def _swap(en: str, wrong: str, right: str) -> str:
    """`en` with the one place that reads `wrong`, whatever its capitals, reading `right`."""
    if not fold(wrong):
        return en
    found = list(re.finditer(rf"\b{re.escape(wrong)}\b", en, re.IGNORECASE))
    return en[: found[0].start()] + right + en[found[0].end() :] if len(found) == 1 else en


def _note(message: str, zh: str = "", en: str = "") -> Finding:
    return Finding("repaired", Severity.NOTE, message, zh, en)
