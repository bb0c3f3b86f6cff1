"""The editor: everything about one product, stored while it is typed."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from ui.pages.editor_arrivals import EditorArrivals
from ui.pages.editor_body import EditorBody
from ui.pages.editor_footage import EditorFootage, is_footage
from ui.pages.editor_header import EditorHeader, UnsavedBar
from ui.pages.editor_intake import EditorIntake
from ui.pages.editor_records import begin, look_up, trash
from ui.pages.page import Page
from ui.photo_marks import PhotoMarks
from ui.product_draft import ProductDraft
from ui.tasks import Tasks
from ui.widgets.drops import DropZone, Incoming
from ui.widgets.footage_panel import FootagePanel
from ui.widgets.pasting import PasteKey
from ui.widgets.photo_panel import PhotoPanel
from ui.widgets.pictures import Pictures
from ui.widgets.product_form import ProductForm
from ui.widgets.spotlight import AROUND, Spotlight
from vendor_app.catalogue.records import Change, Product, Sku
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.shop import Shop


class EditorPage(Page):
    """Wires the photos, the form and the draft of one product."""

    photo_wanted = Signal(str, str)
    """SKU and id of a photo that is to be edited."""
    phone_wanted = Signal(str, str)
    """SKU and shot that a phone is to take; "" for the first that is missing."""
    camera_wanted = Signal(str, str)
    """SKU and shot that the camera is to take; "" for the first that is missing."""

    def __init__(self, shop: Shop, tasks: Tasks) -> None:
        super().__init__()
        self._shop, self._tasks = shop, tasks
        self._product: Product | None = None
        self._fresh = ""  # id of a product begun here and not touched yet
        self._brought = Incoming()
        """Photos for a product that is not here yet."""
        self._said = ("saved", "")
        self._is_opening, self._place = False, ""
        """Whether a product is on its way here, and what of it is to be mended."""
        self._draft = ProductDraft(shop.catalogue, tasks, self)
        self._pictures = Pictures(shop.thumbnails, tasks, self)
        self._photos, self._form = PhotoPanel(self._pictures), ProductForm(self._draft, self._pictures)
        self._footage_panel = FootagePanel()
        self._footage = EditorFootage(shop, tasks, self._footage_panel, self)
        self._intake = EditorIntake(shop, tasks, self._photos, self)
        self._marks = PhotoMarks(shop, tasks, self)
        self.arrivals = EditorArrivals(tasks, self)
        self._lay_out()
        self._listen()
        self._add_keys()

    @property
    def sku(self) -> Sku:
        """The SKU of the product shown, which may have changed here; "" when there is none."""
        return self._product.sku if self._product else ""

    def _lay_out(self) -> None:
        self._header, self._unsaved = EditorHeader(), UnsavedBar()
        self._area = EditorBody((self._photos, self._footage_panel), self._form)
        self._spotlight = Spotlight(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._unsaved)
        column.addWidget(self._area, 1)
        column.insertWidget(0, self._header)  # seen first, but after the rest for Tab

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._area.fit(self.width())

    def _listen(self) -> None:
        self._header.back_wanted.connect(self.back_wanted)
        self._header.undo.clicked.connect(self._draft.undo)
        self._header.redo.clicked.connect(self._draft.redo)
        self._header.trash_wanted.connect(self._trash)
        self._header.clip_wanted.connect(self._want_clip)
        self._draft.stored.connect(self._show_stored)
        self._draft.state_changed.connect(self._keep_state)
        self._form.checked.connect(self._show_state)
        self._draft.lost.connect(self.problem)
        self._photos.photos_wanted.connect(self.add_dropped)
        self._photos.edit_wanted.connect(self._want_studio)
        self._photos.camera_wanted.connect(self.want_camera)
        self._photos.phone_wanted.connect(self.want_phone)
        self._photos.nothing_pasted.connect(self._say_nothing_pasted)
        self._photos.reordered.connect(self._keep_order)
        self._photos.shot_told.connect(self._keep_shot)
        self._photos.footage_wanted.connect(self._footage_panel.choose_files)
        self._photos.tiles.film_wanted.connect(self._show_footage)
        self._footage_panel.poster_shown.connect(self._photos.show_film)
        self._marks.measured.connect(self._show_marks)
        self._photos.card_wanted.connect(self.arrivals.look_for_cards)
        self._photos.watching_wanted.connect(self.arrivals.choose_folder)
        self._photos.cable_wanted.connect(self.arrivals.explain_cable)
        self.arrivals.arrived.connect(self.add_photos)
        self.arrivals.problem.connect(self.problem)
        self.arrivals.notice.connect(self.notice)
        for incoming in (self._footage, self._intake):
            incoming.problem.connect(self.problem)
            incoming.notice.connect(self.notice)
        DropZone(self, _("Drop photos and videos to add them to this product")).dropped.connect(self.add_dropped)

    def _add_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, reaction in (
            (QKeySequence.StandardKey.Undo, self._draft.undo),
            (QKeySequence.StandardKey.Redo, self._draft.redo),
            (QKeySequence.StandardKey.Paste, self._photos.paste),
            (QKeySequence.StandardKey.Save, self._draft.flush),
        ):
            QShortcut(key, self, reaction, context=context)
        PasteKey(self)

    # Which product

    def open_product(self, sku: Sku) -> None:
        self._place = ""
        self._spotlight.let_go()
        if self._product is None or self._product.sku != sku:
            self._is_opening = True
            task = self._tasks.prepare_read(partial(look_up, self._shop, sku))
            task.succeeded.connect(self._show_opened)
            task.finished.connect(self._show_place)
            task.start()

    def reveal(self, place: str) -> None:
        self._place = place
        if not self._is_opening:
            self._show_place()

    def _show_place(self) -> None:
        """Scroll to what is to be mended, and put the keyboard there."""
        self._is_opening = False
        panels: dict[str, QWidget] = {
            "photos": self._photos,
            "footage": self._footage_panel if self._footage_panel.isVisible() else self._photos.tiles,
        }
        widget = panels.get(self._place) or self._form.editor(self._place)
        if widget is not None and self._product is not None:
            self._spotlight.show(widget)
        self._place = ""

    def open_new(self, photos: Incoming) -> None:
        """Begin a product and bring ``photos`` in. It is taken back when nothing is typed or added."""
        task = self._tasks.prepare_write(partial(begin, self._shop, Product(name=_("New product")), photos))
        task.succeeded.connect(self._show_begun)
        task.start()

    def _show_opened(self, found: tuple[Product, tuple[str, ...]]) -> None:
        self._product, categories = found
        self._fresh = ""
        self._draft.open(self._product)
        self._form.offer_categories(categories)
        self._form.open_product(self._product)
        self._show_state()
        self._area.verticalScrollBar().setValue(0)
        self._show(self._product)
        brought, self._brought = self._brought, Incoming()
        if brought:
            self.add_dropped(brought)

    def _show_begun(self, begun: tuple[Product, tuple[str, ...], Incoming]) -> None:
        product, categories, photos = begun
        self._show_opened((product, categories))
        self._fresh = product.id
        self._form.name.setFocus()
        self._form.name.selectAll()
        if photos:
            self.add_dropped(photos)

    def _show(self, product: Product) -> None:
        self._product = product
        self._header.set_title(product.name)
        self._photos.show_product(product)
        self._footage.show_product(product)
        self._show_marks(product.id)
        self._marks.look_at(product)
        self._header.show_history(self._draft.can_undo, self._draft.can_redo)

    def _show_marks(self, product_id: str) -> None:
        if self._product is not None and self._product.id == product_id:
            self._photos.show_marks(self._marks.of(self._product))

    def _show_footage(self) -> None:
        """Bring the footage into sight."""
        self._area.ensureWidgetVisible(self._footage_panel, 0, AROUND)

    def _show_stored(self, product: Product) -> None:
        self._fresh = ""
        self._show(product)

    def catalogue_changed(self, change: Change) -> None:
        if self._product is not None and self._product.id in change.edited:
            task = self._tasks.prepare_read(partial(self._shop.catalogue.by_id, self._product.id))
            task.succeeded.connect(self._refresh)
            task.start()

    def _refresh(self, product: Product) -> None:
        """Show what came in from elsewhere, such as photos; a product that is being stored comes by itself."""
        if self._product is None or product.id != self._product.id or product == self._product:
            return
        self._draft.refresh(product)
        if product.photos or product.footage:
            self._fresh = ""
        if not self._draft.is_dirty:
            self._form.show_refreshed(product)
            self._show(product)

    # Saving

    def _keep_state(self, state: str, why: str) -> None:
        self._said = (state, why)
        self._show_state()

    def _show_state(self) -> None:
        self._header.show_state(*self._said, self._form.unsaved())
        self._unsaved.show_problem(self._draft.problem)
        self._header.show_history(self._draft.can_undo, self._draft.can_redo)

    def _keep_order(self, photos: tuple[Photo, ...]) -> None:
        before = len(self._product.photos) if self._product else 0
        self._draft.change(photos=photos)
        self._draft.flush()
        if len(photos) < before:
            self.notice.emit(_("Photo taken out"), self._draft.undo)

    def _keep_shot(self, photo_id: PhotoId, shot: str) -> None:
        if self._product is not None:
            photos = (replace(one, shot=shot) if one.id == photo_id else one for one in self._product.photos)
            self._draft.change(photos=tuple(photos))
            self._draft.flush()

    def commit(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QTextEdit)) and self.isAncestorOf(focused):
            focused.clearFocus()
        self._draft.flush()
        self._form.show_wrong()

    def when_named(self, way: Callable[[], None]) -> None:
        self._draft.when_sent("sku", way)

    def discard(self) -> None:
        if self._product is not None:
            self._draft.open(self._product)
            self._form.open_product(self._product)
            self._show_state()

    def leave(self) -> None:
        self.commit()
        self._marks.stop()
        self.arrivals.stop()
        if self._fresh and not self._draft.is_dirty and not self.is_busy() and self._product is not None:
            self._tasks.prepare_write(partial(self._shop.catalogue.purge, [self._product.sku])).start()
            self._product, self._fresh = None, ""

    def unsaved(self) -> str:
        if self._product is None:
            return ""
        return self._draft.unsaved() or self._form.unsaved()

    # Photos

    def is_busy(self) -> bool:
        return self._intake.is_busy or self._footage.is_busy

    def add_dropped(self, dropped: Incoming) -> None:
        """Bring in what was dropped, pasted or chosen: videos as footage, all else as photos."""
        if self._product is None:
            self._brought = dropped
            return
        videos = tuple(path for path in dropped.paths if is_footage(path))
        photos = dropped._replace(paths=tuple(path for path in dropped.paths if not is_footage(path)))
        if videos:
            self._footage.add(videos)
        if photos:
            self.add_photos(photos)

    def add_photos(self, photos: Incoming) -> None:
        """Bring photos into the product shown."""
        if self._product is None:
            self._brought = photos
        else:
            self._intake.add(self._product.id, photos)

    def _say_nothing_pasted(self) -> None:
        self.notice.emit(_("There is no photo on the clipboard. Copy one first."), None)

    # Leading on

    def want_camera(self, shot: str = "") -> None:
        """Take pictures of the product shown; one begun here is kept for them."""
        if self._product is not None:
            self._fresh = ""
            self.camera_wanted.emit(self._product.sku, shot)

    def _want_studio(self, photo_id: PhotoId) -> None:
        if self._product is not None:
            self.photo_wanted.emit(self._product.sku, photo_id)

    def want_phone(self, shot: str = "") -> None:
        """Have a phone bring pictures of the product shown; one begun here is kept for them."""
        if self._product is not None:
            self._draft.flush()
            self._fresh = ""
            self.when_named(lambda: self.phone_wanted.emit(self.sku, shot))

    def _want_clip(self) -> None:
        if self._product is not None:
            self.clip_wanted.emit(self._product.sku)

    def _trash(self) -> None:
        if self._product is None:
            return
        self._draft.flush()
        task = self._tasks.prepare_write(partial(trash, self._shop, self._product.id))
        task.succeeded.connect(self._say_trashed)
        task.start()

    def _say_trashed(self, trashed: tuple[Product, ...]) -> None:
        self._product, self._fresh = None, ""
        skus = [product.sku for product in trashed]
        self.notice.emit(_("{count} moved to the trash").format(count=len(skus)), partial(self._restore, skus))
        self.back_wanted.emit()

    def _restore(self, skus: list[Sku]) -> None:
        self._tasks.prepare_write(partial(self._shop.catalogue.restore, skus)).start()
