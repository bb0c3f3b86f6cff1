"""Hearing a piece of music before choosing it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.latest import Latest
from ui.tasks import Tasks
from ui.widgets.preview_sound import Loudspeaker, Samples, find_sound_devices
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Progress
from vendor_app.sound.files import SoundPlaces
from vendor_app.sound.music import PREVIEW_FRAMES, samples
from vendor_app.sound.own_music import OWN, own_samples


class Audition(QObject):
    """Plays one piece at a time; the first time a piece has to be made, which takes some seconds."""

    hearing_changed = Signal(bool)
    """Whether a piece plays or is about to."""
    failed = Signal(object)
    """The VendorError that says why nothing is heard."""

    def __init__(self, tasks: Tasks, own: Path, parent: QObject | None = None) -> None:
        """``own``: the folder of the vendor's own music."""
        super().__init__(parent)
        self._own = own
        self._speaker, self._making = Loudspeaker(self), Latest(tasks, self)
        self._speaker.ended.connect(self.stop)
        self._making.made.connect(self._play)
        self._making.failed.connect(self._fail)

    def hear(self, name: str | None) -> None:
        """Play a piece from its start; None is silence."""
        self.stop()
        if name is not None:
            self.hearing_changed.emit(True)
            self._making.begin_long(partial(piece_to_hear, name, self._own))

    def stop(self) -> None:
        """Be quiet."""
        self._making.stop()
        self._speaker.stop()
        self.hearing_changed.emit(False)

    def _play(self, piece: Samples) -> None:
        self._speaker.load(piece)
        if not self._speaker.play():
            self._fail(VendorError(_("This computer has no sound device."), _("Plug in a loudspeaker or headphones.")))

    def _fail(self, problem: VendorError) -> None:
        self.stop()
        self.failed.emit(problem)


def piece_to_hear(name: str, own: Path, progress: Progress) -> Samples:
    """Play a piece of music for the vendor to choose by. Raises Cancelled, and VendorError for a file that is gone."""
    find_sound_devices()
    if name.startswith(OWN):
        return own_samples(SoundPlaces(own_music=own).music(name.removeprefix(OWN)), PREVIEW_FRAMES, progress).T
    return samples(name, PREVIEW_FRAMES, progress)
