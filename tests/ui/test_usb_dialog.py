"""The dialog that copies bundles to a stick, with folders that stand for sticks."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.handover.conftest import made_bundle
from ui.dialogs import usb
from ui.dialogs.usb import UsbDialog
from ui.hand_over import HandOver, offers
from ui.pages.export import ExportPage
from ui.tasks import Tasks
from vendor_app.bundle.verify import verify_bundle
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.handover.drives import Drive
from vendor_app.handover.letting_go import Goodbye
from vendor_app.handover.usb import FOLDER
from vendor_app.language import _
from vendor_app.shop import Shop

PATIENCE = 30_000
Arrived: TypeAlias = Callable[[Path], object]


class Port:
    """What is plugged in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drives: tuple[Drive, ...] = ()

    def plug(self, name: str, **fields: object) -> Drive:
        place = self.folder / name
        place.mkdir()
        usage = shutil.disk_usage(place)
        drive = Drive(path=place, name=name, device="/dev/none", free=usage.free, size=usage.total)
        drive = replace(drive, **fields)
        self.drives = (*self.drives, drive)
        return drive

    def __call__(self) -> tuple[Drive, ...]:
        return self.drives


@pytest.fixture
def port(tmp_path: Path) -> Port:
    """A port with nothing in it."""
    return Port(tmp_path)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, tasks: Tasks, port: Port) -> Iterator[UsbDialog]:
    for platform in ("tiktok", "line"):
        made_bundle(tmp_path / "bundles", f"DR-1-{platform}-20261122-093612")
    window = QWidget()
    qtbot.addWidget(window)
    made = UsbDialog(window, offers(tmp_path / "bundles", "DR-1"), tasks, port)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made._timer.setInterval(10)
    made.show()
    yield made
    made._stop_looking()
    made.close()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)


def test_a_search_that_fails_once_is_made_again(
    qtbot: QtBot, dialog: UsbDialog, port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def broken() -> tuple[Drive, ...]:
        looks.append(1)
        if len(looks) == 1:
            raise VendorError("ไม่ได้", "ลองใหม่")
        if len(looks) == 2:
            raise RuntimeError("a bug")
        return port()

    monkeypatch.setattr(dialog, "_find", broken)
    port.plug("KINGSTON")
    qtbot.waitUntil(lambda: len(dialog.sticks.buttons()) == 1, timeout=PATIENCE)
    assert len(looks) >= 3


def test_a_stick_appears_is_filled_and_let_go_of(
    qtbot: QtBot, dialog: UsbDialog, port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usb, "let_go", lambda _drive: Goodbye(True, "ถอดได้แล้ว", ""))
    assert not dialog._start.isEnabled()
    port.plug("LOCKED", read_only=True)
    qtbot.waitUntil(lambda: len(dialog.sticks.buttons()) == 1, timeout=PATIENCE)
    assert not dialog._start.isEnabled()
    stick = port.plug("KINGSTON")
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    assert dialog.sticks.chosen() == stick
    dialog.bundles.ticks[1].setChecked(False)
    dialog._start.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "ถอดได้แล้ว", timeout=PATIENCE)
    (there,) = (stick.path / FOLDER).iterdir()
    assert verify_bundle(there) == ()
    assert _("Bundles on it, compared file by file: {count}.").format(count=1) in dialog.accessibleName()
    assert not dialog._again.isVisible()


def test_a_stick_that_is_held_is_let_go_of_on_the_second_try(
    qtbot: QtBot, dialog: UsbDialog, port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Goodbye(True, "ถอดได้แล้ว", ""), Goodbye(False, "ยังไม่ปล่อย", "ปิดหน้าต่างก่อน")]
    monkeypatch.setattr(usb, "let_go", lambda _drive: answers.pop())
    port.plug("KINGSTON")
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    dialog._start.click()
    qtbot.waitUntil(dialog._again.isVisible, timeout=PATIENCE)
    assert dialog.text.text() == "ปิดหน้าต่างก่อน"
    dialog._again.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "ถอดได้แล้ว", timeout=PATIENCE)
    assert not dialog._again.isVisible()


def test_what_goes_wrong_is_said_and_can_be_tried_again(qtbot: QtBot, dialog: UsbDialog, port: Port) -> None:
    stick = port.plug("KINGSTON")
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    shutil.rmtree(stick.path)
    dialog._start.click()
    said = _("The stick was pulled out before all was on it.")
    qtbot.waitUntil(lambda: said in dialog._problem.text(), timeout=PATIENCE)
    port.drives = ()
    qtbot.waitUntil(lambda: not dialog.sticks.buttons(), timeout=PATIENCE)
    assert not dialog._start.isEnabled()
    dialog.use_folder(str(port.folder / "nowhere"))
    qtbot.waitUntil(lambda: "nowhere" in dialog._problem.text(), timeout=PATIENCE)
    (port.folder / "ส่งน้อง").mkdir()
    dialog.use_folder(str(port.folder / "ส่งน้อง"))
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    dialog._start.click()
    qtbot.waitUntil(lambda: dialog.title.text() == _("Everything is in the folder."), timeout=PATIENCE)
    assert len(list((port.folder / "ส่งน้อง" / FOLDER).iterdir())) == 2


def test_closing_stops_first(qtbot: QtBot, dialog: UsbDialog, port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    going, go_on = Event(), Event()

    def slow(bundles: Sequence[Path], _drive: object, progress: usb.Progress, *, arrived: Arrived) -> None:
        arrived(bundles[0])
        going.set()
        assert go_on.wait(30)
        progress.check()

    monkeypatch.setattr(usb, "copy_to_drive", slow)
    port.plug("KINGSTON")
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    dialog._start.click()
    qtbot.waitUntil(going.is_set, timeout=PATIENCE)
    dialog.reject()
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(dialog._start.isEnabled, timeout=PATIENCE)
    assert dialog._stopped.isVisible()
    assert "หยุดแล้ว ลงครบแล้ว 1 จาก 2 ชุด" in dialog._stopped.text()
    assert _("Eject a stick before you pull it out.") in dialog._stopped.text()
    dialog.reject()
    assert not dialog.isVisible()


def test_the_export_page_has_both_ways(qtbot: QtBot, shop: Shop, tasks: Tasks, tmp_path: Path) -> None:
    page = ExportPage(shop, tasks)
    qtbot.addWidget(page)
    ways = HandOver(shop, tasks, page)
    page._sku = shop.catalogue.add(Product(name="เดรส", sku="DR-1")).sku
    with qtbot.waitSignal(ways.history_wanted, timeout=PATIENCE) as wanted:
        ways.history.click()
    assert wanted.args == ["DR-1"]
    with qtbot.waitSignal(page.notice, timeout=PATIENCE):
        ways.stick.click()
    made_bundle(shop.bundles)
    ways.carry()
    qtbot.waitUntil(lambda: ways.dialog is not None, timeout=PATIENCE)
    assert ways.dialog is not None
    assert [tick.isChecked() for tick in ways.dialog.bundles.ticks] == [True]
    ways.dialog.reject()
    qtbot.waitUntil(lambda: ways.dialog is None and tasks.running == 0, timeout=PATIENCE)


def test_on_a_low_screen_the_list_of_bundles_gives_way(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks, port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    low = 460
    for platform in ("tiktok", "line", "shopee", "lazada", "website"):
        made_bundle(tmp_path / "bundles", f"DR-1-{platform}-20261122-093612")
    monkeypatch.setattr(UsbDialog, "fitting_height", lambda self: min(self.heightForWidth(self.width()), low))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = UsbDialog(window, offers(tmp_path / "bundles", "DR-1"), tasks, port)
    dialog.show()
    whole = dialog.bundles.height()
    for name in ("แดง", "ดำ", "ขาว", "เขียว"):
        port.plug(name)
    dialog._show_drives(port.drives)
    dialog._show_problem(VendorError(_("The stick is full."), _("Delete files on it that you no longer need.")))
    qtbot.waitUntil(lambda: dialog.bundles.height() < whole)
    assert dialog.height() <= low
    last = dialog.bundles.ticks[-1]
    dialog.bundles.ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() > 0)
    dialog.close()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
