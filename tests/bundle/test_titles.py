"""Titles of 25 to 120 characters, no two alike in a shop, with nothing in them that a platform refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle import phrases, wording
from vendor_app.bundle.titles import title, titles
from vendor_app.catalogue.records import Facts, PriceTier, Product, Variant
from vendor_app.thai.text import search_key

HAT = Product(sku="HA-0001", name="หมวก", unit="ใบ")


def test_a_good_name_is_the_title() -> None:
    assert title(DRESS) == DRESS.name


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"name": "เดรสแขนตุ๊กตา"}, "เดรสแขนตุ๊กตา ผ้าฝ้าย 100%"),
        ({"name": "เดรส", "facts": Facts(fabric="ลินิน")}, "เดรส ผ้าลินิน สีเขียวมะกอก ขาว"),
        ({"name": "เดรส", "facts": Facts()}, "เดรส สีเขียวมะกอก ขาว ไซส์M L"),
        ({"name": "ลดราคา! เดรสทรงปล่อยใส่ทำงาน 🔥 ส่งฟรี"}, "เดรสทรงปล่อยใส่ทำงาน ผ้าฝ้าย 100%"),
        ({"name": "เดรสยาวลายดอกไม้เล็ก โทร 081-234-5678"}, "เดรสยาวลายดอกไม้เล็ก ผ้าฝ้าย 100%"),
        ({"name": "ร้านป้าแดง เดรสยาวลายดอกไม้เล็กสีหวาน"}, "เดรสยาวลายดอกไม้เล็กสีหวาน"),
    ],
)
def test_facts_fill_a_short_name_and_what_is_refused_stays_out(changes: dict[str, object], written: str) -> None:
    assert title(replace(DRESS, **changes), shop_name="ร้านป้าแดง") == written


def test_nothing_is_made_up_for_a_product_of_which_nothing_is_known() -> None:
    assert title(HAT) == "หมวก รุ่น HA-0001 ขายปลีก"
    assert len(title(Product(name="ผ้า", unit=""))) >= 25


def test_products_of_one_name_are_told_apart() -> None:
    same = [replace(DRESS, sku=f"DR-{number}") for number in range(8)]
    made = titles(same)
    assert made[:2] == (DRESS.name, f"{DRESS.name} ผ้าฝ้าย 100%")
    assert len({search_key(one) for one in made}) == len(made)
    assert made[-1].endswith("รุ่น DR-7")


def test_a_long_name_is_cut_at_a_word() -> None:
    long = title(replace(DRESS, name="เสื้อเชิ้ตผ้าคอตตอน " * 20))
    assert 100 <= len(long) <= 120
    assert long.endswith(("เสื้อเชิ้ต", "ผ้า", "คอตตอน"))


NAMES = st.text(alphabet=st.sampled_from("กขเสื้อผ้ำๆ aB1#@.!฿👕\n\t\"'=0812"), max_size=320)


@given(
    st.lists(
        st.builds(
            Product,
            sku=st.sampled_from(["A-1", "B-2", "C-3"]),
            name=NAMES,
            category=NAMES,
            facts=st.builds(Facts, fabric=NAMES, size_range=NAMES),
            tiers=st.sampled_from([(), (PriceTier(label="ส่ง", min_quantity=6, price=100),)]),
            variants=st.lists(st.builds(Variant, color=NAMES, size=NAMES), max_size=6).map(tuple),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60)
def test_whatever_is_typed_titles_fit_differ_and_are_clean(products: list[Product]) -> None:
    made = titles(products)
    assert len({search_key(one) for one in made}) == len(made)
    for one in made:
        assert 25 <= len(one) <= 120
        assert one == one.strip()
        assert not phrases.find_contacts(one) + wording.find_promotions(one)
        assert "\n" not in one
