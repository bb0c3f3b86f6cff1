"""A label, what is typed, and a sentence under it when that cannot be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.card import Caption
from ui.widgets.words import Words

CAPTION_HEIGHT = 26  # that of a badge beside it: fields in a row stay level
_PROBLEM_HEIGHT = 27


class FieldProblem(Words):
    """A sentence (red) on a line that is kept for it: what is below does not move when it comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setMinimumHeight(_PROBLEM_HEIGHT)
        self._sentences: dict[object, str] = {}

    def show_problem(self, of: object, sentence: str) -> None:
        """Say what is wrong with one of the fields it stands under; "" when that one is right."""
        self._sentences.pop(of, None)
        if sentence:
            self._sentences[of] = sentence
        self.setText(" ".join(dict.fromkeys(self._sentences.values())))


class LooseProblem(FieldProblem):
    """For where nothing is below that must not move: takes no room while nothing is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    def show_problem(self, of: object, sentence: str) -> None:
        super().show_problem(of, sentence)
        self.setVisible(bool(self.text()))


class Field(QWidget):
    """Holds an ``editor`` with its ``label``; the label is also what a screen reader calls it.

    ``problem`` is the line for the sentence where fields side by side share one; else it stands under this field.
    """

    def __init__(
        self, label: str, editor: QWidget, *, aside: QWidget | None = None, problem: FieldProblem | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        editor.setAccessibleName(label)
        self._sentence = ""
        self._problem = problem or FieldProblem()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        caption = Caption(label)
        caption.setMinimumHeight(CAPTION_HEIGHT)
        top.addWidget(caption)
        top.addStretch(1)
        if aside is not None:
            top.addWidget(aside, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        column.addWidget(editor)
        if problem is None:
            column.addWidget(self._problem)
        column.addStretch(1)

    def show_problem(self, sentence: str) -> None:
        """Mark the editor as wrong and say why; an empty sentence takes both away."""
        self._sentence = sentence
        self._problem.show_problem(self, sentence)
        mark_wrong(self.editor, wrong=bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def problem(self) -> str:
        """Return the sentence, empty when the value is right."""
        return self._sentence


def mark_wrong(editor: QWidget, *, wrong: bool) -> None:
    """Give an editor the red border, or take it away."""
    if bool(editor.property("wrong")) != wrong:
        editor.setProperty("wrong", wrong)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
