"""The window's program as a vendor starts it, from the first moment to a clean end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vendor_app.shop import HOLDER_FILE, Shop

_PATIENCE_SECONDS = 90


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that asks a program with a window to end")
@pytest.mark.parametrize(("asked", "after"), [(signal.SIGINT, 0), (signal.SIGTERM, 2)])
def test_the_program_starts_on_a_shop_and_ends_cleanly_when_asked(tmp_path: Path, asked: int, after: float) -> None:
    Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง").close()
    command = [sys.executable, "-W", "error", "-c", "from ui.app import main; main()", "--shop", str(tmp_path / "ร้าน")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not (tmp_path / "ร้าน" / HOLDER_FILE).exists():
            assert program.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(after)
        program.send_signal(asked)
        said = program.communicate(timeout=_PATIENCE_SECONDS)[1]
    assert program.returncode == 0, said
    assert "Traceback" not in said
    Shop.open(tmp_path / "ร้าน").close()
