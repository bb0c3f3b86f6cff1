"""The welcome of a first start: asks for the shop's name and nothing else, and that may be skipped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.message import MessageDialog
from ui.widgets.card import Caption
from vendor_app.language import _
from vendor_app.shop import LONGEST_NAME


class FirstStart(MessageDialog):
    """Emits the name once; closing the dialog is ``rejected``."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            _("Welcome to Talad Clip"),
            _("Photograph what you sell, get a clip ready to post. Everything stays on this computer."),
            icon_name="storefront",
        )
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setPlaceholderText(_("My shop"))
        self._name.setAccessibleName(_("What is your shop called?"))
        self.body.addSpacing(6)
        self.body.addWidget(Caption(_("What is your shop called?")))
        self.body.addWidget(self._name)
        use = _("The name is shown at the end of every clip. It can be changed later.")
        self.body.addWidget(Caption(use, wrap=True))
        self.add_button("skip", _("Skip"), "quiet")
        self.add_button("open", _("Open the shop"), "primary", "arrow-right")
        self.accepted.connect(self._tell_name)
        self._name.setFocus()

    def type_name(self, name: str) -> None:
        """Type ``name`` as the vendor would."""
        self._name.setText(name)

    def _tell_name(self) -> None:
        typed = self._name.text().strip() if self.key != "skip" else ""
        self.named.emit(typed or _("My shop"))
