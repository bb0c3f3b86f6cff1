"""Pills in one line to choose a filter with; those that do not fit are in a menu at its end."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.shelf import CATEGORY, Filter
from ui.widgets.buttons import Chip
from vendor_app.language import _

_GAP = 10
_HEIGHT = 44


class FilterBar(QWidget):
    """Shows filters with their counts, the chosen one green."""

    chosen = Signal(str)
    """The key of a Filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._filters: tuple[Filter, ...] = ()
        self._key = ""
        self._chips: dict[str, Chip] = {}
        self._more = Chip(_("More"), "caret-down", parent=self)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)

    def show_filters(self, filters: Sequence[Filter], key: str) -> None:
        """Show these, with the one of ``key`` chosen."""
        self._filters, self._key = tuple(filters), key
        for gone in set(self._chips) - {f.key for f in filters}:
            self._chips.pop(gone).deleteLater()
        for wanted in filters:
            chip = self._chips.get(wanted.key) or self._make(wanted)
            chip.setText(f"{wanted.label} {wanted.count:,}".replace("&", "&&"))
            chip.setChecked(wanted.key == key)
        self._arrange()

    def _make(self, wanted: Filter) -> Chip:
        chip = Chip("", wanted.icon, checkable=True, parent=self)
        chip.setProperty("key", wanted.key)
        chip.clicked.connect(self._choose)
        chip.show()
        self._chips[wanted.key] = chip
        return chip

    def _choose(self) -> None:
        key = str(self.sender().property("key"))
        self._chips[key].setChecked(True)
        self.chosen.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set the pills side by side; categories give way to the menu, the last first, never the chosen one."""
        widths = {key: chip.sizeHint().width() + _GAP for key, chip in self._chips.items()}
        left_out: list[Filter] = []
        room = self.width() - sum(widths.values()) + _GAP
        for giving_way in reversed([f for f in self._filters if f.key.startswith(CATEGORY) and f.key != self._key]):
            if room >= 0:
                break
            if not left_out:
                room -= self._more.sizeHint().width() + _GAP
            left_out.insert(0, giving_way)
            room += widths[giving_way.key]
        self._place({f.key for f in left_out})
        self._menu.clear()
        for wanted in left_out:
            entry = self._menu.addAction(f"{wanted.label} {wanted.count:,}".replace("&", "&&"))
            entry.triggered.connect(partial(self.chosen.emit, wanted.key))

    def _place(self, left_out: set[str]) -> None:
        x = 0
        order = [self._chips[f.key] for f in self._filters]
        last_category = max((n for n, f in enumerate(self._filters) if f.key.startswith(CATEGORY)), default=0)
        order.insert(last_category + 1, self._more)
        self._more.setVisible(bool(left_out))
        hidden = {self._chips[key] for key in left_out}
        for before, chip in zip([None, *order], order, strict=False):
            chip.setVisible(chip not in hidden and (chip is not self._more or bool(left_out)))
            if before is not None:
                QWidget.setTabOrder(before, chip)
            if not chip.isHidden():
                size = chip.sizeHint().expandedTo(QSize(0, _HEIGHT))
                chip.setGeometry(x, 0, size.width(), _HEIGHT)
                x += size.width() + _GAP
