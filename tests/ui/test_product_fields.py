"""What a vendor types into the simple fields, and what stands there afterwards."""

import pytest

from ui.product_fields import BAHT, NUMBER
from vendor_app.errors import VendorError


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("199", 19900, "199"),
        ("๑๙๙ บาท", 19900, "199"),
        ("199.-", 19900, "199"),
        ("฿1,234.50", 123450, "1,234.50"),
        ("0", 0, "0"),
        ("", None, ""),
        ("   ", None, ""),
    ],
)
def test_a_price_is_read_as_vendors_write_it(typed: str, value: int | None, shown: str) -> None:
    assert BAHT.read(typed) == value
    assert BAHT.write(value) == shown


@pytest.mark.parametrize(
    ("typed", "value", "shown"), [("12", 12, "12"), ("๑๒", 12, "12"), ("1,200", 1200, "1,200"), ("", None, "")]
)
def test_a_number_is_read_with_thai_digits_too(typed: str, value: int | None, shown: str) -> None:
    assert NUMBER.read(typed) == value
    assert NUMBER.write(value) == shown


@pytest.mark.parametrize("typed", ["สิบสอง", "1.5", "-3", "1234567890", "²"])
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(VendorError, match="ไม่ใช่จำนวนเต็ม"):
        NUMBER.read(typed)
