import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.errors import VendorError
from vendor_app.thai.money import MOST, find_baht, format_baht, parse_baht


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("199", 19900),
        ("199.-", 19900),
        ("199,-", 19900),
        ("199.–", 19900),
        ("199 บาท", 19900),
        ("199บาท", 19900),
        ("199.- บาท", 19900),
        ("199บ.", 19900),
        ("๑๙๙ บาท", 19900),
        ("๑,๒๓๔.๕๐", 123450),
        ("฿1,234.50", 123450),
        ("฿ 199", 19900),
        ("1234.5", 123450),
        ("1,234,567", 123456700),
        ("199 THB", 19900),
        ("199 baht", 19900),
        ("  199  ", 19900),
        ("199\u200b", 19900),
        ("\ufeff฿\u00a0199", 19900),
        ("0", 0),
        ("0.25", 25),
        ("9,999,999.99", MOST),
    ],
)
def test_every_way_a_vendor_writes_a_price(text: str, satang: int) -> None:
    assert parse_baht(text) == satang


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "บาท",
        "abc",
        "-5",
        "1,23",
        "12,34",
        "1.234",
        "1.2.3",
        "1e5",
        "nan",
        "٣",
        "199 200",
        "3 ตัว 100",
        ".",
        ".-",
    ],
)
def test_what_is_no_price_is_refused_with_what_to_type(text: str) -> None:
    assert find_baht(text) is None
    with pytest.raises(VendorError, match="ไม่ใช่ราคา") as refused:
        parse_baht(text)
    assert "199" in refused.value.hint


@pytest.mark.parametrize("text", ["10,000,000", "9" * 400, "9" * 5000])
def test_a_price_beyond_reason_is_refused(text: str) -> None:
    with pytest.raises(VendorError, match="สูงเกินไป"):
        parse_baht(text)


@pytest.mark.parametrize(
    ("satang", "text"),
    [
        (0, "฿0"),
        (19900, "฿199"),
        (123450, "฿1,234.50"),
        (123405, "฿1,234.05"),
        (100000000, "฿1,000,000"),
        (-500, "-฿5"),
    ],
)
def test_baht_are_written_with_arabic_digits(satang: int, text: str) -> None:
    assert format_baht(satang) == text


@given(st.integers(0, MOST))
def test_what_was_written_reads_back(satang: int) -> None:
    assert parse_baht(format_baht(satang)) == satang
