"""Small photos of goods on a ground, drawn so that it is known where the goods are."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

WIDTH, HEIGHT = 300, 400
GROUNDS = ("wall", "tiles", "boards")
_SHIRT = np.array(
    [(95, 90), (130, 100), (170, 100), (205, 90), (260, 150), (232, 182), (208, 160), (212, 320), (88, 320), (92, 160),
     (68, 182), (40, 150)]
)  # fmt: skip
_TROUSERS = np.array([(105, 70), (195, 70), (215, 330), (165, 330), (150, 150), (135, 330), (85, 330)])
GOODS = {"shirt": _SHIRT, "trousers": _TROUSERS}


class Scene(NamedTuple):
    """A photo, the same place without the goods, and where they are."""

    picture: Pixels
    stand: Pixels
    truth: NDArray[np.bool_]


def scene(
    goods: str = "shirt", cloth: tuple[int, int, int] = (190, 40, 60), ground: str = "wall", *, shadow: bool = True
) -> Scene:
    """Return goods of a colour on a ground, softly folded and lit from the left, with the shadow that they throw."""
    random = np.random.default_rng(5)
    empty = _ground(ground)
    truth = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(truth, [GOODS[goods]], 1)
    thrown = cv2.GaussianBlur(np.roll(truth, (6, 8), (0, 1)).astype(np.float32), (0, 0), 5)
    folds = cv2.resize(random.normal(0, 9, (9, 7)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    lit = empty * (1 - 0.3 * thrown[..., None] * shadow)
    worn = np.array(cloth, np.float32) + folds[..., None]
    soft = cv2.GaussianBlur(truth.astype(np.float32), (0, 0), 0.7)[..., None]
    picture = lit * (1 - soft) + worn * soft + random.normal(0, 2, lit.shape)
    return Scene(np.clip(picture, 0, 255).astype(np.uint8), np.clip(empty, 0, 255).astype(np.uint8), truth > 0)


def _ground(name: str) -> NDArray[np.float32]:
    random = np.random.default_rng(8)
    light = np.linspace(1.03, 0.9, WIDTH, dtype=np.float32)[None, :, None]
    picture = np.full((HEIGHT, WIDTH, 3), (214, 206, 190), np.float32)
    if name == "tiles":
        for line in range(-400, 700, 110):
            cv2.line(picture, (line, 0), (line + HEIGHT, HEIGHT), (110, 104, 98), 2)
            cv2.line(picture, (line + HEIGHT, 0), (line, HEIGHT), (110, 104, 98), 2)
    if name == "boards":
        for left in range(0, WIDTH, 50):
            grain = cv2.resize(random.normal(0, 10, (12, 8)), (50, HEIGHT), interpolation=cv2.INTER_CUBIC)
            picture[:, left : left + 50] = (172, 128, 88) + grain.astype(np.float32)[..., None]
        picture[:, ::50] = (110, 80, 55)
    return np.asarray(picture * light, np.float32)


def shaken(picture: Pixels) -> Pixels:
    """Return another photo of the same place: moved by some pixels, turned, and in warmer and darker light."""
    height, width = picture.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), 0.7, 1.01)
    way[:, 2] += (4, -3)
    moved = cv2.warpAffine(picture, way, (width, height), borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    grain = np.random.default_rng(9).normal(0, 2, picture.shape)
    return np.clip(moved * (0.97, 0.9, 0.82) + grain, 0, 255).astype(np.uint8)


def alike(mask: NDArray[np.uint8], truth: NDArray[np.bool_]) -> float:
    """Return the intersection over the union of a mask and the truth."""
    found = cv2.resize(mask, truth.shape[::-1], interpolation=cv2.INTER_LINEAR) > 127
    return float((found & truth).sum() / (found | truth).sum())
