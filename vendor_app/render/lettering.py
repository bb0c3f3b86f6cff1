"""Text drawn by Qt's text engine with the bundled fonts: it places Thai marks right. The only Qt of the product."""

import functools
import os
import sys
import threading
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
)

from vendor_app.render.colour import Pixels
from vendor_app.render.layout import Area, Font, Laid, lay_out
from vendor_app.resources import resource
from vendor_app.storyboard.model import Lettering, Plate

_SHADOW = 14
"""Pixels of canvas that a plate's shadow reaches."""
_loading = threading.Lock()
_engine: list[QGuiApplication] = []


class Drawn(NamedTuple):
    """A lettering as a picture: premultiplied RGBA (H, W, 4), its left and top on the frame, all even."""

    rgba: Pixels
    left: int
    top: int


def ensure_text_engine() -> None:
    """Make Qt's text engine ready with the bundled fonts. Without a window's application, makes one; main thread then.

    Raises RuntimeError when it must make one outside the main thread: that would be a bug.
    """
    with _loading:
        if QGuiApplication.instance() is None:
            if threading.current_thread() is not threading.main_thread():
                raise RuntimeError("the first text engine must be made on the main thread")
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            _engine.append(QGuiApplication(sys.argv[:1]))
        _load_fonts()


@functools.cache
def _load_fonts() -> None:
    for file in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            raise RuntimeError(f"the font {file.name} cannot be loaded")


def measure(text: str, font: Font) -> float:
    """Return the width of ``text`` on one line, in pixels of the canvas."""
    layout = _line(text, font)  # named: its lines do not keep it alive
    return layout.lineAt(0).naturalTextWidth()


def draw(lettering: Lettering, scale: float) -> Drawn:
    """Draw a lettering for a canvas enlarged by ``scale``. Safe in any thread once the text engine is ready."""
    laid = lay_out(lettering, measure)
    left, top, width, height = _extent(laid, scale)
    image = QImage(max(width, 2), max(height, 2), QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(-left, -top)
    painter.scale(scale, scale)
    _paint(painter, laid)
    painter.end()
    rgba = np.ndarray((image.height(), image.bytesPerLine() // 4, 4), np.uint8, image.constBits())
    return Drawn(rgba[:, : image.width()].copy(), left, top)


def _extent(laid: Laid, scale: float) -> tuple[int, int, int, int]:
    """Return left, top, width, height of the frame's pixels touched, all even."""
    areas = [*laid.plates, *(_ink(text) for text in laid.texts)]
    margin = _SHADOW if laid.plates else 4
    left, top = (
        int((min(edge) - margin) * scale) // 2 * 2 for edge in zip(*((a.left, a.top) for a in areas), strict=True)
    )
    right, bottom = (max(edge) + margin for edge in zip(*((a.right, a.bottom) for a in areas), strict=True))
    return left, top, (int(right * scale) - left) // 2 * 2 + 2, (int(bottom * scale) - top) // 2 * 2 + 2


def _ink(text: object) -> Area:
    size = text.font.size  # type: ignore[attr-defined]
    width = measure(text.text, text.font)  # type: ignore[attr-defined]
    x, y = text.x, text.baseline  # type: ignore[attr-defined]
    return Area(x - 0.1 * size, y - 1.3 * size, x + width + 0.1 * size, y + 0.5 * size)


def _paint(painter: QPainter, laid: Laid) -> None:
    if laid.plate is not None:
        _paint_plate(painter, laid.plate, laid.plates)
    for rule in laid.rules:
        painter.fillRect(_rect(rule.area), QColor(rule.colour))
    for text in laid.texts:
        painter.setPen(QColor(text.colour))
        layout = _line(text.text, text.font)
        layout.draw(painter, QPointF(text.x, text.baseline - layout.lineAt(0).ascent()))


def _paint_plate(painter: QPainter, plate: Plate, areas: tuple[Area, ...]) -> None:
    path = QPainterPath()
    for area in areas:
        path = path.united(_shape(plate, area))
    painter.setPen(Qt.PenStyle.NoPen)
    if plate.shadow:
        for spread in range(_SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 7))
            painter.drawPath(path.translated(0, spread / 2))
    colour = QColor(plate.colour)
    colour.setAlphaF(plate.opacity)
    painter.setBrush(colour)
    painter.drawPath(path)


def _shape(plate: Plate, area: Area) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_rect(area), plate.radius, plate.radius)
    return path


def _rect(area: Area) -> QRectF:
    return QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top)


def _line(text: str, font: Font) -> QTextLayout:
    """Lay one line out; the engine breaks nothing."""
    face = QFont([font.family])
    face.setPixelSize(max(round(font.size), 1))
    face.setWeight(QFont.Weight(font.weight))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout
