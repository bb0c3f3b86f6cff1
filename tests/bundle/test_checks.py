"""Every question before posting: what it says when all is well, and when it is not."""

import datetime
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app import language, machine
from vendor_app.bundle.caption import Caption, caption
from vendor_app.bundle.checks import CHECKS, run_checks
from vendor_app.bundle.checks.fields import FIELDS
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.looking import ClipSeen, PictureSeen
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.pictures import PictureFacts
from vendor_app.bundle.platforms import Limit, Platform, platform, platforms
from vendor_app.catalogue.records import Facts, Product, Review, Variant
from vendor_app.language import Language
from vendor_app.making import Clip
from vendor_app.storyboard.model import SAFE, Box, Lettering, Plate, Shot, Take, TextLine, VoiceTake
from vendor_app.video.format import ClipFormat
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
        title=DRESS.name,
        description=listing_text(DRESS),
        seen=ClipSeen(loudness=-14.2, peak=-2.1),
        pictures_seen=(PictureSeen(name=PICTURE.name, white=True, share=0.8, print=bytes(144)),),
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


def few_bits(subject: Subject) -> set[str]:
    """Return the check that the small clip of the tests cannot pass, when it has too few bits."""
    assert subject.clip is not None
    return {"clip_bit_rate"} if subject.clip.bit_rate < 516_000 else set()


def test_every_question_of_a_platform_is_answered_in_order(subject: Subject) -> None:
    results = run_checks(subject)
    asked = [name for name in CHECKS if name in subject.platform.checks]
    assert [result.name for result in results] == [one for one in asked if one not in ("music_rights", "people_agreed")]
    assert {result.name for result in results if result.level != "pass"} == {
        "still_pictures",
        "voice",
        *few_bits(subject),
    }
    assert all(result.message for result in results)


def test_a_question_the_platform_does_not_name_is_not_asked(subject: Subject) -> None:
    quiet = replace(subject, platform=replace(subject.platform, checks={"stock": "fail"}))
    assert [result.name for result in run_checks(quiet)] == ["stock"]


def test_before_there_is_a_clip_only_the_texts_are_asked_about(tiktok: Platform) -> None:
    before = Subject(product=DRESS, platform=tiktok, caption=caption(DRESS, tiktok))
    assert {result.name for result in run_checks(before)} == {
        "name_given", "tiers_below_retail", "price_shown", "price_digits", "price_not_hidden",
        "shipping_said", "contacts", "words_left_out",
        "caption_length", "caption_whole", "hashtags", "stock", "forbidden_goods", "imitations", "brands", "claims",
        "other_platforms", "shouting", "in_thai", "details_said",
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


@pytest.mark.parametrize(
    ("name", "count", "level"),
    [
        ("shopee", 50, "pass"),
        ("shopee", 51, "warn"),
        ("tiktok-shop", 51, "pass"),
        ("tiktok-shop", 101, "warn"),
        ("lazada", 101, None),
        ("shopee", 0, None),
    ],
)
def test_colours_and_sizes_that_a_platform_takes_in_one_product(
    subject: Subject, name: str, count: int, level: str | None
) -> None:
    product = replace(subject.product, variants=tuple(Variant(color=f"สี {one}", stock=1) for one in range(count)))
    asked = run_checks(replace(subject, product=product, platform=platform(name)))
    found = [one for one in asked if one.name == "variants"]
    assert [one.level for one in found] == ([] if level is None else [level])
    if level == "warn":
        assert f"{count} แบบ" in found[0].message
        assert "แยก" in found[0].hint
        assert found[0].field == "stock"


def test_shopee_counts_every_size_in_every_colour(subject: Subject) -> None:
    cells = [Variant(color=f"สี {one}", size=f"{one % 8}", stock=1) for one in range(10)]
    asked = run_checks(
        replace(subject, product=replace(subject.product, variants=tuple(cells)), platform=platform("shopee"))
    )
    (found,) = (one for one in asked if one.name == "variants")
    assert found.level == "warn"
    assert "10 สี × 8 ไซส์ รวม 80 แบบ" in found.message


@pytest.mark.parametrize(("name", "length", "level"), [("shopee", 20, "pass"), ("shopee", 21, "warn")])
@pytest.mark.parametrize("field", ["color", "size"])
def test_colours_and_sizes_as_long_as_the_platform_takes(
    subject: Subject, name: str, length: int, level: str, field: str
) -> None:
    option = "ก" * length
    product = replace(subject.product, variants=(Variant(color="ขาว", size="M"), Variant(**{field: option})))
    asked = run_checks(replace(subject, product=product, platform=platform(name)))
    (found,) = (one for one in asked if one.name == "variants")
    assert found.level == level
    if level == "warn":
        assert option in found.message
        assert found.found == (option,)


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


@pytest.mark.parametrize("where", [one for one in platforms() if "clip_format" in one.checks], ids=lambda one: one.name)
@pytest.mark.parametrize("size", [machine.LARGE, machine.SMALL], ids=lambda size: str(size.width))
def test_every_platform_takes_the_sizes_that_clips_have(subject: Subject, where: Platform, size: ClipFormat) -> None:
    assert subject.clip is not None
    clip = replace(subject.clip, width=size.width, height=size.height)
    assert ask(replace(subject, platform=where, clip=clip, voice_only=clip), "clip_format").level == "pass"


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


def test_a_cover_has_no_more_bytes_than_the_platform_takes(subject: Subject) -> None:
    reels = replace(subject, platform=platform("instagram-reels"), cover=replace(COVER, size=8_000_001))
    assert (ask(reels, "cover").level, "8.0 MB" in ask(reels, "cover").message) == ("fail", True)
    assert ask(replace(reels, platform=subject.platform), "cover").level == "pass"


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


def everything(subject: Subject) -> Subject:
    """Return the subject for a platform that asks all there is to ask."""
    told = {"source": "a test", "date": datetime.date(2026, 11, 22)}
    limits = replace(
        subject.platform.limits,
        description=Limit(least=50, most=3_000, unit="characters", **told),
        picture_share=Limit(least=60, unit="%", **told),
    )
    return replace(subject, platform=replace(subject.platform, checks=dict.fromkeys(CHECKS, "warn"), limits=limits))


def planned(subject: Subject, **changes: Any) -> dict[str, Any]:
    """Return a change of the subject: another plan of its clip."""
    return {"storyboard": replace(subject.storyboard, **changes)}


def test_there_are_thirty_questions_and_more() -> None:
    assert len(CHECKS) >= 30
    assert set(FIELDS) - set(CHECKS) <= {"title_length"}


WHITE = PictureSeen(name="01_DR-0002.jpg", white=True, share=0.8, print=bytes(144))


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("codes_in_clip", {"seen": ClipSeen(codes=("https://line.me/x",))}, "QR"),
        ("loudness", {"seen": ClipSeen(loudness=-17.0, peak=-4.0)}, "เบาไป: -17.0 LUFS"),
        ("loudness", {"seen": ClipSeen(loudness=-12.9, peak=-4.0)}, "ดังไป"),
        ("loudness", {"seen": ClipSeen(loudness=-14.0, peak=-0.4)}, "แตก"),
        ("clip_metadata", {"seen": ClipSeen(metadata=("location",))}, "location"),
        ("codes_in_pictures", {"pictures_seen": (WHITE, replace(WHITE, name="cover.jpg", codes=("x",)))}, "cover.jpg"),
        ("picture_duplicates", {"pictures_seen": (WHITE, replace(WHITE, name="02.jpg"))}, "02.jpg"),
        ("picture_background", {"pictures_seen": (replace(WHITE, white=False),)}, "ขาว"),
        ("picture_share", {"pictures_seen": (replace(WHITE, share=0.31),)}, "31%"),
        ("title_words", {"title": "เดรสลดราคา 50%"}, "ลดราคา"),
        ("title_words", {"title": "เดรส ร้านป้าแดง"}, "ร้านป้าแดง"),
        ("description_length", {"description": "สั้น"}, "4 จาก 3,000"),
        ("brands", {"title": "เสื้อ Nike"}, "Nike"),
        ("claims", {"description": "รักษาโรคได้"}, "รักษาโรค"),
    ],
)
def test_what_is_seen_heard_and_written_is_judged(
    subject: Subject, name: str, changes: dict[str, Any], said: str
) -> None:
    assert ask(everything(subject), name).level == "pass"
    result = ask(everything(replace(subject, **changes)), name)
    assert (result.level, bool(result.hint)) == ("warn", True)
    assert said in result.message


def test_pictures_that_are_all_alike_are_named_once_and_not_all(subject: Subject) -> None:
    other = replace(WHITE, print=bytes(255 - level for level in WHITE.print))
    burst = tuple(replace(WHITE, name=f"{number:02}.jpg") for number in range(1, 21))
    pair = (replace(other, name="21.jpg"), replace(other, name="22.jpg"))
    result = ask(everything(replace(subject, pictures_seen=burst + pair)), "picture_duplicates")
    assert result.message == "รูปซ้ำกัน: 01.jpg = 02.jpg = 03.jpg …, 21.jpg = 22.jpg"


def test_a_picture_that_is_not_white_is_not_asked_how_full_it_is(subject: Subject) -> None:
    grey = everything(replace(subject, pictures_seen=(replace(WHITE, white=False),)))
    assert "picture_share" not in {result.name for result in run_checks(grey)}


@pytest.mark.parametrize(
    ("name", "share", "level"),
    [
        ("tiktok-shop", 0.59, "warn"),
        ("tiktok-shop", 0.6, "pass"),
        ("lazada", 0.79, "warn"),
        ("lazada", 0.8, "pass"),
        ("shopee", 0.1, None),
    ],
)
def test_how_full_the_first_picture_is_wanted_is_each_platforms_own(
    subject: Subject, name: str, share: float, level: str | None
) -> None:
    there = replace(subject, platform=platform(name), pictures_seen=(replace(WHITE, share=share),))
    levels = {result.name: result.level for result in run_checks(there)}
    assert levels.get("picture_share") == level


@pytest.mark.parametrize(
    ("name", "bits", "level"),
    [
        ("tiktok", 515_000, "warn"),
        ("tiktok", 26_000_000, "warn"),
        ("tiktok-shop", 515_000, "warn"),
        ("tiktok-shop", 26_000_000, "pass"),
        ("instagram-reels", 26_000_000, "warn"),
        ("instagram-reels", 515_000, "pass"),
        ("youtube-shorts", 26_000_000, None),
    ],
)
def test_bits_per_second_are_asked_about_where_something_is_known(
    subject: Subject, name: str, bits: int, level: str | None
) -> None:
    assert subject.clip is not None
    clip = replace(subject.clip, size=round(bits * subject.clip.seconds / 8))
    levels = {result.name: result.level for result in run_checks(replace(subject, platform=platform(name), clip=clip))}
    assert levels.get("clip_bit_rate") == level


def test_where_contacts_are_allowed_a_code_is(subject: Subject) -> None:
    coded = replace(subject, seen=ClipSeen(codes=("x",)), pictures_seen=(replace(WHITE, codes=("x",)),))
    free = everything(replace(coded, platform=replace(subject.platform, contacts=True)))
    assert not {"codes_in_clip", "codes_in_pictures"} & {result.name for result in run_checks(free)}


def test_a_clip_needs_bits_but_not_too_many(subject: Subject) -> None:
    for size, level in ((300_000, "warn"), (6_000_000, "pass"), (30_000_000, "warn")):
        assert ask(showing(subject, size=size, seconds=6.0), "clip_bit_rate").level == level


def test_a_text_under_the_apps_buttons_or_too_faint_is_told(subject: Subject) -> None:
    low = Lettering(role="name", lines=(TextLine(text="ต่ำไป", size=60),), box=Box(120, 1300, 660, 200))
    plate = Plate(colour="#ffffff")
    faint = Lettering(role="name", lines=(TextLine(text="จางไป", size=60, colour="#ffe08a"),), box=SAFE, plate=plate)
    changes = planned(subject, shots=(Shot(frames=30, letterings=(low, faint)),))
    for name, text in (("text_in_safe_box", "ต่ำไป"), ("contrast", "จางไป")):
        assert ask(subject, name).level == "pass"
        result = ask(replace(subject, **changes), name)
        assert (result.level, result.found) == ("warn", (text,))


def test_a_voice_is_one_that_was_recorded_or_filmed(subject: Subject) -> None:
    assert ask(subject, "voice").level == "warn"
    spoken = planned(subject, voices=(VoiceTake(file="a.wav"),))
    filmed = planned(subject, shots=(Shot(frames=30, take=Take(footage="f" * 64)),))
    for changes in (spoken, filmed):
        assert ask(replace(subject, **changes), "voice").level == "pass"
    silent = planned(subject, shots=(Shot(frames=30, take=Take(footage="f" * 64, sound=False)),))
    assert ask(replace(subject, **silent), "voice").level == "warn"


@pytest.mark.parametrize(
    ("music", "allowed", "level"),
    [("own:a.mp3", False, "fail"), ("own:a.mp3", True, "pass"), ("morning-market", False, "pass")],
)
def test_own_music_needs_the_vendors_word(subject: Subject, music: str, allowed: bool, level: str) -> None:
    result = ask(replace(subject, **planned(subject, music=music), music_allowed=allowed), "music_rights")
    assert result.level == level


def test_who_is_seen_must_have_agreed(subject: Subject) -> None:
    assert subject.storyboard is not None
    assert ask(replace(subject, **planned(subject, template="worn")), "people_agreed").level == "warn"
    photo = next(shot.photo for shot in subject.storyboard.shots if shot.photo)
    praised = replace(subject.product, reviews=(Review(text="ดีมาก", photo=photo),))
    assert ask(replace(subject, product=praised), "people_agreed").level == "warn"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("in_thai", {"name": "Dress", "description": "cotton"}),
        ("details_said", {"facts": Facts(), "variants": (), "description": ""}),
    ],
)
def test_what_the_law_wants_said_is_missed(subject: Subject, name: str, changes: dict[str, Any]) -> None:
    result = ask(selling(subject, **changes), name)
    assert (result.level, bool(result.hint)) == ("warn", True)


def test_a_text_that_is_too_short_is_not_called_too_long(subject: Subject) -> None:
    shopee = platform("shopee")
    assert shopee.limits.caption.least
    short = replace(subject, platform=shopee, caption=Caption(text="ผ้านุ่ม", hashtags=(), shortened=False))
    result = ask(short, "caption_length")
    assert (result.level, "สั้นไป" in result.message, bool(result.hint)) == ("fail", True, True)
