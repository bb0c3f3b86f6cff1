"""Cameras for tests: one that shows what it is told, and a film made once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from ui.camera import Device, Ears, Frames, Size
from vendor_app.errors import VendorError
from vendor_app.video.camera_picture import Pixels, i420_of_rgb


class Still(NamedTuple):
    """A frame of given pixels."""

    at: float
    pixels: Pixels

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]

    def rgb(self, covering: Size | None = None) -> Pixels:
        return self.pixels

    def i420(self, size: Size) -> Pixels:
        return i420_of_rgb(self.pixels, size)


class Spoilt(NamedTuple):
    """A frame that cannot be read."""

    at: float
    problem: VendorError
    size: Size = (64, 48)

    def rgb(self, covering: Size | None = None) -> Pixels:
        raise self.problem

    def i420(self, size: Size) -> Pixels:
        raise self.problem


class NoEars(QObject):
    """No microphone."""

    heard = Signal(object)
    failed = Signal(object)
    rate = 48_000

    def start(self) -> bool:
        return False

    def stop(self) -> None:
        pass


class ToldCamera(Frames):
    """Shows the pictures it is told to, one by one."""

    def __init__(
        self,
        parent: QObject | None = None,
        devices: Sequence[Device] = (Device("usb-1", "Webcam", ()),),
        hold: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self.there, self.can_hold = tuple(devices), hold
        self.started: list[tuple[str, Size | None]] = []
        self.held: list[object] = []
        self._ears = NoEars(self)
        self._device: Device | None = None
        self._size: Size = (0, 0)
        self._at = 0.0

    @property
    def devices(self) -> tuple[Device, ...]:
        return self.there

    @property
    def device(self) -> Device | None:
        return self._device

    @property
    def size(self) -> Size:
        return self._size

    @property
    def ears(self) -> Ears:
        return self._ears

    @property
    def is_on(self) -> bool:
        return self._device is not None

    def start(self, device: str = "", size: Size | None = None) -> None:
        self.started.append((device, size))
        self._device = next((one for one in self.there if one.id == device), next(iter(self.there), None))
        self._size = size or (0, 0)

    def stop(self) -> None:
        self._device = None

    def hold_colours(self) -> None:
        self.held.append("colours")

    def hold_exposure(self, seconds: float = 0.0) -> float:
        self.held.append(seconds)
        return (seconds or self.can_hold) if self.can_hold else 0.0

    def release(self) -> None:
        self.held.append("free")

    def show(self, pixels: Pixels, apart: float = 0.2) -> None:
        """Show a picture, taken ``apart`` seconds after the one before."""
        self._at += apart
        self.hand_on(Still(self._at, pixels))

    def show_spoilt(self, problem: VendorError) -> None:
        self.hand_on(Spoilt(self._at, problem))

    def go(self, problem: VendorError) -> None:
        """Stop with a problem."""
        self.stop()
        self.failed.emit(problem)


def flat(red: int, green: int, blue: int, size: Size = (320, 240)) -> Pixels:
    """Return a picture of one colour."""
    return np.full((size[1], size[0], 3), (red, green, blue), np.uint8)
