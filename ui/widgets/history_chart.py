"""How often posts were seen and how many pieces they sold, day after day: two small curves, one above the other."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Color, body_font, display_font
from vendor_app.handover.history import Day
from vendor_app.language import _
from vendor_app.thai.dates import format_date

_SMALLEST = QSize(240, 230)
_LEFT, _RIGHT, _TITLE, _FOOT = 10.0, 10.0, 30.0, 26.0
_GAP = 12.0
_DOT = 4.5


def short_number(number: int | None) -> str:
    """Write a number as people read it; "–" for one that nobody has typed."""
    return "–" if number is None else f"{number:,}"


def day_words(day: Day) -> str:
    """Say how things stood on a day."""
    return _("{date}: views {views}, sold {sales}").format(
        date=format_date(day.day), views=short_number(day.views), sales=short_number(day.sales)
    )


def _views(day: Day) -> int | None:
    return day.views


def _sales(day: Day) -> int | None:
    return day.sales


class HistoryChart(QWidget):
    """Draws days; the arrow keys and the mouse go from one to the next, and its numbers stand over the curves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()
        self._at = -1
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Views and pieces sold, day by day"))

    def sizeHint(self) -> QSize:
        return QSize(420, 260)

    def show_days(self, days: Sequence[Day]) -> None:
        """Draw these, the newest marked."""
        self._days, self._at = tuple(days), len(days) - 1
        self.setAccessibleDescription("; ".join(map(day_words, days)) or _("No numbers yet"))
        self.update()

    @property
    def day(self) -> Day | None:
        """The day that is marked."""
        return self._days[self._at] if self._days else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._days)}
        if event.key() == Qt.Key.Key_End:
            self._mark(len(self._days) - 1)
        elif event.key() in steps:
            self._mark(self._at + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._days:
            places = [abs(self._x(number) - event.position().x()) for number in range(len(self._days))]
            self._mark(places.index(min(places)))

    def _mark(self, number: int) -> None:
        number = min(max(number, 0), len(self._days) - 1)
        if self._days and number != self._at:
            self._at = number
            self.setToolTip(day_words(self._days[number]))
            self.update()

    def _x(self, number: int) -> float:
        """Return where a day is drawn, true to the time between days."""
        first, last = (date.fromisoformat(one.day) for one in (self._days[0], self._days[-1]))
        passed = (date.fromisoformat(self._days[number].day) - first).days
        room = self.width() - _LEFT - _RIGHT - 2 * _DOT
        part = passed / (last - first).days if last > first else 0.5
        return _LEFT + _DOT + room * part

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._days:
            height = (self.height() - _FOOT - _GAP) / 2
            self._paint_curve(painter, 0.0, height, _("Views"), Color.PRIMARY, lambda day: day.views)
            self._paint_curve(
                painter, height + _GAP, height, _("Pieces sold"), Color.ACCENT_DARK, lambda day: day.sales
            )
            self._paint_foot(painter)
        else:
            painter.setFont(body_font())
            painter.setPen(QColor(Color.MUTED))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No numbers yet"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(Color.PRIMARY), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint_curve(
        self, painter: QPainter, top: float, height: float, title: str, color: Color, of: Callable[[Day], int | None]
    ) -> None:
        """Draw one curve: its name, the number of the marked day, and a point for each day that has one."""
        line = QRectF(_LEFT, top, self.width() - _LEFT - _RIGHT, _TITLE)
        painter.setFont(body_font(15))
        painter.setPen(QColor(Color.MUTED))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(display_font(17))
        painter.setPen(QColor(Color.INK))
        marked = short_number(of(self._days[self._at]))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, marked)
        room = QRectF(_LEFT, top + _TITLE, self.width() - _LEFT - _RIGHT, height - _TITLE)
        painter.setPen(QPen(QColor(Color.LINE), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        self._paint_points(painter, room, color, [of(day) for day in self._days])

    def _paint_points(self, painter: QPainter, room: QRectF, color: Color, numbers: Sequence[int | None]) -> None:
        most = max((number for number in numbers if number is not None), default=0) or 1
        rise = room.height() - 3 * _DOT
        places = [
            QPointF(self._x(at), room.bottom() - _DOT - rise * number / most)
            for at, number in enumerate(numbers)
            if number is not None
        ]
        painter.setPen(QPen(QColor(color), 2.5))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(QPen(QColor(Color.LINE_STRONG), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(self._x(self._at), room.top()), QPointF(self._x(self._at), room.bottom()))
        for place in places:
            is_marked = abs(place.x() - self._x(self._at)) < 0.5
            painter.setPen(QPen(QColor(color), 2))
            painter.setBrush(QColor(color if is_marked else Color.SURFACE))
            painter.drawEllipse(place, _DOT + is_marked, _DOT + is_marked)

    def _paint_foot(self, painter: QPainter) -> None:
        """Write the first and the last day, and the marked one between them where there is room."""
        font = body_font(14)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        foot = QRectF(_LEFT, self.height() - _FOOT, self.width() - _LEFT - _RIGHT, _FOOT)
        left, right, here = (format_date(self._days[at].day) for at in (0, -1, self._at))
        wide = metrics.horizontalAdvance(here)
        place = min(max(self._x(self._at) - wide / 2, foot.left()), foot.right() - wide)
        painter.setPen(QColor(Color.INK))
        painter.drawText(QRectF(place, foot.top(), wide + 1, _FOOT), Qt.AlignmentFlag.AlignCenter, here)
        painter.setPen(QColor(Color.MUTED))
        flags = Qt.AlignmentFlag.AlignVCenter
        if self._at and place > foot.left() + metrics.horizontalAdvance(left) + 8:
            painter.drawText(foot, flags | Qt.AlignmentFlag.AlignLeft, left)
        if place + wide + 8 < foot.right() - metrics.horizontalAdvance(right):
            painter.drawText(foot, flags | Qt.AlignmentFlag.AlignRight, right)
