"""The bar on top of the editor: the product's name, whether all is saved, and what can be done with the whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Badge
from ui.widgets.buttons import AccentButton, IconButton
from ui.widgets.header import PageHeader
from ui.widgets.words import Words, tip
from vendor_app.language import _


class EditorHeader(PageHeader):
    """Says what is wished, and shows how things stand."""

    trash_wanted = Signal()
    clip_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(back=True, parent=parent)
        self.state = Badge(_("Saved"), "good", "check")
        self.undo = IconButton("arrow-counter-clockwise", _("Undo"))
        self.redo = IconButton("arrow-clockwise", _("Redo"))
        trash = IconButton("trash", _("Move to the trash"))
        clip = AccentButton(_("Make a clip of this"), "film-strip")
        trash.clicked.connect(self.trash_wanted)
        clip.clicked.connect(self.clip_wanted)
        for widget in (self.state, self.undo, self.redo, trash, clip):
            self.add_action(widget)

    def show_history(self, can_undo: bool, can_redo: bool) -> None:
        """Offer to take back and to do again what can be."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)

    def show_state(self, state: str, why: str, unread: str) -> None:
        """Say how things stand with what is on its way to the catalogue, and with what cannot go there.

        ``state``, ``why``: of the draft. ``unread``: what of the form cannot be read, in a sentence; "" for nothing.
        """
        if unread and state != "failed":
            why = unread
            self.state.show_state(_("Not all is saved"), "warn", "warning-circle")
        elif state == "saving":
            self.state.show_state(_("Saving…"), "idle")
        elif state == "failed":
            self.state.show_state(_("Not all is saved"), "bad", "warning-circle")
        else:
            self.state.show_state(_("Saved"), "good", "check")
        self.state.setToolTip(tip(why))


class UnsavedBar(QFrame):
    """Stands under the bar on top while the disk takes nothing, and says why: a pill is easily missed while typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark, self._words = QLabel(), Words()
        mark.setPixmap(picture("warning-circle", 24, Color.DANGER))
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 22, 8)
        row.setSpacing(12)
        row.addWidget(mark)
        row.addWidget(self._words, 1)
        self.hide()

    def show_problem(self, why: str) -> None:
        """Say why nothing is saved; "" when all is well."""
        self._words.setText(why)
        self.setAccessibleName(why)
        self.setVisible(bool(why))

    def words(self) -> str:
        """Return what it says, empty when hidden."""
        return "" if self.isHidden() else self._words.text()
