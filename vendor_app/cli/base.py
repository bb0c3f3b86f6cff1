"""What all commands share: their options, the shop they work on, and values read as a vendor writes them."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from vendor_app.catalogue import notation
from vendor_app.catalogue.records import Change
from vendor_app.cli.console import Console
from vendor_app.language import _
from vendor_app.settings import default_shop_folder, load_settings
from vendor_app.shop import Shop, is_shop
from vendor_app.thai.money import parse_baht


def with_console(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the run's Console to ``command`` as its first argument."""
    return click.make_pass_decorator(Console)(command)


def _use_json(context: click.Context, _parameter: click.Parameter, chosen: bool) -> None:
    context.ensure_object(Console).as_json |= chosen


def _use_shop(context: click.Context, _parameter: click.Parameter, folder: Path | None) -> None:
    console = context.ensure_object(Console)
    console.shop = folder or console.shop


def _common(*, hidden: bool) -> list[click.Parameter]:
    """Return the options that may stand before the command, and also behind it."""
    return [
        click.Option(
            ["--shop"],
            metavar="FOLDER",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_use_shop,
            hidden=hidden,
            help=_("The shop to work on. Without it: the one opened last."),
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_use_json,
            hidden=hidden,
            help=_("Print one JSON object, for other programs to read."),
        ),
    ]


class _Help(click.HelpFormatter):
    """The help page with its headings in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{_('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Options": _("Options"), "Commands": _("Commands")}.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        required = _("[required]")
        rows = [(term, text.replace("[required]", required)) for term, text in rows]
        super().write_dl(rows, col_max, col_spacing)


class HelpContext(click.Context):
    """A run whose help page has its headings in the language in use."""

    formatter_class = _Help


class Command(click.Command):
    """A command of vendor-cli."""

    context_class = HelpContext

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": _("[OPTIONS]"), **keywords})
        self.params += _common(hidden=True)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in the language in use what --help does."""
        return translated(super().get_help_option(ctx))


def translated(option: click.Option | None) -> click.Option | None:
    """Say in the language in use what an option for help does."""
    if option is not None:
        option.help = _("Show this help.")
    return option


class Group(click.Group):
    """A group of commands of vendor-cli, or all of them."""

    context_class = HelpContext
    command_class = Command
    group_class = type

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in the language in use what --help does."""
        return translated(super().get_help_option(ctx))

    def __init__(self, name: str, *, is_root: bool = False, **keywords: Any) -> None:
        super().__init__(
            name,
            callback=_require_command,
            invoke_without_command=True,
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("[COMMAND] [ARGS]..."),
            **keywords,
        )
        self.params += _common(hidden=not is_root)


@click.pass_context
def _require_command(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(context)


def shop_folder(console: Console) -> Path:
    """Return the folder of the shop the command works on: given, opened last, or the first one's."""
    return console.shop or Path(load_settings().shop or default_shop_folder())


@contextlib.contextmanager
def open_shop(console: Console, *, create: bool = False) -> Iterator[Shop]:
    """Open the shop the command works on; ``create`` makes it where there is none. Raises VendorError."""
    folder = shop_folder(console)
    with Shop.create(folder, _shop_name(folder)) if create and not is_shop(folder) else Shop.open(folder) as shop:
        for note in shop.notes:
            console.say(note)
        shop.catalogue.listen(lambda change: _say_problems(console, change))
        yield shop


def _say_problems(console: Console, change: Change) -> None:
    """Say what is saved but has no copy beside the catalogue yet."""
    for problem in change.problems:
        console.say(problem)


def _shop_name(folder: Path) -> str:
    """Name a new shop by its folder when that is Thai: buyers read it, and Latin folder names are seldom for them."""
    return folder.name if any("ก" <= letter <= "ฮ" for letter in folder.name) else _("My shop")


class Value(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on only
    """A value read by one of our own parsers, whose VendorError says what is wrong with it: no fault of usage."""

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what was typed; a default is read already."""
        if not isinstance(value, str):
            return value
        return self._parse(value)


def _or_none(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """Read nothing typed, as in --price '', as no value: it takes away what is there."""
    return lambda text: parse(text) if text.strip() else None


def _grams(text: str) -> int:
    return notation.parse_count(text, _("The weight"))


def _seconds(text: str) -> int:
    return notation.parse_count(text, _("The length in seconds"))


BAHT = Value("BAHT", _or_none(parse_baht))
GRAMS = Value("N", _or_none(_grams))
SECONDS = Value("N", _seconds)
TIER = Value("NAME:N:BAHT", _or_none(notation.parse_tier))
VARIANT = Value("COLOUR/SIZE:N", _or_none(notation.parse_variant))
REVIEW = Value("WORDS|WHO", _or_none(notation.parse_review))
FILE = click.Path(path_type=Path)
