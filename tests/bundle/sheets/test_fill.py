"""Templates are filled by their keys, and nothing else in them changes: compared part by part and cell by cell."""

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from tests.bundle.sheets import templates
from vendor_app.bundle.sheets.fill import fill_template
from vendor_app.bundle.sheets.workbook import Workbook, WorkbookUnreadable, column_letters, column_number
from vendor_app.bundle.titles import titles
from vendor_app.catalogue.records import Facts, Product, Variant
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.shop import Shop

PHOTOS = tuple(Photo(id=f"{number:064x}", suffix=".jpg", width=900, height=1200) for number in range(3))
DRESS = Product(
    id="1", sku="DR-1", name="เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย ทรงเอ", category="เดรส", price=35000, weight_grams=250,
    description="ใส่สบาย ไม่ยับง่าย", facts=Facts(fabric="ฝ้าย 100%"), photos=PHOTOS,
    variants=(
        Variant(color="ขาว", size="M", sku="DR-1-W-M", stock=12),
        Variant(color="ดำ", size="L", sku="DR-1-B-L", stock=3),
    ),
)  # fmt: skip
ODD = Product(id="2", sku="OD-2", name='=HYPERLINK("http://x.th","กด") 🎉 "คำพูด"\tแท็บ ๑๒๓' + "ก" * 300, price=9950)


def grid(path: Path, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def column(keys: tuple[str, ...], rows: list[list[Any]], key: str) -> list[Any]:
    place = [one.partition("|")[0] for one in keys].index(key)
    return [row[place] for row in rows]


def test_tiktoks_rows_are_filled_by_key(tmp_path: Path) -> None:
    done = fill_template(templates.tiktok(tmp_path / "t.xlsx"), [DRESS], tmp_path / "out.xlsx")
    rows = grid(tmp_path / "out.xlsx", "Template")[5:7]
    get = lambda key: column(templates.TIKTOK, rows, key)  # noqa: E731
    assert get("product_name") == [DRESS.name] * 2
    assert get("property_name_1") == ["สี"] * 2
    assert get("property_value_1") == ["ขาว", "ดำ"]
    assert get("property_value_2") == ["M", "L"]
    assert get("parcel_weight") == [250, 250]
    assert get("price") == [350, 350]
    assert get("quantity") == [12, 3]
    assert get("seller_sku") == ["DR-1-W-M", "DR-1-B-L"]
    assert "<p>ใส่สบาย ไม่ยับง่าย</p>" in get("product_description")[0]
    assert (done.rows, done.products, done.first_row, done.shop) == (2, 1, 6, "tiktok-shop")
    assert [(one.label, one.skus) for one in done.missing] == [("ป้าย category", ("DR-1",))]


def test_shopees_rows_are_filled_in_kilograms(tmp_path: Path) -> None:
    done = fill_template(templates.shopee(tmp_path / "s.xlsx"), [DRESS], tmp_path / "out.xlsx")
    rows = grid(tmp_path / "out.xlsx", "แบบฟอร์มการลงสินค้า")[6:8]
    assert column(templates.SHOPEE, rows, "ps_weight") == [0.25, 0.25]
    assert column(templates.SHOPEE, rows, "et_title_option_for_variation_1") == ["ขาว", "ดำ"]
    assert column(templates.SHOPEE, rows, "et_title_variation_integration_no") == ["DR-1", "DR-1"]
    assert (done.first_row, done.missing) == (7, ())


def test_more_colours_and_sizes_than_the_platform_takes_are_filled_in_and_told(tmp_path: Path) -> None:
    crowd = replace(DRESS, variants=tuple(Variant(color=f"สี {one}", sku=f"DR-{one}") for one in range(51)))
    done = fill_template(templates.shopee(tmp_path / "s.xlsx"), [crowd, ODD], tmp_path / "out.xlsx")
    assert done.rows == 52
    assert [(one.sku, one.count, one.most) for one in done.too_many] == [("DR-1", 51, 50)]
    done = fill_template(templates.tiktok(tmp_path / "t.xlsx"), [crowd, ODD], tmp_path / "out.xlsx")
    assert done.too_many == ()


def test_a_colour_longer_than_the_platform_takes_is_filled_in_and_told(tmp_path: Path) -> None:
    long = replace(DRESS, variants=(Variant(color="ขาวครีมลายดอกไม้สีชมพูพาสเทล", sku="DR-1-1"),))
    done = fill_template(templates.shopee(tmp_path / "s.xlsx"), [long, ODD], tmp_path / "out.xlsx")
    assert [(one.sku, one.option, one.most) for one in done.too_long] == [("DR-1", long.colors[0], 20)]
    rows = grid(tmp_path / "out.xlsx", "แบบฟอร์มการลงสินค้า")[6:7]
    assert column(templates.SHOPEE, rows, "et_title_option_for_variation_1") == [long.colors[0]]


def test_lazadas_columns_of_colour_and_size_are_found_by_their_labels(tmp_path: Path) -> None:
    done = fill_template(templates.lazada(tmp_path / "l.xlsx"), [DRESS], tmp_path / "out.xlsx")
    rows = grid(tmp_path / "out.xlsx", "เดรส")[4:6]
    assert column(templates.LAZADA, rows, "saleProp.p-30097") == ["ขาว", "ดำ"]
    assert column(templates.LAZADA, rows, "saleProp.p-30098") == ["M", "L"]
    assert column(templates.LAZADA, rows, "sku.package_weight") == [0.25, 0.25]
    assert done.first_row == 5


def test_a_sheet_is_chosen_by_the_products_category_or_named(tmp_path: Path) -> None:
    template = templates.lazada(tmp_path / "l.xlsx", ("กางเกง", "เดรส"))
    assert fill_template(template, [DRESS], tmp_path / "a.xlsx").sheet == "เดรส"
    assert fill_template(template, [DRESS], tmp_path / "b.xlsx", sheet="กางเกง").sheet == "กางเกง"
    with pytest.raises(VendorError, match="กางเกง"):
        fill_template(template, [ODD], tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()


@pytest.mark.parametrize("make", [templates.tiktok, templates.shopee, templates.lazada])
def test_every_part_that_is_not_ours_stays_as_it_was(tmp_path: Path, make: Any) -> None:
    template = make(tmp_path / "t.xlsx")
    before = template.read_bytes()
    fill_template(template, [DRESS, ODD], tmp_path / "out.xlsx", sheet="เดรส" if make is templates.lazada else None)
    assert template.read_bytes() == before
    old, new = parts(template), parts(tmp_path / "out.xlsx")
    assert list(old) == list(new)
    changed = [name for name in old if old[name] != new[name]]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_every_cell_that_is_not_ours_stays_as_it_was(tmp_path: Path) -> None:
    template = templates.tiktok(tmp_path / "t.xlsx", filled=2)
    done = fill_template(template, [DRESS], tmp_path / "out.xlsx")
    old, new = openpyxl.load_workbook(template), openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert old.sheetnames == new.sheetnames
    assert done.first_row == 8
    for row in old["Template"].iter_rows(max_row=7):
        for cell in row:
            twin = new["Template"][cell.coordinate]
            assert (twin.value, twin._style) == (cell.value, cell._style)
    assert new["Template"].freeze_panes == "C6"
    assert new["Template"].column_dimensions["C"].width == 41.5
    (rule,) = new["Template"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("R6:R400", '"ใช่,ไม่ใช่"')
    assert new["Template"]["C8"].font.name == "Arial"
    assert new["global_hide"].sheet_state == "hidden"


def test_rows_beyond_the_prepared_ones_look_like_them(tmp_path: Path) -> None:
    many = [DRESS.__class__(id=str(n), sku=f"N-{n}", name=f"สินค้า {n}", price=10000) for n in range(12)]
    fill_template(templates.tiktok(tmp_path / "t.xlsx"), many, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Template"]
    assert [sheet.cell(row, 3).value for row in range(6, 18)] == [*titles(many)]
    assert sheet["C17"].font.name == "Arial"
    assert sheet.dimensions.endswith("17")


def test_columns_in_another_order_and_more_of_them(tmp_path: Path) -> None:
    keys = (*reversed(templates.TIKTOK), "product_property/999", "qualification/5")
    fill_template(templates.tiktok(tmp_path / "t.xlsx", keys), [DRESS], tmp_path / "out.xlsx")
    rows = grid(tmp_path / "out.xlsx", "Template")[5:7]
    assert column(keys, rows, "seller_sku") == ["DR-1-W-M", "DR-1-B-L"]
    assert column(keys, rows, "qualification/5") == [None, None]


def test_odd_texts_stay_texts(tmp_path: Path) -> None:
    fill_template(templates.tiktok(tmp_path / "t.xlsx"), [ODD], tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["Template"]["C6"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value.startswith('=HYPERLINK("') or "HYPERLINK" in cell.value
    assert len(cell.value) <= 255
    assert column(templates.TIKTOK, grid(tmp_path / "out.xlsx", "Template")[5:6], "price") == [99.5]


def test_addresses_go_to_their_pictures_and_those_without_are_named(tmp_path: Path) -> None:
    urls = {"01_dr-1.jpg": "https://cdn.th/a1.jpg", "03_dr-1.jpg": "https://cdn.th/a3.jpg"}
    done = fill_template(templates.tiktok(tmp_path / "t.xlsx"), [DRESS], tmp_path / "out.xlsx", urls=urls)
    rows = grid(tmp_path / "out.xlsx", "Template")[5:7]
    assert column(templates.TIKTOK, rows, "main_image") == ["https://cdn.th/a1.jpg"] * 2
    assert column(templates.TIKTOK, rows, "image_2") == [None, None]
    assert column(templates.TIKTOK, rows, "image_3") == ["https://cdn.th/a3.jpg"] * 2
    assert done.pictures_missing == ("02_DR-1.jpg",)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 old excel", "สวัสดี".encode(), b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    with pytest.raises(WorkbookUnreadable):
        fill_template(tmp_path / "t.xlsx", [DRESS], tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_is_no_template_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "บัญชีรายรับ"
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(VendorError, match="TikTok Shop"):
        fill_template(tmp_path / "t.xlsx", [DRESS], tmp_path / "out.xlsx")


def test_a_hundred_variants(tmp_path: Path) -> None:
    variants = tuple(Variant(color=f"สี {n // 10}", size=f"{n % 10}", sku=f"V-{n}", stock=n) for n in range(100))
    product = Product(id="3", sku="V", name="เสื้อร้อยแบบ", price=10000, variants=variants)
    done = fill_template(templates.shopee(tmp_path / "s.xlsx"), [product], tmp_path / "out.xlsx")
    assert done.rows == 100
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["แบบฟอร์มการลงสินค้า"].max_row == 106


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


def test_a_cell_with_a_formula_is_left_alone(tmp_path: Path) -> None:
    template = templates.tiktok(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(template)
    book["Template"]["N6"] = "=1+2"
    book.save(template)
    sheet = Workbook.read(template).sheet("Template")
    assert sheet.fill(6, {13: 5, 2: "ชื่อ"}) == (13,)
    assert sheet.texts(6)[2] == "ชื่อ"


def test_the_command_line_fills_and_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from vendor_app.cli.door import run

    shop, template = str(tmp_path / "ร้าน"), templates.tiktok(tmp_path / "t.xlsx")
    run(["--shop", shop, "product", "add", "--name", "เสื้อ", "--sku", "S-1", "--price", "99"])
    capsys.readouterr()
    (tmp_path / "ที่อยู่.txt").write_text("01_S-1.jpg https://cdn.th/1.jpg", "utf-8")
    words = ["--shop", shop, "--json", "sheet", "fill", str(template), "S-1", "--out", str(tmp_path / "o.xlsx")]
    assert run([*words, "--urls", str(tmp_path / "ที่อยู่.txt")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["shop"]) == (1, "tiktok-shop")
    assert {one["label"] for one in told["missing"]} == {"ป้าย category", "ป้าย parcel_weight"}
    assert run(["--shop", shop, "sheet", "fill", str(template), "--out", str(tmp_path / "p.xlsx")]) == 1
    assert run(["--shop", shop, "sheet", "fill", str(template), "S-1", "--out", str(template)]) == 1


def test_the_command_line_tells_of_more_colours_and_sizes_than_shopee_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from vendor_app.cli.door import run

    with Shop.create(tmp_path / "shop", "ร้านป้าแดง") as made:
        made.catalogue.add(replace(DRESS, id="", photos=(), variants=tuple(Variant(color=f"สี {n}") for n in range(51))))
    shop = ["--shop", str(tmp_path / "shop"), "--json", "sheet"]
    template = templates.shopee(tmp_path / "s.xlsx")
    own = ["make", "DR-1", "--platform", "shopee", "--out", str(tmp_path / "own.csv")]
    for words in (["fill", str(template), "DR-1", "--out", str(tmp_path / "o.xlsx")], own):
        assert run([*shop, *words]) == 0
        told = capsys.readouterr()
        assert json.loads(told.out)["too_many"] == [{"sku": "DR-1", "count": 51, "most": 50}]
        assert "DR-1: มีสีและไซส์รวม 51 แบบ" in told.err
        assert "แยก" in told.err


def test_on_the_command_line_a_colour_that_is_too_long_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from vendor_app.cli.door import run

    color = "ขาวครีมลายดอกไม้สีชมพูพาสเทล"
    with Shop.create(tmp_path / "shop", "ร้านป้าแดง") as made:
        made.catalogue.add(replace(DRESS, id="", photos=(), variants=(Variant(color=color),)))
    shop = ["--shop", str(tmp_path / "shop"), "--json", "sheet"]
    template = templates.shopee(tmp_path / "s.xlsx")
    own = ["make", "DR-1", "--platform", "shopee", "--out", str(tmp_path / "own.csv")]
    for words in (["fill", str(template), "DR-1", "--out", str(tmp_path / "o.xlsx")], own):
        assert run([*shop, *words]) == 0
        told = capsys.readouterr()
        assert json.loads(told.out)["too_long"] == [{"sku": "DR-1", "option": color, "length": len(color), "most": 20}]
        assert f"DR-1: “{color}” ยาว" in told.err
