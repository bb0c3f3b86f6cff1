"""shop.toml: what a shop is called, and what all of its clips have in common."""

import re
from pathlib import Path
from uuid import uuid4

import msgspec
import tomli_w

from vendor_app.addresses import LONGEST as LONGEST_ADDRESS
from vendor_app.addresses import https_address
from vendor_app.errors import VendorError
from vendor_app.files import read, write_whole
from vendor_app.language import _
from vendor_app.photos.kinds import SUFFIXES
from vendor_app.photos.photo import Photo
from vendor_app.thai.text import normalise_line

FORMAT = 1
"""Of the folder as a whole; the tables of the catalogue have their own. Older programs pass over unknown keys."""
LONGEST_NAME = 100
SHOP_FILE = "shop.toml"
_COLOUR = re.compile("#[0-9a-f]{6}")


class ShopFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in shop.toml."""

    format: int
    id: str
    name: str
    colour: str | None = None
    """"#rrggbb", of the vendor's clips; None: each template has its own."""
    accent: str | None = None
    logo: Photo | None = None
    """In the shop's store of photos."""
    site: str = ""
    """Address under which the shop's pages and pictures are seen: https, no "/" at its end."""


class ShopFromFuture(VendorError):
    """A newer program made it; it is left as it is."""


class _Format(msgspec.Struct):
    format: int


def new_file(name: str) -> ShopFile:
    """Return what stands in the file of a new shop. Raises VendorError for an empty or endless name."""
    return ShopFile(format=FORMAT, id=uuid4().hex, name=tidy_name(name))


def tidy_name(name: str) -> str:
    """Return the name as it is stored. Raises VendorError for an empty or endless one."""
    name = normalise_line(name)
    if not name:
        raise VendorError(_("The shop has no name."), _("Type a name."))
    if len(name) > LONGEST_NAME:
        raise VendorError(
            _("The name of the shop has {length} characters.").format(length=len(name)),
            _("Shorten it to {longest} characters or fewer.").format(longest=LONGEST_NAME),
        )
    return name


def tidy_colour(colour: str | None) -> str | None:
    """Return the colour as it is stored. Raises VendorError for what is none."""
    if colour is None:
        return None
    if not _COLOUR.fullmatch(tidied := colour.strip().lower()):
        raise VendorError(_("“{text}” is not a colour.").format(text=colour.strip()[:30]), _("Write it as in #0b6e4f."))
    return tidied


def tidy_site(site: str) -> str:
    """Return the address as it is stored; "" for none. Raises VendorError for what is no address."""
    if not site.strip():
        return ""
    address = https_address(site)
    if address is None or "?" in address or len(address) > LONGEST_ADDRESS:
        raise VendorError(
            _("“{text}” is not the address of a website.").format(text=" ".join(site.split())[:40]),
            _("Write it as in https://www.myshop.com/pictures."),
        )
    return address.rstrip("/")


def write_file(folder: Path, file: ShopFile) -> None:
    """Write shop.toml, whole. Raises VendorError when the disk refuses."""
    write_whole(folder / SHOP_FILE, tomli_w.dumps(msgspec.to_builtins(file)).encode())


def read_file(folder: Path) -> ShopFile:
    """Read shop.toml, its format first: a later one may have other fields.

    Raises ShopFromFuture, and VendorError when there is none, or none that can be read.
    """
    try:
        content = read(folder / SHOP_FILE)
        if msgspec.toml.decode(content, type=_Format).format > FORMAT:
            raise ShopFromFuture(
                _("The shop in {path} was made by a newer version of this program.").format(path=folder),
                _("Install the newest version, then open the shop again. Nothing was changed."),
            )
        return _trusted(msgspec.toml.decode(content, type=ShopFile))
    except PermissionError as problem:
        raise VendorError(
            _("{path} may not be opened.").format(path=folder / SHOP_FILE),
            _("Ask whoever looks after this computer, or choose another folder."),
        ) from problem
    except OSError as problem:
        raise VendorError(
            _("There is no shop in {path}.").format(path=folder),
            _("Choose the folder of a shop, or make a new shop there."),
        ) from problem
    except ValueError as problem:
        raise VendorError(
            _("{path} is damaged.").format(path=folder / SHOP_FILE), _("Put this file back from a backup of the shop.")
        ) from problem


def _trusted(file: ShopFile) -> ShopFile:
    """Return the file without colours and addresses that are none and a logo that leads out of the store."""
    colours = {key: value for key in ("colour", "accent") if (value := getattr(file, key)) and _COLOUR.fullmatch(value)}
    logo = file.logo if file.logo is not None and _is_stored(file.logo) else None
    site = file.site if (https_address(file.site) or "").rstrip("/") == file.site else ""
    return ShopFile(format=file.format, id=file.id, name=file.name, logo=logo, site=site, **colours)


def _is_stored(photo: Photo) -> bool:
    known = re.fullmatch("[0-9a-f]{64}", photo.id) and photo.suffix in SUFFIXES.values()
    return bool(known) and photo.width > 0 and photo.height > 0
