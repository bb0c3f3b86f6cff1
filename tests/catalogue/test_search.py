import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import PriceTier, Product, Variant


@pytest.fixture
def stall(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with three products: TS-1 of SHIRT, B-2 and C-3."""
    catalogue.add(SHIRT)
    catalogue.add(
        Product(
            sku="B-2",
            name="กางเกงช้าง ลายน้ำ 50%",
            category="กางเกง",
            price=15050,
            tiers=(PriceTier(label="ส่ง", min_quantity=6, price=125000),),
            variants=(Variant(color="แดง", size="ฟรีไซส์"),),
        )
    )
    catalogue.add(Product(sku="C_3", name="เสือ 100 ตัว", name_en="Tiger"))
    return catalogue


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["B-2", "C_3", "TS-1"]),
        ("   ", ["B-2", "C_3", "TS-1"]),
        ("กางเกง", ["B-2"]),
        ("นํ้า", ["B-2"]),
        ("น้ำ", ["B-2"]),
        ("เส้ือ", ["TS-1"]),
        ("เสือ", ["C_3"]),
        ("เสื้", ["TS-1"]),
        ("เเดง", ["B-2"]),
        ("t-SHIRT", ["TS-1"]),
        ("crew NECK", ["TS-1"]),
        ("neck crew", ["TS-1"]),
        ("ts-1-wm", ["TS-1"]),
        ("b-2", ["B-2"]),
        ("b2", ["B-2"]),
        ("B 2", ["B-2"]),
        ("b–2", ["B-2"]),
        ("B๒", ["B-2"]),
        ("c3", ["C_3"]),
        ("c-3", ["C_3"]),
        ("ts1wm", ["TS-1"]),
        ("-", ["B-2", "TS-1"]),
        ("ดำ", ["TS-1"]),
        ("ขาว คอกลม 199", ["TS-1"]),
        ("ขาว กางเกง", []),
        ("199", ["TS-1"]),
        ("๑๙๙", ["TS-1"]),
        ("199.-", ["TS-1"]),
        ("฿199", ["TS-1"]),
        ("199บาท", ["TS-1"]),
        ("199 บาท", ["TS-1"]),
        ("฿ 199", ["TS-1"]),
        ("๑๙๙ บาท คอกลม", ["TS-1"]),
        ("บาท", []),
        ("สีแดง", ["B-2"]),
        ("สี แดง", ["B-2"]),
        ("สี", []),
        ("ไซส์ M", ["TS-1"]),
        ("ไซส์M ขาว", ["TS-1"]),
        ("size m", ["TS-1"]),
        ("ราคา 199 บาท", ["TS-1"]),
        ("ราคา๑๙๙.-", ["TS-1"]),
        ("สีเขียว", []),
        ("กางเกงแดง", ["B-2"]),
        ("กางเกงช้างสีแดงฟรีไซส์", ["B-2"]),
        ("คอกลมดำM", ["TS-1"]),
        ("กางเกงขาว", []),
        ("ขฟดหก", []),
        ("99.50", ["TS-1"]),
        ("99.5", ["TS-1"]),
        ("150.50", ["B-2"]),
        ("1,250", ["B-2"]),
        ("1250", ["B-2"]),
        ("%", ["B-2"]),
        ("50%", ["B-2"]),
        ("_", ["C_3"]),
        ("c_3", ["C_3"]),
        ("/", []),
        ("'", []),
        ('"; DROP TABLE products', []),
        ("ทดลอง", []),
        ("\x00", ["B-2", "C_3", "TS-1"]),
        ("คอกลม t-shirt ts-1 เสื้อ ขาว ดำ m l 199 120 99.50", ["TS-1"]),
        ("ก" * 5000, []),
        ("เสื้อ " * 500, ["TS-1"]),
    ],
)
def test_what_is_typed_finds_the_product(stall: Catalogue, typed: str, found: list[str]) -> None:
    assert sorted(product.sku for product in stall.products(typed)) == found


def test_a_word_does_not_run_over_two_things(stall: Catalogue) -> None:
    assert stall.products("shirtts-1") == ()
    assert stall.products("tigerc_3") == ()


def test_search_category_and_trash_go_together(stall: Catalogue) -> None:
    assert [product.sku for product in stall.products("199", category="เสื้อ")] == ["TS-1"]
    assert stall.products("199", category="กางเกง") == ()
    stall.trash(["TS-1"])
    assert stall.products("199") == ()
    assert [product.sku for product in stall.products("๑๙๙", trashed=True)] == ["TS-1"]


def test_search_follows_a_change(stall: Catalogue) -> None:
    stall.save(replace(stall.product("C_3"), name="สิงโต"))
    assert stall.products("เสือ") == ()
    assert [product.sku for product in stall.products("สิงโต")] == ["C_3"]
