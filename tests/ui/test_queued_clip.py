"""The clip page and the queue: what is made there is made by the queue, and goes on when the page is left."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.queue_works import here
from tests.ui.clip_shop import dress, music_folder, quick
from tests.ui.conftest import Settle
from tests.ui.test_queue_page import Held, Open, held, open_window, states
from ui.pages.clip import ClipPage
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit, newest_clip
from vendor_app.errors import VendorError
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import templates

__all__ = ["dress", "held", "music_folder", "open_window", "quick"]
pytestmark = pytest.mark.usefixtures("quick")
PATIENCE = 20_000


def test_a_clip_made_on_its_page_is_made_by_the_queue(
    qtbot: QtBot, shop: Shop, dress: Product, open_window: Open, held: Held, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    page = window.pages["clip"]
    assert isinstance(page, ClipPage)
    window.make_clip("DR-1")
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    qtbot.mouseClick(page._header.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "working"}, timeout=PATIENCE)
    assert not page.is_busy()
    qtbot.waitUntil(lambda: page._desk.stage.progress._bar.value() == 300)
    window.show_page("products")
    window.make_clip("DR-1")  # it is followed again
    qtbot.waitUntil(lambda: page._making.is_under_way, timeout=PATIENCE)
    held.go.set()
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "done"}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page._making.is_under_way, timeout=PATIENCE)
    assert Path(shop.folder / window.queue.jobs[0].file).is_file()


def test_a_change_that_is_not_planned_yet_is_in_the_clip_and_stays_saved(
    qtbot: QtBot, shop: Shop, dress: Product, open_window: Open, held: Held, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    page = window.pages["clip"]
    assert isinstance(page, ClipPage)
    window.make_clip("DR-1")
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    settle()
    page._draft.change(lambda edit: replace(edit, opening="price"))
    page._make_clip()
    held.go.set()
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "done"}, timeout=PATIENCE)
    saved = load_edit(shop, dress, page._draft.edit.template)
    made = newest_clip(shop, shop.catalogue.product("DR-1"))
    assert saved == page._draft.edit
    assert made is not None
    assert made.storyboard.edit == saved


def test_a_disk_that_refuses_the_queue_leaves_the_page_free(
    qtbot: QtBot, shop: Shop, dress: Product, open_window: Open, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise VendorError("พื้นที่ในเครื่องเต็มแล้ว")

    window = open_window(RenderQueue(shop, held))
    page = window.pages["clip"]
    assert isinstance(page, ClipPage)
    window.make_clip("DR-1")
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    problems: list[VendorError] = []
    window.problem.connect(problems.append)
    monkeypatch.setattr("vendor_app.queue_list.write_queue", full)
    qtbot.mouseClick(page._header.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(problems), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page._making.is_under_way, timeout=PATIENCE)
    assert page._header.make.isEnabled()


def test_cancelling_on_the_page_takes_it_out_of_the_queue(
    qtbot: QtBot, shop: Shop, dress: Product, open_window: Open, held: Held, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    page = window.pages["clip"]
    assert isinstance(page, ClipPage)
    window.make_clip("DR-1")
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    qtbot.mouseClick(page._header.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "working"}, timeout=PATIENCE)
    told: list[str] = []
    page.notice.connect(lambda words, _undo: told.append(words))
    qtbot.mouseClick(page._desk.stage.progress._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "cancelled"}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page._making.is_under_way, timeout=PATIENCE)
    assert page._header.make.isEnabled()
    assert told == ["หยุดแล้ว ยังไม่มีคลิปใหม่"]


def test_a_clip_with_an_old_price_says_so_on_its_page(
    qtbot: QtBot, shop: Shop, dress: Product, open_window: Open, settle: Settle
) -> None:
    queue = RenderQueue(shop, here())
    style = templates()[0].name
    queue.add(dress, style)
    queue.run()
    window = open_window(queue)
    page = window.pages["clip"]
    assert isinstance(page, ClipPage)
    window.make_clip("DR-1")
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    settle()
    assert "ราคาในคลิปเก่า" not in page._header.facts.text()
    shop.catalogue.save(replace(shop.catalogue.product("DR-1"), price=9900))
    qtbot.waitUntil(lambda: "ราคาในคลิปเก่า" in page._header.facts.text(), timeout=PATIENCE)
