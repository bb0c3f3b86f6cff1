"""Frames of a storyboard."""

from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import msgspec
import numpy as np
import pytest

from tests.render.conftest import OpenCloth
from tests.render.samples import CLOSER, SMALL, board, photo_id
from vendor_app.errors import VendorError
from vendor_app.photos.photo import PhotoId
from vendor_app.render.colour import Pixels, planes_of, to_rgb
from vendor_app.render.compose import PREVIEW, Stage, segment_key
from vendor_app.render.transitions import MIXED
from vendor_app.storyboard.model import Box, Lettering, Panel, Plate, Shot, TextLine, Transition, TransitionKind


def test_a_still_is_that_frame_wherever_it_is_asked_for(open_cloth: OpenCloth) -> None:
    stage = Stage(board(), open_cloth, SMALL)
    frames = dict(enumerate(stage.frames()))
    for frame in (179, 0, 90, 50, 51, 3):
        assert (stage.still(frame) == to_rgb(frames[frame])).all()
    assert (next(stage.frames(start=77)) == frames[77]).all()


def test_two_threads_draw_what_one_draws(open_cloth: OpenCloth) -> None:
    storyboard = board()
    alone = [list(Stage(storyboard, open_cloth, SMALL).segment(number)) for number in range(len(storyboard.shots))]
    stage = Stage(storyboard, open_cloth, SMALL)
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda number: list(stage.segment(number)), range(len(storyboard.shots))))
    assert all((a == b).all() for x, y in zip(alone, together, strict=True) for a, b in zip(x, y, strict=True))


def test_four_segments_beside_each_other_open_each_photo_once(open_cloth: OpenCloth) -> None:
    opened: list[PhotoId] = []

    def open_photo(photo: PhotoId, size: tuple[int, int]) -> Pixels:
        opened.append(photo)
        return open_cloth(photo, size)

    shots = (Shot(frames=30, photo=photo_id(n), motion=CLOSER, transition=Transition(frames=12)) for n in range(6))
    storyboard = board(*shots)
    stage = Stage(storyboard, open_photo, SMALL, beside=4)
    segments = [stage.segment(number) for number in range(1, 5)]
    for _frame in range(3):  # all of them in their crossfades: five shots are seen
        for segment in segments:
            next(segment)
    assert len(opened) == 5


def test_preview_and_clip_show_the_same(open_cloth: OpenCloth) -> None:
    storyboard = board()
    large, small = (Stage(storyboard, open_cloth, size) for size in ((1080, 1920), PREVIEW))
    for frame in (0, 60, 130, 179):
        shrunk = large.still(frame).reshape(960, 2, 540, 2, 3).mean(axis=(1, 3))
        assert np.abs(shrunk - small.still(frame)).mean() < 4.5


def test_a_late_lettering_is_on_the_cover_too(open_cloth: OpenCloth) -> None:
    late = Lettering(role="name", lines=(TextLine(text="เดรส", size=120),), box=Box(120, 500, 660, 300), enters=30)
    shots = (Shot(frames=60, photo="1" * 64, letterings=(late,)),)
    stage = Stage(board(*shots), open_cloth, SMALL)
    assert (stage.cover() != stage.still(0)).any()
    assert (stage.cover() == stage.still(59)).all()


def test_lettering_enters_when_it_is_due_and_stays(open_cloth: OpenCloth) -> None:
    one = Lettering(
        role="name", lines=(TextLine(text="เดรส", size=200),), box=Box(120, 500, 660, 300), enters=10, entry="rise"
    )
    with_text, without = (
        list(Stage(board(shot), open_cloth, SMALL).frames())
        for shot in (Shot(frames=40, photo="1" * 64, letterings=(one,)), Shot(frames=40, photo="1" * 64))
    )
    ink = [np.abs(a.astype(int) - b).sum() for a, b in zip(with_text, without, strict=True)]
    assert not any(ink[:10])
    assert 0 < ink[10] < ink[14] < ink[30]
    assert ink[30] == pytest.approx(ink[39], rel=0.05)


@pytest.mark.parametrize("kind", MIXED)
def test_in_a_transition_texts_do_not_run_through_each_other(kind: TransitionKind) -> None:
    def written(text: str) -> Lettering:
        line = TextLine(text=text, size=200, colour="#ffffff")
        return Lettering(role="name", lines=(line,), box=Box(120, 500, 660, 300), entry="none")

    def ink(former: str, after: str) -> list[int]:
        shots = (
            Shot(frames=30, ground="#000000", letterings=(written(former),)),
            Shot(
                frames=30, ground="#000000", letterings=(written(after),), transition=Transition(kind=kind, frames=12)
            ),
        )
        frames = Stage(board(*shots), lambda *_: np.zeros(0), SMALL).frames(start=28)
        luma = (planes_of(frame).y.astype(int) for frame in islice(frames, 16))
        return [int(np.abs(plane - plane[:1]).max()) + 16 for plane in luma]  # less the white line of a reveal

    changing, staying = ink("เดรส", "กางเกง"), ink("เดรส", "เดรส")
    assert min(changing[4:10]) < 40, "there is a moment without text"
    assert min(changing[0], changing[-1]) > 220
    assert min(staying) > 220, "what is written on both stays"


@pytest.mark.parametrize(("grey", "plated"), [(20, False), (230, True)])
def test_a_plate_on_demand_comes_where_the_picture_is_bright(grey: int, plated: bool) -> None:
    one = Lettering(
        role="shop",
        lines=(TextLine(text="ร้าน", size=60),),
        box=Box(120, 300, 660, 100),
        entry="none",
        plate=Plate(colour="#ff0000", opacity=1.0, always=False),
    )
    storyboard = board(Shot(frames=30, photo="1" * 64, letterings=(one,)))
    still = Stage(storyboard, lambda *_: np.full((960, 540, 3), grey, np.uint8), SMALL).still(0).astype(int)
    assert bool((still[..., 0] - still[..., 1] > 100).any()) == plated


def test_each_photo_is_opened_once_for_a_clip_from_end_to_end(open_cloth: OpenCloth) -> None:
    opened: list[PhotoId] = []

    def open_photo(name: PhotoId, size: tuple[int, int]) -> Pixels:
        opened.append(name)
        return open_cloth(name, size)

    storyboard = board()
    for _ in Stage(storyboard, open_photo, SMALL).frames():
        pass
    assert opened == [shot.photo for shot in storyboard.shots if shot.photo]


def test_a_photo_that_cannot_be_read_says_so(open_cloth: OpenCloth) -> None:
    def open_photo(name: PhotoId, size: tuple[int, int]) -> Pixels:
        raise VendorError("รูปเสีย")

    with pytest.raises(VendorError, match="รูปเสีย"):
        Stage(board(), open_photo, SMALL).still(0)


def test_a_key_is_of_what_the_segment_shows_and_nothing_else() -> None:
    storyboard = board()
    same = msgspec.structs.replace(storyboard, title="x", sku="Y", product="z", music=None, prices=(1,))
    keys = [segment_key(storyboard, number) for number in range(len(storyboard.shots))]
    assert keys == [segment_key(same, number) for number in range(len(storyboard.shots))]
    assert len(set(keys)) == len(keys)
    assert keys[0] != segment_key(storyboard, 0, SMALL)


def test_a_shot_changes_the_next_one_only_through_its_transition() -> None:
    def keys(colour: str, transition: Transition) -> list[str]:
        shots = (Shot(frames=30, ground=colour), Shot(frames=30, transition=transition), Shot(frames=30))
        clip = board(*shots)
        return [segment_key(clip, number) for number in range(3)]

    for transition, expected in (
        (Transition(frames=8), [True, True, False]),
        (Transition(kind="cut", frames=0), [True, False, False]),
    ):
        red, blue = keys("#ff0000", transition), keys("#0000ff", transition)
        assert [a != b for a, b in zip(red, blue, strict=True)] == expected


def test_what_stays_on_a_short_shot_is_told_where_that_shot_goes(open_cloth: OpenCloth) -> None:
    panel = Panel(photo=photo_id(1), box=Box(200, 300, 400, 400), entry="fade")
    going = (Shot(frames=5, panels=(panel,)), Shot(frames=20, transition=Transition(frames=8)))
    there, new = (board(Shot(frames=20, panels=panels), *going) for panels in ((panel,), ()))
    first, other = (next(Stage(clip, open_cloth, SMALL).frames(25)) for clip in (there, new))
    assert not np.array_equal(first, other)
    assert segment_key(there, 2) != segment_key(new, 2)
    assert segment_key(there, 2, part=range(8, 20)) == segment_key(new, 2, part=range(8, 20))
