"""What the clip page has done beside the window: reading a product, planning its clip, its sound. Opens files."""

import contextlib
from pathlib import Path
from typing import NamedTuple

from ui.widgets.preview_sound import Samples, find_sound_devices
from vendor_app import machine
from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import platforms
from vendor_app.catalogue.records import Product, Sku
from vendor_app.clips import finished_clip, last_edited, load_edit
from vendor_app.errors import VendorError
from vendor_app.originals import SourceFiles, product_files
from vendor_app.planning import brand_of, plan_clip
from vendor_app.progress import Progress
from vendor_app.rendering import expected_seconds
from vendor_app.shop import Shop
from vendor_app.sound.mix import soundtrack
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.editing import in_template, set_others
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import edit_of
from vendor_app.storyboard.templates import templates
from vendor_app.video.probe import picture_size
from vendor_app.video.sound_file import read_sound


class Opened(NamedTuple):
    """A product as it is now, and the edit of its clip to go on with."""

    product: Product
    edit: ClipEdit
    files: SourceFiles
    problem: VendorError | None = None
    """Why it is not the edit that was saved."""


class Planned(NamedTuple):
    """An edit carried out on paper."""

    product: Product
    others: tuple[Product, ...]
    files: SourceFiles
    brand: Brand
    edit: ClipEdit
    storyboard: Storyboard
    finished: Path | None
    """The clip that shows just this, when it was made before."""
    size: tuple[int, int]
    """Pixels, width and height: of the finished clip, or what it will have."""
    making_seconds: int | None
    """How long the making would take now, as a person would say it; None while nothing is known of the machine."""


def open_product(shop: Shop, sku: Sku) -> Opened:
    """Read a product. Raises ProductNotFound."""
    return _opened(shop, shop.catalogue.product(sku))


def open_by_id(shop: Shop, product_id: str) -> Opened:
    """Read a product that may have got another SKU. Raises ProductNotFound."""
    return _opened(shop, shop.catalogue.by_id(product_id))


def _opened(shop: Shop, product: Product) -> Opened:
    files = product_files(shop, (product,))
    try:
        return Opened(product, first_edit(shop, product), files)
    except VendorError as problem:
        return Opened(product, ClipEdit(template=templates()[0].name), files, problem)


def first_edit(shop: Shop, product: Product) -> ClipEdit:
    """Return what to go on with: the edit saved last, or what the newest clip was made from, or the first style.

    Raises VendorError for an edit that cannot be read.
    """
    names = {known.name for known in templates()}
    last = last_edited(shop, product)
    saved = load_edit(shop, product, last) if last in names else None
    if saved is not None:
        return saved
    for record in product.clips:
        clip = finished_clip(shop, product, record.template) if record.template in names else None
        if clip is not None:
            return edit_of(clip.storyboard)
    return ClipEdit(template=templates()[0].name)


def styled(
    shop: Shop,
    product: Product,
    edit: ClipEdit,
    template: str,
    others: tuple[str, ...] | None = None,
    kept: ClipEdit | None = None,
) -> ClipEdit:
    """Return the edit in another style: as the vendor left it there, or a fresh one with the choices for the whole.

    ``others``: ids of the further products that were just chosen for it; None: those it had there, or has now.
    ``kept``: what was decided there and is not on the disk yet.
    """
    saved = kept or load_edit(shop, product, template)
    if saved is None:
        return in_template(edit if others is None else set_others(edit, others), template)
    wanted = saved.others or edit.others if others is None else others
    return set_others(saved, wanted)


def plan_edit(shop: Shop, product: Product, edit: ClipEdit) -> Planned:
    """Plan the clip and look whether it was made before. Raises PlanRefused."""
    storyboard = plan_clip(shop, product, edit)
    others = tuple(shop.catalogue.by_id(other.product) for other in storyboard.others)
    made = finished_clip(shop, product, edit.template)
    finished = made.path if made is not None and made.storyboard == storyboard else None
    return Planned(
        product,
        others,
        product_files(shop, (product, *others)),
        brand_of(shop),
        edit,
        storyboard,
        finished,
        _size(finished),
        _making_seconds(storyboard),
    )


def foretold(planned: Planned) -> Planned:
    """Return a plan with what is known of the machine by now."""
    return planned._replace(size=_size(planned.finished), making_seconds=_making_seconds(planned.storyboard))


def _making_seconds(storyboard: Storyboard) -> int | None:
    seconds = expected_seconds(storyboard)
    return None if seconds is None else machine.said(machine.STARTING + seconds)


def _size(finished: Path | None) -> tuple[int, int]:
    """Return the width and height that a clip has or will have."""
    if finished is not None:
        with contextlib.suppress(VendorError):  # playing it will say so
            return picture_size(finished)
    wanted = machine.clip_format()
    return wanted.width, wanted.height


def checks_of(shop: Shop, product: Product, storyboard: Storyboard) -> tuple[CheckResult, ...]:
    """Ask what the first platform asks and can be answered without a finished clip."""
    first = platforms()[0]
    words = caption(product, first)
    return run_checks(
        Subject(product=product, platform=first, caption=words, shop_name=shop.name, storyboard=storyboard)
    )


def sounds_like(storyboard: Storyboard) -> object:
    """Return what decides how a clip sounds: of two that are equal the sound need be made only once."""
    takes = tuple(
        (storyboard.start(at), shot.frames, shot.take) for at, shot in enumerate(storyboard.shots) if shot.take
    )
    return storyboard.product, storyboard.music, storyboard.frames, storyboard.voices, takes


def sound_of(planned: Planned, progress: Progress) -> Samples:
    """Make the sound of the preview. Raises Cancelled, and VendorError when a sound or the clip cannot be read."""
    find_sound_devices()
    if planned.finished is not None:
        return read_sound(planned.finished, planned.storyboard.seconds).T
    return soundtrack(planned.storyboard, planned.files.sounds, music=True, progress=progress)
