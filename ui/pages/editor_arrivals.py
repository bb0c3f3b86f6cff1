"""Photos that come into the editor otherwise: from a watched folder, a memory card, a phone on a cable."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.card_import import CardImport
from ui.dialogs.message import MessageDialog
from ui.latest import Latest
from ui.tasks import Tasks
from ui.widgets.drops import Incoming
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.watched import CardDay, WatchedFolder, cards, days_on
from vendor_app.progress import Progress

EVERY_MS = 1_500


class EditorArrivals(QObject):
    """Asks and looks; what came is told as ``arrived``."""

    arrived = Signal(object)
    """Incoming photos."""
    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(self, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self._beginning = Latest(tasks, self)
        self._beginning.made.connect(self._keep_watching)
        self._beginning.failed.connect(self.problem)
        self._watched: WatchedFolder | None = None
        self._looking = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    # A watched folder

    @property
    def is_watching(self) -> bool:
        """Whether new photos in a folder come into the product shown."""
        return self._watched is not None

    def choose_folder(self) -> None:
        """Let the vendor choose the folder that another program puts photos into; a second time ends it."""
        if self.is_watching:
            self.stop()
            self.notice.emit(_("Photos of that folder do not come by themselves any more."), None)
            return
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self._page, _("Which folder do new photos come into?"), places[0] if places else "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._begin_watching)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin_watching(self, folder: str) -> None:
        self.watch(Path(folder))

    def watch(self, folder: Path) -> None:
        """Bring every photo that comes into ``folder`` from now on into the product shown."""
        self._beginning.begin(partial(WatchedFolder, folder))

    def _keep_watching(self, watched: WatchedFolder) -> None:
        self._watched = watched
        self._timer.start()
        self.notice.emit(
            _("New photos in “{name}” now come into this product by themselves.").format(name=watched.folder.name), None
        )

    def look(self) -> None:
        """Look into the folder once; a look that is under way is enough."""
        if self._watched is None or self._looking:
            return
        self._looking = True
        task = self._tasks.prepare_read(self._watched.look)
        task.succeeded.connect(self._take)
        task.failed.connect(self._give_up)
        task.finished.connect(self._end_look)
        task.start()

    def _take(self, paths: tuple[Path, ...]) -> None:
        if paths and self.is_watching:
            self.arrived.emit(Incoming(paths))

    def _give_up(self, problem: VendorError) -> None:
        self.stop()
        self.problem.emit(problem)

    def _end_look(self) -> None:
        self._looking = False

    def stop(self) -> None:
        """Watch no more, and not what was about to be watched."""
        self._beginning.stop()
        self._timer.stop()
        self._watched = None

    # A memory card

    def look_for_cards(self) -> None:
        """Show the photos on the memory card that is in; say how when there is none."""
        task = self._tasks.prepare(_on_cards)
        task.succeeded.connect(self._show_days)
        task.failed.connect(self.problem)
        task.start()

    def _show_days(self, days: tuple[CardDay, ...]) -> None:
        if not days:
            self._explain(
                _("There is no memory card with photos."),
                _("Put the camera's card into the reader, or plug the reader in, and try again."),
            )
            return
        dialog = CardImport(self._page.window(), self._tasks, days)
        dialog.chosen.connect(self._take_chosen)
        dialog.open()

    def _take_chosen(self, paths: tuple[Path, ...]) -> None:
        self.arrived.emit(Incoming(paths))

    # A phone on a cable

    def explain_cable(self) -> None:
        """Say how photos come from a phone on a cable, which is no drive to this computer."""
        self._explain(
            _("Photos from a phone by cable"),
            _(
                "Plug the phone in and choose “File transfer” on it. Open the phone in the file window, then DCIM, "
                "and drag the photos from there into this window. Without a cable: press “Phone”."
            ),
        )

    def _explain(self, title: str, text: str) -> None:
        dialog = MessageDialog(self._page.window(), title, text, icon_name="device-mobile-camera")
        dialog.add_button("close", _("Close"), "primary")
        dialog.open()


def _on_cards(progress: Progress) -> tuple[CardDay, ...]:
    """Read what is on the first card there is. Runs on a thread for long work."""
    found = cards()
    return days_on(found[0], progress) if found else ()
