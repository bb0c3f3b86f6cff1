"""Feeds read back by a strict reader, addresses found in whatever is pasted, and our own listing."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.bundle.sheets.test_fill import DRESS, ODD
from vendor_app.bundle.sheets.feeds import write_feed
from vendor_app.bundle.sheets.own import write_listing
from vendor_app.bundle.sheets.urls import read_urls, urls_in
from vendor_app.catalogue.records import Product, Variant
from vendor_app.errors import VendorError

FORMULA = Product(
    id="4", sku="F-4", name="=HYPERLINK(1)", price=100, variants=(Variant(color="@SUM(A1)", size="-1", sku="F-4-1"),)
)


def lines(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize(("feed", "rows"), [("meta", 3), ("google", 3), ("woocommerce", 4), ("shopify", 3)])
def test_a_feed_is_read_back(tmp_path: Path, feed: str, rows: int) -> None:
    assert write_feed([DRESS, ODD], feed, tmp_path / "f.csv", brand="ร้านเจ๊หมวย", base="https://x.th/") == rows
    read = lines(tmp_path / "f.csv")
    assert len(read) == rows
    assert all(None not in line and None not in line.values() for line in read)


def test_meta_and_google_have_prices_with_their_currency(tmp_path: Path) -> None:
    write_feed([DRESS], "meta", tmp_path / "m.csv", brand="ร้าน", base="https://x.th")
    write_feed([DRESS], "google", tmp_path / "g.csv", brand="ร้าน")
    meta, google = lines(tmp_path / "m.csv"), lines(tmp_path / "g.csv")
    assert [line["price"] for line in meta] == ["350.00 THB"] * 2
    assert (meta[0]["availability"], google[0]["availability"]) == ("in stock", "in_stock")
    assert meta[0]["image_link"] == "https://x.th/01_DR-1.jpg"
    assert (google[0]["link"], google[0]["image_link"]) == ("", "")


@pytest.mark.parametrize("feed", ["meta", "google", "woocommerce", "shopify"])
def test_nothing_in_a_feed_is_run_as_a_formula(tmp_path: Path, feed: str) -> None:
    write_feed([FORMULA, ODD], feed, tmp_path / "f.csv", brand="+ร้าน")
    for line in lines(tmp_path / "f.csv"):
        assert not [value for value in line.values() if value[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01_A.jpg,https://cdn/x/9f3.jpg", {"01_a.jpg": "https://cdn/x/9f3.jpg", "9f3.jpg": "https://cdn/x/9f3.jpg"}),
        ("https://cdn/01_A.jpg\nhttps://cdn/02_A.jpg?w=3", {"01_a.jpg": "https://cdn/01_A.jpg", "02_a.jpg": "https://cdn/02_A.jpg?w=3"}),
        ("ชื่อ\tที่อยู่\n01_A.jpg\t<https://cdn/1>", {"01_a.jpg": "https://cdn/1"}),
        ("https://cdn/%30%31_A.jpg", {"01_a.jpg": "https://cdn/%30%31_A.jpg"}),
        ("01_DR-2\thttps://cdn/1\n02_DR-2\thttps://cdn/2", {"01_dr-2.jpg": "https://cdn/1", "02_dr-2.jpg": "https://cdn/2"}),
        ("เดรส 350\thttps://cdn/1\n2026_11_22\thttps://cdn/2", {}),
        ("no address here", {}),
    ],
)  # fmt: skip
def test_addresses_are_matched_by_file_name(text: str, found: dict[str, str]) -> None:
    assert urls_in(text) == found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".txt"])
def test_addresses_come_from_any_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ที่อยู่{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.active.append(["01_A.jpg", "https://cdn/1.jpg"])
        book.save(path)
    else:
        path.write_text("01_A.jpg,https://cdn/1.jpg\n", "utf-8")
    assert read_urls(path)["01_a.jpg"] == "https://cdn/1.jpg"


def test_a_file_without_addresses_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing")
    with pytest.raises(VendorError, match=r"a\.txt"):
        read_urls(tmp_path / "a.txt")


@pytest.mark.parametrize("shop", ["tiktok-shop", "shopee", "lazada"])
def test_without_a_template_there_is_our_own_listing(tmp_path: Path, shop: str) -> None:
    assert write_listing([DRESS, ODD], shop, tmp_path / "listing.xlsx") == 3
    sheet = openpyxl.load_workbook(tmp_path / "listing.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    assert len(heads) == len(set(heads))
    assert "01_DR-1.jpg" in [cell.value for cell in sheet[2]]
