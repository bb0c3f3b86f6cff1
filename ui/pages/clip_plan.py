"""What the clip page has done beside the window: the plan of a choice, its pictures, its sound. Opens files."""

from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtGui import QImage

from ui.widgets.preview_pixels import picture
from ui.widgets.preview_reels import PhotoShelf
from ui.widgets.preview_sound import Samples, find_sound_devices
from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import platforms
from vendor_app.catalogue.records import Product, Sku
from vendor_app.making import finished_clip, voice_of
from vendor_app.planning import plan_clip
from vendor_app.progress import Progress
from vendor_app.render.compose import Stage
from vendor_app.shop import Shop
from vendor_app.sound.mix import soundtrack
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import PlanRefused
from vendor_app.storyboard.templates import Template, template, templates
from vendor_app.video.sound_file import read_sound


class ClipChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What the vendor has chosen for a clip."""

    template: str
    seconds: int = 15
    music: str | None = None
    own_music: bool = False
    """Whether the vendor chose the music; else it is the template's own."""
    voice: Path | None = None


class Planned(NamedTuple):
    """A choice carried out on paper."""

    product: Product
    choice: ClipChoice
    storyboard: Storyboard
    checks: tuple[CheckResult, ...]
    finished: Path | None
    """The clip that shows just this, when it was made before."""


class Still(NamedTuple):
    """A picture made in the background, and what it belongs to: a style's name or a shot's number."""

    key: str | int
    image: QImage


class Opened(NamedTuple):
    """A product as it is now, and what to offer for its clip at first."""

    product: Product
    choice: ClipChoice


def open_product(shop: Shop, sku: Sku) -> Opened:
    """Read a product. Raises ProductNotFound."""
    product = shop.catalogue.product(sku)
    return Opened(product, first_choice(shop, product))


def open_by_id(shop: Shop, product_id: str) -> Opened:
    """Read a product that may have got another SKU. Raises ProductNotFound."""
    product = shop.catalogue.by_id(product_id)
    return Opened(product, first_choice(shop, product))


def first_choice(shop: Shop, product: Product) -> ClipChoice:
    """Return what to offer at first: the newest clip as it was made, or the first style there is."""
    names = {known.name for known in templates()}
    for record in product.clips:
        clip = finished_clip(shop, product, record.template) if record.template in names else None
        if clip is not None:
            made = clip.storyboard
            return ClipChoice(
                template=made.template,
                seconds=round(made.seconds),
                music=made.music,
                own_music=True,
                voice=voice_of(clip),
            )
    return ClipChoice(template=templates()[0].name, music=templates()[0].music)


def plan_choice(shop: Shop, product: Product, choice: ClipChoice) -> Planned:
    """Plan the clip, ask what can be asked of it already, and look whether it was made before. Raises PlanRefused."""
    style = template(choice.template)
    music = choice.music if choice.own_music else style.music
    storyboard = plan_clip(shop, product, ClipEdit(template=style.name, seconds=choice.seconds, music=music))
    made = finished_clip(shop, product, choice.template)
    is_same = made is not None and made.storyboard.is_same_clip(storyboard) and choice.voice == voice_of(made)
    finished = made.path if made is not None and is_same else None
    choice = msgspec.structs.replace(choice, music=music)
    return Planned(product, choice, storyboard, _checks_now(shop, product, storyboard), finished)


def _checks_now(shop: Shop, product: Product, storyboard: Storyboard) -> tuple[CheckResult, ...]:
    """Ask what the first platform asks and can be answered without a finished clip."""
    first = platforms()[0]
    words = caption(product, first)
    return run_checks(
        Subject(product=product, platform=first, caption=words, shop_name=shop.name, storyboard=storyboard)
    )


def sound_of(planned: Planned, progress: Progress) -> Samples:
    """Make the sound of the preview. Raises Cancelled, and VendorError when the voice or the clip cannot be read."""
    find_sound_devices()
    if planned.finished is not None:
        return read_sound(planned.finished, planned.storyboard.seconds).T
    return soundtrack(planned.storyboard, voice=planned.choice.voice, music=True, progress=progress)


def shot_still(stage: Stage, number: int) -> Still:
    """Draw a shot as it is in its middle. Raises VendorError when its photo is gone."""
    storyboard = stage.storyboard
    middle = storyboard.start(number) + storyboard.shots[number].frames // 2
    return Still(number, picture(stage.still(middle)))


def style_still(shop: Shop, product: Product, style: Template, shelf: PhotoShelf, size: tuple[int, int]) -> Still:
    """Draw the product's cover in a style; null when the product cannot be a clip yet."""
    try:
        storyboard = plan_clip(shop, product, ClipEdit(template=style.name))
    except PlanRefused:
        return Still(style.name, QImage())
    return Still(style.name, picture(Stage(storyboard, shelf.open, size).still(0)))
