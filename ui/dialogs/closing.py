"""What is asked before a page or the window is left."""

from PySide6.QtWidgets import QWidget

from ui.dialogs.message import MessageDialog
from ui.theme import Color
from vendor_app.language import _


def unsaved_dialog(window: QWidget, why: str) -> MessageDialog:
    """Return the question about something typed that is not stored; the caller adds the answers."""
    return MessageDialog(window, _("Not everything is saved."), why, icon_name="warning-circle", color=Color.DANGER)


def work_dialog(window: QWidget) -> MessageDialog:
    """Return the question about work that would be lost: "close" or "wait"."""
    dialog = MessageDialog(
        window,
        _("Work is still under way."),
        _("If you close now it is stopped, and what it was making is not kept."),
        icon_name="hourglass-medium",
        color=Color.ACCENT_DARK,
    )
    dialog.add_button("close", _("Stop and close"), "danger")
    dialog.add_button("wait", _("Wait until it is done"), "primary")
    return dialog


def queue_dialog(window: QWidget, count: int) -> MessageDialog:
    """Return the word that the clips in the queue are not lost: "close" or "wait"."""
    dialog = MessageDialog(
        window,
        _("Clips still in the queue: {count}.").format(count=count),
        _("Close without worry: they go on by themselves the next time, and what is made already is kept."),
        icon_name="queue",
    )
    dialog.add_button("wait", _("Leave it open"), "quiet")
    dialog.add_button("close", _("Close"), "primary")
    return dialog
