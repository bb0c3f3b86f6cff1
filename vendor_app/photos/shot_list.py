"""The pictures that buyers want of each kind of product: TOML files in ``resources/shots``. A new kind is a new file.

Ghosts, which the camera lays over its picture, are outlines by name in ``resources/ghosts.toml``.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, Protocol, TypeAlias

import msgspec

from vendor_app.language import Wording
from vendor_app.photos.photo import Photo
from vendor_app.resources import resource

Line: TypeAlias = tuple[tuple[float, float], ...]
"""Points across and down, joined by straight lines; closed when the last is the first."""
OTHER: Final = "other"
"""The kind of what no other list is for."""


class Photographed(Protocol):
    """What is asked of a product; ``catalogue.records.Product`` has it all."""

    @property
    def name(self) -> str:
        """In the vendor's words."""

    @property
    def category(self) -> str:
        """In the vendor's words; may be empty."""

    @property
    def photos(self) -> Sequence[Photo]:
        """In the vendor's order."""

    @property
    def footage(self) -> Sequence[object]:
        """Short videos of it."""


class Shot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One picture a buyer wants."""

    name: str
    """As in ``Photo.shot``: "front", "fabric" …; the same in every kind that has it."""
    title: Wording
    how: Wording
    """What to do, in one sentence."""
    icon: str
    """Of Phosphor."""
    outline: str = ""
    """Name of its ghost; empty: it has none."""
    judged: tuple[Literal["size", "lean"], ...] = ()
    """What can be wrong with how the product lies in it: all of it has to be there, and be alike on both sides."""
    is_footage: bool = False
    """Whether it is a short video, not a photo."""

    @property
    def ghost(self) -> tuple[Line, ...]:
        """What the product's outline should look like, in fractions of a square amid the picture.

        The square is as wide or high as the picture's shorter side.
        """
        return ghosts()[self.outline] if self.outline else ()


class ShotList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pictures of one kind of product, in the order to take them."""

    format: int
    name: str
    order: int
    """Place among the kinds."""
    title: Wording
    words: tuple[str, ...]
    """What a product of this kind is called in its category or name."""
    faint: tuple[str, ...] = ()
    """Words that count only where no kind's ``words`` are found."""
    takes_over: tuple[str, ...] = ()
    """Kinds whose products are of this one when a word of it stands anywhere in category or name."""
    shots: tuple[Shot, ...]

    def shot(self, name: str) -> Shot | None:
        """Return the shot of that name; None for the name of no shot here, and for ""."""
        return next((one for one in self.shots if one.name == name), None)


class _Ghosts(msgspec.Struct, frozen=True):
    outlines: dict[str, tuple[Line, ...]]


@functools.cache
def ghosts() -> dict[str, tuple[Line, ...]]:
    """Return every outline by its name."""
    return msgspec.toml.decode(resource("ghosts.toml").read_bytes(), type=_Ghosts).outlines


@functools.cache
def shot_lists() -> tuple[ShotList, ...]:
    """Return every kind's list, in order. Raises ValueError that names the file and the field."""
    found = []
    for file in sorted(resource("shots").glob("*.toml")):
        try:
            found.append(msgspec.toml.decode(file.read_bytes(), type=ShotList))
        except msgspec.DecodeError as problem:
            raise ValueError(f"{file.name}: {problem}") from problem
    return tuple(sorted(found, key=lambda one: one.order))


def shot_list(product: Photographed) -> ShotList:
    """Return the list for a product: by its category, and by its name where the category does not tell."""
    return _list_for(product.category.casefold(), product.name.casefold())


@functools.lru_cache(maxsize=1000)
def _list_for(category: str, name: str) -> ShotList:
    lists = {one.name: one for one in shot_lists()}
    found = [*_found(category), *_found(name)]
    kind = next((kind for faint in (False, True) for kind, is_faint in found if is_faint is faint), OTHER)
    mentioned = {kind for kind, _is_faint in found}
    takers = (one for one in lists.values() if one.name in mentioned and kind in one.takes_over)
    return next(takers, lists[kind])


def taken(product: Photographed) -> dict[str, Photo | None]:
    """Return what there is of the product's list: shot name -> its first photo, None for footage."""
    photos = {photo.shot: photo for photo in reversed(tuple(product.photos))}
    has_footage = bool(product.footage)
    return {
        shot.name: None if shot.is_footage else photos[shot.name]
        for shot in shot_list(product).shots
        if (has_footage if shot.is_footage else shot.name in photos)
    }


def missing(product: Photographed) -> tuple[Shot, ...]:
    """Return the shots there is no photo of yet, or no footage, in the order to take them."""
    there = taken(product)
    return tuple(shot for shot in shot_list(product).shots if shot.name not in there)


def next_missing(product: Photographed, after: str = "") -> Shot | None:
    """Return the first missing shot behind the one named ``after``, else the first of all; None when all are there."""
    names = [shot.name for shot in shot_list(product).shots]
    begin = names.index(after) + 1 if after in names else 0
    left = missing(product)
    return next((shot for shot in left if names.index(shot.name) >= begin), left[0] if left else None)


@functools.cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """Return what finds a kind's words, the longest of those that begin at one letter, and what each means."""
    meaning = {word: (one.name, False) for one in shot_lists() for word in one.words}
    meaning.update({word: (one.name, True) for one in shot_lists() for word in one.faint})
    return re.compile("|".join(_bounded(sorted(meaning, key=len, reverse=True)))), meaning


def _bounded(words: Iterable[str]) -> list[str]:
    """Let English words stand alone: no hat in "that". Thai has no spaces between words."""
    return [rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) for word in words]


def _found(text: str) -> list[tuple[str, bool]]:
    """Return the kinds a text speaks of, the head of a phrase first as Thai has it, and whether only faintly."""
    pattern, meaning = _words()
    return [meaning[word] for word in pattern.findall(text)]
