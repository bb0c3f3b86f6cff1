"""Qt's own words, such as the menu of a text field, in the language in use: Qt ships no Thai."""

from PySide6.QtCore import QTranslator

from vendor_app.language import _


def _words() -> dict[str, str]:
    return {
        "&Undo": _("Undo"),
        "&Redo": _("Redo"),
        "Cu&t": _("Cut"),
        "&Copy": _("Copy"),
        "&Paste": _("Paste"),
        "Delete": _("Delete"),
        "Select All": _("Select all"),
        "Look in:": _("Look in"),
        "&Open": _("Open"),
        "Open": _("Open"),
        "&Choose": _("Choose"),
        "Cancel": _("Cancel"),
        "File &name:": _("File name"),
        "Directory:": _("Folder"),
        "Files of type:": _("File type"),
        "Name": _("Name"),
        "Size": _("File size"),
        "Type": _("Type"),
        "Kind": _("Type"),
        "Date Modified": _("Changed"),
        "Back": _("Back"),
        "Forward": _("Forward"),
        "Parent Directory": _("Folder above"),
        "Create New Folder": _("New folder"),
        "List View": _("As a list"),
        "Detail View": _("With details"),
        "Clear": _("Clear"),
    }


class QtWords(QTranslator):
    """Answers Qt's questions for a translation; what it does not know stays English."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, number: int = -1) -> str | None:
        return _words().get(source)
