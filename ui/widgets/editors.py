"""Things to type into."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QTextBlockFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTextEdit,
    QWidget,
)

from ui.theme import Color
from ui.widgets.words import cut

_SIGN_ROOM = 18
_LIST_MARGINS, _WIDEST_LIST = 40, 420


class MoneyEdit(QLineEdit):
    """A line for an amount, with ฿ before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextMargins(_SIGN_ROOM, 0, 0, 0)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(Color.MUTED if not self.text() else Color.INK))
        room = QRect(QPoint(14, 0), self.size())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "฿")


class Choice(QComboBox):
    """A list to choose from. The wheel scrolls the page, never the choice; what has no room ends in "…"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        if not option.currentText:
            option.currentText = self.placeholderText()
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = cut(option.currentText, self.fontMetrics(), room.width())
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Combo(QComboBox):
    """A list to choose from or to type something else into. The wheel scrolls the page, never the choice."""

    typed = Signal(str)
    """The text after a choice or a key."""
    left = Signal()
    """The keyboard goes elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAcceptDrops(False)
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.line.textEdited.connect(self.typed)
        self.textActivated.connect(self.typed)
        self.line.editingFinished.connect(self.left)

    def offer(self, choices: tuple[str, ...]) -> None:
        """Put these in the list; the text stays."""
        text = self.currentText()
        if choices != tuple(self.itemText(row) for row in range(self.count())):
            self.clear()
            self.addItems(list(choices))
        self.setEditText(text)

    def setEditText(self, text: str) -> None:
        """Show a text, a long one from its beginning; nothing moves when it is there already."""
        if text != self.currentText():
            super().setEditText(text)
            self.line.setCursorPosition(0)

    def showPopup(self) -> None:
        """Show the list as wide as its longest text, as far as that goes, from what is chosen now."""
        if (row := self.findText(self.currentText())) >= 0:
            self.setCurrentIndex(row)
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + _LIST_MARGINS, _WIDEST_LIST))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TextArea(QTextEdit):
    """Some lines of plain text, set wide enough for Thai marks; Tab leads on to the next field."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 26 + 22)
        self._is_set = False
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show ``text`` without saying that it was typed."""
        self._is_set = True
        self.setPlainText(text)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.document().clearUndoRedoStacks()
        self._is_set = False

    def _tell(self) -> None:
        if not self._is_set:
            self.typed.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page unless there is more here than fits."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()
