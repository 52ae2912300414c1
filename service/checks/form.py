"""What a translation should look like, whatever it says: there, in English, as long as the source lets expect."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import prompts
from service.mentions import find_people
from service.patterns import HAN
from service.posts import post_english
from service.records import Span

Complaint = tuple[str, str, str]
# English characters for a Chinese one. Of 2,954 human and 14,770 system translations of the development sets with at
# least twelve Chinese characters one in two hundred lies below, one in two hundred above.
SHORTEST, LONGEST = 2.25, 7.31
# The middle of those of translations out of Chinese, 4.9, and of English originals, 3.7.
USUAL = 4.25
LABELS = re.compile(
    r"\b(?:the (?:english )?translation (?:of|is)|translated (?:as|text)|translate the|chinese text|here is the)\b"
    r"|\bas an ai\b|\bnote:",
    re.IGNORECASE,
)
# What the prompt calls names.
AS_TOLD = re.compile(r"\b(?:[Tt]he )?Chinese personal names? ")
# A remark that something is a translation, or a name, unless the sentence is about one.
_REMARKS = re.compile(
    r"\btranslat\w+\b[^.\"“]{0,20}\b(?:in|to|into|as) English\b|\b(?:sentence|statement|phrase) in English\b"
    r"|\b(?:already|given|written) in English\b",
    re.IGNORECASE,
)
# Below this length a quotation is a term.
SPEECH = 12
_SPOKEN = re.compile(rf"“[^“”]{{{SPEECH},}}”|「[^「」]{{{SPEECH},}}」")


def empty(zh: str, en: str) -> Iterator[Complaint]:
    if HAN.search(zh) and not re.search(r"\w", en):
        yield "no translation came out", "", ""


def untranslated(zh: str, en: str) -> Iterator[Complaint]:
    if left := re.findall(r"[\u3400-\u9fff\uf900-\ufaff]+", en):
        yield f"left in Chinese: {'、'.join(dict.fromkeys(left))}", "", left[0]


def repetition(zh: str, en: str) -> Iterator[Complaint]:
    words = re.findall(r"\w+", en.lower())
    for size, most in ((1, 5), (2, 4), (4, 3), (7, 2)):
        grams = [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]
        run, gram = _longest_run(grams, size)
        if run >= most and run > _longest_run(list(zh), 1)[0]:
            yield "the same words again and again", "", gram
            return
    # Not one after the other: what the source repeats may come as often.
    least = 1 + max(Counter(zh[i : i + 2] for i in range(len(zh) - 1)).values(), default=0)
    for size, most in ((6, 4), (10, 3)):
        phrases = Counter(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
        phrase, times = next(iter(phrases.most_common(1)), ("", 0))
        if times >= max(most, least):
            yield f"the same phrase {times} times", "", phrase
            return


def _longest_run(grams: Sequence[str], step: int) -> tuple[int, str]:
    """How often the same gram follows itself directly, and which."""
    best, longest = (0, "") if not grams else (1, grams[0]), [1] * len(grams)
    for i in range(step, len(grams)):
        if grams[i] == grams[i - step]:
            longest[i] = longest[i - step] + 1
            best = max(best, (longest[i], grams[i]))
    return best


def source_length(zh: str) -> float:
    """The length of a Chinese text in Chinese characters; four of letters and digits are worth one."""
    return len(HAN.findall(zh)) + sum(map(len, re.findall(r"[A-Za-z0-9.]+", zh))) / 4


def length(zh: str, en: str) -> Iterator[Complaint]:
    source = source_length(zh)
    if source < 12 or not en:
        return
    ratio = len(en) / source
    if ratio < SHORTEST:
        yield "much shorter than the source: something may be missing", "", ""
    elif ratio > LONGEST and len(en) > LONGEST * (source + _posts_beyond(zh)):
        yield "much longer than the source: something may be added", "", ""


def _posts_beyond(zh: str) -> float:
    """How many Chinese characters more the posts of a sentence are worth by their English, at its usual length:
    县委常委 is "member of the Standing Committee of the CPC county committee"."""
    posts = [mention.post for mention in find_people(zh) if mention.post]
    return sum(max(0.0, len(post_english(post)) / USUAL - len(post)) for post in posts)


def quotation(zh: str, en: str) -> Iterator[Complaint]:
    if en.count('"') % 2 or en.count("“") != en.count("”"):
        yield "a quotation mark of the English has no partner", "", ""
    elif (spoken := _SPOKEN.search(zh)) and not re.search("[\"“”]|(?<!\\w)['‘]", en):
        yield "the source quotes words that the English does not quote", spoken[0], ""


def explains(zh: str, en: str) -> Iterator[Complaint]:
    remark = None if re.search("英[语文]|译", zh) else _REMARKS.search(en)
    if match := LABELS.search(en) or remark or (None if "名" in zh else AS_TOLD.search(en)):
        yield "the engine speaks about the translation", "", match[0]
    elif place := echo(en):
        yield "the engine repeats what it was told", "", en[place.start : place.end]


def echo(en: str) -> Span | None:
    """Where the English says six words in a row that its engine was told; None for nowhere."""
    words, told = list(re.finditer(r"\w+", en)), _sixes(prompts.text("translate"))
    for first, last in zip(words, words[5:], strict=False):
        if _sixes(en[first.start() : last.end()]) & told:
            return Span(first.start(), last.end())
    return None


def _sixes(text: str) -> set[str]:
    """Every six words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}
