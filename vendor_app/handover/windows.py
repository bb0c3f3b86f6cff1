"""What Windows tells of drives, and how it lets go of one."""

import ctypes
import string
from typing import Any, Final, NamedTuple

_REMOVABLE, _FIXED = 2, 3
_READ_ONLY_VOLUME: Final = 0x00080000
_BUS_TYPE_USB: Final = 7
_GENERIC_READ, _GENERIC_WRITE = 0x80000000, 0x40000000
_SHARED: Final = 3
_OPEN_EXISTING: Final = 3
_INVALID: Final = ctypes.c_void_p(-1).value
_QUERY_PROPERTY, _MEDIA_REMOVAL, _EJECT_MEDIA = 0x002D1400, 0x002D4804, 0x002D4808
_LOCK_VOLUME, _DISMOUNT_VOLUME = 0x00090018, 0x00090020
_NO_QUESTIONS: Final = 1
"""Windows would ask for a card to be put into an empty reader."""


class Volume(NamedTuple):
    """A volume that can be carried away."""

    name: str
    kind: str
    read_only: bool


def _kernel() -> Any:
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.SetThreadErrorMode(_NO_QUESTIONS, None)
    return kernel


def portable_letters() -> list[str]:
    """Return the letters of drives that can be carried away: sticks, cards, and larger drives on a USB port."""
    kernel = _kernel()
    there = kernel.GetLogicalDrives()
    letters = [letter for at, letter in enumerate(string.ascii_uppercase) if there >> at & 1]
    kinds = {letter: kernel.GetDriveTypeW(f"{letter}:\\") for letter in letters}
    return [one for one in letters if kinds[one] == _REMOVABLE or (kinds[one] == _FIXED and _is_usb(kernel, one))]


def _is_usb(kernel: Any, letter: str) -> bool:
    """Whether the drive hangs on a USB port. No rights are needed to ask."""
    handle = kernel.CreateFileW(f"\\\\.\\{letter}:", 0, _SHARED, None, _OPEN_EXISTING, 0, None)
    if handle in (None, _INVALID):
        return False
    asked, answer, length = (ctypes.c_uint32 * 3)(), (ctypes.c_uint32 * 256)(), ctypes.c_uint32()
    done = kernel.DeviceIoControl(
        ctypes.c_void_p(handle),
        _QUERY_PROPERTY,
        asked,
        ctypes.sizeof(asked),
        answer,
        ctypes.sizeof(answer),
        ctypes.byref(length),
        None,
    )
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return bool(done) and answer[7] == _BUS_TYPE_USB  # the eighth word of STORAGE_DEVICE_DESCRIPTOR


def volume(letter: str) -> Volume | None:
    """Return what the system knows of the volume; None for an empty card reader."""
    name, kind, flags = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261), ctypes.c_uint32()
    root = f"{letter}:\\"
    if not _kernel().GetVolumeInformationW(root, name, 261, None, None, ctypes.byref(flags), kind, 261):
        return None
    return Volume(name=name.value, kind=kind.value.lower(), read_only=bool(flags.value & _READ_ONLY_VOLUME))


def eject(device: str) -> bool:
    """Close the volume of a drive, "E:", and let go of the stick. Returns whether nothing is in the way of pulling it.

    A volume that another program has a file open on cannot be locked: then nothing is done.
    """
    kernel = _kernel()
    access = _GENERIC_READ | _GENERIC_WRITE
    handle = kernel.CreateFileW(f"\\\\.\\{device}", access, _SHARED, None, _OPEN_EXISTING, 0, None)
    if handle in (None, _INVALID):
        return False
    volume_handle, length = ctypes.c_void_p(handle), ctypes.c_uint32()

    def control(code: int, given: Any = None) -> bool:
        size = 0 if given is None else ctypes.sizeof(given)
        return bool(kernel.DeviceIoControl(volume_handle, code, given, size, None, 0, ctypes.byref(length), None))

    try:
        if not (control(_LOCK_VOLUME) and control(_DISMOUNT_VOLUME)):
            return False
        control(_MEDIA_REMOVAL, ctypes.c_ubyte(0))
        control(_EJECT_MEDIA)
        return True
    finally:
        kernel.CloseHandle(volume_handle)
