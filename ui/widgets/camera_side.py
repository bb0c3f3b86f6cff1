"""The right side of the camera page: the pictures to take, and how they are taken."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.camera_held import CameraHeld
from ui.widgets.camera_options import CameraOptions
from ui.widgets.camera_shots import CameraShots

_AROUND = 12


class CameraSide(QFrame):
    """Scrolls when the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("edge", "right")
        self.shots, self.options, self.held = CameraShots(), CameraOptions(), CameraHeld()
        content = QWidget()
        content.setObjectName("content")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(16, 12, 14, 14)
        inside.setSpacing(16)
        for section in (self.shots, self.options, self.held):
            inside.addWidget(section)
        inside.addStretch(1)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def bring_up_held(self) -> None:
        """Scroll to what is said of the colours, once it is as high as its words need."""
        QTimer.singleShot(0, self._area, self._scroll_to_held)

    def _scroll_to_held(self) -> None:
        self._area.ensureWidgetVisible(self.held, 0, _AROUND)
