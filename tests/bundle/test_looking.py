"""Codes, white backgrounds, twins and loudness are found in finished files, and nowhere else."""

import io
import json
from pathlib import Path

import av
import numpy as np
import pytest
import segno
from msgspec.structs import replace
from PIL import Image

from tests.conftest import cloth
from vendor_app.bundle import foreseen, looking
from vendor_app.bundle.foreseen import look_at_pictures, seen_pictures
from vendor_app.bundle.looking import is_same_picture, look_into_clip, look_into_pictures
from vendor_app.bundle.write import Material, write_folder
from vendor_app.making import Clip
from vendor_app.shop import Shop

ADDRESS = "https://line.me/ti/p/~bobae"


def code(side: int) -> Image.Image:
    """Return a QR code that leads to LINE."""
    drawn = io.BytesIO()
    segno.make(ADDRESS, micro=False).save(drawn, kind="png", scale=10, border=4)
    return Image.open(drawn).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)


def seen(picture: Image.Image, folder: Path, name: str = "01.jpg") -> looking.PictureSeen:
    """Return what is seen in a picture saved as JPEG."""
    picture.save(folder / name, quality=88)
    return look_into_pictures([folder / name])[0]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a clip of five seconds, key frames two seconds apart, with a code in its fourth second only."""
    ground, coded = cloth(540, 960), cloth(540, 960)
    coded.paste(code(200), (60, 500))
    with av.open(str(tmp_path / "film.mp4"), "w", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update({"location": "+13.7+100.5/", "title": "x"})
        stream = container.add_stream("libx264", 30, options={"g": "60", "bf": "0", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 540, 960, "yuv420p"
        for number in range(150):
            picture = coded if 90 <= number < 120 else ground
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(picture), "rgb24")))
        container.mux(stream.encode(None))
    return tmp_path / "film.mp4"


@pytest.mark.parametrize("side", [140, 300, 700])
def test_a_code_on_a_photo_is_read(tmp_path: Path, side: int) -> None:
    picture = cloth(1200, 1200)
    assert seen(picture, tmp_path).codes == ()
    picture.paste(code(side), (40, 1160 - side))
    assert seen(picture, tmp_path).codes == (ADDRESS,)


def test_a_code_that_is_shown_for_one_second_is_read(film: Path) -> None:
    assert look_into_clip(film).codes == (ADDRESS,)


def test_a_frame_is_looked_at_in_each_second(film: Path) -> None:
    with av.open(str(film)) as container:
        frames = [frame.time for frame in looking._frames(container, container.streams.video[0])]
    assert frames == pytest.approx([0, 1, 2, 3, 4])


def test_what_a_file_tells_of_itself_is_seen(film: Path) -> None:
    facts = look_into_clip(film)
    assert {"location", "title"} <= set(facts.metadata)
    assert (facts.loudness, facts.peak) == (None, None)


def test_our_own_clip_tells_nothing(clip: Clip) -> None:
    facts = look_into_clip(clip.path)
    assert (facts.codes, facts.metadata) == ((), ())


def test_a_clip_that_changed_is_looked_at_again(film: Path, clip: Clip) -> None:
    assert look_into_clip(film).codes
    film.write_bytes(clip.path.read_bytes())
    assert not look_into_clip(film).codes


@pytest.mark.parametrize(
    ("ground", "side", "white", "share"),
    [
        ("white", 900, True, 0.9),
        ("white", 300, True, 0.3),
        ("#fcfcfc", 900, True, 0.9),
        ("#d9d9d9", 900, False, 1.0),
    ],
)
def test_a_white_background_and_how_much_of_it_is_product(
    tmp_path: Path, ground: str, side: int, white: bool, share: float
) -> None:
    picture = Image.new("RGB", (1000, 1000), ground)
    picture.paste(Image.new("RGB", (side, side), "#204060"), ((1000 - side) // 2, (1000 - side) // 2))
    facts = seen(picture, tmp_path)
    assert facts.white is white
    assert facts.share == pytest.approx(share, abs=0.03)


def test_a_dress_may_reach_the_foot_of_the_picture(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1000, 1000), "white")
    picture.paste(Image.new("RGB", (300, 800), "#204060"), (350, 200))
    facts = seen(picture, tmp_path)
    assert facts.white
    assert facts.share == pytest.approx(0.8, abs=0.01)


def test_an_empty_picture_shows_nothing(tmp_path: Path) -> None:
    assert seen(Image.new("RGB", (600, 600), "white"), tmp_path).share == 0


def test_the_same_photo_saved_otherwise_is_the_same_picture(tmp_path: Path) -> None:
    first = seen(cloth(900, 900), tmp_path)
    cloth(900, 900).resize((1200, 1200)).save(tmp_path / "02.jpg", quality=60)
    again = look_into_pictures([tmp_path / "02.jpg"])[0]
    assert is_same_picture(first, again)
    other = Image.new("RGB", (900, 900), "white")
    other.paste(Image.new("RGB", (400, 600), "#204060"), (250, 200))
    assert not is_same_picture(first, seen(other, tmp_path, "03.jpg"))


def test_a_bundle_with_a_code_in_a_photo_fails_and_says_what_is_known(material: Material, tmp_path: Path) -> None:
    coded = cloth(1200, 1200)
    coded.paste(code(300), (60, 800))
    coded.save(tmp_path / "coded.jpg")
    known = {"still_pictures": (), "codes_in_pictures": ("https://another.example",)}
    with_code = replace(material, originals=(*material.originals, tmp_path / "coded.jpg"), known=known)
    found = {check.name: check for check in write_folder(tmp_path / "bundle", with_code)}
    assert (found["codes_in_pictures"].level, found["codes_in_pictures"].found) == ("fail", (ADDRESS,))
    told = {check["name"]: check for check in json.loads((tmp_path / "bundle" / "bundle.json").read_bytes())["checks"]}
    assert (told["still_pictures"]["level"], told["still_pictures"]["known"]) == ("pass", True)
    assert "known" not in told["voice"] | told["price_shown"]
    assert told["voice"]["field"] == "clip.voice"


def test_pictures_are_looked_at_before_there_is_a_bundle(stall: Shop, material: Material, tmp_path: Path) -> None:
    product = stall.catalogue.product("DR-0002")
    foreseen._KEPT.clear()
    assert seen_pictures(product) is None
    look_at_pictures(stall, product)
    write_folder(tmp_path / "b", material)
    made = look_into_pictures(sorted((tmp_path / "b" / "images").iterdir()))
    assert seen_pictures(product) == made
    twin = replace(product, sku="DR-9", photos=product.photos[:1])
    assert [one.name for one in seen_pictures(twin) or ()] == ["01_DR-9.jpg"], "looked at once"
