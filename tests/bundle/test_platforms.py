"""Every platform's file can be read, says where its limits come from, and asks only what can be asked."""

import datetime

import msgspec
import pytest

from vendor_app import language
from vendor_app.bundle.checks import CHECKS
from vendor_app.bundle.platforms import Choice, Limit, Platform, platform, platforms
from vendor_app.errors import VendorError
from vendor_app.resources import resource
from vendor_app.thai.text import normalise

ALL = pytest.mark.parametrize("one", platforms(), ids=lambda one: one.name)


def test_the_platforms_there_are_in_the_order_they_are_shown() -> None:
    assert [one.name for one in platforms()] == [
        "tiktok",
        "tiktok-photo",
        "tiktok-shop",
        "shopee",
        "lazada",
        "facebook-reels",
        "instagram-reels",
        "youtube-shorts",
        "line",
        "website",
    ]


def test_what_nobody_knows_is_not_limited() -> None:
    assert platform("lazada").limits.title is None
    assert platform("line").limits.clip_seconds is None


def test_contacts_may_stand_where_buyers_are_the_vendors_own() -> None:
    assert {one.name for one in platforms() if one.contacts} == {"facebook-reels", "line"}


@ALL
def test_each_part_has_its_limits(one: Platform) -> None:
    assert one.parts.caption or one.parts.description
    assert one.parts.post_pictures == (one.limits.post_pictures is not None)
    assert one.parts.listing_video == (one.limits.listing_video_bytes is not None)
    assert one.parts.sheet in (None, one.name)
    assert "contacts" in one.checks or one.contacts


@ALL
def test_each_limit_has_a_source_and_a_date(one: Platform) -> None:
    limits = [getattr(one.limits, field) for field in one.limits.__struct_fields__]
    for limit in limits:
        if limit is not None:
            assert limit.source
            assert datetime.date(2026, 1, 1) <= limit.date
        if isinstance(limit, Limit):
            assert (limit.least or 0) <= (limit.most or limit.least or 0)
        elif isinstance(limit, Choice):
            assert limit.values


@ALL
def test_it_asks_only_what_can_be_asked(one: Platform) -> None:
    assert set(one.checks) <= set(CHECKS)


@ALL
def test_its_thai_is_typed_in_order(one: Platform) -> None:
    assert one.steps
    for text in (*one.steps, *one.notes):
        assert normalise(text) == text


def test_a_name_may_be_typed_in_capitals() -> None:
    assert platform(" TikTok").name == "tiktok"


def test_an_unknown_platform_is_refused_with_those_there_are() -> None:
    with pytest.raises(VendorError) as problem:
        platform("myspace")
    assert "myspace" in problem.value.message
    assert "tiktok" in problem.value.hint


def test_a_misspelt_key_is_an_error() -> None:
    content = resource("platforms", "tiktok.toml").read_bytes()
    with pytest.raises(msgspec.ValidationError, match="captoin"):
        msgspec.toml.decode(content.replace(b"[limits.caption]", b"[limits.captoin]"), type=Platform)


@pytest.mark.parametrize(("value", "admitted"), [(22.9, False), (23, True), (60, True), (60.1, False)])
def test_a_limit_includes_its_ends(value: float, admitted: bool) -> None:
    limit = Limit(least=23, most=60, unit="fps", source="a page", date=datetime.date(2026, 11, 22))
    assert limit.admits(value) is admitted


@ALL
def test_what_is_called_in_thai_has_a_name_in_english(one: Platform) -> None:
    assert one.shown_title == one.title
    language.use("en")
    assert one.shown_title.isascii()
    assert (one.shown_title == one.title) == one.title.isascii()
