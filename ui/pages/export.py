"""The export page: what is asked before posting, what a platform gets, and the bundle made of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.latest import Latest
from ui.pages.export_answers import ExportAnswers
from ui.pages.export_pictures import ExportPictures
from ui.pages.export_plan import ExportPlan, Prospect, plan_export
from ui.pages.export_sheets import ExportSheets
from ui.pages.export_texts import ExportTexts
from ui.pages.export_words import bundle_words, clip_words, places
from ui.pages.export_zip import ask_for_zip, packed_words, packing
from ui.pages.page import Page
from ui.tasks import Task, Tasks
from ui.widgets.bundle_cards import COVER, ClipCard, ContentsCard, EarlierCard
from ui.widgets.buttons import PrimaryButton
from ui.widgets.caption_card import TextCard
from ui.widgets.check_list import TEXTS, CheckList
from ui.widgets.header import PageHeader
from ui.widgets.platform_cards import PlatformCards
from ui.widgets.product_picker import ProductPicker
from ui.widgets.refusal import Refusal
from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.bundle.platforms import platforms
from vendor_app.bundling import make_bundles
from vendor_app.catalogue.records import Change, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop

_WIDE = 1080
"""Logical pixels of width from which the checks get more room than the rest."""
_LOW, _PEEK = 600, 26
"""Logical pixels: a window lower than this shows one row of platforms and so much of the next."""
_ROWS = 2
"""Of platforms that are seen at once."""


class ExportPage(Page):
    """One product on its way to the platforms. Without a product it lets the vendor choose one."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._looking = Latest(tasks, self)
        self._plan: ExportPlan | None = None
        self._platform = platforms()[0].name
        self._sku: Sku = ""
        self._made: tuple[Bundle, ...] = ()
        self._zip = Path()
        self._making: Task | None = None
        self._header = PageHeader(_("Export"), back=True)
        self._make = PrimaryButton(_("Make the bundle"), "package")
        self._actions: list[QWidget] = [self._make]
        self._header.add_action(self._make)
        self._picker = ProductPicker(shop, tasks, _("Which product goes out?"))
        self._refusal = Refusal()
        self._cards, self._checks = PlatformCards(platforms()), CheckList()
        self._clip, self._contents, self._caption = ClipCard(), ContentsCard(), TextCard()
        self._earlier = EarlierCard()
        self._texts = ExportTexts(shop, tasks, self._caption, self)
        self._answers = ExportAnswers(shop, tasks, self)
        self._pictures = ExportPictures(shop, tasks, self._clip.cover, self)
        self._sheets = ExportSheets(shop, tasks, self._contents, self)
        self._lay_out()
        self._connect()
        self._show_only(self._nothing)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._scrolled_cards())
        left.addWidget(self._checks, 1)
        right_side = QWidget()
        right_side.setObjectName("content")
        self._right = right = QVBoxLayout(right_side)
        for card in (self._clip, self._caption, self._contents, self._earlier):
            right.addWidget(card)
        right.addStretch(1)
        left.setContentsMargins(0, 0, 0, 18)
        right.setContentsMargins(0, 0, 12, 18)
        for column in (left, right):
            column.setSpacing(14)
        self._side = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right_side)
        self._body = QWidget()
        self._columns = columns = QHBoxLayout(self._body)
        columns.setContentsMargins(22, 18, 10, 0)
        columns.setSpacing(18)
        columns.addLayout(left, 4)
        columns.addWidget(scroll, 3)
        self._stack, self._nothing = QStackedWidget(), QWidget()
        for widget in (self._nothing, self._picker, self._refusal, self._body):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.insertWidget(0, self._header)  # seen first, but after the rest for Tab

    def _scrolled_cards(self) -> QScrollArea:
        """Return the platforms in two rows; in a narrow window the rest is scrolled to, for the checks need room."""
        self._cards.setObjectName("content")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._cards)
        self._platforms = scroll
        return scroll

    def _connect(self) -> None:
        self._header.back_wanted.connect(self.back_wanted)
        self._make.clicked.connect(self._make_bundle)
        self._picker.chosen.connect(self.export_wanted)
        self._picker.products_wanted.connect(self.back_wanted)
        self._refusal.mend_wanted.connect(self._edit)
        self._refusal.other_wanted.connect(self._pick)
        self._cards.chosen.connect(self._choose_platform)
        self._checks.mend_wanted.connect(self._mend)
        self._checks.known.connect(self._know)
        self._checks.asked_again.connect(self._ask_again)
        for decided in (self._texts, self._answers):
            decided.kept.connect(self._look)
            decided.notice.connect(self.notice)
        self._sheets.notice.connect(self.notice)
        self._clip.folder_wanted.connect(self._open_made)
        self._clip.zip_wanted.connect(self._ask_for_zip)
        self._earlier.opened.connect(self._open)
        self._looking.made.connect(self._show_plan)
        self._pictures.seen.connect(self._look)
        self._looking.failed.connect(self._show_refusal)

    @property
    def sku(self) -> Sku:
        """The product that is shown; "" while there is none."""
        return self._sku

    @property
    def platform(self) -> str:
        """The name of the platform that is shown."""
        return self._platform

    def add_action(self, button: QWidget, *, always: bool = False) -> None:
        """Put a button before the one that makes the bundle; there only while a product is shown, or ``always``."""
        self._header.add_action(button, before=self._make)
        if not always:
            self._actions.append(button)
            button.setVisible(self._stack.currentWidget() is self._body)

    def add_card(self, card: QWidget) -> None:
        """Put a card on top of the right side."""
        self._right.insertWidget(0, card)

    def open_product(self, sku: Sku) -> None:
        """Show the way out of a product; "" lets the vendor choose one."""
        if self._making is not None:
            if sku and sku != self._sku:
                self.notice.emit(_("A bundle is still being made."), None)
            return
        if sku != self._sku:
            self._made, self._plan = (), None
            self._header.set_title(_("Export"))
            self._show_only(self._nothing)
        self._sku = sku
        if sku:
            self._look()
        else:
            self._pick()

    def leave(self) -> None:
        """Keep what is typed and drop what is being read; a bundle in the making goes on."""
        self._caption.commit()
        self._looking.stop()
        self._pictures.stop()

    def commit(self) -> None:
        self._caption.commit()

    def is_busy(self) -> bool:
        """Return whether a bundle is being made."""
        return self._making is not None

    def catalogue_changed(self, change: Change) -> None:
        """Look again when the product was edited; choose anew when it is gone."""
        if not self.isVisible() or self.is_busy():
            return
        if self._stack.currentWidget() is self._picker:
            self._picker.refresh()
        elif self._plan is not None and self._plan.product.id in change.removed:
            self._pick()
        elif self._plan is not None and self._plan.product.id in change.edited:
            self._made = ()
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = (4, 3) if self.width() >= _WIDE else (1, 1)
        self._columns.setStretch(0, left)
        self._columns.setStretch(1, right)
        low = self.height() < _LOW
        self._platforms.setFixedHeight(self._cards.height_of(1) + _PEEK if low else self._cards.height_of(_ROWS))

    def _look(self) -> None:
        """Look at the product, after what is on its way to the disk."""
        self._looking.begin_in_order(partial(plan_export, self._shop, self._sku))

    def _show_only(self, widget: QWidget) -> None:
        """Bring up the picker, the refusal or the product's way out."""
        self._stack.setCurrentWidget(widget)
        for action in self._actions:
            action.setVisible(widget is self._body)

    def _pick(self) -> None:
        self._plan = None
        self._header.set_title(_("Export"))
        self._picker.refresh()
        self._show_only(self._picker)

    def _show_refusal(self, problem: VendorError) -> None:
        self._plan = None
        self._refusal.show_problem(problem)
        self._show_only(self._refusal)

    def _show_plan(self, planned: ExportPlan) -> None:
        self._plan = planned
        self._header.set_title(_("Export: {name}").format(name=planned.product.name))
        for prospect in planned.prospects:
            self._cards.card(prospect.platform.name).show_checks(prospect.checks)
        self._cards.choose(self._platform)
        self._show_prospect()
        self._earlier.show_bundles([(one.path, bundle_words(one)) for one in planned.earlier])
        made = self._made_here()
        self._clip.show_state(*clip_words(planned, made), made=made is not None)
        self._show_wanted()
        self._show_only(self._body)
        self._pictures.show(planned, COVER * self.devicePixelRatio())

    def _prospect(self) -> Prospect:
        assert self._plan is not None
        return next(one for one in self._plan.prospects if one.platform.name == self._platform)

    def _show_prospect(self) -> None:
        """Show what the chosen platform would get."""
        assert self._plan is not None
        prospect = self._prospect()
        self._checks.show_checks(prospect.platform.shown_title, prospect.checks, places(self._plan, prospect))
        self._sheets.show(self._plan, prospect)
        self._texts.show(self._plan, prospect)

    def _choose_platform(self, name: str) -> None:
        self._caption.commit()
        self._platform = name
        if self._plan is not None:
            self._show_plan(self._plan)

    def _edit(self) -> None:
        self.product_wanted.emit(self._sku)

    def _mend(self, place: str) -> None:
        """Lead to where a check is mended: a text of this page, or a field of another."""
        if place.startswith(TEXTS):
            self._caption.open(place.removeprefix(TEXTS))
        else:
            self.field_wanted.emit(self._sku, place)

    def _know(self, check: CheckResult) -> None:
        if self._plan is not None:
            self._answers.know(self._plan.product.id, check)

    def _ask_again(self, check: CheckResult) -> None:
        if self._plan is not None:
            self._answers.ask_again(self._plan.product.id, check)

    def _make_bundle(self) -> None:
        """Make the bundles of the chosen platforms, with the clip first where it is missing or out of date."""
        if self._plan is None or self._making is not None:
            return
        work = partial(make_bundles, self._shop, self._plan.product, self._cards.wanted())
        self._start(work, _("Making the bundle"), self._celebrate, _("Stopped. No bundle was made."))

    def _start(self, work: Callable[..., object], note: str, succeeded: Callable[..., None], stopped: str) -> None:
        """Begin long work, with its progress on the card of the clip, and what to say when it is cancelled."""
        task = self._making = self._tasks.prepare(work)
        task.succeeded.connect(succeeded)
        task.cancelled.connect(partial(self.notice.emit, stopped, None))
        task.finished.connect(self._end)
        self._enable(False)
        self._clip.watch(task, note)
        self._side.ensureWidgetVisible(self._clip)
        task.start()

    def _celebrate(self, bundles: tuple[Bundle, ...]) -> None:
        self._made = bundles
        if not self.isVisible():
            names = ", ".join(bundle.path.name for bundle in bundles)
            self.notice.emit(_("The bundle is finished: {name}").format(name=names), None)

    def _made_here(self) -> Bundle | None:
        """Return the bundle that was just made for the platform on show."""
        return next((bundle for bundle in self._made if bundle.platform == self._platform), None)

    def _show_wanted(self) -> None:
        """Say on the button how many bundles one press makes."""
        count = len(self._cards.wanted())
        self._make.setText(_("Make {number} bundles").format(number=count) if count > 1 else _("Make the bundle"))

    def _end(self) -> None:
        self._making = None
        self._enable(True)
        if self.isVisible():
            self._look()

    def _enable(self, enabled: bool) -> None:
        for widget in (self._make, self._cards):
            widget.setEnabled(enabled)
        self._clip.enable_ways(enabled)

    def _open_made(self) -> None:
        if (made := self._made_here()) is not None:
            self._open(made.path)

    def _open(self, path: Path) -> None:
        """Show a bundle in the system's own file manager; of a ZIP the folder it is in."""
        self.open_outside(path if path.is_dir() else path.parent)

    def _ask_for_zip(self) -> None:
        if self._made and self._making is None and (target := ask_for_zip(self, self._made)):
            self.save_zip(target)

    def save_zip(self, target: Path) -> None:
        """Pack the bundle that was just made into a ZIP, or several into ZIPs in a folder."""
        if self._made and self._making is None:
            self._zip = target
            self._start(packing(self._made, target), _("Packing"), self._say_packed, _("Stopped. No ZIP was made."))

    def _say_packed(self, _done: object) -> None:
        self.notice.emit(packed_words(self._made, self._zip), None)
