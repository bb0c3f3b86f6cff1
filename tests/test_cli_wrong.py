"""Wrong things typed and wrong places named: one clear sentence, exit status 1, and the shop as it was."""

import hashlib
from pathlib import Path

import pytest

from tests.conftest import PhotoMaker
from vendor_app.cli.door import run
from vendor_app.errors import VendorError
from vendor_app.settings import log_file
from vendor_app.shop import Shop

ENDLESS = "a" * 300
BROKEN = "\udcff"
"""What a byte that is no UTF-8 becomes when it is typed."""


@pytest.fixture
def place(tmp_path: Path, make_photo: PhotoMaker) -> Path:
    """Return the folder of a shop with one product that can be made a clip of, closed."""
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง") as shop:
        from tests.bundle.conftest import DRESS

        shop.catalogue.add(DRESS)
        shop.add_photos(DRESS.sku, [make_photo()])
    return tmp_path / "ร้าน"


@pytest.fixture
def refused(place: Path, capsys: pytest.CaptureFixture[str]):
    """Return what runs vendor-cli on the shop, and holds it to one sentence, status 1 and a shop as it was."""

    def call(*arguments: object) -> str:
        before = _contents(place)
        capsys.readouterr()
        status = run(["--shop", str(place), *map(str, arguments)])
        out, err = capsys.readouterr()
        sentences = [line for line in err.splitlines() if "%" not in line]
        assert status == 1
        assert out == ""
        assert len(sentences) == 1
        assert "Traceback" not in err
        assert any("ก" <= letter <= "ฮ" for letter in sentences[0])
        assert _contents(place) == before
        assert not log_file().exists()
        return sentences[0]

    return call


def _contents(folder: Path) -> dict[str, str]:
    """Return every file of a shop with a hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".lock")
    }


def test_no_price(refused, place: Path, make_photo: PhotoMaker) -> None:
    run(["--shop", str(place), "product", "add", "--name", "หมวก", "--photo", str(make_photo("2.jpg", seed=2))])
    for command in (("clip", "make", "P-0001"), ("bundle", "make", "P-0001", "--platform", "tiktok")):
        assert "ราคา" in refused(*command)


def test_no_photos(refused, place: Path) -> None:
    run(["--shop", str(place), "product", "add", "--name", "หมวก", "--price", "99"])
    for command in (("clip", "make", "P-0001"), ("bundle", "make", "P-0001", "--platform", "tiktok")):
        assert "รูป" in refused(*command)


def _broken_jpeg(file: Path, whole: Path) -> None:
    file.write_bytes(whole.read_bytes()[:3000])


def _text(file: Path, _whole: Path) -> None:
    file.write_text("ไม่ใช่รูป", encoding="utf-8")


def _nothing(file: Path, _whole: Path) -> None:
    file.write_bytes(b"")


def _a_folder(file: Path, _whole: Path) -> None:
    file.mkdir()


def _not_there(_file: Path, _whole: Path) -> None:
    pass


@pytest.mark.parametrize("name", ["photo.jpg", "photo.heic"])
@pytest.mark.parametrize("make", [_broken_jpeg, _text, _nothing, _a_folder, _not_there])
def test_a_photo_that_is_none(refused, tmp_path: Path, make_photo: PhotoMaker, make, name: str) -> None:
    file = tmp_path / name
    make(file, make_photo("whole.jpg", seed=3))
    said = refused("product", "add", "--name", "หมวก", "--photo", file)
    assert "ยังไม่ได้เพิ่มสินค้า" in said
    assert name in said


@pytest.mark.parametrize("make", [_broken_jpeg, _text, _nothing, _a_folder, _not_there])
def test_a_photo_for_a_product_that_is_none(
    place: Path, tmp_path: Path, make_photo: PhotoMaker, capsys: pytest.CaptureFixture[str], make
) -> None:
    file = tmp_path / "photo.jpg"
    make(file, make_photo("whole.jpg", seed=3))
    before = _contents(place)
    assert run(["--shop", str(place), "photo", "add", "DR-0002", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line for line in err.splitlines() if str(file) in line]
    assert _contents(place) == before


def test_a_name_of_five_hundred_letters(refused) -> None:
    assert "500" in refused("product", "add", "--name", "ก" * 500)
    assert "500" in refused("product", "edit", "DR-0002", "--name", "ก" * 500)


def test_a_name_of_emoji_is_a_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--shop", str(place), "product", "add", "--name", "👗👩‍👩‍👧‍👦✨", "--price", "99"]) == 0
    assert run(["--shop", str(place), "product", "list"]) == 0
    assert "👗👩‍👩‍👧‍👦✨" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("product", "add", "--name", " "), "ชื่อ"),
        (("product", "add", "--name", "หมวก", "--sku", "รหัส ไทย"), "รหัส ไทย"),
        (("product", "add", "--name", "หมวก", "--sku", "DR-0002"), "DR-0002"),
        (("product", "add", "--name", "หมวก", "--price", "0"), "ราคา"),
        (("product", "add", "--name", "หมวก", "--price", "ถูก"), "“ถูก” ไม่ใช่ราคา"),
        (("product", "add", "--name", "หมวก", "--price", "-5"), "“-5” ไม่ใช่ราคา"),
        (("product", "edit", "DR-0002", "--price", "abc"), "“abc” ไม่ใช่ราคา"),
        (("product", "add", "--name", "หมวก", "--tier", "ส่ง:12"), "ส่ง:12"),
        (("product", "add", "--name", "หมวก", "--variant", "ขาว/M/L"), "ขาว/M/L"),
        (("product", "add", "--name", "หมวก", "--weight", "-1"), "น้ำหนัก “-1”"),
        (("product", "edit", "DR-0002", "--unit", "0"), "หน่วย"),
        (("clip", "make", "DR-0002", "--seconds", "นาน"), "ความยาวเป็นวินาที “นาน”"),
        (("clip", "make", "DR-0002", "--seconds", ""), "ความยาวเป็นวินาที"),
        (("product", "show", "NO-1"), "NO-1"),
        (("product", "edit", "NO-1", "--name", "ก"), "NO-1"),
        (("product", "delete", "DR-0002", "NO-1"), "NO-1"),
        (("product", "restore", "NO-1"), "NO-1"),
        (("product", "import", "nowhere.csv"), "nowhere.csv"),
        (("product", "export", "products.pdf"), "products.pdf"),
        (("product", "export", "nowhere/products.csv"), "nowhere"),
        (("photo", "add", "NO-1", "a.jpg"), "NO-1"),
        (("clip", "make", "NO-1"), "NO-1"),
        (("clip", "make", "DR-0002", "--template", "oscar"), "oscar"),
        (("clip", "make", "DR-0002", "--music", "oscar"), "oscar"),
        (("clip", "make", "DR-0002", "--voice", "oscar.wav"), "oscar.wav"),
        (("clip", "make", "DR-0002", "--seconds", "5"), "5"),
        (("clip", "make", "DR-0002", "--seconds", "59"), "59"),
        (("clip", "make", "DR-0002", "--out", "clip.avi"), "clip.avi"),
        (("clip", "make", "DR-0002", "--out", "nowhere/clip.mp4"), "nowhere"),
        (("bundle", "make", "NO-1", "--platform", "tiktok"), "NO-1"),
        (("bundle", "make", "DR-0002", "--platform", "myspace"), "myspace"),
        (("bundle", "check", "nowhere"), "nowhere"),
        (("clip", "make", "DR-0002", "--music", "../templates/new-arrival"), "new-arrival"),
        (("clip", "make", "DR-0002", "--music", ENDLESS), ENDLESS),
        (("clip", "make", "DR-0002", "--out", f"{ENDLESS}.mp4"), ENDLESS),
        (("bundle", "make", "DR-0002", "--platform", "tiktok", "--out", ENDLESS), ENDLESS),
        (("product", "export", f"{ENDLESS}.csv"), ENDLESS),
        (("product", "import", ENDLESS), ENDLESS),
        (("product", "show", BROKEN), "?"),
        (("product", "delete", BROKEN), "?"),
    ],
)
def test_what_is_not_there_is_named(
    refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused(*arguments)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".csv", ".avi", ".mp4")] == []


def test_a_shop_from_the_future(refused, place: Path) -> None:
    text = (place / "shop.toml").read_text(encoding="utf-8")
    (place / "shop.toml").write_text(text.replace("format = 1", "format = 99"), encoding="utf-8")
    for command in (("product", "list"), ("product", "add", "--name", "ก")):
        assert "รุ่นใหม่กว่า" in refused(*command)


def test_no_shop_where_one_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("product", "list"), ("clip", "make", "P-1"), ("product", "export", "a.csv")):
        assert run(["--shop", str(tmp_path / "nowhere"), *command]) == 1
        assert "ไม่พบร้าน" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_no_shop_is_made_for_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("x")
    for command in (("product", "add", "--name", "ก" * 500), ("product", "import", str(tmp_path / "a.csv"))):
        assert run(["--shop", str(tmp_path / "nowhere"), *command]) == 1
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_where_the_shop_should_be(tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str) -> None:
    (tmp_path / "file").write_text("x")
    for command in (("product", "add", "--name", "ก"), ("product", "list")):
        assert run(["--shop", str(tmp_path / "file" / inside), *command]) == 1
        err = capsys.readouterr().err
        assert len(err.splitlines()) == 1
        assert str(tmp_path / "file") in err


def test_a_folder_of_other_things_becomes_no_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "letter.txt").write_text("x")
    assert run(["--shop", str(tmp_path / "docs"), "product", "add", "--name", "ก"]) == 1
    assert "มีไฟล์อื่นอยู่แล้ว" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["letter.txt"]


def test_a_refusal_in_json_is_one_object_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert run(["--shop", str(place), "--json", "product", "show", "NO-1"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"error": err.strip()}


@pytest.mark.parametrize(
    "arguments", [("product", "show", BROKEN), ("product", "import", f"{BROKEN}.csv"), ("bundle", "check", BROKEN)]
)
def test_a_name_that_is_no_text_is_told_in_json_too(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    import json

    assert run(["--shop", str(place), "--json", *arguments]) == 1
    assert "?" in str(json.loads(capsys.readouterr().out))
    assert not log_file().exists()


@pytest.mark.parametrize("command", [("product", "add", "--name", "ก"), ("product", "list"), ("doctor",)])
def test_a_folder_with_an_endless_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert run(["--shop", str(tmp_path / ENDLESS), *command]) == 1
    assert ENDLESS in "".join(capsys.readouterr())
    assert not log_file().exists()


def test_a_folder_in_the_place_of_the_sheet(refused, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    assert "a.csv" in refused("product", "export", tmp_path / "a.csv")


def test_a_bug_goes_to_the_log_and_not_to_the_screen(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("vendor_app.cli.products.table", stumble)
    assert run(["--shop", str(place), "product", "list"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert str(log_file()) in err
    assert "ZeroDivisionError: a bug" in log_file().read_text(encoding="utf-8")
    run(["doctor"])  # closes the log of this test


def test_a_bug_with_no_place_for_a_log_is_told_all_the_same(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, user_folders: Path
) -> None:
    def stumble(*_arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    user_folders.mkdir(parents=True, exist_ok=True)
    (user_folders / "state").write_text("a file in the way")
    monkeypatch.setattr("vendor_app.cli.products.table", stumble)
    assert run(["--shop", str(place), "product", "list"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_full_disk_while_a_product_is_added_leaves_none(
    refused, monkeypatch: pytest.MonkeyPatch, make_photo: PhotoMaker
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise VendorError("เครื่องเต็มแล้ว")

    monkeypatch.setattr("vendor_app.photos.intake.take_in", full)
    assert "เต็ม" in refused("product", "add", "--name", "หมวก", "--photo", make_photo("2.jpg", seed=2))
