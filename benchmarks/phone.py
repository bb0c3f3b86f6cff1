"""Photos from a phone: 100 of them over loopback against copying the files, and how soon one is seen in the window."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from benchmarks.intake import Row, draw_photos
from benchmarks.stage import SKU, Job
from vendor_app.phone.arrivals import Delivery, Outcome
from vendor_app.phone.network import LOOPBACK
from vendor_app.phone.server import Inbox, PhoneServer
from vendor_app.phone.session import Brief
from vendor_app.shop import Shop

_PHOTOS, _BYTES, _SEEN = 100, 3_000_000, 5
_BLOCK = 1 << 20


def rows(job: Job, rounds: int) -> list[Row]:
    """Measure both by turns, so that a busy moment of the machine hits both."""
    with tempfile.TemporaryDirectory(dir=job.folder) as name:
        folder = Path(name)
        files = _write_files(folder / "files")
        copied, sent = [], []
        for number in range(max(rounds, 3)):
            copied.append(_copy(files, folder / f"copy-{number}"))
            sent.append(_send(files, folder / f"shop-{number}"))
        ratio = statistics.median(ours / theirs for ours, theirs in zip(sent, copied, strict=True))
        seen = _seen(job, folder)
    return [
        (
            f"upload of {_PHOTOS} files of 3 MB over loopback, against copying them",
            f"{statistics.median(sent):.2f} s",
            f"{statistics.median(copied):.2f} s",
            f"{ratio:.2f}",
            "<= 3.00",
        ),
        (
            "a phone's photo of 12 megapixels: from the end of its upload to its thumbnail in the window",
            f"{statistics.median(seen):.2f} s ({min(seen):.2f}-{max(seen):.2f})",
            "",
            "",
            "<= 1 s",
        ),
    ]


def _write_files(folder: Path) -> list[Path]:
    folder.mkdir()
    files = [folder / f"IMG_{number:04}.jpg" for number in range(_PHOTOS)]
    for file in files:
        file.write_bytes(b"\xff\xd8\xff" + os.urandom(_BYTES - 3))
    return files


def _copy(files: Sequence[Path], target: Path) -> float:
    """Copy as a program does that wants the files to be there after a power cut."""
    target.mkdir()
    begin = time.perf_counter()
    for file in files:
        with file.open("rb") as source, (target / file.name).open("wb") as copy:
            shutil.copyfileobj(source, copy, _BLOCK)
            copy.flush()
            os.fsync(copy.fileno())
    seconds = time.perf_counter() - begin
    shutil.rmtree(target)
    return seconds


def _send(files: Sequence[Path], folder: Path) -> float:
    """Send the files as the page does, from another process; what becomes of them then is not measured here."""
    with Shop.create(folder, "Bobae") as shop:
        server = PhoneServer(Brief(shop="", product=""), LOOPBACK, inbox=Inbox(shop, _take_all))
        server.start()
        try:
            return _phone(server.url, files)[0]
        finally:
            server.stop()
            server.join()


def _take_all(deliveries: tuple[Delivery, ...]) -> "Future[tuple[Outcome, ...]]":
    taken: Future[tuple[Outcome, ...]] = Future()
    taken.set_result((Outcome(state="done"),) * len(deliveries))
    return taken


def _phone(url: str, files: Sequence[Path]) -> list[float]:
    """Run the phone to its end; return the seconds it took over all files."""
    script = Path(__file__).with_name("phone_job.py")
    command = [sys.executable, str(script), url, *map(str, files)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(line) for line in ended.stdout.split()]


def _seen(job: Job, folder: Path) -> list[float]:
    """Return how many seconds after its last byte each of some photos was seen in the dialog."""
    photos, shop = folder / "photos", folder / "seen"
    photos.mkdir()
    draw_photos(photos, _SEEN, _SEEN)
    shutil.copytree(job.shop, shop)
    script = Path(__file__).with_name("phone_window_job.py")
    paths = {"PYTHONPATH": str(script.parent.parent), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(script), str(shop), SKU, *map(str, sorted(photos.iterdir()))]
    ended = subprocess.run(command, env={**job.environment, **paths}, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return found
