"""Footage on a shot."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tests.render.conftest import OpenCloth
from tests.render.samples import SMALL, board, photo_id
from vendor_app.errors import VendorError
from vendor_app.render.colour import Pixels, empty_frame, planes_of, to_rgb
from vendor_app.render.compose import Stage, cover, segment_key
from vendor_app.render.filmed import Projector, Screen
from vendor_app.storyboard.model import (
    Box,
    Fill,
    Framing,
    Lettering,
    Motion,
    Panel,
    Plate,
    Shot,
    Take,
    TextLine,
    Transition,
)
from vendor_app.video.footage import FootageId

FRAMES = 80


class Reels:
    """Footage in which the frame's number can be read as its brightness; counts what is opened and still open."""

    def __init__(self, shape: tuple[int, int] = (9, 16), frames: int = FRAMES) -> None:
        self.shape, self.frames = shape, frames
        self.opened: list[tuple[FootageId, tuple[int, int], int]] = []
        self.open = 0
        self.most_open = 0
        self.read = 0

    def __call__(self, footage: FootageId, size: tuple[int, int], start: int) -> Iterator[Pixels]:
        self.opened.append((footage, size, start))
        scale = max(size[0] / self.shape[0], size[1] / self.shape[1])
        width, height = (-(-round(side * scale) // 2) * 2 for side in self.shape)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            for number in range(start, self.frames):
                self.read += 1
                yield _numbered(number, width, height)
        finally:
            self.open -= 1


def _numbered(number: int, width: int, height: int) -> Pixels:
    frame = empty_frame(width, height)
    for plane, level in zip(planes_of(frame), (40 + 2 * number, 100, 150), strict=True):
        plane[...] = level
    return frame


def _number(frame: Pixels) -> int:
    """Read the number of the footage's frame in the middle of a picture."""
    luma = planes_of(frame).y
    return round((float(luma[luma.shape[0] // 2, luma.shape[1] // 2]) - 40) / 2)


def _shot(frames: int = 30, start: int = 0, **changes: object) -> Shot:
    return Shot(frames=frames, take=Take(footage="f", start=start), **changes)  # type: ignore[arg-type]


def _stage(*shots: Shot, reels: Reels) -> Stage:
    return Stage(board(*shots), lambda *_: np.full((480, 270, 3), 90, np.uint8), SMALL, open_footage=reels)


def test_each_frame_is_the_one_of_its_time_and_the_footage_is_read_in_one_go() -> None:
    reels = Reels()
    frames = list(_stage(_shot(30, 7), reels=reels).frames())
    assert [_number(frame) for frame in frames] == list(range(7, 37))
    assert (len(reels.opened), reels.read, reels.open) == (1, 30, 0)
    assert reels.opened[0][1:] == (SMALL, 7)


def test_footage_that_is_too_short_stands_still_on_its_last_frame() -> None:
    reels = Reels()
    numbers = [_number(frame) for frame in _stage(_shot(30, 70), reels=reels).frames()]
    assert numbers == [*range(70, 80), *[79] * 20]
    assert len(reels.opened) == 1


@pytest.mark.parametrize("start", [80, 95, 300, 5000])
def test_a_take_from_beyond_the_end_shows_the_last_frame(start: int) -> None:
    reels = Reels()
    assert {_number(frame) for frame in _stage(_shot(10, start), reels=reels).frames()} == {79}
    assert len(reels.opened) <= 5
    assert reels.open == 0


def test_stills_are_exact_wherever_they_are_asked_for() -> None:
    reels = Reels()
    stage = _stage(_shot(30, 3), _shot(30, 60, transition=Transition(frames=8)), reels=reels)
    frames = list(stage.frames())
    reels.opened.clear()
    order = (0, 1, 2, 29, 30, 34, 59, 12, 12, 58)
    assert all((stage.still(frame) == to_rgb(frames[frame])).all() for frame in order)
    assert len(reels.opened) <= 8
    assert reels.open <= 2
    stage.close()
    assert reels.open == 0


def test_no_more_than_the_shots_seen_are_open_and_an_abandoned_run_closes_them() -> None:
    reels = Reels()
    shots = [_shot(20, 5 * number, transition=Transition(frames=6 if number else 0)) for number in range(8)]
    frames = _stage(*shots, reels=reels).frames()
    for _ in range(130):
        next(frames)
    assert reels.most_open == 2
    frames.close()
    assert reels.open == 0


def test_a_transition_shows_both_pieces_moving_on() -> None:
    reels = Reels()
    shots = (_shot(20, 0), _shot(20, 40, transition=Transition(frames=9)))
    frames = list(_stage(*shots, reels=reels).frames())
    for frame in range(9):
        share = (frame + 1) / 10
        expected = (20 + frame) * (1 - share) + (40 + frame) * share
        assert _number(frames[20 + frame]) == pytest.approx(expected, abs=0.6)


def test_footage_and_photos_give_way_to_each_other(open_cloth: OpenCloth) -> None:
    shots = (
        Shot(frames=20, photo=photo_id(1)),
        _shot(20, transition=Transition(frames=8)),
        Shot(frames=20, photo=photo_id(2), transition=Transition(kind="wipe", frames=8)),
    )
    frames = list(Stage(board(*shots), open_cloth, SMALL, open_footage=Reels()).frames())
    assert len(frames) == 60
    assert _number(frames[35]) == 15
    moves = [np.abs(a.astype(int) - b).mean() for a, b in zip(frames[1:], frames, strict=False)]
    assert max(moves) < 14, "nothing flashes"


def test_threads_read_their_own(open_cloth: OpenCloth) -> None:
    storyboard = board(*(_shot(20, 10 * number, transition=Transition(frames=5)) for number in range(4)))
    whole = list(Stage(storyboard, open_cloth, SMALL, open_footage=Reels()).frames())
    stage = Stage(storyboard, open_cloth, SMALL, open_footage=Reels())
    with ThreadPoolExecutor(4) as pool:
        parts = [frame for part in pool.map(lambda number: list(stage.segment(number)), range(4)) for frame in part]
    assert all((a == b).all() for a, b in zip(whole, parts, strict=True))


@pytest.mark.parametrize("fill", ["cover", "blur", "inset"])
@pytest.mark.parametrize("shape", [(16, 9), (9, 16), (4, 3), (1, 1), (21, 9)])
@pytest.mark.parametrize("motion", [Motion(), Motion(end=Framing(zoom=1.15))])
def test_every_shape_and_fill_shows_the_footage_in_the_middle_and_no_hole(
    fill: Fill, shape: tuple[int, int], motion: Motion
) -> None:
    shot = _shot(12, 5, fill=fill, motion=motion, window=Box(150, 700, 780, 700), ground="#8a5a2b")
    frames = list(_stage(shot, reels=Reels(shape)).frames())
    height = {"cover": 0.5, "blur": 0.6, "inset": 1050 / 1920}[fill]
    luma = [planes_of(frame).y for frame in frames]
    assert [round((int(plane[int(480 * height), 135]) - 40) / 2) for plane in luma] == list(range(5, 17))
    border = to_rgb(frames[-1])
    assert min(edge.max(axis=1).min() for edge in (border[0], border[-1], border[:, 0], border[:, -1])) > 25


def test_a_crop_shows_its_part_of_the_footage() -> None:
    def open_footage(_footage: FootageId, size: tuple[int, int], _start: int) -> Iterator[Pixels]:
        frame = _numbered(0, size[1] * 16 // 9 // 2 * 2, size[1])
        planes_of(frame).y[:, : frame.shape[1] // 3] = 220
        while True:
            yield frame.copy()

    def seen(x: float) -> float:
        spot = Framing(x=x, zoom=1.3)
        shot = _shot(4, motion=Motion(start=spot, end=spot))
        stage = Stage(board(shot), lambda *_: np.zeros(0), SMALL, open_footage=open_footage)
        return float(planes_of(next(stage.frames())).y.mean())

    assert seen(0.0) == pytest.approx(220)
    assert seen(1.0) == pytest.approx(40)
    assert 60 < seen(1 / 3) < 200


def test_chroma_stays_with_luma_when_footage_is_enlarged() -> None:
    """A coloured upright edge: where luma changes, chroma does."""
    filmed = _numbered(0, 400, 712)
    luma, u, _ = planes_of(filmed)
    luma[:, 200:], u[:, 100:] = 200, 200
    shot = _shot(4, motion=Motion(start=Framing(zoom=1.3), end=Framing(zoom=1.4)))
    drawn = planes_of(Screen(shot, SMALL).draw(filmed, 0.5))
    # A row of luma changes between its pixels; of chroma half a pair's width further left, for there its samples are.
    edges = [
        np.interp(level, plane[100].astype(float), np.arange(plane.shape[1]))
        for plane, level in ((drawn.y, 120), (drawn.u, 150))
    ]
    assert edges[0] == pytest.approx(2 * edges[1] + 0.5, abs=0.6)


def test_lettering_on_footage_keeps_its_plate() -> None:
    one = Lettering(
        role="shop",
        lines=(TextLine(text="ร้าน", size=60),),
        box=Box(120, 300, 660, 100),
        entry="none",
        plate=Plate(colour="#ff0000", opacity=1.0, always=False),
    )
    still = _stage(_shot(letterings=(one,)), reels=Reels()).still(0).astype(int)
    assert (still[..., 0] - still[..., 1] > 100).any()


def test_the_cover_may_be_a_frame_of_footage() -> None:
    reels = Reels()
    picture = cover(board(_shot(30, 10), cover=12), lambda *_: np.zeros(0), open_footage=reels)
    assert picture.shape == (1920, 1080, 3)
    assert (picture == to_rgb(_numbered(22, 1080, 1920))).all()
    assert reels.open == 0


def test_a_segment_is_another_when_its_take_is() -> None:
    takes = (Take(footage="f"), Take(footage="f", start=1), Take(footage="g"))
    assert len({segment_key(board(Shot(frames=20, take=take)), 0) for take in takes}) == 3


def test_footage_that_is_silent_is_not_drawn_again() -> None:
    following = Shot(frames=20, transition=Transition(kind="crossfade", frames=6))
    heard, silent = (board(Shot(frames=20, take=Take(footage="f", sound=sound)), following) for sound in (True, False))
    assert [segment_key(heard, at) for at in (0, 1)] == [segment_key(silent, at) for at in (0, 1)]


def test_footage_without_a_picture_says_so() -> None:
    with pytest.raises(VendorError, match="วิดีโอ"):
        _stage(_shot(), reels=Reels(frames=0)).still(0)


def test_a_stage_without_footage_cannot_show_any() -> None:
    with pytest.raises(ValueError, match="open footage"):
        Projector(None).frame(0, "f", SMALL, 0)


def test_big_footage_is_read_by_one_thread_at_a_time() -> None:
    reels = Reels()
    storyboard = board(*(_shot(20, 10 * number, transition=Transition(frames=5)) for number in range(4)))
    stage = Stage(storyboard, lambda *_: np.zeros(0), SMALL, beside=4, open_footage=reels, big_footage={"f"})
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda number: len(list(stage.segment(number))), range(4)))
    assert parts == [20] * 4
    assert reels.most_open == 1, "not even a shot and the one it comes in over"


def test_big_footage_gives_way_as_any_other_does(open_cloth: OpenCloth) -> None:
    logo = Panel(photo=photo_id(3), box=Box(100, 300, 300, 300))
    for kind in ("crossfade", "zoom"):
        transition = Transition(kind=kind, frames=9)
        storyboard = board(_shot(20, panels=(logo,)), _shot(20, 40, transition=transition))
        small, big = (
            list(Stage(storyboard, open_cloth, SMALL, open_footage=Reels(), big_footage=those).frames())
            for those in ((), ("f",))
        )
        assert all((a == b).all() for a, b in zip(small, big, strict=True))


def test_photos_do_not_wait_for_big_footage(open_cloth: OpenCloth) -> None:
    storyboard = board(_shot(20), Shot(frames=20, photo=photo_id(1)), Shot(frames=20, photo=photo_id(2)))
    stage = Stage(storyboard, open_cloth, SMALL, open_footage=Reels(), big_footage={"f"})
    filmed = stage.segment(0)
    next(filmed)
    assert len(list(stage.segment(2))) == 20
    filmed.close()
    assert len(list(stage.segment(0))) == 20


@pytest.mark.parametrize("fill", ["blur", "inset"])
def test_what_is_behind_footage_is_made_once_however_many_shots_are_drawn_beside_each_other(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for name in ("_behind_blur", "_in_window"):
        real = getattr(Screen, name)
        monkeypatch.setattr(Screen, name, lambda screen, shape, real=real: (made.append(fill), real(screen, shape))[1])
    screens = [Screen(_shot(fill=fill, window=Box(100, 100, 800, 1000)), SMALL) for _beside in range(2)]
    for number in range(3):
        for screen in screens:
            screen.draw(_numbered(number, 180, 320), 0.5)
    assert made == [fill, fill]
