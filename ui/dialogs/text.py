"""A long text to read, such as a licence."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import PrimaryButton
from vendor_app.language import _


class TextDialog(QDialog):
    """Shows a text that can be scrolled and copied."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(720, 460)
        page = QTextEdit()
        page.setReadOnly(True)
        page.setPlainText(text)
        page.setAccessibleName(title)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addWidget(page, 1)
        column.addLayout(row)


def show_text(parent: QWidget, title: str, files: Sequence[Path]) -> TextDialog:
    """Show these text files, one after the other; returns at once."""
    text = "\n\n────────\n\n".join(file.read_text("utf-8") for file in files)
    dialog = TextDialog(parent, title, text)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
