"""One bundle of the history: whether it was posted and where, and the numbers that were read there."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import FlatIconButton, IconButton, QuietButton
from ui.widgets.card import Caption, Card, Heading
from ui.widgets.editors import Choice
from ui.widgets.field import CAPTION_HEIGHT, Field, FieldProblem
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.history_chart import short_number
from ui.widgets.history_rows import RowWords, price_words
from ui.widgets.layouts import clear, widgets_in
from ui.widgets.platform_marks import platform_title
from vendor_app.catalogue.records import Count, Posting, Product
from vendor_app.errors import VendorError
from vendor_app.handover.history import shows_old_price
from vendor_app.handover.typed import last_days, parse_link, parse_number
from vendor_app.language import _
from vendor_app.thai.dates import format_date
from vendor_app.thai.money import format_baht

Read = TypeVar("Read")
_DAYS = 14
_WIDTHS = (182, 104, 104)
"""Logical pixels of the day, the views and the pieces sold."""


class CountLine(QWidget):
    """What was typed for one day."""

    forgotten = Signal(str)
    """Its day, ISO 8601."""

    def __init__(self, count: Count, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = count.day
        words = _("{date}: views {views}, sold {sales}").format(
            date=format_date(count.day), views=short_number(count.views), sales=short_number(count.sales)
        )
        away = FlatIconButton("trash", _("Forget {words}").format(words=words))
        away.clicked.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(RowWords(words), 1)
        row.addWidget(away)

    def _tell(self) -> None:
        self.forgotten.emit(self._day)


class PostingCounts(Card):
    """What was typed about a bundle, the newest day first; hidden while there is nothing."""

    forgotten = Signal(str)
    """A day whose numbers are to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Numbers written down"), parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.hide()

    def show_counts(self, counts: Sequence[Count]) -> None:
        """List these, which are in order of the days."""
        clear(self._rows)
        for count in reversed(counts):
            line = CountLine(count)
            line.forgotten.connect(self.forgotten)
            self._rows.addWidget(line)
        self.setVisible(bool(counts))

    def lines(self) -> list[CountLine]:
        """Return what is listed."""
        return [widget for widget in widgets_in(self._rows) if isinstance(widget, CountLine)]


class PostingDetails(Card):
    """Shows one Posting and tells what the vendor writes down about it."""

    posted = Signal(bool, str)
    """Whether it was posted, and its link, tidied."""
    counted = Signal(object)
    """A Count of a day."""
    folder_wanted = Signal()
    away_wanted = Signal()
    """It is to be taken out of the history."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._posting: Posting | None = None
        self._title, self._price, self._changed = Heading(), Caption(), Badge()
        self._folder = IconButton("folder-open", _("Open folder"))
        self._away = IconButton("trash", _("Take out of the history"))
        self._tick = QCheckBox(_("Posted"))
        self._link = QLineEdit()
        self._link.setPlaceholderText(_("Paste the link of the post"))
        self._problem = FieldProblem()
        self._link_field = Field(_("Link"), self._link, problem=self._problem)
        self._open = IconButton("arrow-square-out", _("Open the post"))
        self._make_numbers()
        self._lay_out()
        self._connect()

    def _make_numbers(self) -> None:
        self._day, self._views, self._sales = Choice(), QLineEdit(), QLineEdit()
        for edit, hint in ((self._views, "1.2K"), (self._sales, "3")):
            edit.setPlaceholderText(hint)
            edit.setMaxLength(20)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self._fields = {
            self._views: Field(_("Views so far"), self._views, problem=self._problem),
            self._sales: Field(_("Sold so far"), self._sales, problem=self._problem),
        }
        self._write = QuietButton(_("Write down"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._folder)
        top.addWidget(self._away)
        price = FlowLayout(spacing=8)
        price.addWidget(self._price)
        price.addWidget(self._changed)
        link = QHBoxLayout()
        link.setSpacing(8)
        link.addWidget(self._link_field, 1)
        link.addWidget(self._open, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addLayout(price)
        self.column.addWidget(self._tick)
        self.column.addLayout(link)
        self.column.addLayout(self._numbers())
        self.column.addWidget(self._problem)

    def _numbers(self) -> FlowLayout:
        """Lay out what is read on the platform one day; in a narrow window over two lines."""
        row = FlowLayout(spacing=8)
        fields = (Field(_("Day"), self._day, problem=self._problem), *self._fields.values())
        for field, width in zip(fields, _WIDTHS, strict=True):
            field.setFixedWidth(width)
            row.addWidget(field)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, CAPTION_HEIGHT, 0, 0)
        column.addWidget(self._write)
        row.addWidget(below)
        return row

    def _connect(self) -> None:
        self._tick.clicked.connect(self._tell_posted)
        self._link.editingFinished.connect(self._take_link)
        self._link.textEdited.connect(self._forgive_link)
        self._open.clicked.connect(self._open_link)
        self._folder.clicked.connect(self.folder_wanted)
        self._away.clicked.connect(self.away_wanted)
        self._write.clicked.connect(self._take_numbers)
        for edit in self._fields:
            edit.returnPressed.connect(self._take_numbers)
            edit.textEdited.connect(self._forgive_numbers)

    @property
    def key(self) -> tuple[str, str]:
        """What is shown: when it was made, and for which platform."""
        return ("", "") if self._posting is None else (self._posting.made, self._posting.platform)

    def show_posting(self, product: Product, posting: Posting, *, has_folder: bool) -> None:
        """Show a bundle; what is being typed about the very same one stays."""
        is_same = self.key == (posting.made, posting.platform)
        self._posting = posting
        self._title.setText(f"{platform_title(posting.platform)} · {format_date(posting.made)}")
        self._price.setText(_("Made at {price}").format(price=price_words(posting)))
        self._changed.show_state(_changed_words(product, posting), "warn", "warning")
        self._changed.setVisible(shows_old_price(product, posting))
        self._folder.setVisible(has_folder)
        with QSignalBlocker(self._tick):
            self._tick.setChecked(posting.posted is not None)
        when = _("Posted {date}").format(date=format_date(posting.posted)) if posting.posted else _("Posted")
        self._tick.setText(when)
        if not (is_same and self._link.isModified()):
            self._link.setText(posting.link)
            self._link_field.show_problem("")
        self._open.setEnabled(bool(posting.link))
        if not is_same:
            self.discard()
        self._show_days()

    def _show_days(self) -> None:
        """Offer today and the days before it; the one that is chosen stays."""
        days = last_days(_DAYS)
        if days[0] == self._day.itemData(0):
            return
        self._day.clear()
        for number, day in enumerate(days):
            near = (_("Today"), _("Yesterday"))[number] if number < 2 else ""
            self._day.addItem(f"{near} {format_date(day)}".strip(), day)

    def _tell_posted(self, is_posted: bool) -> None:
        link = self._read_link()
        self.posted.emit(is_posted, "" if link is None else link)

    def _take_link(self) -> None:
        """Write down the link that was typed: who has one has posted."""
        link = self._read_link()
        if self._posting is None or link is None or link == self._posting.link:
            return
        self._link.setModified(False)
        self._link.setText(link)
        self.posted.emit(bool(link) or self._posting.posted is not None, link)

    def _read_link(self) -> str | None:
        return self._read(parse_link, self._link, self._link_field)

    def _take_numbers(self) -> None:
        views = self._read(parse_number, self._views, self._fields[self._views])
        sales = self._read(parse_number, self._sales, self._fields[self._sales])
        if self._number_problem() or (views, sales) == (None, None):
            return
        self._views.clear()
        self._sales.clear()
        self.counted.emit(Count(day=self._day.currentData(), views=views, sales=sales))

    @staticmethod
    def _read(parse: Callable[[str], Read], edit: QLineEdit, field: Field) -> Read | None:
        try:
            value = parse(edit.text())
        except VendorError as problem:
            field.show_problem(str(problem))
            return None
        field.show_problem("")
        return value

    def _forgive_link(self) -> None:
        self._link_field.show_problem("")

    def _forgive_numbers(self) -> None:
        for field in self._fields.values():
            field.show_problem("")

    def _open_link(self) -> None:
        if self._posting is not None and self._posting.link:
            QDesktopServices.openUrl(QUrl(self._posting.link))

    def _number_problem(self) -> str:
        return next((field.problem() for field in self._fields.values() if field.problem()), "")

    def commit(self) -> None:
        """Take over what is being typed."""
        self._take_link()
        self._take_numbers()

    def problem(self) -> str:
        """Return why something typed cannot be written down; "" when nothing is in the way."""
        return self._link_field.problem() or self._number_problem()

    def discard(self) -> None:
        """Drop what was typed and cannot be written down."""
        self._link.setText(self._posting.link if self._posting else "")
        self._views.clear()
        self._sales.clear()
        self._link_field.show_problem("")
        self._forgive_numbers()


def _changed_words(product: Product, posting: Posting) -> str:
    """Say what the retail price is now; where that is as it was, it is one of the others."""
    if product.price == posting.price:
        return _("Wholesale price changed")
    now = _("now {price}").format(price="–" if product.price is None else format_baht(product.price))
    return _("Price changed, {now}").format(now=now)
