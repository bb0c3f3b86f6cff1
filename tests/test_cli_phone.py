"""vendor-cli phone as a process of its own: the address at once, then photos, until Ctrl-C."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bundle.conftest import DRESS
from tests.conftest import PhotoMaker
from tests.phone.raw import Raw
from tests.test_cli_process import CLI, cli
from vendor_app.phone.network import LOOPBACK
from vendor_app.shop import Shop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง") as shop:
        shop.catalogue.add(DRESS)
    return tmp_path / "ร้าน"


@pytest.fixture
def serving(place: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [*CLI, "--shop", str(place), "--json", "phone", DRESS.sku, "--address", LOOPBACK]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    yield process
    process.kill()
    process.communicate()


def _told(serving: "subprocess.Popen[str]") -> dict[str, str]:
    assert serving.stdout is not None
    return dict(json.loads(serving.stdout.readline()))


def test_the_address_comes_at_once_and_photos_until_ctrl_c(
    serving: "subprocess.Popen[str]", place: Path, make_photo: PhotoMaker
) -> None:
    told = _told(serving)
    left = datetime.fromisoformat(told["expires"]) - datetime.now(UTC)
    assert 0 < left.total_seconds() <= 600
    raw = Raw(told["url"])
    raw.upload(make_photo().read_bytes(), shot="front")
    raw.settled(1)
    serving.send_signal(signal.SIGINT)
    out, err = serving.communicate(timeout=60)
    assert (serving.returncode, out) == (0, "")
    assert "ถึงแล้ว" in err
    with Shop.open(place) as shop:
        (photo,) = shop.catalogue.product(DRESS.sku).photos
    assert photo.shot == "front"


def test_wrong_secrets_end_it_with_a_sentence(serving: "subprocess.Popen[str]") -> None:
    raw = Raw(_told(serving)["url"])
    for _time in range(5):
        raw.send(raw.head("GET", "/" + "x" * 26))
    _out, err = serving.communicate(timeout=60)
    assert serving.returncode == 1
    assert "ความปลอดภัย" in err


def test_what_cannot_be_served_is_told(place: Path) -> None:
    for words in (("NO-SUCH",), (DRESS.sku, "--address", "192.0.2.77"), (DRESS.sku, "--bundle", place)):
        ended = cli(place, "phone", *words)
        assert ended.returncode == 1, words
        assert ended.stderr.strip()
        assert "Traceback" not in ended.stderr
