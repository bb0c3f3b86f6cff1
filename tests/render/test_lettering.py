"""Ink on pixels: Thai marks, the box, and a machine without libthai."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from tests.storyboard.samples import dress, planned
from vendor_app.render import lettering
from vendor_app.render.layout import Font
from vendor_app.render.lettering import Drawn, draw, drawable, ensure_text_engine, measure
from vendor_app.storyboard.model import SAFE, Box, Lettering, Plate, TextLine
from vendor_app.storyboard.templates import Template, templates

NAMES = [
    "เดรส",
    "ญี่ปุ่น ป่า ปู่ ฐาน กฤษฎีกา ฝ้าย ที่นี่ ผู้ใหญ่ กำไร น้ำ",
    "เสื้อ",
    "กางเกงยีนส์ทรงกระบอกใหญ่ผ้านิ่มมากคอตตอนร้อยเปอร์เซ็นต์",
    "เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่ม " * 10,
    "a" * 60,
    "Supercalifragilistic" * 3,
    "Summer Linen Midi Dress with Puff Sleeves",
    "👗✨ เดรสน่ารัก 😍",
    "ฏุฎูฤๅ ป้ำ " * 8,
    "เสื้อ ๆ 199 บาท 12 ตัว 36 - 44 นิ้ว",
    "ที่" * 100,
]


def _ink(drawn: tuple[Drawn, ...], threshold: int = 128) -> Box:
    """Return the pixels that are more than a shadow."""
    lefts, tops, rights, bottoms = [], [], [], []
    for part in drawn:
        rows, columns = (np.flatnonzero((part.rgba[..., 3] >= threshold).any(axis)) for axis in (1, 0))
        if rows.size:
            lefts.append(part.left + columns[0])
            tops.append(part.top + rows[0])
            rights.append(part.left + columns[-1] + 1)
            bottoms.append(part.top + rows[-1] + 1)
    return Box(min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops))


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _plain(text: str, size: int = 100, **more: object) -> Lettering:
    return Lettering(role="name", box=SAFE, lines=(TextLine(text=text, size=size, **more),))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)
def test_ink_stays_in_the_box_in_every_shot(style: Template, name: str) -> None:
    for shot in planned(dress(name=name), style.name, name[:60]).shots:
        for one in shot.letterings:
            drawn = draw(one, 1.0)
            assert not drawn or _holds(one.box, _ink(drawn)), one


def _height(text: str, above: bool) -> float:
    """Return how far the ink of a text reaches above or below its baseline, in shares of its size."""
    size = 200
    layout = lettering._line(text, Font("Kanit", 600, size))
    assert layout.lineCount() == 1
    ink = _ink(
        draw(
            Lettering(role="name", box=Box(0, 0, 2000, 2000), anchor="top", lines=(TextLine(text=text, size=size),)),
            1.0,
        )
    )
    baseline = size * 1.02
    return (baseline - ink.y) / size if above else (ink.y + ink.height - baseline) / size


@pytest.mark.parametrize(
    ("plain", "marked", "above"),
    [
        ("ปา", "ป่า", True),
        ("ป่า", "ปิ่า", True),
        ("ปา", "ปู", False),
        ("ญา", "ญู", False),
        ("นา", "น้ำ", True),
    ],
)
def test_marks_stand_clear_of_their_letters(plain: str, marked: str, above: bool) -> None:
    assert _height(marked, above) > _height(plain, above) + 0.04


@pytest.mark.parametrize("pair", [("ญ", "ญู"), ("ฐ", "ฐุ")])
def test_letters_lose_their_foot_to_a_vowel_below(pair: tuple[str, str]) -> None:
    without, with_vowel = (_height(text, above=False) for text in pair)
    assert with_vowel - without < 0.3, "vowel hung below the foot instead of in its place"


@pytest.mark.parametrize("family", ["Kanit", "Sarabun"])
@pytest.mark.parametrize("text", ["ป้ำ ที่", "ฏู ฎุ ปู่", "ญี่ปุ่น", "฿350 Ågj"])
def test_each_line_has_room_for_its_ink(family: str, text: str) -> None:
    box = Box(120, 288, 660, 900)
    for anchor in ("top", "bottom"):
        line = TextLine(text=text, size=150, family=family, max_lines=1)
        assert _holds(box, _ink(draw(Lettering(role="name", box=box, anchor=anchor, lines=(line,)), 1.0)))


def test_a_mark_takes_no_room_of_its_own() -> None:
    font = Font("Kanit", 600, 100)
    assert measure("ที่", font) == pytest.approx(measure("ท", font))
    assert measure("ปู่", font) == pytest.approx(measure("ป", font))


@pytest.mark.parametrize("family", ["Kanit", "Sarabun"])
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_bundled_fonts_have_every_letter(family: str, weight: int) -> None:
    layout = lettering._line(
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ ฿0123456789 ABCxyz ๆฯ “”…·–/", Font(family, weight, 40)
    )
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {family}
    assert not any(0 in run.glyphIndexes() for run in runs)


def test_what_no_font_has_is_left_out_of_the_unit_too() -> None:
    with_it, without = (draw(_plain("฿199", unit=unit), 1.0)[0].rgba for unit in ("ตัว\U000f1234", "ตัว"))
    assert with_it.shape == without.shape
    assert np.abs(with_it.astype(int) - without).max() < 16  # the first glyphs of an engine are a shade different


def test_what_no_font_has_is_left_out() -> None:
    assert drawable("ก \U000f1234 ข") == "ก ข"
    assert drawable("เดรส\U000f1234") == "เดรส"
    assert draw(_plain("\U000f1234"), 1.0) == ()


EMOJI = "👗เดรสลายดอก🌸น่ารักมาก😍🔥"


@pytest.mark.parametrize(
    ("coloured", "left"),
    [("👗🌸😍🔥", EMOJI), ("👗🌸😍", "เดรสลายดอก น่ารักมาก"), ("😍", "เดรสลายดอก น่ารักมาก"), ("", "เดรสลายดอก น่ารักมาก")],
)
def test_emoji_are_all_drawn_or_none(monkeypatch: pytest.MonkeyPatch, coloured: str, left: str) -> None:
    monkeypatch.setattr(lettering, "_is_coloured", lambda one: one in coloured)
    monkeypatch.setattr(lettering, "_has_glyph", lambda one: one in "👗🌸😍🔥")
    assert drawable(EMOJI) == left


@pytest.mark.parametrize("emoji", ["❤\ufe0f", "👨‍👩‍👧", "👍🏽", "1\ufe0f\u20e3", "🇹🇭", "✨"])
def test_an_emoji_of_several_signs_goes_as_a_whole(monkeypatch: pytest.MonkeyPatch, emoji: str) -> None:
    monkeypatch.setattr(lettering, "_is_coloured", lambda _one: False)
    assert drawable(f"สวย{emoji}!") == "สวย!"


def test_no_space_is_left_before_the_sign_that_closed_after_an_emoji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_is_coloured", lambda _one: False)
    assert drawable("“ส่งไวมาก 😍🔥”") == "“ส่งไวมาก”"
    assert drawable("“ดี” (สวย 👗) จริง 😍 ซื้ออีก") == "“ดี” (สวย) จริง ซื้ออีก"


def test_an_outline_has_no_colours_of_its_own() -> None:
    assert not lettering._is_coloured("ก")
    assert not lettering._is_coloured("\U000f1234")


def test_half_the_canvas_has_the_same_layout() -> None:
    one = _plain("เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย", max_lines=3)
    full, half = (_ink(draw(one, scale)) for scale in (1.0, 0.5))
    for whole, part in zip(
        (full.x, full.y, full.width, full.height), (half.x, half.y, half.width, half.height), strict=True
    ):
        assert abs(whole / 2 - part) <= 1.5


def test_parts_lie_on_even_pixels() -> None:
    for part in draw(Lettering(role="name", box=Box(121, 289, 333, 277), lines=(TextLine(text="เดรส", size=61),)), 1.0):
        assert part.left % 2 == part.top % 2 == part.rgba.shape[0] % 2 == part.rgba.shape[1] % 2 == 0


def test_staggered_rows_come_one_by_one_and_together_are_the_whole() -> None:
    lines = tuple(TextLine(text=text, size=50) for text in ("หนึ่ง", "สอง", "สาม"))
    one = Lettering(role="tiers", box=SAFE, lines=lines, plate=Plate(colour="#0b5d43", opacity=1.0, shadow=False))
    whole = draw(one, 1.0)
    parts = draw(Lettering(role="tiers", box=SAFE, lines=lines, plate=one.plate, stagger=4), 1.0)
    assert (len(whole), len(parts)) == (1, 4)
    assert _ink(whole) == _ink(parts)


def test_a_shadow_is_under_the_plate_only() -> None:
    box = Box(200, 400, 400, 200)
    lines = (TextLine(text="เดรส", size=80),)
    flat, shaded = (
        draw(
            Lettering(role="name", box=box, lines=lines, plate=Plate(colour="#0b5d43", opacity=1.0, shadow=shadow)), 1.0
        )[0]
        for shadow in (False, True)
    )
    solid = flat.rgba[..., 3] == 255
    assert (flat.rgba[solid] == shaded.rgba[solid]).all()
    assert (shaded.rgba[..., 3].astype(int).sum()) > flat.rgba[..., 3].astype(int).sum()
    assert (shaded.rgba[0] == 0).all(), "the shadow is cut off at the top"


@pytest.mark.parametrize("shape", ["rounded", "tag", "lines"])
def test_a_plate_is_behind_all_of_its_text(shape: str) -> None:
    one = Lettering(
        role="price",
        box=SAFE,
        lines=(TextLine(text="฿350", unit="/ ตัว", size=120),),
        plate=Plate(colour="#ffd040", shape=shape, opacity=1.0),
    )
    drawn = draw(one, 1.0)[0]
    white = (drawn.rgba[..., :3] > 250).all(axis=2)
    assert white.any()
    assert (drawn.rgba[white][:, 3] == 255).all()


def test_drawing_in_threads_gives_the_same_pictures() -> None:
    letterings = [_plain(name[:80], 60, max_lines=3) for name in NAMES] * 4
    expected = [draw(one, 1.0) for one in letterings]
    with ThreadPoolExecutor(4) as pool:
        for drawn, known in zip(pool.map(lambda one: draw(one, 1.0), letterings), expected, strict=True):
            assert all((a.rgba == b.rgba).all() for a, b in zip(drawn, known, strict=True))


def test_an_engine_that_stands_is_not_made_again() -> None:
    before = QGuiApplication.instance()
    ensure_text_engine()
    assert QGuiApplication.instance() is before


_ALONE = """
import hashlib, sys, threading
from vendor_app.render import lettering
from vendor_app.storyboard.model import Box, Lettering, TextLine
if "thread" in sys.argv:
    caught = []
    def make():
        try:
            lettering.ensure_text_engine()
        except RuntimeError as problem:
            caught.append(problem)
    worker = threading.Thread(target=make)
    worker.start()
    worker.join()
    print(len(caught))
else:
    lettering.ensure_text_engine()
    text = "เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่มใส่สบายระบายอากาศดี ญี่ปุ่น"
    one = Lettering(role="name", box=Box(120, 288, 660, 400), lines=(TextLine(text=text, size=80, max_lines=4),))
    print(hashlib.sha256(lettering.draw(one, 1.0)[0].rgba.tobytes()).hexdigest())
"""


def _alone(*arguments: str, **environment: str) -> str:
    known = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    result = subprocess.run(
        [sys.executable, "-c", _ALONE, *arguments],
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_an_engine_is_made_on_the_main_thread_only() -> None:
    assert _alone("thread") == "1"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt has no libthai to hide")
def test_lines_break_the_same_without_libthai(tmp_path: Path) -> None:
    (tmp_path / "libthai.so.0").touch()  # found first, and no library: Qt does without
    assert _alone() == _alone(LD_LIBRARY_PATH=str(tmp_path))
