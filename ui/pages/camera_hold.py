"""Colours held for the shop's stand: a white sheet or grey card is measured once, and kept."""

from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.camera import Frame, Frames
from ui.tasks import Tasks
from vendor_app.errors import VendorError
from vendor_app.photos.stand import Box, Card, Stand, load_stand, measure_grey, save_stand
from vendor_app.settings import change_settings
from vendor_app.shop import Shop
from vendor_app.thai import dates

State: TypeAlias = Literal["free", "asks", "measures", "held"]
MEASURED: Box = (0.38, 0.38, 0.24, 0.24)
"""Where the sheet is looked for: the middle of the picture."""
_SETTLE = 12
"""Frames until a camera does what it was told."""
_SIZE = (640, 480)


class _Measured(NamedTuple):
    """A stand, and the exposure that the camera holds for it."""

    stand: Stand
    exposure: float


class CameraHold(QObject):
    """Between the camera, the sheet, and what the shop remembers."""

    changed = Signal(str)
    """The state it is in now."""
    refused = Signal(object)
    """The VendorError of a sheet that could not be measured."""

    def __init__(self, shop: Shop, frames: Frames, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._frames, self._tasks = shop, frames, tasks
        self.state: State = "free"
        self._kept, self._exposure = Stand(), 0.0
        self._card = Card.WHITE
        self._left = -1
        self._is_fresh = False
        frames.seen.connect(self._settle)

    def start(self, stand: Stand, exposure: float) -> None:
        """Use what the shop remembers, with the exposure that this machine's camera was held at."""
        self._kept, self._exposure, self._left = stand, exposure, -1
        self.begin()

    def begin(self) -> None:
        """Hold the camera anew from its first picture on: before it knows nothing of what it can hold."""
        self._is_fresh = True
        self._frames.stand = replace(self._kept, exposure=1.0)
        self._set("held" if self._kept.measured else "free")

    def _use(self) -> None:
        """Hold the camera, and free the pictures of what tint is left.

        Where the camera chooses its exposure anew for each picture, how bright the card was then says nothing now.
        """
        is_held = bool(self._kept.measured)
        if is_held:
            self._frames.hold_colours()
        holds = is_held and self._exposure > 0 and self._frames.hold_exposure(self._exposure) > 0
        self._frames.stand = self._kept if holds else replace(self._kept, exposure=1.0)
        self._set("held" if is_held else "free")

    def ask(self) -> None:
        """Ask for the sheet, or when it is asked for, let it be."""
        if self.state == "asks":
            self._use()
        else:
            self._frames.stand = Stand()
            self._set("asks")

    def measure(self, card: Card) -> None:
        """Hold the camera as it is now, and measure the sheet when that has come into effect."""
        self._card, self._frames.stand = card, Stand()
        self._frames.hold_colours()
        self._exposure = self._frames.hold_exposure()
        self._left = _SETTLE
        self._set("measures")

    def forget(self) -> None:
        """Let go of the colours, for this shop."""
        self._kept, self._exposure = replace(self._kept, gains=(1.0, 1.0, 1.0), exposure=1.0, measured=""), 0.0
        self._frames.release()
        self._remember()
        self._use()

    def stop(self) -> None:
        """Measure nothing more."""
        self._left, self._is_fresh = -1, False

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)

    def _settle(self, frame: Frame) -> None:
        if self._is_fresh:
            self._is_fresh = False
            self._use()
        if self._left > 0:
            self._left -= 1
            if self._left == 0:
                self._left = -1
                task = self._tasks.prepare_read(partial(_measure, frame, self._card, self._exposure))
                task.succeeded.connect(self._take)
                task.failed.connect(self._give_up)
                task.start()

    def _take(self, measured: _Measured) -> None:
        self._kept, self._exposure = replace(measured.stand, empty=self._kept.empty), measured.exposure
        self._remember()
        self._use()

    def _give_up(self, problem: VendorError) -> None:
        self._frames.release()
        self._set("asks")
        self.refused.emit(problem)

    def _remember(self) -> None:
        self._tasks.prepare_write(partial(_keep, self._shop, self._kept, self._exposure)).start()


def _measure(frame: Frame, card: Card, exposure: float) -> _Measured:
    """Measure the middle of a frame. Runs on a reader. Raises VendorError."""
    return _Measured(measure_grey(frame.rgb(_SIZE), MEASURED, card, measured=dates.now()), exposure)


def _keep(shop: Shop, stand: Stand, exposure: float) -> None:
    """Write down a stand. Runs on the writer; the empty stand that was photographed meanwhile stays."""
    save_stand(shop.folder, replace(stand, empty=load_stand(shop.folder).empty))
    change_settings(camera_exposure=exposure)
