"""Sticks and memory cards that are plugged in: the system's own facts about them."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

_LINUX_OWN = ("/", "/boot", "/home", "/usr", "/var", "/nix", "/snap")
"""Places of the system itself, which may well live on a stick."""
_FAT_MOST_BYTES: Final = 2**32 - 1
_FATS: Final = {"vfat", "msdos", "fat", "fat16", "fat32"}


class Drive(msgspec.Struct, frozen=True, kw_only=True):
    """A drive that can be carried away."""

    path: Path
    """Where its files are."""
    name: str
    """What its owner called it; "" when nothing."""
    device: str = ""
    """As the system calls it: "/dev/sdb1", "E:", "disk4s1"; "" for a folder that the vendor chose."""
    file_system: str = ""
    """In lower case; "" when unknown."""
    free: int
    size: int
    """Bytes."""
    read_only: bool = False

    @property
    def most_file_bytes(self) -> int | None:
        """The largest file it takes; None: as large as there is room."""
        return _FAT_MOST_BYTES if self.file_system in _FATS else None


def removable_drives() -> tuple[Drive, ...]:
    """Return the drives that are plugged in and can be carried away, in the order of their paths."""
    found = _FINDERS.get(sys.platform, on_linux)()
    return tuple(sorted(found, key=lambda drive: str(drive.path)))


def drive_of(folder: Path) -> Drive:
    """Return a folder as if it were a drive, for one that no system tells of. Raises OSError when it is not there."""
    known = [one for one in removable_drives() if folder.absolute().is_relative_to(one.path)]
    if known:
        return max(known, key=lambda one: len(str(one.path)))
    usage = shutil.disk_usage(folder)
    return Drive(path=folder.absolute(), name="", free=usage.free, size=usage.total)


def on_linux(mounts: Path = Path("/proc/self/mounts"), blocks: Path = Path("/sys/class/block")) -> Iterator[Drive]:
    """Yield what is mounted from a device that the kernel calls removable, or that hangs on a USB port."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        device, point, kind, options, *_rest = line.split(" ")
        place = Path(_unescaped(point))
        if not device.startswith("/dev/") or _is_of_system(place) or not _is_portable(Path(device), blocks):
            continue
        drive = _measured(place, _label(Path(device), place), device, kind, read_only="ro" in options.split(","))
        if drive is not None:
            yield drive


def _unescaped(text: str) -> str:
    """Undo what the kernel does to spaces and backslashes."""
    for code in (" ", "\t", "\n", "\\"):
        text = text.replace(f"\\{ord(code):03o}", code)
    return text


def _is_of_system(place: Path) -> bool:
    return any(str(place) == own or (own != "/" and str(place).startswith(f"{own}/")) for own in _LINUX_OWN)


def _is_portable(device: Path, blocks: Path) -> bool:
    """Whether the kernel calls the device removable, or finds it on a USB port. Discs are read-only, and left out."""
    block = blocks / os.path.basename(os.path.realpath(device))
    real = Path(os.path.realpath(block))
    if not real.is_dir() or real.name.startswith(("sr", "loop", "ram", "zram")):
        return False
    if any(part.startswith("usb") for part in real.parts):
        return True
    whole = real if (real / "removable").is_file() else real.parent
    try:
        card = whole.name.startswith("mmcblk") and (whole / "device" / "type").read_text().strip() == "SD"
        return card or (whole / "removable").read_text().strip() == "1"
    except OSError:
        return False


def _label(device: Path, place: Path) -> str:
    """Return what the stick is called: desktops mount it under that name."""
    labels = Path("/dev/disk/by-label")
    try:
        for link in labels.iterdir():
            if os.path.realpath(link) == os.path.realpath(device):
                return link.name.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
    except (OSError, UnicodeError):
        pass
    return place.name


def _measured(place: Path, name: str, device: str, kind: str, *, read_only: bool) -> Drive | None:
    """Return the drive with its room; None for one that was pulled out this very moment."""
    try:
        usage = shutil.disk_usage(place)
    except OSError:
        return None
    return Drive(
        path=place,
        name=name,
        device=device,
        file_system=kind.lower(),
        free=usage.free,
        size=usage.total,
        read_only=read_only,
    )


def _on_windows() -> Iterator[Drive]:
    from vendor_app.handover import windows  # noqa: PLC0415 - Windows only

    for letter in windows.portable_letters():
        told = windows.volume(letter)
        drive = told and _measured(Path(f"{letter}:\\"), told.name, f"{letter}:", told.kind, read_only=told.read_only)
        if drive:
            yield drive


def _on_mac() -> Iterator[Drive]:
    from vendor_app.handover import mac  # noqa: PLC0415 - macOS only

    for place in mac.volumes():
        told = mac.volume(place)
        drive = told and _measured(place, told.name, told.device, told.kind, read_only=told.read_only)
        if drive:
            yield drive


_FINDERS: Final[dict[str, Callable[[], Iterator[Drive]]]] = {"win32": _on_windows, "darwin": _on_mac}
