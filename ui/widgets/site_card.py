"""The address of the shop's own website, to type once: feeds of products lead there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from ui.widgets.card import Caption, Card
from ui.widgets.field import Field, FieldProblem
from vendor_app.language import _


class SiteCard(Card):
    """Shows the address and tells which one is wanted instead."""

    wanted = Signal(str)

    def __init__(self, site: str) -> None:
        super().__init__(_("My website"))
        self.column.setContentsMargins(16, 14, 16, 0)
        self.column.setSpacing(4)
        self._site = site
        self.line = QLineEdit(site)
        self.line.setPlaceholderText("https://www.myshop.com/pictures")
        self.line.setMaxLength(500)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.line.editingFinished.connect(self.commit)
        problem = FieldProblem()
        self._field = Field(_("Address of pages and pictures"), self.line, problem=problem)
        self.column.addWidget(self._field)
        words = _(
            "Files for Google, Meta and your website fill in their links with it. Leave it empty if you have none."
        )
        self.column.addWidget(Caption(words, wrap=True))
        self.column.addWidget(problem)

    def commit(self) -> None:
        """Tell what was typed, if it is something else."""
        self._field.show_problem("")
        if self.line.text().strip() != self._site:
            self.wanted.emit(self.line.text())

    def show_site(self, site: str) -> None:
        """Show the address as it is stored."""
        self._site = site
        self.line.setText(site)

    def show_problem(self, sentence: str) -> None:
        """Say why what was typed cannot be stored."""
        self._field.show_problem(sentence)
