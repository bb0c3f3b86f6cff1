"""products/SKU.json: a copy of each product beside the database, from which the catalogue can be made again."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.prices import with_history
from vendor_app.catalogue.records import ClipRecord, Count, Posting, PriceMark, Product, Sku
from vendor_app.errors import VendorError
from vendor_app.files import clear_drafts, plain_words, read, write_whole
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.shop_folder import make_within
from vendor_app.thai import dates
from vendor_app.thai.money import MOST
from vendor_app.video.footage import SUFFIXES, Footage

_LARGEST = 40_000_000
"""Bytes: the lines that a finger drew on many photos are some of them."""
_MOST_COUNTED = 2_000_000_000
_MOST_PIXELS, _MOST_FRAMES = 1_000_000, 1_000_000


class SideCar(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file."""

    format: int = 1
    product: Product


class SideCarUnreadable(VendorError):
    """A file in the folder that holds no product."""


class SideCars:
    """The files of one shop, named by SKU."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sku: Sku) -> Path:
        """Return where the copy of the product with this SKU is."""
        return self.folder / f"{sku}.json"

    def prepare(self) -> None:
        """Make the folder and clear what a power cut left half written in it."""
        make_within(self.folder.parent, self.folder)
        with plain_words(self.folder):
            clear_drafts(self.folder)

    def write(self, product: Product, old_sku: Sku | None = None) -> None:
        """Write the copy, whole; take away the one under the SKU it had before. Raises VendorError."""
        renamed = old_sku is not None and old_sku != product.sku
        if renamed and str(old_sku).casefold() == product.sku.casefold():
            self.remove(str(old_sku))  # first: on Windows both names are one file
        with plain_words(self.path(product.sku)):
            write_whole(self.path(product.sku), encode(product))
        if renamed:
            self.remove(str(old_sku))

    def remove(self, sku: Sku) -> None:
        """Take the copy away. Raises VendorError."""
        with plain_words(self.path(sku)):
            self.path(sku).unlink(missing_ok=True)

    def written(self) -> dict[Sku, float]:
        """Return when each file was written last, in seconds as files count them, keyed by SKU."""
        with plain_words(self.folder):
            return {file.stem: file.stat().st_mtime for file in self.folder.glob("*.json")}

    def holds(self, product: Product) -> bool:
        """Whether the copy says just what ``product`` does."""
        try:
            return self.path(product.sku).read_bytes() == encode(product)
        except OSError:
            return False

    def read(self, sku: Sku) -> Product:
        """Read a copy back, trusting nothing in it but its types. Raises SideCarUnreadable."""
        path = self.path(sku)
        try:
            if path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            return _trusted(msgspec.json.decode(read(path), type=SideCar).product)
        except (OSError, ValueError, RecursionError) as problem:
            raise SideCarUnreadable(
                _("The product copy {file} cannot be read.").format(file=f"{path.parent.name}/{path.name}"),
                _("Delete it, or put it back from a backup."),
            ) from problem


def encode(product: Product) -> bytes:
    """Return what stands in the copy of a product."""
    return msgspec.json.format(msgspec.json.encode(SideCar(product=product)), indent=1)


def _trusted(product: Product) -> Product:
    """Return ``product`` without whatever would lead out of the shop's folder or break the catalogue's order."""
    changed = _moment(product.changed)
    history = tuple(sorted(map(_mark, product.price_history), key=lambda mark: mark.since))
    trusted = replace(
        product,
        id=product.id if re.fullmatch("[0-9a-f]{32}", product.id) else "",
        photos=tuple(photo for photo in product.photos if _is_photo(photo)),
        footage=tuple(piece for piece in product.footage if _is_footage(piece)),
        clips=tuple(clip for clip in product.clips if _is_clip(clip)),
        postings=tuple(_posting(posting) for posting in product.postings),
        created=_moment(product.created),
        changed=changed,
        trashed=None if product.trashed is None else _moment(product.trashed),
    )
    return with_history(trusted, history, changed)  # copies of version 1 have none: known since the last change


def _is_photo(photo: Photo) -> bool:
    known = re.fullmatch("[0-9a-f]{64}", photo.id) and re.fullmatch(r"\.[a-z0-9]{1,5}", photo.suffix)
    return bool(known) and all(0 < side <= _MOST_PIXELS for side in (photo.width, photo.height))


def _is_footage(piece: Footage) -> bool:
    known = re.fullmatch("[0-9a-f]{64}", piece.id) and piece.suffix in SUFFIXES
    return bool(known) and all(0 < number <= _MOST_PIXELS for number in (piece.width, piece.height, piece.frames))


def _mark(mark: PriceMark) -> PriceMark:
    price = mark.price if mark.price is not None and 0 < mark.price <= MOST else None
    return PriceMark(price=price, since=_moment(mark.since))


def _is_clip(clip: ClipRecord) -> bool:
    """Whether the record names a file that can only be a clip of the shop: older clips are thrown away."""
    is_film = PurePosixPath(clip.file).suffix == ".mp4"
    return is_film and _is_inside(clip.file, "clips") and 0 < clip.frames <= _MOST_FRAMES


def _is_inside(path: str, folder: str) -> bool:
    parts = PurePosixPath(path).parts
    return parts[:1] == (folder,) and ".." not in parts and not set("\\:") & set(path)


def _posting(posting: Posting) -> Posting:
    return replace(
        posting,
        made=_moment(posting.made),
        folder=posting.folder if _is_inside(posting.folder, "bundles") else "",
        clip=posting.clip if _is_inside(posting.clip, "clips") else "",
        posted=None if posting.posted is None else _moment(posting.posted),
        link=posting.link if posting.link.startswith("https://") else "",
        counts=_counts(posting.counts),
    )


def _counts(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Return what was read on days that there are, one a day and in order; a number that can be none was not typed."""
    by_day = {count.day: count for count in counts if _is_day(count.day)}
    return tuple(
        Count(day=day, views=_counted(by_day[day].views), sales=_counted(by_day[day].sales)) for day in sorted(by_day)
    )


def _is_day(iso: str) -> bool:
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False


def _counted(number: int | None) -> int | None:
    return number if number is not None and 0 <= number <= _MOST_COUNTED else None


def _moment(iso: str) -> str:
    try:
        return datetime.fromisoformat(iso).astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError, OSError):  # the last two for years that no clock shows
        return dates.now()
