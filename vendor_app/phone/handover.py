"""The other way round: what a bundle holds, for a phone to save and to copy."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vendor_app.bundle.manifest import MANIFEST, read_contents
from vendor_app.errors import VendorError
from vendor_app.language import _

_LONGEST_TEXT = 20_000
_MEDIA = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


class Gift(msgspec.Struct, frozen=True, kw_only=True):
    """One file that the phone may save."""

    name: str
    """ASCII, as the phone calls it: "DR-0001-clip.mp4"."""
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
    names = _listed(folder)
    wanted = sorted((name for name in names if Path(name).suffix.lower() in _MEDIA), key=_order)
    gifts = tuple(_gift(folder, name) for name in wanted if _is_inside(folder, name))
    if not gifts:
        raise VendorError(_("This bundle has nothing for a phone in it."), _("Make the bundle again."))
    return Handover(title=title, texts=tuple(_texts(folder, names)), gifts=gifts)


def _listed(folder: Path) -> list[str]:
    try:
        return [entry.path for entry in read_contents((folder / MANIFEST).read_bytes()).files]
    except (OSError, ValueError) as problem:
        raise VendorError(
            _("{path} cannot be read as a bundle folder.").format(path=folder), _("Make the bundle again.")
        ) from problem


def _is_inside(folder: Path, name: str) -> bool:
    """Whether a name of the manifest, which anybody may have written, is a plain file of the folder."""
    path = folder / name
    return ".." not in Path(name).parts and path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _gift(folder: Path, name: str) -> Gift:
    flat = name.replace("/", "-")
    return Gift(name=flat, path=folder / name, title=_title(name), media=_MEDIA[Path(name).suffix.lower()])


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
