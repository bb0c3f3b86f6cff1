"""The vendor's own music for the clip that is edited: asked about its rights, brought in, offered, heard."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.dialogs.message import MessageDialog
from ui.latest import Latest
from ui.pages.clip_draft import ClipDraft
from ui.tasks import Tasks
from ui.theme import Color
from ui.widgets.clip_options import MusicChoice
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit, save_edit
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.sound.own_music import OWN, OwnMusic, import_music, own_music
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.editing import set_music


class ClipMusic(QObject):
    """Between the shop's ``music`` folder and the list of pieces."""

    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, draft: ClipDraft, choice: MusicChoice) -> None:
        super().__init__(draft)
        self._shop, self._tasks, self._draft, self._choice = shop, tasks, draft, choice
        self._file = Path()
        self._looking = Latest(tasks, self)
        self._looking.made.connect(self._offer)
        choice.own_wanted.connect(self._ask)
        self.look()

    def look(self) -> None:
        """Offer what there is in the shop."""
        self._looking.begin(partial(own_music, self._shop.music))

    def _offer(self, pieces: tuple[OwnMusic, ...]) -> None:
        self._choice.offer_own(pieces)

    def _ask(self, path: Path) -> None:
        """Remind of the rights before a piece comes in."""
        self._file = path
        dialog = MessageDialog(
            self._choice.window(),
            _("May this music be used in a clip that sells?"),
            _(
                "Your own song, one you bought for this, or one that is free for shops. A hit from the radio is not: "
                "the platforms mute or remove clips with it. The music in this program may always be used."
            ),
            icon_name="music-notes",
            color=Color.ACCENT_DARK,
        )
        dialog.add_button("no", _("Not sure, rather not"), "quiet")
        dialog.add_button("yes", _("Yes, I may use it"), "primary")
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, answer: str) -> None:
        if answer != "yes":
            return
        self._choice.show_reading(True)
        place = (self._draft.product, self._draft.edit) if self._draft.product is not None else None
        task = self._tasks.prepare(partial(import_music, self._shop.music, self._file, is_allowed=True))
        task.succeeded.connect(partial(self._use, place))
        task.failed.connect(self.problem)
        task.finished.connect(self._end_reading)
        task.start()

    def _end_reading(self) -> None:
        self._choice.show_reading(False)

    def _use(self, place: tuple[Product, ClipEdit] | None, piece: OwnMusic) -> None:
        """Put a piece into the clip that it was chosen for, which may be shown no more."""
        self._choice.add_own(piece)
        if place is None:
            return
        if self._draft.product is None or self._draft.product.id != place[0].id:
            task = self._tasks.prepare_write(partial(use_in_saved, self._shop, *place, piece.name))
            task.failed.connect(self.problem)
            task.start()
            return
        self._draft.settle()
        self._draft.change(partial(set_music, music=f"{OWN}{piece.name}"))
        self.notice.emit(_("“{title}” is the clip's music now.").format(title=piece.title), self._draft.undo)


def use_in_saved(shop: Shop, product: Product, edit: ClipEdit, name: str) -> None:
    """Put a piece of the shop's own music into a clip that is not shown any more. Raises VendorError."""
    edit = load_edit(shop, product, edit.template) or edit
    save_edit(shop, product, set_music(edit, f"{OWN}{name}"))
