"""Products through a spreadsheet and back, and sheets that others made."""

import contextlib
import errno
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from vendor_app.catalogue import notation
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Facts, PriceTier, Product, Review, Variant
from vendor_app.catalogue.sheet_files import SheetUnreadable, guard, unguard
from vendor_app.catalogue.sheet_intake import foresee, take_back, take_in, take_in_sheet
from vendor_app.catalogue.sheets import read_sheet, write_sheet
from vendor_app.catalogue.tidy import ProductRefused, tidy
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress

SHIRT = Product(
    sku="SH-0001",
    name="เสื้อเชิ้ตลายดอก",
    name_en="Floral shirt",
    category="เสื้อ",
    description="=ผ้าคอตตอน 100%\nซักเครื่องได้, ไม่ยับ “จริง”",
    unit="ตัว",
    price=19950,
    tiers=(
        PriceTier(label="ส่ง", min_quantity=6, price=12000, mixed=True),
        PriceTier(label="ยก:โหล", min_quantity=12, price=11050),
    ),
    variants=(
        Variant(color="ขาว", size="M", stock=12, sku="SH-0001-01"),
        Variant(color="ดำ/แดง", size="2-4", stock=0, sku="SH-0001-02"),
    ),
    shipping=0,
    weight_grams=250,
    facts=Facts(fabric="ฝ้าย", size_range="-อก 36–44 นิ้ว", eco=("ถุงใช้ซ้ำ; จริง ๆ", "ผ้าฝ้าย")),
)
PLAIN = Product(sku="SH-0002", name="กางเกง")


def _unknown(_sku: str) -> None:
    return None


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_exported_comes_back_without_loss(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"สินค้า{suffix}"
    write_sheet([SHIRT, PLAIN], file)
    sheet = read_sheet(file, _unknown)
    assert [row.product for row in sheet.rows] == [SHIRT, PLAIN]
    assert sheet.rejected == ()


WORDS = st.text(alphabet=st.sampled_from("กขเำ้ๆ aB1=+-@'\t\"\\:;/,\n|฿😀"), max_size=12)
PRODUCTS = st.builds(
    Product,
    sku=st.just("A-1"),
    name=st.builds("ก{}".format, WORDS),
    category=WORDS,
    description=WORDS,
    price=st.none() | st.integers(1, 999_999_999),
    shipping=st.none() | st.integers(0, 999_999_999),
    weight_grams=st.none() | st.integers(1, 1_000_000),
    tiers=st.lists(
        st.builds(
            PriceTier, label=WORDS, min_quantity=st.integers(1, 999), price=st.integers(1, 99999), mixed=st.booleans()
        ),
        max_size=3,
    ).map(tuple),
    variants=st.lists(st.builds(Variant, color=WORDS, size=WORDS, stock=st.integers(0, 999)), max_size=3).map(tuple),
    reviews=st.lists(st.builds(Review, text=WORDS, who=WORDS), max_size=3).map(tuple),
    facts=st.builds(Facts, fabric=WORDS, eco=st.lists(WORDS, max_size=3).map(tuple)),
)


@given(product=PRODUCTS, suffix=st.sampled_from([".csv", ".xlsx"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_lost_on_the_way(tmp_path: Path, product: Product, suffix: str) -> None:
    try:
        product = tidy(product)
    except ProductRefused:
        return
    file = tmp_path / f"round{suffix}"
    write_sheet([product], file)
    (row,) = read_sheet(file, _unknown).rows
    assert row.product == product


@given(st.text(max_size=20))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in tuple("=+-@\t\r")


def test_a_spreadsheet_does_not_run_what_a_vendor_typed(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    write_sheet([replace(PLAIN, name="=1+1")], file)
    cell = load_workbook(file).active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_thai_excel_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "a.csv"
    rows = (("ชื่อ", "ราคา", "อื่น ๆ"), ("เสื้อยืด", "๑๙๙.-", "x"))
    file.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    (row,) = read_sheet(file, _unknown).rows
    assert (row.product.name, row.product.price) == ("เสื้อยืด", 19900)


def test_numbers_titles_and_blank_rows_of_a_vendors_own_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["สต็อกร้านป้าแดง"],
        [],
        ["รหัส", "ชื่อสินค้า", "ราคาปลีก", "หน่วย"],
        [1001.0, "ถุงเท้า", 35.5, None],
        [],
        [None, "หมวก", 120],
    ):
        book.active.append(row)
    book.save(tmp_path / "own.xlsx")
    sheet = read_sheet(tmp_path / "own.xlsx", _unknown)
    assert [(row.row, row.product.sku, row.product.name, row.product.price) for row in sheet.rows] == [
        (4, "1001", "ถุงเท้า", 3550),
        (6, "", "หมวก", 12000),
    ]
    assert sheet.rows[0].product.unit == "ตัว"


@pytest.mark.parametrize(
    ("header", "wrong", "cell", "said"),
    [
        ("ราคาปลีก", "ถูกมาก", "B2", "ถูกมาก"),
        ("รหัส", "รหัส มีช่องว่าง", "B2", "รหัส มีช่องว่าง"),
        ("ราคาส่ง", "ส่ง:12", "B2", "ส่ง:12:120"),
        ("ราคาส่ง", "ส่ง:สิบ:120", "B2", "สิบ"),
        ("สี/ไซส์", "ขาว/M/L:3", "B2", "ขาว/M:12"),
        ("สี/ไซส์", "ขาว/M:3; ขาว/M:4", "B2", "ขาว M"),
        ("น้ำหนัก", "1 กก.", "B2", "1 กก."),
        ("เนื้อผ้า", "ผ" * 300, "B2", "200"),
    ],
)
def test_a_wrong_row_is_listed_with_its_cell_while_the_others_come_in(
    tmp_path: Path, header: str, wrong: str, cell: str, said: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"ชื่อ\t{header}\nผิด\t{wrong}\nถูก\t\n", encoding="utf-8")
    sheet = read_sheet(file, _unknown)
    assert [row.product.name for row in sheet.rows] == ["ถูก"]
    (rejected,) = sheet.rejected
    assert (rejected.row, rejected.cell) == (2, cell)
    assert said in rejected.reason


def test_a_size_that_excel_made_a_date_of_is_named(tmp_path: Path) -> None:
    import datetime

    book = Workbook()
    book.active.append(["ชื่อ", "ขนาด"])
    book.active.append(["กางเกงเด็ก", datetime.datetime(2026, 4, 2)])  # noqa: DTZ001 - as openpyxl writes it
    book.save(tmp_path / "dates.xlsx")
    (rejected,) = read_sheet(tmp_path / "dates.xlsx", _unknown).rejected
    assert rejected.cell == "B2"
    assert "วันที่" in rejected.reason


def test_the_same_code_twice_in_one_sheet(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ\nA-1,เสื้อ\na-1,กางเกง\n", encoding="utf-8")
    sheet = read_sheet(file, _unknown)
    assert [row.product.name for row in sheet.rows] == ["เสื้อ"]
    assert (sheet.rejected[0].cell, "2" in sheet.rejected[0].reason) == ("A3", True)


def _old_excel(file: Path) -> None:
    file.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500))


def _no_names(file: Path) -> None:
    file.write_text("a,b\n1,2\n")


def _picture(file: Path) -> None:
    file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _no_workbook(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")


def _bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(310_000_000))


def _endless(file: Path) -> None:
    file.write_text("ชื่อ\n" + "ก\n" * 20_001, encoding="utf-8")


def _folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize("make", [_old_excel, _no_names, _picture, _empty, _no_workbook, _bomb, _endless, _folder])
def test_what_is_no_sheet_is_refused_with_a_sentence(tmp_path: Path, make) -> None:
    file = tmp_path / "sheet.xlsx"
    make(file)
    with pytest.raises(SheetUnreadable) as problem:
        read_sheet(file, _unknown)
    assert problem.value.message
    assert problem.value.hint


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet", "nowhere/sheet.csv"])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(VendorError):
        write_sheet([PLAIN], tmp_path / name)
    assert list(tmp_path.glob("*sheet*")) == []


def test_an_import_adds_changes_and_brings_back(catalogue: Catalogue, tmp_path: Path) -> None:
    shirt, plain = catalogue.add(SHIRT), catalogue.add(PLAIN)
    catalogue.trash([plain.sku])
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ,ราคา\nSH-0001,เสื้อใหม่,250\nSH-0002,กางเกง,\n,หมวก,99\n", encoding="utf-8")
    intake = take_in_sheet(catalogue, file)
    assert (intake.added, intake.changed, intake.rejected) == (("P-0001",), ("SH-0001", "SH-0002"), ())
    changed = catalogue.product("SH-0001")
    assert (changed.id, changed.name, changed.price, changed.tiers) == (shirt.id, "เสื้อใหม่", 25000, shirt.tiers)
    assert catalogue.product("SH-0002").trashed is None


def test_an_import_of_an_export_changes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    before = catalogue.add(SHIRT)
    write_sheet([before], tmp_path / "a.xlsx")
    intake = take_in_sheet(catalogue, tmp_path / "a.xlsx")
    assert (intake.added, intake.changed, intake.rejected) == ((), (), ())
    assert catalogue.product(SHIRT.sku) == before


def test_a_code_that_a_variant_has_is_refused_at_its_cell(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.add(SHIRT)
    file = tmp_path / "a.csv"
    file.write_text("ชื่อ,รหัส\nหมวก,SH-0001-01\n", encoding="utf-8")
    intake = take_in_sheet(catalogue, file)
    assert [(one.row, one.cell) for one in intake.rejected] == [(2, "B2")]
    assert intake.added == ()


def test_a_stopped_import_leaves_the_products_as_they_were(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.add(SHIRT)
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ\nSH-0001,ชื่อใหม่\nX-1,หมวก\nX-2,หมวก\n", encoding="utf-8")
    seen: list[float] = []
    with pytest.raises(Cancelled):
        take_in_sheet(catalogue, file, Progress(lambda done, _note: seen.append(done), lambda: len(seen) > 2))
    assert [(product.sku, product.name) for product in catalogue.products()] == [("SH-0001", SHIRT.name)]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("ส่ง:12:120", PriceTier(label="ส่ง", min_quantity=12, price=12000)),
        (" ส่ง : ๑๒ : ๑๒๐.- ", PriceTier(label="ส่ง", min_quantity=12, price=12000)),
        ("ยกโหล:1,200:1,199.50:คละ", PriceTier(label="ยกโหล", min_quantity=1200, price=119950, mixed=True)),
    ],
)
def test_tiers_as_vendors_write_them(text: str, tier: PriceTier) -> None:
    assert notation.parse_tier(text) == tier


@pytest.mark.parametrize("text", ["", "ส่ง", "ส่ง:12", "ส่ง:x:120", "ส่ง:12:ถูก", "ส่ง:12:120:ไม่", "a:1:2:คละ:4", "ส่ง:-1:5"])
def test_a_wrong_tier_is_named(text: str) -> None:
    with pytest.raises(VendorError) as problem:
        notation.parse_tier(text)
    assert problem.value.hint


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("ขาว/M:12", Variant(color="ขาว", size="M", stock=12)),
        ("ขาว", Variant(color="ขาว")),
        ("/ฟรีไซส์:๓", Variant(size="ฟรีไซส์", stock=3)),
        ("ขาว/M:12:W-M", Variant(color="ขาว", size="M", stock=12, sku="W-M")),
        (r"ดำ\/แดง/L", Variant(color="ดำ/แดง", size="L")),
    ],
)
def test_variants_as_vendors_write_them(text: str, variant: Variant) -> None:
    assert notation.parse_variant(text) == variant


@pytest.mark.parametrize("text", ["", " ", "ขาว/M/L:2", "ขาว:มาก", "ขาว:1:2:3"])
def test_a_wrong_variant_is_named(text: str) -> None:
    with pytest.raises(VendorError) as problem:
        notation.parse_variant(text)
    assert problem.value.hint


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Return a sheet that changes SH-0001, adds two and has one wrong price."""
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ,ราคา\nSH-0001,ชื่อใหม่,250\nX-1,หมวก,๙๙\n,ถุงเท้า,35\nX-2,ร่ม,ถูก\n", encoding="utf-8")
    return file


def test_a_look_ahead_shows_what_an_import_does_and_changes_nothing(catalogue: Catalogue, sheet: Path) -> None:
    before = catalogue.add(SHIRT)
    ahead = foresee(catalogue, sheet)
    assert catalogue.everything() == (before,)
    assert [(one.row, one.sku, one.name) for one in ahead.added] == [(3, "X-1", "หมวก"), (4, "P-0001", "ถุงเท้า")]
    assert [(one.field, one.before, one.after) for one in ahead.changed[0].fields] == [
        ("name", "เสื้อเชิ้ตลายดอก", "ชื่อใหม่"),
        ("price", "199.50", "250"),
    ]
    assert [one.cell for one in ahead.rejected] == ["C5"]
    intake = take_in(catalogue, ahead.sheet)
    assert (intake.added, intake.changed) == (("X-1", "P-0001"), ("SH-0001",))
    assert intake.rejected == ahead.rejected
    assert foresee(catalogue, sheet).changed == ()


def test_an_import_taken_back_leaves_all_as_it_was(catalogue: Catalogue, sheet: Path, tmp_path: Path) -> None:
    before = catalogue.add(SHIRT)
    copy = (tmp_path / "shop/products/SH-0001.json").read_bytes()
    intake = take_in_sheet(catalogue, sheet)
    assert {file.stem for file in (tmp_path / "shop/products").iterdir()} == {"SH-0001", "X-1", "P-0001"}
    assert take_back(catalogue, intake) == 0
    assert catalogue.everything() == (before,)
    assert [file.read_bytes() for file in (tmp_path / "shop/products").iterdir()] == [copy]


def test_what_was_changed_since_the_import_is_not_taken_back(catalogue: Catalogue, sheet: Path) -> None:
    catalogue.add(SHIRT)
    intake = take_in_sheet(catalogue, sheet)
    catalogue.save(replace(catalogue.product("X-1"), name="หมวกใหม่"))
    assert take_back(catalogue, intake) == 1
    assert {product.sku for product in catalogue.everything()} == {"SH-0001", "X-1"}
    assert catalogue.product("SH-0001").name == SHIRT.name


def test_an_import_of_all_rows_is_one_change_and_is_on_the_disk(
    catalogue: Catalogue, sheet: Path, tmp_path: Path
) -> None:
    told: list[object] = []
    catalogue.listen(told.append)
    take_in_sheet(catalogue, sheet)
    assert len(told) == 1
    stored = sorted(catalogue.everything(), key=lambda product: product.sku)
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert sorted(again.everything(), key=lambda product: product.sku) == stored
    assert again.notes == ()
    again.close()


@pytest.mark.parametrize("steps", range(1, 12))
def test_wherever_an_import_is_stopped_nothing_has_changed(
    catalogue: Catalogue, sheet: Path, tmp_path: Path, steps: int
) -> None:
    before = catalogue.add(SHIRT)
    seen: list[float] = []
    with pytest.raises(Cancelled):
        take_in_sheet(catalogue, sheet, Progress(lambda done, _note: seen.append(done), lambda: len(seen) >= steps))
    assert catalogue.everything() == (before,)
    assert [file.name for file in (tmp_path / "shop/products").iterdir()] == ["SH-0001.json"]


def test_a_full_disk_refuses_the_whole_import(
    catalogue: Catalogue, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    before = catalogue.add(SHIRT)
    monkeypatch.setattr("vendor_app.catalogue.copies.os.fsync", full)
    with pytest.raises(VendorError):
        take_in_sheet(catalogue, sheet)
    assert catalogue.everything() == (before,)
    assert [file.name for file in (tmp_path / "shop/products").iterdir()] == ["SH-0001.json"]


def test_colours_without_a_code_keep_the_one_they_have(catalogue: Catalogue, tmp_path: Path) -> None:
    stored = catalogue.add(SHIRT)
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ,สี/ไซส์\nSH-0001,เสื้อ,ขาว/M:5; เขียว/M:1\n", encoding="utf-8")
    take_in_sheet(catalogue, file)
    white, green = catalogue.product("SH-0001").variants
    assert (white.sku, white.stock) == (stored.variants[0].sku, 5)
    assert green.sku not in {"", *(one.sku for one in stored.variants)}


def test_made_codes_keep_clear_of_those_that_stand_further_down(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("รหัส,ชื่อ\n,หมวก\nP-0001,ร่ม\n,ถุงเท้า\n", encoding="utf-8")
    assert take_in_sheet(catalogue, file).added == ("P-0002", "P-0001", "P-0003")


@given(products=st.lists(PRODUCTS, max_size=4), suffix=st.sampled_from([".csv", ".xlsx"]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_whole_catalogue_comes_back_into_another_shop(
    tmp_path_factory: pytest.TempPathFactory, products: list[Product], suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("two")
    one, other = (Catalogue.open(_made(folder / name)) for name in ("one", "other"))
    for number, product in enumerate(products):
        with contextlib.suppress(ProductRefused):
            one.add(replace(product, sku=f"A-{number}"))
    write_sheet(one.products(), folder / f"all{suffix}")
    intake = take_in_sheet(other, folder / f"all{suffix}")
    assert intake.rejected == ()
    plain = [{product.sku: _plain(product) for product in shop.products()} for shop in (one, other)]
    assert plain[0] == plain[1]  # products of one name have no order
    assert take_in_sheet(one, folder / f"all{suffix}").exchanges == ()
    one.close()
    other.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _plain(product: Product) -> Product:
    return replace(product, id="", created="", changed="", price_history=())


def test_a_cell_too_long_for_excel_is_said_and_a_csv_takes_it(tmp_path: Path) -> None:
    variants = tuple(Variant(color="ส" * 45 + f"{n:04}", size="ก" * 40) for n in range(400))
    long = replace(PLAIN, variants=variants)
    with pytest.raises(SheetUnreadable, match=PLAIN.sku):
        write_sheet([long], tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
    write_sheet([long], tmp_path / "a.csv")
    assert read_sheet(tmp_path / "a.csv", _unknown).rows[0].product == long


def test_a_cell_that_a_spreadsheet_has_cut_stays_out(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"ชื่อ,สี/ไซส์\nเสื้อ,{'ก' * 32_767}\n", encoding="utf-8")
    assert [one.cell for one in read_sheet(file, _unknown).rejected] == ["B2"]
