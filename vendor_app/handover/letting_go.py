"""A stick is let go of, where the system allows a program to do that; else it is said what to do."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from vendor_app.handover.drives import Drive
from vendor_app.language import _

_PATIENCE: Final = 30
"""Seconds that the system has for it."""


class Goodbye(NamedTuple):
    """Whether the stick can be pulled out, in words."""

    is_safe: bool
    message: str
    hint: str


def let_go(drive: Drive) -> Goodbye:
    """Write everything to the stick, and let go of it where the system allows that to a program."""
    _flush(drive)
    if not drive.device:
        return Goodbye(False, _("Everything is in the folder."), _("Eject a stick before you pull it out."))
    if _EJECTORS.get(sys.platform, _eject_on_linux)(drive):
        return Goodbye(True, _("You can pull out the stick now."), "")
    return Goodbye(
        False,
        _("Everything is on the stick, but the computer has not let go of it yet."),
        _("Close what shows the stick and try again, or choose “Eject” in the computer's file manager."),
    )


def _flush(drive: Drive) -> None:
    """Have the system write what it still holds of the folders; each of our files is written already."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(drive.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _eject_on_linux(drive: Drive) -> bool:
    """Ask the desktop to unmount the stick, or else the system; and to cut its power, so that its light goes out."""
    ways: tuple[tuple[str, ...], ...] = (
        ("udisksctl", "unmount", "--no-user-interaction", "-b", drive.device),
        ("gio", "mount", "-u", str(drive.path)),
        ("umount", str(drive.path)),
    )
    if not any(_runs(way) for way in ways):
        return False
    _runs(("udisksctl", "power-off", "--no-user-interaction", "-b", drive.device))
    return True


def _runs(command: Sequence[str]) -> bool:
    """Whether a program of the system is there and did what it was asked."""
    if shutil.which(command[0]) is None:
        return False
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _eject_on_windows(drive: Drive) -> bool:
    from vendor_app.handover import windows  # noqa: PLC0415 - Windows only

    return windows.eject(drive.device)


def _eject_on_mac(drive: Drive) -> bool:
    from vendor_app.handover import mac  # noqa: PLC0415 - macOS only

    return mac.eject(drive.device)


_EJECTORS: Final[dict[str, Callable[[Drive], bool]]] = {"win32": _eject_on_windows, "darwin": _eject_on_mac}
