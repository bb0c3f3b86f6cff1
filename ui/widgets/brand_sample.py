"""How a shop's colours and logo go together: the closing card of a clip, small."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import display_font
from ui.widgets.words import cut
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.palette import painted
from vendor_app.storyboard.templates import templates

_SIZE = QSize(150, 208)


class BrandSample(QWidget):
    """Drawn with the very colours that the first style would use."""

    def __init__(self) -> None:
        super().__init__()
        self._brand, self._logo = Brand(), QImage()
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_brand(self, brand: Brand) -> None:
        """Show these colours and this name."""
        self._brand = brand
        self.setAccessibleName(brand.shop_name)
        self.update()

    def show_logo(self, logo: QImage) -> None:
        """Show this logo; a null picture for none."""
        self._logo = logo
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        whole = painted(templates()[0], self._brand.colour, self._brand.accent)
        style, tag = whole.closing, next(one for one in whole.opening.letterings if one.role == "price")
        lines = [line for lettering in style.letterings for line in lettering.lines]
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 14, 14)
        painter.fillPath(shape, QColor(style.ground))
        top = 16.0
        if not self._logo.isNull():
            size = self._logo.size().scaled(96, 72, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF((self.width() - size.width()) / 2, top, size.width(), size.height()), self._logo)
            top += size.height() + 4
        self._write(painter, self._brand.shop_name, 19, lines[0].colour, QRectF(8, top, self.width() - 16, 44))
        place = QRectF(20, self.height() - 70, self.width() - 40, 52)
        if tag.plate is not None:
            shape = QPainterPath()
            shape.addRoundedRect(place, 8, 8)
            painter.fillPath(shape, QColor(tag.plate.colour))
        self._write(painter, "฿199", 32, tag.lines[0].colour, place)
        painter.end()

    def _write(self, painter: QPainter, text: str, pixels: int, colour: str, box: QRectF) -> None:
        painter.setFont(display_font(pixels))
        painter.setPen(QColor(colour))
        words = cut(text, painter.fontMetrics(), int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
