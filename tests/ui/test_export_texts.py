"""Texts of a platform are typed in place, counted, told in another tone and taken back; warnings are answered."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import controls, dress, music_folder
from ui.models import Changes
from ui.pages.export import ExportPage
from ui.tasks import Tasks
from ui.widgets.caption_card import CAPTION, DESCRIPTION, TITLE
from ui.widgets.check_list import CheckRow
from ui.widgets.words import Words as Sentence
from vendor_app.bundle.answers import known_checks
from vendor_app.bundle.edited import Words, edited_words, keep_words
from vendor_app.bundle.hashtags import in_text
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.shop import Shop
from vendor_app.thai.words import BREAK

__all__ = ["dress", "music_folder"]
PATIENCE = 30_000


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks, dress: Product) -> Iterator[ExportPage]:
    """The page with the dress on it, which has no clip yet."""
    made = ExportPage(shop, tasks)
    qtbot.addWidget(made)
    changes = Changes(shop.catalogue)
    changes.changed.connect(made.catalogue_changed)
    made.resize(1270, 768)
    made.show()
    made.open_product(dress.sku)
    qtbot.waitUntil(lambda: made._plan is not None and tasks.running == 0, timeout=PATIENCE)
    yield made
    made.leave()
    changes.stop()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)


def press(qtbot: QtBot, page: ExportPage, tasks: Tasks, platform: str) -> None:
    """Choose a platform and wait until nothing is under way."""
    qtbot.mouseClick(page._cards.card(platform), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    assert page._prospect().platform.name == platform


def write(page: ExportPage, text: str) -> None:
    """Replace the text on show, as if it were typed."""
    page._caption._text.type_text(text)
    page._caption.commit()


def kept(shop: Shop, product: Product) -> dict[str, Words]:
    return edited_words(shop, product.id)


def test_what_is_typed_is_kept_counted_and_checked(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    write(page, "เดรสนํ้าทะเล ราคาทักแชท โทร 081-234-5678\n\n#เดรส")
    assert page._caption._count.text().startswith("47/2200")
    qtbot.waitUntil(lambda: "tiktok" in kept(shop, dress) and tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress)["tiktok"].caption == "เดรสน้ำทะเล ราคาทักแชท โทร 081-234-5678\n\n#เดรส", "normalised"
    rows = {row.check.name: row for row in page._checks.rows()}
    assert (rows["contacts"].check.level, rows["price_not_hidden"].check.level) == ("fail", "fail")
    page._caption.open(TITLE)
    rows["contacts"].mend.click()
    assert page._caption._part == CAPTION
    assert page._caption._reset.isVisible()


def test_the_program_writes_it_again_and_that_is_taken_back(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    written = page._caption.text()
    write(page, "ของฉันเอง")
    qtbot.waitUntil(lambda: kept(shop, dress) != {} and tasks.running == 0, timeout=PATIENCE)
    with qtbot.waitSignal(page.notice, timeout=PATIENCE) as told:
        page._caption._reset.click()
    qtbot.waitUntil(lambda: kept(shop, dress) == {} and tasks.running == 0, timeout=PATIENCE)
    assert page._caption.text() == written
    told.args[1]()
    qtbot.waitUntil(lambda: page._caption.text() == "ของฉันเอง" and tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress)["tiktok"].caption == "ของฉันเอง"
    write(page, "  \n ")
    qtbot.waitUntil(lambda: kept(shop, dress) == {} and tasks.running == 0, timeout=PATIENCE)


def test_each_platform_has_its_own_texts(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    press(qtbot, page, tasks, "tiktok-shop")
    assert [chip.text() for chip in page._caption.parts()] == ["แคปชัน", "ชื่อสินค้า", "รายละเอียด"]
    page._caption.open(TITLE)
    page._caption._text.type_text("เดรส\nผ้าฝ้าย")
    press(qtbot, page, tasks, "shopee")  # what is being typed is kept for the platform it was typed for
    qtbot.waitUntil(lambda: "tiktok-shop" in kept(shop, dress) and tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress) == {"tiktok-shop": Words(title="เดรส ผ้าฝ้าย")}
    press(qtbot, page, tasks, "tiktok-shop")
    page._caption.open(TITLE)
    assert page._caption._count.property("tone") == "bad", "a title under 25 letters"
    row = next(row for row in page._checks.rows() if row.check.name == "title_length")
    page._caption.open(DESCRIPTION)
    row.mend.click()
    assert page._caption._part == TITLE


def test_youtube_counts_bytes(qtbot: QtBot, page: ExportPage, tasks: Tasks) -> None:
    press(qtbot, page, tasks, "youtube-shorts")
    page._caption._text.type_text("ก" * 10)
    assert page._caption._count.text().startswith("30/5000 ไบต์")


def test_hashtags_are_chosen_whole_and_no_more_than_the_platform_takes(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    chips = page._caption.tags.chips()
    chosen = [tag for tag, chip in chips.items() if chip.isChecked()]
    assert chosen == list(in_text(page._caption.text()))
    chips[chosen[0]].click()
    qtbot.waitUntil(lambda: kept(shop, dress) != {} and tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress)["tiktok"].tags == tuple(chosen[1:])
    assert in_text(page._caption.text()) == tuple(chosen[1:])
    page._caption.tags.chips()[chosen[0]].click()
    qtbot.waitUntil(lambda: chosen[0] in in_text(page._caption.text()) and tasks.running == 0, timeout=PATIENCE)
    write(page, "ของฉัน #หนึ่ง #สอง #สาม #สี่ #ห้า")
    qtbot.waitUntil(lambda: kept(shop, dress)["tiktok"].caption is not None and tasks.running == 0, timeout=PATIENCE)
    chips = page._caption.tags.chips()
    assert not chips[chosen[0]].isEnabled()
    chips["#สอง"].click()
    page._caption.tags.chips()[chosen[0]].click()
    assert page._caption.text() == f"ของฉัน #หนึ่ง #สาม #สี่ #ห้า\n\n{chosen[0]}"


def test_another_tone_writes_anew_and_can_be_taken_back(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    before = page._caption.text()
    page._caption._tones["wholesale"].click()
    qtbot.waitUntil(lambda: page._caption.text() != before and tasks.running == 0, timeout=PATIENCE)
    assert page._caption._tones["wholesale"].isChecked()
    assert kept(shop, dress) == {"tiktok": Words(tone="wholesale")}
    page._caption._tones["wholesale"].click()
    qtbot.waitUntil(lambda: page._caption.text() == before and tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress) == {}
    page._caption._tones["wholesale"].click()
    qtbot.waitUntil(lambda: page._caption.text() != before and tasks.running == 0, timeout=PATIENCE)
    write(page, "ของฉันเอง")
    qtbot.waitUntil(lambda: kept(shop, dress)["tiktok"].caption == "ของฉันเอง" and tasks.running == 0, timeout=PATIENCE)
    with qtbot.waitSignal(page.notice, timeout=PATIENCE) as told:
        page._caption._tones["polite"].click()
    qtbot.waitUntil(
        lambda: kept(shop, dress) == {"tiktok": Words(tone="polite")} and tasks.running == 0, timeout=PATIENCE
    )
    told.args[1]()
    qtbot.waitUntil(lambda: page._caption.text() == "ของฉันเอง" and tasks.running == 0, timeout=PATIENCE)


def test_the_text_wraps_between_words_until_it_is_typed_in(
    qtbot: QtBot, page: ExportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sentence, "_loaded", True)
    text = page._caption._text
    assert BREAK in text.toPlainText()

    def is_typed_in() -> bool:
        page.activateWindow()  # asked for again: another window that is just going may have been the active one
        text.setFocus()
        return text.hasFocus()

    qtbot.waitUntil(is_typed_in, timeout=PATIENCE)
    assert BREAK not in text.toPlainText()
    assert not text.is_touched
    QGuiApplication.clipboard().clear()
    page._caption.copy()
    assert QGuiApplication.clipboard().text() == page._caption.text()


def test_a_look_while_the_vendor_types_leaves_the_text_alone(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    page._caption._text.type_text("กำลังพิมพ์")
    shop.catalogue.save(replace(shop.catalogue.product(dress.sku), price=36000))
    qtbot.waitUntil(lambda: page._plan is not None and page._plan.product.price == 36000, timeout=PATIENCE)
    assert page._caption.text() == "กำลังพิมพ์"


def test_a_warning_is_answered_and_asked_again(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    def row(name: str) -> CheckRow:
        return next(one for one in page._checks.rows() if one.check.name == name)

    assert row("voice").check.level == "warn"
    with qtbot.waitSignal(page.notice, timeout=PATIENCE) as told:
        row("voice").know.click()
    qtbot.waitUntil(lambda: row("voice").check.known is True and tasks.running == 0, timeout=PATIENCE)
    assert row("voice").check.level == "pass"
    assert known_checks(shop, dress.id) == {"voice": ()}
    assert not hasattr(row("voice"), "mend")
    row("voice").again.click()
    qtbot.waitUntil(lambda: row("voice").check.level == "warn" and tasks.running == 0, timeout=PATIENCE)
    assert known_checks(shop, dress.id) == {}
    row("voice").know.click()
    qtbot.waitUntil(lambda: row("voice").check.known is True and tasks.running == 0, timeout=PATIENCE)
    told.args[1]()
    qtbot.waitUntil(lambda: row("voice").check.level == "warn" and tasks.running == 0, timeout=PATIENCE)


def test_leaving_the_page_keeps_what_is_being_typed(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    page._caption._text.type_text("ยังพิมพ์ไม่เสร็จ")
    page.leave()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    assert kept(shop, dress)["tiktok"].caption == "ยังพิมพ์ไม่เสร็จ"


def test_a_text_that_cannot_be_kept_is_told(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product
) -> None:
    texts = shop.folder / "texts"
    if texts.is_dir():
        texts.rmdir()
    texts.write_text("in the way")
    with qtbot.waitSignal(tasks.failed, timeout=PATIENCE):
        write(page, "ของฉันเอง")
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)


def test_what_the_disk_refuses_is_not_said_to_be_done(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise VendorError("พื้นที่เต็ม", "ลบไฟล์ที่ไม่ใช้")

    monkeypatch.setattr("vendor_app.bundle.answers.write_whole", refuse)
    monkeypatch.setattr("vendor_app.bundle.edited.write_whole", refuse)
    said: list[str] = []
    page.notice.connect(lambda words, _undo: said.append(words))
    row = next(one for one in page._checks.rows() if one.check.name == "voice")
    for press in (row.know.click, lambda: page._texts._reset("caption")):
        with qtbot.waitSignal(tasks.failed, timeout=PATIENCE) as failed:
            press()
        assert str(failed.args[0]) == "พื้นที่เต็ม ลบไฟล์ที่ไม่ใช้"
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    assert said == []


@pytest.mark.parametrize("size", [(1270, 768), (815, 460)])
def test_texts_and_answers_are_large_enough_for_a_finger(
    qtbot: QtBot, page: ExportPage, shop: Shop, dress: Product, tasks: Tasks, size: tuple[int, int]
) -> None:
    keep_words(shop, dress.id, "tiktok", Words(caption="ของฉัน #หนึ่ง"))
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._caption._reset.isVisible() and tasks.running == 0, timeout=PATIENCE)
    page.resize(*size)

    def all_fit() -> None:
        for control in controls(page):
            assert control.accessibleName() or getattr(control, "text", str)(), control
            assert min(control.height(), control.width()) >= 44, control

    qtbot.waitUntil(all_fit, timeout=PATIENCE)
