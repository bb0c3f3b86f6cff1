"""The prices from a quantity on: one row each, with what the whole lot costs."""

import contextlib
import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.product_fields import read_baht, read_number, write_baht, write_number
from ui.widgets.buttons import FlatIconButton
from ui.widgets.card import Caption
from ui.widgets.editors import MoneyEdit
from ui.widgets.field import FieldProblem, mark_wrong
from ui.widgets.words import Line
from vendor_app.catalogue.records import PriceTier
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.money import format_baht

_DOZEN = 12


class LotTotal(Line):
    """What a lot of the least quantity costs."""


class TierRow:
    """The widgets of one price; knows whether they make one."""

    def __init__(self, tier: PriceTier | None, label: str = "") -> None:
        self.label, self.quantity, self.price = QLineEdit(), QLineEdit(), MoneyEdit()
        self.total, self.mixed = LotTotal(), QCheckBox()
        self.remove = FlatIconButton("x", _("Take this price away"))
        self.label.setText(label)
        for editor, name in (
            (self.label, _("Name of the price")),
            (self.quantity, _("From how many")),
            (self.price, _("Price per unit")),
            (self.mixed, _("Colours and sizes may be mixed")),
        ):
            editor.setAccessibleName(name)
            editor.setAcceptDrops(False)
        self.mixed.setToolTip(_("Colours and sizes may be mixed"))
        self.mixed.setText(_("Mixed"))
        self.label.setMaxLength(50)
        self.kept = tier
        """The price as it was when it could be read last: that stays stored while another is being typed."""
        if tier is not None:
            self.show_tier(tier)

    def show_tier(self, tier: PriceTier) -> None:
        """Show another price, except in the line where the keyboard is."""
        self.kept = tier
        for editor, text in (
            (self.label, tier.label),
            (self.quantity, write_number(tier.min_quantity)),
            (self.price, write_baht(tier.price)),
        ):
            if not editor.hasFocus() and editor.text() != text:
                editor.setText(text)
                editor.setCursorPosition(0)
        self.mixed.setChecked(tier.mixed)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return them in the order of the columns."""
        return self.label, self.quantity, self.price, self.total, self.mixed, self.remove

    def read(self) -> PriceTier | None:
        """Return the price typed; None while something is missing. Raises VendorError for what cannot be read."""
        quantity, price = read_number(self.quantity.text()), read_baht(self.price.text())
        self.total.setText("" if quantity is None or price is None else "= " + format_baht(quantity * price))
        if quantity is None or price is None or not self.label.text().strip():
            return None
        self.kept = PriceTier(
            label=self.label.text().strip(), min_quantity=quantity, price=price, mixed=self.mixed.isChecked()
        )
        return self.kept

    def mark(self) -> None:
        """Give the lines that cannot be read, or are still empty, the red border."""
        mark_wrong(self.label, wrong=not self.label.text().strip())
        mark_wrong(self.quantity, wrong=_cannot_read(read_number, self.quantity))
        mark_wrong(self.price, wrong=_cannot_read(read_baht, self.price))

    def unmark(self) -> None:
        """Take the red borders away."""
        for editor in (self.label, self.quantity, self.price):
            mark_wrong(editor, wrong=False)


def _cannot_read(read: object, editor: QLineEdit) -> bool:
    assert callable(read)
    try:
        return read(editor.text()) is None
    except VendorError:
        return True


class TierRows(QWidget):
    """Tells the prices that are whole; a row that is not yet waits and is marked when the keyboard leaves it."""

    edited = Signal(object)
    """The PriceTiers typed so far."""
    left = Signal()

    def __init__(self, before: QWidget) -> None:
        """Come after ``before`` when one goes from field to field with Tab."""
        super().__init__()
        self._before = before
        self._rows: list[TierRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 4)
        self._grid.setColumnStretch(3, 3)
        self._captions = [
            Caption(_("Name of the price")),
            Caption(_("From how many")),
            Caption(_("Price per unit")),
            Caption(_("The whole lot")),
        ]
        for column, caption in enumerate(self._captions):
            self._grid.addWidget(caption, 0, column)
        self._problem = FieldProblem()
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(2)
        column_of_all.addLayout(self._grid)
        column_of_all.addWidget(self._problem)
        self.show_tiers(())

    def show_tiers(self, tiers: Sequence[PriceTier]) -> None:
        """Show these, unless a row is half typed: that one waits for the vendor."""
        if self._whole() == list(tiers) or self.problem():
            return
        while len(self._rows) > len(tiers):
            self._drop(self._rows[-1])
        for row, tier in zip(self._rows, tiers, strict=False):
            row.show_tier(tier)
        for tier in tiers[len(self._rows) :]:
            self._add(TierRow(tier))
        self._check(mark=False)

    def clear(self) -> None:
        """Take every row away, half typed ones too."""
        while self._rows:
            self._drop(self._rows[-1])
        self._show_problem("")
        self._show_captions()

    def add_row(self, label: str, quantity: int | None) -> None:
        """Begin another price with a name and, if known, a quantity; the keyboard goes to what is missing."""
        row = TierRow(None, label)
        row.quantity.setText(write_number(quantity))
        self._add(row)
        missing = row.label if not label else row.quantity if quantity is None else row.price
        missing.setFocus()

    def add_wholesale(self) -> None:
        """Begin a price for resellers."""
        self.add_row(_("Wholesale"), None)

    def add_dozen(self) -> None:
        """Begin a price by the dozen."""
        self.add_row(_("By the dozen"), _DOZEN)

    def problem(self) -> str:
        """Return why a row is not stored, empty when all are."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say why the catalogue refused the prices."""
        self._show_problem(sentence)

    def _add(self, row: TierRow) -> None:
        self._rows.append(row)
        line = self._grid.rowCount()
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, line, column, Qt.AlignmentFlag.AlignVCenter)
        for editor in (row.label, row.quantity, row.price):
            editor.textEdited.connect(self._tell)
            editor.editingFinished.connect(self._leave)
        row.mixed.clicked.connect(self._tell)
        row.remove.clicked.connect(self._remove)
        self._show_captions()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows where they are seen, not where they were made."""
        order = [self._before, *(w for row in self._rows for w in row.widgets() if w is not row.total)]
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)

    def _drop(self, row: TierRow) -> None:
        self._rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._show_captions()

    def _remove(self) -> None:
        row = next(row for row in self._rows if row.remove is self.sender())
        self._drop(row)
        self._tell()

    def _show_captions(self) -> None:
        for caption in self._captions:
            caption.setVisible(bool(self._rows))

    def _whole(self) -> list[PriceTier]:
        """Return the rows that make a price, or made one before what is being typed now."""
        for row in self._rows:
            with contextlib.suppress(VendorError):
                row.read()
        return [row.kept for row in self._rows if row.kept is not None]

    def _tell(self) -> None:
        for row in self._rows:
            row.unmark()
        self._show_problem("")
        self.edited.emit(tuple(self._whole()))

    def _leave(self) -> None:
        self._check(mark=True)
        self.left.emit()

    def _check(self, *, mark: bool) -> None:
        """Say what is wrong with the first row that makes no price, unless the keyboard is still in it."""
        sentence = ""
        for row in self._rows:
            inside = any(widget.hasFocus() for widget in row.widgets())
            try:
                missing = row.read() is None
                words = _("Type a name, a quantity and a price; then it is saved.") if missing else ""
            except VendorError as problem:
                words = str(problem)
            if words and mark and not inside:
                row.mark()
                sentence = sentence or words
        if mark:
            self._show_problem(sentence)

    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
