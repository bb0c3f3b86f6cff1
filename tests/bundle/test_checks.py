"""Every question before posting: what it says when all is well, and when it is not."""

from typing import Any, get_args

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app import language
from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks import CHECKS, run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.pictures import PictureFacts
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product, Variant
from vendor_app.language import Language
from vendor_app.making import Clip
from vendor_app.storyboard.model import SAFE, Lettering, Shot, TextLine
from vendor_app.video.probe import VideoFacts, probe

PICTURE = PictureFacts(name="01_DR-0002.jpg", format="JPEG", width=1200, height=1200, size=200_000, metadata=())
COVER = replace(PICTURE, name="cover.jpg", width=1080, height=1920)


@pytest.fixture
def subject(tiktok: Platform, clip: Clip) -> Subject:
    """Return everything about a bundle in which all is well, but for the movement."""
    return Subject(
        product=DRESS,
        platform=tiktok,
        caption=caption(DRESS, tiktok),
        shop_name="ร้านป้าแดง",
        storyboard=clip.storyboard,
        clip=probe(clip.path),
        voice_only=probe(clip.voice_only),
        cover=COVER,
        pictures=(PICTURE,),
    )


def ask(subject: Subject, name: str) -> CheckResult:
    """Return the answer to one question."""
    return next(result for result in run_checks(subject) if result.name == name)


def selling(subject: Subject, **changes: Any) -> Subject:
    """Return the subject with another product, and the caption that goes with it."""
    product = replace(subject.product, **changes)
    return replace(subject, product=product, caption=caption(product, subject.platform))


def showing(subject: Subject, **changes: Any) -> Subject:
    """Return the subject with other facts about its clip."""
    assert subject.clip is not None
    return replace(subject, clip=replace(subject.clip, **changes))


def test_every_question_of_a_platform_is_answered_in_order(subject: Subject) -> None:
    results = run_checks(subject)
    assert [result.name for result in results] == [name for name in CHECKS if name in subject.platform.checks]
    assert {result.name for result in results if result.level != "pass"} == {"still_pictures"}
    assert all(result.message for result in results)


def test_a_question_the_platform_does_not_name_is_not_asked(subject: Subject) -> None:
    quiet = replace(subject, platform=replace(subject.platform, checks={"stock": "fail"}))
    assert [result.name for result in run_checks(quiet)] == ["stock"]


def test_before_there_is_a_clip_only_the_texts_are_asked_about(tiktok: Platform) -> None:
    before = Subject(product=DRESS, platform=tiktok, caption=caption(DRESS, tiktok))
    assert {result.name for result in run_checks(before)} == {
        "name_given", "tiers_below_retail", "price_shown", "price_digits", "price_not_hidden",
        "shipping_said", "contacts", "words_left_out",
        "caption_length", "caption_whole", "hashtags", "stock",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "level", "changes", "said"),
    [
        ("name_given", "warn", {"name": "สินค้าใหม่"}, "“สินค้าใหม่”"),
        ("tiers_below_retail", "warn", {"price": 23900}, "ราคาส่งแพงกว่าราคาปลีก: ส่ง"),
        ("price_shown", "fail", {"price": None}, "แคปชันยังไม่มีราคา"),
        ("price_digits", "fail", {"name": "เดรส ๑๙๙ บาท"}, "๑๙๙ บาท"),
        ("price_not_hidden", "fail", {"name": "เดรส ทักแชทถามราคา"}, "ถามราคา"),
        ("price_of_clip", "fail", {"price": 36000}, "ราคาเปลี่ยน"),
        ("price_of_clip", "fail", {"shipping": None}, "ราคาเปลี่ยน"),
        ("shipping_said", "warn", {"shipping": None}, "ค่าส่ง"),
        ("contacts", "fail", {"name": "เดรส โทร 081-234-5678"}, "081-234-5678"),
        ("words_left_out", "warn", {"description": "แอดไลน์ @bobae"}, "@bobae"),
        ("words_left_out", "warn", {"description": "ราคาส่งสอบถาม"}, "ราคาส่งสอบถาม"),
        ("caption_whole", "warn", {"description": "ผ้านุ่ม " * 900}, "ถูกตัด"),
        (
            "hashtags",
            "warn",
            {"name": "!!! เดรส", "category": "", "facts": DRESS.facts.__class__(), "tiers": ()},
            "แฮชแท็ก",
        ),
        ("stock", "warn", {"variants": (Variant(color="ขาว"),)}, "เหลือ 0"),
    ],
)
def test_what_is_wrong_with_a_product_is_said_with_what_to_do(
    subject: Subject, name: str, level: str, changes: dict[str, Any], said: str
) -> None:
    result = ask(selling(subject, **changes), name)
    assert (result.level, bool(result.hint)) == (level, True)
    assert said in result.message


@pytest.mark.parametrize("tongue", get_args(Language))
def test_what_nobody_named_yet_is_told_in_every_language(subject: Subject, tongue: Language) -> None:
    language.use(tongue)
    product, shop = language._("New product"), language._("My shop")
    for reader in get_args(Language):
        language.use(reader)
        for name, result in (
            (product, ask(selling(subject, name=product), "name_given")),
            (shop, ask(replace(subject, shop_name=shop), "shop_named")),
        ):
            assert (result.level, name in result.message, bool(result.hint)) == ("warn", True, True)


def test_a_tier_at_the_retail_price_is_not_dearer(subject: Subject) -> None:
    assert ask(selling(subject, price=24000), "tiers_below_retail").level == "pass"
    for changes in ({"price": None}, {"tiers": ()}):
        assert "tiers_below_retail" not in {result.name for result in run_checks(selling(subject, **changes))}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("เดรส 👗✨ ใหม่ ✨", "👗 ✨"),
        ("ครอบครัว 👨‍👩‍👧 👍🏽", "👨‍👩‍👧 👍🏽"),
        ("连衣裙", "连 衣 裙"),
        ("❤️" + "👗", "❤️ 👗"),
    ],
)
def test_what_only_some_computers_can_draw_is_told(subject: Subject, text: str, said: str) -> None:
    assert subject.storyboard is not None
    lettering = Lettering(role="name", lines=(TextLine(text=text, size=60),), box=SAFE)
    storyboard = replace(subject.storyboard, shots=(Shot(frames=30, letterings=(lettering,)),))
    result = ask(replace(subject, storyboard=storyboard), "letters_drawn")
    assert (result.level, bool(result.hint)) == ("warn", True)
    assert result.message.endswith(f": {said}")


def test_a_shop_named_with_its_telephone_number(subject: Subject) -> None:
    result = ask(replace(subject, shop_name="ร้านป้าแดง 0812345678"), "contacts")
    assert (result.level, "0812345678" in result.message) == ("fail", True)


def test_a_product_without_colours_and_sizes_has_no_stock_to_ask_for(subject: Subject) -> None:
    assert "stock" not in {result.name for result in run_checks(selling(subject, variants=()))}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("clip_format", {"codec": "mpeg4"}),
        ("clip_format", {"fps": 15.0}),
        ("clip_format", {"width": 300, "height": 500}),
        ("clip_format", {"width": 1920, "height": 1080}),
        ("clip_format", {"constant": False}),
        ("clip_size", {"size": 4_000_000_001}),
        ("clip_length", {"seconds": 2.0}),
        ("clip_length", {"seconds": 601.0}),
        ("clip_plays_at_once", {"moov_first": False}),
        ("clip_plays_at_once", {"edit_lists": True}),
        ("clip_sound", {"audio_codec": ""}),
        ("clip_sound", {"audio_seconds": 3.0}),
    ],
)
def test_what_is_wrong_with_a_clip_fails(subject: Subject, name: str, changes: dict[str, Any]) -> None:
    result = ask(showing(subject, **changes), name)
    assert (result.level, bool(result.hint or name == "clip_plays_at_once")) == ("fail", True)


def test_the_voice_only_twin_is_asked_about_too(subject: Subject) -> None:
    assert isinstance(subject.voice_only, VideoFacts)
    silent = replace(subject, voice_only=replace(subject.voice_only, audio_codec=""))
    assert ask(silent, "clip_sound").level == "fail"


def test_a_clip_with_something_else_than_photos_moves(subject: Subject) -> None:
    assert subject.storyboard is not None
    card = replace(subject.storyboard, shots=(*subject.storyboard.shots, Shot(frames=30)))
    assert ask(replace(subject, storyboard=card), "still_pictures").level == "pass"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("cover", {"cover": replace(COVER, width=1200)}),
        ("pictures", {"pictures": ()}),
        ("pictures", {"pictures": (PICTURE,) * 36}),
        ("pictures", {"pictures": (PICTURE, replace(PICTURE, height=1199))}),
        ("pictures", {"pictures": (replace(PICTURE, size=20_000_001),)}),
        ("picture_metadata", {"pictures": (replace(PICTURE, metadata=("exif",)),)}),
        ("picture_metadata", {"cover": replace(COVER, metadata=("xmp",))}),
    ],
)
def test_what_is_wrong_with_pictures_fails(subject: Subject, name: str, changes: dict[str, Any]) -> None:
    result = ask(replace(subject, **changes), name)
    assert (result.level, bool(result.hint)) == ("fail", True)


def test_a_caption_that_is_too_long_for_the_platform_fails(subject: Subject) -> None:
    tight = replace(subject.platform.limits, caption=replace(subject.platform.limits.caption, most=10))
    result = ask(replace(subject, platform=replace(subject.platform, limits=tight)), "caption_length")
    assert result.level == "fail"


def test_the_price_is_shown_with_every_tier(subject: Subject) -> None:
    result = ask(subject, "price_shown")
    assert result.hint == "฿350 / ตัว · ส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)"


def test_a_product_may_have_no_unit(tiktok: Platform) -> None:
    loose = Product(name="ผ้า", unit="", price=5000)
    assert ask(Subject(product=loose, platform=tiktok, caption=caption(loose, tiktok)), "price_shown").hint == "฿50"
