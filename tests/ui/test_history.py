"""The history page on a real catalogue: what is shown, written down, refused and added up."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.models import Changes
from ui.pages.history import HistoryPage
from ui.tasks import Tasks
from ui.widgets.buttons import FlatIconButton
from ui.widgets.history_chart import HistoryChart
from ui.widgets.history_rows import RowWords, number_words
from ui.widgets.platform_marks import platform_title
from vendor_app.catalogue.records import Count, Posting, PriceTier, Product
from vendor_app.handover.history import Day
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.thai.dates import format_date

PATIENCE = 30_000
TIKTOK = Posting(platform="tiktok", made="2026-11-22T03:00:00.000000+00:00", price=35000, tiers=(24000,))
SHOPEE = Posting(
    platform="shopee",
    made="2026-11-12T03:00:00.000000+00:00",
    price=39900,
    tiers=(24000,),
    posted="2026-11-12T05:00:00.000000+00:00",
    link="https://shopee.co.th/1",
    counts=(Count(day="2026-11-13", views=80, sales=1), Count(day="2026-11-20", views=900)),
)


@pytest.fixture
def dress(shop: Shop) -> Product:
    """Return a product with two bundles in its history, the older at another price."""
    tiers = (PriceTier(label="ส่ง", min_quantity=6, price=24000),)
    shop.catalogue.add(Product(name="เดรสแขนตุ๊กตา", sku="DR-1", price=35000, tiers=tiers))
    return shop.catalogue.add_posting("DR-1", TIKTOK, SHOPEE)


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> Iterator[HistoryPage]:
    made = HistoryPage(shop, tasks)
    qtbot.addWidget(made)
    changes = Changes(shop.catalogue)
    changes.changed.connect(made.catalogue_changed)
    made.resize(1270, 768)
    made.show()
    yield made
    made.leave()
    changes.stop()


@pytest.fixture
def opened(qtbot: QtBot, page: HistoryPage, dress: Product) -> HistoryPage:
    """The page with the dress on it."""
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: len(page._rows.rows()) == 2, timeout=PATIENCE)
    return page


def stored(shop: Shop, platform: str) -> Posting:
    return next(one for one in shop.catalogue.product("DR-1").postings if one.platform == platform)


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_bundle_has_its_row_and_a_reader_hears_all_of_it(opened: HistoryPage) -> None:
    tiktok, shopee = opened._rows.rows()
    assert tiktok.isChecked()
    assert format_date(TIKTOK.made) in tiktok.accessibleName()
    assert _("Not posted yet") in tiktok.accessibleName()
    assert _("Price changed") not in tiktok.accessibleName()
    for words in (platform_title("shopee"), "฿399", _("Price changed"), "900", _("Posted")):
        assert words in shopee.accessibleName()
    assert opened._chart.accessibleDescription().count(";") == 1


def test_a_tick_and_a_link_are_written_down(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    opened._details._tick.click()
    qtbot.waitUntil(lambda: stored(shop, "tiktok").posted is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: _("Posted") in opened._rows.rows()[0].accessibleName(), timeout=PATIENCE)
    opened._details._link.setText("ดูเลย http://vt.tiktok.com/Z1/?_t=9")
    opened._details._link.editingFinished.emit()
    qtbot.waitUntil(lambda: stored(shop, "tiktok").link == "https://vt.tiktok.com/Z1/", timeout=PATIENCE)
    qtbot.waitUntil(lambda: opened._details._open.isEnabled(), timeout=PATIENCE)
    opened._details._tick.click()
    qtbot.waitUntil(lambda: stored(shop, "tiktok").posted is None, timeout=PATIENCE)
    assert stored(shop, "tiktok").link == "https://vt.tiktok.com/Z1/"


def test_numbers_are_written_down_and_forgotten(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    details = opened._details
    details._views.setText("๑.๒K")
    details._day.setCurrentIndex(1)
    yesterday = details._day.currentData()
    press(qtbot, details._write)
    qtbot.waitUntil(lambda: bool(stored(shop, "tiktok").counts), timeout=PATIENCE)
    assert stored(shop, "tiktok").counts == (Count(day=yesterday, views=1200),)
    assert stored(shop, "tiktok").posted
    qtbot.waitUntil(lambda: len(opened._counts.lines()) == 1, timeout=PATIENCE)
    assert opened._chart.day is not None
    assert opened._chart.day.views == 2100
    assert details._views.text() == ""
    press(qtbot, opened._counts.lines()[0].findChildren(FlatIconButton)[0])
    qtbot.waitUntil(lambda: not stored(shop, "tiktok").counts, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not opened._counts.isVisible(), timeout=PATIENCE)


def test_a_row_is_taken_out_and_the_toast_puts_it_back(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    before = shop.catalogue.product("DR-1").postings
    details = opened._details
    details._views.setText("12")
    with qtbot.waitSignal(opened.notice, timeout=PATIENCE) as told:
        press(qtbot, details._away)
    words, undo = told.args
    assert "ประวัติ" in words
    assert details.key == (SHOPEE.made, "shopee")
    qtbot.waitUntil(lambda: len(opened._rows.rows()) == 1, timeout=PATIENCE)
    assert opened._rows.rows()[0].isChecked()
    assert shop.catalogue.product("DR-1").postings == (SHOPEE,)
    undo()
    qtbot.waitUntil(lambda: len(opened._rows.rows()) == 2, timeout=PATIENCE)
    assert shop.catalogue.product("DR-1").postings == before
    assert details.key == (SHOPEE.made, "shopee")


def test_the_last_row_leaves_an_empty_history_and_comes_back(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    undoes = []
    for left in (1, 0):
        with qtbot.waitSignal(opened.notice, timeout=PATIENCE) as told:
            press(qtbot, opened._details._away)
        undoes.append(told.args[1])
        qtbot.waitUntil(lambda left=left: len(shop.catalogue.product("DR-1").postings) == left, timeout=PATIENCE)
        qtbot.waitUntil(lambda left=left: left == 0 or len(opened._rows.rows()) == left, timeout=PATIENCE)
    qtbot.waitUntil(lambda: opened._stack.currentWidget() is opened._nothing, timeout=PATIENCE)
    undoes[0]()
    qtbot.waitUntil(lambda: opened._stack.currentWidget() is opened._body, timeout=PATIENCE)
    undoes[1]()
    qtbot.waitUntil(lambda: len(opened._rows.rows()) == 2, timeout=PATIENCE)
    assert shop.catalogue.product("DR-1").postings == (TIKTOK, SHOPEE)


def test_rows_that_did_not_change_stay_and_old_ones_are_counted(
    qtbot: QtBot, opened: HistoryPage, shop: Shop, dress: Product
) -> None:
    tiktok, shopee = opened._rows.rows()
    shopee.setFocus()
    opened._details._tick.click()
    qtbot.waitUntil(lambda: opened._rows.rows()[0] is not tiktok, timeout=PATIENCE)
    assert opened._rows.rows()[1] is shopee
    assert [row.isChecked() for row in opened._rows.rows()] == [True, False]
    made = [f"2026-10-01T03:{minute // 60:02}:{minute % 60:02}.000000+00:00" for minute in range(150)]
    shop.catalogue.add_posting("DR-1", *(replace(TIKTOK, made=one) for one in reversed(made)))
    qtbot.waitUntil(lambda: len(opened._rows.rows()) == 100, timeout=PATIENCE)
    assert "152" in opened._rows._foot.text()
    assert opened._rows.rows()[0].posting.made == made[-1]


def test_what_is_no_number_or_link_holds_the_page_until_mended(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    details = opened._details
    today = details._day.currentData()
    details._sales.setText("เยอะ")
    press(qtbot, opened._rows.rows()[1])
    assert opened.unsaved()
    assert opened._rows.rows()[0].isChecked()
    details._sales.setText("7")
    details._sales.textEdited.emit("7")
    details._link.setText("javascript:alert(1)")
    opened.commit()
    assert opened.unsaved()
    qtbot.waitUntil(lambda: stored(shop, "tiktok").counts == (Count(day=today, sales=7),), timeout=PATIENCE)
    assert stored(shop, "tiktok").link == ""
    opened.discard()
    assert opened.unsaved() == ""
    press(qtbot, opened._rows.rows()[1])
    qtbot.waitUntil(lambda: details.key == (SHOPEE.made, "shopee"), timeout=PATIENCE)
    assert details._link.text() == SHOPEE.link
    assert len(opened._counts.lines()) == 2


def test_what_is_being_typed_survives_a_change_from_elsewhere(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    qtbot.keyClicks(opened._details._link, "www.tiktok.com/@a")
    shop.catalogue.save(replace(shop.catalogue.product("DR-1"), price=29900))
    qtbot.waitUntil(lambda: opened._details._changed.isVisible(), timeout=PATIENCE)
    assert opened._details._link.text() == "www.tiktok.com/@a"
    assert "฿299" in opened._details._changed.text()


def test_another_wholesale_price_is_not_told_as_another_retail_price(
    qtbot: QtBot, opened: HistoryPage, shop: Shop
) -> None:
    product = shop.catalogue.product("DR-1")
    posting = opened._details._posting
    assert posting is not None
    tier = PriceTier(label="ส่ง", min_quantity=6, price=100)
    shop.catalogue.save(replace(product, price=posting.price, tiers=(tier,)))
    qtbot.waitUntil(lambda: opened._details._changed.text() == "ราคาส่งเปลี่ยนแล้ว", timeout=PATIENCE)


def test_in_a_narrow_row_what_was_sold_stays(qtbot: QtBot, opened: HistoryPage) -> None:
    row = next(row for row in opened._rows.rows() if number_words(row.posting))
    words = next(one for one in row.findChildren(RowWords) if number_words(row.posting) in one.text())
    words.setFixedWidth(words.fontMetrics().horizontalAdvance(number_words(row.posting)) + 24)
    assert words.shown().startswith(number_words(row.posting))
    assert words.shown().endswith("…")


def test_all_products_are_listed_what_sells_first(qtbot: QtBot, opened: HistoryPage, shop: Shop) -> None:
    shop.catalogue.add(Product(name="เสื้อ", sku="TS-1", price=9900))
    shop.catalogue.add_posting("TS-1", replace(TIKTOK, counts=(Count(day="2026-11-20", sales=40),)))
    press(qtbot, opened._all)
    qtbot.waitUntil(lambda: opened._table.rows.rowCount() == 2, timeout=PATIENCE)
    table = opened._table
    names = [table.rows.index(row, 0).data() for row in range(2)]
    assert names == ["เสื้อ", "เดรสแขนตุ๊กตา"]
    assert [table.rows.index(0, column).data() for column in range(1, 5)] == [
        "40", "–", _("{posted} of {bundles}").format(posted=0, bundles=1), platform_title("tiktok"),
    ]  # fmt: skip
    assert not table.isColumnHidden(5)
    opened.resize(720, 480)
    qtbot.waitUntil(lambda: table.isColumnHidden(5), timeout=PATIENCE)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert table.rows.row(0).product.sku == "DR-1"
    table.setCurrentIndex(table.rows.index(1, 0))
    with qtbot.waitSignal(opened.history_wanted, timeout=PATIENCE) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == ["TS-1"]
    press(qtbot, opened._all)
    qtbot.waitUntil(lambda: opened._stack.currentWidget() is opened._body, timeout=PATIENCE)


def test_without_a_bundle_the_way_to_make_one_is_shown(qtbot: QtBot, page: HistoryPage, shop: Shop) -> None:
    page.open_product("")
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._nothing_at_all, timeout=PATIENCE)
    shop.catalogue.add(Product(name="เสื้อ", sku="TS-1"))
    page.open_product("TS-1")
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._nothing, timeout=PATIENCE)
    with qtbot.waitSignal(page.export_wanted, timeout=PATIENCE) as wanted:
        page._nothing.wanted.emit()
    assert wanted.args == ["TS-1"]
    shop.catalogue.purge(["TS-1"])
    with qtbot.waitSignal(page.back_wanted, timeout=PATIENCE):
        page.open_product("TS-1")


def _ink(chart: HistoryChart) -> set[str]:
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}


@pytest.mark.parametrize(
    "days",
    [
        (),
        (Day(day="2026-11-22", views=None, sales=0),),
        (Day(day="2024-02-29", views=0, sales=None), Day(day="2026-11-22", views=2_000_000_000, sales=3)),
        tuple(Day(day=f"2026-10-{day:02}", views=day, sales=day % 3) for day in range(1, 31)),
    ],
)
def test_the_chart_draws_what_there_is(qtbot: QtBot, days: tuple[Day, ...]) -> None:
    chart = HistoryChart()
    qtbot.addWidget(chart)
    chart.resize(300, 240)
    chart.show_days(days)
    chart.show()
    drawn = _ink(chart)
    assert ("#0b6e4f" in drawn) is any(day.views is not None for day in days)
    assert ("#d99800" in drawn) is any(day.sales is not None for day in days)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        qtbot.keyClick(chart, key)
    assert chart.day == (days[-1] if days else None)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.day == (days[0] if days else None)
