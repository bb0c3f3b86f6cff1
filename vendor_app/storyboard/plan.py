"""From a product and a template to a storyboard. Pure: opens no file."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.storyboard import words
from vendor_app.storyboard.beats import frames_per_beat, on_the_beat
from vendor_app.storyboard.framing import fill_of, motion
from vendor_app.storyboard.model import FPS, Lettering, Move, Shot, Storyboard, Transition
from vendor_app.storyboard.templates import Scene, Template

SHORTEST_SECONDS: Final = 6
LONGEST_SECONDS: Final = 58
MOST_PICTURES: Final = 20
"""Photos that one clip shows; of more, these are chosen evenly."""
_BRIEFEST: Final = 26
"""Frames a viewer needs to see what a picture shows."""
_DULL: Final = 105
"""Frames after which a single picture becomes dull."""
_FEWEST_BEATS: Final = 6
"""In a short clip opening and closing are briefer too."""

MusicChoice: TypeAlias = str | None
_DEFAULT: Final = "default"


class PlanRefused(VendorError):
    """The product cannot be made into a clip yet; the hint says what to do."""


class _Cue(NamedTuple):
    """What one shot is made of."""

    scene: Scene
    move: Move
    photo: Photo
    visit: int
    """How often the photo was seen before."""
    frames: int


def plan(
    product: Product,
    template: Template,
    *,
    shop_name: str,
    seconds: int = 15,
    music: MusicChoice | Literal["default"] = _DEFAULT,
) -> Storyboard:
    """Plan a clip of exactly ``seconds``. ``music``: a piece's name, None for none, "default" for the template's own.

    Pictures change on its beat. Raises PlanRefused for a product without a price or photos, and for seconds outside
    6-58.
    """
    _require(product, seconds)
    played = template.music if music == _DEFAULT else music
    return Storyboard(
        product=product.id,
        sku=product.sku,
        title=product.name,
        template=template.name,
        prices=product.prices,
        shots=tuple(_shots(product, template, shop_name, _cues(product, template, seconds * FPS, played))),
        music=played,
    )


def _require(product: Product, seconds: int) -> None:
    if not product.photos:
        raise PlanRefused(
            _("This product has no photos yet, so there is nothing to show in a clip."),
            _("Add at least one photo, then make the clip again."),
        )
    if product.price is None:
        raise PlanRefused(
            _("This product has no price yet, and a clip must show the price."),
            _("Type the retail price, then make the clip again."),
        )
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise PlanRefused(
            _("A clip cannot be {seconds} seconds long.").format(seconds=seconds),
            _("Choose from {least} to {most} seconds.").format(least=SHORTEST_SECONDS, most=LONGEST_SECONDS),
        )


def _cues(product: Product, template: Template, frames: int, music: MusicChoice) -> Iterator[_Cue]:
    """Lay out scenes, photos and lengths side by side."""
    scenes = _scenes(product, template, frames)
    lengths = _lengths([scene.beat for scene in scenes], frames)
    beat = None if music is None else frames_per_beat(music)
    if beat is not None:
        lengths = on_the_beat(lengths, beat, _BRIEFEST)
    turns: dict[int, int] = {}
    for scene, length, (photo, visit) in zip(scenes, lengths, _visits(product.photos, len(scenes)), strict=True):
        turn = turns[id(scene)] = turns.get(id(scene), -1) + 1
        yield _Cue(scene, scene.moves[turn % len(scene.moves)], photo, visit, length)


def _scenes(product: Product, template: Template, frames: int) -> list[Scene]:
    """Choose the scene of each shot: as many details as the photos ask for and the time allows."""
    first = [template.opening]
    if template.board is not None and product.tiers:
        first.append(template.board)
    unit = min(template.shot_frames, frames / _FEWEST_BEATS)
    room = frames - sum(scene.beat for scene in (*first, template.closing)) * unit
    unseen = min(len(product.photos), MOST_PICTURES) - len(first)
    wanted, most, least = round(room / template.shot_frames), int(room / _BRIEFEST), -int(-room // _DULL)
    count = max(min(max(unseen, min(wanted, 2 * len(product.photos)), least), most), 1)
    details = [template.details[number % len(template.details)] for number in range(count)]
    return [*first, *details, template.closing]


def _lengths(beats: list[float], frames: int) -> list[int]:
    """Share out the frames by the beats: whole numbers whose sum is exactly ``frames``."""
    ends = [round(frames * beat / sum(beats)) for beat in accumulate(beats)]
    return [end - begin for begin, end in pairwise([0, *ends])]


def _visits(photos: tuple[Photo, ...], shots: int) -> list[tuple[Photo, int]]:
    """Return the photo of each shot and how often it was seen before; the closing card takes the first again.

    More photos than shots: evenly chosen, the first one first. Fewer: round after round, never one twice running, and
    the first not right before the end.
    """
    seen = shots - 1
    if len(photos) > seen:
        photos = tuple(photos[number * len(photos) // seen] for number in range(seen))
    views, place = [0] * len(photos), -1
    found: list[tuple[Photo, int]] = []
    for number in range(seen):
        barred = {place, 0} if number == seen - 1 and len(photos) > 2 else {place}
        place = min((at for at in range(len(photos)) if at not in barred), key=lambda at: views[at], default=0)
        found.append((photos[place], views[place]))
        views[place] += 1
    return [*found, (photos[0], 0)]


def _shots(product: Product, template: Template, shop_name: str, cues: Iterator[_Cue]) -> Iterator[Shot]:
    known = words.product_words(product, shop_name)
    tiers = tuple(words.tier_words(tier, product) for tier in product.tiers)
    facts = iter(words.facts(product, template.facts))
    for number, cue in enumerate(cues):
        scene = cue.scene
        said = {**known, **(_told(next(facts, None)) if _tells(scene) else {})}
        fill = "inset" if scene.window is not None else fill_of(cue.photo, cue.visit)
        yield Shot(
            frames=cue.frames,
            photo=cue.photo.id,
            fill=fill,
            window=scene.window,
            ground=scene.ground,
            pattern=scene.pattern,
            motion=motion(cue.photo, fill, cue.move, cue.visit, cue.frames),
            ease=template.ease,
            transition=_transition(scene, cue.frames, first=number == 0),
            letterings=_letterings(scene, said, tiers),
        )


def _transition(scene: Scene, frames: int, *, first: bool) -> Transition:
    """Nothing comes before the first shot; a brief one is not all transition."""
    if first:
        return Transition(kind="cut", frames=0)
    return msgspec.structs.replace(scene.transition, frames=min(scene.transition.frames, frames // 2))


def _tells(scene: Scene) -> bool:
    return any("{fact}" in line.text for lettering in scene.letterings for line in lettering.lines)


def _told(fact: tuple[str, str] | None) -> dict[str, str]:
    """Return the words of a fact; none when all are told: its lettering goes then."""
    return {} if fact is None else {"fact_heading": fact[0], "fact": fact[1]}


def _letterings(scene: Scene, said: dict[str, str], tiers: tuple[dict[str, str], ...]) -> tuple[Lettering, ...]:
    filled = (words.fill(lettering, said, tiers) for lettering in scene.letterings)
    return tuple(lettering for lettering in filled if lettering is not None)
