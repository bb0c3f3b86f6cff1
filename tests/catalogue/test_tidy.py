import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT
from vendor_app import language
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Facts, PriceTier, Product, Variant
from vendor_app.catalogue.remarks import tiers_remark
from vendor_app.catalogue.skus import is_sku, next_sku, variant_sku
from vendor_app.catalogue.tidy import MOST_STOCK, MOST_TIERS, MOST_VARIANTS, ProductRefused, tidy
from vendor_app.thai.money import MOST


def tier(label: str = "ส่ง", quantity: int = 12, price: int = 12000) -> PriceTier:
    return PriceTier(label=label, min_quantity=quantity, price=price)


def test_every_text_is_stored_in_one_spelling() -> None:
    typed = Product(
        name=" เส้ือ\nนํ้า ",
        name_en="  Water\tshirt ",
        sku=" A-1 ",
        category="เสื้อ ",
        description="เเดง  สวย\r\n\r\n\r\n\r\nนุ่ม ",
        unit=" ตัว",
        tiers=(tier(" นํ้า "),),
        variants=(Variant(color=" เเดง ", size=" m "),),
        facts=Facts(fabric=" ฝ้าย ", size_range=" ๓๖ ", eco=("นํ้า", " ", "น้ำ")),
    )
    assert tidy(typed) == Product(
        name="เสื้อ น้ำ",
        name_en="Water shirt",
        sku="A-1",
        category="เสื้อ",
        description="แดง สวย\n\nนุ่ม",
        tiers=(tier("น้ำ"),),
        variants=(Variant(color="แดง", size="m"),),
        facts=Facts(fabric="ฝ้าย", size_range="๓๖", eco=("น้ำ",)),
    )


def test_a_sound_product_stays_as_it_is() -> None:
    assert tidy(SHIRT) == SHIRT


@pytest.mark.parametrize("name", ["👗", "เสื้อ 👨‍👩‍👧 ครอบครัว ❤️", "ก" * 300, "A" * 300])
def test_emoji_and_long_names_are_kept(name: str) -> None:
    assert tidy(Product(name=name)).name == name


@pytest.mark.parametrize("unit", ["", "ตัว", "3 ตัว", "pcs.", "ฯลฯ"])
def test_a_unit_is_a_word_or_left_out(unit: str) -> None:
    assert tidy(replace(SHIRT, unit=unit)).unit == unit


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"name": ""}, "name", "ชื่อ"),
        ({"name": " \u200b่ "}, "name", "ชื่อ"),
        ({"name": "ก" * 301}, "name", "301"),
        ({"name": "ก" * 500}, "name", "500"),
        ({"name": "ก" * 1_000_000}, "name", "1,000,000"),
        ({"name_en": "a" * 301}, "name_en", "301"),
        ({"category": "ก" * 61}, "category", "61"),
        ({"description": "ก" * 10_001}, "description", "10,001"),
        ({"unit": "ก" * 21}, "unit", "21"),
        ({"unit": "0"}, "unit", "“0” เป็นหน่วย"),
        ({"unit": " ๑๒ "}, "unit", "“๑๒”"),
        ({"unit": "--"}, "unit", "“--”"),
        ({"price": -1}, "price", "-฿0.01"),
        ({"price": 0}, "price", "฿0"),
        ({"price": MOST + 1}, "price", "฿10,000,000"),
        ({"shipping": -100}, "shipping", "-฿1"),
        ({"weight_grams": 0}, "weight_grams", "0"),
        ({"weight_grams": -5}, "weight_grams", "-5"),
        ({"weight_grams": 1_000_001}, "weight_grams", "1,000,001"),
        ({"tiers": (tier(quantity=0),)}, "tiers", "จำนวนขั้นต่ำ"),
        ({"tiers": (tier(quantity=-12),)}, "tiers", "-12"),
        ({"tiers": (tier(price=-1),)}, "tiers", "ราคา"),
        ({"tiers": (tier(label="ก" * 51),)}, "tiers", "51"),
        ({"tiers": (tier(),) * (MOST_TIERS + 1)}, "tiers", "21"),
        ({"variants": (Variant(color="แดง", stock=-1),)}, "variants", "-1"),
        ({"variants": (Variant(color="แดง", stock=MOST_STOCK + 1),)}, "variants", "10,000,000"),
        ({"variants": (Variant(color="เเดง", size="M"), Variant(color="แดง", size="m"))}, "variants", "แดง m"),
        ({"variants": (Variant(), Variant(stock=3))}, "variants", "ไม่ระบุสีและไซส์"),
        ({"variants": (Variant(color="ก" * 51),)}, "variants", "ชื่อสี"),
        ({"variants": (Variant(sku="มี ช่อง"),)}, "variants", "มี ช่อง"),
        ({"variants": tuple(Variant(size=str(n)) for n in range(MOST_VARIANTS + 1))}, "variants", "501"),
        ({"facts": Facts(fabric="ก" * 201)}, "facts", "201"),
        ({"facts": Facts(eco=("ก" * 101,))}, "facts", "101"),
        ({"facts": Facts(eco=tuple("กขคงจฉชซญดตถทธนบปผฝพฟ"))}, "facts", "21"),
        ({"sku": "เสื้อ"}, "sku", "เสื้อ"),
        ({"sku": "A 1"}, "sku", "A 1"),
        ({"sku": "../x"}, "sku", "../x"),
        ({"sku": "CON"}, "sku", "Windows"),
        ({"variants": (Variant(sku="nul.1"),)}, "variants", "Windows"),
        ({"tiers": (PriceTier(label="", min_quantity=0, price=1),)}, "tiers", "9,999,999"),
        ({"sku": "A" * 51}, "sku", "A"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_and_what_to_do(
    change: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(ProductRefused) as refused:
        tidy(replace(SHIRT, **change))
    assert refused.value.field == field
    assert says in str(refused.value)
    assert refused.value.hint


def test_refusals_are_english_on_demand() -> None:
    language.use("en")
    with pytest.raises(
        ProductRefused, match=r"^The price cannot be -฿1\. Type a number from ฿0\.01 to ฿9,999,999\.99\.$"
    ):
        tidy(replace(SHIRT, price=-100))


@pytest.mark.parametrize("sku", ["A", "1", "P-0001", "a_b.c-d", "A" * 50, "TS1-", "CONE", "com10"])
def test_what_a_sku_may_look_like(sku: str) -> None:
    assert is_sku(sku)


@pytest.mark.parametrize(
    "sku",
    [
        "",
        ".",
        "..",
        "-A",
        "_A",
        "A.",
        "A/B",
        "A\\B",
        "A B",
        "A\n",
        "ก",
        "A" * 51,
        "con",
        "CON.x",
        "nul",
        "LPT1",
        "com1.a",
        "é",
    ],
)
def test_what_a_sku_may_not_look_like(sku: str) -> None:
    assert not is_sku(sku)


def test_made_skus_follow_the_highest() -> None:
    assert next_sku([]) == "P-0001"
    assert next_sku(["P-0009", "p-0010", "P-0008-01", "X-99", "P-x", "P-"]) == "P-0011"
    assert next_sku(["P-9999"]) == "P-10000"
    assert is_sku(next_sku(["P-999999999"]))


def test_made_variant_skus_stay_skus() -> None:
    assert variant_sku("A", []) == "A-01"
    assert variant_sku("A", ["a-01", "A-02"]) == "A-03"
    made = variant_sku("A" * 50, [])
    assert is_sku(made)
    assert made != variant_sku("A" * 50, [made])


@pytest.mark.parametrize("typed", ["JK-๐๐๑", " JK-001\u200b", "\ufeffJK-001", "JK-001\u00a0"])
def test_a_sku_in_thai_digits_or_with_signs_that_nobody_sees(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.add(replace(SHIRT, sku=typed, variants=(Variant(sku=f"{typed.strip()}-๒"),))).sku == "JK-001"
    assert catalogue.product(typed).variants[0].sku == "JK-001-2"


def test_tiers_are_read_from_the_smallest_quantity_on_in_whatever_order_they_were_typed(catalogue: Catalogue) -> None:
    dozen, few = PriceTier(label="โหล", min_quantity=12, price=9000), PriceTier(label="ส่ง", min_quantity=3, price=12000)
    stored = catalogue.add(replace(SHIRT, tiers=(dozen, few)))
    assert stored.tiers == (dozen, few)
    assert stored.ladder == (few, dozen)


@pytest.mark.parametrize(
    ("tiers", "says"),
    [
        ((("ส่ง", 3, 120), ("โหล", 12, 90)), None),
        ((("โหล", 12, 90), ("ส่ง", 3, 120)), None),
        ((("ส่ง", 3, 120), ("โหล", 12, 120)), None),
        ((("ส่ง", 3, 90), ("โหล", 12, 120)), "ราคา “โหล” แพงกว่า “ส่ง”"),
        ((("ส่ง", 12, 120), ("โหล", 12, 90)), "เริ่มที่จำนวนเดียวกัน"),
        ((("โหล", 12, 1080),), "แพงกว่าราคาปลีก"),
    ],
)
def test_prices_that_are_seldom_meant_are_said(tiers: tuple[tuple[str, int, int], ...], says: str | None) -> None:
    typed = tuple(PriceTier(label=label, min_quantity=least, price=baht * 100) for label, least, baht in tiers)
    remark = tiers_remark(replace(SHIRT, price=19900, tiers=typed))
    assert (remark is None) if says is None else (remark is not None and says in str(remark))
