"""Editing a clip on the real page: everything can be done, undone and done again, and is there after a power cut."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.clip_opened import PATIENCE, Opened, opened, page
from tests.ui.clip_shop import difference, dress, music_folder, pixels_of, quick
from tests.video.films import film
from ui.pages.clip import ClipPage
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit
from vendor_app.errors import VendorError
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import templates

__all__ = ["dress", "music_folder", "opened", "page", "quick"]
pytestmark = pytest.mark.usefixtures("quick")
FIRST = templates()[0].name


def pull(opened: Opened, number: int, to: int) -> None:
    """Pull a shot by the mouse to the place of another."""
    row, button = opened.strip._row, opened.strip.buttons()[number]
    held = button.rect().center()
    begin = button.pos() + held
    way = opened.strip.buttons()[to].pos() - button.pos()
    opened.qtbot.mousePress(button, Qt.MouseButton.LeftButton, pos=held)
    for part in range(1, 9):
        opened.qtbot.mouseMove(button, button.mapFrom(row, begin + way * part / 8))
        assert not opened.strip.grab().isNull(), "a strip that cannot be drawn while a shot is pulled"
    opened.qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_a_shot_is_pulled_to_another_place(opened: Opened) -> None:
    before = opened.ids
    photos = [shot.photo for shot in opened.storyboard.shots]
    opened.done(lambda: pull(opened, 1, 3))
    assert opened.ids == (before[0], before[2], before[3], before[1], *before[4:])
    assert [shot.photo for shot in opened.storyboard.shots][1:4] == [photos[2], photos[3], photos[1]]
    assert [button.x() for button in opened.strip.buttons()] == [
        number * opened.strip._row.step for number in range(len(before))
    ]


def test_a_press_without_a_pull_moves_nothing(opened: Opened) -> None:
    before = opened.edit
    opened.choose(2)
    assert opened.edit is before
    assert opened.strip.buttons()[2].isChecked()


def test_shots_are_moved_lengthened_and_taken_out_by_keyboard(opened: Opened) -> None:
    name = opened.choose(1)
    count = len(opened.ids)
    opened.done(lambda: opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier))
    assert opened.ids.index(name) == 2
    frames = opened.shot(name).frames
    opened.done(lambda: opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Plus))
    assert opened.shot(name).frames > frames
    opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Left)
    assert opened.strip.buttons()[1].isChecked()
    with opened.qtbot.waitSignal(opened.page.notice) as told:
        opened.done(lambda: opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Delete))
    assert len(opened.ids) == count - 1
    opened.done(told.args[1])
    assert len(opened.ids) == count


def test_a_shot_that_comes_back_has_its_picture(opened: Opened) -> None:
    opened.choose(1)
    _wait_for_pictures(opened)
    opened.done(lambda: opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Delete))
    opened.done(opened.draft.undo)
    _wait_for_pictures(opened)


def test_the_neighbour_of_a_shot_taken_out_is_shown_past_its_coming_in(opened: Opened) -> None:
    opened.choose(1)
    following = opened.ids[2]
    count = len(opened.ids)
    opened.qtbot.keyClick(opened.strip, Qt.Key.Key_Delete)
    opened.qtbot.waitUntil(lambda: len(opened.ids) == count - 1 and _is_in(opened, following), timeout=PATIENCE)
    opened.settle()
    opened.draft.undo()
    opened.qtbot.waitUntil(lambda: len(opened.ids) == count and _is_in(opened, following), timeout=PATIENCE)


def _is_in(opened: Opened, shot: str) -> bool:
    """Whether a shot is shown, and nothing of the one before it any more."""
    number, within = opened.storyboard.shot_at(opened.player.playback.frame)
    return opened.ids[number] == shot and within > opened.shot(shot).transition.frames


def _wait_for_pictures(opened: Opened) -> None:
    opened.qtbot.waitUntil(lambda: all(one.has_image() for one in opened.strip.buttons()), timeout=PATIENCE)


def _steps(opened: Opened) -> dict[str, Callable[[], object]]:
    """Return every kind of change, each as a vendor makes it."""
    desk, page = opened.desk, opened.page
    click = opened.qtbot.mouseClick
    left = Qt.MouseButton.LeftButton

    def add() -> None:
        click(opened.stage._add, left)
        click(opened.stage.picker.tiles()[0], left)

    def crop() -> None:
        opened.qtbot.keyClick(opened.stage.crop.view, Qt.Key.Key_Plus)

    return {
        "moved": lambda: pull(opened, 1, 3),
        "removed": lambda: click(desk.shot._remove, left),
        "added": add,
        "longer": lambda: click(desk.shot.time._more, left),
        "typed length": lambda: (desk.shot.time._field.setText("๓.๒"), desk.shot.time._field.editingFinished.emit()),
        "text": lambda: desk.shot.words.field.setPlainText("ผ้านิ่ม ใส่สบาย"),
        "told": lambda: click(desk.shot.words.chip("shipping"), left),
        "move": lambda: click(desk.shot.moves.choice("slide-left"), left),
        "transition": lambda: click(desk.shot.transitions.choice("iris"), left),
        "crop": crop,
        "opening": lambda: desk.whole.opening.button("question").click(),
        "cover": lambda: desk.whole.cover._take.click(),
        "length": lambda: desk.whole.length._slider.setValue(9),
        "beat": lambda: desk.sound.on_beat.click(),
        "music": lambda: desk.sound.music.chosen.emit(None),
        "style": lambda: page._styles.card("wholesale").click(),
    }


STEPS = (
    "moved", "removed", "added", "longer", "typed length", "text", "told", "move", "transition", "crop", "opening",
    "cover", "length", "beat", "music", "style",
)  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_every_change_is_undone_and_done_again(opened: Opened, step: str) -> None:
    opened.choose(1)
    if step == "crop":
        opened.qtbot.mouseClick(opened.desk.shot._crop, Qt.MouseButton.LeftButton)
        opened.qtbot.waitUntil(lambda: opened.stage.view() == "crop", timeout=PATIENCE)
    before, edit = opened.storyboard, opened.edit
    changed = opened.done(_steps(opened)[step])
    assert changed != before
    assert opened.click(opened.page._header.undo).edit == before.edit
    assert opened.edit == edit
    assert opened.storyboard == before
    assert opened.click(opened.page._header.redo) == changed
    assert not opened.page._header.redo.isEnabled()


def test_the_keys_undo_from_within_a_field_and_a_word_is_one_step(opened: Opened) -> None:
    opened.choose(1)
    field = opened.desk.shot.words.field
    before = field.toPlainText()
    field.setFocus()
    field.selectAll()
    opened.done(lambda: opened.qtbot.keyClicks(field, "soft"))
    assert opened.edit.shots is not None
    opened.qtbot.waitUntil(lambda: opened.edit.shots[1].text == "soft")
    opened.settle()
    opened.done(lambda: opened.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert field.toPlainText() == before
    assert not opened.draft.can_undo
    opened.done(lambda: opened.qtbot.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier))
    assert field.toPlainText() == "soft"


def test_what_is_typed_is_seen_while_the_field_keeps_its_cursor(opened: Opened) -> None:
    opened.choose(1)
    field = opened.desk.shot.words.field
    opened.qtbot.wait(100)
    plain = pixels_of(opened.player.canvas.image())
    field.setFocus()
    field.selectAll()
    opened.done(lambda: opened.qtbot.keyClicks(field, "new words "))
    assert (field.toPlainText(), field.textCursor().position()) == ("new words ", 10)
    opened.qtbot.waitUntil(lambda: difference(opened.player.canvas.image(), plain) > 0.5)
    assert opened.desk.shot.words._reset.isVisible()
    opened.click(opened.desk.shot.words._reset)
    assert field.toPlainText() == "\n".join(
        line.text for one in opened.storyboard.shots[1].letterings if one.role == "facts" for line in one.lines
    )


def test_the_catalogue_is_one_press_away(opened: Opened) -> None:
    name = opened.choose(1)
    chips = opened.desk.shot.words
    assert not chips.chip("fabric").isVisible(), "nobody typed a fabric"
    assert chips.chip("price").text() == "ราคา", "the plate of some styles tells the wholesale price first"
    told = chips.chip("price").isChecked()
    for wanted in (not told, told):
        opened.click(chips.chip("price"))
        assert chips.chip("price").isChecked() == wanted
        said = "".join(line.text for one in opened.shot(name).letterings for line in one.lines)
        assert ("350" in said) == wanted
    opened.click(chips.chip("shipping"))
    assert chips.chip("shipping").isChecked()
    assert any("40" in line.text for one in opened.shot(name).letterings for line in one.lines)


def test_the_window_on_a_photo_is_pulled_and_zoomed(opened: Opened) -> None:
    name = opened.choose(1)
    opened.qtbot.mouseClick(opened.desk.shot._crop, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.stage.view() == "crop", timeout=PATIENCE)
    view = opened.stage.crop.view
    opened.done(lambda: view.zoom_by(2.0))
    center = view.window_place().center().toPoint()
    opened.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=center)
    opened.done(lambda: [opened.qtbot.mouseMove(view, center + QPoint(4 * n, 0)) for n in range(1, 6)])
    opened.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)
    wish = next(shot for shot in opened.edit.shots or () if shot.id == name)
    assert wish.crop == view.framing()
    assert wish.crop is not None
    assert wish.crop.x > 0.5
    opened.done(opened.draft.undo)
    assert next(shot for shot in opened.edit.shots or () if shot.id == name).crop.x == 0.5, "a pull is one step"
    opened.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert opened.stage.view() == "player"


def test_all_shots_can_be_as_the_style_has_them_again(opened: Opened) -> None:
    before = opened.storyboard
    opened.desk.side.open("whole")
    assert not opened.desk.whole.reset.isVisible()
    opened.done(lambda: pull(opened, 1, 3))
    opened.desk.side.open("whole")
    opened.click(opened.desk.whole.reset)
    assert opened.storyboard == before
    assert not opened.desk.whole.reset.isVisible()


def test_a_cover_is_chosen_on_the_time_line(opened: Opened) -> None:
    opened.player.seek(100)
    opened.settle()
    opened.desk.side.open("whole")
    opened.click(opened.desk.whole.cover._take)
    assert opened.storyboard.cover == 100
    opened.qtbot.waitUntil(lambda: opened.desk.whole.cover.picture.has_image(), timeout=PATIENCE)
    assert "3.3" in opened.desk.whole.cover._note.text()
    opened.click(opened.desk.whole.cover._reset)
    assert opened.storyboard.cover is None


def test_footage_becomes_a_shot_that_is_trimmed_and_silenced(
    opened: Opened, shop: Shop, dress: Product, tmp_path: Path
) -> None:
    source = film(tmp_path / "วิดีโอ.mp4", seconds=4, sound="-c:a aac")
    opened.done(lambda: shop.add_footage(dress.sku, [source]))
    opened.choose(1)
    opened.qtbot.mouseClick(opened.stage._add, Qt.MouseButton.LeftButton)
    tile = opened.stage.picker.tiles()[0]
    assert tile.is_footage
    opened.click(tile)
    name = opened.desk._actions.shot
    assert opened.shot(name).take is not None
    assert opened.strip.buttons()[opened.ids.index(name)].shot.is_filmed
    strip = opened.desk.shot.film
    opened.qtbot.waitUntil(lambda: bool(strip._pictures), timeout=PATIENCE)
    left = QPoint(round(strip._x(strip.part()[0])) - 2, 20)
    opened.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=left)
    opened.done(lambda: opened.qtbot.mouseMove(strip, left + QPoint(60, 0)))
    opened.qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton)
    take = opened.shot(name).take
    assert take is not None
    assert take.start == strip.part()[0] > 15
    opened.click(opened.desk.shot._sound)
    take = opened.shot(name).take
    assert take is not None
    assert not take.sound


def test_an_edit_is_there_when_the_page_is_opened_again(
    qtbot: QtBot, opened: Opened, shop: Shop, tasks: Tasks, dress: Product
) -> None:
    opened.choose(1)
    opened.done(lambda: opened.desk.shot.words.field.setPlainText("ลดเฉพาะวันนี้"))
    edit = opened.edit
    opened.page.leave()
    opened.settle()
    assert load_edit(shop, dress, FIRST) == edit
    again = ClipPage(shop, tasks)
    qtbot.addWidget(again)
    again.open_product(dress.sku)
    qtbot.waitUntil(lambda: again._draft.plan is not None, timeout=PATIENCE)
    assert again._draft.edit == edit
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    again.leave()


def test_a_change_is_saved_by_itself_while_the_page_is_up(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.done(lambda: opened.desk._actions.set_opening("price"))
    opened.qtbot.waitUntil(lambda: load_edit(shop, dress, FIRST) == opened.edit, timeout=PATIENCE)


def test_an_edit_survives_a_kill(tmp_path: Path, make_photo: Callable[..., Path]) -> None:
    folder = tmp_path / "ร้านที่ไฟดับ"
    with Shop.create(folder, "ร้านป้าแดง") as shop:
        shop.catalogue.add(Product(name="เสื้อยืด", sku="TS-1", price=19900))
        shop.add_photos("TS-1", [make_photo("a.jpg", width=300, height=500)])
    command = [sys.executable, "-m", "tests.e2e.clip_editor", str(folder), "TS-1", "พร้อมส่งวันนี้"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as editor:
        try:
            assert editor.stdout is not None
            assert editor.stdout.readline() == "saved\n"
        finally:
            editor.kill()
    with Shop.open(folder) as shop:
        edit = load_edit(shop, shop.catalogue.product("TS-1"), FIRST)
    assert edit is not None
    assert (edit.shots or ())[0].text == "พร้อมส่งวันนี้"


def test_planning_waits_for_nobody_who_types(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred letters at once: nothing of them is planned on the window's thread, and the last one is what stays."""
    opened.choose(1)
    planned: list[object] = []
    opened.draft.planned.connect(planned.append)
    field = opened.desk.shot.words.field
    for count in range(1, 101):
        field.setPlainText("ก" * count)
    opened.qtbot.waitUntil(lambda: bool(planned), timeout=PATIENCE)
    opened.settle()
    assert len(planned) < 50
    assert (opened.storyboard.edit.shots or ())[1].text == "ก" * 100 if opened.storyboard.edit else False


def test_a_photo_taken_from_the_product_makes_room_for_another(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.done(lambda: opened.desk._actions.set_opening("price"))
    kept = dress.photos[1:]
    opened.done(lambda: shop.catalogue.save(replace(dress, photos=kept)))
    assert {shot.photo for shot in opened.storyboard.shots} <= {photo.id for photo in kept} | {None}


def test_a_photo_gone_from_the_disk_is_told_on_the_stage(
    qtbot: QtBot, page: ClipPage, shop: Shop, tasks: Tasks, dress: Product
) -> None:
    shop.photos.path(dress.photos[0]).unlink()
    with qtbot.waitSignal(page._desk.stage.player.playback.failed, timeout=PATIENCE) as told:
        page.open_product(dress.sku)
    assert isinstance(told.args[0], VendorError)
    qtbot.waitUntil(lambda: page._desk.stage.player.canvas.image().isNull())
    assert told.args[0].message in page._desk.stage.player.canvas._words
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)


def test_footage_gone_from_the_disk_is_told_and_the_rest_goes_on(
    opened: Opened, shop: Shop, dress: Product, tmp_path: Path
) -> None:
    source = film(tmp_path / "วิดีโอ.mp4", seconds=4, sound="-c:a aac")
    opened.done(lambda: shop.add_footage(dress.sku, [source]))
    number = next(at for at, shot in enumerate(opened.storyboard.shots) if shot.take is not None)
    for file in (shop.folder / "footage").rglob("*.mp4"):
        file.unlink()
    told: list[VendorError] = []
    opened.page.problem.connect(told.append)
    opened.done(lambda: opened.desk._actions.set_opening("price"))
    with opened.qtbot.waitSignal(opened.player.playback.failed, timeout=PATIENCE) as failed:
        opened.desk._choose(opened.ids[number])
    assert failed.args[0].message in opened.player.canvas._words
    opened.done(lambda: opened.desk.whole.length._slider.setValue(12))
    opened.done(lambda: opened.desk.whole.length._slider.setValue(13))
    assert told
    assert len(told) == len(set(map(str, told))), "the missing sound is told once, not at each change"
    photo = next(at for at, shot in enumerate(opened.storyboard.shots) if shot.photo is not None)
    opened.choose(photo)
    opened.qtbot.waitUntil(lambda: not opened.player.canvas.image().isNull(), timeout=PATIENCE)


def test_a_product_that_goes_to_the_trash_keeps_its_edit(opened: Opened, shop: Shop, dress: Product) -> None:
    opened.done(lambda: opened.desk._actions.set_opening("price"))
    with opened.qtbot.waitSignal(opened.page.notice) as told:
        shop.catalogue.trash([dress.sku])
    assert dress.name in told.args[0]
    opened.settle()
    edit = load_edit(shop, dress, FIRST)
    assert edit is not None
    assert edit.opening == "price"


def test_an_edit_that_cannot_be_read_is_told_and_begun_anew(
    qtbot: QtBot, page: ClipPage, shop: Shop, tasks: Tasks, dress: Product
) -> None:
    folder = shop.clips / f"{dress.id}.edits"
    folder.mkdir(parents=True)
    (folder / f"{FIRST}.json").write_text("{")
    with qtbot.waitSignal(page.problem, timeout=PATIENCE) as told:
        page.open_product(dress.sku)
    assert isinstance(told.args[0], VendorError)
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=PATIENCE)
    assert page._draft.edit.shots is None


def test_a_style_the_product_cannot_have_says_why_and_changes_nothing(opened: Opened) -> None:
    before = opened.edit
    with opened.qtbot.waitSignal(opened.page.problem) as told:
        opened.qtbot.mouseClick(opened.page._styles.card("review"), Qt.MouseButton.LeftButton)
    assert told.args[0].hint
    assert opened.edit is before
    assert opened.page._styles.card(FIRST).isChecked()


def test_a_card_that_is_looked_at_moves(opened: Opened) -> None:
    card = opened.page._styles.card("wholesale")
    still = card.picture.image()
    card.setFocus(Qt.FocusReason.TabFocusReason)
    opened.qtbot.waitUntil(card.is_playing, timeout=PATIENCE)
    opened.qtbot.waitUntil(lambda: card.picture.image() != still)
    opened.page._styles.card(FIRST).setFocus(Qt.FocusReason.TabFocusReason)
    assert not card.is_playing()
    assert card.picture.image() == still
    opened.settle()


def test_twenty_shots_scroll_and_the_chosen_one_is_in_sight(opened: Opened) -> None:
    for _more in range(20 - len(opened.ids)):
        opened.desk._actions.add(opened.draft.product.photos[0])
    opened.done(lambda: opened.desk._actions.settle() or opened.desk._actions.set_opening("price"))
    assert len(opened.ids) == 20
    opened.desk._choose(opened.ids[-1])
    last = opened.strip.buttons()[-1]
    view = opened.strip._scroll.viewport()
    assert view.rect().contains(last.mapTo(view, last.rect().center()))
    opened.settle()
    assert all(button.has_image() for button in opened.strip.buttons())


def test_a_transition_is_shown_as_soon_as_it_is_chosen(opened: Opened) -> None:
    name = opened.choose(2)
    stood = opened.player.playback.frame
    seen: list[int] = []
    opened.player.frame_changed.connect(seen.append)
    opened.qtbot.mouseClick(opened.desk.shot.transitions.choice("push"), Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.player.playback.is_part, timeout=PATIENCE)
    opened.qtbot.waitUntil(lambda: not opened.player.playback.is_playing, timeout=PATIENCE)
    opened.settle()
    start = opened.storyboard.start(opened.ids.index(name))
    assert min(seen) < start < max(seen)
    assert opened.desk._actions.shot == name
    assert abs(opened.player.playback.frame - stood) < 10
    assert isinstance(opened.player.canvas.image(), QImage)
