"""The window stays quick while a clip is made: how late a timer of 16 ms comes beside the queue and beside a thread."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.intake import Row
from benchmarks.stage import SECONDS, SKU, TEMPLATE, Job

_MODES = {
    "idle": "with nothing to do",
    "thread": "while a thread of the window renders",
    "queue": "while the queue renders",
}


def rows(job: Job, _rounds: int = 1) -> list[Row]:
    """Measure in a window on a screen that nobody sees."""
    return [
        (
            f"a timer of 16 ms {words}: p99",
            f"{found['p99']:.0f} ms",
            f"median {found['median']:.0f}, worst {found['worst']:.0f} ms",
            f"{found['took']:.1f} s",
            "<= 50 ms" if mode == "queue" else "",
        )
        for mode, words in _MODES.items()
        for found in (_measured(job, mode),)
    ]


def _measured(job: Job, mode: str) -> dict[str, float]:
    """Run the window once, with a shop and a cache of its own."""
    shop, cache = job.folder / f"window-{mode}", job.folder / f"cache-{mode}"
    shutil.copytree(job.shop, shop)
    script = Path(__file__).with_name("window_job.py")
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"] if shutil.which("xvfb-run") else []
    command = [*screen, sys.executable, str(script), str(shop), SKU, TEMPLATE, str(SECONDS), mode]
    paths = {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(script.parent.parent)}
    ended = subprocess.run(command, env={**job.environment, **paths}, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found
