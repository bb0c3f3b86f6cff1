"""The editor with a shop on the disk: everything typed, dropped, pasted and dragged reaches the catalogue."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from ui.dialogs.message import MessageDialog
from ui.models import Changes
from ui.pages.editor import EditorPage
from ui.pages.editor_records import begin, look_up
from ui.product_fields import CATEGORIES
from ui.tasks import Tasks
from ui.widgets.drops import Incoming
from ui.widgets.editors import Combo
from ui.widgets.field import Field, FieldProblem
from ui.widgets.photo_tile import remove_area
from ui.widgets.variant_grid import CellEditor
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Facts, PriceTier, Product, Variant
from vendor_app.errors import VendorError
from vendor_app.photos.shot_list import OTHER, shot_list
from vendor_app.shop import Shop


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> EditorPage:
    page = EditorPage(shop, tasks)
    Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def editor(page: EditorPage, shirt: Product, settle: Settle) -> EditorPage:
    """The editor with the shirt in it."""
    page.open_product(shirt.sku)
    settle()
    return page


def field(page: QWidget, label: str) -> Field:
    """Return the field with this label, as a screen reader would name it."""
    return next(f for f in page.findChildren(Field) if f.editor.accessibleName().startswith(label))


def type_into(page: QWidget, label: str, text: str) -> QLineEdit:
    """Type over what stands in a field, as a vendor does."""
    line = field(page, label).editor
    line = line if isinstance(line, QLineEdit) else line.line
    line.setFocus()
    line.selectAll()
    line.insert(text)
    line.textEdited.emit(text)
    return line


def button(within: QWidget, text: str) -> QPushButton:
    return next(b for b in within.findChildren(QPushButton) if text in (b.text(), b.accessibleName()))


def stored(shop: Shop) -> Product:
    return shop.catalogue.product("TS-1")


# Fields


@pytest.mark.parametrize(
    ("label", "typed", "read"),
    [
        ("ชื่อสินค้า", "เสื้อใหม่ลายดอก", lambda p: p.name == "เสื้อใหม่ลายดอก"),
        ("ชื่อสินค้า", "นํ้าเงินเเท้", lambda p: p.name == "น้ำเงินแท้"),
        ("หมวด", "เสื้อยืด", lambda p: p.category == "เสื้อยืด"),
        ("หน่วย", "แพ็ค", lambda p: p.unit == "แพ็ค"),
        ("ราคาปลีก", "๒๕๐.-", lambda p: p.price == 25000),
        ("ราคาปลีก", "", lambda p: p.price is None),
        ("ค่าส่ง", "0", lambda p: p.shipping == 0),
        ("น้ำหนัก", "1,250", lambda p: p.weight_grams == 1250),
        ("เนื้อผ้า", "คอตตอน 100%", lambda p: p.facts.fabric == "คอตตอน 100%"),
        ("ช่วงไซส์", "อก 36–44 นิ้ว", lambda p: p.facts.size_range == "อก 36–44 นิ้ว"),
        ("ชื่ออังกฤษ", "Floral shirt", lambda p: p.name_en == "Floral shirt"),
    ],
)
def test_a_field_is_stored_when_the_keyboard_leaves_it(
    editor: EditorPage, shop: Shop, settle: Settle, label: str, typed: str, read: Callable[[Product], bool]
) -> None:
    type_into(editor, label, typed).editingFinished.emit()
    settle()
    assert read(stored(shop))
    assert editor._header.state.text() == "บันทึกแล้ว"


def test_the_code_may_change_and_the_page_goes_on_with_the_new_one(
    editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    type_into(editor, "รหัสสินค้า", "NEW-9").editingFinished.emit()
    settle()
    assert shop.catalogue.product("NEW-9").name.startswith("เสื้อยืดคอกลม")
    assert editor.sku == "NEW-9"


def test_a_description_is_stored_after_a_pause_with_its_lines(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    area = field(editor, "รายละเอียด").editor
    area.insertPlainText("ผ้านุ่ม\nที่ปู่ญี่ปุ่นชอบ")
    assert editor._header.state.text() == "กำลังบันทึก…"
    qtbot.waitUntil(lambda: stored(shop).description == "ผ้านุ่ม\nที่ปู่ญี่ปุ่นชอบ")
    settle()
    assert editor._header.state.text() == "บันทึกแล้ว"


def test_a_new_shop_has_categories_to_choose_from(page: EditorPage, shop: Shop, settle: Settle) -> None:
    product = shop.catalogue.add(Product(name="ของขวัญ"))
    page.open_product(product.sku)
    settle()
    combo = field(page, "หมวด").editor
    assert isinstance(combo, Combo)
    offered = [combo.itemText(row) for row in range(combo.count())]
    assert offered == list(CATEGORIES)
    assert combo.currentText() == ""
    assert not [name for name in CATEGORIES if shot_list(Product(name="x", category=name)).name == OTHER]


def test_categories_in_use_come_first_and_once(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    gift = shop.catalogue.add(Product(name="ของขวัญ", category="ของที่ระลึก"))
    editor.open_product(gift.sku)
    settle()
    combo = field(editor, "หมวด").editor
    assert isinstance(combo, Combo)
    offered = [combo.itemText(row) for row in range(combo.count())]
    assert offered == ["ของที่ระลึก", *CATEGORIES]
    assert combo.currentText() == "ของที่ระลึก"


def test_the_name_counts_its_letters(editor: EditorPage) -> None:
    type_into(editor, "ชื่อสินค้า", "ก" * 24)
    assert (editor._form._name_length.text(), editor._form._name_length.property("tone")) == ("24", "warn")
    type_into(editor, "ชื่อสินค้า", "ก" * 25)
    assert (editor._form._name_length.text(), editor._form._name_length.property("tone")) == ("25", "good")


@pytest.mark.parametrize(
    ("label", "typed", "sentence"),
    [
        ("ราคาปลีก", "ถามแม่ค้า", "ไม่ใช่ราคา"),
        ("น้ำหนัก", "หนักมาก", "ไม่ใช่จำนวนเต็ม"),
        ("ชื่อสินค้า", "", "ชื่อ"),
        ("รหัสสินค้า", "รหัสไทย", "รหัส"),
        ("ราคาปลีก", "0", "ราคา"),
    ],
)
def test_a_wrong_value_is_marked_with_a_sentence_while_other_fields_are_stored(
    editor: EditorPage, shop: Shop, settle: Settle, label: str, typed: str, sentence: str
) -> None:
    before = stored(shop)
    type_into(editor, "เนื้อผ้า", "ลินิน")
    type_into(editor, label, typed).editingFinished.emit()
    settle()
    wrong = field(editor, label)
    assert sentence in wrong.problem()
    assert wrong.editor.property("wrong") is True
    assert wrong.editor.text() == typed
    assert stored(shop).facts.fabric == "ลินิน"
    assert (stored(shop).name, stored(shop).price) == (before.name, before.price)
    assert sentence in editor.unsaved()


def test_mending_a_wrong_value_takes_the_mark_away(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    type_into(editor, "ราคาปลีก", "แพง").editingFinished.emit()
    type_into(editor, "ราคาปลีก", "99").editingFinished.emit()
    settle()
    assert field(editor, "ราคาปลีก").problem() == ""
    assert stored(shop).price == 9900
    assert editor.unsaved() == ""


def test_a_disk_that_refuses_says_so_and_keeps_what_was_typed(
    editor: EditorPage, shop: Shop, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Product:
        raise VendorError("พื้นที่ในเครื่องเต็มแล้ว", "ลบไฟล์ที่ไม่ใช้")

    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "save", full)
        type_into(editor, "ราคาปลีก", "77").editingFinished.emit()
        settle()
    assert editor._header.state.text() == "ยังบันทึกไม่ครบ"
    assert "เต็มแล้ว" in editor._header.state.toolTip()
    assert editor._unsaved.words() == "พื้นที่ในเครื่องเต็มแล้ว ลบไฟล์ที่ไม่ใช้"
    assert field(editor, "ราคาปลีก").editor.text() == "77"
    editor.leave()
    settle()
    assert stored(shop).price == 7700
    assert editor._unsaved.words() == ""


def test_undo_and_redo_change_the_product_and_the_form(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    type_into(editor, "ราคาปลีก", "250").editingFinished.emit()
    settle()
    field(editor, "ราคาปลีก").editor.clearFocus()
    qtbot.mouseClick(editor._header.undo, Qt.MouseButton.LeftButton)
    settle()
    assert (stored(shop).price, field(editor, "ราคาปลีก").editor.text()) == (19900, "199")
    qtbot.mouseClick(editor._header.redo, Qt.MouseButton.LeftButton)
    settle()
    assert (stored(shop).price, field(editor, "ราคาปลีก").editor.text()) == (25000, "250")


# Prices from a quantity


def add_tier(qtbot: QtBot, editor: EditorPage, name: str, *texts: str) -> None:
    qtbot.mouseClick(button(editor._form, name), Qt.MouseButton.LeftButton)
    row = editor._form.tiers._rows[-1]
    for line, text in zip((row.quantity, row.price), texts, strict=True):
        line.setText(text)
        line.textEdited.emit(text)
        line.editingFinished.emit()


def test_a_price_by_the_dozen_shows_what_the_lot_costs(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    add_tier(qtbot, editor, "ยกโหล", "12", "๑๒๐")
    row = editor._form.tiers._rows[-1]
    assert row.total.text() == "= ฿1,440"
    row.mixed.click()
    qtbot.waitUntil(lambda: bool(stored(shop).tiers) and stored(shop).tiers[0].mixed)
    assert stored(shop).tiers == (PriceTier(label="ยกโหล", min_quantity=12, price=12000, mixed=True),)


def test_a_half_typed_price_waits_and_the_others_are_stored(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    add_tier(qtbot, editor, "ส่ง", "6", "150")
    settle()
    qtbot.mouseClick(button(editor._form, "ยกโหล"), Qt.MouseButton.LeftButton)
    row = editor._form.tiers._rows[-1]
    row.price.setText("ถูกมาก")
    row.price.textEdited.emit("ถูกมาก")
    editor._form.name.setFocus()
    settle()
    assert [tier.label for tier in stored(shop).tiers] == ["ส่ง"]
    assert "ไม่ใช่ราคา" in editor._form.tiers.problem()
    assert row.price.property("wrong") is True
    assert len(editor._form.tiers._rows) == 2
    assert editor.unsaved()


def test_retyping_a_stored_price_never_takes_it_off_the_disk(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    add_tier(qtbot, editor, "ส่ง", "6", "150")
    settle()
    row = editor._form.tiers._rows[0]
    row.price.clear()
    row.price.textEdited.emit("")
    editor._draft.flush()
    settle()
    assert [tier.price for tier in stored(shop).tiers] == [15000]


def test_a_price_is_taken_away_and_undo_brings_it_back(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    add_tier(qtbot, editor, "ส่ง", "6", "150")
    settle()
    qtbot.mouseClick(editor._form.tiers._rows[0].remove, Qt.MouseButton.LeftButton)
    editor._draft.flush()
    settle()
    assert stored(shop).tiers == ()
    editor._draft.undo()
    settle()
    assert [tier.price for tier in stored(shop).tiers] == [15000]
    assert editor._form.tiers._rows[0].price.text() == "150"


# Colours and sizes


def put(editor: EditorPage, row: int, column: int, text: str) -> None:
    cells = editor._form.variants.cells
    cells.setData(cells.index(row, column), text)


def test_colours_sizes_and_stock_reach_the_catalogue(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    grid = editor._form.variants
    for name in ("สี", "ไซส์", "ไซส์"):
        qtbot.mouseClick(button(editor._form, name), Qt.MouseButton.LeftButton)
        grid.setCurrentIndex(grid.cells.index(-1, -1))
    put(editor, 1, 0, "แดง")
    put(editor, 1, 1, "๑๒")
    put(editor, 1, 2, "")
    editor._draft.flush()
    settle()
    variants = stored(shop).variants
    assert [(v.color, v.size, v.stock) for v in variants] == [("แดง", "S", 12)]
    assert variants[0].sku
    assert grid.cells.data(grid.cells.index(1, 3)) == "12"


@pytest.mark.parametrize(("typed", "sentence"), [("สิบ", "ไม่ใช่จำนวนเต็ม"), ("99999999", "มากเกินไป")])
def test_a_wrong_stock_is_not_taken_and_says_why(
    editor: EditorPage, shop: Shop, settle: Settle, typed: str, sentence: str
) -> None:
    editor._form.variants.cells.add_size("M")
    put(editor, 1, 1, "5")
    put(editor, 1, 1, typed)
    editor._draft.flush()
    settle()
    assert stored(shop).stock == 5
    assert sentence in editor._form._variant_problem.text()


@pytest.mark.parametrize("before", ["", "RE"])
def test_what_is_typed_into_a_cell_stays_while_the_product_is_stored(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle, before: str
) -> None:
    qtbot.mouseClick(button(editor._form, "สี"), Qt.MouseButton.LeftButton)
    line = editor._form.variants.findChild(CellEditor)
    assert line is not None
    qtbot.keyClicks(line, before)
    editor._draft.flush()
    settle()
    assert [variant.sku for variant in stored(shop).variants] == ["TS-1-01"]
    qtbot.keyClicks(line, "RED"[len(before) :])
    assert line.text() == "RED"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor._form.variants.cells.table.colors == ("RED",))


def test_a_colour_there_already_is_refused(editor: EditorPage) -> None:
    cells = editor._form.variants.cells
    cells.add_color("แดง")
    cells.add_color("ดำ")
    put(editor, 2, 0, "แดง")
    assert cells.table.colors == ("แดง", "ดำ")
    assert "แดง" in editor._form._variant_problem.text()


def test_touching_a_cell_opens_it_and_delete_takes_it_off_sale(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    grid = editor._form.variants
    grid.cells.add_size("M")
    cell = grid.cells.index(1, 1)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(cell).center())
    line = grid.viewport().findChild(QLineEdit)
    qtbot.keyClicks(line, "7")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(shop).stock == 7)
    settle()
    grid.setCurrentIndex(cell)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    editor._draft.flush()
    settle()
    assert stored(shop).variants == ()


def test_what_spares_the_world_is_chosen_typed_and_taken_away(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    eco = editor._form._eco
    eco._add.textActivated.emit("ถุงใช้ซ้ำ")
    eco._add.line.setText("ผ้าเหลือจากโรงงาน")
    eco._add.line.returnPressed.emit()
    editor._draft.flush()
    settle()
    assert stored(shop).facts == Facts(eco=("ถุงใช้ซ้ำ", "ผ้าเหลือจากโรงงาน"))
    qtbot.mouseClick(button(eco, "เอา “ถุงใช้ซ้ำ” ออก"), Qt.MouseButton.LeftButton)
    editor._draft.flush()
    settle()
    assert stored(shop).facts.eco == ("ผ้าเหลือจากโรงงาน",)


# Photos


def drop(page: QWidget, mime: QMimeData) -> None:
    point, buttons, keys = page.rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(point, Qt.DropAction.CopyAction, mime, buttons, keys))
    QApplication.sendEvent(page, QDropEvent(point, Qt.DropAction.CopyAction, mime, buttons, keys))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def names(shop: Shop) -> list[str]:
    return [photo.name for photo in stored(shop).photos]


@pytest.fixture
def with_photos(editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle) -> EditorPage:
    """The editor with three photos in the shirt."""
    drop(editor, files(*(make_photo(f"{n}.jpg", width=300, height=400, seed=n) for n in (1, 2, 3))))
    settle()
    return editor


def test_dropped_photos_come_in_and_are_shown(with_photos: EditorPage, shop: Shop) -> None:
    assert names(shop) == ["1.jpg", "2.jpg", "3.jpg"]
    assert with_photos._photos.tiles.photos == stored(shop).photos
    assert not with_photos._photos.strip.isVisible()


def test_a_dropped_folder_is_walked(editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle) -> None:
    folder = make_photo("a.jpg", seed=1).parent
    make_photo("b.jpg", seed=2)
    drop(editor, files(folder))
    settle()
    assert names(shop) == ["a.jpg", "b.jpg"]


def test_files_and_pictures_are_pasted(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(files(make_photo("copied.jpg")))
    editor._area.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(0x3366CC)
    clipboard.setImage(picture)
    editor._area.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert names(shop) == ["copied.jpg", "pasted.png"]
    assert (stored(shop).photos[1].width, stored(shop).photos[1].height) == (320, 240)


def test_pasting_without_a_photo_says_so(qtbot: QtBot, editor: EditorPage) -> None:
    QGuiApplication.clipboard().setText("ข้อความ")
    editor._area.setFocus()
    with qtbot.waitSignal(editor.notice) as told:
        qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "ยังไม่มีรูป" in told.args[0]


def test_broken_files_are_named_with_their_reason_and_the_rest_comes_in(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, tmp_path: Path, settle: Settle
) -> None:
    note, empty = tmp_path / "โน้ต.jpg", tmp_path / "ว่าง.heic"
    note.write_text("ไม่ใช่รูป", "utf-8")
    empty.touch()
    drop(editor, files(make_photo("ok.jpg"), note, empty))
    settle()
    assert names(shop) == ["ok.jpg"]
    dialog = editor.findChild(MessageDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
    assert "เพิ่มไม่ได้ 2 ไฟล์" in words
    assert "โน้ต.jpg" in words
    assert "ว่าง.heic" in words
    dialog.press("close")


def test_cancelling_leaves_the_product_as_it_was(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    paths = [make_photo(f"{n}.jpg", width=1200, height=1600, seed=n) for n in range(8)]
    drop(editor, files(*paths))
    assert editor.is_busy()
    assert editor._photos.strip.isVisible()
    qtbot.mouseClick(button(editor._photos.strip, "ยกเลิก"), Qt.MouseButton.LeftButton)
    settle()
    assert names(shop) == []
    assert not editor.is_busy()
    assert not any(shop.photos.root.rglob("*.jpg"))


def test_photos_dropped_while_others_come_in_wait_their_turn(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, qtbot: QtBot
) -> None:
    drop(editor, files(make_photo("1.jpg", seed=1)))
    drop(editor, files(make_photo("2.jpg", seed=2)))
    drop(editor, files(make_photo("3.jpg", seed=3)))
    qtbot.waitUntil(lambda: names(shop) == ["1.jpg", "2.jpg", "3.jpg"])


def test_photos_that_wait_come_into_the_product_they_were_dropped_on(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, qtbot: QtBot, settle: Settle
) -> None:
    shop.catalogue.add(Product(sku="TS-2", name="กางเกง"))
    drop(editor, files(make_photo("1.jpg", seed=1)))
    drop(editor, files(make_photo("2.jpg", seed=2)))
    editor._show_opened(look_up(shop, "TS-2"))
    assert editor.is_busy()
    drop(editor, files(make_photo("3.jpg", seed=3)))
    settle()
    assert names(shop) == ["1.jpg", "2.jpg"]
    assert [photo.name for photo in shop.catalogue.product("TS-2").photos] == ["3.jpg"]


def test_a_photo_dragged_to_the_front_becomes_the_cover(with_photos: EditorPage, shop: Shop, settle: Settle) -> None:
    tiles = with_photos._photos.tiles
    moved = tiles.model().mimeData([tiles.model().index(2, 0)])
    point = tiles.visualRect(tiles.model().index(0, 0)).topLeft() + QPoint(5, 30)
    event = QDropEvent(
        point, Qt.DropAction.MoveAction, moved, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    tiles.dropEvent(event)
    settle()
    assert names(shop) == ["3.jpg", "1.jpg", "2.jpg"]


def test_photos_are_moved_by_keyboard(qtbot: QtBot, with_photos: EditorPage, shop: Shop, settle: Settle) -> None:
    tiles = with_photos._photos.tiles
    tiles.setCurrentIndex(tiles.model().index(0, 0))
    qtbot.keyClick(tiles, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tiles, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert names(shop) == ["2.jpg", "3.jpg", "1.jpg"]
    qtbot.keyClick(tiles, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert names(shop) == ["2.jpg", "1.jpg", "3.jpg"]


def test_a_photo_is_taken_out_and_the_toast_puts_it_back_in_its_place(
    qtbot: QtBot, with_photos: EditorPage, shop: Shop, settle: Settle
) -> None:
    tiles = with_photos._photos.tiles
    tile = tiles._tile.tile(tiles.visualRect(tiles.model().index(1, 0)))
    with qtbot.waitSignal(with_photos.notice) as told:
        qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=remove_area(tile).center())
    settle()
    assert names(shop) == ["1.jpg", "3.jpg"]
    told.args[1]()
    settle()
    assert names(shop) == ["1.jpg", "2.jpg", "3.jpg"]
    assert [photo.name for photo in tiles.photos] == ["1.jpg", "2.jpg", "3.jpg"]


def test_typing_goes_on_while_photos_come_in(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    drop(editor, files(*(make_photo(f"{n}.jpg", seed=n) for n in range(4))))
    type_into(editor, "ราคาปลีก", "321").editingFinished.emit()
    settle()
    assert stored(shop).price == 32100
    assert len(stored(shop).photos) == 4


# New products, the trash, and leading on


def test_a_new_product_from_photos_is_there_with_them(
    qtbot: QtBot, page: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    page.open_new(Incoming((make_photo("ใหม่.jpg"),)))
    settle()
    (product,) = shop.catalogue.products()
    assert (product.name, [photo.name for photo in product.photos]) == ("สินค้าใหม่", ["ใหม่.jpg"])
    assert page._form.name.selectedText() == "สินค้าใหม่"
    page.leave()
    settle()
    assert len(shop.catalogue.products()) == 1


def test_a_new_product_from_photos_is_begun_while_those_of_another_come_in(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    drop(editor, files(*(make_photo(f"{n}.jpg", width=1200, height=1600, seed=n) for n in range(3))))
    brought = Incoming((make_photo("9.jpg", seed=9),))
    editor._show_begun(begin(shop, Product(sku="TS-2", name="ใหม่"), brought))
    assert editor.is_busy()
    settle()
    assert names(shop) == ["0.jpg", "1.jpg", "2.jpg"]
    assert [photo.name for photo in shop.catalogue.product("TS-2").photos] == ["9.jpg"]


def test_a_new_product_nobody_touched_leaves_nothing_behind(page: EditorPage, shop: Shop, settle: Settle) -> None:
    page.open_new(Incoming())
    settle()
    page.leave()
    settle()
    assert shop.catalogue.products() == ()
    assert shop.catalogue.products(trashed=True) == ()
    assert list((shop.folder / "products").iterdir()) == []


def test_what_was_typed_into_a_new_product_stays(page: EditorPage, shop: Shop, settle: Settle) -> None:
    page.open_new(Incoming())
    settle()
    type_into(page, "ราคาปลีก", "50")
    page.leave()
    settle()
    assert [product.price for product in shop.catalogue.products()] == [5000]


def test_the_trash_takes_the_product_and_the_toast_gives_it_back(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    undo: list[Callable[[], None]] = []
    editor.notice.connect(lambda words, take_back: undo.append(take_back))
    with qtbot.waitSignal(editor.back_wanted):
        qtbot.mouseClick(button(editor, "ย้ายไปถังขยะ"), Qt.MouseButton.LeftButton)
    assert stored(shop).trashed is not None
    assert editor.sku == ""
    undo[0]()
    settle()
    assert stored(shop).trashed is None


def test_the_trash_takes_the_product_whose_code_is_on_its_way(
    qtbot: QtBot, editor: EditorPage, shop: Shop, shirt: Product
) -> None:
    type_into(editor, "รหัสสินค้า", "TS-9")
    with qtbot.waitSignal(editor.back_wanted):
        qtbot.mouseClick(button(editor, "ย้ายไปถังขยะ"), Qt.MouseButton.LeftButton)
    after = shop.catalogue.by_id(shirt.id)
    assert (after.sku, after.trashed is not None) == ("TS-9", True)


def test_the_amber_button_leads_to_the_clip(qtbot: QtBot, editor: EditorPage) -> None:
    with qtbot.waitSignal(editor.clip_wanted) as wanted:
        qtbot.mouseClick(button(editor, "ทำคลิปสินค้านี้"), Qt.MouseButton.LeftButton)
    assert wanted.args == ["TS-1"]


def test_opening_another_product_shows_nothing_of_the_one_before(
    editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    type_into(editor, "ราคาปลีก", "ผิด").editingFinished.emit()
    shop.catalogue.add(
        Product(name="กางเกง", sku="PT-1", variants=(Variant(size="L", stock=3),), facts=Facts(eco=("ถุงใช้ซ้ำ",)))
    )
    editor.leave()
    editor.open_product("PT-1")
    settle()
    assert editor._header.title.text() == "กางเกง"
    assert field(editor, "ราคาปลีก").editor.text() == ""
    assert not any(problem.text() for problem in editor.findChildren(FieldProblem))
    assert editor._form.variants.cells.table.sizes == ("L",)


def test_the_columns_stand_on_top_of_each_other_on_a_small_screen(qtbot: QtBot, editor: EditorPage) -> None:
    editor.resize(815, 444)
    qtbot.waitUntil(lambda: editor._photos.geometry().bottom() < editor._form.geometry().top())
    assert editor._area.horizontalScrollBar().maximum() == 0
    assert editor._area.widget().width() <= editor._area.viewport().width()


def test_every_thing_to_type_into_has_a_name_and_room_for_a_finger(qtbot: QtBot, editor: EditorPage) -> None:
    add_tier(qtbot, editor, "ส่ง", "6", "150")
    editor._form.variants.cells.add_size("M")
    for line in editor.findChildren(QLineEdit):
        if line.isVisible() and line.parent().metaObject().className() not in ("Combo", "QWidget"):
            assert line.accessibleName(), line
            assert line.height() >= 44
    for widget in (*editor.findChildren(QPushButton), *editor.findChildren(QCheckBox)):
        if widget.isVisible():
            assert widget.height() >= 44, widget.accessibleName() or widget.text()
            assert widget.accessibleName() or widget.text()


def test_tab_goes_through_the_form_as_it_is_read(qtbot: QtBot, editor: EditorPage, settle: Settle) -> None:
    add_tier(qtbot, editor, "ส่ง", "6", "150")
    settle()
    editor._form.name.setFocus()
    names: list[str] = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        names.append(focused.accessibleName() or focused.text())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert [name.split(" (")[0] for name in names] == [
        "ชื่อสินค้า",
        "รหัสสินค้า",
        "หมวด",
        "ราคาปลีก",
        "หน่วย",
        "ค่าส่ง",
        "น้ำหนัก",
        "ส่ง",
        "ยกโหล",
        "ชื่อราคา",
        "ขั้นต่ำ",
        "ราคาต่อหน่วย",
        "คละสีคละไซส์ได้",
        "เอาราคานี้ออก",
    ]


def test_the_tiles_take_what_is_dragged_over_them(editor: EditorPage) -> None:
    assert editor._photos.tiles.viewport().acceptDrops()  # else a photo cannot be set in order by dragging
