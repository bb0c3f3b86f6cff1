"""The photo studio on a real shop: every tool by finger and key, saved, undone, and never a stroke lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.models import Changes
from ui.pages.studio import StudioPage
from ui.pages.studio_cutting import mended
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.recipe import Crop, Recipe, Spot, Stroke
from vendor_app.shop import Shop

PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def garment(path: Path, *, colour: str, size: tuple[int, int] = (480, 640)) -> Path:
    """Draw a plain shirt with a stain on a plain wall."""
    image = Image.new("RGB", size, "#cfc8bd")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((width * 0.3, height * 0.25, width * 0.7, height * 0.8), fill=colour)
    draw.polygon(
        [(width * x, height * y) for x, y in ((0.3, 0.25), (0.12, 0.5), (0.2, 0.55), (0.32, 0.4))], fill=colour
    )
    draw.polygon(
        [(width * x, height * y) for x, y in ((0.7, 0.25), (0.88, 0.5), (0.8, 0.55), (0.68, 0.4))], fill=colour
    )
    draw.ellipse((width * 0.48, height * 0.5, width * 0.52, height * 0.53), fill="#111111")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=95)
    return path


@pytest.fixture
def photos(shop: Shop, shirt: Product, tmp_path: Path) -> tuple[PhotoId, ...]:
    files = [garment(tmp_path / "in" / f"{colour}.jpg", colour=colour) for colour in ("darkgreen", "firebrick", "navy")]
    shop.add_photos(shirt.sku, files)
    return shop.catalogue.product(shirt.sku).photo_ids


class Opened:
    """The page with a photo up, and short words for what a vendor does there."""

    def __init__(self, qtbot: QtBot, page: StudioPage, shop: Shop, settle: Settle) -> None:
        self.qtbot, self.page, self.shop, self.settle = qtbot, page, shop, settle
        self.canvas, self.panels, self.hands = page._stage.canvas, page.panels, page._hands

    @property
    def recipe(self) -> Recipe:
        return self.page.recipe()

    @property
    def up(self) -> PhotoId:
        photo = self.page._draft.photo
        assert photo is not None
        return photo.id

    def stored(self, photo_id: PhotoId = "") -> Recipe:
        wanted = photo_id or self.up
        return next(one.recipe for one in self.shop.catalogue.product("TS-1").photos if one.id == wanted)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def shown(self) -> QImage:
        """Return the picture of the recipe as it is now, when it is on the canvas."""
        self.wait(lambda: self.page.shows_newest())
        return self.canvas.image()

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, LEFT)

    def at(self, x: float, y: float) -> QPoint:
        """Return where on the canvas a place of the original is."""
        return self.canvas.view().from_original.map(QPointF(x, y)).toPoint()

    def pixel(self, point: QPoint) -> QPoint:
        """Return which pixel of the picture is at a place of the canvas."""
        part, size = self.canvas.view().picture(QPointF(point)), self.canvas.image().size()
        return QPointF(part.x() * size.width(), part.y() * size.height()).toPoint()

    def drag(self, *points: QPoint) -> None:
        self.qtbot.mousePress(self.canvas, LEFT, pos=points[0])
        for point in points[1:]:
            self.qtbot.mouseMove(self.canvas, point)
            assert not self.canvas.grab().isNull()
        self.qtbot.mouseRelease(self.canvas, LEFT, pos=points[-1])

    def take(self, tool: str) -> None:
        self.click(self.page._tools.button(tool))
        self.shown()

    def cut_out(self) -> None:
        self.take("white")
        self.click(self.panels.white.make)
        self.wait(lambda: self.recipe.cutout is not None and not self.page.is_busy())


@pytest.fixture
def opened(
    qtbot: QtBot, shop: Shop, shirt: Product, photos: tuple[PhotoId, ...], tasks: Tasks, settle: Settle
) -> Iterator[Opened]:
    page = StudioPage(shop, tasks)
    Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
    page.resize(1270, 768)
    page.show()
    qtbot.waitExposed(page)
    page.open_product(shirt.sku)
    opened = Opened(qtbot, page, shop, settle)
    opened.wait(lambda: page._draft.photo is not None and page.shows_newest())
    yield opened
    page.leave()
    settle()
    page.hide()
    page.deleteLater()


def mean(image: QImage) -> float:
    small = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    return float(pixels[:, : small.width()].mean())


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


# Spots and veils


def test_a_touch_heals_a_spot_wherever_the_photo_was_turned_to(opened: Opened) -> None:
    opened.page._draft.change(turns=1, degrees=4.0, crop=Crop(x=0.1, y=0.1, width=0.8, height=0.8))
    opened.take("spot")
    stained = opened.shown().copy()
    where = opened.at(0.5, 0.515)
    at = opened.pixel(where)
    assert stained.pixelColor(at).lightness() < 40, "the stain is where it is said to be"
    opened.qtbot.mouseClick(opened.canvas, LEFT, pos=where)
    (spot,) = opened.recipe.spots
    assert (spot.x, spot.y) == (pytest.approx(0.5, abs=0.005), pytest.approx(0.515, abs=0.005))
    assert opened.shown().pixelColor(at).green() > 60
    opened.qtbot.mouseClick(opened.canvas, LEFT, pos=where)
    assert opened.recipe.spots == ()
    opened.page._draft.undo()
    assert opened.recipe.spots == (spot,)
    opened.click(opened.panels.spot.clear)
    assert opened.recipe.spots == ()


def test_the_tip_grows_by_key_and_slider(opened: Opened) -> None:
    opened.take("spot")
    opened.canvas.setFocus()
    before = opened.hands.spot.radius
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Plus)
    assert opened.hands.spot.radius > before
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Minus)
    assert opened.hands.spot.radius == pytest.approx(before, abs=0.002)


def test_a_box_is_pulled_over_a_face_moved_made_larger_and_taken_away(opened: Opened) -> None:
    opened.take("veil")
    sharp = opened.shown().copy()
    opened.drag(opened.at(0.4, 0.4), opened.at(0.5, 0.5), opened.at(0.6, 0.6))
    (veil,) = opened.recipe.veils
    assert (veil.x, veil.y, veil.width, veil.height) == pytest.approx((0.4, 0.4, 0.2, 0.2), abs=0.01)
    assert opened.shown() != sharp
    opened.drag(opened.at(0.5, 0.5), opened.at(0.55, 0.45), opened.at(0.6, 0.4))
    (moved,) = opened.recipe.veils
    assert (moved.x, moved.y, moved.width, moved.height) == pytest.approx((0.5, 0.3, 0.2, 0.2), abs=0.01)
    opened.drag(opened.at(0.7, 0.5), opened.at(0.75, 0.55), opened.at(0.8, 0.6))
    (larger,) = opened.recipe.veils
    assert (larger.width, larger.height) == pytest.approx((0.3, 0.3), abs=0.01)
    opened.canvas.setFocus()
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Left)
    assert opened.recipe.veils[0].x < moved.x
    opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Delete)
    assert opened.recipe.veils == ()
    opened.page._draft.undo()
    assert len(opened.recipe.veils) == 1


def test_a_touch_is_no_box(opened: Opened) -> None:
    opened.take("veil")
    opened.qtbot.mouseClick(opened.canvas, LEFT, pos=opened.at(0.5, 0.5))
    assert opened.recipe == Recipe()


def test_a_face_that_was_found_is_hidden_by_one_tap(opened: Opened) -> None:
    from PySide6.QtCore import QRectF

    opened.take("veil")
    assert not opened.panels.veil.suggestion.isVisible()
    opened.page._judging.face_found.emit(QRectF(0.4, 0.1, 0.2, 0.2))
    opened.click(opened.panels.veil.suggestion)
    (veil,) = opened.recipe.veils
    assert (veil.x, veil.y) == (0.4, 0.1)
    assert not opened.panels.veil.suggestion.isVisible()


# White ground


def test_the_ground_turns_white_and_the_product_stays(opened: Opened) -> None:
    before = opened.shown().copy()
    opened.cut_out()
    white = opened.shown()
    assert white.pixelColor(3, 3).name() == "#ffffff"
    middle = QPoint(white.width() // 2, white.height() // 2 - 40)
    assert white.pixelColor(middle) == before.pixelColor(middle)
    opened.wait(lambda: opened.stored().cutout == opened.recipe.cutout)
    opened.wait(lambda: opened.page._stage.share.text().startswith("สินค้าเต็ม "))
    opened.click(opened.panels.white.shadow)
    assert opened.recipe.cutout is not None
    assert opened.recipe.cutout.shadow
    opened.click(opened.panels.white.clear)
    assert opened.recipe.cutout is None


@pytest.mark.parametrize("keeps", [True, False])
def test_a_stroke_keeps_or_takes_away_and_is_one_step(opened: Opened, keeps: bool) -> None:
    opened.cut_out()
    found = opened.recipe.cutout
    assert found is not None
    opened.click(opened.panels.white.keep if keeps else opened.panels.white.remove)
    y = 0.1 if keeps else 0.6
    opened.drag(opened.at(0.4, y), opened.at(0.5, y), opened.at(0.6, y))
    opened.wait(lambda: opened.recipe.cutout is not None and opened.recipe.cutout.strokes)
    opened.settle()
    cutout = opened.recipe.cutout
    assert cutout is not None
    (stroke,) = cutout.strokes
    assert (stroke.keep, stroke.points[0]) == (keeps, pytest.approx((0.4, y), abs=0.01))
    mask = opened.page._darkroom.masks.read(cutout.mask)
    assert (mask[round(y * mask.shape[0]), mask.shape[1] // 2] > 200) == keeps
    opened.wait(lambda: opened.stored().cutout == cutout)
    opened.page._draft.undo()
    assert opened.recipe.cutout == found
    opened.page._draft.redo()
    assert opened.recipe.cutout == cutout


def test_strokes_drawn_faster_than_the_disk_all_count(opened: Opened) -> None:
    opened.cut_out()
    for y in (0.06, 0.1, 0.9, 0.94):
        opened.drag(opened.at(0.4, y), opened.at(0.6, y))
    opened.wait(lambda: opened.recipe.cutout is not None and len(opened.recipe.cutout.strokes) == 4)
    opened.page.leave()
    opened.settle()
    cutout = opened.stored(opened.page._draft._photo_id).cutout
    assert cutout is not None
    mask = opened.page._darkroom.masks.read(cutout.mask)
    assert all(mask[round(y * mask.shape[0]), mask.shape[1] // 2] > 200 for y in (0.06, 0.1, 0.9, 0.94))


def test_leaving_right_after_a_stroke_loses_nothing(opened: Opened) -> None:
    opened.cut_out()
    opened.drag(opened.at(0.4, 0.1), opened.at(0.6, 0.1))
    up = opened.up
    opened.page.leave()
    opened.settle()
    stored = opened.stored(up).cutout
    assert stored is not None
    assert len(stored.strokes) == 1


def test_a_stroke_without_a_cut_out_begins_one(opened: Opened) -> None:
    opened.take("white")
    opened.drag(opened.at(0.4, 0.4), opened.at(0.6, 0.6))
    opened.wait(lambda: opened.recipe.cutout is not None and not opened.page.is_busy())
    assert opened.recipe.cutout is not None
    assert len(opened.recipe.cutout.strokes) == 1


def test_a_search_can_be_stopped(opened: Opened) -> None:
    opened.take("white")
    opened.click(opened.panels.white.make)
    assert opened.page.is_busy()
    assert opened.page._stage.progress.isVisible()
    opened.page._cutting.cancel()
    opened.wait(lambda: not opened.page.is_busy())
    assert not opened.page._stage.progress.isVisible()


def test_the_empty_place_is_kept_for_the_shop_and_used(opened: Opened, tmp_path: Path) -> None:
    empty = tmp_path / "in" / "empty.png"
    Image.new("RGB", (480, 640), "#cfc8bd").save(empty)
    opened.take("white")
    opened.page._sharing.take_stand(str(empty))
    opened.wait(lambda: opened.recipe.cutout is not None and not opened.page.is_busy())
    assert opened.recipe.cutout is not None
    stand = opened.recipe.cutout.stand
    from vendor_app.photos.stand import load_stand

    kept = load_stand(opened.shop.folder).empty
    assert kept is not None
    assert kept.id == stand


def test_a_plain_wall_says_what_to_do(opened: Opened, shop: Shop, tmp_path: Path) -> None:
    wall = tmp_path / "in" / "wall.png"
    Image.new("RGB", (480, 640), "#cfc8bd").save(wall)
    shop.add_photos("TS-1", [wall])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.click(opened.page._stage.strip.buttons()[3])
    opened.take("white")
    with opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE) as told:
        opened.click(opened.panels.white.make)
    assert isinstance(told.args[0], VendorError)
    assert told.args[0].hint
    assert opened.recipe.cutout is None


def test_a_stroke_says_product_or_none_of_it() -> None:
    mask = np.full((80, 60), 100, np.uint8)
    kept = mended(mask, Stroke(keep=True, radius=0.05, points=((0.2, 0.5), (0.8, 0.5))))
    gone = mended(mask, Stroke(keep=False, radius=0.05, points=((0.5, 0.5),)))
    assert (kept[40, 30], gone[40, 30], kept[2, 2], gone[2, 2]) == (255, 0, 100, 100)


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
    from ui.dialogs.studio_copy import CopyRecipe

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


def test_escape_leads_back(opened: Opened) -> None:
    with opened.qtbot.waitSignal(opened.page.back_wanted):
        opened.qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)


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


def test_a_photo_that_is_gone_from_the_disk_is_said(opened: Opened, photos: tuple[PhotoId, ...], shop: Shop) -> None:
    photo = next(one for one in shop.catalogue.product("TS-1").photos if one.id == photos[1])
    place = shop.photos.path(photo)
    place.chmod(0o600)
    place.unlink()
    with opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE):
        opened.click(opened.page._stage.strip.buttons()[1])
    assert opened.canvas.image().isNull()
    opened.click(opened.page._stage.strip.buttons()[2])
    assert not opened.shown().isNull()


def test_photos_taken_out_elsewhere_lead_to_another_one(
    opened: Opened, shop: Shop, photos: tuple[PhotoId, ...]
) -> None:
    from msgspec.structs import replace

    product = shop.catalogue.product("TS-1")
    shop.catalogue.save(replace(product, photos=product.photos[1:]))
    opened.wait(lambda: opened.page._draft.photo is not None and opened.up == photos[1])
    opened.shown()
