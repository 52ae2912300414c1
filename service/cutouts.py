"""What is no match, for it is cut out of other words: 稳增长 of 平稳增长, 美国 of 美国务卿, 巴赫 of 哥德巴赫.

Terms and names are found wherever their characters stand. The segmenter says where words begin and end, but it is often
wrong at names; so a match that goes against it counts unless the dictionary sides with the segmenter.
"""

import re

from service.checks.lexicon import chinese_words, words_across
from service.dictionary import is_common, is_word
from service.records import Span
from service.termbase import base
from service.transliteration import TRANSLITERATES

# Characters with which a sentence goes on behind any match, and with which it comes to one.
_GOES_ON = frozenset("在和为等向将是对以用及同与后前上下内外里时中已则要到有因也说称会作致正")
_COMES_TO = frozenset(
    "对同为从用受有由与各好向和于以之及到来称涉赴其中遭年月日例个名人家案出下着大新让给使愿美英法德俄韩"
)
_LINKS = frozenset("同对与向和")
_COUNTED = re.compile("第?[一二三四五六七八九十百千万亿两几数0-9]+[\u4e00-\u9fff]")
# Those that make what is about the match, or of it: 日本队, 消费税率, 中国人.
_SUFFIXES = frozenset("队人员徒长量率籍史案网州市省县区岛语版展赛者感界级号畔")
# Those that make another thing of its last word: 总统府, 大使馆, 卫生间.
_OTHERWISE = frozenset("府馆间")
# What a place's own authorities are called, which begins with its level: 青岚县委.
_OFFICES = frozenset(level + office for level in "省市州县区旗镇乡村" for office in "委长政人纪监办工")
_WITHIN = frozenset("中上下里内")
# Characters of transliteration that are words as well.
_WORDS = frozenset("东西南于因多当万本明黑达加以古约")
# Behind a body or an office 会同 is together with, not the county of Huitong.
_TOGETHER = re.compile(r"[局部委办院会处科所队站厅署团社行司联室组府心校]会同县$")
_REACH = 8
_PART = 4  # characters; what is longer is a name of its own: 伊朗伊斯兰共和国


def is_cut_out(text: str, span: Span, person: bool = False) -> bool:
    """Whether a match at a span of a text begins or ends within a word, and what it leaves of it can stand alone on
    neither side; or whether it stands in an idiom or a run of transliteration, or is read otherwise."""
    if text.startswith("会同县", span.start) and _TOGETHER.search(text[: span.start + 3]):
        return True
    across = words_across(text)
    begun, ended = across.get(span.start), across.get(span.end)
    if begun is None and ended is None:
        return False
    if any(word and _is_idiom(word.text, span) for word in (begun, ended)) or _is_syllable(text, span):
        return True
    if begun is not None and (_is_inner(text, span) or _takes_from_before(text, span)):
        return True
    return ended is not None and _takes_from_behind(text, span, person)


def _is_idiom(word: str, span: Span) -> bool:
    """Whether a word around a span is an idiom: 万象更新, 车水马龙."""
    return len(word) == 4 and span.end - span.start == 2 and is_common(word)


def _is_syllable(text: str, span: Span) -> bool:
    """Whether a name is a part of a longer one in the characters of transliteration: 德里 in 亚历山德里夫斯克."""
    if not TRANSLITERATES.issuperset(text[span.start : span.end]):
        return False
    across, syllables = words_across(text), TRANSLITERATES - _WORDS
    before = text[across[span.start].start : span.start] if span.start in across else ""
    behind = text[span.end : across[span.end].end] if span.end in across else ""
    return (before[-1:] in syllables and len(before) < _PART) or (behind[:1] in syllables and len(behind) < _PART)


def _is_inner(text: str, span: Span) -> bool:
    """Whether a span is a part of one word (一审 of 统一审议), or of the words that it touches (震中 of 地震中)."""
    across = words_across(text)
    begun, ended = across[span.start], across.get(span.end)
    if span.end < begun.end:
        return is_common(begun.text) or is_common(text[begun.start : span.start + 1])
    if not is_common(begun.text):
        return False
    both = ended is not None and ended.start >= begun.end
    return both or begun.text == "广大" or text[begun.end : span.end] in _WITHIN


def _takes_from_before(text: str, span: Span) -> bool:
    """Whether the first character of a span makes a word with what stands before, which alone is none."""
    begun = words_across(text)[span.start]
    left = chinese_words(text[max(0, begun.start - _REACH) : span.start])[-1].text
    if (len(left) > 1 and _is_known(left)) or left[-1] in _COMES_TO or _COUNTED.fullmatch(left):
        return False
    # 高级别人文交流: the segmenter has 别人, and leaves what is no word.
    rest = words_across(text).get(begun.end + 1)
    if (rest is None or rest.start != begun.end) and _is_known(text[begun.start - 1 : span.start]):
        return False
    return any(_is_known(text[at : span.start + 1]) for at in range(max(0, span.start - 2), span.start))


def _takes_from_behind(text: str, span: Span, person: bool) -> bool:
    """Whether the last character of a span makes a word with what stands behind, which alone is none."""
    ended, last = words_across(text)[span.end], text[span.end - 1]
    right, beyond = text[span.end : ended.end], text[ended.end : ended.end + 1]
    if (
        last in _LINKS
        or text[span.end - 1 : span.end + 1] in _OFFICES
        or any(_is_known(right[:size]) for size in range(2, len(right) + 1))
    ):
        return False
    # 央企业绩: the segmenter has 企业, and leaves what is no word.
    other = chinese_words(text[span.end : ended.end + _REACH])[0].text
    if len(other) > len(right) and _is_known(other) and beyond not in _GOES_ON:
        return False
    if right[0] in _OTHERWISE and any(_is_known(text[at : span.end + 1]) for at in range(span.start + 1, span.end)):
        return True
    if (right in _SUFFIXES and last != "委") or (right in _GOES_ON and (person or span.end - span.start > 2)):
        return False
    return any(_is_known(text[span.end - 1 : at]) for at in range(span.end + 1, span.end + 3) if at <= len(text))


def _is_known(word: str) -> bool:
    return is_word(word) or word in base().terms
