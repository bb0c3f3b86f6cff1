"""vendor-cli as a process of its own: signals, pipes, other programs, disks that are full or read-only, start-up."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.bundle.conftest import DRESS
from tests.conftest import PhotoMaker, cloth
from vendor_app.files import DRAFT
from vendor_app.shop import Shop

CLI = [sys.executable, "-m", "vendor_app.cli"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")


def _namespaces() -> bool:
    """Whether a disk of its own can be mounted for one process."""
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([tool or "", "-rm", "true"], capture_output=True, check=False).returncode == 0


own_disk = pytest.mark.skipif(not _namespaces(), reason="no user namespaces")


@pytest.fixture
def place(tmp_path: Path, make_photo: PhotoMaker) -> Path:
    """Return the folder of a shop with one product, closed."""
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง") as shop:
        shop.catalogue.add(DRESS)
        shop.add_photos(DRESS.sku, [make_photo()])
    return tmp_path / "ร้าน"


def cli(place: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run vendor-cli to its end."""
    command = [*CLI, "--shop", str(place), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def drafts(folder: Path) -> list[Path]:
    """Return what was begun and not finished."""
    return [path for path in folder.rglob("*") if path.name.startswith(DRAFT)]


def stopped_at(command: Sequence[str], mark: str) -> tuple[int, str]:
    """Send Ctrl-C when ``mark`` is on stderr; return the exit status and the rest of stderr."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if mark in line:
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert out == ""
    return process.returncode, err


@posix
def test_ctrl_c_in_the_middle_of_a_clip_leaves_none(place: Path) -> None:
    command = [*CLI, "--shop", str(place), "clip", "make", "DR-0002", "--seconds", "58"]  # long after its tenth part
    status, err = stopped_at(command, "10%")
    assert status == 1
    assert err.splitlines()[-1] == "หยุดแล้ว สิ่งที่ทำค้างไว้ยกเลิกให้หมดแล้ว"
    assert "Traceback" not in err
    assert [path for path in (place / "clips").rglob("*") if path.is_file()] == []
    assert drafts(place) == []
    assert json.loads(cli(place, "--json", "product", "show", "DR-0002").stdout)["product"]["clips"] == []


@posix
def test_ctrl_c_while_photos_come_in_leaves_none(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    cloth(1500, 1500).save(tmp_path / "one.jpg")
    one = (tmp_path / "one.jpg").read_bytes()
    for number in range(200):  # long after the first hundredth, also when nobody looks at once
        comment = b"\xff\xfe\x00\x06" + b"%04d" % number
        (folder / f"{number}.jpg").write_bytes(one[:2] + comment + one[2:])
    before = sorted((place / "photos").rglob("*"))
    status, err = stopped_at([*CLI, "--shop", str(place), "photo", "add", "DR-0002", str(folder)], "%")
    assert (status, "หยุดแล้ว" in err) == (1, True)
    assert [path for path in sorted((place / "photos").rglob("*")) if path.is_file() and path not in before] == []
    assert len(json.loads(cli(place, "--json", "product", "show", "DR-0002").stdout)["product"]["photos"]) == 1


@posix
def test_a_reader_that_has_gone_is_no_news(place: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [*CLI, "--shop", str(place), "product", "list"]
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(write)
    assert ended.stderr == b""
    assert ended.returncode != 0


def test_two_programs_on_one_shop(place: Path) -> None:
    with Shop.open(place) as shop:
        ended = cli(place, "product", "add", "--name", "หมวก")
        assert (ended.returncode, ended.stdout) == (1, "")
        assert len(ended.stderr.splitlines()) == 1
        assert "อีกหน้าต่างหนึ่งบนเครื่องนี้" in ended.stderr
        assert [product.name for product in shop.catalogue.products()] == [DRESS.name]
    assert cli(place, "product", "add", "--name", "หมวก").returncode == 0


def test_json_is_all_there_is_on_stdout(place: Path, make_photo: PhotoMaker) -> None:
    ended = cli(place, "--json", "photo", "add", "DR-0002", make_photo("2.jpg", seed=2))
    assert ended.stdout.count("\n") == 1
    assert len(json.loads(ended.stdout)["added"]) == 1
    assert "100%" in ended.stderr


def test_thai_is_printed_where_the_console_has_another_code_page(place: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [*CLI, "--shop", str(place), "product", "list"]
    ended = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    assert ended.returncode == 0
    assert DRESS.name in ended.stdout.decode()


def test_a_file_name_that_is_no_utf8_can_be_told(place: Path, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("file names are bytes on Linux only")
    odd = os.fsencode(tmp_path) + b"/\xff.jpg"
    with open(odd, "wb") as file:
        file.write(b"x")
    command = [*map(os.fsencode, (*CLI, "--shop", place, "--json", "photo", "add", "DR-0002")), odd]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, len(json.loads(ended.stdout)["rejected"])) == (1, 1)


def test_listing_products_loads_neither_the_window_nor_the_video() -> None:
    code = (
        "import sys\n"
        "from vendor_app.cli.door import run\n"
        "run(['product', 'list'])\n"
        "print([name for name in ('PySide6', 'cv2', 'av', 'pythainlp', 'openpyxl') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_making_a_clip_loads_nothing_that_only_bundles_need() -> None:
    code = (
        "import sys, vendor_app.cli.commands, vendor_app.making, vendor_app.planning\n"
        "for_bundles = ('vendor_app.bundle.checks', 'vendor_app.bundle.write', 'lxml')\n"
        "print([name for name in for_bundles if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ended.stdout.splitlines()[-1:] == ["[]"]


def test_no_thread_of_linear_algebra_spins_beside_the_work() -> None:
    if sys.platform != "linux":
        pytest.skip("threads are counted in /proc")
    code = (
        "import os, sys, vendor_app.cli\n"
        "sys.argv, vendor_app.cli._leave_at_once = ['vendor-cli', '--version'], lambda: None\n"
        "try: vendor_app.cli.main()\n"
        "except SystemExit: import cv2, numpy\n"
        "print(len(os.listdir('/proc/self/task')))"
    )
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=kept, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stdout.splitlines()[-1:] == ["1"]


def _on_a_disk(disk: Path, mount: str, *command: object) -> "subprocess.CompletedProcess[str]":
    """Run a command with ``mount`` done at ``disk`` for it alone; prints what lies there afterwards."""
    script = f'{mount}; shift; "$@"; status=$?; echo; find "$0" -type f | sort; exit $status'
    words = [script, str(disk), "--", *map(str, command)]
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@own_disk
def test_a_full_disk_while_photos_come_in(place: Path, tmp_path: Path) -> None:
    shutil.move(place, tmp_path / "aside")
    noise = np.random.default_rng(0).integers(0, 255, (1000, 1000, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "big.png")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=2m tmpfs "$0" && cp -r {tmp_path}/aside "$0/shop"'
    shop = disk / "shop"
    ended = _on_a_disk(disk, mount, *CLI, "--shop", shop, "photo", "add", "DR-0002", tmp_path / "big.png")
    assert ended.returncode == 1
    (sentence,) = [line for line in ended.stderr.splitlines() if "%" not in line]
    assert "เต็มแล้ว" in sentence
    photos = [line for line in ended.stdout.splitlines() if "/photos/" in line]
    assert len(photos) == 1


@own_disk
def test_a_folder_that_is_read_only(place: Path) -> None:
    before = sorted(place.rglob("*"))
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'
    for command in (("product", "add", "--name", "หมวก"), ("product", "list"), ("clip", "make", "DR-0002")):
        ended = _on_a_disk(place, mount, *CLI, "--shop", place, *command)
        assert ended.returncode == 1
        (sentence,) = ended.stderr.splitlines()
        assert "บันทึกลงใน" in sentence
    assert sorted(place.rglob("*")) == before


@own_disk
def test_a_read_only_place_for_a_bundle_is_told_before_the_clip_is_made(place: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = 'mount -t tmpfs -o ro tmpfs "$0"'
    command = ("bundle", "make", "DR-0002", "--platform", "tiktok", "--out", stick / "bundles")
    ended = _on_a_disk(stick, mount, *CLI, "--shop", place, *command)
    assert (ended.returncode, "บันทึกลงใน" in ended.stderr) == (1, True)
    assert not list((place / "clips").iterdir())


@posix
def test_ctrl_c_before_anything_was_begun_is_quiet() -> None:
    code = (
        "import builtins\n"
        "load = builtins.__import__\n"
        "def stopped(name, *rest):\n"
        "    if name == 'vendor_app.cli.door': raise KeyboardInterrupt\n"
        "    return load(name, *rest)\n"
        "from vendor_app.cli import main\n"
        "builtins.__import__ = stopped\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "")
