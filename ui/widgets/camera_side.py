"""The right side of the camera page: the pictures to take, and how they are taken."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.camera_held import CameraHeld
from ui.widgets.camera_options import CameraOptions
from ui.widgets.camera_shots import CameraShots


class CameraSide(QFrame):
    """Scrolls when the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("edge", "right")
        self.shots, self.options, self.held = CameraShots(), CameraOptions(), CameraHeld()
        content = QWidget(objectName="content")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(16, 12, 14, 14)
        inside.setSpacing(16)
        for section in (self.shots, self.options, self.held):
            inside.addWidget(section)
        inside.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
