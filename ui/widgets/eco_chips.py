"""What spares the world, as pills: touch one to take it away, choose or type another behind them."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.product_fields import ECO_NOTES
from ui.theme import Color
from ui.widgets.buttons import Chip
from ui.widgets.editors import Combo
from ui.widgets.flow_layout import FlowLayout
from vendor_app.language import _


class EcoChip(Chip):
    """One note, with a cross."""

    ink = Color.PRIMARY_DARK

    def __init__(self, note: str) -> None:
        super().__init__(note.replace("&", "&&"), "")
        self.note = note
        self.set_icon("x")
        self.setAccessibleName(_("Take “{note}” away").format(note=note))


class EcoChips(QWidget):
    """The notes of a product, in order."""

    edited = Signal(object)
    """The notes after the vendor changed something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[str, ...] = ()
        self._chips: list[EcoChip] = []
        self._flow = FlowLayout(self, spacing=8)
        self._add = Combo()
        self._add.setMinimumWidth(210)
        self._add.setAccessibleName(_("Add what spares the world"))
        self._add.line.setPlaceholderText(_("+ Add"))
        self._add.line.setMaxLength(100)
        self._add.textActivated.connect(self._take)
        self._add.line.returnPressed.connect(self._take_typed)
        self._add.left.connect(self._take_typed)
        self._flow.addWidget(self._add)
        self._offer()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these."""
        if tuple(notes) == self._notes:
            return
        self._notes = tuple(notes)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._add)
        self._chips = [EcoChip(note) for note in self._notes]
        for chip in self._chips:
            chip.clicked.connect(self._remove)
            self._flow.addWidget(chip)
        self._flow.addWidget(self._add)
        for first, second in itertools.pairwise((*self._chips, self._add)):
            QWidget.setTabOrder(first, second)
        self._offer()
        self.updateGeometry()

    def _offer(self) -> None:
        self._add.clear()
        self._add.addItems([note for note in ECO_NOTES if note not in self._notes])
        self._add.setCurrentIndex(-1)
        self._add.setEditText("")

    def _take_typed(self) -> None:
        self._take(self._add.currentText())

    def _take(self, note: str) -> None:
        self._add.setEditText("")
        note = note.strip()
        if note and note not in self._notes:
            self._change((*self._notes, note))

    def _remove(self) -> None:
        chip = self.sender()
        assert isinstance(chip, EcoChip)
        self._change(tuple(note for note in self._notes if note != chip.note))

    def _change(self, notes: tuple[str, ...]) -> None:
        self.show_notes(notes)
        self.edited.emit(notes)
