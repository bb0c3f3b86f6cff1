"""The photo studio: one photo of a product, made fit to be seen. Nothing is done to the original."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.pages.studio_cutting import Cutting
from ui.pages.studio_darkroom import Darkroom, Shown
from ui.pages.studio_draft import PLAIN, StudioDraft
from ui.pages.studio_hands import StudioHands
from ui.pages.studio_judging import StudioJudging
from ui.pages.studio_sharing import Sharing
from ui.tasks import Tasks
from ui.widgets.pictures import Pictures
from ui.widgets.studio_header import StudioHeader
from ui.widgets.studio_side import StudioSide
from ui.widgets.studio_stage import StudioStage
from ui.widgets.studio_tools import TOOLS, StudioTools, ToolName
from vendor_app.catalogue.records import Change, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.recipe import Recipe
from vendor_app.shop import Shop

_WIDE = 1080
"""Logical pixels of width from which the sides have their full width."""
_LOW = 560
"""Logical pixels of height below which one card has to do."""
_SETTLED_MS = 250
"""Without a change for so long, it is measured what there is."""


class StudioPage(Page):
    """Wires the tools, the draft that keeps what they do, and the darkroom that makes pictures of it."""

    picture_painted = Signal()
    """A newer picture is on the screen."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted_photo: PhotoId = ""
        self._made: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        """Photo, recipe and room of the picture that was asked for last, and of the one that is shown."""
        self._draft, self._darkroom = StudioDraft(shop.catalogue, tasks, self), Darkroom(shop, tasks, self)
        self._header, self._tools = StudioHeader(), StudioTools()
        pictures = Pictures(shop.thumbnails, tasks, self)
        self._stage = StudioStage(pictures)
        self._side = StudioSide()
        self.panels, self._marks = self._side.panels, self._side.marks
        self._hands = StudioHands(self._draft, self._darkroom, self._stage.canvas, self.panels, tasks)
        self._cutting = Cutting(shop, tasks, self._draft, self._darkroom, self)
        self._judging = StudioJudging(shop, tasks, self._draft, self._darkroom, self)
        self._sharing = Sharing(shop, tasks, self._draft, pictures, self)
        self._calm = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._lay_out()
        self._connect_draft()
        self._connect_tools()
        self._connect_white()
        self._add_keys()
        self.choose_tool("tone")

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._tools)
        body.addWidget(self._stage, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.insertWidget(0, self._header)  # seen first, but after the rest for Tab

    def _connect_draft(self) -> None:
        draft, darkroom, canvas = self._draft, self._darkroom, self._stage.canvas
        draft.opened.connect(self._show_product)
        draft.missing.connect(self._lead_back)
        draft.chosen.connect(self._open_photo)
        draft.changed.connect(self._show)
        draft.state_changed.connect(self._header.show_state)
        draft.problem.connect(self.problem)
        darkroom.opened.connect(self._begin)
        darkroom.unreadable.connect(self._show_unreadable)
        darkroom.made.connect(self._show_made)
        darkroom.before_made.connect(self._show_before)
        darkroom.failed.connect(self.problem)
        canvas.room_changed.connect(self._make)
        canvas.painted.connect(self.picture_painted)
        self._stage.strip.chosen.connect(draft.choose)
        self._stage.compare.compared.connect(self._compare)
        self._calm.timeout.connect(self._judge)

    def _connect_tools(self) -> None:
        self._header.back_wanted.connect(self.back_wanted)
        self._header.undo.clicked.connect(self._draft.undo)
        self._header.redo.clicked.connect(self._draft.redo)
        self._header.reset.clicked.connect(self._reset)
        self._header.copy.clicked.connect(self._sharing.ask_others)
        self._tools.chosen.connect(self.choose_tool)
        self._hands.notice.connect(self.notice)
        self._hands.fill_wanted.connect(self._judging.cut_around)
        self._judging.share_found.connect(self._stage.show_share)
        self._judging.face_found.connect(self._hands.suggest)
        self._judging.marks_found.connect(self._marks.show_marks)
        self._judging.notice.connect(self.notice)
        self._marks.fix_wanted.connect(self._fix)

    def _connect_white(self) -> None:
        panel, cutting = self.panels.white, self._cutting
        panel.make_wanted.connect(cutting.begin)
        panel.stand_wanted.connect(self._sharing.ask_stand)
        panel.shadow_wanted.connect(cutting.set_shadow)
        panel.clear_wanted.connect(cutting.clear)
        panel.fill_wanted.connect(partial(self._judging.cut_around, None))
        self._hands.stroke.stroked.connect(cutting.draw)
        self._sharing.stand_chosen.connect(self._cut_out_with)
        self._sharing.white_wanted.connect(cutting.begin_others)
        self._sharing.notice.connect(self.notice)
        cutting.notice.connect(self.notice)
        self._sharing.problem.connect(self.problem)
        cutting.busy_changed.connect(panel.show_busy)
        cutting.begun.connect(self._stage.progress.watch)
        cutting.problem.connect(self.problem)

    def _add_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, reaction in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._draft.undo),
            (QKeySequence("Ctrl+Y"), self._draft.redo),
            (QKeySequence("Ctrl+Shift+Z"), self._draft.redo),
            (QKeySequence(QKeySequence.StandardKey.Save), self._draft.flush),
            (QKeySequence("PgDown"), partial(self._draft.step, 1)),
            (QKeySequence("PgUp"), partial(self._draft.step, -1)),
        ):
            QShortcut(key, self, reaction, context=context)
        for number, name in enumerate(TOOLS, 1):
            QShortcut(QKeySequence(str(number)), self, partial(self.choose_tool, name), context=context)

    # Which photo

    def choose_photo(self, photo_id: PhotoId) -> None:
        """Say which photo is to come up when the product is opened."""
        self._wanted_photo = photo_id

    def open_product(self, sku: Sku) -> None:
        """Show a product's photos, the one that was chosen first."""
        self._draft.open(sku, self._wanted_photo)
        self._wanted_photo = ""
        self._stage.canvas.setFocus()

    def _show_product(self) -> None:
        product = self._draft.product
        assert product is not None
        self._header.set_title(_("Photo studio: {name}").format(name=product.name))
        if not product.photos:
            self._lead_back()

    def _lead_back(self, problem: VendorError | None = None) -> None:
        self._draft.drop()
        self._darkroom.close()
        if self.isVisible():
            self.back_wanted.emit()
        if problem is not None:
            self.problem.emit(problem)

    def _open_photo(self) -> None:
        photo = self._draft.photo
        self._stage.compare.setDown(False)
        self._stage.canvas.compare(False)
        self._stage.canvas.wait()
        self._stage.show_share(None)
        self._marks.show_marks(())
        self._hands.open()
        self._cutting.leave()
        self._made = self._shown = ()
        if photo is not None:
            self._darkroom.open(photo, glimpse=self._hands.seen(self._draft.recipe) == photo.recipe)

    def _begin(self) -> None:
        self._make()
        self._judging.begin()
        self._judge()

    def _show_unreadable(self, problem: VendorError) -> None:
        self._stage.canvas.wait(_("This photo cannot be opened."))
        self.problem.emit(problem)

    # What is done, and how it looks

    def _show(self) -> None:
        """Show the recipe as it is now."""
        draft = self._draft
        photos, up = (draft.product.photos if draft.product is not None else ()), draft.photo
        edited = {photo.id for photo in photos if not draft.recipe_of(photo.id).is_plain}
        self._hands.show()
        self._stage.strip.show_photos(photos, edited, up.id if up is not None else "")
        self._header.show_photo(
            can_undo=draft.can_undo,
            can_redo=draft.can_redo,
            is_plain=draft.recipe.is_plain,
            has_others=len(photos) > 1,
        )
        self._stage.compare.setEnabled(not draft.recipe.is_plain)
        self._make()
        self._calm.start()

    def _make(self) -> None:
        """Have the picture made, unless it is shown or on its way."""
        negative = self._darkroom.negative
        if negative is None or self._draft.photo is None or negative.photo.id != self._draft.photo.id:
            return
        wanted = (negative.photo.id, self._hands.seen(self._draft.recipe), self._stage.canvas.room())
        if wanted != self._made:
            self._made = wanted
            self._darkroom.make(wanted[1], wanted[2])

    def _show_made(self, shown: Shown) -> None:
        self._shown = (shown.photo, shown.recipe, shown.room)
        self._stage.canvas.show_picture(shown.image, shown.to_picture)
        self._stage.canvas.show_before(QImage())
        self._calm.start()
        if self._stage.canvas.is_comparing:
            self._compare(True)

    def shows_newest(self) -> bool:
        """Return whether what is to be seen now is on the canvas."""
        return bool(self._made) and self._shown == self._made

    def _compare(self, begun: bool) -> None:
        if begun:
            self._darkroom.make_before(self._hands.seen(self._draft.recipe), self._stage.canvas.room())

    def _show_before(self, shown: Shown) -> None:
        self._stage.canvas.show_before(shown.image)

    def _judge(self) -> None:
        """After a change, when the finger rests: measure what there is, and show it among the photos."""
        self._judging.look_again()
        if self.shows_newest():
            image, crop = self._stage.canvas.image(), self._draft.recipe.crop
            if self.tool == "crop":
                width, height = image.width(), image.height()
                left, top = round(crop.x * width), round(crop.y * height)
                image = image.copy(left, top, round(crop.width * width), round(crop.height * height))
            self._stage.strip.show_up(image)

    # Tools

    def choose_tool(self, name: ToolName) -> None:
        """Take another tool into the hand."""
        self._tools.choose(name)
        self._hands.take(name)
        self._side.open(name)
        self._make()

    @property
    def tool(self) -> ToolName:
        """The tool in the hand."""
        return self._hands.name

    def _reset(self) -> None:
        photo = self._draft.photo
        if photo is not None:
            self._draft.settle()
            self._draft.put({photo.id: PLAIN})
            self.notice.emit(_("The photo is as it came."), self._draft.undo)

    def _cut_out_with(self, stand: PhotoId) -> None:
        self._cutting.begin(stand=stand)

    def _fix(self, name: str) -> None:
        """Do what mends a mark, with the tool in the hand that does it."""
        ways: dict[str, tuple[ToolName, Callable[[], None]]] = {
            "dark": ("tone", self._hands.judge),
            "crooked": ("crop", self._judging.straighten),
            "far": ("crop", partial(self._judging.cut_around, None)),
            "face": ("veil", self._hands.hide_face),
        }
        tool, mend = ways[name]
        self.choose_tool(tool)
        mend()

    # Coming and going

    def leave(self) -> None:
        """Save, and let go of the picture; what is being cut out is finished and saved."""
        self._calm.stop()
        self._cutting.leave()
        self._judging.stop()
        self._draft.drop()
        self._darkroom.close()
        self._made = self._shown = ()
        self._stage.canvas.wait()

    def commit(self) -> None:
        self._draft.flush()

    def unsaved(self) -> str:
        return self._draft.unsaved()

    def discard(self) -> None:
        self._draft.discard()

    def is_busy(self) -> bool:
        return self._cutting.is_busy

    def catalogue_changed(self, change: Change) -> None:
        product = self._draft.product
        if product is None or not self.isVisible():
            return
        if product.id in change.removed:
            self._lead_back()
        elif product.id in change.edited:
            self._draft.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the tool down and then leads back; arrows that no tool wants go from photo to photo."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.tool != "tone":
            self.choose_tool("tone")
        elif key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._draft.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._tools.set_narrow(not wide)
        self._side.set_width(318 if wide else 262)
        self._header.set_wide(wide)
        self._marks.set_most(1 if self.height() < _LOW else 2)

    @property
    def photo_id(self) -> PhotoId:
        """The photo that is up; "" when there is none."""
        return self._draft.photo.id if self._draft.photo is not None else ""

    def recipe(self) -> Recipe:
        """Return what is done to the photo that is up."""
        return self._draft.recipe
