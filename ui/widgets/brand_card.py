"""What all clips of a shop have in common, to choose once: two colours and a logo."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.brand_sample import BrandSample
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Caption, Card
from ui.widgets.field import Field, FieldProblem
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.swatches import Swatches
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.brand import Brand

_CODE_WIDTH = 150


def _main_colours() -> tuple[tuple[str, str], ...]:
    return (
        ("#0b5d43", _("green")), ("#b3261e", _("red")), ("#c2185b", _("pink")), ("#6a1b9a", _("purple")),
        ("#1f3b8f", _("blue")), ("#0e7490", _("teal")), ("#7a4a21", _("brown")), ("#1e2a26", _("black")),
        ("#f2e8d5", _("cream")),
    )  # fmt: skip


def _accents() -> tuple[tuple[str, str], ...]:
    return (
        ("#ffd040", _("yellow")), ("#ff8a3d", _("orange")), ("#ff6f91", _("pink")), ("#7ed957", _("light green")),
        ("#7fd6ff", _("light blue")), ("#ffffff", _("white")), ("#1e2a26", _("black")), ("#e53935", _("red")),
    )  # fmt: skip


class BrandCard(Card):
    """Shows a shop's Brand and tells what the vendor wants instead."""

    wanted = Signal(object)
    """The Brand with other colours, or without its logo."""
    logo_wanted = Signal()
    """Another logo is to be chosen from the disk."""

    def __init__(self, brand: Brand) -> None:
        super().__init__(_("Colours and logo of my clips"))
        self._brand = brand
        own = _("as each clip style has it")
        self._main = Swatches(_("Main colour"), own, _main_colours())
        self._accent = Swatches(_("Colour of prices"), own, _accents())
        self._sample = BrandSample()
        self._problem = FieldProblem()
        self._codes = {"colour": self._code(), "accent": self._code()}
        self._logo = QuietButton(_("Choose a logo"), "image")
        self._no_logo = QuietButton(_("Without a logo"), "x")
        self._lay_out()
        self._main.chosen.connect(self._want_main)
        self._accent.chosen.connect(self._want_accent)
        self._codes["colour"].editingFinished.connect(self._want_main_code)
        self._codes["accent"].editingFinished.connect(self._want_accent_code)
        self._logo.clicked.connect(self.logo_wanted)
        self._no_logo.clicked.connect(self._want_no_logo)
        self.show_brand(brand)

    @staticmethod
    def _code() -> QLineEdit:
        code = QLineEdit()
        code.setMaxLength(9)
        code.setPlaceholderText("#0b5d43")
        code.setFixedWidth(_CODE_WIDTH)
        return code

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(6)
        for label, swatches, key in (
            (_("Main colour"), self._main, "colour"),
            (_("Colour of prices"), self._accent, "accent"),
        ):
            choices.addWidget(Caption(label))
            choices.addWidget(swatches)
            code = Field(_("Or its code"), self._codes[key], problem=self._problem)
            choices.addWidget(code, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addLayout(choices, 1)
        row.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self._logo)
        flow.addWidget(self._no_logo)
        self.column.addLayout(row)
        self.column.addWidget(self._problem)
        self.column.addWidget(buttons)
        self.column.addWidget(
            Caption(_("New clips use them at once; clips made before stay until they are made again."), wrap=True)
        )

    def show_brand(self, brand: Brand) -> None:
        """Show a brand as it is stored."""
        self._brand = brand
        self._main.show_colour(brand.colour)
        self._accent.show_colour(brand.accent)
        for key, code in self._codes.items():
            code.setText(getattr(brand, key) or "")
        self._no_logo.setVisible(brand.logo is not None)
        self._logo.setText(_("Choose another logo") if brand.logo else _("Choose a logo"))
        self._sample.show_brand(brand)
        self.show_problem("")

    def show_logo(self, logo: QImage) -> None:
        """Show the picture of the logo; a null one for none."""
        self._sample.show_logo(logo)

    def show_problem(self, sentence: str) -> None:
        """Say why what was wanted cannot be; "" when all is well."""
        self._problem.show_problem(self, sentence)

    @property
    def logo(self) -> Photo | None:
        """The logo that is stored."""
        return self._brand.logo

    def _want(self, key: str, colour: str | None) -> None:
        if colour != getattr(self._brand, key):
            self.wanted.emit(replace(self._brand, **{key: colour}))

    def _want_main(self, colour: str | None) -> None:
        self._want("colour", colour)

    def _want_accent(self, colour: str | None) -> None:
        self._want("accent", colour)

    def _want_main_code(self) -> None:
        self._want("colour", self._codes["colour"].text().strip() or None)

    def _want_accent_code(self) -> None:
        self._want("accent", self._codes["accent"].text().strip() or None)

    def _want_no_logo(self) -> None:
        self.wanted.emit(replace(self._brand, logo=None))
