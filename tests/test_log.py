"""The log: one file for all programs of ours at once, put away when it is long."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_app import log
from vendor_app.settings import log_file

_ENTRIES = 150
_LONG = 10_000
_WRITES = f"""
import logging, sys
from vendor_app import log
log._BYTES, log._KEPT = {_LONG}, 50
log.keep_log()
for number in range({_ENTRIES}):
    logging.getLogger("tests").warning("%s-%s", sys.argv[1], number)
"""


@pytest.fixture(autouse=True)
def _root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = before, level


def test_programs_that_write_at_once_lose_nothing_and_put_full_files_away() -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITES, str(number)]) for number in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    kept = [file for file in log_file().parent.iterdir() if file.suffix != ".lock"]
    entries = [line.split()[-1] for file in kept for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(entries) == sorted(f"{one}-{number}" for one in range(3) for number in range(_ENTRIES))
    sizes = sorted(file.stat().st_size for file in kept)
    assert len(sizes) > 2
    assert sizes[1] > 0.9 * _LONG
    assert sizes[-1] <= _LONG


def test_a_log_that_somebody_keeps_for_themselves_is_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    monkeypatch.setattr(log, "_PATIENCE", 0.01)
    log.keep_log()
    log_file().parent.mkdir(parents=True)
    with filelock.FileLock(f"{log_file()}.lock"):
        logging.getLogger("tests").warning("ไม่รอ")
    assert log_file().read_text(encoding="utf-8").endswith("ไม่รอ\n")


def test_a_log_with_no_place_keeps_nobody_from_working(user_folders: Path) -> None:
    user_folders.mkdir(parents=True, exist_ok=True)
    (user_folders / "state").write_bytes(b"in the way")
    log.keep_log()
    logging.getLogger("tests").warning("nowhere")
    assert not log_file().exists()
