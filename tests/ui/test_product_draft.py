"""Autosave: what is typed reaches the disk, in order, whatever is refused on the way."""

import sqlite3
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.product_draft import PAUSE_MS, ProductDraft
from ui.tasks import Tasks
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.shop import Shop


def photo(number: int) -> Photo:
    return Photo(id=f"{number:064x}", suffix=".jpg", width=900, height=1200)


@pytest.fixture
def draft(shop: Shop, shirt: Product, tasks: Tasks) -> ProductDraft:
    made = ProductDraft(shop.catalogue, tasks)
    made.open(shirt)
    return made


@pytest.fixture
def on_disk(shop: Shop) -> Callable[[str], object]:
    """Return a reader of one column from the file itself, as another program would after a power cut."""

    def read(column: str) -> object:
        with sqlite3.connect(f"file:{shop.folder / 'catalogue.sqlite'}?mode=ro", uri=True) as connection:
            (value,) = connection.execute(f"select {column} from products").fetchone()
        connection.close()
        return value

    return read


def test_what_is_typed_is_on_the_disk_after_a_pause(
    qtbot: QtBot, draft: ProductDraft, on_disk: Callable[[str], object]
) -> None:
    draft.change(price=25000)
    assert draft.is_dirty
    with qtbot.waitSignal(draft.stored):
        pass
    assert on_disk("price") == 25000
    assert not draft.is_dirty


def test_what_is_typed_without_a_pause_is_on_the_disk_before_the_typing_ends(
    qtbot: QtBot, draft: ProductDraft, on_disk: Callable[[str], object]
) -> None:
    letters = 0

    def press() -> None:
        nonlocal letters
        letters += 1
        draft.change(description="ก" * letters)

    typing = QTimer(draft, interval=PAUSE_MS // 10)
    typing.timeout.connect(press)
    typing.start()
    with qtbot.waitSignal(draft.stored):
        pass
    typing.stop()
    assert set(str(on_disk("description"))) == {"ก"}


def test_changes_made_while_one_is_being_stored_all_arrive_in_order(
    draft: ProductDraft, shop: Shop, settle: Settle
) -> None:
    for price in range(1, 8):
        draft.change(price=price * 100)
        draft.flush()
    draft.change(name="ชื่อใหม่", fabric="ฝ้าย")
    draft.flush()
    settle()
    stored = shop.catalogue.product("TS-1")
    assert (stored.price, stored.name, stored.facts.fabric) == (700, "ชื่อใหม่", "ฝ้าย")


def test_a_refused_field_waits_while_the_others_are_stored(
    qtbot: QtBot, draft: ProductDraft, shop: Shop, settle: Settle
) -> None:
    refused: list[tuple[str, str]] = []
    draft.refused.connect(lambda *what: refused.append(what))
    draft.change(name="", price=30000, fabric="ลินิน")
    draft.flush()
    settle()
    stored = shop.catalogue.product("TS-1")
    assert (stored.name, stored.price, stored.facts.fabric) == ("เสื้อยืดคอกลม ผ้านุ่มใส่สบาย", 30000, "ลินิน")
    assert [field for field, _ in refused] == ["name"]
    assert "ชื่อ" in draft.unsaved()
    assert draft.is_touched("name")
    draft.change(name="มีชื่อแล้ว")
    draft.flush()
    settle()
    assert draft.unsaved() == ""
    assert shop.catalogue.product("TS-1").name == "มีชื่อแล้ว"


def test_refused_prices_from_a_quantity_name_their_field(draft: ProductDraft, settle: Settle) -> None:
    refused: list[str] = []
    draft.refused.connect(lambda field, why: refused.append(field))
    draft.change(tiers=(PriceTier(label="ส่ง", min_quantity=0, price=100),))
    draft.flush()
    settle()
    assert refused == ["tiers"]


def test_a_disk_that_refuses_keeps_what_was_typed_for_another_try(
    draft: ProductDraft, shop: Shop, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Product:
        raise VendorError("พื้นที่ในเครื่องเต็มแล้ว")

    states: list[str] = []
    draft.state_changed.connect(lambda state, why: states.append(state))
    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "save", full)
        draft.change(price=100)
        draft.flush()
        settle()
    assert states[-1] == "failed"
    assert draft.unsaved() == "พื้นที่ในเครื่องเต็มแล้ว"
    draft.flush()
    settle()
    assert (states[-1], draft.unsaved()) == ("saved", "")
    assert shop.catalogue.product("TS-1").price == 100


def test_what_a_disk_refused_is_stored_by_itself_when_it_can_be(
    qtbot: QtBot, draft: ProductDraft, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, refusals = Catalogue.save, [VendorError("ไฟล์ถูกเปิดอยู่"), VendorError("ไฟล์ถูกเปิดอยู่")]

    def held(catalogue: Catalogue, product: Product) -> Product:
        if refusals:
            raise refusals.pop()
        return save(catalogue, product)

    monkeypatch.setattr(Catalogue, "save", held)
    monkeypatch.setattr("ui.product_draft.AGAIN_MS", 20)
    with qtbot.waitSignal(draft.stored):
        draft.change(price=100)
        draft.flush()
    assert shop.catalogue.product("TS-1").price == 100
    assert draft.problem == ""


def test_after_a_bug_what_was_typed_is_kept_for_another_try(
    draft: ProductDraft, shop: Shop, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Catalogue, "save", lambda *_: [][1])
        draft.change(price=700)
        draft.flush()
        settle()
    assert draft.is_touched("price")
    assert draft.unsaved()
    draft.change(name="ชื่อใหม่")
    draft.flush()
    settle()
    stored = shop.catalogue.product("TS-1")
    assert (stored.price, stored.name) == (700, "ชื่อใหม่")
    assert not draft.is_dirty
    assert draft.unsaved() == ""


def test_what_was_typed_for_the_product_before_is_stored_when_another_opens(
    draft: ProductDraft, shop: Shop, settle: Settle
) -> None:
    other = shop.catalogue.add(Product(name="กางเกง", sku="PT-1", price=100))
    draft.change(price=11100)
    draft.open(other)
    draft.change(price=22200)
    draft.flush()
    settle()
    assert [shop.catalogue.product(sku).price for sku in ("TS-1", "PT-1")] == [11100, 22200]


def test_changes_are_taken_back_one_by_one_and_made_again(draft: ProductDraft, shop: Shop, settle: Settle) -> None:
    def price_after(act: Callable[[], None]) -> int | None:
        act()
        settle()
        return shop.catalogue.product("TS-1").price

    for price in (100, 200):
        draft.change(price=price)
        draft.flush()
        settle()
    draft.change(price=300)
    assert price_after(draft.undo) == 200
    assert price_after(draft.undo) == 100
    assert price_after(draft.undo) == 19900
    assert not draft.can_undo
    assert price_after(draft.undo) == 19900
    assert price_after(draft.redo) == 100
    assert price_after(draft.redo) == 200
    draft.change(price=900)
    draft.flush()
    settle()
    assert not draft.can_redo


def test_taking_an_order_of_photos_back_keeps_those_that_came_since(
    draft: ProductDraft, shop: Shop, settle: Settle
) -> None:
    shop.catalogue.add_photos("TS-1", [photo(1), photo(2)])
    draft.refresh(shop.catalogue.product("TS-1"))
    draft.change(photos=(photo(2),))
    draft.flush()
    settle()
    shop.catalogue.add_photos("TS-1", [photo(3)])
    draft.refresh(shop.catalogue.product("TS-1"))
    draft.undo()
    settle()
    assert shop.catalogue.product("TS-1").photos == (photo(1), photo(2), photo(3))


def test_photos_that_come_in_while_typing_are_not_lost(draft: ProductDraft, shop: Shop, settle: Settle) -> None:
    draft.change(name="พิมพ์ค้างไว้")
    shop.catalogue.add_photos("TS-1", [photo(1)])
    draft.flush()
    settle()
    stored = shop.catalogue.product("TS-1")
    assert (stored.name, stored.photos) == ("พิมพ์ค้างไว้", (photo(1),))


def test_photos_that_come_in_while_others_are_dragged_stay(draft: ProductDraft, shop: Shop, settle: Settle) -> None:
    shop.catalogue.add_photos("TS-1", [photo(1), photo(2)])
    draft.refresh(shop.catalogue.product("TS-1"))
    draft.change(photos=(photo(2), photo(1)))
    shop.catalogue.add_photos("TS-1", [photo(3)])
    draft.flush()
    settle()
    assert [one.id for one in shop.catalogue.product("TS-1").photos] == [photo(n).id for n in (2, 1, 3)]


def test_photos_taken_away_one_after_the_other_stay_away(draft: ProductDraft, shop: Shop, settle: Settle) -> None:
    shop.catalogue.add_photos("TS-1", [photo(1), photo(2), photo(3)])
    draft.refresh(shop.catalogue.product("TS-1"))
    draft.change(photos=(photo(2), photo(3)))
    draft.flush()
    draft.change(photos=(photo(3),))
    draft.flush()
    settle()
    assert [one.id for one in shop.catalogue.product("TS-1").photos] == [photo(3).id]
