"""What a file is by its first bytes, never by its name; and what to say of the kinds that are no photo."""

import re
from collections.abc import Callable
from typing import TypeAlias

from vendor_app.errors import VendorError
from vendor_app.language import _

SUFFIXES = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "HEIF": ".heic",
    "AVIF": ".avif",
    "BMP": ".bmp",
    "TIFF": ".tif",
    "GIF": ".gif",
}
"""The formats that are taken, in Pillow's words, and the suffix that an original of each is kept under."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"RIFF....WEBP", "WEBP"),
    (rb"....ftypavi[fs]", "AVIF"),
    (rb"....ftyp(?:mif1|msf1)....(?:....)*?avi[fs]", "AVIF"),
    (rb"....ftyp(?:hei[cxms]|hev[cxms]|mif[12]|msf1)", "HEIF"),
    (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", "BMP"),
    (rb"II\x2a\x00|MM\x00\x2a|II\x2b\x00|MM\x00\x2b", "TIFF"),
    (rb"GIF8[79]a", "GIF"),
)
_TAKEN = tuple((re.compile(mark, re.DOTALL), name) for mark, name in _MARKS)

Refusal: TypeAlias = "Callable[[], PhotoUnreadable]"


class PhotoUnreadable(VendorError):
    """A file that is no photo, or one that cannot be opened; says which of the two, and what to do."""


def _video() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is a video, not a photo."), _("Add it to the product's videos instead."))


def _pdf() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is a PDF, not a photo."), _("Open it, take a screenshot and add that."))


def _svg() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is a drawing (SVG), not a photo."), _("Save it as PNG and add that."))


def _web_page() -> PhotoUnreadable:
    return PhotoUnreadable(
        _("This is a web page, not a photo."), _("Open the picture itself and save it as a picture.")
    )


def _archive() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is an archive (ZIP), not a photo."), _("Extract it and add the photos inside."))


def _raw() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is a camera's raw file."), _("Export it as JPEG and add that."))


def _shortcut() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is only a shortcut to another file."), _("Add the photo it points to."))


def _other_picture() -> PhotoUnreadable:
    return PhotoUnreadable(_("This kind of picture cannot be opened."), _("Save it as JPEG or PNG and add that."))


def _no_picture() -> PhotoUnreadable:
    return PhotoUnreadable(_("This is not a photo."), _("Choose a picture such as JPEG, PNG or HEIC."))


_OTHERS: tuple[tuple[bytes, Refusal], ...] = (
    (rb"%PDF", _pdf),
    (rb"....ftypcrx |FUJIFILMCCD-RAW|IIRO|II\x55\x00|\x00MRM", _raw),
    (
        rb"\x00\x00\x00\x0c(?:JXL |jP  )|\xff\x0a|....ftypjxl |8BPS|\xff\x4f\xff\x51|\x00\x00[\x01\x02]\x00[^\x00]",
        _other_picture,
    ),
    (rb"%!PS|gimp xcf|qoif|P[1-7]\s|\x76\x2f\x31\x01|#\?RADIANCE", _other_picture),
    (
        rb"....(?:ftyp|moov|mdat|wide)|\x1a\x45\xdf\xa3|RIFF....AVI |\x00\x00\x01[\xb3\xba]|FLV\x01|\x30\x26\xb2\x75",
        _video,
    ),
    (rb"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b", _archive),
    (rb"L\x00\x00\x00\x01\x14\x02\x00|\[InternetShortcut\]", _shortcut),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg", _svg),
    (rb"(?i:(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body))", _web_page),
)
_REFUSED = tuple((re.compile(mark, re.DOTALL), refusal) for mark, refusal in _OTHERS)


def picture_format(content: bytes) -> str:
    """Return the format of ``content``, a key of SUFFIXES. Raises PhotoUnreadable naming what it is instead."""
    start = content[:1024]
    for mark, name in _TAKEN:
        if mark.match(start):
            return name
    for mark, refusal in _REFUSED:
        if mark.match(start):
            raise refusal()
    raise _no_picture()
