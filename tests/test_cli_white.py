"""vendor-cli photo white."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.photos.scenes import scene, shaken
from tests.photos.test_doubt import _close_up
from tests.test_cli import Cli, Ended
from vendor_app.cli.door import run
from vendor_app.photos.masks import Masks
from vendor_app.shop import Shop


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return vendor-cli, working on a shop of this test."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run(["--shop", str(tmp_path / "ร้าน"), *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return call


def _file(folder: Path, name: str, pixels: np.ndarray) -> Path:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=95)
    (folder / name).write_bytes(buffer.getvalue())
    return folder / name


@pytest.fixture
def shirt(cli: Cli, tmp_path: Path) -> str:
    """Add a shirt with a photo on a wall, one on tiles and one of bare cloth; return its SKU."""
    photos = (
        _file(tmp_path, "ผนัง.jpg", scene().picture),
        _file(tmp_path, "กระเบื้อง.jpg", scene(ground="tiles").picture),
        _file(tmp_path, "ผ้า.jpg", np.full((300, 400, 3), 90, np.uint8)),
    )
    options = [word for photo in photos for word in ("--photo", photo)]
    return str(cli("--json", "product", "add", "--name", "เสื้อยืด", "--price", "199", *options).json["sku"])


def _recipes(tmp_path: Path, sku: str) -> list[object]:
    with Shop.open(tmp_path / "ร้าน") as shop:
        return [photo.recipe for photo in shop.catalogue.product(sku).photos]


def test_the_first_photo_gets_a_white_ground(cli: Cli, shirt: str, tmp_path: Path) -> None:
    ended = cli("--json", "photo", "white", shirt, "--shadow")
    assert ended.status == 0, ended.err
    (made,) = ended.json["white"]
    assert made["fills"] == pytest.approx(0.76, abs=0.08)
    first, *others = _recipes(tmp_path, shirt)
    assert (first.cutout.mask, first.cutout.shadow, first.cutout.stand) == (made["mask"], True, None)
    assert all(recipe.is_plain for recipe in others)
    assert Masks(tmp_path / "ร้าน" / "masks").read(made["mask"]).shape == (400, 300)
    assert "ของภาพ" in cli("photo", "white", shirt, "2").out
    assert cli("photo", "white", shirt, "1", "2", "--off").status == 0
    assert all(recipe.is_plain for recipe in _recipes(tmp_path, shirt))


def test_a_photo_that_shows_nothing_keeps_no_other_from_it(cli: Cli, shirt: str, tmp_path: Path) -> None:
    ended = cli("--json", "photo", "white", shirt, "3", "2")
    assert ended.status == 1
    assert [len(ended.json["white"]), len(ended.json["rejected"])] == [1, 1]
    assert "แยกสินค้าออกจากพื้นหลังไม่ได้" in ended.json["rejected"][0]["reason"]
    assert "ผ้า.jpg" in ended.err
    assert [recipe.is_plain for recipe in _recipes(tmp_path, shirt)] == [True, False, True]


def test_a_doubtful_outline_is_told_and_a_good_one_is_not(cli: Cli, shirt: str, tmp_path: Path) -> None:
    assert cli("photo", "add", shirt, _file(tmp_path, "ใกล้.jpg", _close_up())).status == 0
    ended = cli("--json", "photo", "white", shirt, "4", "1")
    assert ended.status == 0, ended.err
    assert [one["doubtful"] for one in ended.json["white"]] == [True, False]
    (said,) = [line for line in ended.err.splitlines() if "ดูให้ดี" in line]
    assert said.startswith("ใกล้.jpg: ")
    drawn = cli("--json", "photo", "white", shirt, "4", "--stroke", "keep:0.2:0.1,0.5 0.9,0.5")
    assert (drawn.json["white"][0]["doubtful"], "ดูให้ดี" in drawn.err) == (False, False)


def test_the_empty_place_is_remembered_and_used_where_it_is_of(cli: Cli, shirt: str, tmp_path: Path) -> None:
    stand = _file(tmp_path, "ว่าง.jpg", shaken(scene(ground="tiles").stand))
    given = cli("--json", "photo", "white", shirt, "2", "--stand", stand).json["white"][0]
    assert given["stand"] is not None
    again = cli("--json", "photo", "white", shirt, "2").json["white"][0]
    assert (again["stand"], again["mask"]) == (given["stand"], given["mask"])
    assert cli("--json", "photo", "white", shirt, "2", "--no-stand").json["white"][0]["stand"] is None
    noise = np.random.default_rng(1).integers(0, 255, (20, 15, 3), np.uint8)
    elsewhere = _file(tmp_path, "ที่อื่น.jpg", cv2.resize(noise, (300, 400), interpolation=cv2.INTER_NEAREST))
    refused = cli("photo", "white", shirt, "2", "--stand", elsewhere)
    assert (refused.status, "คนละที่" in refused.err) == (1, True)
    assert cli("--json", "photo", "white", shirt, "2").json["white"][0]["stand"] == given["stand"]


def test_lines_are_kept_with_the_recipe(cli: Cli, shirt: str, tmp_path: Path) -> None:
    lines = ("--stroke", "keep:0.02:0.1,0.9 0.3,0.92", "--stroke", "remove:0.01:0.45,0.5 0.55,0.5")
    made = cli("--json", "photo", "white", shirt, *lines, "--no-crop").json["white"][0]
    recipe = _recipes(tmp_path, shirt)[0]
    assert [line.keep for line in recipe.cutout.strokes] == [True, False]
    assert (recipe.crop.width, recipe.crop.height) == (1, 1)
    mask = Masks(tmp_path / "ร้าน" / "masks").read(made["mask"])
    assert (mask[364, 60], mask[200, 150]) == (255, 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("7",), "ไม่มีรูป “7”"),
        (("0",), "ไม่มีรูป “0”"),
        (("abcdef12",), "ไม่มีรูป"),
        (("--stroke", "keep"), "ไม่ใช่เส้น"),
        (("--stroke", "keep:9:0.1,0.1"), "ไม่ใช่เส้น"),
        (("--stroke", "keep:0.1:"), "ไม่ใช่เส้น"),
        (("--stroke", "cut:0.1:0.1,0.1"), "ไม่ใช่เส้น"),
        (("--stroke", "keep:0.1:0.1,nan"), "ไม่ใช่เส้น"),
        (("--stroke", "keep:0.1:0.1,0.2,0.3"), "ไม่ใช่เส้น"),
        (("--stand", "nowhere.jpg"), "ไม่พบไฟล์นี้"),
    ],
)
def test_what_cannot_be_done_is_said(cli: Cli, shirt: str, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ended = cli("photo", "white", shirt, *words)
    assert (ended.status, said in ended.err) == (1, True), ended.err
    assert "Traceback" not in ended.err
    assert all(recipe.is_plain for recipe in _recipes(tmp_path, shirt))


def test_a_product_without_photos_is_told_to_get_one(cli: Cli) -> None:
    sku = cli("--json", "product", "add", "--name", "หมวก", "--price", "99").json["sku"]
    ended = cli("photo", "white", sku)
    assert (ended.status, "ยังไม่มีรูป" in ended.err) == (1, True)
