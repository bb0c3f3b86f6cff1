"""Bundles for every platform at once: each has its parts, within its limits, and they are all there or none."""

import csv
import errno
import json
import subprocess
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.bundle.conftest import DRESS
from vendor_app.bundle import pictures, write
from vendor_app.bundle.measure import length
from vendor_app.bundle.model import Bundle
from vendor_app.bundle.platforms import Limit, Platform, platform, platforms
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundling import make_bundles
from vendor_app.errors import VendorError
from vendor_app.listing_video import fitting_kbps
from vendor_app.making import Clip
from vendor_app.phone.handover import handover_of
from vendor_app.shop import Shop

ALL = pytest.mark.parametrize("one", platforms(), ids=lambda one: one.name)
ALWAYS = {"README.txt", "bundle.json"}


@pytest.fixture(scope="session")
def made(stall: Shop, clip: Clip, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bundle]:
    """Return a bundle of the dress for every platform, made in one go."""
    folder = tmp_path_factory.mktemp("everywhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        product = stall.catalogue.product(DRESS.sku)
        bundles = make_bundles(stall, product, platforms(), clip=clip, out=folder / "out")
    return {bundle.platform: bundle for bundle in bundles}


def _files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def _expected(one: Platform) -> set[str]:
    parts = one.parts
    files = {
        "clip.mp4": parts.clip,
        "clip-voice-only.mp4": parts.clip,
        "cover.jpg": parts.cover,
        "caption.txt": parts.caption,
        "title.txt": parts.title,
        "description.txt": parts.description,
        "listing-video.mp4": parts.listing_video,
        "listing.xlsx": parts.sheet is not None,
        "images/01_DR-0002.jpg": parts.pictures,
        "images/02_DR-0002.jpg": parts.pictures,
    }
    return ALWAYS | {name for name, there in files.items() if there} | {f"{feed}.csv" for feed in parts.feeds}


def _probed(video: Path) -> dict[str, Any]:
    told = ("-show_entries", "stream=codec_type,codec_name,width,height,r_frame_rate,duration:format=duration,size")
    done = subprocess.run(["ffprobe", "-v", "error", *told, "-of", "json", video], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@ALL
def test_it_holds_exactly_its_parts_and_is_whole(made: dict[str, Bundle], one: Platform) -> None:
    bundle = made[one.name]
    posts = {name for name in _files(bundle.path) if name.startswith("photo-post/")}
    assert _files(bundle.path) - posts == _expected(one)
    assert bool(posts) == one.parts.post_pictures
    assert verify_bundle(bundle.path) == ()
    assert f"-{one.name}-" in bundle.path.name
    small = {"clip_format"}  # the clip of these tests
    assert {check.name for check in bundle.checks if check.level == "fail"} <= small


@ALL
def test_its_texts_are_within_its_limits(made: dict[str, Bundle], one: Platform) -> None:
    description = one.limits.description or one.limits.caption
    wanted = (("caption.txt", one.limits.caption), ("title.txt", one.limits.title), ("description.txt", description))
    for name, limit in wanted:
        file = made[one.name].path / name
        if file.exists():
            text = file.read_bytes().decode()
            assert text.strip()
            assert limit is None or length(text, limit.unit) <= (limit.most or 0), name
            assert "\r" not in text
            if name == "title.txt":
                assert "\n" not in text
                assert len(text) >= ((limit and limit.least) or 1)


@ALL
def test_its_pictures_are_within_its_limits(made: dict[str, Bundle], one: Platform) -> None:
    sizes = {"images": (1200, 1200), "photo-post": (1080, 1920)}
    for folder, size in sizes.items():
        for file in (made[one.name].path / folder).glob("*"):
            with Image.open(file) as picture:
                picture.load()
                assert (picture.format, picture.size, picture.mode) == ("JPEG", size, "RGB")
                assert not picture.getexif()
            _assert_within(one.limits.picture_bytes, file.stat().st_size)
            for side in size:
                _assert_within(one.limits.picture_sides, side)


def _assert_within(limit: Limit | None, value: float) -> None:
    assert limit is None or limit.admits(value)


@pytest.mark.parametrize("one", [one for one in platforms() if one.parts.listing_video], ids=lambda one: one.name)
def test_its_listing_video_is_taken(made: dict[str, Bundle], one: Platform) -> None:
    video = made[one.name].path / "listing-video.mp4"
    told = _probed(video)
    (picture,) = (stream for stream in told["streams"] if stream["codec_type"] == "video")
    (sound,) = (stream for stream in told["streams"] if stream["codec_type"] == "audio")
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("h264", 720, 1280)
    assert Fraction(picture["r_frame_rate"]) == 30
    assert sound["codec_name"] == "aac"
    assert 20 <= float(told["format"]["duration"]) <= 60
    _assert_within(one.limits.listing_video_seconds, float(told["format"]["duration"]))
    _assert_within(one.limits.listing_video_bytes, int(told["format"]["size"]))
    content = video.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert b"elst" not in content


@pytest.mark.parametrize("one", [one for one in platforms() if one.parts.feeds], ids=lambda one: one.name)
def test_its_feeds_are_strict_csv(made: dict[str, Bundle], one: Platform) -> None:
    for feed in one.parts.feeds:
        with (made[one.name].path / f"{feed}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file, strict=True)
        assert len(rows) >= len(DRESS.variants)
        assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("one", [one for one in platforms() if one.parts.sheet], ids=lambda one: one.name)
def test_its_sheet_has_a_row_for_each_variant_and_names_the_pictures(made: dict[str, Bundle], one: Platform) -> None:
    rows = list(load_workbook(made[one.name].path / "listing.xlsx").worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + len(DRESS.variants)
    for row in rows[1:]:
        assert {"01_DR-0002.jpg", "02_DR-0002.jpg"} <= set(row)


@ALL
def test_its_readme_tells_every_file_and_every_step(made: dict[str, Bundle], one: Platform) -> None:
    text = (made[one.name].path / "README.txt").read_text(encoding="utf-8-sig")
    for name in _expected(one) - {"README.txt"}:
        assert f"- {name.partition('/')[0]} " in text
    assert all(step in text for step in one.steps)
    assert ("จากคอมพิวเตอร์" if one.device == "computer" else "จากมือถือ") in text.splitlines()[3]


def test_shared_work_is_done_once(stall: Shop, clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    make = pictures.square_jpeg

    def counted(original: Path, **options: int) -> bytes:
        made.append(original)
        return make(original, **options)

    monkeypatch.setattr(pictures, "square_jpeg", counted)
    product = stall.catalogue.product(DRESS.sku)
    three = [platform(name) for name in ("tiktok", "facebook-reels", "website")]
    bundles = make_bundles(stall, product, three, clip=clip, out=tmp_path)
    assert len(made) == len(product.photos) == 2
    first, *others = ((bundle.path / "images" / "01_DR-0002.jpg").read_bytes() for bundle in bundles)
    assert others == [first, first]


@pytest.mark.parametrize("zipped", [False, True])
def test_when_the_last_fails_none_is_there(
    stall: Shop, clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    write_feed: Callable[..., int] = write.write_feed

    def refusing(*arguments: Any, **options: Any) -> int:
        if arguments[1] == "google":
            raise VendorError("No.", "Never.")
        return write_feed(*arguments, **options)

    monkeypatch.setattr(write, "write_feed", refusing)
    three = [platform(name) for name in ("tiktok", "facebook-reels", "website")]
    with pytest.raises(VendorError, match=r"No\."):
        make_bundles(stall, stall.catalogue.product(DRESS.sku), three, clip=clip, out=tmp_path, zipped=zipped)
    assert list(tmp_path.glob("*DR-0002*")) == []
    assert list(tmp_path.glob(".*draft*")) == []


@pytest.mark.parametrize(
    ("seconds", "most", "kbps"), [(20, 20_000_000, 3500), (60, 20_000_000, 2400), (60, 5_000_000, 480)]
)
def test_the_bits_are_fitted_to_the_limit(seconds: float, most: int, kbps: int) -> None:
    found = fitting_kbps(seconds, most)
    assert found == pytest.approx(kbps, rel=0.02)
    assert (found * 1000 + 160_000) * seconds / 8 < most


def test_no_part_of_tiktok_changed(made: dict[str, Bundle]) -> None:
    assert _files(made["tiktok"].path) == {
        "README.txt",
        "bundle.json",
        "caption.txt",
        "clip-voice-only.mp4",
        "clip.mp4",
        "cover.jpg",
        "images/01_DR-0002.jpg",
        "images/02_DR-0002.jpg",
    }


def test_on_the_phone_its_files_carry_the_code(made: dict[str, Bundle], clip: Clip) -> None:
    names = [gift.name for gift in handover_of(made["tiktok"].path, DRESS.name).gifts]
    shops_own = f"DR-0002-{clip.storyboard.template}"
    assert names[:3] == [f"{shops_own}.mp4", f"{shops_own}-voice-only.mp4", "DR-0002-cover.jpg"]


@pytest.mark.parametrize("writes", [(tempfile, "TemporaryDirectory"), (Path, "write_bytes")], ids=["folder", "square"])
def test_a_full_disk_under_the_cache_is_said_in_words_and_leaves_no_bundle(
    stall: Shop, clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: tuple[Any, str]
) -> None:
    def full(*_words: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(*writes, full)
    with pytest.raises(VendorError, match="เต็ม"):
        make_bundles(stall, stall.catalogue.product(DRESS.sku), [platform("shopee")], clip=clip, out=tmp_path / "out")
    assert not list(tmp_path.glob("out/*"))
