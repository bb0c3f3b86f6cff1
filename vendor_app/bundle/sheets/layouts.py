"""Where the platforms' own templates want what: found by the keys that stand in them, not by the order of columns."""

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from vendor_app.bundle.sheets.workbook import Sheet, Workbook
from vendor_app.errors import VendorError
from vendor_app.language import _

Shop: TypeAlias = Literal["tiktok-shop", "shopee", "lazada"]
_KEYS_WITHIN: Final = 6
"""Rows from the top in which keys are looked for."""
_REQUIRED: Final = ("จำเป็น", "บังคับ", "mandatory", "required", "ต้องระบุ", "ต้องกรอก")
_OPTIONAL: Final = ("ไม่จำเป็น", "ไม่บังคับ", "optional", "conditional", "not required")
_MOST_ROWS: Final = 10_000


class Layout(NamedTuple):
    """One sheet of a template that takes products."""

    shop: Shop
    sheet: Sheet
    columns: dict[str, int]
    """Key -> column. Of keys with a "|" the part before it counts."""
    first: int
    """The first row for products that is empty still."""
    labels: dict[int, str]
    """What the vendor sees above a column."""
    required: frozenset[int]
    """Columns that the template calls mandatory."""

    def free_row(self, row: int) -> int:
        """Return the first row from ``row`` on in which nothing stands in a column of products."""
        known = set(self.columns.values())
        while known & self.sheet.taken(row):
            row += 1
        return row


def layouts(book: Workbook) -> tuple[Layout, ...]:
    """Return every sheet of a template that takes products. Raises VendorError when there is none."""
    found = tuple(layout for find in _FINDERS for layout in find(book))
    if not found:
        raise VendorError(
            _("This is no template of TikTok Shop, Shopee or Lazada."),
            _("Download the template for new products from your seller centre and choose that file."),
        )
    return found


def _keys(sheet: Sheet, row: int) -> dict[str, int]:
    """Return key -> column; of a key that stands twice, or over merged columns, the first counts."""
    return {text.partition("|")[0].strip(): column for column, text in reversed(sheet.texts(row).items())}


def _with_keys(book: Workbook, shop: Shop, wanted: set[str], below: int) -> Iterator[Layout]:
    """Find visible sheets with a row of keys; products begin ``below`` rows further down."""
    for sheet in book.sheets:
        for row in range(1, _KEYS_WITHIN) if not sheet.is_hidden else ():
            keys = _keys(sheet, row)
            if wanted <= keys.keys():
                yield _layout(shop, sheet, keys, row + 2, row + below)  # the token stands between
                break


def _tiktok(book: Workbook) -> Iterator[Layout]:
    return _with_keys(book, "tiktok-shop", {"product_name", "seller_sku"}, 5)


def _shopee(book: Workbook) -> Iterator[Layout]:
    return _with_keys(book, "shopee", {"ps_product_name", "ps_price"}, 6)


def _lazada(book: Workbook) -> Iterator[Layout]:
    hidden = {sheet.title: sheet for sheet in book.sheets if sheet.is_hidden}
    for sheet in book.sheets:
        partner = hidden.get(f"{sheet.title}_hide")
        if sheet.is_hidden or partner is None:
            continue
        keys = _keys(partner, 3)
        if "sku.SellerSku" in keys:
            yield _layout("lazada", sheet, keys, 1, 5)


_FINDERS: Final[tuple[Callable[[Workbook], Iterator[Layout]], ...]] = (_tiktok, _shopee, _lazada)


def _layout(shop: Shop, sheet: Sheet, keys: dict[str, int], heads: int, data: int) -> Layout:
    """Describe a sheet whose rows ``heads`` … ``data`` - 1 explain its columns."""
    known = set(keys.values())
    first = data
    while first < data + _MOST_ROWS and known & sheet.taken(first):
        first += 1
    above = [sheet.texts(row) for row in range(heads, data)]
    sheet.style_after(data)
    required = frozenset(column for column in known if any(_is_required(row.get(column, "")) for row in above))
    return Layout(shop, sheet, keys, first, {column: _label(above, column) for column in known}, required)


def _is_required(text: str) -> bool:
    words = text.strip().casefold()
    return len(words) < 40 and any(one in words for one in _REQUIRED) and not any(one in words for one in _OPTIONAL)


def _label(above: list[dict[int, str]], column: int) -> str:
    """Return the first short text above a column that a person would read: one of its own before that of a group."""
    texts = [(row.get(column, "").strip(), list(row.values()).count(row.get(column, ""))) for row in above]
    fitting = [one for one in texts if 0 < len(one[0]) < 60 and not _is_required(one[0]) and not one[0].isdigit()]
    return next((text for text, columns in fitting if columns == 1), fitting[0][0] if fitting else "")
