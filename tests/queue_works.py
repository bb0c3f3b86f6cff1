"""Stand-ins for the making of a clip: quick, refusing, falling. At module level, so that another process finds them."""

import ctypes
import logging
import os
import signal
import time
from pathlib import Path

from vendor_app.errors import VendorError
from vendor_app.progress import Progress
from vendor_app.render_process import RenderProcess, Request, Work
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.model import to_json
from vendor_app.storyboard.plan import plan


def quick(request: Request, progress: Progress) -> None:
    """Write files as a clip has them, in a moment."""
    board = plan(request.products[0], request.edit, brand=Brand())
    progress.at(0.5, "ครึ่งทาง")
    out = Path(request.out)
    out.with_suffix(".json").write_bytes(to_json(board))
    for file in (out, out.with_name(f"{out.stem}-voice-only.mp4")):
        file.write_bytes(b"clip of " + to_json(board))


def slow(request: Request, progress: Progress) -> None:
    """Take a tenth of a second for each percent, and write nothing."""
    for percent in progress.track(range(100)):
        assert percent >= 0
        time.sleep(0.1)


def refusing(request: Request, progress: Progress) -> None:
    """Say no."""
    raise VendorError("พื้นที่ในเครื่องเต็มแล้ว", "ลบไฟล์ที่ไม่ใช้")


def stumbling(request: Request, progress: Progress) -> None:
    """Meet a bug."""
    raise ZeroDivisionError(request.edit.template)


def falling(request: Request, progress: Progress) -> None:
    """Be ended by the system."""
    os.kill(os.getpid(), signal.SIGKILL)


def crashing(request: Request, progress: Progress) -> None:
    """Be taken down by a library."""
    ctypes.string_at(0)


def warning(request: Request, progress: Progress) -> None:
    """Write to the log."""
    logging.getLogger("tests").warning("no chip for %s", request.edit.template)


def deaf(request: Request, progress: Progress) -> None:
    """Never look whether it is to stop."""
    progress.at(0.1)
    time.sleep(60)


def naming_itself(request: Request, progress: Progress) -> None:
    """Tell as what it runs."""
    raise VendorError(f"{os.getpid()} {os.getpriority(os.PRIO_PROCESS, 0)}")


class Here(RenderProcess):
    """Does the work in the caller's own thread, at once."""

    def make(self, request: Request, progress: Progress) -> float:
        """Do the work."""
        self._work(request, progress)
        return 0.5


def here(work: Work = quick) -> Here:
    """Return a process that is none."""
    return Here(work)
