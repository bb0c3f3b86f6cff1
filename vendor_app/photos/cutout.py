"""Find the product in a photo and say where it is as a mask; the photo's own colours are never touched.

The start is a photo of the empty stand, the mask that was there before, or what stands out from the picture's border.
From it GrabCut learns the colours of product and background, on a small copy first and then along the outline only.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.difference import compare
from vendor_app.photos.focus import Focus, find_focus
from vendor_app.photos.reading import Pixels, Size, fit_within
from vendor_app.photos.recipe import Stroke
from vendor_app.photos.saliency import Likelihood, find_subject, is_beside
from vendor_app.progress import Progress, silent

MASK_SIDE: Final = 800
"""Pixels on a mask's long side at most: GrabCut fails on much larger pictures (opencv/opencv#4675)."""
_COARSE: Final = 360
"""Pixels on the long side while the product is looked for; at ``MASK_SIDE`` only its outline is."""
_ROUNDS: Final = 4
_CLOSED_IN: Final = 0.7
"""What standing out from the border counts beside differing from the empty stand."""
_FAR: Final = 0.06
"""Of the coarse long side: as far around what stands out the product may reach."""
_STEP: Final = 25.0
"""Levels of Lab that make an outline as clear as any."""
_CLEAR, _HARDLY_CLEAR = 22.5, 21.5
"""Of those, on average along an outline: less is looked at twice, and hardly less is no outline."""
_ASIDE: Final = 0.3
"""Overlap with the box of what matters below which something else was found."""
_OTHER_CLOTH: Final = 9.0
"""Levels of Lab from the border's colours that something around what was found is cloth by."""
_EDGED: Final = 11.0
"""Clearness of an outline that no shadow has."""
_HOLDS, _LARGER = 0.9, 1.5
"""What of the print the cloth has to hold, and how many times larger it is."""
_SPREAD: Final = 0.15
"""Of the long side: as far around a stroke what has its colour goes with it."""
_SEEDS: Final = 24
"""Places along a stroke that its colours are taken from."""
_ALIKE: Final = (14, 7, 7)
"""Levels of Lab that are still the same cloth."""
_LEAST, _MOST = 0.005, 0.97
"""Shares of the picture that a product takes; less or more is a mistake."""
_SHARE_KEPT: Final = 0.06
"""Of the largest part's area: smaller parts beside it are specks."""
_LINE: Final = 0.008
"""Of the long side: half of what a joint between tiles is wide at most."""
_HOLE: Final = 0.009
"""Of the product's area: smaller gaps in it are its own pattern, not the background seen through."""
_BAND: Final = 0.012
"""Of the fine long side: as far from the coarse outline the fine one is looked for."""
_SOFT: Final = 1.1
"""Pixels of the mask that an outline is soft over."""
_GROUND: Final = 3
"""Times that, as far around the product as the ground is looked at again."""
_SEEN, _WHOLE = 0.3, 0.92
"""Of a blurred outline: less is background, more all product. Half is a little outside: no background shines."""

Mask = NDArray[np.uint8]
"""(height, width) of at most ``MASK_SIDE``, in the picture's own ratio: 255 product, 0 background, between: both."""


class NothingFound(VendorError):
    """There is no product to be seen without a hint by finger."""


def cut_out(
    pixels: Pixels,
    *,
    stand: Pixels | None = None,
    strokes: Sequence[Stroke] = (),
    start: Mask | None = None,
    progress: Progress = silent,
) -> Mask:
    """Return where the product is in upright RGB (H, W, 3), in about a second at any size.

    ``stand`` is a photo of the same place without the product, of any size; ``start`` a mask found before, which the
    ``strokes`` mend. The later stroke wins where two cross. Raises NothingFound, and Cancelled.
    """
    fine = _fitted(pixels, MASK_SIDE)
    progress.at(0.1)
    if stand is None:
        colours, likely = _colours(fine), None
    else:
        colours, likely = compare(fine, stand)
    progress.at(0.2)
    coarse = _fitted(colours, _COARSE)
    found = _found(coarse, _start(fine, colours, likely, start), strokes)
    progress.at(0.45)
    if stand is None and start is None:
        found = _whole(fine, coarse, _clearer(fine, coarse, found, strokes), strokes)
        if not strokes and is_beside(found):
            raise nothing_found()
    progress.at(0.6)
    outlined = _outlined(colours, found, strokes)
    progress.at(0.95)
    mask = _soft(outlined)
    progress.at(1.0)
    return mask


def _colours(pixels: Pixels) -> Pixels:
    """Return the picture as GrabCut tells it apart best: lightness on its own, apart from colour."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab), np.uint8)


def _fitted(pixels: Pixels, side: int) -> Pixels:
    size = fit_within((pixels.shape[1], pixels.shape[0]), side)
    if size == (pixels.shape[1], pixels.shape[0]):
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _start(fine: Pixels, colours: Pixels, likely: Likelihood | None, start: Mask | None) -> Likelihood:
    """Return how likely each pixel is the product's, 0 to 1, by the best that there is to start from."""
    size = fit_within((fine.shape[1], fine.shape[0]), _COARSE)
    if start is not None:
        return _shrunk(np.asarray(start / 255, np.float32), size)
    if likely is None:
        return _standing_out(_fitted(fine, _COARSE))
    # What differs, and what is closed in by it: cloth of the stand's own colour differs at its folds and edges only.
    closed_in = _CLOSED_IN * _standing_out(_fitted(colours, _COARSE))
    return np.asarray(np.maximum(_shrunk(likely, size), closed_in), np.float32)


def _standing_out(coarse: Pixels) -> Likelihood:
    found = find_subject(coarse)
    brightest = max(float(np.quantile(found, 0.99)), 1e-6)
    return np.asarray(np.minimum(found / brightest, 1), np.float32)


def _shrunk(likely: Likelihood, size: Size) -> Likelihood:
    return np.asarray(cv2.resize(likely, size, interpolation=cv2.INTER_AREA), np.float32)


def _found(coarse: Pixels, likely: Likelihood, strokes: Sequence[Stroke]) -> Mask:
    """Return the product on the coarse copy, 1 or 0."""
    levels = np.rint(likely * 255).astype(np.uint8)
    limit, _split = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    inside = (levels > limit).astype(np.uint8)
    reach = max(round(max(coarse.shape) * _FAR), 2)
    near = cv2.dilate((levels > limit * 0.5).astype(np.uint8), _disc(reach))
    labels = np.where(near > 0, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    labels[inside > 0] = cv2.GC_PR_FGD
    _spread(labels, coarse, strokes)
    drawn(labels, strokes)
    found = _cleaned(_grabbed(coarse, labels, _ROUNDS), strokes)
    if not _LEAST <= float(found.mean()) <= _MOST:
        raise nothing_found()
    return found


def _clearer(fine: Pixels, coarse: Pixels, found: Mask, strokes: Sequence[Stroke]) -> Mask:
    """Return what was found, or what its box leads to when that has the clearer outline: pale goods on pale ground."""
    focus = find_focus(fine)
    clear, box = _clearness(coarse, found), _inside_of(focus, found.shape)
    is_aside = _overlap(found, box) < _ASIDE
    if clear >= _CLEAR and not is_aside:
        return found
    try:
        other = _found(coarse, box.astype(np.float32), strokes)
    except NothingFound:
        return found
    is_better = _clearness(coarse, other) > (_HARDLY_CLEAR if is_aside else clear)
    return other if is_better and other.sum() > found.sum() else found


def _whole(fine: Pixels, coarse: Pixels, found: Mask, strokes: Sequence[Stroke]) -> Mask:
    """Return what was found, or all of the cloth when that was only the print on it: a white shirt on a white wall.

    It was, when what lies around it is nowhere at the border; then the print is painted over and the product looked
    for again.
    """
    ring = (cv2.dilate(found, _disc(7)) - cv2.dilate(found, _disc(3))) > 0
    if not ring.any() or _off_border(coarse, np.median(coarse[ring], axis=0)) < _OTHER_CLOTH:
        return found
    plain = _fitted(fine, _COARSE).copy()
    plain[cv2.dilate(found, _disc(3)) > 0] = np.median(plain[ring], axis=0)
    try:
        other = _found(coarse, _standing_out(plain), strokes)
    except NothingFound:
        return found
    holds = float((other & found).sum()) >= _HOLDS * float(found.sum())
    is_edged = _clearness(coarse, other) >= _EDGED
    return other if holds and is_edged and other.sum() > _LARGER * found.sum() else found


def _off_border(colours: Pixels, colour: NDArray[np.float64]) -> float:
    """Return by how many levels of Lab a colour is from those along the picture's border that are most like it."""
    sides = colours[:3], colours[-3:], colours[:, :3], colours[:, -3:]
    border = np.concatenate([side.reshape(-1, 3) for side in sides])
    off = np.linalg.norm(border - colour, axis=1)
    return float(np.quantile(off, 0.1))


def _inside_of(focus: Focus, shape: tuple[int, ...]) -> Mask:
    height, width = shape
    box = np.zeros((height, width), np.uint8)
    left, top = int(focus.x * width), int(focus.y * height)
    box[top : int((focus.y + focus.height) * height), left : int((focus.x + focus.width) * width)] = 1
    return box


def _overlap(found: Mask, box: Mask) -> float:
    """Return how much the box around what was found and another one are the same, 0 to 1."""
    left, top, across, down = cv2.boundingRect(found)
    around = np.zeros_like(box)
    around[top : top + down, left : left + across] = 1
    return float((around & box).sum() / max((around | box).sum(), 1))


def _clearness(colours: Pixels, found: Mask) -> float:
    """Return by how many levels, at most ``_STEP``, colours inside and outside of an outline differ on average."""
    inside = cv2.erode(found, _disc(1)) - cv2.erode(found, _disc(4))
    outside = cv2.dilate(found, _disc(4)) - cv2.dilate(found, _disc(1))
    outline = cv2.dilate(found, _disc(1)) > cv2.erode(found, _disc(1))
    if not outline.any():
        return 0.0
    near = []
    for side in (inside, outside):
        weights = side.astype(np.float32)[..., None]
        amount = cv2.GaussianBlur(weights, (0, 0), 4)[..., None] + 1e-4
        near.append(cv2.GaussianBlur(colours * weights, (0, 0), 4) / amount)
    steps = np.linalg.norm(near[0] - near[1], axis=2)[outline]
    return float(np.minimum(steps, _STEP).mean())


def drawn(labels: Mask, strokes: Sequence[Stroke]) -> None:
    """Draw strokes into labels of GrabCut: what a person says is sure."""
    height, width = labels.shape
    for stroke in (stroke for stroke in strokes if stroke.points):
        label = cv2.GC_FGD if stroke.keep else cv2.GC_BGD
        points = np.array([(round(x * (width - 1)), round(y * (height - 1))) for x, y in stroke.points], np.int32)
        radius = max(round(stroke.radius * max(width, height)), 1)
        for point in points[:: max(len(points) - 1, 1)]:
            cv2.circle(labels, tuple(point.tolist()), radius, label, -1)
        cv2.polylines(labels, [points], isClosed=False, color=label, thickness=2 * radius)


def _spread(labels: Mask, colours: Pixels, strokes: Sequence[Stroke]) -> None:
    """Let each stroke speak for what hangs together with it and has its colour."""
    height, width = labels.shape
    soft = cv2.GaussianBlur(colours, (0, 0), 1.5)
    for stroke in strokes:
        own = np.full(labels.shape, cv2.GC_PR_BGD, np.uint8)
        drawn(own, [stroke])
        line = np.flatnonzero(own.ravel() != cv2.GC_PR_BGD)
        if not len(line):
            continue
        alike = np.zeros((height + 2, width + 2), np.uint8)
        for place in line[:: max(len(line) // _SEEDS, 1)].tolist():
            flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
            cv2.floodFill(soft, alike, (place % width, place // width), (0, 0, 0), _ALIKE, _ALIKE, flags)
        away = cv2.distanceTransform(np.asarray(own == cv2.GC_PR_BGD, np.uint8), cv2.DIST_L2, 3)
        around = away <= max(width, height) * _SPREAD
        told = (alike[1:-1, 1:-1] > 0) & around
        # What a person says is near the product may be the product, wherever the start saw nothing.
        labels[around & (labels == cv2.GC_BGD)] = cv2.GC_PR_BGD
        labels[told] = cv2.GC_PR_FGD if stroke.keep else cv2.GC_PR_BGD


def _grabbed(colours: Pixels, labels: Mask, rounds: int) -> Mask:
    """Return what GrabCut takes for the product, 1 or 0. Raises NothingFound when one of the two is missing."""
    is_product = (labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)
    if not is_product.any() or is_product.all():
        raise nothing_found()
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    cv2.setRNGSeed(7)
    cv2.grabCut(colours, labels, (0, 0, 1, 1), *models, rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD), np.uint8)


def nothing_found() -> NothingFound:
    """Return what to say when there is nothing to cut out."""
    return NothingFound(
        _("The product cannot be told from the background."),
        _("Draw a line over the product with a finger, or use a photo of the empty stand."),
    )


def _cleaned(found: Mask, strokes: Sequence[Stroke]) -> Mask:
    """Remove specks beside the product and holes in it; what a person drew stays."""
    said = np.full(found.shape, cv2.GC_PR_BGD, np.uint8)
    drawn(said, strokes)
    opened = cv2.morphologyEx(_without_lines(found), cv2.MORPH_OPEN, _disc(1))
    opened[said == cv2.GC_FGD] = 1
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(opened, connectivity=4)
    if count < 2:
        raise nothing_found()
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = set((np.flatnonzero(areas >= _SHARE_KEPT * areas.max()) + 1).tolist())
    kept |= set(np.unique(labels[said == cv2.GC_FGD]).tolist()) - {0}
    product = np.isin(labels, list(kept)).astype(np.uint8)
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(1 - product, connectivity=4)
    least = _HOLE * int(product.sum())
    cut = set(np.unique(labels[said == cv2.GC_BGD]).tolist())
    holes = [one for one in range(1, count) if stats[one, cv2.CC_STAT_AREA] < least and one not in cut]
    product[np.isin(labels, holes)] = 1
    return product


def _without_lines(found: Mask) -> Mask:
    """Remove thin lines that run out of the picture: joints of tiles and boards. Straps end within it."""
    thick = cv2.morphologyEx(found, cv2.MORPH_OPEN, _disc(max(round(max(found.shape) * _LINE), 1)))
    count, labels = cv2.connectedComponents(found - thick, connectivity=8)
    ends = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    is_line = np.zeros(count, bool)
    is_line[np.unique(ends)] = True
    is_line[0] = False
    return np.where(is_line[labels], np.uint8(0), found)


def _outlined(colours: Pixels, found: Mask, strokes: Sequence[Stroke]) -> Mask:
    """Find the outline again on the fine copy, near where it was on the coarse one."""
    height, width = colours.shape[:2]
    soft = cv2.resize(found * np.uint8(255), (width, height), interpolation=cv2.INTER_LINEAR)
    whole = np.asarray(soft > 127, np.uint8)
    band = max(round(max(colours.shape) * _BAND), 2)
    inner, outer = cv2.erode(whole, _disc(band)), cv2.dilate(whole, _disc(band))
    labels = np.where(whole > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[inner > 0], labels[outer == 0] = cv2.GC_FGD, cv2.GC_BGD
    drawn(labels, strokes)
    left, top, across, down = cv2.boundingRect(np.asarray(labels != cv2.GC_BGD, np.uint8))
    # The ground nearby is what the outline is told from; the rest only costs time.
    rows = slice(max(top - _GROUND * band, 0), top + down + _GROUND * band)
    columns = slice(max(left - _GROUND * band, 0), left + across + _GROUND * band)
    refined = np.zeros((height, width), np.uint8)
    refined[rows, columns] = _grabbed(
        np.ascontiguousarray(colours[rows, columns]), np.ascontiguousarray(labels[rows, columns]), 1
    )
    return _cleaned(refined, strokes)


def _soft(product: Mask) -> Mask:
    """Return the product with a soft outline, a little inside of the hard one."""
    blurred = cv2.GaussianBlur(product.astype(np.float32), (0, 0), _SOFT)
    return np.asarray(np.clip((blurred - _SEEN) / (_WHOLE - _SEEN), 0, 1) * 255 + 0.5, np.uint8)


def _disc(radius: int) -> Mask:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8)
