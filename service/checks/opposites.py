"""Sentences with one of their words turned into its opposite, for a second reader to weigh.

Words that mean the contrary stand in the same places, and so a translation that has one for the other reads well:
exports for imports, the east for the west, before for after.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Each word and its opposites; what stands here is tried in the place of what it stands beside, both ways.
_PAIRS = """
east west|eastern western|north south|northern southern|northeast southwest|northeastern southwestern
southeast northwest|southeastern northwestern|upstream downstream|upper lower|inside outside|above below|left right
import export|imports exports|imported exported|importing exporting|importers exporters
buy sell|buys sells|bought sold|buying selling|buyer seller|buyers sellers|lend borrow|lender borrower
lenders borrowers|creditor debtor|creditors debtors|supply demand|profit loss|profits losses|surplus deficit
inflow outflow|inflows outflows|inbound outbound|entry exit|entering leaving|entered left|arrive leave|arrived left
domestic foreign|urban rural|public private|indoor outdoor|civilian military|civil criminal|plaintiff defendant
support oppose|supports opposes|supported opposed|supporting opposing|supporters opponents
voted_for voted_against|in_favor_of against
accept reject|accepts rejects|accepted rejected|accepting rejecting|approve reject|approved rejected
allow ban|allowed banned|permitted prohibited|legal illegal|lawful unlawful|agreed refused|praised criticized
win lose|wins loses|won lost|winning losing|victory defeat|victories defeats|winner loser|winners losers
success failure|succeed fail|succeeded failed|guilty innocent|victim suspect|victims suspects|attack defend
attacked defended|ally enemy|allies enemies|offensive defensive|friends enemies|peace war
open close|opens closes|opened closed|opening closing|begin end|begins ends|began ended|start end|started ended
beginning end|before after|earlier later|resume suspend|resumed suspended|resuming suspending|join leave|joined left
joining leaving|appointed dismissed|elected ousted|released arrested|released detained|hired fired|born died
birth death|births deaths|alive dead|survived died|ease tighten|eased tightened|easing tightening
highest lowest|maximum minimum|largest smallest|biggest smallest|best worst|fastest slowest|longest shortest
majority minority|long-term short-term|high low|good bad|strong weak|strengthen weaken|strengthened weakened|rich poor
new old|early late|hot cold|warm cold|positive negative|optimistic pessimistic|drought flood|droughts floods
expand narrow|accelerate slow|reward punish|encourage discourage|day night
employer employee|employers employees|doctor patient|doctors patients|parents children
first last|ahead behind|near far|increase reduction|full empty|easy difficult|young old|many few|big small|wide narrow
"""
# These are tried only where the Chinese tells men and women apart.
_OF_MEN_AND_WOMEN = """
man woman|men women|male female|boy girl|boys girls|son daughter|sons daughters|father mother|husband wife
brother sister|he she|his her|him her|himself herself|widow widower
"""
_TELLS = re.compile("[他她男女父母爸妈夫妻儿兄弟姐妹哥嫂爷奶]")


def _opposites(pairs: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for pair in re.split(r"[|\n]", pairs.strip()):
        one, other = (word.replace("_", " ") for word in pair.split())
        found.setdefault(one, {})[other] = None
        found.setdefault(other, {})[one] = None
    return {word: tuple(others) for word, others in found.items()}


_SEXES = _opposites(_OF_MEN_AND_WOMEN)
OPPOSITES = {**_opposites(_PAIRS), **_SEXES}
_WORDS = re.compile(rf"(?<![\w’'-])(?:{'|'.join(sorted(OPPOSITES, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
# How many words of a sentence are tried, from its beginning.
MOST = 8
NEAR = 16  # characters in which both of a pair may be named: entry and exit


@dataclass(frozen=True, slots=True)
class Turned:
    """A word of an English text, and the text with each of its opposites in its place."""

    word: str
    opposites: tuple[str, ...]
    texts: tuple[str, ...]


def opposed(zh: str, en: str) -> Iterator[Turned]:
    """The English with one word after the other turned into its opposite, but for those that stand beside theirs
    (entry and exit)."""
    told = bool(_TELLS.search(zh))
    words = [match for match in _WORDS.finditer(en) if told or match[0].lower() not in _SEXES]
    alone = [word for word in words if not any(_are_both(word, other) for other in words)]
    for match in alone[:MOST]:
        others = OPPOSITES[match[0].lower()]
        texts = tuple(f"{en[: match.start()]}{_as(other, match[0])}{en[match.end() :]}" for other in others)
        yield Turned(match[0], others, texts)


def _are_both(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words are a pair that is named together."""
    near = max(one.start() - other.end(), other.start() - one.end()) <= NEAR
    return near and other[0].lower() in OPPOSITES[one[0].lower()]


def _as(word: str, other: str) -> str:
    """The word with a capital where the other has one."""
    return word.capitalize() if other[0].isupper() else word
