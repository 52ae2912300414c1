"""`yibao translate`: the service's own pipeline in one process, with no broker and no database."""

import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.errors import BadRequest, EmptyInput, NotFound, OutputError
from service.records import Source
from service.settings import Settings
from service.writers import WRITERS

if TYPE_CHECKING:
    from service.assets import Assets

FORMATS = (*WRITERS, "lines")
# File ending → format. A terminal is given Markdown.
ENDINGS = {writer.suffix: name for name, writer in WRITERS.items()} | {
    "": "md", ".htm": "html", ".xliff": "xliff", ".txt": "lines",
}  # fmt: skip
LINES_AT_ONCE = 256


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to write. Default: by OUT's ending, else md.")
@click.option("-o", "--output", metavar="OUT", help="Where to write. Default: standard output.")
@click.option(
    "--engine", metavar="MODEL", help="Who translates: a catalogue name, a directory, a hub id, or fast. Default: auto."
)
@click.option("--summarizer", metavar="MODEL", help='Who summarises: as --engine, or "extractive". Default: auto.')
@click.option(
    "--terms",
    multiple=True,
    metavar="FILE",
    help="Terms (CSV, TSV, TBX) that count before yibao's; the last FILE first.",
)
@click.option("--memory", multiple=True, metavar="FILE", help="Sentences translated before (TMX).")
def translate(
    files: tuple[str, ...],
    form: str | None,
    output: str | None,
    engine: str | None,
    summarizer: str | None,
    terms: tuple[str, ...],
    memory: tuple[str, ...],
) -> None:
    """Make one briefing of FILE... (text, HTML, PDF, DOCX, feed or JSON); - is standard input.

    Several files are the pages of one issue: a story continued from one to another is joined. With --format lines each
    line is a passage of its own, and gives one English line in the same order.
    """
    settings = Settings.from_environ()
    form = form or by_ending(output)
    sources = [load(name) for name in files]
    if output is None and form == "docx" and sys.stdout.isatty():
        raise BadRequest("a Word file does not belong on a terminal: give -o OUT.docx")
    if output is not None:
        refuse(output)
    assets = known([load(name) for name in terms], [load(name) for name in memory])
    engine, summarizer = engine or settings.translator, summarizer or settings.summarizer
    text = (
        lines(sources, engine, settings, assets)
        if form == "lines"
        else briefing(sources, form, engine, summarizer, settings, assets)
    )
    deliver(text, output)


def known(terms: Sequence[Source], memories: Sequence[Source]) -> "Assets":
    """What the files of terms and of memory hold, over the product's own terms. Raises UnreadableInput."""
    from service.assets import Assets, over_base
    from service.memory import Memory
    from service.termfiles import read_terms
    from service.tmx import read_tmx

    layers = [(Path(file.name).stem, read_terms(file.data, file.name)) for file in reversed(terms)]
    entries = [entry for file in memories for entry in read_tmx(file.data, file.name)]
    return Assets(over_base(layers), Memory(entries))


def refuse(output: str) -> None:
    """Raise OutputError for what cannot be written, before the work is done."""
    target = Path(output).resolve()
    if target.is_dir():
        raise OutputError(f"cannot write {output}: it is a folder")
    if not target.parent.is_dir():
        raise OutputError(f"cannot write {output}: its folder does not exist")
    if not os.access(target.parent, os.W_OK):
        raise OutputError(f"cannot write {output}: permission denied")


def by_ending(output: str | None) -> str:
    """The format that OUT's ending names, else Markdown. Raises BadRequest for an ending of no format."""
    suffix = Path(output).suffix.lower() if output else ""
    if suffix not in ENDINGS:
        raise BadRequest(f"no format is known by the ending {suffix}: give --format ({', '.join(FORMATS)})")
    return ENDINGS[suffix]


def load(name: str) -> Source:
    """Read a file, or standard input for "-". Raises NotFound."""
    if name == "-":
        return Source("-", sys.stdin.buffer.read())
    try:
        return Source(Path(name).name, Path(name).read_bytes())
    except OSError as error:
        raise NotFound(f"cannot read {name}: {(error.strerror or str(error)).lower()}") from None


def briefing(
    sources: Sequence[Source], form: str, engine: str, summarizer: str, settings: Settings, assets: "Assets"
) -> bytes:
    """The finished briefing in the format asked for, with a progress bar on standard error."""
    from tqdm import tqdm

    from service.briefing import assemble
    from service.engines import open_engines, open_scorer
    from service.intake import Limits
    from service.pipeline import Pipeline, Progress, require_articles, take_apart

    page = take_apart(sources, Limits.of(settings))
    require_articles(page)
    scorer = open_scorer(settings, announce)
    pipeline = Pipeline(*open_engines(engine, summarizer, settings, announce), assets, scorer)
    with tqdm(total=0, unit="sentence", desc="translating", leave=False, file=sys.stderr, disable=None) as bar:
        seen: dict[str, Progress] = {}

        def watch(progress: Progress) -> None:
            seen[progress.article] = progress
            bar.total = sum(p.total for p in seen.values())
            bar.n = sum(p.done for p in seen.values())
            bar.set_postfix_str(f"{sum(p.stage == 'done' for p in seen.values())}/{len(page.articles)} articles")

        stories = list(pipeline.stories(page, watch=watch))
    return WRITERS[form].write(assemble(page, stories))


def lines(sources: Sequence[Source], engine: str, settings: Settings, assets: "Assets") -> bytes:
    """One English line for each line of the sources."""
    from tqdm import tqdm

    from service.encoding import decode
    from service.engines import open_engines, open_scorer
    from service.passages import translate_texts

    passages = [line for source in sources for line in decode(source.data).text.removesuffix("\n").split("\n")]
    if not any(line.strip() for line in passages):
        raise EmptyInput("there is no text in it")
    scorer = open_scorer(settings, announce)
    translator, _ = open_engines(engine, "extractive", settings, announce)
    english: list[str] = []
    with tqdm(total=len(passages), unit="line", desc="translating", leave=False, file=sys.stderr, disable=None) as bar:
        for start in range(0, len(passages), LINES_AT_ONCE):
            units = translate_texts(passages[start : start + LINES_AT_ONCE], translator, assets, scorer=scorer)
            english += [" ".join(unit.en.split()) for unit in units]
            bar.update(len(units))
    return "".join(f"{line}\n" for line in english).encode()


def announce(message: str) -> None:
    click.echo(message, err=True)


def deliver(data: bytes, output: str | None) -> None:
    """Write all of `data` or nothing: a file appears under its name only when it is whole. Raises OutputError."""
    if output is None:
        # A reader that goes away ends this process as it ends any other, without a word.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(output).resolve()
    try:
        if target.exists() and not target.is_file():  # a device or a pipe has its place
            target.write_bytes(data)
            return
        handle, partial = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(partial, 0o666 & ~mask)
            os.replace(partial, target)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"cannot write {output}: {(error.strerror or str(error)).lower()}") from None
