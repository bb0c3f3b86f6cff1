"""The Phosphor icons, drawn as glyphs and so sharp at every scale."""

import functools

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication
from qtawesome.iconic_font import IconicFont

from ui.theme import Color


@functools.cache
def _phosphor() -> IconicFont:
    """Load the one icon font we draw with; qtawesome's own ``icon()`` would load all eleven of its fonts."""
    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"))


@functools.cache
def icon(name: str, color: str = Color.INK, *, on: str = "", scale: float = 1.1) -> QIcon:
    """Return the Phosphor icon ``name``, such as "t-shirt" or "t-shirt-fill"; ``on`` colours its checked state."""
    glyph = _phosphor().icon(
        f"ph.{name}",
        color=str(color),
        color_on=str(on or color),
        color_disabled=str(Color.LINE_STRONG),
        scale_factor=scale,
    )
    assert isinstance(glyph, QIcon)
    return glyph


def picture(name: str, pixels: int, color: str = Color.INK) -> QPixmap:
    """Return the icon ``name`` as a square picture of ``pixels`` logical pixels, at the screen's own density."""
    application = QApplication.instance()
    density = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    return icon(name, color).pixmap(QSize(pixels, pixels), density)
