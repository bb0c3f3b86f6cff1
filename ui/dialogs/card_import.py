"""Photos on a memory card: by day, with their pictures, those that are wanted ticked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.tasks import Tasks
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.card_photo_item import ITEM, CardPhotoItem
from ui.widgets.card_photos import CardPhotos
from ui.widgets.empty_state import EmptyTitle
from vendor_app.language import _
from vendor_app.photos.watched import CardDay
from vendor_app.thai.dates import format_date

_PART = 0.86
_BATCH = 300
"""Places laid out at once: the window stays quick with all that a card may hold."""


class CardImport(QDialog):
    """Shows a day at a time; a click ticks a photo and a second one takes it back. Listen to ``chosen``."""

    chosen = Signal(object)
    """Paths of the photos to bring in, in the order taken."""

    def __init__(self, parent: QWidget, tasks: Tasks, days: Sequence[CardDay]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Talad Clip"))
        self.resize(parent.size() * _PART)
        self._days = tuple(days)
        self._ticked: set[Path] = set()
        self.photos = CardPhotos(tasks, self)
        self.days, self.list = QComboBox(), QListView()
        self._count = Caption()
        self._ok = PrimaryButton(_("Bring these in"), "check")
        self._fill_days()
        self._set_up_list()
        self._lay_out()
        self._show_day(0)
        self._note()

    def _fill_days(self) -> None:
        for day in self._days:
            words = _("{date} · photos: {count}").format(date=format_date(day.day), count=len(day.photos))
            self.days.addItem(words)
        self.days.setAccessibleName(_("Day"))
        self.days.setMinimumHeight(44)
        self.days.currentIndexChanged.connect(self._show_day)

    def _set_up_list(self) -> None:
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_BATCH)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(CardPhotoItem(self.list))
        self.list.setGridSize(ITEM)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setSelectionMode(QListView.SelectionMode.MultiSelection)
        self.list.setAccessibleName(_("Photos on the card"))
        self.list.setModel(self.photos)
        self.list.selectionModel().selectionChanged.connect(self._keep_ticks)

    def _lay_out(self) -> None:
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        whole = QuietButton(_("The whole day"))
        whole.clicked.connect(self.list.selectAll)
        self._ok.clicked.connect(self._finish)
        self._ok.setDefault(True)
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
        """Show a day, with what was ticked before."""
        self.photos.show_photos(self._days[number].photos if self._days else ())
        ticked = self.photos.selection(self._ticked)
        self.list.selectionModel().select(ticked, QItemSelectionModel.SelectionFlag.Select)

    def _keep_ticks(self, ticked: QItemSelection, taken_back: QItemSelection) -> None:
        self._ticked.update(self.photos.paths(ticked))
        self._ticked.difference_update(self.photos.paths(taken_back))
        self._note()

    def _note(self) -> None:
        self._count.setText(_("Photos chosen: {count}").format(count=len(self._ticked)))
        self._ok.setEnabled(bool(self._ticked))

    def _finish(self) -> None:
        ordered = [photo.path for day in reversed(self._days) for photo in day.photos if photo.path in self._ticked]
        self.chosen.emit(tuple(ordered))
        self.accept()

    def done(self, result: int) -> None:
        self.photos.stop()
        super().done(result)
