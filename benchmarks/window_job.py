"""How late a 16 ms timer comes in the real window: ``python window_job.py SHOP SKU STYLE SECONDS idle|thread|queue``.

Prints the gaps between two beats, in milliseconds: median, 99th percentile, the worst, and the seconds of the render.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.making import make_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template

_SETTLED_MS, _IDLE_MS = 3000, 15_000


class Pulse:
    """Beats every 16 ms while something happens, in a window whose queue page is up."""

    def __init__(self, application: QApplication, window: MainWindow, tasks: Tasks) -> None:
        self._application, self._window, self._tasks = application, window, tasks
        self.gaps: list[float] = []
        self.took = 0.0
        self._last = self._began = 0.0
        self._timer = QTimer()
        self._timer.setInterval(16)
        self._timer.timeout.connect(self._beat)

    def begin(self, sku: str, style: str, seconds: int, mode: str, shop: Shop) -> None:
        """Start what is to be measured beside."""
        self._window.show_page("queue")
        self._last = self._began = time.perf_counter()
        self._timer.start()
        product = shop.catalogue.product(sku)
        if mode == "idle":
            QTimer.singleShot(_IDLE_MS, self._end)
        elif mode == "queue":
            self._window.queue.ended.connect(self._end)
            self._window.queue.add(product, style, seconds=seconds)
        else:
            task = self._tasks.prepare(partial(make_clip, shop, product, template(style), seconds=seconds))
            task.finished.connect(self._end)
            task.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def _end(self, *_what: object) -> None:
        self.took = time.perf_counter() - self._began
        self._timer.stop()
        self._window.queue.stop()
        self._application.quit()


def main() -> None:
    """Measure and print."""
    place, sku, style, seconds, mode = sys.argv[1:]
    application = QApplication(sys.argv[:1])
    apply_theme(application)
    tasks = Tasks()
    with Shop.open(Path(place)) as shop:
        window = MainWindow(shop, tasks)
        window.resize(1366, 768)
        window.show()
        pulse = Pulse(application, window, tasks)
        QTimer.singleShot(_SETTLED_MS, partial(pulse.begin, sku, style, int(seconds), mode, shop))
        application.exec()
        tasks.close()
    gaps = sorted(pulse.gaps)
    facts = {"median": gaps[len(gaps) // 2], "p99": gaps[int(len(gaps) * 0.99)], "worst": gaps[-1], "took": pulse.took}
    print(json.dumps(facts))  # noqa: T201


if __name__ == "__main__":
    main()
