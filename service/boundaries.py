"""Where a name begins and ends in a sentence.

Which characters belong to it is decided by what they are, by what follows, and by a word segmenter's boundaries.
"""

import re
from typing import Literal

from service.cues import ADDRESSES, FOLLOW, LONG_VERBS, NEVER_LAST, POST, SPEAKS, WORDS
from service.dictionary import is_common
from service.names import is_tibetan
from service.naming import is_known, spelled_like_a_name
from service.surnames import COMPOUND, SURNAMES
from service.transliteration import DOTTED, TRANSLITERATES

# What stands before a name: a post, a word that other nouns follow as well (农民利益), another name.
Context = Literal["post", "calling", "list"]
# Tags of the segmenter for names and for what it does not know.
_NAME_TAGS = ("nr", "ns", "nz", "nt", "x")


def is_no_name(name: str) -> bool:
    """Whether it is a word of everyday, ends as no name does, hides a name (张某), or has no name's characters."""
    ends = name[-1] in NEVER_LAST or name.endswith(ADDRESSES)
    return name in WORDS or ends or "某" in name or not spelled_like_a_name(name)


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
        compound = text[start : start + 2] in COMPOUND
        if not compound and text[start : start + 1] not in SURNAMES:
            return ""
        fits = [(self._fit(start, start + size, context), size) for size in ((4, 3) if compound else (3, 2))]
        fit, size = max(fits)
        return text[start : start + size] if fit > 0 else ""

    def _fit(self, start: int, end: int, context: Context) -> int:
        """How well `start:end` stands as a name; 0 or less for not at all."""
        text = self.text
        name, follow = text[start:end], FOLLOW.match(text, end)
        goes_on = self._stands_alone(start, end) and self.words.get(end, (0, ""))[1][:1] in ("v", "d", "p", "m")
        if not (follow or goes_on) or not re.fullmatch("[\u4e00-\u9fff]+", name) or len(name) < end - start:
            return 0
        if self.tag(start, end) == "ns" and POST.match(text, end):
            return 0
        if (name[:2] in WORDS and not (len(name) > 2 and SPEAKS.match(text, end))) or is_no_name(name):
            return 0
        tag, (first, first_tag) = self.tag(start, end), self.words.get(start, (start + 1, "x"))
        if self.is_word(start, end):
            return 0
        closed = follow is not None and not re.match("[\u4e00-\u9fff]", follow[0])
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
        # 马超一同: the third character begins the word that goes on with the sentence.
        too_long = end - start == 3 and text.startswith(LONG_VERBS, end - 1)
        return 3 * bool(follow) + 2 * closed + 2 * (end in self.ends) + tag.startswith("nr") - 4 * too_long

    def is_word(self, start: int, end: int) -> bool:
        """Whether the dictionary has `start:end` as a word, or two words whose border lies within (普遍认|为), and the
        segmenter does not take it for a person's name."""
        middle = end - 1
        two = middle - start == 2 and is_common(self.text[start:middle]) and is_common(self.text[middle : end + 1])
        return not self.tag(start, end).startswith("nr") and (two or is_common(self.text[start:end]))

    def may_be_name(self, start: int, end: int) -> bool:
        """Whether `start:end`, which stands where a name would, is not a word of everyday."""
        name, tag = self.text[start:end], self.tag(start, end)
        everyday = (tag and not tag.startswith(_NAME_TAGS)) or (name[:2] in WORDS and not tag.startswith("nr"))
        everyday = everyday or self.is_word(start, end)
        return not everyday and not is_no_name(name)

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
        if everyday or FOLLOW.match(self.text, start):
            return ""
        like, ends = self._transliterated(start, TRANSLITERATES)
        # 和 before a single character is a part of the name: 植田和男.
        ends = [n for n in ends if not re.match(f"和[\u4e00-\u9fff](?:{FOLLOW.pattern})", self.text[start + n :])]
        fits = [n for n in ends if 2 <= n <= like] or [n for n in ends if abroad and 2 <= n <= 5][:1]
        name = self.text[start : start + max(fits, default=0)]
        foreign = TRANSLITERATES.issuperset(name) or not is_common(name)
        return name if foreign and self.tag(start, start + len(name)) != "ns" else ""

    def _transliterated(self, start: int, characters: frozenset[str]) -> tuple[int, list[int]]:
        """How many such characters stand from `start` on, eight at most; and behind how many the sentence may go on."""
        run = re.match("[\u4e00-\u9fff]{,8}", self.text[start : start + 8])
        size = len(run[0]) if run else 0
        like = next((n for n in range(size) if self.text[start + n] not in characters), size)
        return like, [n for n in range(1, size + 1) if FOLLOW.match(self.text, start + n) or self._acts(start + n)]

    def _acts(self, at: int) -> bool:
        """Whether a verb, or a word that goes before one, of two characters and more begins here."""
        end, tag = self.words.get(at, (at, ""))
        return end - at > 1 and tag[:1] in ("v", "d", "t")

    def dotted_at(self, start: int) -> str:
        """A name with dots that begins at `start`: its last part as far as its characters go and the sentence may then
        go on; "" for none."""
        dotted = re.match(r"(?:(?:(?![和与及])[\u4e00-\u9fff]){1,8}[·•・])+", self.text[start:])
        if not dotted:
            return ""
        like, ends = self._transliterated(start + dotted.end(), DOTTED)
        within = [n for n in ends if n <= like]
        size = within[-1] if within else next(iter(ends), like)
        return self.text[start : start + dotted.end() + size]
