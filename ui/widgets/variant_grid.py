"""The grid of colours and sizes: touch a cell to type how many there are."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Color, body_font
from ui.variant_table import VariantTable
from ui.widgets.variant_model import VariantModel
from vendor_app.catalogue.records import Variant
from vendor_app.language import _

_ROW = 44
_NAMES_WIDTH, _CELL_WIDTH = 132, 62
_USUAL_SIZES = ("S", "M", "L", "XL", "2XL", "3XL", "4XL")


class CellEditor(QLineEdit):
    """The line that opens in a cell."""

    is_filled = False
    """Whether it holds what the cell held when it was opened, or what was typed since."""


class _Cell(QStyledItemDelegate):
    """Draws a cell: green when there is stock, a dash when it is not sold."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, VariantModel)
        color, size = model.color(index), model.size(index)
        in_stock = color is not None and size is not None and bool(model.table.stock(color, size))
        is_cell = color is not None and size is not None
        ground = Color.PRIMARY_SOFT if in_stock else Color.SURFACE if is_cell else Color.FAINT
        painter.fillRect(option.rect, QColor(ground))
        painter.setFont(body_font(16, QFont.Weight.Medium if is_cell else QFont.Weight.Normal))
        painter.setPen(QColor(Color.INK if in_stock else Color.CHIP_INK))
        words = option.rect.adjusted(6, 0, -6, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(Color.PRIMARY))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = CellEditor(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setMaxLength(50)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill a line that opens; storing the product tells the cells anew, over what is being typed."""
        assert isinstance(editor, CellEditor)
        if not editor.is_filled:
            super().setEditorData(editor, index)
        editor.is_filled = True


class VariantGrid(QTableView):
    """As large as its cells in height; scrolls sideways when there are many sizes."""

    edited = Signal(object)
    """The Variants after the vendor changed something."""
    wrong = Signal(str)
    """Why a cell was not taken; "" when the next one was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = VariantModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Cell(self))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setMinimumSectionSize(_CELL_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Stock by colour and size"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.clicked.connect(self._edit_cell)
        self.cells.edited.connect(self._tell)
        self.cells.wrong.connect(self.wrong)
        self.cells.modelReset.connect(self._fit)

    def show_variants(self, variants: Sequence[Variant]) -> None:
        """Show these; a colour or size of which every cell was taken off sale keeps its line."""
        if tuple(variants) != self.cells.table.variants():
            self.cells.show_table(VariantTable.of(variants).among(self.cells.table))
        self._fit()

    def clear(self) -> None:
        """Show none."""
        self.cells.show_table(VariantTable())

    def add_color(self) -> None:
        """Add a colour and let its name be typed."""
        number = len([color for color in self.cells.table.colors if color]) + 1
        while (name := _("Colour {number}").format(number=number)) in self.cells.table.colors:
            number += 1
        self.cells.add_color(name)
        self._edit_at(self.cells.rowCount() - 1, 0)

    def add_size(self) -> None:
        """Add the next usual size and let another be typed over it."""
        known = self.cells.table.sizes
        name = next((size for size in _USUAL_SIZES if size not in known), "")
        self.cells.add_size(name or _("Size {number}").format(number=len(known) + 1))
        self._edit_at(0, self.cells.columnCount() - 2)

    def _edit_at(self, row: int, column: int) -> None:
        index = self.cells.index(row, column)
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def _edit_cell(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _tell(self) -> None:
        self.edited.emit(self.cells.table.variants())
        self._fit()

    def _fit(self) -> None:
        """Give names and cells their widths and be as high as the rows."""
        columns = self.cells.columnCount()
        self.setVisible(columns > 0)
        if not columns:
            return
        room = self.viewport().width() - _NAMES_WIDTH
        width = max(_CELL_WIDTH, min(room // (columns - 1), 120))
        header = self.horizontalHeader()
        for column in range(1, columns):
            header.resizeSection(column, width)
        header.resizeSection(0, max(_NAMES_WIDTH, self.viewport().width() - width * (columns - 1)))
        bar = self.horizontalScrollBar().sizeHint().height() if width * (columns - 1) > room else 0
        self.setFixedHeight(self.cells.rowCount() * _ROW + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self._clear(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if self.state() != QAbstractItemView.State.EditingState:  # else it is the end of typing
                self._edit_cell(index)
        else:
            super().keyPressEvent(event)

    def _clear(self, index: QModelIndex) -> None:
        """Take a cell off sale; or a whole colour or size when its name is what is cleared."""
        color, size = self.cells.color(index), self.cells.size(index)
        if color is not None and size is not None:
            self.cells.setData(index, "")
        elif size is not None:
            self.cells.remove_size(size)
        elif color is not None and index.column() == 0:
            self.cells.remove_color(color)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        is_name = index.row() == 0 or index.column() == 0
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename") if is_name else _("Type the stock")).triggered.connect(self._edit_current)
        menu.addAction(_("Take away") if is_name else _("Not sold")).triggered.connect(self._clear_current)
        menu.popup(event.globalPos())

    def _edit_current(self) -> None:
        self._edit_cell(self.currentIndex())

    def _clear_current(self) -> None:
        self._clear(self.currentIndex())
