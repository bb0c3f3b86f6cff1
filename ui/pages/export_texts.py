"""What the vendor types and chooses about a platform's texts: kept on the disk, and taken back by the toast."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.pages.export_plan import ExportPlan, Prospect
from ui.pages.export_words import writings
from ui.tasks import Tasks
from ui.told import Told, told
from ui.widgets.caption_card import CAPTION, DESCRIPTION, TITLE, TextCard
from vendor_app.bundle.edited import Words, keep_words
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.thai.text import normalise, normalise_line


class ExportTexts(QObject):
    """Stands between the card of the texts and the shop."""

    kept = Signal()
    """Something is on its way to the disk: whoever reads after the writes sees it."""
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, card: TextCard, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._card = shop, tasks, card
        self._plan: ExportPlan | None = None
        self._prospect: Prospect | None = None
        self._words = Words()
        card.edited.connect(self._take)
        card.reset_wanted.connect(self._reset)
        card.tone_wanted.connect(self._set_tone)
        card.tag_pressed.connect(self._press_tag)
        card.copied.connect(self._say_copied)

    def show(self, planned: ExportPlan, prospect: Prospect) -> None:
        """Show the texts of a platform, after what is being typed for another one was kept."""
        if self._key() != (planned.product.id, prospect.platform.name):
            self._card.commit()
        self._plan, self._prospect, self._words = planned, prospect, prospect.words
        self._card.show_texts(writings(planned, prospect))

    def _key(self) -> tuple[str, str]:
        if self._plan is None or self._prospect is None:
            return "", ""
        return self._plan.product.id, self._prospect.platform.name

    def _take(self, part: str, text: str) -> None:
        """Keep what was typed; nothing at all means that the program writes it again."""
        typed = normalise_line(text) if part == TITLE else normalise(text)
        assert self._prospect is not None
        written = {CAPTION: self._prospect.texts.main.text, TITLE: self._prospect.texts.title}
        written[DESCRIPTION] = self._prospect.texts.description
        own = getattr(self._words, part)
        if typed != (own if own is not None else normalise(written[part] or "")):
            self._keep(replace(self._words, **{part: typed or None}))

    def _reset(self, part: str) -> None:
        self._keep(replace(self._words, **{part: None}), _("The program writes it again."))

    def _set_tone(self, tone: str) -> None:
        """Write the texts in another tone, those that the vendor typed too."""
        words = replace(self._words, tone=tone or None, caption=None, description=None)
        typed = (self._words.caption, self._words.description) != (None, None)
        self._keep(words, _("Written anew. What you typed is gone.") if typed else "")

    def _press_tag(self, tag: str, wanted: bool) -> None:
        assert self._prospect is not None
        tags = self._prospect.texts.main.hashtags if self._words.tags is None else self._words.tags
        self._keep(replace(self._words, tags=(*tags, tag) if wanted else tuple(one for one in tags if one != tag)))

    def _keep(self, words: Words, notice: str = "") -> None:
        """Write down what was decided; a ``notice`` can take it back."""
        product_id, platform = self._key()
        before, self._words = self._words, words
        self._write(product_id, platform, words, notice, partial(self._take_back, product_id, platform, before))

    def _take_back(self, product_id: str, platform: str, before: Words) -> None:
        if self._key() == (product_id, platform):
            self._words = before
        self._write(product_id, platform, before)

    def _write(
        self, product_id: str, platform: str, words: Words, notice: str = "", undo: Callable[[], None] | None = None
    ) -> None:
        work = partial(keep_words, self._shop, product_id, platform, words)
        task = self._tasks.prepare_write(partial(told, work, notice, undo))
        task.succeeded.connect(self._tell)
        task.start()
        self.kept.emit()

    def _tell(self, done: Told) -> None:
        if done.words:
            self.notice.emit(*done)

    def _say_copied(self, part: str) -> None:
        sentences = {
            CAPTION: _("The caption is copied. Paste it in the app."),
            TITLE: _("The title is copied. Paste it in the app."),
            DESCRIPTION: _("The description is copied. Paste it in the app."),
        }
        self.notice.emit(sentences[part], None)
