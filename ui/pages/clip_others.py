"""Further products of the clip that is edited: chosen from the catalogue, for a style that shows a dozen at once."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.choose_products import ChooseProducts
from ui.pages.clip_draft import ClipDraft
from ui.tasks import Tasks
from ui.widgets.other_products import OtherProducts
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.storyboard.editing import set_others
from vendor_app.storyboard.plan import MOST_OTHERS


class ClipOthers(QObject):
    """Between the panel, the dialog and the edit."""

    changed = Signal()
    """Other products are in the clip now: the styles look different."""

    def __init__(self, shop: Shop, tasks: Tasks, draft: ClipDraft, panel: OtherProducts, page: QWidget) -> None:
        super().__init__(draft)
        self._shop, self._tasks, self._draft, self._panel, self._page = shop, tasks, draft, panel, page
        self._then = ""
        """The style to go on in when products are chosen."""
        panel.choice_wanted.connect(self.ask)
        panel.removed.connect(self._remove)
        draft.planned.connect(self._show)

    def ask(self, then: str = "") -> None:
        """Let the vendor choose; go on in the style ``then``."""
        product = self._draft.product
        if product is None:
            return
        self._then = then
        dialog = ChooseProducts(
            self._page.window(),
            self._shop,
            self._tasks,
            _("Which products come along?"),
            without=product.id,
            most=MOST_OTHERS,
            before=self._draft.edit.others,
        )
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, others: tuple[str, ...]) -> None:
        self._draft.settle()
        self._draft.change(partial(set_others, others=others))
        if self._then:
            self._draft.choose_template(self._then, others)
        self.changed.emit()

    def _remove(self, product_id: str) -> None:
        kept = tuple(one for one in self._draft.edit.others if one != product_id)
        if not kept:  # a clip of several products cannot be of one alone: others in its place
            self.ask()
            return
        self._draft.change(partial(set_others, others=kept))
        self.changed.emit()

    def _show(self, plan: object) -> None:
        self._panel.show_products(getattr(plan, "others", ()))
