"""vendor-cli photo list and photo edit, as a script and as a person use them."""

from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import PhotoMaker
from tests.test_cli import Cli, Ended
from vendor_app.cli.door import run

DRESS = "DR-1"


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], make_photo: PhotoMaker) -> Cli:
    """Return vendor-cli, working on a shop with a dress that has two photos, 300 × 400 pixels."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run(["--shop", str(tmp_path / "ร้าน"), *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    photos = [make_photo(f"{name}.jpg", width=300, height=400, seed=at) for at, name in enumerate(("หน้า", "หลัง"))]
    added = call(
        "product", "add", "--sku", DRESS, "--name", "เดรส", *(part for one in photos for part in ("--photo", one))
    )
    assert added.status == 0
    return call


def photos_of(cli: Cli) -> list[dict[str, object]]:
    """Return the photos of the dress."""
    return list(cli("--json", "photo", "list", DRESS).json["photos"])


def test_photos_are_listed_with_what_was_done_to_them(cli: Cli) -> None:
    first, second = photos_of(cli)
    assert (first["number"], first["name"], first["width"], first["height"]) == (1, "หน้า.jpg", 300, 400)
    assert (first["recipe"], first["look"]) == ({}, first["id"])
    assert second["number"] == 2
    cli("photo", "edit", DRESS, "๒", "--light", "20", "--turn", "right", "--heal", "50,50,2")
    out = cli("photo", "list", DRESS).out
    assert "ยังไม่ได้แต่ง" in out
    assert "แสง +20, หมุน 90°, ลบ 1 จุด" in out
    assert "400×300" in out


def test_an_edit_keeps_what_is_not_typed(cli: Cli) -> None:
    cli("photo", "edit", DRESS, "1", "--light", "-30", "--sharpness", "50")
    ended = cli("--json", "photo", "edit", DRESS, str(photos_of(cli)[0]["id"])[:6], "--warmth", "10")
    (photo,) = ended.json["photos"]
    assert photo["recipe"] == {"light": -0.3, "warmth": 0.1, "sharpness": 0.5}
    assert photo["look"] != photo["id"]
    assert cli("--json", "photo", "edit", DRESS, "1", "--reset", "--contrast", "5").json["photos"][0]["recipe"] == {
        "contrast": 0.05
    }
    assert cli("--json", "photo", "edit", DRESS, "1", "--reset").json["photos"][0]["recipe"] == {}


@pytest.mark.parametrize(
    ("options", "size"),
    [
        (["--crop", "10,20,50,50"], (150, 200)),
        (["--crop", "1:1"], (300, 300)),
        (["--turn", "left", "--crop", "9:16"], (169, 300)),
        (["--turn", "over"], (300, 400)),
        (["--crop", "10,20,50,50", "--crop", ""], (300, 400)),
        (["--straighten", "5"], (269, 359)),
    ],
)
def test_the_size_told_is_that_of_the_picture(
    cli: Cli, tmp_path: Path, options: list[str], size: tuple[int, int]
) -> None:
    ended = cli("--json", "photo", "edit", DRESS, "1", *options, "--out", tmp_path / "ออก.jpg")
    (photo,) = ended.json["photos"]
    assert (photo["width"], photo["height"]) == size
    with Image.open(tmp_path / "ออก.jpg") as picture:
        assert picture.size == size
        assert not picture.getexif()
    assert ended.json["picture"] == str(tmp_path / "ออก.jpg")


def test_turning_takes_the_crop_along(cli: Cli) -> None:
    cli("photo", "edit", DRESS, "1", "--crop", "0,0,50,25")
    for _quarter in range(4):
        turned = cli("--json", "photo", "edit", DRESS, "1", "--turn", "right").json["photos"][0]["recipe"]
    assert {side: share for side, share in turned["crop"].items() if share} == {"width": 0.5, "height": 0.25}
    turned = cli("--json", "photo", "edit", DRESS, "1", "--turn", "right").json["photos"][0]["recipe"]
    assert turned["turns"] == 1
    assert {side: share for side, share in turned["crop"].items() if share} == {"x": 0.75, "width": 0.25, "height": 0.5}


def test_all_photos_are_made_good_by_themselves(cli: Cli) -> None:
    ended = cli("--json", "photo", "edit", DRESS, "all", "--auto", "--sharpness", "30")
    assert [photo["recipe"]["sharpness"] for photo in ended.json["photos"]] == [0.3, 0.3]
    assert photos_of(cli) == ended.json["photos"]


def test_spots_and_veils_add_up_and_go(cli: Cli) -> None:
    cli("photo", "edit", DRESS, "1", "--heal", "10,10,1", "--heal", "20,20,1", "--veil", "30,30,10,10")
    cli("photo", "edit", DRESS, "1", "--heal", "30,30,1")
    recipe = photos_of(cli)[0]["recipe"]
    assert isinstance(recipe, dict)
    assert (len(recipe["spots"]), len(recipe["veils"])) == (3, 1)
    cli("photo", "edit", DRESS, "1", "--heal", "")
    assert photos_of(cli)[0]["recipe"] == {"veils": recipe["veils"]}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["3"], "ไม่มีรูป “3”"),
        (["0"], "photo list"),
        (["fff"], "ไม่มีรูป"),
        (["1", "--light", "101"], "-100 ถึง 100"),
        (["1", "--sharpness", "-1"], "0 ถึง 100"),
        (["1", "--light", "สว่าง"], "สว่าง"),
        (["1", "--light", "nan"], "nan"),
        (["1", "--straighten", "20"], "-15 ถึง 15"),
        (["1", "--crop", "50,0,60,50"], "เลยขอบ"),
        (["1", "--crop", "0,0,0,0"], "เลยขอบ"),
        (["1", "--crop", "1:0"], "1:0"),
        (["1", "--veil", "1,2,3"], "4"),
        (["1", "--heal", "1,2,300"], "3"),
        (["1", "--out", "รูป.png"], ".jpg"),
        (["all", "--out", "รูป.jpg"], "ทีละรูป"),
        (["1", "--out", "/no/such/place\0/รูป.jpg"], ""),
        (["1", "--out", "/no/such/place/รูป.jpg"], "/no/such/place"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(cli: Cli, arguments: list[str], sentence: str) -> None:
    ended = cli("photo", "edit", DRESS, *arguments)
    assert ended.status == 1
    assert sentence in ended.err
    assert "Traceback" not in ended.err
    assert [photo["recipe"] for photo in photos_of(cli)] == [{}, {}]


def test_a_product_without_photos_says_so(cli: Cli) -> None:
    cli("product", "add", "--sku", "H-1", "--name", "หมวก")
    assert "ยังไม่มีรูป" in cli("photo", "list", "H-1").out
    assert cli("photo", "edit", "H-1", "all", "--auto").status == 1


def test_a_lost_original_is_a_sentence(cli: Cli, tmp_path: Path) -> None:
    for file in (tmp_path / "ร้าน" / "photos").rglob("*.jpg"):
        file.chmod(0o644)
        file.unlink()
    ended = cli("photo", "edit", DRESS, "1", "--auto")
    assert (ended.status, photos_of(cli)[0]["recipe"]) == (1, {})
    ended = cli("photo", "edit", DRESS, "1", "--light", "10", "--out", tmp_path / "x.jpg")
    assert ended.status == 1
    assert "หน้า.jpg" in ended.err
