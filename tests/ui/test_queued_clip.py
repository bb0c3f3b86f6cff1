"""The clip page and the queue: what is made there is made by the queue, and goes on when the page is left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import dress, music_folder, quick
from tests.ui.conftest import Settle
from tests.ui.test_queue_page import Held, Open, held, open_window, states
from ui.pages.clip import ClipPage
from vendor_app.catalogue.records import Product
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop

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
    qtbot.mouseClick(page._desk.stage.progress._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"DR-1": "cancelled"}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page._making.is_under_way, timeout=PATIENCE)
    assert page._header.make.isEnabled()
