"""The drawn garments: they read as cloth on a ground, at a phone's size, the same every time."""

import cv2
import numpy as np
import pytest

from vendor_app.workshop.drawing import shapes
from vendor_app.workshop.drawing.fabric import PATTERNS, TILE, WEAVES, Cloth
from vendor_app.workshop.drawing.grounds import GROUNDS
from vendor_app.workshop.drawing.scene import View, draw
from vendor_app.workshop.practice import CUTS, practice_products

RED = Cloth(pattern="plain", ground=(200, 30, 30))


def share_of_red(picture: np.ndarray) -> float:
    small = cv2.resize(picture, (378, 504), interpolation=cv2.INTER_AREA).astype(int)
    return float(((small[..., 0] > 90) & (small[..., 0] > 2 * small[..., 1])).mean())


@pytest.mark.parametrize("cut", [shapes.top(), shapes.trousers(), shapes.skirt(), shapes.bag(), shapes.socks()])
def test_a_garment_fills_a_good_part_of_a_phone_sized_picture(cut: shapes.Garment) -> None:
    picture = draw([(cut, RED, (0.0, 0.0))], View(ground="wall"), seed=1)
    assert picture.shape == (4032, 3024, 3)
    assert 0.12 < share_of_red(picture) < 0.7


def test_cloth_has_folds_weave_and_grain() -> None:
    picture = draw([(shapes.top(), RED, (0.0, 0.0))], View(ground="wall"), seed=1)
    chest = picture[1600:2400, 1100:1900, 0].astype(float)
    assert cv2.GaussianBlur(chest, (0, 0), 40).std() > 3
    assert (chest - cv2.GaussianBlur(chest, (0, 0), 3)).std() > 1.5


def test_the_same_seed_draws_the_same_picture() -> None:
    one, two, other = (draw([(shapes.bag(), RED, (0.0, 0.0))], View(), seed) for seed in (4, 4, 5))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_repeats_without_a_seam(pattern: str) -> None:
    inks = () if pattern == "plain" else ((240, 200, 40), (20, 60, 200))
    tile = PATTERNS[pattern](Cloth(pattern=pattern, ground=(90, 20, 40), inks=inks), np.random.default_rng(3))
    assert tile.shape == (TILE, TILE, 3)
    inside = np.abs(np.diff(tile, axis=1)).mean(axis=(0, 2))
    assert np.abs(tile[:, 0] - tile[:, -1]).mean() <= inside.max() + 0.02


def test_every_practice_product_names_what_can_be_drawn() -> None:
    products = practice_products()
    assert len(products) == 12
    assert len({entry.sku for entry in products}) == 12
    for entry in products:
        assert entry.cut["kind"] in CUTS
        assert entry.ground in GROUNDS
        assert entry.cloth.pattern in PATTERNS
        assert entry.cloth.weave in WEAVES
        assert entry.others
