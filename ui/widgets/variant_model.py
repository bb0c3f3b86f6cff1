"""The model of the grid of colours and sizes: names are cells too, so that the keyboard reaches everything."""

from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.product_fields import read_number
from ui.variant_table import VariantTable
from vendor_app.errors import VendorError
from vendor_app.language import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex

NOT_SOLD = "–"
_MOST_STOCK = 9_999_999


class VariantModel(QAbstractTableModel):
    """Row 0 holds the sizes, column 0 the colours, the last column the total of each colour."""

    edited = Signal()
    wrong = Signal(str)
    """Why what was typed into a cell was not taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = VariantTable()

    def show_table(self, table: VariantTable) -> None:
        """Show another table."""
        if table == self.table:
            return
        if (len(table.colors), len(table.sizes)) == (len(self.table.colors), len(self.table.sizes)):
            self.table = table
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() or not self.table.colors else len(self.table.colors) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self.table.sizes else len(self.table.sizes) + 2

    def color(self, index: Index) -> str | None:
        """Return the colour of a row; None for the row of sizes."""
        return self.table.colors[index.row() - 1] if index.row() > 0 else None

    def size(self, index: Index) -> str | None:
        """Return the size of a column; None for those of colours and totals."""
        column = index.column() - 1
        return self.table.sizes[column] if 0 <= column < len(self.table.sizes) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        color, size = self.color(index), self.size(index)
        editing = role == Qt.ItemDataRole.EditRole
        if color is not None and size is not None:
            stock = self.table.stock(color, size)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{color} {size}: {NOT_SOLD if stock is None else stock}"
            return ("" if editing else NOT_SOLD) if stock is None else f"{stock:,}"
        if size is not None:
            return size if size or editing else _("All sizes")
        if index.column() == 0:
            return "" if color is None else color if color or editing else _("All colours")
        return _("Total") if color is None else f"{self.table.total(color):,}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_corner = index.row() == index.column() == 0
        is_total = index.column() == self.columnCount() - 1
        return flags if is_corner or is_total else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        color, size = self.color(index), self.size(index)
        text = str(value).strip()
        if color is not None and size is not None:
            return self._set_stock(color, size, text)
        if size is not None:
            return self._rename(size, text, self.table.sizes, self.table.renamed_size)
        return color is not None and self._rename(color, text, self.table.colors, self.table.renamed_color)

    def _set_stock(self, color: str, size: str, text: str) -> bool:
        try:
            stock = None if text in ("", "-", NOT_SOLD) else read_number(text)
        except VendorError as problem:
            self.wrong.emit(str(problem))
            return False
        if stock is not None and stock > _MOST_STOCK:
            self.wrong.emit(
                _("That is more than a stall can hold. Type at most {most}.").format(most=f"{_MOST_STOCK:,}")
            )
            return False
        self._take(self.table.with_stock(color, size, stock))
        return True

    def _rename(self, old: str, new: str, names: tuple[str, ...], rename: Callable[[str, str], VariantTable]) -> bool:
        if not new or new == old:
            return False
        if new in names:
            self.wrong.emit(_("“{name}” is there already.").format(name=new))
            return False
        self._take(rename(old, new))
        return True

    def _take(self, table: VariantTable) -> None:
        if table != self.table:
            self.wrong.emit("")
            self.show_table(table)
            self.edited.emit()

    def add_color(self, name: str) -> None:
        """Add a row."""
        self._take(self.table.with_color(name))

    def add_size(self, name: str) -> None:
        """Add a column."""
        self._take(self.table.with_size(name))

    def remove_color(self, color: str) -> None:
        """Take a row away."""
        self._take(self.table.without_color(color))

    def remove_size(self, size: str) -> None:
        """Take a column away."""
        self._take(self.table.without_size(size))
