"""What is behind the camera's picture: eye, shutter, film, sounds, and which camera it is."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.camera import Frames, Size
from ui.pages.camera_eye import CameraEye
from ui.pages.camera_filming import LONGEST, Filming
from ui.pages.camera_hints import CameraHints
from ui.pages.camera_hold import MEASURED, CameraHold, State
from ui.pages.camera_shutter import Shutter
from ui.tasks import Tasks
from ui.widgets.camera_shapes import Guide
from ui.widgets.camera_shutter import Mode
from ui.widgets.camera_side import CameraSide
from ui.widgets.camera_sounds import CameraSounds
from ui.widgets.camera_stage import CameraStage
from ui.widgets.preview_sound import find_sound_devices
from vendor_app.errors import VendorError
from vendor_app.photos.hints import Hint
from vendor_app.photos.shot_list import Shot
from vendor_app.photos.stand import Card, Stand
from vendor_app.settings import Settings, change_settings
from vendor_app.shop import Shop

_BURST = 3


class CameraRig(QObject):
    """Runs one source of pictures for the page."""

    taken = Signal(object)
    """The frames of one press."""
    filmed = Signal(object)
    """The FootageIntake of a film."""
    problem = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, frames: Frames, stage: CameraStage, side: CameraSide, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self.frames, self._stage, self._side = tasks, frames, stage, side
        self._wanted: tuple[str, Size | None] = "", None
        self._is_up, self._product = False, ""
        self.eye, self.shutter = CameraEye(frames, tasks, self), Shutter(frames, self)
        self.filming, self._sounds = Filming(shop, frames, tasks, self), CameraSounds(self)
        self.hold, self.hints = CameraHold(shop, frames, tasks, self), CameraHints(self.eye, tasks, self)
        self.shutter.count = _BURST if side.options.burst.isChecked() else 1
        self._listen()
        tasks.prepare_read(find_sound_devices).start()

    def _listen(self) -> None:
        view, options, held = self._stage.view, self._side.options, self._side.held
        self.eye.pictured.connect(self._show)
        self.eye.failed.connect(self._break_off)
        self.frames.failed.connect(self._show_problem)
        self.frames.devices_changed.connect(self._show_devices)
        self.shutter.counted.connect(view.show_number)
        self.shutter.counted.connect(self._sounds.count)
        self.shutter.shot.connect(view.flash)
        self.shutter.shot.connect(self._sounds.shoot)
        self.shutter.taken.connect(self.taken)
        self.shutter.film_due.connect(self._film)
        self.filming.moved.connect(self._show_film)
        self.filming.kept.connect(self.filmed)
        self.filming.problem.connect(self.problem)
        self._stage.mode_chosen.connect(self.shutter.cancel)  # what was counted down for is not wanted any more
        view.resized.connect(self._set_room)
        self.hints.changed.connect(self._show_hint)
        self.hints.leaned.connect(view.show_tilt)
        self.hold.changed.connect(self._show_hold)
        self.hold.refused.connect(held.show_problem)
        held.ask_wanted.connect(self.hold.ask)
        held.measure_wanted.connect(self._measure)
        held.forget_wanted.connect(self.hold.forget)
        options.timer_chosen.connect(self._set_timer)
        options.burst_chosen.connect(self._set_burst)
        options.device_chosen.connect(self._choose_device)
        options.size_chosen.connect(self._choose_size)

    # On and off

    def start(self, settings: Settings, stand: Stand) -> None:
        """Switch the camera on that was used last, with the colours that the shop holds."""
        self._wanted = settings.camera, settings.camera_size if all(settings.camera_size) else None
        self.hold.start(stand, settings.camera_exposure)
        self.start_again()

    def start_again(self) -> None:
        """Switch it on, whatever kept it from that before."""
        self._is_up = True
        self._stage.view.show_image(QImage())
        self._stage.show_problem(None)
        self._set_room()
        self.hold.begin()
        self.hints.start()
        self.frames.start(*self._wanted)
        self._show_devices()

    def stop(self) -> None:
        """Switch it off; a film that is long enough is kept."""
        self._is_up = False
        self.shutter.cancel()
        self.filming.stop()
        self.frames.stop()
        self.eye.stop()
        self.hints.stop()
        self.hold.stop()
        self._sounds.stop()

    def _break_off(self, problem: VendorError) -> None:
        self.frames.stop()
        self.shutter.cancel()
        self.filming.stop()
        self._show_problem(problem)

    def _show_problem(self, problem: VendorError) -> None:
        self.eye.stop()
        self.hints.stop()
        self.hold.stop()
        self._stage.show_problem(problem)

    def _show_devices(self) -> None:
        """Offer what is there; a camera that is plugged in where there was none is switched on."""
        devices = self.frames.devices
        self._side.held.setEnabled(bool(devices))
        self._side.options.show_devices(devices, self.frames.device, self.frames.size)
        if self._is_up and self._stage.is_missing and not self.frames.is_on and devices:
            self.start_again()

    # The picture

    def _set_room(self) -> None:
        self.eye.set_room(self._stage.view.wanted_size())

    def _show(self, image: QImage) -> None:
        if self._is_up:
            self._stage.view.show_image(image)

    def want(self, shot: Shot | None) -> None:
        """Give hints for this shot of the list; None: for any picture."""
        self.hints.look_for(shot)

    def set_guide(self, guide: Guide) -> None:
        """Show a frame, and judge what is in it."""
        self._stage.view.show_guide(guide)
        self.hints.guide = guide

    def _show_hint(self, hint: Hint | None) -> None:
        self._stage.view.show_hint(hint.says if hint is not None else "")

    def _show_hold(self, state: State) -> None:
        self._side.held.show_state(state)
        if state == "asks":
            self._side.bring_up_held()
        is_sheet = state in ("asks", "measures")
        self._stage.view.show_box(MEASURED if is_sheet else None)
        if is_sheet:
            self.hints.stop()  # a grey card is no product that could be too dark
        elif self._is_up:
            self.hints.start()

    def _measure(self, is_white: bool) -> None:
        self.hold.measure(Card.WHITE if is_white else Card.GREY)

    def press(self, mode: Mode, product: str) -> None:
        """Do what the shutter is for, for the product of this id; a sheet is not waited for any more."""
        if self.hold.state == "measures":
            return
        if self.hold.state == "asks":
            self.hold.ask()
        if self.filming.is_on:
            self.filming.end()
        elif self.eye.frame is not None:
            self._product = product
            self.shutter.press(films=mode == "film")

    def put_down(self) -> bool:
        """End what is under way: counting, a film, waiting for the sheet. False when nothing is."""
        if self.shutter.is_busy:
            self.shutter.cancel()
        elif self.filming.is_on:
            self.filming.stop()
        elif self.hold.state == "asks":
            self.hold.ask()
        else:
            return False
        return True

    def _film(self) -> None:
        self.filming.begin(self._product)

    def _show_film(self, seconds: float) -> None:
        self._stage.view.show_film(seconds)
        self._stage.shutter.show_state("film", seconds / LONGEST)
        self._stage.modes.button(0).setEnabled(seconds < 0)

    # What is chosen

    def _set_timer(self, seconds: int) -> None:
        self.shutter.seconds = seconds

    def _set_burst(self, wanted: bool) -> None:
        self.shutter.count = _BURST if wanted else 1

    def _choose_device(self, device: str) -> None:
        self._change(device, None)

    def _choose_size(self, size: Size) -> None:
        device = self.frames.device
        self._change(device.id if device is not None else self._wanted[0], size)

    def _change(self, device: str, size: Size | None) -> None:
        """Use another camera or size, now and the next time."""
        self._wanted = device, size
        keep = partial(change_settings, camera=device, camera_size=size or (0, 0))
        self._tasks.prepare_write(keep).start()
        self.filming.stop()
        self.start_again()
