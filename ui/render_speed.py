"""How quickly this machine makes clips, measured by each one it makes and remembered in the cache folder."""

import contextlib
from pathlib import Path

import msgspec

from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.settings import cache_folder

_FIRST_GUESS = 25.0
"""Frames a second of an old PC with two cores."""
_TRUST = 0.5
"""Weight of the newest measurement."""
_MOST_CHANGE = 2.0
"""A clip whose shots were mostly in the cache already says little about the next one."""


class RenderSpeed(msgspec.Struct, frozen=True):
    """Frames a second, from the storyboard to the finished file."""

    frames_per_second: float = _FIRST_GUESS

    def seconds_for(self, frames: int) -> int:
        """Return how long a clip will take, rounded as a person would say it."""
        seconds = frames / self.frames_per_second
        step = 1 if seconds < 20 else 5
        return max(1, round(seconds / step) * step)

    def after(self, frames: int, seconds: float) -> "RenderSpeed":
        """Return what is known after a clip of ``frames`` took ``seconds``."""
        measured = frames / max(seconds, 0.1)
        measured = min(max(measured, self.frames_per_second / _MOST_CHANGE), self.frames_per_second * _MOST_CHANGE)
        return RenderSpeed(round(self.frames_per_second * (1 - _TRUST) + measured * _TRUST, 2))


def _file() -> Path:
    return cache_folder() / "render-speed.json"


def load_speed() -> RenderSpeed:
    """Return what was measured before, or a first guess."""
    try:
        speed = msgspec.json.decode(_file().read_bytes(), type=RenderSpeed)
    except (OSError, msgspec.DecodeError):
        return RenderSpeed()
    return speed if speed.frames_per_second > 0 else RenderSpeed()


def save_speed(speed: RenderSpeed) -> None:
    """Remember it; a disk that refuses costs an estimate and nothing else."""
    with contextlib.suppress(OSError, VendorError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_file(), msgspec.json.encode(speed))
