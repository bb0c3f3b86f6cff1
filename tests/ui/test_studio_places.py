"""Fingers on the photo itself: spots, boxes over faces, strokes that keep or take away; none of them is ever lost."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from tests.photos.test_doubt import _close_up
from tests.photos.test_focus import _with_eyes, _worn
from tests.ui.studio_opened import LEFT, PATIENCE, Opened, garment, opened, photos
from ui.dialogs.studio_copy import CopyRecipe
from ui.pages.studio_cutting import mended
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.recipe import Crop, Recipe, Stroke
from vendor_app.photos.stand import load_stand
from vendor_app.shop import Shop

__all__ = ["opened", "photos"]


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


def test_a_spot_is_healed_from_near_and_a_finger_that_moves_pushes_the_picture(opened: Opened) -> None:
    opened.take("spot")
    whole = opened.canvas.view().place
    opened.click(opened.page._stage.near)
    opened.shown()
    near = opened.canvas.view().place
    assert near.width() == pytest.approx(2 * whole.width(), rel=0.01)
    middle = opened.canvas.rect().center()
    opened.drag(middle, middle + QPoint(30, 0), middle + QPoint(60, 40))
    assert opened.canvas.view().place.top() > near.top() + 30
    assert opened.recipe.spots == ()
    opened.qtbot.mouseClick(opened.canvas, LEFT, pos=opened.at(0.5, 0.515))
    (spot,) = opened.recipe.spots
    assert (spot.x, spot.y) == (pytest.approx(0.5, abs=0.003), pytest.approx(0.515, abs=0.003))
    opened.take("crop")
    assert opened.canvas.zoom.factor == 1.0


def test_the_wheel_comes_nearer_to_what_is_under_the_pointer(opened: Opened) -> None:
    opened.canvas.come_nearer()
    opened.shown()
    point = QPointF(opened.at(0.4, 0.45))
    wheel = QWheelEvent(
        point,
        QPointF(opened.canvas.mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    opened.canvas.wheelEvent(wheel)
    assert opened.canvas.zoom.factor == 2.5
    opened.shown()
    gap = QPointF(opened.at(0.4, 0.45)) - point
    assert gap.manhattanLength() < 6


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


@pytest.mark.parametrize("by", ["panel", "card"])
def test_a_face_that_is_found_is_hidden_by_one_tap(opened: Opened, shop: Shop, tmp_path: Path, by: str) -> None:
    worn = tmp_path / "in" / "worn.png"
    Image.fromarray(_with_eyes(_worn((205, 190, 172)))).resize((900, 1200)).save(worn)
    shop.add_photos("TS-1", [worn])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.click(opened.page._stage.strip.buttons()[3])
    opened.wait(lambda: "face" in [mark.name for mark in opened.page._marks.marks])
    opened.take("veil")
    assert opened.panels.veil.suggestion.isVisible()
    opened.click(opened.panels.veil.suggestion if by == "panel" else opened.page._marks.findChild(QWidget, "face"))
    (veil,) = opened.recipe.veils
    assert veil.x < 0.4 < 0.6 < veil.x + veil.width
    assert veil.y < 0.2 < 0.35 < veil.y + veil.height
    assert not opened.panels.veil.suggestion.isVisible()
    opened.wait(lambda: "face" not in [mark.name for mark in opened.page._marks.marks])


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
    room = opened.canvas.size()
    opened.click(opened.panels.white.make)
    assert opened.page.is_busy()
    assert opened.page._stage.progress.isVisible()
    for layout in (opened.page.layout(), opened.page._stage.layout()):
        assert layout is not None
        layout.activate()
    assert opened.canvas.size() == room, "the picture stays as large as it is"
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        opened.page._cutting.cancel()
    assert told.args[0] == "หยุดแล้ว รูปทุกรูปยังเหมือนเดิม"
    opened.wait(lambda: not opened.page.is_busy())
    assert not opened.page._stage.progress.isVisible()
    assert opened.recipe.cutout is None


def test_the_white_ground_of_many_can_be_stopped(opened: Opened, photos: tuple[PhotoId, ...]) -> None:
    cutting = opened.page._cutting
    cutting.begun.connect(cutting.cancel)
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        cutting.begin_others(opened.shop.catalogue.product("TS-1").photos[1:], shadow=False)
    assert told.args == ["หยุดแล้ว รูปทุกรูปยังเหมือนเดิม", None]
    opened.wait(lambda: not opened.page.is_busy())
    assert all(opened.stored(photo).cutout is None for photo in photos)


def test_the_empty_place_is_kept_for_the_shop_and_used(opened: Opened, tmp_path: Path) -> None:
    empty = tmp_path / "in" / "empty.png"
    Image.new("RGB", (480, 640), "#cfc8bd").save(empty)
    opened.take("white")
    opened.page._sharing.take_stand(str(empty))
    opened.wait(lambda: opened.recipe.cutout is not None and not opened.page.is_busy())
    assert opened.recipe.cutout is not None
    stand = opened.recipe.cutout.stand
    kept = load_stand(opened.shop.folder).empty
    assert kept is not None
    assert kept.id == stand


def test_the_other_photos_go_on_white_too_and_one_that_cannot_is_counted(
    opened: Opened, shop: Shop, photos: tuple[PhotoId, ...], tmp_path: Path
) -> None:
    wall = tmp_path / "in" / "wall.png"
    Image.new("RGB", (480, 640), "#cfc8bd").save(wall)
    shop.add_photos("TS-1", [wall])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.cut_out()
    opened.click(opened.page._header.copy)
    dialog = next(one for one in opened.page.window().findChildren(CopyRecipe) if one.isVisible())
    assert (dialog.tone.isEnabled(), dialog.white.isChecked()) == (False, True)
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        opened.click(dialog.ok)
        assert opened.page._stage.progress.isVisible()
    assert told.args[0] == "ทำพื้นขาวให้อีก 2 รูปแล้ว อีก 1 รูปแยกสินค้าจากพื้นหลังไม่ออก"
    opened.wait(lambda: all(opened.stored(photo).cutout is not None for photo in photos))
    told.args[1]()
    assert [opened.page._draft.recipe_of(photo).cutout is None for photo in photos] == [False, True, True]


@pytest.fixture
def trousers(shop: Shop, tmp_path: Path) -> Product:
    """Another product, one of whose photos the shirt has too."""
    product = shop.catalogue.add(Product(name="กางเกงขายาว", sku="TR-1"))
    files = [garment(tmp_path / "in" / f"{colour}.jpg", colour=colour) for colour in ("darkgreen", "purple")]
    shop.add_photos(product.sku, files)
    return shop.catalogue.product(product.sku)


def _open(opened: Opened, sku: str) -> None:
    opened.page.open_product(sku)
    opened.wait(lambda: opened.page._draft.product is not None and opened.page._draft.product.sku == sku)


def test_strokes_belong_to_the_photo_they_were_drawn_on_whatever_is_opened_then(
    opened: Opened, trousers: Product, photos: tuple[PhotoId, ...]
) -> None:
    opened.cut_out()
    for y in (0.06, 0.1, 0.9, 0.94):
        opened.drag(opened.at(0.4, y), opened.at(0.6, y))
    _open(opened, trousers.sku)
    opened.settle()
    opened.page._draft.flush()
    opened.settle()
    kept = opened.stored(photos[0]).cutout
    assert kept is not None
    assert [stroke.points[0][1] for stroke in kept.strokes] == pytest.approx([0.06, 0.1, 0.9, 0.94], abs=0.01)
    assert all(photo.recipe.is_plain for photo in opened.shop.catalogue.product(trousers.sku).photos)
    _open(opened, "TS-1")
    opened.page._draft.undo()
    undone = opened.page._draft.recipe_of(photos[0]).cutout
    assert undone is not None
    assert len(undone.strokes) == 3, "the steps are there again"


def test_a_stroke_drawn_while_another_photo_is_searched_begins_its_own(
    opened: Opened, photos: tuple[PhotoId, ...]
) -> None:
    opened.take("white")
    opened.click(opened.panels.white.make)
    opened.page._draft.choose(photos[1])
    opened.shown()
    opened.drag(opened.at(0.4, 0.4), opened.at(0.6, 0.6))
    opened.wait(lambda: all(opened.page._draft.recipe_of(photo).cutout is not None for photo in photos[:2]))
    first, second = (opened.page._draft.recipe_of(photo).cutout for photo in photos[:2])
    assert (first and len(first.strokes), second and len(second.strokes)) == (0, 1)


def test_the_ground_of_other_photos_is_taken_back_though_another_product_is_up(
    opened: Opened, trousers: Product, photos: tuple[PhotoId, ...]
) -> None:
    opened.cut_out()
    draft = opened.page._draft
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        opened.page._sharing.share(photos[1:], frozenset({"white"}))
        _open(opened, trousers.sku)
        draft.change(light=0.4)
    assert all(draft.recipe_of(photo, draft.product.id if draft.product else "").cutout is None for photo in photos)
    opened.wait(lambda: all(opened.stored(photo).cutout is not None for photo in photos))
    told.args[1]()
    opened.wait(lambda: [opened.stored(photo).cutout is None for photo in photos] == [False, True, True])
    assert draft.recipe.light == 0.4, "what was done here since is not touched"
    _open(opened, "TS-1")
    draft.redo()
    assert all(draft.recipe_of(photo).cutout is not None for photo in photos)
    draft.undo()
    assert [draft.recipe_of(photo).cutout is None for photo in photos] == [False, True, True]


def test_a_close_up_of_which_only_the_print_is_found_is_told_with_the_surer_ways(
    opened: Opened, shop: Shop, tmp_path: Path
) -> None:
    cloth = tmp_path / "in" / "cloth.png"
    Image.fromarray(_close_up()).save(cloth)
    shop.add_photos("TS-1", [cloth])
    opened.wait(lambda: len(opened.page._stage.strip.buttons()) == 4)
    opened.click(opened.page._stage.strip.buttons()[3])
    opened.take("white")
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        opened.click(opened.panels.white.make)
    assert told.args[0].startswith("ดูให้ดีก่อนใช้")
    assert opened.recipe.cutout is not None
    assert not opened.panels.white.stand.isHidden()
    told.args[1]()
    assert opened.recipe.cutout is None


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
