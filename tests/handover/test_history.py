"""What became of bundles: added up by day and by product, and kept in the catalogue."""

import pytest
from msgspec.structs import replace

from vendor_app.catalogue.records import Count, Posting, PriceTier, Product
from vendor_app.handover.history import (
    days,
    forget_count,
    forget_posting,
    overview,
    put_back,
    sales_of,
    shows_old_price,
    standing,
    tell_count,
    tell_not_posted,
    tell_posted,
    views_of,
    with_count,
)
from vendor_app.shop import Shop

TIKTOK = Posting(
    platform="tiktok",
    made="2026-11-01T03:00:00.000000+00:00",
    price=19900,
    counts=(Count(day="2026-11-02", views=100, sales=1), Count(day="2026-11-04", views=400)),
)
SHOPEE = Posting(platform="shopee", made="2026-11-01T03:00:01.000000+00:00", price=19900)


def product(sku: str, *postings: Posting) -> Product:
    return Product(id=sku, sku=sku, name=sku, price=19900, postings=postings)


def test_the_newest_numbers_count_and_each_by_itself() -> None:
    assert (views_of(TIKTOK), sales_of(TIKTOK)) == (400, 1)
    assert (views_of(SHOPEE), sales_of(SHOPEE)) == (None, None)


def test_days_add_up_what_was_known_of_all_posts() -> None:
    shopee = replace(SHOPEE, counts=(Count(day="2026-11-03", sales=5),))
    told = [(day.day[-2:], day.views, day.sales) for day in days((TIKTOK, shopee))]
    assert told == [("02", 100, 1), ("03", 100, 6), ("04", 400, 6)]
    assert days((SHOPEE,)) == ()


@pytest.mark.parametrize(
    ("count", "kept"),
    [
        (Count(day="2026-11-03", views=200), [("02", 100, 1), ("03", 200, None), ("04", 400, None)]),
        (Count(day="2026-11-04", sales=3), [("02", 100, 1), ("04", 400, 3)]),
        (Count(day="2026-11-02", views=0), [("02", 0, 1), ("04", 400, None)]),
        (Count(day="2026-11-05"), [("02", 100, 1), ("04", 400, None)]),
    ],
)
def test_a_count_takes_its_day(count: Count, kept: list[tuple[str, int | None, int | None]]) -> None:
    assert [(one.day[-2:], one.views, one.sales) for one in with_count(TIKTOK.counts, count)] == kept


def test_what_sells_comes_first_and_then_what_is_seen() -> None:
    sold = replace(SHOPEE, counts=(Count(day="2026-11-03", sales=5),))
    products = [product("NONE"), product("SEEN", TIKTOK), product("SOLD", SHOPEE, sold), product("NEW", SHOPEE)]
    assert [one.product.sku for one in overview(products)] == ["SOLD", "SEEN", "NEW"]
    best = standing(products[2])
    assert (best.bundles, best.posted, best.views, best.sales, best.best) == (2, 0, None, 5, "shopee")
    assert standing(products[3]).best is None


@pytest.mark.parametrize(
    ("now", "is_old"),
    [
        ({}, False),
        ({"price": 18900}, True),
        ({"price": None}, True),
        ({"tiers": (PriceTier(label="ส่ง", min_quantity=6, price=15000),)}, True),
    ],
)
def test_a_changed_price_is_noticed(now: dict[str, object], is_old: bool) -> None:
    assert shows_old_price(replace(product("A", TIKTOK), **now), TIKTOK) is is_old


def test_what_is_told_is_kept_and_survives_an_edit(shop: Shop) -> None:
    stored = shop.catalogue.add(Product(name="เดรส", sku="DR-1", price=19900))
    shop.catalogue.add_posting("DR-1", TIKTOK, SHOPEE)
    posted = tell_posted(shop.catalogue, stored.id, SHOPEE, link="https://shopee.co.th/1").postings[1].posted
    assert posted is not None
    tell_posted(shop.catalogue, stored.id, SHOPEE, link="https://shopee.co.th/2")
    tell_count(shop.catalogue, stored.id, SHOPEE, Count(day="2026-11-03", views=7))
    tell_count(shop.catalogue, stored.id, SHOPEE, Count(day="2026-11-04", views=9))
    shop.catalogue.save(replace(stored, sku="DR-2", price=9900))
    forget_count(shop.catalogue, stored.id, SHOPEE, "2026-11-03")
    tiktok, shopee = shop.catalogue.product("DR-2").postings
    assert tiktok == TIKTOK
    assert (shopee.posted, shopee.link) == (posted, "https://shopee.co.th/2")
    assert shopee.counts == (Count(day="2026-11-04", views=9),)
    tell_not_posted(shop.catalogue, stored.id, SHOPEE)
    assert shop.catalogue.product("DR-2").postings[1].posted is None


def test_a_row_is_taken_out_and_put_back_where_it_stood(shop: Shop) -> None:
    shop.catalogue.add(product("A"))
    older = replace(TIKTOK, made="2026-10-01T03:00:00.000000+00:00")
    newer = replace(TIKTOK, made="2026-12-01T03:00:00.000000+00:00")
    stored = shop.catalogue.add_posting("A", TIKTOK, SHOPEE, older)
    counted = tell_count(shop.catalogue, stored.id, SHOPEE, Count(day="2026-11-05", sales=7))
    forgotten = forget_posting(shop.catalogue, stored.id, SHOPEE)
    assert forgotten is not None
    assert shop.catalogue.product("A").postings == (TIKTOK, older)
    assert forget_posting(shop.catalogue, stored.id, SHOPEE) is None
    shop.catalogue.add_posting("A", newer)
    for _again in range(2):
        assert put_back(shop.catalogue, forgotten).postings == (newer, *counted.postings)
    for one in (newer, TIKTOK, SHOPEE, older):
        assert forget_posting(shop.catalogue, stored.id, one) is not None
    assert shop.catalogue.product("A").postings == ()
    assert put_back(shop.catalogue, forgotten).postings == (counted.postings[1],)


def test_what_is_written_about_a_row_that_is_out_by_then_is_let_go(shop: Shop) -> None:
    shop.catalogue.add(product("A"))
    stored = shop.catalogue.add_posting("A", TIKTOK)
    forget_posting(shop.catalogue, stored.id, TIKTOK)
    tell_posted(shop.catalogue, stored.id, TIKTOK, link="https://www.tiktok.com/1")
    tell_count(shop.catalogue, stored.id, TIKTOK, Count(day="2026-11-05", sales=7))
    assert shop.catalogue.product("A").postings == ()


def test_who_reads_numbers_has_posted(shop: Shop) -> None:
    stored = shop.catalogue.add(Product(name="เดรส", sku="DR-1", price=19900))
    shop.catalogue.add_posting("DR-1", SHOPEE)
    assert tell_count(shop.catalogue, stored.id, SHOPEE, Count(day="2026-11-03", sales=1)).postings[0].posted
