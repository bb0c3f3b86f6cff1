"""What sellers' own templates hold besides empty rows: merged heads, formulas, errors, Windows' ends of lines."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.bundle.sheets import templates
from tests.bundle.sheets.test_fill import DRESS, column, grid
from vendor_app.bundle.sheets.fill import fill_template, template_sheets, try_template
from vendor_app.bundle.sheets.workbook import Workbook


def changed(path: Path, change: Callable[[Worksheet], None]) -> Path:
    """Return TikTok Shop's template after a seller, or the platform, did something to it."""
    templates.tiktok(path)
    book = openpyxl.load_workbook(path)
    change(book["Template"])
    book.save(path)
    return path


def filled(template: Path, key: str) -> list[Any]:
    """Return what stands in a column of products after filling."""
    done = fill_template(template, [DRESS], template.with_name("out.xlsx"))
    rows = grid(template.with_name("out.xlsx"), "Template")[done.first_row - 1 : done.first_row + 1]
    return column(templates.TIKTOK, rows, key)


def test_a_heading_over_several_columns_is_no_name_of_each(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.insert_rows(3)
        sheet["M3"] = "ข้อมูลขายและขนส่ง"
        sheet.merge_cells("M3:P3")
        sheet.delete_rows(6)

    done = try_template(changed(tmp_path / "t.xlsx", merge), [DRESS])
    assert {"ป้าย parcel_weight", "ป้าย price", "ป้าย quantity"} <= set(done.matched)
    assert "ข้อมูลขายและขนส่ง" not in done.matched


def test_what_is_required_may_be_said_over_merged_columns(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet["A4"] = "จำเป็น"
        sheet.merge_cells("A4:B4")

    done = try_template(changed(tmp_path / "t.xlsx", merge), [DRESS])
    assert [one.label for one in done.missing] == ["ป้าย category", "ป้าย brand"]


@pytest.mark.parametrize("formula", ["=VLOOKUP(A6,hidden!A:B,2,0)", '=IF(C6="","",C6)', "=1/0"])
def test_formulas_without_values_leave_their_rows_empty(tmp_path: Path, formula: str) -> None:
    def prefill(sheet: Worksheet) -> None:
        for row in range(6, 12):
            sheet[f"D{row}"] = formula.replace("6", str(row))

    template = changed(tmp_path / "t.xlsx", prefill)
    done = try_template(template, [DRESS])
    assert (done.first_row, done.formulas) == (6, ("ป้าย product_description",))
    assert filled(template, "product_name") == [DRESS.name] * 2
    assert filled(template, "product_description") == [formula, formula.replace("6", "7")]


def test_values_that_formulas_had_are_no_products(tmp_path: Path) -> None:
    template = changed(tmp_path / "t.xlsx", lambda sheet: sheet.__setitem__("N6", "=1+1"))
    rewrite(template, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    assert try_template(template, [DRESS]).first_row == 6


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?"])
def test_an_error_in_a_cell_is_nothing(tmp_path: Path, error: str) -> None:
    def spoil(sheet: Worksheet) -> None:
        for place in ("B3", "D6"):
            sheet[place] = error
            sheet[place].data_type = "e"

    template = changed(tmp_path / "t.xlsx", spoil)
    assert try_template(template, [DRESS]).first_row == 6
    assert error not in try_template(template, [DRESS]).matched
    assert Workbook.read(template).sheet("Template").texts(3).get(1) is None


def rewrite(template: Path, old: str, new: str) -> None:
    """Change the XML of a sheet as a program other than openpyxl would write it."""
    with zipfile.ZipFile(template) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    assert any(old.encode() in content for content in parts.values()), old
    with zipfile.ZipFile(template, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content.replace(old.encode(), new.encode()) if part.endswith(".xml") else content)


def test_windows_ends_of_lines_are_read_as_such(tmp_path: Path) -> None:
    template = templates.tiktok(tmp_path / "t.xlsx")
    rewrite(template, " price<", "_x000D_&#10;price<")
    sheet = Workbook.read(template).sheet("Template")
    assert sheet.texts(3)[templates.TIKTOK.index("price")] == "ป้าย\nprice"
    rewrite(template, ">price<", ">price_x000D_<")
    assert filled(template, "price") == [350, 350]


def test_what_only_looks_like_an_escape_stays(tmp_path: Path) -> None:
    sheet = Workbook.read(templates.tiktok(tmp_path / "t.xlsx")).sheet("Template")
    sheet.fill(6, {2: "ลาย _x000D_ กับ\r\nแถวใหม่"})
    assert sheet.texts(6)[2] == "ลาย _x000D_ กับ\nแถวใหม่"
    assert b"_x005F_x000D_" in sheet.content()


def test_notes_and_examples_between_the_rows_are_stepped_over(tmp_path: Path) -> None:
    def annotate(sheet: Worksheet) -> None:
        sheet["A6"] = "กรอกข้อมูลตั้งแต่แถวนี้"
        sheet.merge_cells("A6:R6")
        sheet["C8"] = "สินค้าที่มีอยู่แล้ว"

    template = changed(tmp_path / "t.xlsx", annotate)
    done = fill_template(template, [DRESS], tmp_path / "out.xlsx")
    names = column(templates.TIKTOK, grid(tmp_path / "out.xlsx", "Template")[5:9], "product_name")
    assert names == [None, DRESS.name, "สินค้าที่มีอยู่แล้ว", DRESS.name]
    assert (done.first_row, done.rows) == (7, 2)


def test_a_template_is_tried_before_anything_is_written(tmp_path: Path) -> None:
    template = templates.lazada(tmp_path / "l.xlsx", ("เดรส", "กางเกง"))
    before = template.read_bytes()
    assert template_sheets(template) == ("เดรส", "กางเกง")
    done = try_template(template, [DRESS], sheet="กางเกง")
    assert (done.sheet, done.rows, done.path) == ("กางเกง", 2, template)
    assert template.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["l.xlsx"]
