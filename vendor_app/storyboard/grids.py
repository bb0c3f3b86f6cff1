"""Several things side by side on a shot: where each goes, and what is written on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from vendor_app.catalogue.records import Product, Review
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.storyboard import words
from vendor_app.storyboard.cloth_colours import colour_named
from vendor_app.storyboard.colours import legible
from vendor_app.storyboard.shots import Box, Colour, Lettering, Panel, Plate
from vendor_app.storyboard.templates import Grid

_UNKNOWN: Final = "#e9e4da"
"""Of a panel whose colour has a name that nobody knows."""
_SIDES: Final = ("ก่อน", "หลัง")


class Cell(NamedTuple):
    """One thing in a grid: a picture, or a colour."""

    words: Mapping[str, str]
    photo: PhotoId | None = None
    colour: Colour | None = None
    look: str = ""
    """Of the photo, when it was edited."""


def cells(
    grid: Grid, product: Product, others: Sequence[Product] = (), review: Review | None = None, shop_name: str = ""
) -> tuple[Cell, ...]:
    """Return everything there is for a grid, perhaps for several shots; empty when there is nothing."""
    if grid.of == "colours":
        return tuple(Cell({"colour": name}, colour=colour_named(name) or _UNKNOWN) for name in product.colors)
    if grid.of == "review":
        return _reviewed(product, review)
    if grid.of == "products":
        shown = [one for one in (product, *others) if one.photos and one.price is not None]
        return tuple(
            _pictured({**words.product_words(one, shop_name), **words.counted(number, len(shown))}, one.photos[0])
            for number, one in enumerate(shown, 1)
        )
    if grid.of == "pair":
        pairs = zip(product.photos, _SIDES, strict=False)
        return tuple(_pictured({"side": side}, photo) for photo, side in pairs) if len(product.photos) > 1 else ()
    return tuple(
        _pictured(words.counted(number, len(product.photos)), photo) for number, photo in enumerate(product.photos, 1)
    )


def _pictured(known: Mapping[str, str], photo: Photo) -> Cell:
    return Cell(known, photo.id, look=photo.edited_look)


def _reviewed(product: Product, review: Review | None) -> tuple[Cell, ...]:
    """Return the picture that goes with a customer's words, if there is one."""
    if review is None or review.photo is None:
        return ()
    known = next((photo for photo in product.photos if photo.id == review.photo), None)
    return (Cell({}, photo=review.photo) if known is None else _pictured({}, known),)


def pages(grid: Grid, found: Sequence[Cell]) -> list[Sequence[Cell]]:
    """Share out the cells over as many shots as they need, evenly."""
    count = -(-len(found) // grid.most)
    ends = [round(len(found) * page / count) for page in range(count + 1)]
    return [found[ends[page] : ends[page + 1]] for page in range(count)]


def laid_out(grid: Grid, found: Sequence[Cell]) -> tuple[tuple[Panel, ...], tuple[Lettering, ...]]:
    """Return the panels of one page and what is written on them."""
    panels, letterings = [], []
    for number, (cell, box) in enumerate(zip(found, boxes(grid, len(found)), strict=True)):
        enters = grid.enters + number * grid.stagger
        if cell.photo is not None:
            picture = Box(box.x, box.y, box.width, box.height - grid.label_below)
            panels.append(
                Panel(
                    photo=cell.photo,
                    look=cell.look,
                    box=picture,
                    radius=grid.radius,
                    enters=enters,
                    entry=grid.entry,
                )
            )
        letterings += list(_written(grid, cell, box, enters))
    return tuple(panels), tuple(letterings)


def boxes(grid: Grid, count: int) -> list[Box]:
    """Return the box of each of ``count`` cells: rows of nearly the same number, that fill the grid's box."""
    rows = -(-count // grid.columns)
    found = []
    for row, (top, height) in enumerate(_shared(grid.box.y, grid.box.height, rows, grid.gap)):
        begin, end = (round(count * number / rows) for number in (row, row + 1))
        found += [
            Box(left, top, width, height) for left, width in _shared(grid.box.x, grid.box.width, end - begin, grid.gap)
        ]
    return found


def _shared(start: int, length: int, count: int, gap: int) -> Iterator[tuple[int, int]]:
    """Yield where each of ``count`` equal parts begins and how long it is."""
    part = (length + gap) / max(count, 1)
    for number in range(count):
        begin, end = start + round(part * number), start + round(part * (number + 1)) - gap
        yield begin, end - begin


def _written(grid: Grid, cell: Cell, box: Box, enters: int) -> Iterator[Lettering]:
    label = grid.label
    if label is None:
        return
    filled = words.fill(label, cell.words, {})
    if filled is None:
        return
    entry = grid.entry
    if cell.colour is not None:
        yield _on_its_colour(filled, cell.colour, box, grid, enters)
        return
    width = box.width - 2 * label.box.x
    foot = box.y + box.height - label.box.y
    place = Box(box.x + label.box.x, foot - label.box.height, width, label.box.height)
    yield msgspec.structs.replace(filled, box=place, enters=enters, entry=entry)


def _on_its_colour(filled: Lettering, colour: Colour, box: Box, grid: Grid, enters: int) -> Lettering:
    """Return a panel painted in its colour, with its name on it."""
    plate = Plate(colour=colour, opacity=1.0, radius=grid.radius, padding=18, wide=True, tall=True)
    lines = tuple(msgspec.structs.replace(line, colour=legible(line.colour, (colour,))) for line in filled.lines)
    return msgspec.structs.replace(filled, box=box, lines=lines, plate=plate, enters=enters, entry=grid.entry)
