"""Where pictures come from: a camera of this machine, or a film that stands for one, through the very same door."""

import os
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from ui.tasks import Tasks
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.stand import Stand, balanced
from vendor_app.video.camera_picture import Pixels, i420_of_rgb

FILM = "TALAD_CAMERA"
"""Environment: a video that is shown in place of a camera, for developers and where there is none."""

Size = tuple[int, int]


class Frame(Protocol):
    """One picture of a camera. Its methods may be called on any thread, and take as long as their size asks for."""

    @property
    def at(self) -> float:
        """When it was taken, in seconds of ``time.monotonic``."""
        ...

    @property
    def size(self) -> Size:
        """Width and height, upright."""
        ...

    def rgb(self, covering: Size | None = None) -> Pixels:
        """Return it upright as uint8 (height, width, 3): whole, or just covering a size. Raises VendorError."""
        ...

    def i420(self, size: Size) -> Pixels:
        """Return it as a frame of footage of an even size. Raises VendorError."""
        ...


class Device(NamedTuple):
    """A camera that can be chosen."""

    id: str
    """Stays the same from day to day."""
    name: str
    sizes: tuple[Size, ...]
    """What it can give, the largest first; as it says, nothing was tried."""


class Ears(Protocol):
    """What listens while something is filmed, as ``ui.microphone.Microphone`` does."""

    @property
    def heard(self) -> SignalInstance:
        """Tells of samples that came in."""
        ...

    @property
    def failed(self) -> SignalInstance:
        """Tells why nothing comes in any more."""
        ...

    @property
    def rate(self) -> int:
        """Samples per second."""
        ...

    def start(self) -> bool:
        """Begin to listen; False when there is nothing to listen with."""
        ...

    def stop(self) -> None:
        """Listen no longer."""
        ...


class BalancedFrame(NamedTuple):
    """A frame as it looks in a stand's light made neutral: what is seen, taken and filmed is the same."""

    frame: Frame
    stand: Stand

    @property
    def at(self) -> float:
        """When it was taken."""
        return self.frame.at

    @property
    def size(self) -> Size:
        """Width and height."""
        return self.frame.size

    def rgb(self, covering: Size | None = None) -> Pixels:
        """Return it as RGB."""
        return balanced(self.frame.rgb(covering), self.stand)

    def i420(self, size: Size) -> Pixels:
        """Return it as a frame of footage."""
        return i420_of_rgb(self.rgb(size), size)


class Frames(QObject):
    """A source of pictures, between ``start`` and ``stop`` and at no other time."""

    seen = Signal(object)
    """A Frame, the newest."""
    failed = Signal(object)
    """The VendorError that says why no more pictures come; it is stopped by then."""
    devices_changed = Signal()
    """Another camera is there, or one is gone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stand = Stand()
        """Whose light the pictures are freed of."""

    @property
    def devices(self) -> tuple[Device, ...]:
        """What can be chosen. The first time it is asked, with real cameras, it takes a while."""
        raise NotImplementedError

    @property
    def device(self) -> Device | None:
        """The one in use."""
        raise NotImplementedError

    @property
    def size(self) -> Size:
        """Width and height asked for from the one in use; (0, 0) when it decides by itself."""
        raise NotImplementedError

    @property
    def ears(self) -> Ears:
        """What listens while it films."""
        raise NotImplementedError

    @property
    def is_on(self) -> bool:
        """Whether pictures come, or are about to."""
        raise NotImplementedError

    def start(self, device: str = "", size: Size | None = None) -> None:
        """Begin with the camera of this id and size, or with the nearest to that. ``failed`` says when it cannot."""
        raise NotImplementedError

    def stop(self) -> None:
        """End; after this nothing is ``seen``."""
        raise NotImplementedError

    def hold_colours(self) -> None:
        """Hold the camera's own white balance, where it lets us."""

    def hold_exposure(self, seconds: float = 0.0) -> float:
        """Hold its exposure as it is now, or at so many seconds; return the seconds, 0.0 when it cannot."""
        return 0.0

    def release(self) -> None:
        """Let the camera choose again."""

    def hand_on(self, frame: Frame) -> None:
        """Say that a frame is seen, in the light of the stand."""
        self.seen.emit(frame if self.stand.is_neutral else BalancedFrame(frame, self.stand))


def no_camera() -> VendorError:
    """Say that there is none."""
    return VendorError(_("No camera is connected."), _("Plug one in, or take the pictures with your phone."))


def in_use(name: str) -> VendorError:
    """Say that somebody else has it."""
    return VendorError(
        _("The camera {name} is used by another program.").format(name=name),
        _("Close LINE, Zoom or the browser that uses it, then try again."),
    )


def unplugged(name: str) -> VendorError:
    """Say that it went away in the middle."""
    return VendorError(
        _("The camera {name} was unplugged.").format(name=name),
        _("Plug it in again: it goes on by itself. What was taken is kept."),
    )


def refused() -> VendorError:
    """Say that the system does not let us."""
    return VendorError(
        _("This computer does not allow the camera."),
        _("Open the system's settings, privacy, camera, and allow Talad Clip. Then try again."),
    )


def no_picture(name: str) -> VendorError:
    """Say that it is there but shows nothing."""
    return VendorError(
        _("No picture comes from the camera {name}.").format(name=name),
        _("Perhaps another program uses it. Close that, or plug the camera in again."),
    )


def unreadable(name: str) -> VendorError:
    """Say that its pictures cannot be used."""
    return VendorError(
        _("The pictures of the camera {name} cannot be read.").format(name=name),
        _("Choose another size or another camera."),
    )


def open_camera(tasks: Tasks, parent: QObject | None = None) -> Frames:
    """Return the machine's cameras, or the film that a developer named in their place. Nothing is switched on yet."""
    film = os.environ.get(FILM)
    if film:
        from ui.camera_film import FilmedCamera  # noqa: PLC0415 - decoders that only developers need here

        return FilmedCamera(Path(film), tasks, parent)
    from ui.camera_device import DeviceCamera  # noqa: PLC0415 - start-up time: Qt's multimedia

    return DeviceCamera(parent)
