"""The grid of products: as many cards side by side as there is room for, by mouse, finger and keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QToolTip, QWidget

from ui.models import ProductList, Role
from ui.widgets.pictures import Pictures
from ui.widgets.product_card import CARD_HEIGHT, GAP, NARROWEST, ProductCard, tick_area
from ui.widgets.words import tip
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.quality import Mark
from vendor_app.render_queue import Job

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MANY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ProductGrid(QListView):
    """A click or Enter opens; the tick, Ctrl+click or the space bar selects."""

    opened = Signal(object)
    """The Product of the card, None for the card that adds one."""
    selection_changed = Signal(int)
    """How many products are selected."""

    def __init__(self, products: ProductList, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products, self._pictures = products, pictures
        self._card = ProductCard(pictures, self)
        self._picks_only = False
        self.setModel(products)
        self.setItemDelegate(self._card)
        self._set_up()
        pictures.arrived.connect(self._draw_again)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        products.modelAboutToBeReset.connect(self._remember)
        products.modelReset.connect(self._restore)
        self._held: tuple[set[str], str, int] = (set(), "", 0)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.MultiSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(48)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setSelectionRectVisible(False)

    def pick_only(self, picks: bool) -> None:
        """Let a click select instead of open: products in the trash are not edited."""
        self._picks_only = picks

    def show_jobs(self, jobs: dict[str, list[Job]]) -> None:
        """Mark the cards of products whose clip is in the queue, keyed by the product's id."""
        before, self._card.jobs = self._card.jobs, jobs
        if before != jobs:
            self.viewport().update()

    def show_marks(self, marks: Mapping[PhotoId, tuple[Mark, ...]]) -> None:
        """Mark the cards whose first photo is not good yet; the tool tip says what."""
        before, self._card.marks = self._card.marks, marks
        if before != marks:
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            product = self.indexAt(event.pos()).data(Role.PRODUCT)
            if product is not None and (marks := self._card.marks_of(product)):
                words = (product.name, product.sku, *(mark.says for mark in marks))
                QToolTip.showText(event.globalPos(), "\n".join(map(tip, words)), self)
                return True
        return super().viewportEvent(event)

    def selected_products(self) -> list[Product]:
        """Return what is selected, in the order shown; without a selection what the keyboard stands on."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.hasFocus() and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [product for product in (self._at(row) for row in rows) if product]

    def show_product(self, product_id: str) -> None:
        """Scroll to a product and put the keyboard on it."""
        if (row := self._products.row_of(product_id)) >= 0:
            self.selectionModel().setCurrentIndex(self._products.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self._products.index(row))

    def _at(self, row: int) -> Product | None:
        product = self._products.index(row).data(Role.PRODUCT)
        assert product is None or isinstance(product, Product)
        return product

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Share the width among as many cards as fit. The scroll bar's place is always kept: no flicker."""
        bar = self.verticalScrollBar()
        kept = max(bar.sizeHint().width(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, bar))
        width = self.contentsRect().width() - kept - 1
        columns = max(1, (width + 1) // (NARROWEST + GAP))
        self._card.item = QSize(width // columns, CARD_HEIGHT + GAP)
        self.setGridSize(self._card.item)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what a click or key does to the selection: only ticks, Ctrl, Shift and the space bar change it."""
        flags = QItemSelectionModel.SelectionFlag
        if isinstance(event, QMouseEvent):
            if not index.isValid():
                return flags.Clear if event.type() == QEvent.Type.MouseButtonPress else flags.NoUpdate
            pressed = event.type() == QEvent.Type.MouseButtonPress
            return flags.Toggle if pressed and self._selects(index, event) else flags.NoUpdate
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return flags.Toggle if index.data(Role.PRODUCT) else flags.NoUpdate
        return flags.NoUpdate

    def _selects(self, index: QModelIndex | QPersistentModelIndex, event: QMouseEvent) -> bool:
        if index.data(Role.PRODUCT) is None:
            return False
        card = self._card.card(self.visualRect(index))
        return (
            self._picks_only
            or bool(event.modifiers() & _MANY)
            or event.button() == Qt.MouseButton.RightButton
            or tick_area(card).contains(event.position().toPoint())
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton or self._selects(index, event):
            return
        if self._card.card(self.visualRect(index)).contains(event.position().toPoint()):
            self.opened.emit(index.data(Role.PRODUCT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(Role.PRODUCT))
        elif event.key() == Qt.Key.Key_Escape and self.selectedIndexes():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _tell_selection(self) -> None:
        count = len(self.selectedIndexes())
        self._card.chosen_any = count > 0
        self.viewport().update()
        self.selection_changed.emit(count)

    def _draw_again(self, photo_id: str) -> None:
        self.viewport().update()

    def _remember(self) -> None:
        chosen = {product.id for product in (self._at(i.row()) for i in self.selectedIndexes()) if product}
        current = self._at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        self._held = (chosen, current.id if current else "", self.verticalScrollBar().value())

    def _restore(self) -> None:
        """After a reset: select, stand and scroll as before, as far as the products are still there."""
        chosen, current, scrolled = self._held
        select = QItemSelectionModel.SelectionFlag.Select
        for row in (self._products.row_of(product_id) for product_id in chosen):
            if row >= 0:
                self.selectionModel().select(self._products.index(row), select)
        if (row := self._products.row_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self._products.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(scrolled)
        self._tell_selection()
