"""Scenes, pictures and lengths of a clip laid side by side: what each of its shots is made of."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.automatic import BRIEFEST, Made, Scenes, automatic_shots
from vendor_app.storyboard.beats import Beat, on_the_beat
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.lengths import SHORTEST_SHOT, lengths
from vendor_app.storyboard.shots import FPS, Take
from vendor_app.video.footage import Footage

_BRIEFEST_CHOSEN: Final = 20
"""Frames that a shot gets at least which the vendor put in without saying how long."""
_STILL: Final = 4
"""Frames that a shot may stand still when its footage has ended, for the next to come in on the beat."""


class Cue(NamedTuple):
    """What one shot is made of."""

    wish: ShotEdit
    made: Made
    source: Photo | Footage | None
    """None: the ground alone."""
    take: Take | None
    owner: Product
    """Whose picture it is: the words are of this product."""
    visit: int
    """How often the picture was seen before."""
    frames: int


def cues(scenes: Scenes, edit: ClipEdit, beat: Beat | None) -> Iterator[Cue]:
    """Lay out the shots that the vendor chose, or else the template's own. Their frames add up to the clip's."""
    wishes = edit.shots or automatic_shots(scenes, edit)
    made = [scenes.made(wish.scene) for wish in wishes]
    beats = [one.scene.beat for one in made]
    least = _BRIEFEST_CHOSEN if edit.shots else 0
    sources = list(_sources(scenes, wishes, made))
    filmed = [_left(wish, source) for wish, (source, _owner) in zip(wishes, sources, strict=True)]
    share = partial(lengths, beats=beats, frames=edit.seconds * FPS, briefest=least)
    frames = _lengths([wish.frames for wish in wishes], filmed, share)
    if beat is not None and edit.on_beat:
        frames = on_the_beat(frames, beat, BRIEFEST, [None if left is None else left + _STILL for left in filmed])
    views: dict[str, int] = {}
    for (wish, scene, length), (source, owner) in zip(zip(wishes, made, frames, strict=True), sources, strict=True):
        seen = source.id if source is not None else ""
        visit = views.get(seen, 0) if scene.scene.window is None else 0
        views[seen] = views.get(seen, 0) + 1
        take = _within(wish.take, source) if wish.take is not None and isinstance(source, Footage) else None
        yield Cue(wish, scene, source, take, owner, visit, length)


def _left(wish: ShotEdit, source: Photo | Footage | None) -> int | None:
    """Return the frames that a shot has of its footage; None for one that shows none."""
    if wish.take is None or not isinstance(source, Footage):
        return None
    return max(source.frames - _within(wish.take, source).start, SHORTEST_SHOT)


def _lengths(
    wanted: Sequence[int | None], filmed: Sequence[int | None], share: Callable[[Sequence[int | None]], list[int]]
) -> list[int]:
    """Share out the clip's time so that no shot stands still at the end of its footage: the others last longer."""
    wanted = [
        length if length is None or left is None else min(length, left)
        for length, left in zip(wanted, filmed, strict=True)
    ]
    while True:
        frames = share(wanted)
        tighter = [
            left if left is not None and length is None and now > left else length
            for length, left, now in zip(wanted, filmed, frames, strict=True)
        ]
        if tighter == wanted:
            return frames
        wanted = tighter


def _within(take: Take, footage: Footage) -> Take:
    """Return the take beginning inside its footage, whatever stands in the edit."""
    return replace(take, start=min(max(take.start, 0), max(footage.frames - 1, 0)))


def _sources(
    scenes: Scenes, wishes: Sequence[ShotEdit], made: Sequence[Made]
) -> Iterator[tuple[Photo | Footage | None, Product]]:
    """Yield the picture of each shot and whose it is. One taken away meanwhile is replaced by the next of the rest.

    A photo that several products share is that of the product which the shot is there for: so are its words and price.
    """
    owners = (scenes.product, *scenes.others)
    photos = {photo.id: (photo, owner) for owner in reversed(owners) for photo in owner.photos}
    footage = {one.id: (one, owner) for owner in reversed(owners) for one in owner.footage}
    shown = {wish.photo for wish in wishes}
    spare = [photo for photo in scenes.product.photos if photo.id not in shown] or list(scenes.product.photos)
    lost = 0
    for wish, like in zip(wishes, made, strict=True):
        meant = scenes.about(like)
        own = {photo.id: (photo, meant) for photo in meant.photos}
        if wish.take is not None and wish.take.footage in footage:
            yield footage[wish.take.footage]
        elif wish.photo is not None and wish.photo in photos:
            yield own.get(wish.photo, photos[wish.photo])
        elif like.scene.shows == "nothing":
            yield None, scenes.product
        else:
            yield spare[lost % len(spare)], scenes.product
            lost += 1
