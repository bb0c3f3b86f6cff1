"""The program behind the window: what lives long, built once and handed over; from shop to shop."""

from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from ui.dialogs.first_start import FirstStart
from ui.dialogs.message import MessageDialog
from ui.dialogs.shop_folder import choose_folder
from ui.main_window import MainWindow
from ui.problems import Problems, problem_dialog
from ui.qt_words import QtWords
from ui.tasks import Task, Tasks
from ui.widgets.words import Words
from ui.window_place import place_of, show_in_place
from vendor_app import language
from vendor_app.catalogue.catalogue import DATABASE
from vendor_app.catalogue.database import CatalogueDamaged
from vendor_app.errors import VendorError
from vendor_app.files import plain_words, set_aside
from vendor_app.language import Language, _
from vendor_app.log import keep_log
from vendor_app.progress import Progress
from vendor_app.settings import Settings, change_settings, default_shop_folder, load_settings
from vendor_app.shop import Shop, is_shop
from vendor_app.thai.words import warm

_PATIENCE_MS = 600  # opening that takes longer says so


_CALM_MS = 5000  # by then what the vendor came for is on the screen


def _glance_at_machine(progress: Progress) -> None:
    from vendor_app.machine import glance  # noqa: PLC0415 - start-up time: drawing and encoding come with it

    glance(progress)


def _get_machine_ready(progress: Progress) -> None:
    from vendor_app.machine import get_ready  # noqa: PLC0415 - start-up time: drawing and encoding come with it

    get_ready(progress)


class Program(QObject):
    """From the start to the end: the shop that is open, its window, and the way from one shop to another."""

    shown = Signal()
    """Something can be seen now: a window, or a question that comes before it."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application, self._settings = application, settings
        self.tasks, self.problems = Tasks(), Problems(self)
        self.tasks.failed.connect(self.problems.show_problem)
        self.tasks.crashed.connect(self.problems.show_bug)
        self.shop: Shop | None = None
        self.window: MainWindow | None = None
        self._left: list[tuple[Shop, frozenset[Task]]] = []
        """Shops no longer shown, each with the tasks that may still be in it; closed when these have ended."""
        self.tasks.ended.connect(self._close_left)
        self._waiting: MessageDialog | None = None
        self._dialog: QDialog | None = None
        """The one in front while there is no window yet: nothing else would keep it."""
        self._folder = Path()
        self._remember = False
        self._is_opening = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._ask_for_patience)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._measure_machine)

    def start(self, folder: Path | None) -> None:
        """Open the shop in ``folder``, else the one of last time, else a first one; then show the window."""
        loading = self.tasks.prepare_read(warm)
        loading.succeeded.connect(self._load_words)
        loading.start()
        self._calm.start()
        if folder is not None:
            self.open_shop(folder, remember=False)
        elif self._settings.shop:
            self.open_shop(Path(self._settings.shop))
        elif is_shop(default_shop_folder()):
            self.open_shop(default_shop_folder())
        else:
            self._welcome()

    def _load_words(self) -> None:
        Words.dictionary_loaded()

    def _measure_machine(self) -> None:
        """At the first start: a first look at how long a clip takes; then which size and encoder suit this machine."""
        glancing = self.tasks.prepare(_glance_at_machine)
        glancing.succeeded.connect(self._tell_machine)
        glancing.finished.connect(self._measure_closely)
        glancing.start()

    def _measure_closely(self) -> None:
        measuring = self.tasks.prepare(_get_machine_ready)
        measuring.succeeded.connect(self._tell_machine)
        measuring.start()

    def _tell_machine(self) -> None:
        if self.window is not None:
            self.window.queue.look_at_machine()

    def _welcome(self) -> None:
        """Ask for the one thing a first shop needs, its name, which may be skipped."""
        self._dialog = welcome = FirstStart()
        welcome.named.connect(self._make_first_shop)
        welcome.rejected.connect(self._quit_without_window)
        welcome.open()
        self.shown.emit()

    def _make_first_shop(self, name: str) -> None:
        self._begin(default_shop_folder(), partial(Shop.create, default_shop_folder(), name), remember=True)

    # Opening a shop

    def open_shop(self, folder: Path, *, remember: bool = True) -> None:
        """Open the shop in ``folder`` in place of the one that is open. ``remember`` it for the next start."""
        if self.shop is None or self.shop.folder != folder.absolute():
            self._begin(folder, partial(Shop.open, folder), remember=remember)

    def make_shop(self, folder: Path) -> None:
        """Make a new shop in ``folder`` and open it in place of the one that is open."""
        self._begin(folder, partial(Shop.create, folder, _("My shop")), remember=True)

    def _begin(self, folder: Path, work: "partial[Shop]", *, remember: bool) -> None:
        if self._is_opening:  # a second press before the first shop is there
            return
        self._is_opening = True
        self._folder, self._remember = folder, remember
        task = self.tasks.prepare(partial(_run, work))
        task.finished.connect(self._end_opening)
        task.succeeded.connect(self._show_shop)
        task.failed.connect(self._offer_another)
        self._patience.start()
        task.start()

    def _ask_for_patience(self) -> None:
        self._waiting = MessageDialog(None, _("Opening your shop…"), icon_name="storefront")
        self._waiting.open()
        self.shown.emit()

    def _end_opening(self) -> None:
        self._is_opening = False
        self._patience.stop()
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def _show_shop(self, shop: Shop) -> None:
        before_window, before = self.window, self.shop
        if before_window is not None and before is not None:
            self._settings = replace(self._settings, **place_of(before_window))
            before_window.give_way()
            self._left.append((before, self.tasks.begun))
        self.shop = shop
        if self._remember:
            self._keep(shop=str(shop.folder))
        self.window = self._make_window(shop)
        if before_window is not None:
            before_window.hide()
            before_window.deleteLater()
        self.shown.emit()
        for sentence in shop.notes:
            self.problems.show_problem(VendorError(sentence))

    def _make_window(self, shop: Shop) -> MainWindow:
        window = MainWindow(shop, self.tasks)
        window.language_wanted.connect(self.use_language)
        window.shop_wanted.connect(self.open_shop)
        window.new_shop_wanted.connect(self.make_shop)
        window.problem.connect(self.problems.show_problem)
        window.closed.connect(self._end_with_window)
        show_in_place(window, self._settings)
        return window

    def _offer_another(self, problem: VendorError) -> None:
        """Say why a shop did not open; when none is open there must be a way on."""
        if self.window is not None:
            self.problems.show_problem(problem)
            return
        is_damaged = isinstance(problem, CatalogueDamaged)
        self._dialog = dialog = problem_dialog(None, _that_can_be_mended(problem) if is_damaged else problem)
        dialog.add_button("quit", _("Close"), "quiet")
        dialog.add_button("open", _("Open another shop"), "quiet", "folder-open")
        if not is_shop(self._folder):
            dialog.add_button("new", _("Make a new shop"), "quiet", "plus")
        dialog.add_button("again", _("Try again"), "quiet" if is_damaged else "primary")
        if is_damaged:
            dialog.add_button("mend", _("Read the products back"), "primary")
        dialog.chosen.connect(self._go_on_without_shop)
        dialog.open()
        self.shown.emit()

    def _go_on_without_shop(self, key: str) -> None:
        if key == "again":
            self.open_shop(self._folder, remember=self._remember)
        elif key == "mend":
            self._begin(self._folder, partial(_read_back, self._folder), remember=self._remember)
        elif key == "open":
            self._dialog = choose_folder(None, _("Choose the folder of a shop"), self.open_shop, self._quit)
        elif key == "new":
            words = _("Choose an empty folder for the new shop")
            self._dialog = choose_folder(None, words, self.make_shop, self._quit)
        else:
            self._quit()

    def _close_left(self) -> None:
        under_way = self.tasks.begun
        for shop, tasks in self._left:
            if not tasks & under_way:
                shop.close()
        self._left = [(shop, tasks) for shop, tasks in self._left if tasks & under_way]

    # The language, and the end

    def use_language(self, wanted: Language) -> None:
        """Show everything in another language, now and from the next start on."""
        language.use(wanted)
        self._keep(language=wanted)
        if self.window is not None:
            self.window.rebuild()

    def _keep(self, **changes: Any) -> None:
        """Remember something for the next start; pages write other settings into the same file."""
        self._settings = replace(self._settings, **changes)
        self.tasks.prepare_write(partial(change_settings, **changes)).start()

    def _end_with_window(self) -> None:
        """End the program when its window is closed, which comes up in the same place the next time."""
        if self.window is not None:
            self._keep(**place_of(self.window))
        self._quit()

    def _quit_without_window(self) -> None:
        if self.window is None:
            self._quit()

    def _quit(self) -> None:
        self._application.quit()

    def end(self) -> None:
        """Finish every write, stop every thread, close the shop."""
        self.tasks.close()
        self._close_left()
        if self.shop is not None:
            self.shop.close()


def _run(work: "partial[Shop]", progress: Progress) -> Shop:
    """Open a shop off the window's thread; it cannot be stopped halfway."""
    return work()


def _that_can_be_mended(damaged: VendorError) -> VendorError:
    """Return what is told of a damaged catalogue where a button mends it."""
    return VendorError(
        damaged.message,
        _("The products can be read back from their copies. The damaged file is kept beside, nothing is deleted."),
    )


def _read_back(folder: Path) -> Shop:
    """Open a shop whose catalogue is damaged, with the products as their copies have them."""
    with plain_words(folder):
        set_aside(folder / DATABASE)
    return Shop.open(folder)


def begin(application: QApplication) -> Program:
    """Set up the log, the language and the net for bugs, and return the program, not started yet."""
    keep_log()
    settings = load_settings()
    language.use(settings.language)
    application.installTranslator(QtWords(application))
    program = Program(application, settings)
    program.problems.catch_bugs()
    return program
