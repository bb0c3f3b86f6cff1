"""Where the product is, in drawn pictures of which it is known."""

import functools
from pathlib import Path

import cv2
import numpy as np
import pytest

from vendor_app.photos import focus as module
from vendor_app.photos.focus import MIDDLE, Focus, Focuses, find_face, find_focus
from vendor_app.photos.reading import Pixels
from vendor_app.workshop.drawing import shapes
from vendor_app.workshop.drawing.fabric import Cloth
from vendor_app.workshop.drawing.grounds import GROUNDS
from vendor_app.workshop.drawing.scene import View, draw

RED = Cloth(pattern="plain", ground=(200, 30, 30))
SKIN = (224, 172, 140)


@functools.cache
def _drawn(cut: str, ground: str, zoom: float = 1.0, place: tuple[float, float] = (0.0, 0.0)) -> Pixels:
    garment: shapes.Garment = getattr(shapes, cut)()
    picture = draw([(garment, RED, place)], View(ground=ground, zoom=zoom), seed=3)
    return np.asarray(cv2.resize(picture, (300, 400), interpolation=cv2.INTER_AREA), np.uint8)


def _red(picture: Pixels) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of what is red, in fractions."""
    levels = picture.astype(int)
    red = (levels[..., 0] > 60) & (levels[..., 0] > 2.2 * levels[..., 1])
    red = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    rows, columns = (np.flatnonzero(red.any(axis=axis)) for axis in (1, 0))
    height, width = red.shape
    return columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height


def _shared(found: Focus, truth: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the share of the truth that was found, and that of what was found which is true."""
    across = min(found.x + found.width, truth[2]) - max(found.x, truth[0])
    down = min(found.y + found.height, truth[3]) - max(found.y, truth[1])
    both = max(across, 0) * max(down, 0)
    return both / ((truth[2] - truth[0]) * (truth[3] - truth[1])), both / (found.width * found.height)


@pytest.mark.parametrize(
    ("cut", "ground", "zoom", "place"),
    [
        *(("top", ground, 1.0, (0.0, 0.0)) for ground in GROUNDS),
        ("trousers", "wood", 1.0, (0.0, 0.0)),
        ("bag", "tiles", 0.6, (0.0, 0.0)),
        ("bag", "pale wood", 0.5, (0.5, 0.7)),
        ("skirt", "wall", 0.55, (-0.6, -0.5)),
        ("top", "sheet", 1.5, (0.0, 0.0)),
    ],
)
def test_the_box_is_around_the_garment(cut: str, ground: str, zoom: float, place: tuple[float, float]) -> None:
    picture = _drawn(cut, ground, zoom, place)
    found = find_focus(picture)
    kept, tight = _shared(found, _red(_drawn(cut, "wall", zoom, place)))  # the same garment, easier to see
    assert found.sure
    assert kept > 0.95
    assert tight > 0.7


@pytest.mark.parametrize("size", [(300, 400), (90, 120), (1200, 1600)])
def test_the_size_of_the_copy_hardly_matters(size: tuple[int, int]) -> None:
    picture = np.asarray(cv2.resize(_drawn("top", "wood"), size), np.uint8)
    one, other = find_focus(picture), find_focus(_drawn("top", "wood"))
    for side in ("x", "y", "width", "height"):
        assert getattr(one, side) == pytest.approx(getattr(other, side), abs=0.06)


def _worn(wall: tuple[int, int, int]) -> Pixels:
    """Draw someone in a blue shirt before a wall."""
    picture = np.full((400, 300, 3), wall, np.uint8)
    cv2.ellipse(picture, (150, 105), (34, 44), 0, 0, 360, SKIN, -1)
    cv2.rectangle(picture, (136, 140), (164, 170), SKIN, -1)
    cv2.fillPoly(picture, [np.array([[90, 170], [210, 170], [230, 330], [70, 330]])], (40, 70, 170))
    noise = np.random.default_rng(1).normal(0, 4, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("wall", [(236, 232, 226), (205, 190, 172), (120, 150, 130)])
def test_who_wears_it_keeps_the_head(wall: tuple[int, int, int]) -> None:
    found = find_focus(_worn(wall))
    assert found.sure
    assert found.y < 61 / 400
    assert found.y + found.height > 325 / 400


def _noise(spread: float) -> Pixels:
    return np.clip(np.random.default_rng(2).normal(130, spread, (400, 300, 3)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "picture",
    [
        np.full((400, 300, 3), 255, np.uint8),
        np.zeros((400, 300, 3), np.uint8),
        _noise(3),
        _noise(60),
        np.full((3, 900, 3), 90, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.tile(150 + np.arange(300, dtype=np.float32)[None, :, None] * 0.3, (400, 1, 3)).astype(np.uint8),
    ],
    ids=["white", "black", "grain", "noise", "strip", "one pixel", "shade"],
)
def test_where_nothing_stands_out_it_says_so(picture: Pixels) -> None:
    assert find_focus(picture) == MIDDLE


def test_the_same_picture_gets_the_same_answer() -> None:
    picture = _drawn("top", "tiles")
    first = find_focus(picture)
    cv2.setRNGSeed(99)
    assert find_focus(picture) == first


def test_answers_are_kept_in_the_cache(tmp_path: Path) -> None:
    asked: list[str] = []

    def open_small(photo: str) -> Pixels:
        asked.append(photo)
        return _drawn("top", "wood")

    focuses = Focuses(tmp_path)
    assert focuses.known("ab" * 32) is None
    found = focuses.find("ab" * 32, open_small)
    assert focuses.find("ab" * 32, open_small) == found == focuses.known("ab" * 32)
    assert Focuses(tmp_path).find("ab" * 32, open_small) == found
    assert asked == ["ab" * 32]


def test_a_spoilt_answer_is_looked_for_again(tmp_path: Path) -> None:
    found = Focuses(tmp_path).find("cd" * 32, lambda _: _drawn("top", "wood"))
    for file in tmp_path.rglob("*.json"):
        file.write_bytes(b'{"x": "far"}')
    assert Focuses(tmp_path).known("cd" * 32) is None
    assert Focuses(tmp_path).find("cd" * 32, lambda _: _drawn("top", "wood")) == found


def test_an_older_answer_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Focuses(tmp_path).find("cd" * 32, lambda _: _drawn("top", "wood"))
    monkeypatch.setattr(module, "_LOOK", module._LOOK + 1)
    assert Focuses(tmp_path).known("cd" * 32) is None


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Focuses(tmp_path / "file").find("cd" * 32, lambda _: _drawn("top", "wood")).sure


def _with_eyes(picture: Pixels) -> Pixels:
    for x in (137, 163):
        cv2.ellipse(picture, (x, 98), (8, 4), 0, 0, 360, (40, 30, 28), -1)
        cv2.line(picture, (x - 9, 88), (x + 9, 87), (50, 36, 30), 4)
    cv2.ellipse(picture, (150, 130), (12, 4), 0, 0, 360, (130, 50, 50), -1)
    return picture


@pytest.mark.parametrize("wall", [(236, 232, 226), (205, 190, 172), (120, 150, 130)])
def test_a_face_above_a_shirt_is_found_to_be_hidden(wall: tuple[int, int, int]) -> None:
    face = find_face(_with_eyes(_worn(wall)))
    assert face is not None
    assert (face.x, face.y) < (116 / 300, 61 / 400)
    assert face.x + face.width > 184 / 300
    assert face.y + face.height > 145 / 400
    assert face.width < 0.45


def test_what_has_no_eyes_is_no_face() -> None:
    assert find_face(_worn((205, 190, 172))) is None
    assert find_face(_drawn("top", "wood")) is None
    assert find_face(np.full((8, 8, 3), 200, np.uint8)) is None
