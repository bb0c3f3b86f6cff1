"""Bring one widget of a scroll area into sight, and keep it there while everything finds its place."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

AROUND = 60
"""Pixels that stay in sight above and below what is scrolled to."""
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)


class Spotlight(QObject):
    """Follows a widget that has the keyboard when what is above it comes or grows: until the vendor scrolls."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._watched: list[QWidget] = []
        """What is followed, and what it lies in."""
        self._timer = QTimer(self, singleShot=True, interval=0)  # only then has everything its place
        self._timer.timeout.connect(self._scroll)
        area.verticalScrollBar().actionTriggered.connect(self.let_go)
        area.verticalScrollBar().rangeChanged.connect(self._scroll_soon)
        area.verticalScrollBar().valueChanged.connect(self._scroll_soon)  # not by the vendor: that lets go before

    def show(self, widget: QWidget) -> None:
        """Put the keyboard into a widget of the area, and keep it in sight."""
        self.let_go()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        inside: QWidget | None = widget
        while inside is not None and inside is not self._area:
            inside.installEventFilter(self)
            self._watched.append(inside)
            inside = inside.parentWidget()
        self._timer.start()

    def let_go(self) -> None:
        """Let the vendor scroll away."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _scroll_soon(self) -> None:
        self._timer.start()

    def _scroll(self) -> None:
        if not self._watched:
            return
        widget, focused = self._watched[0], QApplication.focusWidget()
        elsewhere = focused is not None and self._area.isAncestorOf(focused)
        if elsewhere and focused is not widget and not (focused and widget.isAncestorOf(focused)):
            self.let_go()
        else:
            self._area.ensureWidgetVisible(widget, 0, AROUND)
