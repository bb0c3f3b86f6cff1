"""What macOS tells of volumes, and how it lets go of one."""

import plistlib
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

_PATIENCE = 20
"""Seconds: a stick that is still busy takes its time."""


class Volume(NamedTuple):
    """A volume that can be carried away."""

    name: str
    device: str
    kind: str
    read_only: bool


def volumes() -> list[Path]:
    """Return where volumes beside the system's own are."""
    folder = Path("/Volumes")
    return [place for place in folder.iterdir() if not place.is_symlink()] if folder.is_dir() else []


def volume(place: Path) -> Volume | None:
    """Return what the system knows of the volume; None when it stays in the machine, or is gone."""
    try:
        done = subprocess.run(
            ["diskutil", "info", "-plist", str(place)], capture_output=True, timeout=_PATIENCE, check=True
        )
        told: dict[str, Any] = plistlib.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError, plistlib.InvalidFileException):
        return None
    if told.get("Internal", True) and not told.get("RemovableMedia", False):
        return None
    return Volume(
        name=str(told.get("VolumeName", place.name)),
        device=str(told.get("DeviceIdentifier", "")),
        kind=_KINDS.get(str(told.get("FilesystemType", "")), str(told.get("FilesystemType", ""))),
        read_only=not told.get("WritableVolume", True),
    )


_KINDS = {"msdos": "vfat"}


def eject(device: str) -> bool:
    """Ask the system to let go of the whole stick. Returns whether it has."""
    try:
        done = subprocess.run(["diskutil", "eject", device], capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
