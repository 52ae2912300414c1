"""How pages are read: `python -m benchmarks.pages [--wrong]`.

`benchmarks/printed/` has pages that others wrote, each imitating another kind of source, and what a careful reader
finds on them: of each article headline, kicker, deck, who wrote it, its first and last words, how many paragraphs it
has, where it goes on or comes from; captions, what belongs to no article, the paper and the day. Each of these is a
question. So is what the program says beyond that: an article, a kicker, a name that the reader does not have. The
people are invented. The pages came in ten sets, each counted before anyone looked at it: docs/quality.md says what
came out.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from service.bylines import MARKERS
from service.dates import article_date
from service.intake import Limits
from service.pipeline import take_apart
from service.records import Article, Page, Passage, Source

PAGES = Path(__file__).with_name("printed")
SETS = {
    "k": "first",
    "m": "second",
    "n": "third",
    "p": "fourth",
    "q": "fifth",
    "r": "sixth",
    "s": "seventh",
    "t": "eighth",
    "u": "ninth",
    "v": "tenth",
    "w": "eleventh",
    "x": "twelfth",
    "y": "thirteenth",
}
SURE = 8  # characters by which the beginning of a body is known


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that a page puts ("title 老粮仓里办起“共富工坊”"), and whether the program finds what the reader
    does."""

    question: str
    right: bool


def answers(name: str) -> Iterator[Answer]:
    """The questions of one page, by its name without ending, and how they come out."""
    source = PAGES / f"{name}.txt"
    page = take_apart([Source(source.name, source.read_bytes())], Limits())
    wanted = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    known: set[str] = set()
    for told in wanted["articles"]:
        article = _find(page, told)
        if article is None:
            yield from (Answer(f"{told['title']}: {what}", False) for what in ("title", "first", "last", "paragraphs"))
        else:
            known.add(article.id)
            yield from _article(article, told)
    yield from (Answer(f"no article {_text(a.paragraphs)[:20]}", False) for a in page.articles if a.id not in known)
    yield from _page(page, wanted)


def _find(page: Page, told: dict[str, Any]) -> Article | None:
    """The article that has the first words of the body; of several, and where none has, the one with the headline."""
    titled = [article for article in page.articles if _title(article) == _bare(told["title"])]
    begun = [article for article in page.articles if _bare(told["first"])[:SURE] in _text(article.paragraphs)]
    return next((a for a in begun if a in titled), next(iter([*begun, *titled]), None))


def _article(article: Article, told: dict[str, Any]) -> Iterator[Answer]:
    body, names = _text(article.paragraphs), [_bare(byline.name) for byline in article.byline]
    yield Answer(f"title {told['title']}", _title(article) == _bare(told["title"]))
    for what, found in (("kicker", _text(article.kicker)), ("deck", _text(article.deck))):
        if told[what] or found:
            yield Answer(f"{what} {told[what]}: {found}", _bare(told[what]) == found)
    for name in dict.fromkeys([*map(_bare, told["bylines"]), *names]):
        yield Answer(f"{told['title']}: by {name}", name in names and name in map(_bare, told["bylines"]))
    yield Answer(f"first {told['first']}: {body[:12]}", body.startswith(_bare(told["first"])))
    yield Answer(f"last {told['last']}: {body[-12:]}", body.endswith(_bare(told["last"])))
    paragraphs = len(article.paragraphs)
    yield Answer(f"{told['title']}: {told['paragraphs']} paragraphs, {paragraphs}", paragraphs == told["paragraphs"])
    for direction in ("to", "from"):
        pages = [re.sub(r"\D", "", c.page) for c in article.continued if c.direction == direction]
        if told[direction] or pages:
            yield Answer(f"{told['title']}: {direction} {told[direction]}", pages == [told[direction]])


def _page(page: Page, wanted: dict[str, Any]) -> Iterator[Answer]:
    captions = [_bare(caption.text) for article in page.articles for caption in article.captions]
    for caption in wanted["captions"] or ():
        known = _bare(caption).lstrip(MARKERS)[:SURE]  # an article's captions have no mark that points to the picture
        yield Answer(f"caption {caption}", any(known in found for found in captions))
    inside = "\n".join(_text([*a.kicker, *a.deck, *a.paragraphs, *a.captions]) + _title(a) for a in page.articles)
    for furniture in wanted["furniture"] or ():
        yield Answer(f"furniture {furniture}", _bare(furniture) not in inside)
    if wanted["date"]:
        days = {article_date(article, page).iso for article in page.articles}
        yield Answer(f"day {wanted['date']}", wanted["date"] in days)
    if wanted["paper"]:
        papers = {article.metadata.publisher for article in page.articles}
        yield Answer(f"paper {wanted['paper']}", wanted["paper"] in papers)


def _bare(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def _text(passages: Sequence[Passage]) -> str:
    return _bare("".join(passage.text for passage in passages))


def _title(article: Article) -> str:
    return _bare(article.title.text if article.title else "")


def names() -> list[str]:
    """The names of the pages."""
    return sorted(path.stem for path in PAGES.glob("*.txt"))


@click.command()
@click.option("--wrong", is_flag=True, help="Print what comes out wrong.")
def main(wrong: bool) -> None:
    """Count what is read rightly, set by set."""
    click.echo(f"{'set':8} {'pages':>6} {'asked':>6} {'right':>7}")
    for letter, name in SETS.items():
        pages = [page for page in names() if page.startswith(letter)]
        found = {page: list(answers(page)) for page in pages}
        asked = [answer for each in found.values() for answer in each]
        click.echo(f"{name:8} {len(pages):6} {len(asked):6} {sum(a.right for a in asked) / len(asked):7.1%}")
        for page, each in found.items() if wrong else ():
            for answer in each:
                if not answer.right:
                    click.echo(f"  {page} {answer.question}")


if __name__ == "__main__":
    main()
