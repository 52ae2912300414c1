"""Sentences with a no taken out or put in, for a second reader to weigh against the sentence as it stands."""

import re

from service.checks.lexicon import Word, chinese_words, english_words
from service.checks.scope import denied

_ZH = {"无法": "可以", "不得": "可", "不可": "可以", "没有": "有", "并非": "是"}
_EN = {
    "cannot": "can", "without": "with", "none": "all", "nothing": "something", "nobody": "everybody",
    "nowhere": "somewhere", "nor": "and", "neither": "both", "never": "", "not": "", "no": "",
}  # fmt: skip
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|will|can|could|should|would|must|may|might|shall|to|do|does|did)",
    re.IGNORECASE,
)
# Words from an auxiliary to what it belongs to, and how many sentences with a no put in are tried.
REACH, MOST = 3, 6


def undenied_zh(zh: str, word: Word) -> str:
    """The sentence with one of its words said without its no."""
    said = _ZH.get(word.text) or re.sub("没有|[不没无未]", "", word.text, count=1)
    return zh[: word.start] + said + zh[word.end :]


def undenied_en(en: str, no: re.Match[str]) -> str:
    """The English without one of its noes: “can” for cannot and can't, “with” for without."""
    before, after = en[: no.start()], en[no.end() :]
    if no[0].lower() in ("n't", "n’t"):
        return re.sub(r"\b([Ww])o$", r"\1ill", re.sub(r"\b([Cc])a$", r"\1an", before)) + after
    instead = _EN[no[0].lower()]
    return before + instead + (after if instead else after.lstrip(" "))


def denying(zh: str, en: str, word: Word) -> tuple[str, ...]:
    """The English with a no put in: at each place where it has what the word of the sentence denies, or else behind
    each auxiliary."""
    source = chinese_words(zh)
    rendered = denied(source, source.index(word))
    places = [each for each in english_words(en) if any(each.key in stems for stems in rendered)]
    made: dict[str, None] = {}
    for place in places:
        before = list(re.finditer(r"\S+", en[: place.start]))[-REACH:]
        ends = [match.end() for match in before if _AUXILIARY.fullmatch(match[0])]
        bare = ("not ",) if place.text.endswith("ing") else ("did not ", "do not ")
        put_in = [(ends[-1], " not")] if ends else [(place.start, no) for no in bare]
        made |= dict.fromkeys(en[:at] + no + en[at:] for at, no in put_in)
    if not places:
        ends = [match.end() for match in re.finditer(r"\S+", en) if _AUXILIARY.fullmatch(match[0])]
        made |= dict.fromkeys(f"{en[:end]} not{en[end:]}" for end in ends)
    return tuple(made)[:MOST]
