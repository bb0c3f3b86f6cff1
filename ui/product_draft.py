"""The product being edited: what is typed is stored soon, refused field by field, and can be taken back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from ui.tasks import Tasks
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Facts, Product
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import Photo

Values: TypeAlias = Mapping[str, Any]
"""By field of Product, those of its Facts beside them: ``{"price": 19900, "fabric": "ฝ้าย"}``."""
State: TypeAlias = Literal["saved", "saving", "failed"]
Direction: TypeAlias = Literal["new", "back", "forth"]

PAUSE_MS = 600
LONGEST_MS = 3000
"""From the first key on: so much and no more is lost with the power by who types without a pause."""
AGAIN_MS = 5000
"""What a disk refused is tried again after this: a virus scanner lets go of a file, and space is made."""
_IN_FACTS = ("fabric", "size_range", "eco")
_MOST_STEPS = 100


class Step(NamedTuple):
    """One stored change, both ways."""

    before: Values
    after: Values


class _Sending(NamedTuple):
    """Values on their way to the catalogue."""

    product_id: str
    values: dict[str, Any]
    direction: Direction


def value_of(product: Product, field: str) -> Any:
    """Return one value of a product or of its facts."""
    return getattr(product.facts if field in _IN_FACTS else product, field)


def with_values(product: Product, values: Values) -> Product:
    """Return the product with other values."""
    facts: dict[str, Any] = {field: value for field, value in values.items() if field in _IN_FACTS}
    rest: dict[str, Any] = {field: value for field, value in values.items() if field not in _IN_FACTS}
    changed: Facts = replace(product.facts, **facts)
    return replace(product, **rest, facts=changed)


class _SeenPhotos:
    """Until when the list of photos that the vendor changes is known to be complete, as ``Product.changed`` says it."""

    def __init__(self) -> None:
        self.moment = ""


def _store(catalogue: Catalogue, product_id: str, values: Values, seen: _SeenPhotos) -> tuple[Product, Product]:
    """Store values over what the catalogue has now; return the product before and after. Runs on the writer.

    Photos that came in after the vendor's list was shown stay: the catalogue is told how old that list is.
    """
    before = catalogue.by_id(product_id)
    wanted = with_values(before, values)
    after = catalogue.save(replace(wanted, changed=seen.moment) if "photos" in values else wanted)
    if "photos" in values and after.photos == tuple(values["photos"]):
        seen.moment = after.changed
    return before, after


class ProductDraft(QObject):
    """Keeps what is typed until the catalogue has it; everything is stored in the order typed."""

    stored = Signal(object)
    """The Product as it stands in the catalogue now."""
    refused = Signal(str, str)
    """A field, and the sentence why its value cannot be stored. The other fields are stored all the same."""
    state_changed = Signal(str, str)
    """A State, and for "failed" the sentence why."""
    lost = Signal(object)
    """A VendorError: values of a product that is no longer open could not be stored."""

    def __init__(self, catalogue: Catalogue, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._tasks = catalogue, tasks
        self.product: Product | None = None
        self._seen = _SeenPhotos()
        self._typed: dict[str, Any] = {}
        self._sendings: list[_Sending] = []
        self._refused: dict[str, str] = {}
        self._problem = ""
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._wish: Direction = "new"
        self._waiting: tuple[str, Callable[[], None]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._since = QElapsedTimer()
        self._pause.timeout.connect(self.flush)

    def open(self, product: Product) -> None:
        """Begin with another product; what was typed for the one before is stored first."""
        self.flush()
        self.product, self._seen = product, _SeenPhotos()
        self._typed, self._refused, self._problem = {}, {}, ""
        self._done, self._undone, self._wish = [], [], "new"
        self.state_changed.emit("saved", "")

    def refresh(self, product: Product) -> None:
        """Take over what others changed, such as photos that came in."""
        if self.product is not None and product.id == self.product.id:
            self.product = product

    def change(self, **values: Any) -> None:
        """Note typed values; they are stored after a pause, or when they have waited long enough for one."""
        if "photos" in values and self.product is not None and not self.is_touched("photos"):
            self._seen.moment = self.product.changed
        for field in values:
            self._refused.pop(field, None)
        self._typed |= values
        self.state_changed.emit("saving", "")
        if not self._pause.isActive():
            self._since.start()
        self._pause.start(max(0, min(PAUSE_MS, LONGEST_MS - self._since.elapsed())))

    def forget(self, field: str) -> None:
        """Drop what was typed into a field: it cannot be read now, and what is stored stays."""
        self._typed.pop(field, None)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not stored yet."""
        return bool(self._typed or self._sendings)

    def is_touched(self, field: str) -> bool:
        """Return whether a field was typed into and that is not stored, because it is early or was refused."""
        return field in self._typed or field in self._refused or any(field in s.values for s in self._sendings)

    @property
    def problem(self) -> str:
        """Why the disk takes nothing at all, whatever the field; "" while it does."""
        return self._problem

    def unsaved(self) -> str:
        """Return why something typed is not stored and will not be by itself; "" when all is well."""
        return self._problem or next(iter(self._refused.values()), "")

    def flush(self) -> None:
        """Store what is typed now."""
        self._pause.stop()
        if self.product is not None and self._typed:
            values, self._typed = self._typed, {}
            self._send(values, "new")

    def _send(self, values: dict[str, Any], direction: Direction) -> None:
        assert self.product is not None
        self._sendings.append(_Sending(self.product.id, values, direction))
        task = self._tasks.prepare_write(partial(_store, self._catalogue, self.product.id, dict(values), self._seen))
        task.succeeded.connect(self._keep)
        task.failed.connect(self._try_again)
        task.crashed.connect(self._put_back_after_bug)
        task.finished.connect(self._call_waiting)
        task.start()

    def when_sent(self, field: str, way: Callable[[], None]) -> None:
        """Call ``way`` when no value of a field is on its way any more; of several the last."""
        self._waiting = (field, way)
        self._call_waiting()

    def _call_waiting(self) -> None:
        if self._waiting is not None and not any(self._waiting[0] in sent.values for sent in self._sendings):
            (_field, way), self._waiting = self._waiting, None
            way()

    def _keep(self, outcome: tuple[Product, Product]) -> None:
        before, after = outcome
        sent = self._sendings.pop(0)
        if self.product is None or after.id != self.product.id:
            return
        self._problem, self.product = "", after
        changed = [field for field in sent.values if value_of(before, field) != value_of(after, field)]
        if changed:
            step = Step({f: value_of(before, f) for f in changed}, {f: value_of(after, f) for f in changed})
            self._note_step(step, sent.direction)
        self.stored.emit(after)
        self._settle()

    def _settle(self) -> None:
        """When nothing is on its way: take back what is to be taken back, else say how things stand."""
        if self.is_dirty:
            return
        if self._wish != "new":
            self._follow_wish()
        else:
            self.state_changed.emit("failed" if self.unsaved() else "saved", self.unsaved())

    def _try_again(self, problem: VendorError) -> None:
        self._put_back(problem)
        if self._problem and self._typed:
            self._since.start()
            self._pause.start(AGAIN_MS)

    def _put_back(self, problem: VendorError) -> None:
        """A field that was refused waits for the vendor; the rest goes again. A disk that refuses keeps all waiting."""
        sent = self._sendings.pop(0)
        self._wish = "new"
        if self.product is None or sent.product_id != self.product.id:
            self.lost.emit(problem)
            return
        wrong = _refused_fields(problem, sent.values)
        for field in wrong:
            if field not in self._typed:
                self._refused[field] = str(problem)
                self.refused.emit(field, str(problem))
        self._typed = {f: v for f, v in sent.values.items() if f not in wrong} | self._typed
        if not wrong:
            self._problem = str(problem)
        self.state_changed.emit("failed", str(problem))
        if wrong:
            self.flush()

    def _put_back_after_bug(self) -> None:
        """Keep what a bug kept from being stored, as what a disk refuses: the next change tries it again."""
        self._put_back(VendorError(_("The program stumbled, but your shop is safe.")))

    # Taking back

    def _note_step(self, step: Step, direction: Direction) -> None:
        if direction == "back":
            self._undone.append(step)
            return
        self._done.append(step)
        del self._done[:-_MOST_STEPS]
        if direction == "new":
            self._undone.clear()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done or self.is_dirty)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change that was taken back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last change back, after what is typed is stored."""
        self._wish = "back"
        self.flush()
        self._settle()

    def redo(self) -> None:
        """Make the change that was taken back last once more."""
        self._wish = "forth"
        self.flush()
        self._settle()

    def _follow_wish(self) -> None:
        wish, self._wish = self._wish, "new"
        steps = self._done if wish == "back" else self._undone
        if self.product is None or not steps:
            return
        step = steps.pop()
        values = dict(step.before)
        if "photos" in values:
            values["photos"] = _with_newcomers(step, self.product.photos)
            self._seen.moment = self.product.changed
        self.state_changed.emit("saving", "")
        self._send(values, wish)


def _refused_fields(problem: VendorError, values: Values) -> tuple[str, ...]:
    """Return which of ``values`` a problem is about; none when it is about something else, such as the disk."""
    if not isinstance(problem, ProductRefused):
        return ()
    fields = _IN_FACTS if problem.field == "facts" else (problem.field,)
    return tuple(field for field in fields if field in values)


def _with_newcomers(step: Step, now: tuple[Photo, ...]) -> tuple[Photo, ...]:
    """Return the photos as they were before a step, with those behind them that came in since."""
    before: tuple[Photo, ...] = tuple(step.before["photos"])
    known = {photo.id for photo in (*before, *step.after["photos"])}
    return (*before, *(photo for photo in now if photo.id not in known))
