"""The dark middle of the camera page: the picture or why there is none, then the shutter and what was taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.camera_missing import CameraMissing
from ui.widgets.camera_shutter import Mode, ShutterButton
from ui.widgets.camera_taken import TakenRow
from ui.widgets.camera_view import CameraView
from ui.widgets.pictures import Pictures
from vendor_app.errors import VendorError
from vendor_app.language import _


class ModeTab(Button):
    """Photo or film."""


class CameraStage(QFrame):
    """Lays them out."""

    mode_chosen = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.view, self.missing = CameraView(), CameraMissing()
        self.shutter, self.taken = ShutterButton(), TakenRow(pictures)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.missing)
        self.modes = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 10)
        column.setSpacing(8)
        column.addWidget(self._middle, 1)
        column.addLayout(self._foot())
        self.modes.idClicked.connect(self._choose_mode)

    def _foot(self) -> QGridLayout:
        foot = QGridLayout()
        foot.setHorizontalSpacing(14)
        foot.addWidget(self.taken, 0, 0)
        foot.addWidget(self.shutter, 0, 1)
        tabs = QFrame()
        tabs.setObjectName("modes")
        row = QHBoxLayout(tabs)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for number, words in enumerate((_("Photo"), _("Film"))):
            tab = ModeTab(words)
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.setAccessibleName(words)
            self.modes.addButton(tab, number)
            row.addWidget(tab)
        self.modes.button(0).setChecked(True)
        foot.addWidget(tabs, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.setColumnStretch(0, 1)
        foot.setColumnStretch(2, 1)
        return foot

    def show_mode(self, mode: Mode) -> None:
        """Show whether photos are taken or films."""
        self.modes.button(0 if mode == "photo" else 1).setChecked(True)
        self.shutter.show_state(mode)

    def show_problem(self, problem: VendorError | None) -> None:
        """Put the reason in place of the picture; None: the picture again."""
        if problem is not None:
            self.missing.show_problem(problem)
        self._middle.setCurrentWidget(self.view if problem is None else self.missing)
        self.shutter.setEnabled(problem is None)

    @property
    def is_missing(self) -> bool:
        """Whether there is a reason in place of the picture."""
        return self._middle.currentWidget() is self.missing

    def _choose_mode(self, number: int) -> None:
        self.mode_chosen.emit("photo" if number == 0 else "film")
