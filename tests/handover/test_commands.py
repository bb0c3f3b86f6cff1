"""vendor-cli bundle usb, history and posted."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.handover.conftest import made_bundle
from vendor_app import handover
from vendor_app.bundle.verify import verify_bundle
from vendor_app.catalogue.records import Posting, Product
from vendor_app.cli.door import run
from vendor_app.handover import drives
from vendor_app.handover.drives import Drive
from vendor_app.handover.finding import newest_bundles
from vendor_app.handover.letting_go import Goodbye
from vendor_app.shop import Shop

Cli = Callable[..., tuple[int, Any, str]]
MADE = "2026-11-22T03:00:00.000000+00:00"


@pytest.fixture
def cli(shop: Shop, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return vendor-cli on the shop of this test: status, JSON or text, what it said."""
    shop.catalogue.add(Product(name="เดรสแขนตุ๊กตา", sku="DR-1", price=35000))
    shop.catalogue.add(Product(name="เสื้อยืด", sku="TS-1", price=9900))
    tiktok = Posting(platform="tiktok", made=MADE, price=39900, folder="bundles/DR-1-tiktok-20261122-093612")
    shop.catalogue.add_posting("DR-1", tiktok, Posting(platform="line", made=MADE, price=35000))
    shop.catalogue.add_posting("TS-1", Posting(platform="shopee", made=MADE, price=9900))
    shop.close()

    def call(*arguments: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = run(["--shop", str(shop.folder), *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, json.loads(out) if "--json" in arguments and out else out, err

    return call


def test_the_newest_bundle_of_each_platform_goes_onto_the_one_stick_that_is_in(
    cli: Cli, shop: Shop, stick: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("tiktok-20261122-093612", "tiktok-20261122-093612-2", "tiktok-20261121-093612"):
        made_bundle(shop.bundles, f"DR-1-{name}")
    made_bundle(shop.bundles, "DR-1-line-20261122-093612")
    made_bundle(shop.bundles, "DR-1-shopee-20261122-093612").joinpath("caption.txt").unlink()
    monkeypatch.setattr(drives, "removable_drives", lambda: (stick,))
    monkeypatch.setattr(handover.letting_go, "let_go", lambda _drive: Goodbye(True, "ถอดได้", ""))
    status, told, err = cli("bundle", "usb", "DR-1", "--platform", "tiktok", "--platform", "line", "--json")
    assert (status, told["ejected"], told["files"]) == (0, True, 8)
    assert [Path(place).name for place in told["bundles"]] == [
        "DR-1-tiktok-20261122-093612-2",
        "DR-1-line-20261122-093612",
    ]
    assert [verify_bundle(Path(place)) for place in told["bundles"]] == [(), ()]
    assert "ถอดได้" in err
    status, _nothing, err = cli("bundle", "usb", "DR-1")
    assert (status, "DR-1-shopee-20261122-093612" in err, "Traceback" in err) == (1, True, False)


def test_without_a_plain_stick_or_bundle_it_is_said_what_to_do(
    cli: Cli, bundle: Path, stick: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for found in ((), (stick, stick)):
        monkeypatch.setattr(drives, "removable_drives", lambda found=found: found)
        status, out, err = cli("bundle", "usb", "--bundle", bundle)
        assert (status, out, "--drive" in err) == (1, "", True)
    for arguments in ((), ("TS-1",), ("NONE",), ("--bundle", bundle, "--drive", tmp_path / "nowhere")):
        status, out, err = cli("bundle", "usb", *arguments)
        assert (status, out, "Traceback" in err) == (1, "", False)
        assert err.strip()
    status, told, _err = cli("bundle", "usb", "--bundle", bundle, "--drive", stick.path, "--keep", "--json")
    assert (status, told["ejected"], Path(told["drive"])) == (0, False, stick.path)


def test_the_history_of_a_product_is_told(cli: Cli) -> None:
    status, told, _err = cli("history", "DR-1", "--json")
    assert (status, told["bundles"], told["posted"], told["views"]) == (0, 2, 0, None)
    tiktok, line = told["history"]
    assert (tiktok["price"], tiktok["price_changed"], line["price_changed"]) == (399, True, False)
    _status, text, _err = cli("history", "DR-1")
    assert "22 พ.ย. 2569" in text
    assert "฿399 (ราคาเปลี่ยนแล้ว)" in text


def test_rows_are_taken_out_of_the_history(cli: Cli, bundle: Path) -> None:
    _status, before, _err = cli("history", "DR-1", "--json")
    for wrong in (("DR-1", "--remove", "3"), ("DR-1", "--remove", "1", "--remove", "0"), ("--all", "--remove", "1")):
        status, out, err = cli("history", *wrong)
        assert (status, out, "Traceback" in err) == (1, "", False)
        assert err.strip()
    for odd in ("x", "1.2K", "-1", " "):
        status, _out, err = cli("history", "DR-1", f"--remove={odd}")
        assert status == 1
        assert err.startswith(f"“{odd.strip()}” ไม่ใช่หมายเลขแถว แถวล่าสุดคือ 1")
    assert "ไม่มีแถวที่ 3 มีอยู่ 2 แถว" in cli("history", "DR-1", "--remove", "3")[2]
    assert cli("history", "DR-1", "--json")[1] == before
    status, told, _err = cli("history", "DR-1", "--remove", "๒", "--remove", "2", "--json")
    assert (status, told["history"], told["removed"]) == (0, before["history"][:1], before["history"][1:])
    status, text, _err = cli("history", "DR-1", "--remove", "1")
    assert (status, "เอาออกแล้ว: tiktok" in text) == (0, True)
    assert cli("history", "DR-1", "--json")[1]["history"] == []
    assert verify_bundle(bundle) == ()


def test_what_was_posted_is_written_down_and_what_sells_comes_first(cli: Cli) -> None:
    status, told, _err = cli(
        "posted", "DR-1", "--platform", "tiktok", "--link", "ดูเลย http://vt.tiktok.com/Z1/?_t=8", "--views", "๑.๒K",
        "--sales", "3", "--day", "21/11/2569", "--json",
    )  # fmt: skip
    assert (status, told["link"], told["views"], told["sales"]) == (0, "https://vt.tiktok.com/Z1/", 1200, 3)
    assert told["counts"] == [{"day": "2026-11-21", "views": 1200, "sales": 3}]
    cli("posted", "TS-1", "--platform", "shopee", "--sales", "40")
    assert cli("posted", "DR-1", "--platform", "tiktok", "--json")[1]["link"] == "https://vt.tiktok.com/Z1/"
    _status, told, _err = cli("history", "--all", "--json")
    assert [(one["sku"], one["sales"], one["best"]) for one in told["products"]] == [
        ("TS-1", 40, "shopee"),
        ("DR-1", 3, "tiktok"),
    ]
    assert cli("posted", "TS-1", "--platform", "shopee", "--not", "--json")[1]["posted"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("history",),
        ("history", "DR-1", "--all"),
        ("history", "NONE"),
        ("posted", "DR-1", "--platform", "shopee"),
        ("posted", "DR-1", "--platform", "tiktok", "--link", "javascript:alert(1)"),
        ("posted", "DR-1", "--platform", "tiktok", "--views", "เยอะ"),
        ("posted", "DR-1", "--platform", "tiktok", "--views", "1", "--day", "31/2/2569"),
    ],
)
def test_what_cannot_be_is_said(cli: Cli, arguments: tuple[str, ...]) -> None:
    status, out, err = cli(*arguments)
    assert (status, out, "Traceback" in err) == (1, "", False)
    assert err.strip()


def test_a_folder_that_is_not_there_has_no_bundles(tmp_path: Path) -> None:
    assert newest_bundles(tmp_path / "bundles", "DR-1") == {}
    for name in ("DR-1-tiktok-20261122-093612.zip", "DR-1-tiktok-shop-20261122-093613", "DR-10-line-20261122-093613"):
        (tmp_path / name).mkdir()
    assert list(newest_bundles(tmp_path, "DR-1")) == ["tiktok", "tiktok-shop"]
    shutil.rmtree(tmp_path / "DR-1-tiktok-shop-20261122-093613")
    assert list(newest_bundles(tmp_path, "DR-1")) == ["tiktok"]
