"""Choosing a folder for a shop with the system's own dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vendor_app.settings import default_shop_folder


class _FolderDialog(QFileDialog):
    """Calls one of two functions, once."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        take: Callable[[Path], object],
        give_up: Callable[[], object] | None,
    ) -> None:
        super().__init__(parent, title, str(default_shop_folder().parent))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self._take, self._give_up = take, give_up
        self.fileSelected.connect(self._pass_on)
        self.rejected.connect(self._stop)

    def _pass_on(self, folder: str) -> None:
        self._take(Path(folder))

    def _stop(self) -> None:
        if self._give_up is not None:
            self._give_up()


def choose_folder(
    parent: QWidget | None,
    title: str,
    take: Callable[[Path], object],
    give_up: Callable[[], object] | None = None,
) -> QFileDialog:
    """Show the dialog and return at once; ``take`` gets the folder chosen, else ``give_up`` is called."""
    dialog = _FolderDialog(parent, title, take, give_up)
    dialog.open()
    return dialog
