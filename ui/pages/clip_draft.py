"""The clip that is being edited: every change kept, planned and given its sound beside the window; the latest wins."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from ui.history import History
from ui.latest import Latest
from ui.pages.clip_plan import (
    Opened,
    Planned,
    checks_of,
    foretold,
    open_by_id,
    open_product,
    plan_edit,
    sound_of,
    sounds_like,
    styled,
)
from ui.pages.clip_saves import ClipSaves
from ui.tasks import Tasks
from ui.widgets.preview_feed import Reel
from ui.widgets.preview_reels import ClipReel, Originals, StageReel
from vendor_app.catalogue.records import Product, Sku
from vendor_app.errors import VendorError
from vendor_app.originals import product_files
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.plan import with_shots
from vendor_app.storyboard.templates import templates

Change: TypeAlias = Callable[[ClipEdit], ClipEdit]


class ClipDraft(QObject):
    """One product and the edit of its clip, with every edit before it."""

    opened = Signal(object)
    """The Product was read; ``planned`` or ``refused`` follows."""
    missing = Signal(object)
    """The VendorError that says why there is no such product."""
    edited = Signal()
    """The edit is another one, or can be undone now and could not before."""
    planned = Signal(object)
    """A Planned."""
    foretold = Signal(object)
    """The Planned that is shown, with what became known of the machine."""
    refused = Signal(object)
    """The VendorError that says why there can be no clip like this."""
    checked = Signal(object)
    """What is to be mended before posting: a tuple of CheckResult."""
    sound_made = Signal(object)
    """Samples of the whole clip; None when they cannot be made."""
    problem = Signal(object)
    """A VendorError: a sound that cannot be made, an edit that cannot be saved, a change that is not possible."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self.product: Product | None = None
        self.plan: Planned | None = None
        self._others: tuple[Product, ...] = ()
        self.originals = Originals(product_files(shop, ()))
        self._history = History(ClipEdit(template=templates()[0].name))
        self._sound_key: object = None
        self._told = ""
        """Why there is no sound, as it was said last."""
        self._latest = tuple(Latest(tasks, self) for _kind in range(6))
        self._opening, self._styling, self._planning, self._checking, self._sound, self._foretelling = self._latest
        self._opening.made.connect(self._take_product)
        self._opening.failed.connect(self.missing)
        self._styling.made.connect(self._put)
        self._planning.made.connect(self._take_plan)
        self._planning.failed.connect(self._refuse)
        self._checking.made.connect(self.checked)
        self._foretelling.made.connect(self._take_foretold)
        self._sound.made.connect(self.sound_made)
        self._sound.failed.connect(self._miss_sound)
        self._saves = ClipSaves(shop, tasks, self)
        self._saves.problem.connect(self.problem)

    # Which product

    def open(self, sku: Sku) -> None:
        """Read a product and plan its clip; the edit goes on where it was left, undo included for the same product."""
        self._opening.begin_in_order(partial(open_product, self._shop, sku))

    def look_again(self) -> None:
        """Read the product again by its id, for its SKU may be another now, and plan anew."""
        if self.product is not None:
            self._opening.begin(partial(open_by_id, self._shop, self.product.id))

    def _take_product(self, found: Opened) -> None:
        is_another = self.product is None or self.product.id != found.product.id
        kept = None
        if is_another:
            self.flush()
            kept = self._saves.newest(found.product)  # the disk refused it
            self._history = History(kept or found.edit)
            self._others = ()
            self.originals = Originals(found.files)
        self.originals.files = found.files
        self.product, self.plan, self._sound_key, self._told = found.product, None, None, ""
        self.opened.emit(found.product)
        if found.problem is not None and kept is None:
            self.problem.emit(found.problem)
        self.edited.emit()
        self._begin_planning()

    def drop(self) -> None:
        """Keep what was changed, and hear nothing more of what is under way."""
        self.flush()
        for latest in self._latest:
            latest.stop()
        self._sound_key = None

    # The edit

    @property
    def edit(self) -> ClipEdit:
        """What the vendor has decided."""
        return self._history.now

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._history.can_redo

    def with_shots(self) -> ClipEdit:
        """Return the edit with the template's own shots written down. Raises PlanRefused."""
        assert self.product is not None
        return with_shots(self.edit, self.product, self._others)

    def change(self, change: Change, kind: str = "") -> None:
        """Change the clip as a whole. Changes of one ``kind``, one after the other, are undone together."""
        if self.product is not None:
            self._put(change(self.edit), kind)

    def change_shots(self, change: Change, kind: str = "") -> None:
        """Change a shot: the template's own shots become the vendor's by it. A shot that is gone stays so."""
        if self.product is None:
            return
        try:
            self._put(change(self.with_shots()), kind)
        except KeyError:
            return
        except VendorError as problem:
            self.problem.emit(problem)

    def choose_template(self, name: str, others: tuple[str, ...] | None = None) -> None:
        """Go on in another style, where it was left there; with ``others``, by id, when they were just chosen."""
        if self.product is not None and name != self.edit.template:
            kept = self._saves.kept(self.product, name)
            work = partial(styled, self._shop, self.product, self.edit, name, others, kept)
            self._styling.begin_in_order(work)

    def settle(self) -> None:
        """What is changed next is undone by itself."""
        self._history.settle()

    def undo(self) -> None:
        """Take the last change back."""
        self._styling.stop()
        if self._history.undo():
            self._follow()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._styling.stop()
        if self._history.redo():
            self._follow()

    def _put(self, edit: ClipEdit, kind: str = "") -> None:
        if edit.template != self.edit.template:
            self.flush()  # the style that is left is told to the disk first: the one saved last is gone on with
        if self._history.put(edit, kind):
            self._follow()

    def _follow(self) -> None:
        """Save and plan what is decided now."""
        assert self.product is not None
        self._saves.put_edit(self.product, self.edit)
        self.edited.emit()
        self._begin_planning()

    # Its place on the disk

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._saves.flush()

    def unsaved(self) -> str:
        """Return why a change is not on the disk; "" when all are, or soon will be."""
        return self._saves.unsaved()

    def discard(self) -> None:
        """Give up what cannot be saved."""
        self._saves.forget()

    # The plan, its checks, its sound

    def reel(self) -> Reel:
        """Return what the player plays for the present plan."""
        plan = self._present()
        if plan.finished is not None:
            return ClipReel(plan.finished, plan.storyboard)
        return StageReel(plan.storyboard, self.originals)

    def shot_ids(self) -> tuple[str, ...]:
        """Return the id of each shot of the present plan, in their order."""
        return tuple(shot.id for shot in self.wishes())

    def wishes(self) -> tuple[ShotEdit, ...]:
        """Return each shot of the present plan as the vendor wants it."""
        plan = self._present()
        return with_shots(plan.edit, plan.product, plan.others).shots or ()

    def wants_sound(self) -> bool:
        """Return whether the present plan sounds otherwise than the one whose sound was made last."""
        plan = self._present()
        return (plan.finished, sounds_like(plan.storyboard)) != self._sound_key

    def make_sound(self) -> None:
        """Have the sound of the present plan made, if it is wanted."""
        plan = self._present()
        if self.wants_sound():
            self._sound_key = plan.finished, sounds_like(plan.storyboard)
            self._sound.begin_long(partial(sound_of, plan))

    def check(self) -> None:
        """Ask what is to be mended before the present plan is posted."""
        plan = self._present()
        self._checking.begin(partial(checks_of, self._shop, plan.product, plan.storyboard))

    def _present(self) -> Planned:
        assert self.plan is not None
        return self.plan

    def _begin_planning(self) -> None:
        assert self.product is not None
        self._planning.begin(partial(plan_edit, self._shop, self.product, self.edit))

    def _take_plan(self, plan: Planned) -> None:
        self.plan = plan
        self._others, self.originals.files = plan.others, plan.files
        self.planned.emit(plan)

    def foretell(self) -> None:
        """Find out how long the making takes: more is known of the machine than when it was planned."""
        if self.plan is not None:
            self._foretelling.begin(partial(foretold, self.plan))

    def _take_foretold(self, plan: Planned) -> None:
        if self.plan is not None and self.plan.storyboard is plan.storyboard:
            self.plan = plan
            self.foretold.emit(plan)

    def _refuse(self, problem: VendorError) -> None:
        self.plan = None
        self.refused.emit(problem)

    def _miss_sound(self, problem: VendorError) -> None:
        """Stay silent, and say why; but not again at each change that follows."""
        self.sound_made.emit(None)
        if str(problem) != self._told:
            self._told = str(problem)
            self.problem.emit(problem)
