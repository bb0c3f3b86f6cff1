"""The Phosphor icons, drawn as glyphs and so sharp at every scale.

Only the font and its list of glyphs are taken from qtawesome: importing it brings qtpy, and that loads OpenGL and data
visualisation, half a second of a slow PC's start.
"""

import functools
import importlib.util
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme import Color

_SCALE = 0.96  # of the icon's square: Phosphor leaves its own margin inside


def _font_folder() -> Path:
    package = importlib.util.find_spec("qtawesome")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    return Path(package.submodule_search_locations[0]) / "fonts"


@functools.cache
def _glyphs() -> dict[str, str]:
    """Return the code point of each icon, in hexadecimal, by its name."""
    (charmap,) = _font_folder().glob("phosphor-charmap-*.json")
    return msgspec.json.decode(charmap.read_bytes(), type=dict[str, str])


@functools.cache
def _family() -> str:
    """Register the font and return its name."""
    (font,) = (file for file in _font_folder().glob("phosphor-*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


class _Glyph(QIconEngine):
    """Draws one glyph in one colour, another when checked, grey when disabled."""

    def __init__(self, name: str, color: str, on: str) -> None:
        super().__init__()
        self._name, self._color, self._on = name, color, on
        self._letter = chr(int(_glyphs()[name], 16))

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._color, self._on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        font = QFont(_family())
        font.setPixelSize(max(1, round(rect.height() * _SCALE)))
        painter.setFont(font)
        color = self._on if state == QIcon.State.On else self._color
        painter.setPen(QColor(Color.LINE_STRONG if mode == QIcon.Mode.Disabled else color))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


@functools.cache
def icon(name: str, color: str = Color.INK, *, on: str = "") -> QIcon:
    """Return the Phosphor icon ``name``, such as "t-shirt" or "t-shirt-fill"; ``on`` colours its checked state."""
    return QIcon(_Glyph(name, str(color), str(on or color)))


def picture(name: str, pixels: int, color: str = Color.INK) -> QPixmap:
    """Return the icon ``name`` as a square picture of ``pixels`` logical pixels, at the screen's own density."""
    application = QApplication.instance()
    density = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    return icon(name, color).pixmap(QSize(pixels, pixels), density)
