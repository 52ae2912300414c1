"""Where a name begins and ends in a sentence.

Which characters belong to it is decided by what they are, by what follows, and by a word segmenter's boundaries.
"""

import re
from functools import cache
from typing import Literal

from service.cues import ADDRESSES, FOLLOW, KINDRED, LONG_VERBS, NEVER_LAST, POST, SELDOM_LAST, SPEAKS, TITLED, WORDS
from service.dictionary import is_common, opens_with_verb
from service.minorities import minorities_at
from service.names import is_tibetan, pinyin, split_name
from service.naming import is_everyday, is_known, is_place, model, spelled_like_a_name, tagged
from service.surnames import COMPOUND, SURNAMES
from service.termbase import DOTS, FOREIGNER, base
from service.transliteration import DOTTED, TRANSLITERATES

# What stands before a name: a post, a word that other nouns follow as well (农民利益), another name, or none of these.
Context = Literal["post", "calling", "list", "alone"]
# Tags of the segmenter for names and for what it does not know.
_NAME_TAGS = ("nr", "ns", "nz", "nt", "x")
# How far ahead a text is cut to see how it goes on after a name.
_AHEAD = 8
# What joins the parts of a name.
_JOINS = ("·", "•", "・", "-", "－")
_HAN = re.compile("[\u4e00-\u9fff]")
# Log odds from which on what begins with a word of everyday may be a name: 白云飞, not 贺信中.
_LIKELY = 2.0
# Parts of a name up to the last dot: in the characters of such names, but for one each.
_PARTS = re.compile(
    rf"(?:(?![和与及])(?=[\u4e00-\u9fff])[{''.join(sorted(DOTTED))}]{{,7}}[\u4e00-\u9fff]?[{''.join(sorted(DOTTED))}]{{,7}}[·•・])+"
)
# What is called after people.
_INSTITUTIONS = re.compile("(?:国际)?机场|大学|学院|奖|中心|基金会|医院|公园|广场|体育场|图书馆|博物馆|勋章")


def is_no_name(name: str) -> bool:
    """Whether it is a word of everyday, or a country's, with or without a character more, ends as no name does, is a
    surname and a title (施局长), hides a name (张某), or has no name's characters."""
    head, given = name[:2], split_name(name)[1]
    ends = name[-1] in NEVER_LAST or name.endswith(ADDRESSES) or given in TITLED
    worded = (name[-1] in KINDRED and is_everyday(head)) if len(name) > 2 else name in WORDS
    unlikely = len(name) > 2 and head in WORDS and model().spelling.odds(name) < _LIKELY
    abroad = _kind(head) == "country" or _kind(name) in ("country", "body", "organisation")
    return ends or worded or unlikely or abroad or "某" in name or not spelled_like_a_name(name)


def means_other(name: str) -> bool:
    """Whether it is a place, or the termbase has it as something that is no person."""
    return is_place(name) or _kind(name) not in ("", "person", FOREIGNER)


def means_person(name: str) -> bool:
    """Whether the termbase has it as a person."""
    return _kind(name) in ("person", FOREIGNER)


def _kind(text: str) -> str:
    """The kind that the termbase has it as, "" where it has it not; what is written as a name is a person's."""
    term = base().terms.get(text)
    if not term or (len(text) > 1 and term.en == pinyin(text)[0]):
        return "person" if term else ""
    return term.kind


@cache
def _longest_person() -> int:
    return max(len(term.zh) for term in base().terms.values() if term.kind in ("person", FOREIGNER))


class Sentence:
    """A text with its words: where they begin and end, and how the segmenter tags them."""

    def __init__(self, text: str) -> None:
        import rjieba

        self.text = text
        self.words: dict[int, tuple[int, str]] = {}
        self.ends: set[int] = set()
        at = 0
        for word, tag in rjieba.tag(text):
            self.words[at] = (at + len(word), tag)
            at += len(word)
            self.ends.add(at)

    def tag(self, start: int, end: int) -> str:
        """The tag of the word that is exactly `start:end`, "" when there is none."""
        stop, tag = self.words.get(start, (0, ""))
        return tag if stop == end else ""

    def name_at(self, start: int, context: Context = "post") -> str:
        """The personal name that begins at `start`, "" for none. Padded two-character names (杨 名) are known."""
        text = self.text
        padded = re.match(r"([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?=$|[，。、；）)\s|])", text[start:])
        if padded and padded[1] in SURNAMES:
            return padded[1] + padded[2]
        if dotted := self.dotted_at(start):
            return dotted
        if is_tibetan(text[start : start + 4]):
            return text[start : start + 4]
        within = context == "alone" and start > 0 and _HAN.match(self.text[start - 1])
        if given := "" if within else self.minority_at(start):
            return given
        compound = text[start : start + 2] in COMPOUND
        if not compound and text[start : start + 1] not in SURNAMES:
            return ""
        fits = [(self._fit(start, start + size, context), size) for size in ((4, 3) if compound else (3, 2))]
        fit, size = max(fits)
        return text[start : start + size] if fit > 0 else ""

    def minority_at(self, start: int) -> str:
        """The given name of someone of a minority that begins at `start` and is all of it, "" for none."""
        names = [name for name in minorities_at(self.text, start) if not means_other(name)]
        ended = ((name, start + len(name)) for name in names if self.text[start - 1 : start] not in _JOINS)
        return next((n for n, end in ended if self.text[end : end + 1] not in _JOINS and self.goes_on(end)), "")

    def _fit(self, start: int, end: int, context: Context) -> int:
        """How well `start:end` stands as a name; 0 or less for not at all."""
        text = self.text
        name, follow = text[start:end], FOLLOW.match(text, end)
        goes_on = self._stands_alone(start, end) and self.words.get(end, (0, ""))[1][:1] in ("v", "d", "p", "m")
        may_end = context in ("post", "list") and self._may_end(start, end)
        if not (follow or goes_on or may_end) or not re.fullmatch("[\u4e00-\u9fff]+", name) or len(name) < end - start:
            return 0
        if self.tag(start, end) == "ns" and POST.match(text, end):
            return 0
        # 和 right before a verb of saying joins nothing: 陆清和说.
        with_and = end - start == 3 and name[-1] == "和" and SPEAKS.match(text, end) is not None
        if is_no_name(name[:-1] if with_and else name) or (end - start > 2 and means_other(name)):
            return 0
        tag, (first, first_tag) = self.tag(start, end), self.words.get(start, (start + 1, "x"))
        if self.is_word(start, end):
            return 0
        closed = follow is not None and not follow[0].isalnum()
        # An everyday word may be a name (副县长白雪) where the sentence says so.
        if tag and not tag.startswith(_NAME_TAGS) and context != "list":
            plain = closed or end - start > 2 or SPEAKS.match(text, end)
            # Three characters that it takes for a verb are most likely a guess at a name it does not know (曾建建).
            guessed = tag == "v" and end - start == 3
            if (tag[0] in "vdpcmrfu" and not guessed) or context == "calling" or not plain:
                return 0
        # 曾表示: an adverb and its verb; not one that the segmenter only guesses, nor a name like 曾强强.
        verb = first_tag == "d" and first == start + 1 and self.tag(first, end).startswith("v")
        if verb and len(set(text[first:end])) > 1 and is_known(text[first:end]):
            return 0
        begins_word = not first_tag.startswith(_NAME_TAGS) and (first - start > 1 or first_tag[:1] in "dpcur")
        if context == "calling" and not tag and begins_word:
            return 0
        # 马超一同, 张伟因: the last character begins the word that goes on with the sentence.
        too_long = (
            end - start == 3
            and not with_and
            and (
                text.startswith(LONG_VERBS, end - 1)
                or (text[end : end + 1].isalnum() and self._may_end(start, end - 1))
            )
        )
        too_short = end - start == 2 and text[end : end + 1] == "和" and SPEAKS.match(text, end + 1) is not None
        stands = 3 * bool(follow or may_end) + 2 * closed + 2 * (end in self.ends) + tag.startswith("nr")
        return stands - 4 * (too_long or too_short)

    def is_word(self, start: int, end: int) -> bool:
        """Whether the dictionary has `start:end` as a word, or two words whose border lies within (普遍认|为), and the
        segmenter does not take it for a person's name."""
        middle = end - 1
        two = middle - start == 2 and is_common(self.text[start:middle]) and is_common(self.text[middle : end + 1])
        return not self.tag(start, end).startswith("nr") and (two or is_common(self.text[start:end]))

    def may_be_name(self, start: int, end: int) -> bool:
        """Whether `start:end`, which stands where a name would, is not a word of everyday."""
        name, tag = self.text[start:end], self.tag(start, end)
        everyday = (tag and not tag.startswith(_NAME_TAGS)) or self.is_word(start, end)
        return not everyday and not is_no_name(name)

    def _may_end(self, start: int, end: int) -> bool:
        """Whether `start:end` is the likelier name than one with a character more, and behind it a verb, or a word that
        goes before one, begins if the text is cut there."""
        name, after = self.text[start:end], self.text[end : end + _AHEAD]
        if not _HAN.match(after) or not split_name(name)[1]:
            return False
        spelling = model().spelling
        odds = spelling.given_odds
        longer = odds(name + after[0]) if len(split_name(name)[1]) == 1 else 0.0
        if odds(name) <= max(longer, 0.0):
            return False
        word, tag = tagged(after)[0]
        acts = len(word) > 1 and tag[:1] in ("v", "d", "p", "c") and is_known(word)
        function = after[0] in SELDOM_LAST or (after[0] not in spelling.second and FOLLOW.match(after) is not None)
        return function or after[1:2] in ("了", "着", "过") or acts or opens_with_verb(after)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the segmenter takes `start:end` for a name, or for a surname and what follows it."""
        first, tag = self.words.get(start, (0, ""))
        return end in self.ends and (self.tag(start, end).startswith("nr") or (first == start + 1 and tag == "nr"))

    def opens(self, start: int) -> bool:
        """Whether a name may begin here: a lone character before it would belong to it (黑田东彦)."""
        before = next((w for w, (end, _) in self.words.items() if end == start), None)
        if before is None or start - before > 1 or not re.match("[\u4e00-\u9fff]", self.text[before]):
            return True
        return self.words[before][1][:1] in "pcuvdmr"

    def foreign_at(self, start: int, abroad: bool) -> str:
        """A foreigner's name that begins at `start`, "" for none: in transliteration, or, behind a post `abroad`, in
        characters of its own (高市早苗)."""
        end, tag = self.words.get(start, (start, ""))
        everyday = end - start > 1 and tag[:1] in ("t", "v", "d", "p", "c", "u", "m", "r", "f")
        if everyday or _kind(self.text[start:end]) == "country" or FOLLOW.match(self.text, start):
            return ""
        if known := self._known_at(start, abroad):
            return known
        like, ends = self._transliterated(start, TRANSLITERATES)
        # 和 before a single character is a part of the name: 植田和男.
        ends = [n for n in ends if not re.match(f"和[\u4e00-\u9fff](?:{FOLLOW.pattern})", self.text[start + n :])]
        guessed = abroad and not is_common(self.text[start : start + 2])
        fits = [n for n in ends if 2 <= n <= like] or [n for n in ends if guessed and 2 <= n <= 5][:1]
        name = self.text[start : start + max(fits, default=0)]
        foreign = TRANSLITERATES.issuperset(name) or not is_common(name)
        return name if foreign and self.tag(start, start + len(name)) != "ns" and not means_other(name) else ""

    def _known_at(self, start: int, abroad: bool) -> str:
        """The longest name of the termbase's people that begins at `start`, "" for none; one that could be anybody's
        only behind a post `abroad`."""
        sizes = range(_longest_person(), 1 if abroad else 2, -1)
        names = (
            self.text[start : start + size] for size in sizes if self.text[start + size : start + size + 1] not in DOTS
        )
        return next((name for name in names if _kind(name) == "person" or (abroad and _kind(name) == FOREIGNER)), "")

    def _transliterated(self, start: int, characters: frozenset[str]) -> tuple[int, list[int]]:
        """How many such characters stand from `start` on, eight at most; and behind how many the sentence may go on."""
        run = re.match("[\u4e00-\u9fff]{,8}", self.text[start : start + 8])
        size = len(run[0]) if run else 0
        like = next((n for n in range(size) if self.text[start + n] not in characters), size)
        return like, [
            n for n in range(1, size + 1) if FOLLOW.match(self.text, start + n) or self._acts(start + n, n >= like)
        ]

    def is_within(self, at: int) -> bool:
        """Whether a word of everyday begins before and ends behind `at`."""
        return any(start < at < end and is_common(self.text[start:end]) for start, (end, _) in self.words.items())

    def goes_on(self, at: int) -> bool:
        """Whether the sentence may go on here after a name."""
        return FOLLOW.match(self.text, at) is not None or self._acts(at, True)

    def _acts(self, at: int, apart: bool) -> bool:
        """Whether a verb, or a word that goes before one, of two characters and more begins here; if `apart`, where the
        text is cut here."""
        end, tag = self.words.get(at, (at, ""))
        if apart and (after := self.text[at : at + _AHEAD]):
            word, tag = tagged(after)[0]
            end = at + len(word)
        return end - at > 1 and (tag[:1] in ("v", "d", "t") or tag == "ad")

    def dotted_at(self, start: int) -> str:
        """A name with dots that begins at `start`: its last part as far as its characters go and the sentence may then
        go on; "" for none, and for what is called after someone."""
        parts = _PARTS.match(self.text, start)
        if not parts:
            return ""
        like, ends = self._transliterated(parts.end(), DOTTED)
        if not like or _INSTITUTIONS.match(self.text, parts.end() + like):
            return ""
        within = [n for n in ends if n <= like]
        size = within[-1] if within else next((n for n in ends if n <= 2 * like), like)
        return self.text[start : parts.end() + size]

    def ends_word(self, at: int) -> bool:
        """Whether a word of everyday, or a place of the termbase, of two characters and more ends here."""
        start = next((begin for begin, (end, _) in self.words.items() if end == at), at)
        word = self.text[start:at]
        return at - start > 1 and (is_common(word) or _kind(word) in ("place", "country"))
