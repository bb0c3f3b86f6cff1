"""The camera: picture after picture of one product, each the next that a buyer wants to see."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.camera import Frame, Frames, open_camera
from ui.dialogs.rejected import rejected_dialog
from ui.latest import Latest
from ui.pages.camera_keeping import Keeping, Kept, Order, put_back
from ui.pages.camera_rig import CameraRig
from ui.pages.camera_wish import CameraWish
from ui.pages.page import Page
from ui.tasks import Tasks
from ui.widgets.camera_shapes import Guide
from ui.widgets.camera_shutter import Mode
from ui.widgets.camera_side import CameraSide
from ui.widgets.camera_stage import CameraStage
from ui.widgets.camera_taken import Taken
from ui.widgets.header import PageHeader
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.pictures import Pictures
from vendor_app.catalogue.records import Change, Product, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.intake import Intake
from vendor_app.photos.stand import Stand, load_stand
from vendor_app.progress import Progress
from vendor_app.settings import Settings, load_settings
from vendor_app.shop import Shop
from vendor_app.video.footage_intake import FootageIntake

_SIDE, _SIDE_NARROW = 300, 268
_NARROW = 900


class _Opened(NamedTuple):
    """A product, the camera used last, and the light it stands in."""

    product: Product
    settings: Settings
    stand: Stand


MakeFrames = Callable[[Tasks, QObject], Frames]


class CameraPage(Page):
    """Wires the camera, what is wanted of it, and the shop. The camera is on while the page is up, and only then."""

    is_held_at_foot = True

    phone_wanted = Signal(str, str)
    """SKU and shot that the phone is to take instead."""

    def __init__(self, shop: Shop, tasks: Tasks, make_frames: MakeFrames = open_camera) -> None:
        super().__init__()
        self._shop, self._tasks, self._make_frames = shop, tasks, make_frames
        self._rig: CameraRig | None = None
        self._is_up = False
        self._opening = Latest(tasks, self)
        self._guides: dict[Mode, Guide] = {"photo": "1:1", "film": "9:16"}
        self.wish = CameraWish(self)
        self._keeping = Keeping(shop, tasks, self)
        self._pictures = Pictures(shop.thumbnails, tasks, self)
        self.header = PageHeader(back=True)
        self.stage, self.side = CameraStage(self._pictures), CameraSide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stage, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(_SIDE if self.width() >= _NARROW else _SIDE_NARROW)

    def _listen(self) -> None:
        self._opening.made.connect(self._show_opened)
        self._opening.failed.connect(self.problem)
        self.header.back_wanted.connect(self.back_wanted)
        self.side.shots.chosen.connect(self.wish.choose)
        self.stage.mode_chosen.connect(self.wish.choose_mode)
        self.stage.taken.again_wanted.connect(self.wish.take_again)
        self.wish.changed.connect(self._show_wish)
        self.stage.shutter.clicked.connect(self.press)
        self.stage.missing.again_wanted.connect(self._start_camera)
        self.stage.missing.phone_wanted.connect(self._want_phone)
        self.stage.missing.files_wanted.connect(self.choose_files)
        self.side.options.guide_chosen.connect(self._choose_guide)
        self.side.options.lines_chosen.connect(self.stage.view.show_lines)
        self._keeping.kept.connect(self._show_kept)
        self._keeping.lost.connect(self._tell_lost)

    # Which product, and the camera

    def want(self, shot: str) -> None:
        """Begin with this shot of the product that is opened next; "" with the first that is missing."""
        self.wish.begin_with(shot)

    def open_product(self, sku: Sku) -> None:
        self._is_up = True
        self._opening.begin(partial(_look_up, self._shop, sku))

    def _show_opened(self, found: _Opened) -> None:
        product = found.product
        if self.wish.product is None or self.wish.product.id != product.id:
            self.stage.taken.clear()
        self.header.set_title(_("Photograph: {name}").format(name=product.name))
        self.wish.open(product)
        self.rig.start(found.settings, found.stand)
        self._show_wish()

    @property
    def rig(self) -> CameraRig:
        """What is behind the camera; made when first used, as Qt's cameras take a while to load."""
        if self._rig is None:
            frames = self._make_frames(self._tasks, self)
            self._rig = rig = CameraRig(self._shop, self._tasks, frames, self.stage, self.side, self)
            rig.taken.connect(self._keep)
            rig.filmed.connect(self._show_filmed)
            rig.problem.connect(self.problem)
        return self._rig

    def _start_camera(self) -> None:
        self.rig.start_again()
        self.setFocus()

    def leave(self) -> None:
        self._is_up = False
        self._opening.stop()
        if self._rig is not None:
            self._rig.stop()

    def is_busy(self) -> bool:
        return self._keeping.is_busy or (self._rig is not None and self._rig.filming.is_busy)

    def catalogue_changed(self, change: Change) -> None:
        if self._is_up and self.wish.product is not None and self.wish.product.id in change.edited:
            self._read_again()

    def _read_again(self) -> None:
        if self.wish.product is not None:
            task = self._tasks.prepare_read(partial(self._shop.catalogue.by_id, self.wish.product.id))
            task.succeeded.connect(self.wish.refresh)
            task.start()

    # Taking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.press()
        elif event.key() == Qt.Key.Key_Escape:
            if self._rig is None or not self._rig.put_down():
                self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def press(self) -> None:
        """Take the picture, or begin or end the film."""
        if self._rig is not None and self.wish.product is not None and not self.stage.is_missing:
            self._rig.press(self.wish.mode, self.wish.product.id)

    def _keep(self, frames: tuple[Frame, ...]) -> None:
        """Send what was taken to the shop, and want the next picture at once."""
        if self.wish.product is not None:
            instead = self.wish.again.photo if self.wish.again is not None else None
            self._keeping.add(Order(self.wish.product.id, frames, self.wish.shot, instead))
            self.wish.go_on()

    def _show_kept(self, kept: Kept) -> None:
        if self.wish.product is None or kept.product.id != self.wish.product.id:
            return
        if kept.order.instead is not None:
            self.stage.taken.remove(kept.order.instead)
            self.notice.emit(_("The new picture has taken its place."), partial(self._put_back, kept))
        self.stage.taken.add(Taken(kept.photo, self.wish.title_of(kept.photo.shot)))
        self.wish.refresh(kept.product)

    def _tell_lost(self, order: Order, problem: VendorError) -> None:
        if self.wish.product is not None and order.product == self.wish.product.id:
            self.wish.want_again(order.shot)
        self.problem.emit(problem)

    def _put_back(self, kept: Kept) -> None:
        self._tasks.prepare_write(partial(put_back, self._shop, kept)).start()

    def _show_filmed(self, _intake: FootageIntake) -> None:
        self.stage.taken.add(Taken(None, _("Film")))
        self._read_again()

    def _show_wish(self) -> None:
        wish = self.wish
        self.side.shots.show_list(wish.shots, wish.there, wish.shot)
        self.stage.show_mode(wish.mode)
        self.stage.taken.show_again(wish.again)
        self.stage.view.show_shot(wish.title, wish.ghost)
        if self._rig is not None:
            self._rig.want(wish.list.shot(wish.shot) if wish.list is not None else None)
            self._rig.set_guide(self._guides[wish.mode])
        self.side.options.show_guide(self._guides[wish.mode])

    def _choose_guide(self, guide: Guide) -> None:
        self._guides[self.wish.mode] = guide
        self._show_wish()

    # Other ways

    def _want_phone(self) -> None:
        if self.wish.product is not None:
            self.phone_wanted.emit(self.wish.product.sku, self.wish.shot)

    def choose_files(self) -> None:
        """Let the vendor choose photo files instead."""
        dialog = photo_dialog(self)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def _take_files(self, files: list[str]) -> None:
        """Take files in; a single one is the picture that is wanted."""
        if self.wish.product is not None:
            paths = [Path(file) for file in files]
            shot = self.wish.shot if len(paths) == 1 and self.wish.mode == "photo" else ""
            task = self._tasks.prepare(partial(_bring_in, self._shop, self.wish.product.sku, paths, shot))
            task.succeeded.connect(self._show_intake)
            task.failed.connect(self.problem)
            task.start()

    def _show_intake(self, brought: tuple[Intake, str]) -> None:
        intake, shot = brought
        if intake.rejected:
            rejected_dialog(self.window(), len(intake.added), intake.rejected)
        elif intake.added:
            self.notice.emit(_("Photos added: {count}").format(count=len(intake.added)), None)
        self._read_again()
        if intake.added and shot and shot == self.wish.shot:
            self.wish.go_on()


def _look_up(shop: Shop, sku: Sku) -> _Opened:
    """Read what a page begins with. Runs on a reader."""
    return _Opened(shop.catalogue.product(sku), load_settings(), load_stand(shop.folder))


def _bring_in(shop: Shop, sku: Sku, paths: list[Path], shot: str, progress: Progress) -> tuple[Intake, str]:
    """Put files into a product as this shot; return which it was."""
    return shop.add_photos(sku, paths, progress, shot=shot), shot
