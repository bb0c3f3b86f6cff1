"""One clip of the queue: asked of the process that makes clips, then put in its place and remembered."""

import hashlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from vendor_app import language
from vendor_app.catalogue.records import Product
from vendor_app.clips import Clip, EditSetAside, clip_at, finished_clip, load_edit, placed, remember, voice_not_planned
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.files import replace as rename
from vendor_app.language import _
from vendor_app.planning import others_of
from vendor_app.progress import Progress
from vendor_app.queue_file import AS_BEFORE, Job
from vendor_app.render_process import RenderProcess, Request
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import from_json, to_json
from vendor_app.storyboard.plan import edit_of

_NAME = "clip"


class Finished(NamedTuple):
    """A clip in its place."""

    file: str
    """Relative to the shop's folder, with "/"."""
    frames: int
    seconds: float
    """That the making took."""


def _unheard(_sentence: str) -> None:
    """Tell nobody."""


def request_for(
    shop: Shop, job: Job, size: tuple[int, int] | None = None, tell: Callable[[str], object] = _unheard
) -> Request:
    """Return what is asked for, with the product as it is now. Raises VendorError when it is not on sale any more.

    ``tell`` is told why the clip will not be as it was decided.
    """
    product = shop.catalogue.by_id(job.product)
    if product.trashed is not None:
        raise VendorError(
            _("“{name}” is in the trash.").format(name=product.name), _("Take it out of the trash, then try again.")
        )
    earlier = finished_clip(shop, product, job.template)
    edit = _edit(shop, product, job, earlier, tell)
    spoken = None if earlier is None else voice_not_planned(earlier)
    return Request(
        shop=str(shop.folder),
        products=(product, *others_of(shop, product, edit)),
        edit=edit,
        voice=str(spoken or ""),
        out=str(shop.clips / f"{DRAFT}{job.id}" / f"{_NAME}.mp4"),
        size=size,
        spoken=language.current(),
    )


def _edit(shop: Shop, product: Product, job: Job, earlier: Clip | None, tell: Callable[[str], object]) -> ClipEdit:
    """Return what is decided: as saved, or in the clip of this style that is there, and what the job wants besides.

    A clip that is only renewed stays as it is there: what was decided since, and not made yet, is not finished.
    """
    made = edit_of(earlier.storyboard) if earlier is not None else None
    saved = None
    if not job.renews or made is None:
        try:
            saved = load_edit(shop, product, job.template)
        except EditSetAside as problem:  # a clip made from what is known is more than none in the morning
            tell(str(problem))
    edit = saved or made or ClipEdit(template=job.template)
    if job.seconds is not None:
        edit = replace(edit, seconds=job.seconds)
    return edit if job.music == AS_BEFORE else replace(edit, music=job.music)


def shows_the_same(one: Request, other: Request) -> bool:
    """Whether two requests lead to the same clip: what is remembered of finished clips is no difference."""
    return _essence(one) == _essence(other)


def _essence(request: Request) -> Request:
    products = tuple(replace(product, clips=(), changed="") for product in request.products)
    return replace(request, products=products, out="", spoken="th")


def make_job(shop: Shop, process: RenderProcess, request: Request, progress: Progress) -> Finished:
    """Have the clip made and let the catalogue point to it.

    Raises Cancelled and VendorError; then the shop is as it was, and what was rendered is in the cache.
    """
    draft = Path(request.out).parent
    shutil.rmtree(draft, ignore_errors=True)
    make_within(shop.folder, draft)
    try:
        seconds = process.make(request, progress)
        return _keep(shop, request.products[0], draft, seconds)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _keep(shop: Shop, product: Product, draft: Path, seconds: float) -> Finished:
    """Move the finished files to where the product's clips are."""
    board = from_json((draft / f"{_NAME}.json").read_bytes())
    made = clip_at(draft, _NAME, board)
    key = hashlib.sha256(to_json(board) + made.path.read_bytes()).hexdigest()[:8]
    clip = clip_at(shop.clips / product.sku, f"{product.sku}-{board.template}-{key}", board)
    with placed(clip, partial(_move, made), shop):
        remember(shop, product, clip)
    return Finished(clip.path.relative_to(shop.folder).as_posix(), board.frames, seconds)


def _move(made: Clip, target: Clip) -> None:
    for source, place in zip(made.files, target.files, strict=True):
        rename(source, place)
