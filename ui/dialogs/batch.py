"""Clips of many products in one go: the style, the length, and what cannot be made, said before it starts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import Reason, ReasonList
from ui.latest import Latest
from ui.tasks import Tasks
from ui.widgets.card import Caption
from ui.widgets.editors import Choice
from vendor_app import machine
from vendor_app.batch import Sorted, length, sort_out
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.storyboard.model import FPS
from vendor_app.storyboard.templates import templates

LENGTHS = (10, 15, 20, 30, 45)
_USUAL = 15


def _how_long(count: int, seconds: int) -> str:
    """Say how long so many clips take, where that is known, and that nobody need wait for them."""
    a_clip = machine.expected_for(seconds * FPS)
    if a_clip is None:
        return _("You can go on working, or leave the computer on overnight.")
    words = _("About {time}. You can go on working, or leave the computer on overnight.")
    return words.format(time=length(count * a_clip))


class BatchDialog(MessageDialog):
    """Asks for style and length; ``begun`` when the vendor wants it."""

    begun = Signal(object, str, int)
    """The products to make clips of, those that cannot be made among them; the style's name; seconds."""

    def __init__(self, parent: QWidget, products: Sequence[Product], tasks: Tasks) -> None:
        title = _("Make clips of products ({count})").format(count=f"{len(products):,}")
        super().__init__(parent, title, " ", icon_name="film-strip")
        self._products = tuple(products)
        self._sorted = Sorted((), ())
        self._sorting = Latest(tasks, self)
        self._sorting.made.connect(self._show)
        self._make_choices()
        self._reasons: QWidget | None = None
        self.add_button("cancel", _("Cancel"), "quiet")
        self._start = self.add_button("start", _("Start"), "primary", "film-strip")
        self.chosen.connect(self._begin)
        self._sort()

    def _make_choices(self) -> None:
        self._style, self._length = Choice(), Choice()
        for one in templates():
            self._style.addItem(str(one.title), one.name)
        for seconds in LENGTHS:
            self._length.addItem(_("{number} seconds").format(number=seconds), seconds)
        self._length.setCurrentIndex(LENGTHS.index(_USUAL))
        self._style.setAccessibleName(_("Clip style"))
        self._length.setAccessibleName(_("Length"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._style, 2)
        row.addWidget(self._length, 1)
        self.body.addLayout(row)
        self._not_ready = Caption(wrap=True)
        self._not_ready.hide()
        self.body.addWidget(self._not_ready)
        self._style.currentIndexChanged.connect(self._sort)
        self._length.currentIndexChanged.connect(self._sort)

    @property
    def style_name(self) -> str:
        """The style that is chosen."""
        return str(self._style.currentData())

    @property
    def seconds(self) -> int:
        """The length that is chosen."""
        return int(self._length.currentData())

    def _sort(self) -> None:
        self._sorting.begin(partial(sort_out, self._products, self.style_name, self.seconds))

    def _show(self, chosen: Sorted) -> None:
        """Say what will be made and how long it takes, and what will not."""
        self._sorted = chosen
        count = len(chosen.ready)
        self._start.setEnabled(count > 0)
        self._start.setText(_("Make clips ({count})").format(count=f"{count:,}") if count else _("Start"))
        self.text.setText(_how_long(count, self.seconds) if count else _("None of them can be made yet."))
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.width()))  # a second line may be new
        self._show_reasons(chosen)
        self.resize(self.width(), self.fitting_height())

    def _show_reasons(self, chosen: Sorted) -> None:
        if self._reasons is not None:
            self._reasons.deleteLater()
            self._reasons = None
        self._not_ready.setVisible(bool(chosen.not_ready))
        if chosen.not_ready:
            count = f"{len(chosen.not_ready):,}"
            self._not_ready.setText(_("{count} cannot be made yet and are left out:").format(count=count))
            self._reasons = ReasonList([Reason(one.name, one.reason) for one in chosen.not_ready[:100]])
            self.body.addWidget(self._reasons)
            self._reasons.show()  # a layout shows it later, and has no room for it until then

    def _begin(self, key: str) -> None:
        self._sorting.stop()
        if key == "start" and self._sorted.ready:
            self.begun.emit(self._products, self.style_name, self.seconds)
