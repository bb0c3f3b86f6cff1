"""Sentences that wrap between Thai words, also where Qt knows none: its Windows wheel does not."""

import functools
import html
import itertools
import re
from typing import ClassVar
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from vendor_app.thai.words import BREAK, unwrapped, wrap_points

_LINE_HEIGHT = 118  # per cent of what Sarabun asks for: its marks over and under the letters touch otherwise
_LEAST_KEPT = 0.6  # of what there is room for: less would look as if there were nothing more
_TIP = 64
"""Letters in a line of a tool tip."""
_ROOM_ABOVE = '<p style="font-size: 3px; margin: 0">&nbsp;</p>'
"""Stands over the first line, whose marks reach beyond it: QLabel cuts rich text to its lines."""


def cut(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return ``text`` if it fits into ``width`` pixels, else as many of its words as do and "…".

    A first word that is long itself is cut where the room ends, and so is everything before the dictionary is loaded.
    """
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown == text or not Words.has_dictionary():
        return shown
    kept = shown.removesuffix("…")
    ends = [at for at in _word_ends(text) if at <= len(kept)]
    if not ends or ends[-1] < len(kept) * _LEAST_KEPT:
        return shown
    return text[: ends[-1]].rstrip() + "…"


@functools.lru_cache(maxsize=2048)
def _word_ends(text: str) -> tuple[int, ...]:
    """Return after how many characters a line may end."""
    drawn = wrap_points(text)
    points = (match.start() for match in re.finditer(rf"(?<!/){BREAK}| ", drawn))
    return tuple(len(unwrapped(drawn[:point])) for point in points)


def tip(text: str) -> str:
    """Return ``text`` in lines for a tool tip: Qt shows a long one in a line as wide as the screen, or wider."""
    if not Words.has_dictionary():
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        begin, ends = 0, [*_word_ends(line), len(line)]
        for end, after in itertools.pairwise(ends):
            if after - begin > _TIP and end > begin:
                lines.append(line[begin:end].strip())
                begin = end
        lines.append(line[begin:].strip())
    return "\n".join(lines)


class Line(QLabel):
    """Plain text in one line. Its marks may reach beyond the line, into the room that the style sheet leaves."""

    def paintEvent(self, event: QPaintEvent) -> None:
        flags = self.alignment() | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        QPainter(self).drawText(self.contentsRect(), int(flags), self.shown())

    def shown(self) -> str:
        """Return what is drawn of the text."""
        return self.text()


class Words(QLabel):
    """Plain text over as many lines as it needs.

    Finding words needs a dictionary that is loaded in the background. Until ``dictionary_loaded`` is called the text
    stands as it is.
    """

    room_above: ClassVar[str] = _ROOM_ABOVE
    """Kanit, which needs none, sets it to ""."""
    _loaded: ClassVar[bool] = False
    _waiting: ClassVar["WeakSet[Words]"] = WeakSet()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._plain = text
        drawn = html.escape(wrap_points(text) if self._loaded else text).replace("\n", "<br>")
        paragraph = f'{self.room_above}<p style="line-height: {_LINE_HEIGHT}%; margin: 0">{drawn}</p>'
        super().setText(paragraph if text else "")
        self.setAccessibleName(text)
        if not self._loaded:
            self._waiting.add(self)

    def text(self) -> str:
        """Return the text as it was given, without what was put in for wrapping."""
        return self._plain

    @classmethod
    def has_dictionary(cls) -> bool:
        """Return whether words can be found."""
        return cls._loaded

    @classmethod
    def dictionary_loaded(cls) -> None:
        """Wrap every text that is shown, and all that come, between words."""
        cls._loaded = True
        for label in tuple(cls._waiting):
            if isValid(label):  # Qt may have deleted it while something here still held it
                label.setText(label.text())
        cls._waiting.clear()
