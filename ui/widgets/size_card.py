"""How large clips are: as suits this machine, or as the vendor wants, with what either costs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from ui.widgets.buttons import QuietButton
from ui.widgets.card import Caption, Card
from ui.widgets.flow_layout import FlowLayout
from vendor_app.language import _
from vendor_app.machine import LARGE, SMALL, Machine, said
from vendor_app.storyboard.model import FPS

_USUAL_SECONDS = 15
_SIZES = {size.width: f"{size.width}×{size.height}" for size in (LARGE, SMALL)}


class SizeCard(Card):
    """Shows what is known of the machine and tells what the vendor wants instead."""

    wanted = Signal(object)
    """The width that clips shall have, 1080 or 720; None: what suits the machine."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(_("Size of clips"))
        row = FlowLayout()
        self._choices = QButtonGroup(self)
        self._buttons: dict[int | None, QuietButton] = {}
        for width, words in ((None, _("As suits this computer")), *_SIZES.items()):
            button = QuietButton(words)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, width=width: self.wanted.emit(width))
            self._choices.addButton(button)
            self._buttons[width] = button
            row.addWidget(button)
        self.column.addLayout(row)
        self._why = Caption(wrap=True)
        self.column.addWidget(self._why)
        self.show_machine(machine)

    def show_machine(self, machine: Machine) -> None:
        """Mark what is chosen, and say what it means on this machine."""
        self._buttons[machine.width if machine.width in _SIZES else None].setChecked(True)
        self._why.setText(_why(machine))


def _why(machine: Machine) -> str:
    size = machine.clip_format()
    praise = {
        LARGE.width: _("The sharpest picture."),
        SMALL.width: _("Quicker to make, a smaller file, and sharp enough on a phone."),
    }
    clips = _("Clips are {size}.").format(size=_SIZES[size.width])
    said_of_it = [praise[size.width] if machine.width is not None else clips]
    if (seconds := machine.expected_for(_USUAL_SECONDS * FPS, size)) is not None:
        pace = _("This computer makes 15 seconds of it in about {seconds} seconds.")
        said_of_it.append(pace.format(seconds=said(seconds)))
    large = machine.expected_for(_USUAL_SECONDS * FPS, LARGE)
    if machine.width is None and size != LARGE and large is not None:
        otherwise = _("At {size} it would take about {seconds}.")
        said_of_it.append(otherwise.format(size=_SIZES[LARGE.width], seconds=said(large)))
    return " ".join(said_of_it)
