"""Hints before a picture is taken: pictures spoilt by known amounts get theirs, good ones are left alone."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from vendor_app.catalogue.records import Product
from vendor_app.language import speaking
from vendor_app.photos.hints import Hint, HintName, look_at
from vendor_app.photos.measures import blur, brightness, grain, overexposed
from vendor_app.photos.reading import Pixels
from vendor_app.photos.shot_list import Shot, shot_list
from vendor_app.photos.upright import find_lean

SHIRT = shot_list(Product(name="เสื้อยืด"))
FRONT, LABEL = SHIRT.shot("front"), SHIRT.shot("label")


def shirt(scale: float = 1.0, degrees: float = 0.0, brightness: float = 1.0) -> Pixels:
    """Draw a T-shirt on a light floor, (640, 480, 3), with grain."""
    assert FRONT is not None
    (outline,) = FRONT.ghost
    points = (np.array(outline) - 0.5) * 560 * scale
    turn = np.radians(degrees)
    turned = points @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + (240, 320)
    picture = np.full((640, 480, 3), (226, 218, 205), np.float32)
    cv2.fillPoly(picture, [np.rint(turned * 16).astype(np.int32)], (40, 90, 150), cv2.LINE_AA, 4)
    picture = cv2.GaussianBlur(picture, (0, 0), 0.6) * brightness
    return np.clip(picture + np.random.default_rng(5).normal(0, 1.5, picture.shape), 0, 255).astype(np.uint8)


def names(pixels: Pixels, shot: Shot | None = FRONT) -> list[HintName]:
    return [hint.name for hint in look_at(pixels, shot)]


def shaken(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.blur(pixels, (15, 1)), np.uint8)


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        (lambda: shirt(), []),
        (lambda: shirt(degrees=3), []),
        (lambda: shirt(brightness=0.5), ["dark"]),
        (lambda: shirt(brightness=2.0), ["bright"]),
        (lambda: cv2.GaussianBlur(shirt(), (0, 0), 3), ["blurred"]),
        (lambda: shaken(shirt()), ["blurred"]),
        (lambda: shirt(scale=0.35), ["small"]),
        (lambda: shirt(degrees=10), ["crooked"]),
        (lambda: shirt(degrees=-12, brightness=0.5), ["dark", "crooked"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_else(pixels: Callable[[], Pixels], expected: list[HintName]) -> None:
    assert names(pixels()) == expected


@pytest.mark.parametrize("shot", [LABEL, None], ids=["label", "none"])
def test_size_and_lean_are_judged_only_of_the_whole_product(shot: Shot | None) -> None:
    assert names(shirt(scale=0.35), shot) == []
    assert names(shirt(degrees=12), shot) == []
    assert names(shirt(brightness=0.5), shot) == ["dark"]


@pytest.mark.parametrize("degrees", [-14, -7, 0, 7, 14])
def test_a_lean_is_measured(degrees: float) -> None:
    lean = find_lean(shirt(degrees=degrees))
    assert lean.degrees == pytest.approx(degrees, abs=1.5)
    assert lean.likeness > 0.5


@pytest.mark.parametrize("value", [0, 127, 255])
@pytest.mark.parametrize("size", [(1, 1), (3, 200), (480, 640)])
def test_a_picture_without_anything_in_it_is_no_reason_to_fail(value: int, size: tuple[int, int]) -> None:
    flat = np.full((*size, 3), value, np.uint8)
    assert set(names(flat)) <= {"dark", "bright", "small"}
    assert find_lean(flat).likeness == 0
    assert blur(flat) == 0


@pytest.mark.parametrize("sigma", [1.5, 3.0])
def test_blur_is_measured_in_pixels_whatever_the_contrast(sigma: float) -> None:
    for picture in (shirt(), (shirt() // 3 + 80).astype(np.uint8)):
        assert blur(np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma))) == pytest.approx(sigma, rel=0.3)


def test_light_and_grain_are_measured() -> None:
    assert brightness(shirt()) == pytest.approx(227, abs=4)
    assert overexposed(shirt()) < 0.01
    assert overexposed(shirt(brightness=2.0)) > 0.5
    noise = np.random.default_rng(1).normal(0, 8, (640, 480, 3))
    assert grain(np.clip(shirt() + noise, 0, 255).astype(np.uint8)) > 4 > 2 > grain(shirt())


@pytest.mark.parametrize(("degrees", "side"), [(8.0, "ขวา"), (-8.0, "ซ้าย")])
def test_every_hint_says_what_to_do(degrees: float, side: str) -> None:
    with speaking("th"):
        assert side in Hint("crooked", degrees).says
        for name in ("dark", "bright", "blurred", "small"):
            assert any("ก" <= letter <= "ฮ" for letter in Hint(name).says)
