"""Sentences that wrap between Thai words, also where Qt knows none: its Windows wheel does not."""

from typing import ClassVar
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from vendor_app.thai.words import unwrapped, wrap_points


class Words(QLabel):
    """Plain text over as many lines as it needs.

    Finding words needs a dictionary that takes half a second to load. Until ``dictionary_loaded`` is called the text
    stands as it is.
    """

    _loaded: ClassVar[bool] = False
    _waiting: ClassVar["WeakSet[Words]"] = WeakSet()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(wrap_points(text) if self._loaded else text)
        self.setAccessibleName(text)
        if not self._loaded:
            self._waiting.add(self)

    def text(self) -> str:
        """Return the text without what was put in for wrapping."""
        return unwrapped(super().text())

    @classmethod
    def dictionary_loaded(cls) -> None:
        """Wrap every text that is shown, and all that come, between words."""
        cls._loaded = True
        for label in tuple(cls._waiting):
            label.setText(label.text())
        cls._waiting.clear()
