"""Which other photos of the product get the same, and what of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.empty_state import EmptyTitle
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pictures import Pictures
from ui.widgets.studio_strip import StripPhoto
from vendor_app.language import _
from vendor_app.photos.photo import Photo

_TILE: Final = QSize(108, 136)
_SIZE: Final = QSize(640, 470)
_PART: Final = 0.92
_TICK: Final = 28
_CLOSE_UPS: Final = frozenset({"fabric", "label", "ruler", "detail", "inside", "sole"})
"""Names of shots in the lists of all kinds of products."""


class _Choice(StripPhoto):
    """Has a tick while it is chosen, and is pale while it is not."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QRect(8, 8, _TICK, _TICK)
        painter.setPen(QPen(QColor(Color.SURFACE), 2))
        if self.isChecked():
            painter.setBrush(QColor(Color.PRIMARY))
            painter.drawEllipse(mark)
            icon("check-bold", Color.SURFACE).paint(painter, mark.adjusted(6, 6, -6, -6))
        else:
            painter.fillRect(self.rect().adjusted(3, 3, -3, -3), QColor(247, 245, 239, 150))
            painter.setBrush(QColor(255, 255, 255, 120))
            painter.drawEllipse(mark)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(Color.PRIMARY), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 9, 9)


class CopyRecipe(QDialog):
    """All other photos are chosen to begin with, for white ground without the close-ups.

    Listen to ``chosen``; it never blocks.
    """

    chosen = Signal(object, object)
    """Ids of the photos, and which parts: a frozenset of "tone", "crop" and "white"."""

    def __init__(self, parent: QWidget, photos: Sequence[Photo], pictures: Pictures, *, parts: frozenset[str]) -> None:
        """``parts``: what was done to the photo, and so can be the same on others."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Talad Clip"))
        self.resize(_SIZE.boundedTo(parent.size() * _PART))
        self.tiles: list[StripPhoto] = []
        self.tone = QCheckBox(_("Light and colour"))
        self.crop = QCheckBox(_("Cut, turn and tilt"))
        self.white = QCheckBox(_("White ground"))
        self._boxes = {"tone": self.tone, "crop": self.crop, "white": self.white}
        for part, box in self._boxes.items():
            box.setEnabled(part in parts)
        self._count, self.ok = Caption(), PrimaryButton(_("Do the same to these"), "check")
        self._lay_out(photos, pictures)
        self.white.toggled.connect(self._spare_close_ups)
        next(box for part, box in self._boxes.items() if part in parts).setChecked(True)
        for box in self._boxes.values():
            box.toggled.connect(self._tell_count)
        self.ok.clicked.connect(self._finish)
        self.ok.setDefault(True)
        self._tell_count()

    def _lay_out(self, photos: Sequence[Photo], pictures: Pictures) -> None:
        inside = QWidget()
        inside.setObjectName("content")
        flow = FlowLayout(inside, spacing=10)
        for number, photo in enumerate(photos, 1):
            tile = _Choice(pictures)
            tile.setFixedSize(_TILE)
            tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tile.show_photo(photo, number, is_edited=not photo.recipe.is_plain)
            tile.setChecked(True)
            tile.toggled.connect(self._tell_count)
            pictures.arrived.connect(tile.update_for)
            self.tiles.append(tile)
            flow.addWidget(tile)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        what = QHBoxLayout()
        what.setSpacing(24)
        for box in self._boxes.values():
            what.addWidget(box)
        what.addStretch(1)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(EmptyTitle(_("Which photos get the same?")))
        column.addLayout(what)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def _spare_close_ups(self, on: bool) -> None:
        """Leave the photos out that show nothing but cloth or a label: white ground has nothing to stand around."""
        for tile in self.tiles:
            if tile.photo is not None and tile.photo.shot in _CLOSE_UPS:
                tile.setChecked(not on)

    def _wanted(self) -> tuple[str, ...]:
        return tuple(tile.photo.id for tile in self.tiles if tile.isChecked() and tile.photo is not None)

    def _parts(self) -> frozenset[str]:
        return frozenset(part for part, box in self._boxes.items() if box.isChecked())

    def _tell_count(self) -> None:
        count = len(self._wanted())
        self._count.setText(_("{count} chosen").format(count=count))
        self.ok.setEnabled(bool(count and self._parts()))

    def _finish(self) -> None:
        self.chosen.emit(self._wanted(), self._parts())
        self.accept()
