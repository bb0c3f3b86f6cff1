"""The power fails in the middle of typing: what the window called saved is there, and the shop opens."""

import subprocess
import sys
from pathlib import Path

from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop


def test_what_was_called_saved_survives_a_kill(tmp_path: Path) -> None:
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง") as shop:
        shop.catalogue.add(Product(name="เสื้อยืด", sku="TS-1", price=19900))
    command = [sys.executable, "-m", "tests.e2e.typist", str(tmp_path / "ร้าน"), "TS-1", "๒๕๐ บาท"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
        try:
            assert typist.stdout is not None
            assert typist.stdout.readline() == "saved\n"
        finally:
            typist.kill()
    with Shop.open(tmp_path / "ร้าน") as shop:
        assert shop.catalogue.product("TS-1").price == 25000
