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
        "&Look in:": _("Look in"),
        "&Open": _("Open"),
        "Open": _("Open"),
        "&Choose": _("Choose"),
        "Cancel": _("Cancel"),
        "File &name:": _("File name"),
        "Directory:": _("Folder"),
        "Files of type:": _("File type"),
        "Files of &type:": _("File type"),
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
        "&Save": _("Save"),
        "Save": _("Save"),
        "Save As": _("Save"),
        "&Rename": _("Rename"),
        "&Delete": _("Delete"),
        "&New Folder": _("New folder"),
        "New Folder": _("New folder"),
        "Show &hidden files": _("Show hidden files"),
        "Go back": _("Back"),
        "Go forward": _("Forward"),
        "Go to the parent directory": _("Folder above"),
        "Create a New Folder": _("New folder"),
        "Change to list view mode": _("As a list"),
        "Change to detail view mode": _("With details"),
        "Computer": _("This computer"),
        "My Computer": _("This computer"),
        "Drive": _("Drive"),
        "Folder": _("Folder"),
        "File Folder": _("Folder"),
        "File": _("File"),
        "%1 File": _("{kind} file").format(kind="%1"),
        "Sidebar": _("Places"),
        "Recent Places": _("Used lately"),
        "Remove": _("Remove"),
        "Find Directory": _("Choose a folder"),
        "Directories": _("Folders"),
        "All Files (*)": _("All files") + " (*)",
        "All files (*)": _("All files") + " (*)",
        "%1 already exists.\nDo you want to replace it?": _("{name} is there already. Replace it?").format(name="%1"),
        "%1\nFile not found.\nPlease verify the correct file name was given.": _("{name} is not there.").format(
            name="%1"
        ),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": _(
            "{name} is not there."
        ).format(name="%1"),
        "Are you sure you want to delete '%1'?": _("Delete {name} for good?").format(name="%1"),
        "'%1' is write protected.\nDo you want to delete it anyway?": _("Delete {name} for good?").format(name="%1"),
        "Could not delete directory.": _("The folder could not be deleted."),
        "%1 bytes": "%1 B",
        "OK": _("OK"),
        "&OK": _("OK"),
        "&Yes": _("Yes"),
        "&No": _("No"),
        "Close": _("Close"),
        "&Close": _("Close"),
        "&Cancel": _("Cancel"),
    }


class QtWords(QTranslator):
    """Answers Qt's questions for a translation; what it does not know stays English."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, number: int = -1) -> str | None:
        return _words().get(source)
