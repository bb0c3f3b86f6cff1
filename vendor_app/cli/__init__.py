"""vendor-cli: everything the window does, for scripts and for those who like to type."""

import contextlib
import gc
import logging
import os
import sys

_YOUNG = 100_000
"""New objects after which Python looks for what nobody needs: at its own 700 it looks 150 times while modules load, at
this three times."""


def main() -> None:
    """Run the command line that the process was started with and leave with its exit status."""
    gc.set_threshold(_YOUNG)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its idle threads would spin beside those that make clips
    try:
        from vendor_app.cli.door import run  # noqa: PLC0415 - so that a Ctrl-C while it loads is met here

        status = run(sys.argv[1:])
        if status == 0:
            _leave_at_once()
        sys.exit(status)
    except KeyboardInterrupt:  # before or after the door was there to meet it: nothing was begun, or all is done
        sys.exit(1)


def _leave_at_once() -> None:
    """End well, without the quarter of a second in which Python takes apart what the system frees anyway.

    All is closed by now. Returns when the last words cannot be written: then Python ends it in its own way.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        logging.shutdown()
        os._exit(0)
