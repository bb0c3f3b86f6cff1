"""The files of a finished clip: written together, found again, replaced in one moment."""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec

from vendor_app.catalogue.records import ClipRecord, Outdating, Product
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, plain_words, read, replace, safe_name, set_aside, sync_folder, write_whole
from vendor_app.language import _
from vendor_app.photos.photo import PhotoId
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within, require_there
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard, from_json
from vendor_app.thai import dates
from vendor_app.video.sound_file import read_sound

_VOICE_ONLY = "-voice-only"
_HEARD = 0.001
"""Of full scale; a silent track comes back from AAC as much less."""


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """A finished clip: the MP4, its twin without music but with the same picture, and the plan of both."""

    path: Path
    voice_only: Path
    storyboard_path: Path
    storyboard: Storyboard
    render_seconds: float = 0.0
    """How long the making took; 0.0 for a clip made earlier."""

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """All that belongs to the clip."""
        return self.storyboard_path, self.voice_only, self.path


def clip_at(folder: Path, name: str, storyboard: Storyboard) -> Clip:
    """Return what the files of a clip called ``name`` are, whether they are there or not."""
    return Clip(
        path=folder / f"{name}.mp4",
        voice_only=folder / f"{name}{_VOICE_ONLY}.mp4",
        storyboard_path=folder / f"{name}.json",
        storyboard=storyboard,
    )


def finished_clip(shop: Shop, product: Product, template: str) -> Clip | None:
    """Return the clip the shop remembers for a template; None when there is none, or not with all its files."""
    for record in product.clips:
        if record.template == template:
            path = shop.folder / record.file
            with contextlib.suppress(OSError, ValueError, RecursionError):  # gone, or no storyboard any more
                clip = clip_at(path.parent, path.stem, from_json(read(path.with_suffix(".json"))))
                return clip if all(file.is_file() for file in clip.files) else None
    return None


def newest_clip(shop: Shop, product: Product) -> Clip | None:
    """Return the product's newest clip, up to date or not; None when there is none with all its files."""
    found = (finished_clip(shop, product, record.template) for record in product.clips)
    return next((clip for clip in found if clip is not None), None)


class Outdated(NamedTuple):
    """A clip that no longer shows its product as it is."""

    product: Product
    """Whose clip it is."""
    record: ClipRecord
    why: Outdating


def outdated_clips(shop: Shop, products: Iterable[Product] | None = None) -> tuple[Outdated, ...]:
    """Return the clips that show an old price or an old photo, of ``products`` or of all that are for sale.

    A clip counts for the product that it was made of, whichever of its products has another price now.
    """
    wanted = shop.catalogue.products() if products is None else products
    judged = ((product, record, product.why_outdated(record)) for product in wanted for record in product.clips)
    return tuple(Outdated(product, record, why) for product, record, why in judged if why is not None)


def voice_of(clip: Clip) -> Path | None:
    """Return the file with what is spoken in a clip, its voice-only twin; None when nobody speaks in it.

    Raises SoundUnreadable for a twin that is gone or damaged.
    """
    is_heard = abs(read_sound(clip.voice_only, clip.storyboard.seconds)).max() > _HEARD
    return clip.voice_only if is_heard else None


def voice_not_planned(clip: Clip) -> Path | None:
    """Return the file with the voice of a clip made by an older version, whose plan does not say who speaks.

    None for any other: what is heard in its twin without a voice is the sound of its footage.
    """
    if clip.storyboard.edit is not None or clip.storyboard.voices:
        return None
    return voice_of(clip)


class EditSetAside(VendorError):
    """A saved edit cannot be read: it was renamed, and the clip begins anew."""


def load_edit(shop: Shop, product: Product, template: str) -> ClipEdit | None:
    """Return what the vendor last decided about a clip; None when nothing is saved.

    Raises EditSetAside for a file that is damaged or of a newer version: it has another name then, for good. Raises
    ShopGone, and VendorError when the disk refuses.
    """
    file = _edit_file(shop, product, template)
    try:
        edit = msgspec.json.decode(read(file), type=ClipEdit)
        return msgspec.structs.replace(edit, template=template)
    except FileNotFoundError:
        require_there(shop.folder)  # or the clip would begin anew, and be saved over this when the shop is back
        return None
    except (ValueError, RecursionError) as problem:
        with plain_words(file):
            aside = set_aside(file)
        raise EditSetAside(
            _("The changes made to this clip cannot be read, so it begins anew."),
            _("They are kept in {path}, in case somebody can mend them.").format(path=aside),
        ) from problem
    except OSError as problem:
        raise VendorError(
            _("The changes made to this clip cannot be read from the disk."),
            _("Check the drive that the shop is on, then try again."),
        ) from problem


def save_edit(shop: Shop, product: Product, edit: ClipEdit) -> None:
    """Keep what the vendor decided, in place of what was saved for that template. Raises VendorError."""
    file = _edit_file(shop, product, edit.template)
    make_within(shop.folder, file.parent)
    write_whole(file, msgspec.json.format(msgspec.json.encode(edit), indent=1))


def last_edited(shop: Shop, product: Product) -> str | None:
    """Return the template whose clip the vendor decided about last; None when nothing is saved."""
    with contextlib.suppress(OSError):
        files = [file for file in _edits_folder(shop, product).iterdir() if file.suffix == ".json"]
        saved = [(file.stat().st_mtime_ns, file.stem) for file in files if ".unread-" not in file.stem]
        return max(saved)[1] if saved else None
    return None


def _edit_file(shop: Shop, product: Product, template: str) -> Path:
    return _edits_folder(shop, product) / f"{safe_name(template)}.json"


def _edits_folder(shop: Shop, product: Product) -> Path:
    return shop.clips / f"{safe_name(product.id)}.edits"


@contextlib.contextmanager
def placed(clip: Clip, write: Callable[[Clip], None], shop: Shop | None) -> Iterator[None]:
    """Have ``write`` make the files aside, then move them to their place; take them away again if the block raises.

    ``shop``: in which they are, in a folder that is made for them; None: in one that the vendor named.
    """
    folder = clip.path.parent
    was_there = folder.exists()
    draft = folder / f"{DRAFT}{uuid4().hex[:12]}"
    new = [file for file in clip.files if not file.exists()]
    if shop is not None:
        make_within(shop.folder, folder)
    with plain_words(folder):
        try:
            draft.mkdir()
            aside = clip_at(draft, clip.path.stem, clip.storyboard)
            write(aside)
            for source, target in zip(aside.files, clip.files, strict=True):
                _put(source, target)
            sync_folder(folder)
            yield
        except BaseException:
            for file in new:
                file.unlink(missing_ok=True)
            raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            if not was_there:
                with contextlib.suppress(OSError):
                    folder.rmdir()  # unless there is a clip in it


def _put(source: Path, target: Path) -> None:
    """Move a file to its place. One that is there already stays: Windows replaces none that a player holds open."""
    if not (target.is_file() and source.read_bytes() == target.read_bytes()):
        replace(source, target)


def _looks(storyboard: Storyboard, product: Product) -> dict[PhotoId, str]:
    """Return how each photo looks in a clip.

    Where another product in it shows a photo of the product's own, edited otherwise, its own counts.
    """
    own = {photo.id: photo.look for photo in product.photos}
    pictures = [one for shot in storyboard.shots for one in shot.panels]
    shown = {(one.photo, one.look or one.photo) for one in pictures}
    shown |= {(shot.photo, shot.look or shot.photo) for shot in storyboard.shots if shot.photo is not None}
    return {photo: own[photo] if (photo, own.get(photo)) in shown else look for photo, look in shown}


def remember(shop: Shop, product: Product, clip: Clip) -> None:
    """Let the catalogue point to the new clip: from this moment on it is the product's. Then clear older ones away."""
    storyboard = clip.storyboard
    record = ClipRecord(
        file=clip.path.relative_to(shop.folder).as_posix(),
        template=storyboard.template,
        frames=storyboard.frames,
        made=dates.now(),
        prices=storyboard.prices,
        others=tuple(other.product for other in storyboard.others),
        looks=_looks(storyboard, product),
    )
    now = shop.catalogue.by_id(product.id)  # its SKU may be another one by now
    shop.catalogue.remember_clip(now.sku, record, {other.product: other.prices for other in storyboard.others})
    older = {shop.folder / old.file for old in now.clips if old.template == storyboard.template}
    older |= _cut_off(clip, f"{product.sku}-{storyboard.template}") - _of_others(shop, now)
    for path in older - {clip.path}:
        for file in clip_at(path.parent, path.stem, storyboard).files:
            with contextlib.suppress(OSError):  # a player may hold it: it goes the next time
                file.unlink()


def _of_others(shop: Shop, product: Product) -> set[Path]:
    """Return the clips of all other products: one may have made them under the SKU that this one has now."""
    others = (one for one in shop.catalogue.everything() if one.id != product.id)
    return {shop.folder / record.file for one in others for record in one.clips}


def _cut_off(clip: Clip, name: str) -> set[Path]:
    """Return the clips of this name in the folder, also those that a power cut kept from being remembered."""
    pattern = re.compile(rf"({re.escape(name)}-[0-9a-f]{{8}})({_VOICE_ONLY}\.mp4|\.mp4|\.json)")
    found = (pattern.fullmatch(file.name) for file in clip.path.parent.iterdir())
    return {clip.path.with_name(f"{match[1]}.mp4") for match in found if match}
