"""What is behind the camera page: the sharpest of three, held colours, what is remembered, what is said."""

import errno
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import cloth
from tests.ui.camera_sources import ToldCamera, flat
from ui.camera import Device, unreadable
from ui.pages import camera_filming
from ui.pages.camera import CameraPage
from ui.pages.camera_filming import LONGEST, SHORTEST
from ui.pages.camera_hints import Level, Steady, within
from ui.pages.camera_hold import MEASURED
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.hints import Hint
from vendor_app.photos.stand import load_stand
from vendor_app.settings import Settings, change_settings, load_settings
from vendor_app.shop import Shop
from vendor_app.video.camera_picture import Pixels

PATIENCE = 30_000

Wait = Callable[[Callable[[], object]], None]
TWO = (
    Device("usb-1", "Webcam", ((1920, 1080), (1280, 720))),
    Device("usb-2", "Document camera", ((2592, 1944), (1280, 720))),
)


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE)


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, wait: Wait) -> Iterator[Callable[..., CameraPage]]:
    pages: list[CameraPage] = []

    def open_page(**options: object) -> CameraPage:
        page = CameraPage(shop, tasks, lambda _tasks, parent: ToldCamera(parent, **options))
        pages.append(page)
        qtbot.addWidget(page)
        page.open_product(shirt.sku)
        wait(lambda: bool(told(page).started))
        return page

    yield open_page
    for page in pages:
        page.leave()
    wait(lambda: tasks.running == 0)


def told(page: CameraPage) -> ToldCamera:
    frames = page.rig.frames
    assert isinstance(frames, ToldCamera)
    return frames


def photo_pixels(shop: Shop, product: Product) -> Pixels:
    (photo,) = shop.catalogue.by_id(product.id).photos
    with Image.open(shop.photos.path(photo)) as picture:
        return np.asarray(picture.convert("RGB"))


# Three at once


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_sharpest_of_three_is_kept(
    qtbot: QtBot, opened: Callable[..., CameraPage], shop: Shop, shirt: Product, wait: Wait, place: int
) -> None:
    page = opened()
    sharp = np.asarray(cloth(320, 240, seed=5))
    told(page).show(sharp)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    for number in range(3):
        told(page).show(sharp if number == place else cv2.GaussianBlur(sharp, (0, 0), 2 + number))
        told(page).show(flat(0, 0, 0), apart=0.01)  # too soon after the one before to be another chance
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).photos))
    assert np.abs(photo_pixels(shop, shirt).astype(float) - sharp).mean() < 3


def test_without_the_burst_it_is_the_next_frame(
    qtbot: QtBot, opened: Callable[..., CameraPage], shop: Shop, shirt: Product, wait: Wait
) -> None:
    page = opened()
    page.side.options.burst.setChecked(False)
    told(page).show(flat(0, 0, 0))
    qtbot.keyClick(page, Qt.Key.Key_Space)
    told(page).show(flat(200, 40, 40))
    told(page).show(flat(40, 200, 40))
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).photos))
    assert photo_pixels(shop, shirt).mean(axis=(0, 1)) == pytest.approx([200, 40, 40], abs=3)


# Films


def film(page: CameraPage, seconds: float) -> None:
    for _frame in range(round(seconds * 5)):
        told(page).show(flat(90, 120, 60), apart=0.2)


def test_a_film_is_not_shorter_than_is_of_use(
    qtbot: QtBot, opened: Callable[..., CameraPage], shop: Shop, shirt: Product, wait: Wait
) -> None:
    page = opened()
    film(page, 0.2)
    page.wish.choose_mode("film")
    page.press()
    film(page, 1.0)
    page.press()
    assert page.rig.filming.is_on
    film(page, SHORTEST)
    assert not page.rig.filming.is_on
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).footage))
    (footage,) = shop.catalogue.by_id(shirt.id).footage
    assert (footage.frames, footage.has_sound) == (round(SHORTEST * 30) + 1, False)


def test_what_was_hardly_begun_when_the_page_is_left_is_not_kept(
    opened: Callable[..., CameraPage], shop: Shop, shirt: Product, tasks: Tasks, wait: Wait
) -> None:
    page = opened()
    problems: list[object] = []
    page.problem.connect(problems.append)
    film(page, 0.2)
    page.wish.choose_mode("film")
    page.press()
    film(page, 0.6)
    page.leave()
    wait(lambda: tasks.running == 0)
    assert shop.catalogue.by_id(shirt.id).footage == ()
    assert problems == []


def test_a_film_of_the_longest_takes_no_more(opened: Callable[..., CameraPage]) -> None:
    page = opened()
    film(page, 0.2)
    page.wish.choose_mode("film")
    page.press()
    film(page, LONGEST + 1)
    assert not page.rig.filming.is_on


# A full disk


def full(*_arguments: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_picture_that_has_no_room_is_a_sentence(
    opened: Callable[..., CameraPage], shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> None:
    page = opened()
    problems: list[object] = []
    page.problem.connect(problems.append)
    page.side.options.burst.setChecked(False)
    monkeypatch.setattr(Image.Image, "save", full)
    told(page).show(flat(90, 90, 90))
    page.press()
    told(page).show(flat(90, 90, 90))
    wait(lambda: bool(problems))
    assert isinstance(problems[0], VendorError)
    assert page.stage.taken.tiles == []
    assert shop.catalogue.by_id(shirt.id).photos == ()
    assert page.wish.shot == "front"


def test_a_film_that_has_no_room_is_a_sentence(
    opened: Callable[..., CameraPage], shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> None:
    page = opened()
    problems: list[object] = []
    page.problem.connect(problems.append)
    monkeypatch.setattr(camera_filming, "write_film", full)
    film(page, 0.2)
    page.wish.choose_mode("film")
    page.press()
    film(page, LONGEST + 1)
    wait(lambda: bool(problems) and not page.rig.filming.is_busy)
    assert isinstance(problems[0], VendorError)
    assert shop.catalogue.by_id(shirt.id).footage == ()


# Which camera


def test_the_camera_and_size_of_last_time_are_used(opened: Callable[..., CameraPage]) -> None:
    change_settings(camera="usb-2", camera_size=(1280, 720))
    page = opened(devices=TWO)
    assert told(page).started == [("usb-2", (1280, 720))]
    options = page.side.options
    assert (options.devices.currentText(), options.sizes.currentText()) == ("Document camera", "1280 × 720")


def test_what_is_chosen_is_used_at_once_and_remembered(opened: Callable[..., CameraPage], wait: Wait) -> None:
    page = opened(devices=TWO)
    options = page.side.options
    options.devices.activated.emit(1)
    assert told(page).started[-1] == ("usb-2", None)
    options.sizes.activated.emit(0)
    assert told(page).started[-1] == ("usb-2", (2592, 1944))
    wait(lambda: load_settings() == Settings(camera="usb-2", camera_size=(2592, 1944)))


def test_a_camera_whose_pictures_cannot_be_read_is_switched_off(opened: Callable[..., CameraPage], wait: Wait) -> None:
    page = opened()
    told(page).show_spoilt(unreadable("Webcam"))
    wait(lambda: page.stage.is_missing)
    assert "Webcam" in page.stage.missing.words()
    assert not told(page).is_on


# Held colours


def lit(product: Pixels) -> Pixels:
    """Return what a camera sees under a yellow lamp."""
    return np.clip(product * np.array([1.0, 0.92, 0.7]), 0, 255).astype(np.uint8)


def sheet(brightness: int = 190) -> Pixels:
    return lit(flat(brightness, brightness, brightness))


def measured(page: CameraPage, seen: Pixels, wait: Wait) -> None:
    page.side.held.ask.click()
    page.side.held.white.click()
    for _frame in range(14):
        told(page).show(seen)
    wait(lambda: page.rig.hold.state != "measures")


@pytest.mark.parametrize("hold", [0.0, 0.02])
def test_a_white_sheet_makes_every_picture_s_colours_true(
    qtbot: QtBot, opened: Callable[..., CameraPage], shop: Shop, shirt: Product, tasks: Tasks, wait: Wait, hold: float
) -> None:
    page = opened(hold=hold)
    told(page).show(sheet())
    measured(page, sheet(), wait)
    assert page.rig.hold.state == "held"
    wait(lambda: bool(load_stand(shop.folder).measured))
    wait(lambda: load_settings().camera_exposure == hold)
    page.side.options.burst.setChecked(False)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    told(page).show(lit(flat(100, 100, 100)))
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).photos))
    red, green, blue = photo_pixels(shop, shirt).mean(axis=(0, 1))
    assert max(red, green, blue) - min(red, green, blue) < 5
    if not hold:  # the camera exposes as it likes: only the tint is taken away
        assert green == pytest.approx(92, abs=8)
        assert told(page).stand.exposure == 1.0


def test_what_was_held_is_held_the_next_time(opened: Callable[..., CameraPage], shop: Shop, wait: Wait) -> None:
    first = opened(hold=0.02)
    told(first).show(sheet())
    measured(first, sheet(), wait)
    wait(lambda: load_settings().camera_exposure == 0.02)
    first.leave()
    again = opened(hold=0.02)
    wait(lambda: again.rig.hold.state == "held")
    told(again).show(sheet())
    assert told(again).held == ["colours", 0.02]
    assert told(again).stand == load_stand(shop.folder)
    again.side.held.forget.click()
    assert told(again).held[-1] == "free"
    assert told(again).stand.is_neutral
    wait(lambda: not load_stand(shop.folder).measured)


@pytest.mark.parametrize(
    "seen",
    [flat(4, 4, 4), flat(255, 255, 255), flat(30, 160, 40), np.asarray(cloth(320, 240, seed=2))],
    ids=["dark", "bright", "green", "cloth"],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(
    opened: Callable[..., CameraPage], wait: Wait, seen: Pixels
) -> None:
    page = opened()
    told(page).show(seen)
    page.side.held.ask.click()
    asked = page.side.held.words()
    page.side.held.white.click()
    for _frame in range(14):
        told(page).show(seen)
    wait(lambda: page.rig.hold.state == "asks")
    assert page.side.held.words() != asked
    assert not page.side.held.white.isHidden()
    assert told(page).stand.is_neutral


def test_who_takes_a_picture_waits_for_no_sheet(
    qtbot: QtBot, opened: Callable[..., CameraPage], shop: Shop, shirt: Product, wait: Wait
) -> None:
    page = opened()
    page.side.options.burst.setChecked(False)
    told(page).show(flat(90, 90, 90))
    page.side.held.ask.click()
    assert page.rig.hold.state == "asks"
    page.press()
    told(page).show(flat(90, 90, 90))
    assert page.rig.hold.state == "free"
    wait(lambda: len(shop.catalogue.by_id(shirt.id).photos) == 1)


def test_the_place_for_the_sheet_is_the_middle() -> None:
    left, top, width, height = MEASURED
    assert (left + width / 2, top + height / 2) == (0.5, 0.5)


# Hints

DARK, SMALL, BLUR = Hint("dark"), Hint("small"), Hint("blurred")
RIGHT, LEFT = Hint("crooked", 8.0), Hint("crooked", -8.0)


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ([(DARK,), (DARK,), (DARK,)], [None, DARK, DARK]),
        ([(DARK,), (), (DARK,), (), (DARK,)], [None] * 5),  # comes and goes: nothing is said
        ([(DARK,), (DARK,), (), (DARK,), (), ()], [None, DARK, DARK, DARK, DARK, DARK]),
        ([(DARK,), (DARK,), (), (), (), ()], [None, DARK, DARK, DARK, None, None]),
        ([(SMALL,), (SMALL,), (BLUR, SMALL), (SMALL,), (BLUR, SMALL)], [None, SMALL, SMALL, SMALL, SMALL]),
        ([(SMALL,), (SMALL,), (BLUR,), (BLUR,), (BLUR,)], [None, SMALL, SMALL, SMALL, BLUR]),
        ([(RIGHT,), (RIGHT,), (LEFT,), (LEFT,)], [None, RIGHT, RIGHT, RIGHT]),
    ],
)
def test_what_is_said_stands_still(looks: list[tuple[Hint, ...]], said: list[Hint | None]) -> None:
    steady = Steady()
    assert [steady.add(look) for look in looks] == said


def test_the_level_does_not_jump() -> None:
    level = Level()
    found = [4.0, 5.0, None, 6.0, -20.0, 5.0, None, None, None]
    assert [level.add(one) for one in found] == [None, None, None, 5.0, 4.0, 5.0, 5.0, 5.0, None]


def test_a_dark_picture_is_said_to_be_dark(opened: Callable[..., CameraPage], wait: Wait) -> None:
    page = opened()
    dark = (np.asarray(cloth(320, 240, seed=1)) * 0.08).astype(np.uint8)
    told(page).show(dark)
    wait(lambda: page.stage.view.hint() == DARK.says)
    page.side.held.ask.click()
    assert page.stage.view.hint() == "", "a grey card is not too dark"
    told(page).show(dark)
    assert not page.rig.hints._pause.isActive()
    page.side.held.ask.click()
    told(page).show(dark)
    wait(lambda: page.stage.view.hint() == DARK.says)


def test_only_what_the_guide_shows_is_judged() -> None:
    pixels = np.zeros((90, 160, 3), np.uint8)
    pixels[:, 35:125] = 200
    assert within(pixels, "1:1").shape == (90, 90, 3)
    assert within(pixels, "1:1").min() == 200
    assert within(pixels, "9:16").shape == (90, 51, 3)
    assert within(pixels.transpose(1, 0, 2), "1:1").shape == (90, 90, 3)
    assert within(pixels, "whole").shape == pixels.shape
