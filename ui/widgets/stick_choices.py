"""What goes onto which stick: bundles to tick, and the sticks that are plugged in."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.card import Caption
from vendor_app.handover.drives import Drive
from vendor_app.language import _

_ROW = 44
_MOST_ROWS = 4


class Offer(NamedTuple):
    """A bundle that can be copied."""

    path: Path
    words: str
    """Its platform and when it was made."""
    size: int
    """Bytes."""


def size_words(size: int) -> str:
    """Write a number of bytes as people say it: "12.3 GB", "8 MB"."""
    if size >= 1_000_000_000:
        return f"{size / 1_000_000_000:,.1f} GB"
    return f"{max(round(size / 1_000_000), 1):,} MB"


def drive_words(drive: Drive) -> str:
    """Say which drive it is, and how much room it has."""
    device = drive.device if drive.device.endswith(":") else ""
    name = " ".join(filter(None, (drive.name or drive.path.name or str(drive.path), device and f"({device})")))
    if drive.read_only:
        return _("{name} · locked").format(name=name)
    return _("{name} · {free} free").format(name=name, free=size_words(drive.free))


class BundleChoices(QScrollArea):
    """Bundles, all of them ticked at first."""

    changed = Signal()

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offers = tuple(offers)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        self.ticks = [QCheckBox(f"{offer.words} · {size_words(offer.size)}") for offer in offers]
        for tick in self.ticks:
            tick.setChecked(True)
            tick.toggled.connect(self.changed)
            column.addWidget(tick)
        column.addStretch(1)
        self.setWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(min(len(offers), 1) * _ROW + 4)  # a low screen leaves it no more

    def sizeHint(self) -> QSize:
        """Ask for the room of the first few."""
        return QSize(super().sizeHint().width(), min(len(self._offers), _MOST_ROWS) * _ROW + 4)

    def chosen(self) -> tuple[Path, ...]:
        """Return the bundles that are ticked."""
        return tuple(offer.path for offer, tick in zip(self._offers, self.ticks, strict=True) if tick.isChecked())


class StickChoices(QWidget):
    """The sticks that are plugged in, one of them chosen; a single one is chosen by itself."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drives: tuple[Drive, ...] = ()
        self._folders: tuple[Drive, ...] = ()
        self._chosen: Path | None = None
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._take)
        self._none = Caption(_("Plug in a USB stick: it appears here by itself."), wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._none)

    def show_drives(self, drives: Sequence[Drive]) -> None:
        """Show what is plugged in now; nothing happens when that is what is shown already."""
        if tuple(drives) != self._drives:
            self._drives = tuple(drives)
            self._show()

    def add_folder(self, folder: Drive) -> None:
        """Offer a folder too, and choose it."""
        self._folders = (*(one for one in self._folders if one.path != folder.path), folder)
        self._chosen = folder.path
        self._show()

    def chosen(self) -> Drive | None:
        """Return the drive to copy to; None while there is none."""
        return next((one for one in self._all() if one.path == self._chosen), None)

    def buttons(self) -> list[QRadioButton]:
        """Return what can be chosen."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def _all(self) -> tuple[Drive, ...]:
        return (
            *self._drives,
            *(one for one in self._folders if one.path not in {drive.path for drive in self._drives}),
        )

    def _show(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        there = self._all()
        if self.chosen() is None:
            self._chosen = next((one.path for one in there if not one.read_only), None)
        for drive in there:
            button = QRadioButton(drive_words(drive))
            button.setToolTip(str(drive.path))
            button.setObjectName(str(drive.path))
            button.setEnabled(not drive.read_only)
            button.setChecked(drive.path == self._chosen)
            self._group.addButton(button)
            self._column.addWidget(button)
        self._none.setVisible(not there)
        self.changed.emit()

    def _take(self, button: QRadioButton) -> None:
        self._chosen = Path(button.objectName())
        self.changed.emit()
