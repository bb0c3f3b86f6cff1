"""What is spoken, on the picture."""

import msgspec
import numpy as np
import pytest

from tests.render.samples import NAME, PRICE, SMALL, board
from vendor_app.render import lettering
from vendor_app.render.colour import to_rgb
from vendor_app.render.compose import Stage, cover, segment_key
from vendor_app.render.stretches import stretches
from vendor_app.render.subtitles import placed
from vendor_app.storyboard.model import (
    SAFE,
    Box,
    Lettering,
    Panel,
    Plate,
    Shot,
    Storyboard,
    Subtitle,
    TextLine,
    Transition,
)
from vendor_app.video.format import CLIP

LONG = "เดรสตัวนี้ผ้าฝ้ายแท้ใส่สบายไม่ร้อน มีให้เลือกสี่สีห้าไซส์ ซักเครื่องได้ไม่ต้องรีด ซื้อสามตัวขึ้นไปได้ราคาส่ง ทักแชตมาถามได้เลยค่ะ ส่งทุกวันทั่วไทย"
BRIEF = Subtitle(text="ผ้านุ่ม ใส่สบาย ไม่ร้อน", start=10, frames=20)


def _board(*said: Subtitle, shots: tuple[Shot, ...] = (Shot(frames=60), Shot(frames=60))) -> Storyboard:
    return board(*shots, subtitles=said)


def _table(top: int, height: int) -> Lettering:
    lines = tuple(TextLine(text=f"ตั้งแต่ {number} ตัว", size=60, value="฿99", max_lines=1) for number in range(8))
    return Lettering(
        role="tiers", lines=lines, box=Box(120, top, 660, height), plate=Plate(colour="#123456", wide=True)
    )


def test_it_is_seen_in_its_frames_only() -> None:
    said, silent = (list(Stage(_board(*lines), lambda *_: np.zeros(0), SMALL).frames()) for lines in ((BRIEF,), ()))
    changed = [bool((a != b).any()) for a, b in zip(said, silent, strict=True)]
    assert changed == [10 <= frame < 30 for frame in range(120)]


def test_it_stands_at_the_foot_of_the_safe_box_in_at_most_two_lines() -> None:
    (one,) = placed(_board(BRIEF))
    area = lettering.extent(one.lettering)
    assert area is not None
    assert SAFE.x <= area.left
    assert area.right <= SAFE.x + SAFE.width
    assert area.bottom == pytest.approx(SAFE.y + SAFE.height)
    assert area.bottom - area.top < 200


def test_what_is_too_long_for_two_lines_comes_in_parts_that_lose_nothing() -> None:
    parts = placed(_board(Subtitle(text=LONG, start=6, frames=100)))
    assert len(parts) >= 2
    texts = [part.lettering.lines[0].text for part in parts]
    assert "".join(texts).replace(" ", "") == LONG.replace(" ", "")
    assert [part.start for part in parts][1:] == [part.end for part in parts][:-1]
    assert (parts[0].start, parts[-1].end) == (6, 106)
    assert min(map(len, texts)) > 0.5 * max(map(len, texts))
    for part in parts:
        drawn = lettering.draw(part.lettering, 1.0)
        assert drawn[0].rgba.shape[0] < 280


@pytest.mark.parametrize(
    "text",
    [
        "เดรสลายดอกน่ารักมากค่ะ ใส่ได้ทุกวัน ราคาส่งถูกมากค่ะ ผ้านุ่มใส่สบาย ส่งทุกวันทั่วไทย ทักแชตมาได้เลย",
        LONG,
    ],
)
def test_it_is_parted_where_the_vendor_typed_a_space(text: str) -> None:
    parts = [part.lettering.lines[0].text for part in placed(_board(Subtitle(text=text, start=0, frames=110)))]
    assert len(parts) > 1
    assert " ".join(parts) == text


@pytest.mark.parametrize("text", ["ก" * 90, "A" * 60, "🧵🧵🧵", "a\u200b", "   "])
def test_odd_texts_are_drawn_or_left_out(text: str) -> None:
    stage = Stage(_board(Subtitle(text=text, start=0, frames=30)), lambda *_: np.zeros(0), SMALL)
    assert to_rgb(next(stage.frames())).shape == (480, 270, 3)


@pytest.mark.parametrize(
    "letterings",
    [
        (NAME, PRICE),
        (_table(288, 960),),
        (_table(800, 448),),
        (NAME, _table(900, 348)),
        (_table(288, 500), _table(800, 440)),
    ],
)
@pytest.mark.parametrize("start", [5, 50, 70])
def test_it_covers_no_plate_of_any_shot_seen_meanwhile(letterings: tuple[Lettering, ...], start: int) -> None:
    shots = (
        Shot(frames=60),
        Shot(frames=60, letterings=letterings, transition=Transition(kind="crossfade", frames=12)),
    )
    (one,) = placed(_board(Subtitle(text="ผ้านุ่ม ใส่สบาย", start=start, frames=20), shots=shots))
    own = lettering.extent(one.lettering)
    assert own is not None
    for other in letterings if start + 20 > 60 else ():
        area = lettering.extent(other)
        assert area is not None
        assert own.bottom <= area.top or own.top >= area.bottom
    if start == 5:
        assert own.bottom == pytest.approx(SAFE.y + SAFE.height), "nothing is in its way yet"


def test_it_leaves_panels_free_where_there_is_room_beside_them() -> None:
    low = Panel(photo="1", box=Box(120, 1080, 660, 500))
    grid = (Panel(photo="1", box=Box(60, 240, 960, 1300)),)
    said = Subtitle(text="ผ้านุ่ม ใส่สบาย", start=0, frames=20)
    beside, amid, alone = (
        placed(_board(said, shots=(Shot(frames=60, panels=panels),)))[0].lettering.box.y
        for panels in ((low,), grid, ())
    )
    assert beside != alone
    assert amid == alone


@pytest.mark.parametrize("grey", [0, 110, 255])
def test_it_is_read_on_anything(grey: int) -> None:
    stage = Stage(
        _board(BRIEF, shots=(Shot(frames=60, photo="1"),)), lambda *_: np.full((960, 540, 3), grey, np.uint8), SMALL
    )
    foot = stage.still(15)[260:312, 30:195].astype(int).mean(axis=2)
    dark, light = np.percentile(foot, [20, 99])
    assert light - dark > 150


def test_the_cover_shows_what_is_written_not_what_is_said() -> None:
    said = msgspec.structs.replace(BRIEF, start=0)
    assert (cover(_board(said), lambda *_: np.zeros(0)) == cover(_board(), lambda *_: np.zeros(0))).all()


def test_only_the_stretches_that_show_it_are_others() -> None:
    shots = (Shot(frames=150), Shot(frames=90, transition=Transition(frames=12)))
    before, after, elsewhere = (
        stretches(_board(*said, shots=shots), CLIP)
        for said in ((), (BRIEF,), (msgspec.structs.replace(BRIEF, start=12),))
    )
    shows = [one.first < 30 and one.first + one.frames > 10 for one in before]
    assert [a.key != b.key for a, b in zip(before, after, strict=True)] == shows
    assert [a.key != b.key for a, b in zip(elsewhere, after, strict=True)] == shows
    assert shows.count(True) == 1


def test_a_shot_is_seen_in_the_next_one_only_as_long_as_the_transition_lasts() -> None:
    def keys(text: str) -> list[str]:
        line = TextLine(text=text, size=90)
        shots = (
            Shot(frames=60, letterings=(Lettering(role="price", lines=(line,), box=Box(120, 400, 600, 200)),)),
            Shot(frames=120, transition=Transition(frames=12)),
        )
        clip = board(*shots)
        return [segment_key(clip, 0), *(segment_key(clip, 1, part=range(at, at + 60)) for at in (0, 60))]

    assert [a != b for a, b in zip(keys("฿199"), keys("฿189"), strict=True)] == [True, True, False]
