"""When what stands on a shot comes in: in a brief shot sooner than its style has it, for it must be read."""

from typing import Final, TypeVar

import msgspec

from vendor_app.storyboard.shots import Lettering, Panel

_THERE: Final = 0.8
"""Share of a shot after which everything has come in."""
_ENTRY: Final = 14
"""Frames in which it comes in."""

Standing = TypeVar("Standing", Lettering, Panel)


def in_time(standing: tuple[Standing, ...], frames: int, last: int) -> tuple[Standing, ...]:
    """Return the same, coming in so early that all is there for the last fifth of a shot of ``frames``.

    ``last``: the frame in which the last of all that stands on the shot begins to come in.
    """
    allowed = max(int(frames * _THERE) - _ENTRY, 0)
    return tuple(_sooner(one, allowed / last) for one in standing) if last > allowed else standing


def last_entry(letterings: tuple[Lettering, ...], panels: tuple[Panel, ...]) -> int:
    """Return the frame in which the last of them begins to come in."""
    written = (one.enters + one.stagger * sum(line.max_lines for line in one.lines) for one in letterings)
    return max((*written, *(one.enters for one in panels)), default=0)


def _sooner(one: Standing, share: float) -> Standing:
    changes = {"enters": int(one.enters * share)}
    if isinstance(one, Lettering):
        changes["stagger"] = int(one.stagger * share)
    return msgspec.structs.replace(one, **changes)
