"""Where people are named in a text, and the posts before their names.

A name is a surname and one or two characters more, up to where the sentence goes on: which characters those are is
decided by what follows and by a word segmenter's boundaries, and only where a post, a list of names or a verb of
speaking says that a person is meant.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from service.boundaries import Context, Sentence, is_no_name, means_other, means_person
from service.cues import (
    ABROAD,
    CALLED,
    CALLINGS,
    COMMON,
    FOREIGN_POST,
    FRAMED,
    NOT_ALONE,
    POST,
    POSTS,
    ROLE,
    SPEAKS,
    SURE,
)
from service.names import is_tibetan
from service.naming import likely_names
from service.neighbours import (
    called_after_koreans,
    find_japanese,
    is_japanese,
    nation_of,
    neighbour_at,
    speaks_of_north_korea,
)
from service.romanisation import Nation, spell
from service.script import to_simplified
from service.transliteration import DOTTED, TRANSLITERATES

# Before a dot within a name.
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])(?=[·•・][\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset of a text, with the post before it ("" for none); both as simplified characters.

    `body` is the body that the post leaves out because the sentence has named it: 县政协 for the 副主席 who come after
    县政协主席. `nation` is whose reading of the characters the name has, None for Chinese and for transliterations.
    """

    name: str
    start: int
    post: str
    body: str = ""
    nation: Nation | None = None

    @property
    def full_post(self) -> str:
        """The post with the body that it leaves out."""
        return self.body + self.post


# Bodies whose leaders are listed one after another, and the posts that take the body from the one before.
_BODY = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:人大常委会|政协|人大)")
_SHARED = re.compile("[原前]?(?:党组(?:副?书记|成员)|副?主任|副?主席|秘书长)")


def find_people(text: str) -> list[Mention]:
    """Names behind a post, and those listed after them, which share it; names that speak or are listed have none."""
    return list(_find(text))


def named_at(text: str) -> frozenset[int]:
    """The offsets of a text at which people's names stand."""
    return frozenset(i for each in find_people(text) for i in range(each.start, each.start + len(each.name)))


@lru_cache(maxsize=256)
def _find(text: str) -> tuple[Mention, ...]:
    sentence = Sentence(to_simplified(text))
    found: list[Mention] = []
    last = 0
    for match in POST.finditer(sentence.text):
        if match.end() >= last:
            post = _post(sentence.text, match.end(1), last)
            calling = match[1] in COMMON.union(CALLINGS.split()) - SURE
            context: Context = "calling" if calling else "post"
            listed = list(_names(sentence, match.end(), post, context))
            found += listed
            last = _end(sentence.text, listed[-1]) if listed else last
    ordered = sorted([*found, *_without_post(sentence, found)], key=lambda mention: mention.start)
    return tuple(_with_bodies(ordered))


def _with_bodies(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, posts that name no body with that of the post before."""
    body = ""
    for mention in mentions:
        named = _BODY.match(mention.post)
        if named:
            body = named[0]
        elif mention.post and not _SHARED.match(mention.post):
            body = ""
        yield replace(mention, body=body) if body and _SHARED.match(mention.post) else mention


def _end(text: str, mention: Mention) -> int:
    """Where a mention ends, the padding of its name included."""
    return mention.start + len(mention.name) + (text[mention.start + 1 : mention.start + 2] in (" ", "\u3000"))


def _names(sentence: Sentence, start: int, post: str, context: Context) -> Iterator[Mention]:
    """The names from `start` on, parted by 、 or 和."""
    text = sentence.text
    while True:
        nation = Nation.JAPAN if is_japanese(sentence, start) else nation_of(post) if text[start - 1] != " " else None
        abroad = bool(ABROAD.search(post))
        foreign = sentence.foreign_at(start, abroad) if abroad or FOREIGN_POST.search(post) else ""
        name = sentence.name_at(start, context)
        name = foreign if not name or (abroad and len(foreign) > len(name)) else name
        known = foreign if foreign == name and means_person(name) else ""
        own = neighbour_at(sentence, start, nation) if nation and not known else ""
        name = own or name
        if not name:
            return
        sure = own or (nation and spell(known, nation))
        mention = Mention(name, start, post, nation=nation if sure else None)
        yield mention
        start = _end(text, mention)
        if text[start : start + 1] not in ("、", "和"):
            return
        start, context = start + 1, "list"


def _without_post(sentence: Sentence, found: Iterable[Mention]) -> Iterator[Mention]:
    """Names that no post stands before, the surest first."""
    taken = {i for mention in found for i in range(mention.start, _end(sentence.text, mention))}
    korean = called_after_koreans(sentence.text) if speaks_of_north_korea(sentence.text) else ()
    for nation, names in ((Nation.JAPAN, find_japanese(sentence)), (Nation.NORTH, korean)):
        for start, name in names:
            if taken.isdisjoint(range(start, start + len(name))):
                taken.update(range(start, start + len(name)))
                yield Mention(name, start, "", nation=nation)
    for way in (_dotted, _tibetan, _minorities, _framed, _speaking, _likely):
        for start, name in way(sentence, taken):
            if name and start not in taken and not NOT_ALONE.fullmatch(name) and not means_other(name):
                taken.update(range(start, start + len(name)))
                yield Mention(name, start, "")


def _dotted(sentence: Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """Names with dots."""
    text = sentence.text
    for dot in _DOT.finditer(text):
        start = dot.start()
        while start and text[start - 1] in DOTTED and start - 1 not in taken:
            if start < dot.start() and sentence.ends_word(start):
                break
            start -= 1
        yield start, sentence.dotted_at(start)


def _tibetan(sentence: Sentence, _: Set[int]) -> Iterator[tuple[int, str]]:
    """Two parts of Tibetan names."""
    runs = ((start, sentence.text[start : start + 4]) for start in range(len(sentence.text) - 3))
    return ((start, name) for start, name in runs if is_tibetan(name))


def _minorities(sentence: Sentence, _: Set[int]) -> Iterator[tuple[int, str]]:
    """Given names of people of minorities behind a word for what someone is."""
    roles = (match for match in ROLE.finditer(sentence.text) if not ABROAD.search(sentence.text[: match.start()][-12:]))
    return ((match.end(), sentence.minority_at(match.end())) for match in roles)


def _framed(sentence: Sentence, _: Set[int]) -> Iterator[tuple[int, str]]:
    """Those to whom something is done, or who do what only people do."""
    for framed in FRAMED.finditer(sentence.text):
        start = framed.start("names")
        for name in framed["names"].split("、"):
            if sentence.may_be_name(start, start + len(name)):
                yield start, name
            start += len(name) + 1


def _speaking(sentence: Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """What the segmenter takes for names that speak, are listed, or stand before what people are called by."""
    text = sentence.text
    for start, (_, tag) in sentence.words.items():
        if start in taken or not tag.startswith("nr") or not sentence.opens(start):
            continue
        if not (name := sentence.name_at(start, "alone")):
            continue
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        listed = (before == "、" and start - 2 in taken) or (after == "、" and bool(sentence.name_at(end + 1, "alone")))
        if SPEAKS.match(text, end) or CALLED.match(text, end) or listed:
            yield start, name


def _likely(sentence: Sentence, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """What is likely to be a name by its characters and its place."""
    for start, name in likely_names(sentence.text):
        span = range(start, start + len(name))
        everyday = is_no_name(name) or sentence.is_word(start, span.stop)
        if taken.isdisjoint(span) and not (everyday or _seems_foreign(sentence.text, span)):
            yield start, name


def _seems_foreign(text: str, span: range) -> bool:
    """Whether a name without a post is short and in the characters of transliteration, or part of a longer one
    mostly in these, or stands behind another country (朝鲜外务相李勇浩)."""
    name, beside = text[span.start : span.stop], (text[span.start - 1 : span.start], text[span.stop : span.stop + 1])
    strange = sum(character not in TRANSLITERATES for character in name)
    if (not strange and len(name) < 3) or (strange < 2 and any(c and c in TRANSLITERATES for c in beside)):
        return True
    clause = re.search("[\u4e00-\u9fff]{0,12}$", text[: span.start])
    return bool(clause and ABROAD.search(clause[0]))


def may_be_foreign(mention: Mention) -> bool:
    """Whether a name is short, in the characters of transliteration, and behind a post that people of other countries
    have too (候选人哈拉): a foreigner's where the text speaks of abroad."""
    return (
        len(mention.name) == 2 and TRANSLITERATES.issuperset(mention.name) and bool(FOREIGN_POST.search(mention.post))
    )


# Words that end the clause before a post; what stands behind the last of them is the post.
_CLAUSE = re.compile(
    "日电|发表|驳回|会见|会谈|走访|看望|慰问|陪同|邀请|告诉|采访|率领|担任|当选(?!人)|任命|来到|见到|来自|感谢|听取|以及|时任|现任|原任|记者|每一个|[他她我该的了是为让把请由据在从随给跟同与]|被(?!告)"
    "|对(?![外台口])|向(?!阳)|经(?![济营理信开贸])|^[和及受]|^以(?!色列)|^前(?=[后面者往来])"
)
_LONGEST = 18
# What can be read as a post of a long run.
_READ = re.compile(rf"(?:[省市县区镇乡]|中共|国家|中央|全国)[\u4e00-\u9fff]{{0,12}}(?:{POSTS})$")
# A post before 、; how long one is at most, and how long those of one person together may be.
_LISTED = re.compile(rf"[\u4e00-\u9fff]{{0,12}}(?:{POSTS})$")
_POST, _ROSTER = 24, 160


def _post(text: str, end: int, floor: int) -> str:
    """The post that ends at `end`: back to the last mark of punctuation, posts joined by 、 included."""
    start = end
    while start > floor and re.match(r"[\u4e00-\u9fff（）]", text[start - 1]):
        start -= 1
    post = text[start:end]
    while start > floor and text[start - 1] == "、" and end - start < _ROSTER:
        near = max(floor, start - 1 - _POST)
        before = _LISTED.search(text, near, start - 1)
        if not before:
            break
        start = before.start()
        post = text[start:end]
    if cuts := list(_CLAUSE.finditer(post)):
        post = post[cuts[-1].end() :] or post
    # A long run before the title is a clause, not a post: keep what can be read as one.
    first, mark, others = post.partition("、")
    if len(first) > _LONGEST:
        cut = _READ.search(first)
        first = cut[0] if cut else first[-8:]
    return first + mark + others
