"""The making of a clip as a whole, at a size that is quick: what comes out, what is kept, what is left alone."""

import errno
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from tests.conftest import cloth
from vendor_app import clips, making, rendering
from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.making import Clip, finished_clip, make_clip
from vendor_app.planning import plan_clip
from vendor_app.progress import Cancelled, Progress
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import from_json
from vendor_app.storyboard.plan import PlanRefused
from vendor_app.storyboard.templates import template
from vendor_app.video.encode import EncoderFailed
from vendor_app.video.format import ClipFormat, Encoder
from vendor_app.video.probe import probe
from vendor_app.video.sound_file import read_sound

SMALL = ClipFormat(width=180, height=320)
STYLE = template("new-arrival")
SHIRT = Product(sku="SH-1", name="เสื้อเชิ้ตผ้าฝ้าย", price=19900, tiers=(PriceTier(label="ส่ง", min_quantity=6, price=9900),))

Encoded = list[tuple[str, int]]


def stocked(folder: Path, photos: Path) -> Shop:
    """Return a new shop with a shirt and two photos of it."""
    shop = Shop.create(folder, "ร้านป้าแดง โบ๊เบ๊")
    shop.catalogue.add(SHIRT)
    photos.mkdir(exist_ok=True)
    for number in range(2):
        cloth(450, 600, number).save(photos / f"{number}.jpg")
    shop.add_photos("SH-1", [photos])
    return shop


@pytest.fixture
def shirt(shop: Shop, tmp_path: Path) -> Product:
    """Return a product with two photos, in ``shop``."""
    shop.catalogue.add(SHIRT)
    for number in range(2):
        cloth(450, 600, number).save(tmp_path / f"{number}.jpg")
    shop.add_photos("SH-1", [tmp_path / "0.jpg", tmp_path / "1.jpg"])
    return shop.catalogue.product("SH-1")


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> Encoded:
    """Return a list that fills with the first frame and length of each stretch that is encoded."""
    found: Encoded = []
    real = rendering.render_stretch

    def render(stage: Any, stretch: Any, *rest: Any) -> Any:
        found.append((stretch.first, stretch.frames))
        return real(stage, stretch, *rest)

    monkeypatch.setattr(rendering, "render_stretch", render)
    return found


def small(shop: Shop, product: Product, **options: Any) -> Clip:
    """Make a small, short clip without music."""
    return make_clip(shop, product, STYLE, **{"seconds": 6, "music": None, "clip_format": SMALL, **options})


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, without the lock, and every folder."""
    found = (path for path in folder.rglob("*") if not path.name.startswith((".lock", "catalogue.sqlite-journal")))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in found}


def pictures(path: Path) -> bytes:
    """Return the fingerprints of the video packets of a file."""
    command = ["ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "framehash", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def voice_file(path: Path) -> Path:
    """Write a second of something that sounds like a voice."""
    at = np.arange(48_000) / 48_000
    buzz = sum(np.sin(2 * np.pi * 150 * harmonic * at) / harmonic for harmonic in range(1, 12))
    spoken = (buzz * (np.sin(2 * np.pi * 4 * at) > 0) * 6000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(spoken.tobytes())
    return path


def test_a_clip_comes_with_its_twin_and_its_plan(shop: Shop, shirt: Product) -> None:
    clip = small(shop, shirt)
    facts, twin = probe(clip.path), probe(clip.voice_only)
    assert (facts.frames, facts.width, facts.height) == (twin.frames, twin.width, twin.height) == (180, 180, 320)
    assert (facts.audio_seconds, twin.audio_seconds) == pytest.approx((6, 6), abs=0.001)
    assert pictures(clip.path) == pictures(clip.voice_only)
    assert from_json(clip.storyboard_path.read_bytes()) == clip.storyboard
    assert {file.parent for file in clip.files} == {shop.clips / "SH-1"}
    assert all(file.name.isascii() for file in clip.files)
    assert clip.render_seconds > 0


def test_the_shop_remembers_it(shop: Shop, shirt: Product) -> None:
    clip = small(shop, shirt)
    product = shop.catalogue.product("SH-1")
    (record,) = product.clips
    assert shop.folder / record.file == clip.path
    assert (record.template, record.frames, record.prices) == ("new-arrival", 180, (19900, 9900, -1))
    assert record.looks
    assert record.looks.items() <= {photo.id: photo.look for photo in product.photos}.items()
    assert finished_clip(shop, product, "new-arrival") == replace(clip, render_seconds=0.0)
    assert finished_clip(shop, product, "wholesale") is None


@pytest.mark.parametrize("number", range(3))
def test_a_clip_without_one_of_its_files_is_not_finished(shop: Shop, shirt: Product, number: int) -> None:
    small(shop, shirt).files[number].unlink()
    assert finished_clip(shop, shop.catalogue.product("SH-1"), "new-arrival") is None


@pytest.mark.parametrize("content", [b"", b"\xff", b'{"product": "\xff"}', b'{"x":' + b"[" * 100_000], ids=lambda _: "")
def test_a_clip_whose_plan_is_damaged_is_not_finished(shop: Shop, shirt: Product, content: bytes) -> None:
    clip = small(shop, shirt)
    clip.storyboard_path.write_bytes(content)
    assert finished_clip(shop, shop.catalogue.product("SH-1"), "new-arrival") is None


def test_made_again_it_is_the_same_and_nothing_is_encoded(shop: Shop, shirt: Product, encoded: Encoded) -> None:
    first = small(shop, shirt)
    assert sum(frames for _first, frames in encoded) == 180
    before = contents(shop.clips)
    encoded.clear()
    assert small(shop, shirt).files == first.files
    assert encoded == []
    assert contents(shop.clips) == before


def test_made_again_while_a_player_holds_its_files_it_stays_as_it_is(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace_on_windows(source: Path, target: Path) -> None:
        if target.exists():
            raise PermissionError(errno.EACCES, "held by a player", str(target))
        os.replace(source, target)

    made = small(shop, shirt)
    before = contents(shop.folder / "clips")
    monkeypatch.setattr(clips, "replace", replace_on_windows)
    assert small(shop, shop.catalogue.product("SH-1")).path == made.path
    assert contents(shop.folder / "clips") == before


def test_a_new_name_encodes_what_shows_it_and_takes_the_place_of_the_older_clip(
    shop: Shop, shirt: Product, encoded: Encoded
) -> None:
    old = small(shop, shirt)
    whole = len(encoded)
    encoded.clear()
    new = small(shop, shop.catalogue.save(replace(shirt, name="เสื้อฮาวาย")))
    assert 0 < len(encoded) < whole
    assert not any(file.exists() for file in old.files)
    assert sorted(shop.clips.rglob("*.*")) == sorted(new.files)
    assert len(shop.catalogue.product("SH-1").clips) == 1


def test_other_styles_and_other_products_keep_their_clips(shop: Shop, shirt: Product) -> None:
    other = make_clip(shop, shirt, template("wholesale"), seconds=6, music=None, clip_format=SMALL)
    plus = shop.catalogue.add(replace(shirt, id="", sku="SH-1-new-arrival"))
    others = small(shop, plus)
    small(shop, shirt)
    small(shop, shop.catalogue.save(replace(shirt, price=100)))
    assert all(file.exists() for file in (*other.files, *others.files))
    assert {record.template for record in shop.catalogue.product("SH-1").clips} == {"new-arrival", "wholesale"}


def test_a_clip_under_a_former_sku_goes_when_a_new_one_is_made(shop: Shop, shirt: Product) -> None:
    old = small(shop, shirt)
    new = small(shop, shop.catalogue.save(replace(shirt, sku="SH-2")))
    assert not any(file.exists() for file in old.files)
    assert new.path.parent == shop.clips / "SH-2"


def test_a_product_that_was_given_a_former_sku_leaves_the_clips_made_under_it(shop: Shop, shirt: Product) -> None:
    kept = small(shop, shirt)
    shop.catalogue.save(replace(shirt, sku="SH-2"))
    other = shop.catalogue.add(replace(SHIRT, name="กางเกง"))
    shop.catalogue.add_photos("SH-1", shirt.photos)
    made = small(shop, shop.catalogue.product(other.sku))
    assert made.path.parent == kept.path.parent
    assert finished_clip(shop, shop.catalogue.product("SH-2"), "new-arrival") == replace(kept, render_seconds=0.0)


def test_a_damaged_segment_is_made_again(shop: Shop, shirt: Product, encoded: Encoded) -> None:
    first = small(shop, shirt)
    before = contents(shop.clips)
    kept = sorted((cache_folder() / "render").glob("*.segment"))
    for file, change in ((kept[0], 1), (kept[1], 0)):
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if change else content[: len(content) // 2])
    encoded.clear()
    assert small(shop, shirt).files == first.files
    assert len(encoded) == 2
    assert contents(shop.clips) == before


def test_progress_goes_from_nothing_to_all_without_a_step_back(shop: Shop, shirt: Product) -> None:
    reports: list[float] = []
    small(shop, shirt, progress=Progress(lambda reached, _note: reports.append(reached)))
    assert reports == sorted(reports)
    assert reports[-1] == pytest.approx(1.0)
    assert len([reached for reached in reports if 0.1 < reached < 0.9]) >= 3


def stopping_at(share: float) -> Progress:
    """Return a Progress that is cancelled once ``share`` of the work is done."""
    reached = [0.0]
    return Progress(lambda done, _note: reached.append(done), lambda: reached[-1] >= share)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.97, 0.985])
def test_cancelled_anywhere_it_leaves_the_shop_as_it_was(shop: Shop, shirt: Product, share: float) -> None:
    before = contents(shop.folder)
    with pytest.raises(Cancelled):
        small(shop, shirt, progress=stopping_at(share))
    assert contents(shop.folder) == before


@pytest.mark.parametrize("share", [0.3, 0.985])
def test_cancelled_over_an_older_clip_it_leaves_that(shop: Shop, shirt: Product, share: float) -> None:
    small(shop, shirt)
    product = shop.catalogue.save(replace(shirt, price=100))
    before = contents(shop.folder)
    with pytest.raises(Cancelled):
        small(shop, product, progress=stopping_at(share))
    assert contents(shop.folder) == before


REFUSALS = [(errno.ENOSPC, "เต็ม"), (errno.EACCES, "บันทึกลงใน"), (errno.EIO, "ไดรฟ์")]


@pytest.mark.parametrize(("error", "sentence"), REFUSALS, ids=["full", "read-only", "broken"])
@pytest.mark.parametrize("step", ["join", "replace", "remember_clip"])
def test_a_disk_that_refuses_leaves_the_shop_as_it_was(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch, step: str, error: int, sentence: str
) -> None:
    small(shop, shirt)
    product = shop.catalogue.save(replace(shirt, price=100))
    before = contents(shop.folder)
    calls: list[int] = []
    places: dict[str, Any] = {"join": making, "replace": clips, "remember_clip": shop.catalogue}
    real: Callable[..., Any] = getattr(places[step], step)

    def refuse(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 2 or step == "remember_clip":
            raise OSError(error, os.strerror(error))
        return real(*given)

    monkeypatch.setattr(places[step], step, refuse)
    with pytest.raises(VendorError, match=sentence):
        small(shop, product)
    assert contents(shop.folder) == before


def test_too_little_room_is_said_before_the_work(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch, encoded: Encoded
) -> None:
    monkeypatch.setattr("vendor_app.files.free_space", lambda _folder: 100_000)
    before = contents(shop.folder)
    with pytest.raises(VendorError, match=r"ต้องใช้.* MB|MB"):
        small(shop, shirt)
    assert encoded == []
    assert contents(shop.folder) == before


@pytest.mark.parametrize(
    ("change", "sentence"), [({"price": None}, "ราคา"), ({"photos": ()}, "รูป")], ids=["no price", "no photos"]
)
def test_a_product_that_cannot_be_a_clip_is_refused(
    shop: Shop, shirt: Product, change: dict[str, Any], sentence: str
) -> None:
    product = shop.catalogue.save(replace(shirt, **change))
    before = contents(shop.folder)
    with pytest.raises(PlanRefused, match=sentence):
        small(shop, product)
    assert contents(shop.folder) == before


def test_a_photo_damaged_since_is_a_sentence(shop: Shop, shirt: Product) -> None:
    original = shop.photos.path(shirt.photos[0])
    original.chmod(0o600)
    original.write_bytes(original.read_bytes()[:500])
    before = contents(shop.folder)
    with pytest.raises(VendorError, match="เสีย"):
        small(shop, shirt)
    assert contents(shop.folder) == before


def test_a_photo_whose_file_is_lost_is_named(shop: Shop, shirt: Product) -> None:
    lost = shirt.photos[0]
    shop.photos.path(lost).unlink()
    with pytest.raises(VendorError, match=lost.name):
        small(shop, shirt)


def test_a_plan_with_a_photo_that_was_taken_away_is_refused(shop: Shop, shirt: Product) -> None:
    storyboard = plan_clip(shop, shirt, ClipEdit(template=STYLE.name, seconds=6))
    product = shop.catalogue.save(replace(shirt, photos=shirt.photos[1:]))
    with pytest.raises(VendorError, match="ถูกเอาออก"):
        small(shop, product, storyboard=storyboard)


def test_a_plan_is_made_as_it_is(shop: Shop, shirt: Product) -> None:
    storyboard = plan_clip(shop, shirt, ClipEdit(template="wholesale", seconds=7, music=None))
    clip = small(shop, shirt, storyboard=storyboard)
    assert clip.storyboard == storyboard
    assert probe(clip.path).frames == 210
    assert shop.catalogue.product("SH-1").clips[0].template == "wholesale"


def test_a_voice_is_in_both_and_music_only_in_one(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    clip = small(shop, shirt, voice=voice_file(tmp_path / "เสียง.wav"), music="default")
    with_music, alone = (read_sound(path, 6.0) for path in (clip.path, clip.voice_only))
    spoken, after = slice(0, 48_000), slice(120_000, 240_000)
    assert min(np.abs(sound[:, spoken]).max() for sound in (with_music, alone)) > 0.05
    assert np.abs(with_music[:, after]).max() > 0.05
    assert np.abs(alone[:, after]).max() < 0.001


def test_a_voice_that_is_no_sound_is_refused_and_leaves_nothing(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    (tmp_path / "voice.wav").write_text("no sound at all")
    before = contents(shop.folder)
    with pytest.raises(VendorError, match=r"voice\.wav"):
        small(shop, shirt, voice=tmp_path / "voice.wav")
    assert contents(shop.folder) == before


def test_out_puts_it_elsewhere_and_the_shop_is_as_it_was(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    before = contents(shop.folder)
    place = tmp_path / "ไปลง TikTok"
    place.mkdir()
    clip = small(shop, shirt, out=place / "เสื้อ.MP4")
    assert sorted(path.name for path in place.iterdir()) == ["เสื้อ-voice-only.mp4", "เสื้อ.MP4", "เสื้อ.json"]
    assert clip.path.read_bytes()
    assert contents(shop.folder) == before


def test_an_empty_folder_of_the_vendor_stays_when_the_clip_fails(
    shop: Shop, shirt: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()

    def fail(*_arguments: object) -> None:
        raise Cancelled

    monkeypatch.setattr(making, "join", fail)
    with pytest.raises(Cancelled):
        small(shop, shirt, out=tmp_path / "mine" / "a.mp4")
    assert list((tmp_path / "mine").iterdir()) == []
    with pytest.raises(Cancelled):
        small(shop, shirt)
    assert list(shop.clips.iterdir()) == []


def test_out_takes_the_place_of_an_older_clip_there(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    first = small(shop, shirt, out=tmp_path / "a.mp4")
    before = first.path.read_bytes()
    second = small(shop, shop.catalogue.save(replace(shirt, price=100)), out=tmp_path / "a.mp4")
    assert second.files == first.files
    assert second.path.read_bytes() != before
    assert pictures(second.path) == pictures(second.voice_only)
    assert not list(tmp_path.glob(f"{DRAFT}*"))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("clip", "ลงท้ายด้วย .mp4"),
        ("clip.avi", "ลงท้ายด้วย .mp4"),
        ("folder.mp4", "ตั้งชื่อ"),
        ("no/such/a.mp4", "ไม่มีโฟลเดอร์"),
        ("CON.mp4", "Windows"),
    ],
)
def test_out_that_is_no_place_for_a_clip(
    shop: Shop, shirt: Product, tmp_path: Path, encoded: Encoded, name: str, sentence: str
) -> None:
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(VendorError, match=sentence):
        small(shop, shirt, out=tmp_path / name)
    assert encoded == []
    assert not (tmp_path / "no").exists()


_MAKES_A_CLIP = """
import sys
from pathlib import Path
from tests.test_making import small
from vendor_app.shop import Shop
with Shop.open(Path(sys.argv[1])) as shop:
    small(shop, shop.catalogue.product("SH-1"), seconds=40)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_after_a_power_cut_it_goes_on_where_it_stopped(tmp_path: Path, encoded: Encoded) -> None:
    stocked(tmp_path / "shop", tmp_path / "photos").close()
    process = subprocess.Popen([sys.executable, "-c", _MAKES_A_CLIP, tmp_path / "shop"])
    try:
        cached = cache_folder() / "render"
        until = time.monotonic() + 60
        while len(list(cached.glob("*.segment"))) < 3 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = len(list(cached.glob("*.segment")))
    assert process.returncode == -signal.SIGKILL
    with Shop.open(tmp_path / "shop") as shop:
        assert shop.catalogue.product("SH-1").clips == ()
        assert list(shop.clips.rglob("*")) in ([], [shop.clips / "SH-1"])
        clip = small(shop, shop.catalogue.product("SH-1"), seconds=40)
        assert probe(clip.path).frames == 1200
    assert kept >= 3
    assert sum(frames for _first, frames in encoded) < 1200


def test_a_chip_that_fails_in_the_middle_is_replaced_by_libx264(
    shop: Shop, shirt: Product, encoded: Encoded, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {**SMALL.x264_options(), "bf": "2"}  # frames out of order: as if a driver had changed its mind
    chip = replace(SMALL, encoder=Encoder(codec="libx264", options=tuple(options.items())))
    monkeypatch.setattr(rendering, "chosen", lambda _format: chip)
    forgotten: list[bool] = []
    monkeypatch.setattr(rendering, "distrust", lambda: forgotten.append(True))
    clip = small(shop, shirt)
    assert forgotten == [True]
    assert probe(clip.path).frames == 180
    assert len(encoded) > 1


def test_a_chip_is_not_blamed_for_an_encoder_that_it_is_not(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = replace(SMALL, encoder=Encoder(codec="libx264", options=(("bf", "2"),)))
    forgotten: list[bool] = []
    monkeypatch.setattr(rendering, "distrust", lambda: forgotten.append(True))
    board = plan_clip(shop, shirt, ClipEdit(template="new-arrival", seconds=6, music=None))
    with pytest.raises(EncoderFailed):
        rendering.render(shop, board, clip_format=named)
    assert not forgotten
