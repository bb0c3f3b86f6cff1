"""White grounds: how quickly, and how much like a cut-out made by hand.

The outlines are in tests/photos/masks/outlines.toml, with a word on how they were made; the photos come from --photos.
Without them the same is measured on drawn garments, of which the truth is known.
"""

import functools
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.intake import Row
from benchmarks.stage import SKU, Job
from vendor_app.photos.cutout import Mask, NothingFound, cut_out
from vendor_app.photos.develop import develop
from vendor_app.photos.masks import Masks
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.photos.recipe import Stroke
from vendor_app.photos.whitening import WhiteGround
from vendor_app.progress import Progress
from vendor_app.shop import Shop
from vendor_app.workshop.drawing import shapes
from vendor_app.workshop.drawing.fabric import Cloth
from vendor_app.workshop.drawing.scene import View, draw

OUTLINES = Path(__file__).resolve().parent.parent / "tests" / "photos" / "masks" / "outlines.toml"
_SECONDS, _IOU = 2.5, 0.93
_SUBPIXEL_BITS = 4
_AWAY = (30.0, 30.0)
"""So far outside the picture that the stand is empty."""
_GROUNDS = ("wood", "tiles", "wall", "sheet")
_CLOTHS = ((200, 30, 30), (240, 240, 236), (30, 30, 34))


class _Line(msgspec.Struct, frozen=True):
    keep: bool
    radius: float
    line: str


class _Outline(msgspec.Struct, frozen=True):
    file: str
    product: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    strokes: tuple[_Line, ...] = ()


class _Outlines(msgspec.Struct, frozen=True):
    photo: tuple[_Outline, ...]


class Traced(NamedTuple):
    """A photo with its outline traced by hand."""

    file: str
    product: tuple[NDArray[np.float64], ...]
    """Outlines (n, 2), in fractions of the frame."""
    gaps: tuple[NDArray[np.float64], ...]
    strokes: tuple[Stroke, ...]

    def mask(self, width: int, height: int) -> NDArray[np.bool_]:
        """Return the product on a picture of this size."""
        found = np.zeros((height, width), np.uint8)
        for outlines, level in ((self.product, 1), (self.gaps, 0)):
            for outline in outlines:
                points = np.rint((outline * (width, height) - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)
                cv2.fillPoly(found, [points], level, shift=_SUBPIXEL_BITS)
        return found > 0


def _points(text: str) -> NDArray[np.float64]:
    return np.array([[float(part) for part in point.split(",")] for point in text.split()])


def traced() -> tuple[Traced, ...]:
    """Return all outlines that were traced."""
    known = msgspec.toml.decode(OUTLINES.read_bytes(), type=_Outlines)
    return tuple(
        Traced(
            one.file,
            tuple(map(_points, one.product)),
            tuple(map(_points, one.gaps)),
            tuple(
                Stroke(keep=line.keep, radius=line.radius, points=tuple((x, y) for x, y in _points(line.line).tolist()))
                for line in one.strokes
            ),
        )
        for one in known.photo
    )


def alike(mask: Mask, truth: NDArray[np.bool_]) -> float:
    """Return the intersection over the union of a mask and the truth, in the truth's size."""
    height, width = truth.shape
    found = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR) > 127
    return float((found & truth).sum() / max((found | truth).sum(), 1))


def rows(job: Job, rounds: int) -> list[Row]:
    """Measure all."""
    return [*_speed(job, rounds), *(_by_hand(job.given) if job.given else []), *_drawn_rows()]


def _note(told: list[float], done: float, _words: str) -> None:
    told.append(done)


def _speed(job: Job, rounds: int) -> list[Row]:
    """Time what a vendor waits for, from the file to the whole picture on white: decode, cut out, keep, develop."""
    seconds, steps, largest = [], [], 0
    with Shop.open(job.shop) as shop:
        ground = WhiteGround(shop.photos, Masks(shop.masks))
        for photo in shop.catalogue.product(SKU).photos[: max(rounds, 3)]:
            told: list[float] = []
            begin = time.perf_counter()
            made = ground.make(photo, progress=Progress(functools.partial(_note, told)))
            develop(read_photo(shop.photos.path(photo)), made.recipe, mask=made.mask, in_place=True)
            seconds.append(time.perf_counter() - begin)
            steps.append(len(told))
            largest = max(largest, photo.width * photo.height)
    name = f"photo of {largest / 1e6:.0f} MP on white, from file to whole picture ({min(steps)} steps of progress)"
    return [(name, f"{statistics.median(seconds):.2f} s", "", "", f"<= {_SECONDS} s")]


def _by_hand(folder: Path) -> list[Row]:
    """Compare cut-outs with outlines by hand: without help, and with the few strokes that a person would draw."""
    known = [one for one in traced() if (folder / one.file).is_file()]
    if not known:
        return [("cut-out against masks made by hand", f"none of the photos in {folder}", "", "", "")]
    alone, helped = [], []
    for one in known:
        pixels = read_photo(folder / one.file)
        truth = one.mask(pixels.shape[1], pixels.shape[0])
        alone.append(_score(pixels, truth))
        helped.append(_score(pixels, truth, one.strokes) if one.strokes else alone[-1])
    lines = [len(one.strokes) for one in known]
    drawn = f"{sum(count > 0 for count in lines)} photos with 1-{max(lines)} strokes, {sum(lines)} in all"
    return [
        _iou_row(f"cut-out against masks by hand, {len(known)} photos, mean IoU, no help", alone),
        _iou_row(f"  the same, {drawn}", helped),
    ]


def _score(pixels: Pixels, truth: NDArray[np.bool_], strokes: Sequence[Stroke] = ()) -> float:
    try:
        return alike(cut_out(pixels, strokes=strokes), truth)
    except NothingFound:
        return 0.0


def _iou_row(name: str, scores: Sequence[float]) -> Row:
    return (name, f"{statistics.mean(scores):.3f}, least {min(scores):.3f}", "", "", f">= {_IOU}")


def _drawn_rows() -> list[Row]:
    alone, with_stand = [], []
    for picture, stand, truth in drawn_scenes():
        alone.append(_score(picture, truth))
        with_stand.append(alike(cut_out(picture, stand=stand), truth))
    return [
        _iou_row(f"cut-out of {len(alone)} drawn scenes, mean IoU, no help", alone),
        _iou_row("  the same with a photo of the empty stand, moved and lit otherwise", with_stand),
    ]


def drawn_scenes() -> Iterator[tuple[Pixels, Pixels, NDArray[np.bool_]]]:
    """Yield drawn pictures of a shirt, each with its empty stand photographed from a little beside, and the truth."""
    for ground in _GROUNDS:
        stand = shaken(_scene(ground, (0, 0, 0), _AWAY), seed=3)
        for cloth in _CLOTHS:
            yield _scene(ground, cloth), stand, _truth()


@functools.cache
def _truth() -> NDArray[np.bool_]:
    """Return where the shirt is, by its colour before a wall."""
    levels = _scene("wall", (200, 30, 30)).astype(int)
    red = ((levels[..., 0] > 60) & (levels[..., 0] > 2.2 * levels[..., 1])).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)) > 0)


def _scene(ground: str, cloth: tuple[int, int, int], place: tuple[float, float] = (0.0, 0.0)) -> Pixels:
    picture = draw([(shapes.top(), Cloth(pattern="plain", ground=cloth), place)], View(ground=ground), seed=3)
    return np.asarray(cv2.resize(picture, (600, 800), interpolation=cv2.INTER_AREA), np.uint8)


def shaken(picture: Pixels, *, seed: int) -> Pixels:
    """Return a picture as another photo of the same place is: moved, turned, nearer, in other light, with grain."""
    height, width = picture.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), 0.6, 1.01)
    way[:, 2] += (7, -5)
    moved = cv2.warpAffine(picture, way, (width, height), borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    light = np.array([0.95, 1.0, 1.08]) * np.linspace(0.9, 1.05, width)[None, :, None]
    grain = np.random.default_rng(seed).normal(0, 3, picture.shape)
    return np.clip(moved * light + grain, 0, 255).astype(np.uint8)
