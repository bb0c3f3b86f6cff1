"""A label, what is typed, and a sentence under it when that cannot be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.card import Caption
from ui.widgets.words import Words

_CAPTION_HEIGHT = 24  # that of a badge beside it: fields in a row stay level


class FieldProblem(Words):
    """The sentence (red)."""


class Field(QWidget):
    """Holds an ``editor`` with its ``label``; the label is also what a screen reader calls it."""

    def __init__(self, label: str, editor: QWidget, *, aside: QWidget | None = None) -> None:
        super().__init__()
        self.editor = editor
        editor.setAccessibleName(label)
        self._problem = FieldProblem()
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(8)
        caption = Caption(label)
        caption.setMinimumHeight(_CAPTION_HEIGHT)
        top.addWidget(caption)
        top.addStretch(1)
        if aside is not None:
            top.addWidget(aside, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        column.addWidget(editor)
        column.addWidget(self._problem)
        column.addStretch(1)

    def show_problem(self, sentence: str) -> None:
        """Mark the editor as wrong and say why; an empty sentence takes both away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        mark_wrong(self.editor, wrong=bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def problem(self) -> str:
        """Return the sentence, empty when the value is right."""
        return self._problem.text() if not self._problem.isHidden() else ""


def mark_wrong(editor: QWidget, *, wrong: bool) -> None:
    """Give an editor the red border, or take it away."""
    if bool(editor.property("wrong")) != wrong:
        editor.setProperty("wrong", wrong)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
