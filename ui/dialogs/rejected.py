"""Which files did not come in, and why: one line each, so that they can be mended and tried again."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.dialogs.message import MessageDialog
from ui.theme import Color
from ui.widgets.card import Caption, ElidedLabel
from vendor_app.language import _
from vendor_app.photos.intake import Rejected, by_reason

_MOST_HEIGHT, _LEAST_HEIGHT = 260, 84
_MOST_NAMES = 200
_WIDTH = 412
"""Logical pixels that a dialog has for its words."""


class Reason(NamedTuple):
    """What did not go, and why."""

    name: str
    reason: str
    tip: str = ""
    """Shown when the mouse rests on the name."""
    files: str = ""
    """Which ones, where it is one reason for several."""


class RejectedName(ElidedLabel):
    """The name of a file that did not come in, or of a product; a tip of its own stays."""

    def __init__(self, name: str, tip: str = "") -> None:
        super().__init__(name)
        self._tip = tip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self._tip or self.toolTip())


def rejected_dialog(parent: QWidget, added: int, rejected: Sequence[Rejected]) -> MessageDialog:
    """Show what came in and what did not; returns at once."""
    dialog = MessageDialog(
        parent,
        _("Files that could not be added: {count}").format(count=len(rejected)),
        _("Photos that came in: {count}.").format(count=added) if added else "",
        icon_name="image-square",
        color=Color.ACCENT_DARK,
    )
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.body.addWidget(ReasonList([_reason(words, paths) for words, paths in by_reason(rejected).items()]))
    dialog.add_button("close", _("OK"), "primary")
    dialog.open()
    return dialog


def _reason(words: str, paths: Sequence[Path]) -> Reason:
    if len(paths) == 1:
        return Reason(paths[0].name, words, str(paths[0]))
    names = " · ".join(path.name for path in paths[:_MOST_NAMES])
    if len(paths) > _MOST_NAMES:
        names += " " + _("and {count} more").format(count=len(paths) - _MOST_NAMES)
    return Reason(_("{count} files").format(count=len(paths)), words, "", names)


class ReasonList(QScrollArea):
    """Each name with its reason below, to scroll through. In a dialog on a low screen it gives way."""

    def __init__(self, rejected: Sequence[Reason]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._listed = _listed(rejected)
        self.setWidget(self._listed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(min(_LEAST_HEIGHT, self._wanted()))

    def sizeHint(self) -> QSize:
        """Ask for the room of all of them, or of the first few."""
        return QSize(super().sizeHint().width(), self._wanted())

    def _wanted(self) -> int:
        return min(_MOST_HEIGHT, self._listed.heightForWidth(_WIDTH))


def _listed(rejected: Sequence[Reason]) -> QWidget:
    content = QWidget()
    content.setObjectName("content")
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(2)
    for one in rejected:
        column.addWidget(RejectedName(one.name, one.tip))
        column.addWidget(Caption(one.reason, wrap=True))
        if one.files:
            column.addWidget(Caption(one.files, wrap=True))
        column.addSpacing(6)
    column.addStretch(1)
    return content
