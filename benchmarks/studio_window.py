"""The photo studio: from a slider to the new picture on the screen, with a photo of 12 megapixels."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.intake import Row
from benchmarks.stage import SKU, Job


def rows(job: Job, _rounds: int = 1) -> list[Row]:
    """Measure in a window on a screen that nobody sees."""
    found = _measured(job)
    beat = found.pop("beat")
    late = f"{max(beat['p95'] - 16, 0):.0f} ms late"
    return [
        (
            f"slider '{name}' to its picture on the screen, 12 megapixels",
            f"{facts['median']:.0f} ms",
            f"95 % within {facts['p95']:.0f}, worst {facts['worst']:.0f} ms",
            "",
            "<= 50 ms",
        )
        for name, facts in found.items()
    ] + [("a timer of 16 ms meanwhile: p95", late, f"median {beat['median']:.0f} ms", "", "<= 16 ms late")]


def _measured(job: Job) -> dict[str, dict[str, float]]:
    """Run the page once, with a shop and a cache of its own."""
    shop, cache = job.folder / "studio-window", job.folder / "cache-studio-window"
    shutil.copytree(job.shop, shop)
    script = Path(__file__).with_name("studio_job.py")
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"] if shutil.which("xvfb-run") else []
    paths = {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(script.parent.parent)}
    command = [*screen, sys.executable, str(script), str(shop), SKU]
    ended = subprocess.run(command, env={**job.environment, **paths}, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(ended.stdout.splitlines()[-1])
    return found
