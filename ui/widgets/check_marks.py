"""How the answer to a check is shown."""

from ui.widgets.badge import Tone
from vendor_app.bundle.model import Level

MARKS: dict[Level, tuple[str, Tone]] = {
    "pass": ("check-circle-fill", "good"),
    "warn": ("warning-fill", "warn"),
    "fail": ("x-circle-fill", "bad"),
}
"""Icon and tone."""
