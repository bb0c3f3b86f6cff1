"""The window: the sidebar, the pages, and who leads to whom."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ui.closing import Closing
from ui.dialogs.closing import unsaved_dialog
from ui.hand_over import HandOver
from ui.models import Changes
from ui.pages.camera import CameraPage
from ui.pages.clip import ClipPage
from ui.pages.editor import EditorPage
from ui.pages.export import ExportPage
from ui.pages.history import HistoryPage
from ui.pages.page import Page
from ui.pages.products import ProductsPage
from ui.pages.queue import QueuePage
from ui.pages.settings import SettingsPage
from ui.pages.studio import StudioPage
from ui.phone_desk import PhoneDesk
from ui.queue_news import QueueNews
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from ui.widgets.drops import Incoming
from ui.widgets.sidebar import Sidebar
from ui.widgets.toast import Toast
from vendor_app.catalogue.records import Change, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import PhotoId
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop

_SMALLEST = QSize(820, 440)  # a 1366×768 screen at 150 %, less the task bar and the title bar

_UNDER = {"editor": "products", "studio": "products", "camera": "products", "history": "export"}
"""Pages that the sidebar shows as parts of others."""


class MainWindow(QMainWindow):
    """Shows one shop. Pages never know each other: their wishes end here."""

    language_wanted = Signal(str)
    shop_wanted = Signal(object)
    """The folder of another shop to open."""
    new_shop_wanted = Signal(object)
    """The folder to make a new shop in."""
    problem = Signal(object)
    """A VendorError to show in a dialog."""
    closed = Signal()
    """The window is closed and everything typed is saved, or the vendor let it go."""

    def __init__(self, shop: Shop, tasks: Tasks, queue: RenderQueue | None = None) -> None:
        super().__init__()
        self._shop, self._tasks = shop, tasks
        self._make_queue(queue or RenderQueue(shop))
        self._sku: Sku = ""
        self._name, self._trail = "products", list[str]()
        self._changes = Changes(shop.catalogue, self)
        self._changes.changed.connect(self._pass_on)
        self._closing = Closing(self, self.queue, tasks)
        self.setMinimumSize(_SMALLEST)
        self._build()
        self._show("products")
        self._news.go_on()

    def _make_queue(self, queue: RenderQueue) -> None:
        self.queue = RenderWatch(queue, self._tasks, self)
        self.queue.problem.connect(self.problem)
        self.queue.changed.connect(self._show_queue)
        self._news = QueueNews(self.queue, queue.notes, self)
        self._news.told.connect(self._tell)
        self._news.problem.connect(self.problem)

    def _build(self) -> None:
        """Make everything inside the window, in the language in use."""
        self.setWindowTitle(f"{self._shop.name} – {_('Talad Clip')}")
        inside = QWidget()
        inside.setObjectName("paper")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._sidebar, self._stack, self.toast = Sidebar(), QStackedWidget(), Toast(inside)
        self._sidebar.page_wanted.connect(self.show_page)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.toast)
        row.addWidget(self._sidebar)
        row.addLayout(self._column, 1)
        self._make_pages()
        for page in self.pages.values():
            self._listen_to(page)
            page.follow(self.queue)
        self._show_queue()
        self.setCentralWidget(inside)

    def _make_pages(self) -> None:
        """Make the pages, and connect what only some of them wish for."""
        products = ProductsPage(self._shop, self._tasks, self.queue)
        products.queue_wanted.connect(self.show_queue)
        products.new_wanted.connect(self.add_product)
        settings = SettingsPage(self._shop, self._tasks)
        settings.language_wanted.connect(self._want_language)
        settings.shop_wanted.connect(self._want_shop)
        settings.new_shop_wanted.connect(self._want_new_shop)
        settings.renamed.connect(self._show_name)
        self.editor = EditorPage(self._shop, self._tasks)
        self.studio = StudioPage(self._shop, self._tasks)
        self.editor.photo_wanted.connect(self.edit_photo)
        self.editor.camera_wanted.connect(self.take_pictures)
        self.camera = CameraPage(self._shop, self._tasks)
        export, history = ExportPage(self._shop, self._tasks), HistoryPage(self._shop, self._tasks)
        self.hand_over = HandOver(self._shop, self._tasks, export)
        self.hand_over.history_wanted.connect(self.show_history)
        self.phones = PhoneDesk(self._shop, self._tasks, export, self)
        self.editor.phone_wanted.connect(self.phones.bring)
        self.camera.phone_wanted.connect(self.phones.bring)
        history.history_wanted.connect(self.show_history)
        self.pages: dict[str, Page] = {
            "products": products,
            "editor": self.editor,
            "studio": self.studio,
            "camera": self.camera,
            "clip": ClipPage(self._shop, self._tasks),
            "export": export,
            "history": history,
            "queue": QueuePage(self._shop, self._tasks, self.queue),
            "settings": settings,
        }

    def _listen_to(self, page: Page) -> None:
        page.back_wanted.connect(self.go_back)
        page.product_wanted.connect(self.edit_product)
        page.clip_wanted.connect(self.make_clip)
        page.export_wanted.connect(self.export_product)
        page.field_wanted.connect(self.reveal)
        page.notice.connect(partial(self._say, page))
        page.problem.connect(self.problem)
        self._stack.addWidget(page)

    def _show_queue(self) -> None:
        wanted = self.queue.wanted
        rests = self.queue.is_paused or all(job.state == "paused" for job in wanted)
        self._sidebar.queue.show_queue(len(wanted), self.queue.done_of_all, rests=rests)

    def _tell(self, words: str) -> None:
        self.toast.show_news(words)

    def _say(self, page: Page, words: str, undo: Callable[[], None] | None) -> None:
        """Say what a page has to say; what comes from one that was left is news elsewhere."""
        if undo is None and page is not self.pages[self._name]:
            self.toast.show_news(words)
        else:
            self.toast.show_words(words, undo)

    def _show_name(self) -> None:
        self.setWindowTitle(f"{self._shop.name} – {_('Talad Clip')}")

    def _pass_on(self, change: Change) -> None:
        for page in self.pages.values():
            page.catalogue_changed(change)
        for sentence in change.problems:
            self.problem.emit(VendorError(sentence))

    # From page to page

    @property
    def page(self) -> str:
        """The name of the page that is up."""
        return self._name

    def show_page(self, name: str) -> None:
        """Show a page of the sidebar, with the product looked at last where a page is about one."""
        self._go(partial(self._lead_anew, name))

    def show_queue(self) -> None:
        """Show what clips are being made."""
        self.show_page("queue")

    def edit_product(self, sku: Sku) -> None:
        """Show the editor of a product."""
        self._go(partial(self._lead_to, "editor", sku))

    def edit_photo(self, sku: Sku, photo_id: PhotoId) -> None:
        """Show the photo studio with a photo of a product."""
        self.studio.choose_photo(photo_id)
        self._go(partial(self._lead_to, "studio", sku))

    def add_product(self, photos: Incoming) -> None:
        """Show the editor with a new product, which gets these photos."""
        self._trail.append(self._name)
        self._leave()
        self._bring_up("editor")
        self.editor.open_new(photos)

    def make_clip(self, sku: Sku) -> None:
        """Show the clip page of a product."""
        self._go(partial(self._lead_to, "clip", sku))

    def export_product(self, sku: Sku) -> None:
        """Show the export page of a product."""
        self._go(partial(self._lead_to, "export", sku))

    def take_pictures(self, sku: Sku, shot: str) -> None:
        """Show the camera for a product, with this shot of its list wanted; "" for the first that is missing."""
        self.camera.want(shot)
        self._go(partial(self._lead_to, "camera", sku))

    def reveal(self, sku: Sku, place: str) -> None:
        """Show where something about a product, or the shop, is typed or chosen."""
        self._go(partial(self._lead_to_place, sku, place))

    def show_history(self, sku: Sku) -> None:
        """Show what became of the bundles of a product; "" shows how all products do."""
        self._go(partial(self._lead_to, "history", sku))

    def go_back(self) -> None:
        """Show the page before this one; the products when there is none."""
        self._go(self._lead_back)

    def _lead_back(self) -> None:
        self._show(self._trail.pop() if self._trail else "products")

    def _lead_anew(self, name: str) -> None:
        self._trail.clear()
        self._show(name)

    def _go(self, way: Callable[[], None]) -> None:
        """Go where the vendor wants; ask first when something typed here cannot be stored."""
        self.pages[self._name].commit()
        self.pages[self._name].when_named(partial(self._go_now, way))

    def _go_now(self, way: Callable[[], None]) -> None:
        if not (why := self.pages[self._name].unsaved()):
            way()
            return
        self._mark_page()
        dialog = unsaved_dialog(self, why)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.add_button("leave", _("Leave without it"), "danger")
        dialog.add_button("back", _("Go back and mend it"), "primary")
        dialog.chosen.connect(partial(self._go_anyway, way))
        dialog.open()

    def _go_anyway(self, way: Callable[[], None], key: str) -> None:
        if key == "leave":
            self.pages[self._name].discard()
            way()

    def _lead_to(self, name: str, sku: Sku) -> None:
        self._sku = sku
        if name != self._name:
            self._trail.append(self._name)
        self._show(name)

    def _lead_to_place(self, sku: Sku, place: str) -> None:
        kind, _dot, part = place.partition(".")
        if kind == "photo":
            self.studio.choose_photo(part)
        name = {"shop": "settings", "clip": "clip", "photo": "studio"}.get(kind, "editor")
        self._lead_to(name, sku)
        self.pages[name].reveal(place)

    def _show(self, name: str) -> None:
        """Bring a page up with its product, after the one before has finished what it does."""
        self._leave()
        self._bring_up(name)
        self.pages[name].open_product(self._sku)

    def _leave(self) -> None:
        self.toast.turn_page()
        self.pages[self._name].leave()
        if self._name == "editor":
            self._sku = self.editor.sku or self._sku

    def _bring_up(self, name: str) -> None:
        self._name, self._news.is_seen = name, name == "queue"
        self._mark_page()
        ways = QBoxLayout.Direction
        self._column.setDirection(ways.BottomToTop if self.pages[name].is_held_at_foot else ways.TopToBottom)
        self._stack.setCurrentWidget(self.pages[name])
        self.pages[name].setFocus()  # Tab begins with the page, not with the sidebar

    def _mark_page(self) -> None:
        self._sidebar.choose(_UNDER.get(self._name, self._name))

    # The language, and other shops

    def _want_language(self, language: str) -> None:
        if self._is_free():
            self.language_wanted.emit(language)

    def _want_shop(self, folder: Path) -> None:
        if self._is_free():
            self.shop_wanted.emit(folder)

    def _want_new_shop(self, folder: Path) -> None:
        if self._is_free():
            self.new_shop_wanted.emit(folder)

    def _is_free(self) -> bool:
        """Return whether the pages may go, and say so when work of theirs would be lost."""
        is_busy = any(page.is_busy() for page in self.pages.values())
        if is_busy:
            self.toast.show_words(_("Work is still under way. Wait until it is done, then choose again."))
        return not is_busy

    def rebuild(self) -> None:
        """Make the whole inside anew, in the language in use now, and show the same page again."""
        self._leave()
        self._trail.clear()
        self.phones.close()
        self.phones.deleteLater()
        self._build()
        self._show(self._name)

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once when all is saved and done; else ask, or wait for what is being written."""
        if self._closing.may_close():
            self._stop()
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def close_quietly(self) -> None:
        """Close because the system or a terminal asks for it: the queue goes on the next time, without a word."""
        self._closing.knows_queue = True
        self.close()

    def give_way(self) -> None:
        """Store what is typed and begin nothing more: the window of another shop takes the place of this one."""
        for page in self.pages.values():
            page.leave()
        self._stop()

    def _stop(self) -> None:
        self._changes.stop()
        self.queue.stop()
        self.phones.close()
