"""The green bar at the left: the program's name and the pages."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color, body_font
from vendor_app.language import _

_LOW = 560
"""Logical pixels of height below which the buttons are drawn lower, so that all fit."""


class Wordmark(QLabel):
    """The name of the program, in two lines."""


class SidebarButton(QToolButton):
    """One page: an icon over its name."""

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain, self._chosen = icon(icon_name, Color.SURFACE), icon(f"{icon_name}-fill", Color.PRIMARY)
        self.setText(text)
        self.setIcon(self._plain)
        self.setIconSize(QSize(28, 28))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(84, 74)
        self.toggled.connect(self._fill)

    def _fill(self, chosen: bool) -> None:
        self.setIcon(self._chosen if chosen else self._plain)


class QueueButton(SidebarButton):
    """Shows how many clips are to be made, and how far they are."""

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, parent)
        self._name, self._count, self._done, self._rests = text, 0, 0.0, False

    def show_queue(self, count: int, done: float, *, rests: bool) -> None:
        """Show ``count`` clips of which ``done`` (0.0 to 1.0) is behind us; none when 0. ``rests``: all are paused."""
        shown = (count, round(done, 2), rests)
        if shown == (self._count, self._done, self._rests):
            return
        self._count, self._done, self._rests = shown
        words = _("{name}, clips to make: {count}").format(name=self._name, count=count) if count else self._name
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            self._paint_count(painter)
            self._paint_bar(painter)
            painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        words = str(self._count) if self._count < 1000 else "999+"
        font = body_font(13)
        font.setBold(True)
        width = max(QFontMetrics(font).horizontalAdvance(words) + 12, 22)
        pill = QRect(min(self.width() // 2 + 6, self.width() - width - 4), 4, width, 22)
        painter.setBrush(QColor(Color.LINE_STRONG if self._rests else Color.ACCENT))
        painter.drawRoundedRect(pill, 11, 11)
        painter.setFont(font)
        painter.setPen(QColor(Color.ACCENT_INK))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_bar(self, painter: QPainter) -> None:
        bar = QRectF(14, self.height() - 8, self.width() - 28, 4)
        painter.setBrush(QColor(Color.LINE if self.isChecked() else Color.PRIMARY_DARK))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(max(bar.width() * self._done, 4))
        painter.setBrush(QColor(Color.LINE_STRONG if self._rests else Color.ACCENT))
        painter.drawRoundedRect(bar, 2, 2)


class Sidebar(QFrame):
    """Emits the name of the page that is wanted; ``choose`` shows which one is up."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(96)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 10, 6, 14)
        self._column.setSpacing(4)
        wordmark = Wordmark(_("Talad\nClip"))
        wordmark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(wordmark)
        self._column.addSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SidebarButton] = {}
        for name, text, icon_name in (
            ("products", _("Products"), "t-shirt"),
            ("clip", _("Clips"), "film-strip"),
            ("export", _("Export"), "paper-plane-tilt"),
        ):
            self._add(name, text, icon_name)
        self._column.addStretch(1)
        self.queue = QueueButton(_("Queue"), "queue")
        self._put("queue", self.queue)
        self._add("settings", _("Settings"), "gear-six")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW
        for button in self._buttons.values():
            button.setFixedHeight(62 if low else 74)
            button.setIconSize(QSize(22, 22) if low else QSize(28, 28))

    def _add(self, name: str, text: str, icon_name: str) -> None:
        self._put(name, SidebarButton(text, icon_name))

    def _put(self, name: str, button: SidebarButton) -> None:
        button.setObjectName(name)
        button.clicked.connect(self._want)
        self._buttons[name] = button
        self._group.addButton(button)
        self._column.addWidget(button)

    def _want(self) -> None:
        self.page_wanted.emit(self.sender().objectName())

    def choose(self, name: str) -> None:
        """Mark the page ``name`` as the one that is up."""
        self._buttons[name].setChecked(True)
