"""The job that every contender does: six photos of 12 megapixels to a clip of 15 seconds."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from vendor_app.shop import Shop
from vendor_app.workshop.practice import as_product, pictures, practice_products

if TYPE_CHECKING:
    import psutil

LIMIT = 900
"""Seconds after which a command is given up."""
_LOOK = 0.33
"""Seconds between two looks: twenty in a second took one of two busy cores three hundredths of its time."""
SKU, TEMPLATE, COUNT, SECONDS = "DR-0001", "new-arrival", 6, 15


class Run(NamedTuple):
    """One finished command."""

    seconds: float
    peak_mb: float
    """Most memory that the command held, and each of its children, as far as three looks a second see."""


class Job(NamedTuple):
    """Where the bench works."""

    folder: Path
    photos: tuple[Path, ...]
    shop: Path
    environment: dict[str, str]
    given: Path | None = None
    """The folder of photos that the bench was given."""


def draw_photos(folder: Path) -> list[Path]:
    """Draw the six photos of one practice product, at a phone's size."""
    entry = next(one for one in practice_products() if one.sku == SKU)
    files = []
    for number, (name, picture) in enumerate(pictures(entry)[:COUNT], 1):
        file = folder / f"{number}-{name}.jpg"
        Image.fromarray(picture()).save(file, quality=92)
        files.append(file)
    return files


@contextlib.contextmanager
def prepared(folder: Path, photos: Path | None) -> Iterator[Job]:
    """Make a shop with one product of six photos, drawn unless a folder of photos is given."""
    drawn = folder / "photos"
    drawn.mkdir()
    files = (sorted(photos.glob("*.jpg"))[:COUNT] if photos else []) or draw_photos(drawn)
    entry = next(one for one in practice_products() if one.sku == SKU)
    with Shop.create(folder / "shop", "Bobae") as shop:
        shop.catalogue.add(as_product(entry))
        shop.add_photos(SKU, files)
    homes = {f"XDG_{name}_HOME": str(folder / "home" / name.lower()) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    # As any installed program does, ours keeps its compiled modules; a machine of developers may forbid that.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    yield Job(folder, tuple(files), folder / "shop", {**environment, **homes}, photos)


def timed(command: Sequence[str | Path], environment: dict[str, str]) -> Run:
    """Run a command to its end, watching the memory of its whole family.

    Raises CalledProcessError with its words, and TimeoutExpired when it does not end.
    """
    import psutil  # noqa: PLC0415 - of the developers' packages; the table can be read without it

    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watched, peak = psutil.Process(process.pid), 0
    while True:
        try:
            output, _nothing = process.communicate(timeout=_LOOK)
            break
        except subprocess.TimeoutExpired:
            if time.perf_counter() - begin > LIMIT:
                process.kill()
                process.wait()
                raise
            family = [watched, *watched.children(recursive=True)]
            peak = max(peak, sum(_resident(member) for member in family))
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Run(seconds, peak / 1e6)


def _resident(process: "psutil.Process") -> int:
    """Return the bytes that a process ever held; where the system does not say that, what it holds now."""
    import psutil  # noqa: PLC0415 - see above

    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def make_clip(job: Job, *, fresh: bool = True) -> Run:
    """Run the whole command, ``fresh``: with nothing rendered before.

    The music is in the cache already, as on any shop PC.
    """
    if fresh:
        forget_pieces(job)
    making = ["clip", "make", SKU, "--seconds", str(SECONDS), "--out", str(job.folder / "clip.mp4")]
    return timed([sys.executable, "-m", "vendor_app.cli", "--shop", job.shop, *making], job.environment)


def pieces(job: Job) -> list[Path]:
    """Return the rendered pieces in the cache."""
    return list(_cache(job).glob("*.segment"))


def forget_pieces(job: Job) -> None:
    """Empty the cache of rendered pieces."""
    shutil.rmtree(_cache(job), ignore_errors=True)


def _cache(job: Job) -> Path:
    return job.folder / "home" / "cache" / "TaladClip" / "render"
