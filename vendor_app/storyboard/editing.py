"""What a vendor can do to an edit. Every function returns a new edit; undo is keeping the one before.

Those that change one shot want edits whose shots are written down (``plan.with_shots``) and raise KeyError for an id
that no shot has. Numbers out of bounds are taken as the nearest that is allowed.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.automatic import next_detail
from vendor_app.storyboard.edit import ClipEdit, Opening, ShotEdit, Told
from vendor_app.storyboard.lengths import LONGEST_SECONDS, LONGEST_SHOT, SHORTEST_SECONDS, SHORTEST_SHOT
from vendor_app.storyboard.shots import Framing, Move, Take, Transition, VoiceTake
from vendor_app.video.footage import Footage

MOST_SHOTS: Final = 40
MOST_LETTERS: Final = 200
"""Of a vendor's own words on one shot."""
LONGEST_TRANSITION: Final = 45
"""Frames."""
CLOSEST: Final = 6.0
"""Zoom of a crop."""
_replace = msgspec.structs.replace


def shots_of(edit: ClipEdit) -> tuple[ShotEdit, ...]:
    """Return the shots. Raises ValueError while the template's own are not written down."""
    if not edit.shots:
        raise ValueError("write the template's shots down first: with_shots")
    return edit.shots


def shot(edit: ClipEdit, shot_id: str) -> ShotEdit:
    """Return one shot. Raises KeyError."""
    return shots_of(edit)[_place(edit, shot_id)]


def move_shot(edit: ClipEdit, shot_id: str, to: int) -> ClipEdit:
    """Put a shot in another place, counted without itself."""
    place = _place(edit, shot_id)
    rest = [one for one in shots_of(edit) if one.id != shot_id]
    rest.insert(min(max(to, 0), len(rest)), shots_of(edit)[place])
    return _replace(edit, shots=tuple(rest))


def remove_shot(edit: ClipEdit, shot_id: str) -> ClipEdit:
    """Take a shot out; the only one stays."""
    place = _place(edit, shot_id)
    shots = shots_of(edit)
    return edit if len(shots) == 1 else _replace(edit, shots=(*shots[:place], *shots[place + 1 :]))


def add_photo(edit: ClipEdit, photo: PhotoId, at: int | None = None) -> ClipEdit:
    """Add a shot of a photo: at a place, or before the last shot. Raises VendorError when there are enough."""
    return _insert(edit, ShotEdit(id=_free_id(edit), scene=next_detail(shots_of(edit)), photo=photo), at)


def add_take(edit: ClipEdit, footage: Footage, at: int | None = None) -> ClipEdit:
    """Add a shot of footage, from its beginning and as long as it lasts. Raises VendorError when there are enough."""
    frames = min(max(footage.frames, SHORTEST_SHOT), LONGEST_SHOT)
    new = ShotEdit(
        id=_free_id(edit), scene=next_detail(shots_of(edit)), take=Take(footage=footage.id), frames=min(frames, 150)
    )
    return _insert(edit, new, at)


def set_frames(edit: ClipEdit, shot_id: str, frames: int | None, footage: Footage | None = None) -> ClipEdit:
    """Give a shot its length; None: its share of the clip. ``footage`` that it shows has to last so long."""
    take = shot(edit, shot_id).take
    if frames is not None and take is not None and footage is not None:
        frames = min(frames, footage.frames - take.start)
    return _changed(edit, shot_id, frames=None if frames is None else _within(frames, SHORTEST_SHOT, LONGEST_SHOT))


def trim(edit: ClipEdit, shot_id: str, footage: Footage, start: int, frames: int) -> ClipEdit:
    """Show ``frames`` of its footage from frame ``start`` on. A shot without footage stays as it is."""
    take = shot(edit, shot_id).take
    if take is None:
        return edit
    start = _within(start, 0, max(footage.frames - SHORTEST_SHOT, 0))
    length = _within(frames, SHORTEST_SHOT, max(footage.frames - start, SHORTEST_SHOT))
    return _changed(edit, shot_id, take=_replace(take, start=start), frames=min(length, LONGEST_SHOT))


def set_sound(edit: ClipEdit, shot_id: str, heard: bool) -> ClipEdit:
    """Have the footage of a shot heard or not."""
    take = shot(edit, shot_id).take
    return edit if take is None else _changed(edit, shot_id, take=_replace(take, sound=heard))


def set_crop(edit: ClipEdit, shot_id: str, crop: Framing | None) -> ClipEdit:
    """Choose the part of the picture that fills the canvas; None: as the template has it."""
    if crop is not None:
        crop = Framing(x=_share(crop.x), y=_share(crop.y), zoom=round(min(max(crop.zoom, 1.0), CLOSEST), 4))
    return _changed(edit, shot_id, crop=crop, motion=None)


def set_move(edit: ClipEdit, shot_id: str, move: Move | None) -> ClipEdit:
    """Choose how the view moves over the picture."""
    return _changed(edit, shot_id, move=move, motion=None)


def set_transition(edit: ClipEdit, shot_id: str, transition: Transition | None) -> ClipEdit:
    """Choose how a shot comes in. Too long for the shots beside it, it is planned shorter."""
    if transition is not None:
        transition = _replace(transition, frames=_within(transition.frames, 0, LONGEST_TRANSITION))
    return _changed(edit, shot_id, transition=transition)


def set_text(edit: ClipEdit, shot_id: str, text: str | None) -> ClipEdit:
    """Put own words in the place of the template's; "" for none, None for the template's again."""
    return _changed(edit, shot_id, text=None if text is None else text[:MOST_LETTERS])


def toggle_told(edit: ClipEdit, shot_id: str, told: Told, now: Sequence[Told]) -> ClipEdit:
    """Say something of the catalogue on a shot, or no more. ``now``: what it says (``plan.told_on``)."""
    kept = tuple(one for one in now if one != told)
    return _changed(edit, shot_id, told=kept if told in now else (*kept, told))


def set_told(edit: ClipEdit, shot_id: str, told: Sequence[Told] | None) -> ClipEdit:
    """Choose all that a shot says from the catalogue; None: as the template has it."""
    return _changed(edit, shot_id, told=None if told is None else tuple(dict.fromkeys(told)))


def reset_shots(edit: ClipEdit) -> ClipEdit:
    """Have all shots as the template makes them."""
    return _replace(edit, shots=None)


def set_opening(edit: ClipEdit, opening: Opening) -> ClipEdit:
    """Choose what the clip begins with."""
    return _replace(edit, opening=opening)


def set_cover(edit: ClipEdit, frame: int | None) -> ClipEdit:
    """Choose the frame that is the cover; None: the first."""
    return _replace(edit, cover=None if frame is None else max(frame, 0))


def set_music(edit: ClipEdit, music: str | None) -> ClipEdit:
    """Choose the music: a piece, "own:" and a file's name, "default", None for none."""
    return _replace(edit, music=music)


def set_on_beat(edit: ClipEdit, on_beat: bool) -> ClipEdit:
    """Have pictures change on the beat or not."""
    return _replace(edit, on_beat=on_beat)


def set_seconds(edit: ClipEdit, seconds: int) -> ClipEdit:
    """Choose the clip's length: lengths given to single shots are given up."""
    shots = None if edit.shots is None else tuple(_replace(one, frames=None) for one in edit.shots)
    return _replace(edit, seconds=_within(seconds, SHORTEST_SECONDS, LONGEST_SECONDS), shots=shots)


def set_voices(edit: ClipEdit, voices: Sequence[VoiceTake]) -> ClipEdit:
    """Choose what is spoken."""
    return _replace(edit, voices=tuple(voices))


def set_lines(edit: ClipEdit, lines: Sequence[str]) -> ClipEdit:
    """Type what is spoken: subtitles."""
    return _replace(edit, lines=tuple(line.strip() for line in lines if line.strip()))


def set_others(edit: ClipEdit, others: Sequence[str]) -> ClipEdit:
    """Choose the further products, by id."""
    return _replace(edit, others=tuple(dict.fromkeys(others)))


def in_template(edit: ClipEdit, template: str) -> ClipEdit:
    """Begin the same clip in another template: what is spoken and shown besides stays, its shots are new."""
    return _replace(edit, template=template, shots=None, music="default", opening="template", cover=None)


def _changed(edit: ClipEdit, shot_id: str, **changes: Any) -> ClipEdit:
    place = _place(edit, shot_id)
    shots = shots_of(edit)
    return _replace(edit, shots=(*shots[:place], _replace(shots[place], **changes), *shots[place + 1 :]))


def _place(edit: ClipEdit, shot_id: str) -> int:
    for place, one in enumerate(shots_of(edit)):
        if one.id == shot_id:
            return place
    raise KeyError(shot_id)


def _insert(edit: ClipEdit, new: ShotEdit, at: int | None) -> ClipEdit:
    shots = shots_of(edit)
    if len(shots) >= MOST_SHOTS:
        raise VendorError(
            _("The clip has {count} shots already.").format(count=len(shots)), _("Take one out before adding another.")
        )
    place = len(shots) - (shots[-1].scene == "closing") if at is None else _within(at, 0, len(shots))
    return _replace(edit, shots=(*shots[:place], new, *shots[place:]))


def _free_id(edit: ClipEdit) -> str:
    """Return an id that no shot has."""
    used = {one.id for one in shots_of(edit)}
    return next(name for number in range(len(used) + 1) if (name := f"own:{number}") not in used)


def _within(value: int, least: int, most: int) -> int:
    return min(max(value, least), most)


def _share(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)
