"""What may stand behind ``vendor-app`` on a command line, said in the vendor's language."""

import sys
from pathlib import Path

import click

from vendor_app import language
from vendor_app.cli.base import HelpContext, translated
from vendor_app.cli.door import DONE, USAGE, usage_sentence
from vendor_app.language import _
from vendor_app.settings import load_settings


class _Window(click.Command):
    context_class = HelpContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in the language in use what --help does."""
        return translated(super().get_help_option(ctx))


def shop_named_in(words: list[str]) -> Path | None:
    """Return the shop that the words name, None without one; end the program after its help or a wrong word."""
    language.use(load_settings().language)
    named = click.Option(
        ["--shop"], metavar="FOLDER", type=click.Path(path_type=Path), help=_("The shop to open. Without it: the last.")
    )
    command = _Window(
        "vendor-app", params=[named], options_metavar=_("[OPTIONS]"), help=_("Talad Clip: opens the window of a shop.")
    )
    try:
        with command.make_context("vendor-app", words) as context:
            folder: Path | None = context.params["shop"]
            return folder
    except click.exceptions.Exit:  # the help was shown
        sys.exit(DONE)
    except click.UsageError as problem:
        click.echo(usage_sentence(problem), err=True)
        sys.exit(USAGE)
