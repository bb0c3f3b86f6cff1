"""Further pictures on a shot."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest

from tests.render.samples import SMALL, board
from vendor_app.photos.photo import PhotoId
from vendor_app.render.colour import Pixels, planes_of
from vendor_app.render.compose import Stage, segment_key
from vendor_app.render.panels import draw_panel
from vendor_app.render.sources import Openers, OpenPhoto
from vendor_app.storyboard.model import Box, Panel, Shot, Transition, TransitionKind

CANVAS = (1080, 1920)
RED, BLUE = (220, 30, 40), (30, 60, 220)
PANEL = Panel(photo="p", box=Box(200, 400, 300, 400), entry="none")


def _halves(width: int, height: int) -> Pixels:
    """Return a picture, red at the left and blue at the right."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:, : width // 2], picture[:, width // 2 :] = RED, BLUE
    return picture


def _logo(photo: PhotoId, size: tuple[int, int]) -> Pixels:
    """Open a wide logo: a red bar amid transparent green."""
    logo = np.zeros((100, 300, 4), np.uint8)
    logo[..., 1] = 255
    logo[20:80, 30:270] = (*RED, 255)
    return logo


def _openers(open_photo: OpenPhoto) -> Openers:
    return Openers(open_photo, open_photo)


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.25])
def test_it_stands_in_its_box_with_round_corners_and_a_shadow(scale: float) -> None:
    drawn = draw_panel(
        PANEL, _openers(lambda *_: _halves(600, 800)), tuple(round(side * scale) for side in CANVAS), scale
    )
    alpha = np.zeros((int(1920 * scale), int(1080 * scale)), int)
    height, width = drawn.rgba.shape[:2]
    alpha[drawn.top : drawn.top + height, drawn.left : drawn.left + width] = drawn.rgba[..., 3]
    left, top, right, bottom = (round(side * scale) for side in (200, 400, 500, 800))
    assert (alpha[top + 20 : bottom - 20, left + 1 : right - 1] == 255).all()
    assert alpha[top, left] < 128 < alpha[top, (left + right) // 2]
    below, above = alpha[bottom + 1, (left + right) // 2], alpha[top - 2, (left + right) // 2]
    assert 90 > below > above > 0
    assert drawn.left % 2 == drawn.top % 2 == height % 2 == width % 2 == 0


@pytest.mark.parametrize(("x", "seen"), [(0.0, RED), (0.2, RED), (0.8, BLUE), (1.0, BLUE)])
def test_of_a_panorama_what_matters_is_seen(x: float, seen: tuple[int, int, int]) -> None:
    panel = msgspec.structs.replace(PANEL, x=x)
    drawn = draw_panel(panel, _openers(lambda *_: _halves(4000, 400)), CANVAS, 1.0)
    assert np.abs(drawn.rgba[240, 190, :3].astype(int) - seen).max() <= 2


@pytest.mark.parametrize("shape", [(4000, 300), (300, 4000), (40, 30), (3, 900), (500, 500)])
@pytest.mark.parametrize("fit", ["cover", "contain"])
def test_any_shape_fills_its_box(shape: tuple[int, int], fit: str) -> None:
    drawn = draw_panel(_with_fit(fit), _openers(lambda *_: _halves(*shape)), CANVAS, 1.0)
    assert (drawn.rgba[60:420, 60:320, 3] == 255).all()


def _with_fit(fit: str) -> Panel:
    return msgspec.convert({**msgspec.to_builtins(PANEL), "fit": fit}, Panel)


def test_a_whole_picture_stands_on_white() -> None:
    drawn = draw_panel(_with_fit("contain"), _openers(lambda *_: _halves(400, 100)), CANVAS, 1.0)
    column = drawn.rgba[:, 100, :3].astype(int)
    assert (column[60:180] == 255).all()
    assert np.abs(column[240] - RED).max() <= 2


def test_a_logo_keeps_its_transparency_and_gets_no_card() -> None:
    drawn = draw_panel(_with_fit("contain"), _openers(_logo), CANVAS, 1.0)
    solid = drawn.rgba[..., 3] == 255
    assert solid.any()
    assert 0.4 < solid.mean() < 0.6
    assert np.abs(drawn.rgba[solid][:, :3].astype(int) - RED).max() <= 3
    assert drawn.rgba[..., 1].max() <= 40, "hidden green stays hidden"


@pytest.mark.parametrize(
    "box", [Box(-100, 50, 300, 300), Box(900, 1700, 400, 400), Box(0, 0, 1080, 1920), Box(400, -90, 200, 120)]
)
def test_what_lies_beyond_the_canvas_is_cut_off(box: Box) -> None:
    shot = Shot(frames=4, panels=(msgspec.structs.replace(PANEL, box=box, entry="rise"),))
    frames = list(Stage(board(shot), lambda *_: _halves(50, 50), SMALL).frames())
    bare = list(Stage(board(Shot(frames=4)), lambda *_: _halves(50, 50), SMALL).frames())
    assert (frames[-1] != bare[-1]).any()


def test_panels_enter_one_after_the_other() -> None:
    panels = tuple(
        Panel(photo="p", box=Box(100 + 300 * number, 500, 250, 250), enters=6 * number, entry="rise")
        for number in range(3)
    )
    frames = list(Stage(board(Shot(frames=40, panels=panels)), lambda *_: _halves(50, 50), SMALL).frames())
    bare = next(Stage(board(Shot(frames=40)), lambda *_: _halves(50, 50), SMALL).frames()).astype(int)
    changed = [np.abs(frame - bare).sum() for frame in frames]
    assert changed[0] > 0
    assert all(after >= before * 0.995 for before, after in pairwise(changed))
    assert changed[5] < changed[20] < changed[38]


@pytest.mark.parametrize("kind", ["crossfade", "push", "zoom"])
def test_a_logo_on_both_shots_stays_and_other_panels_go_with_their_picture(kind: TransitionKind) -> None:
    logo = Panel(photo="logo", box=Box(150, 300, 300, 100), fit="contain", entry="none")
    other = Panel(photo="p", box=Box(400, 900, 300, 300), entry="none")
    shots = (
        Shot(frames=20, ground="#404040", panels=(logo, other)),
        Shot(
            frames=20,
            ground="#404040",
            panels=(msgspec.structs.replace(logo, enters=4, entry="fade"),),
            transition=Transition(kind=kind, frames=12),
        ),
    )

    def open_cutout(photo: PhotoId, size: tuple[int, int]) -> Pixels:
        return _logo(photo, size) if photo == "logo" else _halves(*size)

    stage = Stage(board(*shots), open_cutout, SMALL, open_cutout=open_cutout)
    frames = [planes_of(frame).v.astype(int) for frame in stage.frames()]
    stays = slice(300 // 8 + 3, 400 // 8 - 3), slice(150 // 8 + 6, 450 // 8 - 6)
    assert all(np.abs(frame[stays] - frames[0][stays]).max() <= 2 for frame in frames)
    goes = slice(900 // 8 + 2, 1200 // 8 - 2), slice(400 // 8 + 2, 700 // 8 - 2)
    assert np.ptp(frames[0][goes]) > 40
    assert np.ptp(frames[-1][goes]) <= 2


def test_a_segment_is_another_when_its_panel_is() -> None:
    keys = {
        segment_key(board(Shot(frames=20, panels=panels)), 0)
        for panels in ((), (PANEL,), (msgspec.structs.replace(PANEL, x=0.2),))
    }
    assert len(keys) == 3
