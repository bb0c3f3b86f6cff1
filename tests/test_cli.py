"""The contract of vendor-cli: what each command does, prints and ends with."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import PhotoMaker, cloth
from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.bundle.platforms import Platform, platforms
from vendor_app.catalogue.records import Product
from vendor_app.cli.console import width
from vendor_app.cli.door import run
from vendor_app.progress import Cancelled
from vendor_app.settings import Settings, default_shop_folder, save_settings
from vendor_app.shop import Shop
from vendor_app.thai import dates


class Ended(NamedTuple):
    """How a run of vendor-cli ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


Cli = Callable[..., Ended]


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return vendor-cli, working on a shop of this test."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run(["--shop", str(tmp_path / "ร้านป้าแดง"), *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return call


@pytest.fixture
def dress(cli: Cli) -> str:
    """Add a dress and return its SKU."""
    return str(
        cli(
            "--json", "product", "add", "--name", "เดรสแขนตุ๊กตา", "--price", "350", "--tier", "ส่ง:6:240:คละ",
            "--variant", "ขาว/M:12", "--variant", "ดำ/L:3", "--shipping", "40", "--category", "เดรส",
        ).json["sku"]
    )  # fmt: skip


def test_a_product_is_added_shown_listed_and_changed(cli: Cli) -> None:
    added = cli("--json", "product", "add", "--name", "กางเกงช้าง", "--price", "199.-", "--sku", "TR-1")
    assert (added.status, added.json, added.err) == (0, {"sku": "TR-1"}, "")
    edited = cli(
        "product", "edit", "TR-1", "--price", "๑๗๙ บาท", "--tier", "ส่ง:12:120", "--variant", "แดง/ฟรีไซส์:7", "--unit",
        "ตัว", "--name-en", "Elephant trousers", "--category", "กางเกง", "--description", "ผ้านุ่ม", "--weight", "250",
        "--fabric", "คอตตอน", "--size-range", "เอว 26–40 นิ้ว", "--eco", "ถุงใช้ซ้ำ", "--shipping", "0",
    )  # fmt: skip
    assert edited.status == 0
    product = cli("--json", "product", "show", "TR-1").json["product"]
    assert (product["price"], product["shipping"], product["weight_grams"]) == (17900, 0, 250)
    assert product["tiers"] == [{"label": "ส่ง", "min_quantity": 12, "price": 12000, "mixed": False}]
    assert product["variants"] == [{"color": "แดง", "size": "ฟรีไซส์", "sku": "TR-1-01", "stock": 7}]
    assert product["facts"] == {"fabric": "คอตตอน", "size_range": "เอว 26–40 นิ้ว", "eco": ["ถุงใช้ซ้ำ"]}
    assert (product["name"], product["name_en"]) == ("กางเกงช้าง", "Elephant trousers")
    shown = cli("product", "show", "TR-1").out
    for line in ("ราคา: ฿179 / ตัว", "ราคาส่ง: ส่ง 12+ ฿120", "สีและไซส์: แดง ฟรีไซส์ 7", "น้ำหนัก: 250 กรัม"):
        assert line in shown.splitlines()


def test_what_is_not_typed_stays(cli: Cli, dress: str) -> None:
    before = cli("--json", "product", "show", dress).json["product"]
    cli("product", "edit", dress, "--name", "ชื่อใหม่")
    after = cli("--json", "product", "show", dress).json["product"]
    assert {**before, "name": "ชื่อใหม่", "changed": ""} == {**after, "changed": ""}


def test_the_list_is_in_columns_also_in_thai(cli: Cli, dress: str) -> None:
    cli("product", "add", "--name", "หมวก")
    lines = cli("product", "list").out.splitlines()
    assert lines == [
        "รหัสสินค้า  ชื่อ           ราคา       คงเหลือ  รูป",
        f"{dress}   เดรสแขนตุ๊กตา  ฿350 / ตัว  15      0",
        "P-0002   หมวก         -          -       0",
    ]


def test_the_list_can_be_searched(cli: Cli, dress: str) -> None:
    cli("product", "add", "--name", "หมวก")
    assert [one["sku"] for one in cli("--json", "product", "list", "--search", "ขาว 350").json["products"]] == [dress]
    assert cli("product", "list", "--search", " ไม่มี ").out == "ไม่พบสินค้าที่ตรงกับ “ไม่มี”\n"
    assert cli("product", "list", "--trash").out == "ยังไม่มีสินค้า\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ก" * 40, "ก" * 40),
        ("ก" * 300, "ก" * 39 + "…"),
        ("กี่" * 100, "กี่" * 39 + "…"),
        ("ก" * 37 + "👨‍👩‍👧" * 9, "ก" * 37 + "…"),
        ("เสื้อ " * 20, "เสื้อ " * 9 + "เสื้อ…"),
    ],
)
def test_a_long_name_is_cut_in_the_list_after_a_whole_letter(cli: Cli, name: str, shown: str) -> None:
    cli("product", "add", "--name", name)
    cli("product", "add", "--name", "หมวก")
    lines = cli("product", "list").out.splitlines()
    assert shown in lines[1]
    assert max(width(line) for line in lines) <= 75
    assert cli("--json", "product", "show", "P-0001").json["product"]["name"] == name.strip()


def test_a_dozens_price_for_one_is_saved_and_told(cli: Cli) -> None:
    note = "ราคาส่งแพงกว่าราคาปลีก: ยกโหล ราคาส่งให้ใส่เป็นราคาต่อชิ้น ไม่ใช่ราคาทั้งโหล\n"
    tiers = ("--tier", "ส่ง:12:120", "--tier", "ยกโหล:12:1200")
    added = cli("--json", "product", "add", "--name", "เสื้อ", "--price", "199", *tiers)
    assert (added.status, added.json, added.err) == (0, {"sku": "P-0001"}, note)
    edited = cli("product", "edit", "P-0001", "--price", "300")
    assert (edited.status, edited.err) == (0, note)
    assert cli("product", "edit", "P-0001", "--tier", "ส่ง:12:120").err == ""


@pytest.mark.parametrize(
    ("options", "field", "emptied"),
    [
        (("--price", ""), "price", None),
        (("--shipping", " "), "shipping", None),
        (("--weight", ""), "weight_grams", None),
        (("--tier", ""), "tiers", []),
        (("--variant", ""), "variants", []),
        (("--category", ""), "category", ""),
    ],
)
def test_an_empty_value_takes_away_what_was_there(
    cli: Cli, dress: str, options: tuple[str, str], field: str, emptied: object
) -> None:
    cli("product", "edit", dress, "--weight", "250")
    before = cli("--json", "product", "show", dress).json["product"]
    assert before[field]
    ended = cli("product", "edit", dress, *options)
    assert (ended.status, ended.err) == (0, "")
    after = cli("--json", "product", "show", dress).json["product"]
    own = {"changed": "", "price_history": ()}
    assert {**after, **own} == {**before, field: emptied, **own}


def test_what_is_in_the_trash_already_stays_there(cli: Cli, dress: str) -> None:
    cli("product", "add", "--name", "หมวก")
    cli("product", "delete", dress)
    before = cli("--json", "product", "show", dress).json
    ended = cli("--json", "product", "delete", dress, "P-0002")
    assert (ended.status, ended.json) == (0, {"deleted": [dress, "P-0002"]})
    assert ended.err == f"อยู่ในถังขยะแล้ว: {dress}\n"
    assert cli("--json", "product", "show", dress).json == before
    assert cli("product", "delete", dress).out == ""


def test_the_trash_gives_back(cli: Cli, dress: str) -> None:
    assert cli("--json", "product", "delete", dress).json == {"deleted": [dress]}
    assert cli("--json", "product", "list").json == {"products": []}
    assert [one["sku"] for one in cli("--json", "product", "list", "--trash").json["products"]] == [dress]
    assert f"อยู่ในถังขยะตั้งแต่: {dates.format_date(dates.now())}" in cli("product", "show", dress).out
    assert cli("--json", "product", "restore", dress).json == {"restored": [dress]}
    assert [one["sku"] for one in cli("--json", "product", "list").json["products"]] == [dress]


def test_photos_come_with_a_product(cli: Cli, make_photo: PhotoMaker) -> None:
    photos = [make_photo(f"{number}.jpg", seed=number) for number in range(3)]
    added = cli("--json", "product", "add", "--name", "เสื้อ", "--photo", photos[2], "--photo", photos[0])
    assert (added.status, added.json) == (0, {"sku": "P-0001"})
    names = [one["name"] for one in cli("--json", "product", "show", "P-0001").json["product"]["photos"]]
    assert names == ["2.jpg", "0.jpg"]


def test_of_several_photos_the_good_ones_come_in(cli: Cli, dress: str, make_photo: PhotoMaker) -> None:
    good = make_photo("ดี.jpg")
    bad = good.with_name("เสีย.jpg")
    bad.write_text("no picture")
    ended = cli("--json", "photo", "add", dress, good.parent)
    assert ended.status == 1
    (added,), (rejected,) = ended.json["added"], ended.json["rejected"]
    assert (set(added), added["path"], len(added["id"])) == ({"id", "path"}, str(good), 64)
    assert (set(rejected), rejected["path"]) == ({"path", "reason"}, str(bad))
    assert rejected["reason"] in ended.err
    assert str(bad) in ended.err


def test_photos_that_a_product_has_are_not_counted_as_new(cli: Cli, dress: str, make_photo: PhotoMaker) -> None:
    first, other = make_photo("1.jpg"), make_photo("2.jpg", seed=2)
    assert cli("photo", "add", dress, first).out.rstrip().endswith("1 รูป")
    assert "สินค้านี้มีรูปนี้อยู่แล้ว" in cli("photo", "add", dress, first).out
    assert cli("photo", "add", dress, first, other, other).out.rstrip().endswith("1 รูป")
    assert len(cli("--json", "photo", "add", dress, first, other).json["added"]) == 2


def test_a_reason_that_many_photos_share_is_said_once(cli: Cli, dress: str, tmp_path: Path) -> None:
    card = [tmp_path / "DCIM" / f"IMG_{number}.JPG" for number in range(3)]
    ended = cli("photo", "add", dress, *card)
    assert ended.status == 1
    assert ended.err.count("การ์ด แฟลชไดรฟ์ หรือโฟลเดอร์ที่เก็บรูปไม่อยู่แล้ว") == 1
    assert "3 ไฟล์: " in ended.err
    assert all(str(path) in ended.err for path in card)


def test_photos_of_a_new_product_that_are_partly_broken(cli: Cli, make_photo: PhotoMaker) -> None:
    good = make_photo("ดี.jpg")
    ended = cli("--json", "product", "add", "--name", "เสื้อ", "--photo", good, "--photo", good.with_name("ไม่มี.jpg"))
    assert (ended.status, ended.json["sku"], len(ended.json["rejected"])) == (1, "P-0001", 1)
    assert len(cli("--json", "product", "show", "P-0001").json["product"]["photos"]) == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_products_go_out_and_come_in(cli: Cli, dress: str, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"สินค้า.{suffix}"
    before = cli("--json", "product", "show", dress).json
    assert cli("--json", "product", "export", file).json == {"file": str(file), "products": 1}
    assert cli("--json", "product", "import", file).json == {"added": [], "changed": [], "rejected": []}
    assert cli("--json", "product", "show", dress).json == before


def test_products_that_are_named_go_out_alone(cli: Cli, dress: str, tmp_path: Path) -> None:
    file = tmp_path / "สินค้า.csv"
    hat = cli("--json", "product", "add", "--name", "หมวก", "--price", "89").json["sku"]
    assert cli("--json", "product", "export", file).json["products"] == 2
    assert cli("--json", "product", "export", file, dress, dress).json["products"] == 1
    kept = file.read_text("utf-8-sig")
    assert dress in kept
    assert hat not in kept
    refused = cli("product", "export", file, hat, "NO-1")
    assert (refused.status, file.read_text("utf-8-sig")) == (1, kept)
    assert "NO-1" in refused.err


def test_a_sheet_with_a_wrong_row(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ชื่อ,ราคา\nเสื้อ,99\nหมวก,ถูก\n", encoding="utf-8")
    ended = cli("--json", "product", "import", tmp_path / "a.csv")
    assert (ended.status, ended.json["added"]) == (1, ["P-0001"])
    assert [(one["row"], one["cell"]) for one in ended.json["rejected"]] == [(3, "B3")]
    assert "B3: “ถูก” ไม่ใช่ราคา" in ended.err


def test_a_dry_run_shows_what_an_import_would_do(cli: Cli, tmp_path: Path) -> None:
    cli("product", "add", "--sku", "A-1", "--name", "เสื้อ", "--price", "199")
    (tmp_path / "a.csv").write_text("รหัส,ชื่อ,ราคา\nA-1,เสื้อ,250\nB-1,หมวก,99\nC-1,ร่ม,ถูก\n", encoding="utf-8")
    ended = cli("--json", "product", "import", tmp_path / "a.csv", "--dry-run")
    assert ended.status == 1
    change = {"field": "price", "header": "ราคาปลีก (บาท)", "before": "199", "after": "250"}
    assert ended.json["added"] == [{"row": 3, "sku": "B-1", "name": "หมวก"}]
    assert ended.json["changed"] == [{"row": 2, "sku": "A-1", "name": "เสื้อ", "fields": [change]}]
    assert [one["cell"] for one in ended.json["rejected"]] == ["C4"]
    assert [one["price"] for one in cli("--json", "product", "list").json["products"]] == [19900]


def test_the_shop_is_the_one_opened_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Shop.create(tmp_path / "last", "ร้านเดิม") as shop:
        save_settings(Settings(shop=str(shop.folder)))
    assert run(["product", "add", "--name", "หมวก"]) == 0
    with Shop.open(tmp_path / "last") as shop:
        assert [product.name for product in shop.catalogue.products()] == ["หมวก"]
    assert not default_shop_folder().exists()


def test_the_first_product_makes_the_first_shop(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["product", "add", "--name", "หมวก"]) == 0
    with Shop.open(default_shop_folder()) as shop:
        assert shop.name == "ร้านของฉัน"


def test_a_thai_folder_names_its_shop(cli: Cli, dress: str, tmp_path: Path) -> None:
    with Shop.open(tmp_path / "ร้านป้าแดง") as shop:
        assert shop.name == "ร้านป้าแดง"


def test_options_may_stand_behind_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["product", "add", "--name", "หมวก", "--json", "--shop", str(tmp_path / "s")]) == 0
    assert json.loads(capsys.readouterr().out) == {"sku": "P-0001"}


def test_the_whole_way_from_photos_to_a_bundle(cli: Cli, dress: str, tmp_path: Path, make_photo: PhotoMaker) -> None:
    cli("photo", "add", dress, make_photo())
    made = cli("--json", "clip", "make", dress, "--template", "wholesale", "--seconds", "6", "--music", "none")
    assert made.status == 0
    assert set(made.json) == {"clip", "voice_only", "storyboard", "seconds", "render_seconds"}
    assert made.json["seconds"] == 6
    for name in ("clip", "voice_only", "storyboard"):
        assert Path(made.json[name]).stat().st_size > 1000
    assert "%" in made.err

    bundled = cli("--json", "bundle", "make", dress, "--platform", "tiktok", "--out", tmp_path / "usb", "--zip")
    (bundle,) = bundled.json["bundles"]
    assert (bundled.status, bundle["platform"], Path(bundle["folder"]).parent) == (0, "tiktok", tmp_path / "usb")
    assert {frozenset(check) for check in bundle["checks"]} == {frozenset(("name", "level", "message", "hint"))}
    assert {check["level"] for check in bundle["checks"]} <= {"pass", "warn"}

    checked = cli("--json", "bundle", "check", bundle["folder"])
    assert (checked.status, checked.json, checked.err) == (0, {"valid": True, "problems": []}, "")
    Path(bundle["folder"]).write_bytes(b"broken")
    checked = cli("--json", "bundle", "check", bundle["folder"])
    assert (checked.status, checked.json["valid"], len(checked.json["problems"])) == (1, False, 1)
    assert checked.json["problems"][0] in checked.err


def test_of_several_bundles_those_that_can_be_made_are(
    cli: Cli, dress: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = CheckResult(name="stock", level="warn", message="ทุกสีทุกไซส์เหลือ 0", hint="ใส่จำนวน")
    made = Bundle(platform="tiktok", path=tmp_path / "b", checks=(check,))
    monkeypatch.setattr("vendor_app.bundling.make_bundles", lambda *_a, **_k: (made,))
    ended = cli("--json", "bundle", "make", dress, "NO-1", dress, "--platform", "tiktok", "--platform", "tiktok")
    assert (ended.status, len(ended.json["bundles"])) == (1, 1)
    assert [(one["sku"], one["platform"]) for one in ended.json["rejected"]] == [("NO-1", "tiktok")]
    assert "NO-1" in ended.err
    plain = cli("bundle", "make", dress, "--platform", "tiktok").out
    assert "! ทุกสีทุกไซส์เหลือ 0 · ใส่จำนวน" in plain


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["all"], [one.name for one in platforms()]),
        (["shopee", " ALL "], [one.name for one in platforms()]),
        (["shopee", "Lazada", "shopee"], ["shopee", "lazada"]),
    ],
)
def test_bundles_for_several_platforms_are_made_in_one_go(
    cli: Cli, dress: str, monkeypatch: pytest.MonkeyPatch, names: list[str], wanted: list[str]
) -> None:
    asked: list[list[str]] = []

    def make(_shop: Shop, _product: Product, chosen: tuple[Platform, ...], **_choices: object) -> tuple[Bundle, ...]:
        asked.append([one.name for one in chosen])
        return tuple(Bundle(platform=one.name, path=Path(one.name), checks=()) for one in chosen)

    monkeypatch.setattr("vendor_app.bundling.make_bundles", make)
    options = [word for name in names for word in ("--platform", name)]
    ended = cli("--json", "bundle", "make", dress, *options)
    assert (ended.status, asked) == (0, [wanted])
    assert [one["platform"] for one in ended.json["bundles"]] == wanted


def test_what_was_finished_before_ctrl_c_is_listed(cli: Cli, dress: str, monkeypatch: pytest.MonkeyPatch) -> None:
    second = cli("--json", "product", "add", "--name", "เสื้อ", "--price", "99").json["sku"]

    def make(_shop: Shop, product: Product, *_args: object, **_choices: object) -> tuple[Bundle, ...]:
        if product.sku == second:
            raise Cancelled
        return (Bundle(platform="tiktok", path=Path("finished"), checks=()),)

    monkeypatch.setattr("vendor_app.bundling.make_bundles", make)
    ended = cli("--json", "bundle", "make", dress, second, "--platform", "tiktok")
    assert ended.status == 1
    assert [one["folder"] for one in ended.json["bundles"]] == ["finished"]
    assert "ทำเสร็จแล้วและเก็บไว้ครบ" in ended.err


def test_the_demo_makes_everything_once(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_photo: PhotoMaker
) -> None:
    from vendor_app import making
    from vendor_app.catalogue.records import Product
    from vendor_app.video.format import ClipFormat

    def practice(folder: Path, _progress: object) -> Shop:
        shop = Shop.create(folder, "ร้านฝึกหัด")
        shop.catalogue.add(Product(sku="PR-1", name="เสื้อ", price=9900))
        shop.add_photos("PR-1", [make_photo()])
        return shop

    real = making.make_clip
    small = ClipFormat(width=360, height=640)
    monkeypatch.setattr("vendor_app.workshop.practice.make_practice_shop", practice)
    monkeypatch.setattr(making, "make_clip", lambda *a, **k: real(*a, **k, seconds=6, music=None, clip_format=small))
    ended = cli("--json", "demo", tmp_path / "demo")
    assert ended.status == 0
    assert Path(ended.json["shop"]) == tmp_path / "demo"
    assert Path(ended.json["clip"]).is_file()
    assert (Path(ended.json["bundles"][0]["folder"]) / "clip.mp4").is_file()


def test_the_doctor_tries_everything(cli: Cli) -> None:
    ended = cli("--json", "doctor")
    assert (ended.status, ended.json["works"]) == (0, True)
    assert [one["name"] for one in ended.json["checks"] if not one["works"]] == []
    assert cli("doctor").out.count("✓") == len(ended.json["checks"]) == 11


def test_the_doctor_tells_what_does_not_work(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_a: object, **_k: object) -> None:
        raise RuntimeError("no encoder here")

    monkeypatch.setattr("vendor_app.video.encode.encode_segment", broken)
    monkeypatch.setattr("vendor_app.cli.doctor.free_space", lambda _folder: 5_000_000)
    ended = cli("doctor")
    assert ended.status == 1
    assert "✗ “video” ใช้ไม่ได้: no encoder here" in ended.out
    assert "✗ ไดรฟ์ของร้านเหลือที่ว่างแค่ 0.0 GB" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("product", "frobnicate"),
        ("product", "list", "--frobnicate"),
        ("product", "show"),
        ("product", "add"),
        ("product", "add", "--name"),
        ("product", "list", "--trash=yes"),
        ("product", "show", "P-1", "P-2"),
        ("doctor", "now"),
        ("photo", "add", "P-1"),
        ("bundle", "make", "P-1"),
    ],
)
def test_what_cannot_be_understood_ends_with_two(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "--help" in ended.err
    assert "ไม่" in ended.err
    assert not re.search("option|argument|unexpected|extra", ended.err, re.IGNORECASE)
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("product",), ("bundle",)])
def test_no_command_shows_the_help(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert ended.status == 2
    assert "คำสั่ง:" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("product", "add", "--help"),
        ("bundle", "make", "--help"),
        ("clip", "batch", "--help"),
        ("queue", "run", "--help"),
    ],
)
def test_help_is_in_thai(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert ended.status == 0
    assert "วิธีใช้:" in ended.out
    for english in ("OPTIONS", "COMMAND", "ARGS", "required"):
        assert english not in ended.out
    assert "แสดงวิธีใช้นี้" in ended.out


def test_the_version_is_printed(cli: Cli) -> None:
    from vendor_app import __version__

    assert cli("--version").out.strip() == __version__


def test_a_photo_of_any_size_in_json(cli: Cli, dress: str, tmp_path: Path) -> None:
    small, dot = tmp_path / "a.png", tmp_path / "b.png"
    cloth(64, 48).save(small)
    cloth(8, 8).save(dot)
    assert cli("--json", "photo", "add", dress, small).status == 0
    refused = cli("--json", "photo", "add", dress, dot)
    assert refused.status == 1
    assert "48 พิกเซล" in refused.err
