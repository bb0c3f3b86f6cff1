"""Words put on a picture are found where marks stand, and cloth, however patterned, is not taken for words."""

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFont, ImageOps

from tests.conftest import cloth
from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks.seen import picture_lettering
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.lettering import Grey, has_lettering
from vendor_app.bundle.looking import PictureSeen
from vendor_app.bundle.pictures import PictureFacts
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product
from vendor_app.resources import resource

SIDE = 1200


def picture(seed: int = 3) -> Image.Image:
    return cloth(SIDE, SIDE, seed)


def written(words: str, place: tuple[int, int], size: int, fill: str, ground: Image.Image | None = None) -> Grey:
    """Return a picture with words on it."""
    image = (ground or picture()).copy()
    font = ImageFont.truetype(str(resource("fonts", "Kanit-SemiBold.ttf")), size)
    ImageDraw.Draw(image).text(place, words, font=font, fill=fill)
    return grey(image)


def grey(image: Image.Image) -> Grey:
    return np.asarray(ImageOps.grayscale(image), np.uint8)


@pytest.mark.parametrize(
    ("words", "place", "size"),
    [
        ("SHOT ON MY PHONE", (60, 1120), 30),
        ("ร้านป้าแดง โบ๊เบ๊", (500, 40), 44),
        ("PA DAENG SHOP", (300, 1060), 80),
        ("089-123-4567", (640, 30), 26),
    ],
)
@pytest.mark.parametrize("fill", ["white", "black"])
def test_a_row_of_letters_at_the_rim_is_found(words: str, place: tuple[int, int], size: int, fill: str) -> None:
    ground = Image.new("RGB", (SIDE, SIDE), (120, 130, 110))
    assert has_lettering(written(words, place, size, fill, ground))
    assert has_lettering(grey(Image.fromarray(written(words, place, size, fill, ground)).resize((900, 900))))


def test_what_is_printed_on_the_product_is_no_concern() -> None:
    assert not has_lettering(written("NEW YORK CITY", (300, 520), 80, "white"))
    slanted = Image.fromarray(written("NEW YORK CITY", (300, 1090), 60, "white")).rotate(4)
    assert not has_lettering(grey(slanted))
    assert not has_lettering(written("SALE", (60, 1090), 60, "white"))  # too short to be sure


def pattern(step: int, shape: str) -> Grey:
    """Return cloth printed all over with small shapes in rows, one like the other."""
    image = Image.new("RGB", (SIDE, SIDE), (40, 50, 110))
    draw = ImageDraw.Draw(image)
    random = np.random.default_rng(step)
    for y in range(10, SIDE, step):
        for x in range(10, SIDE, step):
            wide, high = step * 0.5 + random.integers(0, 4), step * 0.6
            box = (x, y, x + wide, y + high)
            (draw.ellipse if shape == "dots" else draw.rectangle)(box, fill=(230, 225, 210))
    return grey(image)


@pytest.mark.parametrize("step", [16, 24, 36, 60])
@pytest.mark.parametrize("shape", ["dots", "checks"])
def test_a_pattern_is_no_writing(step: int, shape: str) -> None:
    assert not has_lettering(pattern(step, shape))


@pytest.mark.parametrize("seed", range(6))
def test_cloth_and_noise_are_no_writing(seed: int) -> None:
    assert not has_lettering(grey(picture(seed)))
    noise = np.random.default_rng(seed).integers(0, 256, (SIDE, SIDE), np.uint8)
    assert not has_lettering(noise)
    assert not has_lettering(np.full((40, 60), seed, np.uint8))


def test_pictures_of_a_photo_post_may_carry_words(tiktok: Platform) -> None:
    fact = PictureFacts(name="01.jpg", format="JPEG", width=SIDE, height=SIDE, size=1, metadata=())
    plain, lettered = PictureSeen(name="01.jpg"), PictureSeen(name="02.jpg", lettered=True)
    dress = Product(name="เดรส")
    subject = Subject(product=dress, platform=tiktok, caption=caption(dress, tiktok))
    seen = replace(subject, pictures=(fact,), pictures_seen=(plain, lettered))
    answer = picture_lettering(seen)
    assert answer is not None
    assert answer.good
    answer = picture_lettering(replace(seen, pictures=(fact, fact)))
    assert answer is not None
    assert (answer.good, answer.found) == (False, ("02.jpg",))
    before = picture_lettering(replace(seen, pictures=None))  # there is no bundle yet, and only these are looked at
    assert before is not None
    assert not before.good
    assert picture_lettering(replace(seen, pictures_seen=None)) is None
