"""The dark middle of the studio: the picture, what is said of it, the button that compares, the photos."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.pictures import Pictures
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.studio_canvas import StudioCanvas
from ui.widgets.studio_strip import StudioStrip
from vendor_app.language import _

_LOW = 520
"""Logical pixels of height below which the photos are drawn small."""
_NARROW = 540
"""Logical pixels of width below which buttons have fewer words."""
_GOOD_SHARE = (0.65, 0.9)


class CompareButton(QuietButton):
    """Down is before, up is after; by mouse, finger, and the space bar."""

    compared = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Hold to see it as it came"), "columns", parent)
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.pressed.connect(self._begin)
        self.released.connect(self._end)

    def set_narrow(self, narrow: bool) -> None:
        """Use fewer words."""
        self.setText(_("As it came") if narrow else _("Hold to see it as it came"))

    def _begin(self) -> None:
        self.compared.emit(True)

    def _end(self) -> None:
        self.compared.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return  # a key that is held is one press
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setDown(False)
        self._end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._end()  # also where the finger has slid off the button


class StudioStage(QFrame):
    """Shows one photo at a time."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.canvas, self.strip, self.progress = StudioCanvas(), StudioStrip(pictures), ProgressStrip(low=True)
        self.share, self.compare = Badge(), CompareButton()
        self.near = IconButton("magnifying-glass-plus", _("Look from nearer"))
        self.share.hide()
        said = QWidget()
        said_row = QHBoxLayout(said)
        said_row.setContentsMargins(0, 0, 0, 0)
        said_row.addWidget(self.share, 0, Qt.AlignmentFlag.AlignVCenter)
        said_row.addStretch(1)
        bar = QWidget()
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(said, 1)
        row.addWidget(self.progress, 1)  # in its place, so that the picture stays as large as it is
        row.addWidget(self.near)
        row.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.canvas, 1)
        column.addWidget(bar)
        column.addWidget(self.strip)
        self.progress.shown.connect(said.setHidden)
        self.compare.compared.connect(self.canvas.compare)
        self.near.clicked.connect(self.canvas.come_nearer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_small(self.height() < _LOW)
        self.compare.set_narrow(self.width() < _NARROW)

    def show_share(self, share: float | None, is_exact: bool = False) -> None:
        """Say how much of the frame the product fills; None: nobody knows."""
        self.share.setVisible(share is not None)
        if share is None:
            return
        least, most = _GOOD_SHARE
        pattern = _("Fills {percent}%") if is_exact else _("Fills about {percent}%")
        words = pattern.format(percent=round(share * 100))
        self.share.show_state(words, "good" if least <= share <= most else "warn", "frame-corners")
