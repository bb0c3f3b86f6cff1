"""The system's own dialog for choosing photos."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vendor_app.language import _
from vendor_app.photos.kinds import SUFFIXES


def photo_dialog(parent: QWidget) -> QFileDialog:
    """Return the system's dialog for choosing photos, not shown yet."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    there = next((place for place in places if Path(place).is_dir()), str(Path.home()))
    dialog = QFileDialog(parent, _("Choose photos"), there)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    endings = " ".join(f"*{suffix}" for suffix in sorted({*SUFFIXES.values(), ".jpeg", ".heif", ".tiff"}))
    dialog.setNameFilters([f"{_('Photos')} ({endings})", f"{_('All files')} (*)"])
    return dialog
