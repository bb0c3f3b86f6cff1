"""The words on the screen: English in the source, Thai from ``resources/language/th/*.po``."""

import contextlib
import functools
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Literal, TypeAlias

import msgspec
import polib

from vendor_app.resources import resource

Language: TypeAlias = Literal["th", "en"]

_current: Language = "th"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text of a data file in the languages of the window."""

    th: str
    en: str

    def __str__(self) -> str:
        return self.th if current() == "th" else self.en


def use(language: Language) -> None:
    """Choose the language of every sentence made from now on."""
    global _current
    _current = language


def current() -> Language:
    """Return the language in use."""
    return _spoken.get() or _current


@contextlib.contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Make the sentences of the block, on this thread, in ``language``: what buyers get is in Thai for everyone."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@functools.cache
def _thai() -> dict[str, str]:
    """Read every Thai translation, keyed by its English source string."""
    entries: dict[str, str] = {}
    for file in sorted(resource("language", "th").glob("*.po")):
        entries.update((entry.msgid, entry.msgstr) for entry in polib.pofile(str(file)) if entry.msgstr)
    return entries


def _(text: str) -> str:
    """Return ``text``, a literal English source string, in the language in use."""
    return _thai().get(text, text) if current() == "th" else text
