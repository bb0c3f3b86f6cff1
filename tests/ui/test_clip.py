"""The clip page on a real shop: what is chosen is seen, what is made is there, and nothing is left behind."""

import errno
import time
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.clip_opened import PATIENCE, Opened, opened, page
from tests.ui.clip_shop import controls, difference, dress, music_folder, quick, voice
from ui.pages.clip import ClipPage
from ui.pages.clip_pictures import ClipPictures, Still
from ui.pages.clip_voice import Kept, Place, keep_file
from ui.tasks import Tasks
from ui.widgets.preview_reels import Originals
from vendor_app import machine
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit
from vendor_app.errors import VendorError
from vendor_app.files import plain_words, write_whole
from vendor_app.making import finished_clip, voice_of
from vendor_app.originals import product_files
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.planning import plan_clip
from vendor_app.render.compose import PREVIEW, Stage
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.templates import template, templates
from vendor_app.video.footage import Footage
from vendor_app.video.probe import probe

__all__ = ["dress", "music_folder", "opened", "page", "quick", "voice"]
pytestmark = pytest.mark.usefixtures("quick")


def still_of(shop: Shop, product: Product, storyboard: Storyboard, frame: int, opened: Opened) -> Pixels:
    photos = {photo.id: shop.photos.path(photo) for photo in product.photos}
    stage = Stage(storyboard, lambda photo, size: read_photo(photos[photo], size), PREVIEW)
    image = opened.player.canvas.image()
    return np.asarray(cv2.resize(stage.still(frame), (image.width(), image.height()), interpolation=cv2.INTER_AREA))


def test_a_product_opens_with_its_cover_its_shots_and_its_words(opened: Opened, shop: Shop, dress: Product) -> None:
    storyboard = opened.storyboard
    assert storyboard == plan_clip(shop, dress, ClipEdit(template=templates()[0].name))
    assert difference(opened.player.canvas.image(), still_of(shop, dress, storyboard, 0, opened)) < 2
    assert len(opened.strip.buttons()) == len(storyboard.shots)
    assert all(button.has_image() for button in opened.strip.buttons())
    for style in templates():
        has_image = opened.page._styles.card(style.name).picture.has_image()
        assert has_image != bool(opened.page._styling.refusals[style.name]), "a style shows the product or says why not"
    assert dress.name in opened.page._header.title.text()


def test_a_style_that_is_left_at_once_keeps_its_last_change(opened: Opened, shop: Shop, dress: Product) -> None:
    first, second = (style.name for style in templates()[:2])
    opened.draft.change(lambda edit: replace(edit, opening="price"))
    opened.done(lambda: opened.draft.choose_template(second))
    saved = load_edit(shop, dress, first)
    assert saved is not None
    assert saved.opening == "price"
    opened.done(lambda: opened.draft.choose_template(first))
    assert opened.edit.opening == "price"


def test_a_product_that_is_left_and_opened_again_has_its_last_change(
    opened: Opened, shop: Shop, dress: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))

    def slow(path: Path, content: bytes) -> None:
        time.sleep(0.3)  # as on a memory stick
        write_whole(path, content)

    monkeypatch.setattr("vendor_app.clips.write_whole", slow)
    opened.draft.change(lambda edit: replace(edit, opening="price"))
    for product in (other, dress):
        opened.page.open_product(product.sku)
        opened.qtbot.waitUntil(lambda sku=product.sku: opened.draft.product.sku == sku, timeout=PATIENCE)
    assert opened.edit.opening == "price"
    opened.settle()


def test_a_change_that_a_full_disk_refuses_is_tried_again_and_told_when_the_window_closes(
    opened: Opened, shop: Shop, dress: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _content: bytes) -> None:
        with plain_words(path):
            raise OSError(errno.ENOSPC, "no space left")

    other = shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    with monkeypatch.context() as patched, opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE) as told:
        patched.setattr("vendor_app.clips.write_whole", full)
        opened.draft.change(lambda edit: replace(edit, opening="price"))
        opened.page.commit()
        opened.settle()
        assert opened.page.unsaved() == str(told.args[0])
        for product in (other, dress):
            opened.page.open_product(product.sku)
            opened.qtbot.waitUntil(lambda sku=product.sku: opened.draft.product.sku == sku, timeout=PATIENCE)
        assert opened.edit.opening == "price"
        opened.settle()
    opened.page.commit()
    opened.settle()
    assert opened.page.unsaved() == ""
    saved = load_edit(shop, dress, opened.edit.template)
    assert saved is not None
    assert saved.opening == "price"


def test_what_was_said_for_a_product_that_was_left_comes_into_its_own_clip(
    opened: Opened, shop: Shop, voice: Path
) -> None:
    left = shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    before, wanted = opened.edit, ClipEdit(template=templates()[1].name)
    opened.page._voice._add(Kept(keep_file(shop, voice), Place(left, wanted)))
    opened.settle()
    assert opened.edit == before
    saved = load_edit(shop, left, wanted.template)
    assert saved is not None
    assert len(saved.voices) == 1
    opened.done(lambda: opened.page._voice._take_file(voice))
    assert opened.edit.voices == saved.voices


def test_of_pictures_that_are_dropped_nothing_is_heard(
    qtbot: QtBot, shop: Shop, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = Footage(id="a" * 64, suffix=".mp4", width=720, height=1280, frames=150, has_sound=True)
    monkeypatch.setattr("ui.pages.clip_pictures.poster", lambda one, _originals, _size: Still(one.id, QImage()))
    pictures, heard = ClipPictures(shop, tasks), list[Still]()
    pictures.poster_drawn.connect(heard.append)
    for is_dropped in (True, False):
        pictures.draw_posters((piece,), Originals(product_files(shop, ())), QSize(90, 160))
        if is_dropped:
            pictures.drop()
        qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
        assert len(heard) == (not is_dropped)


@pytest.mark.parametrize("frame", [40, 200, 449])
def test_scrubbing_shows_the_frame_of_that_place(opened: Opened, shop: Shop, dress: Product, frame: int) -> None:
    opened.player._scrub.setValue(frame)
    opened.settle()
    opened.qtbot.waitUntil(
        lambda: difference(
            opened.player.canvas.image(), still_of(shop, dress, opened.storyboard, frame, opened)
        ) < 2
    )  # fmt: skip
    current, _within = opened.storyboard.shot_at(frame)
    assert [button.isChecked() for button in opened.strip.buttons()].index(True) == current


def test_another_style_is_another_clip(opened: Opened) -> None:
    before = opened.storyboard
    wholesale = opened.page._styles.card("wholesale")
    opened.qtbot.mouseClick(wholesale, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.storyboard.template == "wholesale")
    opened.settle()
    assert opened.storyboard.shots != before.shots
    assert opened.desk.sound.music.music() == template("wholesale").music
    assert wholesale.isChecked()


def test_the_preview_plays_on_and_pauses(opened: Opened) -> None:
    opened.player.setFocus()
    opened.qtbot.keyClick(opened.page, Qt.Key.Key_Space)
    opened.qtbot.waitUntil(lambda: opened.player.playback.frame > 10, timeout=PATIENCE)
    opened.qtbot.keyClick(opened.page, Qt.Key.Key_Space)
    assert not opened.player.playback.is_playing
    opened.settle()


def test_a_press_on_a_shot_shows_it_alone(opened: Opened) -> None:
    opened.qtbot.mouseClick(opened.strip.buttons()[2], Qt.MouseButton.LeftButton)
    storyboard = opened.storyboard
    first = storyboard.start(2) + storyboard.shots[2].transition.frames
    assert first < opened.player.playback.frame < storyboard.start(3)
    assert [button.isChecked() for button in opened.strip.buttons()].index(True) == 2


def test_length_and_music_are_the_vendors(opened: Opened) -> None:
    opened.choose_seconds(6)
    music = opened.desk.sound.music
    music._list.setCurrentIndex(music._list.findData(None))
    music._list.activated.emit(music._list.currentIndex())
    opened.qtbot.waitUntil(lambda: opened.storyboard.music is None)
    opened.settle()
    assert opened.storyboard.frames == 180
    assert opened.shown_number().endswith("0:06.0")
    assert not music._hear.isEnabled()


def test_making_a_clip_shows_progress_and_then_the_clip(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.choose_seconds(6)
    reached: list[float] = []
    opened.stage.progress._bar.valueChanged.connect(reached.append)
    opened.make()
    opened.qtbot.waitUntil(opened.is_finished_shown, timeout=PATIENCE)
    opened.qtbot.waitUntil(lambda: opened.player.playback.is_playing, timeout=PATIENCE)
    opened.player.playback.pause()
    opened.settle()
    assert len(reached) > 3
    assert reached[:-1] == sorted(reached[:-1])
    clip = finished_clip(shop, shop.catalogue.product(dress.sku), opened.storyboard.template)
    assert clip is not None
    assert opened.finished == clip.path
    assert probe(clip.path).frames == 180


def test_the_finished_clip_is_what_plays(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.choose_seconds(6)
    opened.make()
    opened.qtbot.waitUntil(opened.is_finished_shown, timeout=PATIENCE)
    opened.player.playback.pause()
    opened.player.seek(100)
    opened.settle()

    def is_shown() -> bool:
        # A coarse picture comes first, the fine one in its place: each is compared at its own size.
        return difference(opened.player.canvas.image(), still_of(shop, dress, opened.storyboard, 100, opened)) < 8

    opened.qtbot.waitUntil(is_shown)
    assert difference(opened.player.canvas.image(), still_of(shop, dress, opened.storyboard, 10, opened)) > 8


def test_a_change_leads_back_to_the_preview_and_undoing_it_to_the_clip(opened: Opened, shop: Shop) -> None:
    opened.choose_seconds(6)
    opened.make()
    opened.qtbot.waitUntil(opened.is_finished_shown, timeout=PATIENCE)
    opened.choose_seconds(7)
    assert opened.finished is None
    assert not opened.stage._ways.isVisible()
    opened.choose_seconds(6)
    assert opened.is_finished_shown()
    changed = replace(shop.catalogue.product("DR-1"), price=39900)
    shop.catalogue.save(changed)
    opened.qtbot.waitUntil(lambda: opened.storyboard.prices[0] == 39900)
    opened.settle()
    assert opened.finished is None


def test_cancelling_leaves_no_clip(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.qtbot.mouseClick(opened.page._header.make, Qt.MouseButton.LeftButton)
    assert opened.stage.progress.isVisible()
    assert not opened.page._header.make.isEnabled()
    told: list[str] = []
    opened.page.notice.connect(lambda words, _undo: told.append(words))
    opened.qtbot.mouseClick(opened.stage.progress._cancel, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: not opened.page.is_busy(), timeout=PATIENCE)
    opened.settle()
    assert told == ["หยุดแล้ว ยังไม่มีคลิปใหม่"]
    assert not list(shop.clips.rglob("*.*"))
    assert not shop.catalogue.product(dress.sku).clips
    assert opened.page._header.make.isEnabled()
    assert opened.strip.isVisible()


def test_a_voice_goes_into_the_shop_and_into_the_clip(opened: Opened, shop: Shop, voice: Path) -> None:
    opened.choose_seconds(6)
    opened.desk.sound.voice._take_file(str(voice))
    opened.qtbot.waitUntil(lambda: bool(opened.storyboard.voices), timeout=PATIENCE)
    opened.settle()
    (take,) = opened.storyboard.voices
    assert (shop.recordings / take.file).read_bytes() == voice.read_bytes()
    assert [row.take for row in opened.desk.sound.voice.takes.rows] == [take]
    opened.make()
    opened.qtbot.waitUntil(opened.is_finished_shown, timeout=PATIENCE)
    clip = finished_clip(shop, shop.catalogue.product("DR-1"), opened.storyboard.template)
    assert clip is not None
    assert voice_of(clip) == clip.voice_only
    opened.desk.sound.voice.takes.rows[0].remove.click()
    opened.qtbot.waitUntil(lambda: opened.finished is None)


def test_a_voice_that_is_none_is_told(opened: Opened, tmp_path: Path) -> None:
    text = tmp_path / "บันทึก.mp3"
    text.write_text("not a sound")
    with opened.qtbot.waitSignal(opened.page.problem) as told:
        opened.desk.sound.voice._take_file(str(text))
    assert isinstance(told.args[0], VendorError)
    assert text.name in str(told.args[0])
    opened.settle()
    opened.player.toggle()
    opened.qtbot.waitUntil(lambda: opened.player.playback.frame > 2)


def test_hearing_a_piece_on_a_machine_without_sound_is_told(opened: Opened) -> None:
    with opened.qtbot.waitSignal(opened.page.problem, timeout=PATIENCE) as told:
        opened.qtbot.mouseClick(opened.desk.sound.music._hear, Qt.MouseButton.LeftButton)
    assert told.args[0].hint
    assert not opened.desk.sound.music._hears


def test_a_product_without_a_price_is_refused_with_the_way_to_mend_it(
    qtbot: QtBot, page: ClipPage, shirt: Product, shop: Shop
) -> None:
    page.open_product(shirt.sku)
    qtbot.waitUntil(page._refusal.isVisible)
    with pytest.raises(VendorError) as refused:
        plan_clip(shop, shirt, ClipEdit(template=templates()[0].name))
    assert page._refusal.words() == str(refused.value)
    assert not page._header.make.isVisible()
    with qtbot.waitSignal(page.product_wanted) as wanted:
        page._refusal.mend_wanted.emit()
    assert wanted.args == [shirt.sku]


def test_without_a_product_one_can_be_chosen(qtbot: QtBot, page: ClipPage, dress: Product, shirt: Product) -> None:
    page.open_product("")
    qtbot.waitUntil(lambda: [one.sku for one in page._picker.products()] == [shirt.sku, dress.sku])
    assert page._picker.isVisible()
    with qtbot.waitSignal(page.clip_wanted) as wanted:
        qtbot.keyClick(page._picker._grid, Qt.Key.Key_Down)
        page._picker._grid.opened.emit(page._picker.products()[1])
    assert wanted.args == [dress.sku]


def test_an_empty_shop_leads_to_the_products(qtbot: QtBot, page: ClipPage) -> None:
    page.open_product("")
    qtbot.waitUntil(page._picker._nothing.isVisible)
    with qtbot.waitSignal(page.back_wanted):
        page._picker._nothing.wanted.emit()


def test_a_product_that_goes_to_the_trash_makes_room_for_another(opened: Opened, shop: Shop, dress: Product) -> None:
    shop.catalogue.trash([dress.sku])
    opened.qtbot.waitUntil(opened.page._picker.isVisible)


def test_leaving_is_quiet_and_leaves_no_thread(opened: Opened) -> None:
    opened.player.toggle()
    opened.qtbot.waitUntil(lambda: opened.player.playback.frame > 2, timeout=PATIENCE)
    opened.page.leave()
    opened.page.hide()
    opened.settle()
    assert not opened.player.playback.is_playing


def test_a_clip_that_is_made_while_another_page_is_up_is_told(opened: Opened) -> None:
    opened.choose_seconds(6)
    opened.qtbot.mouseClick(opened.page._header.make, Qt.MouseButton.LeftButton)
    opened.page.leave()
    opened.page.hide()
    with opened.qtbot.waitSignal(opened.page.notice, timeout=PATIENCE) as told:
        pass
    assert opened.storyboard.title in told.args[0]
    opened.qtbot.waitUntil(lambda: not opened.page.is_busy())


def test_the_safe_box_has_three_states(opened: Opened) -> None:
    seen = []
    for _press in range(4):
        seen.append(opened.player.canvas.grab().toImage())
        opened.qtbot.mouseClick(opened.page._header.safe_box, Qt.MouseButton.LeftButton)
    assert seen[0] != seen[1] != seen[2] != seen[0]
    assert seen[3] == seen[0]


@pytest.mark.parametrize("size", [(1270, 768), (815, 460)])
def test_everything_has_a_name_and_is_large_enough_for_a_finger(opened: Opened, size: tuple[int, int]) -> None:
    opened.page.resize(*size)

    def all_fit() -> None:
        for control in controls(opened.page):
            assert control.accessibleName() or getattr(control, "text", str)(), control
            assert min(control.height(), control.width()) >= 40, control

    opened.qtbot.waitUntil(all_fit)


def test_no_time_is_told_before_the_machine_is_known_and_then_it_comes_by_itself(opened: Opened) -> None:
    write_whole(cache_folder() / "machine.json", msgspec.json.encode(machine.Machine()))
    opened.choose_seconds(10)
    assert opened.page._header.make.text() == "สร้างคลิป"
    pace = machine.Pace(width=1080, height=1920, frame_seconds=0.5)
    slow = machine.Machine(paces=(pace,), suits=720)
    write_whole(cache_folder() / "machine.json", msgspec.json.encode(slow))
    opened.draft.foretell()
    opened.qtbot.waitUntil(lambda: "ราว" in opened.page._header.make.text(), timeout=PATIENCE)
    assert "720×1280" in opened.page._header.facts.text()


def test_the_time_and_size_that_are_told_are_this_machines(opened: Opened) -> None:
    machine.want_width(720)
    opened.choose_seconds(10)
    assert "720×1280" in opened.page._header.facts.text()
    slow = machine.Pace(width=720, height=1280, frame_seconds=1.0)
    write_whole(cache_folder() / "machine.json", msgspec.json.encode(replace(machine.load(), paces=(slow,))))
    opened.choose_seconds(6)
    told = opened.page._draft.plan.making_seconds if opened.page._draft.plan else 0
    assert 180 <= told <= 215, "a second a frame, the photos, and the music where no test has played it yet"
    assert str(told) in opened.page._header.make.text()


def test_a_finished_clip_tells_the_size_that_it_has(opened: Opened) -> None:
    opened.choose_seconds(6)
    opened.make()
    opened.qtbot.waitUntil(opened.is_finished_shown, timeout=PATIENCE)
    opened.player.playback.pause()
    opened.settle()
    assert "216×384" in opened.page._header.facts.text()
