"""The other way round: what a bundle holds, for a phone to save and to copy."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vendor_app.bundle.manifest import MANIFEST, Origin, read_contents, read_origin
from vendor_app.errors import VendorError
from vendor_app.language import _

_LONGEST_TEXT = 20_000
_CODE, _STYLE = re.compile(r"[A-Za-z0-9._-]{1,50}"), re.compile(r"[A-Za-z0-9._-]{1,30}")
"""What the manifest's words have to be before they are part of a name."""
_MEDIA = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


class Gift(msgspec.Struct, frozen=True, kw_only=True):
    """One file that the phone may save."""

    name: str
    """ASCII, as the phone calls it: "DR-0001-wholesale.mp4"."""
    path: Path
    title: str
    """What it is, in the vendor's language."""
    media: str

    @property
    def is_film(self) -> bool:
        """Whether it is a clip and no picture."""
        return self.media.startswith("video/")


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """Words to copy."""

    title: str
    words: str


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """All that goes to the phone."""

    title: str
    texts: tuple[Text, ...]
    gifts: tuple[Gift, ...]

    def gift(self, number: int) -> Gift | None:
        """Return a gift by its number, from 0; None when there is none."""
        return self.gifts[number] if number < len(self.gifts) else None


def handover_of(folder: Path, title: str) -> Handover:
    """Return what a phone wants of the bundle in ``folder``: clips, cover, pictures, and the caption's text.

    Nothing but what the bundle's own manifest lists. Raises VendorError for a folder that is no bundle.
    """
    names, origin = _read(folder)
    wanted = sorted((name for name in names if Path(name).suffix.lower() in _MEDIA), key=_order)
    gifts = tuple(_gift(folder, name, origin) for name in wanted if _is_inside(folder, name))
    if not gifts:
        raise VendorError(_("This bundle has nothing for a phone in it."), _("Make the bundle again."))
    return Handover(title=title, texts=tuple(_texts(folder, names)), gifts=gifts)


def _read(folder: Path) -> tuple[list[str], Origin]:
    try:
        content = (folder / MANIFEST).read_bytes()
        return [entry.path for entry in read_contents(content).files], read_origin(content)
    except (OSError, ValueError) as problem:
        raise VendorError(
            _("{path} cannot be read as a bundle folder.").format(path=folder), _("Make the bundle again.")
        ) from problem


def _is_inside(folder: Path, name: str) -> bool:
    """Whether a name of the manifest, which anybody may have written, is a plain file of the folder."""
    path = folder / name
    return ".." not in Path(name).parts and path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _gift(folder: Path, name: str, origin: Origin) -> Gift:
    called = _called(name, origin)
    return Gift(name=called, path=folder / name, title=_title(name), media=_MEDIA[Path(name).suffix.lower()])


def _called(name: str, origin: Origin) -> str:
    """Return what the phone calls a file: with the product's code, for next week another clip lies beside it there."""
    sku, style = origin.product.sku, origin.template
    flat = name.replace("/", "-")
    if not _CODE.fullmatch(sku) or Path(name).stem.endswith(f"_{sku}"):
        return flat
    if _STYLE.fullmatch(style) and flat.startswith("clip"):
        return f"{sku}-{style}{flat.removeprefix('clip')}"  # as the shop's own file is called
    return f"{sku}-{flat}"


def _titles() -> dict[str, str]:
    return {
        "clip.mp4": _("The clip"),
        "clip-voice-only.mp4": _("The clip without music"),
        "listing-video.mp4": _("Video for the shop page"),
        "cover.jpg": _("Cover picture"),
    }


def _title(name: str) -> str:
    stem = Path(name).stem
    number = re.match(r"0*([0-9]+)", stem)  # "03_DR-0001.jpg"
    return _titles().get(name) or _("Picture {number}").format(number=number[1] if number else stem)


def _order(name: str) -> tuple[int, str]:
    """Sort the clip before its twin, then the cover, then pictures as they are numbered."""
    first = list(_titles())
    return (first.index(name) if name in first else len(first), name)


def _texts(folder: Path, names: list[str]) -> Iterator[Text]:
    """Read the texts of the bundle, the one that is pasted first first."""
    titles = {"caption.txt": _("Caption"), "title.txt": _("Title of the post"), "description.txt": _("Description")}
    for name, title in titles.items():
        if name in names and _is_inside(folder, name):
            with contextlib.suppress(OSError, ValueError):
                yield Text(title=title, words=(folder / name).read_text("utf-8-sig")[:_LONGEST_TEXT])
