"""The finished plan of one clip: data, no pixels. Time is whole frames; places are pixels of the canvas."""

import msgspec

from vendor_app.catalogue.records import Satang, Sku
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.shots import (
    CANVAS,
    FPS,
    SAFE,
    SAFE_WITH_CARD,
    Box,
    Colour,
    Fill,
    Framing,
    Lettering,
    Motion,
    Move,
    Panel,
    Pattern,
    Plate,
    Role,
    Shot,
    SubtitleStyle,
    Take,
    TextLine,
    Transition,
    TransitionKind,
    VoiceTake,
)

__all__ = [
    "CANVAS",
    "FPS",
    "SAFE",
    "SAFE_WITH_CARD",
    "Box",
    "Colour",
    "Fill",
    "Framing",
    "Lettering",
    "Motion",
    "Move",
    "Panel",
    "Pattern",
    "Plate",
    "Role",
    "Shot",
    "Shown",
    "Storyboard",
    "Subtitle",
    "SubtitleStyle",
    "Take",
    "TextLine",
    "Transition",
    "TransitionKind",
    "VoiceTake",
    "from_json",
    "to_json",
]


class Subtitle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is spoken, to be read: at the foot of the safe box, over whatever shot is seen."""

    text: str
    start: int
    """Frame of the clip."""
    frames: int


class Shown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another product in the clip, and its prices when it was planned."""

    product: str
    prices: tuple[Satang, ...]


class Storyboard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``render`` draws and ``sound`` plays, frame for frame. Saved as JSON beside the clip."""

    format: int = 1
    product: str
    """Id of the product."""
    sku: Sku
    title: str
    template: str
    prices: tuple[Satang, ...]
    """``Product.prices`` when it was planned: shows later whether the clip is out of date."""
    shots: tuple[Shot, ...]
    music: str | None
    """Name of a piece in ``resources/music``, or "own:" and the name of a file in the shop's ``music`` folder; None for
    no music."""
    canvas: Box = CANVAS
    fps: int = FPS
    others: tuple[Shown, ...] = ()
    """Products beside the first: their photos are shown too."""
    voices: tuple[VoiceTake, ...] = ()
    subtitles: tuple[Subtitle, ...] = ()
    subtitle_style: SubtitleStyle = SubtitleStyle()
    cover: int | None = None
    """Frame of the clip that is its cover, with all lettering in place; None: the first."""
    edit: ClipEdit | None = None
    """What it was planned from; None in clips of older versions."""

    @property
    def frames(self) -> int:
        """Length of the clip in frames."""
        return sum(shot.frames for shot in self.shots)

    @property
    def seconds(self) -> float:
        """Length of the clip in seconds, to show."""
        return self.frames / self.fps

    def is_same_clip(self, other: "Storyboard") -> bool:
        """Whether nothing is seen or heard otherwise in ``other``, however it was decided."""
        return msgspec.structs.replace(self, edit=None) == msgspec.structs.replace(other, edit=None)

    def start(self, number: int) -> int:
        """Return the first frame of shot ``number``, counted from 0."""
        return sum(shot.frames for shot in self.shots[:number])

    def shot_at(self, frame: int) -> tuple[int, int]:
        """Return the number of the shot that owns ``frame``, and which of its own frames that is."""
        for number, shot in enumerate(self.shots):
            if frame < shot.frames:
                return number, frame
            frame -= shot.frames
        raise IndexError(frame)

    def seen_frames(self, number: int) -> int:
        """Return how long the picture of shot ``number`` is seen: its own frames and the next one's transition."""
        after = self.shots[number + 1].transition.frames if number + 1 < len(self.shots) else 0
        return self.shots[number].frames + after


def to_json(storyboard: Storyboard) -> bytes:
    """Write the storyboard as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(storyboard), indent=1)


def from_json(content: bytes) -> Storyboard:
    """Read a storyboard. Raises msgspec.DecodeError, naming the field, for anything else."""
    return msgspec.json.decode(content, type=Storyboard)
