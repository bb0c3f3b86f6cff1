"""The camera page, fed with a film through the very path of a camera: take, move on, take again, film, go away."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.video.films import AS_709, film
from ui.camera import in_use, no_camera, no_picture, refused, unreadable
from ui.camera_film import FilmedCamera
from ui.main_window import MainWindow
from ui.pages import camera as camera_page
from ui.pages import camera_filming, camera_shutter
from ui.pages.camera import CameraPage
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from vendor_app.catalogue.records import Product
from vendor_app.photos.shot_list import shot_list
from vendor_app.shop import Shop

PATIENCE = 30_000

Wait = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a minute with a tone, in which no frame is like another: no test sees one twice."""
    path = tmp_path_factory.mktemp("reel") / "กล้อง.mp4"
    how = f"-c:v libx264 -preset ultrafast -pix_fmt yuv420p {AS_709}"
    return film(path, how, size="320x180", seconds=60, sound="-c:a aac")


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE)


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks, reel: Path, wait: Wait) -> Iterator[CameraPage]:
    made = CameraPage(shop, tasks, lambda tasks, parent: FilmedCamera(reel, tasks, parent))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    yield made
    made.leave()
    wait(lambda: tasks.running == 0)


@pytest.fixture
def ready(page: CameraPage, shirt: Product, wait: Wait) -> CameraPage:
    """The page with a product, once its camera shows something."""
    page.open_product(shirt.sku)
    wait(lambda: not page.stage.view.image().isNull())
    return page


def camera(page: CameraPage) -> FilmedCamera:
    frames = page.rig.frames
    assert isinstance(frames, FilmedCamera)
    return frames


def shoot(qtbot: QtBot, page: CameraPage, wait: Wait) -> None:
    """Press the space bar, and wait until the picture is taken: not until it is kept."""
    qtbot.keyClick(page, Qt.Key.Key_Space)
    wait(lambda: not page.rig.shutter.is_busy)


def shots(shop: Shop, product: Product) -> list[str]:
    return [photo.shot for photo in shop.catalogue.by_id(product.id).photos]


# Taking


def test_the_space_bar_takes_one_after_the_other(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    wanted = [shot.name for shot in shot_list(shirt).shots]
    seen = []
    for _press in range(3):
        seen.append(ready.wish.shot)
        shoot(qtbot, ready, wait)
    assert seen == wanted[:3]
    assert ready.wish.shot == wanted[3]
    wait(lambda: len(ready.stage.taken.tiles) == 3)
    assert shots(shop, shirt) == wanted[:3]
    assert [row.is_there for row in ready.side.shots.rows][:4] == [True, True, True, False]
    photo = shop.catalogue.by_id(shirt.id).photos[0]
    assert (photo.width, photo.height) == (320, 180)
    assert shop.photos.path(photo).is_file()


def test_it_begins_with_the_shot_that_was_pressed(page: CameraPage, shirt: Product, wait: Wait) -> None:
    page.want("label")
    page.open_product(shirt.sku)
    wait(lambda: page.wish.product is not None)
    assert page.wish.shot == "label"
    assert [row.shot.name for row in page.side.shots.rows if row.isChecked()] == ["label"]


def test_the_product_that_was_opened_last_is_the_one_whoever_is_read_last(
    page: CameraPage, shop: Shop, shirt: Product, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> None:
    other = shop.catalogue.add(Product(name="กางเกง", sku="PT-1", category="กางเกง"))
    go_on, look_up = threading.Event(), camera_page._look_up

    def slow(shop: Shop, sku: str) -> object:
        found = look_up(shop, sku)
        if sku == shirt.sku:
            go_on.wait(30)
        return found

    monkeypatch.setattr(camera_page, "_look_up", slow)
    page.open_product(shirt.sku)
    page.open_product(other.sku)
    wait(lambda: page.wish.product is not None)
    go_on.set()
    wait(lambda: tasks.running == 1)  # the camera
    assert page.wish.product is not None
    assert page.wish.product.sku == other.sku


def test_when_all_is_there_more_can_be_taken(
    qtbot: QtBot, page: CameraPage, shop: Shop, shirt: Product, make_photo: Callable[..., Path], wait: Wait
) -> None:
    names = [shot.name for shot in shot_list(shirt).shots if not shot.is_footage]
    for seed, name in enumerate(names):
        shop.add_photos(shirt.sku, [make_photo(f"{name}.png", width=60, height=60, seed=seed)], shot=name)
    page.open_product(shirt.sku)
    wait(lambda: not page.stage.view.image().isNull())
    assert page.wish.mode == "film"
    page.side.shots.chosen.emit("")
    shoot(qtbot, page, wait)
    wait(lambda: len(page.stage.taken.tiles) == 1)
    assert shots(shop, shirt) == [*names, ""]


def test_a_picture_is_taken_again_in_its_place(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    for count in (1, 2):
        shoot(qtbot, ready, wait)
        wait(lambda count=count: len(ready.stage.taken.tiles) == count)
    next_shot = ready.wish.shot
    before = shop.catalogue.by_id(shirt.id).photos
    ready.stage.taken.tiles[1].click()
    assert ready.wish.shot == before[0].shot
    notices: list[Callable[[], None]] = []
    ready.notice.connect(lambda _words, undo: notices.append(undo))
    shoot(qtbot, ready, wait)
    assert ready.wish.shot == next_shot
    wait(lambda: bool(notices))
    after = shop.catalogue.by_id(shirt.id).photos
    assert [photo.shot for photo in after] == [photo.shot for photo in before]
    assert after[0].id != before[0].id
    assert after[1] == before[1]
    assert len(ready.stage.taken.tiles) == 2
    notices[0]()
    wait(lambda: shop.catalogue.by_id(shirt.id).photos == before)


def test_pressed_again_it_is_not_taken_again(qtbot: QtBot, ready: CameraPage, wait: Wait) -> None:
    shoot(qtbot, ready, wait)
    wait(lambda: len(ready.stage.taken.tiles) == 1)
    wanted = ready.wish.shot
    ready.stage.taken.tiles[0].click()
    assert ready.wish.again is not None
    ready.stage.taken.tiles[0].click()
    assert ready.wish.again is None
    assert ready.wish.shot == wanted


def test_the_mouse_never_takes_the_space_bar_away(qtbot: QtBot, ready: CameraPage) -> None:
    """A button that was clicked would be pressed again by the space bar, in place of the shutter."""
    clickable = [
        widget
        for part in (ready.side, ready.stage)
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus == Qt.FocusPolicy.ClickFocus
    ]
    assert [widget for widget in clickable if isinstance(widget, (QAbstractButton, QComboBox))] == []


# The self-timer


@pytest.fixture
def quick_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_shutter, "_SECOND_MS", 30)


@pytest.mark.usefixtures("quick_seconds")
def test_the_self_timer_counts_and_then_takes(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    counted: list[int] = []
    ready.rig.shutter.counted.connect(counted.append)
    ready.side.options.timer_chosen.emit(3)
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    assert ready.stage.view.number() == 3
    wait(lambda: len(ready.stage.taken.tiles) == 1)
    assert counted == [3, 2, 1, 0]
    assert ready.stage.view.number() == 0
    assert shots(shop, shirt) == ["front"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_while_it_counts_it_can_be_called_off(qtbot: QtBot, ready: CameraPage, key: Qt.Key) -> None:
    ready.side.options.timer_chosen.emit(10)
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    assert ready.stage.view.number() == 10
    qtbot.keyClick(ready, key)
    assert ready.stage.view.number() == 0
    assert not ready.rig.shutter.is_busy
    assert ready.wish.shot == "front"


@pytest.mark.parametrize("begin", ["nothing", "count", "film", "sheet"])
def test_escape_ends_what_is_under_way_and_else_leads_back(qtbot: QtBot, ready: CameraPage, begin: str) -> None:
    back: list[bool] = []
    ready.back_wanted.connect(lambda: back.append(True))
    is_under_way = {
        "nothing": lambda: False,
        "count": lambda: ready.rig.shutter.is_busy,
        "film": lambda: ready.rig.filming.is_on,
        "sheet": lambda: ready.rig.hold.state == "asks",
    }[begin]
    if begin == "count":
        ready.side.options.timer_chosen.emit(10)
        qtbot.keyClick(ready, Qt.Key.Key_Space)
    elif begin == "film":
        ready.rig._film()
    elif begin == "sheet":
        ready.side.held.ask.click()
    assert is_under_way() == (begin != "nothing")
    qtbot.keyClick(ready, Qt.Key.Key_Escape)
    assert not is_under_way()
    assert bool(back) == (begin == "nothing")
    qtbot.keyClick(ready, Qt.Key.Key_Escape)
    assert back


def test_who_changes_to_films_while_it_counts_takes_nothing(qtbot: QtBot, ready: CameraPage) -> None:
    ready.side.options.timer_chosen.emit(10)
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    ready.stage.modes.button(1).click()
    assert (ready.stage.view.number(), ready.rig.shutter.is_busy, ready.wish.mode) == (0, False, "film")


# Films


@pytest.fixture
def short_films(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_filming, "LONGEST", 1.5)
    monkeypatch.setattr(camera_filming, "_WORTH_KEEPING", 0.5)


def begin_film(qtbot: QtBot, page: CameraPage, wait: Wait, seconds: float = 0.0) -> None:
    """Film until there is more than so much, or it has ended by itself: a slow machine may miss what is between."""
    page.stage.modes.button(1).click()
    reached: list[float] = []
    page.rig.filming.moved.connect(reached.append)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    wait(lambda: any(at > seconds or at < 0 for at in reached))


@pytest.mark.usefixtures("short_films")
def test_a_film_is_footage_with_its_sound(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    begin_film(qtbot, ready, wait)
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).footage))  # it ends by itself when it is as long as it may be
    (footage,) = shop.catalogue.by_id(shirt.id).footage
    assert footage.has_sound
    assert (footage.width, footage.height) == (320, 180)
    assert footage.frames == 45
    wait(lambda: ready.wish.mode == "photo" and bool(ready.stage.taken.tiles))
    assert ready.wish.shot == "front"
    assert ready.stage.taken.tiles[0].taken.photo is None


@pytest.mark.usefixtures("short_films", "quick_seconds")
def test_who_films_alone_has_time_to_go_in_front_of_the_camera(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    ready.side.options.timer_chosen.emit(3)
    ready.stage.modes.button(1).click()
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    assert (ready.stage.view.number(), ready.rig.filming.is_on) == (3, False)
    wait(lambda: bool(ready.stage.taken.tiles))
    assert len(shop.catalogue.by_id(shirt.id).footage) == 1


# What goes wrong


def test_a_camera_that_is_unplugged_says_so_and_goes_on_when_it_is_back(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    camera(ready).unplug()
    assert ready.stage.is_missing
    assert "หลุด" in ready.stage.missing.words()
    assert not ready.stage.shutter.isEnabled()
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    assert not ready.rig.shutter.is_busy
    camera(ready).plug_in()
    wait(lambda: not ready.stage.is_missing and not ready.stage.view.image().isNull())
    shoot(qtbot, ready, wait)
    wait(lambda: shots(shop, shirt) == ["front"])


def test_unplugged_while_it_counts_nothing_is_taken(qtbot: QtBot, ready: CameraPage) -> None:
    ready.side.options.timer_chosen.emit(10)
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    camera(ready).unplug()
    assert (ready.stage.view.number(), ready.rig.shutter.is_busy) == (0, False)


def test_unplugged_in_the_middle_of_a_burst_the_picture_is_kept(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    ready.rig.shutter.count = 500  # never reached
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    wait(lambda: bool(ready.rig.shutter._frames))
    camera(ready).unplug()
    assert not ready.rig.shutter.is_busy
    assert ready.wish.shot == "back"
    wait(lambda: shots(shop, shirt) == ["front"])


def test_unplugged_in_the_middle_of_a_film_what_there_is_is_kept(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_filming, "_WORTH_KEEPING", 0.5)
    begin_film(qtbot, ready, wait, 0.7)
    camera(ready).unplug()
    assert not ready.rig.filming.is_on
    wait(lambda: bool(shop.catalogue.by_id(shirt.id).footage))


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (no_camera(), "ยังไม่ได้ต่อกล้อง"),
        (in_use("Webcam"), "โปรแกรมอื่นใช้อยู่"),
        (refused(), "อนุญาต"),
        (no_picture("Webcam"), "ไม่ส่งภาพมา"),
        (unreadable("Webcam"), "อ่านภาพ"),
    ],
)
def test_every_problem_is_a_sentence_with_another_way_to_go_on(
    qtbot: QtBot, ready: CameraPage, problem: Exception, words: str, wait: Wait
) -> None:
    camera(ready).break_off(problem)
    assert words in ready.stage.missing.words()
    with qtbot.waitSignal(ready.phone_wanted) as asked:
        ready.stage.missing.phone.click()
    assert asked.args == ["TS-1", "front"]
    ready.stage.missing.again.click()
    wait(lambda: not ready.stage.is_missing and not ready.stage.view.image().isNull())


def test_a_file_takes_the_place_of_the_picture_that_is_wanted(
    ready: CameraPage, shop: Shop, shirt: Product, make_photo: Callable[..., Path], wait: Wait
) -> None:
    camera(ready).unplug()
    ready._take_files([str(make_photo("one.png", width=90, height=90))])
    wait(lambda: ready.wish.shot == "back")
    ready._take_files([str(make_photo(f"{n}.png", width=90, height=90, seed=n)) for n in (1, 2)])
    wait(lambda: len(shots(shop, shirt)) == 3)
    assert shots(shop, shirt) == ["front", "", ""]
    assert ready.wish.shot == "back"


def test_a_film_that_is_not_there_is_a_sentence_too(
    qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, tmp_path: Path, wait: Wait
) -> None:
    page = CameraPage(shop, tasks, lambda tasks, parent: FilmedCamera(tmp_path / "gone.mp4", tasks, parent))
    qtbot.addWidget(page)
    page.open_product(shirt.sku)
    wait(lambda: page.stage.is_missing)
    page.leave()
    wait(lambda: tasks.running == 0)


def test_a_product_that_is_gone_keeps_its_picture_out_with_a_sentence(
    qtbot: QtBot, ready: CameraPage, shop: Shop, shirt: Product, wait: Wait
) -> None:
    problems: list[object] = []
    ready.problem.connect(problems.append)
    shop.catalogue.trash([shirt.sku])
    shop.catalogue.purge([shirt.sku])
    shoot(qtbot, ready, wait)
    wait(lambda: bool(problems))
    assert ready.stage.taken.tiles == []


# The window


def test_leaving_switches_the_camera_off(ready: CameraPage, tasks: Tasks, wait: Wait) -> None:
    ready.leave()
    assert not camera(ready).is_on
    wait(lambda: tasks.running == 0)


def test_the_editor_leads_to_the_camera_and_back(
    qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, reel: Path, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> None:
    monkeypatch.setenv("TALAD_CAMERA", str(reel))
    window = MainWindow(shop, tasks)
    qtbot.addWidget(window)
    window.show()
    window.edit_product(shirt.sku)
    wait(lambda: window.editor.sku == shirt.sku)
    window.editor.want_camera("back")
    assert window.page == "camera"
    page = window.camera
    wait(lambda: not page.stage.view.image().isNull())
    assert page.wish.shot == "back"
    shoot(qtbot, page, wait)
    wait(lambda: shots(shop, shirt) == ["back"])
    window.go_back()
    assert window.page == "editor"
    assert not page.rig.frames.is_on
    window.close()
    wait(lambda: tasks.running == 0)


@pytest.mark.parametrize("size", [(1270, 700), (724, 460)])
def test_nothing_beside_the_picture_is_cut_off(qtbot: QtBot, ready: CameraPage, size: tuple[int, int]) -> None:
    ready.resize(*size)
    qtbot.waitUntil(lambda: ready.side.height() > 0 and ready.width() == size[0], timeout=PATIENCE)
    inside = ready.side.options.parentWidget()
    assert inside is not None
    room = ready.side.width() - 12  # the scroll bar
    assert inside.minimumSizeHint().width() <= room
    view = ready.stage.view
    assert view.height() >= 200
    assert view.picture_area().bottom() <= view.height() - 44, "what is said of the picture has its place below it"
    camera(ready).unplug()
    wide = sum(button.sizeHint().width() for button in ready.stage.missing.findChildren(Button))
    assert wide + 2 * 10 + 2 * 10 <= ready.stage.missing.width()
