"""Text drawn by Qt's text engine with the bundled fonts: it places Thai marks right. The only Qt of the product."""

import functools
import math
import re
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import cv2
import msgspec
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
    QPen,
    QTextLayout,
    QTextOption,
)

from vendor_app.render.colour import Pixels
from vendor_app.render.layout import BUBBLE_TAIL, TAG_POINT, Area, Font, Laid, LaidRow, Text, lay_out
from vendor_app.resources import resource
from vendor_app.storyboard.model import Colour, Lettering, Plate
from vendor_app.thai.text import EMOJI, EXOTIC

_SHADOW_REACH = 30
"""Pixels of canvas that a plate's shadow reaches beyond it."""
_SHADOW_BLUR, _SHADOW_DROP, _SHADOW_STRENGTH = 10, 6, 0.34
_ACCENT_WIDTH = 12
_STRIKE_WIDTH = 0.085
"""Of the size of the text."""
_EXOTIC = re.compile(EXOTIC)
_EMOJI = re.compile(EMOJI)
_SPACE_BEFORE_CLOSING = re.compile(r"\s+(?=[”’»)\]}])")
_OWN_COLOUR = 40
_loading = threading.Lock()
_engine: list[QGuiApplication] = []

Paint: TypeAlias = Callable[[QPainter], None]


class Drawn(NamedTuple):
    """A part of a lettering as a picture: premultiplied RGBA (H, W, 4), its left and top on the frame, all even."""

    rgba: Pixels
    left: int
    top: int


def ensure_text_engine() -> None:
    """Make Qt's text engine ready with the bundled fonts; where no window has made an application, make one.

    Raises RuntimeError when it would have to make one outside the main thread: that is a bug.
    """
    with _loading:
        if QGuiApplication.instance() is None:
            if threading.current_thread() is not threading.main_thread():
                raise RuntimeError("the first text engine must be made on the main thread")
            # Not by QT_QPA_PLATFORM: a window opened by a program we start would inherit it and be seen by nobody.
            _engine.append(QGuiApplication([*sys.argv[:1], "-platform", "offscreen"]))
        _load_fonts()


@functools.cache
def _load_fonts() -> None:
    for file in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            raise RuntimeError(f"the font {file.name} cannot be loaded")


def measure(text: str, font: Font) -> float:
    """Return the width of ``text`` on one line, in pixels of the canvas."""
    return _unit_width(text, font.family, font.weight) * font.size


@functools.lru_cache(maxsize=4096)
def _unit_width(text: str, family: str, weight: int) -> float:
    """Return the width at a size of 1: proportional, for nothing is hinted; wrapping asks for it again and again."""
    layout = _line(text, Font(family, weight, 100))  # named: its lines do not keep it alive
    return layout.lineAt(0).naturalTextWidth() / 100


def draw(lettering: Lettering, scale: float) -> tuple[Drawn, ...]:
    """Draw a lettering for a canvas enlarged by ``scale``: all in one, or first the plate, then row after row.

    What no font of this computer has is left out; nothing to draw gives an empty tuple. Safe in any thread once the
    text engine is ready.
    """
    laid = _laid(lettering)
    return () if laid is None else _drawn(laid, lettering.stagger > 0, scale)


def extent(lettering: Lettering) -> Area | None:
    """Return the part of the canvas that a lettering takes, its plate or ink; None when nothing is drawn."""
    laid = _laid(lettering)
    if laid is None:
        return None
    lefts, tops, rights, bottoms = zip(*(laid.plates or _areas(laid)), strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


def _laid(lettering: Lettering) -> Laid | None:
    lines = (
        msgspec.structs.replace(line, text=drawable(line.text), unit=drawable(line.unit), value=drawable(line.value))
        for line in lettering.lines
    )
    lettering = msgspec.structs.replace(lettering, lines=tuple(line for line in lines if line.text))
    return lay_out(lettering, measure) if lettering.lines else None


def _drawn(laid: Laid, apart: bool, scale: float) -> tuple[Drawn, ...]:
    plate: Paint = functools.partial(_paint_plate, plate=laid.plate, areas=laid.plates)
    rows: list[Paint] = [functools.partial(_paint_row, row=row) for row in laid.rows]
    parts: list[list[Paint]] = [[plate], *([row] for row in rows)] if apart else [[plate, *rows]]
    drawn = [_picture(part, laid, scale) for part in parts]
    if laid.plate is not None and laid.plate.shadow:
        drawn[0] = drawn[0]._replace(rgba=_shaded(drawn[0].rgba, scale))
    return tuple(drawn)


def drawable(text: str) -> str:
    """Return ``text`` without the letters that no font of this computer has.

    Of its emoji all stay, or none when one of them has no colours here: half of them would look like a mistake.
    """
    if not all(map(_is_coloured, _EMOJI.findall(text))):
        text = _EMOJI.sub(lambda found: " " if text[found.end() : found.end() + 1].isalnum() else "", text)
        text = _SPACE_BEFORE_CLOSING.sub("", text)
    return " ".join(_EXOTIC.sub(lambda found: found[0] if _has_glyph(found[0]) else "", text).split())


@functools.cache
def _is_coloured(emoji: str) -> bool:
    """Whether a font draws it with colours of its own: other than in the pen's green."""
    image = QImage(80, 80, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setPen(QColor(0, 255, 0))
    layout = _line(emoji, Font("Kanit", 400, 40))
    layout.draw(painter, QPointF(8, 8))
    painter.end()
    rgba = np.ndarray((80, 80, 4), np.uint8, image.constBits()).astype(int)
    other = max(rgba[..., 0].max(), rgba[..., 2].max(), (rgba[..., 3] - rgba[..., 1]).max())
    return bool(other > _OWN_COLOUR) and all(0 not in run.glyphIndexes() for run in layout.glyphRuns())


@functools.cache
def _has_glyph(letter: str) -> bool:
    runs = _line(letter, Font("Kanit", 400, 40)).glyphRuns()
    return bool(runs) and all(0 not in run.glyphIndexes() for run in runs)


def _picture(paint: list[Paint], laid: Laid, scale: float) -> Drawn:
    left, top, width, height = _extent(laid, scale)
    image = QImage(width, height, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(-left, -top)
    painter.scale(scale, scale)
    for step in paint:
        step(painter)
    painter.end()
    rgba = np.ndarray((height, image.bytesPerLine() // 4, 4), np.uint8, image.constBits())
    return Drawn(rgba[:, :width].copy(), left, top)


def _extent(laid: Laid, scale: float) -> tuple[int, int, int, int]:
    """Return left, top, width, height of the pixels touched on the frame, all even."""
    areas = _areas(laid)
    margin = _SHADOW_REACH if laid.plates else 4
    left = math.floor((min(area.left for area in areas) - margin) * scale / 2) * 2
    top = math.floor((min(area.top for area in areas) - margin) * scale / 2) * 2
    right = math.ceil((max(area.right for area in areas) + margin) * scale / 2) * 2
    bottom = math.ceil((max(area.bottom for area in areas) + margin) * scale / 2) * 2
    return left, top, right - left, bottom - top


def _areas(laid: Laid) -> list[Area]:
    texts = (_reach(text.x, text.baseline, text.text, text.font) for row in laid.rows for text in row.texts)
    return [*laid.plates, *texts]


def _reach(x: float, baseline: float, text: str, font: Font) -> Area:
    """Return an area that the ink of a text does not leave."""
    size = font.size
    return Area(x - 0.1 * size, baseline - 1.3 * size, x + measure(text, font) + 0.1 * size, baseline + 0.6 * size)


def _paint_row(painter: QPainter, row: LaidRow) -> None:
    if row.rule is not None:
        painter.fillRect(_rect(row.rule.area), QColor(row.rule.colour))
    for text in row.texts:
        painter.setPen(QColor(text.colour))
        layout = _line(text.text, text.font)
        layout.draw(painter, QPointF(text.x, text.baseline - layout.lineAt(0).ascent()))
        if text.strike is not None:
            _strike(painter, text, text.strike)


def _strike(painter: QPainter, text: Text, colour: Colour) -> None:
    """Draw a line through a text, rising a little as by hand."""
    size, width = text.font.size, measure(text.text, text.font)
    painter.setPen(QPen(QColor(colour), size * _STRIKE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    low, high = text.baseline - 0.24 * size, text.baseline - 0.42 * size
    painter.drawLine(QPointF(text.x - 0.04 * size, low), QPointF(text.x + width + 0.04 * size, high))


def _paint_plate(painter: QPainter, plate: Plate | None, areas: tuple[Area, ...]) -> None:
    if plate is None:
        return
    path = _silhouette(plate, areas)
    colour = QColor(plate.colour)
    colour.setAlphaF(plate.opacity)
    painter.fillPath(path, colour)
    if plate.accent is not None:
        painter.save()
        painter.setClipPath(path)
        for area in areas:
            painter.fillRect(QRectF(area.left, area.top, _ACCENT_WIDTH, area.bottom - area.top), QColor(plate.accent))
        painter.restore()


def _silhouette(plate: Plate, areas: tuple[Area, ...]) -> QPainterPath:
    """Return the outline of a plate; plates of lines one below the other grow together without a notch."""
    path = QPainterPath()
    for area in areas:
        path = path.united(_OUTLINES[plate.shape](area, plate.radius))
    for upper, lower in pairwise(areas):
        joint = QPainterPath()
        left, right = max(upper.left, lower.left), min(upper.right, lower.right)
        top, bottom = upper.bottom - plate.radius, lower.top + plate.radius
        joint.addRect(QRectF(left, min(top, lower.top), right - left, max(bottom, upper.bottom) - min(top, lower.top)))
        path = path.united(joint)
    return path


def _rounded(area: Area, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(_rect(area), radius, radius)
    return path


def _tag(area: Area, radius: float) -> QPainterPath:
    """Return a price tag: tapered at its left, with a hole for the string."""
    height, middle = area.bottom - area.top, (area.top + area.bottom) / 2
    shoulder = area.left + height * TAG_POINT
    corners = [
        (area.left, middle + height * 0.16),
        (area.left, middle - height * 0.16),
        (shoulder, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (shoulder, area.bottom),
    ]
    path = _with_round_corners([QPointF(x, y) for x, y in corners], radius)
    hole = QPainterPath()
    hole.addEllipse(QPointF(area.left + height * 0.24, middle), height * 0.075, height * 0.075)
    return path.subtracted(hole)


def _bubble(area: Area, radius: float) -> QPainterPath:
    """Return a bubble of speech; its tail reaches the foot of the area."""
    body = area._replace(bottom=area.bottom - BUBBLE_TAIL)
    left = area.left + radius + 14
    tail = QPainterPath(QPointF(left, body.bottom - 2))
    tail.lineTo(left + 56, body.bottom - 2)
    tail.quadTo(QPointF(left + 22, body.bottom + 8), QPointF(left - 8, area.bottom))
    tail.quadTo(QPointF(left + 6, body.bottom + 10), QPointF(left, body.bottom - 2))
    return _rounded(body, radius).united(tail)


def _ticket(area: Area, radius: float) -> QPainterPath:
    """Return a ticket: a bite is taken out of each side."""
    middle, bite = (area.top + area.bottom) / 2, min((area.bottom - area.top) * 0.13, 22)
    bites = QPainterPath()
    for x in (area.left, area.right):
        bites.addEllipse(QPointF(x, middle), bite, bite)
    return _rounded(area, radius).subtracted(bites)


def _with_round_corners(corners: list[QPointF], radius: float) -> QPainterPath:
    path = QPainterPath()
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        begin, end = (_towards(corner, other, radius) for other in (before, after))
        if number == 0:
            path.moveTo(begin)
        else:
            path.lineTo(begin)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def _towards(place: QPointF, other: QPointF, distance: float) -> QPointF:
    """Return the place this far on the way to another, at most half of the way."""
    way = other - place
    length = math.hypot(way.x(), way.y())
    return place + way * (min(distance, length / 2) / length)


_OUTLINES: Final[dict[str, Callable[[Area, float], QPainterPath]]] = {
    "rounded": _rounded,
    "lines": _rounded,
    "tag": _tag,
    "bubble": _bubble,
    "ticket": _ticket,
}
"""Shape of a plate -> its outline."""


def _shaded(rgba: Pixels, scale: float) -> Pixels:
    """Put a soft shadow under a premultiplied picture."""
    alpha = rgba[..., 3].astype(np.float32) / 255
    drop = np.array([[1, 0, 0], [0, 1, _SHADOW_DROP * scale]], np.float64)
    shadow = cv2.warpAffine(alpha, drop, alpha.shape[::-1])
    shadow = cv2.GaussianBlur(shadow, (0, 0), _SHADOW_BLUR * scale) * (_SHADOW_STRENGTH * (1 - alpha))
    shaded = rgba.copy()
    shaded[..., 3] = np.rint((alpha + shadow) * 255).astype(np.uint8)
    return shaded


def _rect(area: Area) -> QRectF:
    return QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top)


def _line(text: str, font: Font) -> QTextLayout:
    """Lay one line out; the engine breaks nothing."""
    face = QFont([font.family])
    face.setPixelSize(font.size)
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
