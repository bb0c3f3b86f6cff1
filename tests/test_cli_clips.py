"""vendor-cli clip: openings, further products, lines, styles, and renewing."""

import re
import sys
from pathlib import Path

import pytest

from tests.conftest import PhotoMaker
from tests.test_cli import Cli, cli
from vendor_app import making
from vendor_app.progress import Cancelled
from vendor_app.storyboard.model import Storyboard, from_json
from vendor_app.storyboard.templates import templates
from vendor_app.video.format import ClipFormat

__all__ = ["cli"]  # a fixture

SMALL = ClipFormat(width=180, height=320)


@pytest.fixture(autouse=True)
def small_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    real = making.make_clip
    monkeypatch.setattr(making, "make_clip", lambda *a, **k: real(*a, **{**k, "clip_format": SMALL}))


@pytest.fixture
def stall(cli: Cli, make_photo: PhotoMaker) -> tuple[str, str]:
    """Add a dress with two photos and a hat with one; return their SKUs."""
    skus = []
    for name, price, count in (("เดรสแขนตุ๊กตา", "350", 2), ("หมวกสาน", "99", 1)):
        sku = str(cli("--json", "product", "add", "--name", name, "--price", price).json["sku"])
        cli("photo", "add", sku, *(make_photo(f"{sku}-{n}.jpg", seed=len(skus) * 7 + n) for n in range(count)))
        skus.append(sku)
    return skus[0], skus[1]


def _storyboard(path: str) -> Storyboard:
    return from_json(Path(path).read_bytes())


def _texts(storyboard: Storyboard, shot: int) -> str:
    return " ".join(line.text for one in storyboard.shots[shot].letterings for line in one.lines)


def test_everything_that_can_be_said_about_a_clip(cli: Cli, stall: tuple[str, str], tmp_path: Path) -> None:
    lines = tmp_path / "คำพูด.txt"
    lines.write_text("\ufeffเดรสแขนตุ๊กตา\n\n  ใส่สบายทุกวัน \n", encoding="utf-8")
    made = cli(
        "--json", "clip", "make", stall[0], "--template", "dozen", "--with", stall[1], "--with", stall[1],
        "--opening", "question", "--lines", lines, "--no-beat", "--seconds", "6", "--music", "none",
    )  # fmt: skip
    assert made.status == 0
    board = _storyboard(made.json["storyboard"])
    assert len(board.others) == 1
    assert [one.text for one in board.subtitles] == ["เดรสแขนตุ๊กตา", "ใส่สบายทุกวัน"]
    assert any(one.role == "question" for one in board.shots[0].letterings)
    assert board.edit is not None
    assert not board.edit.on_beat


@pytest.mark.parametrize("opening", ["price", "motion", "question"])
def test_three_openings_of_the_same_clip(cli: Cli, stall: tuple[str, str], opening: str) -> None:
    plain, other = (
        _storyboard(cli("--json", "clip", "make", stall[0], "--seconds", "6", *more).json["storyboard"])
        for more in ((), ("--opening", opening))
    )
    assert plain.shots[0] != other.shots[0]
    assert plain.shots[2:] == other.shots[2:]
    assert "฿350" in _texts(other, 0)


def test_the_styles_are_listed(cli: Cli) -> None:
    listed = cli("--json", "clip", "templates")
    assert listed.status == 0
    assert [one["name"] for one in listed.json["templates"]] == [one.name for one in templates()]
    assert all(set(one) == {"name", "title", "description"} for one in listed.json["templates"])
    assert "ลูกค้าบอกต่อ" in cli("clip", "templates").out


def test_what_shows_an_old_price_is_listed_and_renewed(cli: Cli, stall: tuple[str, str]) -> None:
    dress, hat = stall
    for more in (("--template", "dozen", "--with", hat), ("--opening", "price")):
        assert cli("clip", "make", dress, "--seconds", "6", "--music", "none", *more).status == 0
    assert cli("--json", "clip", "outdated").json == {"outdated": []}
    assert "ทุกคลิป" in cli("clip", "renew", "--all").out
    cli("product", "edit", hat, "--price", "89")
    (old,) = cli("--json", "clip", "outdated").json["outdated"]
    assert (old["sku"], old["template"], old["reason"]) == (dress, "dozen", "price")
    assert Path(old["clip"]).is_file()
    assert cli("--json", "clip", "renew", hat).json == {"renewed": []}
    assert dress in cli("clip", "outdated").out
    renewed = cli("--json", "clip", "renew", dress, dress)
    assert renewed.status == 0
    (new,) = renewed.json["renewed"]
    assert set(new) == {"sku", "template", "clip", "voice_only", "storyboard", "seconds", "render_seconds"}
    assert new["seconds"] == 6
    assert cli("--json", "clip", "outdated").json == {"outdated": []}
    cli("product", "edit", dress, "--price", "300")
    assert len(cli("--json", "clip", "renew", "--all").json["renewed"]) == 2


def test_what_shows_a_photo_as_it_was_before_its_edit_is_listed_and_renewed(cli: Cli, stall: tuple[str, str]) -> None:
    dress, hat = stall
    for sku in stall:
        assert cli("clip", "make", sku, "--seconds", "6", "--music", "none").status == 0
    assert cli("photo", "edit", dress, "1", "--light", "0.5").status == 0
    assert [(one["sku"], one["reason"]) for one in cli("--json", "clip", "outdated").json["outdated"]] == [
        (dress, "photo")
    ]
    assert "แก้รูปแล้ว" in cli("clip", "outdated").out
    for sku in stall:
        cli("product", "edit", sku, "--price", "89")
    reasons = {one["sku"]: one["reason"] for one in cli("--json", "clip", "outdated").json["outdated"]}
    assert reasons == {dress: "both", hat: "price"}
    assert "ราคาเปลี่ยน แก้รูปแล้ว" in cli("clip", "outdated").out
    assert len(cli("--json", "clip", "renew", "--all").json["renewed"]) == 2
    assert "ทุกคลิป" in cli("clip", "outdated").out


def test_one_that_cannot_be_renewed_is_told_and_the_others_are(
    cli: Cli, stall: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for sku in stall:
        cli("clip", "make", sku, "--seconds", "6", "--music", "none")
        cli("product", "edit", sku, "--price", "77")
    cli("product", "edit", stall[0], "--price", "")
    ended = cli("--json", "clip", "renew", "--all")
    assert ended.status == 1
    assert [one["sku"] for one in ended.json["renewed"]] == [stall[1]]
    assert [one["sku"] for one in ended.json["rejected"]] == [stall[0]]
    assert "ราคา" in ended.err


def test_stopped_while_renewing_it_says_what_is_done(
    cli: Cli, stall: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for sku in stall:
        cli("clip", "make", sku, "--seconds", "6", "--music", "none")
        cli("product", "edit", sku, "--price", "77")
    real, calls = making.renew_clip, []

    def stop_at_the_second(*given: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise Cancelled
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "renew_clip", stop_at_the_second)
    ended = cli("--json", "clip", "renew", "--all")
    assert ended.status == 1
    assert len(ended.json["renewed"]) == 1
    assert "หยุด" in ended.err


def test_real_video_is_asked_for_where_it_matters(cli: Cli, stall: tuple[str, str]) -> None:
    made = cli("clip", "make", stall[0], "--template", "worn", "--seconds", "6", "--music", "none")
    assert made.status == 0
    assert "ถ่ายจริง" in made.err


@pytest.mark.parametrize(
    ("arguments", "sentence", "status"),
    [
        (("--template", "nope"), "nope", 1),
        (("--with", "NO-1"), "NO-1", 1),
        (("--with", "P-0001"), "อยู่แล้ว", 1),
        (("--seconds", "61"), "58", 1),
        (("--opening", "x"), "price, motion, question", 1),
        (("--template", "sale"), "ไม่เคยตั้งราคาสูงกว่านี้", 1),
        (("--template", "review"), "คำบอกเล่าจากลูกค้า", 1),
        (("--template", "dozen"), "เลือกไว้อย่างเดียว", 1),
        (("--lines", "no-such.txt"), "no-such.txt", 1),
        (("--lines", "{folder}"), "เปิดไฟล์", 1),
        (("--lines", "{folder}/empty.txt"), "ไม่มีข้อความสักบรรทัด", 1),
        (("--lines", "{folder}/picture.txt"), "ไม่ใช่ข้อความ", 1),
        (("--lines", "{folder}/long.txt"), "ยาวเกินไป", 1),
        (("--lines",), "--lines", 2),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_is_said_in_thai(
    cli: Cli, stall: tuple[str, str], tmp_path: Path, arguments: tuple[str, ...], sentence: str, status: int
) -> None:
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\xff")
    (tmp_path / "long.txt").write_text("ยาว\n" * 61, encoding="utf-8")
    ended = cli("clip", "make", stall[0], *(one.format(folder=tmp_path) for one in arguments))
    assert ended.status == status
    assert sentence in ended.err
    assert "Traceback" not in ended.err
    assert not list(tmp_path.rglob("*.mp4"))


def test_too_many_products_for_one_clip(cli: Cli, stall: tuple[str, str]) -> None:
    skus = [str(cli("--json", "product", "add", "--name", f"หมวก {n}").json["sku"]) for n in range(12)]
    ended = cli("clip", "make", stall[0], *(word for sku in skus for word in ("--with", sku)))
    assert ended.status == 1
    assert "11" in ended.err


@pytest.mark.parametrize("arguments", [(), ("P-0001", "--all")])
def test_renewing_wants_products_or_all(cli: Cli, stall: tuple[str, str], arguments: tuple[str, ...]) -> None:
    assert cli("clip", "renew", *arguments).status == 2


def test_renewing_a_stranger(cli: Cli, stall: tuple[str, str]) -> None:
    ended = cli("clip", "renew", "NO-1")
    assert ended.status == 1
    assert "NO-1" in ended.err


def test_whoever_sits_at_a_terminal_is_told_how_long_it_takes(
    cli: Cli, stall: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--json", "clip", "make", stall[0], "--seconds", "6", "--music", "none")
    assert "ใช้เวลาราว" not in cli(*words).err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = cli(*words)
    assert re.search(r"^(.*\r)?.*ทำคลิปใช้เวลาราว \d+ วินาที\n", told.err)
    assert set(told.json) == {"clip", "voice_only", "storyboard", "seconds", "render_seconds"}
