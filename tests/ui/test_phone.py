"""The dialog that lets phones in: its code, what arrives, and how it ends."""

import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.phone.raw import PATIENCE, Raw
from ui import phone_link
from ui.dialogs.phone import PhoneDialog
from ui.phone_desk import PhoneDesk
from ui.phone_link import PhoneLink, Purpose
from ui.tasks import Tasks
from ui.widgets.buttons import QuietButton
from ui.widgets.phone_rows import FindingRow
from ui.widgets.words import Words
from vendor_app.bundle.manifest import MANIFEST
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.phone import session
from vendor_app.phone.handover import handover_of
from vendor_app.phone.network import Adapter
from vendor_app.shop import Shop

_MS = int(PATIENCE * 1000)
WIFI = Adapter(name="Wi-Fi", address="127.0.0.2", wireless=True)
"""Of this computer itself, but not the address that means "no network"."""


@pytest.fixture(autouse=True)
def _network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this computer itself be the shop's network."""
    monkeypatch.setattr(phone_link, "adapters", lambda: (WIFI,))


@pytest.fixture
def link(shop: Shop, tasks: Tasks) -> Iterator[PhoneLink]:
    made = PhoneLink(shop, tasks)
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, link: PhoneLink, shirt: Product) -> PhoneDialog:
    """The dialog with its page open."""
    return opened(qtbot, link, Purpose(shirt))


def shown(qtbot: QtBot, link: PhoneLink, purpose: Purpose) -> PhoneDialog:
    """Show the dialog over a window: closed, it deletes itself."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = PhoneDialog(window, link, purpose)
    made.kept = window  # type: ignore[attr-defined]  # a window that nobody holds goes, and all that is over it
    made.show()
    return made


def opened(qtbot: QtBot, link: PhoneLink, purpose: Purpose) -> PhoneDialog:
    made = shown(qtbot, link, purpose)
    qtbot.waitUntil(lambda: link.server is not None and bool(made.qr.accessibleName()), timeout=_MS)
    return made


def raw_of(link: PhoneLink) -> Raw:
    assert link.server is not None
    return Raw(link.server.url)


def in_thread(work: object) -> threading.Thread:
    """Run what a phone does beside the window."""
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    return thread


def test_the_code_leads_to_the_page(qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink) -> None:
    image = dialog.qr.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    text, _points, _code = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(pixels[:, : image.width()]))
    assert link.server is not None
    assert text == link.server.url
    assert raw_of(link).ask("GET", "").status == 200
    assert "ผ่าน" in dialog.state.text()


def test_what_a_phone_sends_is_seen_at_once(
    qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink, shop: Shop, make_photo: PhotoMaker
) -> None:
    raw = raw_of(link)
    content = make_photo().read_bytes()

    def send() -> None:
        raw.ask("GET", "")
        raw.upload(content, shot="front")
        raw.upload(b"I am a photo" * 50)

    sending = in_thread(send)
    qtbot.waitUntil(lambda: [row.state_text() for row in dialog.arrivals.rows()] == ["ถึงแล้ว", "รับไม่ได้"], timeout=_MS)
    sending.join()
    assert dialog.arrivals.rows()[0].has_picture()
    assert dialog.state.text() == "มือถือเข้ามาแล้ว"
    (photo,) = shop.catalogue.product("TS-1").photos
    assert photo.shot == "front"


def test_closing_the_dialog_closes_the_page(qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink) -> None:
    server = link.server
    assert server is not None
    dialog.accept()
    assert link.server is None
    assert server.join(PATIENCE)
    with pytest.raises(OSError, match=r"refused|reset"):
        Raw(server.url).connect()


def test_what_came_whole_is_taken_in_though_the_dialog_was_closed(
    qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink, shop: Shop, make_photo: PhotoMaker
) -> None:
    raw, content, server = raw_of(link), make_photo().read_bytes(), link.server
    assert server is not None
    in_thread(lambda: raw.upload(content)).join()
    dialog.accept()
    qtbot.waitUntil(lambda: server.join(0), timeout=_MS)
    assert len(shop.catalogue.product("TS-1").photos) == 1


def _seen(dialog: PhoneDialog) -> str:
    """Return all words that are shown."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_wrong_secrets_close_the_page_and_it_can_be_opened_again(
    qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink
) -> None:
    raw = raw_of(link)
    assert "สแกน" in _seen(dialog)
    for _time in range(5):
        raw.send(raw.head("GET", "/" + "x" * 26))
    qtbot.waitUntil(lambda: link.server is None, timeout=_MS)
    assert "ความปลอดภัย" in dialog.state.text()
    assert dialog.qr.accessibleName() == ""
    assert "สแกน" not in _seen(dialog), "there is no code any more"
    assert not dialog._again.isHidden()
    dialog._again.click()
    qtbot.waitUntil(lambda: link.server is not None, timeout=_MS)
    assert "สแกน" in _seen(dialog)
    assert raw_of(link).base != raw.base


def test_without_a_network_it_says_what_to_do(
    qtbot: QtBot, link: PhoneLink, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_link, "adapters", tuple)
    made = shown(qtbot, link, Purpose(shirt))
    qtbot.waitUntil(lambda: bool(made.findChildren(FindingRow)), timeout=_MS)
    words = " ".join(label.text() for label in made.findChildren(Words))
    assert "ยังไม่ได้ต่อเครือข่าย" in words
    assert "ฮอตสปอต" in words
    assert "สแกน" not in _seen(made)
    assert made.qr.accessibleName() == ""
    assert not made._again.isHidden()


def test_another_connection_can_be_chosen(
    qtbot: QtBot, link: PhoneLink, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Adapter(name="Ethernet", address="127.0.0.3")
    monkeypatch.setattr(phone_link, "adapters", lambda: (WIFI, other))
    made = opened(qtbot, link, Purpose(shirt))
    ways = made.findChild(QComboBox)
    assert ways is not None
    assert [ways.itemText(number) for number in range(ways.count())] == ["Wi-Fi · 127.0.0.2", "Ethernet · 127.0.0.3"]
    ways.setCurrentIndex(1)
    ways.activated.emit(1)
    qtbot.waitUntil(lambda: link.server is not None and link.server.address == "127.0.0.3", timeout=_MS)


def test_an_address_that_is_gone_is_told(
    qtbot: QtBot, link: PhoneLink, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_link, "adapters", lambda: (Adapter(name="Wi-Fi", address="192.0.2.77"),))
    made = shown(qtbot, link, Purpose(shirt))
    qtbot.waitUntil(lambda: bool(made.findChildren(FindingRow)), timeout=_MS)
    assert "192.0.2.77" in " ".join(label.text() for label in made.findChildren(Words))


def test_where_one_way_is_closed_the_others_are_offered(
    qtbot: QtBot, link: PhoneLink, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Adapter(name="Ethernet", address="192.0.2.77")
    monkeypatch.setattr(phone_link, "adapters", lambda: (gone, WIFI))
    made = shown(qtbot, link, Purpose(shirt))
    qtbot.waitUntil(lambda: bool(made.findChildren(FindingRow)), timeout=_MS)
    assert "192.0.2.77" in " ".join(label.text() for label in made.findChildren(Words))
    ways = made.findChild(QComboBox)
    assert ways is not None
    assert not ways.isHidden()
    ways.setCurrentIndex(1)
    ways.activated.emit(1)
    qtbot.waitUntil(lambda: link.server is not None and link.server.address == WIFI.address, timeout=_MS)
    assert "192.0.2.77" not in _seen(made)


def test_ten_minutes_without_a_phone_are_told(
    qtbot: QtBot, link: PhoneLink, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened(qtbot, link, Purpose(shirt))
    assert link.server is not None
    link.server.session._used -= session.Limits().quiet
    qtbot.waitUntil(lambda: "ไม่มีมือถือเข้ามา" in made.state.text(), timeout=_MS)


@pytest.fixture
def bundle(shop: Shop, make_photo: PhotoMaker) -> Path:
    """A bundle's folder, as far as a phone is concerned."""
    folder = shop.bundles / "TS-1-tiktok-20261122-101500"
    (folder / "images").mkdir(parents=True)
    make_photo("cover.jpg").rename(folder / "cover.jpg")
    make_photo("01.jpg").rename(folder / "images" / "01_TS-1.jpg")
    (folder / "caption.txt").write_text("เสื้อยืด 199.-", "utf-8")
    listed = ("cover.jpg", "images/01_TS-1.jpg", "caption.txt", "../../shop.toml", "gone.jpg")
    files = ",".join(f'{{"path": "{name}", "size": 1, "sha256": "{"0" * 64}"}}' for name in listed)
    (folder / MANIFEST).write_text(f'{{"format": 1, "files": [{files}], "seal": "{"0" * 64}"}}', "utf-8")
    return folder


def test_a_bundle_goes_to_the_phone(qtbot: QtBot, link: PhoneLink, shirt: Product, bundle: Path) -> None:
    made = opened(qtbot, link, Purpose(shirt, handover=handover_of(bundle, shirt.name)))
    raw = raw_of(link)
    page = raw.ask("GET", "").body.decode()
    assert "เสื้อยืด 199.-" in page
    assert raw.ask("GET", "/take/1/x").body == (bundle / "images" / "01_TS-1.jpg").read_bytes()
    assert raw.ask("GET", "/take/2/x").status == 404, "what leads out of the bundle is not given"
    assert "รูปปก · รูปที่ 1" in " ".join(label.text() for label in made.findChildren(Words))
    assert "รูปที่ 1<" in page


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match="อ่าน"):
        handover_of(tmp_path, "x")


def test_the_link_ends_with_work_under_way(
    qtbot: QtBot, dialog: PhoneDialog, link: PhoneLink, make_photo: PhotoMaker
) -> None:
    raw, content, server = raw_of(link), make_photo().read_bytes(), link.server
    assert server is not None
    in_thread(lambda: raw.upload(content)).join()
    link.close()
    assert server.join(0), "nothing waits for a window that is closing"


class Exporting(QWidget):
    """As much of the export page as the desk asks of it."""

    problem = Signal(object)
    sku, platform = "TS-1", "tiktok"

    def add_card(self, card: QWidget) -> None:
        self.card = card


@pytest.fixture
def desk(qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product) -> Iterator[PhoneDesk]:
    window, page = QWidget(), Exporting()
    qtbot.addWidget(window)
    qtbot.addWidget(page)
    window.show()
    made = PhoneDesk(shop, tasks, page, window)  # type: ignore[arg-type]
    yield made
    made.close()


def test_the_export_page_leads_the_newest_bundle_to_the_phone(qtbot: QtBot, desk: PhoneDesk, bundle: Path) -> None:
    qtbot.mouseClick(desk.card.findChild(QuietButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.dialog is not None and bool(desk.dialog.qr.accessibleName()), timeout=_MS)
    assert desk.dialog is not None
    assert "ส่งเข้ามือถือ" in desk.dialog.windowTitle()
    desk.dialog.accept()
    qtbot.waitUntil(lambda: desk.dialog is None, timeout=_MS)


def test_without_a_bundle_the_phone_gets_a_sentence(qtbot: QtBot, desk: PhoneDesk) -> None:
    with qtbot.waitSignal(desk._page.problem, timeout=_MS) as told:
        desk.card.wanted.emit()
    assert "ยังไม่มีชุดพร้อมโพสต์" in str(told.args[0])


def test_the_editor_has_a_phone_bring_photos(qtbot: QtBot, desk: PhoneDesk) -> None:
    desk.bring("TS-1", "back")
    qtbot.waitUntil(lambda: desk.dialog is not None and bool(desk.dialog.qr.accessibleName()), timeout=_MS)
    assert desk._link.server is not None
    assert desk._link.server.session.brief.first == "back"
