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
    pictures: int
    """Of shots that are drawn for them: two for each frame of a transition."""
    clip_format: ClipFormat
    """How they are encoded."""


def stretches(storyboard: Storyboard, clip_format: ClipFormat) -> list[Stretch]:
    """Share out the clip's frames, in order. A shot is divided into equal parts, so that no core waits long."""
    found = []
    for number, shot in enumerate(storyboard.shots):
        transition = transition_frames(storyboard, number)
        parts = clip_format.parts(shot.frames, transition)
        found += [_stretch(storyboard, number, part, part.start < transition, clip_format) for part in parts]
    return found


def _stretch(storyboard: Storyboard, number: int, part: range, between: bool, clip_format: ClipFormat) -> Stretch:
    encoding = clip_format.for_transition() if between else clip_format
    shown = segment_key(storyboard, number, (encoding.width, encoding.height), part)
    key = f"{shown}-{part.start}-{part.stop}-{_made_by(encoding)}"
    return Stretch(key, storyboard.start(number) + part.start, len(part), len(part) * (1 + between), encoding)


def _made_by(clip_format: ClipFormat) -> str:
    """Return 16 digits that change when frames are encoded otherwise.

    The next driver of a graphics chip may write another header: pieces of both cannot be joined.
    """
    if clip_format.codec == ClipFormat().codec:
        return clip_format.key()[:16]
    return hashlib.sha256("\n".join((clip_format.key(), *encoders.versions())).encode()).hexdigest()[:16]


def render_stretch(stage: Stage, stretch: Stretch, cache: EncodedCache[Segment], progress: Progress) -> Segment:
    """Draw and encode one stretch, and keep it. Raises Cancelled, and VendorError for a photo that cannot be read."""
    with contextlib.closing(stage.frames(stretch.first, stretch.frames)) as frames:
        segment = encode_segment(progress.track(frames, total=stretch.frames), stretch.clip_format)
    cache.put(stretch.key, segment)
    return segment
