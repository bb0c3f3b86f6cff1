"""Read the frames of a clip of our own back, to watch it at the size of a screen."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _

Pixels: TypeAlias = NDArray[np.uint8]


class ClipUnreadable(VendorError):
    """The file of a clip is gone or damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("The clip {name} is gone or damaged.").format(name=path.name), _("Make the clip again."))


def clip_frames(path: Path, size: tuple[int, int], start: int = 0) -> Iterator[Pixels]:
    """Yield the frames from number ``start`` on as I420, uint8 (height * 3 // 2, width), scaled to ``size``.

    ``size`` is width and height, both even. Raises ClipUnreadable.
    """
    try:
        with av.open(str(path), format="mp4", options={"protocol_whitelist": "file"}) as container:
            video = container.streams.video[0]
            video.thread_type = "AUTO"
            ticks = 1 / (Fraction(video.average_rate or 30) * Fraction(video.time_base or 1))
            first = round(start * ticks)
            container.seek(first, stream=video)
            for frame in container.decode(video):
                if frame.pts is not None and frame.pts + ticks / 2 > first:
                    yield frame.reformat(*size, format="yuv420p").to_ndarray().astype(np.uint8, copy=False)
    except Exception as problem:  # whatever a decoder raises: the file lay where others could change it
        raise ClipUnreadable(path) from problem
