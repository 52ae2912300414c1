"""The `yibao` command. Subcommands are imported when called, so that `yibao --help` answers at once."""

import importlib
import sys
from collections.abc import Sequence

import click

from service.errors import YibaoError, exit_code

COMMANDS = {
    "serve": ("service.cli_serve", "Start everything: web, worker, broker, database."),
    "translate": ("service.cli_translate", "Make a briefing of newspaper pages, or translate line by line."),
    "check": ("service.cli_check", "Check a translation that somebody or some system made."),
    "models": ("service.cli_models", "List, fetch, convert and measure models."),
    "train": ("service.cli_train", "Train a translation model of one's own."),
}


class Lazy(click.Group):
    """A group that imports a subcommand's module (which has a command of the same name) only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name][0]), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yibao", message="yibao %(version)s")
def yibao() -> None:
    """Chinese newspaper pages in, bilingual English briefings out.

    Everything runs on this machine. Settings are environment variables that begin with YIBAO_ (see docs/operations.md).

    \b
      yibao serve                         the service and its viewer, with sample pages
      yibao translate page.txt            one page, as Markdown, to the terminal
      yibao translate page.pdf -o b.docx  the same as a Word file
      yibao check translation.tsv         what is wrong with a translation
    """


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    The status: 0 done, 1 findings of `yibao check`, 2 bad input or usage, 3 no model, 4 cannot write, 5 service down,
    130 stopped.
    """
    try:
        outcome = yibao.main(args=argv, prog_name="yibao", standalone_mode=False)
        status = outcome if isinstance(outcome, int) else 0
    except YibaoError as error:
        click.echo(f"yibao: {error}", err=True)
        status = exit_code(error)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("yibao: stopped", err=True)
        status = 130
    sys.exit(status)
