"""How the picture of a shot moves, and how the shot comes in: chosen from small moving pictures."""

from typing import get_args

from PySide6.QtWidgets import QWidget

from ui.widgets.moving_icons import TRANSITION_SCENES, MovingChoice, MovingChoices, move_scene
from vendor_app.language import _
from vendor_app.storyboard.model import Framing, Motion, Move, TransitionKind

_ZOOM, _PAN = 1.35, 0.4
_EVEN = 0.005
"""Zooms that differ by less are the same."""


class MoveChoices(MovingChoices):
    """Nearer, farther, or to a side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        near = (1.5, 1.5)
        rows: tuple[tuple[Move, str, str, tuple[float, float], float, float], ...] = (
            ("push-in", _("Closer"), "magnifying-glass-plus", (1.0, _ZOOM), 0, 0),
            ("pull-out", _("Wider"), "magnifying-glass-minus", (_ZOOM, 1.0), 0, 0),
            ("rise", _("Up"), "arrow-up", near, 0, -_PAN),
            ("sink", _("Down"), "arrow-down", near, 0, _PAN),
            ("slide-left", _("Left"), "arrow-left", near, -_PAN, 0),
            ("slide-right", _("Right"), "arrow-right", near, _PAN, 0),
        )
        choices = [MovingChoice(key, words, move_scene(zoom, dx, dy), icon) for key, words, icon, zoom, dx, dy in rows]
        super().__init__(_("How the picture moves"), choices, parent)


class TransitionChoices(MovingChoices):
    """Every way in which a shot can come in over the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = {
            "cut": _("Straight cut"),
            "crossfade": _("Fade"),
            "wipe": _("Wipe"),
            "wipe-up": _("Wipe up"),
            "push": _("Push"),
            "push-up": _("Push up"),
            "zoom": _("Zoom"),
            "dip": _("Dip"),
            "iris": _("Circle"),
            "blinds": _("Blinds"),
            "reveal": _("Reveal"),
        }
        icons = {"cut": "scissors"}
        kinds: tuple[str, ...] = get_args(TransitionKind)
        choices = [MovingChoice(kind, words[kind], TRANSITION_SCENES[kind], icons.get(kind, "")) for kind in kinds]
        super().__init__(_("How the shot comes in"), choices, parent)


def move_of(motion: Motion) -> Move:
    """Return which of the moves a motion is most like."""
    start, end = motion.start, motion.end
    if abs(end.zoom - start.zoom) > _EVEN:
        return "push-in" if end.zoom > start.zoom else "pull-out"
    return _panned(start, end)


def _panned(start: Framing, end: Framing) -> Move:
    across, down = end.x - start.x, end.y - start.y
    if abs(across) > abs(down):
        return "slide-right" if across > 0 else "slide-left"
    return "sink" if down > 0 else "rise"
