"""How long from a slider to the new picture on the screen: ``python studio_job.py SHOP SKU``.

Opens the photo studio as the vendor does, moves each slider up and down, and waits each time until the picture of that
very value is painted. Prints milliseconds by what is moved: median, 95th percentile and the worst; and how late a 16 ms
timer came meanwhile.
"""

import json
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.pages.studio import StudioPage
from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.shop import Shop

_SETTLED_MS = 1500
_STEPS = 40
_BEAT_MS = 16


class Hand:
    """Moves one slider after the other; each step begins when the one before is on the screen."""

    def __init__(self, application: QApplication, page: StudioPage) -> None:
        self._application, self._page = application, page
        self.took: dict[str, list[float]] = {}
        self.gaps: list[float] = []
        self._steps = self._all_steps()
        self._name, self._began, self._beat_at = "", 0.0, 0.0
        page.picture_painted.connect(self._note)
        self._beat = QTimer(interval=_BEAT_MS)
        self._beat.timeout.connect(self._count_beat)

    def _all_steps(self) -> Iterator[tuple[str, partial[None]]]:
        tone, crop = self._page.panels.tone.amounts, self._page.panels.crop
        for name, amount in tone.items():
            for step in range(1, _STEPS + 1):
                value = step * 2 if step <= _STEPS // 2 else (_STEPS - step) * 2 + 1
                yield name, partial(amount.slider.setValue, value)
        self._page.choose_tool("crop")
        for step in range(1, _STEPS + 1):
            yield "tilt", partial(crop.tilt.slider.setValue, step * 3)

    def begin(self) -> None:
        """Begin with the first slider."""
        self._beat_at = time.perf_counter()
        self._beat.start()
        self._next()

    def _next(self) -> None:
        found = next(self._steps, None)
        if found is None:
            self._beat.stop()
            self._application.quit()
            return
        self._name, move = found
        self._began = time.perf_counter()
        move()

    def _note(self) -> None:
        if self._name and self._page.shows_newest():
            self.took.setdefault(self._name, []).append((time.perf_counter() - self._began) * 1000)
            QTimer.singleShot(0, self._next)

    def _count_beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._beat_at) * 1000)
        self._beat_at = now


def _facts(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"median": ordered[len(ordered) // 2], "p95": ordered[int(len(ordered) * 0.95)], "worst": ordered[-1]}


def main() -> None:
    """Measure and print."""
    place, sku = sys.argv[1:]
    application = QApplication(sys.argv[:1])
    apply_theme(application)
    tasks = Tasks()
    with Shop.open(Path(place)) as shop:
        page = StudioPage(shop, tasks)
        page.resize(1270, 768)
        page.show()
        page.open_product(sku)
        hand = Hand(application, page)
        QTimer.singleShot(_SETTLED_MS, hand.begin)
        application.exec()
        page.leave()
        tasks.close()
    print(json.dumps({name: _facts(values) for name, values in hand.took.items()} | {"beat": _facts(hand.gaps)}))  # noqa: T201


if __name__ == "__main__":
    main()
