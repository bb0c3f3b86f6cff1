"""The addresses that a platform's media space gave the pictures: pasted in any shape, matched by file name."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from vendor_app.catalogue.sheet_files import read_grid
from vendor_app.errors import VendorError
from vendor_app.files import plain_words
from vendor_app.language import _

_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>,;|]+", re.IGNORECASE)
_PICTURE: Final = re.compile(r"[\w.+-]+\.(?:jpe?g|png|webp)", re.IGNORECASE)
_STEM: Final = re.compile(r"(?<![\w.+-])\d\d_[\w.+-]+")
"""How a bundle's pictures are called, without their ending, which some lists leave out."""
_MOST_BYTES: Final = 20_000_000


def read_urls(path: Path) -> dict[str, str]:
    """Return picture name -> address from a CSV, an XLSX or a text. Raises VendorError when there is none."""
    if path.suffix.lower() in (".csv", ".xlsx"):
        lines = ("\t".join(str(cell) for cell in row) for row in read_grid(path))
        found = urls_in("\n".join(lines))
    else:
        with plain_words(path):
            found = urls_in(path.read_bytes()[:_MOST_BYTES].decode("utf-8-sig", "replace"))
    if not found:
        raise VendorError(
            _("There are no addresses of pictures in {name}.").format(name=path.name),
            _("Copy the list from the platform's media space, with the file names."),
        )
    return found


def urls_in(text: str) -> dict[str, str]:
    """Return picture name, in lower case -> address. The name stands on its line, or in the address itself."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        for address in _ADDRESS.findall(line):
            for name in _names(line, address):
                found.setdefault(name.casefold(), address)
    return found


def has_addresses(text: str) -> bool:
    """Return whether there are addresses at all, be it without the names of pictures."""
    return _ADDRESS.search(text) is not None


def _names(line: str, address: str) -> Iterator[str]:
    """Yield what the picture of an address is called: words beside it first, for a media space renames its files."""
    if len(_ADDRESS.findall(line)) == 1:
        words = _ADDRESS.sub(" ", line)
        yield from _PICTURE.findall(words)
        yield from (f"{stem}.jpg" for stem in _STEM.findall(_PICTURE.sub(" ", words)))
    last = unquote(urlsplit(address).path).rpartition("/")[2]
    if _PICTURE.fullmatch(last):
        yield last
