"""vendor-cli queue and clip batch: what they print and end with."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import PhotoMaker
from tests.queue_works import here, refusing
from tests.test_cli import Cli, Ended, cli
from tests.test_cli_process import _on_a_disk, own_disk
from vendor_app.catalogue.records import Product
from vendor_app.files import DRAFT
from vendor_app.progress import Cancelled
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop

__all__ = ["Ended", "cli"]

PLACE = "ร้านป้าแดง"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make clips in a moment."""
    monkeypatch.setattr("vendor_app.render_queue.RenderProcess", lambda _work: here())


@pytest.fixture
def stall(tmp_path: Path, make_photo: PhotoMaker) -> Path:
    """The folder of a shop: two shirts that can become clips, and trousers without a price."""
    with Shop.create(tmp_path / PLACE, "ร้านป้าแดง") as shop:
        for sku, price, category in (("A", 19900, "เสื้อ"), ("B", 9900, "เสื้อ"), ("C", None, "กางเกง")):
            shop.catalogue.add(Product(sku=sku, name=f"ตัว {sku}", price=price, category=category))
            shop.add_photos(sku, [make_photo(f"{sku}.jpg", width=90, height=120, seed=ord(sku))])
    return tmp_path / PLACE


def test_what_is_added_is_listed_and_made(cli: Cli, stall: Path) -> None:
    added = cli("--json", "queue", "add", "A", "B", "A", "--seconds", "8")
    assert added.status == 0
    assert [(one["sku"], one["state"]) for one in added.json["added"]] == [("A", "waiting"), ("B", "waiting")]
    listed = cli("--json", "queue", "list").json
    assert (listed["paused"], [job["sku"] for job in listed["jobs"]]) == (False, ["A", "B"])
    ran = cli("--json", "queue", "run")
    assert (ran.status, ran.json["waiting"], ran.json["not_made"]) == (0, 0, [])
    assert [one["sku"] for one in ran.json["made"]] == ["A", "B"]
    assert all(Path(one["clip"]).is_file() for one in ran.json["made"])
    assert "เสร็จแล้ว" in cli("queue", "list").out


def test_what_cannot_be_added_is_told_and_the_rest_goes_in(cli: Cli, stall: Path) -> None:
    ended = cli("--json", "queue", "add", "C", "nobody", "A")
    assert ended.status == 1
    assert [one["sku"] for one in ended.json["added"]] == ["A"]
    assert [one["sku"] for one in ended.json["rejected"]] == ["C", "nobody"]
    assert "ยังไม่ได้ใส่ราคา" in ended.err


@pytest.mark.parametrize(
    "words", [("queue", "add", "A", "--template", "none-such"), ("clip", "batch", "A", "--seconds", "3")]
)
def test_a_wrong_wish_is_refused_with_nothing_begun(cli: Cli, stall: Path, words: tuple[str, ...]) -> None:
    ended = cli(*words)
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert cli("--json", "queue", "list").json["jobs"] == []


def test_jobs_are_cancelled_by_sku_or_id(cli: Cli, stall: Path) -> None:
    first = cli("--json", "queue", "add", "A", "B").json["added"][0]
    assert cli("--json", "queue", "cancel", first["id"]).json == {"cancelled": [{"id": first["id"], "sku": "A"}]}
    gone = cli("--json", "queue", "cancel", "B", "A")
    assert (gone.status, [one["sku"] for one in gone.json["cancelled"]]) == (1, ["B"])
    assert "ในคิวไม่มี A" in gone.err
    assert cli("--json", "queue", "run").json == {"made": [], "not_made": [], "waiting": 0}


def test_a_run_tells_what_was_not_made(cli: Cli, stall: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendor_app.render_queue.RenderProcess", lambda _work: here(refusing))
    cli("queue", "add", "A")
    ended = cli("--json", "queue", "run")
    assert ended.status == 1
    assert [one["sku"] for one in ended.json["not_made"]] == ["A"]
    assert "เต็มแล้ว" in ended.err


def test_a_batch_of_all_makes_what_can_be_made_and_writes_the_report(cli: Cli, stall: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    ended = cli("--json", "clip", "batch", "--all", "--seconds", "10", "--report", report)
    assert ended.status == 1
    assert {one["sku"] for one in ended.json["made"]} == {"A", "B"}
    assert ended.json["not_made"] == [{"sku": "C", "reason": "ยังไม่ได้ใส่ราคา"}]
    assert json.loads(report.read_text("utf-8")) == ended.json
    assert (stall / ended.json["report"]).is_file()


def test_a_place_that_can_hold_no_report_is_refused_before_the_night(cli: Cli, stall: Path, tmp_path: Path) -> None:
    ended = cli("clip", "batch", "--all", "--report", tmp_path / "nowhere" / "report.json")
    assert (ended.status, "ไม่มีโฟลเดอร์" in ended.err) == (1, True)
    assert cli("--json", "queue", "list").json["jobs"] == []


def test_a_batch_takes_a_category_and_names(cli: Cli, stall: Path) -> None:
    ended = cli("clip", "batch", "A", "--category", "เสื้อ")
    assert (ended.status, ended.err.count("ตัว")) == (0, 2)
    assert "ทำครบ 2 คลิป" in ended.out


def test_a_batch_without_products_is_not_understood(cli: Cli, stall: Path) -> None:
    assert cli("clip", "batch").status == 2


def test_a_batch_leaves_what_else_waits(cli: Cli, stall: Path) -> None:
    cli("queue", "add", "A")
    assert cli("clip", "batch", "B").status == 0
    jobs = cli("--json", "queue", "list").json["jobs"]
    assert {job["sku"]: job["state"] for job in jobs} == {"A": "waiting", "B": "done"}


def test_ctrl_c_keeps_what_is_done_and_the_rest_waits(cli: Cli, stall: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = RenderQueue._work_on

    def second_is_stopped(queue: RenderQueue, job: object, progress: object) -> None:
        if any(one.state == "done" for one in queue.jobs):
            queue._keep(
                replace(
                    queue._content,
                    jobs=tuple(replace(one, state="waiting") if one.state == "working" else one for one in queue.jobs),
                )
            )
            raise Cancelled
        real(queue, job, progress)  # type: ignore[arg-type]

    monkeypatch.setattr(RenderQueue, "_work_on", second_is_stopped)
    ended = cli("--json", "clip", "batch", "A", "B")
    assert (ended.status, ended.json["waiting"], [one["sku"] for one in ended.json["made"]]) == (1, 1, ["A"])
    assert "เหลือรออยู่ 1 คลิป" in ended.err
    monkeypatch.undo()
    monkeypatch.setattr("vendor_app.render_queue.RenderProcess", lambda _work: here())
    assert [one["sku"] for one in cli("--json", "queue", "run").json["made"]] == ["B"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_real_ctrl_c_in_the_making_says_what_waits(stall: Path) -> None:
    command = [sys.executable, "-m", "vendor_app.cli", "--shop", str(stall)]
    long = ("queue", "add", "A", "--seconds", "58")  # so that it is still being made when the signal comes
    subprocess.run([*command, *long], check=True, capture_output=True)
    process = subprocess.Popen(
        [*command, "queue", "run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stderr is not None
    process.stderr.readline()  # the first tenth of the clip
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "เหลือรออยู่ 1 คลิป" in err.decode()
    assert "Traceback" not in err.decode()
    with Shop.open(stall) as shop:
        assert [job.state for job in RenderQueue(shop).jobs] == ["waiting"]


@own_disk
def test_a_disk_that_is_full_fails_each_clip_with_its_sentence_and_keeps_the_queue(stall: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=3m tmpfs "$0" && cp -r {stall} "$0/shop"'
    commands = "queue add A B && $CLI queue run; $CLI --json queue list"
    words = f'CLI="{sys.executable} -m vendor_app.cli --shop {disk}/shop"; $CLI {commands}'
    ended = _on_a_disk(disk, mount, "sh", "-c", words)
    (listed,) = [line for line in ended.stdout.splitlines() if line.startswith("{")]
    jobs = json.loads(listed)["jobs"]
    assert DRAFT not in ended.stdout
    assert [job["state"] for job in jobs] == ["failed", "failed"]
    assert all("พื้นที่ในเครื่อง" in job["reason"] for job in jobs)
    assert "Traceback" not in ended.stderr
