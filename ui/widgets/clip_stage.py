"""The dark middle of the clip page: the player or what takes its place, the shots, and the ways on from a clip."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.tasks import Tasks
from ui.widgets.buttons import AccentButton, IconButton, QuietButton
from ui.widgets.pictures import Pictures
from ui.widgets.player import Player
from ui.widgets.progress_strip import ProgressStrip, Work
from ui.widgets.shot_crop import CropPanel
from ui.widgets.shot_picker import ShotPicker
from ui.widgets.shot_strip import ShotStrip
from vendor_app.language import _

_LOW = 520
"""Logical pixels of height below which the strip of shots is drawn small."""
View: TypeAlias = Literal["player", "crop", "picker"]


class ClipStage(QFrame):
    """Shows one clip, planned or finished."""

    add_wanted = Signal()
    folder_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, tasks: Tasks, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.player, self.crop, self.picker = Player(tasks), CropPanel(), ShotPicker(pictures)
        self.strip, self.progress = ShotStrip(), ProgressStrip()
        self._add = IconButton("plus", _("Add a photo or footage"))
        self._add.setObjectName("addShot")
        self._folder = QuietButton(_("Open folder"), "folder-open")
        self._export = AccentButton(_("To export"), "paper-plane-tilt")
        for button, name in ((self._folder, _("Open folder")), (self._export, _("To export"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._views: dict[View, QWidget] = {"player": self.player, "crop": self.crop, "picker": self.picker}
        self._lay_out()
        self._add.clicked.connect(self.add_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._export.clicked.connect(self.export_wanted)
        self.crop.done.connect(self.show_player)
        self.picker.closed.connect(self.show_player)
        self.show_ways(False)

    def _lay_out(self) -> None:
        self._middle, self._foot, self._ways = QStackedWidget(), QStackedWidget(), QWidget()
        for view in self._views.values():
            self._middle.addWidget(view)
        self._ways_row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._ways)
        self._ways_row.setContentsMargins(0, 0, 0, 0)
        self._ways_row.setSpacing(6)
        self._ways_row.addWidget(self._folder)
        self._ways_row.addWidget(self._export)
        self.strip.end.addWidget(self._add)
        self.strip.end.addWidget(self._ways)
        watched = QWidget()
        inside = QVBoxLayout(watched)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self.strip)
        self._foot.addWidget(watched)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._middle, 1)
        column.addWidget(self._foot)

    def view(self) -> View:
        """Return what stands in the middle."""
        return next(name for name, widget in self._views.items() if widget is self._middle.currentWidget())

    def show_view(self, name: View) -> None:
        """Put something else in the middle; the player stops when it goes."""
        self._middle.setCurrentWidget(self._views[name])

    def show_player(self) -> None:
        """Put the player back into the middle."""
        if self.view() != "player":
            self.show_view("player")
            self.player.setFocus()

    def show_still(self, shot: str, still: QImage) -> None:
        """Put its picture on a shot."""
        self.strip.show_still(shot, still)

    def show_ways(self, shown: bool) -> None:
        """Offer what can be done with a finished clip, or not."""
        self._ways.setVisible(shown)

    def watch(self, work: Work, note: str, expected: float = 0.0) -> None:
        """Show how far the clip is, in place of the shots; ``expected``: the seconds it is foretold to take."""
        self.show_player()
        self.progress.watch(work, note, expected)
        self._foot.setCurrentIndex(1)

    def end_watch(self) -> None:
        """Show the shots again."""
        self._foot.setCurrentIndex(0)

    def shot_pixels(self) -> QSize:
        """Return the even size of a shot's picture, in device pixels."""
        width = round(self.strip.shot_size().width() * self.devicePixelRatio() / 2) * 2
        return QSize(width, width * 16 // 9 // 2 * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.strip.set_low(low)
        self._foot.setFixedHeight(self.strip.height())
        self._folder.setText("" if low else _("Open folder"))
        self._export.setText("" if low else _("To export"))
        directions = QBoxLayout.Direction
        self._ways_row.setDirection(directions.LeftToRight if low else directions.TopToBottom)
