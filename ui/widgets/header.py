"""The white bar on top of every page: arrow back, title, what belongs to it, and the page's actions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.buttons import FlatIconButton
from ui.widgets.card import ElidedLabel
from vendor_app.language import _


class PageTitle(ElidedLabel):
    """The name of a page (Kanit)."""


class PageHeader(QFrame):
    """Arrow back when wanted, title, then widgets of ``add``, and of ``add_action`` at the right."""

    back_wanted = Signal()

    def __init__(self, title: str = "", *, back: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(68)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(22, 8, 22, 8)
        self._row.setSpacing(14)
        if back:
            self._row.setContentsMargins(12, 8, 22, 8)
            self._row.setSpacing(10)
            arrow = FlatIconButton("arrow-left", _("Back"))
            arrow.clicked.connect(self.back_wanted)
            self._row.addWidget(arrow)
        self.title = PageTitle(title)
        self._row.addWidget(self.title)
        self._left = self._row.count()
        self._row.addStretch(1)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)
        self.title.updateGeometry()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget after the title."""
        self._row.insertWidget(self._left, widget, stretch)
        self._left += 1

    def add_action(self, widget: QWidget, *, before: QWidget | None = None) -> None:
        """Put a widget at the right end, or left of one that is there."""
        self._row.insertWidget(self._row.count() if before is None else self._row.indexOf(before), widget)
