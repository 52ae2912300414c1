"""How much of what an analyst looks for comes out right: `python -m benchmarks.renderings [--engine NAME] [--missed]`.

`renderings.tsv` has sentences as newspapers print them, each with the terms, names and numbers that its English must
have, as regular expressions over every form that a careful reader would accept. The sentences and their local people
are invented. They were written without knowledge of the termbase, in twenty-six sets, each looked at once it had been
counted: docs/quality.md says what came out before.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from models.engine import Scorer, Translator
from service.engines import open_engines, open_scorer
from service.passages import translate_texts
from service.records import Finding
from service.settings import Settings

SENTENCES = Path(__file__).with_name("renderings.tsv")
_HAN = re.compile(r"\s*[（(]?[\u3400-\u9fff·、]+[)）]?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence of a set, and for each span of it the expression that its English must match."""

    set: str
    zh: str
    required: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A rendering that is not in the English, and what was found to be wrong with the sentence."""

    asked: Asked
    span: str
    en: str
    findings: tuple[Finding, ...]

    @property
    def marked(self) -> bool:
        """Whether a finding concerns it: one of this span, or one that is of the whole sentence."""
        pairs = [self.span[i : i + 2] for i in range(max(1, len(self.span) - 1))]
        return any(not f.zh or f.zh in self.span or any(pair in f.zh for pair in pairs) for f in self.findings)


def read() -> list[Asked]:
    """The sentences of the file."""
    asked = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        name, zh, *required = line.split("\t")
        pairs = (item.split("=>", 1) for item in required)
        asked.append(Asked(name, zh, tuple((span, re.compile(form, re.IGNORECASE)) for span, form in pairs)))
    return asked


def missed(asked: Asked, en: str, findings: Sequence[Finding] = ()) -> Iterator[Missed]:
    """What the English lacks, as it stands and without Chinese in it; quotation marks and dashes are made plain."""
    plain = re.sub("[’‘]", "'", re.sub("[“”]", '"', re.sub("[‐-―−]", "-", en)))
    for span, form in asked.required:
        if not any(form.search(text) for text in (plain, _HAN.sub("", plain))):
            yield Missed(asked, span, en, tuple(findings))


def table(
    asked: Sequence[Asked], translator: Translator, found: list[Missed], scorer: Scorer | None = None
) -> Iterator[str]:
    """The table, a line for each set; what is missed goes into `found`."""
    units = translate_texts([each.zh for each in asked], translator, scorer=scorer)
    yield f"{'set':14} {'sentences':>9} {'required':>9} {'held':>7} {'marked':>7} {'neither':>8}"
    for name in dict.fromkeys(each.set for each in asked):
        chosen = [(each, unit) for each, unit in zip(asked, units, strict=True) if each.set == name]
        gone = [miss for each, unit in chosen for miss in missed(each, unit.en, unit.findings)]
        found += gone
        required = sum(len(each.required) for each, _ in chosen)
        marked = sum(miss.marked for miss in gone)
        shares = (required - len(gone), marked, len(gone) - marked)
        yield f"{name:14} {len(chosen):9} {required:9}" + "".join(
            f" {count / required:{width}.1%}" for count, width in zip(shares, (7, 7, 8), strict=True)
        )


def shown(found: Iterable[Missed]) -> Iterator[str]:
    for miss in found:
        checks = ", ".join(sorted({finding.check for finding in miss.findings})) or "nothing"
        yield f"\n{miss.span}: {miss.asked.zh}\n  {miss.en}\n  found: {checks}"


@click.command()
@click.option("--engine", default="auto", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Translate the first so many sentences of each set.")
@click.option("--missed", "show", is_flag=True, help="Print what is missed.")
def main(engine: str, limit: int | None, show: bool) -> None:
    announce = partial(print, file=sys.stderr)
    settings = Settings.from_environ()
    translator, _ = open_engines(engine, "extractive", settings, announce)
    sets: dict[str, list[Asked]] = {}
    for each in read():
        sets.setdefault(each.set, []).append(each)
    chosen = [each for sentences in sets.values() for each in sentences[:limit]]
    found: list[Missed] = []
    for line in (*table(chosen, translator, found, open_scorer(settings, announce)), *(shown(found) if show else ())):
        print(line)


if __name__ == "__main__":
    main()
