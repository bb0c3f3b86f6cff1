"""Photos on a memory card: by day, with their pictures, those that are wanted ticked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.tasks import Tasks
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.empty_state import EmptyTitle
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.reading import read_photo
from vendor_app.photos.watched import CardDay, CardPhoto
from vendor_app.thai.dates import format_date

_PART = 0.86
_SIDE = 128


class CardImport(QDialog):
    """Shows a day at a time; a click ticks a photo and a second one takes it back. Listen to ``chosen``."""

    chosen = Signal(object)
    """Paths of the photos to bring in, in the order taken."""

    def __init__(self, parent: QWidget, tasks: Tasks, days: Sequence[CardDay]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Talad Clip"))
        self.resize(parent.size() * _PART)
        self._tasks, self._days = tasks, tuple(days)
        self._ticked: set[Path] = set()
        self._unread: list[QListWidgetItem] = []
        self._reading = self._closed = False
        self.days, self.list = QComboBox(), QListWidget()
        self._count = Caption()
        self._ok = PrimaryButton(_("Bring these in"), "check")
        self._fill_days()
        self._set_up_list()
        self._lay_out()
        self._show_day(0)
        self._note()

    def _fill_days(self) -> None:
        for day in self._days:
            words = _("{date} · {count} photos").format(date=format_date(day.day), count=len(day.photos))
            self.days.addItem(words)
        self.days.setAccessibleName(_("Day"))
        self.days.setMinimumHeight(44)
        self.days.currentIndexChanged.connect(self._show_day)

    def _set_up_list(self) -> None:
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setGridSize(QSize(_SIDE + 24, _SIDE + 48))
        self.list.setSelectionMode(QListView.SelectionMode.MultiSelection)
        self.list.setAccessibleName(_("Photos on the card"))
        self.list.itemSelectionChanged.connect(self._keep_ticks)

    def _lay_out(self) -> None:
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        whole = QuietButton(_("The whole day"))
        whole.clicked.connect(self.list.selectAll)
        self._ok.clicked.connect(self._finish)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._count, 1)
        for button in (whole, cancel, self._ok):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(EmptyTitle(_("Which photos of the card?")))
        column.addWidget(self.days)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _show_day(self, number: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self._unread = []
        for photo in self._days[number].photos if self._days else ():
            self._unread.append(self._add(photo))
        self.list.blockSignals(False)
        self._read_next()

    def _add(self, photo: CardPhoto) -> QListWidgetItem:
        item = QListWidgetItem(photo.path.name, self.list)
        item.setData(Qt.ItemDataRole.UserRole, photo.path)
        item.setSelected(photo.path in self._ticked)
        return item

    def _read_next(self) -> None:
        """Read one small picture after the other, beside the window."""
        if self._reading or self._closed or not self._unread:
            return
        path = self._unread.pop(0).data(Qt.ItemDataRole.UserRole)
        self._reading = True
        task = self._tasks.prepare_read(partial(_small, path))
        task.succeeded.connect(self._show_picture)
        task.finished.connect(self._end_reading)
        task.start()

    def _show_picture(self, found: tuple[Path, QImage | None]) -> None:
        path, image = found
        for row in range(self.list.count()) if image is not None and not self._closed else ():
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == path:
                self.list.item(row).setIcon(QIcon(QPixmap.fromImage(image)))

    def _end_reading(self) -> None:
        self._reading = False
        self._read_next()

    def _keep_ticks(self) -> None:
        for row in range(self.list.count()):
            path = self.list.item(row).data(Qt.ItemDataRole.UserRole)
            (self._ticked.add if self.list.item(row).isSelected() else self._ticked.discard)(path)
        self._note()

    def _note(self) -> None:
        self._count.setText(_("{count} photos chosen").format(count=len(self._ticked)))
        self._ok.setEnabled(bool(self._ticked))

    def _finish(self) -> None:
        ordered = [photo.path for day in reversed(self._days) for photo in day.photos if photo.path in self._ticked]
        self.chosen.emit(tuple(ordered))
        self.accept()

    def done(self, result: int) -> None:
        self._closed = True
        super().done(result)


def _small(path: Path) -> tuple[Path, QImage | None]:
    """Read a small picture of a file; None for one that cannot be read: bringing it in says why."""
    try:
        rgb = read_photo(path, (_SIDE, _SIDE))
    except VendorError:
        return path, None
    height, width = rgb.shape[:2]
    whole = QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return path, whole.scaled(QSize(_SIDE, _SIDE), ratio, smooth)
