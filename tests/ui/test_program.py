"""Starting: the first time, with a shop, with one that cannot be opened; and going from shop to shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.queue_works import slow
from ui.dialogs.first_start import FirstStart
from ui.dialogs.message import MessageDialog
from ui.program import Program
from vendor_app.catalogue.records import Product
from vendor_app.render_process import RenderProcess
from vendor_app.render_queue import RenderQueue
from vendor_app.settings import Settings, default_shop_folder, load_settings
from vendor_app.shop import SHOP_FILE, Shop, is_shop


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    quits: list[bool] = []
    monkeypatch.setattr(Program, "_quit", lambda self: quits.append(True))
    monkeypatch.setattr("ui.program._CALM_MS", 3_600_000)  # measuring the machine has tests of its own
    program = Program(qapp, load_settings())
    program.quits = quits
    yield program
    if program.window is not None:
        for page in program.window.pages.values():
            page.leave()
        qtbot.waitUntil(lambda: program.tasks.running == 0, timeout=20_000)
        program.window.hide()
        program.window.deleteLater()
    program.end()


def dialog(qtbot: QtBot, kind: type[MessageDialog] = MessageDialog) -> MessageDialog:
    """Wait for a dialog of this kind and return it."""

    def shown() -> list[MessageDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    return shown()[0]


def wait_for_window(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible(), timeout=20_000)


@pytest.mark.parametrize(("typed", "key", "name"), [("ร้านเจ๊หมวย", "open", "ร้านเจ๊หมวย"), ("", "skip", "ร้านของฉัน")])
def test_a_first_start_asks_for_the_name_only(qtbot: QtBot, program: Program, typed: str, key: str, name: str) -> None:
    program.start(None)
    welcome = dialog(qtbot, FirstStart)
    welcome.type_name(typed)
    welcome.press(key)
    wait_for_window(qtbot, program)
    assert program.shop.name == name
    assert program.shop.folder == default_shop_folder()
    qtbot.waitUntil(lambda: load_settings().shop == str(default_shop_folder()))


def test_the_machine_is_looked_at_first_and_then_measured_and_the_window_is_told(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("vendor_app.machine.glance", lambda _progress: done.append("glance"))
    monkeypatch.setattr("vendor_app.machine.get_ready", lambda _progress: done.append("measure"))
    Shop.create(tmp_path / "ร้าน", "ร้าน").close()
    program.start(tmp_path / "ร้าน")
    wait_for_window(qtbot, program)
    assert program.window is not None
    program.window.queue.machine_known.connect(lambda: done.append("told"))
    program._calm.timeout.emit()
    qtbot.waitUntil(lambda: done == ["glance", "told", "measure", "told"], timeout=20_000)


def test_closing_the_welcome_makes_no_shop(qtbot: QtBot, program: Program) -> None:
    program.start(None)
    dialog(qtbot, FirstStart).reject()
    qtbot.waitUntil(lambda: bool(program.quits))
    assert not is_shop(default_shop_folder())


def test_the_shop_of_last_time_opens_by_itself(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program
) -> None:
    Shop.create(tmp_path / "ร้านสอง", "ร้านสอง").close()
    program._settings = Settings(shop=str(tmp_path / "ร้านสอง"))
    program.start(None)
    wait_for_window(qtbot, program)
    assert program.shop.name == "ร้านสอง"


def test_a_shop_named_on_the_command_line_is_not_remembered(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "practice", "ร้านฝึกหัด").close()
    program.start(tmp_path / "practice")
    wait_for_window(qtbot, program)
    assert program.shop.name == "ร้านฝึกหัด"
    qtbot.waitUntil(lambda: program.tasks.running == 0)
    assert load_settings().shop == ""


def test_a_second_program_is_told_so_and_can_try_again(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    first = Shop.create(tmp_path / "shop", "ร้าน")
    program.start(tmp_path / "shop")
    told = dialog(qtbot)
    assert "อีกหน้าต่างหนึ่งบนเครื่องนี้" in told.title.text()
    first.close()
    told.press("again")
    wait_for_window(qtbot, program)


def test_a_shop_from_the_future_is_told_and_left_alone(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "shop", "ร้าน").close()
    file = tmp_path / "shop" / SHOP_FILE
    file.write_text(file.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")
    before = file.read_bytes()
    program.start(tmp_path / "shop")
    told = dialog(qtbot)
    assert "ใหม่กว่า" in told.title.text()
    told.press("quit")
    qtbot.waitUntil(lambda: bool(program.quits))
    assert file.read_bytes() == before


def test_a_damaged_catalogue_is_mended_with_one_press(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    with Shop.create(tmp_path / "shop", "ร้าน") as shop:
        shop.catalogue.add(Product(name="เสื้อยืด", sku="TS-1", price=19900))
    file, damage = tmp_path / "shop" / "catalogue.sqlite", b"x" * 9000
    file.write_bytes(damage)
    program.start(tmp_path / "shop")
    told = dialog(qtbot)
    assert "เสียหาย" in told.title.text()
    assert file.read_bytes() == damage
    told.press("mend")
    wait_for_window(qtbot, program)
    assert program.shop.catalogue.product("TS-1").price == 19900
    assert (tmp_path / "shop" / "catalogue.unread-1.sqlite").read_bytes() == damage


def test_a_folder_without_a_shop_offers_to_make_one(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    program.start(tmp_path / "gone")
    told = dialog(qtbot)
    told.press("new")
    chooser = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    (tmp_path / "ร้านใหม่").mkdir()
    chooser.fileSelected.emit(str(tmp_path / "ร้านใหม่"))
    chooser.close()
    wait_for_window(qtbot, program)
    assert is_shop(tmp_path / "ร้านใหม่")


def test_going_to_another_shop_closes_the_first_and_opens_a_window_on_the_second(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    for name in ("a", "b"):
        Shop.create(tmp_path / name, f"ร้าน {name}").close()
    program.start(tmp_path / "a")
    wait_for_window(qtbot, program)
    program.window.shop_wanted.emit(tmp_path / "b")
    qtbot.waitUntil(lambda: program.shop is not None and program.shop.name == "ร้าน b", timeout=20_000)
    assert program.window.windowTitle().startswith("ร้าน b")
    qtbot.waitUntil(lambda: not program._left, timeout=20_000)
    Shop.open(tmp_path / "a").close()
    assert program.quits == []


def test_clips_of_a_shop_that_is_left_wait_for_it_and_it_can_be_opened_again(
    qtbot: QtBot, tmp_path: Path, program: Program, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        with Shop.create(tmp_path / name, f"ร้าน {name}") as shop:
            shirt = shop.catalogue.add(Product(sku="A", name="เสื้อ", price=19900))
            shop.add_photos(shirt.sku, [make_photo("a.jpg", width=90, height=120)])
            RenderQueue(shop).add(shop.catalogue.product("A"), "new-arrival")
    monkeypatch.setattr("ui.main_window.RenderQueue", lambda shop: RenderQueue(shop, RenderProcess(slow)))
    program.start(tmp_path / "a")
    for other in ("b", "a"):
        wait_for_work(qtbot, program)
        left = program.shop
        program.window.shop_wanted.emit(tmp_path / other)
        qtbot.waitUntil(lambda left=left: program.shop is not left, timeout=20_000)
        qtbot.waitUntil(lambda: not program._left, timeout=20_000)
        with Shop.open(left.folder) as shop:
            assert [(job.state, job.reason) for job in RenderQueue(shop).jobs] == [("waiting", "")]
    wait_for_work(qtbot, program)
    program.window.queue.stop()


def wait_for_work(qtbot: QtBot, program: Program) -> None:
    wait_for_window(qtbot, program)
    qtbot.waitUntil(lambda: any(job.done for job in program.window.queue.jobs), timeout=20_000)


def test_a_shop_that_does_not_open_leaves_the_one_that_is_open(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "a", "ร้าน a").close()
    program.start(tmp_path / "a")
    wait_for_window(qtbot, program)
    window = program.window
    window.shop_wanted.emit(tmp_path / "no shop here")
    dialog(qtbot).press("close")
    assert program.window is window
    assert window.isVisible()


def test_another_language_holds_now_and_at_the_next_start(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "a", "Daeng").close()
    program.start(tmp_path / "a")
    wait_for_window(qtbot, program)
    program.window.language_wanted.emit("en")
    assert program.window.windowTitle() == "Daeng – Talad Clip"
    qtbot.waitUntil(lambda: load_settings().language == "en")


def test_pressing_twice_opens_the_shop_once(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "stall", "แผงผ้า").close()
    program.open_shop(tmp_path / "stall")
    program.open_shop(tmp_path / "stall")
    wait_for_window(qtbot, program)
    qtbot.waitUntil(lambda: program.tasks.running == 0, timeout=20_000)
    assert program.shop.name == "แผงผ้า"
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]


def test_the_window_that_was_closed_comes_up_in_the_same_place(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    Shop.create(tmp_path / "shop", "ร้าน").close()
    program.start(tmp_path / "shop")
    wait_for_window(qtbot, program)
    program.window.showNormal()
    program.window.setGeometry(20, 40, 1000, 600)
    program.window.close()
    qtbot.waitUntil(lambda: bool(program.quits))
    qtbot.waitUntil(lambda: load_settings().window == (20, 40, 1000, 600))
