"""The clip in stretches of at most one group of pictures: drawn, encoded and kept one by one, on all cores."""

import contextlib
import hashlib
from typing import NamedTuple

from vendor_app.progress import Progress
from vendor_app.render.compose import Stage, segment_key, transition_frames
from vendor_app.storyboard.model import Storyboard
from vendor_app.video import encoders
from vendor_app.video.encode import Segment, encode_segment
from vendor_app.video.format import ClipFormat
from vendor_app.video.segments import EncodedCache


class Stretch(NamedTuple):
    """Frames of one shot that are encoded in one piece."""

    key: str
    """Changes with what they show and with how they are encoded."""
    first: int
    """Counted from the first frame of the clip."""
    frames: int


def stretches(storyboard: Storyboard, clip_format: ClipFormat) -> list[Stretch]:
    """Share out the clip's frames, in order. A shot is divided into equal parts, so that no core waits long."""
    found = []
    encoded = _made_by(clip_format)
    for number, shot in enumerate(storyboard.shots):
        start, size = storyboard.start(number), (clip_format.width, clip_format.height)
        found += [
            Stretch(
                f"{segment_key(storyboard, number, size, part)}-{part.start}-{part.stop}-{encoded}",
                start + part.start,
                len(part),
            )
            for part in clip_format.parts(shot.frames, transition_frames(storyboard, number))
        ]
    return found


def _made_by(clip_format: ClipFormat) -> str:
    """Return 16 digits that change when frames are encoded otherwise.

    The next driver of a graphics chip may write another header: pieces of both cannot be joined.
    """
    if clip_format.codec == ClipFormat().codec:
        return clip_format.key()[:16]
    return hashlib.sha256("\n".join((clip_format.key(), *encoders.versions())).encode()).hexdigest()[:16]


def render_stretch(
    stage: Stage, stretch: Stretch, clip_format: ClipFormat, cache: EncodedCache[Segment], progress: Progress
) -> Segment:
    """Draw and encode one stretch, and keep it. Raises Cancelled, and VendorError for a photo that cannot be read."""
    with contextlib.closing(stage.frames(stretch.first, stretch.frames)) as frames:
        segment = encode_segment(progress.track(frames, total=stretch.frames), clip_format)
    cache.put(stretch.key, segment)
    return segment
