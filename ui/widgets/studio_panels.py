"""The right side of the studio: what belongs to the tool in the hand. Each panel says what is wished, and shows."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import AccentButton, Chip, PrimaryButton, QuietButton
from ui.widgets.card import Caption, Heading
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.studio_slider import Amount
from vendor_app.language import _
from vendor_app.photos.recipe import MOST_DEGREES, Recipe

LEAST_BRUSH, MOST_BRUSH = 0.006, 0.08
"""Parts of the photo's longer side."""
_BRUSH_STEP: Final = 6
SHAPES: Final = (("1:1", 1.0), ("3:4", 3 / 4), ("9:16", 9 / 16))


class Panel(QWidget):
    """Headed, one thing below the other."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 6, 0, 6)
        self.column.setSpacing(10)
        self.column.addWidget(Heading(title))

    def show_recipe(self, recipe: Recipe) -> None:
        """Show what is done to the photo."""


class TonePanel(Panel):
    """Light and colour: one tap, or four sliders."""

    auto_wanted = Signal()
    moved = Signal(str, float)
    """A field of Recipe and its value, while it is pulled."""
    settled = Signal()
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Light and colour"))
        self.column.setSpacing(6)
        self.auto = PrimaryButton(_("Make it good"), "magic-wand")
        self.amounts = {
            "light": Amount(_("Light")),
            "contrast": Amount(_("Contrast")),
            "warmth": Amount(_("Warm or cold")),
            "sharpness": Amount(_("Sharpness"), least=0.0),
        }
        self.reset = QuietButton(_("As they came"), "arrow-counter-clockwise")
        self.column.addWidget(self.auto)
        for field, amount in self.amounts.items():
            amount.setObjectName(field)
            amount.moved.connect(self._tell)
            amount.settled.connect(self.settled)
            self.column.addWidget(amount)
        self.column.addWidget(self.reset)
        self.column.addStretch(1)
        self.auto.clicked.connect(self.auto_wanted)
        self.reset.clicked.connect(self.reset_wanted)

    def _tell(self, value: float) -> None:
        self.moved.emit(self.sender().objectName(), value)

    def show_recipe(self, recipe: Recipe) -> None:
        for field, amount in self.amounts.items():
            amount.show_value(getattr(recipe, field))
        self.reset.setEnabled(any(getattr(recipe, field) for field in self.amounts))


class CropPanel(Panel):
    """Quarter turns, tilt, shapes of the window."""

    turned = Signal(int)
    """Quarter turns, clockwise."""
    tilted = Signal(float)
    """Degrees, while the slider is pulled."""
    settled = Signal()
    shape_wanted = Signal(object)
    """Width / height of the window; None: any."""
    fill_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Cut and tilt"))
        self.left = QuietButton(_("Turn left"), "arrow-counter-clockwise")
        self.right = QuietButton(_("Turn right"), "arrow-clockwise")
        for button in (self.left, self.right):
            button.setObjectName("narrow")
        turns = QHBoxLayout()
        turns.setSpacing(8)
        turns.addWidget(self.left)
        turns.addWidget(self.right)
        self.tilt = Amount(_("Tilt"), least=-MOST_DEGREES, most=MOST_DEGREES, steps=10, unit="°")
        self.fill = AccentButton(_("Fit to product"), "frame-corners")
        self.reset = QuietButton(_("The whole photo"), "arrows-out")
        self.column.addLayout(turns)
        self.column.addWidget(self.tilt)
        self.column.addWidget(Caption(_("Shape of the picture")))
        self.column.addLayout(self._chips())
        self.column.addWidget(self.fill)
        self.column.addWidget(self.reset)
        self.column.addWidget(
            Caption(_("Pull the corners, or push the frame. Outside of it a finger tilts."), wrap=True)
        )
        self.column.addStretch(1)
        self.left.clicked.connect(self._turn_left)
        self.right.clicked.connect(self._turn_right)
        self.tilt.moved.connect(self.tilted)
        self.tilt.settled.connect(self.settled)
        self.fill.clicked.connect(self.fill_wanted)
        self.reset.clicked.connect(self.reset_wanted)

    def _chips(self) -> FlowLayout:
        flow = FlowLayout(spacing=6)
        self.shapes: dict[float | None, Chip] = {}
        for words, shape in ((_("Any"), None), *SHAPES):
            chip = Chip(words, checkable=True)
            chip.setObjectName("shape")
            chip.setChecked(shape is None)
            chip.clicked.connect(self._want_shape)
            self.shapes[shape] = chip
            flow.addWidget(chip)
        return flow

    def _want_shape(self) -> None:
        wanted = next(shape for shape, chip in self.shapes.items() if chip is self.sender())
        self.show_shape(wanted)
        self.shape_wanted.emit(wanted)

    def show_shape(self, shape: float | None) -> None:
        """Show the shape that the window keeps."""
        for each, chip in self.shapes.items():
            chip.setChecked(each == shape)

    def _turn_left(self) -> None:
        self.turned.emit(3)

    def _turn_right(self) -> None:
        self.turned.emit(1)

    def show_recipe(self, recipe: Recipe) -> None:
        self.tilt.show_value(recipe.degrees)
        plain = Recipe()
        self.reset.setEnabled((recipe.crop, recipe.degrees, recipe.turns) != (plain.crop, plain.degrees, plain.turns))


class BrushAmount(Amount):
    """How large the tip is, from a speck to a hand."""

    sized = Signal(float)
    """A radius in parts of the photo's longer side."""

    def __init__(self, radius: float) -> None:
        super().__init__(_("Size of the tip"), least=0.0)
        self.slider.setValue(round(100 * ((radius - LEAST_BRUSH) / (MOST_BRUSH - LEAST_BRUSH)) ** 0.5))
        self.moved.connect(self._tell_size)

    def radius(self) -> float:
        """Return the radius of the tip."""
        return LEAST_BRUSH + (MOST_BRUSH - LEAST_BRUSH) * self.value() ** 2

    def step(self, way: int) -> None:
        """Make the tip a step larger or smaller."""
        self.slider.setValue(self.slider.value() + way * _BRUSH_STEP)

    def _tell_size(self) -> None:
        self.sized.emit(self.radius())


class SpotPanel(Panel):
    """Stains, specks, threads."""

    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Heal spots"))
        self.brush = BrushAmount(0.02)
        self.clear = QuietButton(_("Take all back"), "eraser")
        self.column.addWidget(
            Caption(_("Touch a stain, a thread or a speck: it goes. Touch it again to have it back."), wrap=True)
        )
        self.column.addWidget(self.brush)
        self.column.addWidget(self.clear)
        self.column.addStretch(1)
        self.clear.clicked.connect(self.clear_wanted)

    def show_recipe(self, recipe: Recipe) -> None:
        self.clear.setEnabled(bool(recipe.spots))


class VeilPanel(Panel):
    """Faces and number plates."""

    suggestion_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Hide faces and plates"))
        self.suggestion = AccentButton(_("Hide the face found"), "eye-slash")
        self.clear = QuietButton(_("Show all again"), "eraser")
        self.column.addWidget(
            Caption(_("Pull a box over a face or a number plate with a finger. Nobody will recognise it."), wrap=True)
        )
        self.column.addWidget(self.suggestion)
        self.column.addWidget(self.clear)
        self.column.addStretch(1)
        self.suggestion.clicked.connect(self.suggestion_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.suggestion.hide()

    def show_suggestion(self, there: bool) -> None:
        """Offer to hide a face that was found, or not."""
        self.suggestion.setVisible(there)

    def show_recipe(self, recipe: Recipe) -> None:
        self.clear.setEnabled(bool(recipe.veils))
