"""The queue in the window: what it shows, what its buttons do, and what closing and starting again make of it."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.queue_works import Here, here, quick, refusing
from tests.ui.conftest import Settle
from ui import shelf
from ui.dialogs.batch import BatchDialog
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow
from ui.models import clip_state
from ui.pages.products import ProductsPage
from ui.pages.queue import QueuePage
from ui.tasks import Tasks
from ui.widgets.queue_report import ReportDialog
from ui.widgets.queue_row import QueueRow
from ui.widgets.toast import Toast
from vendor_app import machine
from vendor_app.catalogue.records import Product
from vendor_app.files import write_whole
from vendor_app.photos.recipe import Recipe
from vendor_app.progress import Progress
from vendor_app.render_process import Request
from vendor_app.render_queue import Job, RenderQueue
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop

STYLE = "new-arrival"


class Held(Here):
    """Makes nothing until it is let go, and looks all the while whether it is to stop."""

    def __init__(self) -> None:
        super().__init__(quick)
        self.go = threading.Event()

    def make(self, request: Request, progress: Progress) -> float:
        """Wait, then do the work."""
        progress.at(0.3)
        while not self.go.wait(0.01):
            progress.check()
        return super().make(request, progress)


@pytest.fixture
def products(shop: Shop, make_photo: PhotoMaker) -> tuple[Product, ...]:
    """Three shirts that can become clips, and one without a price."""
    for sku, price in (("A", 19900), ("B", 19900), ("C", 19900), ("D", None)):
        shop.catalogue.add(Product(sku=sku, name=f"เสื้อ {sku}", price=price, category="เสื้อ"))
        shop.add_photos(sku, [make_photo(f"{sku}.jpg", width=90, height=120, seed=ord(sku))])
    return shop.catalogue.products()


@pytest.fixture
def held() -> Held:
    return Held()


Open = Callable[[RenderQueue], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, shop: Shop, tasks: Tasks, held: Held) -> Iterator[Open]:
    shown: list[MainWindow] = []

    def show(queue: RenderQueue) -> MainWindow:
        window = MainWindow(shop, tasks, queue)
        shown.append(window)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield show
    held.go.set()
    for window in shown:
        window.queue.stop()
        for page in window.pages.values():
            page.leave()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=20_000)
    for window in shown:
        window.hide()
        window.deleteLater()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window said quietly: on the screen each sentence stays four seconds, or until the next one."""
    words: list[str] = []
    show = Toast.show_news
    monkeypatch.setattr(Toast, "show_news", lambda self, what: (words.append(what), show(self, what)))
    return words


def page_of(window: MainWindow) -> QueuePage:
    page = window.pages["queue"]
    assert isinstance(page, QueuePage)
    return page


def row(qtbot: QtBot, window: MainWindow, sku: str) -> QueueRow:
    """Return the row of a product's job, when it is there."""
    job = next(job for job in window.queue.jobs if job.sku == sku)
    qtbot.waitUntil(lambda: page_of(window).jobs.row(job.id) is not None)
    found = page_of(window).jobs.row(job.id)
    assert found is not None
    return found


def press(qtbot: QtBot, window: MainWindow, sku: str, key: str) -> None:
    """Press a button of a row, as soon as the row offers it."""
    qtbot.waitUntil(lambda: row(qtbot, window, sku).button(key) is not None)
    qtbot.mouseClick(row(qtbot, window, sku).button(key), Qt.MouseButton.LeftButton)


def states(window: MainWindow) -> dict[str, str]:
    return {job.sku: job.state for job in window.queue.jobs}


def dialog(window: QWidget, kind: type[MessageDialog] = MessageDialog) -> MessageDialog:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_what_waits_from_the_last_time_goes_on_by_itself(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, said: list[str]
) -> None:
    queue = RenderQueue(shop, here())
    for product in products[:2]:
        queue.add(product, STYLE)
    window = open_window(RenderQueue(shop, here()))
    assert "เหลือ 2 คลิป" in said[0]
    qtbot.waitUntil(lambda: states(window) == {"A": "done", "B": "done"})
    qtbot.waitUntil(lambda: "เสร็จแล้ว" in said[-1])


def test_what_was_paused_stays_so(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    queue = RenderQueue(shop, here())
    queue.add(products[0], STYLE)
    queue.pause()
    window = open_window(RenderQueue(shop, here()))
    window.show_page("queue")
    settle()
    assert states(window) == {"A": "waiting"}
    assert "พักอยู่ทั้งหมด" in page_of(window)._left.text()
    qtbot.mouseClick(page_of(window)._pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})


def test_a_queue_of_paused_clips_offers_to_go_on_with_all(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open
) -> None:
    queue = RenderQueue(shop, here())
    for product in products[:2]:
        queue.pause(queue.add(product, STYLE).id)
    window = open_window(RenderQueue(shop, here()))
    window.show_page("queue")
    page = page_of(window)
    assert page._pause.text() == "ทำต่อทั้งหมด"
    assert "พักอยู่ทั้งหมด" in page._left.text()
    qtbot.mouseClick(page._pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(window) == {"A": "done", "B": "done"})


def test_what_cannot_go_sooner_or_later_offers_no_such_button(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.show_page("queue")
    for product in products[:3]:
        window.queue.add(product, STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "working", "B": "waiting", "C": "waiting"})
    rows = [row(qtbot, window, sku) for sku in "BC"]
    wanted = {"up": [False, True], "down": [True, False]}
    for key, enabled in wanted.items():
        qtbot.waitUntil(lambda: [one.button(key).isEnabled() for one in rows] == enabled)  # noqa: B023


def test_the_buttons_of_a_row_do_what_they_say(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.show_page("queue")
    for product in products[:3]:
        window.queue.add(product, STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "working", "B": "waiting", "C": "waiting"})
    press(qtbot, window, "C", "up")
    qtbot.waitUntil(lambda: [job.sku for job in window.queue.jobs] == ["A", "C", "B"])
    press(qtbot, window, "B", "pause")
    qtbot.waitUntil(lambda: states(window)["B"] == "paused")
    press(qtbot, window, "A", "cancel")
    qtbot.waitUntil(lambda: states(window) == {"A": "cancelled", "C": "working", "B": "paused"})
    held.go.set()
    qtbot.waitUntil(lambda: states(window)["C"] == "done")
    press(qtbot, window, "B", "resume")
    press(qtbot, window, "A", "retry")
    qtbot.waitUntil(lambda: set(states(window).values()) == {"done"})
    led: list[str] = []
    page_of(window).export_wanted.connect(led.append)
    press(qtbot, window, "C", "export")
    assert led == ["C"]


def test_the_sidebar_counts_and_a_card_says_what_is_being_made(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.queue.add(products[0], STYLE)
    window.queue.add(products[1], STYLE)
    button = window._sidebar.queue
    qtbot.waitUntil(lambda: "เหลือ 2 คลิป" in button.accessibleName())
    qtbot.waitUntil(lambda: window.queue.done_of_all == pytest.approx(0.15))
    grid = window.pages["products"]._grid  # type: ignore[attr-defined]
    assert {job.sku for jobs in grid._card.jobs.values() for job in jobs} == {"A", "B"}
    held.go.set()
    qtbot.waitUntil(lambda: button.accessibleName() == "คิว")
    assert grid._card.jobs == {}


def test_a_failed_clip_is_told_and_leads_to_its_product(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, said: list[str]
) -> None:
    window = open_window(RenderQueue(shop, here(refusing)))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: any("เต็มแล้ว" in words for words in said))
    window.show_page("queue")
    assert "เต็มแล้ว" in row(qtbot, window, "A").accessibleName()
    press(qtbot, window, "A", "product")
    assert window.page == "editor"


def test_a_file_that_is_gone_is_told(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open
) -> None:
    window = open_window(RenderQueue(shop, here()))
    told: list[object] = []
    window.problem.connect(told.append)
    window.show_page("queue")
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})
    (shop.folder / window.queue.jobs[0].file).unlink()
    press(qtbot, window, "A", "play")
    assert "ไม่มี" in str(told[0])


def test_all_are_cancelled_with_one_press_and_taken_back(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.show_page("queue")
    page = page_of(window)
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: page._pause.isVisible())
    assert not page._cancel.isVisible()
    window.queue.add_all(products[1:3], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "working", "B": "waiting", "C": "waiting"})
    qtbot.waitUntil(page._cancel.isVisible)
    notices: list[tuple[str, Callable[[], None]]] = []
    page.notice.connect(lambda words, undo: notices.append((words, undo)))
    qtbot.mouseClick(page._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(states(window).values()) == {"cancelled"})
    qtbot.waitUntil(lambda: bool(notices) and not page._cancel.isVisible())
    words, undo = notices[0]
    assert words == "เอาออกจากคิวแล้ว 3 คลิป"
    assert not list(shop.clips.rglob("*.mp4"))
    qtbot.waitUntil(lambda: page._report.text() == "เอาออกจากคิวทั้ง 2 คลิป")
    page._report._show()
    report = dialog(window, ReportDialog)
    assert "ไม่ได้" not in report.title.text() + report.text.text()
    report.press("close")
    window.queue.retry(window.queue.jobs[0].id, window.queue.jobs[1].id)
    qtbot.waitUntil(lambda: page._cancel.isVisible() and "cancelled" in states(window).values())
    assert page._report.text() == ""
    assert page._header.minimumSizeHint().width() <= window.minimumWidth() - window._sidebar.width()
    held.go.set()
    undo()
    qtbot.waitUntil(lambda: set(states(window).values()) == {"done"})


def test_what_has_ended_is_cleared(qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open) -> None:
    window = open_window(RenderQueue(shop, here()))
    window.show_page("queue")
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})
    qtbot.waitUntil(page_of(window)._clear.isVisible)
    qtbot.mouseClick(page_of(window)._clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page_of(window)._body.currentWidget() is page_of(window)._empty)


# Many at once


def test_clips_of_all_say_first_what_cannot_be_made_and_report_at_the_end(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    settle()
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    qtbot.mouseClick(page._all, Qt.MouseButton.LeftButton)
    settle()
    asking = dialog(window, BatchDialog)
    assert isinstance(asking, BatchDialog)
    assert "ทำ 3 คลิป" in asking._start.text()
    assert "1 ตัว" in asking._not_ready.text()
    assert asking.text.height() >= asking.text.heightForWidth(asking.text.width())
    asking._length.setCurrentIndex(0)
    settle()
    asking.press("start")
    assert window.page == "queue"
    qtbot.waitUntil(lambda: "ทำได้ 3 คลิป ไม่ได้ 1" in page_of(window)._report.text(), timeout=10_000)
    page_of(window)._report._show()
    report = dialog(window, ReportDialog)
    assert "ทำได้ 3 คลิป" in report.title.text()
    report.press("close")
    page_of(window)._report._put_away()
    assert page_of(window)._report.text() == ""
    assert {shop.catalogue.product(sku).clips[0].frames for sku in "ABC"} == {300}


def test_none_that_can_be_made_cannot_be_started(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    page._ask_clips([shop.catalogue.product("D")])
    settle()
    asking = dialog(window, BatchDialog)
    assert isinstance(asking, BatchDialog)
    assert not asking._start.isEnabled()
    assert "ยังทำไม่ได้สักตัว" in asking.text.text()
    asking.press("cancel")
    settle()
    assert window.queue.jobs == ()


def test_clips_of_what_is_selected(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    settle()
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    page._grid.selectAll()
    assert "4" in page._selection._count.text()
    qtbot.mouseClick(page._selection._clips, Qt.MouseButton.LeftButton)
    asking = dialog(window, BatchDialog)
    assert "4 สินค้า" in asking.title.text()
    asking.press("cancel")


def test_an_old_price_is_marked_and_renewed_with_one_press(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    settle()
    assert page._renew.isHidden()
    shop.catalogue.save(replace(shop.catalogue.product("A"), price=9900))
    qtbot.waitUntil(lambda: shelf.STALE in page._filters._chips)
    qtbot.mouseClick(page._filters._chips[shelf.STALE], Qt.MouseButton.LeftButton)
    settle()
    assert page._renew.isVisible()
    qtbot.mouseClick(page._renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shop.catalogue.product("A").clips[0].prices == (9900, -1))
    qtbot.waitUntil(lambda: page._key == shelf.ALL and len(page._list.products) == len(products))  # none is left
    assert page._renew.isHidden()


def test_an_edited_photo_is_marked_and_renewed_with_one_press(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    settle()
    photo = shop.catalogue.product("A").photos[0]
    shop.catalogue.set_recipe("A", photo.id, Recipe(light=0.4))
    qtbot.waitUntil(lambda: shelf.STALE in page._filters._chips)
    assert page._filters._chips[shelf.STALE].text() == "แก้รูปแล้ว 1"
    qtbot.mouseClick(page._filters._chips[shelf.STALE], Qt.MouseButton.LeftButton)
    settle()
    with qtbot.waitSignal(page.notice) as told:
        qtbot.mouseClick(page._renew, Qt.MouseButton.LeftButton)
    assert "รูปที่แก้แล้ว" in told.args[0]
    qtbot.waitUntil(lambda: not shop.catalogue.product("A").outdated_clips)
    looks = shop.catalogue.product("A").clips[0].looks
    assert looks[photo.id] != photo.id


def test_the_filter_says_what_happened_to_the_products_in_it(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    for product in products[:2]:
        window.queue.add(product, STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done", "B": "done"})
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    shop.catalogue.save(replace(shop.catalogue.product("A"), price=9900))
    qtbot.waitUntil(lambda: "ราคาเปลี่ยน 1" in [chip.text() for chip in page._filters._chips.values()])
    shop.catalogue.set_recipe("B", products[1].photo_ids[0], Recipe(light=0.4))
    qtbot.waitUntil(lambda: "คลิปเก่าแล้ว 2" in [chip.text() for chip in page._filters._chips.values()])


def test_another_product_in_the_clip_counts_too(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, here()))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "done"})
    other = shop.catalogue.product("B")
    (clip,) = shop.catalogue.product("A").clips
    shop.catalogue.remember_clip("A", replace(clip, others=(other.id,)), {other.id: other.prices})
    page = window.pages["products"]
    assert isinstance(page, ProductsPage)
    settle()
    assert shelf.STALE not in page._filters._chips
    shop.catalogue.trash(["B"])
    qtbot.waitUntil(lambda: shelf.STALE in page._filters._chips)
    assert clip_state(shop.catalogue.product("A")) == "price"


# Closing


@pytest.mark.parametrize("answer", ["close", "wait"])
def test_closing_says_that_the_queue_goes_on_next_time(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held, answer: str, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "working"})
    closed: list[bool] = []
    window.closed.connect(partial(closed.append, True))
    window.close()
    asking = dialog(window)
    assert "1 คลิป" in asking.title.text()
    asking.press(answer)
    qtbot.waitUntil(lambda: bool(closed) is (answer == "close"))
    if answer == "close":
        settle()
        assert [job.state for job in RenderQueue(shop).jobs] == ["waiting"]
    else:
        assert states(window) == {"A": "working"}


def test_a_system_that_shuts_down_is_not_asked(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.queue.add(products[0], STYLE)
    qtbot.waitUntil(lambda: states(window) == {"A": "working"})
    with qtbot.waitSignal(window.closed):
        window.close_quietly()
    settle()
    assert [job.state for job in RenderQueue(shop).jobs] == ["waiting"]


def test_closing_asks_nothing_when_all_rest(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, held: Held, settle: Settle
) -> None:
    window = open_window(RenderQueue(shop, held))
    window.queue.add(products[0], STYLE)
    window.queue.pause()
    settle()
    qtbot.waitUntil(lambda: window.queue.is_paused)
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_damaged_queue_is_told_when_the_window_opens(qtbot: QtBot, shop: Shop, open_window: Open) -> None:
    (shop.clips / "queue.json").write_bytes(b"\x00")
    told: list[object] = []
    window = MainWindow(shop, Tasks(), RenderQueue(shop, here()))
    window.problem.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "queue.unread-1.json" in str(told[0])
    window.queue.stop()
    window._tasks.close()
    window.deleteLater()


# Long lists


def test_a_hundred_jobs_appear_a_few_at_a_time_and_only_so_many(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open, settle: Settle
) -> None:
    queue = RenderQueue(shop, here())
    queue.pause()
    first = queue.add(products[0], STYLE)
    jobs = tuple(replace(first, id=str(number), name=f"เสื้อ {number}") for number in range(100))
    queue._save(replace(queue._content, jobs=jobs))
    window = open_window(queue)
    window.show_page("queue")
    made: Callable[[], int] = lambda: len(window.findChildren(QueueRow))  # noqa: E731
    assert made() < 12
    qtbot.waitUntil(lambda: made() == 30)
    section = page_of(window).jobs._wanted
    assert "70" in section.all.text()
    qtbot.mouseClick(section.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: made() == 100)
    settle()


def test_the_pace_of_the_work_tells_how_long_it_takes(
    qtbot: QtBot, shop: Shop, products: tuple[Product, ...], open_window: Open
) -> None:
    window = open_window(RenderQueue(shop, here()))
    watch = window.queue
    job = Job(id="x", product="p", sku="A", name="A", template=STYLE, seconds=30, added="2026-11-22T00:00:00+00:00")
    assert watch.seconds_left(job) is None, "nothing is known of the machine yet"
    assert watch.seconds_left_of_all() == 0
    cache_folder().mkdir(parents=True, exist_ok=True)
    pace = machine.Pace(width=1080, height=1920, frame_seconds=0.02)
    write_whole(cache_folder() / "machine.json", msgspec.json.encode(machine.Machine(paces=(pace,))))
    watch.look_at_machine()
    assert watch.seconds_left(replace(job, done=0.5)) == pytest.approx(watch.seconds_left(job) / 2)
    assert watch.seconds_left(replace(job, seconds=15)) < watch.seconds_left(job)


def test_where_the_shop_is_does_not_matter(shop: Shop, tmp_path: Path) -> None:
    assert RenderQueue(shop).jobs == ()
    assert not (shop.clips / "queue.json").exists()
