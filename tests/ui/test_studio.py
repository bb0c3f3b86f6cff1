"""Light, cut, comparing, other photos and saving in the photo studio: everything is seen, saved, and one step."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

from tests.ui.studio_opened import CONTROL, LEFT, PATIENCE, Opened, garment, mean, opened, photos
from ui.dialogs.studio_copy import CopyRecipe
from ui.pages import studio_darkroom
from ui.pages.studio_darkroom import Negative, read_negative
from vendor_app.errors import VendorError
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.recipe import Crop, Recipe, Spot
from vendor_app.shop import Shop

__all__ = ["opened", "photos"]


# Light and colour


@pytest.mark.parametrize("field", ["light", "contrast", "warmth", "sharpness"])
def test_a_slider_is_seen_saved_and_one_step(opened: Opened, field: str) -> None:
    before = opened.shown().copy()
    amount = opened.panels.tone.amounts[field]
    for value in (20, 45, 70):
        amount.slider.setValue(value)
    amount.settled.emit()
    assert getattr(opened.recipe, field) == 0.7
    assert opened.shown() != before
    opened.wait(lambda: getattr(opened.stored(), field) == 0.7)
    opened.click(opened.page._header.undo)
    assert opened.recipe == Recipe()
    assert amount.value() == 0
    assert opened.shown() == before
    opened.click(opened.page._header.redo)
    assert getattr(opened.recipe, field) == 0.7
    opened.wait(lambda: getattr(opened.stored(), field) == 0.7)


def test_light_makes_the_picture_lighter_while_the_finger_is_down(opened: Opened) -> None:
    dark = mean(opened.shown())
    slider = opened.panels.tone.amounts["light"].slider
    middle = slider.rect().center()
    opened.qtbot.mousePress(slider, LEFT, pos=middle)
    opened.qtbot.mouseMove(slider, QPoint(slider.width() - 20, middle.y()))
    opened.wait(lambda: mean(opened.canvas.image()) > dark + 5)
    opened.qtbot.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 20, middle.y()))
    assert opened.recipe.light > 0.8


def test_one_tap_makes_a_dark_photo_good(opened: Opened, shop: Shop, tmp_path: Path) -> None:
    night = garment(tmp_path / "in" / "night.jpg", colour="#20242c")
    with Image.open(night) as image:
        image.point(lambda level: level // 4).save(night)
    shop.add_photos("TS-1", [night])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.click(opened.page._stage.strip.buttons()[3])
    dark = mean(opened.shown())
    opened.click(opened.panels.tone.auto)
    opened.wait(lambda: opened.recipe.light > 0)
    assert mean(opened.shown()) > dark + 10
    assert opened.page._draft.can_undo


# Cut, turn, tilt


def test_a_corner_is_pulled_and_the_window_pushed(opened: Opened) -> None:
    opened.take("crop")
    place = opened.hands.crop.place(opened.canvas.view()).toRect()
    opened.drag(place.topLeft(), place.topLeft() + QPoint(30, 40), place.topLeft() + QPoint(60, 80))
    crop = opened.recipe.crop
    assert crop.x > 0.05
    assert crop.y > 0.05
    assert (crop.x + crop.width, crop.y + crop.height) == (1.0, 1.0)
    middle = opened.hands.crop.place(opened.canvas.view()).center().toPoint()
    opened.drag(middle, middle - QPoint(20, 20))
    assert opened.recipe.crop.x < crop.x
    assert opened.recipe.crop.width == pytest.approx(crop.width, abs=0.001)
    opened.page._draft.undo()
    assert opened.recipe.crop == crop, "a push is one step"
    opened.take("tone")
    photo = opened.shown()
    assert photo.width() / photo.height() == pytest.approx(crop.width * 480 / (crop.height * 640), abs=0.02)


@pytest.mark.parametrize(("words", "shape"), [("1:1", 1.0), ("3:4", 0.75), ("9:16", 9 / 16)])
def test_the_window_keeps_a_shape(opened: Opened, words: str, shape: float) -> None:
    opened.take("crop")
    opened.click(opened.panels.crop.shapes[shape])
    place = opened.hands.crop.place(opened.canvas.view()).toRect()
    opened.drag(place.bottomRight(), place.bottomRight() - QPoint(40, 10), place.bottomRight() - QPoint(70, 20))
    crop = opened.recipe.crop
    assert crop.width * 480 / (crop.height * 640) == pytest.approx(shape, abs=0.01)
    assert crop.width < 1


def test_the_window_is_moved_and_resized_by_keys(opened: Opened) -> None:
    opened.take("crop")
    opened.canvas.setFocus()
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert opened.recipe.crop.width == pytest.approx(0.99)
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Right)
    assert opened.recipe.crop.x == pytest.approx(0.01)


def test_turning_takes_the_window_along(opened: Opened) -> None:
    opened.take("crop")
    opened.page._draft.change(crop=Crop(x=0.1, y=0.2, width=0.3, height=0.4))
    opened.click(opened.panels.crop.right)
    turned = opened.recipe
    assert (turned.turns, turned.crop) == (1, Crop(x=0.4, y=0.1, width=0.4, height=0.3))
    opened.click(opened.panels.crop.left)
    assert (opened.recipe.turns, opened.recipe.crop) == (0, Crop(x=0.1, y=0.2, width=0.3, height=0.4))


def test_tilting_by_slider_and_by_a_finger_outside_of_the_window(opened: Opened) -> None:
    opened.take("crop")
    opened.panels.crop.tilt.slider.setValue(25)
    assert opened.recipe.degrees == 2.5
    opened.panels.crop.tilt.settled.emit()
    opened.page._draft.change(crop=Crop(x=0.4, y=0.4, width=0.2, height=0.2))
    center = opened.canvas.view().place.center().toPoint()
    begin = center + QPoint(0, -200)
    opened.drag(begin, begin + QPoint(10, 0), begin + QPoint(20, 0))
    assert 7 < opened.recipe.degrees < 9
    opened.page._draft.undo()
    assert opened.recipe.degrees == 2.5


def test_the_product_is_cut_around_to_fill_the_frame(opened: Opened) -> None:
    opened.take("crop")
    opened.click(opened.panels.crop.fill)
    opened.wait(lambda: opened.recipe.crop != Crop())
    crop = opened.recipe.crop
    assert crop.width * 480 == pytest.approx(crop.height * 640, rel=0.02)
    opened.take("tone")
    opened.wait(lambda: opened.page._stage.share.isVisible() and "สินค้าเต็มราว" in opened.page._stage.share.text())


# The whole photo, the other photos


def test_holding_shows_the_photo_as_it_came(opened: Opened) -> None:
    plain = opened.shown().copy()
    assert not opened.page._stage.compare.isEnabled()
    opened.panels.tone.amounts["light"].slider.setValue(80)
    opened.shown()
    button = opened.page._stage.compare
    opened.qtbot.mousePress(button, LEFT)
    opened.wait(lambda: not opened.canvas._before.isNull())
    assert opened.canvas.is_comparing
    assert opened.canvas._before == plain
    opened.qtbot.mouseRelease(button, LEFT)
    assert not opened.canvas.is_comparing


def test_everything_can_be_as_it_came_and_that_be_taken_back(opened: Opened) -> None:
    opened.page._draft.change(light=0.3, spots=(Spot(x=0.5, y=0.5, radius=0.02),))
    edited = opened.recipe
    with opened.qtbot.waitSignal(opened.page.notice) as told:
        opened.click(opened.page._header.reset)
    assert opened.recipe.is_plain
    told.args[1]()
    assert opened.recipe == edited


def test_other_photos_get_the_same_light_but_keep_their_own_spots(opened: Opened, photos: tuple[PhotoId, ...]) -> None:
    draft = opened.page._draft
    own = Spot(x=0.2, y=0.2, radius=0.01)
    draft.put({photos[1]: Recipe(spots=(own,))})
    draft.change(light=0.4, crop=Crop(x=0.1, y=0.1, width=0.5, height=0.5), spots=(Spot(x=0.5, y=0.5, radius=0.02),))
    opened.click(opened.page._header.copy)
    dialog = next(one for one in opened.page.window().findChildren(CopyRecipe) if one.isVisible())
    assert len(dialog.tiles) == 2
    opened.click(dialog.tiles[1])
    assert not dialog.tiles[1].isChecked()
    opened.click(dialog.ok)
    assert draft.recipe_of(photos[1]) == Recipe(light=0.4, spots=(own,))
    assert draft.recipe_of(photos[2]) == Recipe()
    opened.wait(lambda: opened.stored(photos[1]).light == 0.4)
    draft.undo()
    assert draft.recipe_of(photos[1]) == Recipe(spots=(own,))
    assert opened.up == photos[1], "what was taken back is shown"


def test_undo_and_redo_by_keys_and_the_next_photo(opened: Opened, photos: tuple[PhotoId, ...]) -> None:
    opened.page.activateWindow()
    opened.canvas.setFocus()
    opened.panels.tone.amounts["warmth"].slider.setValue(30)
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Z, CONTROL)
    assert opened.recipe.is_plain
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Y, CONTROL)
    assert opened.recipe.warmth == 0.3
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_PageDown)
    assert opened.up == photos[1]
    assert opened.shown().size().isValid()
    opened.qtbot.keyClick(opened.page._stage.strip, Qt.Key.Key_Right)
    assert opened.up == photos[2]
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Left)
    assert opened.up == photos[1]


def test_keys_take_tools_and_escape_puts_them_down_and_leads_back(opened: Opened) -> None:
    opened.canvas.setFocus()
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_3)
    assert opened.page.tool == "spot"
    assert opened.page._tools.button("spot").isChecked()
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)
    assert opened.page.tool == "tone"
    with opened.qtbot.waitSignal(opened.page.back_wanted):
        opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)


def test_a_photo_that_comes_up_is_seen_before_it_is_decoded(
    opened: Opened, shop: Shop, photos: tuple[PhotoId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = next(one for one in shop.catalogue.product("TS-1").photos if one.id == photos[1])
    shop.thumbnails.path(photo)
    decoded = threading.Event()

    def wait(*facts: object) -> Negative:
        decoded.wait(30)
        return read_negative(*facts)

    monkeypatch.setattr(studio_darkroom, "read_negative", wait)
    opened.click(opened.page._stage.strip.buttons()[1])
    opened.wait(lambda: opened.canvas.image().size() == QSize(360, 480))
    assert not opened.page.shows_newest()
    decoded.set()
    assert opened.shown().size() != QSize(360, 480)


# What is not good yet


def test_a_dark_photo_has_a_card_whose_button_mends_it(opened: Opened, shop: Shop, tmp_path: Path) -> None:
    night = garment(tmp_path / "in" / "night.png", colour="#406080", size=(900, 1200))
    with Image.open(night) as image:
        image.point(lambda level: level // 2).save(night)
    shop.add_photos("TS-1", [night])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.click(opened.page._stage.strip.buttons()[3])
    marks = opened.page._marks
    opened.wait(lambda: "dark" in [mark.name for mark in marks.marks])
    opened.click(marks.findChild(QWidget, "dark"))
    opened.wait(lambda: opened.recipe.light > 0)
    opened.wait(lambda: "dark" not in [mark.name for mark in marks.marks])


def test_a_crooked_product_is_straightened_by_one_tap(opened: Opened) -> None:
    opened.page._draft.change(degrees=9.0)
    opened.page._judging._lean = 9.0
    opened.page._marks.fix_wanted.emit("crooked")
    assert opened.recipe.degrees == 0.0
    assert opened.page.tool == "crop"


# Saving


def test_leaving_saves_at_once_and_the_steps_are_there_when_coming_back(opened: Opened) -> None:
    opened.panels.tone.amounts["light"].slider.setValue(33)
    up = opened.up
    opened.page.leave()
    opened.settle()
    assert opened.stored(up).light == 0.33
    opened.page.open_product("TS-1")
    opened.wait(lambda: opened.page.shows_newest())
    assert opened.recipe.light == 0.33
    opened.click(opened.page._header.undo)
    assert opened.recipe.is_plain


def test_a_full_disk_is_said_and_tried_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_values: object) -> None:
        raise VendorError("เต็มแล้ว", "ลบของเก่า")

    with monkeypatch.context() as full:
        full.setattr(opened.shop.catalogue, "set_recipe", refuse)
        with opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE):
            opened.panels.tone.amounts["light"].slider.setValue(20)
        assert "เต็มแล้ว" in opened.page.unsaved()
        assert opened.page._header.state.text() == "ยังบันทึกไม่ครบ"
    opened.page.commit()
    opened.settle()
    assert opened.stored().light == 0.2
    assert opened.page.unsaved() == ""


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(Path.unlink, "หายไปจากร้าน"), (lambda place: place.write_bytes(b"x" * 900), "ไฟล์รูปนี้ในร้านเสียแล้ว")],
    ids=["gone", "spoilt"],
)
def test_a_photo_that_the_disk_lost_is_said(
    opened: Opened, photos: tuple[PhotoId, ...], shop: Shop, spoil: Callable[[Path], object], sentence: str
) -> None:
    photo = next(one for one in shop.catalogue.product("TS-1").photos if one.id == photos[1])
    place = shop.photos.path(photo)
    place.chmod(0o600)
    spoil(place)
    with opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE) as told:
        opened.click(opened.page._stage.strip.buttons()[1])
    assert sentence in str(told.args[0])
    assert "สำรอง" in told.args[0].hint
    assert opened.canvas.image().isNull()
    opened.click(opened.page._stage.strip.buttons()[2])
    assert not opened.shown().isNull()


def test_photos_taken_out_elsewhere_lead_to_another_one(
    opened: Opened, shop: Shop, photos: tuple[PhotoId, ...]
) -> None:
    product = shop.catalogue.product("TS-1")
    shop.catalogue.save(replace(product, photos=product.photos[1:]))
    opened.wait(lambda: opened.page._draft.photo is not None and opened.up == photos[1])
    opened.shown()
