"""The clip page: choose a style and music, see the clip play, make it, see what was made."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.pages.audition import Audition
from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_plan import Planned, Still
from ui.pages.page import Page
from ui.render_speed import load_speed, save_speed
from ui.tasks import Task, Tasks
from ui.widgets.badge import Badge
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Heading
from ui.widgets.clip_side import ClipSide
from ui.widgets.clip_stage import ClipStage
from ui.widgets.header import PageHeader
from ui.widgets.product_picker import ProductPicker
from ui.widgets.refusal import Refusal
from ui.widgets.template_cards import STILL, TemplateCards
from vendor_app.catalogue.records import Change, Product, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.making import Clip, make_clip
from vendor_app.shop import Shop
from vendor_app.sound.music import pieces
from vendor_app.storyboard.templates import template, templates

_WIDE = 1080
"""Logical pixels of width from which the sides have their full width."""


class ClipPage(Page):
    """One product's clip. Without a product it lets the vendor choose one."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._draft = ClipDraft(shop, tasks, self)
        self._making: Task | None = None
        self._plays_next = False
        """Whether the clip that was just made is to be played as soon as it is shown."""
        self._speed = load_speed()
        self._audition = Audition(tasks, self)
        self._build_header()
        self._picker = ProductPicker(shop, tasks, _("Which product gets a clip?"))
        self._refusal = Refusal()
        self._styles, self._stage, self._side = TemplateCards(templates()), ClipStage(tasks), ClipSide(pieces())
        self._lay_out()
        self._connect_draft()
        self._connect_choices()
        self._show_only(self._picker)

    def _build_header(self) -> None:
        self._header = PageHeader(_("Clips"), back=True)
        self._facts = Badge()
        self._safe_box = QuietButton(_("Safe box"), "frame-corners")
        self._safe_box.setCheckable(True)
        self._safe_box.setToolTip(_("Shows which part of the picture no app covers with its own buttons."))
        self._make = PrimaryButton(_("Make the clip"), "video-camera")
        self._header.add(self._facts)
        self._header.add_action(self._safe_box)
        self._header.add_action(self._make)
        self._header.back_wanted.connect(self.back_wanted)
        self._make.clicked.connect(self._make_clip)

    def _lay_out(self) -> None:
        self._left = QScrollArea()
        self._left.setObjectName("side")
        self._left.setProperty("edge", "left")
        self._left.setWidgetResizable(True)
        self._left.setFrameShape(QFrame.Shape.NoFrame)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("content")
        styles = QVBoxLayout(content)
        styles.setContentsMargins(14, 14, 14, 14)
        styles.setSpacing(10)
        styles.addWidget(Heading(_("Clip style")))
        styles.addWidget(self._styles)
        styles.addStretch(1)
        self._left.setWidget(content)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._stage, 1)
        row.addWidget(self._side)
        self._stack = QStackedWidget()
        for widget in (self._picker, self._refusal, self._body):
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
        draft.planned.connect(self._show_plan)
        draft.refused.connect(self._show_refusal)
        draft.sound_made.connect(self._stage.player.set_sound)
        draft.sound_failed.connect(self.problem)
        draft.shot_drawn.connect(self._show_shot)
        draft.style_drawn.connect(self._show_style)

    def _connect_choices(self) -> None:
        self._picker.chosen.connect(self.clip_wanted)
        self._picker.products_wanted.connect(self.back_wanted)
        self._refusal.mend_wanted.connect(self._mend)
        self._refusal.other_wanted.connect(self._pick)
        self._styles.chosen.connect(self._choose_style)
        self._side.music.chosen.connect(self._choose_music)
        self._side.music.hearing_wanted.connect(self._hear)
        self._side.length.chosen.connect(self._choose_length)
        self._side.voice.chosen.connect(self._choose_voice)
        self._safe_box.toggled.connect(self._stage.player.canvas.show_safe_box)
        self._stage.player.playback.playing_changed.connect(self._audition.stop)
        self._stage.folder_wanted.connect(self._open_folder)
        self._stage.export_wanted.connect(self._export)
        self._audition.hearing_changed.connect(self._side.music.show_hearing)
        self._audition.failed.connect(self.problem)

    def open_product(self, sku: Sku) -> None:
        """Show the clip of a product; "" lets the vendor choose one."""
        if not sku:
            self._pick()
        elif self._making is None:
            self._draft.open(sku)
            self._stage.player.setFocus()
        elif self._draft.product is not None and self._draft.product.sku != sku:
            words = _("The clip of {name} is still being made.").format(name=self._draft.product.name)
            self.notice.emit(words, None)

    def leave(self) -> None:
        """Be quiet and drop what is drawn; a clip in the making goes on."""
        self._audition.stop()
        self._stage.player.playback.pause()
        self._draft.drop()

    def is_busy(self) -> bool:
        """Return whether a clip is being made."""
        return self._making is not None

    def catalogue_changed(self, change: Change) -> None:
        """Plan anew what was edited; choose anew when the product is gone."""
        product = self._draft.product
        if self.isVisible() and self._stack.currentWidget() is self._picker:
            self._picker.refresh()
        elif product is None or not self.isVisible() or self.is_busy():
            return
        elif product.id in change.removed:
            self._pick()
        elif product.id in change.edited:
            self._draft.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._stack.currentWidget() is not self._body or not self._stage.player.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._left.setFixedWidth(250 if wide else 150)
        self._styles.set_narrow(not wide)
        self._side.setFixedWidth(318 if wide else 262)
        self._facts.setVisible(wide and self._stack.currentWidget() is self._body)

    def _show_only(self, widget: QWidget) -> None:
        """Bring up the picker, the refusal or the clip itself, with what the header offers for it."""
        self._stack.setCurrentWidget(widget)
        for action in (self._safe_box, self._make):
            action.setVisible(widget is self._body)
        self._facts.setVisible(widget is self._body and self.width() >= _WIDE)

    def _pick(self) -> None:
        self._draft.drop()
        self._stage.player.clear()
        self._header.set_title(_("Clips"))
        self._picker.refresh()
        self._show_only(self._picker)

    def _pick_another(self, _problem: VendorError) -> None:
        self._pick()

    def _show_product(self, product: Product) -> None:
        self._header.set_title(_("Clip: {name}").format(name=product.name))
        self._draft.draw_styles(_even(STILL * self.devicePixelRatio()))

    def _show_refusal(self, problem: VendorError) -> None:
        self._stage.player.clear()
        self._refusal.show_problem(problem)
        self._show_only(self._refusal)

    def _show_plan(self, planned: Planned) -> None:
        self._show_only(self._body)
        self._styles.choose(planned.choice.template)
        self._side.show_plan(planned.storyboard, planned.checks)
        self._side.length.choose(planned.choice.seconds)
        self._side.voice.choose(planned.choice.voice)
        self._stage.show_clip(planned.storyboard, self._draft.reel(), self._stage.player.playback.frame)
        self._stage.show_ways(planned.finished is not None)
        self._draft.make_sound()
        self._draft.draw_shots(self._stage.shot_pixels())
        self._show_facts(planned)
        if self._plays_next and planned.finished is not None:
            self._stage.player.play_from_start()
        self._plays_next = False

    def _show_facts(self, planned: Planned) -> None:
        seconds = round(planned.storyboard.seconds)
        box = planned.storyboard.canvas
        words = _("{number} seconds · {width}×{height}").format(number=seconds, width=box.width, height=box.height)
        if planned.finished is None:
            self._facts.show_state(words, "idle")
            estimate = self._speed.seconds_for(planned.storyboard.frames)
            self._make.setText(_("Make the clip · about {number} s").format(number=estimate))
        else:
            self._facts.show_state(_("Finished · {facts}").format(facts=words), "good", "check")
            self._make.setText(_("Make it again"))

    def _show_shot(self, still: Still) -> None:
        self._stage.show_still(int(still.key), still.image)

    def _show_style(self, still: Still) -> None:
        self._styles.show_still(str(still.key), still.image)

    def _choose_style(self, name: str) -> None:
        self._draft.choose(template=name)

    def _choose_music(self, name: str | None) -> None:
        self._audition.stop()
        self._draft.choose(music=name, own_music=True)

    def _choose_length(self, seconds: int) -> None:
        self._draft.choose(seconds=seconds)

    def _choose_voice(self, voice: object) -> None:
        self._draft.choose(voice=voice)

    def _hear(self, name: str | None) -> None:
        self._stage.player.playback.pause()
        self._audition.hear(name)

    def _mend(self) -> None:
        if self._draft.product is not None:
            self.product_wanted.emit(self._draft.product.sku)

    def _make_clip(self) -> None:
        """Make the clip that is shown as a preview."""
        planned = self._draft.plan
        if planned is None or self._making is not None:
            return
        self._audition.stop()
        self._stage.player.playback.pause()
        work = partial(
            make_clip,
            self._shop,
            planned.product,
            template(planned.choice.template),
            storyboard=planned.storyboard,
            voice=planned.choice.voice,
        )
        self._making = self._tasks.prepare(work)
        self._making.succeeded.connect(self._celebrate)
        self._making.finished.connect(self._end_making)
        self._enable_choices(False)
        self._stage.watch(self._making, _("Making the clip"))
        self._making.start()

    def _celebrate(self, clip: Clip) -> None:
        frames = clip.storyboard.frames
        self._speed = self._speed.after(frames, clip.render_seconds)
        self._tasks.prepare_read(partial(save_speed, self._speed)).start()
        self._draft.take_made(clip)
        self._plays_next = self.isVisible()
        if not self.isVisible():
            self.notice.emit(_("The clip of {name} is finished.").format(name=clip.storyboard.title), None)

    def _end_making(self) -> None:
        """Show what there is now: the finished clip, or the preview as before when it was cancelled or failed."""
        self._making = None
        self._enable_choices(True)
        self._stage.end_watch()
        if self.isVisible():
            self._draft.look_again()

    def _enable_choices(self, enabled: bool) -> None:
        self._styles.setEnabled(enabled)
        self._side.enable_choices(enabled)
        self._make.setEnabled(enabled)

    def _open_folder(self) -> None:
        if self._draft.plan is not None and self._draft.plan.finished is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._draft.plan.finished.parent)))

    def _export(self) -> None:
        if self._draft.product is not None:
            self.export_wanted.emit(self._draft.product.sku)


def _even(size: QSize) -> QSize:
    """Return a size in whole pairs of pixels, as the planes of a frame need it."""
    return QSize(size.width() // 2 * 2, size.height() // 2 * 2)
