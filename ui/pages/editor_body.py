"""Where the parts of the editor stand: pictures beside the fields, or above them where the window is narrow."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

_SIDE_BY_SIDE = 980  # below this width pictures stand above the fields
_PICTURES_WIDTH = 420


class EditorBody(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self, pictures: Iterable[QWidget], form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        content.setObjectName("content")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(22, 18, 22, 18)
        self._columns.setSpacing(18)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        for widget in pictures:
            left.addWidget(widget)
        left.addStretch(1)
        self._columns.addWidget(self._left)
        self._columns.addWidget(form, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def fit(self, width: int) -> None:
        """Put the columns side by side or one above the other, as a page of this width has room for."""
        wide = width >= _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._left.setMinimumWidth(_PICTURES_WIDTH if wide else 0)
        self._left.setMaximumWidth(_PICTURES_WIDTH if wide else self.maximumWidth())
