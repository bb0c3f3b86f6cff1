"""Which picture is wanted next: what the vendor chose, else the first of the shot list that is missing."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.widgets.camera_shutter import Mode
from ui.widgets.camera_taken import Taken
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import Line, Shot, ShotList, next_missing, shot_list, taken


class CameraWish(QObject):
    """Of one product at a time. ``changed`` says that anything of it did."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.product: Product | None = None
        self.shot = ""
        """Name of the wanted shot; "" for a picture of no list."""
        self.mode: Mode = "photo"
        self.again: Taken | None = None
        """What the next picture takes the place of."""
        self._first = ""
        self._before = ""
        """What was wanted before one was to be taken again."""
        self._on_its_way: list[str] = []
        """Shots that are taken and not in the product yet."""

    @property
    def list(self) -> ShotList | None:
        """The shot list of the product's kind."""
        return shot_list(self.product) if self.product is not None else None

    @property
    def shots(self) -> Sequence[Shot]:
        """What is on it."""
        return self.list.shots if self.list is not None else ()

    @property
    def there(self) -> Mapping[str, Photo | None]:
        """What of it is there."""
        return taken(self.product) if self.product is not None else {}

    @property
    def title(self) -> str:
        """What to say is wanted."""
        if self.shot:
            title = self.title_of(self.shot)
            return _("{name} again").format(name=title) if self.again is not None else title
        if self.again is not None:
            return _("Take it again")
        return "" if self.product is None or self._missing() else _("All there. Take more if you like.")

    @property
    def ghost(self) -> Sequence[Line]:
        """The outline to fill."""
        shot = self.list.shot(self.shot) if self.list is not None else None
        return shot.ghost if shot is not None else ()

    def title_of(self, shot: str) -> str:
        """Return what a shot is called; "" for one of no list."""
        found = self.list.shot(shot) if self.list is not None else None
        return str(found.title) if found is not None else ""

    def begin_with(self, shot: str) -> None:
        """Want this shot when a product is opened next."""
        self._first = shot

    def open(self, product: Product) -> None:
        """Want the pictures of another product."""
        self.product, self.again, self._on_its_way = product, None, []
        first, self._first = self._first, ""
        self._set(first if self.list is not None and self.list.shot(first) else self._next(""))

    def refresh(self, product: Product) -> None:
        """Take the product as it is now."""
        if self.product is None or product.id != self.product.id:
            return
        before, self.product = self.there, product
        self._on_its_way = [shot for shot in self._on_its_way if shot not in self.there]
        if self.mode == "film" and self.shot in self.there and self.shot not in before:
            self._set(self._next(self.shot))  # a film is wanted until it is there: it may not be worth keeping
        else:
            self.changed.emit()

    def choose(self, shot: str) -> None:
        """Want this one; "" any other picture."""
        self.again = None
        self._set(shot)

    def choose_mode(self, mode: Mode) -> None:
        """Want photos or films, and of the list what is missing of these."""
        self.again = None
        fitting = [shot.name for shot in self.shots if shot.is_footage == (mode == "film")]
        missing = [name for name in fitting if name not in self.there and name not in self._on_its_way]
        self._set(next(iter(missing), ""), mode)

    def take_again(self, wanted: Taken | None) -> None:
        """Want a picture in place of this one; None: what was wanted before."""
        if wanted is None or wanted.photo is None:
            self.again = None
            self._set(self._before)
            return
        if self.again is None:
            self._before = self.shot
        self.again = wanted
        self._set(wanted.photo.shot)

    def go_on(self) -> None:
        """The wanted picture is taken: want the next one."""
        if self.again is not None:
            self.again = None
            self._set(self._before)
            return
        if self.shot:
            self._on_its_way.append(self.shot)
            self._set(self._next(self.shot))

    def want_again(self, shot: str) -> None:
        """Want a shot once more that was taken and could not be kept."""
        if shot in self._on_its_way:
            self._on_its_way.remove(shot)
            self.choose(shot)

    def _missing(self) -> bool:
        return bool(self._next(""))

    def _next(self, after: str) -> str:
        """Return the next shot that is neither there nor on its way; "" for none."""
        if self.product is None:
            return ""
        coming = tuple(Photo(id="", suffix="", width=1, height=1, shot=shot) for shot in self._on_its_way)
        found = next_missing(replace(self.product, photos=(*self.product.photos, *coming)), after)
        return found.name if found is not None and found.name not in self._on_its_way else ""

    def _set(self, shot: str, mode: Mode | None = None) -> None:
        found = self.list.shot(shot) if self.list is not None else None
        self.shot = shot if found is not None else ""
        self.mode = mode or ("film" if found is not None and found.is_footage else "photo")
        self.changed.emit()
