"""The same clip with MoviePy 2, run by the Python of its own environment: ``python moviepy_job.py JSON``."""

import json
import sys

from moviepy import CompositeVideoClip, ImageClip, vfx  # type: ignore[import-not-found]

job = json.loads(sys.argv[1])
count = len(job["photos"])
shown = (job["seconds"] + job["fade"] * (count - 1)) / count
shots = []
for number, photo in enumerate(job["photos"]):
    shot = ImageClip(photo).resized(height=1920)
    shot = shot.with_duration(shown).resized(lambda t: 1 + 0.12 * t / shown).with_position("center")
    shot = shot.with_start(number * (shown - job["fade"]))
    shots.append(shot.with_effects([vfx.CrossFadeIn(job["fade"])]) if number else shot)
plate = ImageClip(job["overlay"]).with_duration(job["seconds"])
clip = CompositeVideoClip([*shots, plate], size=(1080, 1920)).with_duration(job["seconds"])
clip.write_videofile(
    job["out"], fps=job["fps"], codec="libx264", preset="veryfast", audio=False, logger=None,
    ffmpeg_params=["-crf", str(job["crf"]), "-pix_fmt", "yuv420p"],
)  # fmt: skip
