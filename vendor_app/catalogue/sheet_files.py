"""CSV and XLSX as plain grids of cells. What comes in is foreign: bounded in size, its formulas never run."""

import csv
import io
import os
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from vendor_app.catalogue.sheet_columns import COLUMNS, Value
from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.language import _
from vendor_app.progress import Cancelled

Cell: TypeAlias = str | datetime | date | time
"""A text as it is shown, or a date that the spreadsheet made of it."""
Grid: TypeAlias = list[list[Cell]]

Check: TypeAlias = Callable[[], None]

MOST_ROWS = 20_000
MOST_LETTERS = 32_767
"""Of one cell in Excel, counted as UTF-16 does; the rest is cut off without a word."""
_MOST_COLUMNS = 200
_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 300_000_000
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def _unwatched() -> None:
    """Check nothing."""


class SheetUnreadable(VendorError):
    """The file is no sheet that can be read, or may not be written as one."""


def guard(text: str) -> str:
    """Put ' before what a spreadsheet would run as a formula. ``unguard`` takes it away again."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Undo ``guard``."""
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def write_grid(rows: Iterable[Sequence[Value]], path: Path) -> None:
    """Write rows of cells, the first the headers, as CSV or XLSX by the name. Raises VendorError."""
    write = {".csv": _csv, ".xlsx": _xlsx}.get(path.suffix.lower())
    if write is None:
        raise SheetUnreadable(
            _("“{name}” is neither a CSV nor an Excel file.").format(name=path.name),
            _("Give it a name that ends in .xlsx or .csv."),
        )
    write_sheet(path, write(rows))


def write_sheet(path: Path, content: bytes) -> None:
    """Write a finished sheet, whole or not at all. Raises VendorError for a folder that is not there, a full disk."""
    if not os.path.isdir(path.parent):
        raise SheetUnreadable(_("There is no folder {path}.").format(path=path.parent), _("Choose another folder."))
    write_whole(path, content)


def letters(text: str) -> int:
    """Return how many characters a spreadsheet counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Hand the rows on; refuse a cell that Excel would cut."""
    for row in rows:
        for value in row:
            if isinstance(value, str) and letters(value) >= MOST_LETTERS:
                raise SheetUnreadable(
                    _("A cell of “{name}” is too long for a sheet.").format(name=row[0]),
                    _("Excel would cut it. Write a CSV file instead, or shorten what stands in it."),
                )
        yield row


def _csv(rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")  # with the mark, or Excel takes Thai for something else


def _xlsx(rows: Iterable[Sequence[Value]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - start-up time
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - start-up time
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - start-up time

    book = Workbook()
    sheet = book.active
    sheet.title = "สินค้า"
    for number, row in enumerate(_whole(rows), 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # also what begins with "=": a text and no formula
                cell.number_format = "@"
            if number == 1:
                cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B6E4F")
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for place, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "C2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_grid(path: Path, check: Check = _unwatched) -> Grid:
    """Return the cells of a CSV or of the first sheet of an XLSX, by content and not by name.

    Raises SheetUnreadable for anything else, and for more than MOST_ROWS rows, and what ``check`` raises, which is
    called between the rows.
    """
    content = _read_bounded(path)
    if content.startswith(_OLD_EXCEL):
        raise SheetUnreadable(
            _("“{name}” is an Excel file of the old kind.").format(name=path.name),
            _("Open it in Excel, save it as .xlsx and import that."),
        )
    try:
        grid = _read_xlsx(content, check) if content.startswith(_ZIP) else _read_csv(content)
    except (VendorError, Cancelled):
        raise
    except Exception as problem:  # a foreign file: its decoders raise anything
        raise _unreadable(path) from problem
    if len(grid) > MOST_ROWS:
        raise SheetUnreadable(
            _("The sheet has more than {most} rows.").format(most=f"{MOST_ROWS:,}"),
            _("Split it into several files."),
        )
    return grid


def _unreadable(path: Path) -> SheetUnreadable:
    return SheetUnreadable(
        _("“{name}” cannot be read as a sheet.").format(name=path.name),
        _("Open it in Excel, save it as .xlsx and import that."),
    )


def _read_bounded(path: Path) -> bytes:
    if not os.path.isfile(path):
        raise SheetUnreadable(_("There is no file {path}.").format(path=path), _("Check the name and the folder."))
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise _unreadable(path) from problem
    if len(content) > _MOST_BYTES:
        raise SheetUnreadable(
            _("“{name}” is too big for a sheet of products.").format(name=path.name),
            _("Remove the pictures in it, or split it into several files."),
        )
    return content


def _read_csv(content: bytes) -> Grid:
    text = _decode(content)
    if "\x00" in text:
        raise ValueError("binary")
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[unguard(cell) for cell in row[:_MOST_COLUMNS]] for row, _number in zip(rows, range(MOST_ROWS + 1))]  # noqa: B905


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874")  # what Excel on a Thai Windows saves as plain CSV


def _read_xlsx(content: bytes, check: Check) -> Grid:
    from openpyxl import load_workbook  # noqa: PLC0415 - start-up time

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise ValueError("bomb")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and drawings it leaves out
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # the file may claim any
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
            grid: Grid = []
            for row in rows:
                check()
                grid.append([_shown(value) for value in row])
            return grid
        finally:
            book.close()


def _shown(value: object) -> Cell:
    """Return a cell's value as a person sees it: 199.0 is "199"."""
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value
    if isinstance(value, float):
        return format(Decimal(repr(round(value, 6))).normalize(), "f")
    return str(value)
