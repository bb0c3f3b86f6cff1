"""Settings: language, the shop and where it is, and what this program is."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.shop_folder import choose_folder
from ui.dialogs.text import show_text
from ui.pages.page import Page
from ui.problems import open_log
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from ui.widgets.badge import Badge
from ui.widgets.brand_card import BrandCard
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Caption, Card
from ui.widgets.field import Field, FieldProblem
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.logo import logo_picture, use_logo
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.site_card import SiteCard
from ui.widgets.size_card import SizeCard
from ui.widgets.words import Line
from vendor_app import __version__, language, machine
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.resources import resource, resource_folder
from vendor_app.settings import log_file
from vendor_app.shop import LONGEST_NAME, Shop
from vendor_app.storyboard.brand import Brand

_LANGUAGES = (("th", "ภาษาไทย"), ("en", "English"))
_WIDEST = 760


class SettingsPage(Page):
    """Each choice holds at once; there is nothing to confirm."""

    language_wanted = Signal(str)
    shop_wanted = Signal(object)
    new_shop_wanted = Signal(object)
    renamed = Signal()
    """The shop has another name now."""

    def __init__(self, shop: Shop, tasks: Tasks) -> None:
        super().__init__()
        self._shop, self._tasks = shop, tasks
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._saved = Badge(_("Saved"), "good", "check")
        self._saved.hide()
        header = PageHeader(_("Settings"))
        header.add_action(self._saved)
        column.addWidget(header)
        column.addWidget(self._scrolling(self._cards()), 1)

    def _cards(self) -> QWidget:
        content = QWidget()
        content.setObjectName("content")
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 18, 22, 22)
        column.setSpacing(14)
        for make in (
            self._language_card,
            self._shop_card,
            self._brand_card,
            self._size_card,
            self._site_card,
            self._place_card,
            self._about_card,
        ):
            column.addWidget(make())
        column.addStretch(1)
        return content

    @staticmethod
    def _scrolling(content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _language_card(self) -> Card:
        card = Card(_("Language"))
        row = QHBoxLayout()
        row.setSpacing(10)
        self._languages = QButtonGroup(self)
        for code, name in _LANGUAGES:
            button = QuietButton(name)
            button.setCheckable(True)
            button.setChecked(code == language.current())
            button.setObjectName(code)
            button.clicked.connect(self._want_language)
            self._languages.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)
        return card

    def _want_language(self) -> None:
        wanted = self.sender().objectName()
        for button in self._languages.buttons():
            button.setChecked(button.objectName() == language.current())
        if wanted != language.current():
            self.language_wanted.emit(wanted)

    def _shop_card(self) -> Card:
        card = Card(_("My shop"))
        card.column.setContentsMargins(16, 14, 16, 0)
        card.column.setSpacing(4)
        problem = FieldProblem()
        self._name = QLineEdit(self._shop.name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.editingFinished.connect(self._rename)
        self._name_field = Field(_("Name of the shop"), self._name, problem=problem)
        card.column.addWidget(self._name_field)
        card.column.addWidget(Caption(_("It is shown at the end of every clip."), wrap=True))
        card.column.addWidget(problem)
        return card

    def reveal(self, place: str) -> None:
        if place == "shop.name":
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._name.selectAll()

    def _rename(self) -> None:
        self._saved.hide()
        self._name_field.show_problem("")
        if self._name.text().strip() == self._shop.name:
            return
        task = self._tasks.prepare_write(partial(self._shop.rename, self._name.text()))
        task.succeeded.connect(self._show_renamed)
        task.failed.connect(self._show_refused)
        task.start()

    def _show_renamed(self) -> None:
        self._name.setText(self._shop.name)
        self._saved.show()
        self.renamed.emit()

    def _show_refused(self, problem: VendorError) -> None:
        self._name_field.show_problem(str(problem))

    def leave(self) -> None:
        self._rename()
        self._site.commit()

    def _site_card(self) -> Card:
        self._site = SiteCard(self._shop.site)
        self._site.wanted.connect(self._store_site)
        return self._site

    def _store_site(self, site: str) -> None:
        self._saved.hide()
        task = self._tasks.prepare_write(partial(self._shop.set_site, site))
        task.succeeded.connect(self._show_site)
        task.failed.connect(self._show_site_refused)
        task.start()

    def _show_site(self) -> None:
        self._saved.show()
        self._site.show_site(self._shop.site)

    def _show_site_refused(self, problem: VendorError) -> None:
        self._site.show_problem(str(problem))

    def _brand_card(self) -> Card:
        self._brand = BrandCard(self._shop.brand)
        self._brand.wanted.connect(self._store_brand)
        self._brand.logo_wanted.connect(self._choose_logo)
        self._look_at_logo()
        return self._brand

    def _store_brand(self, brand: Brand) -> None:
        self._saved.hide()
        store = partial(self._shop.set_brand, colour=brand.colour, accent=brand.accent, logo=brand.logo)
        task = self._tasks.prepare_write(store)
        task.succeeded.connect(self._show_brand)
        task.failed.connect(self._show_brand_refused)
        task.start()

    def _show_brand(self) -> None:
        self._saved.show()
        self._brand.show_brand(self._shop.brand)
        self._look_at_logo()

    def _show_brand_refused(self, problem: VendorError) -> None:
        self._brand.show_problem(str(problem))

    def _choose_logo(self) -> None:
        dialog = photo_dialog(self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setWindowTitle(_("Choose a logo"))
        dialog.fileSelected.connect(self._take_logo)
        dialog.open()

    def _take_logo(self, file: str) -> None:
        """Bring a logo in and use it at once."""
        task = self._tasks.prepare_write(partial(use_logo, self._shop, Path(file)))
        task.succeeded.connect(self._show_brand)
        task.failed.connect(self._show_brand_refused)
        task.start()

    def _look_at_logo(self) -> None:
        logo = self._shop.brand.logo
        if logo is None:
            self._brand.show_logo(QImage())
            return
        task = self._tasks.prepare_read(partial(logo_picture, self._shop, logo))
        task.succeeded.connect(self._brand.show_logo)
        task.failed.connect(self._show_brand_refused)
        task.start()

    def _size_card(self) -> Card:
        self._size = SizeCard(machine.load())
        self._size.wanted.connect(self._store_size)
        return self._size

    def _store_size(self, width: int | None) -> None:
        self._saved.hide()
        task = self._tasks.prepare_write(partial(machine.want_width, width))
        task.succeeded.connect(self._saved.show)
        task.finished.connect(self._look_at_machine)
        task.start()

    def follow(self, queue: RenderWatch) -> None:
        queue.machine_known.connect(self._look_at_machine)

    def _look_at_machine(self) -> None:
        self._size.show_machine(machine.load())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the pace as it was learnt meanwhile."""
        super().showEvent(event)
        self._look_at_machine()

    def _place_card(self) -> Card:
        card = Card(_("Where the shop is kept"))
        place = QLineEdit(str(self._shop.folder))
        place.setReadOnly(True)
        place.setAccessibleName(_("Where the shop is kept"))
        card.column.addWidget(place)
        card.column.addWidget(
            Caption(
                _(
                    "Everything of the shop is in this folder. To move it to another computer: close the program, copy "
                    "the whole folder, and choose “Open another shop” there."
                ),
                wrap=True,
            )
        )
        row = self._row(card)
        for text, icon_name, reaction in (
            (_("Show the folder"), "folder-open", self._show_folder),
            (_("Open another shop"), "storefront", self._open_other),
            (_("Make a new shop"), "plus", self._make_new),
        ):
            button = QuietButton(text, icon_name)
            button.clicked.connect(reaction)
            row.addWidget(button)
        return card

    def _show_folder(self) -> None:
        self.open_outside(self._shop.folder)

    def _open_other(self) -> None:
        choose_folder(self, _("Choose the folder of a shop"), self.shop_wanted.emit)

    def _make_new(self) -> None:
        choose_folder(self, _("Choose an empty folder for the new shop"), self.new_shop_wanted.emit)

    def _about_card(self) -> Card:
        card = Card(_("About the program"))
        top = QHBoxLayout()
        top.setSpacing(14)
        mark = QLabel()
        mark.setPixmap(QIcon(str(resource("icon.svg"))).pixmap(QSize(56, 56), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Line(_("Talad Clip {version}").format(version=__version__)))
        words.addWidget(
            Caption(_("From photographs to a clip ready to post, without internet and without an account."), wrap=True)
        )
        top.addWidget(mark)
        top.addLayout(words, 1)
        card.column.addLayout(top)
        row = self._row(card)
        for text, icon_name, reaction in (
            (_("Licence"), "scales", self._show_licence),
            (_("Open the log"), "file-text", open_log),
        ):
            button = QuietButton(text, icon_name)
            button.clicked.connect(reaction)
            row.addWidget(button)
        card.column.addWidget(Caption(_("The log is kept in {path}").format(path=log_file()), wrap=True))
        return card

    @staticmethod
    def _row(card: Card) -> FlowLayout:
        row = FlowLayout()
        card.column.addLayout(row)
        return row

    def _show_licence(self) -> None:
        files = [resource_folder().parent / "LICENSE", *sorted(resource("fonts").glob("*OFL.txt"))]
        show_text(self.window(), _("Licence"), [file for file in files if file.is_file()])
