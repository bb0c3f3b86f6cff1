"""The power fails while the queue works: no clip is half there, no job is lost, and what was rendered is used again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests import queue_night
from tests.conftest import PhotoMaker
from vendor_app.clips import save_edit
from vendor_app.files import DRAFT
from vendor_app.render_queue import RenderQueue
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import from_json
from vendor_app.storyboard.plan import with_shots
from vendor_app.video.probe import probe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

ROOT = Path(queue_night.__file__).parent.parent
SAMPLE = (0.25, 0.6, 0.85)
"""Shares of an undisturbed night."""


@pytest.fixture
def stocked(tmp_path: Path, make_photo: PhotoMaker) -> Path:
    """The folder of a closed shop with three clips to make."""
    photos = [make_photo(f"{seed}.jpg", width=300, height=400, seed=seed) for seed in range(6)]
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง") as shop:
        queue_night.stock(shop, photos)
    return tmp_path / "ร้าน"


def begin(folder: Path) -> "subprocess.Popen[bytes]":
    """Start a night; return when its work begins."""
    command = [sys.executable, "-m", "tests.queue_night", str(folder)]
    night = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    assert night.stdout is not None
    assert night.stdout.readline() == b"begun\n"
    return night


def cut(night: "subprocess.Popen[bytes]") -> None:
    """End the program and the process that makes clips in one moment."""
    os.killpg(night.pid, signal.SIGKILL)
    night.wait()
    assert night.stdout is not None
    night.stdout.close()


def segments() -> dict[str, int]:
    """Return the segments in the cache, each with the number of its file: one that is made anew gets another."""
    folder = cache_folder() / "render"
    return {path.name: path.stat().st_ino for path in folder.glob("*.segment")} if folder.is_dir() else {}


def require_whole(shop: Shop) -> None:
    """Every clip the catalogue or the queue speaks of is there with all its frames; nothing else is."""
    queue = RenderQueue(shop, size=queue_night.SIZE)
    assert queue.notes == ()
    assert [job.sku for job in queue.jobs] == list(queue_night.SKUS)
    assert {job.state for job in queue.jobs} <= {"waiting", "done"}
    recorded = {clip.file for product in shop.catalogue.products() for clip in product.clips}
    assert {job.file for job in queue.jobs if job.state == "done"} <= recorded
    for file in recorded:
        path = shop.folder / file
        board = from_json(path.with_suffix(".json").read_bytes())
        for video in (path, path.with_name(f"{path.stem}-voice-only.mp4")):
            facts = probe(video)
            assert (facts.frames, facts.width) == (board.frames, queue_night.SIZE[0])
    assert not [path for path in shop.clips.rglob("*") if path.name.startswith(DRAFT)]


def survive(folder: Path, after: float) -> None:
    """Cut a night off after so many seconds, look at what is left, and let it go on to its end."""
    night = begin(folder)
    time.sleep(after)
    cut(night)
    kept = segments()
    with Shop.open(folder) as shop:
        require_whole(shop)
    night = begin(folder)
    night.communicate(timeout=120)
    assert night.returncode == 0
    now = segments()
    assert {name: now.get(name) for name in kept} == kept
    with Shop.open(folder) as shop:
        require_whole(shop)
        assert {job.state for job in RenderQueue(shop).jobs} == {"done"}


@pytest.fixture
def undisturbed(stocked: Path, tmp_path: Path) -> float:
    """How many seconds a night takes when nothing happens."""
    folder = tmp_path / "undisturbed"
    shutil.copytree(stocked, folder)
    night = begin(folder)
    began = time.monotonic()
    night.communicate(timeout=120)
    took = time.monotonic() - began
    shutil.rmtree(cache_folder() / "render")
    return took


def test_the_power_fails_at_some_moments(stocked: Path, undisturbed: float, tmp_path: Path) -> None:
    for share in SAMPLE:
        folder = tmp_path / f"cut-{share}"
        shutil.copytree(stocked, folder)
        survive(folder, undisturbed * share)
        shutil.rmtree(cache_folder() / "render")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_the_power_fails_at_any_moment(stocked: Path, undisturbed: float, seed: int) -> None:
    survive(stocked, undisturbed * random.Random(seed).random())


def test_a_new_price_renders_only_the_stretches_that_show_it(stocked: Path) -> None:
    with Shop.open(stocked) as shop:
        queue = RenderQueue(shop, size=queue_night.SIZE)
        for job in queue.jobs:
            queue.cancel(job.id)
        product = shop.catalogue.product("A")
        edit = with_shots(ClipEdit(template=queue_night.STYLE, seconds=15, music=None), product)
        shots = [replace(shot, told=()) if shot.scene.startswith("detail") else shot for shot in edit.shots or ()]
        save_edit(shop, product, replace(edit, shots=tuple(shots)))
        queue.add(product, queue_night.STYLE)
        queue.run()
        first = segments()
        shop.catalogue.save(replace(shop.catalogue.product("A"), price=9900))
        queue.renew()
        queue.run()
        queue.close()
        clip = shop.catalogue.product("A").clips[0]
    after = segments()
    made = set(after) - set(first)
    assert {name: after[name] for name in first} == first
    assert 0 < len(made) < len(first) * 0.6
    assert clip.prices == (9900, -1)
