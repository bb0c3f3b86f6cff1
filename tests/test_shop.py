"""A shop: made whole, locked, refused when it is not ours to open, moved by copying."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
import tomli_w

from tests.conftest import PhotoMaker
from vendor_app import places
from vendor_app import shop as module
from vendor_app.catalogue.catalogue import ProductNotFound
from vendor_app.catalogue.database import CatalogueDamaged, CatalogueFromFuture
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.places import file_system, on_network, sync_warning, synced_by
from vendor_app.progress import Cancelled, Progress
from vendor_app.shop import Shop, ShopFromFuture, ShopInUse, is_shop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a shop with one product, closed."""
    with Shop.create(tmp_path / "ร้าน", "ป้าแดง") as shop:
        shop.catalogue.add(Product(name="เสื้อ", sku="A"))
    return tmp_path / "ร้าน"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_new_shop_has_its_folders_and_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "ตลาด โบ๊เบ๊" / "ร้าน 50%"
    with Shop.create(folder, "  ร้านนํ้า  👗 ") as shop:
        assert (shop.name, shop.notes, shop.catalogue.products()) == ("ร้านน้ำ 👗", (), ())
        assert len(shop.id) == 32
    names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".lock")}
    assert names == {*module._FOLDERS, "catalogue.sqlite", "shop.toml"}
    assert is_shop(folder)
    assert not is_shop(tmp_path)


def test_a_shop_opens_as_it_was_left(folder: Path) -> None:
    with Shop.open(folder) as shop:
        shop.rename("ร้านใหม่")
        number = shop.id
    with Shop.open(folder) as shop:
        assert (shop.name, shop.id) == ("ร้านใหม่", number)
        assert [product.sku for product in shop.catalogue.products()] == ["A"]


def test_copying_the_folder_moves_the_shop(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "ที่ใหม่")
    with Shop.open(folder) as here, Shop.open(tmp_path / "ที่ใหม่") as there:
        assert here.catalogue.products() == there.catalogue.products()
        assert here.id == there.id


def test_a_relative_folder_is_the_same_wherever_one_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    with Shop.open(Path(folder.name)) as shop:
        monkeypatch.chdir("/")
        assert shop.folder == folder
        shop.rename("ก")


@pytest.mark.parametrize(("name", "says"), [("", "ยังไม่ได้ใส่ชื่อร้าน"), (" \u200b", "ยังไม่ได้ใส่ชื่อร้าน"), ("ก" * 101, "101")])
def test_a_shop_needs_a_name_of_reasonable_length(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(VendorError, match=says):
        Shop.create(tmp_path / "ร้าน", name)
    assert not (tmp_path / "ร้าน").exists()


def test_a_shop_is_not_made_over_another(folder: Path) -> None:
    before = _files(folder)
    with pytest.raises(VendorError, match="มีร้านอยู่"):
        Shop.create(folder, "ใหม่")
    assert _files(folder) == before


def test_a_shop_is_not_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "งาน.docx").touch()
    with pytest.raises(VendorError, match="มีไฟล์อื่น"):
        Shop.create(tmp_path, "ใหม่")
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "home"] == ["งาน.docx"]


def test_a_creation_that_was_cut_short_can_be_done_again(folder: Path) -> None:
    (folder / "shop.toml").unlink()
    with Shop.create(folder, "อีกครั้ง") as shop:
        assert [product.sku for product in shop.catalogue.products()] == ["A"]


@pytest.mark.parametrize("there", [False, True])
def test_a_creation_that_fails_leaves_no_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    folder = tmp_path / "ร้าน"
    if there:
        folder.mkdir()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_file", full)
        with pytest.raises(OSError, match="No space"):
            Shop.create(folder, "ใหม่")
    assert folder.exists() == there
    assert not is_shop(folder)
    with Shop.create(folder, "ใหม่") as shop:
        assert shop.name == "ใหม่"


@pytest.mark.parametrize("below", ["x", "x/y"])
def test_a_file_in_the_way_is_a_sentence(tmp_path: Path, below: str) -> None:
    (tmp_path / "ไฟล์").write_text("x")
    with pytest.raises(VendorError, match="สร้างโฟลเดอร์"):
        Shop.create(tmp_path / "ไฟล์" / below, "ใหม่")
    with pytest.raises(VendorError):
        Shop.create(tmp_path / "ไฟล์", "ใหม่")
    assert (tmp_path / "ไฟล์").read_text() == "x"


@pytest.mark.parametrize("where", ["nowhere", "a-file", "empty"])
def test_a_folder_without_a_shop_is_a_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(VendorError, match="ไม่พบร้าน"):
        Shop.open(tmp_path / where)
    assert not any((tmp_path / "empty").iterdir())


@pytest.mark.parametrize("content", [b"", b"\xff", b"[", b"format = 'one'", b"format = 1", b"name = 'x'"])
def test_a_damaged_shop_file_is_refused_untouched(folder: Path, content: bytes) -> None:
    (folder / "shop.toml").write_bytes(content)
    before = _files(folder)
    with pytest.raises(VendorError, match=r"shop\.toml เสียหาย"):
        Shop.open(folder)
    assert _files(folder) == before


def test_a_shop_from_the_future_is_refused_untouched(folder: Path) -> None:
    (folder / "shop.toml").write_text(tomli_w.dumps({"format": 2, "title": {"th": "ร้าน"}}), encoding="utf-8")
    before = _files(folder)
    with pytest.raises(ShopFromFuture, match="รุ่นใหม่กว่า"):
        Shop.open(folder)
    assert _files(folder) == before


@pytest.mark.parametrize(
    ("sql", "error"),
    [("UPDATE alembic_version SET version_num = '9999'", CatalogueFromFuture), (None, CatalogueDamaged)],
)
def test_a_catalogue_that_cannot_be_opened_leaves_the_shop_free(folder: Path, sql: str | None, error: type) -> None:
    path = folder / "catalogue.sqlite"
    if sql is None:
        path.write_bytes(b"x" * 9000)
    else:
        with sqlite3.connect(path) as raw:
            raw.execute(sql)
        raw.close()
    before = _files(folder)
    for _ in range(2):  # the lock was let go of
        with pytest.raises(error):
            Shop.open(folder)
    assert {name: content for name, content in _files(folder).items() if name != ".lock"} == {
        name: content for name, content in before.items() if name != ".lock"
    }


def test_a_shop_is_open_once_in_this_program(folder: Path) -> None:
    with Shop.open(folder) as shop:
        with pytest.raises(ShopInUse, match="หน้าต่างหนึ่งบนเครื่องนี้ ตั้งแต่"):
            Shop.open(folder)
        assert shop.catalogue.product("A").name == "เสื้อ"
    Shop.open(folder).close()


def test_a_shop_is_open_in_one_program(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from vendor_app.shop import Shop\n"
        "shop = Shop.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        before = {name: content for name, content in _files(folder).items() if not name.startswith(".lock")}
        with pytest.raises(ShopInUse, match="หน้าต่างหนึ่งบนเครื่องนี้ ตั้งแต่") as refused:
            Shop.open(folder)
        assert refused.value.hint
        assert {name: content for name, content in _files(folder).items() if not name.startswith(".lock")} == before
        other.kill()  # as a power failure does: nothing is tidied up
    with Shop.open(folder) as shop:
        assert shop.catalogue.product("A").name == "เสื้อ"


def test_who_has_it_open_need_not_be_known(folder: Path) -> None:
    with Shop.open(folder):
        (folder / ".lock-holder.json").write_bytes(b"{")
        with pytest.raises(ShopInUse, match="อีกหน้าต่าง"):
            Shop.open(folder)


def test_a_shop_held_by_another_computer_names_it(folder: Path) -> None:
    with Shop.open(folder):
        holder = '{"pid": 1, "machine": "เครื่องหน้าร้าน", "since": "2026-01-31T03:04:05+00:00"}'
        (folder / ".lock-holder.json").write_text(holder, encoding="utf-8")
        with pytest.raises(ShopInUse, match="เครื่องหน้าร้าน” ตั้งแต่ 31"):
            Shop.open(folder)


def test_closing_twice_is_closing_once(folder: Path) -> None:
    shop = Shop.open(folder)
    shop.close()
    with Shop.open(folder) as again:
        shop.close()
        with pytest.raises(ShopInUse):
            Shop.open(folder)
        assert again.catalogue.products()


def test_a_shop_may_be_closed_by_another_thread(folder: Path) -> None:
    shop = Shop.open(folder)
    thread = threading.Thread(target=shop.close)
    thread.start()
    thread.join()
    Shop.open(folder).close()


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """Return a copy of the shop that this program may read and not change, where root cannot help itself either."""
    if sys.platform == "win32":
        pytest.skip("Windows has no folders that their owner may not write to")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place, "ร้าน")))
        os.chmod(place, 0o755)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)  # nobody
        yield copy
        if root:
            os.seteuid(0)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755)


def test_a_read_only_shop_is_a_sentence_and_stays_as_it_is(read_only: Path) -> None:
    before = _files(read_only)
    with pytest.raises(VendorError, match="บันทึกลงใน") as refused:
        Shop.open(read_only)
    assert refused.value.hint
    assert _files(read_only) == before


def test_no_shop_is_made_where_one_may_not_write(read_only: Path) -> None:
    with pytest.raises(VendorError, match="บันทึกลงใน"):
        Shop.create(read_only / "clips" / "ใหม่", "ใหม่")


def test_a_shop_one_may_not_even_read_is_a_sentence(read_only: Path) -> None:
    if os.getuid() == 0:
        os.seteuid(0)
        (read_only / "shop.toml").chmod(0o000)
        os.seteuid(65534)
    else:
        (read_only / "shop.toml").chmod(0o000)
    with pytest.raises(VendorError, match="ไม่มีสิทธิ์เปิด"):
        Shop.open(read_only)


def test_drafts_of_a_power_cut_are_cleared(folder: Path) -> None:
    places_of_drafts = [
        folder / ".draft-1",
        folder / "products" / ".draft-2",
        folder / "clips" / "A" / ".draft-3",
        folder / "bundles" / ".draft-4" / "half.mp4",
        folder / "bundles" / "A" / ".draft-5" / "x" / "half.jpg",
        folder / "photos" / ".draft-6",
        folder / "backups" / ".draft-7",
    ]
    kept = [folder / "clips" / "A" / "new.mp4", folder / "bundles" / "A" / "caption.txt", folder / "clips" / "draft-1"]
    for file in (*places_of_drafts, *kept):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"half")
    Shop.open(folder).close()
    assert not list(folder.rglob(".draft-*"))
    assert all(file.read_bytes() == b"half" for file in kept)


def test_a_bundle_moved_aside_by_a_power_cut_is_put_back(folder: Path) -> None:
    for name in (".draft-old-A_tiktok", ".draft-9"):
        (folder / "bundles" / name).mkdir()
        (folder / "bundles" / name / "bundle.json").write_text(name)
    Shop.open(folder).close()
    assert [entry.name for entry in (folder / "bundles").iterdir()] == ["A_tiktok"]


def test_missing_folders_are_made_again(folder: Path) -> None:
    for name in module._FOLDERS:
        shutil.rmtree(folder / name)
    with Shop.open(folder) as shop:
        assert shop.clips.is_dir()
        assert shop.catalogue.products()
    assert (folder / "products" / "A.json").is_file()


def test_photos_come_into_the_store_and_behind_the_product(shop: Shop, make_photo: PhotoMaker) -> None:
    shop.catalogue.add(Product(name="เสื้อ", sku="A"))
    broken = make_photo("broken.jpg").parent / "text.jpg"
    broken.write_text("no picture")
    intake = shop.add_photos("A", [make_photo("1.jpg", seed=1), broken, make_photo("2.png", seed=2)])
    assert [added.path.name for added in intake.added] == ["1.jpg", "2.png"]
    assert [rejected.path for rejected in intake.rejected] == [broken]
    product = shop.catalogue.product("A")
    assert product.photos == tuple(added.photo for added in intake.added)
    assert all(photo in shop.photos for photo in product.photos)
    assert shop.thumbnails.path(product.photos[0], 240).is_file()


def test_nothing_is_read_for_a_product_that_is_not_there(shop: Shop, make_photo: PhotoMaker) -> None:
    with pytest.raises(ProductNotFound):
        shop.add_photos("NO", [make_photo()])
    assert not any(file.is_file() for file in shop.photos.root.rglob("*"))


def test_broken_photos_alone_leave_the_product(shop: Shop, tmp_path: Path) -> None:
    before = shop.catalogue.add(Product(name="เสื้อ", sku="A"))
    (tmp_path / "empty.heic").touch()
    assert shop.add_photos("A", [tmp_path / "empty.heic"]).added == ()
    assert shop.catalogue.product("A") == before


def test_a_cancelled_intake_leaves_the_product(shop: Shop, make_photo: PhotoMaker) -> None:
    before = shop.catalogue.add(Product(name="เสื้อ", sku="A"))
    photos = [make_photo(f"{number}.jpg", seed=number, width=90, height=120) for number in range(3)]
    with pytest.raises(Cancelled):
        shop.add_photos("A", photos, Progress(is_cancelled=lambda: True))
    assert shop.catalogue.product("A") == before
    assert not any(file.is_file() for file in shop.photos.root.rglob("*"))


HOME, THAI_HOME = PurePosixPath("/home/a"), PureWindowsPath("C:\\Users\\แดง")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (THAI_HOME / "OneDrive" / "ร้าน", "OneDrive"),
        (THAI_HOME / "OneDrive - ร้านป้าแดง" / "ร้าน", "OneDrive"),
        (THAI_HOME / "Desktop" / "ร้าน", "OneDrive"),
        (THAI_HOME / "documents", "OneDrive"),
        (THAI_HOME / "iCloudDrive" / "ร้าน", "iCloud"),
        (PureWindowsPath("G:\\My Drive\\ร้าน"), "Google Drive"),
        (PureWindowsPath("G:\\ไดรฟ์ของฉัน\\ร้าน"), "Google Drive"),
        (HOME / "Dropbox" / "ร้าน", "Dropbox"),
        (HOME / "Dropbox (ร้าน)" / "ร้าน", "Dropbox"),
        (HOME / "Google Drive" / "ร้าน", "Google Drive"),
        (HOME / "Library" / "CloudStorage" / "GoogleDrive-a@b.c" / "ร้าน", "Google Drive"),
        (HOME / "Library" / "CloudStorage" / "OneDrive-Personal" / "ร้าน", "OneDrive"),
        (HOME / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / "ร้าน", "iCloud"),
        (HOME / "Documents" / "ร้าน", None),
        (HOME / ".local" / "share" / "TaladClip" / "MyShop", None),
        (THAI_HOME / "AppData" / "Local" / "TaladClip" / "MyShop", None),
        (PureWindowsPath("D:\\Desktop\\ร้าน"), None),
        (HOME / "onedrives", None),
    ],
)
def test_synchronised_folders_are_known_by_their_path(
    folder: PurePosixPath | PureWindowsPath, service: str | None
) -> None:
    windows = isinstance(folder, PureWindowsPath)
    assert synced_by(folder, windows=windows, home=THAI_HOME if windows else HOME) == service


def test_a_synchronised_shop_opens_with_a_warning(tmp_path: Path) -> None:
    with Shop.create(tmp_path / "Dropbox" / "ร้าน", "ร้าน") as shop:
        (warning,) = shop.notes
        assert "Dropbox" in warning


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/mnt/nas/ร้าน", "cifs"),
        ("/mnt/nas two/x", "nfs4"),
        ("/home/a", "ext4"),
        ("/mnt/nasty", "ext4"),
        ("/mnt/nas", "cifs"),
    ],
)
def test_network_drives_are_known_by_the_table_of_mounts(tmp_path: Path, folder: str, kind: str) -> None:
    table = "/dev/sda1 / ext4 rw 0 0\n//nas/a /mnt/nas cifs rw 0 0\nnas:/b /mnt/nas\\040two nfs4 rw 0 0\n"
    (tmp_path / "mounts").write_text(table)
    assert file_system(Path(folder), tmp_path / "mounts") == kind


def test_a_network_drive_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sync_warning(tmp_path) is None
    monkeypatch.setattr(places, "file_system", lambda _folder: "cifs")
    assert on_network(tmp_path)
    assert "เครือข่าย" in str(sync_warning(tmp_path))


def test_a_system_without_a_table_of_mounts_warns_of_nothing(tmp_path: Path) -> None:
    assert file_system(tmp_path, tmp_path / "none") == ""
