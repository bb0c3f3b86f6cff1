"""Bundles onto a stick: which ones and which stick, how far it is, and when it can be pulled out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.message import MessageDialog
from ui.icons import picture
from ui.latest import Latest
from ui.tasks import Task, Tasks
from ui.theme import Color
from ui.widgets.field import LooseProblem
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.stick_choices import BundleChoices, Offer, StickChoices
from ui.widgets.words import Words
from vendor_app.errors import VendorError
from vendor_app.handover.drives import Drive, drive_of, removable_drives
from vendor_app.handover.letting_go import Goodbye, let_go
from vendor_app.handover.usb import copy_to_drive
from vendor_app.language import _
from vendor_app.progress import Progress, silent

_LOOK_MS = 1500

Find = Callable[[], tuple[Drive, ...]]


def carry(
    bundles: Sequence[Path], drive: Drive, arrived: Callable[[Path], object], progress: Progress = silent
) -> Goodbye:
    """Copy bundles to a stick and let go of it. Calls ``arrived`` and raises as ``copy_to_drive`` does."""
    copy_to_drive(bundles, drive, progress.part(0.95), arrived=arrived)
    progress.at(0.97, _("Ejecting the stick"))
    return let_go(drive)


def _let_go(drive: Drive, progress: Progress = silent) -> Goodbye:
    progress.at(0.5, _("Ejecting the stick"))
    return let_go(drive)


def _folder(path: Path) -> Drive:
    try:
        return drive_of(path)
    except OSError as problem:
        raise VendorError(_("{path} is not there any more.").format(path=path)) from problem


class UsbDialog(MessageDialog):
    """Looks for sticks as long as it is open, copies what is ticked, and says whether the stick can be pulled out."""

    def __init__(self, parent: QWidget, offers: Sequence[Offer], tasks: Tasks, find: Find = removable_drives) -> None:
        words = _("Which bundles, and which stick?")
        super().__init__(parent, _("Onto a USB stick"), words, icon_name="tree-structure")
        self._tasks, self._find = tasks, find
        self._task: Task | None = None
        self._drive: Drive | None = None
        self._gone_to: Drive | None = None
        self._arrived: list[Path] = []
        """What the copying has put onto the stick so far."""
        self._looking = Latest(tasks, self)
        self._looking.made.connect(self._show_drives)
        self._looking.failed.connect(self._look_later)
        self._looking.crashed.connect(self._look_later)
        self._choosing = Latest(tasks, self)
        self._choosing.made.connect(self._show_folder)
        self._choosing.failed.connect(self._show_problem)
        self._waits = False
        self.bundles, self.sticks = BundleChoices(offers), StickChoices()
        self._problem, self._strip, self._stopped = LooseProblem(), ProgressStrip(), Words()
        for widget in (self.bundles, self.sticks, self._problem, self._strip, self._stopped):
            self.body.addWidget(widget)
        self._stopped.hide()
        self._make_buttons()
        self.bundles.changed.connect(self._show_ready)
        self.sticks.changed.connect(self._show_ready)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.finished.connect(self._stop_looking)
        self._timer.start()
        self._look()
        self._show_ready()

    def _make_buttons(self) -> None:
        self._cancel = self.add_button("cancel", _("Close"), "quiet")
        self._folder = self.add_button("folder", _("Another folder"), "quiet", "folder-open")
        self._again = self.add_button("again", _("Eject again"), "quiet", "eject")
        self._start = self.add_button("copy", _("Copy"), "primary", "copy")
        self._again.hide()

    # Which stick

    def _look(self) -> None:
        if not self._waits and self._task is None and self._gone_to is None:
            self._waits = True
            self._looking.begin(self._find)

    def _show_drives(self, drives: tuple[Drive, ...]) -> None:
        self._waits = False
        if self._task is None and self._gone_to is None:
            self.sticks.show_drives(drives)
            self._fit()

    def _look_later(self) -> None:
        """Let the timer try again: a stick that was just pulled out may fail a search."""
        self._waits = False

    def _stop_looking(self) -> None:
        self._timer.stop()
        self._looking.stop()
        self._choosing.stop()

    def _show_ready(self) -> None:
        free = self._task is None and self._gone_to is None
        self._start.setEnabled(free and self.sticks.chosen() is not None and bool(self.bundles.chosen()))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Where to copy the bundles"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()

    def use_folder(self, folder: str) -> None:
        """Copy to this folder instead of a stick that was found."""
        self._problem.show_problem(self, "")
        self._choosing.begin(partial(_folder, Path(folder)))

    def _show_folder(self, folder: Drive) -> None:
        self.sticks.add_folder(folder)
        self._fit()

    # Copying

    def _choose(self) -> None:
        ways = {"copy": self._copy, "folder": self._choose_folder, "again": self._eject}
        ways.get(self.sender().objectName(), self.reject)()

    def _copy(self) -> None:
        drive, bundles = self.sticks.chosen(), self.bundles.chosen()
        if drive is not None and bundles and self._task is None:
            self._arrived = []
            self._begin(partial(carry, bundles, drive, self._arrived.append), drive, _("Copying and comparing"))

    def _eject(self) -> None:
        if self._gone_to is not None and self._task is None:
            self._begin(partial(_let_go, self._gone_to), self._gone_to, _("Ejecting the stick"))

    def _begin(self, work: Callable[..., Goodbye], drive: Drive, note: str) -> None:
        self._problem.show_problem(self, "")
        self._stopped.hide()
        self._drive = drive
        task = self._task = self._tasks.prepare(work)
        task.succeeded.connect(self._say_goodbye)
        task.failed.connect(self._show_problem)
        task.cancelled.connect(self._show_stopped)
        task.crashed.connect(self._go_back)
        self._strip.watch(task, note)
        self._enable(False)
        self._fit()
        task.start()

    def _enable(self, enabled: bool) -> None:
        for widget in (self.bundles, self.sticks, self._folder, self._again):
            widget.setEnabled(enabled)
        self._show_ready()

    def _say_goodbye(self, goodbye: Goodbye) -> None:
        """Say that all is there, and whether the stick can be pulled out."""
        self._task, self._gone_to = None, self._drive
        self._stop_looking()
        self.title.setText(goodbye.message)
        count = len(self.bundles.chosen())
        self.text.setText(goodbye.hint or _("Bundles on it, compared file by file: {count}.").format(count=count))
        self.mark.setPixmap(picture("check-circle" if goodbye.is_safe else "warning", 44, Color.PRIMARY))
        for widget in (self.bundles, self.sticks, self._problem, self._folder, self._start):
            widget.hide()
        self._again.setVisible(not goodbye.is_safe and self._drive is not None and bool(self._drive.device))
        self._again.setEnabled(True)
        self._cancel.setText(_("Done"))
        self._cancel.setFocus()
        self.setAccessibleName(f"{goodbye.message} {self.text.text()}")
        self._fit()

    def _show_problem(self, problem: VendorError) -> None:
        self._task = None
        self._problem.show_problem(self, str(problem))
        self._enable(True)
        self._look()
        self._fit()

    def _show_stopped(self) -> None:
        """Say how much of it is on the stick, which was not let go of."""
        if self._gone_to is None:
            words = _("Stopped. Bundles on it, whole: {count} of {all}. Press Copy and it goes on from there.")
            words = words.format(count=len(self._arrived), all=len(self.bundles.chosen()))
            self._stopped.setText(f"{words} {_('Eject a stick before you pull it out.')}")
            self._stopped.show()
        self._go_back()

    def _go_back(self) -> None:
        """Let it be tried again."""
        self._task = None
        self._enable(True)
        self._fit()

    def _fit(self) -> None:
        """Take the height that is needed now."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        layout.activate()
        self.resize(self.width(), self.fitting_height())

    def reject(self) -> None:
        """Stop the copying first, and stay open until it has stopped."""
        if self._task is None:
            super().reject()
        else:
            self._task.cancel()
