"""The top of the studio: whose photo it is, whether it is saved, and what is about the whole photo."""

from PySide6.QtWidgets import QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import QuietButton
from ui.widgets.header import PageHeader
from ui.widgets.words import tip
from vendor_app.language import _


class StudioHeader(PageHeader):
    """Buttons have words where there is room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Photo studio"), back=True, parent=parent)
        self.state = Badge(_("Saved"), "good", "check")
        self.undo = QuietButton(_("Take back"), "arrow-u-up-left")
        self.redo = QuietButton(_("Do again"), "arrow-u-up-right")
        self.reset = QuietButton(_("As it came"), "arrow-counter-clockwise")
        self.copy = QuietButton(_("For other photos"), "copy")
        self._said = ("saved", "")
        self._words = {
            self.undo: _("Take back"),
            self.redo: _("Do again"),
            self.reset: _("As it came"),
            self.copy: _("For other photos"),
        }
        keys = {self.undo: " (Ctrl+Z)", self.redo: " (Ctrl+Y)"}
        for button, words in self._words.items():
            button.setAccessibleName(words)
            button.setToolTip(words + keys.get(button, ""))
        for widget in (self.state, *self._words):
            self.add_action(widget)
        self.set_wide(True)

    def set_wide(self, wide: bool) -> None:
        """Use words on the buttons, or icons alone."""
        for button, words in self._words.items():
            has_words = wide and button is not self.redo
            button.setText(words if has_words else "")

    def show_photo(self, *, can_undo: bool, can_redo: bool, is_plain: bool, has_others: bool) -> None:
        """Offer what can be done now."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        self.reset.setEnabled(not is_plain)
        self.copy.setEnabled(not is_plain and has_others)

    def show_state(self, state: str, why: str) -> None:
        """Say whether all is saved."""
        if (state, why) == self._said:
            return
        self._said = (state, why)
        if state == "saving":
            self.state.show_state(_("Saving…"), "idle")
        elif state == "failed":
            self.state.show_state(_("Not all is saved"), "bad", "warning-circle")
        else:
            self.state.show_state(_("Saved"), "good", "check")
        self.state.setToolTip(tip(why))
