"""The bar on top of the clip page: what the clip is, undo and redo, the safe box, and the button that makes it."""

from typing import Final, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models import outdated_words
from ui.widgets.badge import Badge
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.header import PageHeader
from ui.widgets.preview_canvas import SafeBox
from vendor_app.catalogue.records import Outdating
from vendor_app.language import _

_NEXT: Final[dict[SafeBox, SafeBox]] = {"off": "plain", "plain": "card", "card": "off"}


class SafeBoxButton(QuietButton):
    """Off, on, and on with a product card: a press goes from one to the next."""

    changed = Signal(str)
    """A SafeBox."""

    def __init__(self) -> None:
        super().__init__(_("Safe box"), "frame-corners")
        self._box: SafeBox = "off"
        self._is_narrow = False
        self.setToolTip(_("Shows which part of the picture no app covers with its own buttons."))
        self.clicked.connect(self._turn)
        self._show()

    def box(self) -> SafeBox:
        """Return what is shown now."""
        return self._box

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = narrow
        self._show()

    def _turn(self) -> None:
        self._box = _NEXT[self._box]
        self._show()
        self.changed.emit(self._box)

    def _show(self) -> None:
        words = {"off": _("Safe box"), "plain": _("Without a card"), "card": _("With a card")}
        self.setCheckable(self._box != "off")
        self.setChecked(self._box != "off")
        self.setText("" if self._is_narrow else words[self._box])
        self.setAccessibleName(f"{_('Safe box')}: {words[self._box]}")
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words[box]) for box in get_args(SafeBox))
        self.setFixedWidth(62 if self._is_narrow else widest + 66)


class ClipHeader(PageHeader):
    """Without a clip it has the title and the arrow back only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Clips"), back=True, parent=parent)
        self.facts = Badge()
        self.undo = QuietButton(_("Take back"), "arrow-u-up-left")
        self.redo = QuietButton(_("Do again"), "arrow-u-up-right")
        self.safe_box = SafeBoxButton()
        self.make = PrimaryButton(_("Make the clip"), "video-camera")
        for button, name, keys in ((self.undo, _("Take back"), "Ctrl+Z"), (self.redo, _("Do again"), "Ctrl+Y")):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys})")
        self._is_wide, self._has_clip = True, False
        self.add(self.facts)
        for widget in (self.undo, self.redo, self.safe_box, self.make):
            self.add_action(widget)
        self.show_clip(False)

    def show_clip(self, shown: bool) -> None:
        """Offer what can be done with a clip, or not."""
        self._has_clip = shown
        for widget in (self.undo, self.redo, self.safe_box, self.make):
            widget.setVisible(shown)
        self.facts.setVisible(shown and self._is_wide)

    def set_wide(self, wide: bool) -> None:
        """Use words on the buttons, or icons alone."""
        self._is_wide = wide
        self.undo.setText(_("Take back") if wide else "")
        self.redo.setText("")
        self.safe_box.set_narrow(not wide)
        self.facts.setVisible(self._has_clip and wide)

    def show_planned(self, facts: str, seconds: int | None, why: Outdating | None) -> None:
        """Say what the clip will be, how long the making takes if known, and what is wrong with the clip there is."""
        if why is not None:
            self.facts.show_state(outdated_words(why), "warn", "warning")
        else:
            self.facts.show_state(facts, "idle")
        known = _("Make the clip · about {number} s").format(number=seconds)
        self.make.setText(_("Make the clip") if seconds is None else known)

    def show_finished(self, facts: str) -> None:
        """Say that the clip is there as it is planned."""
        self.facts.show_state(_("Finished · {facts}").format(facts=facts), "good", "check")
        self.make.setText(_("Make it again"))

    def show_history(self, can_undo: bool, can_redo: bool) -> None:
        """Offer to take back and to make again what can be."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
