"""The clip page: one product's clip, edited shot by shot, seen as it plays, and made."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.pages import clip_places
from ui.pages.audition import Audition
from ui.pages.clip_actions import ClipActions
from ui.pages.clip_desk import ClipDesk
from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_making import ClipMaking
from ui.pages.clip_music import ClipMusic
from ui.pages.clip_others import ClipOthers
from ui.pages.clip_pictures import ClipPictures
from ui.pages.clip_plan import Planned
from ui.pages.clip_styling import ClipStyling
from ui.pages.clip_voice import ClipVoice
from ui.pages.page import Page
from ui.queued_clip import QueuedClip
from ui.render_watch import RenderWatch
from ui.tasks import Task, Tasks
from ui.widgets.clip_header import ClipHeader
from ui.widgets.clip_styles import ClipStyles
from ui.widgets.product_picker import ProductPicker
from ui.widgets.refusal import Refusal
from vendor_app.catalogue.records import Change, Product, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.making import Clip
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template, templates

_WIDE = 1080
"""Logical pixels of width from which the sides have their full width."""


class ClipPage(Page):
    """Without a product it lets the vendor choose one. Says what is wished to the draft, and shows what it plans."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._draft, self._pictures = ClipDraft(shop, tasks, self), ClipPictures(shop, tasks, self)
        self._actions = ClipActions(self._draft, self)
        self._making = ClipMaking(shop, tasks, self)
        self._plays_next = False
        """Whether the clip that was just made is to be played as soon as it is shown."""
        self._audition = Audition(tasks, shop.music, self)
        self._header, self._refusal = ClipHeader(), Refusal()
        self._picker = ProductPicker(shop, tasks, _("Which product gets a clip?"))
        self._left = ClipStyles(templates())
        self._styles = self._left.cards
        self._desk = ClipDesk(shop, tasks, self._draft, self._pictures, self._actions)
        self._voice = ClipVoice(
            shop, tasks, self._actions, self._draft, self._desk.stage.player.playback, self._desk.sound.voice
        )
        self._others = ClipOthers(shop, tasks, self._draft, self._desk.whole.others, self)
        self._styling = ClipStyling(self._draft, self._pictures, self._left, self._others, self._making)
        self._music = ClipMusic(shop, tasks, self._draft, self._desk.sound.music)
        self._lay_out()
        self._connect_draft()
        self._connect_choices()
        self._add_keys()
        self._show_only(self._nothing)

    def _lay_out(self) -> None:
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._desk.stage, 1)
        row.addWidget(self._desk.side)
        self._stack, self._nothing = QStackedWidget(), QWidget()
        for widget in (self._nothing, self._picker, self._refusal, self._body):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.insertWidget(0, self._header)  # seen first, but after the rest for Tab

    def _connect_draft(self) -> None:
        draft = self._draft
        draft.opened.connect(self._show_product)
        draft.missing.connect(self._pick_another)
        draft.edited.connect(self._show_history)
        draft.planned.connect(self._show_plan)
        draft.refused.connect(self._show_refusal)
        draft.foretold.connect(self._show_facts)
        draft.problem.connect(self.problem)
        self._pictures.failed.connect(self.problem)

    def _connect_choices(self) -> None:
        self._header.back_wanted.connect(self.back_wanted)
        self._header.undo.clicked.connect(self._draft.undo)
        self._header.redo.clicked.connect(self._draft.redo)
        self._header.make.clicked.connect(self._make_clip)
        self._header.safe_box.changed.connect(self._desk.stage.player.canvas.show_safe_box)
        self._picker.chosen.connect(self.clip_wanted)
        self._picker.products_wanted.connect(self.back_wanted)
        self._refusal.mend_wanted.connect(self._mend)
        self._refusal.other_wanted.connect(self._pick)
        self._making.begun.connect(self._show_making)
        self._making.made.connect(self._celebrate)
        self._making.ended.connect(self._end_making)
        self._making.notice.connect(self.notice)
        self._styling.problem.connect(self.problem)
        self._desk.picture_shown.connect(self._styling.draw)
        self._desk.notice.connect(self.notice)
        self._desk.problem.connect(self.problem)
        self._music.notice.connect(self.notice)
        self._music.problem.connect(self.problem)
        self._voice.notice.connect(self.notice)
        self._voice.problem.connect(self.problem)
        self._desk.sound.music.hearing_wanted.connect(self._hear)
        self._desk.sound.music.chosen.connect(self._audition.stop)
        self._desk.stage.player.playback.playing_changed.connect(self._audition.stop)
        self._desk.stage.folder_wanted.connect(self._open_folder)
        self._desk.stage.export_wanted.connect(self._export)
        self._audition.hearing_changed.connect(self._desk.sound.music.show_hearing)
        self._audition.failed.connect(self.problem)

    def _add_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, reaction in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._draft.undo),
            (QKeySequence("Ctrl+Y"), self._draft.redo),
            (QKeySequence("Ctrl+Shift+Z"), self._draft.redo),
            (QKeySequence(QKeySequence.StandardKey.Save), self._draft.flush),
        ):
            QShortcut(key, self, reaction, context=context)

    def follow(self, queue: RenderWatch) -> None:
        self._making.follow(queue)
        queue.machine_known.connect(self._draft.foretell)

    def open_product(self, sku: Sku) -> None:
        """Show the clip of a product; "" lets the vendor choose one."""
        if not sku:
            self._pick()
        elif not self._making.is_under_way:
            if self._draft.product is None or self._draft.product.sku != sku:
                self._header.set_title(_("Clips"))
                self._show_only(self._nothing)
            self._draft.open(sku)
            self._desk.stage.player.setFocus()
        elif self._draft.product is not None and self._draft.product.sku != sku:
            words = _("The clip of {name} is still being made.").format(name=self._draft.product.name)
            self.notice.emit(words, None)

    def reveal(self, place: str) -> None:
        clip_places.reveal(place, self._desk, self._left)

    def leave(self) -> None:
        """Save, be quiet and drop what is drawn; a clip in the making goes on."""
        self._making.let_go()
        self._audition.stop()
        self._voice.leave()
        self._desk.leave()
        self._pictures.drop()
        self._draft.drop()

    def is_busy(self) -> bool:
        """Return whether a clip is being made that would be lost."""
        return self._making.is_at_stake

    def commit(self) -> None:
        self._draft.flush()

    def unsaved(self) -> str:
        return self._draft.unsaved()

    def discard(self) -> None:
        self._draft.discard()

    def catalogue_changed(self, change: Change) -> None:
        """Plan anew what was edited; choose anew when the product is gone."""
        product = self._draft.product
        if self.isVisible() and self._stack.currentWidget() is self._picker:
            self._picker.refresh()
        elif product is None or not self.isVisible() or self.is_busy():
            return
        elif product.id in change.removed:
            self._pick()
            self.notice.emit(
                _("{name} went to the trash. Its clip is kept as you left it.").format(name=product.name), None
            )
        elif change.edited & {product.id, *self._draft.edit.others}:
            self._draft.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._stack.currentWidget() is not self._body or not self._desk.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._left.set_narrow(not wide)
        self._desk.side.setFixedWidth(318 if wide else 272)
        self._header.set_wide(wide)

    def _show_only(self, widget: QWidget) -> None:
        """Bring up the picker, the refusal or the clip itself, with what the header offers for it."""
        self._stack.setCurrentWidget(widget)
        self._header.show_clip(widget is self._body)

    def _pick(self) -> None:
        self._draft.drop()
        self._desk.clear("")
        self._header.set_title(_("Clips"))
        self._picker.refresh()
        self._show_only(self._picker)

    def _pick_another(self, _problem: VendorError) -> None:
        self._pick()

    def _show_product(self, product: Product) -> None:
        self._header.set_title(_("Clip: {name}").format(name=product.name))
        self._styling.forget()
        self._desk.await_picture()

    def _show_history(self) -> None:
        self._header.show_history(self._draft.can_undo, self._draft.can_redo)

    def _show_refusal(self, problem: VendorError) -> None:
        """Say why there can be no clip; when it is for the style alone, leave the other styles to choose."""
        product = self._draft.product
        only_style = product is not None and bool(product.photos) and product.price is not None
        if only_style:
            self._styling.draw()
            self._left.choose(self._draft.edit.template)
            self._desk.clear(str(problem))
            self._header.make.setEnabled(False)
            self._show_only(self._body)
        else:
            self._desk.clear("")
            self._refusal.show_problem(problem)
            self._show_only(self._refusal)

    def _show_plan(self, planned: Planned) -> None:
        self._show_only(self._body)
        self._left.choose(planned.edit.template)
        self._desk.whole.show_others("other_products" in template(planned.edit.template).needs)
        self._header.make.setEnabled(not self._making.is_under_way)
        self._desk.show_plan(planned)
        self._show_facts(planned)
        self._making.resume(planned)
        if self._plays_next and planned.finished is not None:
            self._desk.stage.player.play_from_start()
        self._plays_next = False

    def _show_facts(self, planned: Planned) -> None:
        (width, height), seconds = planned.size, f"{planned.storyboard.seconds:.1f}".removesuffix(".0")
        words = _("{number} seconds · {width}×{height}").format(number=seconds, width=width, height=height)
        if planned.finished is not None:
            self._header.show_finished(words)
            return
        product, style = planned.product, planned.edit.template
        why = product.why_outdated(*(clip for clip in product.clips if clip.template == style))
        self._header.show_planned(words, planned.making_seconds, why)

    def _hear(self, name: str | None) -> None:
        self._desk.stage.player.playback.pause()
        self._audition.hear(name)

    def _mend(self) -> None:
        if self._draft.product is not None:
            self.product_wanted.emit(self._draft.product.sku)

    def _make_clip(self) -> None:
        """Make the clip that is shown as a preview, or the newer one of a change that is being planned."""
        planned = self._draft.plan
        if planned is None or self._making.is_under_way:
            return
        self._audition.stop()
        self._draft.flush()
        self._desk.stage.player.playback.pause()
        self._making.begin(planned._replace(edit=self._draft.edit))  # and it is never saved over by an older one

    def _show_making(self, making: Task | QueuedClip) -> None:
        self._enable_choices(False)
        planned = self._draft.plan
        self._desk.stage.watch(making, _("Making the clip"), (planned and planned.making_seconds) or 0.0)

    def _celebrate(self, clip: Clip) -> None:
        self._plays_next = self.isVisible()
        if not self.isVisible():
            self.notice.emit(_("The clip of {name} is finished.").format(name=clip.storyboard.title), None)

    def _end_making(self) -> None:
        """Show what there is now: the finished clip, or the preview as before when it was cancelled or failed."""
        self._enable_choices(True)
        self._desk.stage.end_watch()
        if self.isVisible():
            self._draft.look_again()

    def _enable_choices(self, enabled: bool) -> None:
        self._styles.setEnabled(enabled)
        self._desk.enable_choices(enabled)
        for button in (self._header.make, self._header.undo, self._header.redo):
            button.setEnabled(enabled)
        if enabled:
            self._show_history()

    def _open_folder(self) -> None:
        if self._draft.plan is not None and self._draft.plan.finished is not None:
            self.open_outside(self._draft.plan.finished.parent)

    def _export(self) -> None:
        if self._draft.product is not None:
            self.export_wanted.emit(self._draft.product.sku)
