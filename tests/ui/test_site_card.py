"""The address of the shop's website in the settings."""

import pytest
from pytestqt.qtbot import QtBot

from ui.pages.settings import SettingsPage
from ui.tasks import Tasks
from vendor_app.shop import Shop

PATIENCE = 30_000


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> SettingsPage:
    made = SettingsPage(shop, tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_address_is_kept_as_it_is_stored(qtbot: QtBot, page: SettingsPage, shop: Shop) -> None:
    page._site.line.setText("WWW.PaDaeng.com/รูป/")
    page.leave()
    stored = "https://www.padaeng.com/%E0%B8%A3%E0%B8%B9%E0%B8%9B"
    qtbot.waitUntil(lambda: page._site.line.text() == stored, timeout=PATIENCE)
    assert shop.site == stored
    page._site.line.clear()
    page._site.line.editingFinished.emit()
    qtbot.waitUntil(lambda: shop.site == "", timeout=PATIENCE)


def test_what_is_no_address_is_said(qtbot: QtBot, page: SettingsPage, shop: Shop) -> None:
    page._site.line.setText("ร้านป้าแดง")
    page._site.line.editingFinished.emit()
    qtbot.waitUntil(lambda: "ร้านป้าแดง" in page._site._field.problem(), timeout=PATIENCE)
    assert shop.site == ""
    page._site.line.setText("padaeng.com")
    page._site.line.editingFinished.emit()
    qtbot.waitUntil(lambda: shop.site == "https://padaeng.com", timeout=PATIENCE)
    assert page._site._field.problem() == ""
