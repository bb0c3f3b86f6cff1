"""The door of the command line: every way a run can end becomes an exit status and at most one sentence."""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType

import click

from vendor_app import language
from vendor_app.cli.console import Console, shown
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.log import keep_log
from vendor_app.progress import Cancelled
from vendor_app.settings import load_settings, log_file

DONE, NOT_DONE, USAGE = 0, 1, 2
log = logging.getLogger(__name__)


def run(arguments: list[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 not or not all done, 2 not understood."""
    _speak_utf8()
    language.use(load_settings().language)
    keep_log(logging.WARNING)
    console = Console(as_json="--json" in arguments)
    with _stopped_by_signals(console):
        try:
            return _run(console, arguments)
        except click.exceptions.Exit as ended:
            return ended.exit_code
        except click.exceptions.NoArgsIsHelpError as problem:
            console.say(problem.message)
            return USAGE
        except click.UsageError as problem:
            return _refuse(console, usage_sentence(problem), USAGE)
        except VendorError as problem:
            return _refuse(console, str(problem), NOT_DONE)
        except (Cancelled, KeyboardInterrupt, click.Abort):
            return _refuse(console, _("Stopped. What was begun has been undone."), NOT_DONE)
        except BrokenPipeError:
            return _leave_quietly()
        except Exception:
            log.exception("A bug in: %s", arguments)
            sentence = _("The program stumbled, but your shop is safe. The details are in {path}.")
            return _refuse(console, sentence.format(path=shown(log_file())), NOT_DONE)


def _run(console: Console, arguments: list[str]) -> int:
    from vendor_app.cli.commands import cli  # noqa: PLC0415 - after the language is known: its help is made on import

    result = cli.main(arguments, prog_name="vendor-cli", standalone_mode=False, obj=console)
    return result if isinstance(result, int) else DONE


def _refuse(console: Console, sentence: str, status: int) -> int:
    """Tell why nothing was done: on stderr, and to a script that reads JSON on stdout as well."""
    console.say(sentence)
    if console.as_json:
        with contextlib.suppress(OSError):
            console.answer({"error": sentence})
    return status


def usage_sentence(problem: click.UsageError) -> str:
    """Say what was wrong with the command line, and where its help is."""
    path = problem.ctx.command_path if problem.ctx else "vendor-cli"
    return f"{_usage_reason(problem)} {_('Help: {command} --help').format(command=path)}"


def _usage_reason(problem: click.UsageError) -> str:
    if isinstance(problem, click.NoSuchOption):
        return _("There is no option {name}.").format(name=problem.option_name)
    if isinstance(problem, click.exceptions.NoSuchCommand):
        return _("There is no command {name}.").format(name=problem.command_name)
    if isinstance(problem, click.BadOptionUsage):
        return _("{name} lacks its value, or has one it does not take.").format(name=problem.option_name)
    if type(problem) is click.UsageError:  # Click names what it could not place, in English only
        return _("There are more words than the command takes.")
    name = _parameter_name(problem)
    if isinstance(problem, click.MissingParameter):
        return _("{name} is missing.").format(name=name)
    if isinstance(problem, click.BadParameter):
        return _("{name} is not right: {reason}").format(name=name, reason=problem.message)
    return problem.format_message()


def _parameter_name(problem: click.UsageError) -> str:
    param = getattr(problem, "param", None)
    if param is None or problem.ctx is None:
        return str(getattr(problem, "param_hint", "") or "")
    return param.opts[-1] if isinstance(param, click.Option) else param.make_metavar(problem.ctx)


@contextlib.contextmanager
def _stopped_by_signals(console: Console) -> Iterator[None]:
    """Let Ctrl-C stop long work between two steps, so that it can undo what it began; a second one stops at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not console.stop():
            raise KeyboardInterrupt

    named = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGBREAK"))  # the last only on Windows
    signals = [number for number in named if number is not None]
    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _speak_utf8() -> None:
    """Print Thai also where the console's own code page has none."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _leave_quietly() -> int:
    """End as a program does whose reader has gone, without Python's own complaint while it shuts down."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_DONE
