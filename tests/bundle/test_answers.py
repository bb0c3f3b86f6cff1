"""What the vendor knows about is not asked again, until something else is found."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle.answers import ask_again, know, known_checks
from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import Platform
from vendor_app.errors import VendorError
from vendor_app.shop import Shop

ID = "0123abcd"


def ask(shop: Shop, platform: Platform, name: str, **changes: object) -> CheckResult:
    """Return the answer to one check about the dress, after what the vendor said before."""
    product = replace(DRESS, id=ID, **changes)
    subject = Subject(
        product=product, platform=platform, caption=caption(product, platform), known=known_checks(shop, ID)
    )
    return next(result for result in run_checks(subject) if result.name == name)


def test_what_is_known_passes_and_says_so(shop: Shop, tiktok: Platform) -> None:
    before = ask(shop, tiktok, "shipping_said", shipping=None)
    assert (before.level, before.field) == ("warn", "shipping")
    know(shop, ID, before)
    after = ask(shop, tiktok, "shipping_said", shipping=None)
    assert (after.level, after.known, after.message) == ("pass", True, before.message)
    ask_again(shop, ID, "shipping_said")
    ask_again(shop, ID, "shipping_said")
    assert ask(shop, tiktok, "shipping_said", shipping=None) == before


def test_something_else_is_asked_about(shop: Shop, tiktok: Platform) -> None:
    told = {"description": "แบบเดียวกับ Nike"}
    know(shop, ID, ask(shop, tiktok, "brands", **told))
    assert ask(shop, tiktok, "brands", **told).level == "pass"
    both = ask(shop, tiktok, "brands", description="แบบเดียวกับ Nike และ Gucci")
    assert (both.level, both.known is True, both.found) == ("warn", False, ("Nike", "Gucci"))
    know(shop, ID, both)
    assert ask(shop, tiktok, "brands", description="แบบ Gucci").level == "pass"


def test_a_check_that_passes_says_nothing_of_it(shop: Shop, tiktok: Platform) -> None:
    know(shop, ID, ask(shop, tiktok, "shipping_said", shipping=None))
    assert ask(shop, tiktok, "shipping_said").known is not True


def test_other_products_are_asked_about(shop: Shop, tiktok: Platform) -> None:
    know(shop, ID, ask(shop, tiktok, "shipping_said", shipping=None))
    assert known_checks(shop, "another") == {}


def test_a_damaged_file_holds_no_answers_and_takes_new_ones(shop: Shop, tiktok: Platform) -> None:
    asked = ask(shop, tiktok, "shipping_said", shipping=None)
    know(shop, ID, asked)
    (shop.folder / "answers" / f"{ID}.json").write_bytes(b"{")
    assert known_checks(shop, ID) == {}
    know(shop, ID, asked)
    assert known_checks(shop, ID) == {"shipping_said": ()}


def test_a_disk_that_refuses_is_told(shop: Shop, tiktok: Platform) -> None:
    folder = Path(shop.folder / "answers")
    folder.rmdir()
    folder.write_text("in the way")
    with pytest.raises(VendorError):
        know(shop, ID, ask(shop, tiktok, "shipping_said", shipping=None))
