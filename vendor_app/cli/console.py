"""What a command says: its answer on stdout, as text or as one JSON object, and how far it is on stderr."""

import contextlib
import json
import os
import shutil
import sys
import threading
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from vendor_app.progress import Progress

_BAR = 24
_PAUSE = 0.1  # seconds between two drawings


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: Thai marks none, wide letters two."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def cut(text: str, most: int) -> str:
    """Shorten ``text`` to ``most`` columns, with "…" after the last whole letter."""
    if width(text) <= most:
        return text
    from vendor_app.bundle.measure import clusters  # noqa: PLC0415 - start-up time: seldom needed

    kept = ""
    for letter in clusters(text):
        if width(kept + letter) >= most:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def shown(path: Path) -> str:
    """Write a path so that it can be printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out rows in columns, aligned also in Thai."""
    lines = [tuple(headers), *map(tuple, rows)]
    widths = [max(width(line[place]) for line in lines) for place in range(len(headers))]
    return "\n".join(
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


class Console:
    """The standard streams of one run, and the wish to stop it."""

    def __init__(self, *, as_json: bool = False, shop: Path | None = None) -> None:
        self.as_json = as_json
        self.shop = shop
        """Folder given with --shop; None: the vendor's own."""
        self._stopped = threading.Event()
        self._bar = _Bar(sys.stderr)

    def answer(self, value: dict[str, Any], text: str = "") -> None:
        """Print what the command is for: ``value`` as one JSON object, or ``text``."""
        self._bar.clear()
        if self.as_json:
            text = json.dumps(
                value, default=_encode, ensure_ascii=False, separators=(",", ":")
            )  # also what is no UTF-8
        if text:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    def say(self, text: str) -> None:
        """Print a sentence to stderr."""
        self._bar.clear()
        with contextlib.suppress(OSError, ValueError):  # nobody may be listening any more
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    @property
    def is_watched(self) -> bool:
        """Whether somebody sits at a terminal."""
        return self._bar.is_terminal

    def remark(self, text: str) -> None:
        """Print a sentence to stderr for whoever sits at a terminal; a log has no use for it."""
        if self.is_watched:
            self.say(text)

    def progress(self, *, quick: bool = False) -> Progress:
        """Return the Progress of long work: shown on stderr, stopped by ``stop``.

        ``quick`` work is shown on a terminal only: its lines would be over before anybody reads them.
        """
        show = self._bar.show_on_terminal if quick else self._bar.show
        return Progress(show, self._stopped.is_set)

    def stop(self) -> bool:
        """Ask the work to stop at its next step; False when it was asked before."""
        first = not self._stopped.is_set()
        self._stopped.set()
        return first


def _encode(value: object) -> object:
    if isinstance(value, Path):
        return shown(value)
    raise TypeError(f"{type(value)} in an answer")


class _Bar:
    """How far the work is: a bar that is drawn over on a terminal, else a line for each tenth."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self.is_terminal = stream.isatty()
        self._drawn = 0.0
        self._columns = 0
        self._told = ("", -1)

    def show(self, done: float, note: str) -> None:
        """Show that ``done`` (0.0 to 1.0) is behind us. Any thread."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            if self.is_terminal:
                self._draw(done, note)
            elif self._told != (told := (note, int(done * 10))):
                self._told = told
                self._stream.write(f"{done:4.0%} {note}\n")
                self._stream.flush()

    def show_on_terminal(self, done: float, note: str) -> None:
        """Show it where it can be drawn over, and nowhere else."""
        if self.is_terminal:
            self.show(done, note)

    def clear(self) -> None:
        """Take the bar off the terminal so that something else can be said."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            if self._columns:
                self._stream.write("\r" + " " * self._columns + "\r")
                self._stream.flush()
                self._columns = 0

    def _draw(self, done: float, note: str) -> None:
        now = time.monotonic()
        if now - self._drawn < _PAUSE and done < 1:
            return
        self._drawn = now
        full = round(done * _BAR)
        line = f"{'█' * full}{'░' * (_BAR - full)} {done:4.0%} {note}"
        most = shutil.get_terminal_size().columns - 1
        while width(line) > most:
            line = line[:-1]
        padding = " " * max(self._columns - width(line), 0)
        self._columns = width(line)
        self._stream.write(f"\r{line}{padding}")
        self._stream.flush()
