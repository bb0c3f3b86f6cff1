"""What became of a batch, on the queue page: one line, and the whole report one press away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import Reason, ReasonList
from ui.theme import Color
from ui.widgets.buttons import FlatIconButton, QuietButton
from ui.widgets.words import Words
from vendor_app.batch import Batch, summary
from vendor_app.language import _


class BatchReport(QFrame):
    """Shows the newest batch that has ended until it is put away."""

    file_wanted = Signal(str)
    """The report's path, relative to the shop's folder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch: Batch | None = None
        self._away: set[str] = set()
        self._words = Words()
        look = QuietButton(_("See the report"), "list-bullets")
        look.clicked.connect(self._show)
        close = FlatIconButton("x", _("Put away"))
        close.clicked.connect(self._put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(look)
        row.addWidget(close)
        self.hide()

    def show_batch(self, batch: Batch | None) -> None:
        """Show a batch that has ended, unless it was put away."""
        self._batch = batch if batch is not None and batch.ended and batch.id not in self._away else None
        if self._batch is not None:
            self._words.setText(summary(self._batch))
        self.setVisible(self._batch is not None)

    def text(self) -> str:
        """Return what it says; "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def _put_away(self) -> None:
        if self._batch is not None:
            self._away.add(self._batch.id)
        self.show_batch(None)

    def _show(self) -> None:
        if self._batch is not None:
            report_dialog(self.window(), self._batch).file_wanted.connect(self.file_wanted)


class ReportDialog(MessageDialog):
    """The report of a batch, with the way to its file."""

    file_wanted = Signal(str)

    def __init__(self, parent: QWidget, batch: Batch) -> None:
        is_well = not batch.failed
        words = _("You took these out:") if is_well else _("These were not made:")
        super().__init__(
            parent,
            summary(batch),
            words if batch.not_made else "",
            icon_name="check-circle" if is_well else "warning-circle",
            color=Color.PRIMARY if is_well else Color.ACCENT_DARK,
        )
        self._report = batch.report
        if batch.not_made:
            self.body.addWidget(ReasonList([Reason(one.name, one.reason) for one in batch.failed + batch.taken_out]))
        if batch.report:
            self.add_button("file", _("Open the report"), "quiet", "file-text")
        self.add_button("close", _("OK"), "primary")
        self.chosen.connect(self._choose_way)

    def _choose_way(self, key: str) -> None:
        if key == "file":
            self.file_wanted.emit(self._report)


def report_dialog(parent: QWidget, batch: Batch) -> ReportDialog:
    """Show the report of a batch; returns at once."""
    dialog = ReportDialog(parent, batch)
    dialog.open()
    return dialog
