"""AT A GLANCE: two or three points an article, each traceable to its sentences."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from models.engine import Summarizer
from service.checks import CHECKS
from service.checks.exchanged import named
from service.checks.negation import noes
from service.numbers import find_numbers_en
from service.patterns import HAN
from service.records import Article, Finding, Part, Point, Severity, Unit
from service.termbase import base

MOST = 3
# Content words behind a no that it denies.
DENIED = 3
Vector = dict[str, float]


def summarise(
    article: Article, units: Sequence[Unit], summarizer: Summarizer | None
) -> tuple[tuple[Point, ...], tuple[Finding, ...]]:
    """The article's points, and what is to be said about them.

    With a summariser its sentences, as far as they are grounded; what is not is replaced by the extractive point of the
    same rank. Without one the extractive points. An abstractive point's `zh` is its evidence.
    """
    body = [unit for unit in units if unit.part is Part.BODY and unit.en]
    extracted = extract(body, article.title.text if article.title else "")
    if summarizer is None or len(body) <= MOST:
        return tuple(extracted), ()
    title = " ".join(unit.en for unit in units if unit.part is Part.TITLE)
    lines = summarizer.summarize(title, [unit.en for unit in body], len(extracted))[: len(extracted)]
    points: list[Point] = []
    replaced = 0
    spare = iter(extracted)
    for line in [*lines, *[""] * (len(extracted) - len(lines))]:
        point = ground(line, body, title)
        if point is None or any(point.evidence == other.evidence for other in points):
            replaced += 1
            point = next((p for p in spare if all(p.evidence[0] not in o.evidence for o in points)), None)
        if point is not None:
            points.append(point)
    message = (
        f"{replaced} of {len(extracted)} points of the summary were not borne out by the article and replaced by its "
        "own sentences"
    )
    return tuple(points), (Finding("summary", Severity.NOTE, message),) if replaced else ()


def extract(body: Sequence[Unit], title: str) -> list[Point]:
    """Source sentences that say most: LexRank (Erkan & Radev 2004) over character bigrams, weighted by position and by
    overlap with the headline, chosen with maximal marginal relevance (Carbonell & Goldstein 1998)."""
    if not body:
        return []
    vectors = _vectors([unit.zh for unit in body])
    likeness = _likeness(vectors)
    central = _lexrank(likeness)
    heading = Counter(_bigrams(title))
    worth = []
    for index, unit in enumerate(body):
        overlap = sum(1 for gram in heading if gram in vectors[index]) / max(1, len(heading))
        position = 1.0 / (1 + index / 2)
        worth.append((central[index] + 0.8 * overlap + 0.6 * position) * _weight(unit))
    wanted = 1 if len(body) <= 2 else 2 if len(body) <= 5 else MOST
    chosen: list[int] = []
    while len(chosen) < wanted:
        rest = [i for i in range(len(body)) if i not in chosen]
        chosen.append(max(rest, key=lambda i: worth[i] - max((likeness[i][j] for j in chosen), default=0.0)))
    return [Point(body[i].zh.strip(), body[i].en, (body[i].id,), "extractive") for i in sorted(chosen)]


def _weight(unit: Unit) -> float:
    """Lists of attendees, scraps and sentences whose English is doubtful make poor points."""
    length = len(HAN.findall(unit.zh))
    weight = 1.0 if 12 <= length <= 120 else 0.5
    if unit.zh.count("、") > max(6, length // 15):
        weight *= 0.4
    if any(finding.severity is Severity.ERROR for finding in unit.findings):
        weight *= 0.4
    return weight


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1) if HAN.match(text[i]) and HAN.match(text[i + 1])]


def _vectors(texts: Sequence[str]) -> list[Vector]:
    counts = [Counter(_bigrams(text)) for text in texts]
    seen = Counter(gram for count in counts for gram in count)
    return [{g: n * math.log(1 + len(texts) / seen[g]) for g, n in count.items()} for count in counts]


def _likeness(vectors: Sequence[Vector]) -> list[list[float]]:
    """The cosine of each two vectors."""
    lengths = [math.sqrt(sum(v * v for v in vector.values())) for vector in vectors]
    found = [[0.0] * len(vectors) for _ in vectors]
    for i, a in enumerate(vectors):
        for j, b in enumerate(vectors[: i + 1]):
            norm = lengths[i] * lengths[j]
            found[i][j] = found[j][i] = sum(v * b[g] for g, v in a.items() if g in b) / norm if norm else 0.0
    return found


def _lexrank(likeness: Sequence[Sequence[float]], damping: float = 0.15, rounds: int = 30) -> list[float]:
    """Continuous LexRank by power iteration, scaled so that the best is 1."""
    size = len(likeness)
    sums = [sum(row) or 1.0 for row in likeness]
    rank = [1.0 / size] * size
    for _ in range(rounds):
        rank = [
            damping / size + (1 - damping) * sum(rank[j] * likeness[j][i] / sums[j] for j in range(size))
            for i in range(size)
        ]
    return [r / max(rank) for r in rank]


_STOP = (
    "the a an of to in on and or for with by at from as is are was were be been it its that this has have had will "
    "which who their they he she his her said also not but into than more"
)
STOP = frozenset(_STOP.split())


def _content(text: str) -> set[str]:
    return set(_content_in_order(text))


def _content_in_order(text: str) -> list[str]:
    return [_stem(w) for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in STOP]


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word


_POSTS = re.compile(
    r"\b(?:secretary|chair(?:person|man|woman)|director|mayor|governor|premier|president|minister|deputy|vice"
    r"|(?:county|town|village) head|spokes(?:person|man|woman)|ambassador|commander|professor|manager)\b",
    re.IGNORECASE,
)


def ground(line: str, body: Sequence[Unit], title: str) -> Point | None:
    """The line as a point with its evidence; None unless the article bears it out.

    Borne out: at least two thirds of its content words stand in at most three sentences, these have every post that it
    names, every number in it is a number of theirs or of the headline, every capitalised word in it, but the first,
    stands in the article, and it says nothing that these sentences deny, turn round or say of somebody else.
    """
    words = _content(line)
    if len(words) < 3 or HAN.search(line):
        return None
    text = " ".join([title, *(unit.en for unit in body)])
    names = re.findall(r"(?<=\s)[A-Z][\w'’-]*", line)
    if any(not re.search(rf"\b{re.escape(name)}\b", text) for name in names):
        return None
    left = set(words)
    evidence: list[Unit] = []
    while left and len(evidence) < 3:
        best = max(body, key=lambda unit: len(left & _content(unit.en)))
        covered = left & _content(best.en)
        if len(covered) < max(1, len(words) // 6):
            break
        evidence.append(best)
        left -= covered
    if not evidence or len(left) > len(words) / 3:
        return None
    evidence.sort(key=body.index)
    zh, en = "".join(unit.zh.strip() for unit in evidence), " ".join([title, *(unit.en for unit in evidence)])
    if any(post.lower() not in en.lower() for post in _POSTS.findall(line)):
        return None
    values = {q.value for q in find_numbers_en(en)}
    if any(q.value not in values for q in find_numbers_en(line) if not q.loose):
        return None
    turned = any(True for check in _TURNED for _ in CHECKS[check].run(zh, line))
    if turned or _denied_otherwise(line, evidence) or _in_other_order(line, zh, evidence):
        return None
    return Point(zh, line, tuple(u.id for u in evidence), "abstractive")


# What is wrong with a line about a sentence, whatever else of the sentence the line leaves out.
_TURNED = ("direction", "extent", "bound", "post-swapped", "currency", "unit")


def _denied_otherwise(line: str, evidence: Sequence[Unit]) -> bool:
    """Whether the line affirms what its evidence denies, or denies what that affirms: by the next words of each no."""
    text = " ".join(unit.en for unit in evidence)
    return any(_denied(one) & (_content(other) - _denied(other)) for one, other in ((line, text), (text, line)))


def _denied(text: str) -> set[str]:
    """The content words that follow a no within its clause."""
    clauses = [re.split(r"[.,;:]\s", text[no.end() :])[0] for no in noes(text)]
    return {word for clause in clauses for word in _content_in_order(clause)[:DENIED]}


def _in_other_order(line: str, zh: str, evidence: Sequence[Unit]) -> bool:
    """Whether of two people or countries the line names first whom a sentence that has both names second."""
    told = _actors(zh, line)
    for unit in evidence:
        order = _actors(zh, unit.en)
        both = [actor for actor in told if actor in order]
        if any(order.index(one) > order.index(other) for one, other in pairwise(both)):
            return True
    return False


def _actors(zh: str, en: str) -> list[str]:
    """The people and countries of a text, in the order in which they are first named."""
    terms = base().terms
    things = [thing.of for thing in named(zh, en)]
    return [
        of for of in dict.fromkeys(things) if of not in terms or terms[of].kind in ("person", "foreigner", "country")
    ]
