"""All products that have a history, in a table: what sells."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.widgets.history_chart import short_number
from ui.widgets.platform_marks import platform_title
from vendor_app.handover.history import Standing
from vendor_app.language import _
from vendor_app.thai.dates import format_date
from vendor_app.thai.text import collation_key

_ROW = 48
_WIDE = 860
"""Logical pixels that all columns need."""
_FIRST_TO_GO = (3, 5)
_NUMBERS = (1, 2, 3)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def _posted(one: Standing) -> str:
    return _("{posted} of {bundles}").format(posted=one.posted, bundles=one.bundles)


_CELLS: tuple[Callable[[Standing], str], ...] = (
    lambda one: one.product.name,
    lambda one: short_number(one.sales),
    lambda one: short_number(one.views),
    _posted,
    lambda one: platform_title(one.best) if one.best else "–",
    lambda one: format_date(one.last) if one.last else "–",
)
_KEYS: tuple[Callable[[Standing], Any], ...] = (
    lambda one: collation_key(one.product.name),
    lambda one: -1 if one.sales is None else one.sales,
    lambda one: -1 if one.views is None else one.views,
    lambda one: one.posted,
    lambda one: one.best or "",
    lambda one: one.last,
)


class Standings(QAbstractTableModel):
    """How products do, a row each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Standing] = []

    def show_rows(self, rows: Sequence[Standing]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> Standing:
        """Return one of them."""
        return self._rows[number]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_CELLS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _CELLS[index.column()](one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.product.sku} · {one.product.name}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (_("Product"), _("Pieces sold"), _("Views"), _("Posted"), _("Sells best on"), _("Last"))
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by what a column says."""
        self.beginResetModel()
        self._rows.sort(key=_KEYS[column], reverse=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()


class HistoryTable(QTableView):
    """The table; a double click, or Enter, opens a product."""

    opened = Signal(str)
    """The SKU of a product."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Standings(self)
        self.setModel(self.rows)
        self.setAccessibleName(_("How all products do"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self.rows.sort)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[Standing]) -> None:
        """Show these, what sells most first."""
        self.rows.show_rows(rows)
        self.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names their room: in a narrow window some columns go."""
        super().resizeEvent(event)
        for column in _FIRST_TO_GO:
            self.setColumnHidden(column, self.width() < _WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row(index.row()).product.sku)
