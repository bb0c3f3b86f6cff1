"""The log: warnings and bugs of every program of ours, in one rotating file."""

import contextlib
import logging
from logging.handlers import RotatingFileHandler

from vendor_app.settings import log_file

_BYTES, _KEPT = 1_000_000, 3


def keep_log(level: int = logging.INFO) -> None:
    """Write what is logged from ``level`` on to ``log_file()``; nowhere when the disk refuses. Twice is once."""
    root = logging.getLogger()
    for earlier in [handler for handler in root.handlers if isinstance(handler, _Log)]:
        root.removeHandler(earlier)
        earlier.close()
    kept = _Log(log_file(), maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(kept)
    root.setLevel(level)


class _Log(RotatingFileHandler):
    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            log_file().parent.mkdir(parents=True, exist_ok=True)
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: a disk too full for the log has been told of already."""
