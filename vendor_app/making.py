"""The whole story of a clip, top to bottom."""

import contextlib
import hashlib
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from vendor_app import machine
from vendor_app.catalogue.records import Product
from vendor_app.clips import (
    Clip,
    clip_at,
    finished_clip,
    load_edit,
    newest_clip,
    placed,
    remember,
    voice_not_planned,
    voice_of,
)
from vendor_app.errors import VendorError
from vendor_app.files import require_place, write_whole
from vendor_app.language import _
from vendor_app.planning import plan_clip
from vendor_app.progress import Progress, silent
from vendor_app.recordings import kept_recording
from vendor_app.rendering import Encoded, render, require_room
from vendor_app.shop import Shop
from vendor_app.shop_folder import while_there
from vendor_app.sound.own_music import OWN, remembered
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard, VoiceTake, to_json
from vendor_app.storyboard.plan import edit_of
from vendor_app.storyboard.templates import Template, template, templates
from vendor_app.video.aac import EncodedSound
from vendor_app.video.encode import Segment
from vendor_app.video.format import ClipFormat
from vendor_app.video.join import join

__all__ = [
    "Clip",
    "current_clip",
    "finished_clip",
    "make_clip",
    "music_allowed",
    "newest_clip",
    "renew",
    "renew_clip",
    "voice_of",
]


def make_clip(
    shop: Shop,
    product: Product,
    template: Template,
    *,
    seconds: int = 15,
    music: str | Literal["default"] | None = "default",
    voice: Path | None = None,
    out: Path | None = None,
    edit: ClipEdit | None = None,
    storyboard: Storyboard | None = None,
    others: Sequence[Product] = (),
    progress: Progress = silent,
    clip_format: ClipFormat | None = None,
) -> Clip:
    """Plan, render and write a clip. The shop keeps and remembers it, unless ``out`` names another place.

    ``edit``: all that is decided, whatever ``template``, ``seconds`` and ``music`` say. A ``storyboard`` is made as it
    is, whatever the edit says. ``others``: products beside the first. ``voice``: a sound file that begins with the
    clip; the shop keeps a copy. ``clip_format``: None for what suits this machine. What was rendered before comes from
    the cache. Raises Cancelled and VendorError (PlanRefused, an unreadable photo or voice, a full disk): then the shop
    is as it was.
    """
    began, clip_format = time.monotonic(), clip_format or machine.clip_format()
    with while_there(shop.folder), contextlib.ExitStack() as undo:
        if storyboard is None:
            edit = edit or ClipEdit(template=template.name, seconds=seconds, music=music)
            edit = replace(edit, others=tuple(other.id for other in others) or edit.others)
            storyboard = plan_clip(shop, product, edit, progress=progress)
        folder = shop.clips / product.sku if out is None else _folder_of(out)
        require_room(folder, storyboard, clip_format)
        if voice is not None:
            storyboard = _spoken_in(shop, product, storyboard, undo.enter_context(kept_recording(shop, voice)))
        clip = _made(shop, product, storyboard, (folder, out), clip_format, progress)
    return replace(clip, render_seconds=time.monotonic() - began)


def _spoken_in(shop: Shop, product: Product, storyboard: Storyboard, recording: str) -> Storyboard:
    """Return the clip with a recording in place of whatever was spoken in it, its subtitles timed anew."""
    takes = (VoiceTake(file=recording),)
    decided = replace(edit_of(storyboard), voices=takes)
    spoken = replace(storyboard, voices=takes, edit=decided)
    return plan_clip(shop, product, decided) if decided.lines else spoken


def _made(
    shop: Shop,
    product: Product,
    storyboard: Storyboard,
    place: tuple[Path, Path | None],
    clip_format: ClipFormat,
    progress: Progress,
) -> Clip:
    """Render a clip and write it to its place: a folder of the shop, or the file that the vendor named."""
    folder, out = place
    making = progress.part(0.98, _("Making the clip"))
    encoded = render(shop, storyboard, clip_format=clip_format, progress=making)
    name = out.stem if out else f"{product.sku}-{storyboard.template}-{_content_key(encoded, storyboard)}"
    clip = clip_at(folder, name, storyboard)
    if out is not None:
        clip = replace(clip, path=out.absolute())
    write = partial(_write, encoded, progress.part(0.02, _("Writing the clip")))
    with placed(clip, write, shop if out is None else None):
        if out is None:
            remember(shop, product, clip)
    return clip


def music_allowed(shop: Shop, storyboard: Storyboard) -> bool:
    """Whether the vendor said that the music of a clip may be used; that of the program always may."""
    name = storyboard.music or ""
    return not name.startswith(OWN) or remembered(shop.music / name.removeprefix(OWN)).is_allowed


def current_clip(shop: Shop, product: Product, progress: Progress = silent) -> Clip:
    """Return the product's newest clip if it shows the product as it is now; else make it again, as it was decided.

    A product without a clip gets one of the first template. Raises as ``make_clip`` does.
    """
    clip = newest_clip(shop, product)
    if clip is None:
        return make_clip(shop, product, templates()[0], progress=progress)
    return renew(shop, product, clip, progress)


def renew(
    shop: Shop, product: Product, clip: Clip, progress: Progress = silent, clip_format: ClipFormat | None = None
) -> Clip:
    """Make a clip again with everything the vendor decided about it, for the products as they are now.

    Only what changed is rendered. A clip that shows them already is returned as it is. Raises as ``make_clip`` does:
    then the clip that was there is there still.
    """
    fresh = plan_clip(shop, product, edit_of(clip.storyboard), progress=progress)
    if fresh.is_same_clip(clip.storyboard):
        if any(record.template == fresh.template for record in product.outdated_clips):  # price or photo came back
            remember(shop, product, clip)
        return clip
    style, voice = template(fresh.template), voice_not_planned(clip)
    return make_clip(shop, product, style, storyboard=fresh, voice=voice, progress=progress, clip_format=clip_format)


def renew_clip(shop: Shop, product_id: str, style: str, progress: Progress = silent) -> Clip:
    """Renew the clip that a product has in a style, as ``renew`` does; one whose files are gone is made from its edit.

    Raises ProductNotFound, and otherwise as ``make_clip`` does.
    """
    product = shop.catalogue.by_id(product_id)
    clip = finished_clip(shop, product, style)
    if clip is not None:
        return renew(shop, product, clip, progress)
    return make_clip(shop, product, template(style), edit=load_edit(shop, product, style), progress=progress)


def _folder_of(out: Path) -> Path:
    if out.suffix.lower() != ".mp4" or os.path.isdir(out):
        raise VendorError(
            _("A clip cannot be called {name}.").format(name=out.name), _("Choose a name that ends in .mp4.")
        )
    require_place(out)
    return out.absolute().parent


def _content_key(encoded: Encoded, storyboard: Storyboard) -> str:
    """Return 8 hexadecimal digits for what the clip's files hold: another clip never takes the place of one in use."""
    digest = hashlib.sha256(to_json(storyboard))
    parts: list[Segment | EncodedSound] = [*encoded.segments, encoded.full, encoded.voice_only]
    for packet in (packet for part in parts for packet in part.packets):
        digest.update(packet)
    return digest.hexdigest()[:8]


def _write(encoded: Encoded, progress: Progress, clip: Clip) -> None:
    write_whole(clip.storyboard_path, to_json(clip.storyboard))
    join(encoded.segments, encoded.voice_only, clip.voice_only, encoded.clip_format)
    progress.at(0.5)
    join(encoded.segments, encoded.full, clip.path, encoded.clip_format)
    progress.at(1.0)
