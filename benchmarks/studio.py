"""What a vendor does after the first clip: a changed price, a page opened, a batch; and the colour of the cloth."""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.intake import Row
from benchmarks.stage import SECONDS, SKU, TEMPLATE, Job, forget_pieces, make_clip, pieces, timed
from vendor_app.originals import files_of, photo_opener
from vendor_app.photos.reading import read_photo
from vendor_app.planning import plan_clip
from vendor_app.render import motion
from vendor_app.render.compose import PREVIEW, Stage
from vendor_app.render.sources import OVERSAMPLING
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Framing, Motion, Shot, Storyboard
from vendor_app.video.encode import encode_segment
from vendor_app.video.format import CLIP

_BATCH = 10
_SEEN = 15
"""Frames of the photo that are encoded: an encoder gives the first one the more, the longer it is seen."""


def price_rows(job: Job, rounds: int) -> list[Row]:
    """Make a clip, change the price, make it again: only the two shots that show the price are new."""
    script = Path(__file__).with_name("price_job.py")
    command: list[str | Path] = [sys.executable, script, job.shop, SKU, TEMPLATE, str(SECONDS)]
    first, again, whole, anew = [], [], [], []
    for _round in range(rounds):
        forget_pieces(job)
        ended = subprocess.run([*command, "both"], env=job.environment, stdout=subprocess.PIPE, text=True, check=True)
        before, after = map(float, ended.stdout.split())
        first.append(before)
        again.append(after)
        forget_pieces(job)
        whole.append(timed([*command, "made"], job.environment).seconds)
        count = len(pieces(job))
        anew.append(timed([*command, "again"], job.environment).seconds)
        added = len(pieces(job)) - count
    name = f"price changed, clip made again: {added} of {count} pieces, against the first time"
    return [
        _against(f"{name}, in a program that runs", again, first, "<= 0.35"),
        _against("the same as commands, the program's start and end included", anew, whole, ""),
    ]


def _against(name: str, ours: list[float], other: list[float], target: str) -> Row:
    mine, theirs = statistics.median(ours), statistics.median(other)
    return name, f"{mine:.1f} s", f"{theirs:.1f} s", f"{mine / theirs:.2f}", target


def preview_rows(job: Job, rounds: int) -> list[Row]:
    """Open a product's clip as its page does, in a program that is running: plan it, draw its first frame."""
    seconds = []
    with Shop.open(job.shop) as shop:
        for _round in range(max(rounds, 3)):
            begin = time.perf_counter()
            storyboard = plan_clip(shop, shop.catalogue.product(SKU), ClipEdit(template=TEMPLATE, seconds=SECONDS))
            next(Stage(storyboard, photo_opener(files_of(shop, storyboard)), PREVIEW).frames())
            seconds.append(time.perf_counter() - begin)
    return [("first frame of the preview, six photos of 12 MP", f"{sorted(seconds)[1]:.2f} s", "", "", "<= 1 s")]


def batch_rows(job: Job, _rounds: int) -> list[Row]:
    """Make clips of ten products one after the other in one program, and one of them by a command of its own."""
    one = make_clip(job)
    forget_pieces(job)
    script = Path(__file__).with_name("batch_job.py")
    ten = timed([sys.executable, script, job.shop, SKU, TEMPLATE, str(SECONDS), str(_BATCH)], job.environment)
    ratio = f"{ten.seconds / (_BATCH * one.seconds):.2f}"
    name = f"{_BATCH} clips in a batch, against {_BATCH} times one"
    return [(name, f"{ten.seconds:.1f} s", f"{_BATCH * one.seconds:.1f} s", ratio, "<= 0.95")]


def footage_rows(job: Job, _rounds: int) -> list[Row]:
    """Make a clip of 20 shots, seven of them of footage in 4K as a phone films it."""
    film = job.folder / "4k.mp4"
    moving = "mandelbrot=size=3840x2160:rate=30:end_scale=0.3"
    coding = ["-t", "3", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", moving, *coding, film], check=True)
    forget_pieces(job)
    script = Path(__file__).with_name("footage_job.py")
    run = timed([sys.executable, script, job.shop, SKU, TEMPLATE, film], job.environment)
    name = f"peak memory, 20 shots with 4K footage among them ({run.seconds:.0f} s for 20 s)"
    return [(name, f"{run.peak_mb:.0f} MB", "", "", "<= 700 MB")]


def colour_rows(job: Job, _rounds: int) -> list[Row]:
    """Encode a photo and nothing else, look at frame 0 as a player does, and at the photo itself, moved alike."""
    errors = [_colour_error(photo) for photo in job.photos]
    worst = np.max(errors, axis=0)
    said = " ".join(f"{name} {error:.1f}" for name, error in zip("RGB", worst, strict=True))
    return [("colour of frame 0 against the sRGB photo, levels a channel, worst photo", said, "", "", "<= 4")]


def _colour_error(photo: Path) -> NDArray[Any]:
    framing = Framing(zoom=1.0)
    shot = Shot(frames=_SEEN, photo="0" * 64, motion=Motion(start=framing, end=framing))
    storyboard = Storyboard(
        product="", sku="", title="", template="", prices=(), shots=(shot,), music=None
    )  # fmt: skip
    stage = Stage(storyboard, lambda _photo, size: read_photo(photo, size))
    seen = _as_played(encode_segment(stage.frames(), CLIP))
    pixels = read_photo(photo, (round(CLIP.width * OVERSAMPLING), round(CLIP.height * OVERSAMPLING)))
    view = motion.view_of(framing, (pixels.shape[1], pixels.shape[0]), (CLIP.width, CLIP.height))
    step = view.width / CLIP.width
    place = np.array([[step, 0, view.left + (step - 1) / 2], [0, step, view.top + (step - 1) / 2]])
    wanted = cv2.warpAffine(
        pixels, place, (CLIP.width, CLIP.height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return np.asarray(np.abs(seen.astype(int) - np.asarray(wanted, int)).mean(axis=(0, 1)))


def _as_played(segment: Any) -> NDArray[np.uint8]:
    """Decode the first frame with ffmpeg: BT.709 limited range to RGB."""
    command = [
        "ffmpeg", "-v", "error", "-f", "h264", "-i", "-", "-frames:v", "1",
        "-vf", "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
    ]  # fmt: skip
    coded = segment.header + b"".join(segment.packets)
    raw = subprocess.run(command, input=coded, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(CLIP.height, CLIP.width, 3)


ROWS = {
    "price": price_rows,
    "preview": preview_rows,
    "batch": batch_rows,
    "colour": colour_rows,
    "footage": footage_rows,
}
"""What can be asked for alone -> what measures it."""
