"""The panel that puts the product on white: by itself, with a photo of the empty stand, or with a finger's help."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from ui.widgets.buttons import AccentButton, PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.studio_panels import BrushAmount, Panel
from vendor_app.language import _
from vendor_app.photos.recipe import Recipe


class WhitePanel(Panel):
    """Before there is a cut-out it offers to make one; then it offers to mend it, or to make it in the surer way."""

    make_wanted = Signal()
    stand_wanted = Signal()
    keeps_changed = Signal(bool)
    """Whether the next line keeps what it goes over."""
    shadow_wanted = Signal(bool)
    fill_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("White ground"))
        self.note = Caption(wrap=True)
        self.make = PrimaryButton(_("White by itself"), "magic-wand")
        self.stand = QuietButton(_("Use the empty place"), "image-square")
        self.keep = QuietButton(_("Keep"), "plus-circle")
        self.remove = QuietButton(_("Erase"), "minus-circle")
        self.brush = BrushAmount(0.02)
        self.shadow = QCheckBox(_("Soft shadow"))
        self.fill = AccentButton(_("Fit to product"), "frame-corners")
        self.clear = QuietButton(_("Own background again"), "arrow-counter-clockwise")
        pens = QHBoxLayout()
        pens.setSpacing(8)
        for button in (self.keep, self.remove):
            button.setCheckable(True)
            button.setObjectName("narrow")
            pens.addWidget(button)
        self.keep.setChecked(True)
        self.column.addWidget(self.make)
        self.column.addWidget(self.stand)
        self.column.addWidget(self.note)
        self.column.addLayout(pens)
        for widget in (self.brush, self.shadow, self.fill, self.clear):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._connect()
        self.show_recipe(Recipe())

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_wanted)
        self.stand.clicked.connect(self.stand_wanted)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.shadow.clicked.connect(self.shadow_wanted)
        self.fill.clicked.connect(self.fill_wanted)
        self.clear.clicked.connect(self.clear_wanted)

    def _keep(self) -> None:
        self.show_keeps(True)
        self.keeps_changed.emit(True)

    def _remove(self) -> None:
        self.show_keeps(False)
        self.keeps_changed.emit(False)

    def show_keeps(self, keeps: bool) -> None:
        """Show which line is drawn next."""
        self.keep.setChecked(keeps)
        self.remove.setChecked(not keeps)

    def show_recipe(self, recipe: Recipe) -> None:
        cutout = recipe.cutout
        has = cutout is not None
        is_by_itself = cutout is not None and cutout.stand is None and not cutout.strokes
        self.make.setVisible(not has)
        self.stand.setVisible(not has or is_by_itself)
        for widget in (self.shadow, self.fill, self.clear):
            widget.setVisible(has)
        self.shadow.setChecked(cutout is not None and cutout.shadow)
        self.note.setText(
            _("Draw over what was lost to keep it, over what is left of the background to take it away.")
            if has
            else _("Or draw a line over the product with a finger, and the rest turns white.")
        )

    def show_busy(self, busy: bool) -> None:
        """Wait for what is under way."""
        for widget in (self.make, self.stand):
            widget.setEnabled(not busy)
