"""Templates of seller centres and feeds, filled from the window; pictures' addresses from the clipboard and files."""

import csv
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.bundle.sheets import templates
from tests.ui.clip_shop import dress
from tests.ui.conftest import Settle
from ui.dialogs.sheet_feed import FeedDialog
from ui.dialogs.sheet_fill import SheetDialog
from ui.tasks import Tasks
from vendor_app.bundle.edited import Words, keep_words
from vendor_app.bundle.platforms import platform
from vendor_app.catalogue.records import Product, Variant
from vendor_app.shop import Shop

__all__ = ["dress"]
PATIENCE = 30_000


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(window: QWidget, shop: Shop, tasks: Tasks, dress: Product, shirt: Product, settle: Settle) -> SheetDialog:
    made = SheetDialog(window, shop, tasks, (dress,), platform("shopee"))
    made.open()
    settle()
    return made


def button(dialog: QWidget, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None
    return found


def rows(path: Path, first: int = 7) -> list[dict[str, object]]:
    keys = [key.partition("|")[0] for key in templates.SHOPEE]
    sheet = openpyxl.load_workbook(path)["แบบฟอร์มการลงสินค้า"]
    return [dict(zip(keys, row, strict=False)) for row in sheet.iter_rows(min_row=first, values_only=True)]


def test_a_template_is_tried_then_filled_beside_itself(
    dialog: SheetDialog, shop: Shop, dress: Product, tmp_path: Path, settle: Settle
) -> None:
    assert not button(dialog, "fill").isEnabled()
    keep_words(shop, dress.id, "shopee", Words(title="เดรสแขนตุ๊กตาผ้าฝ้าย ตัวโปรดของร้าน"))
    template = templates.shopee(tmp_path / "ของฉัน.xlsx")
    before = template.read_bytes()
    dialog.choose_template(str(template))
    settle()
    assert "Shopee" in dialog._found.text()
    assert sorted(file.name for file in tmp_path.glob("*.xlsx")) == ["ของฉัน.xlsx"], "only tried"
    button(dialog, "fill").click()
    settle()
    out = tmp_path / "ของฉัน-filled.xlsx"
    assert out.name in dialog._found.text()
    assert template.read_bytes() == before
    assert [row["ps_product_name"] for row in rows(out)] == ["เดรสแขนตุ๊กตาผ้าฝ้าย ตัวโปรดของร้าน"]
    dialog._scope.choose_all()
    settle()
    dialog.fill()
    settle()
    assert len(rows(tmp_path / "ของฉัน-filled-2.xlsx")) == 2


def test_addresses_are_pasted_and_those_missing_are_named(
    dialog: SheetDialog, dress: Product, tmp_path: Path, settle: Settle
) -> None:
    dialog.choose_template(str(templates.shopee(tmp_path / "t.xlsx")))
    settle()
    QGuiApplication.clipboard().setText("วันนี้อากาศดี")
    dialog.paste_urls()
    assert "คลิปบอร์ด" in dialog._problem.text()
    QGuiApplication.clipboard().setText("https://cdn.th/file/7r98o-1\nhttps://cdn.th/file/7r98o-2")
    dialog.paste_urls()
    assert "ไม่มีชื่อไฟล์" in dialog._problem.text()
    QGuiApplication.clipboard().setText("01_DR-1.jpg\thttps://cdn.th/a.jpg")
    dialog.paste_urls()
    settle()
    assert dialog._problem.text() == ""
    assert dialog._tried is not None
    assert dialog._tried.filled.pictures_missing == ("02_DR-1.jpg", "03_DR-1.jpg")
    (tmp_path / "ลิงก์.csv").write_text("".join(f"0{n}_DR-1.jpg,https://cdn.th/{n}.jpg\n" for n in (1, 2, 3)), "utf-8")
    dialog.choose_urls(str(tmp_path / "ลิงก์.csv"))
    settle()
    assert dialog._tried.filled.pictures_missing == ()
    dialog.fill()
    settle()
    (row,) = rows(tmp_path / "t-filled.xlsx")
    assert (row["ps_item_cover_image"], row["ps_item_image_1"]) == ("https://cdn.th/1.jpg", "https://cdn.th/2.jpg")
    dialog.choose_urls(str(templates.shopee(tmp_path / "no-links.xlsx")))
    settle()
    assert "no-links.xlsx" in dialog._problem.text()


def test_more_colours_and_sizes_than_the_platform_takes_are_told(
    dialog: SheetDialog, shop: Shop, dress: Product, tmp_path: Path, settle: Settle
) -> None:
    crowd = tuple(Variant(color=f"สี {one}", size=size) for one in range(13) for size in "SMLX")
    shop.catalogue.save(replace(shop.catalogue.by_id(dress.id), variants=crowd))
    dialog.choose_template(str(templates.shopee(tmp_path / "t.xlsx")))
    settle()
    assert "52 แบบ" in _listed(dialog)
    assert button(dialog, "fill").isEnabled()
    dialog.write_own(str(tmp_path / "listing.xlsx"))
    settle()
    assert (tmp_path / "listing.xlsx").is_file()
    assert "listing.xlsx" in dialog._found.text()
    assert "ไม่เกิน 50 แบบ" in _listed(dialog)


def _listed(dialog: SheetDialog) -> str:
    """Return all that the list in the dialog says."""
    assert dialog._list is not None
    return " ".join(label.text() for label in dialog._list.findChildren(QLabel)).replace("\u200b", "")


def test_what_is_no_template_is_told_in_the_dialog(dialog: SheetDialog, tmp_path: Path, settle: Settle) -> None:
    (tmp_path / "รูป.xlsx").write_bytes(b"no workbook")
    dialog.choose_template(str(tmp_path / "รูป.xlsx"))
    settle()
    assert "รูป.xlsx" in dialog._problem.text()
    assert not button(dialog, "fill").isEnabled()
    dialog.choose_template(str(templates.shopee(tmp_path / "t.xlsx")))
    settle()
    assert dialog._problem.text() == ""
    assert button(dialog, "fill").isEnabled()


def test_of_several_sheets_the_products_category_comes_first_and_another_can_be_chosen(
    dialog: SheetDialog, tmp_path: Path, settle: Settle
) -> None:
    dialog.choose_template(str(templates.lazada(tmp_path / "l.xlsx", ("กางเกง", "เดรส"))))
    settle()
    assert dialog._sheets.isVisibleTo(dialog)
    assert dialog._sheets.currentText() == "เดรส"
    dialog._sheets.setCurrentText("กางเกง")
    dialog._sheets.textActivated.emit("กางเกง")
    settle()
    assert dialog._tried is not None
    assert dialog._tried.filled.sheet == "กางเกง"


def test_a_template_whose_folder_takes_nothing(
    dialog: SheetDialog, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.choose_template(str(templates.shopee(tmp_path / "t.xlsx")))
    settle()
    (tmp_path / "t.xlsx").unlink()
    dialog.fill()
    settle()
    assert dialog._problem.text()
    assert button(dialog, "fill").isEnabled()
    assert not list(tmp_path.glob("*-filled*"))


def test_without_a_template_a_sheet_of_our_own_is_written(dialog: SheetDialog, tmp_path: Path, settle: Settle) -> None:
    dialog.write_own(str(tmp_path / "listing.xlsx"))
    settle()
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "listing.xlsx").active[1]]
    assert "ps_product_name" in heads
    dialog.write_own(str(tmp_path / "nowhere" / "listing.xlsx"))
    settle()
    assert dialog._problem.text()


def test_a_feed_is_written_for_whom_it_is_wanted(
    qtbot: QtBot,
    window: QWidget,
    shop: Shop,
    tasks: Tasks,
    dress: Product,
    shirt: Product,
    tmp_path: Path,
    settle: Settle,
) -> None:
    shop.set_site("https://padaeng.example")
    dialog = FeedDialog(window, shop, tasks, (dress,), platform("website").parts.feeds)
    dialog.open()
    dialog._kinds["google"].click()
    dialog._scope.choose_all()
    dialog.write(str(tmp_path / "nowhere" / "google.csv"))
    settle()
    assert dialog._problem.text()
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE):
        dialog.write(str(tmp_path / "google.csv"))
    settle()
    with (tmp_path / "google.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, strict=True))
    assert {line["id"] for line in lines} == {"DR-1", "TS-1"}
    assert all(line["link"].startswith("https://padaeng.example/") for line in lines)
