"""The same clip made by others: ffmpeg's own filters, MoviePy, and nothing but the encoder."""

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.stage import COUNT, SECONDS, SKU, TEMPLATE, Job, Run, timed
from vendor_app.originals import files_of, photo_opener
from vendor_app.parallel import cores
from vendor_app.planning import plan_clip
from vendor_app.render.colour import Pixels
from vendor_app.render.compose import Stage
from vendor_app.render.lettering import ensure_text_engine
from vendor_app.render.stretches import Stretch, stretches
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import FPS, from_json
from vendor_app.video.encode import Segment, encode_segment
from vendor_app.video.format import CLIP, ClipFormat

FADE = 0.4
"""Seconds of each cross-fade, as in our own template."""


def open_stage(job: Job) -> Stage:
    """Return the stage that draws the clip that the command made; before there is one, as it would be planned here.

    What matters in a photo is noted in the command's own cache, so the same plan made here would look elsewhere.
    """
    ensure_text_engine()
    made = job.folder / "clip.json"
    with Shop.open(job.shop) as shop:
        if made.exists():
            storyboard = from_json(made.read_bytes())
        else:
            storyboard = plan_clip(shop, shop.catalogue.product(SKU), ClipEdit(template=TEMPLATE, seconds=SECONDS))
        return Stage(storyboard, photo_opener(files_of(shop, storyboard)))


def draw_overlay(job: Job) -> Path:
    """Draw the one plate that the others lay over their clip."""
    file = job.folder / "overlay.png"
    plate = np.zeros((1920, 1080, 4), np.uint8)
    plate[420:900, 120:780] = (11, 93, 67, 242)
    Image.fromarray(plate).save(file)
    return file


def ffmpeg_clip(job: Job) -> Run:
    """Make the clip the way ffmpeg's own documentation shows: scale, zoompan at twice the size, xfade, one overlay."""
    shown = (SECONDS + FADE * (COUNT - 1)) / COUNT
    frames = round(shown * FPS)
    inputs = [word for photo in job.photos for word in ("-i", str(photo))]
    chains = [
        f"[{n}:v]scale=2160:3840:force_original_aspect_ratio=increase,crop=2160:3840,"
        f"zoompan=z='1+0.12*on/{frames}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)':d={frames}:s=1080x1920:fps={FPS},"
        f"setsar=1,format=yuv420p[v{n}]"
        for n in range(COUNT)
    ]
    last = "v0"
    for n in range(1, COUNT):
        offset = n * (shown - FADE)
        chains.append(f"[{last}][v{n}]xfade=transition=fade:duration={FADE}:offset={offset:.4f}[x{n}]")
        last = f"x{n}"
    chains.append(f"[{last}][{COUNT}:v]overlay=0:0,format=yuv420p[out]")
    coding = ["-c:v", "libx264", "-preset", "veryfast", "-crf", str(CLIP.crf), "-r", str(FPS), "-t", str(SECONDS)]
    sound = ["-f", "lavfi", "-i", "sine=frequency=220:sample_rate=48000"]
    command: list[str | Path] = ["ffmpeg", "-v", "error", "-y", *inputs, "-i", draw_overlay(job), *sound]
    command += ["-filter_complex", ";".join(chains), "-map", "[out]", "-map", f"{COUNT + 1}:a", *coding]
    return timed([*command, "-c:a", "aac", "-movflags", "+faststart", job.folder / "ffmpeg.mp4"], job.environment)


def moviepy_python(folder: Path) -> Path:
    """Return the Python of an environment of MoviePy's own, made once: its pins are not ours."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "moviepy>=2,<3"], check=True)
    return python


def moviepy_clip(job: Job, python: Path) -> Run:
    """Make the clip with MoviePy 2 in its own environment."""
    words = {
        "photos": [str(photo) for photo in job.photos], "overlay": str(draw_overlay(job)), "seconds": SECONDS,
        "fps": FPS, "fade": FADE, "crf": CLIP.crf, "out": str(job.folder / "moviepy.mp4"),
    }  # fmt: skip
    script = Path(__file__).with_name("moviepy_job.py")
    return timed([python, script, json.dumps(words)], job.environment)


_PROFILE = """description=Vertical
frame_rate_num={fps}
frame_rate_den=1
width=1080
height=1920
progressive=1
sample_aspect_num=1
sample_aspect_den=1
display_aspect_num=9
display_aspect_den=16
colorspace=709
"""


def melt_clip(job: Job) -> Run:
    """Make the clip with melt, the engine of Kdenlive and Shotcut: affine moves, luma mixes, one overlay."""
    profile, frames, fade = job.folder / "vertical.profile", round(SECONDS * FPS), round(FADE * FPS)
    profile.write_text(_PROFILE.format(fps=FPS))
    shown = round((frames + fade * (COUNT - 1)) / COUNT)
    words: list[str | Path] = ["melt", "-silent", "-profile", profile]
    for number, photo in enumerate(job.photos):
        with Image.open(photo) as image:
            tall = round(1080 * image.height / image.width), round(1920 * image.width / image.height)
        wide, high = (tall[1], 1920) if tall[1] >= 1080 else (1080, tall[0])
        begin, end = (
            f"{-(round(w) - 1080) // 2} {-(round(h) - 1920) // 2} {round(w)} {round(h)}"
            for w, h in ((wide, high), (wide * 1.12, high * 1.12))
        )
        words += [photo, f"out={shown - 1}", "-attach", "affine", f"transition.rect=0={begin};{shown - 1}={end}"]
        words += ["-mix", str(fade), "-mixer", "luma"] if number else []
    words += ["-track", draw_overlay(job), f"out={frames - 1}", "-transition", "composite", "progressive=1"]
    coding = ["vcodec=libx264", "preset=veryfast", f"crf={CLIP.crf}", "an=1", f"real_time=-{cores()}"]
    environment = {**job.environment, "QT_QPA_PLATFORM": "offscreen"}
    return timed([*words, "-consumer", f"avformat:{job.folder / 'melt.mp4'}", *coding], environment)


def require_melt() -> bool:
    """Whether melt is there; as root it is installed when it is not."""
    if shutil.which("melt") is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "melt"], stdout=sys.stderr, check=False
        )
    return shutil.which("melt") is not None


def encode_alone(frames: list[Pixels], stage: Stage, clip_format: ClipFormat) -> float:
    """Return the seconds that encoding takes with the frames ready in memory, in the same pieces on the same cores."""
    pieces = sorted(stretches(stage.storyboard, clip_format), key=lambda one: -one.frames)
    begin = time.perf_counter()
    with ThreadPoolExecutor(cores()) as workers:
        list(workers.map(partial(_encoded, frames), pieces))
    return time.perf_counter() - begin


def _encoded(frames: list[Pixels], piece: Stretch) -> Segment:
    return encode_segment(frames[piece.first : piece.first + piece.frames], piece.clip_format)


def by_turns(contenders: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    """Run the contenders in turn, so that a busy moment of the machine hits them all."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _round, (name, contender) in itertools.product(range(rounds), contenders.items()):
        print(f"  {name} …", file=sys.stderr, flush=True)  # noqa: T201 - the bench's own progress
        try:
            runs[name].append(contender())
        except subprocess.TimeoutExpired:
            print(f"  {name} did not end", file=sys.stderr, flush=True)  # noqa: T201
    return runs
