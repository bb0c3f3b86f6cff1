"""The export page on a real shop: what is asked, what is made, and what is left when it is stopped."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import SMALL, controls, dress, music_folder, quick
from ui.models import Changes
from ui.pages.export import ExportPage
from ui.pages.export_plan import Earlier, earlier_bundles
from ui.pages.export_words import bundle_words, contents, places
from ui.tasks import Tasks
from ui.widgets.card import ElidedLabel
from ui.widgets.check_list import CheckRow
from vendor_app.bundle.checks import CHECKS
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import platform, platforms
from vendor_app.bundle.texts import main_text
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundling import check_product
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.making import Clip, make_clip
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import templates
from vendor_app.thai import dates
from vendor_app.thai.words import BREAK

__all__ = ["dress", "music_folder", "quick"]
pytestmark = pytest.mark.usefixtures("quick")
PATIENCE = 60_000
TIKTOK = platform("tiktok")


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> Iterator[ExportPage]:
    made = ExportPage(shop, tasks)
    qtbot.addWidget(made)
    changes = Changes(shop.catalogue)
    changes.changed.connect(made.catalogue_changed)
    made.resize(1270, 768)
    made.show()
    yield made
    made.leave()
    changes.stop()


@pytest.fixture
def clip(shop: Shop, dress: Product) -> Clip:
    """The clip of the dress, six seconds, made before."""
    return make_clip(shop, dress, templates()[0], seconds=6, clip_format=SMALL)


@pytest.fixture
def opened(qtbot: QtBot, page: ExportPage, tasks: Tasks, dress: Product, clip: Clip) -> ExportPage:
    """The page with the dress on it, whose clip is finished."""
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._plan is not None and tasks.running == 0, timeout=PATIENCE)
    return page


def make(qtbot: QtBot, page: ExportPage) -> None:
    qtbot.mouseClick(page._make, Qt.MouseButton.LeftButton)
    assert page.is_busy()
    qtbot.waitUntil(lambda: not page.is_busy() and page._looking is not None, timeout=PATIENCE)


def test_the_answers_are_those_of_the_platform_the_worst_first(
    opened: ExportPage, shop: Shop, dress: Product, clip: Clip
) -> None:
    shown = [row.check for row in opened._checks.rows()]
    asked = check_product(shop, shop.catalogue.product(dress.sku), TIKTOK)
    of_pictures = {"codes_in_pictures", "picture_duplicates"}
    assert {check.name for check in shown} == {check.name for check in asked} | of_pictures
    levels = ["fail", "warn", "pass"]
    assert [check.level for check in shown] == sorted((check.level for check in shown), key=levels.index)
    assert opened._clip.cover.has_image()


def test_every_check_is_mended_somewhere_or_by_making_the_bundle_anew(opened: ExportPage) -> None:
    assert opened._plan is not None
    nowhere = set(CHECKS) - set(places(opened._plan, opened._prospect()))
    assert nowhere == {"cover", "picture_metadata", "listing_video", "post_pictures"}


def test_what_is_wrong_leads_to_where_it_is_mended(qtbot: QtBot, opened: ExportPage, shop: Shop) -> None:
    name = "เดรส โทร 081-234-5678"
    shop.catalogue.save(replace(shop.catalogue.product("DR-1"), name=name, shipping=None))
    qtbot.waitUntil(lambda: opened._checks.rows()[0].check.name == "contacts", timeout=PATIENCE)
    rows = {row.check.name: row for row in opened._checks.rows()}
    for check, place in (("contacts", "name"), ("shipping_said", "shipping"), ("still_pictures", "footage")):
        with qtbot.waitSignal(opened.field_wanted) as wanted:
            rows[check].mend.click()
        assert wanted.args == ["DR-1", place]
    assert not hasattr(rows["price_shown"], "mend")
    assert opened._cards.card("tiktok")._state.text() == _("{number} to mend").format(number=1)


def test_the_pictures_to_come_are_asked_about_and_the_studio_mends_them(
    qtbot: QtBot, opened: ExportPage, tasks: Tasks, dress: Product
) -> None:
    qtbot.mouseClick(opened._cards.card("lazada"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    rows = {row.check.name: row for row in opened._checks.rows()}
    assert rows["picture_duplicates"].check.level == "pass"
    assert rows["picture_background"].check.level == "warn"
    with qtbot.waitSignal(opened.field_wanted) as wanted:
        rows["picture_background"].mend.click()
    assert wanted.args == ["DR-1", f"photo.{dress.photos[0].id}"]


def test_a_clip_with_an_old_price_is_said_to_be_made_anew(qtbot: QtBot, opened: ExportPage, shop: Shop) -> None:
    assert opened._clip.state() == _("The clip is up to date")
    shop.catalogue.save(replace(shop.catalogue.product("DR-1"), price=36000))
    qtbot.waitUntil(lambda: opened._clip.state() == _("The clip is out of date"), timeout=PATIENCE)
    assert "price_of_clip" in {row.check.name for row in opened._checks.rows() if row.check.level == "pass"}


def test_a_damaged_clip_counts_as_none(qtbot: QtBot, opened: ExportPage, clip: Clip, tasks: Tasks) -> None:
    clip.path.write_bytes(clip.path.read_bytes()[:5000])
    opened.open_product("DR-1")
    qtbot.waitUntil(lambda: opened._clip.state() == _("The clip is out of date"), timeout=PATIENCE)
    assert "clip_format" not in {row.check.name for row in opened._checks.rows()}


def test_a_clip_that_cannot_be_used_leads_to_the_clip_page(qtbot: QtBot) -> None:
    row = CheckRow(CheckResult(name="clip_sound", level="fail", message="No sound."), "clip")
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.mend_wanted) as wanted:
        row.mend.click()
    assert wanted.args == ["clip"]
    assert not hasattr(row, "know"), "what has to be mended is not known away"


def test_the_caption_is_shown_counted_and_copied(qtbot: QtBot, opened: ExportPage, shop: Shop, dress: Product) -> None:
    text = main_text(dress, TIKTOK, shop_name=shop.name, day=dates.today()).text
    assert BREAK in opened._caption._text.toPlainText(), "the test needs a text that wraps"
    assert opened._caption.text() == text
    assert opened._caption._count.text().startswith(f"{len(text.encode('utf-16-le')) // 2}/2200")
    with qtbot.waitSignal(opened.notice):
        opened._caption.copy()
    assert QGuiApplication.clipboard().text() == text
    QGuiApplication.clipboard().clear()
    opened._caption._text.selectAll()
    opened._caption._text.copy()
    assert QGuiApplication.clipboard().text() == text


def test_a_bundle_is_made_and_whole(qtbot: QtBot, opened: ExportPage, shop: Shop, clip: Clip) -> None:
    reached: list[int] = []
    opened._clip.progress._bar.valueChanged.connect(reached.append)
    make(qtbot, opened)
    qtbot.waitUntil(opened._clip._ways.isVisible, timeout=PATIENCE)
    (bundle,) = shop.bundles.iterdir()
    assert verify_bundle(bundle) == ()
    assert (bundle / "clip.mp4").read_bytes() == clip.path.read_bytes()
    assert opened._clip._note.text() == bundle.name
    assert len(list(opened._earlier.lines())) == 1
    assert max(reached) > 500


def test_what_becomes_of_a_bundle_is_seen_wherever_the_side_was_scrolled_to(qtbot: QtBot, opened: ExportPage) -> None:
    bar = opened._side.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert opened._clip.visibleRegion().isEmpty()
    make(qtbot, opened)
    way = opened._clip._folder
    qtbot.waitUntil(lambda: way.isVisible() and way.visibleRegion().boundingRect() == way.rect())


@pytest.mark.parametrize("can_show", [True, False])
def test_a_finished_bundle_is_shown_or_it_is_said_where_it_is(
    qtbot: QtBot, opened: ExportPage, monkeypatch: pytest.MonkeyPatch, can_show: bool
) -> None:
    shown: list[str] = []
    told: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or can_show)
    opened.problem.connect(lambda problem: told.append(problem.message))
    make(qtbot, opened)
    qtbot.waitUntil(opened._clip._folder.isVisible, timeout=PATIENCE)
    qtbot.mouseClick(opened._clip._folder, Qt.MouseButton.LeftButton)
    (bundle,) = opened._made
    assert shown == [str(bundle.path)]
    assert told == ([] if can_show else [f"เครื่องนี้เปิด {bundle.path} ไม่ได้"])


def test_a_missing_clip_is_made_with_the_bundle(
    qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._plan is not None and tasks.running == 0, timeout=PATIENCE)
    assert page._plan is not None
    assert page._plan.clip is None
    make(qtbot, page)
    qtbot.waitUntil(page._clip._ways.isVisible, timeout=PATIENCE)
    assert shop.catalogue.product(dress.sku).clips
    assert not [problem for path in shop.bundles.iterdir() for problem in verify_bundle(path)]


def test_stopping_leaves_no_bundle(qtbot: QtBot, page: ExportPage, tasks: Tasks, shop: Shop, dress: Product) -> None:
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._plan is not None and tasks.running == 0, timeout=PATIENCE)
    told: list[str] = []
    page.notice.connect(lambda words, _undo: told.append(words))
    qtbot.mouseClick(page._make, Qt.MouseButton.LeftButton)
    assert not page._make.isEnabled()
    qtbot.mouseClick(page._clip.progress._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy() and tasks.running == 0, timeout=PATIENCE)
    assert not shop.bundles.is_dir() or not list(shop.bundles.iterdir())
    assert not page._clip._ways.isVisible()
    assert page._make.isEnabled()
    assert told == ["หยุดแล้ว ยังไม่มีชุดโพสต์ใหม่"]


@pytest.mark.parametrize("at", [0.0, pytest.param(0.86, marks=pytest.mark.slow)])
def test_stopping_all_platforms_leaves_nothing_half(
    qtbot: QtBot, opened: ExportPage, tasks: Tasks, shop: Shop, dress: Product, at: float
) -> None:
    for one in platforms():
        if not opened._cards.card(one.name).isChecked():
            qtbot.mouseClick(opened._cards.card(one.name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    kept = {path.name for path in cache_folder().iterdir()}
    opened._make.click()
    assert opened._making is not None
    reached: list[float] = [0.0]
    opened._making.progressed.connect(lambda done, _note: reached.append(done))
    qtbot.waitUntil(lambda: reached[-1] >= at or not opened.is_busy(), timeout=10 * PATIENCE)
    opened._clip.progress._cancel.click()
    qtbot.waitUntil(lambda: not opened.is_busy() and tasks.running == 0, timeout=10 * PATIENCE)
    made = list(shop.bundles.iterdir()) if shop.bundles.is_dir() else []
    assert len(made) in (0, len(platforms())), "all of them, where the press came too late, or none"
    assert len(shop.catalogue.product(dress.sku).postings) == len(made)
    assert not [name for name in {path.name for path in cache_folder().iterdir()} - kept if "draft" in name]


def test_a_finished_bundle_is_packed_where_the_vendor_wants(qtbot: QtBot, opened: ExportPage, tmp_path: Path) -> None:
    make(qtbot, opened)
    qtbot.waitUntil(opened._clip._ways.isVisible, timeout=PATIENCE)
    target = tmp_path / "ชุดของฉัน.zip"
    with qtbot.waitSignal(opened.notice, timeout=PATIENCE) as told:
        opened.save_zip(target)
    assert target.name in told.args[0]
    assert verify_bundle(target) == ()
    assert "clip.mp4" in zipfile.ZipFile(target).namelist()


def test_a_bundle_that_was_changed_is_not_offered_as_finished(qtbot: QtBot, opened: ExportPage, shop: Shop) -> None:
    make(qtbot, opened)
    qtbot.waitUntil(opened._clip._ways.isVisible, timeout=PATIENCE)
    shop.catalogue.save(replace(shop.catalogue.product("DR-1"), price=10000))
    qtbot.waitUntil(lambda: not opened._clip._ways.isVisible(), timeout=PATIENCE)
    assert len(list(opened._earlier.lines())) == 1


def test_a_full_disk_is_told_and_the_page_goes_on(
    qtbot: QtBot, opened: ExportPage, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendor_app.files.free_space", lambda _folder: 1000)
    with qtbot.waitSignal(tasks.failed, timeout=PATIENCE) as told:
        qtbot.mouseClick(opened._make, Qt.MouseButton.LeftButton)
    assert isinstance(told.args[0], VendorError)
    qtbot.waitUntil(lambda: not opened.is_busy(), timeout=PATIENCE)
    assert opened._make.isEnabled()


def test_a_product_without_photos_is_refused(qtbot: QtBot, page: ExportPage, shirt: Product) -> None:
    page.open_product(shirt.sku)
    qtbot.waitUntil(page._refusal.isVisible, timeout=PATIENCE)
    assert not page._make.isVisible()
    with qtbot.waitSignal(page.product_wanted) as wanted:
        page._refusal.mend_wanted.emit()
    assert wanted.args == [shirt.sku]


def test_without_a_product_one_can_be_chosen(qtbot: QtBot, page: ExportPage, dress: Product) -> None:
    page.open_product("")
    qtbot.waitUntil(lambda: len(page._picker.products()) == 1, timeout=PATIENCE)
    with qtbot.waitSignal(page.export_wanted) as wanted:
        page._picker._grid.opened.emit(page._picker.products()[0])
    assert wanted.args == [dress.sku]


def test_platforms_come_from_their_files(opened: ExportPage) -> None:
    for one in platforms():
        assert opened._cards.card(one.name).platform == one
    assert opened._cards.card("tiktok").isChecked()


def test_several_platforms_are_chosen_and_made_with_one_press(
    qtbot: QtBot, opened: ExportPage, shop: Shop, clip: Clip
) -> None:
    for name in ("website", "facebook-reels"):
        qtbot.mouseClick(opened._cards.card(name), Qt.MouseButton.LeftButton)
    assert [one.name for one in opened._cards.wanted()] == ["tiktok", "facebook-reels", "website"]
    assert opened._make.text() == _("Make {number} bundles").format(number=3)
    make(qtbot, opened)
    qtbot.waitUntil(opened._clip._ways.isVisible, timeout=PATIENCE)
    assert {one.platform for one in earlier_bundles(shop.bundles, "DR-1")} == {"tiktok", "facebook-reels", "website"}
    assert opened._clip._note.text() == next(shop.bundles.glob("*facebook-reels*")).name
    qtbot.mouseClick(opened._cards.card("website"), Qt.MouseButton.LeftButton)
    assert opened._clip._note.text() == next(shop.bundles.glob("*website*")).name
    assert (next(shop.bundles.glob("*tiktok*")) / "clip.mp4").read_bytes() == clip.path.read_bytes()


def test_the_platform_on_show_is_let_go_by_another_press_but_never_the_last(qtbot: QtBot, opened: ExportPage) -> None:
    def press(name: str) -> list[str]:
        qtbot.mouseClick(opened._cards.card(name), Qt.MouseButton.LeftButton)
        return [one.name for one in opened._cards.wanted()]

    assert press("tiktok") == ["tiktok"]
    assert press("shopee") == ["tiktok", "shopee"]
    assert press("tiktok") == ["tiktok", "shopee"], "pressed to see its checks"
    assert press("tiktok") == ["shopee"]
    assert opened._prospect().platform.name == "shopee"
    assert opened._make.text() == _("Make the bundle")


def test_what_a_platform_gets_is_listed_by_its_parts(qtbot: QtBot, opened: ExportPage) -> None:
    assert opened._plan is not None
    for prospect in opened._plan.prospects:
        names = [entry.name.partition("/")[0] for entry in contents(opened._plan, prospect)]
        parts = prospect.platform.parts
        assert ("clip.mp4" in names, "listing.xlsx" in names) == (parts.clip, parts.sheet is not None)
        assert names[-2:] == ["README.txt", "bundle.json"]
        qtbot.mouseClick(opened._cards.card(prospect.platform.name), Qt.MouseButton.LeftButton)
        shown = opened._contents.findChildren(ElidedLabel)
        assert names[0] in "".join(line.text() for line in shown)


def test_earlier_bundles_are_found_by_name_the_newest_first(tmp_path: Path) -> None:
    for name in (
        "DR-1-tiktok-20261122-093612",
        "DR-1-tiktok-shop-20261123-080000-2",
        "DR-1-tiktok-20261121-093612.zip",
    ):
        (tmp_path / name).mkdir()
    for name in (
        "DR-10-tiktok-20261122-093612",
        "DR-1-X-tiktok-20261122-093612",
        ".draft-1",
        "DR-1-tiktok",
        "notes.txt",
    ):
        (tmp_path / name).mkdir()
    found = earlier_bundles(tmp_path, "DR-1")
    assert [one.made[:10] for one in found] == ["2026-11-23", "2026-11-22", "2026-11-21"]
    assert found[0].platform == "tiktok-shop"
    assert earlier_bundles(tmp_path / "nowhere", "DR-1") == ()


def test_a_bundle_is_told_with_the_buddhist_year() -> None:
    words = bundle_words(Earlier(Path("x"), "tiktok", "2026-11-22T09:36:12+07:00"))
    assert "2569" in words
    assert words.endswith("09:36")


@pytest.mark.parametrize("size", [(1270, 768), (815, 460)])
def test_everything_has_a_name_and_is_large_enough_for_a_finger(
    qtbot: QtBot, opened: ExportPage, size: tuple[int, int]
) -> None:
    opened.resize(*size)

    def all_fit() -> None:
        for control in controls(opened):
            assert control.accessibleName() or getattr(control, "text", str)(), control
            assert min(control.height(), control.width()) >= 44, control

    qtbot.waitUntil(all_fit, timeout=PATIENCE)
