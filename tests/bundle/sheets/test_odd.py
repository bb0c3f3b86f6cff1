"""Odd products go through every writer, and strict readers read back what was meant."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.bundle.sheets import templates
from tests.bundle.sheets.test_fill import PHOTOS
from vendor_app.bundle.edited import Words
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.sheets.feeds import write_feed
from vendor_app.bundle.sheets.fill import fill_template
from vendor_app.bundle.sheets.own import write_listing
from vendor_app.bundle.titles import titles
from vendor_app.catalogue.records import Facts, Product, Variant
from vendor_app.errors import VendorError

ODD = {
    "one variant": {"variants": (Variant(color="ขาว", size="M", sku="X-1", stock=0),)},
    "a hundred variants": {
        "variants": tuple(
            Variant(color=f"สี {n // 10}", size=f"ไซส์ {n % 10}", sku=f"X-{n}", stock=n) for n in range(100)
        )
    },
    "a long name": {"name": "เสื้อยืดคอกลมผ้าคอตตอนใส่สบาย " * 10},
    "quotes": {"name": 'เสื้อ "ป้าแดง" ของ\'แท้\' รุ่น 5" กว้าง', "description": '"อ้างถึง", แล้วก็ "ปิด"'},
    "tabs and lines": {"name": "เสื้อ\tแท็บ", "description": "แถวหนึ่ง\r\nแถวสอง\n\tย่อหน้า\x0bแนวตั้ง"},
    "a formula": {"name": '=HYPERLINK("http://x.th","กดเลย")', "description": "+66 ไม่ใช่เบอร์\n=1+1", "category": "@ลด"},
    "commands": {"name": "-2+3+cmd|' /C calc'!A0", "facts": Facts(fabric="=SUM(A1)", size_range="-36")},
    "emoji": {"name": "เสื้อ🎉ลาย👩🏽‍🍳🇹🇭 ดาว⭐️", "variants": (Variant(color="🟢เขียว", size="📏L", sku="X-E", stock=3),)},
    "Thai digits": {"name": "เสื้อเบอร์ ๙ ไซส์ ๑๐", "facts": Facts(size_range="อก ๓๖–๔๔ นิ้ว")},
    "an escape": {"name": "เสื้อรุ่น _x000D_ _x0041_", "description": "ลาย _x0009_"},
    "nothing": {"name": "ก", "price": None, "photos": ()},
    "half a baht": {"price": 9950, "weight_grams": 1},
    "XML": {"name": "<b>เสื้อ</b> & กางเกง ]]> <!--", "description": "</t></is><f>1+1</f>"},
}  # fmt: skip
RUN = ("=", "+", "-", "@", "\t", "\r")
EACH = pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))


def product(odd: dict[str, Any]) -> Product:
    plain = {"id": "1", "sku": "X", "name": "เสื้อยืดคอกลม ผ้านุ่มใส่สบาย", "price": 19900, "photos": PHOTOS}
    return Product(**{**plain, **odd})


def told(path: Path, sheet: str | None, keys: list[str], first: int) -> list[dict[str, Any]]:
    """Return the rows of a workbook by key, and see that no cell of them is run."""
    book = openpyxl.load_workbook(path)
    rows = list((book[sheet] if sheet else book.active).iter_rows(min_row=first))
    for cell in (cell for row in rows for cell in row if cell.value is not None):
        assert cell.data_type in ("s", "inlineStr", "n"), cell.value
    values = [dict(zip(keys, (cell.value for cell in row), strict=False)) for row in rows]
    return [row for row in values if any(value is not None for value in row.values())]


def unescaped(text: str) -> str:
    """Return what Excel shows: openpyxl leaves its escapes in inline texts as they are."""
    return text.replace("_x005F_", "_")


@EACH
@pytest.mark.parametrize(
    ("make", "keys", "name", "sku", "stock"),
    [
        (templates.tiktok, templates.TIKTOK, "product_name", "seller_sku", "quantity"),
        (templates.shopee, templates.SHOPEE, "ps_product_name", "ps_sku_short", "ps_stock"),
        (templates.lazada, templates.LAZADA, "title.th_TH", "sku.SellerSku", "sku.quantity"),
    ],
)
def test_a_template_takes_it(
    tmp_path: Path, odd: dict[str, Any], make: Any, keys: tuple[str, ...], name: str, sku: str, stock: str
) -> None:
    one = product(odd)
    done = fill_template(make(tmp_path / "t.xlsx"), [one], tmp_path / "out.xlsx")
    plain = [key.partition("|")[0] for key in keys]
    rows = told(tmp_path / "out.xlsx", done.sheet, plain, done.first_row)
    variants = one.variants or (Variant(sku="X"),)
    assert [unescaped(row[sku]) for row in rows] == [variant.sku for variant in variants]
    assert {unescaped(row[name]) for row in rows} == {titles([one])[0]}
    assert [row[stock] for row in rows] == ([variant.stock for variant in variants] if one.variants else [None])


@EACH
@pytest.mark.parametrize("shop", ["tiktok-shop", "shopee", "lazada"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_our_own_listing_takes_it(tmp_path: Path, odd: dict[str, Any], shop: Any, suffix: str) -> None:
    one = product(odd)
    path = tmp_path / f"listing{suffix}"
    assert write_listing([one], shop, path) == len(one.variants or (1,))
    if suffix == ".csv":
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert {len(row) for row in read} == {len(read[0])}
        assert not [cell for row in read for cell in row if cell.startswith(RUN)]
        cells = [dict(zip(read[0], row, strict=True)) for row in read[1:]]
    else:
        keys = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
        cells = told(path, None, keys, 2)
    title = {"tiktok-shop": "product_name", "shopee": "ps_product_name", "lazada": "title.th_TH"}[shop]
    assert {cell[title].removeprefix("'") for cell in cells} == {titles([one])[0].removeprefix("'")}


@EACH
@pytest.mark.parametrize("feed", ["meta", "google", "woocommerce", "shopify"])
def test_a_feed_takes_it(tmp_path: Path, odd: dict[str, Any], feed: Any) -> None:
    one = product(odd)
    count = write_feed([one], feed, tmp_path / "f.csv", brand="ร้าน", base="https://x.th")
    content = (tmp_path / "f.csv").read_bytes().decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(content, newline=""), strict=True))
    assert len(read) == count
    assert all(None not in line and None not in line.values() for line in read)
    assert not [value for line in read for value in line.values() if value.startswith(RUN)]


def test_what_was_typed_goes_into_a_template_as_it_is(tmp_path: Path) -> None:
    typed = {"1": {"shopee": Words(title="=ของฉัน 🎉 “ดี”", description="แถว 1\nแถว 2")}}
    done = fill_template(templates.shopee(tmp_path / "t.xlsx"), [product({})], tmp_path / "o.xlsx", edited=typed)
    plain = [key.partition("|")[0] for key in templates.SHOPEE]
    (row,) = told(tmp_path / "o.xlsx", done.sheet, plain, done.first_row)
    assert (row["ps_product_name"], row["ps_product_description"]) == ("=ของฉัน 🎉 “ดี”", "แถว 1\nแถว 2")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    with pytest.raises(VendorError, match="nowhere"):
        fill_template(templates.tiktok(tmp_path / "t.xlsx"), [product({})], nowhere / "o.xlsx")
    with pytest.raises(VendorError, match="nowhere"):
        write_feed([product({})], "meta", nowhere / "f.csv", brand="ร้าน")
    with pytest.raises(VendorError, match="nowhere"):
        write_listing([product({})], "shopee", nowhere / "l.xlsx")
    assert not nowhere.exists()


def test_many_products_have_many_titles(tmp_path: Path) -> None:
    same = [Product(id=str(n), sku=f"S-{n}", name="เสื้อยืดคอกลม ผ้านุ่มใส่สบาย", price=100) for n in range(300)]
    done = fill_template(templates.tiktok(tmp_path / "t.xlsx"), same, tmp_path / "o.xlsx")
    rows = told(tmp_path / "o.xlsx", "Template", list(templates.TIKTOK), done.first_row)
    names = [row["product_name"] for row in rows]
    assert (len(names), len(set(names))) == (300, 300)
    assert listing_text(same[0]) == ""
