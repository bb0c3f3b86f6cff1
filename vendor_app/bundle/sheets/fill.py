"""A platform's template filled with products: what went in, and what the vendor still has to choose there."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from vendor_app.bundle.edited import Edited
from vendor_app.bundle.pictures import picture_name
from vendor_app.bundle.platforms import platform
from vendor_app.bundle.sheets.layouts import Layout, Shop, layouts
from vendor_app.bundle.sheets.rows import PICTURE_KEYS, Row, listing_texts, rows
from vendor_app.bundle.sheets.workbook import Value, Workbook, column_letters
from vendor_app.bundle.variants import TooLong, TooMany, too_long, too_many
from vendor_app.catalogue.records import Product, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Progress, silent

_SALE: Final = "saleProp."
_SALE_LABELS: Final = {
    "saleProp.color_family": ("color", "colour", "สี"),
    "saleProp.size": ("size", "ไซส์", "ขนาด", "ไซซ์"),
}
"""Lazada calls these otherwise in every category: what stands above the column tells."""


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A column that the template calls mandatory and that has no value for some products."""

    column: str
    """As in Excel: "B"."""
    label: str
    skus: tuple[Sku, ...]


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """How filling a template ended."""

    path: Path
    shop: Shop
    sheet: str
    products: int
    rows: int
    first_row: int
    missing: tuple[Missing, ...]
    pictures_missing: tuple[str, ...]
    """Names of pictures that have no address yet; empty when no addresses were given."""
    matched: tuple[str, ...] = ()
    """What the vendor sees above the columns that got something."""
    formulas: tuple[str, ...] = ()
    """What stands above columns that were left alone because the template reckons them itself."""
    too_many: tuple[TooMany, ...] = ()
    """Products with more rows than the platform takes of one: they are filled in all the same."""
    too_long: tuple[TooLong, ...] = ()
    """Colours and sizes that are longer than the platform takes: they are filled in all the same."""


def fill_template(
    template: Path,
    products: Sequence[Product],
    out: Path,
    *,
    urls: Mapping[str, str] | None = None,
    sheet: str | None = None,
    edited: Edited | None = None,
    progress: Progress = silent,
) -> Filled:
    """Fill ``template`` with ``products`` behind what stands in it, and write it to ``out``.

    ``urls``: address of each picture by its file name. ``sheet``: title of the sheet, where a template has several.
    ``edited``: texts of the vendor's own.
    Raises Cancelled, and VendorError for a file that is no template, and when the disk refuses: nothing is written.
    """
    book = Workbook.read(template)
    done = _fill(book, products, out, urls, sheet, edited, progress)
    book.write(out)
    return done


def try_template(
    template: Path,
    products: Sequence[Product],
    *,
    urls: Mapping[str, str] | None = None,
    sheet: str | None = None,
    edited: Edited | None = None,
    progress: Progress = silent,
) -> Filled:
    """Return what ``fill_template`` would do; writes nothing. Raises the same."""
    return _fill(Workbook.read(template), products, template, urls, sheet, edited, progress)


def template_sheets(template: Path) -> tuple[str, ...]:
    """Return the titles of the sheets that take products. Raises VendorError for a file that is no template."""
    return tuple(layout.sheet.title for layout in layouts(Workbook.read(template)))


class _Note:
    """What is found out while rows are filled."""

    def __init__(self) -> None:
        self.rows = 0
        self.filled: set[int] = set()
        self.formulas: set[int] = set()
        self.lacking: dict[int, list[Sku]] = {}
        self.nameless: list[str] = []


def _fill(
    book: Workbook,
    products: Sequence[Product],
    out: Path,
    urls: Mapping[str, str] | None,
    sheet: str | None,
    edited: Edited | None,
    progress: Progress,
) -> Filled:
    """Fill a workbook in memory."""
    layout = _chosen(layouts(book), sheet, products)
    at, note = layout.first, _Note()
    texts = listing_texts(products, layout.shop, edited)
    for number, (product, text) in enumerate(zip(progress.track(products), texts, strict=False), 1):
        pictures, without = _pictures(product, layout, urls)
        note.nameless += without
        for row in rows(product, layout.shop, number, text):
            at = layout.free_row(at)
            _fill_row(layout, at, product.sku, {**row, **pictures}, note)
            at += 1
    return Filled(
        path=out,
        shop=layout.shop,
        sheet=layout.sheet.title,
        products=len(products),
        rows=note.rows,
        first_row=layout.first,
        missing=tuple(_missing(layout, note.lacking)),
        pictures_missing=tuple(note.nameless),
        matched=_headings(layout, note.filled),
        formulas=_headings(layout, note.formulas),
        too_many=too_many(products, platform(layout.shop)),
        too_long=too_long(products, platform(layout.shop)),
    )


def _fill_row(layout: Layout, at: int, sku: Sku, row: Row, note: _Note) -> None:
    values = _placed(row, layout)
    kept = set(layout.sheet.fill(at, values))
    note.rows += 1
    note.formulas |= kept
    note.filled |= values.keys() - kept
    for column in layout.required - values.keys():
        note.lacking.setdefault(column, []).append(sku)


def _headings(layout: Layout, columns: Iterable[int]) -> tuple[str, ...]:
    """Return what a vendor sees above columns, in their order; the key where there is nothing."""
    keys = {column: key for key, column in layout.columns.items()}
    return tuple(layout.labels.get(column) or keys[column] for column in sorted(columns))


def _chosen(found: Sequence[Layout], title: str | None, products: Sequence[Product]) -> Layout:
    """Return the sheet to fill: the one named, the only one, or the one called like the products' category."""
    named = [one for one in found if title is not None and one.sheet.title == title]
    if title is None:
        categories = {product.category for product in products if product.category}
        named = list(found) if len(found) == 1 else [one for one in found if {one.sheet.title} == categories]
    if len(named) != 1:
        raise VendorError(
            _("This template has several sheets for products."),
            _("Name one of them: {names}.").format(names=", ".join(one.sheet.title for one in found)),
        )
    return named[0]


def _pictures(product: Product, layout: Layout, urls: Mapping[str, str] | None) -> tuple[Row, list[str]]:
    """Return the addresses of a product's pictures by key, and the names of pictures that have none."""
    if urls is None:
        return {}, []
    keys = PICTURE_KEYS[layout.shop]
    names = [picture_name(number, product.sku) for number in range(1, min(len(product.photos), len(keys)) + 1)]
    found: Row = {key: urls[name.casefold()] for key, name in zip(keys, names, strict=False) if name.casefold() in urls}
    return found, [name for name in names if name.casefold() not in urls]


def _placed(row: Row, layout: Layout) -> dict[int, Value]:
    """Return the values by column; what the template has no column for is left out."""
    found = {}
    for key, value in row.items():
        column = layout.columns.get(key)
        if column is None and key.startswith(_SALE):
            column = _sale_column(key, layout)
        if column is not None:
            found[column] = value
    return found


def _sale_column(key: str, layout: Layout) -> int | None:
    words = _SALE_LABELS.get(key, ())
    for known, column in layout.columns.items():
        label = layout.labels.get(column, "").casefold()
        if known.startswith(_SALE) and any(word in label for word in words):
            return column
    return None


def _missing(layout: Layout, lacking: Mapping[int, Iterable[Sku]]) -> Iterable[Missing]:
    for (column, skus), label in zip(sorted(lacking.items()), _headings(layout, lacking), strict=True):
        yield Missing(column=column_letters(column), label=label, skus=tuple(dict.fromkeys(skus)))
