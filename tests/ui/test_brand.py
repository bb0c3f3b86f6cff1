"""The colours and the logo of a shop, chosen on the settings page."""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.pages.settings import SettingsPage
from ui.tasks import Tasks
from ui.widgets.brand_card import BrandCard
from ui.widgets.swatches import Swatch
from vendor_app.shop import Shop


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks, settle: Settle) -> SettingsPage:
    page = SettingsPage(shop, tasks)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    settle()
    return page


def card(page: SettingsPage) -> BrandCard:
    return page.findChild(BrandCard)


def swatch(page: SettingsPage, row: int, colour: str | None) -> Swatch:
    """Return a patch of the row of main colours (0) or of prices (1)."""
    return next(one for one in (card(page)._main, card(page)._accent)[row].findChildren(Swatch) if one.colour == colour)


@pytest.mark.parametrize(("row", "field"), [(0, "colour"), (1, "accent")])
def test_a_touch_stores_a_colour_and_another_takes_it_back(
    page: SettingsPage, shop: Shop, settle: Settle, row: int, field: str
) -> None:
    swatch(page, row, "#1e2a26").click()
    settle()
    assert getattr(shop.brand, field) == "#1e2a26"
    swatch(page, row, None).click()
    settle()
    assert getattr(shop.brand, field) is None


def test_a_code_that_is_typed_becomes_a_patch_of_its_own(page: SettingsPage, shop: Shop, settle: Settle) -> None:
    code = card(page)._codes["colour"]
    code.setText("  #AB12CD ")
    code.editingFinished.emit()
    settle()
    assert shop.brand.colour == "#ab12cd"
    assert swatch(page, 0, "#ab12cd").isChecked()


def test_what_is_no_colour_is_said_and_changes_nothing(page: SettingsPage, shop: Shop, settle: Settle) -> None:
    code = card(page)._codes["accent"]
    code.setText("แดงสด")
    code.editingFinished.emit()
    settle()
    assert shop.brand.accent is None
    assert "ไม่ใช่รหัสสี" in card(page)._problem.text()


def test_a_logo_comes_in_with_its_transparency_and_goes(
    page: SettingsPage, shop: Shop, settle: Settle, tmp_path: Path
) -> None:
    Image.new("RGBA", (300, 200), (200, 30, 30, 0)).save(tmp_path / "โลโก้.png")
    page._take_logo(str(tmp_path / "โลโก้.png"))
    settle()
    settle()
    assert shop.brand.logo is not None
    assert (shop.brand.logo.width, shop.brand.logo.height) == (300, 200)
    assert card(page)._sample._logo.pixelColor(10, 10).alpha() == 0
    card(page)._no_logo.click()
    settle()
    assert shop.brand.logo is None


def test_a_broken_logo_is_said_and_the_old_one_stays(
    page: SettingsPage, shop: Shop, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    page._take_logo(str(tmp_path / "logo.png"))
    settle()
    assert shop.brand.logo is None
    assert card(page)._problem.text()
