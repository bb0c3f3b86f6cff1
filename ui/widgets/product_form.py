"""Everything of a product that is typed, in cards: tells each value that can be read, marks what cannot."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.product_draft import ProductDraft, value_of
from ui.product_fields import KINDS, LONGEST_NAME, SHORTEST_NAME, UNITS
from ui.widgets.badge import Badge
from ui.widgets.buttons import Chip
from ui.widgets.card import Caption, Card, Heading
from ui.widgets.eco_chips import EcoChips
from ui.widgets.editors import Combo, MoneyEdit, TextArea
from ui.widgets.field import Field, FieldProblem
from ui.widgets.pictures import Pictures
from ui.widgets.review_rows import ReviewRows
from ui.widgets.tier_rows import TierRows
from ui.widgets.variant_grid import VariantGrid
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _

_LAST_LINE = (16, 14, 16, 0)
_OVER_LAST_LINE = 4
"""Margins of a card, and pixels between its parts, when its last line is the one kept for a problem."""


class ProductForm(QWidget):
    """Follows a ProductDraft: what is stored is shown, what is typed is handed to it."""

    checked = Signal()
    """What was typed has been looked at: ``unsaved`` may say something else now."""

    def __init__(self, draft: ProductDraft, pictures: Pictures) -> None:
        super().__init__()
        self._draft = draft
        self._fields: dict[str, Field] = {}
        self._wrong: dict[str, str] = {}
        self.name, self._sku, self._category = QLineEdit(), QLineEdit(), Combo()
        self._price, self._shipping, self._unit, self._weight = MoneyEdit(), MoneyEdit(), Combo(), QLineEdit()
        self._name_en, self._fabric, self._size_range = QLineEdit(), QLineEdit(), QLineEdit()
        self._description = TextArea(3)
        self._name_length = Badge()
        self._wholesale, self._dozen = Chip(_("Wholesale"), "plus"), Chip(_("By the dozen"), "plus")
        self.tiers, self.variants, self._eco = TierRows(self._dozen), VariantGrid(), EcoChips()
        self._review = Chip(_("Review"), "plus")
        self.reviews = ReviewRows(pictures, self._review)
        self._unit.offer(UNITS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        cards = (self._main_card, self._tier_card, self._variant_card, self._more_card, self._review_card)
        for make_card in cards:
            column.addWidget(make_card())
        column.addStretch(1)
        self._listen()
        draft.stored.connect(self._show_stored)
        draft.refused.connect(self.show_problem)

    # The cards

    def _field(
        self, name: str, label: str, editor: QWidget, problem: FieldProblem, aside: QWidget | None = None
    ) -> Field:
        field = self._fields[name] = Field(label, editor, aside=aside, problem=problem)
        return field

    def _main_card(self) -> Card:
        card = _card_of_fields()
        first, second = FieldProblem(), FieldProblem()
        label = _("Product name ({least}–{most} characters)").format(least=SHORTEST_NAME, most=LONGEST_NAME)
        rows = (
            (
                first,
                (self._field("name", label, self.name, first, self._name_length), 46),
                (self._field("sku", _("Product code"), self._sku, first), 21),
                (self._field("category", _("Category"), self._category, first), 21),
            ),
            (
                second,
                (self._field("price", _("Retail price"), self._price, second), 1),
                (self._field("unit", _("Sold by the"), self._unit, second), 1),
                (self._field("shipping", _("Shipping"), self._shipping, second), 1),
                (self._field("weight_grams", _("Weight (grams)"), self._weight, second), 1),
            ),
        )
        for problem, *fields in rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            for place, (field, share) in enumerate(fields):
                grid.addWidget(field, 0, place)
                grid.setColumnStretch(place, share)
            card.column.addLayout(grid)
            card.column.addWidget(problem)
        return card

    def _tier_card(self) -> Card:
        card = Card()
        self._wholesale.clicked.connect(self.tiers.add_wholesale)
        self._dozen.clicked.connect(self.tiers.add_dozen)
        card.column.addLayout(_title_row(_("Wholesale prices"), self._wholesale, self._dozen))
        card.column.setContentsMargins(*_LAST_LINE)
        card.column.addWidget(self.tiers)
        return card

    def _variant_card(self) -> Card:
        card = Card()
        color, size = Chip(_("Colour"), "plus"), Chip(_("Size"), "plus")
        color.clicked.connect(self.variants.add_color)
        size.clicked.connect(self.variants.add_size)
        card.column.addLayout(_title_row(_("Colour × size (touch to type the stock)"), color, size))
        card.column.addWidget(self.variants)
        self._variant_problem = FieldProblem()
        card.column.setContentsMargins(*_LAST_LINE)
        card.column.setSpacing(_OVER_LAST_LINE)
        card.column.addWidget(self._variant_problem)
        return card

    def _more_card(self) -> Card:
        card = _card_of_fields()
        first, second, third = FieldProblem(), FieldProblem(), FieldProblem()
        card.column.addWidget(self._field("description", _("Description"), self._description, first))
        card.column.addWidget(first)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._field("fabric", _("Fabric"), self._fabric, second), 1)
        row.addWidget(self._field("size_range", _("Size range, as you say it"), self._size_range, second), 1)
        card.column.addLayout(row)
        card.column.addWidget(second)
        card.column.addWidget(self._field("name_en", _("English name"), self._name_en, third))
        card.column.addWidget(third)
        card.column.setContentsMargins(16, 10, 16, 16)
        card.column.addWidget(Caption(_("Kind to the world")))
        card.column.addWidget(self._eco)
        self._name_en.setPlaceholderText(_("May stay empty"))
        self._fabric.setPlaceholderText(_("100% cotton"))
        self._size_range.setPlaceholderText(_("bust 36–44 inches"))
        self._description.setPlaceholderText(_("What a buyer would ask: how it feels, how long it is, how to wash it."))
        return card

    def _review_card(self) -> Card:
        card = Card()
        self._review.clicked.connect(self.reviews.add_row)
        card.column.addLayout(_title_row(_("What customers say"), self._review))
        card.column.setContentsMargins(*_LAST_LINE)
        card.column.setSpacing(_OVER_LAST_LINE)
        card.column.addWidget(self.reviews)
        return card

    # From the keyboard to the draft

    def _listen(self) -> None:
        for name, field in self._fields.items():
            editor = field.editor
            editor.setProperty("field", name)
            editor.setAcceptDrops(False)  # a photo dropped here is for the page, not its path for the line
            if isinstance(editor, QLineEdit):
                editor.textEdited.connect(self._take)
                editor.editingFinished.connect(self._leave)
            elif isinstance(editor, (Combo, TextArea)):
                editor.typed.connect(self._take)
                editor.left.connect(self._leave)
        self.name.textChanged.connect(self._count_name)
        self.tiers.edited.connect(self._take_tiers)
        self.tiers.left.connect(self._draft.flush)
        self.tiers.left.connect(self.checked)
        self.variants.edited.connect(self._take_variants)
        self.variants.wrong.connect(self._show_variant_problem)
        self._eco.edited.connect(self._take_eco)
        self.reviews.edited.connect(self._take_reviews)
        self.reviews.left.connect(self._draft.flush)
        self.reviews.left.connect(self.checked)

    def _take(self, text: str) -> None:
        """Hand a value on if it can be read; if not, what is stored stays, and leaving the field says why."""
        name = str(self.sender().property("field"))
        self._fields[name].show_problem("")
        self._wrong.pop(name, None)
        try:
            self._draft.change(**{name: KINDS[name].read(text)})
        except VendorError as problem:
            self._draft.forget(name)
            self._wrong[name] = str(problem)
        self.checked.emit()

    def _leave(self) -> None:
        name = str(self.sender().property("field"))
        if name in self._wrong:
            self.show_problem(name, self._wrong[name])
        self._draft.flush()

    def _take_tiers(self, tiers: Any) -> None:
        self._draft.change(tiers=tiers)

    def _take_variants(self, variants: Any) -> None:
        self._draft.change(variants=variants)

    def _take_eco(self, notes: Any) -> None:
        self._draft.change(eco=notes)

    def _take_reviews(self, reviews: Any) -> None:
        self._draft.change(reviews=reviews)

    def _count_name(self, name: str) -> None:
        length = len(name.strip())
        fits = SHORTEST_NAME <= length <= LONGEST_NAME
        self._name_length.show_state(str(length), "good" if fits else "warn")

    # From the catalogue to the screen

    def open_product(self, product: Product) -> None:
        """Show another product, nothing of it typed yet."""
        self._wrong.clear()
        self.tiers.clear()
        self.variants.clear()
        self.reviews.clear()
        self._show_variant_problem("")
        for name, field in self._fields.items():
            field.show_problem("")
            self._write(name, product)
        self._show_parts(product)

    def editor(self, place: str) -> QWidget | None:
        """Return where something is typed, by the name of a product's field or a place of ``checks.FIELDS``."""
        others: dict[str, QWidget] = {"facts": self._fabric, "stock": self.variants, "tiers": self.tiers}
        field = self._fields.get(place)
        return field.editor if field is not None else others.get(place)

    def offer_categories(self, categories: Sequence[str]) -> None:
        """Put the categories to choose from into the list."""
        self._category.offer(tuple(categories))

    def _show_stored(self, product: Product) -> None:
        """Show what is stored, except where the vendor is typing or has typed what is not stored."""
        for name, field in self._fields.items():
            busy = field.editor.hasFocus() or self._draft.is_touched(name) or name in self._wrong
            if not busy:
                field.show_problem("")
                self._write(name, product)
        self._show_parts(product)

    show_refreshed = _show_stored

    def _show_parts(self, product: Product) -> None:
        if not self._draft.is_touched("tiers"):
            self.tiers.show_tiers(product.tiers)
        if not self._draft.is_touched("variants"):
            self.variants.show_variants(product.variants)
        if not self._draft.is_touched("eco"):
            self._eco.show_notes(product.facts.eco)
        if not self._draft.is_touched("reviews"):
            self.reviews.show_reviews(product)

    def _write(self, name: str, product: Product) -> None:
        text, editor = KINDS[name].write(value_of(product, name)), self._fields[name].editor
        if isinstance(editor, QLineEdit):
            if editor.text() != text:
                editor.setText(text)
                editor.setCursorPosition(0)
        elif isinstance(editor, Combo):
            editor.setEditText(text)
        elif isinstance(editor, TextArea) and editor.toPlainText() != text:
            editor.show_text(text)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say under a field why its value is not stored."""
        if name == "tiers":
            self.tiers.show_problem(sentence)
        elif name == "variants":
            self._show_variant_problem(sentence)
        elif name == "reviews":
            self.reviews.show_problem(sentence)
        elif name in self._fields:
            self._fields[name].show_problem(sentence)

    def _show_variant_problem(self, sentence: str) -> None:
        self._variant_problem.setText(sentence)

    def unsaved(self) -> str:
        """Return why something typed cannot be stored, as a sentence; "" when all can."""
        return next(iter(self._wrong.values()), "") or self.tiers.problem() or self.reviews.problem()

    def show_wrong(self) -> None:
        """Mark every field that cannot be read."""
        for name, sentence in self._wrong.items():
            self.show_problem(name, sentence)


def _card_of_fields() -> Card:
    """Return a card whose rows are parted by the lines kept for what is wrong with them."""
    card = Card()
    card.column.setContentsMargins(16, 10, 16, 2)
    card.column.setSpacing(0)
    return card


def _title_row(title: str, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Heading(title), 1)
    for button in buttons:
        row.addWidget(button)
    return row
