"""Photos prepared for their shot."""

import numpy as np
import pytest

from tests.conftest import cloth
from tests.storyboard.samples import photo
from vendor_app.photos.photo import PhotoId
from vendor_app.render.colour import Pixels, planes_of, to_rgb
from vendor_app.render.motion import MARGIN, draw
from vendor_app.render.sources import OVERSAMPLING, part_of, prepare
from vendor_app.storyboard.framing import fill_of, motion
from vendor_app.storyboard.model import Box, Framing, Motion, Shot

CANVAS = (270, 480)


def _shot(width: int, height: int, **more: object) -> Shot:
    picture = photo(1, width, height)
    fill = fill_of(picture)
    return Shot(frames=60, photo=picture.id, fill=fill, motion=motion(picture, fill, "push-in", 0, 60))


@pytest.mark.parametrize(
    "shape", [(900, 1200), (1200, 900), (225, 300), (300, 200), (40, 30), (1500, 90), (90, 1500), (540, 960)]
)
def test_the_source_has_pixels_to_spare_at_every_view(shape: tuple[int, int]) -> None:
    source = prepare(_shot(*shape), lambda *_: np.asarray(cloth(*shape)), CANVAS)
    for view in (source.start, source.end):
        assert view.width >= OVERSAMPLING * CANVAS[0] * 0.99
        assert view.left >= 0
        assert view.top >= 0
        assert view.left + view.width <= source.planes.y.shape[1] - 2 * MARGIN + 2
        assert view.top + view.width * 16 / 9 <= source.planes.y.shape[0] - 2 * MARGIN + 2


def test_it_keeps_no_more_than_the_move_shows() -> None:
    close = Shot(frames=60, photo="1", motion=Motion(start=Framing(zoom=3.0), end=Framing(zoom=3.2)))
    source = prepare(close, lambda *_: np.asarray(cloth(300, 400)).repeat(10, axis=0).repeat(10, axis=1), CANVAS)
    height, width = (side - 2 * MARGIN for side in source.planes.y.shape)
    assert width <= OVERSAMPLING * CANVAS[0] * 1.12
    assert height <= OVERSAMPLING * CANVAS[1] * 1.12


@pytest.mark.parametrize(
    ("shot", "wanted"),
    [
        (Shot(frames=9, photo="1", motion=Motion(end=Framing(zoom=1.2))), (373, 663)),
        (Shot(frames=9, photo="1", fill="blur"), (311, 1)),
        (Shot(frames=9, photo="1", fill="inset", window=Box(100, 900, 540, 700)), (156, 1)),
    ],
)
def test_it_asks_for_no_larger_photo_than_it_needs(shot: Shot, wanted: tuple[int, int]) -> None:
    asked: list[tuple[int, int]] = []

    def open_photo(_photo: PhotoId, size: tuple[int, int]) -> Pixels:
        asked.append(size)
        return np.asarray(cloth(400, 600))

    prepare(shot, open_photo, CANVAS)
    assert asked == [wanted]


def test_a_card_opens_no_photo() -> None:
    source = prepare(Shot(frames=9, ground="#0b5d43"), lambda *_: pytest.fail("opened"), CANVAS)
    rgb = to_rgb(draw(source.planes, source.start, CANVAS))
    assert np.abs(rgb.astype(int) - (0x0B, 0x5D, 0x43)).max() <= 2


def test_the_view_shows_the_part_it_names() -> None:
    picture = np.zeros((1920, 1080, 3), np.uint8)
    picture[:, 540:] = 255
    shot = Shot(
        frames=9, photo="1", motion=Motion(start=Framing(x=0.5, y=0.5, zoom=2.0), end=Framing(x=0.6, y=0.5, zoom=2.0))
    )
    source = prepare(shot, lambda *_: picture, CANVAS)
    start, end = (planes_of(draw(source.planes, view, CANVAS)).y[240] > 126 for view in (source.start, source.end))
    assert int(np.argmax(start)) == pytest.approx(135, abs=1)
    assert int(np.argmax(end)) == pytest.approx(135 - 0.1 * 2 * 270, abs=1)


@pytest.mark.parametrize(("zoom", "share"), [(1.0, 1.0), (2.0, 0.5)])
@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.0, 1.0), (0.9, 0.1)])
def test_of_a_window_the_part_that_was_chosen_is_seen(x: float, y: float, zoom: float, share: float) -> None:
    down, across = np.mgrid[0:600, 0:800]
    photo = np.dstack([across / 799 * 255, down / 599 * 255, np.zeros_like(down)]).astype(np.uint8)
    window = Box(0, 0, 300, 300)
    part = part_of(photo, window, Framing(x=x, y=y, zoom=zoom))
    assert part.shape[:2] == (600 * share, 600 * share)
    middle = [level / 255 for level in part[part.shape[0] // 2, part.shape[1] // 2, :2]]
    half = 300 * share
    assert middle[0] == pytest.approx(min(max(x, half / 800), 1 - half / 800), abs=0.01)
    assert middle[1] == pytest.approx(min(max(y, half / 600), 1 - half / 600), abs=0.01)
