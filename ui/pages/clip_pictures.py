"""Pictures of a clip that is being edited, drawn beside the window: its shots, its styles, its cover, its footage."""

import contextlib
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from ui.latest import Latest
from ui.tasks import Tasks
from ui.widgets.preview_pixels import fitted, picture
from ui.widgets.preview_reels import Originals, stage_of
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import PhotoId
from vendor_app.planning import plan_clip
from vendor_app.progress import Progress
from vendor_app.render.compose import Stage
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.lengths import SHORTEST_SECONDS
from vendor_app.storyboard.model import FPS, Shot, Storyboard
from vendor_app.storyboard.previews import at_a_glance
from vendor_app.storyboard.templates import Template, templates
from vendor_app.video.footage import Footage

FILM_STEP: Final = 3
"""Frames from one picture of a style's moving picture to the next."""
_WHOLE = (900, 900)
"""Pixels that a photo to be cropped covers at least."""


class Still(NamedTuple):
    """A picture made in the background, and what it belongs to: a style's name, a shot's id, a footage's id."""

    key: str
    image: QImage
    refusal: VendorError | None = None
    """Why there is none."""


class Film(NamedTuple):
    """Pictures to be shown one after the other, and what they belong to."""

    key: str
    images: tuple[QImage, ...]


class ClipPictures(QObject):
    """Draws each thing for the latest plan only, and a shot only when it looks otherwise than before."""

    shot_drawn = Signal(object)
    style_drawn = Signal(object)
    """A Still."""
    style_film_drawn = Signal(object)
    footage_film_drawn = Signal(object)
    """A Film."""
    poster_drawn = Signal(object)
    cover_drawn = Signal(object)
    whole_drawn = Signal(object)
    """A Still: a whole photo to choose a part of."""
    failed = Signal(object)
    """The VendorError that says why there is no picture."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._all = tuple(Latest(tasks, self) for _kind in range(7))
        self._shots, self._styles, self._style_film, self._cover, self._whole, self._footage, self._posters = self._all
        for latest, drawn in (
            (self._shots, self.shot_drawn),
            (self._styles, self.style_drawn),
            (self._style_film, self.style_film_drawn),
            (self._cover, self.cover_drawn),
            (self._whole, self.whole_drawn),
            (self._footage, self.footage_film_drawn),
            (self._posters, self.poster_drawn),
        ):
            latest.made.connect(drawn)
        self._whole.failed.connect(self.failed)
        self._drawn: dict[str, tuple[Shot, int, QSize]] = {}
        self._shots.made.connect(self._note)
        self._wanted: dict[str, tuple[Shot, int, QSize]] = {}

    def drop(self) -> None:
        """Hear nothing more of what is under way."""
        for latest in self._all:
            latest.stop()

    def forget(self) -> None:
        """Draw everything anew: the clip is another one."""
        self.drop()
        self._drawn.clear()

    def draw_shots(self, storyboard: Storyboard, ids: tuple[str, ...], originals: Originals, size: QSize) -> None:
        """Have a picture drawn of each shot that looks otherwise than before, ``size`` even device pixels."""
        looks = {
            name: (replace(shot, transition=replace(shot.transition, frames=0)), storyboard.seen_frames(at), size)
            for at, (name, shot) in enumerate(zip(ids, storyboard.shots, strict=True))
        }
        self._drawn = {name: look for name, look in self._drawn.items() if name in looks}  # one that comes back is bare
        changed = [(at, name) for at, name in enumerate(ids) if self._drawn.get(name) != looks[name]]
        self._wanted = looks
        stage = stage_of(storyboard, originals, size.toTuple())
        self._shots.begin(*(partial(shot_still, stage, at, name) for at, name in changed))

    def _note(self, still: Still) -> None:
        if still.key in self._wanted:
            self._drawn[still.key] = self._wanted[still.key]

    def draw_styles(self, product: Product, edit: ClipEdit, originals: Originals, size: QSize) -> None:
        """Have the product's cover in each style drawn."""
        work = partial(style_still, self._shop, product, edit, originals, size.toTuple())
        self._styles.begin(*(partial(work, one) for one in templates()))

    def draw_style_film(
        self, product: Product, edit: ClipEdit, originals: Originals, size: QSize, template: str
    ) -> None:
        """Have a few seconds of the product in a style drawn."""
        self._style_film.begin_long(
            partial(style_film, self._shop, product, restyled(edit, template), originals, size.toTuple())
        )

    def draw_cover(self, storyboard: Storyboard, originals: Originals, size: QSize) -> None:
        """Have the cover drawn as it will be."""
        self._cover.begin(partial(cover_still, storyboard, originals, size.toTuple()))

    def draw_whole(self, shot: str, photo: PhotoId | None, footage: tuple[Footage, int] | None, of: Originals) -> None:
        """Have the whole picture of a shot drawn: a photo, or a frame of footage."""
        self._whole.begin(partial(whole_still, shot, photo, footage, of))

    def draw_footage(self, footage: Footage, originals: Originals, size: QSize, count: int) -> None:
        """Have ``count`` pictures drawn, evenly over a piece of footage."""
        self._footage.begin_long(partial(footage_film, footage, originals, size, count))

    def draw_posters(self, footage: tuple[Footage, ...], originals: Originals, size: QSize) -> None:
        """Have a picture of each piece of footage drawn."""
        self._posters.begin(*(partial(poster, one, originals, size) for one in footage))


def shot_still(stage: Stage, number: int, name: str) -> Still:
    """Draw a shot as it is in its middle. Raises VendorError when its photo is gone."""
    storyboard = stage.storyboard
    middle = storyboard.start(number) + storyboard.shots[number].frames // 2
    with contextlib.closing(stage):  # of its footage; the stage itself goes on
        return Still(name, picture(stage.still(middle)))


def restyled(edit: ClipEdit, template: str) -> ClipEdit:
    """Return a short clip in a style, to look at."""
    return ClipEdit(template=template, seconds=SHORTEST_SECONDS, music=None, opening=edit.opening, others=edit.others)


def style_still(
    shop: Shop, product: Product, edit: ClipEdit, originals: Originals, size: tuple[int, int], style: Template
) -> Still:
    """Draw the product's cover in a style; null when the product cannot be a clip in it."""
    try:
        storyboard = plan_clip(shop, product, restyled(edit, style.name))
        stage = stage_of(storyboard, originals, size)
        with contextlib.closing(stage):
            return Still(style.name, picture(stage.cover()))
    except VendorError as refusal:
        return Still(style.name, QImage(), refusal)


def style_film(
    shop: Shop, product: Product, edit: ClipEdit, originals: Originals, size: tuple[int, int], progress: Progress
) -> Film:
    """Draw some seconds of the product in a style. Raises Cancelled; no pictures when it cannot be a clip in it."""
    try:
        storyboard = at_a_glance(plan_clip(shop, product, edit))
        stage = stage_of(storyboard, originals, size)
        frames = range(0, storyboard.frames, FILM_STEP)
        with contextlib.closing(stage):
            return Film(edit.template, tuple(picture(stage.still(frame)) for frame in progress.track(frames)))
    except VendorError:
        return Film(edit.template, ())


def cover_still(storyboard: Storyboard, originals: Originals, size: tuple[int, int]) -> Still:
    """Draw the cover of a clip."""
    with contextlib.closing(stage_of(storyboard, originals, size)) as stage:
        return Still("", picture(stage.cover()))


def whole_still(shot: str, photo: PhotoId | None, footage: tuple[Footage, int] | None, originals: Originals) -> Still:
    """Return the whole photo of a shot, or the frame of its footage. Raises VendorError when it is gone."""
    if footage is not None:
        return Still(shot, picture(originals.footage_picture(footage[0].id, footage[1], _WHOLE)))
    return Still(shot, QImage() if photo is None else picture(originals.open_photo(photo, _WHOLE)))


def footage_film(footage: Footage, originals: Originals, size: QSize, count: int, progress: Progress) -> Film:
    """Return pictures evenly over a piece of footage. Raises Cancelled."""
    frames = [round((at + 0.5) * footage.frames / count) for at in range(count)]
    pixels = size.toTuple()
    found = (originals.footage_picture(footage.id, frame, pixels) for frame in progress.track(frames))
    return Film(footage.id, tuple(fitted(rgb, *pixels) for rgb in found))


def poster(footage: Footage, originals: Originals, size: QSize) -> Still:
    """Return a picture of a piece of footage, from its first second."""
    rgb = originals.footage_picture(footage.id, min(FPS // 2, footage.frames // 2), size.toTuple())
    return Still(footage.id, fitted(rgb, *size.toTuple()))
