"""Music of the vendor's own: asked about, brought in, chosen, heard, and refused when it is none."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import dress, music_folder, quick
from tests.ui.conftest import Settle
from ui.dialogs.message import MessageDialog
from ui.pages.audition import piece_to_hear
from ui.pages.clip import ClipPage
from ui.pages.clip_plan import Opened
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit
from vendor_app.errors import VendorError
from vendor_app.progress import silent
from vendor_app.shop import Shop
from vendor_app.sound.own_music import own_music
from vendor_app.sound.recording import write_recording

__all__ = ["dress", "music_folder", "quick"]
PATIENCE = 30_000


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks, dress: Product, quick: None, settle: Settle) -> Iterator[ClipPage]:
    page = ClipPage(shop, tasks)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    page.show()
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    yield page
    page.leave()
    settle()


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    """A beat of 120 a minute, eight seconds long."""
    times = np.arange(8 * 48_000) / 48_000
    hits = np.exp(-((times % 0.5) * 18)) * np.sin(times * 2 * np.pi * 90)
    file = tmp_path / "เพลงร้านป้า.wav"
    write_recording(file, hits.astype(np.float32) * 0.7)
    return file


def answer(qtbot: QtBot, page: ClipPage, tune: Path, key: str) -> None:
    """Choose a file and answer the question about its rights."""
    page._desk.sound.music._take_file(str(tune))
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]
    assert len(shown) == 1
    shown[0].press(key)


def test_what_may_be_used_comes_in_and_is_the_clips_music(
    qtbot: QtBot, page: ClipPage, shop: Shop, tune: Path, settle: Settle
) -> None:
    before = page._draft.edit.music
    answer(qtbot, page, tune, "yes")
    settle()
    (piece,) = own_music(shop.music)
    assert piece.is_allowed
    assert piece.title == "เพลงร้านป้า"
    assert page._draft.edit.music == f"own:{piece.name}"
    qtbot.waitUntil(lambda: page._draft.plan.storyboard.music == f"own:{piece.name}", timeout=PATIENCE)
    settle()
    assert page._desk.sound.music._list.currentText() == "เพลงร้านป้า"
    page._draft.undo()
    assert page._draft.edit.music == before


def test_music_that_comes_in_late_is_in_the_clip_it_was_chosen_for(
    qtbot: QtBot, page: ClipPage, shop: Shop, dress: Product, tune: Path, settle: Settle
) -> None:
    other = shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    asked = page._draft.edit
    answer(qtbot, page, tune, "yes")
    page._draft._take_product(Opened(other, asked, page._draft.originals.files))
    settle()
    (piece,) = own_music(shop.music)
    assert page._draft.edit.music == asked.music
    saved = load_edit(shop, dress, asked.template)
    assert saved is not None
    assert saved.music == f"own:{piece.name}"


def test_what_may_perhaps_not_be_used_stays_out(qtbot: QtBot, page: ClipPage, shop: Shop, tune: Path) -> None:
    answer(qtbot, page, tune, "no")
    assert own_music(shop.music) == ()


def test_what_is_no_music_is_told(qtbot: QtBot, page: ClipPage, shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "เพลง.mp3").write_text("no music at all")
    with qtbot.waitSignal(page.problem, timeout=PATIENCE) as told:
        answer(qtbot, page, tmp_path / "เพลง.mp3", "yes")
    assert isinstance(told.args[0], VendorError)
    assert own_music(shop.music) == ()


def test_own_music_can_be_heard_and_one_that_is_gone_is_told(
    qtbot: QtBot, page: ClipPage, shop: Shop, tune: Path, settle: Settle
) -> None:
    answer(qtbot, page, tune, "yes")
    settle()
    (piece,) = own_music(shop.music)
    heard = piece_to_hear(f"own:{piece.name}", shop.music, silent)
    assert heard.ndim == 2
    assert heard.shape[1] == 2
    (shop.music / piece.name).unlink()
    with pytest.raises(VendorError):
        piece_to_hear(f"own:{piece.name}", shop.music, silent)
