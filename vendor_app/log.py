"""The log: warnings and bugs of every program of ours, in one rotating file.

Window, command line and the processes that make clips write to it at the same time. So each of them has it open for one
entry only, and alone: Windows renames no file that anybody has open, and who holds a renamed one writes into the past.
"""

import contextlib
import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler

from vendor_app.settings import log_file

_BYTES, _KEPT = 1_000_000, 3
_PATIENCE = 1.0
"""Seconds to wait for another program's entry; then ours is written all the same."""


def keep_log(level: int = logging.INFO) -> None:
    """Write what is logged from ``level`` on to ``log_file()``; nowhere when the disk refuses. Twice is once."""
    root = logging.getLogger()
    for earlier in [handler for handler in root.handlers if isinstance(handler, _Log)]:
        root.removeHandler(earlier)
        earlier.close()
    kept = _Log(log_file(), maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    kept.setFormatter(logging.Formatter("%(asctime)s %(process)s %(levelname)s %(name)s: %(message)s"))
    kept.setLevel(level)  # the lock itself logs below that
    root.addHandler(kept)
    root.setLevel(level)


class _Log(RotatingFileHandler):
    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            log_file().parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            super().emit(record)
            if self.stream is not None:
                self.stream.close()
                self.stream = None  # as FileHandler itself has it while nothing is open

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        import filelock  # noqa: PLC0415 - start-up time: most runs log nothing

        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):  # filelock's Timeout is one
                held.enter_context(filelock.FileLock(f"{self.baseFilename}.lock", timeout=_PATIENCE))
            yield

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: a disk too full for the log has been told of already."""
