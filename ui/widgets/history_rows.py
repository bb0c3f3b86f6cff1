"""The bundles made of a product, one row each: which platform, when, at which price, and what became of it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Badge
from ui.widgets.card import Caption, ElidedLabel
from ui.widgets.history_chart import short_number
from ui.widgets.platform_marks import platform_icon, platform_title
from vendor_app.catalogue.records import Posting, Product
from vendor_app.handover.history import sales_of, shows_old_price, views_of
from vendor_app.language import _
from vendor_app.thai.dates import format_date
from vendor_app.thai.money import format_baht

_HEIGHT = 78
_MOST = 100
"""Rows: nobody looks further back, and each is several widgets."""


def price_words(posting: Posting) -> str:
    """Say at which prices a bundle was made."""
    prices = [price for price in (posting.price, *posting.tiers) if price is not None]
    return " · ".join(map(format_baht, prices)) or _("No price")


def number_words(posting: Posting) -> str:
    """Say how a post does; "" when nothing was typed."""
    views, sales = views_of(posting), sales_of(posting)
    if (views, sales) == (None, None):
        return ""
    return _("Views: {views} · sold: {sales}").format(views=short_number(views), sales=short_number(sales))


class RowWords(ElidedLabel):
    """A line that takes all the room there is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


class RowTitle(RowWords):
    """The platform of a row (Kanit)."""


class PostingRow(QPushButton):
    """One bundle; checked while its details are shown."""

    def __init__(self, product: Product, posting: Posting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.posting = posting
        self.is_old = shows_old_price(product, posting)
        """Whether a price is another one now."""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        mark = QLabel()
        mark.setPixmap(picture(platform_icon(posting.platform), 26, Color.INK))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(RowTitle(f"{platform_title(posting.platform)} · {format_date(posting.made)}"))
        price = _("No price") if posting.price is None else format_baht(posting.price)
        words.addWidget(RowWords(" · ".join(filter(None, (number_words(posting), price)))))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(words, 1)
        badges = list(_badges(product, posting))
        column = QVBoxLayout()
        column.setSpacing(4)
        for badge in badges:
            column.addWidget(badge, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(column)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        told = (
            platform_title(posting.platform),
            format_date(posting.made),
            price_words(posting),
            number_words(posting),
        )
        self.setAccessibleName(", ".join(filter(None, (*told, *(badge.text() for badge in badges)))))


def _badges(product: Product, posting: Posting) -> Iterator[Badge]:
    if posting.posted:
        yield Badge(_("Posted"), "good", "check")
    else:
        yield Badge(_("Not posted yet"), "idle")
    if shows_old_price(product, posting):
        yield Badge(_("Price changed"), "warn")


class PostingRows(QScrollArea):
    """All bundles of a product, the newest first."""

    chosen = Signal(object)
    """The Posting that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: list[PostingRow] = []
        content = QWidget()
        content.setObjectName("content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 18)
        self._column.setSpacing(8)
        self._foot = Caption(wrap=True)
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        self.setWidget(content)

    def show_product(self, product: Product, key: tuple[str, str]) -> None:
        """List the newest bundles of a product; the one whose ``made`` and ``platform`` are ``key`` is the chosen one.

        What is listed already as it is now stays, so that neither place nor keyboard is lost.
        """
        focused = any(row.hasFocus() for row in self._rows)
        known = {(row.posting, row.is_old): row for row in self._rows}
        shown = product.postings[:_MOST]
        wanted = [(posting, shows_old_price(product, posting)) for posting in shown]
        rows = [known.pop(one) if one in known else self._row(product, one[0]) for one in wanted]
        for gone in known.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = rows
        for number, row in enumerate(rows):
            if self._column.indexOf(row) != number:
                self._column.insertWidget(number, row)
        self.mark(key)
        if focused and not any(row.hasFocus() for row in rows):
            next((row for row in rows if row.isChecked()), self).setFocus(Qt.FocusReason.OtherFocusReason)
        count, more = f"{len(product.postings):,}", len(product.postings) > _MOST
        words = _("Bundles: {count}, the newest of them shown") if more else _("Bundles: {count}")
        self._foot.setText(words.format(count=count))

    def _row(self, product: Product, posting: Posting) -> PostingRow:
        row = PostingRow(product, posting)
        row.clicked.connect(self._tell)
        return row

    def mark(self, key: tuple[str, str]) -> None:
        """Check the row of a bundle."""
        for row in self._rows:
            row.setChecked((row.posting.made, row.posting.platform) == key)

    def rows(self) -> tuple[PostingRow, ...]:
        """Return what is listed."""
        return tuple(self._rows)

    def _tell(self) -> None:
        row = self.sender()
        assert isinstance(row, PostingRow)
        self.chosen.emit(row.posting)
