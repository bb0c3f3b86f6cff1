"""How pictures are taken: frame, self-timer, burst, and which camera."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.camera import Device, Size
from ui.widgets.buttons import Chip
from ui.widgets.camera_shapes import GUIDES, Guide
from ui.widgets.card import Heading
from ui.widgets.editors import Choice
from vendor_app.language import _

TIMERS = (0, 3, 10)


class SmallChip(Chip):
    """A pill that fits four in a row."""


class CameraOptions(QWidget):
    """Says what was chosen; keeps nothing."""

    guide_chosen = Signal(str)
    lines_chosen = Signal(bool)
    timer_chosen = Signal(int)
    burst_chosen = Signal(bool)
    device_chosen = Signal(str)
    size_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guides, self._timers = QButtonGroup(self), QButtonGroup(self)
        self.lines = QCheckBox(_("Thirds and level"))
        self.burst = QCheckBox(_("Take 3, keep the sharpest"))
        self.devices, self.sizes = Choice(), Choice()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = {"whole": _("All"), "1:1": "1:1", "3:4": "3:4", "9:16": "9:16"}
        column.addWidget(Heading(_("Frame")))
        column.addLayout(self._chips(self._guides, [words[guide] for guide in GUIDES]))
        column.addWidget(self.lines)
        column.addWidget(Heading(_("Self-timer")))
        seconds = [_("{count} s").format(count=timer) if timer else _("Off") for timer in TIMERS]
        column.addLayout(self._chips(self._timers, seconds))
        column.addWidget(self.burst)
        column.addWidget(Heading(_("Camera")))
        column.addWidget(self.devices)
        column.addWidget(self.sizes)
        self._guides.button(1).setChecked(True)
        self._timers.button(0).setChecked(True)
        self.lines.setChecked(True)
        self.burst.setChecked(True)
        self.devices.setAccessibleName(_("Camera"))
        self.devices.setPlaceholderText(_("No camera"))
        self.sizes.setAccessibleName(_("Picture size"))
        for widget in (self.lines, self.burst, self.devices, self.sizes):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for box in (self.devices, self.sizes):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)

    @staticmethod
    def _chips(group: QButtonGroup, words: Sequence[str]) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, word in enumerate(words):
            chip = SmallChip(word, checkable=True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _listen(self) -> None:
        self._guides.idClicked.connect(self._choose_guide)
        self._timers.idClicked.connect(self._choose_timer)
        self.lines.toggled.connect(self.lines_chosen)
        self.burst.toggled.connect(self.burst_chosen)
        self.devices.activated.connect(self._choose_device)
        self.sizes.activated.connect(self._choose_size)

    def show_guide(self, guide: Guide) -> None:
        """Mark a frame as chosen."""
        self._guides.button(list(GUIDES).index(guide)).setChecked(True)

    def show_devices(self, devices: Sequence[Device], chosen: Device | None, size: Size) -> None:
        """Offer these cameras, and the sizes of the chosen one."""
        self.devices.clear()
        for device in devices:
            self.devices.addItem(device.name, device.id)
        self.devices.setEnabled(len(devices) > 1)
        self.sizes.clear()
        if chosen is not None:
            self.devices.setCurrentIndex(max(self.devices.findData(chosen.id), 0))
            for each in chosen.sizes:
                self.sizes.addItem(f"{each[0]} × {each[1]}", each)
            if size in chosen.sizes:
                self.sizes.setCurrentIndex(chosen.sizes.index(size))
        self.sizes.setVisible(self.sizes.count() > 1)

    def _choose_guide(self, number: int) -> None:
        self.guide_chosen.emit(list(GUIDES)[number])

    def _choose_timer(self, number: int) -> None:
        self.timer_chosen.emit(TIMERS[number])

    def _choose_device(self, number: int) -> None:
        self.device_chosen.emit(self.devices.itemData(number))

    def _choose_size(self, number: int) -> None:
        self.size_chosen.emit(tuple(self.sizes.itemData(number)))
