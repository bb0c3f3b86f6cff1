"""Where a shop had better not live: in a folder that another program copies about, or beyond a network."""

import os
import re
import sys
from pathlib import Path, PurePath

from vendor_app.language import _

_SYNCED = (  # a folder named so, or so with an account behind it: "OneDrive - ร้านป้าแดง", "GoogleDrive-a@b.c"
    (re.compile(r"onedrive\b.*", re.IGNORECASE), "OneDrive"),
    (re.compile(r"(?:.+ )?dropbox\b.*", re.IGNORECASE), "Dropbox"),
    (re.compile(r"google ?drive\b.*|my drive|ไดรฟ์ของฉัน", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive\b.*|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
)
_ONEDRIVE = "OneDrive"
_ONEDRIVE_FOLDERS = ("Desktop", "Documents", "เดสก์ท็อป", "เอกสาร")  # Windows 11 moves these into OneDrive unasked
_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "ncp", "afp", "fuse.sshfs", "fuse.rclone", "davfs")
_DRIVE_REMOTE = 4  # GetDriveTypeW


def sync_warning(folder: Path) -> str | None:
    """Return a sentence for the vendor when ``folder`` is no safe place for a shop; None when it is."""
    folder = Path(os.path.abspath(folder))
    service = synced_by(folder, windows=sys.platform == "win32", home=Path.home())
    if service is not None:
        return _("This folder is synchronised by {service}, which can damage a shop while it is open.").format(
            service=service
        )
    if on_network(folder):
        return _("This folder is on a network drive, where a shop can be damaged when the network fails.")
    return None


def synced_by(folder: PurePath, *, windows: bool, home: PurePath) -> str | None:
    """Return the name of the service that synchronises ``folder``, judged by its path."""
    for name in folder.parts:
        for pattern, service in _SYNCED:
            if pattern.fullmatch(name):
                return service
    if windows and any(folder.is_relative_to(home / name) for name in _ONEDRIVE_FOLDERS):
        return _ONEDRIVE
    return None


def on_network(folder: Path) -> bool:
    """Whether ``folder`` is on another machine."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    return file_system(folder).startswith(_NETWORK_FILE_SYSTEMS)


def file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the type of the file system that ``folder`` is on, from Linux's table of mounts; "" when unknown."""
    try:
        table = [line.split() for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()]
    except OSError:
        return ""
    spaced = ((point.replace("\\040", " "), kind) for _device, point, kind, *_rest in table)
    fitting = [(point, kind) for point, kind in spaced if folder.is_relative_to(point)]
    return max(fitting, key=lambda mount: len(mount[0]), default=("", ""))[1]
