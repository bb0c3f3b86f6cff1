"""From a product and what the vendor decided to a storyboard. Pure: opens no file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.photos.geometry import as_seen
from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.automatic import Scenes, automatic_shots
from vendor_app.storyboard.beats import Beat, beat_of
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.cues import cues
from vendor_app.storyboard.edit import ClipEdit, Told
from vendor_app.storyboard.framing import Focus
from vendor_app.storyboard.lengths import LONGEST_SECONDS as LONGEST_SECONDS
from vendor_app.storyboard.lengths import SHORTEST_SECONDS as SHORTEST_SECONDS
from vendor_app.storyboard.model import Shot, Shown, Storyboard
from vendor_app.storyboard.palette import painted
from vendor_app.storyboard.refusals import PlanRefused as PlanRefused
from vendor_app.storyboard.refusals import require
from vendor_app.storyboard.saying import told_by, topic_of_fact
from vendor_app.storyboard.shot_plan import Given, joined, last_shown, planned_shot
from vendor_app.storyboard.subtitles import Span, timed
from vendor_app.storyboard.templates import template
from vendor_app.storyboard.words import product_words

DEFAULT_MUSIC: Final = "default"
MOST_OTHERS: Final = 11
"""Products beside the first: a dozen together."""


def plan(
    product: Product,
    edit: ClipEdit,
    *,
    brand: Brand,
    others: Sequence[Product] = (),
    focus: Mapping[PhotoId, Focus] = {},
    pauses: Sequence[Span] = (),
    beat: Beat | None = None,
) -> Storyboard:
    """Plan a clip of a product as the vendor decided; the same again whenever the product changes.

    ``others``: the products that ``edit.others`` names. ``focus``: what matters in the photos, as far as that is known.
    ``pauses``: frames of the clip from and to which somebody speaks, for the subtitles. ``beat``: of own music. Raises
    PlanRefused for a product without what the template shows or a wrong length, VendorError for an unknown template.
    """
    style = painted(template(edit.template), brand.colour, brand.accent)
    product, others = _as_seen(product), tuple(_as_seen(other) for other in others[:MOST_OTHERS])
    require(product, style, edit, others)
    scenes = Scenes(style, product, others)
    music = style.music if edit.music == DEFAULT_MUSIC else edit.music
    laid = list(cues(scenes, edit, None if music is None else beat or beat_of(music)))
    given = Given(scenes, brand, edit.opening, focus, last_shown(scenes, laid))
    shots = tuple(joined([planned_shot(given, cue) for cue in laid]))
    frames = sum(shot.frames for shot in shots)
    return Storyboard(
        product=product.id,
        sku=product.sku,
        title=product.name,
        template=style.name,
        prices=product.prices,
        shots=shots,
        music=music,
        others=tuple(_shown(shots, scenes.others)),
        voices=edit.voices,
        subtitles=timed(edit.lines, pauses, frames),
        subtitle_style=style.subtitle,
        cover=None if edit.cover is None else min(max(edit.cover, 0), frames - 1),
        edit=edit,
    )


def _as_seen(product: Product) -> Product:
    """Return the product with its photos as large as they are once developed: that decides how they are framed."""
    seen = tuple(as_seen(photo) for photo in product.photos)
    return product if seen == product.photos else msgspec.structs.replace(product, photos=seen)


def _shown(shots: Sequence[Shot], others: Sequence[Product]) -> Iterator[Shown]:
    """Yield the other products of which a picture is seen."""
    seen = {panel.photo for shot in shots for panel in shot.panels}
    seen |= {shot.photo for shot in shots if shot.photo is not None}
    filmed = {shot.take.footage for shot in shots if shot.take is not None}
    for other in others:
        if seen & set(other.photo_ids) or filmed & set(other.footage_ids):
            yield Shown(product=other.id, prices=other.prices)


def told_on(
    edit: ClipEdit, shot_id: str, product: Product, *, brand: Brand, others: Sequence[Product] = ()
) -> tuple[Told, ...]:
    """Return what a shot says from the catalogue as things are now. Raises KeyError for an id that no shot has."""
    style = painted(template(edit.template), brand.colour, brand.accent)
    scenes = Scenes(style, product, others[:MOST_OTHERS])
    for cue in cues(scenes, edit, None):
        if cue.wish.id == shot_id:
            shown = planned_shot(Given(scenes, brand, edit.opening), cue)
            topic = topic_of_fact(cue.owner, style.facts, cue.made.fact)
            name = product_words(cue.owner, brand.shop_name)["name"]
            return cue.wish.told if cue.wish.told is not None else told_by(shown.letterings, topic, name)
    raise KeyError(shot_id)


def with_shots(edit: ClipEdit, product: Product, others: Sequence[Product] = ()) -> ClipEdit:
    """Return the edit with the template's own shots written down, so that one can be changed. Ids stay the same."""
    if edit.shots:
        return edit
    style = template(edit.template)
    require(product, style, edit, others)
    return msgspec.structs.replace(edit, shots=automatic_shots(Scenes(style, product, others[:MOST_OTHERS]), edit))


def edit_of(storyboard: Storyboard) -> ClipEdit:
    """Return what a storyboard was planned from; of one made by an older version, what can be told from it."""
    if storyboard.edit is not None:
        return storyboard.edit
    return ClipEdit(
        template=storyboard.template,
        seconds=round(storyboard.seconds),
        music=storyboard.music,
        voices=storyboard.voices,
    )
