"""vendor-cli: everything the window does, for scripts and for those who like to type."""

import sys


def main() -> None:
    """Run the command line that the process was started with and leave with its exit status."""
    try:
        from vendor_app.cli.door import run  # noqa: PLC0415 - so that a Ctrl-C while it loads is met here

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before or after the door was there to meet it: nothing was begun, or all is done
        sys.exit(1)
