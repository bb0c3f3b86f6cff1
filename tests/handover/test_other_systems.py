"""Drives on Windows and macOS, with what these systems answer played by hand."""

import plistlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendor_app.handover import mac, windows


class Kernel:
    """As much of Windows as is asked: a stick E:, a disk C:, a larger drive F: on a USB port, an empty reader G:."""

    def __init__(self) -> None:
        self.locked = True
        self.done: list[int] = []

    def GetLogicalDrives(self) -> int:
        return sum(1 << ord(letter) - ord("A") for letter in "CEFG")

    def GetDriveTypeW(self, root: str) -> int:
        return {"C": 3, "E": 2, "F": 3, "G": 2}[root[0]]

    def CreateFileW(self, name: str, *_how: Any) -> int:
        return ord(name[-2])

    def CloseHandle(self, _handle: Any) -> int:
        return 1

    def DeviceIoControl(self, handle: Any, code: int, _asked: Any, _size: int, answer: Any, *_rest: Any) -> int:
        self.done.append(code)
        if answer is not None:
            answer[7] = 7 if handle.value == ord("F") else 11
        return int(code != 0x00090018 or self.locked)

    def GetVolumeInformationW(self, root: str, name: Any, *rest: Any) -> int:
        if root[0] == "G":
            return 0
        name.value, rest[-2].value = "ป้าแดง", "FAT32"
        rest[3]._obj.value = 0x00080000 if root[0] == "F" else 0
        return 1


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    played = Kernel()
    monkeypatch.setattr(windows, "_kernel", lambda: played)
    return played


def test_windows_tells_sticks_and_usb_drives_from_its_own_disk(kernel: Kernel) -> None:
    assert windows.portable_letters() == ["E", "F", "G"]
    assert windows.volume("E") == windows.Volume("ป้าแดง", "fat32", False)
    assert windows.volume("F") == windows.Volume("ป้าแดง", "fat32", True)
    assert windows.volume("G") is None


def test_windows_lets_go_only_of_a_volume_that_it_can_lock(kernel: Kernel) -> None:
    assert windows.eject("E:")
    assert kernel.done == [0x00090018, 0x00090020, 0x002D4804, 0x002D4808]
    kernel.locked, kernel.done = False, []
    assert not windows.eject("E:")
    assert kernel.done == [0x00090018]


def _diskutil(told: dict[str, Any] | None) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    def run(command: list[str], **_how: Any) -> subprocess.CompletedProcess[bytes]:
        if told is None:
            raise FileNotFoundError(command[0])
        return subprocess.CompletedProcess(command, 0, plistlib.dumps(told), b"")

    return run


@pytest.mark.parametrize(
    ("told", "volume"),
    [
        (
            {"Internal": False, "VolumeName": "ป้าแดง", "DeviceIdentifier": "disk4s1", "FilesystemType": "msdos"},
            mac.Volume("ป้าแดง", "disk4s1", "vfat", False),
        ),
        ({"Internal": True, "VolumeName": "Macintosh HD"}, None),
        (
            {"Internal": True, "RemovableMedia": True, "VolumeName": "SD", "WritableVolume": False},
            mac.Volume("SD", "", "", True),
        ),
        (None, None),
    ],
)
def test_macos_tells_what_can_be_carried_away(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, Any] | None, volume: mac.Volume | None
) -> None:
    monkeypatch.setattr(mac.subprocess, "run", _diskutil(told))
    assert mac.volume(Path("/Volumes/x")) == volume
    assert mac.eject("disk4s1") is (told is not None)
