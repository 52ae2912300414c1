"""`yibao check`: the checks of the service, for translations that somebody or some system made."""

import json
from collections import Counter
from collections.abc import Sequence

import click

from service.records import Finding, Severity

SEVERITIES = tuple(severity.value for severity in Severity)  # the worst first
Found = tuple[str, str, Finding]  # file, place in it, what is wrong there


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--terms",
    multiple=True,
    metavar="FILE",
    help="Terms (CSV, TSV, TBX) that count before yibao's; the last FILE first.",
)
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="note", show_default=True, help="The least that is shown."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a line for each finding.")
@click.option("--list", "show", is_flag=True, help="Print every check with its severity, and check nothing.")
def check(files: tuple[str, ...], terms: tuple[str, ...], severity: str, as_json: bool, show: bool) -> int:
    """Check the translations in FILE... (Chinese, tab, English; TMX; XLIFF; a briefing as JSON); - is standard input.

    Each finding is a line: file, line or unit, severity, check and message. The status is 1 when there is one, 0 when
    there is none, 2 when a file cannot be read.
    """
    from service.cli_translate import announce, deliver, known, load
    from service.engines import open_scorer
    from service.pairs import check_pairs, read_pairs
    from service.settings import Settings

    if show:
        deliver(_listed().encode(), None)
        return 0
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.", click.get_current_context())
    termbase = known([load(name) for name in terms], []).termbase
    read = {name: read_pairs(load(name).data, name) for name in files}
    scorer = open_scorer(Settings.from_environ(), announce)
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    found = [
        (name, pair.place, finding)
        for name, pairs in read.items()
        for pair, finding in check_pairs(pairs, termbase, scorer)
        if finding.severity in shown
    ]
    sentences = sum(map(len, read.values()))
    click.echo(_summary(found, sentences), err=True)
    deliver((_document(found, sentences) if as_json else _lines(found)).encode(), None)
    return 1 if found else 0


def _listed() -> str:
    from service.checks.catalogue import catalogue

    return "".join(f"{known.id:19}{known.severity:10}{known.about}\n" for known in catalogue())


def _lines(found: Sequence[Found]) -> str:
    return "".join(
        f"{file}:{place}: {finding.severity} {finding.check}: {' '.join(finding.message.split())}\n"
        for file, place, finding in found
    )


def _document(found: Sequence[Found], sentences: int) -> str:
    from service.codec import to_dict

    findings = [{"file": file, "place": place, **to_dict(finding)} for file, place, finding in found]
    return json.dumps({"sentences": sentences, "findings": findings}, ensure_ascii=False, indent=1) + "\n"


def _summary(found: Sequence[Found], sentences: int) -> str:
    counts = Counter(finding.severity.value for *_, finding in found)
    each = ", ".join(f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in SEVERITIES if counts[name])
    return f"{each or 'nothing found'} in {sentences:,} sentence{'' if sentences == 1 else 's'}"
