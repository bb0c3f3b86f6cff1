"""The log: warnings and bugs of every program of ours, in one rotating file."""

import logging
from logging.handlers import RotatingFileHandler

from vendor_app.settings import log_file

_BYTES, _KEPT = 1_000_000, 3


def keep_log(level: int = logging.INFO) -> None:
    """Write what is logged to ``log_file()``, from the first line on; nowhere when the disk refuses."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return
    kept = _Log(log_file(), maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(kept)
    logging.getLogger().setLevel(level)


class _Log(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: a disk too full for the log has been told of already."""
