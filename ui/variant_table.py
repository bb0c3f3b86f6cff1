"""Colours × sizes as a table: what each change of the grid makes of the variants. No widget."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.records import Variant

Cell: TypeAlias = tuple[str, str]
"""Colour and size; "" stands for all colours or all sizes of a product that has no such choice."""


class VariantTable(msgspec.Struct, frozen=True, kw_only=True):
    """The variants of a product by colour and size, in the vendor's order; a cell that is not there is not sold."""

    colors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    cells: dict[Cell, Variant] = {}

    @classmethod
    def of(cls, variants: Sequence[Variant]) -> "VariantTable":
        """Lay variants out as a table."""
        return cls(
            colors=tuple(dict.fromkeys(variant.color for variant in variants)),
            sizes=tuple(dict.fromkeys(variant.size for variant in variants)),
            cells={(variant.color, variant.size): variant for variant in variants},
        )

    def among(self, shown: "VariantTable") -> "VariantTable":
        """Return this table with the lines of ``shown`` that lost all their cells, if it has no others than those."""
        if set(self.colors) <= set(shown.colors) and set(self.sizes) <= set(shown.sizes):
            return replace(self, colors=shown.colors, sizes=shown.sizes)
        return self

    def variants(self) -> tuple[Variant, ...]:
        """Return the variants row by row."""
        order = ((color, size) for color in self.colors for size in self.sizes)
        return tuple(self.cells[cell] for cell in order if cell in self.cells)

    def stock(self, color: str, size: str) -> int | None:
        """Return how many there are of one cell; None when it is not sold."""
        variant = self.cells.get((color, size))
        return None if variant is None else variant.stock

    def total(self, color: str) -> int:
        """Return how many there are of a colour."""
        return sum(self.stock(color, size) or 0 for size in self.sizes)

    def with_stock(self, color: str, size: str, stock: int | None) -> "VariantTable":
        """Set how many there are of one cell; None takes it off sale, 0 says it is sold out."""
        cells = dict(self.cells)
        if stock is None:
            cells.pop((color, size), None)
        else:
            known = cells.get((color, size), Variant(color=color, size=size))
            cells[(color, size)] = replace(known, stock=stock)
        return replace(self, cells=cells)

    def with_color(self, color: str) -> "VariantTable":
        """Add a colour, none in stock yet; the first one names what had no colour before."""
        if self.colors == ("",):
            return self.renamed_color("", color)
        sizes = self.sizes or ("",)
        added = {(color, size): Variant(color=color, size=size) for size in sizes}
        return replace(self, colors=(*self.colors, color), sizes=sizes, cells=self.cells | added)

    def with_size(self, size: str) -> "VariantTable":
        """Add a size, none in stock yet; the first one names what had no size before."""
        if self.sizes == ("",):
            return self.renamed_size("", size)
        colors = self.colors or ("",)
        added = {(color, size): Variant(color=color, size=size) for color in colors}
        return replace(self, sizes=(*self.sizes, size), colors=colors, cells=self.cells | added)

    def renamed_color(self, old: str, new: str) -> "VariantTable":
        """Give a colour another name; stock and SKUs stay."""
        cells = {
            (new if color == old else color, size): replace(variant, color=new) if color == old else variant
            for (color, size), variant in self.cells.items()
        }
        return replace(self, colors=tuple(new if color == old else color for color in self.colors), cells=cells)

    def renamed_size(self, old: str, new: str) -> "VariantTable":
        """Give a size another name; stock and SKUs stay."""
        cells = {
            (color, new if size == old else size): replace(variant, size=new) if size == old else variant
            for (color, size), variant in self.cells.items()
        }
        return replace(self, sizes=tuple(new if size == old else size for size in self.sizes), cells=cells)

    def without_color(self, color: str) -> "VariantTable":
        """Take a colour away with everything in its row."""
        cells = {cell: variant for cell, variant in self.cells.items() if cell[0] != color}
        colors = tuple(other for other in self.colors if other != color)
        return replace(self, colors=colors, cells=cells) if colors else VariantTable()

    def without_size(self, size: str) -> "VariantTable":
        """Take a size away with everything in its column."""
        cells = {cell: variant for cell, variant in self.cells.items() if cell[1] != size}
        sizes = tuple(other for other in self.sizes if other != size)
        return replace(self, sizes=sizes, cells=cells) if sizes else VariantTable()
