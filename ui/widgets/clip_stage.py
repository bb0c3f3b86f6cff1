"""The dark middle of the clip page: the player, the shots, and what a finished clip leads to."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.tasks import Task, Tasks
from ui.widgets.buttons import AccentButton, QuietButton
from ui.widgets.player import Player
from ui.widgets.preview_feed import Reel
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.shot_strip import ShotStrip
from vendor_app.language import _
from vendor_app.storyboard.model import Storyboard

_LOW = 520
"""Logical pixels of height below which the strip of shots is drawn small."""


class ClipStage(QFrame):
    """Shows one clip, planned or finished."""

    folder_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.player, self.strip, self.progress = Player(tasks), ShotStrip(), ProgressStrip()
        self._folder = QuietButton(_("Open folder"), "folder-open")
        self._folder.setAccessibleName(_("Open folder"))
        self._folder.setToolTip(_("Open folder"))
        self._export = AccentButton(_("To export"), "paper-plane-tilt")
        self._export.setAccessibleName(_("To export"))
        self._export.setToolTip(_("To export"))
        self._ways = QWidget()
        self._lay_out()
        self._folder.clicked.connect(self.folder_wanted)
        self._export.clicked.connect(self.export_wanted)
        self.player.frame_changed.connect(self.strip.show_frame)
        self.strip.shot_wanted.connect(self.player.seek)
        self.show_ways(False)

    def _lay_out(self) -> None:
        self._ways_layout = ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(6)
        ways.addWidget(self._folder)
        ways.addWidget(self._export)
        self.strip.end.addWidget(self._ways)
        self._foot = QStackedWidget()
        self._foot.addWidget(self.strip)
        self._watched = QWidget()
        middle = QVBoxLayout(self._watched)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self._watched)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self.player, 1)
        column.addWidget(self._foot)

    def show_clip(self, storyboard: Storyboard, reel: Reel, frame: int = 0) -> None:
        """Show a clip at a frame; its sound follows by ``player.set_sound``."""
        self.strip.show_storyboard(storyboard)
        self.player.open(reel, min(frame, reel.frames - 1), sound_follows=True)

    def show_still(self, number: int, still: QImage) -> None:
        """Put its picture on a shot."""
        self.strip.show_still(number, still)

    def show_ways(self, shown: bool) -> None:
        """Offer what can be done with a finished clip, or not."""
        self._ways.setVisible(shown)

    def watch(self, task: Task, note: str) -> None:
        """Show how far the clip is, in place of the shots."""
        self.progress.watch(task, note)
        self._foot.setCurrentWidget(self._watched)

    def end_watch(self) -> None:
        """Show the shots again."""
        self._foot.setCurrentWidget(self.strip)

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
        self._ways.layout().setDirection(
            QVBoxLayout.Direction.LeftToRight if low else QVBoxLayout.Direction.TopToBottom
        )
