"""Where the window was when it was closed, and where it comes up again: never where nobody can reach it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vendor_app.settings import Settings

_USUAL = QSize(1366, 768)
_TITLE = 32  # what a title bar takes above the window
_ARRANGED_MS = 400  # by then a window manager has maximised the window, if there is one
_NEARLY = 0.9


def place_of(window: QWidget) -> dict[str, object]:
    """Return the settings that bring the window back to where it is now."""
    inside = window.normalGeometry() if window.isMaximized() else window.geometry()
    is_large = window.isMaximized() or window.geometry().contains(window.screen().availableGeometry())
    return {"window": inside.getRect(), "window_is_large": is_large}


def show_in_place(window: QWidget, settings: Settings) -> None:
    """Show the window where it was the last time; else, and when it filled the screen then, as large as is usual."""
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    wanted = QRect(*settings.window)
    if settings.window_is_large or wanted.isEmpty() or not rooms:
        _show_large(window)
        return
    window.setGeometry(fitted(wanted, rooms))
    window.show()


def fitted(wanted: QRect, rooms: Iterable[QRect]) -> QRect:
    """Return the rectangle moved, and made smaller where it must be, into the room of which it covers most.

    A screen that is not there any more, or a smaller one, leaves no part of the window out of reach.
    """
    room = max(rooms, key=lambda one: _area(one.intersected(wanted))).adjusted(0, _TITLE, 0, 0)
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def _area(one: QRect) -> int:
    return one.width() * one.height() if one.isValid() else 0


def _show_large(window: QWidget) -> None:
    """Show the window over the whole screen where that is small, else with room around it."""
    room = window.screen().availableGeometry()
    if room.width() > _USUAL.width() and room.height() > _USUAL.height():
        window.resize(_USUAL)
        window.show()
        return
    window.showMaximized()
    QTimer.singleShot(_ARRANGED_MS, window, partial(_fill_by_hand, window, room))


def _fill_by_hand(window: QWidget, room: QRect) -> None:
    """Fill the screen where no window manager did it."""
    if window.isVisible() and window.height() < room.height() * _NEARLY and window.isMaximized():
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setGeometry(room)
