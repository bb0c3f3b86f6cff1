"""One shot of a clip: its picture, what moves, what stands beside it and what is written on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from vendor_app.catalogue.records import Product, Review
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.storyboard import words
from vendor_app.storyboard.automatic import Scenes, told_reviews
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.cues import Cue
from vendor_app.storyboard.edit import Opening
from vendor_app.storyboard.entries import in_time, last_entry
from vendor_app.storyboard.framing import LARGEST_CROP, Focus, about, fill_of, fitted_window, inside, motion
from vendor_app.storyboard.grids import cells, laid_out, pages
from vendor_app.storyboard.openings import asked, opening_letterings
from vendor_app.storyboard.saying import Known, said
from vendor_app.storyboard.shots import CANVAS, Box, Fill, Framing, Lettering, Motion, Panel, Shot, Transition
from vendor_app.storyboard.templates import Scene
from vendor_app.video.footage import Footage

_ALONE: Final = Box(x=60, y=240, width=960, height=1300)
"""Where a picture stands whole that has no words beside it: amid what an app's own buttons leave free."""
_FAST: Final = 2.2
"""Pace of the picture that a clip begins with when it is to catch the eye by moving."""


class Given(NamedTuple):
    """What all shots of a clip share."""

    scenes: Scenes
    brand: Brand
    opening: Opening = "template"
    focus: Mapping[PhotoId, Focus] = {}
    counted: int | None = None
    """Of the clip's products, those up to the last that has a shot; None: all."""


def planned_shot(given: Given, cue: Cue) -> Shot:
    """Return the shot of a cue, with the transition that is wished for, however short its neighbours are."""
    scene = cue.made.scene
    fill, window = _place(given, cue)
    panels, labels = _grid(given, cue)
    letterings = (*labels, *_letterings(given, cue))
    last = last_entry(letterings, panels)
    if window is not None and scene.window is None and not letterings and not panels and cue.source is not None:
        window = fitted_window(cue.source, _ALONE)
    return Shot(
        frames=cue.frames,
        photo=None if cue.source is None or cue.take is not None else cue.source.id,
        look=cue.source.edited_look if isinstance(cue.source, Photo) and cue.take is None else "",
        take=cue.take,
        panels=(*in_time(panels, cue.frames, last), *_logo(scene, given.brand)),
        scene=cue.wish.scene,
        fill=fill,
        window=window,
        part=_part(given, cue, window),
        ground=scene.ground,
        pattern=scene.pattern,
        motion=_motion(given, cue, fill),
        ease="settle" if _begins_moving(given, cue) else given.scenes.template.ease,
        transition=cue.wish.transition or scene.transition,
        letterings=in_time(letterings, cue.frames, last),
    )


def joined(shots: list[Shot]) -> Iterator[Shot]:
    """Yield the shots with transitions no longer than half of both their neighbours; nothing comes before the first."""
    before = 0
    for shot in shots:
        frames = min(shot.transition.frames, shot.frames // 2, before // 2)
        kind = "cut" if frames <= 0 else shot.transition.kind
        frames = 0 if kind == "cut" else frames
        yield msgspec.structs.replace(shot, transition=Transition(kind=kind, frames=frames))
        before = shot.frames


def _place(given: Given, cue: Cue) -> tuple[Fill, Box | None]:
    """Return how the picture meets the canvas, and its window."""
    scene = cue.made.scene
    if scene.window is not None and not (isinstance(cue.source, Footage) and cue.wish.crop is not None):
        return "inset", scene.window
    if cue.source is None or cue.wish.crop is not None or scene.closeness > 1.0:
        return "cover", None
    fill = fill_of(cue.source, cue.visit, given.focus.get(cue.source.id))
    if fill == "blur" and scene.loose is not None:
        return "inset", fitted_window(cue.source, scene.loose)
    return fill, None


def _part(given: Given, cue: Cue, window: Box | None) -> Framing | None:
    """Return what of the photo is seen in the shot's window: what the vendor chose, or what matters in the middle."""
    if window is None or cue.source is None:
        return None
    if cue.wish.crop is not None:
        return msgspec.structs.replace(cue.wish.crop, zoom=max(cue.wish.crop.zoom, 1.0))
    focus = given.focus.get(cue.source.id)
    shape, wanted = cue.source.width / cue.source.height, window.width / window.height
    if focus is None or not focus.sure or min(shape, wanted) / max(shape, wanted) < 1 - LARGEST_CROP:
        return None
    return Framing(x=round(focus.x + focus.width / 2, 4), y=round(focus.y + focus.height / 2, 4))


def _begins_moving(given: Given, cue: Cue) -> bool:
    return cue.wish.scene == "opening" and given.opening == "motion"


def _motion(given: Given, cue: Cue, fill: Fill) -> Motion:
    wish, scene = cue.wish, cue.made.scene
    if cue.source is None:  # the ground alone lives, too
        return motion(CANVAS, "inset", scene.moves[0], 0, cue.frames)
    if wish.motion is not None:
        return inside(cue.source if fill == "cover" else CANVAS, wish.motion)
    if isinstance(cue.source, Footage) and wish.move is None and wish.crop is None:
        return Motion()
    move = wish.move or scene.moves[cue.made.turn % len(scene.moves)]
    pace = scene.pace
    if _begins_moving(given, cue) and wish.move is None:
        move, pace = "pull-out", max(_FAST, pace)
    if wish.crop is not None and fill == "cover":
        return about(cue.source, wish.crop, move, cue.frames, pace=pace)
    focus = given.focus.get(cue.source.id)
    return motion(cue.source, fill, move, cue.visit, cue.frames, pace=pace, closeness=scene.closeness, focus=focus)


def _grid(given: Given, cue: Cue) -> tuple[tuple[Panel, ...], tuple[Lettering, ...]]:
    """Return what stands side by side on the shot, and what is written on that."""
    grid, scenes = cue.made.scene.grid, given.scenes
    if grid is None:
        return (), ()
    found = cells(grid, scenes.product, scenes.others, _review(scenes, cue), given.brand.shop_name)
    if not found:
        return (), ()
    shared = pages(grid, found)
    page = cue.made.page if cue.made.scene.each == "page" else 0
    panels, labels = laid_out(grid, shared[page % len(shared)])
    return tuple(_centred(panel, given.focus) for panel in panels), labels


def _centred(panel: Panel, focus: Mapping[PhotoId, Focus]) -> Panel:
    """Return the panel with what matters in its photo in the middle, as far as that is known."""
    known = focus.get(panel.photo)
    if known is None or not known.sure:
        return panel
    return msgspec.structs.replace(panel, x=round(known.x + known.width / 2, 4), y=round(known.y + known.height / 2, 4))


def _logo(scene: Scene, brand: Brand) -> Iterator[Panel]:
    if scene.logo is not None and brand.logo is not None:
        yield Panel(photo=brand.logo.id, box=scene.logo, fit="contain", radius=0)


def _review(scenes: Scenes, cue: Cue) -> Review | None:
    """Return the customer's words that are told on the shot."""
    places = told_reviews(scenes.product)
    page = cue.made.page if cue.made.scene.each == "review" else 0
    return scenes.product.reviews[places[page % len(places)]] if places else None


def _letterings(given: Given, cue: Cue) -> tuple[Lettering, ...]:
    style, known = given.scenes.template, _words(given, cue)
    patterns = cue.made.scene.letterings
    if cue.wish.scene == "opening":
        patterns = opening_letterings(style, given.opening)
        known = {**known, **asked(style, known)}
    return said(patterns, cue.wish, Known(cue.owner, known, words.tables(cue.owner), style.own_text))


def _words(given: Given, cue: Cue) -> Mapping[str, str]:
    """Return every word that the shot's patterns may use. "3/5" counts the products that get a shot."""
    scenes, brand = given.scenes, given.brand
    count, place = len(scenes.others) + 1, _place_among(scenes, cue.owner)
    known = words.product_words(cue.owner, brand.shop_name)
    facts = words.facts(cue.owner, scenes.template.facts)
    review = _review(scenes, cue)
    fact = facts[cue.made.fact] if cue.made.fact < len(facts) else ("", "")
    return {
        **known,
        **({} if review is None else words.review_words(review)),
        **words.counted(place, count),
        **({} if count < 2 else {"count": str(max(given.counted or count, place))}),
        "other_name": "" if cue.owner is scenes.product else known["name"],
        "fact_heading": fact[0],
        "fact": fact[1],
    }


def last_shown(scenes: Scenes, cues: Sequence[Cue]) -> int | None:
    """Return which of the clip's products, from 1, is the last with a shot of its own; None when none has."""
    own = [_place_among(scenes, cue.owner) for cue in cues if cue.made.scene.shows == "other_products"]
    return max(own, default=None)


def _place_among(scenes: Scenes, owner: Product) -> int:
    """Return which of the clip's products this is, from 1."""
    return 1 if owner is scenes.product else scenes.others.index(owner) + 2
