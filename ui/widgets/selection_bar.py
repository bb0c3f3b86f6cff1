"""What can be done with the products that are selected; takes the place of the filters meanwhile."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.widgets.buttons import DangerButton, PrimaryButton, QuietButton
from vendor_app.language import _


class SelectionCount(QLabel):
    """How many are selected (Kanit)."""


class SelectionBar(QWidget):
    """Make their clips, write them to a sheet, trash them; in the trash, take them back or delete them for good."""

    clips_wanted = Signal()
    sheet_wanted = Signal(object)
    """The button that was pressed: what is to be asked stands beside it."""
    trash_wanted = Signal()
    restore_wanted = Signal()
    purge_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(44)
        self._count = SelectionCount()
        self._clips = PrimaryButton(_("Make their clips"), "film-strip")
        self._sheet = QuietButton(_("Make a sheet"), "table")
        self._sheet.clicked.connect(self._want_sheet)
        self._trash = DangerButton(_("Delete"), "trash")
        self._restore = PrimaryButton(_("Restore"), "arrow-counter-clockwise")
        self._purge = DangerButton(_("Delete for good"), "trash")
        self._clear = QuietButton(_("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._sheet)
        for button, wanted in (
            (self._clips, self.clips_wanted),
            (self._trash, self.trash_wanted),
            (self._restore, self.restore_wanted),
            (self._purge, self.purge_wanted),
            (self._clear, self.clear_wanted),
        ):
            button.clicked.connect(wanted)
            row.addWidget(button)

    def show_count(self, count: int, *, in_trash: bool) -> None:
        """Say how many are selected and offer what can be done with them."""
        self._count.setText(_("{count} selected").format(count=count))
        for button in (self._clips, self._sheet, self._trash):
            button.setVisible(not in_trash)
        self._restore.setVisible(in_trash)
        self._purge.setVisible(in_trash)

    def _want_sheet(self) -> None:
        self.sheet_wanted.emit(self._sheet)
