"""A vendor's own workbook, of which a few cells are filled and every other byte stays as the platform made it.

A workbook is a ZIP of XML parts. The one part whose cells change is written anew, with its own styles, widths,
validations and drawings in place; all others are copied as they are. A library that reads a workbook and writes it
again would drop what it does not know, and platforms refuse templates that were touched.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Final, TypeAlias

from lxml import etree

from vendor_app.catalogue.sheet_files import write_sheet
from vendor_app.errors import VendorError
from vendor_app.language import _

Value: TypeAlias = str | int | float
"""What is written into a cell. A text is never run as a formula."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""How Excel writes what XML cannot hold, such as a carriage return."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_BYTES, _MOST_UNPACKED, _MOST_PARTS = 30_000_000, 400_000_000, 3_000
_MOST_MERGED: Final = 1_000
"""Rows of one merged range that are looked at: a foreign file may claim any."""
_LONGEST_TEXT: Final = 32_767
"""Characters of a cell."""


class WorkbookUnreadable(VendorError):
    """The file is no workbook that can be filled."""


def column_letters(number: int) -> str:
    """Return "A" for 0, "AA" for 26."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return 0 for "A", 26 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def _parse(content: bytes) -> "etree._Element":
    """Parse a foreign part: no entities, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=False)
    return etree.fromstring(content, parser)


def _unescaped(text: str) -> str:
    """Return a text as Excel shows it: "_x000D_" is the end of a line typed on Windows."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _escaped(text: str) -> str:
    """Write what only looks like an escape so that Excel shows it as it was typed."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _merged(root: "etree._Element") -> dict[int, list[tuple[int, int]]]:
    """Return the merged ranges by each of their rows, as first and last column."""
    found: dict[int, list[tuple[int, int]]] = {}
    for one in root.iterfind(f"{_tag('mergeCells')}/{_tag('mergeCell')}"):
        ends = [_CELL.fullmatch(end) for end in (one.get("ref") or "").split(":")]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            columns = column_number(ends[0][1]), column_number(ends[1][1])
            for row in range(int(ends[0][2]), min(int(ends[1][2]), int(ends[0][2]) + _MOST_MERGED) + 1):
                found.setdefault(row, []).append(columns)
    return found


class Sheet:
    """One sheet of a workbook: its cells can be read, and rows filled. Rows count from 1, columns from 0."""

    def __init__(self, title: str, part: str, hidden: bool, root: "etree._Element", shared: list[str]) -> None:
        self.title, self.part, self.is_hidden = title, part, hidden
        self.is_changed = False
        self._root, self._shared = root, shared
        self._pattern: etree._Element | None = None
        self._rows: dict[int, etree._Element] = {}
        data = root.find(_tag("sheetData"))
        if data is None:
            raise WorkbookUnreadable(_("The sheet “{name}” has no cells.").format(name=title))
        self._data = data
        number = 0
        for row in data.findall(_tag("row")):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row
        self._merged = _merged(root)

    def texts(self, row: int) -> dict[int, str]:
        """Return what stands in a row, by column. Empty cells, errors and formulas without a value are left out.

        What stands in a merged range counts for each of its columns.
        """
        found = self._rows.get(row)
        if found is None:
            return {}
        cells = ((self._column(cell), self._text(cell)) for cell in found.findall(_tag("c")))
        texts = {column: text for column, text in cells if text.strip()}
        for first, last in self._merged.get(row, ()):
            if first in texts:
                texts |= {column: texts[first] for column in range(first, last + 1) if column not in texts}
        return texts

    def taken(self, row: int) -> frozenset[int]:
        """Return the columns of a row that cannot be filled: typed in already, or merged with others.

        A formula does not count: templates hold some in rows that are empty to the eye.
        """
        found = self._rows.get(row)
        cells = [] if found is None else found.findall(_tag("c"))
        typed = {self._column(cell) for cell in cells if cell.find(_tag("f")) is None and self._text(cell).strip()}
        merged = (range(first, last + 1) for first, last in self._merged.get(row, ()))
        return frozenset(typed.union(*merged))

    def fill(self, row: int, values: Mapping[int, Value]) -> tuple[int, ...]:
        """Write values into a row, each in the style its cell has; return the columns that hold a formula and stay."""
        kept = []
        target = self._row(row)
        for column in sorted(values):
            cell = self._cell(target, row, column)
            if cell.find(_tag("f")) is not None:
                kept.append(column)
                continue
            self._write(cell, values[column])
        self.is_changed = True
        self._stretch(row, max(values, default=0))
        return tuple(kept)

    def style_after(self, row: int) -> None:
        """Take ``row`` as the pattern of rows that are not there yet: its height and the styles of its cells."""
        self._pattern = self._rows.get(row)

    def content(self) -> bytes:
        """Return the part as it is written."""
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True))

    @staticmethod
    def _column(cell: "etree._Element") -> int:
        match = _CELL.fullmatch(cell.get("r") or "")
        return column_number(match[1]) if match else sum(1 for _before in cell.itersiblings(preceding=True))

    def _text(self, cell: "etree._Element") -> str:
        kind, value = cell.get("t"), cell.findtext(_tag("v")) or ""
        if kind == "s":
            place = int(value) if value.isdigit() else -1
            return self._shared[place] if 0 <= place < len(self._shared) else ""
        if kind == "inlineStr":
            return _unescaped("".join(text.text or "" for text in cell.iter(_tag("t"))))
        if kind == "e":  # #N/A and its like
            return ""
        return _unescaped(value)

    def _row(self, number: int) -> "etree._Element":
        if number in self._rows:
            return self._rows[number]
        row = etree.Element(_tag("row"), nsmap=self._data.nsmap)
        if self._pattern is not None:
            row = deepcopy(self._pattern)
            for cell in row.findall(_tag("c")):
                cell[:] = []
                cell.attrib.pop("t", None)
                cell.set("r", f"{column_letters(self._column(cell))}{number}")
        row.set("r", str(number))
        after = [one for one in self._rows if one < number]
        place = list(self._data).index(self._rows[max(after)]) + 1 if after else 0
        self._data.insert(place, row)
        self._rows[number] = row
        return row

    def _cell(self, row: "etree._Element", number: int, column: int) -> "etree._Element":
        cells = row.findall(_tag("c"))
        place = next((at for at, cell in enumerate(cells) if self._column(cell) >= column), len(cells))
        if place < len(cells) and self._column(cells[place]) == column:
            return cells[place]
        cell = etree.Element(_tag("c"), r=f"{column_letters(column)}{number}")
        if (style := self._style(column)) is not None:
            cell.set("s", style)
        row.insert(place, cell)
        return cell

    def _style(self, column: int) -> str | None:
        """Return the style of a column, for a cell that is not there yet."""
        for one in self._root.iterfind(f"{_tag('cols')}/{_tag('col')}"):
            if int(one.get("min", 0)) <= column + 1 <= int(one.get("max", 0)):
                style: str | None = one.get("style")
                return style
        return None

    @staticmethod
    def _write(cell: "etree._Element", value: Value) -> None:
        cell[:] = []
        cell.text = None
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
            text.set(_SPACE, "preserve")
            text.text = _escaped(_NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_TEXT])
        else:
            cell.attrib.pop("t", None)
            etree.SubElement(cell, _tag("v")).text = f"{value:g}" if isinstance(value, float) else str(value)

    def _stretch(self, row: int, column: int) -> None:
        """Let the sheet's own note of its size hold what was filled."""
        size = self._root.find(_tag("dimension"))
        if size is None:
            return
        ends = [_CELL.fullmatch(end) for end in (size.get("ref") or "A1").split(":")]
        first, last = ends[0], ends[-1]
        if first is None or last is None:
            return
        right = column_letters(max(column_number(last[1]), column))
        size.set("ref", f"{first[0]}:{right}{max(int(last[2]), row)}")


class Workbook:
    """A workbook in memory. Make one with ``read``; ``write`` puts it elsewhere, the original is never touched."""

    def __init__(self, archive: zipfile.ZipFile, sheets: tuple[Sheet, ...]) -> None:
        self._archive = archive
        self.sheets = sheets

    @classmethod
    def read(cls, path: Path) -> "Workbook":
        """Read a workbook. Raises WorkbookUnreadable for what is none, is too big, or is protected by a password."""
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise WorkbookUnreadable(
                _("{name} cannot be opened.").format(name=path.name), _("Check where it is, and close Excel.")
            ) from problem
        try:
            archive = zipfile.ZipFile(io.BytesIO(_bounded(content, path.name)))
            return cls(archive, tuple(_sheets(archive, path.name)))
        except VendorError:
            raise
        except Exception as problem:  # a foreign file: ZIP and XML raise many kinds
            raise WorkbookUnreadable(
                _("{name} is no Excel workbook that can be read.").format(name=path.name),
                _("Download the template again, and do not open it in another program first."),
            ) from problem

    def sheet(self, title: str) -> Sheet:
        """Return the sheet of that title. Raises KeyError."""
        found = {one.title: one for one in self.sheets}
        return found[title]

    def write(self, path: Path) -> None:
        """Write the workbook to ``path``, whole or not at all: only filled sheets differ from the original.

        Raises VendorError when the disk refuses.
        """
        changed = {sheet.part: sheet for sheet in self.sheets if sheet.is_changed}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for member in self._archive.infolist():
                sheet = changed.get(member.filename)
                made.writestr(member, self._archive.read(member) if sheet is None else sheet.content())
        write_sheet(path, target.getvalue())


def _bounded(content: bytes, name: str) -> bytes:
    """Return the content of a ZIP that is no bomb."""
    if len(content) > _MOST_BYTES:
        raise WorkbookUnreadable(_("{name} is too big for a template.").format(name=name))
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise WorkbookUnreadable(
            _("{name} is protected by a password or in Excel's old format.").format(name=name),
            _("Open it in Excel and save it as .xlsx without a password."),
        )
    members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise WorkbookUnreadable(_("{name} is too big for a template.").format(name=name))
    return content


def _sheets(archive: zipfile.ZipFile, name: str) -> Iterator[Sheet]:
    book = _parse(archive.read("xl/workbook.xml"))
    links = _parse(archive.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): one.get("Target", "") for one in links}
    shared = _shared(archive)
    for entry in book.iterfind(f"{_tag('sheets')}/{_tag('sheet')}"):
        target = parts.get(entry.get(f"{{{_LINKS}}}id"), "")
        part = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
        if "worksheets/" not in part:
            continue  # a chart
        yield Sheet(
            entry.get("name") or "",
            part,
            entry.get("state", "visible") != "visible",
            _parse(archive.read(part)),
            shared,
        )


def _shared(archive: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells share, without readings aside."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = _parse(archive.read("xl/sharedStrings.xml"))
    aside = _tag("rPh")
    return [
        _unescaped(
            "".join(
                text.text or ""
                for text in item.iter(_tag("t"))
                if not any(parent.tag == aside for parent in text.iterancestors())
            )
        )
        for item in root.findall(_tag("si"))
    ]
