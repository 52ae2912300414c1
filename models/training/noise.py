"""What the service's sources look like and parallel text does not: English inside the Chinese, lost marks, clauses.

Terms and names reach a sentence model as English inside its Chinese source (code-switching; Dinu et al. 2019, "Training
Neural Machine Translation to Apply Terminology Constraints"). A model that has seen such sources copies them.

Full-width digits and letters need no noise: the tokenizer's own normalisation (NFKC) makes them half-width.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

# The surnames of nine in ten people (Ministry of Public Security, 2020), and the commonest of two characters.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤习栗俞"
) | {"欧阳", "司马", "诸葛", "上官"}
_MARKS = re.compile('[,;:、"“”。！!?？]')
_END = re.compile("[。.!?！？;；]+$")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_GAP = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch `start:end` of the source and the words that the target has for it."""

    start: int
    end: int
    english: str


class Lexicon:
    """Terms with their renderings, asked for what a pair of sentences has in common."""

    def __init__(self, terms: Mapping[str, tuple[str, ...]]) -> None:
        self._terms = terms
        self._longest = max(map(len, terms), default=0)

    def align(self, zh: str, en: str) -> list[Aligned]:
        """The terms and Chinese names of `zh` whose English stands in `en` as whole words, longest first match, from
        the left: an alignment that needs no aligner."""
        found: list[Aligned] = []
        named, start = _NAME.search(en) is not None, 0
        while start < len(zh):
            aligned = self._at(zh, start, en, named)
            if aligned:
                found.append(aligned)
            start = aligned.end if aligned else start + 1
        return found

    def _at(self, zh: str, start: int, en: str, named: bool) -> Aligned | None:
        for end in range(min(len(zh), start + self._longest), start + 1, -1):
            for english in self._terms.get(zh[start:end], ()):
                if stands_in(english, en):
                    return Aligned(start, end, english)
        if named and (zh[start] in SURNAMES or zh[start : start + 2] in SURNAMES):
            for end in range(min(len(zh), start + 4), start + 1, -1):
                spelled = spell_name(zh[start:end])
                if spelled and stands_in(spelled, en):
                    return Aligned(start, end, spelled)
        return None


@cache
def spell_name(zh: str) -> str | None:
    """How a person of that name is written in English (王小波: Wang Xiaobo); None for what is no name by its length."""
    from pypinyin import lazy_pinyin

    family = 2 if zh[:2] in SURNAMES else 1
    if not _HAN.fullmatch(zh) or not 1 <= len(zh) - family <= 2:
        return None
    syllables = lazy_pinyin(zh)
    return f"{''.join(syllables[:family]).capitalize()} {''.join(syllables[family:]).capitalize()}"


def code_switch(zh: str, en: str, lexicon: Lexicon, rng: random.Random) -> str | None:
    """`zh` with one to three of its terms and names replaced by the English that `en` has for them, set off by spaces;
    None when there is none."""
    found = lexicon.align(zh, en)
    if not found:
        return None
    for aligned in sorted(rng.sample(found, min(len(found), rng.randint(1, 3))), key=lambda a: -a.start):
        zh = f"{zh[: aligned.start].rstrip()} {aligned.english} {zh[aligned.end :].lstrip()}"
    return zh.strip()


def stands_in(words: str, text: str) -> bool:
    """Whether `text` has `words` as whole words."""
    at = text.find(words)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def soil(zh: str, rng: random.Random) -> str:
    """`zh` as a newspaper's text layer has it: without its last mark, without some of the others, or with a space
    between two characters."""
    match rng.randrange(3):
        case 0:
            return _END.sub("", zh)
        case 1:
            return _MARKS.sub(lambda mark: "" if rng.random() < 0.3 else mark.group(), zh)
        case _:
            gaps = [gap.start() for gap in _GAP.finditer(zh)]
            at = rng.choice(gaps) if gaps else 0
            return f"{zh[:at]} {zh[at:]}".strip()


def clauses(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """The pairs of clauses between semicolons, where both sides have as many (two at least): what the service gives an
    engine when a sentence is too long for it."""
    left, right = re.split("[;；]", zh), en.split(";")
    if len(left) == len(right) > 1:
        yield from ((a.strip(), b.strip()) for a, b in zip(left, right, strict=True))
