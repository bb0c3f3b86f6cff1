"""Sentences that wrap between Thai words, also where Qt knows none: its Windows wheel does not."""

import html
from typing import ClassVar
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from vendor_app.thai.words import wrap_points

_LINE_HEIGHT = 118  # per cent of what Sarabun asks for: its marks over and under the letters touch otherwise


class Words(QLabel):
    """Plain text over as many lines as it needs.

    Finding words needs a dictionary that takes half a second to load. Until ``dictionary_loaded`` is called the text
    stands as it is.
    """

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
        super().setText(f'<p style="line-height: {_LINE_HEIGHT}%; margin: 0">{drawn}</p>' if text else "")
        self.setAccessibleName(text)
        if not self._loaded:
            self._waiting.add(self)

    def text(self) -> str:
        """Return the text as it was given, without what was put in for wrapping."""
        return self._plain

    @classmethod
    def dictionary_loaded(cls) -> None:
        """Wrap every text that is shown, and all that come, between words."""
        cls._loaded = True
        for label in tuple(cls._waiting):
            if isValid(label):  # Qt may have deleted it while something here still held it
                label.setText(label.text())
        cls._waiting.clear()
