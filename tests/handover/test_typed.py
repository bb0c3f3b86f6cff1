"""What is typed into the history: links as apps share them, days of either calendar, numbers as apps shorten them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendor_app.errors import VendorError
from vendor_app.handover.typed import last_days, parse_day, parse_link, parse_number
from vendor_app.thai.dates import today


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("  \n", ""),
        ("https://www.tiktok.com/@pa.daeng/video/7345", "https://www.tiktok.com/@pa.daeng/video/7345"),
        ("http://vt.tiktok.com/ZSabc/", "https://vt.tiktok.com/ZSabc/"),
        ("www.facebook.com/reel/12?fbclid=Iw&mibextid=9", "https://www.facebook.com/reel/12"),
        ("shopee.co.th/product/1/2", "https://shopee.co.th/product/1/2"),
        ("ดูวิดีโอนี้ใน TikTok! https://vt.tiktok.com/ZS1/ น่ารักมาก", "https://vt.tiktok.com/ZS1/"),
        ("Link: HTTPS://WWW.YouTube.com/watch?v=aB_9&si=xx.", "https://www.youtube.com/watch?v=aB_9"),
        ("https://m.facebook.com/story.php?story_fbid=3&id=4", "https://m.facebook.com/story.php?story_fbid=3&id=4"),
        ("https://www.lazada.co.th/products/เดรส-i1.html", "https://www.lazada.co.th/products/%E0%B9%80%E0%B8%94%E0%B8%A3%E0%B8%AA-i1.html"),
        ("https://ร้านค้า.com/a", "https://xn--42c5b3a1dc8kd.com/a"),
    ],
)  # fmt: skip
def test_a_link_is_stored_bare(typed: str, stored: str) -> None:
    assert parse_link(typed) == stored
    assert parse_link(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "โพสต์แล้วจ้า", "javascript:alert(1)", "javascript:alert(1)//www.tiktok.com", "file:///etc/passwd", "https://",
        "https://localhost/x", "https://a:b@tiktok.com/", "https://tiktok.com:8443/", "http://192.168.1.5/", "https://a..b/",
        "https://tiktok.com/" + "x" * 600, "ftp://tiktok.com/1", "data:text/html,hi", "https://[::1]/", "12,500",
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused_in_words(typed: str) -> None:
    with pytest.raises(VendorError) as refused:
        parse_link(typed)
    assert refused.value.hint


@given(some.text(max_size=80))
def test_a_link_is_https_or_refused(typed: str) -> None:
    try:
        link = parse_link(typed)
    except VendorError:
        return
    assert link == "" or (link.startswith("https://") and link.isascii() and parse_link(link) == link)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2569-01-02", "2026-01-02"),
        ("2026-1-2", "2026-01-02"),
        ("๒/๑/๒๕๖๙", "2026-01-02"),
        (" 02.01.2569 ", "2026-01-02"),
        ("29/2/2567", "2024-02-29"),
    ],
)
def test_a_day_is_read_in_either_calendar(typed: str, day: str) -> None:
    assert parse_day(typed) == day


@pytest.mark.parametrize("typed", ["", "เมื่อวาน", "30/2/2569", "2569", "1/13/2569", "0000-01-01", "2/1/69"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(VendorError):
        parse_day(typed)


def test_tomorrow_has_no_numbers() -> None:
    assert parse_day(today().isoformat()) in (today().isoformat(), last_days(2)[1])
    with pytest.raises(VendorError):
        parse_day((today() + timedelta(days=2)).isoformat())
    newest, *others = last_days(7)
    assert (date.fromisoformat(newest) - date.fromisoformat(others[-1])).days == 6


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", None), ("0", 0), ("1,234", 1234), ("๑๒๓", 123), (" 1250 ", 1250), ("1.2K", 1200), ("12.34k", 12340),
        ("3.4 หมื่น", 34000), ("๑.๕ล้าน", 1_500_000), ("1.2345K", 1234), ("2M", 2_000_000), ("5 พัน", 5000),
    ],
)  # fmt: skip
def test_numbers_are_read_as_apps_show_them(typed: str, number: int | None) -> None:
    assert parse_number(typed) == number


@pytest.mark.parametrize("typed", ["-1", "1.5", "เยอะ", "1,23", "1e5", "9" * 30, "12 ชิ้น", "½", "²"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(VendorError):
        parse_number(typed)
