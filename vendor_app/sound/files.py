"""Where the sounds of a storyboard lie: recordings, footage, own music."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.video.footage import FootageId


class SoundFiles(Protocol):
    """What the mix asks for by the names that stand in a storyboard. Each raises VendorError for what is gone."""

    def recording(self, name: str) -> Path:
        """Return a recording of somebody speaking."""
        ...

    def footage(self, footage: FootageId) -> Path:
        """Return an original of footage."""
        ...

    def music(self, name: str) -> Path:
        """Return a piece of the vendor's own music; ``name`` is without the "own:"."""
        ...


class SoundPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """Sounds in plain folders."""

    recordings: Path | None = None
    own_music: Path | None = None
    footages: Mapping[FootageId, Path] = {}

    def recording(self, name: str) -> Path:
        """Return a file of ``recordings``."""
        return _inside(self.recordings, name)

    def footage(self, footage: FootageId) -> Path:
        """Return one of ``footages``."""
        if footage not in self.footages:
            raise VendorError(
                _("A video of this clip was taken away from the product."),
                _("Take it out of the clip, or add it again."),
            )
        return self.footages[footage]

    def music(self, name: str) -> Path:
        """Return a file of ``own_music``."""
        return _inside(self.own_music, name)


NOWHERE = SoundPlaces()
"""For a storyboard that needs no file."""


def _inside(folder: Path | None, name: str) -> Path:
    """Return a file of ``folder``; a name that leads elsewhere is one that is not there."""
    if folder is None or name != Path(name).name or "\\" in name or not (folder / name).is_file():
        raise VendorError(
            _("The sound {name} is not in the shop's folder any more.").format(name=name),
            _("Take it out of the clip, or record or add it again."),
        )
    return folder / name
