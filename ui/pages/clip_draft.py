"""The clip that is being chosen: planned, drawn and given its sound beside the window, always for the latest choice."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Signal

from ui.latest import Latest
from ui.pages.clip_plan import (
    ClipChoice,
    Opened,
    Planned,
    open_by_id,
    open_product,
    plan_choice,
    shot_still,
    sound_of,
    style_still,
)
from ui.tasks import Tasks
from ui.widgets.preview_feed import Reel
from ui.widgets.preview_reels import ClipReel, PhotoShelf, StageReel
from vendor_app.catalogue.records import Product, Sku
from vendor_app.errors import VendorError
from vendor_app.making import Clip
from vendor_app.render.compose import Stage
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import templates


class ClipDraft(QObject):
    """One product and what is chosen for its clip."""

    opened = Signal(object)
    """The Product was read; ``planned`` or ``refused`` follows."""
    missing = Signal(object)
    """The VendorError that says why there is no such product."""
    planned = Signal(object)
    """A Planned."""
    refused = Signal(object)
    """The VendorError that says what the product lacks."""
    sound_made = Signal(object)
    """Samples of the whole clip; None when they cannot be made."""
    sound_failed = Signal(object)
    """The VendorError that says why not."""
    shot_drawn = Signal(object)
    style_drawn = Signal(object)
    """A Still."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self.product: Product | None = None
        self.choice = ClipChoice(template=templates()[0].name)
        self.plan: Planned | None = None
        self._shelf = PhotoShelf(shop.photos, ())
        self._opening, self._planning, self._sound = (Latest(tasks, self) for _kind in range(3))
        self._shots, self._styles = Latest(tasks, self), Latest(tasks, self)
        self._opening.made.connect(self._take_product)
        self._opening.failed.connect(self.missing)
        self._planning.made.connect(self._take_plan)
        self._planning.failed.connect(self._refuse)
        self._sound.made.connect(self.sound_made)
        self._sound.failed.connect(self._miss_sound)
        self._shots.made.connect(self.shot_drawn)
        self._styles.made.connect(self.style_drawn)

    def open(self, sku: Sku) -> None:
        """Read a product and plan its clip; what was chosen for the same product before stays chosen."""
        self._opening.begin(partial(open_product, self._shop, sku))

    def look_again(self) -> None:
        """Read the product again by its id, for its SKU may be another now, and plan anew."""
        if self.product is not None:
            self._opening.begin(partial(open_by_id, self._shop, self.product.id))

    def choose(self, **changes: object) -> None:
        """Change fields of the choice and plan anew."""
        self.choice = replace(self.choice, **changes)
        self._plan()

    def take_made(self, clip: Clip) -> None:
        """The present choice was made: its voice is in the clip now, wherever it came from."""
        self.choice = replace(self.choice, voice=clip.voice_only if self.choice.voice else None)

    def drop(self) -> None:
        """Hear nothing more of what is under way."""
        for latest in (self._opening, self._planning, self._sound, self._shots, self._styles):
            latest.stop()

    def reel(self) -> Reel:
        """Return what the player plays for the present plan."""
        plan = self._present()
        if plan.finished is not None:
            return ClipReel(plan.finished, plan.storyboard)
        return StageReel(plan.storyboard, self._shelf)

    def make_sound(self) -> None:
        """Have the sound of the present plan made."""
        self._sound.begin_long(partial(sound_of, self._present()))

    def draw_shots(self, size: QSize) -> None:
        """Have a picture of each shot drawn, ``size`` device pixels, both even."""
        storyboard = self._present().storyboard
        stage = Stage(storyboard, self._shelf.open, size.toTuple())
        self._shots.begin(*(partial(shot_still, stage, number) for number in range(len(storyboard.shots))))

    def draw_styles(self, size: QSize) -> None:
        """Have the product's cover in each style drawn, ``size`` device pixels, both even."""
        pixels = size.toTuple()
        assert self.product is not None
        self._styles.begin(
            *(partial(style_still, self._shop, self.product, one, self._shelf, pixels) for one in templates())
        )

    def _present(self) -> Planned:
        assert self.plan is not None
        return self.plan

    def _take_product(self, found: Opened) -> None:
        is_another = self.product is None or self.product.id != found.product.id
        if is_another:
            self.choice = found.choice
        if self.product is None or self.product.photos != found.product.photos:
            self._shelf = PhotoShelf(self._shop.photos, found.product.photos)
        self.product, self.plan = found.product, None
        self.opened.emit(found.product)
        self._plan()

    def _plan(self) -> None:
        assert self.product is not None
        self._planning.begin(partial(plan_choice, self._shop, self.product, self.choice))

    def _take_plan(self, plan: Planned) -> None:
        self.plan, self.choice = plan, plan.choice
        self.planned.emit(plan)

    def _refuse(self, problem: VendorError) -> None:
        self.plan = None
        self.refused.emit(problem)

    def _miss_sound(self, problem: VendorError) -> None:
        self.sound_made.emit(None)
        self.sound_failed.emit(problem)
