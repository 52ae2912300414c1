"""What the noes of a sentence deny, and whether the other language denies it too.

A count of noes is blind where the two languages have as many of them in different places. So each is tried by itself:
the words that follow a Chinese no have their renderings in the English (service.checks.lexicon), and there a no must
stand nearby; and the other way round. The reach of a no, in words, is that of the many lists of cues and scopes since
Chapman et al. (2001, "A simple algorithm for identifying negated findings and diseases", NegEx), which looks five
words on.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from service.checks.lexicon import Word, chinese_words, english_words, renderings

# A word that denies what follows it, and nothing else.
_DENIER = re.compile(
    "[并也都还从绝决毫尚仍更既又就却]?(?:不|没有|没|未|无)"
    "(?:会|能|是|可以|可|要|得|想|愿|再|应该|应|曾|必|用|准|许|够|肯|敢|需|该|太|允许|法|需要)?"
)
_ENDS = re.compile("[，。；：！？、,;]")
# The numbers are those that saw most, and accused no more translations than the counts alone, on news_newsdev2017, from
# which the lexicon was not learned.
# Words behind a Chinese no that it denies, and behind an English one.
DENIED, FOLLOWING = 2, 5
# English words from a no to what it denies, or back to it.
AHEAD, BACK = 12, 5
# The same for a word that may stand for a no.
BESIDE = 4
# Chinese characters between a no and what it denies.
NEAR = 8
# English words that are in every sentence.
_ANYWHERE = frozenset(
    word.key
    for word in english_words(
        "be been being is are was were to the a an of in have has had do does did and or that it for on at by with "
        "will would can could should must may"
    )
)


def unreached(
    zh: str, en: str, noes: Sequence[int], hints: Sequence[int], denies: Sequence[int]
) -> Iterator[tuple[Word, bool]]:
    """Chinese words that deny something without a no of the English near it, and whether the English has, word for
    word, what a mere no denies. `noes` are where the English has one, `hints` where it has a word that may say as
    much, `denies` where the Chinese has one."""
    words = english_words(en)
    stems = [word.key for word in words]
    near = [_around(words, no, BACK, AHEAD) for no in noes] + [_around(words, hint, BESIDE, BESIDE) for hint in hints]
    source = chinese_words(zh)
    for at, word in enumerate(source):
        if any(word.start <= place < word.end for place in denies):
            found = [i for i, stem in enumerate(stems) if any(stem in rendered for rendered in denied(source, at))]
            if not any(i in reach for i in found for reach in near):
                yield word, bool(found and _DENIER.fullmatch(word.text))


def denied(source: Sequence[Word], at: int) -> list[Collection[str]]:
    """The stems of what the word at a place denies: of the next words, or of itself if it says more than no (不足)."""
    told = _behind(source, at) if _DENIER.fullmatch(source[at].text) else [source[at]]
    return [renderings(word.text) for word in told]


def _around(words: Sequence[Word], at: int, back: int, ahead: int) -> range:
    """The words so far before and behind the one at a character."""
    place = sum(word.start < at for word in words)
    return range(place - back, place + ahead + 1)


def _behind(source: Sequence[Word], at: int) -> list[Word]:
    """The next words of the clause that have renderings."""
    found = []
    for word in source[at + 1 : at + 7]:
        if _ENDS.search(word.text):
            break
        if not _DENIER.fullmatch(word.text) and renderings(word.text):
            found.append(word)
    return found[:DENIED]


def denied_alone(zh: str, en: str, noes: Sequence[re.Match[str]], denies: Sequence[int]) -> Iterator[str]:
    """English noes before words that the Chinese has without one nearby. `noes` are those of the English, `denies`
    where the Chinese has a word that may deny."""
    words, source = english_words(en), chinese_words(zh)
    for no in noes:
        end = next((mark.start() for mark in re.finditer("[.,;:]", en) if mark.start() >= no.end()), len(en))
        following = [word.key for word in words if no.end() <= word.start < end][:FOLLOWING]
        telling = [key for key in following if key not in _ANYWHERE]
        places = [word.start for word in source if any(key in renderings(word.text) for key in telling)]
        if places and not any(_reaches(zh, deny, place) for place in places for deny in denies):
            yield no[0]


def _reaches(zh: str, deny: int, place: int) -> bool:
    between = zh[min(deny, place) : max(deny, place)]
    return len(between) <= NEAR or (deny < place and not re.search("[，。；！？：]", between))
