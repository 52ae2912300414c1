"""`yibao serve`: the whole service as one process tree."""

import dataclasses
from pathlib import Path

import click

from service.settings import Settings


@click.command()
@click.option("--host", help="Address to listen on. Default: this machine only (127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on. Default: 8722.")
@click.option("--home", type=click.Path(path_type=Path), help="Where the database, the broker's files and logs lie.")
@click.option(
    "--engine", metavar="MODEL", help="Who translates: a catalogue name, a directory, a hub id, or fast. Default: auto."
)
@click.option("--summarizer", metavar="MODEL", help='Who summarises: as --engine, or "extractive". Default: auto.')
@click.option("--seeds/--no-seeds", default=True, help="Load the sample pages at the first start. Default: yes.")
def serve(
    host: str | None, port: int | None, home: Path | None, engine: str | None, summarizer: str | None, seeds: bool
) -> None:
    """Start the web service, a worker, the broker and the database; stop all of them with Ctrl-C.

    At the first start the model is fetched and converted and the sample pages are translated; bars show how far.
    """
    from service.serve import serve as run

    given = {"host": host, "port": port, "home": home, "translator": engine, "summarizer": summarizer}
    run(dataclasses.replace(Settings.from_environ(), **{k: v for k, v in given.items() if v is not None}), seeds)  # type: ignore[arg-type]
