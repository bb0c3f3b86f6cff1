"""The bundles of a product that are in the shop, the newest of each platform."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from vendor_app.bundle.platforms import platforms
from vendor_app.catalogue.records import Sku

_MOMENT: Final = re.compile(r"(?P<moment>\d{8}-\d{6})(?:-(?P<number>\d{1,6}))?(?:\.zip)?", re.ASCII)


def newest_bundles(folder: Path, sku: Sku) -> dict[str, Path]:
    """Return the newest bundle, a folder or a ZIP, of each platform in ``folder``, by the platform's name."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    found = ((one.name, _newest(paths, f"{sku}-{one.name}-")) for one in platforms())
    return {name: path for name, path in found if path is not None}


def made_at(bundle: Path) -> str:
    """Return when a bundle was made, ISO 8601, as its name tells."""
    moment = max(_MOMENT.finditer(bundle.name), key=lambda match: match.end())["moment"]
    return datetime.strptime(moment, "%Y%m%d-%H%M%S").astimezone().isoformat()


def _newest(paths: list[Path], prefix: str) -> Path | None:
    aged = [
        ((match["moment"], int(match["number"] or 1)), path)
        for path in paths
        if path.name.startswith(prefix) and (match := _MOMENT.fullmatch(path.name.removeprefix(prefix)))
    ]
    return max(aged, key=lambda pair: pair[0], default=(None, None))[1]
