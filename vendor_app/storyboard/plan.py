"""From a product and a template to a storyboard. Pure: opens no file."""

from itertools import accumulate
from typing import Final, Literal

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.storyboard import words
from vendor_app.storyboard.framing import fill_of, motion
from vendor_app.storyboard.model import FPS, Lettering, Shot, Storyboard, Transition
from vendor_app.storyboard.templates import Scene, Template

SHORTEST_SECONDS: Final = 6
LONGEST_SECONDS: Final = 58
_MOST_PICTURES: Final = 20
_BRIEFEST: Final = 24
"""Frames a viewer needs to see what a picture shows."""
_LONGEST: Final = 100
"""Frames after which a single picture becomes dull."""


class PlanRefused(VendorError):
    """The product cannot be made into a clip yet; the hint says what is missing."""


def plan(
    product: Product,
    template: Template,
    *,
    shop_name: str,
    seconds: int = 15,
    music: str | None | Literal["default"] = "default",
) -> Storyboard:
    """Plan a clip of exactly ``seconds``. ``music``: a piece's name, None for none, "default" for the template's own.

    Raises PlanRefused for a product without a price or photos, and for seconds outside 6-58.
    """
    _require(product, seconds)
    scenes = _scenes(product, template, seconds * FPS)
    lengths = _lengths([scene.beat for scene in scenes], seconds * FPS)
    photos = _photos(product.photos[:], len(scenes))
    return Storyboard(
        product=product.id,
        sku=product.sku,
        title=product.name,
        template=template.name,
        prices=product.prices,
        shots=_shots(product, template, shop_name, scenes, lengths, photos),
        music=template.music if music == "default" else music,
    )


def _require(product: Product, seconds: int) -> None:
    if not product.photos:
        raise PlanRefused(
            _("This product has no photos yet, so there is nothing to show in a clip."),
            _("Add at least one photo, then make the clip again."),
        )
    if product.price is None:
        raise PlanRefused(
            _("This product has no price yet. A clip must show the price."),
            _("Type the retail price, then make the clip again."),
        )
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise PlanRefused(
            _("A clip cannot be {seconds} seconds long.").format(seconds=seconds),
            _("Choose from {least} to {most} seconds.").format(least=SHORTEST_SECONDS, most=LONGEST_SECONDS),
        )


def _scenes(product: Product, template: Template, frames: int) -> list[Scene]:
    """Choose the scene of each shot: as many as the photos ask for and the time allows."""
    fixed = [template.opening]
    if template.board is not None and _has(product, template.board):
        fixed.append(template.board)
    spent = sum(scene.beat for scene in (*fixed, template.closing)) * template.shot_frames
    room = max(frames - spent, 0)
    wanted = round(room / template.shot_frames)
    most, least = int(room // _BRIEFEST), -int(-room // _LONGEST)
    unseen = min(len(product.photos), _MOST_PICTURES) - len(fixed)
    count = min(max(wanted if unseen < wanted else unseen, least, 1), max(most, 1))
    details = [template.details[number % len(template.details)] for number in range(count)]
    return [*fixed, *details, template.closing]


def _has(product: Product, scene: Scene) -> bool:
    there = {"tiers": bool(product.tiers), "facts": bool(words.facts(product))}
    return all(there[need] for need in scene.needs)


def _lengths(beats: list[float], frames: int) -> list[int]:
    """Share out the frames by the beats: whole numbers whose sum is exactly ``frames``."""
    total = sum(beats)
    ends = [round(frames * beat / total) for beat in accumulate(beats)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _photos(photos: tuple[Photo, ...], shots: int) -> list[tuple[Photo, int]]:
    """Return the photo of each shot and how often it was seen before; the closing card takes the first again.

    More photos than shots: evenly chosen, the first one first. Fewer: round after round, each closer up.
    """
    seen = shots - 1
    if len(photos) > seen:
        photos = tuple(photos[number * len(photos) // seen] for number in range(seen))
    rounds = [(photos[number % len(photos)], number // len(photos)) for number in range(seen)]
    return [*rounds, (photos[0], 0)]


def _shots(
    product: Product,
    template: Template,
    shop_name: str,
    scenes: list[Scene],
    lengths: list[int],
    photos: list[tuple[Photo, int]],
) -> tuple[Shot, ...]:
    known = words.product_words(product, shop_name)
    tiers = tuple(words.tier_words(tier, product) for tier in product.tiers)
    facts = iter(words.facts(product))
    turns: dict[int, int] = {}
    shots = []
    for number, (scene, frames, (photo, visit)) in enumerate(zip(scenes, lengths, photos, strict=True)):
        turn = turns[id(scene)] = turns.get(id(scene), -1) + 1
        said = {**known, **_next_fact(scene, facts)}
        fill = "inset" if scene.window is not None else fill_of(photo)
        transition = scene.transition if number else Transition(kind="cut", frames=0)
        shots.append(
            Shot(
                frames=frames,
                photo=photo.id,
                fill=fill,
                window=scene.window,
                ground=scene.ground,
                pattern=scene.pattern,
                motion=motion(photo, fill, scene.moves[turn % len(scene.moves)], visit),
                ease=template.ease,
                transition=msgspec.structs.replace(transition, frames=min(transition.frames, frames // 2)),
                letterings=_letterings(scene, said, tiers),
            )
        )
    return tuple(shots)


def _next_fact(scene: Scene, facts: object) -> dict[str, str]:
    """Take the next fact for a scene that shows one; no words when all are told."""
    if not any("{fact}" in line.text for lettering in scene.letterings for line in lettering.lines):
        return {}
    heading, text = next(facts, ("", ""))  # type: ignore[call-overload]
    return {"fact_heading": heading, "fact": text}


def _letterings(scene: Scene, said: dict[str, str], tiers: tuple[dict[str, str], ...]) -> tuple[Lettering, ...]:
    filled = (words.fill(lettering, said, tiers) for lettering in scene.letterings)
    return tuple(lettering for lettering in filled if lettering is not None)
