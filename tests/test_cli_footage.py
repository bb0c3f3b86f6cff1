"""vendor-cli footage, and reviews on the command line."""

from pathlib import Path

import pytest

from tests.conftest import PhotoMaker
from tests.test_cli import Cli, Ended
from tests.video.films import H264, film
from vendor_app.cli.door import run


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return vendor-cli, working on a shop of this test."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run(["--shop", str(tmp_path / "ร้าน"), *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return call


@pytest.fixture
def dress(cli: Cli) -> str:
    """Add a dress and return its SKU."""
    return str(cli("--json", "product", "add", "--name", "เดรสแขนตุ๊กตา", "--price", "350").json["sku"])


@pytest.fixture(scope="module")
def film_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a short film."""
    return film(tmp_path_factory.mktemp("film") / "เดินโชว์.mp4", H264, size="120x160", seconds=1)


def test_footage_is_added_listed_and_taken_away(cli: Cli, dress: str, film_file: Path, tmp_path: Path) -> None:
    (tmp_path / "เสีย.mp4").write_bytes(film_file.read_bytes()[:5000])
    ended = cli("--json", "footage", "add", dress, film_file, tmp_path / "เสีย.mp4")
    assert ended.status == 1
    ((added,), (rejected,)) = ended.json["added"], ended.json["rejected"]
    assert (added["path"], len(added["id"])) == (str(film_file), 64)
    assert rejected["path"].endswith("เสีย.mp4")
    assert "ขาด" in rejected["reason"]
    assert "เสีย.mp4" in ended.err
    listed = cli("footage", "list", dress)
    assert (listed.status, "เดินโชว์.mp4" in listed.out, "120×160" in listed.out, "1.0" in listed.out) == (
        0,
        True,
        True,
        True,
    )
    (piece,) = cli("--json", "footage", "list", dress).json["footage"]
    assert (piece["id"], piece["frames"]) == (added["id"], 30)
    assert "วิดีโอ: 1" in cli("product", "show", dress).out
    assert cli("footage", "remove", dress, "ffffffffff").status == 1
    assert cli("--json", "footage", "remove", dress, added["id"][:8]).json == {"removed": [added["id"]]}
    assert "ยังไม่มีวิดีโอ" in cli("footage", "list", dress).out


def test_what_is_in_the_wrong_place_is_told_where_it_belongs(
    cli: Cli,
    dress: str,
    film_file: Path,
    make_photo: PhotoMaker,
) -> None:
    ended = cli("photo", "add", dress, film_file)
    assert ended.status == 1
    assert "footage add" in ended.err
    ended = cli("footage", "add", dress, make_photo())
    assert ended.status == 1
    assert "รูปของสินค้า" in ended.err


def test_footage_of_nobody_is_a_sentence(cli: Cli, dress: str, film_file: Path) -> None:
    ended = cli("footage", "add", "X-9", film_file)
    assert (ended.status, "X-9" in ended.err, "Traceback" in ended.err) == (1, True, False)


def test_reviews_are_typed_shown_and_emptied(cli: Cli, dress: str) -> None:
    reviews = ("--review", "ผ้านุ่มมาก|คุณแนน อุดร", "--review", "ส่งไว")
    assert cli("product", "edit", dress, *reviews).status == 0
    assert "รีวิว: “ผ้านุ่มมาก” คุณแนน อุดร; “ส่งไว”" in cli("product", "show", dress).out
    assert [one["sku"] for one in cli("--json", "product", "list", "--search", "แนน").json["products"]] == [dress]
    wrong = cli("product", "edit", dress, "--review", "|คุณแนน")
    assert (wrong.status, "ไม่ใช่รีวิว" in wrong.err) == (1, True)
    cli("product", "edit", dress, "--review", "")
    assert cli("--json", "product", "show", dress).json["product"]["reviews"] == []
