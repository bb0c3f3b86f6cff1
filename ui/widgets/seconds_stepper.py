"""How long something is: less, the number itself to type, more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.widgets.buttons import IconButton
from vendor_app.language import _
from vendor_app.storyboard.model import FPS

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789", " ")


class SecondsStepper(QWidget):
    """A length in seconds, kept as whole frames. Emits only what a vendor chose."""

    chosen = Signal(int)
    """Frames."""

    def __init__(self, name: str, *, least: int, most: int, step: int = FPS // 2) -> None:
        super().__init__()
        self._least, self._most, self._step = least, most, step
        self._longest = most
        self._frames = least
        self._less, self._more = IconButton("minus", _("Shorter")), IconButton("plus", _("Longer"))
        self._field = QLineEdit(alignment=Qt.AlignmentFlag.AlignCenter)
        self._field.setAccessibleName(name)
        self._field.setFixedWidth(70)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._less)
        row.addWidget(self._field, 1)
        row.addWidget(self._more)
        for button in (self._less, self._more):
            button.setObjectName("step")
        self._less.clicked.connect(self._shorten)
        self._more.clicked.connect(self._lengthen)
        self._field.editingFinished.connect(self._read)

    def show_frames(self, frames: int, most: int | None = None) -> None:
        """Show a length, without telling anybody. ``most``: when there is no more of it than that."""
        self._most = self._longest if most is None else min(most, self._longest)
        self._show(frames)

    def _show(self, frames: int) -> None:
        self._frames = frames
        self._field.setText(_("{number} s").format(number=f"{frames / FPS:.1f}"))
        self._less.setEnabled(frames > self._least)
        self._more.setEnabled(frames < self._most)

    def frames(self) -> int:
        """Return the length shown."""
        return self._frames

    def _shorten(self) -> None:
        self._choose(self._frames - self._step)

    def _lengthen(self) -> None:
        self._choose(self._frames + self._step)

    def _choose(self, frames: int) -> None:
        frames = max(min(frames, self._most), self._least)
        if frames != self._frames:
            self._show(frames)
            self.chosen.emit(frames)

    def _read(self) -> None:
        """Take over what was typed; what is no number leaves the length as it was."""
        typed = self._field.text().translate(_THAI_DIGITS).replace(",", ".")
        number = "".join(letter for letter in typed if letter.isascii() and (letter.isdigit() or letter == "."))
        try:
            frames = round(float(number) * FPS)
        except ValueError:
            frames = self._frames
        unchanged = f"{frames / FPS:.1f}" == f"{self._frames / FPS:.1f}"
        if unchanged:
            self.show_frames(self._frames)
        else:
            self._choose(frames)
            self.show_frames(self._frames)
