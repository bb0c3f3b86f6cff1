"""What the panels say of a planned clip: of each shot in the strip, and of the one that is chosen."""

from typing import Final

from ui.pages.clip_plan import Planned
from ui.widgets.shot_button import StripShot
from ui.widgets.shot_moves import move_of
from ui.widgets.shot_panel import FilmedPart, ShotFacts
from vendor_app.catalogue.records import Product
from vendor_app.storyboard.automatic import Scenes
from vendor_app.storyboard.edit import ShotEdit, Told
from vendor_app.storyboard.model import CANVAS, Lettering, Role
from vendor_app.storyboard.plan import told_on
from vendor_app.storyboard.templates import template
from vendor_app.video.footage import Footage

_MAIN: Final[tuple[Role, ...]] = ("quote", "question", "facts", "note", "name")
"""Whose place the vendor's own words take, the likeliest first."""
_READ: Final = 26
"""Frames of a shot after which all its words have come in."""


def strip_shots(plan: Planned, ids: tuple[str, ...]) -> list[StripShot]:
    """Return what the strip says of each shot."""
    return [
        StripShot(name, shot.frames, is_filmed=shot.take is not None, closes=shot.scene == "closing")
        for name, shot in zip(ids, plan.storyboard.shots, strict=True)
    ]


def readable_frame(plan: Planned, number: int) -> int:
    """Return a frame of a shot in which the one before has gone and its words have come."""
    shot = plan.storyboard.shots[number]
    return plan.storyboard.start(number) + min(shot.transition.frames + _READ, shot.frames - 1)


def footage_of(product: Product, footage: str) -> Footage | None:
    """Return a piece of the product's footage; None when it is gone."""
    return next((one for one in product.footage if one.id == footage), None)


def shot_facts(plan: Planned, wishes: tuple[ShotEdit, ...], number: int) -> ShotFacts:
    """Return what there is to say and to choose about shot ``number``, counted from 0."""
    shot, wish = plan.storyboard.shots[number], wishes[number]
    return ShotFacts(
        number=number + 1,
        frames=shot.frames,
        words=wish.text if wish.text is not None else main_words(shot.letterings),
        own_words=wish.text is not None or wish.told is not None,
        told=told_on(plan.edit, wish.id, plan.product, brand=plan.brand, others=plan.others),
        known=known_of(plan.product),
        move=wish.move or move_of(shot.motion),
        transition=shot.transition.kind if number else "",
        filmed=_filmed(plan.product, wish),
        can_be_removed=len(wishes) > 1,
        can_crop=shot.photo is not None or shot.take is not None,
    )


def seen_shape(plan: Planned, number: int) -> float:
    """Return width / height of the place in which a shot shows the part of its picture that the vendor chooses."""
    shot = plan.storyboard.shots[number]
    window = Scenes(template(plan.edit.template), plan.product, plan.others).made(shot.scene).scene.window
    box = CANVAS if window is None or shot.take is not None else window
    return box.width / box.height


def _filmed(product: Product, wish: ShotEdit) -> FilmedPart | None:
    footage = footage_of(product, wish.take.footage) if wish.take is not None else None
    if footage is None or wish.take is None:
        return None
    return FilmedPart(footage.frames, wish.take.start, wish.take.sound, footage.has_sound)


def main_words(letterings: tuple[Lettering, ...]) -> str:
    """Return the words of a shot that the vendor's own would take the place of, one line under the other."""
    for role in _MAIN:
        for lettering in letterings:
            if lettering.role == role:
                return "\n".join(line.text for line in lettering.lines if line.text)
    return ""


def known_of(product: Product) -> tuple[Told, ...]:
    """Return what the catalogue knows of a product that a shot can say."""
    known: dict[Told, object] = {
        "name": product.name.strip(),
        "price": product.price is not None,
        "tiers": product.tiers,
        "sizes": product.sizes,
        "colours": product.colors,
        "fabric": product.facts.fabric.strip(),
        "shipping": product.shipping is not None,
        "size_range": product.facts.size_range.strip(),
        "eco": product.facts.eco,
    }
    return tuple(told for told, value in known.items() if value)
