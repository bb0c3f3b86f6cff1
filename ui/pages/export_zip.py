"""Bundles that were just made, as ZIPs: one under the name that the vendor likes, several in a folder."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from vendor_app.bundle.model import Bundle
from vendor_app.bundle.write import pack, pack_all
from vendor_app.language import _


def ask_for_zip(parent: QWidget, made: Sequence[Bundle]) -> Path | None:
    """Return where the vendor wants the ZIP, or the folder for several; None for nowhere after all."""
    place = made[0].path.parent
    if len(made) > 1:
        chosen = QFileDialog.getExistingDirectory(parent, _("Where to put the ZIP files"), str(place))
    else:
        wish = str(place / f"{made[0].path.name}.zip")
        chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as ZIP"), wish, "ZIP (*.zip)")
    return Path(chosen) if chosen else None


def packing(made: Sequence[Bundle], target: Path) -> Callable[..., object]:
    """Return the work of packing the bundles to where ``ask_for_zip`` said."""
    if len(made) > 1:
        return partial(pack_all, tuple(one.path for one in made), target)
    return partial(pack, made[0].path, target)


def packed_words(made: Sequence[Bundle], target: Path) -> str:
    """Say what was saved."""
    if len(made) > 1:
        return _("{count} ZIP files are saved in {name}.").format(count=len(made), name=target.name)
    return _("Saved as {name}.").format(name=target.name)
