"""Where the files that ship with the program are, run from source or frozen. The only reader of sys._MEIPASS."""

import sys
from pathlib import Path


def resource_folder() -> Path:
    """Return the ``resources`` folder."""
    frozen = getattr(sys, "_MEIPASS", None)
    home = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return home / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one file or folder below ``resources``."""
    return resource_folder().joinpath(*parts)
