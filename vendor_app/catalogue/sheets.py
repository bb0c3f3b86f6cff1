"""Products to and from a spreadsheet: an export comes back without loss, of a foreign sheet the good rows come in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec

from vendor_app.catalogue.records import Product, Sku
from vendor_app.catalogue.sheet_columns import COLUMNS, Column, with_fields
from vendor_app.catalogue.sheet_files import MOST_LETTERS, Cell, Grid, SheetUnreadable, letters, read_grid, write_grid
from vendor_app.catalogue.tidy import ProductRefused, tidy
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.thai.text import search_key

_HEADER_WITHIN = 10  # rows: many vendors put a title above the table
_UNIT = Product(name="-").unit


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that can be taken in."""

    row: int
    """As the spreadsheet numbers it, from 1."""
    product: Product
    """In order; with its id when the catalogue has a product of this SKU."""
    fields: dict[str, Any]
    """What the sheet says of it, by field."""

    def over(self, stored: Product | None) -> Product:
        """Return what the sheet makes of the stored product. Raises ProductRefused."""
        return tidy(with_fields(stored or Product(name=""), self.fields))


class RejectedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that stays out."""

    row: int
    cell: str
    """Such as "F7"."""
    reason: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet holds, both lists from top to bottom."""

    rows: tuple[SheetRow, ...]
    rejected: tuple[RejectedRow, ...]
    places: dict[str, int]
    """Field -> number of its column from 0."""

    def cell(self, row: int, field: str) -> str:
        """Name the cell of a field; a field the sheet has not got is shown at the name."""
        return _cell(self.places, row, field)


def write_sheet(products: Iterable[Product], path: Path) -> None:
    """Write products to a CSV or XLSX, whole or not at all. Photos and clips stay in the shop. Raises VendorError."""
    headers = [column.header for column in COLUMNS]
    write_grid([headers, *([column.write(product) for column in COLUMNS] for product in products)], path)


def read_sheet(path: Path, known: Callable[[Sku], Product | None], progress: Progress = silent) -> Sheet:
    """Read products from a CSV or XLSX.

    A row whose SKU is ``known`` changes that product; a column that the sheet has not got leaves its field alone.
    Raises SheetUnreadable when there is no table of products in it, and Cancelled.
    """
    grid = read_grid(path, progress.check)
    header, columns = _find_header(grid, path)
    places = {column.field: place for place, column in columns.items()}
    rows: list[SheetRow] = []
    rejected: list[RejectedRow] = []
    seen: dict[Sku, int] = {}
    for number, cells in enumerate(progress.track(grid[header + 1 :]), header + 2):
        if not any(cells):
            continue
        try:
            row = _read_row(number, cells, columns, known)
            _refuse_again(row.product.sku, number, seen)
            rows.append(row)
        except _CellRefused as problem:
            cell = _cell(places, number, problem.field)
            rejected.append(RejectedRow(row=number, cell=cell, reason=str(problem)))
    return Sheet(rows=tuple(rows), rejected=tuple(rejected), places=places)


class _CellRefused(Exception):
    """One cell is wrong; the text is the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def _find_header(grid: Grid, path: Path) -> tuple[int, dict[int, Column]]:
    """Return the index of the row of headers, and the column of each place in it."""
    for index, cells in enumerate(grid[:_HEADER_WITHIN]):
        columns = dict(_known_columns(cells))
        if any(column.field == "name" for column in columns.values()):
            return index, columns
    raise SheetUnreadable(
        _("“{name}” has no column “ชื่อสินค้า”.").format(name=path.name),
        _("Export a sheet from here first, and fill in that one."),
    )


def _known_columns(cells: list[Cell]) -> Iterator[tuple[int, Column]]:
    left = {name: column for column in COLUMNS for name in column.names()}
    for place, cell in enumerate(cells):
        column = left.get(search_key(cell)) if isinstance(cell, str) and len(cell) < 100 else None
        if column is not None:
            yield place, column
            left = {name: other for name, other in left.items() if other is not column}


def _read_row(
    number: int, cells: list[Cell], columns: dict[int, Column], known: Callable[[Sku], Product | None]
) -> SheetRow:
    fields: dict[str, Any] = {}
    for place, column in columns.items():
        fields[column.field] = _read_cell(cells[place] if place < len(cells) else "", column)
    if not fields.get("unit", _UNIT):
        fields["unit"] = _UNIT
    before = known(fields["sku"]) if fields.get("sku") else None
    try:
        product = tidy(with_fields(before or Product(name=""), fields))
    except ProductRefused as problem:
        raise _CellRefused(problem.field, str(problem)) from problem
    return SheetRow(row=number, product=product, fields=fields)


def _read_cell(cell: Cell, column: Column) -> Any:
    if isinstance(cell, datetime | date | time):
        reason = _("Excel made a date of it. Format the column as text and type it again.")
        raise _CellRefused(column.field, reason)
    if letters(cell) == MOST_LETTERS:
        raise _CellRefused(column.field, _("The cell is full to the last character: the end of it was cut off."))
    try:
        return column.read(cell)
    except VendorError as problem:
        raise _CellRefused(column.field, str(problem)) from problem


def _refuse_again(sku: Sku, number: int, seen: dict[Sku, int]) -> None:
    """Refuse a SKU that an earlier row of the same sheet has."""
    key = sku.casefold()
    if key and seen.setdefault(key, number) != number:
        raise _CellRefused("sku", _("Row {row} has the same product code.").format(row=seen[key]))


def _cell(places: dict[str, int], row: int, field: str) -> str:
    facts = next((places[name] for name in ("fabric", "size_range", "eco") if name in places), places["name"])
    return f"{_letters(facts if field == 'facts' else places.get(field, places['name']))}{row}"


def _letters(place: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
