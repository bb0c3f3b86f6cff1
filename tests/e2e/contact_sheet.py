"""Pictures of every clip style on one sheet, to be looked at.

``python -m tests.e2e.contact_sheet --photos FOLDER [--out FILE.png] [--style NAME]… [--case NAME] [--help]``.
A row for each style: its first frame, each shot with all its lettering, and the middle of each change. With ``--style``
the frames of each style fill as many rows as they need. ``--case``: what is odd about the product.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import cv2
import msgspec
import numpy as np
from PySide6.QtGui import QGuiApplication

from tests.e2e.stall import DRESS, PRODUCTS
from tests.storyboard.odd import BRANDS, CASES, WANTED
from vendor_app import language
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import read_photo
from vendor_app.render.colour import Pixels
from vendor_app.render.compose import Stage
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import CANVAS, SAFE, SAFE_WITH_CARD, Storyboard
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.templates import template, templates

SIZE: Final = (540, 960)
CELL: Final = (270, 480)
_GAP: Final = 6


def photos_in(folder: Path) -> dict[PhotoId, tuple[Photo, Path]]:
    """Return the photos of a folder, those of its folders one of each in turn."""
    groups = [sorted(one.iterdir()) for one in sorted(folder.iterdir()) if one.is_dir()] or [sorted(folder.iterdir())]
    files = [group[at] for at in range(max(map(len, groups))) for group in groups if at < len(group)]
    found = {}
    for file in files:
        if file.suffix.lower() in (".jpg", ".jpeg", ".png", ".heic"):
            height, width = read_photo(file, at_least=(64, 64)).shape[:2]
            name = hashlib.sha256(str(file).encode()).hexdigest()
            shape = (width * 20, height * 20) if max(width, height) < 400 else (width, height)
            found[name] = (Photo(id=name, suffix=file.suffix, width=shape[0], height=shape[1]), file)
    return found


def moments(storyboard: Storyboard) -> list[int]:
    """Return the frames to look at: the first, the middle of each change, and each shot when all is in place."""
    found = [0]
    for number, shot in enumerate(storyboard.shots):
        start = storyboard.start(number)
        if number:
            found.append(start + shot.transition.frames // 2)
        found.append(start + max(shot.frames - 3, 0))
    return found


def sheet(rows: Sequence[Sequence[Pixels]]) -> Pixels:
    """Put pictures of one size side by side and below each other, RGB."""
    width = max(len(row) for row in rows) * (CELL[0] + _GAP)
    page = np.full((len(rows) * (CELL[1] + _GAP), width, 3), 40, np.uint8)
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            small = cv2.resize(picture, CELL, interpolation=cv2.INTER_AREA)
            top, left = down * (CELL[1] + _GAP), across * (CELL[0] + _GAP)
            page[top : top + CELL[1], left : left + CELL[0]] = small
    return page


def with_guides(picture: Pixels) -> Pixels:
    """Draw both safe boxes on a picture."""
    scale = picture.shape[1] / CANVAS.width
    drawn = picture.copy()
    for box, colour in ((SAFE, (255, 255, 0)), (SAFE_WITH_CARD, (0, 255, 255))):
        corners = ((box.x, box.y), (box.x + box.width, box.y + box.height))
        first, last = (tuple(round(side * scale) for side in corner) for corner in corners)
        cv2.rectangle(drawn, first, last, colour, 2)
    return drawn


def stills(storyboard: Storyboard, photos: dict[PhotoId, Path], wanted: Sequence[int]) -> list[Pixels]:
    """Return frames of a storyboard, RGB."""

    @lru_cache(maxsize=8)
    def open_photo(photo: PhotoId, size: tuple[int, int]) -> Pixels:
        return read_photo(photos[photo], at_least=size)

    stage = Stage(storyboard, open_photo, SIZE)
    return [stage.still(frame) for frame in wanted]


def contact_sheet(
    product: Product, others: Sequence[Product], photos: dict[PhotoId, Path], chosen: argparse.Namespace
) -> Pixels:
    """Draw the styles of a product."""
    rows: list[list[Pixels]] = []
    for name in chosen.style or [one.name for one in templates()]:
        edit = ClipEdit(template=template(name).name, seconds=chosen.seconds, opening=chosen.opening)
        storyboard = plan(product, edit, brand=BRANDS[chosen.brand], others=others)
        wanted = moments(storyboard)
        if chosen.settled:
            wanted = [wanted[0], *wanted[1::2]]
        pictures = stills(storyboard, photos, wanted)
        pictures = [with_guides(picture) for picture in pictures] if chosen.guides else pictures
        most = chosen.across
        rows += (
            [pictures[at : at + most] for at in range(0, len(pictures), most)] if chosen.style else [pictures[:most]]
        )
    return sheet(rows)


def main(words: Sequence[str]) -> None:
    """Draw a contact sheet."""
    parser = argparse.ArgumentParser("contact_sheet", description="every clip style on one sheet")
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--count", type=int, default=6, help="how many of the photos the product has")
    parser.add_argument("--out", type=Path, default=Path("contact-sheet.png"))
    parser.add_argument("--style", action="append")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--across", type=int, default=9)
    parser.add_argument("--case", choices=CASES, default="all")
    parser.add_argument("--brand", choices=BRANDS, default="none")
    parser.add_argument("--opening", default="template")
    parser.add_argument("--others", type=int, default=7)
    parser.add_argument("--guides", action="store_true", help="draw the safe boxes")
    parser.add_argument("--settled", action="store_true", help="no frames in the middle of changes")
    chosen = parser.parse_args(words)
    language.use("th")
    application = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    found = photos_in(chosen.photos)
    pictures = [photo for photo, _ in found.values()]
    product = msgspec.structs.replace(WANTED, photos=tuple(pictures[: chosen.count]), **CASES[chosen.case])
    priced = [one for one in PRODUCTS if one.price is not None and one is not DRESS]
    others = [
        msgspec.structs.replace(one, id=f"p{number}", photos=(pictures[(chosen.count + number) % len(pictures)],))
        for number, one in enumerate((priced * 2)[: chosen.others], 1)
    ]
    page = contact_sheet(product, others, {name: file for name, (_, file) in found.items()}, chosen)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    cv2.imencode(".png", page[..., ::-1])[1].tofile(chosen.out)
    del application


if __name__ == "__main__":
    main(sys.argv[1:])
